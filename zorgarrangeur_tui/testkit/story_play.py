"""Playing a story: its keys are pressed one by one in a real app without a terminal, and what it shows is compared."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual import events

from zorgarrangeur_tui.crash import SafeCrash
from zorgarrangeur_tui.testing import PASSPHRASE, Tester
from zorgarrangeur_tui.testkit.stage import Stage
from zorgarrangeur_tui.testkit.story import Step, Story
from zorgarrangeur_tui.testkit.story_look import differences

Watch = Callable[[int, Step, Tester], Awaitable[None]]
"""Gets the number of a step that went well, the step, and the app as it then is."""


class StoryFailure(AssertionError):
    """A story does not go as it says. The text tells which step, what was expected, and what was on screen."""


async def play(story: Story, folder: Path, watch: Watch | None = None) -> None:
    """Play a story on throw-away stores in an empty folder.

    Args:
        story: what to play.
        folder: where the stores and files of the story are made.
        watch: gets each step that went well.

    Raises:
        StoryFailure: something is not as the story says.
    """
    number = 0
    try:
        async with Stage(story, folder) as stage:
            for number, step in enumerate(story.steps, start=1):
                problems = await _StepPlayer(stage, step).problems()
                if problems:
                    raise StoryFailure(_report(story, number, step, problems, stage.tester.pages.text()))
                if watch is not None:
                    await watch(number, step, stage.tester)
    except SafeCrash as crash:
        raise StoryFailure(f"„{story.title}”, stap {number}: de app stopte met een fout.\n{crash.report}") from crash


class _StepPlayer:
    """Plays one step."""

    def __init__(self, stage: Stage, step: Step) -> None:
        self._stage = stage
        self._step = step
        self._told: dict[str, str] = {}
        self._told_before = set(stage.tester.pages.notices_by_id())

    async def problems(self) -> list[str]:
        """Do the step and return what is not as expected."""
        problem = await self._act()
        if problem:
            return [problem]
        runs = await self._stage.follow_lock()
        self._listen()
        if runs:
            return list(differences(self._step, self._stage.tester.pages, list(self._told.values()), self._filled))
        expects = self._step != Step(**{name: getattr(self._step, name) for name in _ACTS})
        return ["De app is afgesloten; hierna valt niets meer te zien."] if expects else []

    async def _act(self) -> str:
        """Do what the step does, in the order of its words. Return what could not be done, or ""."""
        step, stage = self._step, self._stage
        stage.write_down_code()
        if step.person:
            await stage.turn_to(step.person)
        if stage.tester.app.return_value is not None:
            return "De app is al afgesloten."
        # Keys are pressed faster than a person reads: what an earlier step told in the corner would lie over what is asked now.
        stage.tester.app.clear_notifications()
        if step.clock is not None:
            await stage.move_clock(step.clock.total_seconds())
        if step.idle is not None:
            await stage.tester.pass_time(int(step.idle.total_seconds()))
        if step.size is not None:
            await stage.resize(step.size)
        for act in (self._press_keys, self._fill, self._write, self._press_after):
            try:
                await act()
            except AssertionError as problem:
                return str(problem)
        return ""

    async def _press_keys(self) -> None:
        await self._press(self._step.keys)

    async def _press_after(self) -> None:
        await self._press(self._step.after)

    async def _press(self, keys: tuple[str, ...]) -> None:
        for number, key in enumerate(keys, start=1):
            await self._stage.tester.press(key)
            self._listen()
            if self._stage.tester.app.return_value is not None and number < len(keys):
                raise AssertionError(f"De app sloot af bij toets „{key}”; de toetsen daarna deden niets.")

    async def _fill(self) -> None:
        if self._step.fields:
            pages = self._stage.tester.pages
            assert pages.form.is_open, f"Er is geen formulier open, maar {pages.open_screen}."
            await pages.form.fill({label: self._filled(value) for label, value in self._step.fields.items()})
            self._listen()

    async def _write(self) -> None:
        tester = self._stage.tester
        if self._step.text:
            await tester.type(self._filled(self._step.text))
            self._listen()
        if self._step.paste:
            tester.app.post_message(events.Paste(self._filled(self._step.paste)))
            await tester.pages.settle()
            self._listen()

    def _listen(self) -> None:
        """Remember what is told in the corner, which goes away by itself."""
        for identity, sentence in self._stage.tester.pages.notices_by_id().items():
            if identity not in self._told_before:
                self._told[identity] = sentence

    def _filled(self, text: str) -> str:
        """Return a text with what a story cannot know in the place where it names it."""
        known = {"{map}": str(self._stage.files), "{wachtwoordzin}": PASSPHRASE, "{groep}": self._stage.asked_group()}
        for name, value in known.items():
            text = text.replace(name, value)
        return text


_ACTS = ("what", "person", "clock", "idle", "size", "keys", "fields", "text", "paste", "after")
"""The fields of a step that are not expectations."""


def _report(story: Story, number: int, step: Step, problems: list[str], frame: str) -> str:
    width = max([len(line) for line in frame.splitlines()] or [0])
    bar = "─" * max(20, min(width, 120))
    name = f"stap {number}{f': {step.what}' if step.what else ''}"
    return "\n".join([f"„{story.title}”, {name}", *(f"  {one}" for one in problems), bar, frame, bar])
