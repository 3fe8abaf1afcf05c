"""The plan of one school in several weeks, read at once: each week is as it is when it is read alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from storage.models import CareNeed, Case, Professional, Provider, Pupil, School, VisitException, VisitPattern, site_id
from storage.models.codes import CareKind
from storage.store import Store
from zorgarrangeur_tui.desk.plan_reading import SchoolPlans

HERE, THERE = site_id("99AA00"), site_id("99AB00")
WEEKS = [date(2026, 11, 23) + timedelta(weeks=number) for number in range(3)]


def visit(key: str, who: str, place: str, **values: Any) -> VisitPattern:
    """Return an hour on Monday morning."""
    usual: dict[str, Any] = {"weekday": 0, "start_minute": 540, "duration_minutes": 60, "serves": [f"zorg {place}"]}
    return VisitPattern(id=key, professional_id=who, school_id=place, **{**usual, **values})


def test_a_week_is_the_same_read_alone_or_with_others(make_store: Callable[[], Store]) -> None:
    """Who comes in another week only, and what happens elsewhere then, stays out of this one."""
    store = make_store()
    with store.unit_of_work("Klaargezet") as work:
        work.add(Provider(id="zorg", name="Zorg Zonnig", kinds=[CareKind.NURSING]))
        work.add(*(Professional(id=who, name=who, provider_id="zorg") for who in ("anna", "bram", "cato")))
        for place, code in ((HERE, "99AA00"), (THERE, "99AB00")):
            case = Case(title="Zorg", school_id=place)
            pupil = Pupil(case_id=case.id, pseudonym="Blauwe Otter")
            need: dict[str, Any] = {
                "case_id": case.id,
                "pupil_id": pupil.id,
                "kind": CareKind.NURSING,
                "minutes_needed": 60,
            }
            work.add(School(id=place, site_code=code, name=code), case, pupil, CareNeed(id=f"zorg {place}", **need))
        work.add(
            visit("eerste week", "anna", HERE, ends_on=WEEKS[0]),
            visit("daarna", "bram", HERE, starts_on=WEEKS[1]),
            *(visit(f"{who} elders", who, THERE, start_minute=660) for who in ("anna", "bram", "cato")),
            VisitException(visit_id="daarna", day=WEEKS[2], professional_id="cato"),
            VisitException(visit_id="cato elders", day=WEEKS[1], professional_id="bram"),
        )
    together = SchoolPlans(store, WEEKS, HERE)
    for monday in WEEKS:
        read, alone = together.week(monday), SchoolPlans(store, [monday], HERE).week(monday)
        assert read.visits == alone.visits
        assert read.surroundings.needs == alone.surroundings.needs
        assert read.surroundings.professionals == alone.surroundings.professionals
    found = [{one.pattern.id for one in together.week(monday).visits} for monday in WEEKS]
    assert found == [
        {"eerste week", "anna elders"},
        {"daarna", "bram elders", "cato elders"},
        {"daarna", "bram elders", "cato elders"},
    ]
