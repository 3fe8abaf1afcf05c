"""Two records that are one: found, joined without loss, taken back, and still held to the rules on children."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from store_kit import meet

from storage import tables
from storage.contacts import contacts
from storage.erasure_scope import scope_of
from storage.handing_over import export_bundle
from storage.log_reading import rows_about
from storage.models import (
    RECORD_TYPES,
    CareLocation,
    CareNeed,
    Case,
    Consent,
    Entitlement,
    FixedBond,
    Placement,
    PlanVersion,
    Professional,
    Provider,
    Provision,
    Pupil,
    Record,
    School,
    VisitPattern,
    site_id,
)
from storage.open_fields import OpenKind, open_fields
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.duplicates import duplicates, tell_apart
from zorgarrangeur_tui.desk.joining import join, mend_strays, plan_join, strays, survivor_of
from zorgarrangeur_tui.desk.looking import note_name_read
from zorgarrangeur_tui.desk.records import change_record, living, redo_last, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.report_values import file_of_pupil
from zorgarrangeur_tui.desk.retention import AskedBy, erase, hold, release, retention_list
from zorgarrangeur_tui.desk.sharing import plan_sharing
from zorgarrangeur_tui.domain.joining import Keep

SCHOOL = site_id("99ZZ00")


@pytest.fixture
def store(make_store) -> Store:
    """Return an arranger's own store with one school."""
    opened: Store = make_store()
    added(opened, School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", postcode="1234AB"))
    return opened


def added(store: Store, *records: Record) -> None:
    """Add records as they are."""
    with store.unit_of_work("Toegevoegd") as work:
        work.add(*records)


def rows(store: Store) -> dict[str, list[Any]]:
    """Return every row of every record."""
    with store.read() as session:
        connection = session.connection()
        return {
            kind: [tuple(row) for row in connection.execute(select(model.__table__).order_by(model.id))]
            for kind, model in RECORD_TYPES.items()
        }


def written(store: Store) -> dict[int, str | None]:
    """Return the value of every write in the history."""
    with store.read() as session:
        query = select(tables.operation.c.id, tables.operation.c.value)
        return {row.id: row.value for row in session.connection().execute(query)}


def two_providers(store: Store) -> tuple[str, str]:
    """Add a provider twice, each with somebody who comes, and return both ids."""
    one = Provider(name="Stichting De Windroos", chamber_number="12345678", kinds=["nursing"], note="Belt graag")
    other = Provider(name="Windroos", kinds=["supervision"], phone="050-1234567", note="Vraag naar Els")
    added(store, one, other)
    for provider, name in ((one, "Els Bos"), (other, "Piet Vos")):
        person = Professional(name=name, provider_id=provider.id)
        bond = FixedBond(provider_id=provider.id, school_id=SCHOOL)
        added(store, person, bond, CareLocation(name=f"Bij {name}", provider_id=provider.id))
    return one.id, other.id


def two_children(store: Store) -> tuple[str, str]:
    """Add a child twice, in two cases, each with a need, a consent and an entitlement; return both ids."""
    children = []
    for number in ("1", "2"):
        case = Case(title=f"Vraag {number}", school_id=SCHOOL)
        child = Pupil(case_id=case.id, pseudonym=f"Otter {number}", name="Sam Bakker", birth_year=2018, birth_month=3)
        need = CareNeed(case_id=case.id, pupil_id=child.id, minutes_needed=60)
        provision = Provision(case_id=case.id, name=f"Klas {number}")
        added(store, case, child, need, provision, Consent(case_id=case.id, pupil_id=child.id))
        added(store, Entitlement(case_id=case.id, need_id=need.id))
        added(store, Placement(case_id=case.id, pupil_id=child.id, provision_id=provision.id))
        children.append(child.id)
    return children[0], children[1]


def test_joined_providers_are_one_and_undo_makes_them_two_again(store: Store) -> None:
    """The survivor has what both knew, everything points at it, nothing is lost, and undo and redo give the same rows."""
    one, other = two_providers(store)
    before, known = rows(store), written(store)
    [found] = duplicates(store)
    assert {found.first, found.second} == {one, other}
    plan = plan_join(store, "provider", one, other)
    assert {pair.field: pair.keep for pair in plan.fields} == {
        "name": Keep.SURVIVOR,
        "chamber_number": Keep.SURVIVOR,
        "kinds": Keep.BOTH,
        "phone": Keep.OTHER,
        "note": Keep.BOTH,
    }
    join(store, plan, {"name": Keep.OTHER})
    joined = store.get(Provider, one)
    assert (joined.name, joined.phone, joined.kinds) == ("Windroos", "050-1234567", ["nursing", "supervision"])
    assert joined.note == "Belt graag\nVraag naar Els"
    gone = rows(store)["provider"]
    assert sorted(row.count(one) for row in gone) == [1, 1]  # its own id, and `same_as` of the other
    assert naming(store, "provider", other) == 0
    assert duplicates(store) == []
    assert written(store).items() > known.items()
    after = rows(store)
    undo_last(store)
    assert rows(store) == before
    redo_last(store)
    assert rows(store) == after


def naming(store: Store, record_type: str, record_id: str) -> int:
    """Return how many living records name a record."""
    count = 0
    with store.read() as session:
        for model in RECORD_TYPES.values():
            for record in session.exec(select(model)).scalars():
                fields = (name for name in model.model_fields if name not in {"id", "same_as"})
                count += not record.deleted and any(record_id in _parts(getattr(record, name)) for name in fields)
    return count


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_a_school_with_a_code_stays_and_its_published_plan_says_what_it_said(store: Store) -> None:
    """Two codes are two sites; the one without goes on in the one with, plans and visits along."""
    typed = School(name="de wilg", postcode="1234AB")
    added(store, typed)
    plan = PlanVersion(school_id=typed.id, visits=[["x", 1]])
    visit = VisitPattern(school_id=typed.id)
    added(store, plan, visit)
    assert survivor_of(store, "school", typed.id, SCHOOL) == SCHOOL
    with pytest.raises(ActRefused, match="vestigingscode"):
        plan_join(store, "school", typed.id, SCHOOL)
    join(store, plan_join(store, "school", SCHOOL, typed.id))
    assert store.get(PlanVersion, plan.id).school_id == SCHOOL
    assert store.get(PlanVersion, plan.id).visits == [["x", 1]]
    assert store.get(VisitPattern, visit.id).school_id == SCHOOL
    added(store, second := School(site_code="99ZZ01", name="De Wilg", postcode="1234AB"))
    with pytest.raises(ActRefused, match="twee vestigingen"):
        plan_join(store, "school", SCHOOL, second.id)
    assert duplicates(store) == []


def test_a_child_that_was_entered_twice_goes_on_in_one_case(store: Store) -> None:
    """Its needs, consents and entitlements go along; its place in a class stays in the case of that class."""
    one, other = two_children(store)
    plan = plan_join(store, "pupil", one, other)
    assert plan.from_case != plan.to_case
    assert [kind for kind, _ in plan.staying] == ["placement"]
    join(store, plan)
    case_id = store.get(Pupil, one).case_id
    with store.read() as session:
        for model, cases in ((CareNeed, {case_id}), (Consent, {case_id}), (Entitlement, {case_id})):
            assert {one.case_id for one in session.exec(select(model)).scalars()} == cases
        assert len({one.case_id for one in session.exec(select(Placement)).scalars()}) == 2
        assert {one.pupil_id for one in session.exec(select(Placement)).scalars()} == {one}
    assert naming(store, "pupil", other) == 0


def test_a_joined_child_is_erased_with_the_one_it_went_on_in(store: Store) -> None:
    """Nothing of it stays, nor does it stand in the list of what was taken away; and a hold on either holds both."""
    one, other = two_children(store)
    hold(store, "pupil", other, "Klacht loopt")
    join(store, plan_join(store, "pupil", one, other), {"hold_reason": Keep.SURVIVOR})
    assert store.get(Pupil, one).hold_reason == "Klacht loopt"
    assert [kept.record_id for kept in retention_list(store) if kept.record_type == "pupil"] == [one]
    with store.read() as session:
        assert scope_of(session.connection(), "pupil", one).holds == ("Klacht loopt",)
    release(store, "pupil", one)
    with store.read() as session:
        scope = scope_of(session.connection(), "pupil", one)
    assert (scope.holds, other in scope.records["pupil"]) == ((), True)
    erase(store, "pupil", one, typed="WISSEN", reason="Verzoek", asked_by=AskedBy.PARENTS)
    with store.read() as session:
        assert session.exec(select(Pupil)).all() == []
    assert not any(row for row in rows(store)["consent"])


def test_records_told_apart_stay_away_until_the_user_changes_their_mind(store: Store) -> None:
    """It is remembered per pair, whichever is named first, and it can be asked for."""
    one, other = two_providers(store)
    tell_apart(store, other, one, different=True)
    assert duplicates(store) == []
    assert [found.apart for found in duplicates(store, also_apart=True)] == [True]
    tell_apart(store, one, other, different=False)
    assert len(duplicates(store)) == 1


def test_what_comes_later_for_a_joined_record_is_mended_in_one_act(store: Store) -> None:
    """A record from elsewhere that names the one that went is told of, and named anew, also along a chain."""
    one, other = two_providers(store)
    added(store, third := Provider(name="De Windroos Noord"))
    join(store, plan_join(store, "provider", one, other))
    added(store, late := FixedBond(provider_id=other, school_id=SCHOOL))
    join(store, plan_join(store, "provider", third.id, one))
    assert [(stray.record_id, stray.count) for stray in strays(store)] == [(other, 1)]
    assert mend_strays(store) == 1
    assert store.get(FixedBond, late.id).provider_id == third.id
    assert strays(store) == []
    undo_last(store)
    assert store.get(FixedBond, late.id).provider_id == other


def test_two_that_were_joined_both_ways_come_back_as_one(store: Store) -> None:
    """When neither stands any more, the lowest id comes back, the same at everybody's."""
    one, other = sorted(two_providers(store))
    with store.unit_of_work("Van twee kanten samengevoegd") as work:
        for going, into in ((one, other), (other, one)):
            work.change(work.get(Provider, going), {"same_as": into})
        for going in (one, other):
            work.remove(work.session.get(Provider, going))
    assert {stray.record_id for stray in strays(store)} == {one, other}
    mend_strays(store)
    assert store.get(Provider, one).same_as == ""
    assert naming(store, "provider", other) == 0
    assert strays(store) == []


def test_a_child_that_somebody_still_works_on_counts_as_itself(store: Store) -> None:
    """Joined by one and changed by another, both stand: the app asks again, and erasing one leaves the other alone."""
    one, other = two_children(store)
    change_record(store, Pupil, other, {"same_as": one}, "Van elders")
    assert duplicates(store)[0].reasons == ("iemand voegde deze al samen",)
    with store.read() as session:
        assert scope_of(session.connection(), "pupil", one).records["pupil"] == {one}
    join(store, plan_join(store, "pupil", other, one))
    assert store.get(Pupil, other).same_as == ""
    assert duplicates(store) == []


def test_joining_after_somebody_changed_one_of_them_asks_to_look_again(store: Store) -> None:
    """What the user chose from is no longer there: nothing is done."""
    one, other = two_providers(store)
    plan = plan_join(store, "provider", one, other)
    change_record(store, Provider, other, {"phone": "050-7654321"}, "Gewijzigd")
    with pytest.raises(ActRefused, match="Bekijk ze opnieuw"):
        join(store, plan)
    assert len(duplicates(store)) == 1


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)), pointing=st.lists(st.integers(0, 3), max_size=6), keep=st.sampled_from(Keep))
def test_however_records_are_joined_nothing_names_what_went(
    store: Store, order: list[int], pointing: list[int], keep: Keep
) -> None:
    """Four of a kind become one in any order; all that named one of them names the last; undo gives the first rows back."""
    group = [Provider(name=f"Zorg {number}", note=f"nota {number}") for number in range(4)]
    added(store, *group)
    added(store, *(FixedBond(provider_id=group[number].id, school_id=SCHOOL) for number in pointing))
    before, known = rows(store), written(store)
    for survivor, other in zip(order[1:], order, strict=False):
        join(store, plan_join(store, "provider", group[survivor].id, group[other].id), {"note": keep, "name": keep})
    last = group[order[-1]]
    assert all(naming(store, "provider", group[number].id) == 0 for number in order[:-1])
    assert naming(store, "provider", last.id) == len(pointing)
    assert written(store).items() > known.items()
    if keep is Keep.BOTH:
        assert all(f"nota {number}" in store.get(Provider, last.id).note for number in range(4))
    for _ in range(3):
        undo_last(store)
    assert rows(store) == before
    with store.unit_of_work("Opgeruimd") as work:
        for provider in group:
            work.remove(work.get(Provider, provider.id))


