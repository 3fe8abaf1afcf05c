"""Asking for passphrases and codes, and doing at once what they are for: a wrong one is told in the same dialog."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from storage.errors import StorageError
from widgets.busy_dots import BusyDots
from widgets.dialog_frame import DialogFrame
from widgets.plain_text import content
from widgets.secret_input import ReadableSecretInput, SecretInput
from widgets.strength_meter import StrengthMeter
from zorgarrangeur_tui.domain.passphrase_strength import NEEDED_BITS, strength


@dataclass(frozen=True, slots=True)
class SecretField:
    """One secret to type.

    `new` is a new passphrase: it is weighed, and asked a second time. A `readable` one, from paper, shows what is typed.
    """

    name: str
    label: str
    new: bool = False
    readable: bool = False


CURRENT = SecretField("current", "Uw wachtwoordzin van nu")
NEW = SecretField("new", "Nieuwe wachtwoordzin: vier of meer woorden die alleen u bedenkt", new=True)

_AGAIN = "again"


class SecretDialog(DialogFrame[bool]):
    """Ask for secrets and do something with them; closes with True once it is done, with False when the user cancelled.

    The field of a secret has the id `secret-NAME`; that of the second time `secret-again`; what is wrong `secret-problem`.

    Args:
        title: what it is about.
        fields: the secrets, in order; at most one new passphrase.
        act: gets what was typed, by name, and does the act; it runs in a thread, since it derives keys. A StorageError is
            told in the dialog, which stays open.
        lines: what the user must know before.
        words: what a guesser of a new passphrase would try first, such as the user's own name.
        other: what F2 does, such as "met herstelcode", when the user may ask for another secret instead; then `wants_other`
            is True and the answer False.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "ask_other", "Herstelcode", show=False, id="secret-dialog.other")
    ]
    AUTO_FOCUS = "SecretInput"
    DEFAULT_CSS = """
    SecretDialog {
        & > #dialog { max-width: 76; }
        & .secret--label { margin-top: 1; padding: 0 1; height: auto; }
        & SecretInput { border: none; height: 1; background: $panel; padding: 0 1; }
        & SecretInput:focus { border: none; background-tint: $foreground 12%; }
        & .secret--lines { padding: 0 1; height: auto; }
        & StrengthMeter { margin: 0 1; }
        & #secret-problem { color: $text-error; text-style: bold; padding: 0 1; margin-top: 1; height: auto; }
        & LoadingIndicator { height: 1; display: none; }
        &.-busy LoadingIndicator { display: block; }
        &:nocolor SecretInput:focus { text-style: reverse; }
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[SecretField],
        act: Callable[[Mapping[str, str]], None],
        *,
        lines: Sequence[str] = (),
        words: Iterable[str] = (),
        other: str = "",
    ) -> None:
        super().__init__(title)
        self.wants_other = False
        self._other = other
        self._secrets = tuple(fields)
        self._act = act
        self._lines = lines
        self._words = tuple(words)

    def body(self) -> Iterable[Widget]:
        """Return the lines and the fields."""
        for line in self._lines:
            yield Static(content(line), classes="secret--lines")
        for secret in self._secrets:
            yield Static(content(secret.label), classes="secret--label")
            yield (ReadableSecretInput if secret.readable else SecretInput)(id=f"secret-{secret.name}")
            if secret.new:
                yield StrengthMeter()
                yield Static("Nog een keer dezelfde wachtwoordzin", classes="secret--label", markup=False)
                yield SecretInput(id=f"secret-{_AGAIN}")
        yield BusyDots()
        yield Static("", id="secret-problem", markup=False)

    def hints(self) -> str:
        """Return the keys that work."""
        other = self.key_hint("secret-dialog.other", "F2", self._other) if self._other else ""
        return f"Enter verder · {other}Esc annuleren"

    def on_mount(self) -> None:
        """Show the meter at its beginning, and have the word lists ready when the first key comes."""
        self.weigh()
        if self.query(StrengthMeter):
            self.call_after_refresh(strength, "x")

    def action_ask_other(self) -> None:
        """Let the user ask for another secret instead."""
        if self._other and not self.has_class("-busy"):
            self.wants_other = True
            self.action_cancel()

    @on(Input.Changed)
    def weigh(self) -> None:
        """Show how strong the new passphrase is."""
        for meter in self.query(StrengthMeter):
            weighed = strength(self._typed("new"), self._words)
            meter.show(weighed.bits, NEEDED_BITS, weighed.sentence)

    @on(Input.Submitted)
    def forward(self, event: Input.Submitted) -> None:
        """Go to the next field, or do it from the last."""
        event.stop()
        fields = list(self.query(SecretInput))
        if event.input is not fields[-1]:
            fields[fields.index(event.input) + 1].focus()  # type: ignore[arg-type]  # only our own fields are here
        elif not self.has_class("-busy"):
            problem = self._problem()
            self._tell(problem)
            if not problem:
                self.do()

    @work(exclusive=True, group="secret")
    async def do(self) -> None:
        """Do the act with what was typed."""
        typed = {secret.name: self._typed(secret.name) for secret in self._secrets}
        self.add_class("-busy")
        try:
            await asyncio.to_thread(self._act, typed)
        except StorageError as refusal:
            self._clear()
            self._tell(str(refusal))
            return
        finally:
            self.remove_class("-busy")
        self._clear()
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Close without doing anything, unless it is being done already."""
        if not self.has_class("-busy"):
            self._clear()
            self.dismiss(False)

    def _problem(self) -> str:
        """Return what is still wrong with what was typed, or "", with the cursor where it can be mended."""
        for secret in self._secrets:
            field = self.query_one(f"#secret-{secret.name}", SecretInput)
            if not field.value:
                field.focus()
                return "Vul dit eerst in."
            if secret.new:
                weighed = strength(field.value, self._words)
                if not weighed.enough:
                    field.focus()
                    return f"Deze wachtwoordzin is te zwak: {weighed.sentence}."
                if field.value != self._typed(_AGAIN):
                    again = self.query_one(f"#secret-{_AGAIN}", SecretInput)
                    again.clear()
                    again.focus()
                    return "De twee wachtwoordzinnen zijn niet gelijk. Typ de tweede opnieuw."
        return ""

    def _typed(self, name: str) -> str:
        found = self.query(f"#secret-{name}").results(SecretInput)
        return next((field.value for field in found), "")

    def _clear(self) -> None:
        for field in self.query(SecretInput):
            field.clear()
        self.query(SecretInput).first().focus()

    def _tell(self, sentence: str) -> None:
        self.query_one("#secret-problem", Static).update(content(f"! {sentence}" if sentence else ""))
