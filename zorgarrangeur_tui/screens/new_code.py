"""Showing a new recovery code once, and making sure that it stands on paper before anything depends on it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Static

from storage.recovery_code import groups, is_group
from widgets.dialog_frame import DialogFrame
from widgets.plain_text import content
from widgets.secret_input import ReadableSecretInput
from zorgarrangeur_tui.keys.act_keys import with_act_keys

_ON_PAPER = "Staat alles op papier? Druk op {screens.new_code.NewCodeDialog.next}."
ASKED_GROUPS = 2
"""How many groups are typed over from the paper."""


def code_picture(code: str) -> str:
    """Return the numbered groups of a code on two lines, as they are written on paper."""
    parts = groups(code)
    rows = ((0, 1, 2, 3), (4, 5, 6))
    return "\n".join("   ".join(f"{number + 1}: {parts[number]}" for number in row) for row in rows)


def asked_groups(code: str) -> list[int]:
    """Return which groups of a code must be typed over, counted from 0."""
    return sorted(secrets.SystemRandom().sample(range(len(groups(code))), ASKED_GROUPS))


def group_problem(code: str, number: int, typed: str) -> str:
    """Return what is wrong with a group that was typed over from paper, or ""."""
    if is_group(typed, groups(code)[number]):
        return ""
    return f"Groep {number + 1} klopt niet met de code. Kijk op uw papier, of ga met Esc terug."


class NewCodeDialog(DialogFrame[bool]):
    """Show a code; closes with True once two groups were typed over from paper, with False when the user gave up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "next", "Verder", show=False, id="new-code.next")]
    DEFAULT_CSS = """
    NewCodeDialog {
        & > #dialog { max-width: 76; }
        & ContentSwitcher, & ContentSwitcher > Vertical { height: auto; }
        & Static { padding: 0 1; height: auto; }
        & #recovery-code { margin: 1; text-style: bold; width: auto; padding: 0 2; border: heavy $accent; }
        & Input { border: none; height: 1; background: $panel; padding: 0 1; }
        & Input:focus { border: none; background-tint: $foreground 12%; }
        & .new-code--label { margin-top: 1; }
        & #new-code-problem { color: $text-error; text-style: bold; }
        &:nocolor Input:focus { text-style: reverse; }
    }
    """

    def __init__(self, title: str, code: str) -> None:
        super().__init__(title)
        self._code = code
        self._asked = asked_groups(code)

    def body(self) -> Iterable[Widget]:
        """Return the two steps: the code, and the check."""
        check: list[Widget] = [
            Static("Typ twee groepen over van uw papier. Esc toont de code nog een keer.", markup=False)
        ]
        for number in self._asked:
            check.append(Static(f"Groep {number + 1}", classes="new-code--label", markup=False))
            check.append(ReadableSecretInput(id=f"group-{number}", max_length=6))
        explanation = (
            "Schrijf de zeven groepen op papier en bewaar dat thuis, niet bij deze laptop. "
            "De code komt hierna niet meer in beeld. Er verandert nog niets."
        )
        with ContentSwitcher(initial="code-paper", id="code-steps"):
            yield Vertical(
                Static(explanation, markup=False),
                Static(content(code_picture(self._code), multiline=True), id="recovery-code"),
                Static(with_act_keys(_ON_PAPER, self.app), markup=False),
                id="code-paper",
            )
            yield Vertical(*check, id="code-check")
        yield Static("", id="new-code-problem", markup=False)

    def hints(self) -> str:
        """Return the keys that work."""
        return f"{self.key_hint('new-code.next', 'Ctrl+S', 'verder')}Esc terug"

    @on(Input.Submitted)
    def forward(self, event: Input.Submitted) -> None:
        """Go to the next group, or on from the last."""
        event.stop()
        if event.input.id == f"group-{self._asked[-1]}":
            self.action_next()
        else:
            self.focus_next(Input)

    def action_next(self) -> None:
        """Go from the paper to the check, and from a right check onwards."""
        if self._steps.current == "code-paper":
            self._show("code-check")
            self.query_one(f"#group-{self._asked[0]}").focus()
            return
        for number in self._asked:
            field = self.query_one(f"#group-{number}", Input)
            problem = group_problem(self._code, number, field.value)
            self._tell(problem)
            if problem:
                field.focus()
                return
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Show the code again, or give up."""
        if self._steps.current == "code-check":
            self._tell("")
            self._show("code-paper")
            self.set_focus(None)
        else:
            self.dismiss(False)

    @property
    def _steps(self) -> ContentSwitcher:
        return self.query_one("#code-steps", ContentSwitcher)

    def _show(self, step: str) -> None:
        self._steps.current = step

    def _tell(self, sentence: str) -> None:
        self.query_one("#new-code-problem", Static).update(content(f"! {sentence}" if sentence else ""))
