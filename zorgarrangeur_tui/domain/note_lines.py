r"""One line of a visit note as people type it, and back: "groep 3: …", "! bellen @ib-er morgen", "= …", "? …", "+ …".

Nothing that is typed is lost: a line that is nothing else is an observation, with all its words. What a line means is
decided by how it begins and ends:

| begins with | is |
|---|---|
| nothing, `gezien:` | an observation |
| `groep 3:`, `klas 2b:` | the same, of that group; also behind one of the signs below |
| `!`, `actie:` | an action; `@role` and a day at its end are who and by when |
| `=`, `afspraak:` | an agreement |
| `?`, `vraag:` | a question |
| `+`, `verandering:` | a change in the care |
| `met:` | the roles that were there, with commas between |
| `doel:`, `volgend bezoek:` | why the visit was, and the day of the next one |

A `*` at the end says that the line may be shared. A text that would be misread is written with `\\` before its first word or
`|` behind its last one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from storage.models.casework_codes import NoteItemKind
from zorgarrangeur_tui.domain.clock import dutch_date_short

ReadDay: TypeAlias = Callable[[str], date | None]
"""Gives the day that a text names, or None."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Something seen, agreed, asked or changed."""

    text: str
    kind: str = NoteItemKind.OBSERVATION
    group_name: str = ""
    shareable: bool = False


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What somebody does by a day."""

    what: str
    who: str = ""
    due_on: date | None = None
    shareable: bool = False


@dataclass(frozen=True, slots=True)
class RolesLine:
    """Who was there, by role."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """What the visit was for."""

    text: str


@dataclass(frozen=True, slots=True)
class NextVisitLine:
    """When the next visit is."""

    day: date


EntryLine: TypeAlias = ItemLine | ActionLine
NoteLine: TypeAlias = ItemLine | ActionLine | RolesLine | PurposeLine | NextVisitLine

_ACTION = "action"
_SIGNS = {
    "!": _ACTION,
    "=": NoteItemKind.AGREEMENT.value,
    "?": NoteItemKind.QUESTION.value,
    "+": NoteItemKind.INVENTORY.value,
}
_WORDS = {
    "actie": _ACTION,
    "afspraak": NoteItemKind.AGREEMENT.value,
    "vraag": NoteItemKind.QUESTION.value,
    "verandering": NoteItemKind.INVENTORY.value,
    "gezien": NoteItemKind.OBSERVATION.value,
}
_SIGN_OF = {kind: sign for sign, kind in _SIGNS.items()}

_SIGN = re.compile(r"(?:([!=?])\s*(?=\S)|(\+)(?:\s+(?=\S)|(?=[^\d\s])))")
_WORD = re.compile(rf"({'|'.join(_WORDS)})\s*:\s*(?=\S)", re.IGNORECASE)
_HEAD = re.compile(r"(met|doel|volgend bezoek)\s*:\s*(?=\S)", re.IGNORECASE)
_GROUP = re.compile(r"(groep|klas)\s+([^:\s][^:]{0,19}?)\s*:(?!\d)\s*(?=\S)", re.IGNORECASE)
_CLASS_WORD = "klas "
_SHARED = "*"
_KEPT_APART = re.compile(r"(.*\S)\s*\|(.*)")
_WHO = r"@([^\s@|*]+)"
_WHO_AT_END = re.compile(rf"(.*\S)\s+{_WHO}")
_WHO_INSIDE = re.compile(rf"(?<!\S){_WHO}")
_PUNCTUATION = ".,;:!?"
_BEFORE_A_DAY = re.compile(r"(.*?\S)\s+(?:uiterlijk op|uiterlijk|voor|vóór|op)", re.IGNORECASE)
_MOST_DAY_WORDS = 3


def parse_line(line: str, read_day: ReadDay) -> NoteLine | None:
    """Return what one line means; None for a line without anything on it.

    Args:
        line: what somebody typed, without a line's end.
        read_day: reads a day such as "morgen" or "1/9".
    """
    line = line.strip()
    if not line:
        return None
    head = _HEAD.match(line)
    if head:
        return _head_line(head[1].casefold(), line[head.end() :], read_day) or ItemLine(line)
    kind, rest = _kind_of(line)
    return _action(rest, read_day) if kind == _ACTION else _item(kind, rest)


def render_line(line: NoteLine, read_day: ReadDay) -> str:
    """Return the line that `parse_line` reads as this."""
    match line:
        case RolesLine():
            return f"met: {', '.join(line.roles)}"
        case PurposeLine():
            return f"doel: {line.text}"
        case NextVisitLine():
            return f"volgend bezoek: {dutch_date_short(line.day)}"
        case ItemLine():
            start, text, marks = _item_start(line), line.text, []
        case ActionLine():
            start, text = "! ", line.what
            marks = [f"@{line.who.replace(' ', '_')}"] if line.who else []
            marks += [dutch_date_short(line.due_on)] if line.due_on else []
    marks += ["*"] if line.shareable else []
    text = start + _escaped(" ".join(text.split("\n")))
    plain = " ".join((text, *marks))
    return plain if parse_line(plain, read_day) == line else " ".join((text, "|", *marks))


def each_once(roles: Iterable[str]) -> tuple[str, ...]:
    """Return roles in their order, the same one in other capitals left out."""
    found: dict[str, str] = {}
    for role in roles:
        found.setdefault(role.casefold(), role)
    return tuple(found.values())


def _kind_of(line: str) -> tuple[str, str]:
    sign = _SIGN.match(line)
    if sign:
        return _SIGNS[sign[1] or sign[2]], line[sign.end() :]
    word = _WORD.match(line)
    if word:
        return _WORDS[word[1].casefold()], line[word.end() :]
    return NoteItemKind.OBSERVATION.value, line


def _head_line(word: str, rest: str, read_day: ReadDay) -> NoteLine | None:
    if word == "met":
        roles = each_once(_parts(rest))
        return RolesLine(roles) if roles else None
    if word == "doel":
        return PurposeLine(rest)
    day = read_day(rest)
    return NextVisitLine(day) if day else None


def _parts(text: str) -> list[str]:
    return [part for one in re.split(r"[,;]", text) if (part := one.strip())]


def _item(kind: str, rest: str) -> ItemLine:
    group = _GROUP.match(rest)
    if group:
        name = " ".join(group[2].split())
        name = _CLASS_WORD + name if group[1].casefold() == _CLASS_WORD.strip() else name
        return replace(_item_of(kind, rest[group.end() :]), group_name=name)
    return _item_of(kind, rest)


def _item_of(kind: str, rest: str) -> ItemLine:
    apart = _KEPT_APART.fullmatch(rest)
    if apart and apart[2].strip() in {"", "*"}:
        return ItemLine(_unescaped(apart[1]), kind, shareable=bool(apart[2].strip()))
    text, shareable = _without_share(rest)
    return ItemLine(_unescaped(text), kind, shareable=shareable)


def _action(rest: str, read_day: ReadDay) -> ActionLine:
    apart = _KEPT_APART.fullmatch(rest)
    if apart:
        marks, shareable = _without_share(f"x {apart[2].strip()}".strip())
        left, who, due_on = _marks(marks, read_day)
        if left == "x":
            return ActionLine(_unescaped(apart[1]), who, due_on, shareable)
    text, shareable = _without_share(rest)
    text, who, due_on = _marks(text, read_day)
    if not who:
        inside = _WHO_INSIDE.search(text)
        who = _role(inside[1]) if inside and text != inside[0] else ""
    return ActionLine(_unescaped(text), who, due_on, shareable)


def _without_share(text: str) -> tuple[str, bool]:
    """Return the text without the sign that it may be shared, and whether it had one; a lone sign is text."""
    bare = text.removesuffix(_SHARED).rstrip()
    return (bare, True) if bare and text.endswith(_SHARED) else (text, False)


def _marks(text: str, read_day: ReadDay) -> tuple[str, str, date | None]:
    """Return a text without the role and the day at its end, in any order; what comes before them is never empty."""
    who, due_on = "", None
    while True:
        found = None if who else _WHO_AT_END.fullmatch(text)
        if found and _role(found[2]):
            text, who = found[1], _role(found[2])
            continue
        before, day = (text, None) if due_on else _day_at_end(text, read_day)
        if day is None:
            return text, who, due_on
        text, due_on = before, day


def _role(typed: str) -> str:
    return " ".join(typed.rstrip(_PUNCTUATION).replace("_", " ").split())


def _day_at_end(text: str, read_day: ReadDay) -> tuple[str, date | None]:
    for count in range(_MOST_DAY_WORDS, 0, -1):
        before, *words = text.rsplit(None, count)
        if len(words) == count and (day := read_day(" ".join(words))):
            linked = _BEFORE_A_DAY.fullmatch(before)
            return (linked[1] if linked else before), day
    return text, None


def _item_start(line: ItemLine) -> str:
    sign = f"{_SIGN_OF[line.kind]} " if line.kind in _SIGN_OF else ""
    if not line.group_name:
        return sign
    group = line.group_name if line.group_name.startswith(_CLASS_WORD) else f"groep {line.group_name}"
    return f"{sign}{group}: "


def _begins_like_a_mark(text: str) -> bool:
    """Tell whether a text would be read as more than text, also when only a mark follows it."""
    return any(pattern.match(f"{text} x") for pattern in (_SIGN, _WORD, _HEAD, _GROUP))


def _escaped(text: str) -> str:
    return "\\" + text if _begins_like_a_mark(text.lstrip("\\")) else text


def _unescaped(text: str) -> str:
    return text[1:] if text.startswith("\\") and _begins_like_a_mark(text.lstrip("\\")) else text
