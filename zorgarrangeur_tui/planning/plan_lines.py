"""The lines of a problem: what the needs of a region still ask for, and the visits that stay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from storage.models import CareNeed, VisitPattern
from storage.models.codes import CareForm, MomentRule
from zorgarrangeur_tui.domain.coverage import lacking_per_week
from zorgarrangeur_tui.domain.record_values import hours_value, need_value, planned_visit
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.planning.fixed_visits import FixedVisit
from zorgarrangeur_tui.planning.layout import Layout, pupil_key
from zorgarrangeur_tui.planning.need_sessions import Sessions, sessions_of
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.plan_schools import providers_at
from zorgarrangeur_tui.planning.problem import WEEKDAYS, WEEKS, NeedLine, Span
from zorgarrangeur_tui.planning.slots import slots_around, slots_for
from zorgarrangeur_tui.planning.visit_parts import serving_visits

_MOST_FACES = 3
"""Professionals who may share one need: coverage goes first, and the wish for known faces keeps them few."""
_GROUP_OF = 4
"""Pupils in a group of which nobody wrote down the size."""


@dataclass(slots=True)
class Lines:
    """The lines of a problem.

    Attributes:
        lines: in their order.
        minutes: by line those of one session; its slots may be a little longer. 0 for a visit that stays.
        starts: by line the minute of the day of a fixed moment; None when the planner chooses.
        locked: the visits that stay.
        extra_skills: by professional what only they can do: the visits that stay.
    """

    lines: list[NeedLine] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    starts: list[int | None] = field(default_factory=list)
    locked: list[Visit] = field(default_factory=list)
    extra_skills: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, line: NeedLine, minutes: int = 0, start: int | None = None) -> int:
        """Add a line and return its number."""
        self.lines.append(line)
        self.minutes.append(minutes)
        self.starts.append(start)
        return len(self.lines) - 1


def lines_of(layout: Layout) -> Lines:
    """Return the lines of a region: first the visits that stay, then what is still asked."""
    found = Lines()
    pupils = {key: number for number, key in enumerate(layout.pupils)}
    schools, people = layout.school_number, layout.person_number
    for one in layout.fixed.standing:
        _add_fixed(found, one, pupils, schools[one.record.school_id], people[one.record.professional_id])
    serving = serving_visits(layout)
    able = _Able(layout)
    asked = still_asked(layout)
    for record in layout.needs:
        current = serving.get(record.id, [])
        for sessions in _sessions(layout, record, asked[record.id], current):
            found.add(
                _line(
                    layout,
                    record,
                    sessions,
                    pupils[pupil_key(record)],
                    schools[layout.school_of(record)],
                    able,
                    current,
                ),
                sessions.minutes,
                record.moment_start if record.moment_rule == MomentRule.FIXED else None,
            )
    return found


def still_asked(layout: Layout) -> dict[str, tuple[int, int]]:
    """Return by need the minutes of an even and of an odd week that no visit that stays gives, and nobody outside the app."""
    free = {visit.id for visit in layout.free}
    held = {key: weekdays_with_school(hours_value(one.bell_times)) for key, one in layout.region.schools.items()}
    staying = [
        planned_visit(visit)
        for visit in layout.region.here
        if visit.id not in free and visit.weekday in held[visit.school_id]
    ]
    by_others = {need.id: need.minutes_planned or 0 for need in layout.needs}
    lacking = lacking_per_week(map(need_value, layout.needs), staying)
    return {key: (even - by_others[key], odd - by_others[key]) for key, (even, odd) in lacking.items()}


def _sessions(
    layout: Layout, need: CareNeed, asked: tuple[int, int], current: Sequence[VisitPattern]
) -> Iterator[Sessions]:
    """Yield the sessions that a need asks for: what both weeks lack every week, what one lacks more in that week only."""
    days, day = layout.open_days(need), layout.region.day
    both = min(asked)
    yield from sessions_of(need, both, days, current, day)
    for week, minutes in enumerate(asked):
        if minutes > max(0, both):
            for one in sessions_of(need, minutes - max(0, both), days, (), day):
                yield replace(one, weekly=False, week=week)


def _add_fixed(lines: Lines, one: FixedVisit, pupils: Mapping[str, int], school: int, worker: int) -> None:
    """Add a visit that stays: a line for each pupil whom it serves, all at once."""
    kind = f"bezoek {one.record.id}"
    if one.pupils:
        lines.extra_skills[worker].append(kind)
    for pupil in one.pupils:
        number = lines.add(
            NeedLine(
                pupil=pupils[pupil],
                school=school,
                kind=kind,
                duration=one.span[1] - one.span[0],
                sessions=1,
                weekly=one.weeks == WEEKS,
                week=None if one.weeks == WEEKS else one.weeks[0],
                days=(one.record.weekday,),
                window=(one.span[0], one.span[0]),
                group_size=len(one.pupils),
                only=(worker,),
                key=one.record.id,
            )
        )
        lines.locked.append(Visit(number, worker, one.block, one.span[0], one.weeks))


def _line(
    layout: Layout,
    need: CareNeed,
    sessions: Sessions,
    pupil: int,
    school: int,
    able: _Able,
    current: Sequence[VisitPattern],
) -> NeedLine:
    """Return the line of some sessions of a need."""
    able_workers, people = able.to(need), layout.person_number
    slots = _fixed_slots(layout, need, sessions)
    minutes = Counter[int]()
    for visit in current:
        worker = people.get(visit.professional_id)
        if worker is not None:
            minutes[worker] += visit.duration_minutes
    return NeedLine(
        pupil=pupil,
        school=school,
        kind=need.kind,
        duration=slots[1] - slots[0] if slots else slots_for(sessions.minutes),
        sessions=sessions.count,
        weekly=sessions.weekly,
        week=sessions.week,
        days=sessions.days,
        window=(slots[0], slots[0]) if slots else _window(sessions.window),
        group_size=max(1, need.group_size or _GROUP_OF) if need.form == CareForm.GROUP else 1,
        previous=min(minutes, key=lambda worker: (-minutes[worker], worker), default=None),
        fixed_moment=need.moment_rule == MomentRule.FIXED,
        max_faces=_MOST_FACES,
        only=able_workers,
        key=need.id,
    )


def _window(window: Span | None) -> Span | None:
    """Return the slots at which a session may start."""
    if window is None:
        return None
    first, end = slots_around(window[0], window[1])
    return first, max(first, end)


def _fixed_slots(layout: Layout, need: CareNeed, sessions: Sessions) -> Span | None:
    """Return the slots that a fixed moment takes; None for any other care.

    A school that opens within a slot has no such slot. A moment in it takes the slots that the school does have.
    """
    if need.moment_rule != MomentRule.FIXED or need.moment_start is None:
        return None
    first, end = slots_around(need.moment_start, need.moment_start + sessions.minutes)
    number = layout.school_number[layout.school_of(need)]
    hours = [one for one in layout.schools[number].bell_times[: len(WEEKDAYS)] if len(one) == 2]
    opens = min((span[0] for span in layout.blocks[number].values()), default=first)
    closes = max((span[1] for span in layout.blocks[number].values()), default=end)
    if any(need.moment_start >= one[0] for one in hours):
        first = max(first, opens)
    if any(need.moment_start + sessions.minutes <= one[1] for one in hours):
        end = min(end, closes)
    return first, max(end, first + 1)


class _Able:
    """Who may serve a need: competent for reserved acts, for a provider whose bond is for that kind of care, and not away."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        allowed = providers_at(layout)
        self._at = {
            school.id: [number for number, one in enumerate(layout.people) if one.provider_id in allowed[school.id]]
            for school in layout.schools
        }
        self._kinds: dict[tuple[str, str], set[str]] = {}
        for bond in layout.region.bonds:
            if bond.kinds:
                self._kinds.setdefault((bond.school_id, bond.provider_id), set()).update(bond.kinds)

    def to(self, need: CareNeed) -> tuple[int, ...]:
        """Return the numbers of who may."""
        school = self._layout.school_of(need)
        return tuple(number for number in self._at[school] if self._may(number, need, school))

    def _may(self, number: int, need: CareNeed, school: str) -> bool:
        person = self._layout.people[number]
        kinds = self._kinds.get((school, person.provider_id))
        return (
            need.kind in person.skills
            and person.id not in self._layout.region.away
            and (person.reserved_acts or not need.reserved_act)
            and (kinds is None or need.kind in kinds)
        )
