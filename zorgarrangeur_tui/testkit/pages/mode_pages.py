"""The first screens of the seven modes."""

from __future__ import annotations

from zorgarrangeur_tui.testkit.pages.page import FilterPage, ListPage, PanelPage


class TodayPage(ListPage):
    """1 Vandaag: what asks attention, and what is due."""

    SCREEN = "TodayScreen"
    HEADING = "due-heading"
    TABLE = "due-table"
    DETAIL = "today-view"


class CasesPage(FilterPage):
    """2 Casussen."""

    SCREEN = "CasesScreen"
    TABLE = "case-table"
    FILTER = "case-filter"
    DETAIL = "case-preview"


class SchoolsPage(FilterPage):
    """3 Scholen."""

    SCREEN = "SchoolsScreen"
    TABLE = "school-table"
    FILTER = "school-filter"
    DETAIL = "school-preview"


class ProvidersPage(FilterPage):
    """4 Aanbieders."""

    SCREEN = "ProvidersScreen"
    TABLE = "provider-table"
    FILTER = "provider-filter"
    DETAIL = "provider-preview"


class PlanningPage(PanelPage):
    """5 Planning: the week of a school. The panel is about the visit under the cursor."""

    SCREEN = "PlanningScreen"
    HEADING = "planning-heading"
    DETAIL = "planning-visit"

    @property
    def school(self) -> str:
        """What the panel says about the school: what is open, what clashes."""
        return self.panel("planning-school")


class InsightPage(FilterPage):
    """6 Inzicht."""

    SCREEN = "InsightScreen"
    HEADING = "insight-note"
    TABLE = "insight-table"
    FILTER = "insight-filter"
    DETAIL = "insight-totals"


class ExchangePage(ListPage):
    """7 Uitwisseling."""

    SCREEN = "ExchangeScreen"
    TABLE = "contact-table"
    DETAIL = "exchange-detail"
