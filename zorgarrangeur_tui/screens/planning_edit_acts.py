"""Editing on the board beyond moving: from a date, in two, a copy, another professional, a note, and several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.models import Professional, Provider, School, VisitException, VisitPattern
from widgets.choice_popup import ChoicePopup
from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.board import SchoolBoard
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.exceptions import change_exception, exception_on
from zorgarrangeur_tui.desk.last_act import last_act, undo_offer
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.visit_changes import ChangedFrom, change_from, end_from, first_day_of_new, split_visit
from zorgarrangeur_tui.desk.visit_edits import give_visits, require_loose_as_chosen
from zorgarrangeur_tui.desk.visit_locks import require_loose
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.visit_day_words import day_words
from zorgarrangeur_tui.forms import fields_for
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.from_day_form import ENDS, from_day_fields, split_fields
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.planning_paths import AtRest
from zorgarrangeur_tui.screens.planning_sections import what_if, what_if_on_day
from zorgarrangeur_tui.screens.record_dialogs import ask_change
from zorgarrangeur_tui.screens.short_forms import ask_values

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen

_ONLY_FIXED = ActText(
    "Dit hoort bij het vaste rooster.", "Druk op {screens.planning_week_acts.ShowWeek} om daarheen te gaan."
)
_ALWAYS, _FROM = "always", "from"
_FOR_HOW_LONG = ((_ALWAYS, "In het hele vaste rooster"), (_FROM, "Vanaf een datum; die vraagt de app hierna"))
_COLUMNS = (
    Column("Naam", 16, weight=2),
    Column("Wat niet past", 16, weight=4),
    Column("Zorgaanbieder", 12, weight=1, priority=1),
)


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


class ChangeFrom(_OnVisit):
    """Verander het bezoek vanaf een datum: andere tijd, langer, korter, vaker, iemand anders, of het stopt. Ervoor blijft alles."""

    key = "V"
    label = "Vanaf datum"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask from when and what."""
        await ask_from_day(actor, {})


class SplitVisit(_OnVisit):
    """Splits het bezoek in twee bezoeken, op een tijd die u kiest."""

    key = "S"
    label = "Splitsen"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask where, and for whom each part is."""
        if actor.week is not None or actor.board is None or actor.visit is None:
            tell(actor.app, _ONLY_FIXED)
            return
        visit = actor.store.get(VisitPattern, actor.visit.id)
        require_loose((visit,))

        def save(given: dict[str, Any]) -> None:
            second = list(given["second"] or ())
            split_visit(actor.store, visit.id, given["start_minute"], given["serves"], second, given["starts_on"])

        minute, day = actor.grid.cursor_position.minute, first_day_of_new(actor.store)
        fields = split_fields(actor.board, visit, minute, day)
        form, about = DraftForm.VISIT_SPLIT, (visit.id,)
        if await ask_values(actor, "Bezoek splitsen", fields, VisitPattern, save, "Splitsen", form=form, about=about):
            tell(actor.app, ActText("Het zijn nu twee bezoeken.", "Met {Undo} (ongedaan) wordt het weer één."))


class DuplicateVisit(_OnVisit):
    """Maak een kopie: de pijltjes kiezen de plek, ook bij iemand anders of op een andere dag; Enter zet de kopie neer."""

    key = "D"
    label = "Kopie"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Hold a copy."""
        actor.grid.focus()
        if actor.grid.selected_key is not None:
            actor.hold_copy(actor.grid.selected_key)


class OtherProfessional(_OnVisit):
    """Laat iemand anders komen. De lijst begint met wie past, en zegt bij de anderen wat niet past."""

    key = "z"
    label = "Iemand anders"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask who, and on the fixed plan also for how long."""
        board, visit, chosen = actor.board, actor.visit, actor.chosen
        if board is None or visit is None:
            return
        require_loose_as_chosen(actor.store, chosen)
        ranked = _ranked(actor, board, visit)
        title = "Wie komt er in plaats daarvan?"
        empty = actor.words(
            "Bij deze school is er niemand anders. Koppel met {TieProviderFromBoard} een vaste zorgaanbieder."
        )
        picked = await actor.app.push_screen_wait(PickScreen(title, _COLUMNS, ListSource(ranked), empty_text=empty))
        if picked is None:
            return
        if actor.week is None and len(chosen) == 1:
            how_long = await actor.app.push_screen_wait(ChoicePopup("Voor hoe lang?", _FOR_HOW_LONG, _ALWAYS))
            if how_long is None:
                return
            if how_long.key == _FROM:
                await ask_from_day(actor, {"professional_id": picked})
                return
        give_visits(actor.store, chosen, picked)
        actor.tell_only_then(chosen, "komt er iemand anders")


class NoteOnVisit(_OnVisit):
    """Schrijf een notitie bij het bezoek; in een week alleen bij die dag."""

    key = "i"
    label = "Notitie"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask for the text."""
        if actor.visit is None:
            return
        visit, day = actor.store.get(VisitPattern, actor.visit.id), actor.due_day
        if day is None:
            await ask_change(actor, "Notitie bij het bezoek", visit, ("note",), "Notitie bij bezoek gewijzigd")
            return
        exception = exception_on(actor.store, visit.id, day)
        before = {"note": exception.note if exception else ""}
        kept = {"kind": exception.kind, "cause": exception.cause} if exception else {}

        def save(given: dict[str, Any]) -> None:
            with actor.store.unit_of_work("Notitie bij één dag van een bezoek") as work:
                change_exception(work, work.get(VisitPattern, visit.id), day, {**kept, **given})

        fields = fields_for(VisitException, ("note",), before)
        title, about = f"Notitie bij {day_words(day)}", (visit.id, day.isoformat())
        await ask_values(actor, title, fields, VisitException, save, form=DraftForm.VISIT_NOTE, about=about)


