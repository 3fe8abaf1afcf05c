"""Small invented files in the layout of DUO's lists of pupils by postcode."""

from __future__ import annotations

AGES = ("JONGER", *map(str, range(4, 25)), "OUDER")
HEADING = (
    "PEILDATUM", "GEMEENTENUMMER", "GEMEENTENAAM", "POSTCODE_LEERLING", "GEMEENTENAAM_LEERLING", "INSTELLINGSCODE",
    "VESTIGINGSCODE", "INSTELLINGSNAAM_VESTIGING", "POSTCODE_VESTIGING", "PLAATSNAAM", "PROVINCIE", "SOORT_PO",
    "DENOMINATIE_VESTIGING", "BEVOEGD_GEZAG_NUMMER", *(f"LEEFTIJD_{age}" for age in AGES),
)  # fmt: skip


def postcode_line(
    postcode: str,
    home: str,
    *counts: str,
    site: str = "99ZA00",
    kind: str = "So",
    school: str = "De Wilgenroos",
    day: str = "20241001",
) -> tuple[str, ...]:
    """Return the cells of a line; `counts` are those of the youngest ages, the others are none."""
    ages = (*counts, *["0"] * (len(AGES) - len(counts)))
    return (
        day, "9001", "Vlonderdam", postcode, home, site[:4], site[4:], school, "3660AB", "VLONDERDAM", "Utrecht", kind,
        "Openbaar", "99999", *ages,
    )  # fmt: skip


def postcode_file(*lines: tuple[str, ...], heading: tuple[str, ...] = HEADING) -> bytes:
    """Return a file as DUO publishes it: with a byte order mark, and all cells quoted."""
    rows = [";".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in (heading, *lines)]
    return ("\ufeff" + "\r\n".join((*rows, ""))).encode()
