"""Keeping and erasing as a user does it: what is due, holding it, erasing it on its term or on request, and the proof."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from store_samples import rows_of, shown

from storage import tables
from storage.backups import list_backups, make_backup
from storage.erasing import OnHold
from storage.errors import RecordMissing, ValueRefused
from storage.handing_over import export_bundle
from storage.models import Case, Pupil, School
from storage.store import Store
from zorgarrangeur_tui.desk import retention
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.erasure_proofs import backups_until, older_backups, proof_of, proofs, renew_backups
from zorgarrangeur_tui.desk.erasure_words import left_to_do, plan_lines, proof_lines
from zorgarrangeur_tui.desk.records import change_record, remove_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.retention import AskedBy, erasable_count, erase, hold, release, retention_list
from zorgarrangeur_tui.domain.retention import Standing

TODAY = date(2026, 11, 23)
LONG_AGO = date(2024, 9, 1)


@pytest.fixture
def store(make_store) -> Store:
    """Return an arranger's own store with one school."""
    opened: Store = make_store()
    with opened.unit_of_work("School toegevoegd") as work:
        work.add(School(id="a" * 32, site_code="99ZZ00", name="De Wilg"))
    return opened


def closed_case(store: Store, closed_on: date | None = LONG_AGO, **pupil: Any) -> tuple[str, str]:
    """Add a case with one child and one need that closed on a day; return both ids."""
    case = open_case(store, {"title": "Zorg op de groep", "school_id": "a" * 32})
    child = add_pupil(store, case.id, {"name": "Fatima van der Berg", "pseudonym": "Blauwe Otter", **pupil})
    add_need(store, case.id, child.id, {"minutes_needed": 90})
    change_record(store, Case, case.id, {"phase": "closed", "closed_on": closed_on}, "Casus gewijzigd")
    return case.id, child.id


def closing_day(store: Store, case_id: str) -> date | None:
    """Return the day on which a case ended."""
    return store.get(Case, case_id).closed_on


def test_closing_fills_in_the_day_and_undo_clears_it(store: Store) -> None:
    """Withdrawing too; a day that the user gives stands. A case that ended goes on only as a new case, or by undo."""
    case = open_case(store, {"title": "Zorg", "school_id": "a" * 32})
    assert closing_day(store, case.id) is None
    for phase in ("closed", "withdrawn"):
        change_record(store, Case, case.id, {"phase": phase, "phase_reason": "School kan verder"}, "Casus gewijzigd")
        assert closing_day(store, case.id) == TODAY
        with pytest.raises(ActRefused, match="nieuwe casus"):
            change_record(store, Case, case.id, {"phase": "plan"}, "Casus gewijzigd")
        undo_last(store)
        assert closing_day(store, case.id) is None
    change_record(store, Case, case.id, {"phase": "closed", "closed_on": LONG_AGO}, "Casus gewijzigd")
    assert closing_day(store, case.id) == LONG_AGO
    undo_last(store)
    assert (closing_day(store, case.id), store.get(Case, case.id).phase) == (None, "intake")
    with pytest.raises(ActRefused, match="Gesloten of Ingetrokken"):
        change_record(store, Case, case.id, {"closed_on": LONG_AGO}, "Casus gewijzigd")


def test_the_list_has_what_is_due_first_and_leaves_out_what_is_later(store: Store) -> None:
    """Due, coming up, held, without a date; a case that closed lately or goes on is not in it."""
    days = {
        Standing.DUE: LONG_AGO,
        Standing.SOON: date(2024, 12, 10),
        Standing.LATER: date(2026, 1, 1),
        Standing.HELD: date(2024, 1, 1),
    }
    ids = {standing: closed_case(store, day, pseudonym=f"Kind {standing.value}")[0] for standing, day in days.items()}
    ids[Standing.UNDATED] = closed_case(store, None, pseudonym="Kind zonder dag")[0]
    with store.unit_of_work("Van een oudere versie") as work:
        work.change(work.get(Case, ids[Standing.UNDATED]), {"closed_on": None})
    hold(store, "case", ids[Standing.HELD], "Er loopt een klacht")
    open_case(store, {"title": "Loopt nog", "school_id": "a" * 32})
    assert [(one.standing, one.record_id) for one in retention_list(store)] == [
        (standing, ids[standing]) for standing in (Standing.DUE, Standing.SOON, Standing.HELD, Standing.UNDATED)
    ]
    assert erasable_count(store) == 1


