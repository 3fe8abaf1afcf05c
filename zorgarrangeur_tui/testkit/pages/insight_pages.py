"""The screens that open from Inzicht."""

from __future__ import annotations

from zorgarrangeur_tui.testkit.pages.page import FilterPage, ListPage


class BreakdownPage(FilterPage):
    """Figures cut into parts."""

    SCREEN = "BreakdownScreen"
    HEADING = "breakdown-heading"
    TABLE = "breakdown-table"
    FILTER = "breakdown-filter"
    DETAIL = "breakdown-detail"

    @property
    def bars(self) -> str:
        """The bars, each with its words."""
        return self.panel("breakdown-bars")


class CollectivePage(ListPage):
    """Comparing with collective care. The list holds the assumptions, the panel the outcome."""

    SCREEN = "CollectiveScreen"
    HEADING = "collective-heading"
    TABLE = "collective-assumptions"
    DETAIL = "collective-outcome"


class FreezePage(ListPage):
    """Startfoto's."""

    SCREEN = "FrozenFiguresScreen"
    HEADING = "freeze-heading"
    TABLE = "freeze-table"
    DETAIL = "freeze-detail"


class LedgerPage(FilterPage):
    """Pots of money and what is laid beside them."""

    SCREEN = "LedgerScreen"
    HEADING = "ledger-heading"
    TABLE = "ledger-table"
    FILTER = "ledger-filter"
    DETAIL = "ledger-detail"

    @property
    def bars(self) -> str:
        """The bars, each with its words."""
        return self.panel("ledger-bars")


class RestPage(FilterPage):
    """Rest in the class, per school."""

    SCREEN = "RestScreen"
    HEADING = "rest-heading"
    TABLE = "rest-table"
    FILTER = "rest-filter"
    DETAIL = "rest-detail"


class RestPupilsPage(FilterPage):
    """Rest per pupil of a school."""

    SCREEN = "RestPupilsScreen"
    HEADING = "rest-pupils-heading"
    TABLE = "rest-pupils-table"
    FILTER = "rest-pupils-filter"
    DETAIL = "rest-pupils-detail"


class RegionPage(FilterPage):
    """The region."""

    SCREEN = "RegionDeskScreen"
    HEADING = "region-heading"
    TABLE = "region-table"
    FILTER = "region-filter"
    DETAIL = "region-detail"


class HomesPage(FilterPage):
    """Who is at the table: home municipalities of the region."""

    SCREEN = "HomeMunicipalitiesScreen"
    HEADING = "home-heading"
    TABLE = "home-table"
    FILTER = "home-filter"
    DETAIL = "home-detail"


class HomeSitePage(FilterPage):
    """Who is at the table of one school, from the region's list."""

    SCREEN = "HomeSiteScreen"
    HEADING = "home-site-heading"
    TABLE = "home-site-table"
    FILTER = "home-site-filter"
    DETAIL = "home-site-detail"


class SchoolHomesPage(HomeSitePage):
    """Who is at the table of one school, from the school itself."""

    SCREEN = "SchoolHomesScreen"
