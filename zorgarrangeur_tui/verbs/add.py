"""Adding records."""

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.add_absence import absence
from zorgarrangeur_tui.verbs.add_budget import budget
from zorgarrangeur_tui.verbs.add_care import case, need, pupil
from zorgarrangeur_tui.verbs.add_exception import exception
from zorgarrangeur_tui.verbs.add_note import note
from zorgarrangeur_tui.verbs.add_others import care_location, reference
from zorgarrangeur_tui.verbs.add_own_day import own_day
from zorgarrangeur_tui.verbs.add_part import part
from zorgarrangeur_tui.verbs.add_providers import bond, professional, provider
from zorgarrangeur_tui.verbs.add_school import school
from zorgarrangeur_tui.verbs.add_visit import visit
from zorgarrangeur_tui.verbs.add_visit_record import visit_record, visit_records
from zorgarrangeur_tui.verbs.listed_group import ListedGroup


@click.group("add", cls=ListedGroup)
def command() -> None:
    """Add a record and print its reference or id."""


for _verb in (
    school,
    case,
    pupil,
    need,
    part,
    provider,
    professional,
    bond,
    visit,
    exception,
    own_day,
    absence,
    visit_record,
    visit_records,
    note,
    budget,
    care_location,
    reference,
):
    command.add_command(_verb)
