"""Adding up what was due and what came of it: of visits by provider, cause and side, and of care by kind and pupil.

Two ways of counting stand beside each other:

* Minutes of visits: how long somebody came. An hour for a group of four is one hour.
* Minutes of care: how long each need got. That hour is four hours of care. By this what was agreed is counted.

A visit for one need gives it all its time. In a visit for several needs time goes to them as coverage gives it (see
`domain.coverage`): most urgent first, a group at once, to nobody more than its minutes a week. What is left serves no need.
A pupil who was not there got nothing; what was declared is taken to be for those who were there, if there was anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zorgarrangeur_tui.domain.cancellation_causes import Side, cause_rule, side_of
from zorgarrangeur_tui.domain.coverage import Need, PlannedVisit, shares
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.ticking import TickLine


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes that can be added up.

    Attributes:
        planned: of all that was or will be due.
        settled: those of `planned` of which it is known what came of them.
        given: really given, of what is settled.
        declared: declared, as far as is known.
        open: how many visits are not ticked off; of care a visit counts for each of its needs.
        undeclared: how many settled visits have no declared minutes yet, counted in the same way.
    """

    planned: int = 0
    settled: int = 0
    given: int = 0
    declared: int = 0
    open: int = 0
    undeclared: int = 0

    def __add__(self, other: Minutes) -> Minutes:
        """Return both together."""
        return Minutes(
            self.planned + other.planned,
            self.settled + other.settled,
            self.given + other.given,
            self.declared + other.declared,
            self.open + other.open,
            self.undeclared + other.undeclared,
        )

    @property
    def given_percent(self) -> int | None:
        """What was given of what is settled, in whole percent, rounded down; None when nothing is settled."""
        return 100 * self.given // self.settled if self.settled else None


@dataclass(frozen=True, slots=True)
class Missed:
    """How often, and for how many minutes, less was given than planned; and how often without a word beforehand."""

    visits: int = 0
    minutes: int = 0
    no_shows: int = 0

    def __add__(self, other: Missed) -> Missed:
        """Return both together."""
        return Missed(self.visits + other.visits, self.minutes + other.minutes, self.no_shows + other.no_shows)


