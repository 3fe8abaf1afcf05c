"""A field for a secret from which nothing leaves except to the program."""

from __future__ import annotations

from textual.widgets import Input
from textual.widgets.input import Selection


class SecretInput(Input):
    """One masked line that cannot be selected, copied or cut.

    Textual's own password field puts the plain text on the clipboard, and by OSC 52 in the terminal's, when somebody
    selects all and copies. Here the selection is always empty, so that no key and no mouse drag can take text out.
    Pasting works, because people keep passphrases in a password manager.
    """

    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        max_length: int = 0,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
        disabled: bool = False,
        compact: bool = False,
    ) -> None:
        super().__init__(
            password=True,
            max_length=max_length,
            select_on_focus=False,
            compact=compact,
            name=name,
            id=id,
            classes=classes,
            disabled=disabled,
        )

    def validate_selection(self, selection: Selection) -> Selection:
        """Keep the selection empty: only the place of the cursor remains."""
        return Selection.cursor(max(0, min(selection.end, len(self.value))))

    @property
    def selected_text(self) -> str:
        """Always empty."""
        return ""

    def action_copy(self) -> None:
        """Copy nothing, and let no binding further up copy something instead."""

    def action_cut(self) -> None:
        """Cut nothing: the value stays as it is."""

    def clear(self) -> None:
        """Empty the field and put the cursor at the start."""
        super().clear()
        self.cursor_position = 0


class ReadableSecretInput(SecretInput):
    """A secret that its user must see while typing, such as a recovery code from paper; it cannot be taken out either."""

    def on_mount(self) -> None:
        """Show what is typed."""
        self.password = False
