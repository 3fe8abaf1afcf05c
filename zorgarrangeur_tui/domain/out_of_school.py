"""A child that stays at home: for how long, what is missing in its track, and who is asked to break through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from storage.models.casework_codes import AfterEighteen
from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on, rules_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingDuty(DatedRule):
    """Hours of absence within some weeks after which a school reports it."""

    hours: int
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOn(DatedRule):
    """From which age, in months, the way after eighteen is asked for."""

    from_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStep(DatedRule):
    """Who is asked to help from a number of days at home."""

    after_days: int


@dataclass(frozen=True, slots=True)
class OutOfSchoolFacts:
    """What is recorded of a child that stays at home."""

    starts_on: date | None = None
    ended_on: date | None = None
    target_on: date | None = None
    blocker: str = ""
    escalated_to: str = ""
    after_eighteen: str = AfterEighteen.UNKNOWN


@dataclass(frozen=True, slots=True)
class ReportingAdvice:
    """Whether absence is to be reported, in a sentence. It is information: the school reports, not the app."""

    reached: bool
    sentence: str


def days_at_home(track: OutOfSchoolFacts, day: date) -> int | None:
    """Return for how many days a child is or was at home, the first day as day 0; None when no first day is known."""
    if track.starts_on is None:
        return None
    return max(0, (min(day, track.ended_on or day) - track.starts_on).days)


def problems(
    track: OutOfSchoolFacts, day: date, birth_year: int | None = None, birth_month: int | None = None
) -> tuple[str, ...]:
    """Return in Dutch what a track misses on a day; nothing once the child is back at school.

    Args:
        track: what is recorded.
        day: the day on which it is looked at.
        birth_year: as far as known.
        birth_month: as far as known; without one the earliest counts.
    """
    if track.ended_on is not None and track.ended_on <= day:
        return ()
    found = []
    days = days_at_home(track, day)
    if days is None:
        found.append("De eerste dag thuis ontbreekt. Vul die in, dan telt de app hoe lang het duurt.")
    if not track.blocker.strip():
        found.append("Er staat niet wat er in de weg staat. Schrijf op waarom het kind nu niet naar school gaat.")
    if track.target_on is None:
        found.append("Er is geen dag waarop het kind weer naar school gaat. Spreek er een af.")
    elif track.target_on < day:
        found.append(
            f"Het kind zou op {dutch_date(track.target_on)} weer naar school gaan. Die dag is voorbij. "
            "Spreek een nieuwe af, of vul in wanneer het terugging."
        )
    if days is not None and not track.escalated_to.strip():
        step = escalation_step(days, day)
        if step.after_days > 0:
            found.append(step.sentence)
    if track.after_eighteen == AfterEighteen.UNKNOWN:
        found.extend(_problems_after_eighteen(day, birth_year, birth_month))
    return tuple(found)


def way_on_needed_from(birth_year: int, birth_month: int | None, day: date) -> date:
    """Return the earliest day on which the way after eighteen is to be known, by the rules of a day."""
    rule = needed_rule_on(all_ways_on(), "way_on", day)
    return months_later(date(birth_year, birth_month or 1, 1), rule.from_months)


def escalation_step(days: int, day: date) -> EscalationStep:
    """Return the step that fits a number of days at home, by the proposal of a day."""
    steps = rules_on(all_steps(), day).values()
    return max((step for step in steps if step.after_days <= max(0, days)), key=lambda step: step.after_days)


def absent_minutes(before: int | None, programme: int | None, days: int, day: date) -> int | None:
    """Return how many minutes a child missed within the weeks of the duty to report; None when its hours are not known.

    Args:
        before: minutes a week at school before.
        programme: minutes a week of any programme meanwhile.
        days: for how many days it is at home.
        day: which rules apply.
    """
    if before is None:
        return None
    weeks = needed_rule_on(all_duties(), "report_absence", day).weeks
    return max(0, before - (programme or 0)) * min(days, 7 * weeks) // 7


def reporting_advice(absent_minutes: int, day: date) -> ReportingAdvice:
    """Return whether absence without leave is to be reported.

    Args:
        absent_minutes: within the weeks of the duty.
        day: which rules apply.
    """
    duty = needed_rule_on(all_duties(), "report_absence", day)
    limit = f"{duty.hours} uur in {duty.weeks} weken"
    if absent_minutes >= duty.hours * 60:
        return ReportingAdvice(True, duty.told(f"De grens van {limit} is bereikt. De school meldt dit verzuim."))
    return ReportingAdvice(False, duty.told(f"De grens van {limit} is nog niet bereikt."))


@cache
def all_duties() -> tuple[ReportingDuty, ...]:
    """Return the duty to report in the app's data, of all times."""
    return load_rules("out_of_school.toml", "duty", ReportingDuty)


@cache
def all_ways_on() -> tuple[WayOn, ...]:
    """Return the rule on the way after eighteen, of all times."""
    return load_rules("out_of_school.toml", "after_eighteen", WayOn)


@cache
def all_steps() -> tuple[EscalationStep, ...]:
    """Return the steps of escalation in the app's data, of all times."""
    return load_rules("out_of_school.toml", "step", EscalationStep)


def _problems_after_eighteen(day: date, birth_year: int | None, birth_month: int | None) -> tuple[str, ...]:
    if birth_year is None:
        return ("Het geboortejaar is niet bekend. Vul het in, dan zegt de app op tijd wat er rond 18 jaar nodig is.",)
    if way_on_needed_from(birth_year, birth_month, day) > day:
        return ()
    return (needed_rule_on(all_ways_on(), "way_on", day).sentence,)