@dataclass(frozen=True, slots=True)
class VisitTotals:
    """Minutes of visits. `causes` is by `CancellationCause` value, "" where none was filled in."""

    all: Minutes = field(default_factory=Minutes)
    providers: Mapping[str, Minutes] = field(default_factory=dict)
    causes: Mapping[str, Missed] = field(default_factory=dict)
    sides: Mapping[Side, Missed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NeedWeek:
    """The care for one need in one week; for "" the time that served no need.

    Attributes:
        monday: of the week.
        need_id: which need.
        agreed: minutes agreed with the provider; None: not known.
        minutes: planned, given and declared.
        absent: visits on which its pupil was not there.
    """

    monday: date
    need_id: str
    agreed: int | None = None
    minutes: Minutes = field(default_factory=Minutes)
    absent: int = 0


@dataclass(frozen=True, slots=True)
class Care:
    """Minutes of care, beside what was agreed.

    Attributes:
        minutes: planned, given and declared.
        agreed: minutes, of the needs of which that is known; None when it is known of none.
        absent: visits on which a pupil was not there.
        without_agreement: needs of which nothing was agreed.
    """

    minutes: Minutes = field(default_factory=Minutes)
    agreed: int | None = None
    absent: int = 0
    without_agreement: frozenset[str] = frozenset()

    def with_week(self, week: NeedWeek) -> Care:
        """Return this with a week of a need added."""
        agreed = self.agreed if week.agreed is None else (self.agreed or 0) + week.agreed
        missing = {week.need_id} if week.need_id and week.agreed is None else set()
        return Care(self.minutes + week.minutes, agreed, self.absent + week.absent, self.without_agreement | missing)


def visit_totals(lines: Iterable[TickLine], provider_of: Callable[[str], str]) -> VisitTotals:
    """Return the minutes of visits.

    Args:
        lines: the visits.
        provider_of: returns the provider of a professional; "" when that is not known.
    """
    total = Minutes()
    providers: dict[str, Minutes] = defaultdict(Minutes)
    causes: dict[str, Missed] = defaultdict(Missed)
    sides: dict[Side, Missed] = defaultdict(Missed)
    for line in lines:
        if not line.counts:
            continue
        minutes = _of_line(line, line.planned, line.given or 0, line.declared or 0)
        total += minutes
        providers[provider_of(line.professional_id)] += minutes
        if line.missed:
            rule = cause_rule(line.cause, line.day)
            missed = Missed(1, line.missed, int(rule is not None and rule.no_show))
            causes[line.cause] += missed
            sides[side_of(line.cause, line.day)] += missed
    return VisitTotals(total, dict(providers), dict(causes), dict(sides))


def need_weeks(
    lines: Iterable[TickLine], needs: Sequence[Need], agreed: Callable[[str, date], int | None], mondays: Iterable[date]
) -> tuple[NeedWeek, ...]:
    """Return the care of each week, for every need that was served or for which something was agreed.

    Args:
        lines: the visits.
        needs: the needs that are known; what a visit serves beside them counts as time without a need.
        agreed: returns the minutes that were agreed for a need in the week of a Monday; None when that is not known.
        mondays: the weeks in which there is school: in others nothing was agreed.
    """
    by_week: dict[date, list[TickLine]] = defaultdict(list)
    for line in lines:
        if line.counts:
            by_week[monday_of(line.day)].append(line)
    school = set(mondays)
    found: list[NeedWeek] = []
    for monday in sorted({*by_week, *school}):
        minutes, absent = _care_of_week(by_week.get(monday, []), needs)
        told = {need.id: agreed(need.id, monday) for need in needs}
        if monday not in school:
            told = {key: None if value is None else 0 for key, value in told.items()}
        found += [
            NeedWeek(monday, key, told.get(key), minutes.get(key, Minutes()), absent.get(key, 0))
            for key in sorted({*minutes, *(key for key, value in told.items() if value)})
        ]
    return tuple(found)


def care_by(weeks: Iterable[NeedWeek], group_of: Callable[[str], str]) -> dict[str, Care]:
    """Return the care of weeks by any group of needs, such as a kind of care or a pupil."""
    found: dict[str, Care] = {}
    for week in weeks:
        group = group_of(week.need_id)
        found[group] = found.get(group, Care()).with_week(week)
    return found


def _of_line(line: TickLine, planned: int, given: int, declared: int) -> Minutes:
    known = line.is_known
    return Minutes(
        planned=planned,
        settled=planned if known else 0,
        given=given if known else 0,
        declared=declared,
        open=int(line.is_open),
        undeclared=int(known and line.declared is None),
    )


def _care_of_week(lines: list[TickLine], needs: Sequence[Need]) -> tuple[dict[str, Minutes], dict[str, int]]:
    planned = _shared(lines, needs, lambda line: (line.planned, line.serves))
    given = _shared(lines, needs, lambda line: (line.given or 0, line.present_needs))
    declared = _shared(lines, needs, lambda line: (line.declared or 0, line.present_needs or line.serves))
    known = {need.id for need in needs}
    minutes: dict[str, Minutes] = defaultdict(Minutes)
    absent: dict[str, int] = defaultdict(int)
    for line in lines:
        parts = (planned[line.key], given[line.key], declared[line.key])
        served = {key for key in line.serves if key in known}
        for key in served.union(*parts):
            minutes[key] += _of_line(line, *(part.get(key, 0) for part in parts))
        for key in served.intersection(line.absent_needs):
            absent[key] += 1
    return minutes, absent


def _shared(
    lines: list[TickLine], needs: Sequence[Need], part: Callable[[TickLine], tuple[int, tuple[str, ...]]]
) -> dict[str, dict[str, int]]:
    """Return how some time of each visit is shared out."""
    known = {need.id for need in needs}
    visits, alone = [], {}
    for line in lines:
        minutes, served = part(line)
        visits.append(
            PlannedVisit(line.key, line.professional_id, line.day.weekday(), line.start_minute, minutes, "", served)
        )
        if len(line.serves) == 1 and set(served) <= known and served:
            alone[line.key] = {served[0]: minutes}
    return shares(needs, visits) | alone
