"""Startfoto's in the store: figures as they were on a day, kept to hold later ones against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from storage.clock import local_date
from storage.models import FigureFreeze
from storage.store import Store
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.insight.breakdown import Cut, breakdown
from zorgarrangeur_tui.insight.breakdown_words import HOW_COUNTED, part_name
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.frozen_figures import ALL, Changed, Measure, Rows, before_and_after, frozen, thawed
from zorgarrangeur_tui.insight.frozen_words import biggest_first

_ID_SHOWN = 6
EVERYTHING = ""
"""In the place of a school, for all care in the store."""


def figures_now(store: Store, school_id: str = EVERYTHING) -> list[list[str]]:
    """Return the figures of today in the rows of a startfoto, of one school or care location or of everything."""
    lines = [line for line in care_lines(store) if school_id in (EVERYTHING, line.place_id)]
    names = part_names(store)
    found = []
    for cut in Cut:
        parts = breakdown(lines, cut)
        found.append((parts, {code: part_name(cut, code, names) for code, _ in parts.parts}))
    return frozen(found, _rest(store, school_id, lines))


def freeze(store: Store, school_id: str, name: str) -> FigureFreeze:
    """Keep the figures of today as one act, with how they were counted.

    Args:
        store: an opened store.
        school_id: school or care location; `EVERYTHING` for all.
        name: what the user calls it.

    Raises:
        ActRefused: without a name, or when there is no care to count.
        ValueRefused: the name holds what no text may hold.
    """
    rows = figures_now(store, school_id)
    problems = {}
    if not name.strip():
        problems["name"] = "Geef de startfoto een naam, zoals Begin van het schooljaar."
    if not any(row[3] == Measure.NEEDS and row[4] != "0" for row in rows):
        problems["rows"] = "Er is nog geen zorg om vast te leggen. Begin met een casus en een zorgbehoefte."
    require(problems)
    with store.unit_of_work("Startfoto gemaakt") as work:
        made = FigureFreeze(
            school_id=school_id,
            name=name.strip(),
            frozen_on=local_date(store.clock),
            rules=list(HOW_COUNTED),
            rows=rows,
        )
        work.add(made)
    return made


def freezes(store: Store, school_id: str | None = None) -> list[FigureFreeze]:
    """Return the startfoto's of a school (`EVERYTHING` for those of all, None for every one), newest first."""
    found = living(store, FigureFreeze) if school_id is None else living(store, FigureFreeze, school_id=school_id)
    return sorted(found, key=lambda one: (one.frozen_on or date.min, one.id), reverse=True)


def _rest(store: Store, school_id: str, lines: Sequence[CareLine]) -> dict[Measure, Fraction | int]:
    """Return providers, faces and entries: of one place its own, of everything the sums over places."""
    places = [one for one in figures_per_place(store) if school_id in (EVERYTHING, one.place.id)]
    return {
        Measure.PROVIDERS: len({giver.provider_id for line in lines for giver in line.givers} - {""}),
        Measure.FACES: sum((one.professionals for one in places), Fraction()),
        Measure.ENTRIES: sum((one.entries for one in places), Fraction()),
    }


def find_freeze(known: Sequence[FigureFreeze], name: str) -> FigureFreeze:
    """Return a startfoto by its name or the first signs of its id, the newest where several fit.

    Raises:
        ActRefused: there is none; the sentence names those there are.
    """
    wanted = name.strip().casefold()
    found = [
        one
        for one in known
        if one.name.casefold() == wanted or (len(wanted) >= _ID_SHOWN and one.id.startswith(wanted))
    ]
    if not found:
        names = ", ".join(one.name for one in known) or "nog geen enkele"
        raise ActRefused(f"Er is geen startfoto met die naam. Er is: {names}.")
    return found[0]


def since(store: Store, before: FigureFreeze) -> list[Changed]:
    """Return what changed since a startfoto: all care together first, then the parts, the biggest change first."""
    return biggest_first(before_and_after(before.rows, figures_now(store, before.school_id)))


def trend(known: Sequence[FigureFreeze], now: Rows, measure: Measure) -> list[tuple[str, Fraction | None]]:
    """Return one figure of all care together over time, oldest first and now last; None where it was not known.

    Args:
        known: the startfoto's of one place.
        now: the figures of now.
        measure: which figure.
    """

    def figure(rows: Rows) -> Fraction | None:
        return thawed(rows).get((ALL, ""), ("", {}))[1].get(measure)

    ordered = sorted(known, key=lambda one: (one.frozen_on or date.min, one.id))
    points = [(dutch_date_short(one.frozen_on) if one.frozen_on else one.name, figure(one.rows)) for one in ordered]
    return [*points, ("nu", figure(now))]
