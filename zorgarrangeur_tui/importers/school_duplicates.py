"""A site that a list names more than once.

DUO gives a site one address; joining it with the register of addresses gives a row per building that shares it. In the
lists of 2024 a further row of a site is always the same school: with other coordinates, another house number or letter,
or word for word the same. Rows that say something else about the school do not occur there, but are provided for.
"""

from __future__ import annotations

from zorgarrangeur_tui.importers.cell_text import why_refused
from zorgarrangeur_tui.importers.school_codes import joined_kind, postcode_shown
from zorgarrangeur_tui.importers.school_lines import FIELD_WORDS, LineRefused, SchoolLine

_ADDRESS = ("street", "house_number", "postcode", "place")
_TOLD_BY_ADDRESS = (*_ADDRESS, "latitude", "longitude")
_MOVES_WITH_ADDRESS = (*_TOLD_BY_ADDRESS, "municipality", "municipality_code", "province")


def address_of(line: SchoolLine) -> str:
    """Return the address of a line as people write it, such as `Schoolstraat 1-G, 1234 AB Assen`."""
    street, number, postcode, place = (str(line.values.get(part, "")) for part in _ADDRESS)
    return ", ".join(
        part for part in (f"{street} {number}".strip(), f"{postcode_shown(postcode)} {place}".strip()) if part
    )


def _same_address(one: SchoolLine, other: SchoolLine) -> bool:
    """Tell whether two lines name one address, as far as both name it; capitals do not matter."""
    pairs = [(str(one.values.get(part, "")), str(other.values.get(part, ""))) for part in _ADDRESS]
    return all(not left or not right or left.casefold() == right.casefold() for left, right in pairs)


class SchoolOfFile:
    """One school as a whole file describes it: its first line, with what further lines add.

    Attributes:
        first: the first line of the site; what it leaves empty is filled from further lines.
        other_addresses: further addresses, in the order of the file.
    """

    def __init__(self, first: SchoolLine) -> None:
        self.first = first
        self.other_addresses: list[str] = []

    def add(self, line: SchoolLine) -> str:
        """Take in a further line of the same site and return the Dutch sentence that reports it.

        - Another address: kept in `other_addresses`. Same address: nothing, whatever the coordinates.
        - A value where the first line had none is filled in; coordinates only at the same address.
        - so with vso, or pro with another secondary kind, is one school of both kinds.
        - Any other difference: the first line stands.

        Raises:
            LineRefused: the address put together looks like a number that may not be stored.
        """
        same_address = _same_address(self.first, line)
        clauses = ["" if same_address else self._take_address(line)]
        compared = [part for part in line.values if same_address or part not in _MOVES_WITH_ADDRESS]
        self._fill(line, compared)
        differing = [
            part for part in compared if part not in _TOLD_BY_ADDRESS and self.first.values[part] != line.values[part]
        ]
        if "kind" in differing:
            kind = joined_kind(str(self.first.values["kind"]), str(line.values["kind"]))
            if kind is not None:
                self.first.values["kind"] = kind
                differing.remove("kind")
                clauses.append("de soorten zijn samengenomen")
        if differing:
            words = ", ".join(FIELD_WORDS[part] for part in differing)
            clauses.append(f"bij verschil ({words}) geldt regel {self.first.line}")
        told = "; ".join(clause for clause in clauses if clause)
        code = line.site_code
        if any(clauses):
            return f"Vestiging {code} staat er nog een keer{' ' if clauses[0] else ': '}{told}."
        return f"Vestiging {code} staat er dubbel; de vestiging is één keer gebruikt."

    def _take_address(self, line: SchoolLine) -> str:
        """Keep the address of a further line when it is new and return how that reads in the report."""
        address = address_of(line)
        reason = why_refused(address)
        if reason:
            raise LineRefused(f"Vestiging {line.site_code}, adres: {reason}")
        if address.casefold() in {known.casefold() for known in self.other_addresses}:
            return ""
        self.other_addresses.append(address)
        return "met een ander adres; het adres is toegevoegd aan dezelfde vestiging"

    def _fill(self, line: SchoolLine, parts: list[str]) -> None:
        """Take over what the first line lacks."""
        lacking = [part for part in parts if part not in self.first.values]
        self.first.values.update({part: line.values[part] for part in lacking})
        self.first.spelled_by_rule |= line.spelled_by_rule.intersection(lacking)
