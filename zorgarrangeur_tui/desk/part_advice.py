"""What the rules say about one thing in a case: who pays, whether a consent holds, what a track still misses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.models import (
    CareNeed,
    Case,
    Consent,
    EmbCheck,
    Entitlement,
    Exemption,
    FamilyView,
    OutOfSchool,
    OzaDeviation,
    Placement,
    Provision,
    Pupil,
    QualityCheck,
    Record,
    ReducedTime,
    Residence,
    ScaleEvent,
    School,
)
from storage.models.casework_codes import PlacementState, ResidenceKind
from zorgarrangeur_tui.desk.consents import consent_value
from zorgarrangeur_tui.desk.family import burden_course, burden_words
from zorgarrangeur_tui.desk.region_facts import RegionFacts
from zorgarrangeur_tui.domain import education_time, emb, exemptions, out_of_school, oza, quality, reduced_time, scaling
from zorgarrangeur_tui.domain.ages import ANY_AGE, AgeRange, age_range
from zorgarrangeur_tui.domain.boundary import counts_advice
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.consent_rules import ConsentState, Renewal, Standing, needs_renewal, standing
from zorgarrangeur_tui.domain.funding import FundedState, funded
from zorgarrangeur_tui.domain.payers import payer_for_law
from zorgarrangeur_tui.domain.pot_shares import blocked_combinations
from zorgarrangeur_tui.domain.record_values import owned_need, title_value
from zorgarrangeur_tui.domain.residence import Payer, payer_changes, payer_on
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod
from zorgarrangeur_tui.domain.title_division import TitleDivision
from zorgarrangeur_tui.keys.act_text import ActText

_PLACED_BY_HAND = "Er is nog geen woonplaats met datum. De app gaat uit van de woongemeente bij de leerling: {}."


@dataclass(frozen=True, slots=True)
class AdviceContext:
    """What the rules want to know besides the record itself.

    Attributes:
        today: the day on which it is read.
        case: the case.
        school: its school, if it has one here.
        pupils: the children of the case, by id.
        parts: the other records of the case, by type.
        facts: the reference data around it; None where nobody asks for it.
        weeks_ahead: how far ahead it is told what comes.
    """

    today: date
    case: Case
    school: School | None
    pupils: Mapping[str, Pupil]
    parts: Mapping[str, list[Record]]
    facts: RegionFacts | None = None
    weeks_ahead: int = 0


def need_funding(need: CareNeed, parts: Mapping[str, list[Record]], today: date) -> FundedState:
    """Return how a need is paid: by the titles for it, and by its share of those for all care of the same child.

    Args:
        need: the need.
        parts: the records of its case by type, among which all its needs and titles.
        today: the day.
    """
    titles = [one for one in parts.get("entitlement", []) if isinstance(one, Entitlement)]
    own = [title_value(one) for one in titles if one.need_id == need.id]
    for_all_care = [title_value(one) for one in titles if not one.need_id and one.pupil_id == need.pupil_id]
    if for_all_care:
        needs = (one for one in parts.get("care_need", []) if isinstance(one, CareNeed))
        division = TitleDivision(owned_need(one) for one in needs if one.pupil_id == need.pupil_id)
        own += [division.title_for(owned_need(need), title, today) for title in for_all_care]
    return funded(need.minutes_needed, own, today)


def payer_of(pupil: Pupil, residences: Iterable[Record], day: date) -> Payer:
    """Return which gemeente pays for a child under the Jeugdwet on a day, with the explanation."""
    periods = periods_of(pupil.id, residences)
    if not periods and pupil.municipality:
        return Payer(pupil.municipality, _PLACED_BY_HAND.format(pupil.municipality), certain=False)
    return payer_on(periods, day)


def periods_of(pupil_id: str, residences: Iterable[Record]) -> list[ResidencePeriod]:
    """Return the periods of a child as the rule wants them."""
    return [
        ResidencePeriod(one.id, one.municipality, one.kind, one.starts_on, one.ends_on, one.need_arose_in)
        for one in residences
        if isinstance(one, Residence) and one.pupil_id == pupil_id
    ]


def advice(record: Record, context: AdviceContext) -> tuple[str, ...]:
    """Return what the rules say about a record, as Dutch sentences; none when there is nothing to say."""
    says = _ADVICE.get(type(record))
    return says(record, context) if says else ()


def pupil_advice(pupil: Pupil, context: AdviceContext) -> tuple[str, ...]:
    """Return what the rules say about a child: who pays now, and what changes in the coming year."""
    residences = context.parts.get("residence", [])
    payer = payer_of(pupil, residences, context.today)
    sentence = payer.reason_sentence
    if context.facts is not None and payer.municipality:
        sentence = _with_region(sentence, payer.municipality, context.facts, context.today)
    year = date(context.today.year + 1, context.today.month, min(context.today.day, 28))
    changes = payer_changes(periods_of(pupil.id, residences), context.today, year)
    return (sentence, *(change.sentence for change in changes if change.day > context.today))


def need_advice(need: CareNeed, context: AdviceContext) -> tuple[str, ...]:
    """Return what the rules say about a need: how it is paid, and whether it counts as care in school time."""
    found = [need_funding(need, context.parts, context.today).sentence]
    if context.facts is not None:
        counts, why = counts_advice(need.kind, context.facts.youth_region, context.today, context.facts.boundary_rows)
        if counts != need.counts_as_care and not need.counts_reason:
            found.append(f"Telt als zorg: hier staat iets anders dan het voorstel. {why} Schrijf op waarom.")
    return tuple(found)


def _with_region(sentence: str, municipality: str, facts: RegionFacts, day: date) -> str:
    regions = facts.regions_of(municipality, day)
    if regions is None or not regions.youth_region:
        told = f"{sentence} Bij welke jeugdregio {municipality} hoort,"
        return ActText(told, "staat nog niet in Naslag ({Reference}).")
    return f"{sentence} {municipality} hoort bij {_region_name(regions.youth_region)}."


def _region_name(name: str) -> str:
    return name if name.casefold().startswith("jeugdregio") else f"jeugdregio {name}"


def consent_standing(record: Consent, context: AdviceContext) -> Standing:
    """Return how a consent stands today, at the age that its child has now."""
    return standing(consent_value(record), _ages(record.pupil_id, context), context.today)


def consent_again(record: Consent, context: AdviceContext) -> Renewal | None:
    """Return the birthday, past or near, for which a consent that stands must be asked again; None when there is none."""
    pupil = context.pupils.get(record.pupil_id)
    if pupil is None or consent_standing(record, context).state is not ConsentState.VALID:
        return None
    return needs_renewal(
        consent_value(record), pupil.birth_year, pupil.birth_month, context.today, weeks=context.weeks_ahead
    )


def _about_residence(record: Residence, context: AdviceContext) -> tuple[str, ...]:
    pupil = context.pupils.get(record.pupil_id)
    return pupil_advice(pupil, context) if pupil else ()


def _about_entitlement(record: Entitlement, context: AdviceContext) -> tuple[str, ...]:
    partitions = (f"Let op: {one.sentence}" for one in blocked_combinations(record.shares, context.today))
    pupil = context.pupils.get(record.pupil_id)
    if pupil is None or not record.law:
        return tuple(partitions)
    periods = periods_of(pupil.id, context.parts.get("residence", []))
    if not periods and pupil.municipality:
        periods = [ResidencePeriod("", pupil.municipality, ResidenceKind.HOME)]
    regions_of = context.facts.regions_of if context.facts else None
    payer = payer_for_law(record.law, periods, context.today, regions_of, _ages(pupil.id, context))
    return (f"Wie betaalt: {payer.reason_sentence}", *partitions)


def _about_exemption(record: Exemption, context: AdviceContext) -> tuple[str, ...]:
    facts = exemptions.ExemptionFacts(
        ground=record.ground,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        doctor_on=record.doctor_on,
        notified_on=record.notified_on,
        education_contact=record.education_contact,
        way_back=record.way_back,
    )
    return exemptions.problems(facts, context.today)


def _about_oza(record: OzaDeviation, context: AdviceContext) -> tuple[str, ...]:
    return oza.problems(record.kind, record.starts_on, record.ends_on, record.evidence, context.today)


def _ages(pupil_id: str, context: AdviceContext) -> AgeRange:
    pupil = context.pupils.get(pupil_id)
    return ANY_AGE if pupil is None else age_range(pupil.birth_year, pupil.birth_month, context.today)


def _about_consent(record: Consent, context: AdviceContext) -> tuple[str, ...]:
    again = consent_again(record, context)
    return (consent_standing(record, context).reason, *([again.reason] if again else []))


def _about_out_of_school(record: OutOfSchool, context: AdviceContext) -> tuple[str, ...]:
    pupil = context.pupils.get(record.pupil_id)
    facts = out_of_school.OutOfSchoolFacts(
        starts_on=record.starts_on,
        ended_on=record.ended_on,
        target_on=record.target_on,
        blocker=record.blocker,
        after_eighteen=record.after_eighteen,
        escalated_to=record.escalated_to,
    )
    found = out_of_school.problems(
        facts,
        context.today,
        birth_year=pupil.birth_year if pupil else None,
        birth_month=pupil.birth_month if pupil else None,
    )
    days = out_of_school.days_at_home(facts, context.today)
    if days is None or record.ended_on:
        return found
    absent = out_of_school.absent_minutes(record.attended_before, record.programme_minutes, days, context.today)
    duty = () if absent is None else (out_of_school.reporting_advice(absent, context.today).sentence,)
    return (f"Al {days} dagen thuis.", *duty, *found)


def _about_reduced_time(record: ReducedTime, context: AdviceContext) -> tuple[str, ...]:
    kind = context.school.kind if context.school else ""
    facts = reduced_time.ReducedTimeFacts(
        ends_on=record.ends_on,
        permitted_on=record.permitted_on,
        guardians_agree=record.guardians_agree,
        evidence=record.evidence,
        way_back=record.way_back,
    )
    found = reduced_time.permit_problems(facts, kind, context.today)
    if record.minutes_per_week is None:
        return found
    standing = education_time.standing(
        kind,
        _ages(record.pupil_id, context),
        record.minutes_per_week,
        day=context.today,
        remote_minutes=record.remote_minutes or 0,
    )
    return (standing.sentence, *found)


def _about_emb(record: EmbCheck, context: AdviceContext) -> tuple[str, ...]:
    pupil = context.pupils.get(record.pupil_id)
    facts = emb.EmbFacts(
        intellectual=emb.answered(record.intellectual, record.checked_on),
        physical=emb.answered(record.physical, record.checked_on),
        additional=emb.answered(record.additional, record.checked_on),
        beyond_school=emb.answered(record.beyond_school, record.checked_on),
        admission_category=pupil.admission_category if pupil else "",
        enrolled_on_date=emb.answered(record.enrolled_on_date, record.checked_on),
    )
    year = record.year or context.today.year
    outcome = emb.check(facts, year)
    amount = (emb.amount_for(year).sentence,) if outcome.meets is emb.Answer.YES else ()
    return (outcome.sentence, *amount, *(one.sentence for one in outcome.criteria if one.meets is not emb.Answer.YES))


def _about_scaling(record: ScaleEvent, context: AdviceContext) -> tuple[str, ...]:
    events = [
        scaling.ScaleFacts(
            day=one.day,
            direction=one.direction,
            from_minutes=one.from_minutes,
            to_minutes=one.to_minutes,
            from_rung=one.from_rung,
            to_rung=one.to_rung,
        )
        for one in context.parts.get("scale_event", [])
        if isinstance(one, ScaleEvent) and (one.pupil_id, one.need_id) == (record.pupil_id, record.need_id)
    ]
    outcome = scaling.effect(events)
    minutes, rung = scaling.minutes_at(events, context.today), scaling.ladder_at(events, context.today)
    now = [f"{duration(minutes)} per week"] if minutes is not None else []
    now += [f"trede {scaling.rung_words(rung, context.today)}"] if rung is not None else []
    return (outcome.sentence, *([f"Nu: {', '.join(now)}."] if now else []), *outcome.problems)


def _about_quality(_record: QualityCheck, context: AdviceContext) -> tuple[str, ...]:
    checks = [one for one in context.parts.get("quality_check", []) if isinstance(one, QualityCheck)]
    missing = quality.missing_criteria([one.criterion for one in checks], context.today)
    facts = [quality.QualityFacts(one.criterion, one.state, one.responsible) for one in checks]
    owner = context.case.quality_owner or (context.school.quality_owner if context.school else "")
    run = quality.may_run(owner, facts)
    found = ((run.refusal,) if run.refusal else ()) + run.warnings
    if missing:
        found += (f"Nog niet op de lijst: {'; '.join(one.title for one in missing)}.",)
    return found


def _about_family_view(record: FamilyView, context: AdviceContext) -> tuple[str, ...]:
    views = [
        one
        for one in context.parts.get("family_view", [])
        if isinstance(one, FamilyView) and one.pupil_id == record.pupil_id
    ]
    sentence = burden_words(burden_course(views))
    return (sentence,) if sentence else ()


def _about_provision(record: Provision, context: AdviceContext) -> tuple[str, ...]:
    states = [
        one.state
        for one in context.parts.get("placement", [])
        if isinstance(one, Placement) and one.provision_id == record.id
    ]
    taken, waiting = states.count(PlacementState.PLACED), states.count(PlacementState.WAITING)
    places = f"{taken} van {record.places}" if record.places is not None else f"{taken}"
    found = [f"{places} plekken bezet; {waiting} {'leerling wacht' if waiting == 1 else 'leerlingen wachten'}."]
    if record.places is not None and taken > record.places:
        found.append("Er zijn meer leerlingen geplaatst dan er plekken zijn. Kijk na wie er al weg is.")
    elif record.places is not None and waiting and taken < record.places:
        found.append("Er is plek en er wacht iemand: bespreek wie er kan komen.")
    return tuple(found)


_ADVICE: dict[type[Record], Callable[[Any, AdviceContext], tuple[str, ...]]] = {
    Residence: _about_residence,
    Consent: _about_consent,
    Entitlement: _about_entitlement,
    Exemption: _about_exemption,
    OutOfSchool: _about_out_of_school,
    ReducedTime: _about_reduced_time,
    OzaDeviation: _about_oza,
    EmbCheck: _about_emb,
    ScaleEvent: _about_scaling,
    QualityCheck: _about_quality,
    Provision: _about_provision,
    FamilyView: _about_family_view,
}
