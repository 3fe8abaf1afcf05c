"""What a user decides about the visits of somebody who is away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.models.planning_codes import CancellationCause
from widgets.choice_popup import ChoicePopup
from widgets.dialogs import ConfirmDialog
from widgets.record_source import ListSource
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command, CommandClass, Leave, tell
from zorgarrangeur_tui.desk.absence_decisions import (
    Decision,
    Scope,
    best_for_all,
    decide,
    given_to,
    in_scope,
    reopen,
)
from zorgarrangeur_tui.desk.absence_page import AbsencePage
from zorgarrangeur_tui.desk.absence_visits import HitVisit, Stand, open_count
from zorgarrangeur_tui.desk.last_act import last_act, undo_offer
from zorgarrangeur_tui.desk.plan_around import ask_around
from zorgarrangeur_tui.domain.clock import weekday
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.words import choices
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.absence_dialogs import ask_absence_change, ask_absence_removal
from zorgarrangeur_tui.screens.absence_sections import candidate_rows, when
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.plan_view_opening import show_board

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.absence import AbsenceScreen

_CANDIDATES = (Column("Naam", 16, weight=1), Column("Kan", 12, priority=1), Column("Waarom", 24, weight=4, priority=2))
_NOBODY = "Niemand in deze regio geeft deze zorg. Ga met Esc terug, en laat het bezoek daar met {screens.absence_acts.CancelHit} vervallen."
_NOBODY_FREE = "Voor geen van de open bezoeken is iemand vrij. Kijk met {ChooseReplacement} per bezoek wat wel kan."
_UNDOING = "Met {Undo} (ongedaan) draait u dit terug."
_MOST_LINES = 10


class _OnHit(Command):
    """An act on the visit under the cursor."""

    needs = "Deze afwezigheid raakt geen bezoek, of de cursor staat er niet op. Kies een bezoek met de pijltjes."

    @classmethod
    def available(cls, actor: AbsenceScreen) -> bool:
        """Only with a visit under the cursor."""
        return actor.hit is not None


class ChooseReplacement(_OnHit):
    """Kies wie er in plaats komt. De beste keuze staat bovenaan; de app vraagt of dit ook voor andere bezoeken geldt."""

    key = "v"
    label = "Vervanger"
    footer = True

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Ask who, then for which visits; write it as one act."""
        page, hit = actor.page, actor.hit
        if page is None or hit is None:
            return
        found = await asyncio.to_thread(page.who_fits, hit)
        picked = await actor.app.push_screen_wait(
            PickScreen(
                f"Wie komt er {when(hit)}?",
                _CANDIDATES,
                ListSource(candidate_rows(found)),
                empty_text=actor.words(_NOBODY),
            )
        )
        chosen = next((one for one in found if one.person.id == picked), None)
        if chosen is None:
            return
        decisions = await _also_others(actor, page, hit, chosen.person.id, chosen.start_minute)
        if not decisions:
            return
        before = last_act(actor.store)
        decide(actor.store, actor.absence_id, decisions)
        for_how_many = "1 bezoek" if len(decisions) == 1 else f"{len(decisions)} bezoeken"
        tell(
            actor.app,
            ActText(
                f"{chosen.person.name} komt voor {for_how_many}. Bel nog wel even: de app stuurt niets.",
                undo_offer(actor.store, before, _UNDOING),
            ),
        )


