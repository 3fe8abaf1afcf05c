"""Reads the fields of a problem out of a JSON document."""

from __future__ import annotations

import re
from typing import Any

from zorgarrangeur_tui.planning.json_fields import (
    Fields,
    by_number,
    flag,
    listed,
    number,
    optional,
    pair,
    rows_of,
    text,
    whole,
)
from zorgarrangeur_tui.planning.kinds import usual_fixed_moment, usual_max_faces
from zorgarrangeur_tui.planning.problem import WEEKS, NeedLine, Problem, Pupil, Rules, SchoolSite, Weights, Worker
from zorgarrangeur_tui.planning.proposal_json import read_presence_rows, read_visit_rows
from zorgarrangeur_tui.planning.refused import ProblemRefused

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


def read_problem_fields(fields: Fields) -> Problem:
    """Take a problem out of a document. That its numbers make sense together is for `soundness` to say.

    Raises:
        ProblemRefused: when a field is missing or of a wrong kind; the sentence says where.
    """
    heading = Fields(fields.take("meta", _anything), "meta")
    name, seed = heading.take("name", text), heading.take("seed", optional(whole), None)
    rules = _read_rules(heading)
    heading.done()
    locked = Fields(fields.take("locked", _anything, {}), "locked")
    problem = Problem(
        name=name,
        seed=seed,
        rules=rules,
        weights=_read_weights(Fields(fields.take("weights", _anything), "weights")),
        providers=_read_providers(fields),
        schools=tuple(_read_school(one, place) for place, one in rows_of(fields, "schools", "school")),
        workers=tuple(_read_worker(one, place) for place, one in rows_of(fields, "pros", "professional")),
        pupils=tuple(_read_pupil(one, place) for place, one in rows_of(fields, "pupils", "leerling")),
        lines=tuple(_read_line(one, place, rules) for place, one in rows_of(fields, "lines", "zorgvraag")),
        unreachable=fields.take("unreachable", _pairs, frozenset()),
        locked_presence=locked.take("presence", read_presence_rows, ()),
        locked_visits=locked.take("visits", read_visit_rows, ()),
        published=fields.take("published", read_visit_rows, ()),
    )
    locked.done()
    return problem


def _read_rules(fields: Fields) -> Rules:
    """Take what holds for all. Every cycle has two weeks."""
    if fields.take("cycle_weeks", whole) != len(WEEKS):
        raise ProblemRefused("meta: het veld cycle_weeks hoort 2 te zijn")
    clock = _CLOCK.fullmatch(fields.take("slot0", text))
    if clock is None:
        raise ProblemRefused("meta: het veld slot0 hoort een tijd te zijn, zoals 08:00")
    return Rules(
        slot_minutes=fields.take("slot_min", whole),
        first_minute=60 * int(clock[1]) + int(clock[2]),
        group_slots=fields.take("gdur", whole),
        max_care_day=fields.take("max_care_day", whole),
        max_faces=fields.take("max_faces_fixed", whole),
    )


def _read_weights(fields: Fields) -> Weights:
    """Take what is a better plan."""
    weights = Weights(
        fixed_moment=fields.take("fix_unmet", whole),
        slot=fields.take("unmet_slot", whole),
        provider_pair=fields.take("org_pair", whole),
        worker_pair=fields.take("pro_pair", whole),
        face=fields.take("face", whole),
        change=fields.take("change", whole),
        presence=fields.take("presence", whole),
        kilometre=fields.take("km", whole),
        ten_euro=fields.take("over10eur", whole),
        quiet=fields.take("quiet", whole, 0),
        move=fields.take("move", whole, 0),
    )
    fields.done()
    return weights


def _read_providers(fields: Fields) -> tuple[str, ...]:
    """Take the providers: numbers, and keys where the outside has them."""
    numbers = fields.take("orgs", listed(whole))
    if numbers != tuple(range(len(numbers))):
        raise ProblemRefused("orgs: de nummers horen vanaf 0 op te lopen")
    keys = fields.take("org_keys", listed(text), ("",) * len(numbers))
    if len(keys) != len(numbers):
        raise ProblemRefused("org_keys: er horen er evenveel te zijn als in orgs")
    return keys


