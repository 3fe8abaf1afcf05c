"""Planning a problem from a file, without a store: to measure the planner, or to try what was exported."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the planner

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from zorgarrangeur_tui.verbs.option_types import Whole
from zorgarrangeur_tui.verbs.output import json_option, say, say_json

_MOST_BYTES = 64 * 2**20


@click.command("solve")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--seconds", type=Whole(1, 3600), default=10, show_default=True, help="How long it may search.")
@click.option("--seed", type=Whole(0, 999_999), default=1, show_default=True, help="Where chance begins.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="A new file for the plan, as JSON.")
@json_option
def command(file: Path, seconds: int, seed: int, out: Path | None, as_json: bool) -> None:
    """Plan a problem from a JSON file, as `report problem` makes it. No store is opened.

    The answer has the measures, whether the separate check accepts the plan, and what a known plan in the file costs.
    """
    from zorgarrangeur_tui.desk.files import new_file, read_input
    from zorgarrangeur_tui.planning.checker import check
    from zorgarrangeur_tui.planning.problem_json import read_problem_file
    from zorgarrangeur_tui.planning.proposal_json import proposal_text
    from zorgarrangeur_tui.planning.proposal_words import proof_words
    from zorgarrangeur_tui.planning.solve import solve

    found = read_problem_file(read_input(file, _MOST_BYTES))
    problem = found.problem
    solved = solve(problem, seconds=seconds, seed=seed, stop=lambda: False, report=lambda _: None)
    proposal = solved.proposal
    checked = check(problem, proposal)
    if out is not None:
        with new_file(out) as write:
            write(proposal_text(proposal).encode())
    known = check(problem, found.planted).measures.cost(problem.weights) if found.planted is not None else None
    if as_json:
        say_json(
            {
                "cost": solved.cost,
                "bound": solved.bound,
                "gap_percent": solved.gap_percent,
                "errors": list(checked.errors),
                "known_plan": known,
                "measures": {**asdict(checked.measures), "coverage": checked.measures.coverage},
            }
        )
        return
    measures = checked.measures
    accepted = "De controle keurt dit plan goed." if not checked.errors else f"Fouten: {len(checked.errors)}."
    say(
        f"Kosten {solved.cost}, {proof_words(solved.cost, solved.bound, solved.gap_percent)}; {measures.visits_done} van "
        f"{measures.visits_asked} keer zorg gepland. {accepted}",
        *([f"Het bekende plan in het bestand kost {known}."] if known is not None else []),
    )
