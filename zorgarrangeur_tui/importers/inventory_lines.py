"""One line of an inventory sheet: whose it is, and what it says of the child, the care and the title."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.models.codes import CareForm, CountsAsCare, Law
from storage.text_rules import holds_citizen_number
from zorgarrangeur_tui.importers import inventory_cells as cells
from zorgarrangeur_tui.importers.cell_text import cleaned_cell, why_refused
from zorgarrangeur_tui.importers.full_names import looks_like_full_name
from zorgarrangeur_tui.importers.inventory_columns import Target
from zorgarrangeur_tui.importers.inventory_words import (
    is_total,
    is_whole_group,
    kind_word,
    meaning,
    says_nothing,
    word_key,
)
from zorgarrangeur_tui.importers.problems import quoted
from zorgarrangeur_tui.importers.table_file import TableRow
from zorgarrangeur_tui.importers.typed_places import official_municipality, typed_municipality

CITIZEN_NUMBER = (
    "Op deze regel staat iets dat op een burgerservicenummer (BSN) lijkt. Dat mag een zorgarrangeur niet vastleggen: "
    "haal het nummer uit het overzicht."
)
NAME_ADVICE = "Dit lijkt een volledige naam. Gebruik initialen of een nummer, of kies bij deze kolom dat de app een schuilnaam bedenkt."
_LEGAL_FORMS = frozenset({"stichting", "bv", "b", "v", "vof", "cooperatie", "nv"})
_LONGEST_CHILD = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the app knows besides the case, to tell what a cell means.

    Attributes:
        providers: per `provider_key` the id of a provider; "" where two have that name.
        municipalities: official names (see `typed_places.official_names`); empty when no list of gemeenten was read in.
    """

    providers: Mapping[str, str] = field(default_factory=dict)
    municipalities: Mapping[str, str] = field(default_factory=dict)


class LineRefused(Exception):
    """A line cannot be used; its text is the Dutch sentence that says why."""


@dataclass(frozen=True, slots=True)
class Child:
    """Whose line it is.

    Attributes:
        by: "pseudonym", "name", "key" (only to tell children apart), or "" for the group or school as a whole.
        text: as it stands in the sheet.
    """

    by: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class InventoryLine:
    """What one line says; only fields with something in their cell.

    Attributes:
        line: line in the sheet.
        child: whose it is.
        pupil, need, entitlement: values by field.
        doubts: what somebody should look at.
    """

    line: int
    child: Child
    pupil: Mapping[str, Any]
    need: Mapping[str, Any]
    entitlement: Mapping[str, Any]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """What is read of a line so far."""

    pupil: dict[str, Any] = field(default_factory=dict)
    need: dict[str, Any] = field(default_factory=dict)
    entitlement: dict[str, Any] = field(default_factory=dict)
    child: dict[str, str] = field(default_factory=dict)
    group_kind: str = ""
    kind_form: str = ""
    doubts: list[str] = field(default_factory=list)

    def put(self, goes_to: str, value: Any) -> None:
        """Keep a value where it goes."""
        record_type, name = goes_to.split(".")
        {"pupil": self.pupil, "care_need": self.need, "entitlement": self.entitlement}[record_type][name] = value


def provider_key(name: str) -> str:
    """Return what is left of a provider's name to tell whether two are the same: no legal form, case or accents."""
    return " ".join(word for word in word_key(name).split() if word not in _LEGAL_FORMS)


def read_inventory_line(
    targets: Mapping[int, Target], row: TableRow, around: Surroundings, known_pseudonyms: frozenset[str]
) -> InventoryLine:
    """Return what a line says.

    Args:
        targets: per column that is read, where it goes.
        row: the line.
        around: what the app knows besides the case.
        known_pseudonyms: those of the case, in small letters: they are pseudonyms, whatever they look like.

    Raises:
        LineRefused: with the reason.
    """
    if any(holds_citizen_number(cell) for cell in row.cells):
        raise LineRefused(CITIZEN_NUMBER)
    filled = [cell for cell in row.cells if cell.strip()]
    if filled and is_total(filled[0]):
        raise LineRefused("Dit lijkt een totaalregel, geen zorg van een leerling.")
    reading = _Reading()
    for column, target in targets.items():
        text = _text(row.cells[column], target, reading)
        if text and not says_nothing(text):
            try:
                _READERS[target.field.reads](reading, target, text, around)
            except ValueError as unreadable:
                raise LineRefused(f"{target.field.label}: {unreadable}.") from None
    child = _child(reading, known_pseudonyms)
    _settle_need(reading)
    if child.by == "":
        if reading.pupil:
            reading.doubts.append(
                "Deze regel gaat over de hele groep; wat alleen een kind kan hebben, is niet gelezen."
            )
        reading.pupil.clear()
    return InventoryLine(
        row.line, child, reading.pupil, reading.need, reading.entitlement, tuple(dict.fromkeys(reading.doubts))
    )


def _text(raw: str, target: Target, reading: _Reading) -> str:
    text, cleaned = cleaned_cell(raw)
    if cleaned:
        reading.doubts.append(f"{target.field.label}: onzichtbare tekens zijn weggehaald.")
    refused = why_refused(text)
    if refused:
        raise LineRefused(f"{target.field.label}: {refused}")
    return text


