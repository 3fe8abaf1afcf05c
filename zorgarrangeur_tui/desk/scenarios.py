"""Comparisons that somebody wants to come back to: own assumptions under a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from storage.clock import local_date
from storage.models import Scenario
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.insight.assumptions import Assumed

MOST_BESIDE = 3
"""So many scenarios stand beside the proposal: more do not fit on a page or a screen."""
_TOO_MANY = f"Kies hoogstens {MOST_BESIDE} scenario's: meer past er niet naast elkaar. Er is niets gemaakt."


@dataclass(frozen=True, slots=True)
class ReadScenario:
    """The assumptions of a scenario, and what of it this version cannot use."""

    assumed: Assumed
    not_used: tuple[str, ...]


def scenarios(store: Store, place_id: str) -> list[Scenario]:
    """Return the scenarios of a school or care location, newest first."""
    found = living(store, Scenario, school_id=place_id)
    return sorted(found, key=lambda one: (one.made_on or date.min, one.name.casefold(), one.id), reverse=True)


def save_scenario(store: Store, place_id: str, name: str, assumed: Assumed) -> Scenario:
    """Keep somebody's own assumptions under a name; one of the same name is changed. One act.

    Raises:
        ActRefused: without a name.
        ValueRefused: the name holds what no text may hold.
    """
    title = " ".join(name.split())
    require({} if title else {"name": "Geef het scenario een naam, zoals Vaste begeleider per klas."})
    own = [f"{key}={value}" for key, value in sorted(assumed.own.items())]
    known = next((one for one in scenarios(store, place_id) if one.name.casefold() == title.casefold()), None)
    with store.unit_of_work("Scenario bewaard") as work:
        if known is None:
            known = Scenario(school_id=place_id, name=title, made_on=local_date(store.clock), assumptions=own)
            work.add(known)
        else:
            known = work.get(Scenario, known.id)
            work.change(known, {"assumptions": own, "made_on": local_date(store.clock)})
    return known


def find_scenario(store: Store, place_id: str, name: str) -> Scenario:
    """Return a scenario of a place by its name.

    Raises:
        ActRefused: there is none; the sentence names those there are.
    """
    known = scenarios(store, place_id)
    wanted = " ".join(name.split()).casefold()
    found = next((one for one in known if one.name.casefold() == wanted), None)
    if found is None:
        names = ", ".join(one.name for one in known) or "nog geen enkel"
        raise ActRefused(f"Er is hier geen scenario met die naam. Er is: {names}.")
    return found


def read_scenario(scenario: Scenario, proposed: Assumed) -> ReadScenario:
    """Return a scenario's assumptions on top of what the app proposes now. What cannot be used is told, not guessed."""
    assumed, not_used = proposed, []
    for written in scenario.assumptions:
        name, _, text = written.partition("=")
        usable = text.isascii() and text.isdigit() and len(text) <= 9 and not assumed.refusal(name, int(text))
        if usable:
            assumed = assumed.changed(**{name: int(text)})
        else:
            not_used.append(written)
    return ReadScenario(assumed, tuple(not_used))


@dataclass(frozen=True, slots=True)
class BesideEachOther:
    """A scenario as it stands beside others.

    Attributes:
        name: of it.
        assumed: what is assumed per place, by the id of the place: the proposal where there is no such scenario.
        places: how many places have a scenario of that name.
        not_used: what of it this version cannot use.
    """

    name: str
    assumed: dict[str, Assumed]
    places: int
    not_used: tuple[str, ...]


def scenarios_beside(
    store: Store, place_ids: Sequence[str], proposed: Assumed, names: Iterable[str]
) -> tuple[BesideEachOther, ...]:
    """Return scenarios by name over places, in the order of the names.

    Raises:
        ActRefused: there are too many of them, or no place has one of that name; the sentence names those there are.
    """
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in names))
    if len(wanted) > MOST_BESIDE:
        raise ActRefused(_TOO_MANY)
    kept = [one for one in living(store, Scenario) if one.school_id in set(place_ids)] if wanted else []
    return tuple(_beside(kept, place_ids, proposed, name) for name in wanted)


def scenario_names(store: Store, place_id: str | None = None) -> tuple[str, ...]:
    """Return the names of the scenarios of a place, or of all places, by name."""
    found = living(store, Scenario) if place_id is None else scenarios(store, place_id)
    return tuple(sorted({one.name.casefold(): one.name for one in found}.values(), key=str.casefold))


def _beside(kept: Sequence[Scenario], place_ids: Sequence[str], proposed: Assumed, name: str) -> BesideEachOther:
    found = {one.school_id: one for one in kept if one.name.casefold() == name.casefold()}
    if not found:
        known = ", ".join(sorted({one.name for one in kept})) or "nog geen enkel"
        raise ActRefused(f"Er is hier geen scenario met die naam. Er is: {known}. Er is niets gemaakt.")
    read = {place: read_scenario(one, proposed) for place, one in found.items()}
    assumed = {place: read[place].assumed if place in read else proposed for place in place_ids}
    not_used = tuple(dict.fromkeys(written for one in read.values() for written in one.not_used))
    return BesideEachOther(next(iter(found.values())).name, assumed, len(found), not_used)
