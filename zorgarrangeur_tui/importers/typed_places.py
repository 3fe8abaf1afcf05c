"""Gemeenten as people type them: in any capitals, without accents, by a name that everybody uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zorgarrangeur_tui.importers.place_names import municipality_name, place_key


def typed_municipality(text: str) -> str:
    """Return a gemeente with its capitals and accents: "den haag" is 's-Gravenhage, "UTRECHT" is Utrecht."""
    name = " ".join(text.split())
    return municipality_name(name.upper() if name.islower() else name)


def official_municipality(text: str, official: Mapping[str, str]) -> str | None:
    """Return a gemeente as the reference data calls it, or None when that does not know it.

    Args:
        text: what somebody typed.
        official: what `official_names` returned.
    """
    return official.get(place_key(text)) or official.get(place_key(typed_municipality(text)))


def official_names(rows: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return the official name by every name in any spelling; an official name wins from another gemeente's other name.

    Args:
        rows: of each gemeente the official name and its other names.
    """
    known = list(rows)
    found = {place_key(other): name for name, others in known for other in others}
    found.update((place_key(name), name) for name, _ in known)
    return {key: name for key, name in found.items() if key and name}
