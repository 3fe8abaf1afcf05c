"""Lists of school holidays and public holidays: a file becomes a plan, which writes nothing.

The rules, in short:

- Every line with data is taken, taken with a doubt, or refused with a reason; `lines_read` is their number.
- A line that names several regions gives a holiday for each of them, or for none when it is refused.
- A holiday is the same as a known one when region, name and school year are; a public holiday when name and year are.
- A holiday that lasts longer than any holiday does is a fault in the list: it is refused, and never made to fit.
- What differs from the dates that the app states itself is taken, with a doubt that tells both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zorgarrangeur_tui.domain.day_span_words import day_span
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod, shipped_holidays
from zorgarrangeur_tui.domain.public_holidays import public_holidays
from zorgarrangeur_tui.domain.school_years import days_between
from zorgarrangeur_tui.importers.holiday_lines import HolidayKind, HolidayLine, read_holiday_line
from zorgarrangeur_tui.importers.problems import Problem, Severity, WithProblems, quoted
from zorgarrangeur_tui.importers.reference_columns import FoundColumns, Layout, find_columns
from zorgarrangeur_tui.importers.reference_plan import LineRefused
from zorgarrangeur_tui.importers.table_file import TableRow, open_table

LAYOUT = Layout(
    name="vakantielijst",
    needed={
        "name": ("naam", "name", "vakantie"),
        "first_day": ("begindatum", "startdate", "eerste dag", "begin"),
    },
    others={
        "last_day": ("einddatum", "enddate", "laatste dag", "einde"),
        "regions": ("groups", "regio", "vakantieregio"),
        "type": ("type", "soort"),
        "country": ("country", "land"),
    },
    unread=("id", "regionalscope"),
)
_OPEN_HOLIDAYS = frozenset({"id", "country", "startdate", "enddate", "type", "regionalscope", "name"})
_OPEN_HOLIDAYS_SOURCE = "OpenHolidays"
_OPEN_HOLIDAYS_LICENCE = "Open Database License (ODbL) 1.0: noem OpenHolidays als bron als u deze dagen doorgeeft."
_OTHER_SOURCE = "Ingelezen vakantielijst."
_CLEANED = "Er zijn onzichtbare tekens weggehaald."

HolidayKey = tuple[HolidayKind, str, str, int]
"""By which a holiday is the same: kind, region, name without capitals, and the year in which its (school) year begins."""


@dataclass(frozen=True, slots=True)
class HolidayChange:
    """A holiday that is new or gets other days.

    Attributes:
        line: line in the file.
        kind: school holiday or public holiday.
        period: what the file says; a public holiday has no region.
        before: what is known now; None for a new one.
    """

    line: int
    kind: HolidayKind
    period: HolidayPeriod
    before: HolidayPeriod | None = None


@dataclass(frozen=True, slots=True)
class HolidayPlan(WithProblems):
    """What reading a list of holidays would change.

    Attributes:
        layout: what kind of list it is, in Dutch.
        lines_read: lines with data.
        changes: new and changed holidays, in the order of the file; one per region.
        unchanged: number of holidays in the file that are already known just so.
        problems: in the order of the file; what concerns the whole file comes first.
    """

    layout: str
    lines_read: int
    changes: tuple[HolidayChange, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def new_count(self) -> int:
        """Number of holidays that would be added."""
        return sum(change.before is None for change in self.changes)

    @property
    def changed_count(self) -> int:
        """Number of known holidays that would get other days."""
        return len(self.changes) - self.new_count


def plan_holidays(
    file_name: str,
    data: bytes,
    known_school: Iterable[HolidayPeriod] = (),
    known_public: Iterable[HolidayPeriod] = (),
    *,
    source: str = "",
) -> HolidayPlan:
    """Return what reading a list of holidays would change.

    Args:
        file_name: name or path of the file, for sentences.
        data: the whole file.
        known_school: the school holidays that stand.
        known_public: the public holidays that stand.
        source: where it comes from; "" for what the layout of the file says about that.

    Raises:
        FileRefused: the file as a whole cannot be used.
    """
    table = open_table(file_name, data)
    columns = find_columns(table.header, LAYOUT)
    body = table.read()
    reading = _Reading(columns, _origin(table.header, source))
    for row in body.rows:
        reading.read(row)
    known = {
        **{_key(HolidayKind.SCHOOL, period): period for period in known_school},
        **{_key(HolidayKind.PUBLIC, period): period for period in known_public},
    }
    changes = [
        HolidayChange(line, key[0], period, known.get(key))
        for key, (line, period) in reading.found.items()
        if not _same_days(period, known.get(key))
    ]
    problems = [*body.problems, *_unknown_columns(columns), *reading.problems, *_overlaps(reading.found)]
    return HolidayPlan(
        layout=LAYOUT.name,
        lines_read=len(body.rows) + sum(problem.severity is Severity.REFUSED for problem in body.problems),
        changes=tuple(changes),
        unchanged=len(reading.found) - len(changes),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


class _Reading:
    """The holidays of a file so far, and what is wrong with its lines."""

    def __init__(self, columns: FoundColumns, origin: tuple[str, str]) -> None:
        self.columns = columns
        self.source, self.licence = origin
        self.found: dict[HolidayKey, tuple[int, HolidayPeriod]] = {}
        self.problems: list[Problem] = []
        self._shipped = {_key(HolidayKind.SCHOOL, period): period for period in shipped_holidays()}

    def read(self, row: TableRow) -> None:
        """Take one line, or tell why not."""
        cells, cleaned = self.columns.cells(row)
        try:
            line = read_holiday_line(cells, self._stated)
            doubts = [*([_CLEANED] if cleaned else []), *self._added(row.line, line)]
        except LineRefused as refused:
            self.problems.append(Problem(row.line, Severity.REFUSED, str(refused)))
        else:
            self.problems += [Problem(row.line, Severity.DOUBTFUL, doubt) for doubt in doubts]

    def _stated(self, period: HolidayPeriod) -> HolidayPeriod | None:
        """Return the dates that the app states itself for a school holiday."""
        return self._shipped.get(_key(HolidayKind.SCHOOL, period))

    def _added(self, line_number: int, line: HolidayLine) -> list[str]:
        """Add the holidays of a line to those of the file, and return doubts about them.

        Raises:
            LineRefused: the file says something else about one of them on another line; then none is added.
        """
        periods = {
            _key(line.kind, period): replace(period, source=self.source, licence=self.licence)
            for period in line.periods
        }
        doubts: list[str] = []
        for key, period in periods.items():
            earlier = self.found.get(key)
            if earlier is not None and not _same_days(period, earlier[1]):
                raise LineRefused(f"{_shown(period)} staat ook op regel {earlier[0]}, met andere dagen.")
            if earlier is not None:
                doubts.append(f"{_shown(period)} staat er dubbel, ook op regel {earlier[0]}.")
            doubts += self._differences(line.kind, period)
        for key, period in periods.items():
            self.found.setdefault(key, (line_number, period))
        return doubts

    def _differences(self, kind: HolidayKind, period: HolidayPeriod) -> list[str]:
        """Return what differs from what the app knows by itself; the weekends around a holiday make no difference."""
        if kind is HolidayKind.PUBLIC:
            computed = next(
                (one for one in public_holidays(period.first_day.year) if _is_named(one.name, period)), None
            )
            if computed is None or computed.day == period.first_day == period.last_day:
                return []
            return [
                f"{_shown(period)}: de app zelf rekent met {day_span(computed.day, computed.day)}. Kijk na wat klopt."
            ]
        stated = self._stated(period)
        if stated is None or _weekdays(stated) == _weekdays(period):
            return []
        own = day_span(stated.first_day, stated.last_day)
        return [f"{_shown(period)}: de app zelf kent {own}. Kijk na wat klopt."]


def _key(kind: HolidayKind, period: HolidayPeriod) -> HolidayKey:
    region, name, school_year = period.key
    return kind, region, name, period.first_day.year if kind is HolidayKind.PUBLIC else school_year


def _is_named(name: str, period: HolidayPeriod) -> bool:
    return name.casefold() == period.name.casefold()


def _shown(period: HolidayPeriod) -> str:
    """Return a holiday as sentences show it; its name is text of the file."""
    return replace(period, name=quoted(period.name)).words


def _same_days(period: HolidayPeriod, other: HolidayPeriod | None) -> bool:
    return other is not None and (period.first_day, period.last_day) == (other.first_day, other.last_day)


def _weekdays(period: HolidayPeriod) -> tuple[date, date] | None:
    """Return the first and the last day from Monday to Friday; None when there is none."""
    days = [day for day in days_between(period.first_day, period.last_day) if day.weekday() < 5]
    return (days[0], days[-1]) if days else None


def _origin(header: Iterable[str], source: str) -> tuple[str, str]:
    """Return where a file comes from, and under which terms."""
    is_open_holidays = {heading.casefold() for heading in header} >= _OPEN_HOLIDAYS
    if not is_open_holidays:
        return source or _OTHER_SOURCE, ""
    return source or _OPEN_HOLIDAYS_SOURCE, _OPEN_HOLIDAYS_LICENCE


def _unknown_columns(columns: FoundColumns) -> list[Problem]:
    if not columns.unknown:
        return []
    names = ", ".join(quoted(name) for name in columns.unknown[:5])
    return [Problem(0, Severity.DOUBTFUL, f"Niet alle kolommen zijn gelezen; onbekend: {names}.")]


def _overlaps(found: Mapping[HolidayKey, tuple[int, HolidayPeriod]]) -> list[Problem]:
    """Return a doubt for every school holiday that begins before an earlier one of its region has ended."""
    problems = []
    standing: dict[str, HolidayPeriod] = {}
    school = [one for key, one in found.items() if key[0] is HolidayKind.SCHOOL]
    for line, period in sorted(school, key=lambda one: (one[1].first_day, one[1].last_day)):
        earlier = standing.get(period.region)
        if earlier is not None and period.first_day <= earlier.last_day:
            sentence = f"{_shown(period)} overlapt met {_shown(earlier)}."
            problems.append(Problem(line, Severity.DOUBTFUL, sentence))
        if earlier is None or period.last_day > earlier.last_day:
            standing[period.region] = period
    return problems
