"""Lists that the app proposes for a case: milestones of a plan, criteria of quality. Taken over as one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import Action, Case, QualityCheck, Record
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on
from zorgarrangeur_tui.domain.quality import missing_criteria

Part = TypeVar("Part", Action, QualityCheck)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(DatedRule):
    """One step of a regional plan.

    Attributes:
        title: what is done.
        who: who usually does it.
        weeks: in how many weeks from the start.
    """

    title: str
    who: str
    weeks: int


def add_milestones(store: Store, case_id: str) -> int:
    """Add the milestones that the plan of a case does not have yet, as steps with a day; return how many.

    Raises:
        RecordMissing: the case is not there.
        ActRefused: it has all of them.
    """
    today = local_date(store.clock)
    with store.unit_of_work("Mijlpalen overgenomen") as work:
        have = {action.what for action in _of_case(work, Action, case_id)}
        wanted = [one for one in rules_on(all_milestones(), today).values() if one.title not in have]
        _add_all(
            work,
            [
                Action(
                    case_id=case_id,
                    what=one.title,
                    who=one.who,
                    due_on=today + timedelta(weeks=one.weeks),
                    in_plan=True,
                    note=one.words,
                )
                for one in wanted
            ],
            "Alle mijlpalen staan al in het plan. Er is niets toegevoegd.",
        )
    return len(wanted)


def add_criteria(store: Store, case_id: str) -> int:
    """Add the proposed criteria of quality that a case does not have yet; return how many.

    Raises:
        RecordMissing: the case is not there.
        ActRefused: it has all of them.
    """
    today: date = local_date(store.clock)
    with store.unit_of_work("Kwaliteitseisen overgenomen") as work:
        have = [check.criterion for check in _of_case(work, QualityCheck, case_id)]
        wanted = missing_criteria(have, today)
        _add_all(
            work,
            [
                QualityCheck(
                    case_id=case_id,
                    criterion=one.title,
                    responsible=one.responsible,
                    inspectorate=one.inspectorate,
                    note=one.words,
                )
                for one in wanted
            ],
            "Alle voorgestelde eisen staan er al. Er is niets toegevoegd.",
        )
    return len(wanted)


def open_plan_actions(store: Store, case_id: str) -> int:
    """Return how many steps of the plan of a case nobody finished yet."""
    return sum(one.in_plan and one.done_on is None for one in living(store, Action, case_id=case_id))


@cache
def all_milestones() -> tuple[Milestone, ...]:
    """Return the milestones in the app's data, of all times."""
    return load_rules("templates.toml", "milestone", Milestone)


def _of_case(work: UnitOfWork, model: type[Part], case_id: str) -> list[Part]:
    work.get(Case, case_id)
    query = select(model).where(model.case_id == case_id, col(model.deleted).is_(False))
    return list(work.session.exec(query))


def _add_all(work: UnitOfWork, records: list[Record], nothing: str) -> None:
    if not records:
        raise ActRefused(nothing)
    for record in records:
        work.add(record)
