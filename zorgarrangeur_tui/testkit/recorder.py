"""How what a user does becomes the steps of a story. Plain values in, a story out; no app in here.

A step ends where something to see changed: another screen, another heading, a sentence in the corner. It then expects
just that, so that it plays again and a tester can read and change it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from zorgarrangeur_tui.testkit.story import Step, Story


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands on screen, as far as a step may expect it.

    Attributes:
        screen: the class of the screen in front.
        heading: the line that says what is shown; "" when there is none.
        notices: the sentences in the corner by identity.
    """

    screen: str
    heading: str = ""
    notices: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key, as a story writes it, and the words of what it does ("" for none)."""

    key: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A character in a field."""

    character: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was pasted."""

    text: str


@dataclass(frozen=True, slots=True)
class Resized:
    """The terminal got another size."""

    size: tuple[int, int]


Deed = KeyPressed | Typed | Pasted | Resized


class Recorder:
    """Makes a story of what a user does.

    Args:
        story: the story so far: its title and on what it begins.
        keep: gets the story after each step.
    """

    def __init__(self, story: Story, keep: Callable[[Story], None]) -> None:
        self._story = story
        self._keep = keep
        self._step = Step()
        self._words: list[str] = []
        self._seen: Seen | None = None

    def note(self, deed: Deed, seen: Seen | None) -> None:
        """Note what a user does.

        Args:
            deed: what it is.
            seen: what is on screen just before it; None when the app is still busy, so that there is nothing to hold on to.
        """
        if seen is not None:
            self._look(seen)
        if not _fits(self._step, deed):
            self._end_step(seen)
        self._step = _with(self._step, deed)
        if isinstance(deed, KeyPressed) and deed.words and deed.words not in self._words:
            self._words.append(deed.words)

    def finish(self, *, without_last_key: bool) -> None:
        """End the story; without the key that closed the app, for which there is nothing to see afterwards."""
        step = self._step
        if without_last_key:
            step = replace(step, after=step.after[:-1]) if step.after else replace(step, keys=step.keys[:-1])
        if step != Step():
            self._step = step
            self._end_step(None)

    def _look(self, seen: Seen) -> None:
        """End the step when something to see changed since it began."""
        before, self._seen = self._seen, seen
        if before is None:
            self._words = ["Begin"]
            self._end_step(seen)
        elif self._step != Step() and (
            before.screen != seen.screen or before.heading != seen.heading or set(seen.notices) - set(before.notices)
        ):
            new = tuple(text for identity, text in seen.notices.items() if identity not in before.notices)
            self._end_step(seen, new)

    def _end_step(self, seen: Seen | None, notices: tuple[str, ...] = ()) -> None:
        step = replace(self._step, what=_words(self._step, self._words), notices=notices)
        if seen is not None:
            step = replace(step, screen=seen.screen, see=(seen.heading,) if seen.heading else ())
        self._story = replace(self._story, steps=(*self._story.steps, step))
        self._step, self._words = Step(), []
        self._keep(self._story)


def _fits(step: Step, deed: Deed) -> bool:
    """Tell whether a deed can still be part of a step, in which a size comes first, then keys, then text, then keys."""
    if isinstance(deed, Resized):
        return step == Step(size=step.size)
    if isinstance(deed, Typed):
        return not step.paste and not step.after
    if isinstance(deed, Pasted):
        return not step.text and not step.paste and not step.after
    return True


def _with(step: Step, deed: Deed) -> Step:
    if isinstance(deed, Resized):
        return replace(step, size=deed.size)
    if isinstance(deed, Typed):
        return replace(step, text=step.text + deed.character)
    if isinstance(deed, Pasted):
        return replace(step, paste=deed.text)
    if step.text or step.paste:
        return replace(step, after=(*step.after, deed.key))
    return replace(step, keys=(*step.keys, deed.key))


def _words(step: Step, words: list[str]) -> str:
    """Return what a step does, for people."""
    parts = [*words, *(["typ een tekst"] if step.text else []), *(["plak een tekst"] if step.paste else [])]
    if parts:
        return ", ".join(parts)
    return "Ander formaat" if step.size and not step.keys else "Toetsen"
