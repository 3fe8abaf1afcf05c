"""The need lines of a problem laid out as the search needs them: who could serve each, where in the fortnight, and at what price."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import BLOCKS, WEEKDAYS, NeedLine, Problem, SchoolSite, Span
from zorgarrangeur_tui.planning.search_fortnight import (
    CELLS_OF_RHYTHM,
    Fortnight,
    first_cell,
    mask_of,
    rhythm_of,
    steps_for,
)
from zorgarrangeur_tui.planning.search_sheets import LineSheet, Newcomer, PairSheet, Place

_Shape = tuple[int, int, Span | None, tuple[int, ...] | None, tuple[tuple[int, ...], ...], frozenset[tuple[int, int]]]
_Rotations = tuple[tuple[Place, ...], ...]


class LineMaker:
    """Makes the sheets of lines; what lines have in common is made once.

    Args:
        problem: whose lines they are.
        pairs: the sheets of workers at schools.
        pair_at: for every school its workers, with their pair.
        fortnight: how slots are laid out.
    """

    def __init__(
        self,
        problem: Problem,
        pairs: Sequence[PairSheet],
        pair_at: Sequence[Mapping[int, int]],
        fortnight: Fortnight,
    ) -> None:
        self._problem = problem
        self._fortnight = fortnight
        self._pairs = pairs
        self._pair_at = pair_at
        self._shapes: dict[_Shape, tuple[_Rotations, int]] = {}
        self._can: dict[tuple[int, str], dict[int, int]] = {}
        weights = problem.weights
        self._comers = [
            Newcomer(pair.worker, number, pair.post, weights.presence + pair.trip) for number, pair in enumerate(pairs)
        ]
        self._groups: dict[tuple[str, int], int] = {}
        self._locked: dict[int, list[Visit]] = defaultdict(list)
        for visit in dict.fromkeys(problem.locked_visits):
            self._locked[visit.line].append(visit)
        self._care = Counter[int]()
        for line in problem.lines:
            self._care[line.pupil] += line.duration
        self._published: dict[int, set[tuple[int, int, int, int]]] = defaultdict(set)
        if problem.weights.move:
            for visit in set(problem.published) - set(problem.locked_visits):
                moment = (visit.worker, visit.block, visit.start, rhythm_of(visit.weeks))
                self._published[visit.line].add(moment)

    def sheet(self, number: int) -> LineSheet:
        """Return the sheet of a line."""
        line = self._problem.lines[number]
        weights, school = self._problem.weights, self._problem.schools[line.school]
        locked = self._locked.get(number, [])
        candidates = self._candidates(line)
        faces = {visit.worker for visit in locked}
        if len(faces) >= line.max_faces:
            candidates = {worker: pair for worker, pair in candidates.items() if worker in faces}
        weight = 2 if line.weekly else 1
        quiet = _quiet_masks(school) if weights.quiet and school.quiet else ()
        quiet = quiet if any(quiet) else ()
        previous = line.previous
        if previous is None or previous in faces or previous not in candidates:
            previous = -1
        sessions = max(0, line.sessions - len(locked)) if candidates else 0
        once = (1 << line.duration) - 1
        rotations, starts = self._rotations(line, locked)
        published = frozenset(self._published.get(number, ()))
        moves = weights.move * len(published)
        bonus = moves + (weights.change if previous >= 0 else 0)
        return LineSheet(
            school=line.school,
            pupil=line.pupil,
            sessions=sessions,
            weight=weight,
            duration=line.duration,
            slots=(once, once, once | once << self._fortnight.width),
            steps=(*steps_for(line.duration), self._fortnight.width) if line.weekly else steps_for(line.duration),
            starts=starts,
            rotations=rotations,
            candidates=candidates,
            newcomers=tuple(self._comers[pair] for pair in candidates.values()),
            least=weights.worker_pair + sessions * weight * weights.presence - bonus,
            faces=line.max_faces - len(faces) if len(faces) < line.max_faces else line.max_faces,
            previous=previous,
            missed=weight * (weights.fixed_moment if line.fixed_moment else weights.slot * line.duration),
            group_size=line.group_size,
            group=-1
            if line.group_size == 1
            else self._groups.setdefault((line.kind, line.duration), len(self._groups)),
            quiet=quiet,
            published=published,
            moves=moves,
            crowds=self._care[line.pupil] > self._problem.rules.max_care_day,
            weighed=line.group_size > 1 or bool(quiet) or bool(published),
            order=(
                0 if line.window is not None else 1 if line.group_size > 1 else 2,
                len(candidates),
                -line.sessions * line.duration,
            ),
        )

    def _candidates(self, line: NeedLine) -> dict[int, int]:
        """Return who may serve a line, with their pair, the nearest first."""
        key = (line.school, line.kind)
        found = self._can.get(key)
        if found is None:
            at_school = sorted(
                self._pair_at[line.school].items(), key=lambda one: (self._pairs[one[1]].kilometres, one[0])
            )
            found = {worker: pair for worker, pair in at_school if line.kind in self._problem.workers[worker].skills}
            self._can[key] = found
        if line.only is None:
            return found
        return {worker: pair for worker, pair in found.items() if worker in line.only}

    def _rotations(self, line: NeedLine, locked: list[Visit]) -> tuple[_Rotations, int]:
        """Return the places of a line, once from each day, and the slots at which its sessions can start."""
        taken = frozenset((visit.weekday, week) for visit in locked for week in visit.weeks)
        shape = (line.school, line.duration, line.window, line.days, line.week_choices, taken)
        found = self._shapes.get(shape)
        if found is None:
            turns = [
                (day, weeks)
                for day in WEEKDAYS
                for weeks in line.week_choices
                if (line.days is None or day in line.days) and not any((day, week) in taken for week in weeks)
            ]
            of_turn = [self._places(line, turn, day, weeks) for turn, (day, weeks) in enumerate(turns)]
            of_turn = [places for places in of_turn if places]
            rotations = tuple(
                tuple(place for places in of_turn[first:] + of_turn[:first] for place in places)
                for first in range(len(of_turn))
            )
            starts = 0
            if line.duration <= self._problem.rules.max_care_day:
                for places in of_turn:
                    for place in places:
                        starts |= self._starts(line, place.block) << place.shift
            found = self._shapes[shape] = rotations, starts
        return found

    def _places(self, line: NeedLine, turn: int, day: int, weeks: tuple[int, ...]) -> list[Place]:
        """Return the places of a line on a day in a rhythm."""
        rhythm, places = rhythm_of(weeks), []
        for block in (2 * day, 2 * day + 1):
            if self._starts(line, block):
                cell = first_cell(block, rhythm)
                cells = CELLS_OF_RHYTHM[rhythm] << 2 * block
                lane, shift = self._fortnight.lanes[cell], self._fortnight.width * cell
                places.append(Place(turn, block, rhythm, cells, lane, shift))
        return places

    def _starts(self, line: NeedLine, block: int) -> int:
        """Return the slots at which a session can start in a half-day, as a mask of one lane."""
        opened = self._problem.schools[line.school].blocks.get(block, (0, 0))
        first, last = opened[0], opened[1] - line.duration
        if line.window is not None:
            first, last = max(first, line.window[0]), min(last, line.window[1])
        return mask_of((first, last + 1))


def _quiet_masks(school: SchoolSite) -> tuple[int, ...]:
    """Return for every block the quiet slots of its day."""
    masks = []
    for block in BLOCKS:
        mask = 0
        for span in school.quiet.get(block // 2, ()):
            mask |= mask_of(span)
        masks.append(mask)
    return tuple(masks)
