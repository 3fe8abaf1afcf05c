"""Comparisons that somebody wants to come back to: own assumptions under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.clock import local_date
from storage.models import Scenario
from storage.store import Store
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.insight.assumptions import Assumed


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
