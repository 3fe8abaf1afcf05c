"""The question to the planner as a form: for which schools, how, from when, how long, and what matters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.planner import PlanAsk, PlanMode
from zorgarrangeur_tui.desk.publishing import next_monday
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.planning.wishes import LEVEL_WORDS, Level, Wish, wishes_on
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_MODES_HELP = ActText(
    "Vullen: elk bezoek blijft staan. Herstellen: alleen bezoeken mogen anders van wie twee weken of langer weg is, met "
    "een gestopte titel of als de school dicht is.",
    "Opnieuw: alles mag anders, behalve wat u met {screens.planning_acts.FixVisit} vastzette.",
)

_HERE, _ALL = "here", "all"
_SECONDS = (("10", "10 seconden"), ("30", "30 seconden"), ("60", "1 minuut"), ("300", "5 minuten"), ("900", "kwartier"))
_MODES = (
    (PlanMode.REPAIR.value, "Alleen herstellen wat niet meer kan"),
    (PlanMode.FILL.value, "Alleen vullen wat open is"),
    (PlanMode.ANEW.value, "Opnieuw, behalve wat vaststaat"),
)
_LEVELS = tuple((str(level.value), LEVEL_WORDS[level]) for level in Level)


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Where the planner is asked from.

    Attributes:
        school_ids: the schools at hand: that of the board, or those of somebody who is away.
        name: what they are called together.
    """

    school_ids: tuple[str, ...]
    name: str


async def ask_planner(screen: StoreScreen, place: PlanPlace, before: PlanAsk | None) -> PlanAsk | None:
    """Ask what the planner must do; with what was asked before filled in. None when the user went back.

    Args:
        screen: where it is asked.
        place: which schools are at hand.
        before: what was asked last, or what is proposed to ask.
    """
    today = screen.user.today
    asked = before or PlanAsk(day=next_monday(today), school_ids=place.school_ids)
    filled = await fill_in(
        screen,
        DraftForm.PLANNER,
        "Een voorstel van de planner",
        _fields(asked, place.name, today),
        about=place.school_ids[:1],
        submit_label="Begin",
        check=lambda values: _problems(values, today),
    )
    return None if filled is None else _asked(filled, place, asked)


def _fields(asked: PlanAsk, school_name: str, today: date) -> list[FieldSpec]:
    where = _HERE if asked.school_ids else _ALL
    fields = [
        FieldSpec(
            "where",
            "Waar",
            "choice",
            where,
            "Voor alle scholen samen let de planner er ook op wie waar het best past.",
            ((_HERE, school_name or "Deze school"), (_ALL, "Alle scholen")),
            required=True,
        ),
        FieldSpec(
            "mode",
            "Hoe",
            "choice",
            asked.mode.value,
            _MODES_HELP,
            _MODES,
            required=True,
        ),
        FieldSpec(
            "day",
            "Vanaf",
            "date",
            asked.day,
            "Eerste dag waarop het plan geldt. Tot dan blijft alles zo.",
            required=True,
        ),
        FieldSpec(
            "until",
            "Tot en met",
            "date",
            asked.until,
            "Laatste dag, zoals van een afwezigheid: daarna gaat alles weer zoals nu. Leeg is zonder einde.",
            week_ends=True,
        ),
        FieldSpec(
            "seconds",
            "Zoektijd",
            "choice",
            _nearest(asked.seconds),
            "Langer zoeken geeft een beter plan. U kunt altijd eerder stoppen met het beste tot dan toe.",
            _SECONDS,
            required=True,
        ),
    ]
    rules = wishes_on(today)
    fields += [
        FieldSpec(
            wish.value,
            rules[wish].title,
            "choice",
            str(asked.levels.get(wish, Level.USUAL).value),
            rules[wish].words,
            _LEVELS,
            required=True,
        )
        for wish in Wish
    ]
    return fields


def _nearest(seconds: int) -> str:
    return min((key for key, _ in _SECONDS), key=lambda key: abs(int(key) - seconds))


def _problems(values: dict[str, Any], today: date) -> dict[str, str]:
    day, until = values["day"], values["until"]
    if isinstance(day, date) and day < today:
        return {"day": "Kies vandaag of een latere dag."}
    early = isinstance(day, date) and isinstance(until, date) and until < day
    return {"until": "De laatste dag ligt voor de eerste dag."} if early else {}


def _asked(filled: dict[str, Any], place: PlanPlace, before: PlanAsk) -> PlanAsk:
    return replace(
        before,
        day=filled["day"],
        until=filled["until"],
        school_ids=place.school_ids if filled["where"] == _HERE else (),
        mode=PlanMode(filled["mode"]),
        levels={wish: Level(int(filled[wish.value])) for wish in Wish},
        seconds=int(filled["seconds"]),
    )
