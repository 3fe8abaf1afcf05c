"""The log in words: who, what, about whom, and why, with the names that things have now."""

from __future__ import annotations

from datetime import date

import pytest
from store_kit import FrozenClock

from storage import audit
from storage.audit import Action, LogRow
from storage.log_reading import rows_about, rows_between
from storage.models import CareNeed, Case, Pupil, School
from storage.store import Store
from zorgarrangeur_tui.desk.access_log import LogLine, LogReader, grouped, line_facts
from zorgarrangeur_tui.desk.log_periods import Period, first_day
from zorgarrangeur_tui.desk.log_words import ACTION_WORDS, LISTS
from zorgarrangeur_tui.desk.looking import note_case_read, note_log_read, note_name_read, note_search

CASE, CHILD, SCHOOL = "c" * 32, "a" * 32, "5" * 32


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with a case of one child, at a school."""
    opened: Store = make_store()
    with opened.unit_of_work("Casus begonnen") as work:
        work.add(
            School(id=SCHOOL, site_code="99ZZ00", name="De Wilg"),
            Case(id=CASE, title="Verpleging", school_id=SCHOOL),
            Pupil(id=CHILD, case_id=CASE, pseudonym="Blauwe Otter", name="Fatima"),
        )
    return opened


def newest(store: Store) -> LogLine:
    """Return the newest row of the log in words."""
    return LogReader(store).lines(list(rows_between(store, None, None))[-1:])[0]


def told(store: Store) -> tuple[str, str, str]:
    """Return what the newest row tells: what, about, why."""
    line = newest(store)
    return line.what, line.about, line.why


def test_looking_at_a_child_is_told_with_its_pseudonym(store: Store) -> None:
    """Of a case it tells the reference, of a name that it was shown; the name itself is nowhere."""
    note_case_read(store, CASE, {CHILD})
    assert told(store) == ("Bekeken", "Blauwe Otter", "casus Z-CCCCCC")
    note_case_read(store, CASE, {CHILD}, named={CHILD})
    assert told(store) == ("Bekeken", "Blauwe Otter", "casus Z-CCCCCC, met naam")
    note_name_read(store, CHILD)
    assert told(store) == ("Bekeken", "Blauwe Otter", "met naam")
    note_case_read(store, CASE, ())
    assert told(store) == ("Bekeken", "casus Z-CCCCCC", "")
    note_log_read(store, CHILD)
    assert told(store) == ("Bekeken", "Blauwe Otter: dit logboek", "")
    note_log_read(store)
    assert told(store) == ("Bekeken", "dit logboek", "")


def test_a_search_tells_how_many_and_never_what(store: Store) -> None:
    """The words are a mark; a list that was only opened says so."""
    note_search(store, "case", 3, words="fatima")
    what, about, why = told(store)
    assert (what, about) == ("Gezocht", "lijst van casussen")
    assert why.startswith("3 gevonden, zoekwoorden met merk ")
    assert "fatima" not in repr(newest(store)).casefold()
    note_search(store, "today", 1)
    assert told(store) == ("Lijst bekeken", "Vandaag", "1 gevonden")
    note_search(store, "planning", 12, subject=SCHOOL)
    assert told(store) == ("Lijst bekeken", "De Wilg: planning", "12 gevonden")
    assert set(LISTS) >= {"case", "today", "planning", "gap"}


def test_a_change_tells_the_act_and_how_much(store: Store) -> None:
    """In the user's own words for the act, with one and many told apart."""
    with store.unit_of_work("Zorgbehoefte toegevoegd") as work:
        work.add(CareNeed(case_id=CASE, pupil_id=CHILD, minutes_needed=30))
    what, about, why = told(store)
    assert (what, about) == ("Gewijzigd", "Blauwe Otter: zorgbehoefte")
    assert why == "Zorgbehoefte toegevoegd; 1 gegeven, 4 velden"
    with store.unit_of_work("Leerling weggehaald") as work:
        work.remove(work.get(Pupil, CHILD))
    assert told(store)[1] == "Blauwe Otter (weggehaald)"


def test_an_erased_child_is_told_as_erased(store: Store) -> None:
    """Its rows stay, under the beginning of its random id."""
    note_name_read(store, CHILD)
    with store.unit_of_work("Gewist") as work:
        work.connection.exec_driver_sql("DELETE FROM pupil")
        work.connection.exec_driver_sql("INSERT INTO purged VALUES (?)", (CHILD,))
    assert told(store)[1] == "gewist (aaaaaaaa)"


