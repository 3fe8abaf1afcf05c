"""What a user does on the planning board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.models import VisitPattern
from storage.models.codes import Rhythm
from zorgarrangeur_tui.commands import CommandClass, tell
from zorgarrangeur_tui.desk import board as desk
from zorgarrangeur_tui.desk.drafts import key_of_change, key_of_new
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.screens.bond_dialogs import pick_and_bind
from zorgarrangeur_tui.screens.planning_paths import (
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
from zorgarrangeur_tui.screens.visit_form import ask_visit, edit_fields, place_fields

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen

LOCKED = "Dit bezoek staat vast. Maak het eerst los met f."

_QUARTER = 15
_USUAL_LENGTH = 60
_NEXT_RHYTHM: dict[str, str] = {Rhythm.WEEKLY: Rhythm.EVEN, Rhythm.EVEN: Rhythm.ODD, Rhythm.ODD: Rhythm.WEEKLY}
_OTHER_WEEK: dict[str, str] = {Rhythm.EVEN: Rhythm.ODD, Rhythm.ODD: Rhythm.EVEN}
_KEPT_WHEN_LOCKED = {"locked", "note"}
"""Fields of a locked visit that may change while it stays locked."""


class _OnVisit(AtRest):
    """An act on the visit under the cursor."""

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a visit under the cursor."""
        return super().available(actor) and actor.visit is not None


class PlaceVisit(AtRest):
    """Plaats een bezoek waar de cursor staat, en kies voor welke zorgbehoeften."""

    key = "n"
    label = "Nieuw"
    footer = True

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
        fixed = {"school_id": board.school.id, "professional_id": person.id}
        placed = await ask_visit(
            actor,
            f"Nieuw bezoek van {person.name} bij {board.school.name}",
            place_fields(board, person, _place(actor)),
            lambda given: desk.place_visit(actor.store, {**given, **fixed}),
            "Plaatsen",
            key_of_new("visit_pattern", board.school.id, person.id),
        )
        if placed is not None:
            actor.select_later(placed)


class MoveVisit(_OnVisit):
    """Pak het bezoek op: de pijltjes verplaatsen het, Enter zet het neer, Esc laat het waar het was."""

    key = "m"
    label = "Verzetten"
    footer = True

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Hold it."""
        visit = _loose(actor)
        actor.grid.focus()
        actor.grid.hold(visit.id)


class EditVisit(_OnVisit):
    """Verander het bezoek: wie, wanneer, hoe lang, voor wie, vanaf en tot wanneer."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Show the form and write only what changed."""
        board, visit = actor.board, actor.visit
        if board is None or visit is None:
            return

        def save(given: dict[str, Any]) -> VisitPattern:
            changed = {name: value for name, value in given.items() if value != getattr(visit, name)}
            if visit.locked and given["locked"] and changed.keys() - _KEPT_WHEN_LOCKED:
                require({"locked": "Dit bezoek staat vast. Zet dit op nee om het te veranderen."})
            return change_record(actor.store, VisitPattern, visit.id, changed, "Bezoek gewijzigd")

        key = key_of_change("visit_pattern", visit.id)
        saved = await ask_visit(actor, "Bezoek wijzigen", edit_fields(board, visit), save, "Opslaan", key)
        if saved is None:
            return
        actor.select_later(saved)
        if not in_force(saved, actor.user.today):
            tell(actor.app, "Dit bezoek staat vandaag niet op het bord: het is nog niet begonnen, of voorbij.")


class Lengthen(_OnVisit):
    """Maak het bezoek een kwartier langer."""

    key = "plus,equals_sign"
    label = "Langer"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Let it end later."""
        actor.stretch(_loose(actor).id, _QUARTER)


class Shorten(_OnVisit):
    """Maak het bezoek een kwartier korter."""

    key = "minus"
    label = "Korter"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Let it end earlier."""
        actor.stretch(_loose(actor).id, -_QUARTER)


class CycleRhythm(_OnVisit):
    """Wissel het ritme van het bezoek: elke week, even weken, oneven weken."""

    key = "r"
    label = "Ritme"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Take the next rhythm; the sign in its corner shows which."""
        visit = _loose(actor)
        rhythm = _NEXT_RHYTHM.get(visit.rhythm, Rhythm.WEEKLY)
        change_record(actor.store, VisitPattern, visit.id, {"rhythm": rhythm}, "Ritme van bezoek gewijzigd")


class FixVisit(_OnVisit):
    """Zet het bezoek vast, zodat niemand het per ongeluk verplaatst; of maak het los."""

    key = "f"
    label = "Vastzetten"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Lock it, or unlock it; the sign in its corner shows which."""
        visit = _current(actor)
        act = "Bezoek losgemaakt" if visit.locked else "Bezoek vastgezet"
        change_record(actor.store, VisitPattern, visit.id, {"locked": not visit.locked}, act)


class RemoveVisit(_OnVisit):
    """Haal het bezoek weg. Met u (ongedaan) komt het terug."""

    key = "x,delete"
    label = "Weghalen"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Take it away without a question, and say how it comes back."""
        desk.remove_visit(actor.store, _loose(actor).id)
        tell(actor.app, "Bezoek weggehaald. Met u (ongedaan) komt het terug.")


class TieProvider(AtRest):
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
    TieProvider,
    PreviousSchool,
    NextSchool,
    ShowView,
    TogglePanel,
)


def _current(actor: PlanningScreen) -> VisitPattern:
    """Return the visit under the cursor as the store has it now.

    Raises:
        RecordMissing: when it is not there (any more).
    """
    visit = actor.visit
    return actor.store.get(VisitPattern, visit.id if visit else "")


def _loose(actor: PlanningScreen) -> VisitPattern:
    """Return the visit under the cursor when it may be changed.

    Raises:
        ActRefused: when it is locked.
        RecordMissing: when it is not there (any more).
    """
    visit = _current(actor)
    require({"locked": LOCKED} if visit.locked else {})
    return visit


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
