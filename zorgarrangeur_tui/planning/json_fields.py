"""Fields of a JSON document, taken one by one with a refusal that says where and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

from zorgarrangeur_tui.planning.refused import ProblemRefused

Value = TypeVar("Value")

LARGEST_NUMBER = 10**9
"""No count or size in a file is larger than this."""

_MISSING: Any = object()


def parse(text: str | bytes) -> object:
    """Return what a JSON text holds.

    Raises:
        ProblemRefused: when it is no JSON, or has a number that is none, or a field twice.
    """
    try:
        readable = text if isinstance(text, str) else text.decode("utf-8-sig")
        return json.loads(readable, parse_constant=_no_number, object_pairs_hook=_each_once)
    except ProblemRefused:
        raise
    except UnicodeDecodeError:
        raise ProblemRefused("het is geen tekst in UTF-8") from None
    except json.JSONDecodeError as fault:
        raise ProblemRefused(f"op regel {fault.lineno} staat geen geldige JSON") from None
    except (RecursionError, ValueError):
        raise ProblemRefused("het is te diep genest, of er staat een veel te lang getal in") from None


class Fields:
    """The fields of one object. What is left at `done` is not known and refused: a slip in a name is never passed over."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise ProblemRefused(f"{where}: hier hoort een groep velden te staan")
        self.where = where
        self._left = dict(value)

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def take(self, name: str, read: Callable[[object], Value], default: Value = _MISSING) -> Value:
        """Return a field as `read` makes it of what is there; a field with a default may be absent.

        Raises:
            ProblemRefused: when it is absent without a default, or `read` finds it wrong.
        """
        if name not in self._left:
            if default is _MISSING:
                raise ProblemRefused(f"{self.where}: het veld {name} ontbreekt")
            return default
        try:
            return read(self._left.pop(name))
        except _Wrong as wrong:
            raise ProblemRefused(f"{self.where}: het veld {name} {wrong}") from None

    def skip(self, name: str) -> None:
        """Pass over a field that has no meaning here."""
        self._left.pop(name, None)

    def done(self) -> None:
        """Refuse what was not taken."""
        if self._left:
            raise ProblemRefused(f"{self.where}: er staat een veld bij dat niet bekend is")


class _Wrong(Exception):
    """A value is not of its kind; the text is the end of a sentence."""


def text(value: object) -> str:
    """Return a text."""
    return value if isinstance(value, str) else _wrong("hoort een tekst te zijn")


def flag(value: object) -> bool:
    """Return true or false."""
    return value if isinstance(value, bool) else _wrong("hoort true of false te zijn")


def whole(value: object) -> int:
    """Return a whole number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int):
        _wrong("hoort een heel getal te zijn")
    if not 0 <= value <= LARGEST_NUMBER:
        _wrong("is negatief of veel te groot")
    return value


def number(value: object) -> float:
    """Return a number, with or without a fraction."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        _wrong("hoort een getal te zijn")
    if not abs(value) <= LARGEST_NUMBER:
        _wrong("is geen bruikbaar getal")
    return value


def optional(read: Callable[[object], Value]) -> Callable[[object], Value | None]:
    """Return a reader that also takes null."""
    return lambda value: None if value is None else read(value)


def listed(read: Callable[[object], Value]) -> Callable[[object], tuple[Value, ...]]:
    """Return a reader of a list of what another reader takes."""

    def read_list(value: object) -> tuple[Value, ...]:
        if not isinstance(value, list):
            _wrong("hoort een lijst te zijn")
        return tuple(read(one) for one in value)

    return read_list


def pair(value: object) -> tuple[int, int]:
    """Return two whole numbers."""
    found = listed(whole)(value)
    return (found[0], found[1]) if len(found) == 2 else _wrong("hoort uit twee hele getallen te bestaan")


def by_number(read: Callable[[object], Value]) -> Callable[[object], dict[int, Value]]:
    """Return a reader of an object whose names are whole numbers, as JSON writes them."""

    def read_object(value: object) -> dict[int, Value]:
        if not isinstance(value, dict):
            _wrong("hoort een groep velden te zijn")
        return {_number_of(name): read(one) for name, one in value.items()}

    return read_object


def row(*readers: Callable[[object], Any]) -> Callable[[object], tuple[Any, ...]]:
    """Return a reader of a list with one value for each reader."""

    def read_row(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(readers):
            _wrong(f"heeft een rij die niet uit {len(readers)} waarden bestaat")
        return tuple(read(one) for read, one in zip(readers, value, strict=True))

    return read_row


def rows_of(fields: Fields, name: str, word: str) -> Iterator[tuple[int, Fields]]:
    """Yield the objects of a list with their place in it, each called by a word and that place."""
    for place, one in enumerate(fields.take(name, listed(lambda value: value))):
        yield place, Fields(one, f"{word} {place}")


def _number_of(name: str) -> int:
    """Return a name that is a whole number, written in one way only."""
    if not (name.isascii() and name.isdecimal() and len(name) < 10 and str(int(name)) == name):
        _wrong("hoort hele getallen als namen te hebben")
    return int(name)


def _wrong(how: str) -> NoReturn:
    """Refuse a value."""
    raise _Wrong(how)


def _no_number(_name: str) -> NoReturn:
    """Refuse what JSON of others may hold and is no number: NaN and infinity."""
    raise ProblemRefused("er staat iets in dat geen getal is, waar een getal hoort")


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose fields all differ in name."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ProblemRefused("er staat ergens twee keer hetzelfde veld")
    return found
