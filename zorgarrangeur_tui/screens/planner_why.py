"""Why the planner does what it does: why a need gets less than it asks, and why this professional and not another one."""

from __future__ import annotations

import asyncio
from functools import partial

from storage.models.codes import CareKind
from widgets.choice_popup import ChoicePopup
from widgets.dialogs import MessageDialog
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.plan_reasons import (
    givers,
    open_lines,
    others,
    served_lines,
    why_not_other,
    why_open,
)
from zorgarrangeur_tui.desk.planner import PlanProposal
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.planning.explain import Explanation
from zorgarrangeur_tui.planning.explain_words import Names, listed
from zorgarrangeur_tui.planning.plan_difference import ProposedChange
from zorgarrangeur_tui.planning.record_names import record_names
from zorgarrangeur_tui.screens.list_import import BusyScreen


async def explain_open_need(screen: BusyScreen, proposal: PlanProposal) -> None:
    """Let the user choose a need that is not wholly planned, and tell why and what would help."""
    options = open_needs(proposal)
    if not options:
        tell(screen.app, "Alles wat de planner kan plannen, is gepland.")
        return
    picked = await screen.app.push_screen_wait(ChoicePopup("Waarom is dit niet gepland?", options, options[0][0]))
    if picked is None or picked.key is None:
        return
    with screen.busy_with("De planner zoekt uit waarom. Dat duurt een paar tellen."):
        found = await asyncio.to_thread(partial(why_open, proposal, int(picked.key)))
    title = dict(options)[picked.key]
    await screen.app.push_screen_wait(MessageDialog(title, explanation_lines(found)))


async def explain_professional(screen: BusyScreen, proposal: PlanProposal, change: ProposedChange) -> None:
    """Let the user choose another professional for a visit of the proposal, and tell why it is not that one."""
    number = await _ask_line(screen, proposal, change)
    if number is None:
        return
    names = record_names(proposal.planned)
    options = [(str(worker), _who(proposal, names, worker)) for worker in others(proposal, number)]
    if not options:
        tell(
            screen.app,
            "Er is niemand anders die hier mag komen. Leg eerst een andere zorgaanbieder vast bij de school.",
        )
        return
    now = listed(map(names.worker, givers(proposal, number)))
    picked = await screen.app.push_screen_wait(ChoicePopup(f"Waarom {now} en niet …", options, options[0][0]))
    if picked is None or picked.key is None:
        return
    worker = int(picked.key)
    with screen.busy_with("De planner rekent uit hoe het anders zou zijn. Dat duurt een paar tellen."):
        sentences = await asyncio.to_thread(partial(why_not_other, proposal, number, worker))
    await screen.app.push_screen_wait(MessageDialog(f"Waarom {now} en niet {names.worker(worker)}?", sentences))


def open_needs(proposal: PlanProposal) -> list[tuple[str, str]]:
    """Return (line number, words) of what is not wholly planned: the kind of care, the pseudonym, how often."""
    return [
        (str(one.number), f"{care_words(proposal, one.number)}: {one.missing} van {one.line.sessions} keer niet")
        for one in open_lines(proposal)
    ]


def care_words(proposal: PlanProposal, number: int) -> str:
    """Return the kind of care of a line, and the pseudonym of who gets it."""
    problem = proposal.planned.problem
    line = problem.lines[number]
    pupil = proposal.planned.layout.region.pupils.get(problem.pupils[line.pupil].key)
    who = f", {pupil.pseudonym}" if pupil is not None and pupil.pseudonym else ""
    return f"{word(line.kind, CareKind)}{who}"


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


async def _ask_line(screen: BusyScreen, proposal: PlanProposal, change: ProposedChange) -> int | None:
    """Return the care that the question is about; who shares a visit has their own. None when there is none or nobody chose."""
    numbers = served_lines(proposal, change)
    if not numbers:
        tell(screen.app, "Dit bezoek vervalt: er komt niemand. Kies een regel waar wel iemand komt.")
        return None
    if len(numbers) == 1:
        return numbers[0]
    options = [(str(number), care_words(proposal, number)) for number in numbers]
    picked = await screen.app.push_screen_wait(ChoicePopup("Over wiens zorg gaat het?", options, options[0][0]))
    return int(picked.key) if picked is not None and picked.key is not None else None


def _who(proposal: PlanProposal, names: Names, worker: int) -> str:
    return f"{names.worker(worker)} · {names.provider(proposal.planned.problem.workers[worker].provider)}"
