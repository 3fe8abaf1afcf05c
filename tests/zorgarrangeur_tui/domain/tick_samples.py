"""Weeks to tick off, made by hand and drawn by Hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from storage.models.codes import CareKind
from storage.models.planning_codes import CancellationCause
from zorgarrangeur_tui.domain.coverage import Need
from zorgarrangeur_tui.domain.ticking import TickLine, TickState

MONDAY = date(2026, 11, 16)
NEEDS = (
    Need("pv", "otter", CareKind.PERSONAL_CARE, group=False, minutes_per_week=90),
    Need("vp", "egel", CareKind.NURSING, group=False, minutes_per_week=60),
    Need("groep1", "otter", CareKind.GROUP_GUIDANCE, group=True, minutes_per_week=120),
    Need("groep2", "egel", CareKind.GROUP_GUIDANCE, group=True, minutes_per_week=45),
)


def line(**values: Any) -> TickLine:
    """Return a visit of Anna on Monday from 9:00 to 10:00 for one pupil, not ticked off, changed as asked."""
    usual: dict[str, Any] = {
        "visit_id": "bezoek",
        "day": MONDAY,
        "start_minute": 540,
        "planned": 60,
        "usual_id": "anna",
        "professional_id": "anna",
        "serves": ("pv",),
    }
    given = {**usual, **values}
    return TickLine(**{"due_day": given["day"], **given})


def ticked(given: int, **values: Any) -> TickLine:
    """Return a visit as `line` does, of which so many minutes were given."""
    return line(**{"state": TickState.TICKED, "given": given, **values})


@st.composite
def lines(draw: st.DrawFn) -> list[TickLine]:
    """Return visits of two weeks by two professionals, ticked off or not, for any needs."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        state = draw(st.sampled_from(TickState))
        known = state in (TickState.TICKED, TickState.CANCELLED)
        serves = tuple(draw(st.lists(st.sampled_from([need.id for need in NEEDS]), unique=True, max_size=3)))
        found.append(
            line(
                visit_id=f"bezoek{number}",
                day=MONDAY + timedelta(days=draw(st.integers(0, 11))),
                start_minute=draw(st.integers(480, 800)),
                planned=draw(st.integers(1, 150)),
                professional_id=draw(st.sampled_from(["anna", "bram"])),
                serves=serves,
                state=state,
                given=draw(st.integers(0, 150)) if known else None,
                declared=draw(st.none() | st.integers(0, 150)) if known else None,
                cause=draw(st.sampled_from(["", *CancellationCause])) if known else "",
                absent_needs=tuple(draw(st.sets(st.sampled_from(serves)))) if known and serves else (),
            )
        )
    return found