def test_what_was_taken_away_is_due_after_half_a_year(store: Store, clock) -> None:
    """A child that was taken away by mistake can come back until then."""
    case = open_case(store, {"title": "Zorg", "school_id": "a" * 32})
    child = add_pupil(store, case.id, {"pseudonym": "Groene Specht"})
    remove_record(store, Pupil, child.id, "Leerling weggehaald")
    assert retention_list(store) == []
    clock.moment = datetime(2027, 5, 24, 9, tzinfo=UTC)
    [kept] = retention_list(store)
    assert (kept.record_id, kept.term.rule.id, kept.explanation) == (
        child.id,
        "removed",
        "Weggehaald op 23 november 2026, 6 maanden bewaren, sinds 23 mei 2027 te wissen.",
    )
    erase(store, "pupil", child.id, typed="WISSEN")
    assert child.id not in shown(store)
    assert case.id in shown(store)


def test_a_hold_keeps_until_it_is_released_and_both_can_be_undone(store: Store) -> None:
    """On a child inside as well; the reason is asked, and stays out of the log."""
    case_id, pupil_id = closed_case(store)
    for kind, record_id in (("case", case_id), ("pupil", pupil_id)):
        with pytest.raises(ActRefused, match="waarom"):
            hold(store, kind, record_id, "  ")
        hold(store, kind, record_id, "Er loopt een klacht")
        with pytest.raises(OnHold):
            erase(store, "case", case_id, typed="WISSEN")
        with pytest.raises(OnHold):
            erase(store, "pupil", pupil_id, typed="WISSEN", reason="Ze willen het", asked_by=AskedBy.PARENTS)
        release(store, kind, record_id)
        assert erasable_count(store) == 1
        undo_last(store)
        assert erasable_count(store) == 0
        undo_last(store)
        assert erasable_count(store) == 1
    assert "klacht" not in " ".join(row.reason + row.details for row in rows_of(store, tables.audit))


def test_erasing_on_its_term_leaves_a_proof_with_numbers(store: Store) -> None:
    """The plan says the same beforehand, in words."""
    case_id, _ = closed_case(store)
    text = " ".join(plan_lines(retention.plan_erasure(store, "case", case_id)))
    assert "1 casus, 1 leerling, 1 zorgbehoefte" in text
    assert "kan niet ongedaan" in text
    number, clean = erase(store, "case", case_id, typed="wissen")
    assert clean
    [proof] = proofs(store)
    assert proof == proof_of(store, number[:8])
    assert dict(proof.counts) == {"case": 1, "pupil": 1, "care_need": 1}
    assert (proof.erased_on, proof.by, proof.backups_until) == (TODAY, store.identity.label, None)
    assert proof.reason == "De bewaartermijn van 2 jaar is voorbij."
    assert "Fatima" not in " ".join(proof_lines(proof))
    assert retention_list(store) == []


@pytest.mark.parametrize("closed_on", [date(2026, 11, 20), date(2024, 12, 1)])
def test_what_is_not_due_is_not_erased_without_a_request(store: Store, closed_on: date) -> None:
    """Nor is a case that goes on; nothing is written."""
    case_id, pupil_id = closed_case(store, closed_on)
    running = open_case(store, {"title": "Loopt nog", "school_id": "a" * 32})
    for kind, record_id in (("case", case_id), ("case", running.id), ("pupil", pupil_id)):
        with pytest.raises(ActRefused, match="nog niet aan de beurt"):
            erase(store, kind, record_id, typed="WISSEN")
    assert rows_of(store, tables.purged) == rows_of(store, tables.erasure) == []


