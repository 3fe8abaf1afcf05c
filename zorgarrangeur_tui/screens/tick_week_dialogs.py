"""What is asked while ticking off: minutes, why less, and whose pupil was not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from storage.errors import StorageError
from storage.models.codes import CareKind
from storage.models.planning_codes import CancellationCause
from widgets.choice_popup import ChoicePopup
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk import tick_acts
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.words import choices, word
from zorgarrangeur_tui.screens.draft_forms import fill_in

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.ticking import TickPage
    from zorgarrangeur_tui.domain.ticking import TickLine
    from zorgarrangeur_tui.screens.tick_week import TickWeekScreen

_GIVEN, _DECLARED, _CAUSE, _ABSENT = "realised_minutes", "declared_minutes", "cause", "absent_needs"


async def ask_given(screen: TickWeekScreen, line: TickLine, page: TickPage) -> None:
    """Ask how many minutes were given, why less, and of several needs whose pupil was not there."""
    fields = [
        _minutes(_GIVEN, line.planned if line.given is None else line.given, f"Gepland: {duration(line.planned)}."),
        FieldSpec(
            _CAUSE,
            field_word("visit_record", _CAUSE),
            "choice",
            line.cause or None,
            "Alleen als er minder gegeven is dan gepland.",
            choices(CancellationCause),
        ),
    ]
    if len(line.serves) > 1:
        fields.append(_absent(line, page))

    def save(filled: Mapping[str, Any]) -> None:
        minutes, cause = int(filled[_GIVEN]), str(filled[_CAUSE] or "")
        tick_acts.tick_given(screen.store, line, minutes, cause, filled.get(_ABSENT) or ())

    await _ask(screen, line, "Hoeveel is er gegeven?", fields, save)


async def ask_declared(screen: TickWeekScreen, line: TickLine) -> None:
    """Ask how many minutes the provider declared."""
    value = line.given if line.declared is None else line.declared
    fields = [_minutes(_DECLARED, value, "Wat de zorgaanbieder bij de betaler heeft ingediend.")]
    await _ask(
        screen,
        line,
        "Hoeveel is er gedeclareerd?",
        fields,
        lambda filled: tick_acts.tick_declared(screen.store, line, int(filled[_DECLARED])),
    )


async def ask_absent(screen: TickWeekScreen, line: TickLine, page: TickPage) -> None:
    """Ask whose pupil was not there."""
    await _ask(
        screen,
        line,
        "Wie was er niet?",
        [_absent(line, page)],
        lambda filled: tick_acts.tick_absent(screen.store, line, filled[_ABSENT] or ()),
    )


async def ask_cause(screen: TickWeekScreen, line: TickLine) -> str | None:
    """Ask why nothing was given; None when the user gives up."""
    picked = await screen.app.push_screen_wait(
        ChoicePopup("Waarom is er niets gegeven?", choices(CancellationCause), line.cause or None)
    )
    return picked.key if picked is not None else None


async def _ask(
    screen: TickWeekScreen,
    line: TickLine,
    title: str,
    fields: list[FieldSpec],
    save: Callable[[Mapping[str, Any]], object],
) -> None:
    """Show a form until what it holds is saved, or the user gives up."""

    def attempt(filled: dict[str, object]) -> Mapping[str, str]:
        try:
            save(filled)
        except ActRefused as refusal:
            return {name: text for name, text in refusal.fields.items() if name in filled} or {
                fields[0].name: str(refusal)
            }
        except StorageError as refusal:
            return {fields[0].name: str(refusal)}
        return {}

    await fill_in(
        screen,
        DraftForm.TICK,
        title,
        fields,
        about=(line.visit_id, line.due_day.isoformat(), fields[0].name),
        check=attempt,
    )


def _minutes(name: str, value: int | None, explanation: str) -> FieldSpec:
    return FieldSpec(name, field_word("visit_record", name), "minutes", value, explanation, required=True)


def _absent(line: TickLine, page: TickPage) -> FieldSpec:
    def label(key: str) -> str:
        need = page.needs.get(key)
        if need is None:
            return "Zorgbehoefte die er niet meer is"
        pupil = page.pupils.get(need.pupil_id)
        return f"{pupil.pseudonym if pupil else 'groep of school'} – {word(need.kind, CareKind)}"

    return FieldSpec(
        _ABSENT,
        "Wie was er niet",
        "choices",
        list(line.absent_needs),
        "De spatiebalk kiest.",
        tuple((key, label(key)) for key in line.serves),
    )
