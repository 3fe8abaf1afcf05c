"""Facts of a public file against the dated rows that are known: what is new, what changes from a day on, what stays.

Only a value in the file can change a field: an empty cell never wipes what is known from elsewhere. A known row is never
overwritten with another fact: from the day that the user gives a new row holds, and the old one gets its last day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from storage.field_values import default_value
from storage.models import RECORD_TYPES
from zorgarrangeur_tui.domain.dated_spans import ONE_DAY, Span, first_day, row_on
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.importers.place_names import place_key
from zorgarrangeur_tui.importers.problems import Problem, Severity

Known = Mapping[str, Mapping[str, Mapping[str, object]]]
"""Per record type the values of every row that stands, by its id."""

_NO_DAY = (
    "is anders dan wat er nu staat: {}. Geef de dag vanaf wanneer dit geldt; dan blijft ook staan wat tot die dag gold."
)
_PERIOD = ("starts_on", "ends_on")
_NAMED_LOOSELY = frozenset({"municipality", "region_body"})
_NOT_CARRIED = frozenset({"owner", "deleted", "source", "note", *_PERIOD})


class RowAct(StrEnum):
    """What happens to the rows of one thing."""

    NEW = "new"
    FROM_DAY = "from_day"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Fact:
    """What one line of a file says about one thing.

    Attributes:
        line: line in the file.
        record_type: "municipality", "region_body", "tariff" or "code_entry".
        title: what the thing is called, in Dutch.
        values: what the file says; an empty value says nothing.
        about_row: values that a new row gets and that are never compared: source and note.
    """

    line: int
    record_type: str
    title: str
    values: Mapping[str, object]
    about_row: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """By which it is the same thing as a known row."""
        return row_key(self.record_type, self.values)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is added or changes.

    Attributes:
        record_type, record_id: which row.
        title: what the thing is called.
        act: whether the thing is new, holds from a day on, or its row of that same day is put right.
        values: every value that is written.
        fields: per field that differs the value before and after, for showing.
        ended_id: the row that gets a last day because of this one; "" when there is none.
        ended_on: that last day.
    """

    record_type: str
    record_id: str
    title: str
    act: RowAct
    values: Mapping[str, object]
    fields: Mapping[str, tuple[object, object]]
    ended_id: str = ""
    ended_on: date | None = None


