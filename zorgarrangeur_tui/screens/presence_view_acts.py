"""What a user does in the view of what is asked against who is there: other layers, kinds of care, days and weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.models.codes import CareKind
from widgets.choice_popup import ChoicePopup
from zorgarrangeur_tui.commands import Command, CommandClass, Instant, Leave
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.presence_view_lines import next_layer

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.presence_view import PresenceScreen

_ALL = "all"


class OtherLayer(Instant):
    """Toon een andere laag: vraag en aanwezig naast elkaar, alleen de vraag, alleen wie er is, of de ruimtes."""

    key = "v"
    label = "Wat u ziet"
    footer = True

    @classmethod
    def now(cls, actor: PresenceScreen) -> None:
        """Show the next one."""
        actor.show_layer(next_layer(actor.shown_layer))


class OneKind(Command):
    """Kijk naar één soort zorg, of weer naar alle zorg."""

    key = "z"
    label = "Zorgsoort"
    footer = True

    @classmethod
    async def run(cls, actor: PresenceScreen) -> None:
        """Ask which."""
        kinds = actor.page.kinds if actor.page else ()
        options = [(_ALL, "Alle zorg"), *((kind, word(kind, CareKind)) for kind in kinds)]
        popup = ChoicePopup("Naar welke zorg wilt u kijken?", options, actor.kind or _ALL)
        picked = await actor.app.push_screen_wait(popup)
        if picked is not None and picked.key is not None:
            actor.show_kind("" if picked.key == _ALL else picked.key)


def _day_act(name: str, by: int, key: str, label: str, explanation: str) -> CommandClass:
    """Return the act that goes a day on or back."""

    def now(_: CommandClass, actor: PresenceScreen) -> None:
        actor.go_days(by)

    members = {
        "__doc__": explanation,
        "__module__": __name__,
        "key": key,
        "label": label,
        "now": classmethod(now),
    }
    return type(name, (Instant,), members)


def _week_act(name: str, by: int, key: str, label: str, explanation: str) -> CommandClass:
    """Return the act that shows the week before or after."""

    async def run(_: CommandClass, actor: PresenceScreen) -> None:
        actor.go_weeks(by)

    members = {
        "__doc__": explanation,
        "__module__": __name__,
        "key": key,
        "label": label,
        "footer": by > 0,
        "run": classmethod(run),
    }
    return type(name, (Command,), members)


class OpenDay(Command):
    """Ga naar deze week op het bord van de school."""

    key = "o"
    label = "Bord"
    footer = True

    @classmethod
    async def run(cls, actor: PresenceScreen) -> None:
        """Open it."""
        await actor.open_board()


class LeavePresence(Leave):
    """Ga terug naar het bord."""


PRESENCE_ACTS: tuple[CommandClass, ...] = (
    OtherLayer,
    OneKind,
    _day_act("PresenceDayAfter", 1, "right,l", "Dag verder", "Ga een dag verder."),
    _day_act("PresenceDayBefore", -1, "left,h", "Dag terug", "Ga een dag terug."),
    _week_act("PresenceWeekAfter", 1, "right_curly_bracket", "Week verder", "Toon de week erna."),
    _week_act("PresenceWeekBefore", -1, "left_curly_bracket", "Week terug", "Toon de week ervoor."),
    OpenDay,
    LeavePresence,
)
