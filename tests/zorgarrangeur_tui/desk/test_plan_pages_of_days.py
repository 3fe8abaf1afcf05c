"""Views of the plan in a week with dates: what was cancelled, moved or taken over stands where it really is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from storage.models import (
    CareNeed,
    Case,
    Professional,
    Provider,
    Pupil,
    School,
    VisitException,
    VisitPattern,
    site_id,
    visit_day_id,
)
from storage.models.codes import CareKind
from storage.models.planning_codes import CancellationCause, ExceptionKind
from storage.store import Store
from zorgarrangeur_tui.desk.plan_view_paths import week_beside
from zorgarrangeur_tui.desk.plan_views import PlanAsk, plan_page
from zorgarrangeur_tui.domain.plan_view_values import BlockKind, ViewKind
from zorgarrangeur_tui.screens.plan_view_sections import block_sections, page_sections

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
NEXT_MONDAY = MONDAY + timedelta(weeks=1)


class Planned:
    """A store with one child, Anna who comes on Monday at nine, and Bram of the same provider."""

    def __init__(self, store: Store) -> None:
        self.store = store
        school = School(id=site_id("99ZZ00"), site_code="99ZZ00", name="De Wilg", bell_times=[[510, 870]] * 5)
        self.provider = Provider(name="Zorg Zonnig")
        self.anna = Professional(name="Anna Bos", provider_id=self.provider.id)
        self.bram = Professional(name="Bram Vos", provider_id=self.provider.id)
        case = Case(title="Zorg", school_id=school.id)
        self.otter = Pupil(case_id=case.id, pseudonym="Blauwe Otter")
        need = CareNeed(case_id=case.id, pupil_id=self.otter.id, kind=CareKind.NURSING, minutes_needed=60)
        self.visit = VisitPattern(
            school_id=school.id, professional_id=self.anna.id, weekday=0, start_minute=540, serves=[need.id]
        )
        with store.unit_of_work("Klaargezet") as work:
            work.add(school, self.provider, self.anna, self.bram, case, self.otter, need, self.visit)

    def decide(self, due: date, **values: Any) -> None:
        """Write down what is decided about the visit on a day."""
        with self.store.unit_of_work("Dag veranderd") as work:
            work.add(VisitException(id=visit_day_id(self.visit.id, due), visit_id=self.visit.id, day=due, **values))

    def blocks(self, kind: ViewKind, subject: str, day: date) -> list[tuple[str, int, int, str, BlockKind]]:
        """Return the blocks of a view: in which column, on which day, when, what it says and what it is."""
        view = plan_page(self.store, PlanAsk(kind, subject, day)).view
        return [(one.column, one.day, one.start, one.label, one.kind) for one in view.blocks]

    def told(self, kind: ViewKind, subject: str, day: date) -> str:
        """Return what the panel says of a view as a whole."""
        sections = page_sections(plan_page(self.store, PlanAsk(kind, subject, day)))
        return "\n".join(f"{one.title} {one.lines}" for one in sections)


@pytest.fixture
def planned(make_store: Callable[[], Store]) -> Planned:
    """Return such a store."""
    return Planned(make_store())


def test_a_cancelled_visit_stays_in_sight_with_its_cause(planned: Planned) -> None:
    """In every view of that week or day, and the week of the child says which care falls away; a week later nothing does."""
    planned.decide(MONDAY, kind=ExceptionKind.CANCELLED, cause=CancellationCause.PROFESSIONAL_ABSENT)
    for kind, subject in (
        (ViewKind.PROFESSIONAL, planned.anna.id),
        (ViewKind.PUPIL, planned.otter.id),
        (ViewKind.DAY, ""),
    ):
        ((_, _, _, label, what),) = [
            one for one in planned.blocks(kind, subject, MONDAY) if one[4] in {BlockKind.VISIT, BlockKind.CANCELLED}
        ]
        assert (label.startswith("vervalt: "), what) == (True, BlockKind.CANCELLED)
        assert "Zorgprofessional afgemeld" in planned.told(kind, subject, MONDAY)
    assert "Zorg die wegvalt: 1 u [('ma 9:00', 'VP 1 u: Zorgprofessional afgemeld')]" in planned.told(
        ViewKind.PUPIL, planned.otter.id, MONDAY
    )
    assert "wegvalt" not in planned.told(ViewKind.PUPIL, planned.otter.id, NEXT_MONDAY)


def test_a_moved_visit_stands_on_its_new_day_and_time(planned: Planned) -> None:
    """And not on its old day; the day view finds it on the new one."""
    planned.decide(MONDAY, moved_to=TUESDAY, start_minute=600)
    ((_, day, start, label, _),) = planned.blocks(ViewKind.PROFESSIONAL, planned.anna.id, MONDAY)
    assert (day, start, label[0]) == (1, 600, "≠")
    page = plan_page(planned.store, PlanAsk(ViewKind.PROFESSIONAL, planned.anna.id, MONDAY))
    (section,) = block_sections(page, planned.visit.id)
    assert ("≠ Anders", "eigenlijk maandag 23 november 9:00-10:00") in section.lines
    assert planned.visit.id in plan_page(planned.store, PlanAsk(ViewKind.DAY, day=TUESDAY)).visits
    monday = plan_page(planned.store, PlanAsk(ViewKind.DAY, day=MONDAY))
    assert not monday.visits
    assert [one.differs for one in monday.away] == ["is nu op dinsdag 24 november"]


def test_two_visits_of_one_pattern_in_a_week_are_two_blocks(planned: Planned) -> None:
    """One that was moved from the week before keeps its own place beside the usual one, and both open the same record."""
    planned.decide(MONDAY, moved_to=NEXT_MONDAY + timedelta(days=2))
    page = plan_page(planned.store, PlanAsk(ViewKind.PROFESSIONAL, planned.anna.id, NEXT_MONDAY))
    assert sorted((one.visit.weekday, one.differs != "") for one in page.shown) == [(0, False), (2, True)]
    assert {record.id for record in page.visits.values()} == {planned.visit.id}
    assert len(page.visits) == len({block.key for block in page.view.blocks}) == 2


def test_a_visit_that_somebody_else_makes_is_in_the_lane_of_that_person(planned: Planned) -> None:
    """Whose visit it is by rhythm does not come, and is told so."""
    planned.decide(MONDAY, professional_id=planned.bram.id)
    assert [one[0] for one in planned.blocks(ViewKind.PROVIDER, planned.provider.id, MONDAY)] == [planned.bram.id]
    assert [one[0] for one in planned.blocks(ViewKind.PROFESSIONAL, planned.bram.id, MONDAY)] == [planned.bram.id]
    assert planned.blocks(ViewKind.PROFESSIONAL, planned.anna.id, MONDAY) == []
    assert "Bram Vos komt in plaats van Anna Bos" in planned.told(ViewKind.PROFESSIONAL, planned.anna.id, MONDAY)
    assert "Bram Vos" in planned.told(ViewKind.PUPIL, planned.otter.id, MONDAY)
    later = week_beside(PlanAsk(ViewKind.PROFESSIONAL, planned.bram.id, MONDAY), MONDAY, 1)
    assert plan_page(planned.store, later).shown == ()
