"""Small invented files with reference data, in the layouts of the real ones."""

from __future__ import annotations

MUNICIPALITY_HEADING = (
    "gemeentecode;gemeente;provincie;aantal_pc4;vakantieregio_openholidays;swv_po_2015;swv_vo_2015;"
    "jeugdregio_2016;zorgkantoorregio_2016"
)
VLONDERDAM = "9001;Vlonderdam;Utrecht;3;MI;PO9901;VO9901;Vlonderstreek;Zorgkantoor Vlonder"
DRIEVELD = "9002;'s-Drieveld;Utrecht;2;ZU;PO9901;VO9902;Vlonderstreek;Zorgkantoor Drie"
MERGED = "9003;Samenveen;Drenthe;5;MI,NO;PO9902|PO9903;VO9902;Vlonderstreek|Veenstreek;Zorgkantoor Drie"

TARIFF_HEADING = "productcodes;soort;variant;bedrag_eur;per"
AMBULANT = ("45Z48|45Z49;Ambulante hulp;HBO;78,00;uur", "45Z48|45Z49;Ambulante hulp;MBO;51,00;uur")
DAY_TREATMENT = "41Z00;Dagbehandeling;;1.068,82;dagdeel"

CODE_HEADING = "lijst;code;waarde"
CODES = ("JZ020 Productcategorie;40;Persoonlijke verzorging", "JZ020 Productcategorie;45;Jeugdhulp ambulant")


def lines_of(*lines: str) -> bytes:
    """Return a file of these lines."""
    return "\r\n".join((*lines, "")).encode()


def municipality_file(*lines: str) -> bytes:
    """Return a list of gemeenten."""
    return lines_of(MUNICIPALITY_HEADING, *lines)


def tariff_file(*lines: str) -> bytes:
    """Return a list of tariffs."""
    return lines_of(TARIFF_HEADING, *lines)


def code_file(*lines: str) -> bytes:
    """Return a code list."""
    return lines_of(CODE_HEADING, *lines)
