"""The screens that open from Planning."""

from __future__ import annotations

from zorgarrangeur_tui.testkit.pages.page import FilterPage, ListPage, PanelPage


class ClashesPage(FilterPage):
    """Conflicts and gaps."""

    SCREEN = "ClashesScreen"
    HEADING = "clashes-heading"
    TABLE = "clashes-table"
    FILTER = "clashes-filter"
    DETAIL = "clashes-detail"


class AbsencePage(ListPage):
    """Who is away, and what that does to visits."""

    SCREEN = "AbsenceScreen"
    HEADING = "absence-heading"
    TABLE = "absence-table"
    DETAIL = "absence-detail"


class TickPage(ListPage):
    """Ticking off what was carried out. The panel is about the line under the cursor."""

    SCREEN = "TickWeekScreen"
    HEADING = "tick-heading"
    TABLE = "tick-table"
    DETAIL = "tick-line"

    @property
    def totals(self) -> str:
        """What the week comes to."""
        return self.panel("tick-totals")


class BudgetsPage(ListPage):
    """Budgets."""

    SCREEN = "BudgetsScreen"
    HEADING = "budget-heading"
    TABLE = "budget-lines"
    DETAIL = "budget-detail"


class MeasuresPage(PanelPage):
    """The figures of the plan."""

    SCREEN = "MeasuresScreen"
    HEADING = "measures-heading"
    DETAIL = "measures-detail"


class TermPage(ListPage):
    """The school year, week by week."""

    SCREEN = "TermScreen"
    HEADING = "term-heading"
    TABLE = "term-weeks"
    DETAIL = "term-detail"


class PresencePage(ListPage):
    """Demand and presence. The panel is about the slot under the cursor."""

    SCREEN = "PresenceScreen"
    HEADING = "presence-heading"
    TABLE = "presence-slots"
    DETAIL = "presence-slot"

    @property
    def week(self) -> str:
        """What the panel says about the week."""
        return self.panel("presence-week")


class PublishPage(ListPage):
    """Publishing the plan."""

    SCREEN = "PublishScreen"
    HEADING = "publish-heading"
    TABLE = "publish-table"
    DETAIL = "publish-detail"


class VersionsPage(ListPage):
    """Earlier rosters."""

    SCREEN = "PlanVersionsScreen"
    HEADING = "versions-heading"
    TABLE = "versions-table"
    DETAIL = "versions-detail"


class PlannerPage(ListPage):
    """The planner and what it proposes. The panel is about the line under the cursor."""

    SCREEN = "PlannerScreen"
    HEADING = "planner-heading"
    TABLE = "planner-table"
    DETAIL = "planner-line"

    @property
    def measures(self) -> str:
        """What the proposal comes to."""
        return self.panel("planner-measures")


class PlanViewPage(PanelPage):
    """Other views of the plan: of a professional, a day, a child. The panel is about the block under the cursor."""

    SCREEN = "PlanViewScreen"
    HEADING = "plan-heading"
    DETAIL = "plan-block"

    @property
    def whole(self) -> str:
        """What the panel says about the whole view."""
        return self.panel("plan-whole")
