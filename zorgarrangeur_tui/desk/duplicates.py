"""Which records may have been entered twice, by one person or by two, and what people already said about them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from storage import history
from storage.joined import JOINABLE, same_as
from storage.models import RECORD_TYPES, CareLocation, CareNeed, Case, Professional, Provider, Pupil, Record, School
from storage.store import Store
from zorgarrangeur_tui.desk.record_names import record_names
from zorgarrangeur_tui.desk.remembered import remembered
from zorgarrangeur_tui.domain.likeness import (
    ChildTraits,
    Likeness,
    OrganisationTraits,
    Pair,
    PersonTraits,
    PlaceTraits,
    child_likeness,
    likely_pairs,
    organisation_likeness,
    person_likeness,
    place_likeness,
    together,
)

_APART = "told_apart"
"""State: the pairs of ids (JSON) of which the user said that they are two. It is this user's own opinion and travels nowhere."""

_JOINED_BEFORE = Likeness(100, ("iemand voegde deze al samen",))


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two living records that may be one.

    Attributes:
        record_type: of both.
        first, second: their ids.
        first_name, second_name: how people call them; a child by its pseudonym.
        score: how sure, up to 100.
        reasons: why, in words without any value.
        apart: whether the user said that they are two.
    """

    record_type: str
    first: str
    second: str
    first_name: str
    second_name: str
    score: int
    reasons: tuple[str, ...]
    apart: bool


def duplicates(store: Store, *, also_apart: bool = False) -> list[Duplicate]:
    """Return what may have been entered twice, surest first, by type in the order of the models.

    Args:
        store: an opened store.
        also_apart: also those of which the user said that they are two; they come last.
    """
    alike = alike_records(store)
    with store.read() as session:
        connection = session.connection()
        pairs = [(kind, pair) for kind in alike for pair in _with_joined_before(connection, kind, alike[kind])]
        apart = _told_apart(connection)
    if not also_apart:
        pairs = [(kind, pair) for kind, pair in pairs if (pair.first, pair.second) not in apart]
    names = record_names(store, {one for _, pair in pairs for one in (pair.first, pair.second)})
    found = [
        Duplicate(
            kind,
            pair.first,
            pair.second,
            names[pair.first],
            names[pair.second],
            pair.likeness.score,
            pair.likeness.reasons,
            (pair.first, pair.second) in apart,
        )
        for kind, pair in pairs
    ]
    return sorted(found, key=lambda one: (one.apart, JOINABLE.index(one.record_type)))


def tell_apart(store: Store, one: str, other: str, *, different: bool) -> None:
    """Remember that two records are two things, so that they are proposed no more; or forget that again."""
    with store.unit_of_work("Dubbel of niet") as work:
        known = _told_apart(work.connection)
        pair = (min(one, other), max(one, other))
        known = known | {pair} if different else known - {pair}
        alive = {record_id for kind in JOINABLE for record_id in _all_ids(work.connection, RECORD_TYPES[kind])}
        # What was erased since leaves no trace here either.
        kept = sorted(pair for pair in known if alive.issuperset(pair))
        history.write_state(work.connection, _APART, json.dumps(kept))


def _told_apart(connection: Connection) -> set[tuple[str, str]]:
    return {(first, second) for first, second in json.loads(history.read_state(connection, _APART, "[]"))}


@remembered
def alike_records(store: Store) -> Mapping[str, Sequence[Pair]]:
    """Return what looks like one by type, whatever a user said of it.

    Places and providers come first, since what is at two that are one is at one place.
    """
    with store.read() as session:
        return _alike(session.connection())


def _alike(connection: Connection) -> dict[str, list[Pair]]:
    schools = likely_pairs(_places(connection), place_likeness)
    locations = likely_pairs(_locations(connection), place_likeness)
    providers = likely_pairs(_organisations(connection), organisation_likeness)
    provider_of = together(_living_ids(connection, Provider), providers)
    place_of = together(_living_ids(connection, School), schools)
    place_of |= together(_living_ids(connection, CareLocation), locations)
    return {
        "school": schools,
        "care_location": locations,
        "provider": providers,
        "professional": likely_pairs(_people(connection, provider_of), person_likeness),
        "pupil": likely_pairs(_children(connection, place_of), child_likeness),
    }


def _with_joined_before(connection: Connection, record_type: str, pairs: Sequence[Pair]) -> list[Pair]:
    """Put in front what somebody joined but what both still stand: two people chose differently, or one worked on."""
    joined = same_as(connection, record_type, also_standing=True)
    living = set(_living_ids(connection, RECORD_TYPES[record_type]))
    again = {}
    for record_id in sorted(living & joined.keys()):
        ids = sorted((record_id, _nearest_living(joined, record_id, living)))
        if ids[0] != ids[1] and living.issuperset(ids):
            again[ids[0], ids[1]] = Pair(ids[0], ids[1], _JOINED_BEFORE)
    return [*again.values(), *(pair for pair in pairs if (pair.first, pair.second) not in again)]


def _nearest_living(joined: Mapping[str, str], record_id: str, living: set[str]) -> str:
    """Return the first living record further on in a chain; the record itself when there is none."""
    seen = {record_id}
    following = joined[record_id]
    while following and following not in seen:
        if following in living:
            return following
        seen.add(following)
        following = joined.get(following, "")
    return record_id


def _places(connection: Connection) -> list[PlaceTraits]:
    columns = ("id", "name", "site_code", "street", "house_number", "postcode", "place")
    return [PlaceTraits(*row) for row in _rows(connection, School, columns)]


def _locations(connection: Connection) -> list[PlaceTraits]:
    columns = ("id", "name", "street", "house_number", "postcode", "place", "provider_id")
    return [
        PlaceTraits(row.id, row.name, "", row.street, row.house_number, row.postcode, row.place, row.provider_id)
        for row in _rows(connection, CareLocation, columns)
    ]


def _organisations(connection: Connection) -> list[OrganisationTraits]:
    rows = _rows(connection, Provider, ("id", "name", "chamber_number", "agb_codes"))
    return [OrganisationTraits(row.id, row.name, row.chamber_number, tuple(row.agb_codes)) for row in rows]


def _people(connection: Connection, provider_of: Mapping[str, str]) -> list[PersonTraits]:
    rows = _rows(connection, Professional, ("id", "name", "provider_id", "home_postcode4"))
    return [PersonTraits(row.id, row.name, provider_of.get(row.provider_id, ""), row.home_postcode4) for row in rows]


def _children(connection: Connection, place_of: Mapping[str, str]) -> list[ChildTraits]:
    cases = {
        row.id: place_of.get(row.school_id or row.care_location_id, "")
        for row in _rows(connection, Case, ("id", "school_id", "care_location_id"))
    }
    needs: dict[str, set[str]] = {}
    for row in _rows(connection, CareNeed, ("pupil_id", "kind")):
        needs.setdefault(row.pupil_id, set()).add(row.kind)
    columns = ("id", "case_id", "enrolled_school_id", "pseudonym", "name", "birth_year", "birth_month", "owner")
    return [
        ChildTraits(
            row.id,
            place_of.get(row.enrolled_school_id, "") or cases.get(row.case_id, ""),
            row.pseudonym,
            row.name,
            row.birth_year,
            row.birth_month,
            frozenset(needs.get(row.id, ())),
            row.owner,
        )
        for row in _rows(connection, Pupil, columns)
    ]


def _rows(connection: Connection, model: type[Record], columns: Iterable[str]) -> list[Any]:
    """Return some columns of the records that were not taken away, by id."""
    table = model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    query = select(*(table[name] for name in columns)).where(table.deleted.is_(False)).order_by(table.id)
    return list(connection.execute(query))


def _living_ids(connection: Connection, model: type[Record]) -> list[str]:
    return [row.id for row in _rows(connection, model, ("id",))]


def _all_ids(connection: Connection, model: type[Record]) -> set[str]:
    table = model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
    return set(connection.execute(select(table.id)).scalars())
