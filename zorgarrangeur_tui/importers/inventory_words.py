"""The words in the cells of an inventory sheet: kinds of care, laws, forms, yes and no. The words are data."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from storage.models.codes import CareForm

_DATA = "data/inventory_words.toml"
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_LISTS = ("empty", "whole_group", "totals", "name_particles", "no_names")


@dataclass(frozen=True, slots=True)
class KindWord:
    """A kind of care as sheets call it.

    Attributes:
        code: the `CareKind`.
        group: the `CareKind` when it is given in a group; "" when that makes no difference.
        form: the `CareForm` that the word itself tells; "" when it tells none.
    """

    code: str
    group: str
    form: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means: the code, and whether only a part of the text was known."""

    code: str
    in_part: bool


def word_key(text: str) -> str:
    """Return a text in small letters, without accents, with single spaces for everything but letters and digits.

    Letters with points between them are one word: "P.V." is "pv".
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    plain = _INITIALS.sub(lambda letters: letters[0].replace(".", ""), plain)
    return " ".join(re.findall(r"[^\W_]+", plain))


def says_nothing(text: str) -> bool:
    """Tell whether a cell is empty, or says in words that it is."""
    return word_key(text) in _lists()["empty"]


def is_whole_group(text: str) -> bool:
    """Tell whether a cell says that a line is about the group or the school as a whole."""
    return word_key(text) in _lists()["whole_group"]


def is_total(text: str) -> bool:
    """Tell whether a line that begins like this adds up the others."""
    key = word_key(text)
    return any(key == word or key.startswith(f"{word} ") for word in _lists()["totals"])


def name_particles() -> frozenset[str]:
    """Return the small words within family names."""
    return _lists()["name_particles"]


def no_names() -> frozenset[str]:
    """Return words with which a code or an invented pseudonym begins, and no name."""
    return _lists()["no_names"]


def meaning(table: str, text: str) -> Meaning:
    """Return the code that a text means.

    Args:
        table: a table of the data, such as "law"; or more, with a space between them.
        text: what stands in the cell.

    Raises:
        ValueError: with a Dutch sentence, when it means nothing or more than one thing.
    """
    return _meaning(_codes(table), text)


def kind_word(text: str) -> tuple[KindWord, bool]:
    """Return the kind of care that a text means, and whether only a part of the text was known.

    Raises:
        ValueError: with a Dutch sentence, when it is no kind of care or more than one.
    """
    known = _kinds()
    found = _meaning({word: kind.code for word, kind in known.items()}, text)
    key = word_key(text)
    if key in known:
        return known[key], False
    fitting = [word for word in known if known[word].code == found.code and _contains(key, word)]
    return known[max(fitting, key=len)], True


def _meaning(codes: dict[str, str], text: str) -> Meaning:
    key = word_key(text)
    if key in codes:
        return Meaning(codes[key], in_part=False)
    words = [word for word in codes if _contains(key, word)]
    longest = [word for word in words if not any(word != other and _contains(other, word) for other in words)]
    meant = {codes[word] for word in longest}
    if len(meant) == 1:
        return Meaning(meant.pop(), in_part=True)
    if meant:
        raise ValueError("dit kan meer dan één ding betekenen. Maak er een regel per ding van")
    raise ValueError("dit is geen bekend woord hiervoor")


def _contains(text: str, word: str) -> bool:
    """Tell whether a word stands in a text as a whole word; one letter or digit is too little to tell."""
    return len(word) > 1 and f" {word} " in f" {text} "


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("zorgarrangeur_tui.importers").joinpath(_DATA).read_text(encoding="utf-8"))


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(_data()[name]) for name in _LISTS}


@cache
def _codes(table: str) -> dict[str, str]:
    return {word: code for name in table.split() for code, words in _data()[name].items() for word in words}


@cache
def _kinds() -> dict[str, KindWord]:
    return {
        word: KindWord(entry["code"], entry.get("group", ""), str(CareForm(entry["form"])) if "form" in entry else "")
        for entry in _data()["kind"]
        for word in entry["words"]
    }
