"""Adding a provider, a professional and a fixed bond."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date

import click

from zorgarrangeur_tui.verbs.code_names import CARE_KINDS, LAWS, LEVELS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import AVAILABILITY, DAY, MINUTES_A_WEEK, Code, Whole
from zorgarrangeur_tui.verbs.output import json_option

provider_option = click.option("--provider", required=True, metavar="NAME", help="The provider (name or id).")


@click.command("provider")
@click.option("--name", required=True, metavar="TEXT", help="Name of the organisation.")
@click.option("--chamber-number", metavar="NUMBER", help="KvK number, eight digits.")
@click.option("--agb", "agb_codes", multiple=True, metavar="CODE", help="AGB code; may be given more than once.")
@click.option("--kind", "kinds", multiple=True, type=Code(CARE_KINDS), help="A kind of care that it gives; repeatable.")
@click.option("--law", "laws", multiple=True, type=Code(LAWS), help="A law under which it has a contract; repeatable.")
@click.option("--municipality", "municipalities", multiple=True, metavar="TEXT", help="Contract with it; repeatable.")
@click.option("--capacity", "capacity_minutes", type=Whole(0, 9_999_999), help="Minutes a week it has for this.")
@click.option("--contact", metavar="TEXT", help="Role or department, not a private person.")
@click.option("--phone", metavar="NUMBER", help="Telephone number.")
@click.option("--note", metavar="TEXT", help="Anything else.")
@json_option
@with_door
def provider(
    door: StoreDoor,
    name: str,
    chamber_number: str | None,
    agb_codes: tuple[str, ...],
    kinds: tuple[str, ...],
    laws: tuple[str, ...],
    municipalities: tuple[str, ...],
    capacity_minutes: int | None,
    contact: str | None,
    phone: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Add a care provider."""
    from zorgarrangeur_tui.desk.providers import add_provider
    from zorgarrangeur_tui.verbs.added import given, tell

    values = given(
        name=name,
        chamber_number=chamber_number,
        agb_codes=agb_codes,
        kinds=kinds,
        laws=laws,
        municipalities=municipalities,
        capacity_minutes=capacity_minutes,
        contact=contact,
        phone=phone,
        note=note,
    )
    with door.open() as store:
        tell(add_provider(store, values), as_json=as_json)


@click.command("professional")
@provider_option
@click.option("--name", required=True, metavar="TEXT", help="Name of the professional.")
@click.option("--level", type=Code(LEVELS), help="Level of training.")
@click.option(
    "--skill", "skills", multiple=True, type=Code(CARE_KINDS), help="A kind of care that they give; repeatable."
)
@click.option("--reserved-acts", is_flag=True, help="Competent for reserved acts (Wet BIG).")
@click.option("--available", "availability", type=AVAILABILITY, help="When they can work.")
@click.option("--max-minutes", type=MINUTES_A_WEEK, help="Most minutes a week.")
@click.option("--home-postcode4", metavar="DIGITS", help="First four digits of the postcode at home.")
@click.option("--note", metavar="TEXT", help="Anything else.")
@json_option
@with_door
def professional(
    door: StoreDoor,
    provider: str,
    name: str,
    level: str | None,
    skills: tuple[str, ...],
    reserved_acts: bool,
    availability: list[list[int]] | None,
    max_minutes: int | None,
    home_postcode4: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Add a professional to a provider."""
    from zorgarrangeur_tui.desk.providers import add_professional
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import find_provider

    values = given(
        name=name,
        level=level,
        skills=skills,
        reserved_acts=reserved_acts,
        availability=availability,
        max_minutes=max_minutes,
        home_postcode4=home_postcode4,
        note=note,
    )
    with door.open() as store:
        tell(add_professional(store, find_provider(store, provider).id, values), as_json=as_json)


@click.command("bond")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@provider_option
@click.option("--kind", "kinds", multiple=True, type=Code(CARE_KINDS), help="For this kind of care only; repeatable.")
@click.option("--starts-on", type=DAY, help="First day; otherwise today.")
@click.option("--ends-on", type=DAY, help="Last day; otherwise open.")
@click.option("--decided-by", metavar="TEXT", help="Who decided it.")
@click.option("--over-cap-reason", metavar="TEXT", help="Why the agreed number of fixed providers may be exceeded.")
@json_option
@with_door
def bond(
    door: StoreDoor,
    school: str,
    provider: str,
    kinds: tuple[str, ...],
    starts_on: date | None,
    ends_on: date | None,
    decided_by: str | None,
    over_cap_reason: str | None,
    as_json: bool,
) -> None:
    """Tie a fixed provider to a school."""
    from zorgarrangeur_tui.desk.providers import bind_provider
    from zorgarrangeur_tui.verbs.added import given, tell
    from zorgarrangeur_tui.verbs.finding import find_provider, find_school

    values = given(
        kinds=kinds,
        starts_on=starts_on,
        ends_on=ends_on,
        decided_by=decided_by,
        over_cap_reason=over_cap_reason,
    )
    with door.open() as store:
        found = find_school(store, school).id, find_provider(store, provider).id
        tell(bind_provider(store, *found, values), as_json=as_json)
