"""The consents of a child: how they stand, taking one back, what stays at home, and who must hear of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_kit import meet

from storage.handing_over import export_bundle
from storage.models import Case, Consent, EmbCheck, Exemption, FamilyView, Pupil
from storage.models.casework_codes import DataCategory, LegalBasis
from storage.profiles import DataKind, Profile
from storage.store import Store
from zorgarrangeur_tui.desk.consents import consent_lines, consent_problems, withdraw, withdrawal_lines
from zorgarrangeur_tui.desk.received import received
from zorgarrangeur_tui.desk.records import remove_record, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.sharing import NO_CONSENT, Sharing, Stay, plan_sharing
from zorgarrangeur_tui.desk.sharing_words import sharing_lines
from zorgarrangeur_tui.domain.consent_rules import ConsentState

TODAY = date(2026, 11, 23)
EVERYTHING = [category.value for category in DataCategory]


def child(store: Store, pseudonym: str = "Rode Vos", **values: Any) -> Pupil:
    """Add a child of ten in a case of its own."""
    case = Case(title="Zorg in de klas")
    pupil = Pupil(case_id=case.id, pseudonym=pseudonym, birth_year=2016, **values)
    with store.unit_of_work("Kind") as work:
        work.add(case, pupil)
    return pupil


def consent(store: Store, pupil: Pupil, **values: Any) -> Consent:
    """Add a consent of both parents to share everything with the regional coordinator, unless told otherwise."""
    record = Consent(
        **{
            "case_id": pupil.case_id,
            "pupil_id": pupil.id,
            "given_by": "moeder en vader",
            "capacity": "both_guardians",
            "categories": EVERYTHING,
            "recipients": ["Regiocoördinator"],
            "purpose": "Zorg op school regelen",
            "given_on": date(2026, 9, 1),
            **values,
        }
    )
    with store.unit_of_work("Toestemming") as work:
        work.add(record)
    return record


def reasons(pair) -> dict[str, str]:
    """Return who stays at home when all goes to the coordinator, and why."""
    sharing = plan_sharing(pair.arranger, [pair.coordinator_contact])
    return {stay.pseudonym: stay.reason for stay in sharing.stays}


def test_a_withdrawal_stops_the_next_bundle_and_names_who_got_the_last(pair) -> None:
    """One act: undo lets the child travel again."""
    pupil = child(pair.arranger)
    given = consent(pair.arranger, pupil)
    assert reasons(pair) == {}
    export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")
    [one] = withdraw(pair.arranger, given.id, TODAY)
    assert (one.name, one.sequence, one.day, one.purpose) == (
        pair.coordinator_contact.card.label,
        1,
        TODAY,
        "Overdracht",
    )
    assert any("bundel 1 op 23 november 2026" in line for line in withdrawal_lines([one]))
    assert reasons(pair) == {"Rode Vos": "toestemming ingetrokken op 23 november 2026"}
    lines = sharing_lines(plan_sharing(pair.arranger, [pair.coordinator_contact]))
    assert lines[0] == "! 1 leerling blijft thuis (Rode Vos): toestemming ingetrokken op 23 november 2026."
    assert "Rode Vos ging eerder mee naar" in lines[1]
    undo_last(pair.arranger)
    assert reasons(pair) == {}


def test_who_was_not_sent_anything_need_not_be_told(pair) -> None:
    """And what went before this consent was given, did not go under it."""
    pupil = child(pair.arranger)
    export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Eerder")
    later = consent(pair.arranger, pupil, given_on=TODAY + timedelta(days=1))
    assert [line.received for line in consent_lines(pair.arranger, pupil.id)] == [()]
    assert len(received(pair.arranger, pupil.id)) == 1
    assert later.given_on is not None
    assert "nog geen bundel" in withdrawal_lines([])[1]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"ends_on": date(2026, 11, 22)}, "toestemming verlopen op 22 november 2026"),
        ({"recipients": ["Zorggroep Vlonder"]}, "geen toestemming om met coordinator 1 te delen"),
        ({"categories": ["name"]}, "de toestemming noemt niet: zorgbehoeften, met schuilnaam"),
        ({"capacity": "pupil"}, "niet van wie haar nu moet geven"),
        ({"given_on": date(2026, 11, 24)}, "geldt nog niet"),
    ],
)
def test_a_child_stays_at_home_without_a_consent_that_counts(pair, values: dict[str, Any], reason: str) -> None:
    """Expired, for somebody else, about other data, by the wrong person, or from tomorrow on."""
    consent(pair.arranger, child(pair.arranger), **values)
    assert reason in reasons(pair)["Rode Vos"]


def test_a_consent_may_name_the_person_and_capitals_make_no_difference(pair) -> None:
    """By the name on the card, or by the role."""
    consent(pair.arranger, child(pair.arranger), recipients=["  COORDINATOR   1 "])
    assert reasons(pair) == {}


def test_a_name_and_notes_stay_at_home_while_the_child_goes(pair) -> None:
    """Field by field, each with its reason; what is not recorded is not told of. In a profile without them neither."""
    pupil = child(pair.arranger)
    consent(pair.arranger, pupil, categories=["need_lines"])
    assert plan_sharing(pair.arranger, [pair.coordinator_contact]).kept == ()
    for field, kind, words in (
        ("name", DataKind.NAME, "naam"),
        ("note", DataKind.FREE_TEXT, "notities en eigen woorden"),
    ):
        with pair.arranger.unit_of_work("Ingevuld") as work:
            work.change(work.get(Pupil, pupil.id), {field: "Zilver Maan"})
        sharing = plan_sharing(pair.arranger, [pair.coordinator_contact])
        assert (sharing.stays, [(one.kind, one.reason) for one in sharing.kept]) == (
            (),
            [(kind, f"de toestemming noemt niet: {words}")],
        )
        assert kind in sharing.withheld.kinds[pupil.id]
        [line] = sharing_lines(sharing)
        assert line.startswith("Van Rode Vos gaat niet mee: de n")
        by_pseudonym = plan_sharing(pair.arranger, [pair.coordinator_contact], profile=Profile.PSEUDONYMOUS)
        assert by_pseudonym.kept == ()
        undo_last(pair.arranger)


def test_a_child_without_any_consent_on_record_goes_by_its_pseudonym_and_is_told_of(pair) -> None:
    """Names and notes go only with a consent; where consent is the ground for sharing the child stays, this time only."""
    pupil = child(pair.arranger, name="Zilver Maan")
    sharing = plan_sharing(pair.arranger, [pair.coordinator_contact])
    assert (sharing.withheld.records, sharing.without_consent) == (frozenset(), ("Rode Vos",))
    assert {DataKind.NAME, DataKind.FREE_TEXT, DataKind.FULL} <= sharing.withheld.kinds[pupil.id]
    kept, told = sharing_lines(sharing)
    assert kept == f"Van Rode Vos gaat niet mee: de naam, de geboortemaand en de groep. Reden: {NO_CONSENT}."
    assert told.startswith("! Van 1 leerling die meegaat is geen toestemming vastgelegd (Rode Vos)")
    stays = plan_sharing(pair.arranger, [pair.coordinator_contact], basis=LegalBasis.CONSENT)
    assert [stay.reason for stay in stays.stays] == [NO_CONSENT]
    assert (stays.withheld.now, stays.withheld.records) == ({pupil.id}, frozenset())


def test_what_stays_is_told_of_the_chosen_cases_but_holds_for_all(pair) -> None:
    """What a recipient got of another case before must be called back too."""
    first, other = child(pair.arranger), child(pair.arranger, "Blauwe Otter")
    for pupil in (first, other):
        withdraw(pair.arranger, consent(pair.arranger, pupil).id, TODAY)
    sharing = plan_sharing(pair.arranger, [pair.coordinator_contact], [first.case_id])
    assert [stay.pseudonym for stay in sharing.stays] == ["Rode Vos"]
    assert sharing.withheld.records == {first.id, other.id}


def test_what_a_family_told_stays_at_home_unless_a_consent_names_it(pair) -> None:
    """Without a consent it never goes; with a wish not to share it does not go either."""
    pupil = child(pair.arranger)
    open_view, shy_view = (
        FamilyView(case_id=pupil.case_id, pupil_id=pupil.id, wish="Vast gezicht", do_not_share=wish)
        for wish in ("", "De scheiding")
    )
    with pair.arranger.unit_of_work("Gesprekken") as work:
        work.add(open_view, shy_view)

    def staying() -> set[str]:
        return set(plan_sharing(pair.arranger, [pair.coordinator_contact]).withheld.records)

    assert staying() == {open_view.id, shy_view.id}
    given = consent(pair.arranger, pupil)
    assert staying() == {shy_view.id}
    with pair.arranger.unit_of_work("Minder") as work:
        work.change(work.get(Consent, given.id), {"categories": ["need_lines", "free_text"]})
    assert staying() == {open_view.id, shy_view.id}


def test_absence_and_diagnosis_stay_at_home_while_the_child_goes(pair) -> None:
    """Each has a category of its own."""
    pupil = child(pair.arranger)
    consent(pair.arranger, pupil, categories=["need_lines"])
    parts = [Exemption(case_id=pupil.case_id, pupil_id=pupil.id), EmbCheck(case_id=pupil.case_id, pupil_id=pupil.id)]
    with pair.arranger.unit_of_work("Delen") as work:
        work.add(*parts)
    sharing = plan_sharing(pair.arranger, [pair.coordinator_contact])
    assert sharing.withheld.records == {part.id for part in parts}
    assert sharing_lines(sharing) == [
        "1 vrijstelling blijft thuis: daarvoor is geen toestemming.",
        "1 EMB-toets blijft thuis: daarvoor is geen toestemming.",
    ]


def test_a_bundle_for_two_goes_only_as_far_as_both_may_see(pair, make_store) -> None:
    """It is one and the same bundle for everyone who gets it."""
    third, _ = meet(pair.arranger, make_store("arranger"))
    consent(pair.arranger, child(pair.arranger))
    assert not plan_sharing(pair.arranger, [pair.coordinator_contact]).stays
    assert plan_sharing(pair.arranger, [pair.coordinator_contact, third]).stays


def test_taking_a_child_away_does_not_let_it_travel(pair) -> None:
    """Its consents went with it; they still say that nothing may leave."""
    pupil = child(pair.arranger)
    withdraw(pair.arranger, consent(pair.arranger, pupil).id, TODAY)
    remove_record(pair.arranger, Pupil, pupil.id, "Leerling weggehaald")
    assert plan_sharing(pair.arranger, [pair.coordinator_contact]).withheld.records == {pupil.id}


def test_a_withdrawal_needs_a_day_that_can_be(make_store) -> None:
    """Not tomorrow, not before it was given, and not twice."""
    store = make_store()
    given = consent(store, child(store))
    for day, sentence in ((TODAY + timedelta(days=1), "komt nog"), (date(2026, 8, 31), "Intrekken kan vanaf")):
        with pytest.raises(ActRefused, match=sentence):
            withdraw(store, given.id, day)
    withdraw(store, given.id, TODAY)
    with pytest.raises(ActRefused, match="al ingetrokken op 23 november 2026"):
        withdraw(store, given.id, TODAY)


def test_every_child_with_something_to_do_about_consent_is_named(make_store) -> None:
    """None at all, one that is over, and one that a birthday asks for anew; what was followed up is quiet."""
    store = make_store()
    first = child(store)
    [problem] = consent_problems(store, first.case_id)
    assert (problem.consent_id, problem.pseudonym) == ("", "Rode Vos")
    over = consent(store, first, ends_on=date(2026, 10, 1))
    assert [one.consent_id for one in consent_problems(store, first.case_id)] == [over.id]
    new = consent(store, first)
    assert consent_problems(store, first.case_id) == []
    [line, _] = consent_lines(store, first.id)
    assert (line.state_word, line.standing.state) == ("Geldt", ConsentState.VALID)
    with store.unit_of_work("Ouder") as work:
        work.change(work.get(Pupil, first.id), {"birth_year": 2015, "birth_month": 1})
    [problem] = consent_problems(store, first.case_id)
    assert problem.consent_id == new.id
    assert "12 jaar" in problem.sentence


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=12))
def test_every_child_that_stays_is_counted_once(kinds: list[str]) -> None:
    """However many share a reason: the counts in the lines add up to the children."""
    stays = tuple(Stay(str(number), f"Kind {number}", reason, ()) for number, reason in enumerate(kinds))
    lines = sharing_lines(Sharing(stays, (), ()))
    assert len(lines) == len(set(kinds))
    assert sum(int(line.split()[1]) for line in lines) == len(kinds)
