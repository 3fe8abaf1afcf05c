"""What was written down of single children: the parents' view, consents, tracks, places and childcare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from storage.models import (
    Childcare,
    Consent,
    EmbCheck,
    Exemption,
    FamilyView,
    OutOfSchool,
    OzaDeviation,
    Placement,
    Provision,
    Pupil,
    Record,
    ReducedTime,
    ScaleEvent,
)
from storage.models.casework_codes import (
    AfterEighteen,
    ConsentCapacity,
    ConsentManner,
    DataCategory,
    DeviationKind,
    EnrolmentState,
    ExemptionGround,
    PlacementState,
    ScaleDirection,
)
from storage.models.codes import ArrangementForm
from zorgarrangeur_tui.demo import casework_texts as texts
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.parts import Region

_QUARTER_YEAR = 91


def add_tracks(random: Random, region: Region) -> None:
    """Add what belongs to single children: of every kind at least one, in the shares that the field has."""
    provisions = {one.case_id: one for one in region.parts if isinstance(one, Provision)}
    in_care = {case.id for case in region.cases if case.arrangement_form == ArrangementForm.EDUCATION_IN_CARE}
    for place, pupil in enumerate(region.pupils):
        region.parts += _family(random, pupil, region.today, place)
        region.parts += _school_tracks(random, region, pupil, place, in_care=pupil.case_id in in_care)
        if pupil.profound_multiple_disability or place == 0:
            region.parts.append(_emb(random, pupil, region.today))
        if pupil.case_id in provisions:
            region.parts.append(_placement(random, region, pupil, provisions[pupil.case_id]))


def _about(random: Random, pupil: Pupil) -> dict[str, Any]:
    return {"id": drawn_id(random), "case_id": pupil.case_id, "pupil_id": pupil.id}


def _family(random: Random, pupil: Pupil, today: date, place: int) -> Iterator[Record]:
    if place % 4 != 1:
        return
    spoken = today - timedelta(days=random.randint(10, 200))
    age = today.year - (pupil.birth_year or today.year)
    yield FamilyView(
        **_about(random, pupil), spoken_on=spoken, capacity=ConsentCapacity.GUARDIAN.value,
        own_words=random.choice(texts.OWN_WORDS), wish=random.choice(texts.WISHES), worry=random.choice(texts.WORRIES),
        burden=random.randint(3, 9), do_not_share=texts.DO_NOT_SHARE if place % 12 == 1 else "",
        budget_at_school=texts.BUDGET_AT_SCHOOL if place % 8 == 1 else "",
    )  # fmt: skip
    capacity = ConsentCapacity.BOTH_GUARDIANS
    if age >= 16:
        capacity = ConsentCapacity.PUPIL
    elif age >= 12:
        capacity = ConsentCapacity.BOTH_GUARDIANS_AND_PUPIL
    oral = place % 16 == 5
    yield Consent(
        **_about(random, pupil), given_by="Beide ouders" if age < 16 else "De leerling", capacity=capacity.value,
        categories=[DataCategory.NEED_LINES.value, DataCategory.NAME.value][: 1 + place % 2],
        recipients=list(texts.CONSENT_RECIPIENTS[: 1 + place % 3]), purpose=random.choice(texts.CONSENT_PURPOSES),
        given_on=spoken, ends_on=today + timedelta(days=random.choice((30, 200, 300))),
        manner=(ConsentManner.ORAL if oral else ConsentManner.PAPER).value, witness="Ib-er" if oral else "",
        withdrawn_on=today - timedelta(days=3) if place % 60 == 13 else None,
    )  # fmt: skip


def _school_tracks(random: Random, region: Region, pupil: Pupil, place: int, *, in_care: bool) -> Iterator[Record]:
    today, year = region.today, region.year_start
    if in_care or place % 33 == 12:
        pupil.enrolment = EnrolmentState.EXEMPT.value
        yield Exemption(
            **_about(random, pupil), ground=ExemptionGround.UNFIT.value, starts_on=year, ends_on=date(year.year + 1, 7, 31),
            doctor_on=year - timedelta(days=random.randint(20, 80)), notified_on=date(year.year, 6, random.randint(1, 28)),
            education_contact=texts.EDUCATION_CONTACT, way_back=texts.WAY_BACK,
        )  # fmt: skip
        for kind, what in texts.DEVIATIONS if in_care else ():
            yield OzaDeviation(
                **_about(random, pupil), kind=DeviationKind(kind).value, what=what, starts_on=max(year, date(2023, 1, 1)),
                ends_on=min(date(year.year + 1, 7, 31), date(2027, 12, 31)), evidence=texts.EVIDENCE if kind != "content" else "",
            )  # fmt: skip
    elif place % 25 == 3:
        home_since = today - timedelta(days=random.randint(20, 300))
        back = place % 50 == 3
        yield OutOfSchool(
            **_about(random, pupil), starts_on=home_since, blocker=random.choice(texts.BLOCKERS),
            target_on=today + timedelta(days=random.randint(-10, 60)), programme_minutes=random.choice((None, 120, 300)),
            escalated_to="Regionaal expertteam" if back else "", attended_before=1410,
            after_eighteen=AfterEighteen.UNKNOWN.value, ended_on=today - timedelta(days=5) if back else None,
            attended_after=600 if back else None,
        )  # fmt: skip
    elif place % 16 == 6:
        yield ReducedTime(
            **_about(random, pupil), minutes_per_week=60 * random.randint(10, 18), remote_minutes=random.choice((None, 60)),
            starts_on=year, ends_on=today + timedelta(days=random.randint(30, 200)), guardians_agree=True,
            permitted_on=year - timedelta(days=10) if place % 32 == 6 else None, evidence=texts.EVIDENCE,
            way_back=texts.WAY_BACK,
        )  # fmt: skip
    if place % 20 == 9:
        up = place % 40 == 9
        yield ScaleEvent(
            **_about(random, pupil), day=today - timedelta(days=random.randint(5, _QUARTER_YEAR)),
            direction=(ScaleDirection.UP if up else ScaleDirection.DOWN).value, cause=texts.SCALE_CAUSES[not up],
            from_minutes=120, to_minutes=180 if up else 90, from_rung=2, to_rung=3 if up else 1,
            effect=texts.SCALE_EFFECTS[not up], review_on=today + timedelta(days=random.randint(10, 60)),
        )  # fmt: skip
    if place % 15 == 2:
        yield Childcare(
            **_about(random, pupil), name=random.choice(texts.CHILDCARE), handover=texts.CHILDCARE_HANDOVER, starts_on=year,
            windows=[[0, 420, 510], [1, 870, 1110], [3, 870, 1110]],
        )  # fmt: skip
    if place % 30 == 8:
        pupil.regular_school_gap = "Een aangepast toilet en iedere dag een uur verpleging."


def _emb(random: Random, pupil: Pupil, today: date) -> EmbCheck:
    granted = random.random() < 0.5 and pupil.profound_multiple_disability
    return EmbCheck(
        **_about(random, pupil), year=today.year + 1, intellectual=pupil.profound_multiple_disability, physical=True, additional=True, beyond_school=True,
        enrolled_on_date=True, evidence=texts.EVIDENCE, checked_on=today - timedelta(days=random.randint(5, 100)),
        requested_on=today - timedelta(days=4) if granted else None, granted_cents=800_000 if granted else None,
    )  # fmt: skip


def _placement(random: Random, region: Region, pupil: Pupil, provision: Provision) -> Placement:
    full = sum(
        isinstance(one, Placement) and one.provision_id == provision.id and one.state == PlacementState.PLACED
        for one in region.parts
    )
    placed = full < (provision.places or 0)
    return Placement(
        **_about(random, pupil), provision_id=provision.id, asked_on=region.year_start - timedelta(days=random.randint(20, 90)),
        state=(PlacementState.PLACED if placed else PlacementState.WAITING).value,
        starts_on=region.year_start if placed else None,
    )  # fmt: skip
