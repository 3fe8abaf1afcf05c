"""Erasing for good: nothing is left on disk, nothing comes back, and what must stay stays."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_reader import PAGE, pages_of, places_with
from store_kit import master_key_of, quick_unlock
from store_samples import everything_as_text, hand_over, log, rows_of, shown

from storage import drafts, erasing, tables
from storage.contacts import Contact
from storage.drafts import Draft
from storage.erasing import OnHold, erase, erasures, finish, purge, to_finish
from storage.erasure_scope import scope_of
from storage.errors import NothingToUndo, RecordMissing
from storage.handing_over import NothingToExport, export_bundle, plan_export
from storage.key_file import subkey
from storage.listing import forget_words
from storage.models import CareNeed, Case, Pupil, School, VisitPattern
from storage.store import DATABASE, Store
from storage.taking_in import import_bundle
from storage.undo import redo, undo

NAME = "Wizzrykje Qvandobbel"
PSEUDONYM = "Xylofruitige Kwadratuur"
CANARIES = (NAME, PSEUDONYM)
REASON = "De termijn is voorbij"


def fill(store: Store, *, name: str = NAME, pseudonym: str = PSEUDONYM) -> tuple[str, str, str]:
    """Add a case with one child that somebody wrote about for a while; return the ids of case, child and need."""
    school = School(id="a" * 32, site_code="99ZZ00", name="De Wilg")
    case, pupil = Case(title="Zorg op de groep", school_id=school.id), Pupil(name=name, pseudonym=pseudonym)
    pupil.case_id = case.id
    need = CareNeed(case_id=case.id, pupil_id=pupil.id, minutes_needed=90, minutes_granted=60, note=f"{name} eet laat")
    with store.unit_of_work("Casus begonnen") as work:
        if work.session.get(School, school.id) is None:
            work.add(school)
        work.add(case, pupil, need, VisitPattern(school_id=school.id, serves=[need.id, "f" * 32]))
    for number in range(12):
        with store.unit_of_work("Leerling gewijzigd") as work:
            # Long notes spill over into pages of their own, and short ones move between pages.
            work.change(work.get(Pupil, pupil.id), {"note": f"{name}, {pseudonym}. " * (1 + 90 * (number % 3))})
    return case.id, pupil.id, need.id


def erase_now(store: Store, record_type: str, record_id: str, rule: str = "case_ended") -> str:
    """Erase as an act of its own, and write the file anew."""
    with store.unit_of_work("Voorgoed gewist") as work:
        scope = scope_of(work.connection, record_type, record_id)
        erasure_id = erase(work, scope, rule=rule, reason=REASON)
    assert finish(store)
    return erasure_id


def traces(store: Store, words: tuple[str, ...] = CANARIES) -> list[str]:
    """Return where any piece of some words stands in the files of a store, read past the database."""
    return traces_in(store.folder / DATABASE, store, words)


def traces_in(database: Path, store: Store, words: tuple[str, ...] = CANARIES) -> list[str]:
    """Return the same for another database file under the same key."""
    return places_with(database, subkey(master_key_of(store.folder), "db"), words)


def test_the_reader_reads_what_the_database_reads(store: Store) -> None:
    """The pages that are decrypted by hand are the store's: known words are in them, in the file or the journal."""
    fill(store)
    key = subkey(master_key_of(store.folder), "db")
    pages = list(pages_of(store.folder / DATABASE, key))
    assert {page.file for page in pages} == {DATABASE, f"{DATABASE}-wal"}
    assert {len(page.data) for page in pages} <= {PAGE - 80}
    assert b"CREATE TABLE" in b"".join(page.data for page in pages)
    with pytest.raises(ValueError, match="does not belong to this key"):
        list(pages_of(store.folder / DATABASE, bytes(32)))


def test_an_erased_case_leaves_no_trace_in_the_file_the_journal_or_a_backup(store: Store, tmp_path: Path) -> None:
    """Rows, history, words of lists, free pages and gaps in pages: all of it held the name, none of it does."""
    case_id, *_ = fill(store)
    assert len(traces(store)) > 10
    erase_now(store, "case", case_id)
    assert traces(store) == []
    copy = tmp_path / "copy.db"
    source, target = store.connect_to(store.folder / DATABASE), store.connect_to(copy)
    source.backup(target)
    source.close()
    target.close()
    assert copy.stat().st_size > PAGE
    assert traces_in(copy, store) == []
    assert not any(word in everything_as_text(store) for word in CANARIES)


