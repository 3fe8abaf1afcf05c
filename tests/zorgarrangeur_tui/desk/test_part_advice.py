"""What the rules say about one thing in a case, put together from what stands in that case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from storage.models import (
    TYPE_NAMES,
    CareNeed,
    Case,
    CaseParty,
    Consent,
    EmbCheck,
    Entitlement,
    Exemption,
    OutOfSchool,
    OzaDeviation,
    Pupil,
    QualityCheck,
    Record,
    ReducedTime,
    Residence,
    ScaleEvent,
    School,
)
from zorgarrangeur_tui.desk.part_advice import (
    AdviceContext,
    advice,
    consent_again,
    consent_standing,
    need_funding,
    payer_of,
    pupil_advice,
)
from zorgarrangeur_tui.domain.consent_rules import ConsentState
from zorgarrangeur_tui.domain.funding import Funded

TODAY = date(2026, 11, 23)
CHILD = Pupil(id="d" * 32, case_id="b" * 32, pseudonym="Blauwe Otter", birth_year=2016, municipality="Urk")
SCHOOL = School(name="De Wilg", kind="so")


def context(*parts: Record, pupil: Pupil = CHILD, **case: Any) -> AdviceContext:
    """Return a case with one child and these parts."""
    found: dict[str, list[Record]] = {}
    for part in parts:
        found.setdefault(TYPE_NAMES[type(part)], []).append(part)
    return AdviceContext(TODAY, Case(id="b" * 32, **case), SCHOOL, {pupil.id: pupil}, found, weeks_ahead=8)


def about(record: Record, *others: Record, pupil: Pupil = CHILD, **case: Any) -> str:
    """Return all that the rules say about a record of the child, as one text."""
    if "pupil_id" in type(record).model_fields:
        record.pupil_id = pupil.id  # type: ignore[attr-defined]  # asked just before
    return " ".join(advice(record, context(record, *others, pupil=pupil, **case)))


def consent(**values: Any) -> Consent:
    """Return a consent of both parents that lacks nothing."""
    return Consent(
        **{
            "pupil_id": CHILD.id,
            "categories": ["need_lines"],
            "recipients": ["gemeente"],
            "purpose": "Overleg",
            "given_on": date(2026, 9, 1),
            **values,
        }
    )


def test_a_need_is_paid_by_its_own_titles_and_those_for_all_care_of_the_child() -> None:
    """Not by those of another need or of another child."""
    need = CareNeed(id="1" * 32, pupil_id=CHILD.id, minutes_needed=90)
    title = Entitlement(pupil_id=CHILD.id, law="youth_act", state="present")
    for changed, expected in (
        ({"need_id": need.id}, Funded.YES),
        ({"need_id": ""}, Funded.YES),
        ({"need_id": "2" * 32}, Funded.NO),
        ({"need_id": "", "pupil_id": "3" * 32}, Funded.NO),
        ({"need_id": need.id, "minutes_granted": 60}, Funded.PARTLY),
        ({"need_id": need.id, "ends_on": date(2026, 11, 22)}, Funded.NO),
    ):
        one = Entitlement(**{**title.model_dump(), **changed})
        assert need_funding(need, {"entitlement": [one]}, TODAY).state is expected, changed


def test_a_title_for_all_care_of_a_child_pays_its_share_of_each_need() -> None:
    """Of 120 minutes one need of 90 gets 72 and one of 60 gets 48; alone the first is paid in full."""
    need, other = (
        CareNeed(id=one * 32, pupil_id=CHILD.id, minutes_needed=minutes) for one, minutes in (("1", 90), ("2", 60))
    )
    title = Entitlement(pupil_id=CHILD.id, law="youth_act", state="present", minutes_granted=120)
    shared = {"care_need": [need, other], "entitlement": [title]}
    assert [need_funding(one, shared, TODAY).minutes for one in (need, other)] == [72, 48]
    assert need_funding(need, {"care_need": [need], "entitlement": [title]}, TODAY).state is Funded.YES


def test_without_a_dated_home_the_gemeente_of_the_child_is_told_as_uncertain() -> None:
    """With one, the rule decides."""
    guessed = payer_of(CHILD, [], TODAY)
    assert (guessed.municipality, guessed.certain) == ("Urk", False)
    assert "nog geen woonplaats met datum" in guessed.reason_sentence
    home = Residence(pupil_id=CHILD.id, municipality="Zeist", starts_on=date(2020, 1, 1))
    other = Residence(pupil_id="3" * 32, municipality="Almere", starts_on=date(2020, 1, 1))
    known = payer_of(CHILD, [home, other], TODAY)
    assert (known.municipality, known.certain) == ("Zeist", True)


def test_a_move_to_come_is_told_with_the_child() -> None:
    """Who pays now, and from when another does."""
    homes = [
        Residence(pupil_id=CHILD.id, municipality="Urk", starts_on=date(2020, 1, 1), ends_on=date(2026, 12, 31)),
        Residence(pupil_id=CHILD.id, municipality="Zeist", starts_on=date(2027, 1, 1)),
    ]
    now, later = pupil_advice(CHILD, context(*homes))
    assert "Urk" in now
    assert later.startswith("Vanaf 1 januari 2027 betaalt Zeist in plaats van Urk.")


def test_a_leap_day_has_a_year_ahead_too() -> None:
    """29 February next year is not there."""
    found = context()
    leap = AdviceContext(date(2028, 2, 29), found.case, found.school, found.pupils, found.parts)
    assert pupil_advice(CHILD, leap)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (Exemption(ground="5a", starts_on=date(2026, 9, 1), doctor_on=date(2026, 1, 1)), "arts"),
        (OutOfSchool(starts_on=date(2026, 11, 1)), "Al 22 dagen thuis."),
        (ReducedTime(minutes_per_week=600), "uur onderwijs per jaar"),
        (OzaDeviation(kind="time"), "Er staat geen bewijs voor de monitor."),
        (EmbCheck(year=2027, checked_on=TODAY), "Voldoet niet aan alle criteria voor 2027."),
        (Entitlement(shares=["youth_act:60", "long_term_care_act:40"]), ""),
        (QualityCheck(criterion="Iets"), "zonder eigenaar van de kwaliteit"),
        (ScaleEvent(direction="up", day=TODAY, from_minutes=60, to_minutes=90), "30"),
    ],
)
def test_each_track_is_told_what_it_misses(record: Record, told: str) -> None:
    """By the rules of its own; each says something that a user can act on."""
    assert told.casefold() in about(record).casefold()


def test_a_party_has_no_rule_and_is_told_nothing() -> None:
    """Silence, where there is nothing to say."""
    assert about(CaseParty(name="Gemeente Urk")) == ""


def test_the_owner_of_the_quality_may_be_that_of_the_school() -> None:
    """On the case or on the school; only without both it may not run."""
    check = QualityCheck(criterion="Iets", state="met", responsible="school")
    assert "zonder eigenaar" not in about(check, quality_owner="directeur")
    assert "zonder eigenaar" in about(check)


def test_scaling_of_another_need_does_not_count() -> None:
    """Each need has its own way up and down."""
    first = ScaleEvent(pupil_id=CHILD.id, need_id="1" * 32, day=date(2026, 10, 1), from_minutes=60, to_minutes=90)
    other = ScaleEvent(pupil_id=CHILD.id, need_id="2" * 32, day=date(2026, 10, 2), from_minutes=0, to_minutes=300)
    alone = advice(first, context(first))
    assert advice(first, context(first, other)) == alone


def test_a_consent_stands_by_the_age_that_the_child_has_now() -> None:
    """Of a child of ten the parents decide; of one of fourteen not without the child."""
    older = Pupil(id=CHILD.id, birth_year=2012)
    assert consent_standing(consent(), context()).state is ConsentState.VALID
    assert consent_standing(consent(), context(pupil=older)).state is ConsentState.INCOMPLETE
    assert about(consent()).startswith("Geldt tot iemand die intrekt.")


def test_a_birthday_asks_for_a_new_consent_from_eight_weeks_before() -> None:
    """Who turns 16 in January is told in November, who turns 16 in March not yet."""
    capacity = {"capacity": "both_guardians_and_pupil"}
    for month, asked in ((1, True), (3, False)):
        pupil = Pupil(id=CHILD.id, birth_year=2011, birth_month=month)
        found = consent_again(consent(**capacity), context(pupil=pupil))
        assert (found is not None) is asked
        assert ("Vraag opnieuw toestemming" in about(consent(**capacity), pupil=pupil)) is asked
    assert consent_again(consent(withdrawn_on=TODAY), context()) is None
    assert consent_again(consent(pupil_id="3" * 32), context()) is None


def test_absence_is_counted_against_the_duty_to_report() -> None:
    """The hours that a child missed within the weeks of the duty, a programme meanwhile taken off; unknown hours tell nothing."""
    at_home = {"starts_on": date(2026, 11, 9), "attended_before": 1410}
    assert "grens van 16 uur in 4 weken is bereikt" in about(OutOfSchool(**at_home))
    assert "nog niet bereikt" in about(OutOfSchool(**at_home, programme_minutes=1200))
    assert "grens van" not in about(OutOfSchool(starts_on=date(2026, 11, 9)))


def test_a_scale_event_says_where_it_stands_now() -> None:
    """In minutes a week and in the words of the ladder."""
    event = ScaleEvent(day=date(2026, 10, 1), from_minutes=60, to_minutes=120, from_rung=1, to_rung=2, cause="Zorg")
    assert "Nu: 2 u per week, trede 2" in about(event)
