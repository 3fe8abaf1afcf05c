"""What an inventory sheet would make of the records of a case, line by line; a refused line leaves no trace.

A record is found again by what it is about: a child by its pseudonym (or its name), a need by child, kind and form, a title
by need, law and pots. So the same sheet finds its own records, and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from storage.field_values import default_value
from storage.models import RECORD_TYPES
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.importers.inventory_lines import InventoryLine, LineRefused

Key = tuple[str, ...]


class LineOutcome(StrEnum):
    """What becomes of a line with data: exactly one of these."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record of the case as it is: its id and all its values."""

    id: str
    values: Mapping[str, Any]


@dataclass(slots=True)
class Entry:
    """A record that lines speak of.

    Attributes:
        record_type: pupil, care_need or entitlement.
        key: by which lines find it.
        known: the record as it is; None when it is new.
        pupil, need: keys of the entries that it belongs to; () where there is none.
        given: per field the value that a line gave it, and that line.
        lines: the lines that speak of it.
    """

    record_type: str
    key: Key
    known: KnownRecord | None = None
    pupil: Key = ()
    need: Key = ()
    given: dict[str, tuple[Any, int]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)

    @property
    def changes(self) -> dict[str, tuple[Any, Any]]:
        """Per field that would differ from what is there (or from a new record) the value before and after."""
        return {
            name: (self._before(name), value) for name, (value, _) in self.given.items() if value != self._before(name)
        }

    def check(self, values: Mapping[str, Any]) -> None:
        """Hold that values do not contradict what earlier lines of the sheet say.

        Raises:
            LineRefused: they do.
        """
        for name, value in values.items():
            earlier = self.given.get(name)
            if earlier is not None and earlier[0] != value:
                word = field_word(self.record_type, name)
                raise LineRefused(
                    f"{word} is hier anders dan op regel {earlier[1]}, terwijl {_ABOUT[self.record_type]}"
                )

    def take(self, values: Mapping[str, Any], line: int) -> bool:
        """Take values, and tell whether that changes what the record would be."""
        before = {name: self.given[name][0] if name in self.given else self._before(name) for name in values}
        for name, value in values.items():
            self.given.setdefault(name, (value, line))
        self.lines.append(line)
        return any(before[name] != value for name, value in values.items())

    def _before(self, name: str) -> Any:
        if self.known is not None:
            return self.known.values[name]
        return default_value(RECORD_TYPES[self.record_type], name)


