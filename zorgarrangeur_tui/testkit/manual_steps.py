"""Reading one numbered item of a page for users, from left to right, as steps of a story.

* `Bij Bas:` at the start goes on at the app of that person.
* Each key stands in backticks, with how often before it where that is more than once: drie keer op `↓`.
* A field of a form stands in italics, with what is filled in after it: *Naam* “De Wilg”.
* What is typed stands in quotation marks after the word typ or typt: typ “wilg”. After plak or plakt it is pasted.
* What must then be on screen is in **bold**; after the word melding it is a sentence told in the corner.
* `![…](pictures/today.svg)` takes a picture of what is then on screen.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from zorgarrangeur_tui.testkit.story import Step
from zorgarrangeur_tui.testkit.story_keys import key_named

_PERSON = re.compile(r"Bij (\w+):")
_TOKEN = re.compile(
    r"(?:(?P<often>twee|drie|vier|vijf|zes) keer (?:op )?)?`(?P<key>[^`]+)`"
    r"|!\[[^\]]*\]\(pictures/(?P<picture>[a-z0-9-]+)\.svg\)"
    r"|(?P<told>melding )?\*\*(?P<see>[^*]+)\*\*"
    r"|\*(?P<label>[^*]+)\* “(?P<value>[^”]+)”"
    r"|\b(?P<way>typt?|plakt?) “(?P<text>[^”]+)”",
    re.IGNORECASE,
)
_TIMES = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_SECRETS = {"uw eigen woorden": "{wachtwoordzin}", "de groep op uw papier": "{groep}"}
"""How a page writes what only the user knows."""

_PERSON_IS, _KEYS, _FIELDS, _TEXT, _PASTE, _AFTER, _LOOK, _PICTURE = range(8)
"""In which order a step does things. What comes earlier than what stands there already begins a new step."""


class ItemReader:
    """Reads numbered items.

    Args:
        what: what a failure calls the steps.
        people: who may act.
    """

    def __init__(self, what: str, people: AbstractSet[str]) -> None:
        self._empty = Step(what=what)
        self._people = people
        self._step = self._empty
        self._reached = _PERSON_IS
        self._picture = ""
        self._done: list[tuple[Step, str]] = []

    def read(self, text: str) -> list[tuple[Step, str]]:
        """Return the steps in an item, each with the name of the picture that is taken after it, or "".

        Raises:
            ValueError: something is not understood, or nothing is done or shown; a Dutch sentence.
        """
        if person := _PERSON.match(text):
            if person[1] not in self._people:
                raise ValueError(f"hier doen mee: {', '.join(sorted(self._people))}.")
            self._step = replace(self._step, person=person[1])
        for token in _TOKEN.finditer(text):
            self._take(token)
        self._flush()
        if not any(step.see or step.notices for step, _ in self._done):
            raise ValueError("deze stap zegt niet wat er dan te zien is. Zet dat in **vet**.")
        return self._done

    def _take(self, token: re.Match[str]) -> None:
        step = self._step
        if token["key"]:
            keys = (key_named(token["key"]),) * _TIMES.get((token["often"] or "").lower(), 1)
            if self._reached <= _KEYS or self._reached > _AFTER:
                self._reach(_KEYS)
                self._step = replace(self._step, keys=(*self._step.keys, *keys))
            else:
                self._reach(_AFTER)
                self._step = replace(step, after=(*step.after, *keys))
        elif token["label"]:
            self._reach(_FIELDS)
            self._step = replace(self._step, fields={**self._step.fields, token["label"]: _secret(token["value"])})
        elif token["see"]:
            self._reach(_LOOK)
            if token["told"]:
                self._step = replace(self._step, notices=(*self._step.notices, token["see"]))
            else:
                self._step = replace(self._step, see=(*self._step.see, token["see"]))
        elif token["picture"]:
            self._reach(_PICTURE, once=True)
            self._picture = token["picture"]
        elif token["way"].lower().startswith("typ"):
            self._reach(_TEXT, once=True)
            self._step = replace(self._step, text=_secret(token["text"]))
        else:
            self._reach(_PASTE, once=True)
            self._step = replace(self._step, paste=_secret(token["text"]))

    def _reach(self, part: int, *, once: bool = False) -> None:
        """Begin a new step where this part of a step has been passed."""
        if self._reached > part or (once and self._reached == part):
            self._flush()
        self._reached = part

    def _flush(self) -> None:
        if self._step != self._empty or self._picture:
            self._done.append((self._step, self._picture))
        self._step, self._reached, self._picture = self._empty, _PERSON_IS, ""


def _secret(text: str) -> str:
    return _SECRETS.get(text, text)
