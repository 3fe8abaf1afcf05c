"""Adding a case, a pupil and a need."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.code_names import (
    ARRANGEMENT_FORMS,
    CARE_KINDS,
    COUNTS_AS_CARE,
    MOMENT_RULES,
    PHASES,
    THEMES,
)
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY, MINUTES_A_WEEK, TIME, WEEKDAY, Code, Whole
from zorgarrangeur_tui.verbs.output import json_option

case_option = click.option("--case", "reference", required=True, metavar="REF", help="The case, such as Z-7F3A2C.")


@click.command("case")
@click.option("--title", required=True, metavar="TEXT", help="The question in a few words, without names.")
@click.option("--school", metavar="CODE", help="The school (site code, name or id).")
@click.option("--care-location", metavar="NAME", help="The care location (name or id), when it is not about a school.")
@click.option("--phase", type=Code(PHASES), help="Where it stands; otherwise at the first question.")
@click.option("--form", "arrangement_form", type=Code(ARRANGEMENT_FORMS), help="How care and education meet.")
@click.option(
    "--theme", "themes", multiple=True, type=Code(THEMES), help="What it is about; may be given more than once."
)
@click.option("--quality-owner", metavar="TEXT", help="Who answers for the quality; it cannot run without one.")
@click.option("--next-action", metavar="TEXT", help="What has to be done next.")
@click.option("--deadline", type=DAY, help="The day by which that must be done.")
@click.option("--note", metavar="TEXT", help="Anything else, without names.")
@click.option("--follows", metavar="REF", help="The case that ended and of which the question came back.")
@json_option
@with_door
def case(
    door: StoreDoor,
    title: str,
    school: str | None,
    care_location: str | None,
    phase: str | None,
    arrangement_form: str | None,
    themes: tuple[str, ...],
    quality_owner: str | None,
    next_action: str | None,
    deadline: date | None,
    note: str | None,
    follows: str | None,
    as_json: bool,
) -> None:
    """Begin a case at a school or about a care location."""
    from zorgarrangeur_tui.desk.cases import find_case, open_case
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import find, find_school

    with door.open() as store:
        values = given(
            title=title,
            school_id=find_school(store, school).id if school else None,
            care_location_id=find(store, "care_location", care_location).id if care_location else None,
            phase=phase,
            arrangement_form=arrangement_form,
            themes=themes,
            quality_owner=quality_owner,
            next_action=next_action,
            deadline=deadline,
            note=note,
            previous_case_id=find_case(store, follows).id if follows else None,
        )
        tell(open_case(store, values), as_json=as_json)


@click.command("pupil")
@case_option
@click.option("--pseudonym", metavar="TEXT", help="What you call the child here; otherwise one is drawn.")
@click.option("--name", metavar="TEXT", help="The child's name, only when it is needed; a shell remembers it.")
@click.option("--birth-year", type=Whole(1990, 2100), help="Year of birth.")
@click.option("--municipality", metavar="TEXT", help="Gemeente of residence, which decides who pays.")
@click.option("--group-name", metavar="TEXT", help="Group or class.")
@click.option("--emb", is_flag=True, help="Profound multiple disability (EMB).")
@click.option("--note", metavar="TEXT", help="Anything else.")
@json_option
@with_door
def pupil(
    door: StoreDoor,
    reference: str,
    pseudonym: str | None,
    name: str | None,
    birth_year: int | None,
    municipality: str | None,
    group_name: str | None,
    emb: bool,
    note: str | None,
    as_json: bool,
) -> None:
    """Add a child to a case."""
    from zorgarrangeur_tui.desk.cases import add_pupil, find_case
    from zorgarrangeur_tui.verbs.added import given, tell

    with door.open() as store:
        values = given(
            pseudonym=pseudonym,
            name=name,
            birth_year=birth_year,
            municipality=municipality,
            group_name=group_name,
            profound_multiple_disability=emb,
            note=note,
        )
        added = add_pupil(store, find_case(store, reference).id, values)
    tell(added, as_json=as_json, pseudonym=added.pseudonym)


@click.command("need")
@case_option
@click.option("--pupil", metavar="PSEUDONYM", help="The child (pseudonym or id); otherwise the whole group or school.")
@click.option("--kind", required=True, type=Code(CARE_KINDS), help="The kind of care.")
@click.option("--minutes", required=True, type=MINUTES_A_WEEK, help="Minutes a week that are needed.")
@click.option("--granted", type=MINUTES_A_WEEK, help="Minutes a week in the decision or indication.")
@click.option("--agreed", type=MINUTES_A_WEEK, help="Minutes a week agreed with the provider.")
@click.option("--group", is_flag=True, help="Given in a group; otherwise to one child.")
@click.option("--group-size", type=Whole(1, 99), help="Most pupils at once.")
@click.option("--moment", type=Code(MOMENT_RULES), help="When: free, within a window, at a fixed time, or on call.")
@click.option("--day", "days", multiple=True, type=WEEKDAY, help="Only on this day; may be given more than once.")
@click.option("--start", type=TIME, help="The fixed time, or the beginning of the window.")
@click.option("--end", type=TIME, help="The end of the window.")
@click.option("--reserved-act", is_flag=True, help="A reserved act (Wet BIG) is part of it.")
@click.option("--counts", type=Code(COUNTS_AS_CARE), help="Whether it counts as care in school hours.")
@click.option("--counts-reason", metavar="TEXT", help="Why it does or does not.")
@click.option("--starts-on", type=DAY, help="First day.")
@click.option("--ends-on", type=DAY, help="Last day.")
@click.option("--note", metavar="TEXT", help="Anything else.")
@json_option
@with_door
def need(
    door: StoreDoor,
    reference: str,
    pupil: str | None,
    kind: str,
    minutes: int,
    granted: int | None,
    agreed: int | None,
    group: bool,
    group_size: int | None,
    moment: str | None,
    days: tuple[int, ...],
    start: int | None,
    end: int | None,
    reserved_act: bool,
    counts: str | None,
    counts_reason: str | None,
    starts_on: date | None,
    ends_on: date | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Add a care need. Who pays for it is not asked."""
    _check_moment(moment, start, end)
    from zorgarrangeur_tui.desk.cases import add_need, find_case
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import find_pupil

    with door.open() as store:
        case_id = find_case(store, reference).id
        values = given(
            kind=kind,
            form="group" if group else "individual",
            group_size=group_size,
            minutes_needed=minutes,
            minutes_granted=granted,
            minutes_agreed=agreed,
            moment_rule=moment,
            moment_weekdays=days,
            moment_start=start,
            moment_end=end,
            reserved_act=reserved_act,
            counts_as_care=counts,
            counts_reason=counts_reason,
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
        )
        tell(add_need(store, case_id, find_pupil(store, case_id, pupil).id if pupil else "", values), as_json=as_json)


def _check_moment(moment: str | None, start: int | None, end: int | None) -> None:
    """Refuse a moment that lacks its time.

    Raises:
        click.UsageError: with what to add.
    """
    if moment == "fixed" and start is None:
        raise click.UsageError("Geef bij --moment fixed ook de tijd, met --start.")
    if moment == "window" and (start is None or end is None):
        raise click.UsageError("Geef bij --moment window ook --start en --end.")
    if start is not None and end is not None and end <= start:
        raise click.UsageError("--end moet later zijn dan --start.")
    if moment not in {"fixed", "window"} and (start is not None or end is not None):
        raise click.UsageError("--start en --end horen bij --moment fixed of --moment window.")
