"""What all page objects share: whether the screen is in front, its heading, its acts, and its lists and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, overload

from textual.content import Content
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widgets import Static

from widgets.filter_bar import FilterBar
from widgets.record_table import RecordTable
from zorgarrangeur_tui.commands import Acting, CommandClass, acts_of, live_keys

if TYPE_CHECKING:
    from zorgarrangeur_tui.page_objects import Pages


class Page:
    """One screen. Everything is read when it is asked for: a page holds nothing.

    A subclass names the class of its screen in `SCREEN`, and the id of the line that says what is shown in `HEADING`.
    """

    SCREEN: ClassVar[str] = ""
    HEADING: ClassVar[str] = ""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    @property
    def is_open(self) -> bool:
        """Whether this screen is in front."""
        return self.pages.open_screen == self.SCREEN

    @property
    def screen(self) -> Screen[object]:
        """The screen itself, which must be in front."""
        assert self.is_open, f"{self.SCREEN} is not in front, but {self.pages.open_screen}:\n{self.pages.text()}"
        return self.pages.app.screen

    @property
    def heading(self) -> str:
        """The line that says what is shown; "" for a screen without one."""
        return self.line(self.HEADING) if self.HEADING else ""

    @property
    def acts(self) -> list[str]:
        """What can be done here now, by the words of the help."""
        return [command.label for _, command in self._acts()]

    async def do(self, name: str) -> None:
        """Do an act by its words or its id: by its key, or where it has none as the help does it."""
        found = [(actor, command) for actor, command in self._acts() if name in {command.label, command.__name__}]
        assert found, f"{name} cannot be done on {self.SCREEN} now; what can: {', '.join(self.acts)}"
        actor, command = found[0]
        keys = live_keys(command, self.pages.app)
        if keys:
            await self.pages.press(keys[0])
        else:
            actor.run_act(command)
            await self.pages.settle()

    async def leave(self) -> None:
        """Go back, with Escape."""
        assert self.is_open, f"{self.SCREEN} is not in front"
        await self.pages.press("escape")

    def line(self, widget_id: str) -> str:
        """Return the text of a line by its id."""
        found = self.screen.query_one(f"#{widget_id}", Static).content
        return found.plain if isinstance(found, Content) else str(found)

    def panel(self, widget_id: str) -> str:
        """Return all text of a panel by its id, also what is scrolled out of sight."""
        view = self.screen.query_one(f"#{widget_id}", ScrollView)
        top = view.scroll_offset.y
        strips = [view.render_line(row - top) for row in range(max(view.virtual_size.height, 1))]
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def table(self, widget_id: str) -> list[tuple[str, ...]]:
        """Return the texts of all rows of a table by its id."""
        assert self.is_open, f"{self.SCREEN} is not in front"
        return self.pages.rows(widget_id)

    def _acts(self) -> list[tuple[Acting, CommandClass]]:
        return acts_of(self.screen, self.pages.app)


class PanelPage(Page):
    """A screen with a panel about what the cursor is on."""

    DETAIL: ClassVar[str] = ""

    @property
    def detail(self) -> str:
        """What the panel says; "" for a screen without one."""
        return self.panel(self.DETAIL) if self.DETAIL else ""


class ListPage(PanelPage):
    """A screen with a list, and often a panel about the row under the cursor."""

    TABLE: ClassVar[str] = ""

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The texts of all rows that the filter leaves."""
        return self.table(self.TABLE)

    @property
    def row(self) -> tuple[str, ...]:
        """The texts of the row under the cursor; empty without rows."""
        table = self._table()
        found = table.row_at(table.cursor_row) if table.row_count else None
        return found.cells if found is not None else ()

    async def go_to(self, words: str) -> None:
        """Move the cursor to the first row that holds these words."""
        found = [number for number, row in enumerate(self.rows) if words.casefold() in " ".join(row).casefold()]
        assert found, f"no row holds „{words}”: {self.rows}"
        self._table().focus()
        await self.pages.settle()
        await self.pages.press("home", *["down"] * found[0])

    async def choose(self, words: str) -> None:
        """Open the first row that holds these words, with Enter."""
        await self.go_to(words)
        await self.pages.press("enter")

    def _table(self) -> RecordTable:
        return self.screen.query_one(f"#{self.TABLE}", RecordTable)


class FilterPage(ListPage):
    """A screen with a list that is narrowed by typing."""

    FILTER: ClassVar[str] = ""

    @property
    def filter(self) -> str:
        """What the list is narrowed to; "" for all of it."""
        return self._table().filter_text

    async def search(self, words: str) -> None:
        """Narrow the list, and go to it."""
        self.screen.query_one(f"#{self.FILTER}", FilterBar).open()
        await self.pages.settle()
        await self.pages.press("home", "shift+end", "delete")
        await self.pages.type(words)
        await self.pages.press("enter")


PageType = TypeVar("PageType", bound=Page)


class PageOf(Generic[PageType]):
    """A property of `Pages` that is a page of this class."""

    def __init__(self, page: type[PageType]) -> None:
        self.page = page

    @overload
    def __get__(self, pages: None, owner: type[object]) -> PageOf[PageType]: ...

    @overload
    def __get__(self, pages: Pages, owner: type[object]) -> PageType: ...

    def __get__(self, pages: Pages | None, owner: type[object]) -> PageType | PageOf[PageType]:
        """Return the page; on the class itself, this."""
        return self if pages is None else self.page(pages)
