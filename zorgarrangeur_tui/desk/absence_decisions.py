"""Deciding about the visits of an absence: who comes, what falls away, what stays open. Pure plans, and one act to write them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from storage.models import Absence, VisitException, VisitPattern, visit_day_id
from storage.models.planning_codes import ExceptionKind
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.absence_visits import HitVisit, Stand
from zorgarrangeur_tui.desk.absences import take_back_decisions
from zorgarrangeur_tui.desk.exceptions import change_exception
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.replacement_values import Replacement
from zorgarrangeur_tui.domain.visit_check_values import DayVisit


class Scope(StrEnum):
    """For which visits something is decided at once."""

    ONE = "one"
    WEEKDAY = "weekday"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one visit.

    Attributes:
        hit: the visit.
        professional_id: who comes; "" when it falls away.
        start_minute: when it begins, when that is not its own time.
        cause: why it falls away, a `CancellationCause` value.
    """

    hit: HitVisit
    professional_id: str = ""
    start_minute: int | None = None
    cause: str = ""

    @property
    def taken(self) -> DayVisit:
        """The visit as it will be."""
        start = self.hit.visit.start_minute if self.start_minute is None else self.start_minute
        return replace(self.hit.visit, professional_id=self.professional_id, start_minute=start)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the exception that says so."""
        if self.cause:
            return {"kind": ExceptionKind.CANCELLED.value, "cause": self.cause}
        moved = {} if self.start_minute is None else {"start_minute": self.start_minute}
        return {"professional_id": self.professional_id, **moved}


class Ranking(Protocol):
    """What tells who could make a visit, such as a `ReplacementFinder`."""

    def ranked(
        self, hit: HitVisit, taken: Collection[DayVisit] = (), *, only: Collection[str] | None = None
    ) -> list[Replacement]:
        """Return who could come, or whether these people could, best first, beside visits that are given out already."""
        ...


def in_scope(hit: HitVisit, hits: Iterable[HitVisit], scope: Scope) -> list[HitVisit]:
    """Return a visit with the open ones that are decided with it, in their order."""
    weekday = hit.visit.day.weekday()

    def is_meant(one: HitVisit) -> bool:
        if one.key == hit.key:
            return True
        with_it = scope is Scope.ALL or (scope is Scope.WEEKDAY and one.visit.day.weekday() == weekday)
        return with_it and one.stand is Stand.OPEN

    return [one for one in hits if is_meant(one)]


def given_to(
    ranking: Ranking, professional_id: str, hits: Sequence[HitVisit], chosen: HitVisit, start_minute: int
) -> list[Decision]:
    """Return the decisions by which somebody makes a chosen visit, and every other of some visits for which it is free.

    Args:
        ranking: tells who is free.
        professional_id: who.
        hits: the visits.
        chosen: the one that was chosen; it is given out whatever the ranking says.
        start_minute: when the chosen one begins.
    """
    own_time = start_minute == chosen.visit.start_minute
    decisions = [Decision(chosen, professional_id, None if own_time else start_minute)]
    for hit in hits:
        if hit.key == chosen.key:
            continue
        found = ranking.ranked(hit, [one.taken for one in decisions], only=(professional_id,))
        if any(one.fits for one in found):
            decisions.append(Decision(hit, professional_id))
    return decisions


def best_for_all(ranking: Ranking, hits: Iterable[HitVisit]) -> list[Decision]:
    """Return the decisions by which each open visit is made by who comes first, beside what was given out before it.

    A visit for which nobody is free stays open.
    """
    decisions: list[Decision] = []
    for hit in hits:
        if hit.stand is not Stand.OPEN:
            continue
        best = next(iter(ranking.ranked(hit, [one.taken for one in decisions])), None)
        if best is not None and best.fits:
            decisions.append(Decision(hit, best.person.id))
    return decisions


def decide(store: Store, absence_id: str, decisions: Collection[Decision]) -> None:
    """Write decisions down as one act; undo takes all of them back.

    Raises:
        ActRefused: a visit is not due on its day any more, or something else was decided about it since it was shown; nothing
            was decided.
        RecordMissing: the absence or a visit is not there (any more).
    """
    with store.unit_of_work(_act(decisions)) as work:
        absence = work.get(Absence, absence_id)
        for one in decisions:
            _require_as_shown(work, absence, one.hit)
            visit = work.get(VisitPattern, one.hit.pattern.id)
            change_exception(work, visit, one.hit.due_day, {**one.values, "absence_id": absence_id})


_OTHERWISE_NOW = "Over een van deze bezoeken is intussen iets anders besloten. Er is niets gewijzigd. Kijk opnieuw wat er open staat."


def _require_as_shown(work: UnitOfWork, absence: Absence, hit: HitVisit) -> None:
    """Refuse a visit that was shown as open, when by now somebody makes it, it falls away, or it is at another time.

    Raises:
        ActRefused: it is.
    """
    record = work.session.get(VisitException, visit_day_id(hit.pattern.id, hit.due_day))
    if hit.stand is not Stand.OPEN or record is None or record.deleted:
        return
    start = hit.pattern.start_minute if record.start_minute is None else record.start_minute
    decided = record.kind == ExceptionKind.CANCELLED or record.professional_id not in ("", absence.professional_id)
    if decided or (record.moved_to or hit.due_day, start) != (hit.visit.day, hit.visit.start_minute):
        raise ActRefused(_OTHERWISE_NOW)


def reopen(store: Store, hits: Iterable[HitVisit]) -> None:
    """Take back what was decided about visits, as one act: they ask for somebody again."""
    with store.unit_of_work("Besluit over bezoek teruggenomen") as work:
        ids = [visit_day_id(hit.pattern.id, hit.due_day) for hit in hits]
        found = (work.session.get(VisitException, key) for key in ids)
        take_back_decisions(work, [one for one in found if one is not None and not one.deleted])


def _act(decisions: Collection[Decision]) -> str:
    cancelled = sum(bool(one.cause) for one in decisions)
    if cancelled:
        return (
            "Bezoek vervalt door afwezigheid" if cancelled == 1 else f"{cancelled} bezoeken vervallen door afwezigheid"
        )
    return "Vervanger gekozen" if len(decisions) == 1 else f"Vervanger gekozen voor {len(decisions)} bezoeken"
