"""A visit that is locked: what the lock binds, and for whom.

A lock binds the visit as it comes back, for everybody alike: the planner, a hand on the board, a command. Who wants it otherwise
makes it loose first, in the same act if that suits; a note is always free. A single day is not the visit: it may fall away,
move or go to somebody else whatever is locked, for illness does not ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from storage.models import VisitPattern
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.visit_edits import called
from zorgarrangeur_tui.keys.act_text import ActText

FREE = frozenset({"locked", "note"})
"""Fields of a locked visit that may change while it stays locked."""
_MAKE_LOOSE = "Maak het eerst los met {screens.planning_acts.FixVisit}."
_SET_TO_NO = "Zet dit op nee om het te veranderen."
_BY_COMMAND = "Maak het eerst los met locked=nee."


def require_loose(visits: Iterable[VisitPattern]) -> None:
    """Refuse an act on visits of which one is locked.

    Raises:
        ActRefused: it names the one.
    """
    visits = list(visits)
    locked = next((visit for visit in visits if visit.locked), None)
    if locked is None:
        return
    told = "Dit bezoek staat vast." if len(visits) == 1 else f"{called(locked).capitalize()} staat vast."
    require({"locked": ActText(told, _MAKE_LOOSE, without=_BY_COMMAND)})


def require_free(visit: VisitPattern, values: Mapping[str, Any]) -> None:
    """Refuse other values for a locked visit, unless it is made loose with them.

    Raises:
        ActRefused: it stays locked, and more than its note would change.
    """
    if visit.locked and values.get("locked", True) and values.keys() - FREE:
        require({"locked": ActText("Dit bezoek staat vast.", _SET_TO_NO, without=_BY_COMMAND)})
