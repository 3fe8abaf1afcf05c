"""The lesson in the running app: it watches what the user really does, keeps how far that is, and shows the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from widgets.dialog_frame import DialogFrame
from zorgarrangeur_tui.commands import CommandClass, tell
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.lesson.progress import (
    Progress,
    begun,
    finished_step,
    jumped,
    number_of,
    resumed,
    skipped_step,
    stopped,
)
from zorgarrangeur_tui.lesson.progress_file import read_progress, write_progress
from zorgarrangeur_tui.lesson.steps import Happening, Kind, Step, lesson_steps
from zorgarrangeur_tui.lesson_bar import LessonBar

if TYPE_CHECKING:
    from pathlib import Path

    from storage.changes import Changed
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_OVER = "De les is klaar. Kijk rustig verder rond: hier kunt u niets stuk maken."
_HOME = "{Quit} sluit af. Uw eigen opslag begint u daarna met de opdracht: zorgarrangeur"
_UNKEPT = "Waar u bent in de les, kon niet bewaard worden. De volgende keer begint de les weer hier of eerder."


class LessonGuide:
    """Leads the user through the lesson.

    Args:
        app: the app on a practice region.
        file: where progress is kept; None for nowhere.
    """

    def __init__(self, app: ZorgarrangeurApp, file: Path | None) -> None:
        self.steps = lesson_steps()
        self._app = app
        self._file = file
        self._kept = read_progress(file, self.steps)
        self.progress = self._kept or Progress()
        self._just_done = ""
        self._unkept_told = False
        app.screen_change_signal.subscribe(app, self._screen_changed)

    @property
    def current(self) -> Step | None:
        """The step to do now; None while the lesson does not run, or is over."""
        if not self.progress.running:
            return None
        return next((step for step in self.steps if step.id == self.progress.current), None)

    async def greet(self) -> None:
        """Ask a new user whether to follow the lesson; tell others that it goes on, or how it comes back."""
        from zorgarrangeur_tui.screens.lesson_steps import LessonWelcome  # noqa: PLC0415 - once per start

        if self._kept is None:
            if await self._app.push_screen_wait(LessonWelcome(len(self.steps))):
                self.begin()
            else:
                self.stop()
        elif self.current is None:
            self.stop()
        if self.current is None:
            tell(self._app, f"De les begint met {self._words('{OpenLesson}')}.")

    def begin(self) -> None:
        """Begin at the first step."""
        self._set(begun(self.steps))

    def resume(self) -> None:
        """Go on where the user was."""
        self._set(resumed(self.progress, self.steps))

    def jump(self, step_id: str) -> None:
        """Go to another step."""
        self._set(jumped(self.progress, step_id))

    def skip(self) -> None:
        """Go to the next step without doing this one."""
        self._set(skipped_step(self.progress, self.steps))

    def stop(self) -> None:
        """Put the lesson away; F5 brings it back."""
        self._set(stopped(self.progress))

    def acted(self, command: CommandClass) -> None:
        """Take in that an act was done."""
        self._happened(Happening(Kind.ACT, command.__name__))
        chapter = getattr(self._app.screen, "chapter", None)
        if chapter is not None:
            self._happened(Happening(Kind.CHAPTER, str(chapter.id)))

    def changed(self, changed: Changed) -> None:
        """Take in what was written. What was taken back does not count as written."""
        from zorgarrangeur_tui.desk.records import UNDOING  # noqa: PLC0415 - loaded with the store

        if changed.act != UNDOING:
            for record_type in sorted({record_type for record_type, _ in changed.records}):
                self._happened(Happening(Kind.WRITTEN, record_type))

    def filtered(self, text: str) -> None:
        """Take in that a list on this screen was narrowed."""
        if text:
            self._happened(Happening(Kind.FILTERED, type(self._app.screen).__name__))

    def show(self) -> None:
        """Show the bar on the screen in front, as it should be now, or take it away."""
        screen = self._app.screen
        bars = screen.query(LessonBar)
        texts = self._texts()
        if texts is None:
            bars.remove()
        elif bars:
            bars.first().show(*texts)
        elif screen.is_attached and not getattr(screen, "SHOWS_BELOW", False):
            screen.mount(LessonBar(*texts))

    def _texts(self) -> tuple[str, str, str] | None:
        """Return what the bar says; None for no bar."""
        done = f"✓ {self._just_done} · " if self._just_done else ""
        step = self.current
        if step is None:
            return (f"{done}{_OVER}", self._words(_HOME), "") if self.progress.running else None
        number = number_of(step.id, self.steps)
        heading = f"{done}Les, stap {number} van {len(self.steps)} ({self._words('{OpenLesson}')}): {step.title}"
        return heading, self._words(step.task(self._in_sight())), self._words(step.why)

    def _words(self, text: str) -> str:
        return with_act_keys(text, self._app)

    def _in_sight(self) -> list[str]:
        """Return the class names of the screen in front, and of the one under dialogs."""
        names = []
        for screen in reversed(self._app.screen_stack):
            names.append(type(screen).__name__)
            if not screen.is_modal:
                break
        return names

    def _screen_changed(self, screen: Screen[Any]) -> None:
        title = screen.dialog_title if isinstance(screen, DialogFrame) else ""
        self._happened(Happening(Kind.SCREEN, type(screen).__name__, title))
        # Not at once: the screen is told of before it is ready to hold a bar.
        self._app.call_later(self.show)

    def _happened(self, happening: Happening) -> None:
        step = self.current
        if step is not None and step.finished_by(happening):
            number = number_of(step.id, self.steps)
            self._set(finished_step(self.progress, self.steps), just_done=f"Stap {number} gedaan")

    def _set(self, progress: Progress, *, just_done: str = "") -> None:
        self.progress = progress
        self._just_done = just_done
        try:
            write_progress(self._file, progress)
        except OSError:
            if not self._unkept_told:
                self._unkept_told = True
                tell(self._app, _UNKEPT, severity="warning", seconds=12)
        self._app.call_later(self.show)
