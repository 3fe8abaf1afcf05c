"""The history of a record in words, and putting back what stood there."""

from __future__ import annotations

from typing import Any

import pytest
from store_kit import FrozenClock
from store_samples import hand_over, rows_of

from storage import tables
from storage.errors import RecordMissing
from storage.models import CareNeed, Case, Provider, Pupil, Record, School, VisitPattern, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.looking import note_history_read
from zorgarrangeur_tui.desk.record_history import (
    HIDDEN,
    NOT_SENT,
    PastValue,
    Standing,
    history_of_record,
    put_back,
)
from zorgarrangeur_tui.desk.records import change_record, remove_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused

SCHOOL = site_id("99ZZ00")


@pytest.fixture
def store(make_store) -> Store:
    """Return an arranger's store with one school."""
    opened: Store = make_store()
    add(opened, School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", bell_times=[[510, 900]]))
    return opened


def add(store: Store, *records: Record) -> None:
    """Write records as one act."""
    with store.unit_of_work("Toegevoegd") as work:
        work.add(*records)


def values(store: Store, record: Record, field: str, **options: Any) -> list[PastValue]:
    """Return what one field of a record held, newest first."""
    kind = {Case: "case", Pupil: "pupil", School: "school", CareNeed: "care_need", VisitPattern: "visit_pattern"}
    history = history_of_record(store, kind[type(record)], record.id, **options)
    return [value for one in history.fields if one.field == field for value in one.values]


def put_back_value(store: Store, record: Record, field: str, text: str) -> None:
    """Put back the newest value of a field that reads like this."""
    found = next(value for value in values(store, record, field) if value.text == text)
    put_back(store, {Case: "case", VisitPattern: "visit_pattern"}[type(record)], record.id, found.id)


def test_each_value_is_told_with_who_when_and_in_which_act(store: Store, clock: FrozenClock) -> None:
    """Dates and codes are in words, the moment is that of the wall clock, and the writer goes by name."""
    case = Case(title="Sondevoeding", phase="intake", school_id=SCHOOL)
    add(store, case)
    clock.advance(days=1, hours=2)
    change_record(store, Case, case.id, {"phase": "analysis", "title": "Sondevoeding in de klas"}, "Casus gewijzigd")
    newest, oldest = values(store, case, "title")
    assert (newest.text, newest.when, newest.act, newest.standing) == (
        "Sondevoeding in de klas",
        "24-11-2026 12:00",
        "Casus gewijzigd",
        Standing.NOW,
    )
    assert (oldest.text, oldest.when, oldest.act, oldest.standing) == (
        "Sondevoeding",
        "23-11-2026 10:00",
        "Toegevoegd",
        Standing.BEFORE,
    )
    assert newest.who == store.identity.label
    assert values(store, case, "phase")[0].text == "Analyse"
    assert values(store, case, "school_id")[0].text == "De Wilg"
    assert values(store, case, "owner")[0].text == store.identity.label
    fields = [one.field for one in history_of_record(store, "case", case.id).fields]
    assert fields[:2] == ["title", "phase"], "what was written last comes first"
    assert "deleted" not in fields, "that a record still stands is no news"


def test_school_hours_are_told_as_people_write_them(store: Store) -> None:
    """Not as minutes of the day."""
    assert values(store, store.get(School, SCHOOL), "bell_times")[0].text == "ma 8:30-15:00"


def test_taking_away_and_undoing_it_are_both_in_the_history(store: Store) -> None:
    """A record that is gone still tells what it held; one that came back tells that too."""
    case = Case(title="Sondevoeding")
    add(store, case)
    remove_record(store, Case, case.id, "Casus weggehaald")
    assert [(value.text, value.standing) for value in values(store, case, "deleted")] == [("ja", Standing.NOW)]
    undo_last(store)
    assert [(value.text, value.standing) for value in values(store, case, "deleted")] == [
        ("nee", Standing.NOW),
        ("ja", Standing.UNDONE),
    ]


def test_what_is_told_about_a_child_is_hidden_until_names_are_asked(store: Store) -> None:
    """The name and the note; the pseudonym and an empty field are no secret."""
    case = Case(title="Verpleging", school_id=SCHOOL)
    pupil = Pupil(case_id=case.id, pseudonym="Reiger", name="Geheim Kind", note="Geheime notitie")
    add(store, case, pupil)
    change_record(store, Pupil, pupil.id, {"name": ""}, "Leerling gewijzigd")
    assert [value.text for value in values(store, pupil, "name")] == ["(leeg)", HIDDEN]
    assert [value.text for value in values(store, pupil, "note")] == [HIDDEN]
    assert values(store, pupil, "pseudonym")[0].text == "Reiger"
    assert [value.text for value in values(store, pupil, "name", names=True)] == ["(leeg)", "Geheim Kind"]
    assert history_of_record(store, "pupil", pupil.id).hides
    assert not history_of_record(store, "pupil", pupil.id, names=True).hides
    assert history_of_record(store, "pupil", pupil.id).called == "leerling Reiger"


def test_values_that_did_not_travel_are_told_as_such_and_cannot_be_put_back(pair) -> None:
    """A corrected slip of the pen never left the sender: the receiver sees that there was something, not what."""
    from storage.handing_over import export_bundle  # noqa: PLC0415 - one use
    from storage.taking_in import import_bundle  # noqa: PLC0415 - one use

    case = Case(title="verschreven")
    add(pair.arranger, case)
    change_record(pair.arranger, Case, case.id, {"title": "goed"}, "Casus gewijzigd")
    import_bundle(pair.coordinator, export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht"))
    newest, oldest = values(pair.coordinator, case, "title")
    assert (newest.text, newest.who, newest.act) == ("goed", pair.arranger.identity.label, "in een bundel")
    assert oldest.text == NOT_SENT
    with pytest.raises(ActRefused, match="niet meegestuurd"):
        put_back_value(pair.coordinator, case, "title", NOT_SENT)


def test_an_earlier_value_is_put_back_as_one_act_that_can_be_undone(store: Store) -> None:
    """Only that field changes."""
    case = Case(title="een", next_action="Bel")
    add(store, case)
    change_record(store, Case, case.id, {"title": "twee", "next_action": "Schrijf"}, "Casus gewijzigd")
    put_back_value(store, case, "title", "een")
    found = store.get(Case, case.id)
    assert (found.title, found.next_action) == ("een", "Schrijf")
    assert undo_last(store).act == "Eerdere waarde teruggezet"
    assert store.get(Case, case.id).title == "twee"


def test_putting_back_is_refused_where_it_changes_nothing_or_breaks_a_rule(store: Store) -> None:
    """What stands already, a visit that is locked, a school that is gone, the owner: each in a sentence, nothing written."""
    gone = School(id=site_id("99ZZ01"), name="Het Anker")
    case = Case(title="een", school_id=gone.id)
    visit = VisitPattern(school_id=SCHOOL, weekday=1, start_minute=540, duration_minutes=60)
    add(store, gone, case, visit)
    change_record(store, Case, case.id, {"school_id": SCHOOL}, "Casus gewijzigd")
    change_record(store, VisitPattern, visit.id, {"weekday": 2, "locked": True}, "Bezoek gewijzigd")
    remove_record(store, School, gone.id, "School weggehaald")
    before = len(rows_of(store, tables.operation))
    with pytest.raises(ActRefused, match="staat er al"):
        put_back_value(store, case, "title", "een")
    with pytest.raises(ActRefused, match=r"\(school\), is er niet meer"):
        put_back_value(store, case, "school_id", "Het Anker")
    with pytest.raises(ActRefused, match="zet u hier niet terug"):
        put_back_value(store, case, "owner", store.identity.label)
    with pytest.raises(ActRefused, match="staat vast"):
        put_back_value(store, visit, "weekday", "dinsdag")
    with pytest.raises(RecordMissing):
        put_back(store, "case", case.id, 10**6)
    assert len(rows_of(store, tables.operation)) == before


@pytest.mark.parametrize("chosen", ["van mij", "van haar"])
def test_of_two_values_in_conflict_either_can_be_chosen(pair, chosen: str) -> None:
    """Both stand in the history as a choice to make; putting one back makes it, and the other waits no more."""
    case = Case(title="een")
    add(pair.arranger, case)
    hand_over(pair.arranger, pair.coordinator)
    change_record(pair.arranger, Case, case.id, {"title": "van mij"}, "Casus gewijzigd")
    change_record(pair.coordinator, Case, case.id, {"title": "van haar"}, "Casus gewijzigd")
    hand_over(pair.coordinator, pair.arranger)
    store = pair.arranger
    assert {value.standing for value in values(store, case, "title")} == {
        Standing.NOW_DISPUTED,
        Standing.OPEN,
        Standing.BEFORE,
    }
    put_back_value(store, case, "title", chosen)
    assert store.get(Case, case.id).title == chosen
    assert rows_of(store, tables.conflict) == []


def test_reading_it_is_logged_for_every_child_that_it_is_or_was_about(store: Store) -> None:
    """A need that was first another child's tells about both; a school tells about nobody."""
    case = Case(title="Verpleging", school_id=SCHOOL)
    first, second = Pupil(case_id=case.id, pseudonym="Reiger"), Pupil(case_id=case.id, pseudonym="Kievit")
    need = CareNeed(case_id=case.id, pupil_id=first.id)
    add(store, case, first, second, need)
    change_record(store, CareNeed, need.id, {"pupil_id": second.id}, "Zorgbehoefte gewijzigd")
    reads = [
        history_of_record(store, "care_need", need.id),
        history_of_record(store, "case", case.id),
        history_of_record(store, "school", SCHOOL),
    ]
    before = len(rows_of(store, tables.audit))
    for history in reads:
        note_history_read(store, history.case_id, history.pupil_ids, named=history is reads[0])
    rows = [(row.action, row.object, row.subject, row.details) for row in rows_of(store, tables.audit)[before:]]
    assert rows == [
        *(("read", "pupil", one, f"case={case.id} history name") for one in sorted((first.id, second.id))),
        ("read", "case", case.id, "history"),
    ]


def test_a_record_that_nobody_ever_wrote_has_no_history(store: Store) -> None:
    """It is told in a sentence."""
    with pytest.raises(RecordMissing, match="geen geschiedenis"):
        history_of_record(store, "provider", Provider().id)
