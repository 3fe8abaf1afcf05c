"""Keeps what every need still lacks and who is busy when, while visits are placed one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.models import CareNeed
from storage.models.codes import CareForm, CareKind
from zorgarrangeur_tui.demo.draws import QUARTER

_SESSION = {
    CareKind.PERSONAL_CARE.value: 45,
    CareKind.NURSING.value: 45,
    CareKind.INDIVIDUAL_GUIDANCE.value: 90,
    CareKind.COORDINATION.value: 120,
}
_GROUP_SESSION = 150
_OTHER_SESSION = 60
_SHORT = 45
"""Minutes: two needs that are this small share one visit."""


@dataclass(frozen=True, slots=True)
class Session:
    """What one visit is going to do: the needs it serves, in order, and its minutes."""

    needs: tuple[CareNeed, ...]
    minutes: int


class Ledger:
    """The open needs of one school."""

    def __init__(self, needs: Iterable[CareNeed], group_names: dict[str, str]) -> None:
        """Start with nothing placed. `group_names` gives the class of each pupil by id."""
        self.needs = list(needs)
        self._groups = group_names
        self._lacking = {need.id: [need.minutes_needed, need.minutes_needed] for need in self.needs}
        self._busy: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        self._days: set[tuple[str, int]] = set()
        self._needed = 2 * sum(need.minutes_needed for need in self.needs)
        self._served: set[tuple[str, str]] = set()
        self._open = self._needed

    @property
    def share_covered(self) -> float:
        """The part of all minutes that the placed visits cover, from 0 to 1."""
        return 1.0 if not self._needed else 1 - self._open / self._needed

    def lacking(self, need: CareNeed, weeks: Sequence[int]) -> int:
        """Return what a need lacks in each of these weeks, in minutes."""
        return min(self._lacking[need.id][week] for week in weeks)

    def covered_each_week(self, need: CareNeed) -> int:
        """Return the minutes that a need gets in every week."""
        return need.minutes_needed - max(self._lacking[need.id])

    def demand(self, skills: frozenset[str], weekday: int, weeks: Sequence[int], *, reserved_acts: bool) -> int:
        """Return how many minutes a professional with these skills could still do on a day."""
        return sum(
            self.lacking(need, weeks) for need in self._possible(skills, weekday, weeks, reserved_acts=reserved_acts)
        )

    def best_session(
        self,
        professional_id: str,
        skills: frozenset[str],
        weekday: int,
        weeks: Sequence[int],
        span: tuple[int, int],
        *,
        reserved_acts: bool,
    ) -> Session | None:
        """Return the session that fits at the start of a span, or None.

        Nursing goes first, since few can give it; then needs that this professional serves already; then large ones.
        """
        start, end = span
        possible = sorted(
            self._possible(skills, weekday, weeks, reserved_acts=reserved_acts),
            key=lambda need: (
                need.kind != CareKind.NURSING,
                (professional_id, need.id) not in self._served,
                -self.lacking(need, weeks),
                need.id,
            ),
        )
        for need in possible:
            if need.form == CareForm.GROUP:
                session = self._group_session(need, possible, weekday, weeks, span)
            else:
                session = self._individual_session(need, possible, weekday, weeks, span)
            if session and start + session.minutes <= end:
                return session
        return None

    def place(self, professional_id: str, session: Session, weekday: int, weeks: Sequence[int], start: int) -> None:
        """Write down that a session takes place."""
        time = session.minutes
        for need in session.needs:
            given = {week: min(time, self._lacking[need.id][week]) for week in weeks}
            for week in weeks:
                self._lacking[need.id][week] -= given[week]
                self._open -= given[week]
            if need.form != CareForm.GROUP:
                time -= max(given.values())
            self._days.add((need.id, weekday))
            self._served.add((professional_id, need.id))
            if need.pupil_id:
                self._busy[need.pupil_id, weekday].append((start, start + session.minutes))

    def _possible(
        self, skills: frozenset[str], weekday: int, weeks: Sequence[int], *, reserved_acts: bool
    ) -> list[CareNeed]:
        """Return the needs that lack care, are not served on this day yet and fit the skills."""
        return [
            need
            for need in self.needs
            if need.kind in skills
            and (reserved_acts or not need.reserved_act)
            and (need.id, weekday) not in self._days
            and self.lacking(need, weeks) >= QUARTER
        ]

    def _free(self, need: CareNeed, weekday: int, start: int, minutes: int) -> bool:
        """Tell whether the pupil has no other care then."""
        busy = self._busy[need.pupil_id, weekday] if need.pupil_id else []
        return all(start + minutes <= first or end <= start for first, end in busy)

    def _length(self, need: CareNeed, weeks: Sequence[int]) -> int:
        """Return the minutes of a session for one need, so that five days are enough for a week."""
        usual = _GROUP_SESSION if need.form == CareForm.GROUP else _SESSION.get(need.kind, _OTHER_SESSION)
        fifth = QUARTER * -(-need.minutes_needed // (5 * QUARTER))
        return min(self.lacking(need, weeks), max(usual, fifth))

    def _group_session(
        self,
        need: CareNeed,
        possible: Iterable[CareNeed],
        weekday: int,
        weeks: Sequence[int],
        span: tuple[int, int],
    ) -> Session | None:
        """Return a session for the pupils of one class who are free, at most the size of the group."""
        minutes = min(self._length(need, weeks), span[1] - span[0])
        members = [
            other
            for other in possible
            if (other.case_id, other.kind, self._groups.get(other.pupil_id))
            == (need.case_id, need.kind, self._groups.get(need.pupil_id))
            and self._free(other, weekday, span[0], minutes)
        ]
        if len(members) < 2 or minutes < 4 * QUARTER:
            return None
        return Session(tuple(members[: need.group_size or len(members)]), minutes)

    def _individual_session(
        self,
        need: CareNeed,
        possible: Iterable[CareNeed],
        weekday: int,
        weeks: Sequence[int],
        span: tuple[int, int],
    ) -> Session | None:
        """Return a session for one pupil, or for two whose small needs it meets wholly."""
        start = span[0]
        minutes = min(self._length(need, weeks), span[1] - start)
        if minutes < min(_SHORT, self.lacking(need, weeks)) or not self._free(need, weekday, start, minutes):
            return None
        if self._is_small(need, weeks):
            for other in possible:
                both = minutes + other.minutes_needed
                if (
                    other.id != need.id
                    and other.kind == need.kind
                    and other.pupil_id != need.pupil_id
                    and self._is_small(other, weeks)
                    and start + both <= span[1]
                    and self._free(need, weekday, start, both)
                    and self._free(other, weekday, start, both)
                ):
                    return Session((need, other), both)
        return Session((need,), minutes)

    def _is_small(self, need: CareNeed, weeks: Sequence[int]) -> bool:
        """Tell whether one short visit meets the whole need, and nobody serves it yet."""
        return need.minutes_needed <= _SHORT and self.lacking(need, weeks) == need.minutes_needed
