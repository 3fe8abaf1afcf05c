"""How a user who types tells where a column goes: "Toegekend=toegekend_uren", "kolom 3=opmerking", "Naam=" for not reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zorgarrangeur_tui.importers.inventory_columns import read_target, target_choices
from zorgarrangeur_tui.importers.inventory_words import word_key
from zorgarrangeur_tui.importers.problems import FileRefused, quoted


def chosen_targets(header: Sequence[str], guessed: Sequence[str], choices: Iterable[str]) -> tuple[str, ...]:
    """Return a target per column: what was guessed, with what the user chose instead.

    A field that the user gives to one column is taken from the column for which it was guessed.

    Args:
        header: the headings.
        guessed: a target per column.
        choices: each COLUMN=FIELD.

    Raises:
        FileRefused: a choice that cannot be read.
    """
    found = list(guessed)
    for choice in choices:
        column, equals, target = choice.rpartition("=")
        if not equals:
            raise FileRefused(f"{quoted(choice)}: schrijf een kolom als KOLOM=VELD.")
        place = _place(header, column)
        target = target.strip().casefold()
        if target:
            field = _field(target)
            found = ["" if name and _field(name) == field else name for name in found]
        found[place] = target
    return tuple(found)


def _field(target: str) -> str:
    try:
        return read_target(target).field.name
    except KeyError:
        known = ", ".join(name for name, _ in target_choices() if name)
        raise FileRefused(f"Het veld {quoted(target)} bestaat niet. Kies uit: {known}.") from None


def _place(header: Sequence[str], column: str) -> int:
    key = word_key(column)
    found = [place for place, heading in enumerate(header) if word_key(heading) == key and key]
    if len(found) == 1:
        return found[0]
    number = key.removeprefix("kolom ").strip()
    if number.isascii() and number.isdecimal() and 1 <= int(number[:6]) <= len(header):
        return int(number) - 1
    names = ", ".join(quoted(heading) for heading in header if heading)
    why = "Er zijn twee kolommen" if found else "Er is geen kolom"
    raise FileRefused(f"{why} met de naam {quoted(column)}. Kies uit: {names}, of schrijf „kolom 3”.")