def _read_school(fields: Fields, place: int) -> SchoolSite:
    """Take one school."""
    _take_number(fields, place)
    school = SchoolSite(
        x=fields.take("x", number),
        y=fields.take("y", number),
        blocks=fields.take("blocks", by_number(pair)),
        rooms=fields.take("rooms", whole),
        budget=fields.take("budget_cycle", optional(whole)),
        providers=fields.take("orgs", optional(listed(whole))),
        bonds=fields.take("bonds", listed(whole), ()),
        provider_cap=fields.take("org_cap", optional(whole), None),
        quiet=fields.take("quiet", by_number(listed(pair)), {}),
        kind=fields.take("type", text, ""),
        key=fields.take("key", text, ""),
    )
    fields.done()
    return school


def _read_worker(fields: Fields, place: int) -> Worker:
    """Take one professional."""
    _take_number(fields, place)
    worker = Worker(
        provider=fields.take("org", whole),
        skills=fields.take("skills", listed(text)),
        blocks=fields.take("avail", listed(whole)),
        slots=fields.take("slots_cycle", whole),
        schools=fields.take("schools", listed(whole)),
        hourly_cents=_cents(fields),
        x=fields.take("x", number),
        y=fields.take("y", number),
        hours=fields.take("hours", by_number(pair), {}),
        kilometres=fields.take("km", by_number(whole), {}),
        profile=fields.take("profile", text, ""),
        key=fields.take("key", text, ""),
    )
    fields.done()
    return worker


def _read_pupil(fields: Fields, place: int) -> Pupil:
    """Take one pupil."""
    _take_number(fields, place)
    pupil = Pupil(school=fields.take("school", whole), key=fields.take("key", text, ""))
    fields.done()
    return pupil


def _read_line(fields: Fields, place: int, rules: Rules) -> NeedLine:
    """Take one need line; its kind says whether it is a fixed moment and may be shared, unless it says so itself."""
    _take_number(fields, place)
    kind = fields.take("kind", text)
    line = NeedLine(
        pupil=fields.take("pupil", whole),
        school=fields.take("school", whole),
        kind=kind,
        duration=fields.take("dur", whole),
        sessions=fields.take("freq", whole),
        weekly=fields.take("weekly", flag),
        week=fields.take("parity", optional(whole)),
        days=fields.take("days", optional(listed(whole))),
        window=fields.take("win", optional(pair)),
        group_size=fields.take("gmax", whole),
        previous=fields.take("prev", optional(whole)),
        fixed_moment=fields.take("fixed", flag, usual_fixed_moment(kind)),
        max_faces=fields.take("max_faces", whole, usual_max_faces(kind, rules)),
        only=fields.take("only", optional(listed(whole)), None),
        law=fields.take("law", text, ""),
        key=fields.take("key", text, ""),
    )
    fields.done()
    return line


def _take_number(fields: Fields, place: int) -> None:
    """Take the number of a thing, which is its place in the list."""
    if fields.take("id", whole) != place:
        raise ProblemRefused(f"{fields.where}: het veld id hoort {place} te zijn")


def _cents(fields: Fields) -> int:
    """Take a rate in euros an hour, as euro-cents."""
    euros = fields.take("rate", number)
    cents = round(100 * euros)
    if cents < 0 or abs(100 * euros - cents) > 1e-4:
        raise ProblemRefused(f"{fields.where}: het veld rate hoort een bedrag in euro en hele centen te zijn")
    return cents


def _pairs(value: object) -> frozenset[tuple[int, int]]:
    """Return pairs of schools."""
    return frozenset(listed(pair)(value))


def _anything(value: object) -> Any:
    """Return what is there, to be read further."""
    return value
