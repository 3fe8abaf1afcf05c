"""The way of a case through its phases: which step is usual, which may not be taken, and what is worth a warning.

People work as they work: a phase may be skipped and a case may go back. Only what would leave a child without somebody
who answers, or a colleague without a reason, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from storage.models.codes import Phase
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on
from zorgarrangeur_tui.domain.words import word

WAY = (
    Phase.INTAKE,
    Phase.BASELINE,
    Phase.FAMILY_TALKS,
    Phase.ANALYSIS,
    Phase.NEGOTIATION,
    Phase.AGREEMENT,
    Phase.PLAN,
    Phase.RUNNING,
    Phase.REVIEW,
    Phase.CLOSED,
)
"""The phases in the order in which a case usually goes through them."""

ENDS = (Phase.CLOSED, Phase.WITHDRAWN)
"""From here a case goes nowhere: who takes the question up again opens a new case that is linked to the old one."""

OWNER_MISSING = (
    "Een arrangement kan niet lopen zonder eigenaar van de kwaliteit. Vul in wie daarvoor verantwoordelijk is, "
    "bijvoorbeeld de directeur van de school."
)
_ENDED = (
    "Deze casus is afgelopen. Begint de vraag opnieuw, maak dan een nieuwe casus en koppel die aan deze. "
    "Was het afsluiten een vergissing, maak dat dan ongedaan."
)
_NEEDS: dict[str, tuple[str, str]] = {
    Phase.ON_HOLD: ("phase_reason", "Schrijf op waarom de casus wacht. Dan weet u later waarop."),
    Phase.WITHDRAWN: (
        "phase_reason",
        "Schrijf op waarom de casus is ingetrokken. Dan hoeft niemand dat nog te vragen.",
    ),
    Phase.RUNNING: ("quality_owner", OWNER_MISSING),
}
"""For a phase the field that must be filled in, and the sentence when it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseHelp(DatedRule):
    """What happens in a phase.

    Attributes:
        number: its place on the way; 0 for a phase beside it.
        written_down: what is recorded.
        handed_to: who gets what.
    """

    number: int
    written_down: str
    handed_to: str


def next_phases(phase: str, resumes: str = "") -> tuple[Phase, ...]:
    """Return the usual steps from a phase: one on, back (nearest first), waiting, withdrawn.

    Args:
        phase: where the case is. A code that this version does not know leaves every step open.
        resumes: for a case that waits, the phase from which it came.
    """
    if phase in ENDS:
        return ()
    under_way = WAY[:-1]
    if phase in under_way:
        place = WAY.index(Phase(phase))
        return (WAY[place + 1], *reversed(WAY[:place]), Phase.ON_HOLD, Phase.WITHDRAWN)
    back = (Phase(resumes),) if resumes in under_way else under_way
    waits = () if phase == Phase.ON_HOLD else (Phase.ON_HOLD,)
    return (*back, *waits, Phase.WITHDRAWN)


def refusal(case_values: Mapping[str, object], wanted: str) -> dict[str, str]:
    """Return why a case may not be in a phase, as sentences by field; empty when it may.

    Args:
        case_values: the case as it would be saved, but with the phase in which it is now.
        wanted: the phase in which it would come, or stay.
    """
    now = case_values.get("phase")
    if now in ENDS and wanted != now:
        return {"phase": _ENDED}
    if wanted not in _NEEDS:
        return {}
    field, sentence = _NEEDS[wanted]
    return {} if str(case_values.get(field) or "").strip() else {field: sentence}


def warnings(case_values: Mapping[str, object], wanted: str, open_actions: int = 0) -> tuple[str, ...]:
    """Return what is worth saying about a step that may be taken.

    Args:
        case_values: as for `refusal`.
        wanted: the phase in which it would come.
        open_actions: actions of the plan that nobody finished yet.
    """
    now = case_values.get("phase")
    start = case_values.get("resumes_phase") if now == Phase.ON_HOLD else now
    found = []
    if start in WAY and wanted in WAY:
        here, there = WAY.index(Phase(str(start))), WAY.index(Phase(wanted))
        if there > here + 1:
            skipped = ", ".join(word(phase, Phase) for phase in WAY[here + 1 : there])
            found.append(f"U slaat over: {skipped}. Dat mag. Wat daar hoort te staan, kunt u later nog invullen.")
        elif there < here and not str(case_values.get("phase_reason") or "").strip():
            found.append(
                f"U gaat terug naar {word(wanted, Phase)}. Alles wat er staat, blijft staan. "
                "Schrijf bij de reden waarom, dan weet een collega het later ook."
            )
    if wanted == Phase.CLOSED and not str(case_values.get("handover") or "").strip():
        found.append("Er staat nog geen overdracht: schrijf op hoe de school zonder u verdergaat.")
    if wanted in ENDS and open_actions > 0:
        still_open = "staat nog 1 actie" if open_actions == 1 else f"staan nog {open_actions} acties"
        found.append(
            f"Er {still_open} van het plan open. Spreek af wie het afmaakt: de app herinnert u er niet meer aan."
        )
    return tuple(found)


def resumes_after(now: str, wanted: str, resumes: str) -> str:
    """Return the phase to remember for a case that comes in another phase: where it goes on after waiting, or ""."""
    if wanted != Phase.ON_HOLD:
        return ""
    return resumes if now == Phase.ON_HOLD else now


def phase_help(phase: str, day: date) -> PhaseHelp | None:
    """Return what happens in a phase, what is written down and who gets it; None for a code of a newer version."""
    return rule_on(all_phase_help(), phase, day)


@cache
def all_phase_help() -> tuple[PhaseHelp, ...]:
    """Return the help on every phase in the app's data, of all times."""
    return load_rules("phases.toml", "phase", PhaseHelp)