class InventoryBook:
    """The records of a case as a sheet would make them.

    Args:
        pupils: children of the case.
        needs: its needs.
        entitlements: its titles.
        taken_pseudonyms: those of other cases, in small letters.

    Attributes:
        repeats: lines that say nothing new after an earlier one, with that one.
    """

    def __init__(
        self,
        pupils: Iterable[KnownRecord],
        needs: Iterable[KnownRecord],
        entitlements: Iterable[KnownRecord],
        taken_pseudonyms: frozenset[str],
    ) -> None:
        self._pupils: dict[Key, list[KnownRecord]] = defaultdict(list)
        self._needs: dict[Key, list[KnownRecord]] = defaultdict(list)
        self._titles: dict[str, list[KnownRecord]] = defaultdict(list)
        for pupil in pupils:
            for by in ("pseudonym", "name"):
                self._pupils[by, str(pupil.values[by]).casefold()].append(pupil)
        for need in needs:
            self._needs[tuple(need.values[name] for name in _NEED_KEY)].append(need)
        for title in entitlements:
            self._titles[title.values["need_id"] or title.values["pupil_id"]].append(title)
        self._taken = taken_pseudonyms
        self._entries: dict[Key, Entry] = {}
        self.repeats: dict[int, int] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every record that lines speak of, in the order of the sheet: a child before its needs, a need before its titles."""
        return tuple(self._entries.values())

    def take(self, line: InventoryLine) -> LineOutcome:
        """Take a line whole.

        Raises:
            LineRefused: nothing of it was taken.
        """
        steps: list[tuple[Entry, Mapping[str, Any]]] = []
        pupil: Entry | None = None
        if line.child.by:
            pupil = self._pupil(line)
            given = dict(line.pupil)
            if line.child.by != "key" and pupil.known is None:
                given[line.child.by] = pupil.given.get(line.child.by, (line.child.text, 0))[0]
            elif line.child.by == "name":
                del given["name"]
            steps.append((pupil, given))
        need = self._need(line, pupil)
        steps.append((need, line.need))
        if line.entitlement:
            steps.append((self._entitlement(line, pupil, need), line.entitlement))
        for entry, values in steps:
            entry.check(values)
        repeats = need.lines[0] if need.lines else 0
        added = any(entry.known is None and entry.key not in self._entries for entry, _ in steps)
        changed = False
        for entry, values in steps:
            self._entries.setdefault(entry.key, entry)
            changed = entry.take(values, line.line) or changed
        if repeats and not (added or changed):
            self.repeats[line.line] = repeats
        return LineOutcome.NEW if added else LineOutcome.CHANGED if changed else LineOutcome.SAME

    def _pupil(self, line: InventoryLine) -> Entry:
        text = line.child.text.casefold()
        key = ("pupil", line.child.by, text)
        if key in self._entries:
            return self._entries[key]
        found = self._pupils.get((line.child.by, text), [])
        if len(found) > 1:
            raise LineRefused("In deze casus zijn twee leerlingen die zo heten. Gebruik hun schuilnaam.")
        if line.child.by == "pseudonym" and not found and text in self._taken:
            raise LineRefused(
                "Deze schuilnaam is al in gebruik in een andere casus. Zet er bijvoorbeeld een cijfer achter."
            )
        return Entry("pupil", key, found[0] if found else None, pupil=key)

    def _need(self, line: InventoryLine, pupil: Entry | None) -> Entry:
        key = ("care_need", *(pupil.key if pupil else ()), str(line.need["kind"]), str(line.need["form"]))
        if key in self._entries:
            return self._entries[key]
        found: list[KnownRecord] = []
        if pupil is None or pupil.known is not None:
            pupil_id = pupil.known.id if pupil and pupil.known else ""
            found = self._needs.get((pupil_id, line.need["kind"], line.need["form"]), [])
        if len(found) > 1:
            raise LineRefused("In deze casus staan al twee zulke zorgbehoeften. Wijzig die in de casus zelf.")
        return Entry("care_need", key, found[0] if found else None, pupil=pupil.key if pupil else (), need=key)

    def _entitlement(self, line: InventoryLine, pupil: Entry | None, need: Entry) -> Entry:
        law, shares = line.entitlement.get("law", ""), list(line.entitlement.get("shares", []))
        key = ("entitlement", *need.key, law, *shares)
        if key in self._entries:
            return self._entries[key]
        of_need = [title for title in self._titles_of(need.known) if _is_under(title, law, shares)]
        of_child = [title for title in self._titles_of(pupil.known if pupil else None) if _is_under(title, law, shares)]
        same = [title for title in (*of_need, *of_child) if _says(title, line.entitlement)]
        latest = sorted(of_need, key=lambda title: (str(title.values["ends_on"] or "9"), title.id), reverse=True)
        known = next(iter((*same, *latest)), None)
        return Entry("entitlement", key, known, pupil=need.pupil, need=need.key)

    def _titles_of(self, record: KnownRecord | None) -> list[KnownRecord]:
        """Return the titles of a need, or of a child for all of its needs."""
        return self._titles.get(record.id, []) if record else []


def _is_under(title: KnownRecord, law: str, shares: list[str]) -> bool:
    """Tell whether a title is under a law, or without one under these pots."""
    return title.values["law"] == law and (bool(law) or list(title.values["shares"]) == shares)


def _says(record: KnownRecord, values: Mapping[str, Any]) -> bool:
    return all(record.values[name] == value for name, value in values.items())


_NEED_KEY = ("pupil_id", "kind", "form")
_ABOUT = {
    "pupil": (
        "de leerling daar net zo heet. Zijn het twee leerlingen, geef ze elk een eigen naam of schuilnaam; is het er een, "
        "maak de regels dan gelijk."
    ),
    "care_need": "het om dezelfde zorg voor dezelfde leerling gaat. Maak de regels gelijk, of maak er een regel van.",
    "entitlement": "het om dezelfde beschikking gaat. Maak de regels gelijk, of maak er een regel van.",
}
"""Per type of record why two lines are about the same one, and what to do when they contradict each other."""
