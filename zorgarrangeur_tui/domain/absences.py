"""When a professional is not there, and which visits fall in that time. Why is nobody's business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from storage.models.planning_codes import AbsenceKind
from zorgarrangeur_tui.domain.clock import dutch_date, time_of_day, weekday
from zorgarrangeur_tui.domain.day_span_words import day_span

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which a professional does not come.

    Attributes:
        id: of the record.
        first_day: from this day.
        last_day: it counts; None until further notice.
        start_minute, end_minute: for a part of each day; None for whole days.
        kind: an `AbsenceKind` value.
    """

    id: str
    first_day: date
    last_day: date | None = None
    start_minute: int | None = None
    end_minute: int | None = None
    kind: str = AbsenceKind.ABSENT.value

    def on(self, day: date) -> bool:
        """Tell whether it holds on a day, at least for a part of it."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def meets(self, day: date, start_minute: int, end_minute: int) -> bool:
        """Tell whether a visit at this time, of which the last minute is not part, falls in it."""
        begins, ends = self.start_minute or 0, _DAY if self.end_minute is None else self.end_minute
        return self.on(day) and max(start_minute, begins) < min(end_minute, ends)

    def until(self, today: date, ahead: timedelta) -> date:
        """Return the last day to look at: its own, or so far ahead when it has no end."""
        return self.last_day or max(self.first_day, today) + ahead

    @property
    def words(self) -> str:
        """When, as within a sentence: "op maandag 23 november 2026 van 9:00 tot 12:00", "vanaf 23 november 2026"."""
        if self.last_day is None:
            days = f"vanaf {dutch_date(self.first_day)}, tot nader bericht"
        elif self.first_day == self.last_day:
            days = f"op {weekday(self.first_day.weekday())} {dutch_date(self.first_day)}"
        else:
            days = f"van {day_span(self.first_day, self.last_day)}"
        return f"{days}{self._part_words()}"

    def _part_words(self) -> str:
        if self.start_minute is None and self.end_minute is None:
            return ""
        daily = "" if self.first_day == self.last_day else ", elke dag"
        begins = f" van {time_of_day(self.start_minute)}" if self.start_minute is not None else ""
        ends = f" tot {time_of_day(self.end_minute)}" if self.end_minute is not None else ""
        return f"{daily}{begins or ' vanaf het begin'}{ends or ' tot het eind van de dag'}"


def away_then(absences: Iterable[Away], day: date, start_minute: int, end_minute: int) -> Away | None:
    """Return the first absence in which a visit at this time falls; None when the professional is there."""
    found = [one for one in absences if one.meets(day, start_minute, end_minute)]
    return min(found, key=lambda one: (one.first_day, one.id), default=None)


def period_problems(values: Mapping[str, object]) -> dict[str, str]:
    """Return a sentence per field that no absence can hold: hours that end before they begin, or hours without days."""
    first, last = values.get("first_day"), values.get("last_day")
    start, end = values.get("start_minute"), values.get("end_minute")
    problems = {}
    if not isinstance(first, date):
        problems["first_day"] = "Vul de eerste dag in."
    elif isinstance(last, date) and last < first:
        problems["last_day"] = "De laatste dag ligt voor de eerste dag."
    if isinstance(start, int) and isinstance(end, int) and end <= start:
        problems["end_minute"] = "Dit is voor de begintijd. Laat beide leeg voor hele dagen."
    return problems
