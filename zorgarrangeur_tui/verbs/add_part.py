"""Adding anything else to a case: a party, an agreement, a title, a residence, a consent, a track."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.add_care import case_option
from zorgarrangeur_tui.verbs.code_names import CASE_PARTS, RECORD_TYPES
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import RecordType
from zorgarrangeur_tui.verbs.output import json_option, say


@click.command("part")
@click.argument("record_type", metavar="TYPE", type=RecordType({typed: RECORD_TYPES[typed] for typed in CASE_PARTS}))
@case_option
@click.option("--pupil", metavar="PSEUDONYM", help="The child (pseudonym or id), for what is about one child.")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@json_option
@with_door
def part(
    door: StoreDoor, record_type: str, reference: str, pupil: str | None, fields: tuple[str, ...], as_json: bool
) -> None:
    """Add something to a case, or to a child in it.

    TYPE is residence, entitlement, party, agreement, review, note, note-item, action, family-view, consent, childcare,
    exemption, out-of-school, reduced-time, oza-deviation, emb-check, scale-event, provision, placement, quality-check or
    barrier. Fields are written as for 'change'; a wrong one is answered with those that there are.
    """
    from storage.models import RECORD_TYPES as MODELS
    from zorgarrangeur_tui.desk.case_parts import add_part
    from zorgarrangeur_tui.desk.cases import find_case
    from zorgarrangeur_tui.desk.moves import add_residence
    from zorgarrangeur_tui.verbs.added import tell
    from zorgarrangeur_tui.verbs.field_text import read_fields
    from zorgarrangeur_tui.verbs.finding import find_pupil

    ended = ""
    with door.open() as store:
        case_id = find_case(store, reference).id
        pupil_id = find_pupil(store, case_id, pupil).id if pupil else ""
        values = read_fields(store, MODELS[record_type], fields)
        if record_type == "residence" and pupil_id:
            added, ended = add_residence(store, case_id, pupil_id, values)
        else:
            added = add_part(store, record_type, case_id, pupil_id, values)
    tell(added, as_json=as_json)
    if ended and not as_json:
        say(ended)
