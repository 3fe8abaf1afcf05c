"""Who must be at the table: the gemeenten where the pupils of schools live."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import DAY
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn
from zorgarrangeur_tui.verbs.table_files import table_file, wanted_file

if TYPE_CHECKING:
    from storage.models import School
    from storage.store import Store
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.importers.pupils_by_postcode import PupilsByPostcode
    from zorgarrangeur_tui.insight.home_municipalities import SiteHomes


@click.command("home-municipalities")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--school", metavar="CODE", help="Only this school, with every gemeente (site code, name or id).")
@click.option(
    "--without-agreement",
    is_flag=True,
    help="Only gemeenten with pupils at a school whose agreement they are no party to; --json always tells all.",
)
@click.option("--every-kind", is_flag=True, help="All kinds of schools; otherwise only so and vso.")
@click.option("--on", "day", type=DAY, help="Regions, payers and agreements of this day; by default of today.")
@table_file
@json_option
@with_door
def list_home_municipalities(
    door: StoreDoor,
    files: tuple[Path, ...],
    school: str | None,
    without_agreement: bool,
    every_kind: bool,
    day: date | None,
    out: Path | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Gemeenten where pupils live, with jeugdregio's and samenwerkingsverbanden: who must be at the table.

    FILEs are DUO's lists of pupils by postcode (CSV), one per gemeente of the school; nothing of them is kept. Without a
    FILE the counts count that 'import pupils-by-postcode' keeps, of each school the newest up to the day. Numbers that DUO
    shields have a least and a most. Lines and files that cannot be used are listed on standard error; the others count.
    """
    file = wanted_file(out, reason)
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.home_municipalities import SPECIAL_KINDS, homes_per_site, kept_homes
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES
    from zorgarrangeur_tui.insight.home_municipalities_words import count_days, rule_sentences
    from zorgarrangeur_tui.verbs.home_municipality_text import answer_values

    data = [(path.name, read_input(path, MAX_FILE_BYTES)) for path in files]
    with door.open() as store:
        found = _read(data) if data else None
        on = day or local_date(store.clock)
        sites = homes_per_site(store, found.lines, on) if found else kept_homes(store, on, every_kind=True)
        if school:
            sites, at = _of_school(store, sites, school)
        else:
            sites, at = [one for one in sites if every_kind or one.kind in SPECIAL_KINDS], None
        note_search(store, "home_municipality", len(sites), subject=at.id if at else "")
        if file is not None:
            file.write(store, _tables(sites, whole=bool(school), without_agreement=without_agreement), as_json=as_json)
            return
    if as_json:
        say_json(answer_values(found, sites, on))
        return
    _tell(sites, whole=bool(school), without_agreement=without_agreement)
    count_day, older = (found.count_day, 0) if found else count_days(sites)
    say("", "Hoe dit is geteld:", *(f"- {sentence}" for sentence in rule_sentences(count_day, on, older)))


def _read(data: Sequence[tuple[str, bytes]]) -> PupilsByPostcode:
    """Return what the files say, and tell on standard error what of them is not used.

    Raises:
        FileRefused: nothing of them can be used.
    """
    from zorgarrangeur_tui.importers.problems import FileRefused
    from zorgarrangeur_tui.importers.pupils_by_postcode import read_pupils_by_postcode
    from zorgarrangeur_tui.importers.pupils_by_postcode_report import file_lines

    found = read_pupils_by_postcode(data)
    for told in filter(None, map(file_lines, found.files)):
        warn(*told)
    if not found.lines:
        raise FileRefused("In deze bestanden is niets te gebruiken. Er is niets geteld.")
    return found


def _of_school(store: Store, sites: Sequence[SiteHomes], typed: str) -> tuple[list[SiteHomes], School | None]:
    """Return one site, and its school when that is in the store. A site code of the files will do.

    Raises:
        RecordMissing: it is in neither.
    """
    from storage.errors import RecordMissing
    from zorgarrangeur_tui.importers.school_codes import site_code
    from zorgarrangeur_tui.verbs.finding import find_school

    code = site_code(typed)
    try:
        at = find_school(store, typed)
    except RecordMissing:
        found = [one for one in sites if code and one.site_code == code]
        if not found:
            raise
        return found, None
    return [one for one in sites if one.site_code == at.site_code], at


def _tables(sites: Sequence[SiteHomes], *, whole: bool, without_agreement: bool) -> list[OwnTable]:
    from zorgarrangeur_tui.desk.own_tables import OwnTable
    from zorgarrangeur_tui.verbs import home_municipality_text as text

    if without_agreement:
        outside = text.outside_rows(one for one in sites if whole or one.has_agreement)
        return [OwnTable("Gemeenten zonder afspraak", text.OUTSIDE_HEADERS, outside)]
    if whole:
        return [
            OwnTable(f"{site.site_code} {site.name}", text.MUNICIPALITY_HEADERS, text.municipality_rows(site))
            for site in sites
        ]
    return [OwnTable("Thuisgemeenten per school", text.SITE_HEADERS, text.site_rows(sites))]


def _tell(sites: Sequence[SiteHomes], *, whole: bool, without_agreement: bool) -> None:
    from zorgarrangeur_tui.insight.home_municipalities_words import site_lines
    from zorgarrangeur_tui.verbs import home_municipality_text as text

    if not sites:
        say(text.NOTHING)
    elif without_agreement:
        rows = text.outside_rows(one for one in sites if whole or one.has_agreement)
        if rows:
            say_table(text.OUTSIDE_HEADERS, rows)
        else:
            say(text.NOBODY_OUTSIDE)
        if told := text.without_any_agreement(sites):
            say(told)
    elif whole:
        for site in sites:
            say(f"{site.site_code} {site.name}")
            say_table(text.MUNICIPALITY_HEADERS, text.municipality_rows(site))
            say("", *site_lines(site))
    else:
        say_table(text.SITE_HEADERS, text.site_rows(sites))
