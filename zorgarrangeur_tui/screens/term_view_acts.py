"""What a user does in the view of a school year: only what differs, other columns, whose year, which year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import Command, CommandClass, Leave
from zorgarrangeur_tui.desk.term_views import TermAsk, TermKind
from zorgarrangeur_tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.term_view import TermScreen

_PICK = (Column("Naam", 20, weight=2),)


class OpenWeek(Command):
    """Open de week onder de cursor: van een school op het bord, van een professional in zijn week."""

    key = "o"
    label = "Week openen"
    needs = "Er staat geen week onder de cursor. Kies er een met de pijltjes."

    @classmethod
    def available(cls, actor: TermScreen) -> bool:
        """Only with a week under the cursor."""
        return actor.week is not None

    @classmethod
    async def run(cls, actor: TermScreen) -> None:
        """Open it."""
        await actor.open_week()


class OnlyDifferent(Command):
    """Toon alleen de weken die anders zijn dan anders, of weer alle weken."""

    key = "d"
    label = "Alleen anders"
    footer = True

    @classmethod
    async def run(cls, actor: TermScreen) -> None:
        """Show them."""
        actor.show_look(replace(actor.look, only_different=not actor.look.only_different))


class OtherColumns(Command):
    """Toon een kolom per dag, of per professional (in het jaar van een professional: per school)."""

    key = "c"
    label = "Kolommen"
    footer = True

    @classmethod
    async def run(cls, actor: TermScreen) -> None:
        """Show them."""
        actor.show_look(replace(actor.look, by_person=not actor.look.by_person))


class CountOrMinutes(Command):
    """Toon het aantal bezoeken, of hoe lang ze samen duren."""

    key = "m"
    label = "Aantal/tijd"
    footer = True

    @classmethod
    async def run(cls, actor: TermScreen) -> None:
        """Show it."""
        actor.show_look(replace(actor.look, as_minutes=not actor.look.as_minutes))


class WhoseYear(Command):
    """Kies wiens schooljaar u ziet: van de school, of van een professional die er komt (dan bij alle scholen)."""

    key = "s"
    label = "Van wie"
    footer = True

    @classmethod
    async def run(cls, actor: TermScreen) -> None:
        """Ask whose, and show it."""
        rows = [Row(actor.school_id, (f"{actor.school_name} (hele school)",))] if actor.school_id else []
        rows += [Row(person.id, (person.name,)) for person in actor.people]
        empty = "Bij deze school komt dit jaar niemand."
        screen = PickScreen("Van wie wilt u het schooljaar zien?", _PICK, ListSource(rows), empty_text=empty)
        picked = await actor.app.push_screen_wait(screen)
        if picked is not None:
            kind = TermKind.SCHOOL if picked == actor.school_id else TermKind.PROFESSIONAL
            actor.show_term(TermAsk(kind, picked, actor.ask.year))


def _year_act(name: str, by: int, key: str, label: str, explanation: str) -> CommandClass:
    """Return the act that shows the school year before or after."""

    async def run(_: CommandClass, actor: TermScreen) -> None:
        actor.show_year(by)

    members = {"__doc__": explanation, "__module__": __name__, "key": key, "label": label, "run": classmethod(run)}
    return type(name, (Command,), members)


class LeaveTerm(Leave):
    """Ga terug naar het bord."""


TERM_ACTS: tuple[CommandClass, ...] = (
    OpenWeek,
    OnlyDifferent,
    OtherColumns,
    CountOrMinutes,
    WhoseYear,
    LeaveTerm,
    _year_act("TermYearBefore", -1, "left_square_bracket", "Jaar terug", "Ga naar het vorige schooljaar."),
    _year_act("TermYearAfter", 1, "right_square_bracket", "Jaar verder", "Ga naar het volgende schooljaar."),
)
