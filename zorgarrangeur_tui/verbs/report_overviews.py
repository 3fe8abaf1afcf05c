"""Reports with figures from the command line: of one school, and of the whole region; exact, or safe for others."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import say, say_json
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.desk.exports import Exported
    from zorgarrangeur_tui.desk.publications import Audience
    from zorgarrangeur_tui.desk.reports_for_others import ReportPlan

_PAPER = (".pdf", ".md")
_OWN = "own"
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _for_whom(function: _Function) -> _Function:
    """Give a verb --for, --scenario and --dry-run."""
    readers = click.option(
        "--for",
        "audience",
        type=click.Choice((_OWN, "region", "outside")),
        default=_OWN,
        show_default=True,
        help="Who will read it. For others small figures are hidden, and minutes and money are left out.",
    )
    scenario = click.option(
        "--scenario",
        "scenarios",
        multiple=True,
        metavar="NAME",
        help="Put this kept scenario beside the proposal; at most three. Only for own use.",
    )
    trial = click.option(
        "--dry-run", is_flag=True, help="For others: only tell what would be hidden and why; nothing is written."
    )
    return readers(scenario(trial(function)))


@click.command("school")
@click.argument("school")
@_for_whom
@leaving
@with_door
def school_report(
    door: StoreDoor,
    school: str,
    audience: str,
    scenarios: tuple[str, ...],
    dry_run: bool,
    out: Path,
    reason: str,
    as_json: bool,
) -> None:
    """Make the report of a SCHOOL (site code, name or id): care, payers, people, one team instead, as .pdf or .md.

    There is nothing of one child in it. For own use its figures are exact and not to be published; for others all its tables
    are made safe together and held against what the same readers saw before.
    """
    asked = _Asked(audience, scenarios, dry_run, out, reason, as_json)
    asked.check()
    from zorgarrangeur_tui.desk.papers import save_school_report
    from zorgarrangeur_tui.desk.reports_for_others import plan_school_report
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        school_id = find_school(store, school).id
        own = partial(save_school_report, store, school_id)
        asked.make(store, own, partial(plan_school_report, store, school_id))


@click.command("region")
@_for_whom
@leaving
@with_door
def region_report(
    door: StoreDoor,
    audience: str,
    scenarios: tuple[str, ...],
    dry_run: bool,
    out: Path,
    reason: str,
    as_json: bool,
) -> None:
    """Make the report of all schools and locations in the store, for an OOGO or a board, as .pdf or .md.

    There is nothing of one child in it. For own use its figures are exact and not to be published; for others all its tables
    are made safe together and held against what the same readers saw before.
    """
    asked = _Asked(audience, scenarios, dry_run, out, reason, as_json)
    asked.check()
    from zorgarrangeur_tui.desk.papers import save_region_report
    from zorgarrangeur_tui.desk.reports_for_others import plan_region_report

    with door.open() as store:
        asked.make(store, partial(save_region_report, store), partial(plan_region_report, store))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked of a report, whatever it is about."""

    audience: str
    scenarios: tuple[str, ...]
    dry_run: bool
    out: Path
    reason: str
    as_json: bool

    def check(self) -> None:
        """Refuse options that do not go together.

        Raises:
            click.UsageError: with what to give.
        """
        check_ending(self.out, _PAPER)
        if self.audience == _OWN and self.dry_run:
            raise click.UsageError("Bij --dry-run hoort --for region of --for outside. Er is niets gemaakt.")
        if self.audience != _OWN and self.scenarios:
            raise click.UsageError("Scenario's staan alleen in een rapport voor eigen gebruik. Er is niets gemaakt.")

    def make(self, store: Store, own: Callable[..., Exported], plan: Callable[[Audience], ReportPlan]) -> None:
        """Make the report for own use, or plan it for others and let it leave."""
        from zorgarrangeur_tui.desk.publications import Audience

        if self.audience == _OWN:
            answer(own(self.out, reason=self.reason, scenarios=self.scenarios), as_json=self.as_json)
        else:
            planned = plan(Audience(self.audience))
            _leave(store, planned, self.out, self.reason, dry_run=self.dry_run, as_json=self.as_json)


def _leave(store: Store, plan: ReportPlan, out: Path, reason: str, *, dry_run: bool, as_json: bool) -> None:
    """Write a planned report, or only tell what is hidden in it."""
    from zorgarrangeur_tui.desk.reports_for_others import publish_report

    tables = plan.tables
    if not dry_run:
        exported = publish_report(store, plan, out, reason=reason)
        answer(exported, as_json=as_json, about=f"{len(tables.tables)} tabellen. {tables.rules_in_words}")
    elif as_json:
        told = [{"reason": why, "places": places} for why, places in tables.hidden_in_words]
        say_json({"dry_run": True, "tables": len(tables.tables), "hidden": told, "compared_with": tables.earlier})
    else:
        say("Dit is een proef: er is niets gemaakt.", tables.rules_in_words)
        say(*(f"{why}: {places}" for why, places in tables.hidden_in_words))