def _child(reading: _Reading, known: frozenset[str]) -> Child:
    """Return whose line it is, and put a name that the user wants to keep with the child."""
    found = reading.child
    if not found:
        raise LineRefused(
            "Op deze regel staat geen leerling. Vul hem op elke regel in, of schrijf „hele groep” voor zorg van de groep."
        )
    if any(is_whole_group(text) for text in found.values()):
        return Child("")
    if any(len(text) > _LONGEST_CHILD for text in found.values()):
        raise LineRefused(f"Wat bij de leerling staat, is langer dan {_LONGEST_CHILD} tekens. Gebruik initialen.")
    pseudonym = found.get("pseudonym", "")
    if pseudonym and pseudonym.casefold() not in known and looks_like_full_name(pseudonym):
        raise LineRefused(NAME_ADVICE)
    if "name" in found:
        reading.pupil["name"] = found["name"]
    by = next(by for by in ("pseudonym", "name", "key") if by in found)
    return Child(by, found[by])


def _settle_need(reading: _Reading) -> None:
    """Let kind and form of the care agree with each other."""
    need = reading.need
    if "kind" not in need:
        raise LineRefused("Op deze regel staat geen soort zorg.")
    form = need.get("form") or reading.kind_form
    if not form and need.get("group_size", 1) > 1:
        form = CareForm.GROUP.value
    need["form"] = form or CareForm.INDIVIDUAL.value
    if need["form"] == CareForm.GROUP and reading.group_kind:
        need["kind"] = reading.group_kind
    if need["form"] == CareForm.INDIVIDUAL and need.get("group_size", 1) > 1:
        raise LineRefused("De zorg is individueel, maar er staat een groep bij. Kijk na wat klopt.")
    if need["form"] == CareForm.INDIVIDUAL:
        need.pop("group_size", None)
    if need.get("counts_as_care") == CountsAsCare.GREY and not need.get("counts_reason"):
        reading.doubts.append("Bij een grijs gebied hoort een reden; die is niet ingevuld.")


_Reader = Callable[[_Reading, Target, str, Surroundings], None]


def _plain(read: Callable[[str], Any]) -> _Reader:
    """Return a reader that only depends on the text."""

    def take(reading: _Reading, target: Target, text: str, _around: Surroundings) -> None:
        reading.put(target.field.goes_to, read(text))

    return take


def _with_doubt(read: Callable[[str], tuple[Any, str]]) -> _Reader:
    """Return a reader whose value may come with a doubt; then a value of "" says nothing."""

    def take(reading: _Reading, target: Target, text: str, _around: Surroundings) -> None:
        value, doubt = read(text)
        if doubt:
            reading.doubts.append(doubt)
        if value != "" or not doubt:
            reading.put(target.field.goes_to, value)

    return take


def _code(table: str) -> _Reader:
    """Return a reader of the words of a table."""

    def take(reading: _Reading, target: Target, text: str, _around: Surroundings) -> None:
        found = meaning(table, text)
        if found.in_part:
            reading.doubts.append(f"{target.field.label}: van {quoted(text)} is maar een deel gelezen.")
        reading.put(target.field.goes_to, found.code)

    return take


def _read_child(reading: _Reading, target: Target, text: str, _around: Surroundings) -> None:
    reading.child[target.field.goes_to.split(".")[1]] = text


def _read_kind(reading: _Reading, target: Target, text: str, _around: Surroundings) -> None:
    kind, in_part = kind_word(text)
    if in_part:
        reading.doubts.append(f"{target.field.label}: van {quoted(text)} is maar een deel gelezen.")
    reading.need["kind"], reading.group_kind, reading.kind_form = kind.code, kind.group, kind.form


def _read_form(reading: _Reading, _target: Target, text: str, _around: Surroundings) -> None:
    reading.need["form"], size = cells.read_form(text)
    if size:
        reading.need.setdefault("group_size", size)


def _read_duration(reading: _Reading, target: Target, text: str, _around: Surroundings) -> None:
    reading.put(target.field.goes_to, cells.read_minutes(text, target.unit))


def _read_law(reading: _Reading, target: Target, text: str, _around: Surroundings) -> None:
    found = meaning("law pot", text)
    if found.in_part:
        reading.doubts.append(f"{target.field.label}: van {quoted(text)} is maar een deel gelezen.")
    if found.code in {law.value for law in Law}:
        reading.entitlement["law"] = found.code
    else:
        reading.entitlement["shares"] = [f"{found.code}:100"]


def _read_place(reading: _Reading, target: Target, text: str, around: Surroundings) -> None:
    official = official_municipality(text, around.municipalities)
    if around.municipalities and not official:
        reading.doubts.append(f"{target.field.label}: {quoted(text)} staat niet in de lijst van gemeenten.")
    reading.put(target.field.goes_to, official or typed_municipality(text))


def _read_provider(reading: _Reading, _target: Target, text: str, around: Surroundings) -> None:
    found = around.providers.get(provider_key(text))
    if found:
        reading.need["provider_id"] = found
    elif found is None:
        reading.doubts.append(f"Zorgaanbieder {quoted(text)} staat nog niet in de app en is niet ingevuld.")
    else:
        reading.doubts.append(f"Er zijn twee zorgaanbieders die {quoted(text)} heten; er is geen ingevuld.")


_READERS: dict[str, _Reader] = {
    "child": _read_child,
    "name": _read_child,
    "key": _read_child,
    "text": _plain(str),
    "place": _read_place,
    "year": _with_doubt(cells.read_birth_year),
    "yes_no": _plain(cells.read_yes_no),
    "admission": _with_doubt(cells.read_admission),
    "date": _plain(cells.read_date),
    "kind": _read_kind,
    "form": _read_form,
    "size": _plain(cells.read_size),
    "duration": _read_duration,
    "law": _read_law,
    "delivery": _code("delivery"),
    "title": _code("title"),
    "provider": _read_provider,
    "counts": _code("counts"),
}
"""How each kind of cell is read, by `InventoryField.reads`."""