class MarkVisit(_OnVisit):
    """Merk het bezoek, of haal het merk weg. Verzetten, langer, weghalen en meer gelden dan voor alle gemerkte bezoeken."""

    key = "space"
    label = "Merken"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Mark it or not; the sign in its corner shows which."""
        actor.mark(actor.marked ^ {actor.grid.selected_key or ""})


class ClearMarks(Command):
    """Haal alle merken weg."""

    key = "escape"
    label = "Merken weg"

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only when there are any, and nothing is on the move."""
        return bool(actor.marked) and not actor.moving

    @classmethod
    def refusal(cls, actor: PlanningScreen) -> str:  # noqa: ARG003 - the same for every board
        """Leave the key to others: without marks there is nothing to come back from."""
        return ""

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Mark nothing."""
        actor.mark(())


async def ask_from_day(actor: PlanningScreen, values: dict[str, Any]) -> None:
    """Ask from which day the visit under the cursor is different, and do it.

    Args:
        actor: the board.
        values: what is filled in already.
    """
    board = actor.board
    if board is None or actor.visit is None:
        return
    visit = actor.store.get(VisitPattern, actor.visit.id)
    require_loose((visit,))
    first = actor.dated.one.day if actor.dated is not None else actor.user.today

    def save(given: dict[str, Any]) -> None:
        before = last_act(actor.store)
        day, what, also_on = given.pop("starts_on"), given.pop("what"), given.pop("also_on")
        if what == ENDS:
            done = end_from(actor.store, visit.id, day)
            _tell_from(actor, before, done, "Vanaf die dag is dit bezoek er niet meer.")
            return
        changed = {name: value for name, value in given.items() if value != getattr(visit, name)}
        done = change_from(actor.store, visit.id, day, changed, also_on)
        actor.select_later(done.visit)
        _tell_from(actor, before, done, "Vanaf die dag is het bezoek anders; ervoor blijft het zoals het was.")

    fields = from_day_fields(board, visit, first, values)
    title, about = "Bezoek wijzigen vanaf een datum", (visit.id,)
    await ask_values(actor, title, fields, VisitPattern, save, form=DraftForm.VISIT_FROM, about=about)


def _tell_from(actor: PlanningScreen, before: int, done: ChangedFrom, sentence: str) -> None:
    undoing = undo_offer(actor.store, before, "Met {Undo} (ongedaan) wordt alles zoals het was.")
    if not undoing:
        tell(actor.app, "Er is niets gewijzigd: het bezoek was al zo.")
        return
    if done.dropped:
        days = ", ".join(dutch_date_short(day) for day in done.dropped)
        sentence += f" Wat voor één dag was afgesproken, is vervallen op {days}."
    tell(actor.app, ActText(sentence, undoing))


def _ranked(actor: PlanningScreen, board: SchoolBoard, visit: VisitPattern) -> list[Row]:
    """Return who else could come: whom nothing speaks against first, then by provider and name, each with what does not fit."""
    others = [person for person in board.professionals if person.id != visit.professional_id]
    own = next((one.provider_id for one in board.professionals if one.id == visit.professional_id), "")
    providers = by_ids(actor.store, Provider, [person.provider_id for person in others])
    elsewhere = {person.id: actor.visits_elsewhere(person) for person in board.professionals}

    def against(person: Professional) -> list[tuple[str, str]]:
        place = (visit.weekday, visit.start_minute)
        if actor.dated is not None:
            return what_if_on_day(board, actor.dated, person, actor.dated.one.day, visit.start_minute)
        return what_if(board, visit, person, place, elsewhere)

    found = [(against(person), person) for person in others]
    found.sort(
        key=lambda pair: (
            sum(label.startswith("!") for label, _ in pair[0]),
            len(pair[0]),
            pair[1].provider_id != own,
            pair[1].name,
        )
    )
    return [
        Row(
            person.id,
            (person.name, " ".join(text for _, text in lines) or "past", _name(providers.get(person.provider_id))),
        )
        for lines, person in found
    ]


def _name(record: Provider | School | None) -> str:
    return record.name if record else ""
