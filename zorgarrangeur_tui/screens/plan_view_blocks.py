"""From a view of the plan to what a week grid draws. Pure."""

from __future__ import annotations

from widgets.week_grid import Block, DayHours, Lane
from zorgarrangeur_tui.domain.plan_view_values import BlockKind, PlanView
from zorgarrangeur_tui.screens.planning_blocks import RHYTHM_SIGNS, BoardWeek


def grid_week(view: PlanView) -> BoardWeek:
    """Return the columns of a view as lanes, with its blocks and open hours."""
    return BoardWeek(
        tuple(Lane(column.key, column.title, column.short) for column in view.columns),
        tuple(
            Block(
                key=block.key,
                lane=block.column,
                day=block.day,
                start=block.start,
                end=block.end,
                label=block.label,
                rhythm=RHYTHM_SIGNS.get(block.rhythm, ""),
                locked=block.locked,
                warning=block.warning,
            )
            for block in view.blocks
        ),
        tuple(DayHours(*span) for span in view.hours),
    )


def first_visit(view: PlanView, weekday: int) -> str | None:
    """Return the key of the visit at which the cursor begins: the first from a weekday on, else the first of the week."""
    visits = [block for block in view.blocks if block.kind in {BlockKind.VISIT, BlockKind.CANCELLED}]
    first = min(visits, key=lambda block: (block.day < weekday, block.day, block.start, block.key), default=None)
    return first.key if first else None
