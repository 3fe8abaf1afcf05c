"""The screens at the door: first run, unlock, help at opening, and what protects the store."""

from __future__ import annotations

import re

from textual.widgets import ContentSwitcher, Input

from zorgarrangeur_tui.testkit.pages.page import ListPage, Page

_GROUP = re.compile(r"(\d+): ([0-9A-Z]{2,6})")


class UnlockPage(Page):
    """Asking for the passphrase."""

    SCREEN = "UnlockScreen"
    HEADING = "unlock-label"

    @property
    def problem(self) -> str:
        """Why it was refused; "" when it was not."""
        return self.line("unlock-problem")

    async def unlock(self, passphrase: str) -> None:
        """Type the passphrase."""
        await self.pages.unlock(passphrase)


class _CodeOnPaper(Page):
    """A recovery code that is shown once and of which two groups are typed back."""

    @property
    def shows_code(self) -> bool:
        """Whether the code is on screen."""
        return self.screen.query_one("#recovery-code").is_on_screen

    def read_code(self) -> dict[int, str]:
        """Return the groups of the code that is shown, by number."""
        return {int(number): group for number, group in _GROUP.findall(self.line("recovery-code"))}

    async def type_back(self, code: dict[int, str]) -> None:
        """Type the groups that are asked for, from what was written down."""
        for field in [
            one for one in self.screen.query(Input) if (one.id or "").startswith("group-") and one.is_on_screen
        ]:
            field.focus()
            await self.pages.settle()
            await self.pages.type(code[int((field.id or "").removeprefix("group-")) + 1])


class FirstRunPage(_CodeOnPaper):
    """Making a store: who you are, the code on paper, two groups of it typed back."""

    SCREEN = "FirstRunScreen"

    @property
    def step(self) -> str:
        """Which of its three steps is shown: step-who, step-paper or step-check."""
        return str(self.screen.query_one("#first-run-steps", ContentSwitcher).current)

    @property
    def problem(self) -> str:
        """Why it does not go on; "" when it does."""
        return self.line("first-run-problem")

    async def introduce(self, name: str, passphrase: str) -> None:
        """Fill in the name and twice the passphrase."""
        for text in (name, passphrase, passphrase):
            await self.pages.type(text)
            await self.pages.press("enter")

    async def next(self) -> None:
        """Go on to the next step."""
        await self.pages.press("ctrl+s")


class NewCodePage(_CodeOnPaper):
    """A new recovery code."""

    SCREEN = "NewCodeDialog"
    HEADING = "dialog-title"

    async def next(self) -> None:
        """Go on to the next step."""
        await self.pages.press("ctrl+s")


class SecretPage(Page):
    """Asking for a passphrase or a code before something weighty."""

    SCREEN = "SecretDialog"
    HEADING = "dialog-title"

    @property
    def problem(self) -> str:
        """Why it was refused; "" when it was not."""
        return self.line("secret-problem")

    async def answer(self, *secrets: str) -> None:
        """Type the secrets, in the order of the fields."""
        for secret in secrets:
            await self.pages.type(secret)
            await self.pages.press("enter")


class RescuePage(ListPage):
    """F3 at the door: what is wrong, and the backups. The panel tells what was found."""

    SCREEN = "RescueScreen"
    TABLE = "rescue-backups"
    DETAIL = "rescue-findings"


class SecurityPage(ListPage):
    """Beveiliging."""

    SCREEN = "SecurityScreen"
    HEADING = "security-title"
    TABLE = "security-lines"
    DETAIL = "security-detail"


class RetentionPage(ListPage):
    """Retention: what may go, and what must."""

    SCREEN = "RetentionScreen"
    HEADING = "retention-title"
    TABLE = "retention-table"
    DETAIL = "retention-detail"


class LogPage(ListPage):
    """The access log."""

    SCREEN = "AccessLogScreen"
    HEADING = "log-heading"
    TABLE = "log-table"
    DETAIL = "log-detail"
