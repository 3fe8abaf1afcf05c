"""Publishing the plans of one school, several or all, with what blocks them."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.exit_codes import ExitCode
from zorgarrangeur_tui.verbs.option_types import Day
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, warn

if TYPE_CHECKING:
    from storage.models import PlanVersion
    from storage.store import Store
    from zorgarrangeur_tui.desk.publishing import Publication


@click.command("publish")
@click.option(
    "--school", "schools", multiple=True, metavar="CODE", help="A school (site code, name or id); repeatable."
)
@click.option(
    "--all", "every", is_flag=True, help="All schools where something changed since their last published plan."
)
@click.option("--from", "holds_from", type=Day(), help="First day for which it is meant; next Monday by default.")
@click.option("--reason", default="", metavar="TEXT", help="Why it may be so, where something is to be looked at.")
@click.option("--dry-run", is_flag=True, help="Only show what changes and what is wrong.")
@json_option
@with_door
def command(
    door: StoreDoor,
    schools: tuple[str, ...],
    every: bool,
    holds_from: date | None,
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Publish the plan of schools: from then on rosters and calendars show it. 'undo' takes it back, school by school.

    What cannot be (a professional in two places, a school that is closed) blocks a school: it is named, nothing of that
    school is published, and the exit code is 5. What is only to be looked at asks for --reason.
    """
    if bool(schools) == every:
        raise click.UsageError("Noem óf scholen met --school, óf alle scholen met --all.")
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        day = holds_from or _usual_day(store)
        named = (find_school(store, typed).id for typed in schools)
        ids = _changed_schools(store, day) if every else list(dict.fromkeys(named))
        outcomes = []
        for school_id in ids:
            one = _outcome(store, school_id, day, reason, dry_run=dry_run)
            outcomes.append(one)
            if not as_json:
                say(*one.lines())
            if one.refusal:
                warn(f"{one.publication.school.name}: {one.refusal}")
    if as_json:
        say_json({"dry_run": dry_run, "schools": [one.values() for one in outcomes]})
    elif not outcomes:
        say("Bij geen enkele school is iets veranderd sinds het laatste rooster. Er is niets gepubliceerd.")
    if any(one.publication.hard and not one.publication.refusal for one in outcomes):
        return ExitCode.CONFLICT
    return ExitCode.REFUSED if any(one.refusal for one in outcomes) else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What publishing one school would do, and what came of it. `refusal` is why it was, or would be, refused."""

    publication: Publication
    version: PlanVersion | None
    refusal: str

    def lines(self) -> list[str]:
        """Return it for people."""
        from zorgarrangeur_tui.desk.plan_versions import published_words
        from zorgarrangeur_tui.domain.clock import dutch_date_short
        from zorgarrangeur_tui.domain.finding_words import SEVERITY_WORDS
        from zorgarrangeur_tui.domain.plan_change_words import KIND_WORDS, change_words, count_words

        of, names = self.publication, self.publication.names
        since = f"sinds rooster {of.last.number}" if of.last else "nog niet eerder gepubliceerd"
        lines = [f"{of.school.name}, vanaf {dutch_date_short(of.holds_from)} ({since}): {count_words(of.changes)}."]
        lines += [f"  {KIND_WORDS[one.kind]}: {change_words(one, names)}" for one in of.changes]
        lines += [f"  {SEVERITY_WORDS[one.severity].capitalize()}: {one.found.sentence}" for one in of.found]
        if self.version is not None:
            lines.append(f"  {published_words(self.version)}.")
        return lines

    def values(self) -> dict[str, Any]:
        """Return it for scripts."""
        from zorgarrangeur_tui.domain.plan_change_words import change_words

        of = self.publication
        return {
            "school": {"id": of.school.id, "site_code": of.school.site_code, "name": of.school.name},
            "number": of.number,
            "previous": of.last.number if of.last else None,
            "holds_from": of.holds_from,
            "published": self.version is not None,
            "refusal": self.refusal,
            "changes": [
                {
                    "kind": one.kind,
                    "visit": one.visit.id,
                    "day": one.subject[1],
                    "sentence": change_words(one, of.names),
                }
                for one in of.changes
            ],
            "findings": [
                {
                    "severity": one.severity,
                    "kind": one.found.finding.kind,
                    "days": list(one.found.days),
                    "visits": list(one.found.finding.visit_ids),
                    "sentence": one.found.sentence,
                }
                for one in of.found
            ],
        }


def _outcome(store: Store, school_id: str, day: date, reason: str, *, dry_run: bool) -> _Outcome:
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.publishing import check_publication, plan_publication, publish_planned
    from zorgarrangeur_tui.desk.refusals import ActRefused

    publication = plan_publication(store, school_id, day)
    try:
        if dry_run:
            check_publication(publication, local_date(store.clock), reason)
            return _Outcome(publication, None, "")
        return _Outcome(publication, publish_planned(store, publication, reason), "")
    except ActRefused as refusal:
        return _Outcome(publication, None, str(refusal))


def _changed_schools(store: Store, day: date) -> list[str]:
    """Return the schools with something to publish from a day on, by name."""
    from zorgarrangeur_tui.desk.overview import busy_schools
    from zorgarrangeur_tui.desk.publishing import has_news

    return [school.id for school in busy_schools(store) if has_news(store, school.id, day)]


def _usual_day(store: Store) -> date:
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.publishing import next_monday

    return next_monday(local_date(store.clock))