class CancelHit(_OnHit):
    """Laat het bezoek onder de cursor vervallen, of alle open bezoeken. De app vraagt waarom."""

    key = "x"
    label = "Vervalt"
    footer = True

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Ask why, then for which visits; write it as one act."""
        page, hit = actor.page, actor.hit
        if page is None or hit is None:
            return
        usual = CancellationCause.PROFESSIONAL_ABSENT.value
        cause = await actor.app.push_screen_wait(ChoicePopup("Waarom vervalt het?", choices(CancellationCause), usual))
        if cause is None or cause.key is None:
            return
        meant = {scope: in_scope(hit, page.hits, scope) for scope in Scope}
        scope = await _ask_scope(actor, hit, {key: len(found) for key, found in meant.items()}, "open")
        if scope is None:
            return
        decisions = [Decision(one, cause=cause.key) for one in meant[scope]]
        before = last_act(actor.store)
        decide(actor.store, actor.absence_id, decisions)
        what = "Het bezoek vervalt" if len(decisions) == 1 else f"{len(decisions)} bezoeken vervallen"
        tell(actor.app, ActText(f"{what}. Laat het de school weten.", undo_offer(actor.store, before, _UNDOING)))


class BestForAll(Command):
    """Geef elk open bezoek aan wie er het best past. U ziet eerst wie waar komt; wat niemand kan, blijft open."""

    key = "b"
    label = "Beste voor alle"
    footer = True
    needs = "Er is geen open bezoek meer. Neem er eerst een terug met {ReopenHit}."

    @classmethod
    def available(cls, actor: AbsenceScreen) -> bool:
        """Only while something is open."""
        return actor.page is not None and open_count(actor.page.hits) > 0

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Show the proposal, and write it as one act when the user wants it."""
        page = actor.page
        if page is None:
            return
        decisions = await asyncio.to_thread(best_for_all, page.finder, page.hits)
        if not decisions:
            tell(actor.app, actor.words(_NOBODY_FREE))
            return
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Zo verdelen?", _proposal(page, decisions), confirm_label="Zo doen")
        )
        if sure:
            decide(actor.store, actor.absence_id, decisions)
            tell(
                actor.app,
                ActText(
                    f"{len(decisions)} verdeeld. Bel nog wel even: de app stuurt niets.",
                    "Met {Undo} draait u dit terug.",
                ),
            )


class PlanAround(Command):
    """Duurt het twee weken of langer: laat de planner voorstellen wie er in die tijd komt. Andere bezoeken blijven zoals ze zijn."""

    key = "R"
    label = "Voorstel"
    footer = True
    needs = (
        "De planner helpt bij een afwezigheid van twee weken of langer die een school raakt. Voor kortere "
        "kiest u per bezoek, met {ChooseReplacement} of {BestForAll}."
    )

    @classmethod
    def available(cls, actor: AbsenceScreen) -> bool:
        """Only for a long absence that hits a school: the planner counts in fortnights."""
        return actor.page is not None and ask_around(actor.page, actor.user.today) is not None

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Ask what it must do, with the absence filled in, and begin."""
        from zorgarrangeur_tui.screens.planner import PlannerScreen  # noqa: PLC0415 - opened now and then
        from zorgarrangeur_tui.screens.planner_ask import (  # noqa: PLC0415 - opened now and then
            PlanPlace,
            ask_planner,
        )

        before = ask_around(actor.page, actor.user.today) if actor.page is not None else None
        if actor.page is None or before is None:
            return
        place = PlanPlace(before.school_ids, f"De scholen van {actor.page.person.name}")
        asked = await ask_planner(actor, place, before)
        if asked is not None:
            await actor.app.push_screen(PlannerScreen(place, asked))


class ReopenHit(_OnHit):
    """Neem terug wat over het bezoek onder de cursor besloten was: het vraagt weer om iemand."""

    key = "o"
    label = "Weer open"
    needs = (
        "Over dit bezoek is nog niets besloten: het is al open. Kies een vervanger met {ChooseReplacement}, "
        "of laat het vervallen met {CancelHit}."
    )

    @classmethod
    def available(cls, actor: AbsenceScreen) -> bool:
        """Only when something was decided."""
        return actor.hit is not None and actor.hit.stand is not Stand.OPEN

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Take it back as one act."""
        if actor.hit is not None:
            reopen(actor.store, [actor.hit])


