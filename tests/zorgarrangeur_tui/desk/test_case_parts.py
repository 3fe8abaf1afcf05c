"""What belongs to a case: adding it in the right place, reading it in order, and taking it away with its case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from storage.errors import RecordMissing, ValueRefused
from storage.models import (
    CASE_PARTS,
    PUPIL_PARTS,
    RECORD_TYPES,
    Action,
    CareNeed,
    Case,
    CaseParty,
    Entitlement,
    Placement,
    Provision,
    Pupil,
    Record,
    Residence,
    School,
    VisitNote,
)
from storage.store import Store
from zorgarrangeur_tui.desk.case_parts import ABOUT_A_CHILD, ADDABLE, add_part, names_of, parts_of, pointers_for
from zorgarrangeur_tui.desk.records import living, remove_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused

SCHOOL, CASE, OTHER, PUPIL = "a" * 32, "b" * 32, "c" * 32, "d" * 32


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with two cases at a school, and a child in the first."""
    opened: Store = make_store()
    with opened.unit_of_work("Vulling") as work:
        work.add(
            School(id=SCHOOL, site_code="99ZZ00", name="De Wilg"),
            Case(id=CASE, title="Zorg", school_id=SCHOOL),
            Case(id=OTHER, title="Elders"),
            Pupil(id=PUPIL, case_id=CASE, pseudonym="Blauwe Otter"),
        )
    return opened


def one_of_each(store: Store) -> dict[str, str]:
    """Add a record of every kind to the case, at the child where it can be about one; return their ids by kind."""
    return {kind: add_part(store, kind, CASE, PUPIL if kind in PUPIL_PARTS else "", {}).id for kind in ADDABLE}


def still_there(store: Store) -> set[str]:
    """Return which kinds of record the case still shows."""
    found: dict[str, list[Record]] = parts_of(store, CASE, CASE_PARTS)
    return {kind for kind, records in found.items() if records}


def test_every_kind_can_be_added_and_is_found_again(store: Store) -> None:
    """With the case and, where it can be about a child, with the child."""
    ids = one_of_each(store)
    found = parts_of(store, CASE, ADDABLE)
    assert {kind: one.id for kind, [one] in found.items()} == ids
    assert all(getattr(one, "pupil_id", PUPIL) == PUPIL for [one] in found.values())
    assert parts_of(store, OTHER, ADDABLE) == {kind: [] for kind in ADDABLE}


def test_a_note_and_a_provision_are_at_the_school_of_their_case(store: Store) -> None:
    """Nobody types that again."""
    note = add_part(store, "visit_note", CASE, "", {"day": date(2026, 11, 23)})
    provision = add_part(store, "provision", CASE, "", {"name": "De Brug"})
    assert isinstance(note, VisitNote)
    assert isinstance(provision, Provision)
    assert (note.school_id, provision.school_id) == (SCHOOL, SCHOOL)


@pytest.mark.parametrize("kind", sorted(ABOUT_A_CHILD))
def test_what_is_always_about_a_child_is_refused_without_one(store: Store, kind: str) -> None:
    """The sentence says what to choose, and nothing is added."""
    with pytest.raises(ActRefused, match="gaat altijd over één leerling") as refusal:
        add_part(store, kind, CASE, "", {})
    assert "pupil_id" in refusal.value.fields
    assert parts_of(store, CASE, [kind]) == {kind: []}


@pytest.mark.parametrize(
    ("kind", "values"),
    [("entitlement", {"need_id": "e" * 32}), ("placement", {"provision_id": "f" * 32, "pupil_id": PUPIL})],
)
def test_what_points_at_another_case_is_refused(store: Store, kind: str, values: dict[str, Any]) -> None:
    """A title for a need of another case, a place in a provision of another case."""
    with store.unit_of_work("Elders") as work:
        work.add(CareNeed(id="e" * 32, case_id=OTHER), Provision(id="f" * 32, case_id=OTHER))
    with pytest.raises(RecordMissing, match="dit hoort bij een andere casus"):
        add_part(store, kind, CASE, PUPIL, values)
    assert parts_of(store, CASE, [kind]) == {kind: []}


def test_a_child_of_another_case_or_a_case_that_is_gone_is_refused(store: Store) -> None:
    """Nothing is added in either."""
    with pytest.raises(RecordMissing):
        add_part(store, "residence", OTHER, PUPIL, {"municipality": "Urk"})
    with pytest.raises(RecordMissing):
        add_part(store, "case_party", "9" * 32, "", {"name": "Gemeente Urk"})
    assert not living(store, Residence)
    assert not living(store, CaseParty)


def test_the_fields_cannot_put_a_record_in_another_case(store: Store) -> None:
    """The case that was asked for is the one in which it comes."""
    party = add_part(store, "case_party", CASE, "", {"name": "Gemeente Urk", "case_id": OTHER})
    assert isinstance(party, CaseParty)
    assert party.case_id == CASE


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"what": "Bel over 111222333"}, ValueRefused),
        ({"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, ActRefused),
    ],
)
def test_what_may_not_be_stored_is_refused_whole(store: Store, values: dict[str, Any], error: type[Exception]) -> None:
    """A citizen number in a text, a last day before the first."""
    kind = "action" if "what" in values else "agreement"
    with pytest.raises(error):
        add_part(store, kind, CASE, "", values)
    assert parts_of(store, CASE, [kind]) == {kind: []}