def test_people_are_told_by_the_names_on_their_cards(pair) -> None:
    """The own label for the user, a contact's where a bundle came from or went, part of the fingerprint for who is unknown."""
    store, contact = pair.arranger, pair.coordinator_contact
    with store.unit_of_work("Bundel gemaakt") as work:
        work.note(
            Action.EXPORT, object="bundle", subject="b" * 32, reason="Overleg", details=f"to={contact.fingerprint}"
        )
    assert told(store) == ("Meegegeven", "bundel bbbbbbbb", f"Overleg; aan {contact.card.label}")
    assert newest(store).who == store.identity.label
    with store.unit_of_work("Bundel gelezen") as work:
        work.note(Action.IMPORT, object="bundle", subject="b" * 32, details=f"from={'f' * 64}")
    assert told(store)[2] == "van ffffffff"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            {
                "action": "unlock",
                "object": "store",
                "outcome": "failed",
                "details": "at=2026-11-22T22:30:00+00:00 slot=recovery",
            },
            ("Ontgrendeld (mislukt)", "de opslag", "op 22-11-2026 23:30, met de herstelcode"),
        ),
        (
            {"action": "unlock", "object": "anchor", "outcome": "warning", "details": "anchor=older"},
            ("Ontgrendeld (let op)", "de opslag", "gegevensbestand ouder dan het anker"),
        ),
        (
            {"action": "keys", "object": "vault", "subject": "d" * 32, "details": "recovery generation=4"},
            ("Sleutels", "de kluis", "recovery"),
        ),
        (
            {"action": "decide", "object": "case.title", "subject": CASE, "reason": "Casus gewijzigd"},
            ("Gekozen", "casus Z-CCCCCC: casus: vraag in het kort", "Casus gewijzigd"),
        ),
        (
            {"action": "later version", "object": "something new", "subject": "e" * 32, "details": "x=1 y"},
            ("later version", "something, new eeeeeeee", "x=1, y"),
        ),
    ],
)
def test_every_kind_of_row_is_told_in_words(store: Store, note: dict[str, str], expected: tuple[str, str, str]) -> None:
    """Also one of a newer version: it shows as it stands."""
    with store.unit_of_work("proef") as work:
        work._log.append(note)
    assert told(store) == expected
    assert newest(store).remarkable == (note.get("outcome", "ok") != "ok")


def test_there_is_a_word_for_every_action() -> None:
    """No reader meets an English code."""
    assert set(ACTION_WORDS) == set(Action)


def test_what_is_alike_on_one_day_becomes_one_line(store: Store, clock: FrozenClock) -> None:
    """With a count; another day, another reason, a name shown or a failure stands on its own. Newest first."""
    for _ in range(3):
        note_case_read(store, CASE, {CHILD})
        clock.advance(minutes=10)
    note_name_read(store, CHILD)
    clock.advance(days=1)
    note_case_read(store, CASE, {CHILD})
    for _ in range(2):
        with store.unit_of_work("Gemaakt") as work:
            work.note(Action.EXPORT, object="pupil", subject=CHILD, reason="Overleg", outcome="failed")
    reader = LogReader(store)
    lines = reader.grouped_lines(grouped(rows_about(store, CHILD)))
    assert [(line.what, len(line.rows)) for line in lines] == [
        ("Meegegeven (mislukt)", 1),
        ("Meegegeven (mislukt)", 1),
        ("Bekeken", 1),
        ("Bekeken", 1),
        ("Bekeken (3×)", 3),
        ("Gewijzigd", 1),
    ]
    facts = dict(line_facts(reader, lines[4]))
    assert facts["Wanneer"] == "3 keer, van 23-11-2026 10:00 tot 23-11-2026 10:20"
    assert sum(len(line.rows) for line in lines) == len(rows_about(store, CHILD))


def test_a_row_that_somebody_spoiled_is_still_shown(store: Store) -> None:
    """No moment, no known action: the reader sees what stands there."""
    row = LogRow(1, "gisteren", "x" * 64, "arranger", "d", "zzz", "", CHILD, "", "", "a=b=c == \x1b[2J")
    reader = LogReader(store)
    [line] = reader.lines([row])
    assert (line.when, line.who, line.what) == ("gisteren", "xxxxxxxx", "zzz ()")
    assert grouped([row]) == [(row,)]
    assert dict(line_facts(reader, line))["Regel"] == "1"


def test_periods_begin_where_people_expect() -> None:
    """A week on Monday, a school year on 1 August."""
    day = date(2026, 11, 25)
    assert [first_day(period, day) for period in Period] == [
        day,
        date(2026, 11, 23),
        date(2026, 11, 1),
        date(2026, 8, 1),
        None,
    ]
    assert first_day(Period.SCHOOL_YEAR, date(2027, 7, 31)) == date(2026, 8, 1)
    assert first_day(Period.SCHOOL_YEAR, date(2027, 8, 1)) == date(2027, 8, 1)
    assert first_day(Period.WEEK, date(2027, 1, 3)) == date(2026, 12, 28)


def test_looks_are_whole_rows_of_the_log(store: Store) -> None:
    """The chain holds after all of them."""
    note_case_read(store, CASE, {CHILD})
    note_search(store, "case", 1, words="x")
    assert store.log_fault() is None
    with store.read() as session:
        actions = [row.action for row, _ in audit.rows(session.connection())]
    assert actions[-2:] == ["read", "search"]
