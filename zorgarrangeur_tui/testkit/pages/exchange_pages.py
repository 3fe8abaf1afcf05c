"""The screens that open from Uitwisseling."""

from __future__ import annotations

from zorgarrangeur_tui.testkit.pages.page import FilterPage, ListPage


class ImportPage(FilterPage):
    """A bundle that is read in: what it would change, record by record."""

    SCREEN = "ImportPreviewScreen"
    HEADING = "import-heading"
    TABLE = "import-records"
    FILTER = "import-filter"
    DETAIL = "import-detail"

    @property
    def source(self) -> str:
        """Who made the bundle, and whether the signature is right."""
        return self.line("import-source")

    @property
    def warnings(self) -> str:
        """What to mind before taking it."""
        return self.line("import-warnings")

    @property
    def fields(self) -> list[tuple[str, ...]]:
        """What changes in the record under the cursor, field by field."""
        return self.table("import-fields")

    async def take(self) -> None:
        """Take the bundle in, and be asked once more."""
        await self.pages.press("ctrl+s")


class QuestionsPage(FilterPage):
    """What is to choose after reading in."""

    SCREEN = "OpenQuestionsScreen"
    HEADING = "questions-heading"
    TABLE = "questions-table"
    FILTER = "questions-filter"
    DETAIL = "questions-detail"


class ArrivalsPage(ListPage):
    """What came in in a folder."""

    SCREEN = "ArrivalsScreen"
    HEADING = "arrivals-heading"
    TABLE = "arrivals-table"
    DETAIL = "arrivals-detail"


class OverviewPage(ListPage):
    """What went to whom, and what came from whom."""

    SCREEN = "ExchangeOverviewScreen"
    HEADING = "overview-heading"
    TABLE = "overview-table"
    DETAIL = "overview-detail"


class DuplicatesPage(ListPage):
    """What was entered twice."""

    SCREEN = "DuplicatesScreen"
    HEADING = "duplicates-strays"
    TABLE = "duplicates-table"
    DETAIL = "duplicates-detail"


class FiguresPage(ListPage):
    """A file of figures from somebody else."""

    SCREEN = "FiguresScreen"
    HEADING = "figures-heading"
    TABLE = "figures-table"
    DETAIL = "figures-detail"


class MonitorPreviewPage(FiguresPage):
    """A file of figures for others, before it is made."""

    SCREEN = "MonitorPreviewScreen"
