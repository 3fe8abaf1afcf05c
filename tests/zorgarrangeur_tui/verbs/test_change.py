"""Changing, removing, undo and redo from the command line."""

from __future__ import annotations

import pytest
from cli_kit import CommandLine

from storage.models import School, site_id


@pytest.fixture
def case(at_school: CommandLine) -> str:
    """Return the reference of a case at a school."""
    answer = at_school.answer("add", "case", "--school", "99ZA00", "--title", "Verpleging in de klas")
    return str(answer["reference"])


@pytest.fixture
def visit(at_school: CommandLine) -> str:
    """Return the id of a visit on Monday at nine."""
    at_school.did("add", "provider", "--name", "Zorg Nabij")
    at_school.did("add", "professional", "--provider", "Zorg Nabij", "--name", "Femke")
    words = ("add", "visit", "--school", "99ZA00", "--professional", "Femke", "--day", "ma", "--start", "9:00")
    return str(at_school.answer(*words, "--minutes", "60")["id"])


def visits(line: CommandLine) -> list[tuple[int, int, int]]:
    """Return every visit as weekday, start and length."""
    return [(one["weekday"], one["start_minute"], one["duration_minutes"]) for one in line.answer("list", "visits")]


def test_several_fields_change_as_one_act(at_school: CommandLine, case: str) -> None:
    """The answer names the fields in Dutch; one undo takes both back."""
    told = at_school.did("change", "case", case, "phase=plan", "deadline=1-12-2026", "next-action=Bellen")
    assert "volgende actie" in told
    changed = at_school.answer("show", "case", case)
    assert (changed["phase"], changed["deadline"], changed["next_action"]) == ("plan", "2026-12-01", "Bellen")
    assert "Casus gewijzigd" in at_school.did("undo")
    restored = at_school.answer("show", "case", case)
    assert (restored["phase"], restored["deadline"], restored["next_action"]) == ("intake", None, "")


def test_nothing_after_the_sign_empties_a_field(at_school: CommandLine, case: str) -> None:
    """A text becomes empty, a date unknown."""
    at_school.did("change", "case", case, "deadline=2026-12-01", "note=Let op")
    at_school.did("change", "case", case, "deadline=", "note=")
    emptied = at_school.answer("show", "case", case)
    assert (emptied["deadline"], emptied["note"]) == (None, "")


def test_fields_take_what_people_write(at_school: CommandLine, visit: str) -> None:
    """A day, a time, a code, yes or no, a list and a name of another record."""
    at_school.did(
        "change", "visit", visit[:8], "weekday=vrijdag", "start_minute=10:30", "duration_minutes=45", "rhythm=even"
    )
    assert visits(at_school) == [(4, 630, 45)]
    at_school.did(
        "change", "professional", "Femke", "skills=nursing, paramedical", "reserved_acts=ja", "availability=ma 9-12"
    )
    at_school.did(
        "change", "school", "99ZA00", "provider_cap=2", "bell_times=8:30-15:00, wo 8:30-12:30", "latitude=52.25"
    )
    at_school.did("change", "visit", visit, "school_id=De Ruiterbrug", "serves=")
    (moved,) = at_school.answer("list", "visits", "--school", "99ZB00")
    assert moved["id"] == visit
    (provider,) = at_school.answer("list", "providers")
    assert provider["professionals"][0]["skills"] == ["nursing", "paramedical"]


def test_a_field_takes_the_same_notation_as_its_form(at_school: CommandLine) -> None:
    """A samenwerkingsverband, a postcode and a gemeente as people write them."""
    at_school.did("change", "school", "99ZA00", "alliance=po 20.01", "postcode=1234 ab", "municipality=den haag")
    with at_school.open() as store:
        school = store.get(School, site_id("99ZA00"))
    assert (school.alliance, school.postcode, school.municipality) == ("PO2001", "1234AB", "'s-Gravenhage")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("phase", "VELD=WAARDE"),
        ("kleur=groen", "bestaat niet"),
        ("owner=ik", "bestaat niet"),
        ("deleted=ja", "bestaat niet"),
        ("phase=klaar", "kies een van"),
        ("deadline=morgen", "2026-09-01"),
        ("school_id=99ZZ99", "niet gevonden"),
        ("title=Kind met 123456782", "burgerservicenummer"),
        ("title=Rood\x1b[31m", "stuurtekens"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(at_school: CommandLine, case: str, word: str, told: str) -> None:
    """A good word beside it changes nothing either."""
    sentence = at_school.refused("change", "case", case, "next_action=Bellen", word)
    assert told in sentence
    assert "\x1b" not in sentence


@pytest.mark.parametrize(
    "word",
    [
        "weekday=blub",
        "weekday=",
        "start_minute=25:00",
        "duration_minutes=1,5",
        "duration_minutes=0",
        "locked=misschien",
    ],
)
def test_a_number_day_or_time_that_cannot_be_is_refused(at_school: CommandLine, visit: str, word: str) -> None:
    """The sentence names the field by its Dutch word."""
    assert at_school.refused("change", "visit", visit, word)


def test_a_locked_visit_stays_where_it_is(at_school: CommandLine, visit: str) -> None:
    """It is made loose first, and may then be moved in the same act."""
    at_school.did("change", "visit", visit, "locked=ja")
    assert "los met locked=nee" in at_school.refused("change", "visit", visit, "weekday=di")
    assert "staat vast" in at_school.refused("change", "visit", visit, "weekday=di", "--from", "30-11-2026")
    at_school.did("change", "visit", visit, "note=bij het raam")
    assert "staat vast" in at_school.refused("remove", "visit", visit)
    at_school.did("change", "visit", visit, "locked=nee", "weekday=di")
    assert visits(at_school) == [(1, 540, 60)]


def test_a_record_taken_away_comes_back_with_undo(at_school: CommandLine, case: str) -> None:
    """What goes with a case comes back with it."""
    at_school.did("add", "pupil", "--case", case)
    assert "undo" in at_school.did("remove", "case", case)
    assert at_school.answer("list", "cases") == []
    at_school.did("undo")
    assert len(at_school.answer("show", "case", case)["pupils"]) == 1


def test_nothing_to_undo_or_redo_is_refused(line: CommandLine) -> None:
    """An empty store has no act to take back."""
    assert "niets om ongedaan" in line.refused("undo")
    assert "niets om opnieuw" in line.refused("redo")


def test_a_type_that_does_not_exist_is_wrong_usage(at_school: CommandLine) -> None:
    """The sentence names the types; the names of the store are taken too."""
    assert "bond, case" in at_school.refused("remove", "kat", "1", code=2)
    assert "niet gevonden" in at_school.refused("remove", "visit_pattern", "0123456789")
