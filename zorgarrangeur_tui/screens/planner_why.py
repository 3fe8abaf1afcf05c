"""Why a need gets less than it asks: choose one, and read what is in the way and what would help."""

from __future__ import annotations

import asyncio
from functools import partial

from storage.models.codes import CareKind
from widgets.choice_popup import ChoicePopup
from widgets.dialogs import MessageDialog
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.planner import PlanProposal
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.planning.explain import Explanation, explain_need
from zorgarrangeur_tui.planning.explain_try import missing_sessions
from zorgarrangeur_tui.planning.explain_words import Names
from zorgarrangeur_tui.screens.list_import import BusyScreen

_SECONDS = 3.0


async def explain_open_need(screen: BusyScreen, proposal: PlanProposal) -> None:
    """Let the user choose a need that is not wholly planned, and tell why and what would help."""
    options = open_needs(proposal)
    if not options:
        tell(screen.app, "Alles wat de planner kan plannen, is gepland.")
        return
    picked = await screen.app.push_screen_wait(ChoicePopup("Waarom is dit niet gepland?", options, options[0][0]))
    if picked is None or picked.key is None:
        return
    number = int(picked.key)
    problem, names = proposal.planned.problem, planner_names(proposal)
    look = partial(explain_need, problem, proposal.proposal, number, names, seconds=_SECONDS)
    with screen.busy_with("De planner zoekt uit waarom. Dat duurt een paar tellen."):
        found = await asyncio.to_thread(look)
    title = dict(options)[picked.key]
    await screen.app.push_screen_wait(MessageDialog(title, explanation_lines(found)))


def open_needs(proposal: PlanProposal) -> list[tuple[str, str]]:
    """Return (line number, words) of what is not wholly planned: the kind of care, the pseudonym, how often."""
    planned = proposal.planned
    pupils = planned.layout.region.pupils
    found = []
    for number, line in enumerate(planned.problem.lines):
        missing = missing_sessions(planned.problem, proposal.proposal, number) if planned.minutes[number] else 0
        if missing > 0:
            pupil = pupils.get(planned.problem.pupils[line.pupil].key)
            who = f", {pupil.pseudonym}" if pupil is not None and pupil.pseudonym else ""
            often = f"{missing} van {line.sessions} keer niet"
            found.append((str(number), f"{word(line.kind, CareKind)}{who}: {often}"))
    return found


def planner_names(proposal: PlanProposal) -> Names:
    """Return how the app calls what the planner knows by number."""
    layout = proposal.planned.layout
    providers = layout.region.providers

    def provider(number: int) -> str:
        found = providers.get(layout.providers[number])
        return found.name if found is not None and found.name else "een zorgaanbieder"

    return Names(
        worker=lambda number: layout.people[number].name or "een zorgprofessional",
        school=lambda number: layout.schools[number].name or "de school",
        provider=provider,
        care=lambda kind: f"zorgprofessional voor {word(kind, CareKind).lower()}",
    )


def explanation_lines(found: Explanation) -> list[str]:
    """Return an explanation as paragraphs: what is in the way, the nearest that would do, what would help."""
    if found.covered:
        return ["Dit is wel gepland."]
    lines = list(found.reasons) or ["Er is plek voor. Langer zoeken kan helpen."]
    if found.nearest:
        lines.append(found.nearest)
    if found.remedies:
        lines.append("Dit zou helpen:")
        lines += [f"- {remedy.sentence}" for remedy in found.remedies]
    return lines
