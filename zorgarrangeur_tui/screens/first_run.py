"""The first run: who you are, a strong passphrase, and the recovery code on paper."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Input, LoadingIndicator, Static

from storage.errors import StorageError
from storage.recovery_code import new_recovery_code
from widgets.choice_fields import ChoiceField
from widgets.field_spec import FieldSpec
from widgets.plain_input import PlainInput
from widgets.plain_text import content
from widgets.secret_input import ReadableSecretInput, SecretInput
from widgets.strength_meter import StrengthMeter
from zorgarrangeur_tui.domain.passphrase_strength import NEEDED_BITS, strength
from zorgarrangeur_tui.screens.new_code import asked_groups, code_picture, group_problem
from zorgarrangeur_tui.session import AppSettings

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_ROLES = (
    ("arranger", "Zorgarrangeur: ik regel zorg op scholen"),
    ("coordinator", "Coördinator: ik krijg bundels van arrangeurs"),
)


class FirstRunScreen(Screen[None]):
    """Makes a new store in three steps. Nothing is written before the last one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Terug", show=False),
        Binding("ctrl+s", "next", "Verder", show=False),
        Binding("f3", "rescue", "Kopie terugzetten", show=False),
    ]
    DEFAULT_CSS = """
    FirstRunScreen {
        align: center middle;
        & > #first-run { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 2; border: round $primary;
            background: $surface; }
        & ContentSwitcher { height: auto; max-height: 1fr; }
        & VerticalScroll { height: auto; max-height: 80vh; }
        & .first-run--title { text-style: bold; }
        & .first-run--hint { color: $text-muted; }
        & .first-run--label { margin-top: 1; height: 1; }
        &.-short .first-run--label { margin-top: 0; }
        & Input { border: none; height: 1; background: $panel; padding: 0 1; }
        & Input:focus { border: none; background-tint: $foreground 12%; }
        & ChoiceField { background: $panel; padding: 0 1; }
        & ChoiceField:focus { background-tint: $foreground 12%; }
        & #recovery-code { margin: 1 0; text-style: bold; width: auto; padding: 0 2; border: heavy $accent; }
        & #first-run-problem { color: $text-error; text-style: bold; height: auto; }
        & LoadingIndicator { height: 1; display: none; }
        &.-busy LoadingIndicator { display: block; }
        &:nocolor Input:focus, &:nocolor ChoiceField:focus { text-style: reverse; }
    }
    """
    ALLOW_SELECT = False
    VERTICAL_BREAKPOINTS = [(0, "-short"), (27, "-tall")]

    def __init__(self, settings: AppSettings) -> None:
        super().__init__()
        self._settings = settings
        self._code = new_recovery_code()
        self._asked = asked_groups(self._code)

    def on_mount(self) -> None:
        """Start with the name: most users are arrangeurs."""
        self.query_one("#name").focus()
        self.weigh()

    def compose(self) -> ComposeResult:
        """Show the steps, one at a time."""
        with Vertical(id="first-run"):
            with ContentSwitcher(initial="step-who", id="first-run-steps"):
                yield VerticalScroll(*self._who(), id="step-who", can_focus=False)
                yield VerticalScroll(*self._paper(), id="step-paper", can_focus=False)
                yield VerticalScroll(*self._check(), id="step-check", can_focus=False)
            yield LoadingIndicator()
            yield Static("", id="first-run-problem", markup=False)
            yield Static(
                "Enter: volgende   Ctrl+S: verder   Esc: terug   F3: kopie terugzetten   Ctrl+Q: sluiten",
                classes="first-run--hint",
                markup=False,
            )

    def _who(self) -> list[Any]:
        return [
            Static("Welkom bij Zorgarrangeur  (stap 1 van 3)", classes="first-run--title", markup=False),
            Static(
                "Alles wat u opschrijft, staat alleen op deze computer en is versleuteld.",
                classes="first-run--hint",
                markup=False,
            ),
            Static("Wat doet u?", classes="first-run--label", markup=False),
            ChoiceField(FieldSpec("role", "Wat doet u?", "choice", _ROLES[0][0], choices=_ROLES, required=True)),
            Static("Uw naam, zoals collega's u kennen", classes="first-run--label", markup=False),
            PlainInput(id="name", max_length=80, compact=False),
            Static(
                "Wachtwoordzin: vier of meer woorden die alleen u bedenkt", classes="first-run--label", markup=False
            ),
            SecretInput(id="passphrase"),
            StrengthMeter(id="strength"),
            Static("Nog een keer dezelfde wachtwoordzin", classes="first-run--label", markup=False),
            SecretInput(id="passphrase-again"),
        ]

    def _paper(self) -> list[Any]:
        return [
            Static("Uw herstelcode  (stap 2 van 3)", classes="first-run--title", markup=False),
            Static(
                "Vergeet u de wachtwoordzin, dan is dit de enige weg terug. Schrijf de zeven groepen op papier en bewaar "
                "dat thuis, niet bij deze laptop. De code komt hierna niet meer in beeld.",
                markup=False,
            ),
            Static(content(code_picture(self._code), multiline=True), id="recovery-code"),
            Static("Staat alles op papier? Druk op Ctrl+S.", markup=False),
        ]

    def _check(self) -> list[Any]:
        fields: list[Any] = [
            Static("Klopt uw papier?  (stap 3 van 3)", classes="first-run--title", markup=False),
            Static("Typ twee groepen over van uw papier. Esc toont de code nog een keer.", markup=False),
        ]
        for number in self._asked:
            fields.append(Static(f"Groep {number + 1}", classes="first-run--label", markup=False))
            fields.append(ReadableSecretInput(id=f"group-{number}", max_length=6))
        return fields

    @property
    def step(self) -> str:
        """The step on screen: `step-who`, `step-paper` or `step-check`."""
        return str(self.query_one("#first-run-steps", ContentSwitcher).current)

    @on(Input.Changed, "#passphrase,#name")
    def weigh(self) -> None:
        """Show how strong the passphrase is."""
        weighed = strength(self._text("passphrase"), [self._text("name")])
        self.query_one(StrengthMeter).show(weighed.bits, NEEDED_BITS, weighed.sentence)

    @on(Input.Submitted)
    def forward(self, event: Input.Submitted) -> None:
        """Go to the next field, or to the next step from the last."""
        event.stop()
        last = {"step-who": "passphrase-again", "step-check": f"group-{self._asked[-1]}"}.get(self.step)
        if event.input.id == last:
            self.action_next()
        else:
            self.focus_next()

    @work(group="acts")
    async def action_rescue(self) -> None:
        """Put a backup back instead of beginning anew, and go on to unlocking it."""
        from zorgarrangeur_tui.screens.rescue import RescueScreen  # noqa: PLC0415 - for who lost a laptop
        from zorgarrangeur_tui.screens.unlock import UnlockScreen  # noqa: PLC0415

        if await self.app.push_screen_wait(RescueScreen(self._settings)):
            # Not awaited here: this worker ends with the screen that is left.
            self.app.call_later(self.app.switch_screen, UnlockScreen(self._settings))

    def action_back(self) -> None:
        """Go back one step."""
        previous = {"step-check": "step-paper", "step-paper": "step-who"}.get(self.step)
        if previous and not self.has_class("-busy"):
            self._show(previous)

    def action_next(self) -> None:
        """Go on, when this step is complete."""
        if self.has_class("-busy"):
            return
        problem = self._problem()
        self._tell(problem)
        if problem:
            return
        if self.step == "step-check":
            self.make_store()
        else:
            self._show({"step-who": "step-paper", "step-paper": "step-check"}[self.step])

    @work(exclusive=True, group="create")
    async def make_store(self) -> None:
        """Make the store and go to work in it."""
        from storage.store import create  # noqa: PLC0415 - the database libraries load with the last step
        from zorgarrangeur_tui.screens.sheet import offer_sheet  # noqa: PLC0415 - as above

        self.add_class("-busy")
        role = str(self.query_one(ChoiceField).read())
        try:
            store = await asyncio.to_thread(
                create,
                self._settings.folder,
                label=self._text("name").strip(),
                role=role,
                passphrase=self._text("passphrase"),
                recovery_code=self._code,
                settings=self._settings.store,
            )
        except StorageError as refusal:
            self._tell(str(refusal))
            return
        finally:
            self.remove_class("-busy")
        for field in self.query(SecretInput):
            field.clear()
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        await app.enter(store)
        app.run_worker(offer_sheet(app, store, self._code), group="acts")

    def _problem(self) -> str:
        """Return what is still wrong in this step, or ""."""
        if self.step == "step-who":
            return self._problem_with_who()
        if self.step == "step-check":
            return self._problem_with_check()
        return ""

    def _problem_with_who(self) -> str:
        name, passphrase = self._text("name").strip(), self._text("passphrase")
        if not name:
            self.query_one("#name").focus()
            return "Vul uw naam in."
        weighed = strength(passphrase, [name])
        if not weighed.enough:
            self.query_one("#passphrase").focus()
            return f"Deze wachtwoordzin is te zwak. {weighed.sentence}"
        if passphrase != self._text("passphrase-again"):
            again = self.query_one("#passphrase-again", SecretInput)
            again.clear()
            again.focus()
            return "De twee wachtwoordzinnen zijn niet gelijk. Typ de tweede opnieuw."
        return ""

    def _problem_with_check(self) -> str:
        for number in self._asked:
            problem = group_problem(self._code, number, self._text(f"group-{number}"))
            if problem:
                self.query_one(f"#group-{number}").focus()
                return problem
        return ""

    def _text(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value

    def _show(self, step: str) -> None:
        self.query_one("#first-run-steps", ContentSwitcher).current = step
        self._tell("")
        first = {"step-who": "#name", "step-check": f"#group-{self._asked[0]}"}.get(step)
        if first:
            self.query_one(first).focus()
        else:
            self.set_focus(None)

    def _tell(self, sentence: str) -> None:
        self.query_one("#first-run-problem", Static).update(content(sentence) if sentence else Content(""))
