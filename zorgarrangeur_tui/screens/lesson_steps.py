"""The list of steps of the lesson: done, to do now, and still to come; and the question whether to follow it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from widgets.choice_popup import ChoicePopup
from widgets.dialog_frame import DialogFrame
from widgets.plain_text import content
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.lesson.progress import Progress
from zorgarrangeur_tui.lesson.steps import Step

if TYPE_CHECKING:
    from textual import events

    from zorgarrangeur_tui.app import ZorgarrangeurApp

_LEAST_LINES, _BAR_LINES, _OTHER_LINES = 3, 3, 11
"""Lines that the list keeps; that the bar of the lesson takes; and that everything else in this dialog takes."""
_WIDE, _LINES_MORE = 90, 1
"""Where it is narrower, the keys take a line more."""


class Wish(StrEnum):
    """What a user can want of the list."""

    JUMP = "jump"
    SKIP = "skip"
    AGAIN = "again"
    STOP = "stop"
    FRESH = "fresh"


class LessonStepsScreen(DialogFrame[tuple[Wish, str] | None]):
    """The steps, with what the step under the cursor teaches. Closes with what the user wants and the step it is about.

    Widgets: `lesson-steps`, `lesson-why`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "cancel", "Sluiten", show=False, id="lesson-steps.close"),
        Binding("j", "move(1)", "Omlaag", show=False, id="lesson-steps.down"),
        Binding("k", "move(-1)", "Omhoog", show=False, id="lesson-steps.up"),
        Binding("o", "wish('skip')", "Overslaan", show=False, id="lesson-steps.skip"),
        Binding("v", "wish('again')", "Van voren af", show=False, id="lesson-steps.again"),
        Binding("s", "wish('stop')", "Stoppen", show=False, id="lesson-steps.stop"),
        Binding("r", "wish('fresh')", "Oefenregio opnieuw", show=False, id="lesson-steps.fresh"),
    ]
    AUTO_FOCUS = "#lesson-steps"
    DEFAULT_CSS = """
    LessonStepsScreen {
        & #lesson-steps { height: auto; border: none; background: $surface; padding: 0; }
        & #lesson-why { padding: 0 1; height: 4; color: $text-muted; }
    }
    """

    def __init__(self, steps: Sequence[Step], progress: Progress) -> None:
        self._steps = steps
        self._progress = progress
        super().__init__(self._heading())

    def body(self) -> Iterable[Widget]:
        """Return the steps, and the room for what one of them teaches."""
        options = OptionList(
            *(
                Option(content(self._line(number, step)), id=step.id)
                for number, step in enumerate(self._steps, start=1)
            ),
            id="lesson-steps",
        )
        return [options, Static(id="lesson-why", markup=False)]

    def on_mount(self) -> None:
        """Begin at the step to do."""
        ids = [step.id for step in self._steps]
        current = self._progress.current
        self.query_one(OptionList).highlighted = ids.index(current) if current in ids else 0

    def on_resize(self, event: events.Resize) -> None:
        """Let the list take what the other lines leave."""
        super().on_resize(event)
        others = _OTHER_LINES + (_BAR_LINES if self._progress.running else 0)
        others += 0 if event.size.width >= _WIDE else _LINES_MORE
        self.query_one(OptionList).styles.max_height = max(_LEAST_LINES, event.size.height - others)

    def hints(self) -> str:
        """Return the keys that work."""
        own = (
            ("skip", "o", "overslaan"),
            ("stop", "s", "stoppen"),
            ("again", "v", "van voren af"),
            ("fresh", "r", "regio opnieuw"),
        )
        keys = "".join(self.key_hint(f"lesson-steps.{name}", key, does) for name, key, does in own)
        return f"Enter deze stap · {keys}Esc sluiten"

    @on(OptionList.OptionHighlighted)
    def explain(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what the step is good for."""
        step = self._steps[event.option_index]
        words = with_act_keys(f"{step.do} {step.why}", self.app)
        self.query_one("#lesson-why", Static).update(content(words))

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go to the chosen step."""
        self.dismiss((Wish.JUMP, event.option.id or ""))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        steps = self.query_one(OptionList)
        if by > 0:
            steps.action_cursor_down()
        else:
            steps.action_cursor_up()

    def action_wish(self, wish: str) -> None:
        """Close with a wish about the lesson as a whole."""
        self.dismiss((Wish(wish), ""))

    def action_cancel(self) -> None:
        """Close, with everything as it was."""
        self.dismiss(None)

    def _heading(self) -> str:
        count = f"{len(self._progress.done)} van {len(self._steps)} gedaan"
        return f"De les: {count}" if self._progress.running else f"De les: {count}, nu niet aan"

    def _line(self, number: int, step: Step) -> str:
        now = self._progress.running and step.id == self._progress.current
        mark = "✓" if step.id in self._progress.done else " "
        return f"{'▶' if now else ' '} {mark} {number:>2}  {step.title}{'  (nu)' if now else ''}"


class LessonWelcome(DialogFrame[bool]):
    """Asks a new user whether to follow the lesson. One key for either answer."""

    DEFAULT_CSS = "LessonWelcome #lesson-welcome { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Beginnen", show=False, id="lesson-welcome.begin")
    ]

    def __init__(self, count: int) -> None:
        super().__init__("Welkom in de oefenregio")
        self._count = count

    def body(self) -> Iterable[Widget]:
        """Return what the lesson is."""
        words = (
            "Alles hier is verzonnen: de scholen, de kinderen, de mensen. U kunt niets stuk maken.\n\n"
            f"De les leert u de app in {self._count} kleine stappen, in ongeveer vijf minuten. U doet alles zelf. Onderaan staat "
            "steeds wat u kunt doen. Doet u iets anders, dan wacht de les.\n\n"
            f"Met {with_act_keys('{OpenLesson}', self.app)} ziet u alle stappen, slaat u er een over, stopt u, of gaat u later verder."
        )
        return [Static(content(words, multiline=True), id="lesson-welcome")]

    def hints(self) -> str:
        """Return the keys that work."""
        return "Enter: les beginnen   Esc: zelf rondkijken"

    def action_begin(self) -> None:
        """Close with yes."""
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Close with no."""
        self.dismiss(False)


async def ask_lesson_anew(app: ZorgarrangeurApp) -> bool:
    """Ask whether the lesson begins anew with a fresh region; Esc leaves it where it is."""
    picked = await app.push_screen_wait(
        ChoicePopup("En de les?", [("on", "Gaat verder waar u was"), ("anew", "Begint van voren af")], "on")
    )
    return picked is not None and picked.key == "anew"
