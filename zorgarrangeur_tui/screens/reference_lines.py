"""The lines of a set of reference data, and what the line under the cursor says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.models import Record
from storage.models.casework_codes import CodeList, TariffUnit
from storage.models.codes import HolidayRegion
from storage.store import Store
from widgets.detail_view import Section
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.casework_forms import PART_FIELDS
from zorgarrangeur_tui.desk.reference import threshold_in_full
from zorgarrangeur_tui.desk.reference_rows import row_title
from zorgarrangeur_tui.desk.reference_sets import ReferenceSet, holiday_regions, rows_of_set
from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short
from zorgarrangeur_tui.domain.dated_spans import first_day, last_day, period_words
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.shipped_rules import shipped_rules
from zorgarrangeur_tui.domain.thresholds import Threshold, all_thresholds, threshold_names
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import short_word, word

_HOLDS = Column("Geldt", 19)
_COLUMNS: dict[str, tuple[Column, ...]] = {
    "municipality": (
        Column("Code", 4, priority=3),
        Column("Gemeente", 16, weight=3),
        Column("Jeugdregio", 14, weight=2, priority=1),
        Column("Zorgkantoor", 14, weight=2, priority=2),
        _HOLDS,
    ),
    "region_body": (Column("Naam of code", 20, weight=3), Column("Hoogste aantal", 14, priority=1, right=True), _HOLDS),
    "tariff": (
        Column("Code", 6, priority=2),
        Column("Tarief", 16, weight=3),
        Column("Niveau", 6, priority=3),
        Column("Bedrag", 10, right=True),
        Column("Per", 4, priority=1),
        Column("Geldt in", 10, weight=1, priority=4),
        _HOLDS,
    ),
    "code_entry": (
        Column("Lijst", 4, priority=1),
        Column("Code", 8),
        Column("Betekenis", 16, weight=3),
        Column("Waarde", 6, priority=2),
        _HOLDS,
    ),
    "threshold": (
        Column("Grenswaarde", 20, weight=3),
        Column("Waarde", 6, right=True),
        Column("Van wie", 13, priority=1),
        _HOLDS,
    ),
    "holiday_regions": (Column("Vakantieregio", 20, weight=1), Column("Gemeenten", 9, right=True)),
    "rules": (
        Column("Onderwerp", 14, weight=1),
        Column("Regel", 20, weight=4),
        Column("Sinds", 10, priority=1, right=True),
        Column("Geldt", 16, priority=2),
    ),
}
"""Per record type, or per set that is only read."""


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """One line.

    Attributes:
        row: what the table shows.
        sections: what the line says in full.
        record: the row of reference data; None for what comes with the app.
        threshold: the number of the app that the line is about; None for any other line.
    """

    row: Row
    sections: tuple[Section, ...]
    record: Record | None = None
    threshold: Threshold | None = None


def columns_of(reference_set: ReferenceSet) -> tuple[Column, ...]:
    """Return the columns of a set."""
    return _COLUMNS[reference_set.record_type or reference_set.id]


def lines_of(store: Store, reference_set: ReferenceSet, day: date) -> list[ReferenceLine]:
    """Return the lines of a set on a day. What held earlier stays, in grey; what holds later is there already."""
    if reference_set.id == "rules":
        return _rule_lines(day)
    if reference_set.id == "holiday_regions":
        return _holiday_lines(store, day)
    rows: list[Any] = sorted(
        rows_of_set(store, reference_set),
        key=lambda row: (row_title(reference_set.record_type, row).casefold(), first_day(row), row.id),
    )
    if reference_set.record_type == "code_entry":
        rows.sort(key=lambda row: (row.code_list, row.code))
    shipped = _threshold_lines(store, day) if reference_set.record_type == "threshold" else []
    return [*shipped, *(_record_line(reference_set.record_type, row, day) for row in rows)]


def record_sections(record_type: str, record: Record) -> tuple[Section, ...]:
    """Return every field of a row that holds something, in the words of its form."""
    lines = [
        (field_word(record_type, name), value_word(record_type, name, getattr(record, name)))
        for name in PART_FIELDS[record_type]
    ]
    return (Section(row_title(record_type, record), [line for line in lines if line[1]]),)


def _record_line(record_type: str, row: Any, day: date) -> ReferenceLine:
    past = last_day(row) < day
    marks = ("muted",) if past or first_day(row) > day else ()
    cells = (*_CELLS[record_type](row), period_words(row, day))
    return ReferenceLine(Row(row.id, cells, marks), record_sections(record_type, row), record=row)


_CELLS: dict[str, Callable[[Any], Sequence[str]]] = {
    "municipality": lambda row: (row.code, row.name, row.youth_region, row.care_office),
    "region_body": lambda row: (
        row_title("region_body", row),
        "" if row.provider_cap is None else str(row.provider_cap),
    ),
    "tariff": lambda row: (
        row.code,
        row.name,
        row.level,
        "" if row.cents is None else euros(row.cents),
        short_word(row.unit, TariffUnit),
        row.region,
    ),
    "code_entry": lambda row: (short_word(row.code_list, CodeList), row.code, row.words, row.value),
    "threshold": lambda row: (
        _threshold_title(row.name),
        "" if row.value is None else str(row.value),
        "zelf ingevuld",
    ),
}


def _threshold_title(name: str) -> str:
    return next((rule.title for rule in all_thresholds() if rule.id == name), name)


def _threshold_lines(store: Store, day: date) -> list[ReferenceLine]:
    """Return the numbers that come with the app; one that a user replaced by an own one stands in grey."""
    lines = []
    for name in threshold_names():
        one = threshold_in_full(store, name, day)
        shipped = next(rule for rule in reversed(all_thresholds()) if rule.id == name)
        state = "nu geldt een eigen" if one.own else ""
        row = Row(
            f"shipped {name}", (one.title, str(shipped.value), "van de app", state), ("muted",) if one.own else ()
        )
        said = [("Nu", str(one.value)), ("Bron", one.source), ("Naam van de regel", name)]
        lines.append(ReferenceLine(row, (Section(one.title, said, (one.words,)),), threshold=one))
    return lines


def _holiday_lines(store: Store, day: date) -> list[ReferenceLine]:
    lines = []
    for region, names in holiday_regions(store, day).items():
        title = word(region, HolidayRegion) if region else "Nog niet bekend"
        marks = () if region or not names else ("warning",)
        told = ", ".join(names) or "Geen gemeenten. Lees een lijst in bij Gemeenten."
        lines.append(
            ReferenceLine(Row(f"region {region}", (title, str(len(names))), marks), (Section(title, (), (told,)),))
        )
    return lines


def _rule_lines(day: date) -> list[ReferenceLine]:
    lines = []
    for rule in shipped_rules():
        replaced = rule.replaced_on is not None and rule.replaced_on <= day
        state = f"vervangen {dutch_date_short(rule.replaced_on)}" if rule.replaced_on and replaced else ""
        if rule.valid_from > day:
            state = f"vanaf {dutch_date_short(rule.valid_from)}"
        cells = (rule.subject, rule.words, dutch_date_short(rule.valid_from), state)
        said = [("Geldt vanaf", dutch_date(rule.valid_from)), ("Bron", rule.source)]
        lines.append(
            ReferenceLine(
                Row(rule.key, cells, ("muted",) if state else ()), (Section(rule.subject, said, (rule.words,)),)
            )
        )
    return lines
