"""What was agreed and what is to be done at places, for reports: nothing of one child."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from storage.clock import local_date
from storage.models import Action, Agreement, Case
from storage.models.casework_codes import AgreementLevel
from storage.store import Store
from zorgarrangeur_tui.desk.records import ENDED, living
from zorgarrangeur_tui.desk.region_desk import barrier_facts
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.dated_spans import holds_on
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.region_desk import BarrierFact

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreedAtSchool:
    """What was agreed and is open at one school; see `SchoolReport` for what is in the rows."""

    agreements: tuple[Row, ...]
    barriers: tuple[Row, ...]
    steps: tuple[Row, ...]
    steps_of_children: int


def agreed_at(store: Store, school_id: str) -> AgreedAtSchool:
    """Return what was agreed and what is open in the cases of a school that go on."""
    cases = {case.id for case in living(store, Case, school_id=school_id) if case.phase not in ENDED}
    open_steps = [one for one in _of(store, Action, cases) if one.in_plan and one.done_on is None]
    shared = [one for one in open_steps if not one.pupil_id]
    return AgreedAtSchool(
        agreements=_agreements(store, cases, local_date(store.clock)),
        barriers=tuple(barrier_row(one) for one in open_barriers(store) if one.case_id in cases),
        steps=tuple(
            (one.what, one.who, _day(one.due_on))
            for one in sorted(shared, key=lambda one: (one.due_on or date.max, one.id))
        ),
        steps_of_children=len(open_steps) - len(shared),
    )


def open_barriers(store: Store) -> list[BarrierFact]:
    """Return the barriers that are not solved: what nobody was told first, then what hits most children."""
    return sorted((one for one in barrier_facts(store) if one.solved_on is None), key=lambda one: one.order)


def barrier_row(one: BarrierFact) -> Row:
    """Return the law, what does not fit, how many children it hits, and who was told."""
    law = " ".join(filter(None, (one.law.strip(), one.article.strip())))
    told = " ".join(filter(None, (one.reported_to.strip(), _day(one.reported_on))))
    return law, one.title, "" if one.pupils_hit is None else str(one.pupils_hit), told or "nog niemand"


def _of(store: Store, model: type[Action], cases: Collection[str]) -> list[Action]:
    return [one for one in living(store, model) if one.case_id in cases]


def _agreements(store: Store, cases: Collection[str], today: date) -> tuple[Row, ...]:
    found = [one for one in living(store, Agreement) if one.case_id in cases and holds_on(one, today)]
    return tuple(
        (
            one.title,
            word(one.level, AgreementLevel) + (", bindend" if one.binding else ""),
            _day(one.signed_on) or "nog niet",
            _day(one.ends_on) or "opzegging",
            "" if one.budget_cents is None else euros(one.budget_cents),
        )
        for one in sorted(found, key=lambda one: (one.signed_on or one.starts_on or date.max, one.id))
    )


def _day(day: date | None) -> str:
    return dutch_date_short(day) if day else ""
