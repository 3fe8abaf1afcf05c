"""What leaves is what its user saw and agreed to, also when the store changes between the two."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from store_samples import counts_behind

from storage.handing_over import ChangedSinceShown
from storage.models import Case, Consent, Pupil
from storage.models.casework_codes import DataCategory
from storage.open_fields import open_fields
from storage.profiles import Profile
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.consents import withdraw
from zorgarrangeur_tui.desk.import_choices import Answer, answered, decisions
from zorgarrangeur_tui.desk.open_questions import choose, waiting_questions
from zorgarrangeur_tui.desk.outgoing import Prepared, Wish, make, prepare
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.desk.refusals import ActRefused

CASE, CHILD, CONSENT = "c" * 32, "a" * 32, "e" * 32


def begin(store: Store) -> None:
    """Write a case with a child of which all may be shared, up to the day after tomorrow."""
    with store.unit_of_work("Begonnen") as work:
        work.add(
            Case(id=CASE, title="Zorg in de klas"),
            Pupil(id=CHILD, case_id=CASE, pseudonym="Rode Vos", name="Sam Bakker", birth_year=2016),
            Consent(
                id=CONSENT,
                case_id=CASE,
                pupil_id=CHILD,
                given_by="moeder en vader",
                capacity="both_guardians",
                categories=[category.value for category in DataCategory],
                recipients=["Regiocoördinator"],
                purpose="Zorg op school regelen",
                given_on=date(2026, 9, 1),
                ends_on=date(2026, 11, 24),
            ),
        )


def shown(pair: Any) -> Prepared:
    """Return what the arranger sees before a bundle for the coordinator is made."""
    return prepare(pair.arranger, Wish([pair.coordinator_contact], "Overdracht", Profile.FULL))


def test_a_child_that_came_after_the_preview_does_not_leave_with_it(pair) -> None:
    """Its consents were never looked at; nothing is made and no number is used up."""
    begin(pair.arranger)
    prepared = shown(pair)
    with pair.arranger.unit_of_work("Ander venster") as work:
        work.add(Pupil(case_id=CASE, pseudonym="Groene Kikker", name="Noor Visser"))
    before = counts_behind(pair.arranger)
    with pytest.raises(ChangedSinceShown, match="Begin opnieuw"):
        make(pair.arranger, prepared)
    assert counts_behind(pair.arranger) == before
    import_bundle(pair.coordinator, make(pair.arranger, shown(pair)))


def test_a_consent_that_ends_after_the_preview_keeps_its_child_at_home(pair, clock) -> None:
    """Taken back in another window, or run out overnight while the question for a place stood open."""
    begin(pair.arranger)
    prepared = shown(pair)
    clock.advance(days=2)
    with pytest.raises(ChangedSinceShown):
        make(pair.arranger, prepared)
    clock.advance(days=-2)
    withdraw(pair.arranger, CONSENT, date(2026, 11, 23))
    with pytest.raises(ChangedSinceShown):
        make(pair.arranger, prepared)


def test_what_has_nothing_to_do_with_it_does_not_stop_a_bundle(pair) -> None:
    """Another case that does not go along may change meanwhile."""
    begin(pair.arranger)
    wish = Wish([pair.coordinator_contact], "Overdracht", Profile.FULL, case_ids=frozenset({CASE}))
    prepared = prepare(pair.arranger, wish)
    with pair.arranger.unit_of_work("Ander venster") as work:
        work.add(Case(title="Een andere vraag"))
    assert import_bundle(pair.coordinator, make(pair.arranger, prepared)).plan.new_records == 3


def test_a_question_that_became_another_is_not_answered(pair) -> None:
    """The owner saw one proposal and another came: the answer would decline what nobody saw."""
    begin(pair.arranger)
    import_bundle(pair.coordinator, make(pair.arranger, shown(pair)))

    def propose(title: str) -> None:
        change_record(pair.coordinator, Case, CASE, {"title": title}, "Voorgesteld")
        wish = Wish([pair.arranger_contact], "Voorstel", Profile.FULL, case_ids=frozenset({CASE}))
        import_bundle(pair.arranger, make(pair.coordinator, prepare(pair.coordinator, wish)))

    propose("Eerste voorstel")
    seen = [one.question for one in waiting_questions(pair.arranger)]
    answer = answered(seen[0], Answer.MINE)
    assert answer is not None
    propose("Tweede voorstel")
    before = open_fields(pair.arranger)
    with pytest.raises(ActRefused, match="nog een keer"):
        choose(pair.arranger, decisions({seen[0].key: answer}), seen=seen)
    assert open_fields(pair.arranger) == before
    seen = [one.question for one in waiting_questions(pair.arranger)]
    choose(pair.arranger, decisions({seen[0].key: answer}), seen=seen)
    assert open_fields(pair.arranger) == []
