"""What changes in a plan, in the words of users: names of professionals and times, never anything of a pupil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.models.codes import Rhythm
from storage.models.planning_codes import ExceptionKind
from zorgarrangeur_tui.domain.clock import (
    duration,
    dutch_date_short,
    time_of_day,
    time_span,
    weekday_short,
)
from zorgarrangeur_tui.domain.plan_changes import DAY_KINDS, PlanChange, PlanChangeKind, changed_count
from zorgarrangeur_tui.domain.published_plan import PublishedException, PublishedVisit
from zorgarrangeur_tui.domain.words import word

UNKNOWN = "(onbekend)"
"""How somebody is called whose record is not there (any more)."""

KIND_WORDS = {
    PlanChangeKind.NEW: "Nieuw",
    PlanChangeKind.GONE: "Vervalt",
    PlanChangeKind.MOMENT: "Ander moment",
    PlanChangeKind.LENGTH: "Andere duur",
    PlanChangeKind.PROFESSIONAL: "Iemand anders",
    PlanChangeKind.RHYTHM: "Ander ritme",
    PlanChangeKind.PERIOD: "Andere periode",
    PlanChangeKind.DAY_NEW: "Losse dag",
    PlanChangeKind.DAY_CHANGED: "Losse dag anders",
    PlanChangeKind.DAY_GONE: "Losse dag weer gewoon",
}
"""What changes, in a few words."""

Names = Mapping[str, str]
"""Names of professionals by id."""


def change_words(change: PlanChange, names: Names) -> str:
    """Return one change as a line, such as "ma 9:00-10:00 Anna Bos wordt di 9:30-10:30"."""
    old, new = change.before, change.after
    if change.kind in DAY_KINDS:
        return _day_words(change, names)
    if old is None or new is None:
        return visit_words(change.visit, names)
    start = f"{_moment(old)} {_who(old.professional_id, names)}"
    instead = f"{_moment(new)} {_who(new.professional_id, names)} in plaats van {_who(old.professional_id, names)}"
    told = {
        PlanChangeKind.MOMENT: f"{start} wordt {_moment(new)}",
        PlanChangeKind.LENGTH: f"{start} duurt {duration(new.duration_minutes)}, was {duration(old.duration_minutes)}",
        PlanChangeKind.PROFESSIONAL: instead,
        PlanChangeKind.RHYTHM: f"{start} wordt {_rhythm(new)}, was {_rhythm(old)}",
        PlanChangeKind.PERIOD: f"{start} wordt {_period(new)}, was {_period(old)}",
    }
    return told[change.kind]


def visit_words(visit: PublishedVisit, names: Names) -> str:
    """Return a recurring visit as a line: when, who, and what is not every week without end."""
    parts = [f"{_moment(visit)} {_who(visit.professional_id, names)}"]
    if visit.rhythm != Rhythm.WEEKLY:
        parts.append(_rhythm(visit))
    if visit.starts_on or visit.ends_on:
        parts.append(_period(visit))
    return ", ".join(parts)


def exception_words(exception: PublishedException, visit: PublishedVisit, names: Names) -> str:
    """Return what happens to a visit on one day, such as "di 1-12-2026: Anna Bos komt niet"."""
    who = _who(visit.professional_id, names)
    start = f"{weekday_short(exception.day.weekday())} {dutch_date_short(exception.day)}"
    if exception.kind == ExceptionKind.CANCELLED:
        return f"{start}: {who} komt niet ({time_of_day(visit.start_minute)})"
    replaced = exception.professional_id not in {"", visit.professional_id}
    comes = f"{_who(exception.professional_id, names)} komt in plaats van {who}" if replaced else f"{who} komt"
    begins = visit.start_minute if exception.start_minute is None else exception.start_minute
    lasts = visit.duration_minutes if exception.duration_minutes is None else exception.duration_minutes
    time = time_span(begins, lasts)
    if exception.moved_to not in (None, exception.day):
        return f"{start}: {comes} op {_day(exception)} {time}"
    usual = (begins, lasts) == (visit.start_minute, visit.duration_minutes)
    return f"{start}: {comes}, {'zoals altijd om' if usual else 'nu'} {time}"


def count_words(changes: Iterable[PlanChange]) -> str:
    """Return "2 nieuw, 1 vervalt, 3 anders, 1 losse dag"; "niets" when nothing changed."""
    found = list(changes)
    visits = [change for change in found if change.kind not in DAY_KINDS]
    new = changed_count(change for change in visits if change.kind is PlanChangeKind.NEW)
    gone = changed_count(change for change in visits if change.kind is PlanChangeKind.GONE)
    other = changed_count(visits) - new - gone
    days = changed_count(change for change in found if change.kind in DAY_KINDS)
    parts = [
        f"{new} nieuw" if new else "",
        f"{gone} {'vervalt' if gone == 1 else 'vervallen'}" if gone else "",
        f"{other} anders" if other else "",
        f"{days} losse {'dag' if days == 1 else 'dagen'}" if days else "",
    ]
    return ", ".join(filter(None, parts)) or "niets"


def _day_words(change: PlanChange, names: Names) -> str:
    exception = change.exception
    assert exception is not None, "a change of a day is about a day"
    told = exception_words(exception, change.visit, names)
    if change.kind is PlanChangeKind.DAY_GONE:
        return f"{told}; dat vervalt, het bezoek is weer zoals altijd"
    return told


def _who(professional_id: str, names: Names) -> str:
    return names.get(professional_id) or UNKNOWN


def _moment(visit: PublishedVisit) -> str:
    return f"{weekday_short(visit.weekday)} {time_span(visit.start_minute, visit.duration_minutes)}"


def _rhythm(visit: PublishedVisit) -> str:
    return word(visit.rhythm, Rhythm).lower()


def _period(visit: PublishedVisit) -> str:
    parts = (
        f"vanaf {dutch_date_short(visit.starts_on)}" if visit.starts_on else "",
        f"tot en met {dutch_date_short(visit.ends_on)}" if visit.ends_on else "",
    )
    return " ".join(filter(None, parts)) or "zonder begin en einde"


def _day(exception: PublishedException) -> str:
    day = exception.moved_to or exception.day
    return f"{weekday_short(day.weekday())} {dutch_date_short(day)}"
