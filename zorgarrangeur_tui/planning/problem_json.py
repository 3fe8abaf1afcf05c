"""A problem as a JSON text, to keep, to hand over and to measure planners by.

What is written is read back the same. Names of fields are short, as planners' exchange files have them; those that a problem
does not need are left out. `read_problem_json` tells what each means.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from zorgarrangeur_tui.planning.json_fields import Fields, parse
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.proposal_json import proposal_document, read_proposal_fields
from zorgarrangeur_tui.planning.read_problem_json import read_problem_fields
from zorgarrangeur_tui.planning.soundness import refuse_unsound
from zorgarrangeur_tui.planning.write_problem_json import problem_document


@dataclass(frozen=True, slots=True)
class ProblemFile:
    """What a file holds: a problem and, when somebody knows one, a plan for it."""

    problem: Problem
    planted: Proposal | None = None


def problem_text(problem: Problem, planted: Proposal | None = None) -> str:
    """Return a problem as JSON, with a plan that is known for it."""
    document = problem_document(problem)
    if planted is not None:
        document["planted"] = proposal_document(planted)
    return json.dumps(document, allow_nan=False)


def read_problem_file(text: str | bytes) -> ProblemFile:
    """Return what a JSON text holds.

    Raises:
        ProblemRefused: when it is no problem that can be planned; the sentence says where.
    """
    fields = Fields(parse(text), "het bestand")
    planted = fields.take("planted", read_proposal_fields, None)
    problem = read_problem_fields(fields)
    fields.done()
    refuse_unsound(problem)
    return ProblemFile(problem, planted)


def read_problem(text: str | bytes) -> Problem:
    """Return the problem of a JSON text, without a plan that it may hold.

    Raises:
        ProblemRefused: when it is no problem that can be planned; the sentence says where.
    """
    return read_problem_file(text).problem
