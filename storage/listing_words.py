"""Words by which records are found, and texts by which they are sorted: Dutch names, codes and what people type. Pure.

The index folds capitals and accents by itself. What it does not know is here: letters that are no accented ones (ø, ß), the
particles of Dutch names ("van der", "v/d", "'t"), and codes that people write with a space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i",
    }
)  # fmt: skip

_ABBREVIATED = {"v": ("van",), "d": ("de", "der", "den"), "vd": ("van", "de", "der", "den"), "vh": ("van", "het")}
_PARTICLES = frozenset(_ABBREVIATED) | {
    "van", "de", "der", "den", "het", "t", "s", "ten", "ter", "te", "in", "op", "aan", "bij", "onder", "over", "voor",
    "von", "zu", "zum", "el", "al", "la", "le", "du", "des", "dos", "da", "di",
}  # fmt: skip
"""What may stand between a first name and a surname (tussenvoegsels), and what an abbreviated one stands for."""

_SPACED_CODE = re.compile(
    r"\b\d{2} ?[a-z]{2}(?: ?\d{1,2})?\b|\b\d{4} [a-z]{1,2}\b|\b\d+(?: \d+)+\b",
    re.IGNORECASE,
)
"""A site code (99ZZ 00), a postcode (1234 AB) or a number of a register in groups, as typed, also halfway."""

_REFERENCE = re.compile(r"\bz(?=[a-f]*\d)([0-9a-f]+)\b", re.IGNORECASE)
"""A reference of a case that was typed without its dash (Z7F3A2C)."""

_MOST_WORDS = 32
"""Words of a search up to which other ways of writing are looked for too: nobody types more, but a letter may be pasted."""


def folded(text: str) -> str:
    """Return a text as the index holds it: letters that are no accented ones as their nearest plain letters."""
    return unicodedata.normalize("NFKC", text).translate(_LETTERS)


def name_words(name: str) -> str:
    """Return a name with further words that find it: its particles joined to the surname, and written out.

    "Noor v.d. Berg" is found by "van den berg", "vdberg" and "vandenberg" too.
    """
    surname, comma, rest = name.partition(",")
    words = _WORD.findall(folded(f"{rest} {surname}" if comma else name))
    further: list[str] = []
    for start, end in _particle_runs(words):
        further += _ways_to_write([word.casefold() for word in words[start:end]], words[end])
    return " ".join((folded(name), *further))


def sort_text(text: str) -> str:
    """Return what a text is sorted by: without capitals, accents and marks at its beginning."""
    apart = unicodedata.normalize("NFKD", folded(text).casefold())
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    return plain.lstrip("'’‘\"( -.") or plain


def surname_first(name: str) -> str:
    """Return a person's name with the surname before the particles and the first names, such as "Berg, van der Noor"."""
    if "," in name:
        return name
    parts = name.split()
    words = [part.casefold().strip("'’.") for part in parts]
    for place, word in enumerate(words[:-1]):
        if _is_particle(word):
            surname = next((later for later in range(place, len(parts)) if not _is_particle(words[later])), place)
            return _turned(parts, surname, place)
    double = next((place for place, word in enumerate(words) if place and "-" in word), len(parts) - 1)
    return _turned(parts, double, double)


def search_expression(typed: str) -> str | None:
    """Return the full-text query for what a user typed: every word as the start of a word; None without any word.

    A code that was typed with spaces, a reference without its dash and a name with its particles apart are looked for as one
    word too.
    """
    words = _WORD.findall(folded(typed))
    if not words:
        return None
    ways = [words]
    if len(words) <= _MOST_WORDS:
        ways += [way for way in _other_ways(words) if way not in ways]
    return " OR ".join(f"({' AND '.join(_start(word) for word in way)})" for way in ways)


def _other_ways(words: list[str]) -> Iterator[list[str]]:
    line = " ".join(words)
    yield _SPACED_CODE.sub(lambda match: match[0].replace(" ", ""), line).split()
    yield _REFERENCE.sub(r"z \1", line).split()
    joined = list(words)
    for start, end in reversed(list(_particle_runs(words))):
        joined[start : end + 1] = ["".join(joined[start : end + 1])]
    yield joined


def _ways_to_write(particles: list[str], surname: str) -> list[str]:
    """Return the words that find a surname with its particles, beside those that are there already."""
    written_out = [meant for word in particles for meant in _ABBREVIATED.get(word, (word,))]
    initials = "".join(word if word in _ABBREVIATED else word[0] for word in particles)
    joined = {"".join(particles) + surname, initials + surname}
    if written_out == particles:
        return sorted(joined)
    joined |= {f"van{particle}{surname}" for particle in written_out if particle != "van" and "van" in written_out}
    return [*written_out, *sorted(joined)]


def _start(word: str) -> str:
    return f'"{word}"*'


def _is_particle(word: str) -> bool:
    return all(part in _PARTICLES for part in _WORD.findall(word)) and bool(_WORD.findall(word))


def _particle_runs(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where particles begin and where the word after them stands."""
    start: int | None = None
    for place, word in enumerate(words):
        if word.casefold() in _PARTICLES:
            start = place if start is None else start
        elif start is not None:
            yield start, place
            start = None


def _turned(parts: list[str], surname: int, particles: int) -> str:
    before = " ".join((*parts[particles:surname], *parts[:particles]))
    after = " ".join(parts[surname:])
    return f"{after}, {before}" if before else after
