"""What the lists of reference data hold: rows for people, values for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from storage.models import CodeEntry, Municipality, Record, RegionBody, Tariff
from storage.models.casework_codes import CodeList, RegionKind, TariffUnit
from storage.models.codes import HolidayRegion
from storage.store import Store
from zorgarrangeur_tui.desk.reference import rows_on, threshold_in_full
from zorgarrangeur_tui.desk.reference_rows import row_title
from zorgarrangeur_tui.domain.dated_spans import period_words
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.thresholds import threshold_names
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN
from zorgarrangeur_tui.verbs.listings import Listing

_HIDDEN = {"owner", "deleted"}


def municipalities(store: Store, day: date) -> Listing:
    """Return the gemeenten that hold on a day, by name."""
    found = sorted(rows_on(store, Municipality, day), key=lambda row: (row.name.casefold(), row.code, row.id))
    rows = [
        (
            row.id[:ID_SHOWN],
            row.code,
            row.name,
            row.youth_region,
            row.care_office,
            word(row.holiday_region, HolidayRegion) if row.holiday_region else "",
            period_words(row, day),
        )
        for row in found
    ]
    headers = ("Kenmerk", "Code", "Gemeente", "Jeugdregio", "Zorgkantoor", "Vakantieregio", "Geldt")
    return Listing(headers, rows, _values(found), "Er zijn geen gemeenten op deze dag.")


def regions(store: Store, day: date) -> Listing:
    """Return the regions that hold on a day, by kind and name."""
    found = sorted(rows_on(store, RegionBody, day), key=lambda row: (row.kind, row.name.casefold(), row.code, row.id))
    rows = [
        (
            row.id[:ID_SHOWN],
            word(row.kind, RegionKind),
            row_title("region_body", row),
            "" if row.provider_cap is None else str(row.provider_cap),
            period_words(row, day),
        )
        for row in found
    ]
    headers = ("Kenmerk", "Soort", "Regio", "Hoogste aantal", "Geldt")
    return Listing(headers, rows, _values(found), "Er zijn geen regio's op deze dag.")


def tariffs(store: Store, day: date) -> Listing:
    """Return the tariffs that hold on a day, by name."""
    found = sorted(rows_on(store, Tariff, day), key=lambda row: (row.name.casefold(), row.code, row.level, row.id))
    rows = [
        (
            row.id[:ID_SHOWN],
            row.code,
            row.name,
            row.level,
            "" if row.cents is None else euros(row.cents),
            word(row.unit, TariffUnit).casefold(),
            row.region,
            period_words(row, day),
        )
        for row in found
    ]
    headers = ("Kenmerk", "Code", "Tarief", "Niveau", "Bedrag", "Eenheid", "Geldt in", "Geldt")
    return Listing(headers, rows, _values(found), "Er zijn geen tarieven op deze dag.")


def codes(store: Store, day: date) -> Listing:
    """Return the entries of code lists that hold on a day, by list and code."""
    found = sorted(rows_on(store, CodeEntry, day), key=lambda row: (row.code_list, row.code, row.region, row.id))
    rows = [
        (
            row.id[:ID_SHOWN],
            word(row.code_list, CodeList),
            row.code,
            row.words,
            row.value,
            row.region,
            period_words(row, day),
        )
        for row in found
    ]
    headers = ("Kenmerk", "Lijst", "Code", "Betekenis", "Waarde", "Geldt in", "Geldt")
    return Listing(headers, rows, _values(found), "Er zijn geen codes op deze dag.")


def thresholds(store: Store, day: date) -> Listing:
    """Return every threshold as it holds on a day."""
    found = [threshold_in_full(store, name, day) for name in threshold_names()]
    rows = [(one.name, one.title, str(one.value), "zelf ingevuld" if one.own else "van de app") for one in found]
    values = [
        {
            "name": one.name,
            "title": one.title,
            "value": one.value,
            "own": one.own,
            "words": one.words,
            "source": one.source,
        }
        for one in found
    ]
    return Listing(("Naam", "Grenswaarde", "Waarde", "Van wie"), rows, values, "Er zijn geen grenswaarden.")


def _values(found: Iterable[Record]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.model_dump().items() if name not in _HIDDEN} for row in found]
