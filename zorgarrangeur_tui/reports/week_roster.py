"""The week roster of a school on A4: who comes when. Nothing of a pupil is on it, so that it may hang on a door."""

from __future__ import annotations

from dataclasses import dataclass

from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.clock import WEEKDAYS, time_span
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.reports.csv_text import Cell, csv_bytes
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.typesetting import typeset

_SCHOOL_DAYS = 5
_HEADERS = ("Dag", "Tijd", "Duur (minuten)", "Zorgprofessional", "Zorgaanbieder", "Ritme", "Periode")


@dataclass(frozen=True, slots=True)
class RosterVisit:
    """One recurring visit: when, and who comes from where. `period` tells from and until when, where that matters."""

    weekday: int
    start_minute: int
    duration_minutes: int
    professional: str
    provider: str
    rhythm: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class WeekRoster:
    """The visits of one school.

    Attributes:
        school, place: what it is called, and where it is.
        hours: the school's own hours per weekday from Monday, as text or "".
        visits: who comes.
        standing: of which plan this is, in a sentence.
        weeks: which of the coming weeks are even and odd, in a sentence; "" when that does not matter.
        ahead: what goes otherwise on single days soon, a line each.
    """

    school: str
    place: str
    hours: tuple[str, ...]
    visits: tuple[RosterVisit, ...]
    standing: str = ""
    weeks: str = ""
    ahead: tuple[str, ...] = ()

    def on(self, weekday: int) -> list[RosterVisit]:
        """Return the visits of a weekday by time."""
        found = [visit for visit in self.visits if visit.weekday == weekday]
        return sorted(found, key=lambda one: (one.start_minute, one.professional, one.rhythm))


def week_roster_pdf(roster: WeekRoster, imprint: Imprint) -> bytes:
    """Return the roster as a PDF, a column per day. Saturday and Sunday are there when somebody comes."""
    days = [day for day in range(len(WEEKDAYS)) if day < _SCHOOL_DAYS or roster.on(day)]
    values = {
        "landscape": True,
        "school": roster.school,
        "place": roster.place,
        "standing": roster.standing,
        "weeks": roster.weeks,
        "ahead": roster.ahead,
        "days": [
            {
                "name": WEEKDAYS[day].capitalize(),
                "hours": roster.hours[day] if day < len(roster.hours) else "",
                "visits": [_card(visit) for visit in roster.on(day)],
            }
            for day in days
        ],
    }
    return typeset("week_roster", values, title="Weekrooster", made_on=imprint.made_on, mark=imprint.export_id)


def week_roster_csv(roster: WeekRoster) -> bytes:
    """Return the roster as CSV, a row per visit."""
    rows: list[tuple[Cell, ...]] = [
        (
            WEEKDAYS[visit.weekday],
            time_span(visit.start_minute, visit.duration_minutes),
            visit.duration_minutes,
            visit.professional,
            visit.provider,
            word(visit.rhythm, Rhythm),
            visit.period,
        )
        for day in range(len(WEEKDAYS))
        for visit in roster.on(day)
    ]
    return csv_bytes(_HEADERS, rows)


def _card(visit: RosterVisit) -> dict[str, str]:
    rhythm = "" if visit.rhythm == Rhythm.WEEKLY else word(visit.rhythm, Rhythm).lower()
    return {
        "time": time_span(visit.start_minute, visit.duration_minutes).replace("-", "–"),
        "who": visit.professional,
        "provider": visit.provider,
        "rhythm": rhythm,
        "period": visit.period,
    }
