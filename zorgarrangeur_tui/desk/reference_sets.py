"""The sets of reference data that a user looks up, each with how much there is on a day and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from storage.models import RECORD_TYPES, CodeEntry, Municipality, Record, RegionBody, Tariff
from storage.models.casework_codes import CodeList, RegionKind
from storage.models.codes import HolidayRegion
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.reference import rows_on
from zorgarrangeur_tui.domain.dated_spans import last_day
from zorgarrangeur_tui.domain.shipped_rules import shipped_rules
from zorgarrangeur_tui.domain.thresholds import threshold_names
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.importers.place_names import place_key
from zorgarrangeur_tui.keys.act_text import ActText

_ALL_SHIPPED = ActText("van de app", "; {screens.reference_acts.ChangeReferenceRow} maakt een eigen waarde")


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """One set.

    Attributes:
        id: identifies it.
        title: what it is called, in Dutch.
        record_type: what its rows are; "" for a set that is only read.
        where: field values that its rows have.
        importer: the kind of file that fills it (`desk.reference_import.IMPORTERS`); "" when there is none.
    """

    id: str
    title: str
    record_type: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    importer: str = ""


@dataclass(frozen=True, slots=True)
class SetSummary:
    """How a set stands on a day.

    Attributes:
        reference_set: which.
        count: rows that hold on the day.
        past: rows that held before it.
        missing: what is missing or worth knowing, in Dutch.
        warning: whether something is missing.
    """

    reference_set: ReferenceSet
    count: int
    past: int
    missing: str
    warning: bool = False


SETS = (
    ReferenceSet("municipalities", "Gemeenten", "municipality", importer="municipalities"),
    ReferenceSet("youth_regions", "Jeugdregio's", "region_body", {"kind": RegionKind.YOUTH_REGION}, "municipalities"),
    ReferenceSet("care_offices", "Zorgkantoren", "region_body", {"kind": RegionKind.CARE_OFFICE}, "municipalities"),
    ReferenceSet(
        "alliances", "Samenwerkingsverbanden", "region_body", {"kind": RegionKind.SCHOOL_ALLIANCE}, "municipalities"
    ),
    ReferenceSet("tariffs", "Tarieven", "tariff", importer="tariffs"),
    ReferenceSet("codes", "Codelijsten", "code_entry", importer="codes"),
    ReferenceSet("thresholds", "Grenswaarden", "threshold"),
    ReferenceSet("holiday_regions", "Vakantieregio's"),
    ReferenceSet("rules", "Regels van de app"),
)
"""Every set, in the order in which it is shown."""

_NAMED_BY = {
    "youth_regions": ("youth_region",),
    "care_offices": ("care_office",),
    "alliances": ("alliance_primary", "alliance_secondary"),
}
"""Per set of regions the fields in which a gemeente names one."""

_EMPTY = ActText("nog leeg: open deze,", "lees in met {screens.reference_acts.ReadReferenceFile}")


def set_named(set_id: str) -> ReferenceSet:
    """Return a set by its id."""
    return next(one for one in SETS if one.id == set_id)


def rows_of_set(store: Store, reference_set: ReferenceSet) -> list[Record]:
    """Return the rows of a set, of all times; none for a set that is only read."""
    if not reference_set.record_type:
        return []
    return living(store, RECORD_TYPES[reference_set.record_type], **reference_set.where)


def set_summaries(store: Store, day: date) -> list[SetSummary]:
    """Return how every set stands on a day."""
    gemeenten = rows_on(store, Municipality, day)
    return [_summary(store, one, day, gemeenten) for one in SETS]


def holiday_regions(store: Store, day: date) -> dict[str, list[str]]:
    """Return the gemeenten of each holiday region on a day, by name; those of which it is not known under ""."""
    found: dict[str, list[str]] = {region.value: [] for region in HolidayRegion if region is not HolidayRegion.UNKNOWN}
    for row in rows_on(store, Municipality, day):
        found.setdefault("" if row.holiday_region == HolidayRegion.UNKNOWN else row.holiday_region, []).append(row.name)
    return {region: sorted(names, key=str.casefold) for region, names in found.items()}


def _summary(store: Store, one: ReferenceSet, day: date, gemeenten: Sequence[Municipality]) -> SetSummary:
    if one.id == "rules":
        return SetSummary(one, sum(rule.valid_from <= day for rule in shipped_rules()), 0, "alleen om te lezen")
    if one.id == "holiday_regions":
        unknown = len(holiday_regions(store, day).get("", ()))
        count = sum(region is not HolidayRegion.UNKNOWN for region in HolidayRegion)
        return SetSummary(one, count, 0, _at_municipalities(unknown), bool(unknown))
    rows = rows_of_set(store, one)
    past = sum(last_day(row) < day for row in rows)  # type: ignore[arg-type]  # reference rows are dated
    if one.id == "thresholds":
        own = len(rows) - past
        told = f"{own} zelf ingevuld, de andere zijn van de app" if own else _ALL_SHIPPED
        return SetSummary(one, len(threshold_names()), past, told)
    held = rows_on(store, RECORD_TYPES[one.record_type], day, **one.where)
    missing = _missing(one, held, gemeenten) if held else _EMPTY
    return SetSummary(one, len(held), past, missing, bool(missing))


def _missing(one: ReferenceSet, held: Sequence[Record], gemeenten: Sequence[Municipality]) -> str:
    """Return what is missing in a set that is not empty."""
    if one.id == "municipalities":
        counts = {
            "jeugdregio": sum(not row.youth_region for row in gemeenten),
            "zorgkantoor": sum(not row.care_office for row in gemeenten),
        }
        parts = [f"{name} bij {count}" for name, count in counts.items() if count]
        return f"ontbreekt: {', '.join(parts)}" if parts else ""
    if one.id in _NAMED_BY:
        known = {place_key(text) for row in held if isinstance(row, RegionBody) for text in (row.name, row.code)}
        named = {place_key(getattr(row, name)) for row in gemeenten for name in _NAMED_BY[one.id]} - {""}
        unknown = len(named - known)
        return f"{unknown} genoemd bij gemeenten, maar niet in deze lijst" if unknown else ""
    if one.id == "tariffs":
        unknown = sum(isinstance(row, Tariff) and not row.care_kind for row in held)
        return f"soort zorg ontbreekt bij {unknown}" if unknown else ""
    there = {row.code_list for row in held if isinstance(row, CodeEntry)}
    empty = [word(code_list, CodeList) for code_list in CodeList if code_list not in there]
    return f"nog leeg: {', '.join(empty)}" if empty else ""


def _at_municipalities(count: int) -> str:
    return (
        f"niet bekend bij {count} {'gemeente' if count == 1 else 'gemeenten'}"
        if count
        else "uit de lijst van gemeenten"
    )