def test_copies_that_the_database_no_longer_knows_go_too(store: Store) -> None:
    """When a page is split, rows that move leave a copy behind; secure_delete does not see it. The words of others stay."""
    draw = random.Random(0)  # noqa: S311 - invented words
    words = ["".join(draw.choice("bcdfghjklmnpqrstvwxz") for _ in range(12)) for _ in range(60)]
    for number, word in enumerate(words):
        with store.unit_of_work("Leerling toegevoegd") as work:
            note = f"{word} " * draw.choice([1, 1, 1, 800])
            work.add(Pupil(id=f"{number:032x}", name=word, pseudonym=f"{word} Otter", note=note))
    numbers = set(draw.sample(range(60), 30))
    gone, kept = [words[number] for number in numbers], set(words) - {words[number] for number in numbers}
    with store.unit_of_work("Voorgoed gewist") as work:
        purge(work, {f"{number:032x}" for number in numbers})
    connection = store.connect_to(store.folder / DATABASE)
    forget_words(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    assert traces(store, tuple(gone)), "no row left a copy behind here: another draw is needed to show that they go"
    assert finish(store)
    assert traces(store, tuple(gone)) == []
    found = " ".join(traces(store, tuple(kept)))
    assert all(word in found for word in kept)


def test_an_erased_pupil_goes_with_all_that_is_about_it(store: Store) -> None:
    """The case and the other child stay; the needs, a draft, an open question and the place in a visit go."""
    case_id, pupil_id, need_id = fill(store)
    with store.unit_of_work("Leerling toegevoegd") as work:
        other = Pupil(case_id=case_id, pseudonym="Groene Specht", name="Bo")
        work.add(other)
        drafts.keep(work.connection, Draft(f"change:care_need:{need_id}", work.at, {"note": NAME}))
        drafts.keep(work.connection, Draft(f"change:pupil:{other.id}", work.at, {"note": "blijft"}))
    erase_now(store, "pupil", pupil_id, "request")
    left = {record_id: record["type"] for record_id, record in shown(store).items()}
    assert sorted(left.values()) == ["case", "pupil", "school", "visit_pattern"]
    assert [draft.key for draft in rows_of(store, tables.draft)] == [f"change:pupil:{other.id}"]
    assert [record["serves"] for record in shown(store).values() if record["type"] == "visit_pattern"] == [["f" * 32]]
    assert traces(store) == []


def test_the_proof_holds_numbers_and_ids_and_nothing_else(store: Store) -> None:
    """How many of what and how many minutes, why, under which rule, by whom."""
    case_id, pupil_id, need_id = fill(store)
    erasure_id = erase_now(store, "case", case_id)
    with store.read() as session:
        [proof] = erasures(session.connection())
    assert (proof.id, proof.rule, proof.reason) == (erasure_id, "case_ended", REASON)
    assert proof.actor == store.identity.card.fingerprint
    assert set(proof.record_ids) == {case_id, pupil_id, need_id}
    assert {name: proof.counts[name] for name in ("case", "pupil", "care_need")} == {
        "case": 1,
        "pupil": 1,
        "care_need": 1,
    }
    assert (proof.counts["minutes_needed"], proof.counts["minutes_granted"], proof.counts["visits"]) == (90, 60, 1)


def test_the_log_keeps_its_rows_and_tells_per_pupil_of_the_erasure(store: Store) -> None:
    """The chain stays whole: who looked at the child before can still be answered, by its number."""
    case_id, pupil_id, _ = fill(store)
    before = [row for row in log(store) if row[2] == pupil_id]
    erase_now(store, "case", case_id)
    after = log(store)
    assert before
    assert [row for row in after if row[2] == pupil_id][: len(before)] == before
    assert ("erase", "care_need pupil", pupil_id) in after
    assert ("erase", "case", case_id) in after
    assert store.log_fault() is None


def test_a_case_on_hold_is_not_erased(store: Store) -> None:
    """Nor is one in which a child is on hold, nor a child whose case is."""
    case_id, pupil_id, _ = fill(store)
    for model, record_id in ((Case, case_id), (Pupil, pupil_id)):
        with store.unit_of_work("Bewaren") as work:
            work.change(work.get(model, record_id), {"hold_reason": "Er loopt een klacht"})
        for kind, wanted in (("case", case_id), ("pupil", pupil_id)):
            with pytest.raises(OnHold):
                erase_now(store, kind, wanted)
        with store.unit_of_work("Ongedaan gemaakt") as work:
            undo(work)
    assert rows_of(store, tables.purged) == []
    erase_now(store, "case", case_id)
    assert len(rows_of(store, tables.purged)) == 3


def test_a_hold_on_which_two_people_do_not_agree_counts(make_store: Callable[..., Store]) -> None:
    """One released it while the other gave another reason: until somebody chooses, it must stay."""
    first, second = make_store(), make_store()
    case_id, *_ = fill(first)
    hand_over(first, second)
    for store, reason in ((first, "Er loopt een klacht"), (second, "Er loopt een inspectie")):
        with store.unit_of_work("Bewaren") as work:
            work.change(work.get(Case, case_id), {"hold_reason": reason})
    hand_over(second, first)
    with pytest.raises(OnHold):
        erase_now(first, "case", case_id)


def test_undo_and_redo_never_bring_back_what_was_erased(store: Store) -> None:
    """Every act that can still be undone is, and done again: no word returns, nothing fails, and visits stay without it."""
    case_id, *_ = fill(store)
    with store.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Een andere vraag"))
    erase_now(store, "case", case_id)
    for step in (undo, redo, undo, redo):
        done = 0
        while done < 50:
            try:
                with store.unit_of_work("Heen en weer") as work:
                    step(work)
            except NothingToUndo:
                break
            done += 1
            assert not any(word in everything_as_text(store) for word in CANARIES)
            assert case_id not in shown(store)
        assert 0 < done < 20
    assert "Een andere vraag" in everything_as_text(store)
    assert traces(store) == []


def test_undo_right_after_erasing_takes_back_the_act_before_it_that_is_left(store: Store) -> None:
    """The acts on the child are gone, so the one that the user hears of is about something else."""
    with store.unit_of_work("School toegevoegd") as work:
        work.add(School(site_code="99ZZ01", name="Het Anker"))
    case = Case(title=NAME)
    with store.unit_of_work("Casus begonnen") as work:
        work.add(case)
    erase_now(store, "case", case.id)
    with store.unit_of_work("Ongedaan gemaakt") as work:
        assert undo(work).act == "School toegevoegd"


def test_a_name_in_replaced_text_of_the_case_goes_too(store: Store) -> None:
    """What a user corrected long ago is still in the history for undo; a text that stands now is told of, and stays."""
    case_id, pupil_id, _ = fill(store)
    for note in (f"Gebeld over {NAME.lower()}", "Gebeld", f"Vraag {PSEUDONYM} na"):
        with store.unit_of_work("Casus gewijzigd") as work:
            work.change(work.get(Case, case_id), {"note": note})
    with store.read() as session:
        assert scope_of(session.connection(), "pupil", pupil_id).mentions == (("case", case_id, "note"),)
    with store.unit_of_work("Casus gewijzigd") as work:
        work.change(work.get(Case, case_id), {"note": "Gebeld, alles is rond"})
    erase_now(store, "pupil", pupil_id, "request")
    assert traces(store) == []
    with store.unit_of_work("Ongedaan gemaakt") as work:
        assert undo(work).kept == 1
    assert shown(store)[case_id]["note"] == "Gebeld, alles is rond"


def test_what_is_gone_or_unknown_cannot_be_erased(store: Store) -> None:
    """A second time there is nothing to erase."""
    case_id, *_ = fill(store)
    erase_now(store, "case", case_id)
    with pytest.raises(RecordMissing):
        erase_now(store, "case", case_id)


def test_a_file_that_could_not_be_written_anew_is_so_later(
    store: Store, impatient: Callable[[Store], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window reads meanwhile: the child is erased all the same, and the traces go at the next opportunity."""
    case_id, *_ = fill(store)
    connect = store.connect_to

    def without_patience(path: Path) -> Any:
        connection = connect(path)
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    monkeypatch.setattr(store, "connect_to", without_patience)
    with store.read() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM pupil").all()
        with store.unit_of_work("Voorgoed gewist") as work:
            erase(work, scope_of(work.connection, "case", case_id), rule="case_ended", reason=REASON)
        assert not finish(store)
        assert to_finish(store)
    assert case_id not in shown(store)
    store.close()
    with quick_unlock(store.folder) as opened:
        assert finish(opened)
        assert not to_finish(opened)
        assert traces(opened) == []


class AfterVacuum:
    """A driver connection during which something happens elsewhere, once the file was written anew."""

    def __init__(self, connection: Any, happens: Callable[[], object]) -> None:
        self._connection = connection
        self._happens = happens

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str, *values: Any) -> Any:
        """Pass a statement on."""
        found = self._connection.execute(statement, *values)
        if statement == "VACUUM":
            self._happens()
        return found


def test_what_another_window_erased_meanwhile_is_still_to_do(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its traces are in the file that was just written anew; they are not forgotten."""
    case_id, *_ = fill(store)
    with quick_unlock(store.folder) as other_window:
        other_case = Case(title="Een andere vraag")
        with other_window.unit_of_work("Casus begonnen") as work:
            work.add(other_case)

        def erase_there() -> None:
            with other_window.unit_of_work("Voorgoed gewist") as work:
                erase(work, scope_of(work.connection, "case", other_case.id), rule="case_ended", reason=REASON)

        connect = store.connect_to
        monkeypatch.setattr(store, "connect_to", lambda path: AfterVacuum(connect(path), erase_there))
        with store.unit_of_work("Voorgoed gewist") as work:
            erase(work, scope_of(work.connection, "case", case_id), rule="case_ended", reason=REASON)
        assert not finish(store)
        monkeypatch.undo()
        assert to_finish(other_window)
        assert finish(other_window)
    assert not to_finish(store)


def test_the_next_bundle_erases_at_the_coordinator(pair: Any) -> None:
    """Also when it was the last case, so that the bundle says nothing but this. There too no trace is left on disk."""
    case_id, pupil_id, _ = fill(pair.arranger)
    send(pair)
    assert traces(pair.coordinator)
    erase_now(pair.arranger, "case", case_id)
    assert sum(map(len, plan_export(pair.arranger).records.values())) == 0
    send(pair)
    assert traces(pair.coordinator) == []
    assert traces(pair.arranger) == []
    assert case_id not in shown(pair.coordinator)
    assert ("erase", "pupil", pupil_id) in [
        (action, kinds.split()[-1], subject) for action, kinds, subject in log(pair.coordinator)
    ]
    assert pair.coordinator.log_fault() is None


def test_there_is_no_bundle_without_cases_and_without_anything_erased(pair: Any) -> None:
    """And one of named cases is never made of erasures alone."""
    with pytest.raises(NothingToExport):
        plan_export(pair.arranger)
    case_id, *_ = fill(pair.arranger)
    erase_now(pair.arranger, "case", case_id)
    with pytest.raises(NothingToExport):
        plan_export(pair.arranger, [case_id])


def test_what_the_coordinator_must_keep_stays_there_until_released(pair: Any) -> None:
    """A legal hold wins from another's erasure; the next bundle after it ends erases after all."""
    case_id, pupil_id, _ = fill(pair.arranger)
    send(pair)
    with pair.coordinator.unit_of_work("Bewaren") as work:
        work.change(work.get(Pupil, pupil_id), {"hold_reason": "Er loopt een klacht"})
    erase_now(pair.arranger, "case", case_id)
    incoming = send(pair)
    assert {case_id, pupil_id} <= incoming.plan.held
    assert {case_id, pupil_id} <= shown(pair.coordinator).keys()
    with pair.coordinator.unit_of_work("Bewaren opgeheven") as work:
        work.change(work.get(Pupil, pupil_id), {"hold_reason": ""})
    send(pair)
    assert not {case_id, pupil_id} & shown(pair.coordinator).keys()
    assert traces(pair.coordinator) == []


def send(pair: Any) -> Any:
    """Let the arranger send all cases to the coordinator, who reads them in."""
    recipients: list[Contact] = [pair.coordinator_contact]
    return import_bundle(pair.coordinator, export_bundle(pair.arranger, recipients, purpose="Overdracht"))


def test_finishing_costs_nothing_when_nothing_was_erased(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is written anew only after an erasure."""
    monkeypatch.setattr(erasing, "_write_anew", lambda store: pytest.fail("written anew"))
    fill(store)
    assert finish(store)
