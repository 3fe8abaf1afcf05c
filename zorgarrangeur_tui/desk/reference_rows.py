"""Writing reference data by hand: a new row, a row put right, another row from a day on; and what is wrong with the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.field_values import field_names
from storage.models import RECORD_TYPES, TYPE_NAMES, Record
from storage.store import Store
from storage.unit_of_work import AnyRecord
from zorgarrangeur_tui.desk.records import checked_values, living
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.dated_spans import ONE_DAY, first_day, last_day, span_faults
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.thresholds import threshold_names
from zorgarrangeur_tui.importers.fact_rows import row_key
from zorgarrangeur_tui.keys.act_text import ActText

_EARLIER = "Kies een eerdere dag, of voeg met {screens.reference_acts.NewReferenceRow} een rij toe."

REFERENCE_TYPES = ("municipality", "region_body", "tariff", "code_entry", "threshold")
"""The record types that are reference data."""

_ALSO_PART = {"tariff": ("law", "care_kind", "form", "unit")}
"""Fields, besides the key, by which two rows of a type are about different things."""


@dataclass(frozen=True, slots=True)
class ReferenceProblem:
    """Something wrong with the rows about one thing.

    Attributes:
        record_type: of the rows.
        title: what they are about.
        sentence: what is wrong, in Dutch.
    """

    record_type: str
    title: str
    sentence: str

    @property
    def line(self) -> str:
        """The problem as one line."""
        return f"{RECORD_WORDS[self.record_type].heading} {self.title}: {self.sentence}"


def add_row(store: Store, model: type[AnyRecord], values: Mapping[str, Any]) -> AnyRecord:
    """Add a row of reference data as one act.

    Raises:
        ActRefused, ValueRefused: nothing was added.
    """
    word = RECORD_WORDS[TYPE_NAMES[model]].singular
    with store.unit_of_work(f"Naslag: {word} toegevoegd") as work:
        _check(model, values)
        record = model(**values)
        work.add(record)
    return record


def replace_from(
    store: Store, model: type[AnyRecord], record_id: str, day: date, values: Mapping[str, Any]
) -> AnyRecord:
    """Let another row hold from a day on; the row that held gets its last day, the day before. One act.

    Args:
        store: an opened store.
        model: the record type.
        record_id: the row that held.
        day: the first day of the new row.
        values: what differs in the new row; the rest is as in the old one.

    Raises:
        ActRefused: the old row does not hold the day before that day.
        RecordMissing, ValueRefused: nothing was changed.
    """
    word = RECORD_WORDS[TYPE_NAMES[model]].singular
    with store.unit_of_work(f"Naslag: {word} gewijzigd vanaf een dag") as work:
        old = work.get(model, record_id)
        require(day_problem(old, day))
        kept = {name: getattr(old, name) for name in field_names(model) if name not in ("owner", "deleted")}
        new = {**kept, **values, "starts_on": day}
        _check(model, new)
        record = model(**new)
        work.add(record)
        record.owner = old.owner
        work.change(old, {"ends_on": day - ONE_DAY})
    return record


def day_problem(row: Record, day: date | None) -> dict[str, str]:
    """Return, by field, why a row cannot be replaced from a day on; empty when it can."""
    if day is None:
        return {"from_day": "Vul in vanaf welke dag het anders is."}
    if day <= first_day(row):  # type: ignore[arg-type]  # reference rows are dated
        return {"from_day": "Deze rij begint pas op of na die dag. Kies een latere dag, of herstel de rij zelf."}
    if day > last_day(row):  # type: ignore[arg-type]  # as above
        return {"from_day": ActText("Deze rij was toen al voorbij.", _EARLIER)}
    return {}


def reference_problems(store: Store) -> list[ReferenceProblem]:
    """Return where the dated rows about one thing leave a gap or overlap, by type and title."""
    problems = []
    for record_type in REFERENCE_TYPES:
        rows: dict[tuple[str, ...], list[Any]] = {}
        for row in living(store, RECORD_TYPES[record_type]):
            rows.setdefault(_thing(record_type, row), []).append(row)
        for found in rows.values():
            title = row_title(record_type, found[0])
            problems += [ReferenceProblem(record_type, title, sentence) for sentence in span_faults(found)]
    return sorted(problems, key=lambda one: (REFERENCE_TYPES.index(one.record_type), one.title.casefold()))


def row_title(record_type: str, row: Any) -> str:
    """Return what a row is called: its name, its code, or both."""
    if record_type == "code_entry":
        return str(row.code)
    name, code = str(row.name), str(getattr(row, "code", ""))
    return f"{name} ({code})" if name and code else name or code


def _thing(record_type: str, row: Record) -> tuple[str, ...]:
    values = {name: getattr(row, name) for name in field_names(type(row))}
    return (*row_key(record_type, values), *(str(values[name]) for name in _ALSO_PART.get(record_type, ())))


def _check(model: type[Record], values: Mapping[str, Any]) -> None:
    checked_values(model, values)
    if TYPE_NAMES[model] == "threshold" and values.get("name") not in threshold_names():
        require({"name": f"Deze naam kent de app niet. Kies uit: {', '.join(threshold_names())}."})
