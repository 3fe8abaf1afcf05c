"""A proposal as JSON: rows of [worker, school, block, week] and of [line, worker, block, start, weeks]."""

from __future__ import annotations

import json

from zorgarrangeur_tui.planning.json_fields import Fields, listed, parse, row, whole
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.proposal import Proposal


def proposal_text(proposal: Proposal) -> str:
    """Return a proposal as JSON."""
    return json.dumps(proposal_document(proposal))


def read_proposal(text: str | bytes) -> Proposal:
    """Return the proposal of a JSON text; whether it fits a problem is for the checker to say.

    Raises:
        ProblemRefused: when it is no proposal; the sentence says where.
    """
    return read_proposal_fields(parse(text))


def proposal_document(proposal: Proposal) -> dict[str, object]:
    """Return a proposal as a document."""
    return {"presence": presence_rows(proposal.presence), "visits": visit_rows(proposal.visits)}


def read_proposal_fields(value: object) -> Proposal:
    """Return the proposal of a part of a document.

    Raises:
        ProblemRefused: when it is no proposal; the sentence says where.
    """
    fields = Fields(value, "het plan")
    presence = fields.take("presence", read_presence_rows)
    visits = fields.take("visits", read_visit_rows)
    fields.done()
    return Proposal(presence, visits)


def presence_rows(presence: tuple[Presence, ...]) -> list[list[int]]:
    """Return presence as rows of a document."""
    return [list(one) for one in presence]


def visit_rows(visits: tuple[Visit, ...]) -> list[list[object]]:
    """Return visits as rows of a document."""
    return [[*one[:4], list(one.weeks)] for one in visits]


def read_presence_rows(value: object) -> tuple[Presence, ...]:
    """Return the presence of rows."""
    return tuple(Presence(*one) for one in listed(row(whole, whole, whole, whole))(value))


def read_visit_rows(value: object) -> tuple[Visit, ...]:
    """Return the visits of rows."""
    return tuple(Visit(*one) for one in listed(row(whole, whole, whole, whole, listed(whole)))(value))
