"""The reasons of the planner from the command line: why care is not planned, and why not by somebody else. No pupil is named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from storage.models import CareNeed, Professional
from storage.models.codes import CareKind
from storage.store import Store
from zorgarrangeur_tui.desk.plan_reasons import lines_of_need, open_lines, why_not_other, why_open
from zorgarrangeur_tui.desk.planner import PlanProposal
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.verbs.finding import find_needs, find_professional
from zorgarrangeur_tui.verbs.output import say

_MOST_EXPLAINED = 10
"""So many lines of care get reasons: each takes the planner some seconds."""


def asked_why_not(store: Store, typed: str) -> tuple[CareNeed, Professional]:
    """Return the need and the professional of a question typed as `NEED=WHO`.

    Raises:
        click.UsageError: it is not typed so.
        StorageError: there is no such need or professional.
    """
    need, mark, who = typed.partition("=")
    if not (mark and need and who):
        raise click.UsageError(
            "Typ --why-not als zorgbehoefte=zorgprofessional: het id van de één, de naam van de ander."
        )
    return find_needs(store, [need])[0], find_professional(store, who)


def reason_values(proposal: PlanProposal) -> list[dict[str, Any]]:
    """Return for care that is not wholly planned what is in the way and what would help; of the first ones only."""
    found = []
    for number, one in enumerate(open_lines(proposal)):
        told = why_open(proposal, one.number) if number < _MOST_EXPLAINED else None
        found.append(
            {
                "need": one.line.key,
                "kind": one.line.kind,
                "missing": one.missing,
                "asked": one.line.sessions,
                "explained": told is not None,
                "reasons": list(told.reasons) if told else [],
                "nearest": told.nearest if told else "",
                "would_help": [remedy.sentence for remedy in told.remedies] if told else [],
            }
        )
    return found


def why_not_values(proposal: PlanProposal, need: CareNeed, who: Professional) -> dict[str, Any]:
    """Return why a professional does not give a need, as sentences; each part of a need has its own."""
    worker = proposal.planned.layout.person_number.get(who.id)
    lines = lines_of_need(proposal, need.id)
    if worker is None:
        told: list[str] = [f"{who.name} werkt voor geen zorgaanbieder die bij deze scholen mag komen."]
    elif not lines:
        told = ["Voor deze zorg is er niets te plannen."]
    else:
        told = [sentence for line in lines for sentence in why_not_other(proposal, line, worker)]
    return {"need": need.id, "professional": who.id, "sentences": list(dict.fromkeys(told))}


def say_reasons(reasons: Iterable[dict[str, Any]], why_not: Iterable[dict[str, Any]]) -> None:
    """Tell what `reason_values` and `why_not_values` returned."""
    for one in reasons:
        say(*_reason_lines(one))
    for one in why_not:
        say(*one["sentences"])


def _reason_lines(one: dict[str, Any]) -> list[str]:
    lines = [f"{word(one['kind'], CareKind)}: {one['missing']} van {one['asked']} keer niet gepland."]
    if one["explained"]:
        lines += [f"  {sentence}" for sentence in one["reasons"] or ["Er is plek voor. Langer zoeken kan helpen."]]
        lines += [f"  {one['nearest']}"] if one["nearest"] else []
        lines += [f"  Dit zou helpen: {sentence}" for sentence in one["would_help"]]
    return lines