def row_key(record_type: str, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return by which rows are about the same thing, whatever the period."""

    def of(name: str) -> str:
        return str(values.get(name) or "")

    match record_type:
        case "municipality":
            return (of("code") or place_key(of("name")),)
        case "region_body":
            return (of("kind"), place_key(of("name")) or of("code"))
        case "tariff":
            return (place_key(of("region")), of("code"), place_key(of("name")), of("level"), of("delivery_form"))
        case "code_entry":
            return (of("code_list"), place_key(of("region")), of("code"))
        case _:
            return (of("name"),)


def fact_id(record_type: str, key: Sequence[str], starts_on: date | None, number: int = 1) -> str:
    """Return the id of a row of public reference data, derived from what it is about and its first day.

    It is no person, so its id may be derived; two people who read the same file then speak of the same record.
    """
    parts = (record_type, *key, starts_on.isoformat() if starts_on else "", *([str(number)] if number > 1 else []))
    return hashlib.sha256(b"zorgarrangeur fact " + "\x1f".join(parts).encode()).hexdigest()[:32]


def plan_facts(
    facts: Sequence[Fact], known: Known, valid_from: date | None
) -> tuple[list[RowChange], int, list[Problem]]:
    """Return what reading facts would change, how many are known just so, and which lines need a day.

    Args:
        facts: at most one per thing.
        known: the rows that stand.
        valid_from: the day from which the facts hold; None: they hold already, since an unknown day.
    """
    rows: dict[tuple[str, tuple[str, ...]], dict[str, Mapping[str, object]]] = {}
    for record_type, found in known.items():
        for record_id, values in found.items():
            rows.setdefault((record_type, row_key(record_type, values)), {})[record_id] = values
    changes: list[RowChange] = []
    problems: list[Problem] = []
    unchanged = 0
    for fact in facts:
        own = rows.get((fact.record_type, fact.key), {})
        change, sentence = _planned(fact, own, known.get(fact.record_type, {}), valid_from)
        if sentence:
            problems.append(Problem(fact.line, Severity.REFUSED, sentence))
        elif change is None:
            unchanged += 1
        else:
            changes.append(change)
    return changes, unchanged, problems


def _planned(
    fact: Fact, own: Mapping[str, Mapping[str, object]], taken: Mapping[str, object], valid_from: date | None
) -> tuple[RowChange | None, str]:
    """Return what a fact changes, and why it cannot be used."""
    if not own:
        return _new_row(fact, taken, {}, Span(valid_from, None), RowAct.NEW), ""
    spans = {record_id: _span(values) for record_id, values in own.items()}
    if valid_from is None:
        standing_id = max(own, key=lambda record_id: first_day(spans[record_id]))
        differing = _differing(fact, own[standing_id])
        return None, f"{fact.title} {_NO_DAY.format(_fields(fact, differing))}" if differing else ""
    standing = row_on(spans.values(), valid_from)
    if standing is None:
        later = [first_day(span) for span in spans.values() if first_day(span) > valid_from]
        ends_on = min(later) - ONE_DAY if later else None
        return _new_row(fact, taken, {}, Span(valid_from, ends_on), RowAct.FROM_DAY), ""
    standing_id = next(record_id for record_id, span in spans.items() if span is standing)
    before = own[standing_id]
    differing = _differing(fact, before)
    if not differing:
        return None, ""
    if standing.starts_on == valid_from:
        fields = {name: (before[name], fact.values[name]) for name in differing}
        values = {name: fact.values[name] for name in differing}
        return RowChange(fact.record_type, standing_id, fact.title, RowAct.CORRECTED, values, fields), ""
    span = Span(valid_from, standing.ends_on)
    return _new_row(fact, taken, before, span, RowAct.FROM_DAY, standing_id), ""


def _new_row(
    fact: Fact, taken: Mapping[str, object], before: Mapping[str, object], span: Span, act: RowAct, ended_id: str = ""
) -> RowChange:
    """Return a new row: what was known and the file is silent about stays, the rest is as the file says."""
    carried = {name: value for name, value in before.items() if name not in _NOT_CARRIED}
    said = {name: value for name, value in fact.values.items() if value not in ("", None)}
    values = {**carried, **said, **fact.about_row, "starts_on": span.starts_on, "ends_on": span.ends_on}
    shown = {**said, **fact.about_row, **{name: values[name] for name in _PERIOD if values[name] is not None}}
    model = RECORD_TYPES[fact.record_type]
    old = {name: before.get(name, default_value(model, name)) for name in shown}
    number = 1
    while fact_id(fact.record_type, fact.key, span.starts_on, number) in taken:
        number += 1
    return RowChange(
        fact.record_type,
        fact_id(fact.record_type, fact.key, span.starts_on, number),
        fact.title,
        act,
        values,
        {name: (old[name], value) for name, value in shown.items() if old[name] != value},
        ended_id,
        span.starts_on - ONE_DAY if ended_id and span.starts_on else None,
    )


def _differing(fact: Fact, before: Mapping[str, object]) -> list[str]:
    """Return the fields in which the file says something else than a known row."""
    loosely = fact.record_type in _NAMED_LOOSELY
    return [
        name
        for name, value in fact.values.items()
        if value not in ("", None) and not (before[name] == value or (loosely and _same_place(before[name], value)))
    ]


def _same_place(one: object, other: object) -> bool:
    """Tell whether two texts are the same name of a place but for capitals, accents and punctuation."""
    return bool(place_key(str(one))) and place_key(str(one)) == place_key(str(other))


def _fields(fact: Fact, names: Sequence[str]) -> str:
    return ", ".join(field_word(fact.record_type, name).casefold() for name in names)


def _span(values: Mapping[str, object]) -> Span:
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    return Span(starts_on if isinstance(starts_on, date) else None, ends_on if isinstance(ends_on, date) else None)
