"""Asking the planner for a proposal: what it would change and bring, and, when asked, taking it over."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database and the planner

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import Code, Day, Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.planner import PlanAsk, PlanProposal
    from zorgarrangeur_tui.planning.wishes import Level, Wish

_MOST_SECONDS = 3600
_LEVELS = {"not": 0, "little": 1, "usual": 2, "much": 3}
_WISHES = ("known-faces", "few-providers", "calm", "little-travel", "least-change", "within-budget")


@click.command("plan")
@click.option(
    "--school", "schools", multiple=True, metavar="CODE", help="A school (site code, name or id); repeatable."
)
@click.option("--region", is_flag=True, help="All schools with a case, a fixed provider or a visit.")
@click.option("--seconds", type=Whole(1, _MOST_SECONDS), default=10, show_default=True, help="How long it may search.")
@click.option(
    "--mode",
    type=Code(("fill", "repair", "anew")),
    default="fill",
    show_default=True,
    help="fill: only what is open, all visits stay; repair: only what cannot go on; anew: all that is not locked.",
)
@click.option("--from", "day", type=Day(), help="First day for which it is meant; next Monday by default.")
@click.option("--until", type=Day(), help="Last day; after it all is as it is now again. Without an end by default.")
@click.option(
    "--away", "away", multiple=True, metavar="WHO", help="A professional (name or id) who does not come; repeatable."
)
@click.option(
    "--wish", "wishes", multiple=True, metavar="NAME=LEVEL",
    help=f"How important a wish is: {', '.join(_WISHES)}; not, little, usual or much.",
)  # fmt: skip
@click.option("--seed", type=Whole(0, 999_999), default=1, show_default=True, help="Where chance begins.")
@click.option("--explain", is_flag=True, help="Also tell what each line costs and brings, and why care is not planned.")
@click.option(
    "--why-not", "questions", multiple=True, metavar="NEED=WHO",
    help="Tell why a professional does not give a need (its id); repeatable.",
)  # fmt: skip
@click.option("--apply", "take_over", is_flag=True, help="Take the proposal over as a whole; 'undo' takes it back.")
@json_option
@with_door
def command(
    door: StoreDoor,
    schools: tuple[str, ...],
    region: bool,
    seconds: int,
    mode: str,
    day: date | None,
    until: date | None,
    away: tuple[str, ...],
    wishes: tuple[str, ...],
    seed: int,
    explain: bool,
    questions: tuple[str, ...],
    take_over: bool,
    as_json: bool,
) -> None:
    """Let the planner make a proposal: who comes when, so that all care is given with few and known faces.

    Without --apply nothing changes. A separate check must accept the proposal before anything is shown.
    """
    if bool(schools) == region:
        raise click.UsageError("Noem óf scholen met --school, óf de hele regio met --region.")
    levels = dict(map(_typed_wish, wishes))
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.planner import PlanAsk, PlanMode, accept, prepare, propose
    from zorgarrangeur_tui.desk.publishing import next_monday
    from zorgarrangeur_tui.planning.wishes import usual_levels
    from zorgarrangeur_tui.verbs.finding import find_professional, find_school
    from zorgarrangeur_tui.verbs.plan_reasons import asked_why_not, reason_values, say_reasons, why_not_values

    with door.open() as store:
        ask = PlanAsk(
            day=day or next_monday(local_date(store.clock)),
            school_ids=tuple(dict.fromkeys(find_school(store, typed).id for typed in schools)),
            until=until,
            mode=PlanMode(mode),
            away=frozenset(find_professional(store, typed).id for typed in away),
            levels={**usual_levels(), **_levels(levels)},
            seconds=seconds,
            seed=seed,
        )
        asked = [asked_why_not(store, typed) for typed in questions]
        proposal = propose(store, prepare(store, ask), ask, stop=lambda: False, report=lambda _: None)
        reasons = reason_values(proposal) if explain else None
        why_not = [why_not_values(proposal, *one) for one in asked]
        taken = accept(store, proposal, proposal.changes) if take_over and proposal.changes else 0
        if as_json:
            say_json({**_values(proposal, taken), **({"open": reasons} if explain else {}), "why_not": why_not})
            return
        _tell(ask, proposal, taken, take_over=take_over, explain=explain)
        say_reasons(reasons or (), why_not)


def _typed_wish(typed: str) -> tuple[str, str]:
    """Return a wish and its level as typed.

    Raises:
        click.UsageError: it is not one of the wishes, or not a level.
    """
    name, _, level = typed.casefold().replace("_", "-").partition("=")
    if name not in _WISHES or level not in _LEVELS:
        raise click.UsageError(
            f"Typ een wens als naam=zwaarte, zoals known-faces=much. Namen: {', '.join(_WISHES)}. Zwaarte: {', '.join(_LEVELS)}."
        )
    return name.replace("-", "_"), level


def _levels(typed: dict[str, str]) -> dict[Wish, Level]:
    from zorgarrangeur_tui.planning.wishes import Level, Wish

    return {Wish(name): Level(_LEVELS[level]) for name, level in typed.items()}


def _tell(ask: PlanAsk, proposal: PlanProposal, taken: int, *, take_over: bool, explain: bool) -> None:
    from zorgarrangeur_tui.domain.clock import dutch_date
    from zorgarrangeur_tui.planning.proposal_words import (
        cost_words,
        measure_lines,
        plan_names,
        proof_words,
        proposed_words,
    )

    names = plan_names(proposal.planned.layout)
    for school_id, lines in _by_school(proposal):
        say(f"{names.schools.get(school_id, school_id)}:")
        for one in lines:
            say(f"  {proposed_words(one, names)}")
            if explain:
                say(*(f"    {label}: {words}" for label, words in cost_words(proposal.costs.of(one))))
    say_table(("", "Nu", "Met het voorstel"), measure_lines(proposal.before, proposal.after))
    told = proof_words(proposal.cost, proposal.bound, proposal.gap_percent).capitalize()
    say(f"{told}. Gezocht: {round(proposal.seconds)} s.")
    say(*dict.fromkeys(f"Niet gepland: {one.sentence}" for one in proposal.planned.left_out))
    if taken:
        say(f"{taken} regels overgenomen vanaf {dutch_date(ask.day)}. Met 'undo' draait u dat terug.")
    elif not proposal.changes:
        say("Het voorstel verandert niets: beter dan nu is niet gevonden. Er is niets gewijzigd.")
    elif not take_over:
        say("Er is niets gewijzigd. Met --apply neemt u dit voorstel over.")


def _by_school(proposal: PlanProposal) -> Iterable[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for change in proposal.changes:
        found.setdefault(change.school_id, []).append(change)
    return found.items()


def _values(proposal: PlanProposal, taken: int) -> dict[str, Any]:
    """Return a proposal for scripts."""
    from dataclasses import asdict

    from zorgarrangeur_tui.planning.wanted_visits import as_wanted

    return {
        "from": proposal.ask.day,
        "until": proposal.ask.until,
        "visits_kept": proposal.kept[0],
        "mode": proposal.ask.mode,
        "cost": proposal.cost,
        "bound": proposal.bound,
        "gap_percent": proposal.gap_percent,
        "seconds": proposal.seconds,
        "taken_over": taken,
        "measures": asdict(proposal.measures),
        "before": asdict(proposal.before),
        "after": asdict(proposal.after),
        "changes": [
            {
                "kind": one.kind,
                "visit": one.before.id if one.before else None,
                "before": asdict(as_wanted(one.before)) if one.before else None,
                "after": asdict(one.after) if one.after else None,
                "cost": asdict(cost) if (cost := proposal.costs.of(one)) else None,
            }
            for one in proposal.changes
        ],
        "left_out": [asdict(one) for one in proposal.planned.left_out],
    }
