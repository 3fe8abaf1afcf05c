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
from zorgarrangeur_tui.desk.absence_visits import AwayToday, away_soon, away_today
from zorgarrangeur_tui.desk.attention import attention
from zorgarrangeur_tui.desk.drafts import waiting
from zorgarrangeur_tui.desk.open_questions import waiting_questions
from zorgarrangeur_tui.desk.retention import erasable_count
from zorgarrangeur_tui.domain.clock import (
    day_and_month,
    duration,
    dutch_date,
    iso_week,
    time_span,
    week_is_even,
    weekday,
)
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.rhythms import EVEN_WEEK
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.keys.act_text import ActText

_MOST = 12
"""Lines per section; the mode that a section points to has all of them."""

_OPEN_AGAIN = "Open hetzelfde formulier: wat u had getypt, staat er weer in. Na 30 dagen gaat het weg."
_NOTHING_YET = (
    "Hier staat nog niets. Ga met {GoSchools} naar Scholen en lees daar met {screens.schools.ReadSchoolList} een scholenlijst "
    "in, of voeg met {screens.schools.NewSchool} zelf een school toe. Begin daarna met {GoCases} (Casussen) en "
    "{screens.cases.NewCase} een casus. Eerst oefenen kan ook: {OpenLesson}."
)

_IN_PLANNING = "Planning ({GoPlanning})"
_CHOOSE = "Kies bij Uitwisseling ({GoExchange}) met {screens.question_acts.OpenQuestions}."
_LOOK = "Kijk bij Beveiliging ({Security}) onder Bewaartermijnen ({screens.key_acts.ShowRetention})."
_REPLACE = "Kies een vervanger: Planning ({GoPlanning}), cursor bij deze persoon, dan {screens.planning_absence_acts.ReportAbsence}."


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The page, and how many lines on it are about a child."""

    sections: tuple[Section, ...]
    children: int


def today_page(store: Store) -> TodayPage:
    """Return the page of today. It may take a while on a large store: ask in a thread."""
    gaps = overview.largest_gaps(store, _MOST)
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
    return TodayPage(tuple(section for section in sections if section), gaps.count)


def _heading(store: Store) -> Section:
    today = local_date(store.clock)
    parity = "even" if week_is_even(today) else "oneven"
    week = iso_week(today)[-2:].lstrip("0")
    title = f"{weekday(today.weekday()).capitalize()} {dutch_date(today)}, week {week} ({parity})"
    return Section(title, (), (_NOTHING_YET,) if store.is_empty() else ())


def _conflicts(store: Store) -> Section | None:
    waits = counted_words(one.question for one in waiting_questions(store))
    return Section("! Keuze nodig", paragraphs=(ActText(f"{waits}.", _CHOOSE),)) if waits else None


def _erasable(store: Store) -> Section | None:
    erasable = erasable_count(store)
    if not erasable:
        return None
    what = "casus of leerling is" if erasable == 1 else "casussen of leerlingen zijn"
    return Section("! Te wissen", paragraphs=(ActText(f"{erasable} {what} over de bewaartermijn.", _LOOK),))


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
    """Return who is away today, and who will be while visits still ask for somebody."""
    found, soon = away_today(store), away_soon(store)
    lines = [(one.name or "?", f"{one.away.words}; {_open_words(one)}") for one in found]
    lines += [
        (one.name or "?", f"vanaf {day_and_month(one.away.first_day)}: {_not_arranged(one.open_ahead)}") for one in soon
    ]
    if not lines:
        return None
    waits = bool(soon) or any(one.open_ahead for one in found)
    how = (ActText("", _REPLACE),) if waits else ()
    title = f"{'! ' if waits else ''}Afwezig ({len(lines)})"
    return Section(title, tuple(lines[:_MOST]), (*_more(len(lines), _IN_PLANNING), *how))


def _not_arranged(count: int) -> str:
    return f"{'1 bezoek' if count == 1 else f'{count} bezoeken'} nog niet geregeld"


def _open_words(one: AwayToday) -> str:
    if not one.open_ahead:
        return "alles is geregeld"
    visits = "1 bezoek is" if one.open_ahead == 1 else f"{one.open_ahead} bezoeken zijn"
    return f"{visits} nog open, {f'waarvan {one.open_today} vandaag' if one.open_today else 'niet vandaag'}"


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
        (*(_more(len(visits), _IN_PLANNING) or _none(visits, "Geen bezoeken.")), *_counted_otherwise(day, today)),
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
    return Section(f"Vervalt vandaag ({len(lines)})", lines[:_MOST], _more(len(lines), _IN_PLANNING)) if lines else None


def _cause(one: overview.VisitToday) -> str:
    return (one.cause_words or "geen reden opgeschreven").lower()


def _who_where(one: overview.VisitToday) -> str:
    return f"{one.professional} bij {one.school}"


def _counted_otherwise(day: overview.VisitDay, today: date) -> tuple[str, ...]:
    """Return for which schools this week is of the other sort than its number in the calendar says."""
    usual = Fortnights().week_of(today)
    here = (one for one in (*day.visits, *day.cancelled) if one.school_id and one.week != usual)
    names = sorted({one.school for one in here})
    sort = "oneven" if usual == EVEN_WEEK else "even"
    return tuple(f"{name} telt deze week als {sort}: die school telt om en om." for name in names[:_MOST])


def _closed(day: overview.VisitDay) -> Section | None:
    """Return which schools are closed where somebody would have come, and how many visits that are."""
    closed = [one for one in day.cancelled if not one.cancelled]
    if not closed:
        return None
    counts = Counter((one.school, one.why_not) for one in closed)
    lines = tuple(
        (name or "?", f"{why_not.words if why_not else ''} ({count} {'bezoek' if count == 1 else 'bezoeken'} niet)")
        for (name, why_not), count in counts.items()
    )
    return Section("School dicht", lines[:_MOST], _more(len(lines), "Scholen ({GoSchools})"))


def _gaps(gaps: overview.Gaps) -> Section:
    lines = tuple(
        (
            f"{duration(gap.coverage.uncovered_per_week)} p/w",
            f"{word(gap.need.kind, CareKind)}, {gap.pupil.pseudonym if gap.pupil else 'groep'}"
            f"{' bij ' + gap.school.name if gap.school else ''}",
        )
        for gap in gaps.largest
    )
    title = f"Nog niet gedekt ({duration(gaps.minutes)} per week)" if gaps.count else "Nog niet gedekt"
    return Section(title, lines, _more(gaps.count, _IN_PLANNING) or _none(gaps.largest, "Er staat geen zorg open."))


def _more(count: int, where: str) -> tuple[str, ...]:
    return (ActText(f"en nog {count - _MOST}:", f"zie {where}"),) if count > _MOST else ()


def _none(found: object, sentence: str) -> tuple[str, ...]:
    return () if found else (sentence,)
