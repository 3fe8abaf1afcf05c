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
from textual.widgets import ContentSwitcher, Input, Static

from storage.errors import StorageError
from storage.recovery_code import new_recovery_code
from widgets.busy_dots import BusyDots
from widgets.choice_fields import ChoiceField
from widgets.ends_its_work import EndsItsWork
from widgets.field_spec import FieldSpec
from widgets.plain_input import PlainInput
from widgets.plain_text import content
from widgets.secret_input import ReadableSecretInput, SecretInput
from widgets.strength_meter import StrengthMeter
from zorgarrangeur_tui.domain.passphrase_strength import NEEDED_BITS, strength
from zorgarrangeur_tui.keys.door_keys import DoorKeys, door_keys
from zorgarrangeur_tui.screens.new_code import asked_groups, code_picture, group_problem
from zorgarrangeur_tui.session import AppEnd, AppSettings

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_ROLES = (
    ("arranger", "Zorgarrangeur: ik regel zorg op scholen"),
    ("coordinator", "Coördinator: ik krijg bundels van arrangeurs"),
)
_KEYS = {"back": "Esc", "next": "Ctrl+S", "rescue": "F3", "practise": "F5"}
"""What can be done by a key of its own, with the key that it began with."""
_HINTS = {
    "step-who": (("next", "verder"), ("practise", "eerst oefenen"), ("rescue", "kopie terugzetten")),
    "step-paper": (("next", "verder"), ("back", "terug")),
    "step-check": (("next", "klaar"), ("back", "de code nog eens")),
}
"""Of these, what is named per step."""


class FirstRunScreen(Screen[None], EndsItsWork):
    """Makes a new store in three steps. Nothing is written before the last one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Terug", show=False, id="first-run.back"),
        Binding("ctrl+s", "next", "Verder", show=False, id="first-run.next"),
        Binding("f3", "rescue", "Kopie terugzetten", show=False, id="first-run.rescue"),
        Binding("f5", "practise", "Eerst oefenen", show=False, id="first-run.practise"),
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
        & .first-run--practise { margin: 1 0; }
        &.-short .first-run--practise { margin: 0; }
        & .first-run--label { margin-top: 1; height: 1; }
        &.-short .first-run--label { margin-top: 0; }
        & Input { border: none; height: 1; background: $panel; padding: 0 1; }
        & Input:focus { border: none; background-tint: $foreground 12%; }
        & ChoiceField { background: $panel; padding: 0 1; }
        & ChoiceField:focus { background-tint: $foreground 12%; }
        & #recovery-code { margin: 1 0; text-style: bold; width: auto; padding: 0 2; border: heavy $accent; }
        & #first-run-problem { color: $text-error; text-style: bold; height: auto; }
        &.-busy #first-run-problem { color: $foreground; text-style: none; }
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
        self._code_seen = False

    def on_mount(self) -> None:
        """Start with the name: most users are arrangeurs."""
        self.query_one("#name").focus()
        self.weigh()
        # The first weighing reads word lists; later, the meter would say "0" beside what is already typed.
        self.call_after_refresh(strength, "x")
        self._show_keys("step-who")

    def compose(self) -> ComposeResult:
        """Show the steps, one at a time."""
        with Vertical(id="first-run"):
            with ContentSwitcher(initial="step-who", id="first-run-steps"):
                yield VerticalScroll(*self._who(), id="step-who", can_focus=False)
                yield VerticalScroll(*self._paper(), id="step-paper", can_focus=False)
                yield VerticalScroll(*self._check(), id="step-check", can_focus=False)
            yield BusyDots()
            yield Static("", id="first-run-problem", markup=False)
            yield DoorKeys(id="first-run-keys", classes="first-run--hint")

    def _who(self) -> list[Any]:
        return [
            Static("Welkom bij Zorgarrangeur  (stap 1 van 3)", classes="first-run--title", markup=False),
            Static(
                f"Eerst oefenen? {self._key('practise')} opent een verzonnen regio met een les van vijf minuten. "
                "Daarna komt u hier terug.",
                classes="first-run--practise",
                markup=False,
            ),
            Static(
                "Wat u opschrijft, staat alleen op deze computer en is versleuteld.",
                classes="first-run--hint",
                markup=False,
            ),
            Static("Wat doet u? (Shift+Tab gaat erheen, ← en → kiezen)", classes="first-run--label", markup=False),
            ChoiceField(FieldSpec("role", "Wat doet u?", "choice", _ROLES[0][0], choices=_ROLES, required=True)),
            Static("Uw naam, zoals collega's u kennen", classes="first-run--label", markup=False),
            PlainInput(id="name", max_length=80, compact=False),
            Static("Wachtwoordzin: vier of meer eigen woorden", classes="first-run--label", markup=False),
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
            Static(f"Staat alles op papier? Druk op {self._key('next')}.", markup=False),
        ]

    def _check(self) -> list[Any]:
        fields: list[Any] = [
            Static("Klopt uw papier?  (stap 3 van 3)", classes="first-run--title", markup=False),
            Static(
                f"Typ twee groepen over van uw papier. {self._key('back')} toont de code nog een keer.", markup=False
            ),
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

    @on(Input.Changed)
    def forget_problem(self, event: Input.Changed) -> None:
        """Take away what was wrong once the user mends it; a field that the app emptied itself mends nothing."""
        if event.value and not self.has_class("-busy"):
            self._tell("")

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

    def action_practise(self) -> None:
        """Go to the practice region first, unless the code was seen: what is on paper must stay the code."""
        if self._code_seen:
            self._tell("Uw herstelcode is er al. Maak dit eerst af; oefenen kan altijd met: zorgarrangeur demo")
        else:
            self._zorg_app.leave(AppEnd.PRACTICE)

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
        self._tell("Uw opslag wordt gemaakt. Dit duurt enkele seconden.")
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
        app = self._zorg_app
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
            return f"Deze wachtwoordzin is te zwak: {weighed.sentence}."
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

    @property
    def _zorg_app(self) -> ZorgarrangeurApp:
        app: ZorgarrangeurApp = self.app  # type: ignore[assignment]  # this screen lives in no other app
        return app

    def _key(self, act: str) -> str:
        """Return how the key for an act of this screen is written now."""
        return self._zorg_app.key_of(f"first-run.{act}", _KEYS[act])

    def _show_keys(self, step: str) -> None:
        leaving = door_keys(self._zorg_app)[-1]
        typing = (("Enter", "volgende"),) if step != "step-paper" else ()
        own = [(self._key(act), does) for act, does in _HINTS[step]]
        self.query_one(DoorKeys).show(*typing, *own, leaving)

    def _text(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value

    def _show(self, step: str) -> None:
        self.query_one("#first-run-steps", ContentSwitcher).current = step
        self._code_seen = True
        self._show_keys(step)
        self._tell("")
        first = {"step-who": "#name", "step-check": f"#group-{self._asked[0]}"}.get(step)
        if first:
            self.query_one(first).focus()
        else:
            self.set_focus(None)

    def _tell(self, sentence: str) -> None:
        self.query_one("#first-run-problem", Static).update(content(sentence) if sentence else Content(""))