class EditAbsence(Command):
    """Verander van wanneer tot wanneer, zoals bij eerder terugkomen. De app vraagt of wat daarna geregeld was, vervalt."""

    key = "e"
    label = "Wijzigen"
    needs = "Deze afwezigheid is er niet meer. {LeaveAbsence} gaat terug."

    @classmethod
    def available(cls, actor: AbsenceScreen) -> bool:
        """Only when it was read."""
        return actor.page is not None

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Show the form."""
        if actor.page is not None:
            await ask_absence_change(actor, actor.page.absence)


class RemoveAbsence(Command):
    """Haal deze afwezigheid weg. De app vraagt of wat ervoor geregeld was, ook teruggaat."""

    key = "delete"
    label = "Weghalen"
    needs = "Deze afwezigheid is er niet meer. {LeaveAbsence} gaat terug."

    @classmethod
    def available(cls, actor: AbsenceScreen) -> bool:
        """Only when it was read."""
        return actor.page is not None

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Ask, and leave when it is gone; the screen closes by itself."""
        if actor.page is not None:
            await ask_absence_removal(actor, actor.page.absence, actor.page.person.name)


class GoToBoard(_OnHit):
    """Ga naar het bord van de school, in de week van dit bezoek en met de cursor erop."""

    key = "p"
    label = "Naar het bord"
    needs = "Dit bezoek is niet op een school; alleen een school heeft een bord."

    @classmethod
    def available(cls, actor: AbsenceScreen) -> bool:
        """Only for a visit at a school: a care location has no board."""
        return actor.hit is not None and bool(actor.hit.pattern.school_id)

    @classmethod
    async def run(cls, actor: AbsenceScreen) -> None:
        """Show it, apart from this act: it closes this screen."""
        hit = actor.hit
        if hit is not None:
            board = show_board(actor.app, hit.pattern.school_id, hit.pattern.id, monday=monday_of(hit.visit.day))
            actor.app.run_worker(board, group="open-board")


class LeaveAbsence(Leave):
    """Ga terug."""


ABSENCE_ACTS: tuple[CommandClass, ...] = (
    ChooseReplacement,
    CancelHit,
    BestForAll,
    PlanAround,
    EditAbsence,
    GoToBoard,
    LeaveAbsence,
    ReopenHit,
    RemoveAbsence,
)


async def _also_others(
    actor: AbsenceScreen, page: AbsencePage, hit: HitVisit, professional_id: str, start_minute: int
) -> list[Decision]:
    """Ask for which visits the same person comes, as far as it is free; [] when the user gives up."""

    def plans() -> dict[Scope, list[Decision]]:
        return {
            scope: given_to(page.finder, professional_id, in_scope(hit, page.hits, scope), hit, start_minute)
            for scope in Scope
        }

    found = await asyncio.to_thread(plans)
    scope = await _ask_scope(actor, hit, {key: len(one) for key, one in found.items()}, "waarvoor die vrij is")
    return found[scope] if scope is not None else []


async def _ask_scope(actor: AbsenceScreen, hit: HitVisit, counts: dict[Scope, int], which: str) -> Scope | None:
    """Ask for which visits something holds; without a question when there is no other."""
    day = weekday(hit.visit.day.weekday())
    options = [(Scope.ONE.value, f"Alleen dit bezoek, {when(hit)}")]
    if counts[Scope.WEEKDAY] > 1:
        options.append((Scope.WEEKDAY.value, f"Alle op {day} {which} ({counts[Scope.WEEKDAY]})"))
    if counts[Scope.ALL] > counts[Scope.WEEKDAY]:
        options.append((Scope.ALL.value, f"Alle bezoeken {which} ({counts[Scope.ALL]})"))
    if len(options) == 1:
        return Scope.ONE
    picked = await actor.app.push_screen_wait(ChoicePopup("Voor welke bezoeken?", options, Scope.ONE.value))
    return Scope(picked.key) if picked is not None and picked.key else None


def _proposal(page: AbsencePage, decisions: Sequence[Decision]) -> list[str]:
    """Return who would come where, and how much stays open."""
    lines = [f"{when(one.hit)} {page.place(one.hit)}: {page.name_of(one.professional_id)}" for one in decisions]
    more = len(lines) - _MOST_LINES
    left = open_count(page.hits) - len(decisions)
    return [
        *lines[:_MOST_LINES],
        *([f"en nog {more} bezoeken"] if more > 0 else []),
        *(
            [f"Open {'blijft 1 bezoek' if left == 1 else f'blijven {left} bezoeken'}: daarvoor is niemand vrij."]
            if left
            else []
        ),
    ]
