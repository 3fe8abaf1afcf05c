"""Vandaag in words: who is at school, what is not covered, what is not complete, what waits for a choice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from storage.clock import local_date
from storage.models.codes import CareKind
from storage.store import Store
from widgets.detail_view import Section
from zorgarrangeur_tui.choice_words import counted_words
from zorgarrangeur_tui.desk import overview
from zorgarrangeur_tui.desk.absence_visits import AwayToday, away_today
from zorgarrangeur_tui.desk.attention import attention
from zorgarrangeur_tui.desk.drafts import waiting
from zorgarrangeur_tui.desk.open_questions import waiting_questions
from zorgarrangeur_tui.desk.retention import erasable_count
from zorgarrangeur_tui.domain.clock import duration, dutch_date, iso_week, time_span, week_is_even, weekday
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK
from zorgarrangeur_tui.domain.words import word

_MOST = 12
"""Lines per section; the mode that a section points to has all of them."""

_OPEN_AGAIN = "Open hetzelfde formulier: wat u had getypt, staat er weer in. Na 30 dagen gaat het weg."
_NOTHING_YET = (
    "Hier staat nog niets. Ga met 3 naar Scholen en lees daar met i een scholenlijst in. "
    "Ga daarna met 2 naar Casussen en begin met n een casus."
)


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The page, and how many lines on it are about a child."""

    sections: tuple[Section, ...]
    children: int


def today_page(store: Store) -> TodayPage:
    """Return the page of today. It may take a while on a large store: ask in a thread."""
    gaps = overview.gaps(store)
    day = overview.visit_day(store, local_date(store.clock))
    sections = (
        _heading(store),
        _drafts(store),
        _erasable(store),
        _conflicts(store),
        _incomplete(store),
        _away(store),
        _visits(day, local_date(store.clock)),
        _cancelled(day),
        _closed(day),
        _gaps(gaps),
    )
    return TodayPage(tuple(section for section in sections if section), len(gaps))


def _heading(store: Store) -> Section:
    today = local_date(store.clock)
    parity = "even" if week_is_even(today) else "oneven"
    week = iso_week(today)[-2:].lstrip("0")
    title = f"{weekday(today.weekday()).capitalize()} {dutch_date(today)}, week {week} ({parity})"
    return Section(title, (), () if any(store.counts().values()) else (_NOTHING_YET,))


def _conflicts(store: Store) -> Section | None:
    waits = counted_words(one.question for one in waiting_questions(store))
    return Section("! Keuze nodig", paragraphs=(f"{waits}. Kies bij Uitwisseling (7) met v.",)) if waits else None


def _erasable(store: Store) -> Section | None:
    erasable = erasable_count(store)
    if not erasable:
        return None
    what = "casus of leerling is" if erasable == 1 else "casussen of leerlingen zijn"
    line = f"{erasable} {what} over de bewaartermijn. Kijk bij Beveiliging (,) onder Bewaartermijnen (r)."
    return Section("! Te wissen", paragraphs=(line,))


def _drafts(store: Store) -> Section | None:
    drafts = waiting(store)
    if not drafts:
        return None
    lines = tuple((draft.at, f"{draft.form} ({draft.about})" if draft.about else draft.form) for draft in drafts)
    return Section("! Niet opgeslagen", lines, (_OPEN_AGAIN,))


def _incomplete(store: Store) -> Section | None:
    found = attention(store)
    return Section("! Nog niet rond", tuple((str(one.count), one.words) for one in found)) if found else None


def _away(store: Store) -> Section | None:
    """Return who is away today, and how many visits still ask for somebody."""
    found = away_today(store)
    if not found:
        return None
    lines = tuple((one.name or "?", f"{one.away.words}; {_open_words(one)}") for one in found[:_MOST])
    waits = any(one.open_ahead for one in found)
    how = ("Kies een vervanger: Planning (5), cursor bij deze persoon, dan A.",) if waits else ()
    return Section(f"{'! ' if waits else ''}Afwezig ({len(found)})", lines, (*_more(len(found), "Planning (5)"), *how))


