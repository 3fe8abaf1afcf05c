"""Dialogs, and the lists that open over every screen."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Button, OptionList

from zorgarrangeur_tui.testkit.pages.page import ListPage, Page


class ConfirmPage(Page):
    """A question with two answers."""

    SCREEN = "ConfirmDialog"
    HEADING = "dialog-title"

    @property
    def lines(self) -> str:
        """What is told with the question."""
        return self.panel("dialog-lines")

    async def yes(self) -> None:
        """Do it."""
        assert self.is_open, "no question is asked"
        await self.pages.press("right", "enter")

    async def no(self) -> None:
        """Do nothing."""
        await self.leave()


class MessagePage(Page):
    """Something that must be read."""

    SCREEN = "MessageDialog"
    HEADING = "dialog-title"

    @property
    def lines(self) -> str:
        """What there is to read."""
        return self.panel("dialog-lines")


class TextPage(Page):
    """One line to fill in."""

    SCREEN = "TextDialog"
    HEADING = "dialog-title"

    async def answer(self, text: str) -> None:
        """Fill in another line than the one that stands there."""
        assert self.is_open, "nothing is asked"
        await self.pages.fill(text=text)
        await self.pages.press("enter")


class ChoicePage(Page):
    """The list of a field with choices."""

    SCREEN = "ChoicePopup"

    @property
    def choices(self) -> list[str]:
        """What can be chosen."""
        options = self.screen.query_one("#choice-options", OptionList)
        return [str(options.get_option_at_index(number).prompt) for number in range(options.option_count)]

    async def take(self, words: str) -> None:
        """Choose by typing a part of it."""
        assert self.is_open, "no list is open"
        await self.pages.pick(words)


class PickPage(ListPage):
    """Choosing a record from a list by typing a part of it."""

    SCREEN = "PickScreen"
    TABLE = "pick-table"

    async def pick(self, words: str) -> None:
        """Choose."""
        assert self.is_open, "no list is open"
        await self.pages.pick(words)


class FindPage(ListPage):
    """F4: searching in everything."""

    SCREEN = "FindScreen"
    TABLE = "find-table"

    async def find(self, words: str) -> None:
        """Search, and open the first that is found."""
        assert self.is_open, "F4 is not open"
        await self.pages.pick(words)


class PreviewPage(Page):
    """Looking before doing: what would change, record by record."""

    SCREEN = "PreviewScreen"

    @property
    def summary(self) -> str:
        """What would be done."""
        return self.panel("preview-summary")

    @property
    def changes(self) -> str:
        """The records that would change."""
        return self.panel("preview-list")

    @property
    def may_confirm(self) -> bool:
        """Whether there is something to do."""
        return bool(self.screen.query("#preview-confirm").results(Button))

    async def confirm(self) -> None:
        """Do it."""
        assert self.may_confirm, "there is only reading here"
        await self.pages.press("ctrl+s")


class FilePage(ListPage):
    """Choosing a file. The list holds the names in the folder."""

    SCREEN = "FileDialog"
    HEADING = "dialog-title"
    TABLE = "file-names"

    @property
    def problem(self) -> str:
        """Why the file was refused; "" when it was not."""
        return self.line("file-problem")

    async def choose_file(self, path: Path) -> None:
        """Type a path."""
        assert self.is_open, "no file is asked for"
        await self.pages.choose_file(path)


class PastePage(Page):
    """Pasting lines from elsewhere."""

    SCREEN = "PasteDialog"
    HEADING = "dialog-title"

    @property
    def problem(self) -> str:
        """Why it was refused; "" when it was not."""
        return self.line("paste-problem")

    async def confirm(self) -> None:
        """Go on with what was pasted."""
        await self.pages.press("ctrl+s")


class HelpPage(Page):
    """The help: every act that can be done, found by typing."""

    SCREEN = "HelpScreen"

    @property
    def entries(self) -> list[str]:
        """What the list says."""
        options = self.screen.query_one("#help-acts", OptionList)
        return [str(options.get_option_at_index(number).prompt) for number in range(options.option_count)]

    async def choose(self, words: str) -> None:
        """Do the first act that holds these words."""
        assert self.is_open, "the help is not open"
        await self.pages.pick(words)


class PalettePage(Page):
    """The command palette."""

    SCREEN = "ActPalette"

    async def choose(self, words: str) -> None:
        """Do the first act that holds these words."""
        assert self.is_open, "the palette is not open"
        await self.pages.type(words)
        await self.pages.press("enter")