def test_who_saw_a_child_is_told_of_both_that_it_was(store: Store) -> None:
    """The log of the one that stayed has what was done with the other before they were joined."""
    one, other = two_children(store)
    note_name_read(store, other)
    join(store, plan_join(store, "pupil", one, other))
    assert {row.subject for row in rows_about(store, one)} == {one, other}
    assert any(look.about == "leerling" for look in file_of_pupil(store, one).looks)


def test_what_a_consent_keeps_at_home_stays_there_for_the_record_that_went(make_store) -> None:
    """Its name is in that record too: without consent neither leaves."""
    sender, recipient = make_store(), make_store("coordinator")
    contact, _ = meet(sender, recipient)
    added(sender, School(id=SCHOOL, site_code="99ZZ00", name="De Wilg"))
    one, other = two_children(sender)
    for consent in living(sender, Consent):
        change_record(sender, Consent, consent.id, {"withdrawn_on": date(2026, 11, 1)}, "Ingetrokken")
    join(sender, plan_join(sender, "pupil", one, other))
    sharing = plan_sharing(sender, [contact])
    assert {one, other} <= {stay.pupil_id for stay in sharing.stays}
    import_bundle(recipient, export_bundle(sender, [contact], purpose="Overleg", withheld=sharing.withheld))
    assert living(recipient, Pupil) == []
    with recipient.read() as session:
        assert session.exec(select(Pupil)).all() == []


