"""Settings, keys, jump mode, and the lesson in the practice region."""

from __future__ import annotations

from textual.widgets import OptionList

from zorgarrangeur_tui.testkit.pages.page import FilterPage, Page, PanelPage


class SettingsPage(FilterPage):
    """, Instellingen."""

    SCREEN = "SettingsScreen"
    HEADING = "settings-title"
    TABLE = "settings-table"
    FILTER = "settings-filter"
    DETAIL = "settings-detail"


class JumpPage(Page):
    """g: a letter on every place where the keyboard can go."""

    SCREEN = "JumpScreen"
    HEADING = "jump-hint"

    @property
    def labels(self) -> list[str]:
        """The letters and digits that stand there."""
        return [str(label.render()) for label in self.screen.query(".jump--label")]


class LessonWelcomePage(Page):
    """The question whether to follow the lesson."""

    SCREEN = "LessonWelcome"
    HEADING = "dialog-title"


class LessonStepsPage(Page):
    """The steps of the lesson."""

    SCREEN = "LessonStepsScreen"
    HEADING = "dialog-title"

    @property
    def steps(self) -> list[str]:
        """What the list says, step by step."""
        options = self.screen.query_one("#lesson-steps", OptionList)
        return [str(options.get_option_at_index(number).prompt) for number in range(options.option_count)]

    @property
    def why(self) -> str:
        """What the step under the cursor teaches."""
        return self.line("lesson-why")


class MakingRegionPage(Page):
    """While a fresh practice region is made."""

    SCREEN = "MakingRegion"
    HEADING = "dialog-title"


class KeysPage(FilterPage):
    """Choosing keys."""

    SCREEN = "KeysScreen"
    HEADING = "keys-title"
    TABLE = "keys-table"
    FILTER = "keys-filter"
    DETAIL = "keys-detail"


class PressKeyPage(Page):
    """Asking for a key, by having it pressed."""

    SCREEN = "PressKeyDialog"
    HEADING = "dialog-title"


class KeyCheckPage(PanelPage):
    """What the terminal sends for a key."""

    SCREEN = "KeyCheckScreen"
    DETAIL = "key-report"
