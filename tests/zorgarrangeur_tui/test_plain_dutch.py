"""The app speaks plain Dutch: short sentences, ordinary words, "u" throughout, and nothing that says no twice."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from dutch_texts import Sentence, labels, sentences

_MOST_WORDS = 20
_USUAL_WORDS = 15
_INSTEAD = tomllib.loads((Path(__file__).parents[1] / "words_not_used.toml").read_text(encoding="utf-8"))["instead"]
_NO = r"\b(?:niet|geen|nooit|niemand|niets|nergens)\b"
_NO_TWICE = re.compile(rf"{_NO}(?:(?!\b(?:en|of|maar|ook|als|dan)\b)[^,;:…])*(?:{_NO}|\bzonder\b)", re.IGNORECASE)

NO_SENTENCE = {
    "zorgarrangeur_tui/domain/day_times.py": "a pattern that reads times",
    "zorgarrangeur_tui/domain/name_likeness.py": "the words that a name may have",
}
"""Where a text is for the app and not for a reader, by module."""

SAYS_NO_TWICE = {
    "Een arrangement kan niet lopen zonder eigenaar van de kwaliteit.": "the rule as the law has it",
    "Schrijf niet waarom iemand er niet is:": "what must not be written is the thing that is asked",
}
"""Sentences that say no twice and are clearer for it."""


@pytest.fixture(scope="module")
def said() -> list[Sentence]:
    """Return every sentence for a reader."""
    return [one for one in sentences() if one.where not in NO_SENTENCE]


def test_there_are_thousands_of_sentences(said: list[Sentence]) -> None:
    """The collection finds them at all: explanations of acts, refusals, labels and the words of verbs."""
    texts = {one.text for one in said}
    assert len(texts) > 3000
    assert "Maak het laatste wat u deed ongedaan." in texts
    assert "Er is nog geen casus." in texts or any(text.startswith("Er is nog geen") for text in texts)


def test_sentences_are_short(said: list[Sentence]) -> None:
    """None has more than twenty words, and of fifty hardly one has more than fifteen."""
    assert [(one.where, one.text) for one in said if len(one.words) > _MOST_WORDS] == []
    assert sum(len(one.words) > _USUAL_WORDS for one in said) * 50 < len(said)


def test_words_are_ordinary(said: list[Sentence]) -> None:
    """No jargon, no office words, no English, and "u" for the reader."""
    pattern = re.compile(rf"(?<![\w`-])(?:{'|'.join(_INSTEAD)})(?![\w`-])", re.IGNORECASE)
    found = []
    for one in [*said, *labels()]:
        text = re.sub(r"`[^`]*`", "", one.text)
        found += [(one.where, one.text, f"zeg: {_INSTEAD[word.lower()]}") for word in pattern.findall(text)]
    assert found == []


def test_nothing_says_no_twice(said: list[Sentence]) -> None:
    """A reader need not think that through."""
    found = {one.text: one.where for one in said if _NO_TWICE.search(one.text)}
    assert {text: where for text, where in found.items() if text not in SAYS_NO_TWICE} == {}
    assert set(SAYS_NO_TWICE) <= set(found)
