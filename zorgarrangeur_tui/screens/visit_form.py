"""The form of a visit: when, how long, how often, and which needs it serves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from storage.errors import StorageError, ValueRefused
from storage.models import Professional, VisitPattern
from storage.models.codes import CareKind, MomentRule
from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.desk.board import SchoolBoard
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.domain.board_openings import can_give
from zorgarrangeur_tui.domain.clock import duration, weekday
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.record_values import board_need, board_professional
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.forms import fields_for, record_values
from zorgarrangeur_tui.screens.case_sections import moment
from zorgarrangeur_tui.screens.draft_forms import show_form
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.planning_blocks import whom
from zorgarrangeur_tui.screens.planning_sections import gaps_for
from zorgarrangeur_tui.screens.short_forms import weekdays_of

PLACE = ("weekday", "start_minute", "duration_minutes", "rhythm", "starts_on")
"""What is asked of a new visit, besides whom it serves."""

_SERVES_HELP = "De spatiebalk kiest. Wie hoger staat, krijgt het eerst tijd."
_DAY = 24 * 60
_SCHOOL_DAYS = 5


def place_fields(board: SchoolBoard, person: Professional, values: Mapping[str, Any]) -> list[FieldSpec]:
    """Return the fields for a new visit. When one open need fits this professional, it is chosen already."""
    fitting = gaps_for(board, person, as_planned=True)
    chosen = [fitting[0].need.id] if len(fitting) == 1 else []
    return [serves_field(board, person, chosen), *fields_for(VisitPattern, PLACE, values), also_on_field()]


def edit_fields(board: SchoolBoard, visit: VisitPattern) -> list[FieldSpec]:
    """Return the fields for a visit that is on the board."""
    person = next((one for one in board.professionals if one.id == visit.professional_id), None)
    who = FieldSpec(
        name="professional_id",
        label=field_word("visit_pattern", "professional_id"),
        kind="choice",
        value=visit.professional_id or None,
        choices=tuple((one.id, one.name) for one in board.professionals),
        required=True,
    )
    own = fields_for(VisitPattern, forms.VISIT, forms.values_of(visit, forms.VISIT))
    return [serves_field(board, person, visit.serves), who, *own, also_on_field(", vanaf deze week")]


async def ask_visit(
    screen: StoreScreen,
    title: str,
    fields: Sequence[FieldSpec],
    save: Callable[[dict[str, Any]], VisitPattern],
    submit_label: str,
    draft_key: str,
) -> VisitPattern | None:
    """Show the form and save what was filled in; it stays open while something is refused.

    `save` gets the fields of the visit, and in `also_on` the further weekdays on which it comes. What is typed and not saved yet
    is kept as a draft under this key.

    Returns:
        The saved visit, or None when the user cancelled.
    """
    saved: list[VisitPattern] = []

    def attempt(filled: dict[str, object]) -> Mapping[str, str]:
        also_on = weekdays_of(filled.pop("also_on", ()))
        given = {**record_values(VisitPattern, filled), "also_on": also_on}
        first = next(iter(given))
        try:
            if given["start_minute"] + given["duration_minutes"] > _DAY:
                require({"duration_minutes": "Zo duurt het bezoek tot na middernacht. Maak het korter."})
            saved.append(save(given))
        except ActRefused as refusal:
            return {name: text for name, text in refusal.fields.items() if name in given} or {first: str(refusal)}
        except ValueRefused as refusal:
            return {refusal.field if refusal.field in given else first: str(refusal)}
        except StorageError as refusal:
            return {first: str(refusal)}
        return {}

    await show_form(
        screen,
        draft_key,
        lambda draft: FormDialog(
            title, fields, submit_label=submit_label, check=attempt, today=lambda: screen.user.today, draft=draft
        ),
    )
    return saved[0] if saved else None


def also_on_field(when: str = "") -> FieldSpec:
    """Return the field that asks on which other weekdays a visit comes as well; `when` says from which day on."""
    return FieldSpec(
        name="also_on",
        label="Herhaal ook op",
        kind="choices",
        value=[],
        help=f"De spatiebalk kiest. Op die dagen komt hetzelfde bezoek erbij{when}.",
        choices=tuple((str(day), weekday(day)) for day in range(_SCHOOL_DAYS)),
    )


def serves_field(board: SchoolBoard, person: Professional | None, chosen: Sequence[str]) -> FieldSpec:
    """Return the field with all needs of a school: chosen ones first, then what is open, then what is covered."""
    needs = {need.id: need for need in board.needs}
    uncovered = {one.need.id: one.uncovered_per_week for one in board.covered_as_planned}
    giver = board_professional(person) if person else None
    able = {key for key, need in needs.items() if giver is None or can_give(giver, board_need(need))}
    ranked = sorted(needs, key=lambda key: (not uncovered[key], key not in able, -uncovered[key], key))

    def label(key: str) -> str:
        if key not in needs:
            return "Zorgbehoefte die er niet meer is"
        state = f"nog {duration(uncovered[key])}" if uncovered[key] else "gedekt"
        if needs[key].moment_rule != MomentRule.FREE:
            state += f"; {moment(needs[key]).lower()}"
        if key not in able and person is not None:
            state += f"; {person.name or 'deze zorgprofessional'} geeft dit niet"
        return f"{word(needs[key].kind, CareKind)} – {whom(board, needs[key])} ({state})"

    keys = [*dict.fromkeys(chosen), *(key for key in ranked if key not in chosen)]
    return FieldSpec(
        name="serves",
        label="Voor",
        kind="choices",
        value=list(chosen),
        help=_SERVES_HELP,
        choices=tuple((key, label(key)) for key in keys),
    )
