"""What a user does on the planning board."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from storage.models import VisitPattern
from storage.models.codes import Rhythm
from zorgarrangeur_tui.commands import CommandClass, tell
from zorgarrangeur_tui.desk import board as desk
from zorgarrangeur_tui.desk import visit_edits as edits
from zorgarrangeur_tui.desk.drafts import key_of_change, key_of_new
from zorgarrangeur_tui.desk.visit_changes import change_visit, first_day_of_new
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.visit_day_words import day_words
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.bond_dialogs import pick_and_bind
from zorgarrangeur_tui.screens.budget_acts import ShowBudgets
from zorgarrangeur_tui.screens.measures import ShowMeasures
from zorgarrangeur_tui.screens.planner_acts import OpenPlanner
from zorgarrangeur_tui.screens.planning_absence_acts import ReportAbsence
from zorgarrangeur_tui.screens.planning_edit_acts import (
    ChangeFrom,
    ClearMarks,
    DuplicateVisit,
    MarkVisit,
    NoteOnVisit,
    OtherProfessional,
    SplitVisit,
)
from zorgarrangeur_tui.screens.planning_paths import (
    NOT_TODAY,
    AtRest,
    ListClashes,
    NextClash,
    NextDay,
    NextSchool,
    NextVisit,
    PickSchool,
    PreviousDay,
    PreviousSchool,
    PreviousVisit,
    ShowView,
    TogglePanel,
)
from zorgarrangeur_tui.screens.planning_view_acts import ShowOverlay, ShowTerm
from zorgarrangeur_tui.screens.planning_week_acts import (
    NextWeek,
    PreviousWeek,
    ShowWeek,
    ThisDay,
    cancel_chosen,
)
from zorgarrangeur_tui.screens.publish_acts import OpenPublishing
from zorgarrangeur_tui.screens.tick_week_opening import TickOff
from zorgarrangeur_tui.screens.visit_form import ask_visit, edit_fields, place_fields

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen

_QUARTER = 15
_USUAL_LENGTH = 60
_OTHER_WEEK: dict[str, str] = {Rhythm.EVEN: Rhythm.ODD, Rhythm.ODD: Rhythm.EVEN}


class _OnVisit(AtRest):
    """An act on the visit under the cursor."""

    needs = (
        "Zet de cursor eerst op een bezoek: {NextVisit} gaat naar het volgende. Een nieuw bezoek plaatst u "
        "met {PlaceVisit}."
    )

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a visit under the cursor."""
        return super().available(actor) and actor.visit is not None


class _OnVisits(AtRest):
    """An act on the marked visits, else on the one under the cursor."""

    needs = "Zet de cursor eerst op een bezoek: {NextVisit} gaat naar het volgende. Of merk er meer, met {MarkVisit}."

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with marked visits, or one under the cursor."""
        return super().available(actor) and bool(actor.chosen)


class PlaceVisit(AtRest):
    """Plaats een bezoek waar de cursor staat, en kies voor welke zorgbehoeften."""

    key = "n"
    label = "Nieuw"
    footer = True
    needs = (
        "Zet de cursor eerst in de kolom van een professional. Staat er niemand, koppel dan een "
        "zorgaanbieder met {TieProviderFromBoard}."
    )

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with the lane of a professional under the cursor."""
        return super().available(actor) and actor.professional is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Show the form, with the place of the cursor in it."""
        board, person = actor.board, actor.professional
        if board is None or person is None:
            return
        fixed: dict[str, Any] = {"school_id": board.school.id, "professional_id": person.id}
        title, fields = (
            f"Nieuw bezoek van {person.name} bij {board.school.name}",
            place_fields(board, person, {**_place(actor), "starts_on": first_day_of_new(actor.store)}),
        )
        if actor.week is not None:
            day = actor.week + timedelta(days=actor.grid.cursor_position.day)
            fixed |= {"starts_on": day, "ends_on": day, "weekday": day.weekday(), "rhythm": Rhythm.WEEKLY.value}
            title = f"Extra bezoek van {person.name}, alleen op {day_words(day)}"
            fields = [field for field in fields if field.name not in {"weekday", "rhythm", "starts_on", "also_on"}]

        def save(given: dict[str, Any]) -> VisitPattern:
            also_on = given.pop("also_on")
            return desk.place_visit(actor.store, {**given, **fixed}, also_on)

        placed = await ask_visit(
            actor,
            title,
            fields,
            save,
            "Plaatsen",
            key_of_new("visit_pattern", board.school.id, person.id),
        )
        if placed is not None:
            _show_saved(actor, placed)


class MoveVisit(_OnVisits):
    """Pak het bezoek op: de pijltjes verplaatsen het, Enter zet het neer, Esc laat het waar het was. Gemerkte gaan mee."""

    key = "m"
    label = "Verzetten"
    footer = True

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Hold it; of marked ones the one under the cursor, else the first."""
        edits.require_loose_as_chosen(actor.store, actor.chosen)
        here = actor.grid.selected_key
        actor.grid.focus()
        actor.grid.hold(here if here is not None and (not actor.marked or here in actor.marked) else min(actor.marked))


