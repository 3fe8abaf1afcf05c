"""The published plans of a school on the command line."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table

if TYPE_CHECKING:
    from storage.models import PlanVersion
    from zorgarrangeur_tui.domain.plan_changes import PlanChange

_HEADERS = ("Nr", "Gepubliceerd", "Geldt vanaf", "Door", "Wijzigingen", "Reden")


@click.command("plans")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@json_option
@with_door
def list_plans(door: StoreDoor, school: str, as_json: bool) -> None:
    """The published plans of a school, newest first, each with how much changed against the one before it."""
    from zorgarrangeur_tui.desk.plan_versions import state_of, versions_of
    from zorgarrangeur_tui.domain.plan_changes import plan_changes
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        at = find_school(store, school)
        versions = versions_of(store, at.id)
    earlier = [*versions[1:], None][: len(versions)]
    changes = [
        plan_changes(state_of(before), state_of(one), one.holds_from)
        for one, before in zip(versions, earlier, strict=True)
    ]
    if as_json:
        say_json([_values(one, found) for one, found in zip(versions, changes, strict=True)])
    elif versions:
        say_table(_HEADERS, [_row(one, found) for one, found in zip(versions, changes, strict=True)])
    else:
        say(f"Van {at.name} is nog geen rooster gepubliceerd. Dat doet u met publish.")


def _row(version: PlanVersion, changes: tuple[PlanChange, ...]) -> tuple[str, ...]:
    from zorgarrangeur_tui.domain.clock import dutch_date_short
    from zorgarrangeur_tui.domain.plan_change_words import count_words

    days = (version.published_on, version.holds_from)
    published, holds = (dutch_date_short(day) if day else "" for day in days)
    return str(version.number), published, holds, version.author, count_words(changes), version.reason


def _values(version: PlanVersion, changes: tuple[PlanChange, ...]) -> dict[str, Any]:
    from zorgarrangeur_tui.domain.plan_changes import changed_count

    return {
        "id": version.id,
        "number": version.number,
        "published_on": version.published_on,
        "holds_from": version.holds_from,
        "author": version.author,
        "reason": version.reason,
        "changed": changed_count(changes),
    }
