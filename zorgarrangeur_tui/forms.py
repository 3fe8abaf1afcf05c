"""Form fields for records: their words, kinds and choices follow from the model, so a new field needs no form code."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Union, get_args, get_origin

from storage.models import TYPE_NAMES, Record
from storage.models.field_codes import FIELD_CODES
from widgets.field_spec import FieldKind, FieldSpec
from zorgarrangeur_tui.casework_forms import LONG_TEXTS, PART_HELP, PART_REQUIRED
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.clock import weekday
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT
from zorgarrangeur_tui.domain.value_words import DURATIONS, TIMES
from zorgarrangeur_tui.domain.words import choices
from zorgarrangeur_tui.field_notations import NOTATIONS

Choices = tuple[tuple[str, str], ...]
"""(key, label) pairs."""

NEW_CASE = (
    "title",
    "arrangement_form",
    "care_location_id",
    "themes",
    "next_action",
    "deadline",
    "responsible",
    "referred_by",
    "expected_pupils",
    "note",
)
CASE = (
    "title",
    "phase",
    "phase_reason",
    "next_action",
    "deadline",
    "arrangement_form",
    "care_location_id",
    "themes",
    "responsible",
    "quality_owner",
    "referred_by",
    "expected_pupils",
    "handover",
    "closed_on",
    "hold_reason",
    "note",
)
NEW_PUPIL = (
    "pseudonym",
    "name",
    "birth_year",
    "birth_month",
    "municipality",
    "group_name",
    "profound_multiple_disability",
    "note",
)
PUPIL = (
    *NEW_PUPIL[:-1],
    "enrolment",
    "enrolled_school_id",
    "place_wanted",
    "admission_category",
    "admission_until",
    "plan_review_on",
    "plan_agreed_on",
    "plan_heard_on",
    "outflow_profile",
    "attendance",
    "care_coordinator",
    "regular_school_gap",
    "hold_reason",
    "note",
)
NEED = (
    "kind",
    "minutes_needed",
    "form",
    "group_size",
    "moment_rule",
    "moment_weekdays",
    "moment_start",
    "moment_end",
    "reserved_act",
    "counts_as_care",
    "counts_reason",
    "setting",
    "minutes_granted",
    "minutes_agreed",
    "minutes_planned",
    "minutes_realised",
    "minutes_declared",
    "provider_id",
    "starts_on",
    "ends_on",
    "note",
)
PROVIDER = (
    "name",
    "role",
    "counts_for_cap",
    "chamber_number",
    "agb_codes",
    "kinds",
    "laws",
    "capacity_minutes",
    "contact",
    "phone",
    "note",
)
CARE_LOCATION = ("name", "street", "house_number", "postcode", "place", "municipality", "provider_id", "note")
PROFESSIONAL = (
    "name",
    "level",
    "skills",
    "reserved_acts",
    "availability",
    "max_minutes",
    "home_postcode4",
    "note",
)
BOND = ("starts_on", "ends_on", "kinds", "decided_by", "over_cap_reason")
SCHOOL = (
    "name",
    "kind",
    "cluster",
    "street",
    "house_number",
    "postcode",
    "place",
    "municipality",
    "alliance",
    "holiday_region",
    "bell_times",
    "breaks",
    "quiet_windows",
    "open_holidays",
    "fortnight_anchor",
    "fortnight_skips_holidays",
    "pupil_count",
    "room_count",
    "provider_cap",
    "quality_owner",
    "phone",
)
SCHOOL_CALENDAR = (
    "holiday_region",
    "bell_times",
    "breaks",
    "quiet_windows",
    "open_holidays",
    "fortnight_anchor",
    "fortnight_skips_holidays",
)
"""What a school says about its own calendar."""
BUDGET = ("pot", "name", "minutes_per_week", "cents", "starts_on", "ends_on", "source", "note")
OWN_DAY = ("kind", "first_day", "last_day", "name", "start_minute", "end_minute")
VISIT = ("weekday", "start_minute", "duration_minutes", "rhythm", "starts_on", "ends_on", "locked", "note")

_WEEKDAYS = {"moment_weekdays", "weekday"}
_LAST_DAYS = {"last_day", "ends_on", "admission_until"}
"""Days up to and including which something holds: a week means its last day there."""
_NOT_TYPED = {"owner", "same_as"}
"""Fields that no form asks: acts of their own write them."""

_REQUIRED = {
    "title",
    "minutes_needed",
    "duration_minutes",
    "visit_pattern.start_minute",
    "weekday",
    "school.name",
    "provider.name",
    "professional.name",
    "care_location.name",
    "own_day.first_day",
    *PART_REQUIRED,
}
"""By field, or by record type and field."""

HELP = {
    "title": "De vraag in een paar woorden, zonder namen van kinderen.",
    "pseudonym": "Schuilnaam op het scherm. Leeg: de app bedenkt er een.",
    "pupil.name": "Alleen als het echt nodig is. Een BSN hoort hier nooit.",
    "minutes_needed": "Per week. Typ 90, 1u30 of 1:30.",
    "moment_start": "Typ 9:15 of 915.",
    "deadline": "Typ 1-9-2026, 1/9, morgen of week 48.",
    "closed_on": "Leeg bij een casus die sluit: de app vult vandaag in. Dan begint de bewaartermijn.",
    "hold_reason": "Alleen als er niets gewist mag worden, zoals bij een klacht. Leeg: de gewone bewaartermijn.",
    "over_cap_reason": "Alleen nodig boven het afgesproken maximum. De coördinator ziet dit.",
    "provider_cap": "Hoogste aantal vaste zorgaanbieders dat is afgesproken.",
    "minutes_granted": "Minuten per week in de beschikking of indicatie. Mag later.",
    "fixed_bond.kinds": "Niets gekozen betekent: alle soorten zorg.",
    "capacity_minutes": "Ruimte voor zorg onder schooltijd, per week. Typ 90, 1u30 of 1:30.",
    "max_minutes": "Zoveel kan deze professional per week. Typ 16 uur of 960.",
    "provider.contact": "Een functie of afdeling, geen privépersoon.",
    "breaks": "Typ werkdagen 10:15-10:30 of ma 10-10:15, wo 10:30-10:45.",
    "quiet_windows": "Dan komt er liever geen zorg in de klas. Typ werkdagen 8:30-9.",
    "open_holidays": "Op deze dagen is er gewoon school. Niets gekozen: dicht.",
    "fortnight_anchor": "Een dag in een week die even is; daarna om en om. Leeg: volgens het weeknummer.",
    "fortnight_skips_holidays": "Alleen bij om en om: een week zonder school telt dan niet mee.",
    "budget.pot": "Niets gekozen: voor alle zorg samen.",
    "budget.name": "Hoe het hier heet, zoals: inkoop 2026-2027. Zonder namen van mensen.",
    "budget.minutes_per_week": "Uren aanwezig in een schoolweek. Typ 12u30, 750 of 12:30. Leeg: niet in uren afgesproken.",
    "budget.cents": "Voor de hele periode. Leeg: niet in euro afgesproken.",
    "budget.ends_on": "Telt mee. Zonder eerste en laatste dag kan een bedrag niet worden vergeleken.",
    "budget.source": "Zoals: besluit van de jeugdregio, 3-6-2026.",
    "own_day.first_day": "Typ 17-3-2027, 17/3 of morgen.",
    "own_day.last_day": "Telt mee. Leeg: één dag.",
    "own_day.name": "Hoe de school het noemt. Leeg: het soort dag. Zonder namen van mensen.",
    "own_day.start_minute": "Alleen bij School open en Andere schooltijden. Typ 8:30 of 830.",
    "own_day.end_minute": "Leeg: de gewone schooltijden.",
    "visit_pattern.starts_on": "Typ 1/2, morgen of week 6. Leeg: het was er altijd al.",
    "room_count": "In hoeveel ruimten tegelijk zorg kan worden gegeven.",
    "absence.first_day": "Typ vandaag, morgen of 30/11.",
    "absence.last_day": "Telt mee; een week is tot en met zondag. Leeg: tot nader bericht.",
    "absence.start_minute": "Alleen bij een deel van de dag. Leeg: hele dagen.",
    "absence.end_minute": "Alleen bij een deel van de dag. Leeg: hele dagen.",
    "absence.note": "Schrijf niet waarom iemand er niet is: dat gaat niemand aan.",
    **PART_HELP,
}
"""By field, or by record type and field where the sentence fits one type only."""


def fields_for(
    model: type[Record],
    names: Iterable[str],
    values: Mapping[str, Any] | None = None,
    required: Iterable[str] = (),
    pointers: Mapping[str, Choices] | None = None,
) -> list[FieldSpec]:
    """Return form fields for a record type.

    Args:
        model: the record type.
        names: its fields, in order.
        values: what they hold at the start; the model's own defaults where it is silent.
        required: fields that must be filled in here besides those that always must.
        pointers: for fields that hold the id of another record, the ids and words of those that can be chosen.
    """
    wanted = {*_REQUIRED, *required}
    return [
        _field(
            model,
            name,
            values or {},
            name in wanted or f"{TYPE_NAMES[model]}.{name}" in wanted,
            (pointers or {}).get(name),
        )
        for name in names
    ]


def is_typed(model: type[Record], name: str) -> bool:
    """Tell whether a form can show a field by itself: not one that names other records, or holds rows for programs."""
    record_type = TYPE_NAMES[model]
    if (record_type, name) in NOTATIONS or (record_type, name) in FIELD_CODES or name in _WEEKDAYS:
        return True
    return name not in _NOT_TYPED and name not in POINTS_AT and _plain_type(model, name) in {str, bool, int, date}


def values_of(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """Return the values of a record's fields as they come back from a form in which nobody changed them."""
    values = {name: getattr(record, name) for name in names}
    for name, value in values.items():
        notation = NOTATIONS.get((TYPE_NAMES[type(record)], name))
        if notation is not None:
            values[name] = notation.tidied(value)
    return values


