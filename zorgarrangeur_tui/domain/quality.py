"""Quality of an arrangement: criteria to start with, and whether it may run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from storage.models.casework_codes import CheckState
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on
from zorgarrangeur_tui.domain.phases import OWNER_MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCriterion(DatedRule):
    """One criterion that the app proposes.

    Attributes:
        title: the criterion in a few Dutch words, as a check records it.
        responsible: who answers for it.
        inspectorate: an `Inspectorate` value.
    """

    title: str
    responsible: str
    inspectorate: str


@dataclass(frozen=True, slots=True)
class QualityFacts:
    """What is recorded of one check; `state` is a `CheckState` value."""

    criterion: str
    state: str = CheckState.OPEN
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class RunAdvice:
    """Whether an arrangement may run: why not, and what is worth saying when it does."""

    allowed: bool
    refusal: str
    warnings: tuple[str, ...]


def missing_criteria(existing: Iterable[str], day: date) -> tuple[QualityCriterion, ...]:
    """Return the proposed criteria that are not on the list yet, in the order of the proposal.

    Args:
        existing: criteria on the list, by id or title, however they are spelled in capitals and spaces.
        day: the proposal of which day.
    """
    present = {_plain(text) for text in existing}
    return tuple(
        criterion
        for criterion in rules_on(all_quality_criteria(), day).values()
        if not present & {_plain(criterion.id), _plain(criterion.title)}
    )


def may_run(owner: str, checks: Iterable[QualityFacts]) -> RunAdvice:
    """Return whether an arrangement may run.

    Only a missing owner holds it back. Criteria that are not met, not judged, or that nobody answers for are told.
    """
    known = tuple(checks)
    if not owner.strip():
        return RunAdvice(False, OWNER_MISSING, _warnings(known))
    return RunAdvice(True, "", _warnings(known))


@cache
def all_quality_criteria() -> tuple[QualityCriterion, ...]:
    """Return the app's proposal, of all times."""
    return load_rules("quality.toml", "criterion", QualityCriterion)


def _warnings(checks: tuple[QualityFacts, ...]) -> tuple[str, ...]:
    if not checks:
        return ("Er staan nog geen criteria voor kwaliteit. Begin met het voorstel van de app.",)
    unmet = sum(check.state in {CheckState.NOT_MET, CheckState.PARTLY} for check in checks)
    unjudged = sum(check.state == CheckState.OPEN for check in checks)
    unowned = sum(not check.responsible.strip() for check in checks)
    found = []
    if unmet:
        found.append(f"{_criteria(unmet)} nog niet helemaal in orde. Spreek af wie het oplost en voor wanneer.")
    if unjudged:
        found.append(f"{_criteria(unjudged)} nog niet beoordeeld.")
    if unowned:
        found.append(f"{_criteria(unowned)} van niemand. Vul in wie verantwoordelijk is.")
    return tuple(found)


def _criteria(count: int) -> str:
    return "1 criterium is" if count == 1 else f"{count} criteria zijn"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
