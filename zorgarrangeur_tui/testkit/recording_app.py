"""The practice region with a recorder: what is done in it becomes a story. Never on a store of one's own."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from textual import events
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.widgets import Input, Static, TextArea

from storage.atomic_file import write_atomically
from storage.clock import WALL_CLOCK, system_clock
from storage.store import Store
from zorgarrangeur_tui.app import ZorgarrangeurApp
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.idle import Clocks
from zorgarrangeur_tui.session import AppEnd, AppSettings
from zorgarrangeur_tui.testkit.frame import notices, says
from zorgarrangeur_tui.testkit.recorder import Deed, KeyPressed, Pasted, Recorder, Resized, Seen, Typed
from zorgarrangeur_tui.testkit.story import SUFFIX, Story, StoryFault
from zorgarrangeur_tui.testkit.story_text import story_text

_SHOWN_NAMES = {"space": "spatie", "escape": "esc"}
_NO_MOUSE = "Een opname kent alleen toetsen. De muis doet nu niets."


class RecordingApp(ZorgarrangeurApp):
    """The app on the practice region, of which every key becomes part of a story. The mouse does nothing meanwhile.

    Args:
        settings: those of a practice region.
        store: the practice region.
        story: title and beginning of the story.
        path: where the story is kept, after each step.
    """

    def __init__(self, settings: AppSettings, store: Store, story: Story, path: Path) -> None:
        assert settings.demo, "a story holds what is typed, so only invented data may be in it"
        super().__init__(settings, store)
        self._path = path
        self._recorder: Recorder | None = None
        self._story = story
        self._told: set[str] = set()

    async def on_event(self, event: events.Event) -> None:
        """Note what the user does, then let the app do it."""
        if isinstance(event, events.MouseEvent):
            self._refuse_mouse(event)
            return
        if isinstance(event, events.Resize):
            self._note(event)
        await super().on_event(event)

    async def type_now(self, event: events.Key | events.Paste) -> None:
        """Note what is typed when its turn comes: only then it is clear what has the keyboard."""
        self._note(event)
        await super().type_now(event)

    def leave(self, end: AppEnd) -> None:
        """Finish the story, and stop."""
        if self._recorder is not None:
            self._recorder.finish(without_last_key=end is AppEnd.QUIT)
            self._recorder = None
        super().leave(end)

    def _note(self, event: events.Event) -> None:
        deed = self._deed(event)
        if deed is not None and self.session is not None:
            if self._recorder is None:
                self._recorder = Recorder(replace(self._story, size=(self.size.width, self.size.height)), self._keep)
            self._recorder.note(deed, self._seen())

    def _deed(self, event: events.Event) -> Deed | None:
        """Return what an event is in a story; None for what is not in it."""
        if isinstance(event, events.Paste):
            return Pasted(event.text) if event.text else None
        if isinstance(event, events.Resize):
            size = (event.size.width, event.size.height)
            return Resized(size) if self._recorder is not None and size != (self.size.width, self.size.height) else None
        if not isinstance(event, events.Key):
            return None
        if event.is_printable and event.character and isinstance(self.focused, (Input, TextArea)) and not self.covered:
            return Typed(event.character)
        return KeyPressed(_written(event), self._act_words(event.key))

    def _act_words(self, key: str) -> str:
        bound = self.screen.active_bindings.get(key)
        if bound is None or (bound.node is self.focused and isinstance(bound.node, (Input, TextArea))):
            return ""
        description = bound.binding.description
        return "" if description in _english_words(type(bound.node)) else description

    def _seen(self) -> Seen | None:
        """Return what is on screen; None while the app is busy with it."""
        waiting = self.screen.message_queue_size + (self.focused.message_queue_size if self.focused else 0)
        busy = [worker for worker in self.workers if not worker.is_finished]
        if waiting or any(worker.group != "acts" for worker in busy) or (busy and not self.screen.is_modal):
            return None
        told = {identity: sentence for identity, sentence in notices(self).items() if sentence not in self._told}
        return Seen(type(self.screen).__name__, self._heading(), told)

    def _heading(self) -> str:
        """Return the heading of the screen in front, when it stands there whole, or what is on its cover."""
        if self.covered:
            return " ".join("".join(self.cover_lines()).split())
        with suppress(NoMatches):
            for line in self.screen.query(Static):
                if (line.id or "").endswith(("-heading", "-title")) and line.display:
                    text = " ".join(str(line.content).split())
                    return text if text and says(self, text) else ""
        return ""

    def _keep(self, story: Story) -> None:
        """Write the story; when that fails, say so once and go on."""
        try:
            write_atomically(self._path, story_text(story).encode())
        except OSError as error:
            self._say(f"De opname is niet weggeschreven ({error.strerror}). De volgende stap probeert het weer.")

    def _refuse_mouse(self, event: events.MouseEvent) -> None:
        if isinstance(event, events.MouseDown) and _NO_MOUSE not in self._told:
            self._say(_NO_MOUSE)

    def _say(self, sentence: str) -> None:
        """Tell what only a recording tells, which is therefore not in the story."""
        self._told.add(sentence)
        tell(self, sentence, severity="warning")


def run_recording(path: Path, school_count: int = 12, seed: int = 1) -> int:
    """Run the app on a fresh invented region and write a story of what is done in it.

    The clock stands still at the moment of starting, as it will when the story is played.

    Returns:
        The exit code, as in `run_app`.

    Raises:
        StoryFault: the story cannot be written there.
    """
    from zorgarrangeur_tui.demo.passing_folder import passing_folder  # noqa: PLC0415 - a recording only
    from zorgarrangeur_tui.demo.practice_store import make_practice_store, practice_settings  # noqa: PLC0415
    from zorgarrangeur_tui.process_end import run_to_its_end  # noqa: PLC0415

    check_place(path)
    begin = system_clock().replace(microsecond=0)
    settings = replace(practice_settings(), clock=lambda: begin)
    story = new_story(path, begin, school_count, seed)
    print("De oefenregio wordt gemaakt…", flush=True)  # noqa: T201 - a few seconds before the first screen
    with passing_folder() as folder:
        store = make_practice_store(folder / "opslag", settings, school_count=school_count, seed=seed)
        still = Clocks(lambda: 0.0, begin.timestamp)
        app_settings = AppSettings(store.folder, settings, demo=True, clocks=still, passing_folder=folder)
        return run_to_its_end(RecordingApp(app_settings, store, story, path))


def new_story(path: Path, begin: datetime, school_count: int, seed: int) -> Story:
    """Return a story without steps, that begins as this recording does."""
    title = path.name.removesuffix(SUFFIX).replace("_", " ").replace("-", " ")
    moment = begin.astimezone(WALL_CLOCK).replace(tzinfo=None)
    return Story(title, (), school_count=school_count, seed=seed, moment=moment)


def check_place(path: Path) -> None:
    """See to it that a story can be written there and overwrites nothing.

    Raises:
        StoryFault: with what to do.
    """
    if not path.name.endswith(SUFFIX) or path.name == SUFFIX:
        raise StoryFault(f"Geef de opname een naam die eindigt op {SUFFIX}, zoals verslag{SUFFIX}.")
    if path.exists() or path.is_symlink():
        raise StoryFault(f"{path.name} bestaat al; een opname overschrijft niets. Kies een andere naam.")
    if not path.parent.is_dir():
        raise StoryFault("De map voor de opname bestaat niet. Maak hem eerst, of kies een andere.")


def _written(event: events.Key) -> str:
    """Return a key as a story writes it."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return _SHOWN_NAMES.get(event.key, event.key)


def _english_words(owner: type[DOMNode]) -> set[str]:
    """Return what Textual calls the keys that a widget has from it, such as "Focus Next"."""
    own = (base for base in owner.__mro__ if base.__module__.startswith("textual."))
    bindings = (binding for base in own for binding in base.__dict__.get("BINDINGS", ()))
    return {binding.description for binding in bindings if isinstance(binding, Binding)}
