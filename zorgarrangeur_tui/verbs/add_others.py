"""Adding what has few fields: a care location, and a row of the reference data."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.code_names import RECORD_TYPES, REFERENCE_TYPES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import RecordType
from zorgarrangeur_tui.verbs.output import json_option


@click.command("care-location")
@click.option("--provider", required=True, metavar="NAME", help="Whose place it is (name or id).")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...", required=True)
@json_option
@with_door
def care_location(door: StoreDoor, provider: str, fields: tuple[str, ...], as_json: bool) -> None:
    """Add a place of care without a BRIN, where education may be brought, such as name=Dagcentrum place=Zwammerdam.

    Fields are written as for 'change'; a wrong one is answered with those that there are.
    """
    from storage.models import CareLocation
    from zorgarrangeur_tui.desk.providers import add_care_location
    from zorgarrangeur_tui.verbs.added import tell
    from zorgarrangeur_tui.verbs.field_text import read_fields
    from zorgarrangeur_tui.verbs.finding import find_provider

    with door.open() as store:
        values = {**read_fields(store, CareLocation, fields), "provider_id": find_provider(store, provider).id}
        tell(add_care_location(store, values), as_json=as_json)


@click.command("reference")
@click.argument(
    "record_type", metavar="TYPE", type=RecordType({typed: RECORD_TYPES[typed] for typed in REFERENCE_TYPES})
)
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...", required=True)
@json_option
@with_door
def reference(door: StoreDoor, record_type: str, fields: tuple[str, ...], as_json: bool) -> None:
    """Add a row to the reference data: a municipality, region, tariff, code or threshold of your own.

    Fields are written as for 'change'; a wrong one is answered with those that there are.
    """
    from storage.models import RECORD_TYPES as MODELS
    from zorgarrangeur_tui.desk.reference_rows import add_row
    from zorgarrangeur_tui.verbs.added import tell
    from zorgarrangeur_tui.verbs.field_text import read_fields

    with door.open() as store:
        model = MODELS[record_type]
        tell(add_row(store, model, read_fields(store, model, fields)), as_json=as_json)
