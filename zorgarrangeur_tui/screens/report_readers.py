"""Making a report by keys, for own use or for others: who reads it, why it is made, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from storage.errors import StorageError
from widgets.dialogs import ConfirmDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.exports import Exported
from zorgarrangeur_tui.desk.publications import Audience
from zorgarrangeur_tui.desk.reports_for_others import ReportPlan, publish_report
from zorgarrangeur_tui.desk.scenarios import MOST_BESIDE
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.reports.paper import ENDINGS
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.new_file_dialog import file_problems
from zorgarrangeur_tui.screens.publish_figures import AUDIENCES
from zorgarrangeur_tui.screens.report_files import ENDINGS_HELP, INTERNAL_USE
from zorgarrangeur_tui.working import work_on

_OWN = "own"
_READERS = ((_OWN, "intern: precieze cijfers"), *AUDIENCES)
_READERS_HELP = "Voor anderen: alleen aantallen kinderen, afgeschermd en afgerond. Geen minuten en geen geld."


async def make_report_for(
    screen: StoreScreen,
    title: str,
    name: str,
    usual_reason: str,
    *,
    scenarios: Sequence[str],
    own: Callable[[Path, str, Sequence[str]], Exported],
    others: Callable[[Audience], ReportPlan],
) -> None:
    """Ask for whom, why and where, and make a report. What is hidden for others is told before it is made.

    Args:
        screen: on which the user is.
        title: of the dialog.
        name: beginning of the file's name, without names of persons.
        usual_reason: what is proposed as reason.
        scenarios: names of scenarios that can stand beside the proposal.
        own: makes the exact report from its path, the reason and the chosen scenarios.
        others: gives the report for readers, made safe.
    """
    fields = _fields(screen, name, usual_reason, scenarios)
    filled = await fill_in(
        screen, DraftForm.REPORT, title, fields, about=(name,), submit_label="Maken", check=_problems
    )
    if filled is None:
        return
    path, reason = path_of(str(filled["path"])), str(filled["reason"])
    try:
        if filled["audience"] == _OWN:
            await work_on(screen.app, "document maken", partial(own, path, reason, _chosen(filled)))
            tell(screen.app, f"Gemaakt: {path}. {INTERNAL_USE}", seconds=12)
        else:
            await _leave(screen, others, Audience(str(filled["audience"])), path, reason)
    except StorageError as refusal:
        tell(screen.app, str(refusal), severity="error", seconds=12)


async def _leave(
    screen: StoreScreen, others: Callable[[Audience], ReportPlan], audience: Audience, path: Path, reason: str
) -> None:
    plan = await work_on(screen.app, "document voorbereiden", partial(others, audience))
    if await screen.app.push_screen_wait(
        ConfirmDialog("Dit gaat naar buiten", plan_lines(plan), confirm_label="Maken")
    ):
        await work_on(screen.app, "document maken", partial(publish_report, screen.store, plan, path, reason=reason))
        told = f"Gemaakt: {path}. {plan.tables.rules_in_words} Een volgend rapport wordt ermee vergeleken."
        tell(screen.app, told, seconds=12)


def plan_lines(plan: ReportPlan) -> list[str]:
    """Return what who makes a report for others has to know before it leaves."""
    tables = plan.tables
    hidden = sum(len(one.hidden) for one in tables.tables)
    figures = sum(len(one.table.places) for one in tables.tables)
    return [
        f"{plan.paper.title}: {counted(len(tables.tables), 'tabel', 'tabellen')} met kinderen en grenzen.",
        f"Van de {figures} getallen staan er {hidden} niet in.",
        *(f"{why}." for why, _ in tables.hidden_in_words),
        tables.rules_in_words,
        f"Vergeleken met {counted(tables.earlier, 'eerdere tabel of rapport', 'eerdere tabellen en rapporten')}.",
    ]


def _fields(screen: StoreScreen, name: str, usual_reason: str, scenarios: Sequence[str]) -> list[FieldSpec]:
    place = str(Path.home() / f"{name}-{screen.user.today.isoformat()}.pdf")
    beside = FieldSpec(
        "scenarios",
        "Scenario's",
        "choices",
        tuple(scenarios[:MOST_BESIDE]),
        f"Die naast het voorstel staan, hoogstens {MOST_BESIDE}. Alleen voor eigen gebruik.",
        choices=tuple((one, one) for one in scenarios),
    )
    return [
        FieldSpec("audience", "Wie leest het", "choice", _OWN, _READERS_HELP, choices=_READERS, required=True),
        FieldSpec("reason", "Waarom", "text", usual_reason, "Zonder namen; het komt in het logboek.", required=True),
        *([beside] if scenarios else []),
        FieldSpec(
            "path", "Bestand", "text", place, f"{ENDINGS_HELP} {INTERNAL_USE}", required=True, typed_over="file_name"
        ),
    ]


def _problems(filled: Mapping[str, object]) -> dict[str, str]:
    problems = file_problems(filled, ENDINGS)
    if filled["audience"] == _OWN and len(_chosen(filled)) > MOST_BESIDE:
        problems["scenarios"] = f"Kies hoogstens {MOST_BESIDE} scenario's: meer past er niet naast elkaar."
    return problems


def _chosen(filled: Mapping[str, object]) -> tuple[str, ...]:
    chosen = filled.get("scenarios") or ()
    return tuple(map(str, chosen)) if isinstance(chosen, (list, tuple, set, frozenset)) else ()
