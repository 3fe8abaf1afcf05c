"""What changes in the lines of a note when its text was changed, and where new lines get their place.

The lines of a note have no number of their own: they stand in the order of their ids. An id stays random; only its place
between two others is chosen.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from zorgarrangeur_tui.domain.note_lines import EntryLine

_DIGITS = 32
_END = 16**_DIGITS


@dataclass(frozen=True, slots=True)
class NoteChanges:
    """What becomes of the lines.

    Attributes:
        lines: the new lines in order, each with the id of the old line that it comes from, or None for a new one.
        changed: the ids among them whose line is another now.
        removed: the ids of old lines that are gone.
    """

    lines: tuple[tuple[str | None, EntryLine], ...]
    changed: frozenset[str]
    removed: tuple[str, ...]


def note_changes(old: Sequence[tuple[str, EntryLine]], new: Sequence[EntryLine]) -> NoteChanges:
    """Return how old lines become new ones: a line that stays or is reworded keeps its record.

    Args:
        old: (id, line) of what is there, in order.
        new: what there should be.
    """
    lines: list[tuple[str | None, EntryLine]] = []
    changed: set[str] = set()
    removed: list[str] = []
    matcher = SequenceMatcher(None, [line for _, line in old], list(new), autojunk=False)
    for verb, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        before, after = list(old[old_start:old_end]), list(new[new_start:new_end])
        if verb == "equal":
            lines += [(record_id, line) for (record_id, _), line in zip(before, after, strict=True)]
            continue
        for line in after:
            record_id = None
            if before and type(before[0][1]) is type(line):
                record_id = before.pop(0)[0]
                changed.add(record_id)
            lines.append((record_id, line))
        removed += [record_id for record_id, _ in before]
    return NoteChanges(tuple(lines), frozenset(changed), tuple(removed))


def ids_in_order(known: Sequence[str | None]) -> list[str]:
    """Return an id for every line: its own, or a new one that sorts between those of its neighbours.

    Args:
        known: the ids that lines have, rising; None for a line without.
    """
    ids: list[str] = []
    start = 0
    while start < len(known):
        own = known[start]
        if own is not None:
            ids.append(own)
            start += 1
            continue
        end = next((place for place in range(start, len(known)) if known[place] is not None), len(known))
        after = known[end] if end < len(known) else None
        ids += _between(ids[-1] if ids else None, after, end - start)
        start = end
    return ids


def _between(before: str | None, after: str | None, count: int) -> list[str]:
    """Return random ids that rise and lie between two others; anywhere, when there is no room left between those."""
    lowest = int(before, 16) + 1 if before else 0
    highest = int(after, 16) if after else _END
    if highest - lowest < count:
        lowest, highest = 0, _END
    drawn: set[int] = set()
    while len(drawn) < count:
        drawn.add(lowest + secrets.randbelow(highest - lowest))
    return [f"{number:0{_DIGITS}x}" for number in sorted(drawn)]