def _open_words(one: AwayToday) -> str:
    if not one.open_ahead:
        return "alles is geregeld"
    visits = "1 bezoek is" if one.open_ahead == 1 else f"{one.open_ahead} bezoeken zijn"
    return f"{visits} nog open, waarvan {one.open_today or 'geen'} vandaag"


def _visits(day: overview.VisitDay, today: date) -> Section:
    visits = day.visits
    lines = tuple(
        (
            time_span(one.visit.start_minute, one.visit.duration_minutes),
            f"{_who_where(one)}{_otherwise(one)}",
        )
        for one in visits[:_MOST]
    )
    return Section(
        f"Vandaag op school ({len(visits)})",
        lines,
        (*(_more(len(visits), "Planning (5)") or _none(visits, "Geen bezoeken.")), *_counted_otherwise(day, today)),
    )


def _otherwise(one: overview.VisitToday) -> str:
    """Return how a visit is marked that is not as in the fixed plan."""
    return " (anders dan in het vaste rooster)" if one.one is not None and one.one.change is not None else ""


def _cancelled(day: overview.VisitDay) -> Section | None:
    """Return which visits fall away because somebody decided so, with the cause."""
    lines = tuple(
        (time_span(one.visit.start_minute, one.visit.duration_minutes), f"{_who_where(one)}: {_cause(one)}")
        for one in day.cancelled
        if one.cancelled
    )
    return (
        Section(f"Vervalt vandaag ({len(lines)})", lines[:_MOST], _more(len(lines), "Planning (5)")) if lines else None
    )


def _cause(one: overview.VisitToday) -> str:
    return (one.cause_words or "geen reden opgeschreven").lower()


def _who_where(one: overview.VisitToday) -> str:
    return f"{one.professional.name if one.professional else '?'} bij {one.school.name if one.school else '?'}"


def _counted_otherwise(day: overview.VisitDay, today: date) -> tuple[str, ...]:
    """Return for which schools this week is of the other sort than its number in the calendar says."""
    usual = Fortnights().week_of(today)
    names = sorted({one.school.name for one in (*day.visits, *day.cancelled) if one.school and one.week != usual})
    sort = "oneven" if usual == EVEN_WEEK else "even"
    return tuple(f"{name} telt deze week als {sort}: die school telt om en om." for name in names[:_MOST])


def _closed(day: overview.VisitDay) -> Section | None:
    """Return which schools are closed where somebody would have come, and how many visits that are."""
    closed = [one for one in day.cancelled if not one.cancelled]
    if not closed:
        return None
    counts = Counter((one.school.name if one.school else "?", one.why_not) for one in closed)
    lines = tuple(
        (name or "?", f"{why_not.words if why_not else ''} ({count} {'bezoek' if count == 1 else 'bezoeken'} niet)")
        for (name, why_not), count in counts.items()
    )
    return Section("School dicht", lines[:_MOST], _more(len(lines), "Scholen (3)"))


def _gaps(gaps: list[overview.Gap]) -> Section:
    lines = tuple(
        (
            f"{duration(gap.coverage.uncovered_per_week)} p/w",
            f"{word(gap.need.kind, CareKind)}, {gap.pupil.pseudonym if gap.pupil else 'groep'}"
            f"{' bij ' + gap.school.name if gap.school else ''}",
        )
        for gap in sorted(gaps, key=lambda gap: -gap.coverage.uncovered)[:_MOST]
    )
    total = sum(gap.coverage.uncovered_per_week for gap in gaps)
    title = f"Nog niet gedekt ({duration(total)} per week)" if gaps else "Nog niet gedekt"
    return Section(title, lines, _more(len(gaps), "Planning (5)") or _none(gaps, "Alle zorgbehoeften zijn gedekt."))


def _more(count: int, where: str) -> tuple[str, ...]:
    return (f"en nog {count - _MOST}: zie {where}",) if count > _MOST else ()


def _none(found: object, sentence: str) -> tuple[str, ...]:
    return () if found else (sentence,)
