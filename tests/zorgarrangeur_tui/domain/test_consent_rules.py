"""Consent: who must give it at which age, when it counts, and that a withdrawal always wins from what was before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import ConsentCapacity, ConsentManner, DataCategory
from zorgarrangeur_tui.domain.ages import ANY_AGE, AgeRange
from zorgarrangeur_tui.domain.consent_ages import all_ages, all_cautions, consent_words
from zorgarrangeur_tui.domain.consent_rules import Consent, ConsentState, may_share, needs_renewal, standing

TODAY = date(2026, 11, 23)
CHILD, TEENAGER, GROWING, ADULT = (9, 9), (13, 13), (16, 16), (19, 19)
PARENTS, PUPIL = ConsentCapacity.BOTH_GUARDIANS, ConsentCapacity.PUPIL
TOGETHER = ConsentCapacity.BOTH_GUARDIANS_AND_PUPIL
WHOLE = Consent(
    "c",
    PARENTS,
    given_by="vader en moeder",
    categories=(DataCategory.NEED_LINES,),
    recipients=("Gemeente Utrecht",),
    purpose="zorg op school regelen",
    given_on=date(2026, 3, 1),
    ends_on=date(2027, 3, 1),
)

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ages = st.tuples(st.integers(5, 20), st.integers(0, 2)).map(lambda pair: (pair[0], pair[0] + pair[1]))
consents = st.builds(
    Consent,
    id=st.uuids().map(str),
    capacity=st.sampled_from(list(ConsentCapacity)),
    categories=st.lists(st.sampled_from(list(DataCategory)), max_size=2).map(tuple),
    recipients=st.lists(st.sampled_from(["Gemeente Utrecht", " gemeente  utrecht", "School", ""]), max_size=2).map(
        tuple
    ),
    purpose=st.sampled_from(["zorg", ""]),
    given_on=st.none() | days,
    ends_on=st.none() | days,
    manner=st.sampled_from(list(ConsentManner)),
    witness=st.sampled_from(["leerkracht", ""]),
    withdrawn_on=st.none() | days,
)


def state(consent: Consent, age: AgeRange = CHILD, day: date = TODAY) -> ConsentState:
    """Return how a consent stands."""
    return standing(consent, age, day).state


def test_a_whole_consent_counts_on_its_first_and_last_day() -> None:
    """Not before, not after, and no longer from the day on which it is withdrawn."""
    assert state(WHOLE, day=date(2026, 2, 28)) is ConsentState.NOT_YET
    assert state(WHOLE, day=date(2026, 3, 1)) is state(WHOLE, day=date(2027, 3, 1)) is ConsentState.VALID
    assert state(WHOLE, day=date(2027, 3, 2)) is ConsentState.EXPIRED
    withdrawn = replace(WHOLE, withdrawn_on=TODAY)
    assert state(withdrawn, day=TODAY - timedelta(days=1)) is ConsentState.VALID
    assert state(withdrawn) is ConsentState.WITHDRAWN
    assert standing(withdrawn, CHILD, TODAY).reason.startswith("Ingetrokken op 23 november 2026. Deel niets meer")
    assert standing(WHOLE, CHILD, TODAY).reason == "Geldt tot en met 1 maart 2027."
    assert standing(replace(WHOLE, ends_on=None), CHILD, TODAY).reason == "Geldt tot iemand die intrekt."


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"purpose": " "}, "waarvoor"),
        ({"recipients": (" ",)}, "wie de gegevens krijgt"),
        ({"categories": ()}, "welke gegevens"),
        ({"given_on": None}, "De dag"),
        ({"manner": ConsentManner.ORAL}, "mondeling"),
    ],
)
def test_what_a_consent_lacks_makes_it_incomplete(missing: dict[str, object], words: str) -> None:
    """It is told what is missing; an oral one needs a witness."""
    found = standing(replace(WHOLE, **missing), CHILD, TODAY)
    assert found.state is ConsentState.INCOMPLETE
    assert words in found.reason
    assert state(replace(WHOLE, manner=ConsentManner.ORAL, witness="leerkracht")) is ConsentState.VALID


@pytest.mark.parametrize(
    ("capacity", "enough"),
    [
        (ConsentCapacity.GUARDIAN, [CHILD]),
        (ConsentCapacity.BOTH_GUARDIANS, [CHILD]),
        (ConsentCapacity.PUPIL, [GROWING, ADULT]),
        (ConsentCapacity.GUARDIAN_AND_PUPIL, [CHILD, TEENAGER, GROWING, ADULT]),
        (ConsentCapacity.BOTH_GUARDIANS_AND_PUPIL, [CHILD, TEENAGER, GROWING, ADULT]),
        (ConsentCapacity.LEGAL_REPRESENTATIVE, [CHILD, TEENAGER, GROWING, ADULT]),
        ("of_a_newer_version", []),
    ],
)
def test_the_age_decides_who_must_consent(capacity: str, enough: list[AgeRange]) -> None:
    """Parents alone until 12, together until 16, then the pupil; a representative where the pupil cannot."""
    found = [
        age for age in (CHILD, TEENAGER, GROWING, ADULT) if state(replace(WHOLE, capacity=capacity), age) == "valid"
    ]
    assert found == enough


def test_the_wrong_capacity_says_who_must_consent() -> None:
    """In the words of the rule, with who did."""
    reason = standing(WHOLE, TEENAGER, TODAY).reason
    assert reason.startswith("Van 12 tot en met 15 jaar geven de ouders met gezag en de leerling samen toestemming.")
    assert "Nu gaf toestemming: beide ouders met gezag." in reason


def test_an_age_that_is_not_certain_is_said() -> None:
    """A year of birth can leave open whether the child is 12 already; without one everything is open."""
    reason = standing(WHOLE, (11, 12), TODAY).reason
    assert reason.startswith("De leeftijd is niet zeker (11 tot en met 12 jaar), en misschien is deze toestemming")
    assert state(WHOLE, (11, 12)) is ConsentState.INCOMPLETE
    assert "geen geboortejaar" in standing(WHOLE, ANY_AGE, TODAY).reason
    assert state(replace(WHOLE, capacity=TOGETHER), (11, 12)) is ConsentState.VALID
    never = standing(replace(WHOLE, capacity=PUPIL), (11, 12), TODAY).reason
    assert "maar genoeg is deze toestemming niet" in never
    assert consent_words((11, 12), TODAY).count("jaar") == 2


def test_one_parent_or_a_representative_asks_for_a_look() -> None:
    """It counts, with a caution that the reader can check."""
    assert (
        "zijn het er twee, dan moeten beide"
        in standing(replace(WHOLE, capacity=ConsentCapacity.GUARDIAN), CHILD, TODAY).reason
    )
    pair = replace(WHOLE, capacity=ConsentCapacity.GUARDIAN_AND_PUPIL)
    assert "moeten beide" in standing(pair, (15, 15), TODAY).reason
    assert "moeten beide" not in standing(pair, GROWING, TODAY).reason
    spokesman = replace(WHOLE, capacity=ConsentCapacity.LEGAL_REPRESENTATIVE)
    assert "niet kan overzien" in standing(spokesman, ADULT, TODAY).reason
    assert "niet kan overzien" not in standing(spokesman, CHILD, TODAY).reason


def test_only_what_a_consent_names_may_be_shared_and_only_with_whom_it_names() -> None:
    """One consent must name both; capitals and spaces make no difference."""
    decision = may_share([WHOLE], DataCategory.NEED_LINES, "gemeente  utrecht", TODAY, CHILD)
    assert (decision.allowed, decision.consent_id) == (True, "c")
    assert decision.reason == "Dit mag. De toestemming geldt tot en met 1 maart 2027."
    other = replace(WHOLE, id="d", categories=(DataCategory.NAME,), recipients=("School",))
    for category, recipient in ((DataCategory.NAME, "Gemeente Utrecht"), (DataCategory.NEED_LINES, "School")):
        refused = may_share([WHOLE, other], category, recipient, TODAY, CHILD)
        assert not refused.allowed
        assert "geen toestemming om dit met deze ontvanger te delen" in refused.reason
    assert not may_share([WHOLE], DataCategory.NEED_LINES, "", TODAY, CHILD).allowed


def test_a_refusal_tells_what_stands_in_the_way() -> None:
    """Of several consents the one that tells most: a withdrawal before what is only over."""
    over = replace(WHOLE, id="over", ends_on=date(2026, 4, 1))
    withdrawn = replace(WHOLE, id="gone", withdrawn_on=date(2026, 5, 1))
    ask = (DataCategory.NEED_LINES, "Gemeente Utrecht", TODAY, CHILD)
    assert may_share([over], *ask).reason.startswith(
        "Dit mag niet: de toestemming is verlopen. Gold tot en met 1 april"
    )
    assert may_share([over, withdrawn], *ask).reason.startswith("Dit mag niet: de toestemming is ingetrokken.")


def test_a_withdrawal_also_stops_what_was_given_before_it() -> None:
    """One parent withdraws: what the other gave earlier no longer counts, a new consent does."""
    ask = (DataCategory.NEED_LINES, "Gemeente Utrecht", TODAY, CHILD)
    father = replace(WHOLE, id="f", capacity=ConsentCapacity.GUARDIAN)
    mother = replace(WHOLE, id="m", capacity=ConsentCapacity.GUARDIAN, withdrawn_on=date(2026, 6, 1))
    refused = may_share([father, mother], *ask)
    assert not refused.allowed
    assert "op 1 juni 2026 is een toestemming voor deze gegevens en deze ontvanger ingetrokken" in refused.reason
    assert may_share([father, mother, replace(WHOLE, id="n", given_on=date(2026, 6, 1))], *ask).consent_id == "n"


@given(st.lists(consents, max_size=4), st.sampled_from(list(DataCategory)), days, ages)
def test_sharing_needs_a_valid_consent_after_the_last_withdrawal(
    known: list[Consent], category: str, day: date, age: AgeRange
) -> None:
    """As when one looks at each consent by itself; and withdrawing all of them always stops it."""
    recipient = "Gemeente Utrecht"
    stops = [one for one in known if one.withdrawn_on and one.withdrawn_on <= day and one.covers(category, recipient)]
    naive = [
        one.id
        for one in known
        if one.covers(category, recipient)
        and state(one, age, day) is ConsentState.VALID
        and all(one.given_on and one.given_on >= (stop.withdrawn_on or day) for stop in stops)
    ]
    decision = may_share(known, category, recipient, day, age)
    assert decision.allowed == bool(naive)
    assert decision.consent_id in {*naive, ""}
    assert decision.reason.endswith(".")
    withdrawn = [replace(one, withdrawn_on=day) for one in known]
    assert not may_share(withdrawn, category, recipient, day, age).allowed


@given(consents, days, ages)
def test_a_consent_that_may_be_at_an_age_that_lacks_somebody_is_never_valid(
    consent: Consent, day: date, age: AgeRange
) -> None:
    """For a range of ages it is valid exactly when it is for each age in it."""
    each = [state(consent, (one, one), day) for one in range(age[0], age[1] + 1)]
    assert (state(consent, age, day) is ConsentState.VALID) == all(one is ConsentState.VALID for one in each)


def test_a_consent_that_crosses_a_birthday_is_asked_again() -> None:
    """At 12 and at 16 for everyone; at 18 for who spoke on behalf of the pupil."""
    renewal = needs_renewal(WHOLE, 2014, 6, TODAY)
    assert renewal is not None
    assert (renewal.consent_id, renewal.due_on, renewal.certain) == ("c", date(2026, 6, 1), True)
    assert renewal.reason.startswith("De toestemming is van 1 maart 2026, en daarna werd de leerling 12 jaar.")
    assert needs_renewal(WHOLE, 2014, 2, TODAY) is None
    assert needs_renewal(WHOLE, 2010, 6, TODAY) is not None
    assert needs_renewal(replace(WHOLE, capacity=PUPIL), 2008, 6, TODAY) is None
    spokesman = replace(WHOLE, capacity=ConsentCapacity.LEGAL_REPRESENTATIVE)
    assert needs_renewal(spokesman, 2008, 6, TODAY) is not None


def test_a_birthday_ahead_is_told_in_time() -> None:
    """Within so many weeks, unless the consent ends before it."""
    assert needs_renewal(WHOLE, 2015, 1, TODAY) is None
    renewal = needs_renewal(WHOLE, 2015, 1, TODAY, weeks=8)
    assert renewal is not None
    assert renewal.due_on == date(2027, 1, 1)
    assert "De leerling wordt 12 jaar in of na januari 2027." in renewal.reason
    assert needs_renewal(replace(WHOLE, ends_on=date(2026, 12, 31)), 2015, 1, TODAY, weeks=8) is None
    assert needs_renewal(replace(WHOLE, ends_on=date(2027, 1, 1)), 2015, 1, TODAY, weeks=8) is not None


def test_a_birthday_that_may_have_been_before_is_asked_about() -> None:
    """Unless those consented who are needed at the new age too."""
    unsure = needs_renewal(replace(WHOLE, given_on=date(2026, 3, 9)), 2014, 3, TODAY)
    assert unsure is not None
    assert (unsure.certain, unsure.due_on) == (False, date(2026, 3, 9))
    assert "Niet bekend is of de leerling toen al 12 jaar was." in unsure.reason
    for first_or_later in (date(2026, 3, 1), date(2026, 3, 9)):
        assert needs_renewal(replace(WHOLE, capacity=TOGETHER, given_on=first_or_later), 2014, 3, TODAY) is None
    assert needs_renewal(replace(WHOLE, given_on=date(2026, 3, 30)), 2014, 3, TODAY) is not None
    assert needs_renewal(replace(WHOLE, given_on=date(2026, 3, 31)), 2014, 3, TODAY) is None


def test_what_is_over_is_not_asked_again_here() -> None:
    """Nor what was withdrawn, has no day, or is of a child without a year of birth."""
    for change in ({"withdrawn_on": TODAY}, {"ends_on": date(2026, 11, 1)}, {"given_on": None}):
        assert needs_renewal(replace(WHOLE, **change), 2014, 6, TODAY) is None
    assert needs_renewal(WHOLE, None, 6, TODAY) is None
    assert needs_renewal(replace(WHOLE, ends_on=TODAY), 2014, 6, TODAY) is not None


@given(consents, st.integers(2005, 2020), st.none() | st.integers(1, 12), days)
def test_a_renewal_never_goes_away_by_waiting(consent: Consent, year: int, month: int | None, day: date) -> None:
    """Once due it stays due until the consent is over or withdrawn; looking further ahead never shows less."""
    renewal = needs_renewal(consent, year, month, day)
    later = day + timedelta(weeks=4)
    over = min(consent.ends_on or date.max, consent.withdrawn_on or date.max) <= later
    if renewal is not None:
        assert renewal.due_on <= max(day, consent.given_on or day)
        assert needs_renewal(consent, year, month, day, weeks=4) is not None
        assert over or needs_renewal(consent, year, month, later) is not None


def test_the_data_knows_its_codes() -> None:
    """Every capacity is enough at some age, and each caution is about one."""
    accepted = {capacity for rule in all_ages() for capacity in rule.accepted}
    assert accepted == set(ConsentCapacity)
    assert {rule.id for rule in all_cautions()} <= set(ConsentCapacity)
    assert min(rule.least_age for rule in all_ages()) == 0
