"""Rust on the command line: who comes, how often, and whether they are known faces."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table
from zorgarrangeur_tui.verbs.table_files import table_file, wanted_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.models import School
    from storage.store import Store
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.desk.rest import FrozenRest, NamedPupil, PlaceRest
    from zorgarrangeur_tui.insight.rest import Familiar, Rest

_PUPIL_HEADERS = ("Leerling", "Aanbieders", "Mensen p/w", "Wens", "Binnen p/d", "Bekend")
_OWN_USE = "Voor eigen gebruik. Publiceer dit niet: kleine aantallen zijn niet afgeschermd."


@click.command("rest")
@click.option("--school", metavar="CODE", help="The children of this school, by pseudonym (site code, name or id).")
@table_file
@json_option
@with_door
def list_rest(door: StoreDoor, school: str | None, out: Path | None, reason: str | None, as_json: bool) -> None:
    """Providers, different people a week, entries a school day and known faces, per place or per child of a school.

    Of a place also what changed since its last published plan and since its first and last 'freeze'.
    """
    file = wanted_file(out, reason)
    from zorgarrangeur_tui.desk.rest import FrozenPlaces, rest_per_place
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        places = rest_per_place(store)
        if school is not None:
            wanted = find_school(store, school)
            pupils = _pupils_of(store, places, wanted.id)
        if file is not None:
            table = _table(places) if school is None else _pupil_table(pupils, wanted)
            file.write(store, [table], as_json=as_json)
            return
        if school is None:
            frozen = FrozenPlaces(store)
            since = {place.place_id: frozen.since(place) for place in places}
    if school is None:
        _tell_places(places, since, as_json=as_json)
    else:
        _tell_pupils(pupils, as_json=as_json)


def _pupils_of(store: Store, places: Sequence[PlaceRest], wanted: str) -> list[NamedPupil]:
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.desk.rest import named_pupils

    place = next((one for one in places if one.place_id == wanted), None)
    found = named_pupils(store, place) if place else []
    note_search(store, "rest", len(found), subject=wanted)
    return found


def _tell_places(places: Sequence[PlaceRest], since: dict[str, list[FrozenRest]], *, as_json: bool) -> None:
    if as_json:
        say_json([_place_value(place, since[place.place_id]) for place in places])
        return
    table = _table(places)
    say_table(table.headers, table.texts)
    say(_OWN_USE)


def _table(places: Sequence[PlaceRest]) -> OwnTable:
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.insight.rest_words import faces_change_text, familiar_text, number_text

    rows = [
        (
            place.name,
            number_text(place.now.providers),
            number_text(place.now.faces),
            number_text(place.now.entries),
            familiar_text(place.familiar),
            str(place.above_wish or ""),
            faces_change_text(place.published.rest if place.published else None, place.now),
        )
        for place in places
    ]
    headers = ("Plek", "Aanbieders", "Mensen p/w", "Binnen p/d", "Bekend", "Lln boven wens", "Mensen sinds rooster")
    return OwnTable("Rust per plek", headers, rows)


def _tell_pupils(pupils: list[NamedPupil], *, as_json: bool) -> None:
    if as_json:
        say_json([_pupil_value(one) for one in pupils])
        return
    say_table(_PUPIL_HEADERS, map(_pupil_row, pupils))
    say(_OWN_USE)


def _pupil_table(pupils: list[NamedPupil], school: School) -> OwnTable:
    from zorgarrangeur_tui.desk.own_tables import OwnTable

    rows = [_pupil_row(one) for one in pupils]
    return OwnTable(
        f"{school.name}: rust per leerling",
        _PUPIL_HEADERS,
        rows,
        names_children=True,
        about=school.id,
        records=[("pupil", one.rest.pupil_id) for one in pupils],
    )


def _pupil_row(one: NamedPupil) -> tuple[str, ...]:
    from zorgarrangeur_tui.insight.rest_words import familiar_text, number_text

    return (
        f"{'! ' if one.rest.above_wish else ''}{one.pseudonym}",
        number_text(one.rest.now.providers),
        number_text(one.rest.now.faces),
        str(one.rest.wish),
        number_text(one.rest.now.entries),
        familiar_text(one.rest.familiar),
    )


def _place_value(place: PlaceRest, since: list[FrozenRest]) -> dict[str, Any]:
    published = place.published
    return {
        "place": place.place_id,
        "name": place.name,
        **_rest_value(place.now, place.familiar),
        "pupils": len(place.pupils),
        "pupils_above_wish": place.above_wish,
        "published": None
        if published is None
        else {"number": published.number, "on": published.published_on, **_rest_value(published.rest, None)},
        "freezes": [
            {
                "name": one.name,
                "on": one.frozen_on,
                "changes": {
                    str(changed.measure): {
                        "before": None if changed.before is None else float(changed.before),
                        "after": None if changed.after is None else float(changed.after),
                    }
                    for changed in one.changes
                },
            }
            for one in since
        ],
    }


def _pupil_value(one: NamedPupil) -> dict[str, Any]:
    rest = one.rest
    return {
        "pupil": one.pseudonym,
        **_rest_value(rest.now, rest.familiar),
        "most": rest.most,
        "wish": rest.wish,
    }


def _rest_value(rest: Rest, familiar: Familiar | None) -> dict[str, Any]:
    known = {"same": familiar.same, "all": familiar.all} if familiar else None
    return {
        "providers": rest.providers,
        "faces": float(rest.faces),
        "entries": float(rest.entries),
        "familiar": known,
    }
