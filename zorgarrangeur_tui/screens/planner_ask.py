"""The question to the planner as a form: for which schools, how, from when, how long, and what matters."""

from __future__ import annotations

from datetime import date
from typing import Any

from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.planner import PlanAsk, PlanMode
from zorgarrangeur_tui.desk.publishing import next_monday
from zorgarrangeur_tui.planning.wishes import LEVEL_WORDS, Level, Wish, wishes_on
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_HERE, _ALL = "here", "all"
_SECONDS = (("10", "10 seconden"), ("30", "30 seconden"), ("60", "1 minuut"), ("300", "5 minuten"), ("900", "kwartier"))
_MODES = (
    (PlanMode.FILL.value, "Alleen vullen wat open is"),
    (PlanMode.ANEW.value, "Opnieuw, behalve wat vaststaat"),
)
_LEVELS = tuple((str(level.value), LEVEL_WORDS[level]) for level in Level)


async def ask_planner(screen: StoreScreen, school_id: str, school_name: str, before: PlanAsk | None) -> PlanAsk | None:
    """Ask what the planner must do; with what was asked before filled in. None when the user went back.

    Args:
        screen: where it is asked.
        school_id: of the school on the board.
        school_name: its name.
        before: what was asked last.
    """
    today = screen.user.today
    asked = before or PlanAsk(day=next_monday(today), school_ids=(school_id,))
    filled = await screen.app.push_screen_wait(
        FormDialog(
            "Een voorstel van de planner",
            _fields(asked, school_name, today),
            submit_label="Begin",
            check=lambda values: _problems(values, today),
            today=lambda: today,
        )
    )
    return None if filled is None else _asked(filled, school_id)


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
            "Vullen: elk bezoek blijft staan. Opnieuw: alles mag anders, behalve wat u met f vastzette.",
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
    day = values["day"]
    return {"day": "Kies vandaag of een latere dag."} if isinstance(day, date) and day < today else {}


def _asked(filled: dict[str, Any], school_id: str) -> PlanAsk:
    return PlanAsk(
        day=filled["day"],
        school_ids=(school_id,) if filled["where"] == _HERE else (),
        mode=PlanMode(filled["mode"]),
        levels={wish: Level(int(filled[wish.value])) for wish in Wish},
        seconds=int(filled["seconds"]),
    )