def test_parts_stand_in_the_order_of_their_days(store: Store) -> None:
    """What has no day comes first: somebody still has to plan it."""
    for day in (date(2026, 12, 1), None, date(2026, 11, 1)):
        add_part(store, "action", CASE, "", {"what": str(day), "due_on": day})
    assert [one.due_on for one in parts_of(store, CASE, ["action"])["action"] if isinstance(one, Action)] == [
        None,
        date(2026, 11, 1),
        date(2026, 12, 1),
    ]


def test_what_a_record_points_at_has_a_name(store: Store) -> None:
    """A need by its kind, a child by its pseudonym and never by name, a school by its name."""
    need = CareNeed(case_id=CASE, pupil_id=PUPIL, kind="nursing")
    with store.unit_of_work("Zorg") as work:
        work.add(need)
        work.change(work.get(Pupil, PUPIL), {"name": "Zilver Maan"})
    title = add_part(store, "entitlement", CASE, PUPIL, {"need_id": need.id})
    note = add_part(store, "visit_note", CASE, "", {})
    assert names_of(store, [title, note]) == {
        need.id: "Verpleging",
        PUPIL: "Blauwe Otter",
        SCHOOL: "De Wilg",
    }


def test_only_needs_of_the_child_or_the_group_can_be_chosen(store: Store) -> None:
    """And provisions of this case."""
    with store.unit_of_work("Zorg") as work:
        work.add(
            Pupil(id="1" * 32, case_id=CASE, pseudonym="Rode Vos"),
            CareNeed(id="2" * 32, case_id=CASE, pupil_id=PUPIL, kind="nursing"),
            CareNeed(id="3" * 32, case_id=CASE, pupil_id="1" * 32, kind="nursing"),
            CareNeed(id="4" * 32, case_id=CASE, kind="supervision"),
            Provision(id="5" * 32, case_id=CASE, name="De Brug"),
            Provision(id="6" * 32, case_id=OTHER, name="Elders"),
        )
    assert {key for key, _ in pointers_for(store, "entitlement", CASE, PUPIL)["need_id"]} == {"2" * 32, "4" * 32}
    assert pointers_for(store, "placement", CASE, PUPIL)["provision_id"] == (("5" * 32, "De Brug"),)


def test_a_case_takes_all_its_parts_along_and_undo_brings_them_back(store: Store) -> None:
    """One act each way."""
    one_of_each(store)
    before = still_there(store)
    assert before == set(CASE_PARTS) - {"care_need"}
    remove_record(store, Case, CASE, "Casus weggehaald")
    assert still_there(store) == set()
    undo_last(store)
    assert still_there(store) == before


def test_a_child_takes_along_what_is_about_it_and_undo_brings_it_back(store: Store) -> None:
    """What belongs to the case as a whole stays."""
    one_of_each(store)
    before = still_there(store)
    remove_record(store, Pupil, PUPIL, "Leerling weggehaald")
    assert still_there(store) == set(CASE_PARTS) - set(PUPIL_PARTS) - {"pupil"}
    undo_last(store)
    assert still_there(store) == before


def test_a_need_takes_its_titles_and_a_provision_its_places_along(store: Store) -> None:
    """Neither means anything without the other."""
    need, provision = CareNeed(case_id=CASE, pupil_id=PUPIL), Provision(case_id=CASE)
    with store.unit_of_work("Vulling") as work:
        work.add(need, provision)
    add_part(store, "entitlement", CASE, PUPIL, {"need_id": need.id})
    add_part(store, "entitlement", CASE, PUPIL, {"law": "youth_act"})
    add_part(store, "placement", CASE, PUPIL, {"provision_id": provision.id})
    remove_record(store, CareNeed, need.id, "Zorg weggehaald")
    remove_record(store, Provision, provision.id, "Voorziening weggehaald")
    assert [one.law for one in living(store, Entitlement)] == ["youth_act"]
    assert living(store, Placement) == []


def test_every_kind_but_children_and_needs_can_be_added() -> None:
    """A new kind of record is added with the same act, or this says so."""
    assert set(ADDABLE) == set(CASE_PARTS) - {"pupil", "care_need"}
    assert all("case_id" in RECORD_TYPES[kind].model_fields for kind in ADDABLE)
    assert set(PUPIL_PARTS) >= ABOUT_A_CHILD


def test_what_is_about_a_need_of_a_child_is_about_that_child(store: Store) -> None:
    """Also when nobody said so: it is then logged and erased with the child."""
    need = CareNeed(case_id=CASE, pupil_id=PUPIL, kind="nursing")
    with store.unit_of_work("Zorg") as work:
        work.add(need)
    title = add_part(store, "entitlement", CASE, "", {"need_id": need.id})
    assert getattr(title, "pupil_id", "") == PUPIL
