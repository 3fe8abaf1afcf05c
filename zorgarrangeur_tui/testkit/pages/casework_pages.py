"""A case, a school, a provider, visit notes, the history of a record, reference data."""

from __future__ import annotations

from textual.widgets import TextArea

from widgets.chapter_bar import ChapterBar
from zorgarrangeur_tui.testkit.pages.page import FilterPage, ListPage, PanelPage

_MOST_CHAPTERS = 20


class CasePage(ListPage):
    """One case, chapter by chapter."""

    SCREEN = "CaseScreen"
    TABLE = "case-lines"
    DETAIL = "case-detail"

    @property
    def chapter(self) -> str:
        """The id of the open chapter."""
        return self.screen.query_one(ChapterBar).current

    async def turn_to(self, chapter: str) -> None:
        """Walk on with ] to a chapter by its id."""
        for _ in range(_MOST_CHAPTERS):
            if self.chapter == chapter:
                return
            await self.pages.press("right_square_bracket")
        raise AssertionError(f"there is no chapter {chapter}")


class SchoolPage(ListPage):
    """One school."""

    SCREEN = "SchoolScreen"
    TABLE = "school-lines"
    DETAIL = "school-detail"


class ProviderPage(ListPage):
    """One provider."""

    SCREEN = "ProviderScreen"
    TABLE = "provider-lines"
    DETAIL = "provider-detail"


class SchoolCalendarPage(ListPage):
    """The calendar of a school."""

    SCREEN = "SchoolCalendarScreen"
    HEADING = "calendar-heading"
    TABLE = "calendar-weeks"
    DETAIL = "calendar-detail"


class CapturePage(PanelPage):
    """Writing a visit note."""

    SCREEN = "VisitCapture"
    HEADING = "capture-place"
    DETAIL = "capture-preview"

    @property
    def text(self) -> str:
        """What is written."""
        return self.screen.query_one("#capture-text", TextArea).text

    @property
    def problem(self) -> str:
        """What is not understood in it; "" for nothing."""
        return self.line("capture-problem")

    async def write(self, text: str) -> None:
        """Type on."""
        assert self.is_open, "no note is open"
        await self.pages.type(text)

    async def save(self) -> None:
        """Keep the note."""
        await self.pages.press("ctrl+s")


class NotesPage(FilterPage):
    """The visit notes of a case, a school or all of them."""

    SCREEN = "VisitNotesScreen"
    HEADING = "notes-heading"
    TABLE = "notes-table"
    FILTER = "notes-filter"


class NotePage(ListPage):
    """One visit note."""

    SCREEN = "VisitNoteScreen"
    TABLE = "note-lines"
    DETAIL = "note-detail"


class HistoryPage(FilterPage):
    """The history of a record, field by field."""

    SCREEN = "RecordHistoryScreen"
    HEADING = "history-heading"
    TABLE = "history-table"
    FILTER = "history-filter"
    DETAIL = "history-detail"


class ReferencePage(ListPage):
    """F7 Naslag: what there is."""

    SCREEN = "ReferenceScreen"
    HEADING = "reference-title"
    TABLE = "reference-sets"
    DETAIL = "reference-detail"


class ReferenceSetPage(FilterPage):
    """F7 Naslag: one of its lists."""

    SCREEN = "ReferenceSetScreen"
    HEADING = "reference-title"
    TABLE = "reference-table"
    FILTER = "reference-filter"
    DETAIL = "reference-detail"