def test_parents_and_a_pupil_of_twelve_may_ask(store: Store) -> None:
    """Not a younger child, not for a whole case, not without a reason or without the word."""
    case_id, pupil_id = closed_case(store, TODAY, birth_year=2018)
    asked = {"reason": "De ouders willen dit", "typed": "WISSEN"}
    with pytest.raises(ActRefused, match="jonger dan 12"):
        erase(store, "pupil", pupil_id, asked_by=AskedBy.PUPIL, **asked)
    with pytest.raises(ActRefused, match="niet een hele casus"):
        erase(store, "case", case_id, asked_by=AskedBy.PARENTS, **asked)
    with pytest.raises(ActRefused, match="waarom"):
        erase(store, "pupil", pupil_id, asked_by=AskedBy.PARENTS, typed="WISSEN")
    with pytest.raises(ActRefused, match="WISSEN"):
        erase(store, "pupil", pupil_id, asked_by=AskedBy.PARENTS, **(asked | {"typed": "ja"}))
    assert pupil_id in shown(store)
    erase(store, "pupil", pupil_id, asked_by=AskedBy.PARENTS, **asked)
    assert pupil_id not in shown(store)
    [proof] = proofs(store)
    assert proof.reason == "Op verzoek van de ouders: De ouders willen dit"
    older = add_pupil(store, case_id, {"birth_year": 2014})
    erase(store, "pupil", older.id, asked_by=AskedBy.PUPIL, **asked)
    assert older.id not in shown(store)


def test_what_came_since_the_user_saw_what_would_go_is_not_erased_with_it(store: Store) -> None:
    """A need was added: nothing goes, until what goes now was seen."""
    case_id, pupil_id = closed_case(store)
    seen = retention.plan_erasure(store, "case", case_id)
    add_need(store, case_id, pupil_id, {"minutes_needed": 30})
    with pytest.raises(ActRefused, match="Begin opnieuw"):
        erase(store, "case", case_id, typed="WISSEN", seen=seen)
    assert {case_id, pupil_id} <= shown(store).keys()
    erase(store, "case", case_id, typed="WISSEN", seen=retention.plan_erasure(store, "case", case_id))
    assert case_id not in shown(store)


@pytest.mark.parametrize("reason", ["Fatima wil het", "voor BLAUWE otter", "van der Berg belde", "Otter"])
def test_a_reason_that_names_the_child_is_refused(store: Store, reason: str) -> None:
    """It stays for ever, in the proof and in the log."""
    _, pupil_id = closed_case(store)
    with pytest.raises(ActRefused, match="zonder naam"):
        erase(store, "pupil", pupil_id, typed="WISSEN", reason=reason, asked_by=AskedBy.PARENTS)
    with pytest.raises(ValueRefused):
        erase(store, "pupil", pupil_id, typed="WISSEN", reason="111222333", asked_by=AskedBy.PARENTS)
    assert pupil_id in shown(store)


def test_older_backups_are_told_of_and_can_be_replaced(store: Store) -> None:
    """Made in the same second or not: the order of the log decides which ones still hold the child."""
    case_id, _ = closed_case(store)
    make_backup(store)
    number, clean = erase(store, "case", case_id, typed="WISSEN")
    assert len(older_backups(store, number)) == 1
    assert proof_of(store, number).backups_until == date(2027, 2, 28)
    assert any("1 oudere reservekopie" in line for line in left_to_do(store, number, file_clean=clean))
    assert renew_backups(store) == 1
    assert older_backups(store, number) == []
    assert len(list_backups(store.folder)) == 1
    assert proof_of(store, number).backups_until is None


def test_the_oldest_backup_is_gone_three_months_later() -> None:
    """Counted from the newest one that still holds the child; over the turn of the year too."""
    assert backups_until([]) is None
    made = [datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 11, 30, 23, 30, tzinfo=UTC)]
    assert backups_until(made) == date(2027, 3, 31)


def test_the_proof_names_who_has_not_heard_yet(pair, clock) -> None:
    """Whoever got a bundle before, and none since."""
    store = pair.arranger
    case_id, _ = closed_case(store)
    export_bundle(store, [pair.coordinator_contact], purpose="Overdracht")
    clock.advance(hours=1)
    number, _ = erase(store, "case", case_id, typed="WISSEN")
    assert proof_of(store, number).recipients == (pair.coordinator.identity.label,)
    clock.advance(hours=1)
    export_bundle(store, [pair.coordinator_contact], purpose="Wissen")
    assert proof_of(store, number).recipients == ()


def test_a_proof_that_is_not_there_is_told_as_such(store: Store) -> None:
    """By a whole number, a part that fits none, or nothing."""
    for number in ("", "ffff", "f" * 32):
        with pytest.raises(RecordMissing):
            proof_of(store, number)