def record_values(model: type[Record], values: Mapping[str, object]) -> dict[str, Any]:
    """Return the values of a form as a record holds them: choices of numbers as numbers, nothing as its default.

    Raises:
        ActRefused: with a sentence for each line of text that cannot be read.
    """
    result: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, value in values.items():
        notation = NOTATIONS.get((TYPE_NAMES[model], name))
        if notation is not None and isinstance(value, str):
            try:
                result[name] = notation.read(value)
            except ValueError as unreadable:
                problems[name] = str(unreadable)
        elif name in _WEEKDAYS:
            result[name] = [int(key) for key in value] if isinstance(value, list | tuple) else int(str(value))
        elif value is None and not _may_be_empty(model, name):
            result[name] = model.model_fields[name].get_default(call_default_factory=True)
        elif isinstance(value, tuple):
            result[name] = list(value)
        else:
            result[name] = value
    require(problems)
    return result


def _field(
    model: type[Record], name: str, values: Mapping[str, Any], required: bool, pointer: Choices | None
) -> FieldSpec:
    record_type = TYPE_NAMES[model]
    value = values.get(name, model.model_fields[name].get_default(call_default_factory=True))
    codes = FIELD_CODES.get((record_type, name))
    options = choices(codes) if codes else ()
    notation = NOTATIONS.get((record_type, name))
    kind: FieldKind
    if notation is not None:
        kind, value = "text", notation.written(value)
    elif pointer is not None:
        kind, options = "choice", pointer
    elif name in _WEEKDAYS:
        options = tuple((str(day), weekday(day)) for day in range(5))
        kind = "choices" if isinstance(value, list) else "choice"
        value = [str(day) for day in value] if isinstance(value, list) else str(value)
    elif codes:
        kind = "choices" if isinstance(value, list) else "choice"
    else:
        kind = _kind(model, name, record_type)
    if kind == "choice" and value == "" and all(key for key, _label in options):
        value = None
    return FieldSpec(
        name=name,
        label=field_word(record_type, name),
        kind=kind,
        value=value,
        help=HELP.get(f"{record_type}.{name}") or HELP.get(name) or (notation.hint if notation else ""),
        choices=options,
        required=required,
        usual=notation.usual if notation else None,
        week_ends=name in _LAST_DAYS,
    )


def _kind(model: type[Record], name: str, record_type: str) -> FieldKind:
    if name in DURATIONS:
        return "minutes"
    if name in TIMES:
        return "time"
    if not LONG_TEXTS.isdisjoint((name, f"{record_type}.{name}")):
        return "long_text"
    plain = _plain_type(model, name)
    kinds: dict[Any, FieldKind] = {bool: "toggle", int: "integer", date: "date"}
    return kinds.get(plain, "text")


def _plain_type(model: type[Record], name: str) -> Any:
    annotation = model.model_fields[name].annotation
    if get_origin(annotation) in {Union, types.UnionType}:
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _may_be_empty(model: type[Record], name: str) -> bool:
    return type(None) in get_args(model.model_fields[name].annotation)