def test_what_is_joined_in_the_record_of_another_is_a_proposal_there(make_store) -> None:
    """The one who joins sees one provider; at its owner's both stand until the owner agrees."""
    anna, bart = make_store(), make_store()
    _, anna_of_bart = meet(anna, bart)
    bart_of_anna = next(contact for contact in contacts(anna))
    theirs = Provider(name="Windroos")
    added(anna, School(id=SCHOOL, site_code="99ZZ00", name="De Wilg"), theirs)
    added(anna, Case(id="c" * 32, title="Zorg", school_id=SCHOOL), FixedBond(provider_id=theirs.id, school_id=SCHOOL))
    import_bundle(bart, export_bundle(anna, [bart_of_anna], purpose="Overleg"))
    mine = Provider(name="Stichting De Windroos")
    added(bart, mine, FixedBond(provider_id=mine.id, school_id=SCHOOL))
    added(bart, Case(id="d" * 32, title="Zorg", school_id=SCHOOL))
    plan = plan_join(bart, "provider", mine.id, theirs.id)
    assert plan.proposals == (("arranger 0", 2),)
    join(bart, plan)
    assert [one.id for one in living(bart, Provider)] == [mine.id]
    import_bundle(anna, export_bundle(bart, [anna_of_bart], purpose="Overleg"))
    assert theirs.id in {one.id for one in living(anna, Provider)}
    proposed = {(one.record_id, one.field) for one in open_fields(anna) if one.kind is OpenKind.PROPOSAL}
    assert {(theirs.id, "same_as"), (theirs.id, "deleted")} <= proposed
