"""The visits of one week as values for coverage and measures, which count in fortnights: as if each came every week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.visit_check_values import DayVisit


def one_of_week(visit: BoardVisit, key: str) -> BoardVisit:
    """Return a visit, as it is on its day, as one of every week.

    Args:
        visit: on that day.
        key: what tells it apart: one and the same visit may come twice in a week.
    """
    return replace(visit, id=key, rhythm=Rhythm.WEEKLY)


def of_week(visits: Iterable[DayVisit], monday: date) -> list[BoardVisit]:
    """Return the visits of the week of a Monday as visits of every week.

    Args:
        visits: of that week, as far as they take place.
        monday: of the week.
    """
    return [
        BoardVisit(
            f"{one.id} {one.day.isoformat()}",
            one.professional_id,
            one.school_id,
            (one.day - monday).days,
            one.start_minute,
            one.duration_minutes,
            Rhythm.WEEKLY,
            one.serves,
        )
        for one in visits
    ]