class EditVisit(_OnVisit):
    """Verander het bezoek: wie, wanneer, hoe lang, voor wie, vanaf en tot wanneer. In een week: alleen die dag."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Show the form and write only what changed."""
        board, visit = actor.board, actor.visit
        if board is None or visit is None:
            return
        if actor.week is not None:
            await ThisDay.run(actor)
            return

        def save(given: dict[str, Any]) -> VisitPattern:
            also_on = given.pop("also_on")
            changed = {name: value for name, value in given.items() if value != getattr(visit, name)}
            return change_visit(actor.store, visit.id, changed, also_on)

        key = key_of_change("visit_pattern", visit.id)
        saved = await ask_visit(actor, "Bezoek wijzigen", edit_fields(board, visit), save, "Opslaan", key)
        if saved is not None:
            _show_saved(actor, saved)


class Lengthen(_OnVisits):
    """Maak het bezoek een kwartier langer."""

    key = "plus,equals_sign"
    label = "Langer"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Let it end later."""
        _stretch(actor, _QUARTER)


class Shorten(_OnVisits):
    """Maak het bezoek een kwartier korter."""

    key = "minus"
    label = "Korter"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Let it end earlier."""
        _stretch(actor, -_QUARTER)


class CycleRhythm(_OnVisits):
    """Wissel het ritme van het bezoek: elke week, even weken, oneven weken."""

    key = "r"
    label = "Ritme"
    needs = (
        "Een ritme hoort bij het vaste rooster, en bij een bezoek. Ga met {ShowWeek} naar het vaste rooster "
        "en zet de cursor op een bezoek."
    )

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Not in one week: a rhythm belongs to the fixed plan."""
        return super().available(actor) and actor.week is None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Take the next rhythm; the sign in its corner shows which."""
        edits.turn_rhythm(actor.store, actor.chosen)


class FixVisit(_OnVisits):
    """Zet het bezoek vast: in het vaste rooster verandert niemand het dan, ook de planner niet. Of maak het los."""

    key = "f"
    label = "Vastzetten"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Lock it, or unlock it; the sign in its corner shows which."""
        edits.lock_visits(actor.store, actor.chosen)


class RemoveVisit(_OnVisits):
    """Haal het bezoek weg, of laat het in een week op die dag vervallen. Met {Undo} (ongedaan) komt het terug."""

    key = "x,delete"
    label = "Weghalen"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Take it away without a question, and say how it comes back."""
        if actor.week is not None:
            await cancel_chosen(actor)
            return
        count = len(actor.chosen)
        edits.remove_visits(actor.store, actor.chosen)
        one = ActText("Bezoek weggehaald.", "Met {Undo} (ongedaan) komt het terug.")
        more = ActText(f"{count} bezoeken weggehaald.", "Met {Undo} (ongedaan) komen ze terug.")
        tell(actor.app, one if count == 1 else more)


class TieProviderFromBoard(AtRest):
    """Koppel een vaste zorgaanbieder aan deze school; dan komen de professionals op het bord."""

    key = "v"
    label = "Vaste aanbieder"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a school on the board."""
        return super().available(actor) and actor.board is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask which provider, then from when; above the cap it needs a reason."""
        if actor.board is not None:
            await pick_and_bind(actor, actor.board.school)


PLANNING_ACTS: tuple[CommandClass, ...] = (
    PlaceVisit,
    MoveVisit,
    EditVisit,
    PickSchool,
    RemoveVisit,
    Lengthen,
    Shorten,
    CycleRhythm,
    FixVisit,
    NextClash,
    ListClashes,
    NextVisit,
    PreviousVisit,
    NextDay,
    PreviousDay,
    TieProviderFromBoard,
    PreviousSchool,
    NextSchool,
    ShowView,
    ShowTerm,
    ShowOverlay,
    TogglePanel,
    ShowWeek,
    PreviousWeek,
    NextWeek,
    ThisDay,
    ChangeFrom,
    OtherProfessional,
    DuplicateVisit,
    SplitVisit,
    NoteOnVisit,
    MarkVisit,
    ClearMarks,
    ReportAbsence,
    TickOff,
    ShowBudgets,
    ShowMeasures,
    OpenPublishing,
    OpenPlanner,
)


def _show_saved(actor: PlanningScreen, visit: VisitPattern) -> None:
    """Go to a visit that was saved, or tell why the board of the fixed plan does not show it."""
    actor.select_later(visit)
    if actor.week is None and not in_force(visit, actor.user.today):
        tell(actor.app, NOT_TODAY)


def _stretch(actor: PlanningScreen, minutes: int) -> None:
    """Let the chosen visits end later or earlier.

    Raises:
        ActRefused: one is locked, or would be too short or last past midnight.
    """
    chosen = actor.chosen
    edits.stretch_visits(actor.store, chosen, minutes)
    actor.tell_only_then(chosen, "langer gemaakt" if minutes > 0 else "korter gemaakt")


def _place(actor: PlanningScreen) -> dict[str, Any]:
    """Return the values for a new visit at the cursor; beside one of the even weeks it is for the odd ones."""
    position = actor.grid.cursor_position
    values = {"weekday": position.day, "start_minute": position.minute, "duration_minutes": _USUAL_LENGTH}
    beside = actor.visit
    if beside is not None and beside.rhythm in _OTHER_WEEK:
        values["start_minute"] = beside.start_minute
        values["duration_minutes"] = beside.duration_minutes
        return {**values, "rhythm": _OTHER_WEEK[beside.rhythm]}
    return values
