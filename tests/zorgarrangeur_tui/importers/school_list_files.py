"""Invented school lists in both layouts. DUO issues no BRIN that begins with a 9."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from storage.models import School
from zorgarrangeur_tui.importers.schools import SchoolPlan

DUO_HEADER = [
    "SOORT PRIMAIR ONDERWIJS",
    "PROVINCIE",
    "BEVOEGD GEZAG NUMMER",
    "INSTELLINGSCODE",
    "VESTIGINGSCODE",
    "VESTIGINGSNAAM",
    "STRAATNAAM",
    "HUISNUMMER-TOEVOEGING",
    "POSTCODE",
    "PLAATSNAAM",
    "GEMEENTENUMMER",
    "GEMEENTENAAM",
    "DENOMINATIE",
    "TELEFOONNUMMER",
    "INTERNETADRES",
    "CLUSTER",
    "ONDERWIJS",
    "STRAATNAAM CORRESPONDENTIEADRES",
    "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES",
    "POSTCODE CORRESPONDENTIEADRES",
    "PLAATSNAAM CORRESPONDENTIEADRES",
    "NODAAL GEBIED CODE",
    "NODAAL GEBIED NAAM",
    "RPA-GEBIED CODE",
    "RPA-GEBIED NAAM",
    "WGR-GEBIED CODE",
    "WGR-GEBIED NAAM",
    "COROPGEBIED CODE",
    "COROPGEBIED NAAM",
    "ONDERWIJSGEBIED CODE",
    "ONDERWIJSGEBIED NAAM",
    "RMC-REGIO CODE",
    "RMC-REGIO NAAM",
    "VAKANTIEREGIO",
]
MAP_HEADER = [
    "vestigingscode",
    "brin_nummer",
    "naam",
    "type",
    "denominatie",
    "straat",
    "huisnummer",
    "huisletter",
    "huisnummertoevoeging",
    "postcode",
    "plaats",
    "gemeente",
    "provincie",
    "onderwijsgebied",
    "leerlingen",
    "lat",
    "lon",
]

DUO_SCHOOL = {
    "SOORT PRIMAIR ONDERWIJS": "(V)SO",
    "PROVINCIE": "Friesland",
    "BEVOEGD GEZAG NUMMER": "99001",
    "INSTELLINGSCODE": "99ZZ",
    "VESTIGINGSCODE": "99ZZ00",
    "VESTIGINGSNAAM": "De Wâlden",
    "STRAATNAAM": "Verzonnen Laan",
    "HUISNUMMER-TOEVOEGING": "1-G",
    "POSTCODE": "8601 ZZ",
    "PLAATSNAAM": "SNEEK",
    "GEMEENTENUMMER": "1900",
    "GEMEENTENAAM": "SUDWEST-FRYSLAN",
    "DENOMINATIE": "Openbaar",
    "TELEFOONNUMMER": "0510000000",
    "INTERNETADRES": " ",
    "CLUSTER": "3/4",
    "ONDERWIJS": "SO LG,MGF + VSO LG",
    "VAKANTIEREGIO": "Noord",
}
MAP_SCHOOL = {
    "vestigingscode": "99ZZ00",
    "brin_nummer": "99ZZ",
    "naam": "De Wâlden",
    "type": "(V)SO",
    "denominatie": "Openbaar",
    "straat": "Verzonnen Laan",
    "huisnummer": "1",
    "huisletter": "g",
    "huisnummertoevoeging": "",
    "postcode": "8601ZZ",
    "plaats": "Sneek",
    "gemeente": "SUDWEST-FRYSLAN",
    "provincie": "Friesland",
    "onderwijsgebied": "Friesland",
    "leerlingen": "104",
    "lat": "53.03",
    "lon": "5.66",
}


def table_bytes(
    header: Sequence[str], rows: Sequence[Mapping[str, str]], *, separator: str = ";", encoding: str = "utf-8"
) -> bytes:
    """Return a file with a heading and rows, as a register would write it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="", delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def duo_file(*changes: Mapping[str, str], encoding: str = "utf-8", separator: str = ";") -> bytes:
    """Return a list in DUO's own layout: per row what differs from `DUO_SCHOOL`."""
    return table_bytes(DUO_HEADER, [{**DUO_SCHOOL, **row} for row in changes], encoding=encoding, separator=separator)


def map_file(*changes: Mapping[str, str], encoding: str = "utf-8", separator: str = ";") -> bytes:
    """Return a list in the layout with coordinates: per row what differs from `MAP_SCHOOL`."""
    return table_bytes(MAP_HEADER, [{**MAP_SCHOOL, **row} for row in changes], encoding=encoding, separator=separator)


def applied(existing: Mapping[str, Mapping[str, object]], plan: SchoolPlan) -> dict[str, dict[str, object]]:
    """Return what is known after a plan has been carried out, as the store would give it back."""
    after = {school_id: dict(values) for school_id, values in existing.items()}
    for change in plan.changes:
        values = after.setdefault(change.school_id, School(id=change.school_id).model_dump())
        values.update({name: new for name, (_, new) in change.fields.items()})
    return after
