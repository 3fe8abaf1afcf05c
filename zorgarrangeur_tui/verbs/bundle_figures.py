"""Anonymous figures of a school year: making the signed file, and showing one that somebody sent."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.desk.files import read_input, write_new
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table
from zorgarrangeur_tui.verbs.report_files import answer, check_ending, leaving

if TYPE_CHECKING:
    from storage.figures_text import FiguresText, PublishedTable
    from zorgarrangeur_tui.desk.monitor_figures import MonitorPlan
    from zorgarrangeur_tui.domain.school_years import SchoolYear

_YEAR_LENGTH = 9


@click.command("statistics")
@click.option("--for", "audience", type=click.Choice(("region", "outside")), required=True, help="Who will read it.")
@click.option("--school-year", "year", metavar="YEAR", help="Such as 2026-2027; the running one by default.")
@click.option("--dry-run", is_flag=True, help="Show exactly what would leave, and what is hidden; nothing is written.")
@leaving
@with_door
def statistics(
    door: StoreDoor, audience: str, year: str | None, dry_run: bool, out: Path, reason: str, as_json: bool
) -> None:
    """Make the anonymous figures of a school year for a monitor: a signed .zorgbundel that everybody can read.

    All tables are made safe together and beside what left before for the same readers, and remembered for the next one. The
    figures are of 1 February of the school year once that day has come, of today before.
    """
    check_ending(out, (".zorgbundel",))
    asked = _school_year(year) if year else None
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.monitor_figures import plan_monitor, publish_monitor
    from zorgarrangeur_tui.desk.publications import Audience
    from zorgarrangeur_tui.domain.school_years import school_year_of

    with door.open() as store:
        plan = plan_monitor(store, asked or school_year_of(local_date(store.clock)), Audience(audience))
        if dry_run:
            _tell_plan(plan, as_json=as_json)
            return
        exported = publish_monitor(store, plan, out, reason=reason)
    tables = f"{len(plan.figures.tables)} tabellen over schooljaar {plan.figures.school_year}"
    answer(
        exported,
        as_json=as_json,
        about=f"{tables}. {plan.tables.rules_in_words} Wie het bestand krijgt, kan het lezen.",
    )


@click.command("show")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--table", "wanted", metavar="NAME", help="Only this table, such as 'kind'.")
@click.option(
    "--csv",
    "out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write one table as a new .csv; name it with --table.",
)
@json_option
@with_door
def show(door: StoreDoor, file: Path, wanted: str | None, out: Path | None, as_json: bool) -> None:
    """Verify a file of figures that somebody sent and show its tables. Nothing of it enters your store but a line in the log."""
    if out is not None:
        check_ending(out, (".csv",))
        if not wanted:
            raise click.UsageError("Bij --csv hoort --table. Er is niets gemaakt.")
    show_figures(door, _read(file), wanted=wanted, out=out, as_json=as_json)


def show_figures(
    door: StoreDoor, data: bytes, *, wanted: str | None = None, out: Path | None = None, as_json: bool = False
) -> None:
    """Verify figures and print them.

    Raises:
        BundleRefused: with the reason; nothing of the file was used.
        ActRefused: there is no such table, or no file can be made there.
    """
    from storage.statistics_bundles import look_at_figures
    from zorgarrangeur_tui.desk.arrivals import figures_words

    with door.open() as store:
        arrived = look_at_figures(store, data)
    figures = arrived.figures
    tables = _chosen(figures, wanted)
    if out is not None:
        write_new(out, lambda: _csv(figures, tables[0]))
    if as_json:
        sender = {"label": arrived.sender.card.label, "fingerprint": arrived.sender.fingerprint}
        say_json({"sender": sender, "number": arrived.sequence, **_values(figures, tables)})
        return
    if out is not None:
        say(f"De tabel staat in {out}.")
        return
    say(*arrived.warnings, f"{arrived.sender.card.label}: {figures_words(figures)}.")
    _tell(figures, tables)


def _school_year(text: str) -> SchoolYear:
    from zorgarrangeur_tui.domain.school_years import SchoolYear

    year = SchoolYear(int(text[:4])) if len(text) == _YEAR_LENGTH and text[:4].isdecimal() else None
    if year is None or year.name != text:
        raise click.UsageError("Schrijf het schooljaar als 2026-2027. Er is niets gemaakt.")
    return year


def _chosen(figures: FiguresText, wanted: str | None) -> tuple[PublishedTable, ...]:
    from zorgarrangeur_tui.desk.refusals import ActRefused

    found = tuple(table for table in figures.tables if wanted in (None, table.id))
    if not found:
        names = ", ".join(table.id for table in figures.tables)
        raise ActRefused(f"Die tabel staat niet in dit bestand. Er staan in: {names}.")
    return found


def _tell_plan(plan: MonitorPlan, *, as_json: bool) -> None:
    if as_json:
        told = [{"reason": reason, "places": places} for reason, places in plan.tables.hidden_in_words]
        about = {"hidden": told, "compared_with": plan.tables.earlier}
        say_json({"dry_run": True, **_values(plan.figures, plan.figures.tables), **about})
        return
    _tell(plan.figures, plan.figures.tables)
    say("", "Dit is een proef: er is niets gemaakt. Alleen voor u, wat verborgen is en waarom:")
    say(*(f"{why}: {places}" for why, places in plan.tables.hidden_in_words))


def _tell(figures: FiguresText, tables: tuple[PublishedTable, ...]) -> None:
    from zorgarrangeur_tui.domain.clock import dutch_date

    where = f", jeugdregio {', '.join(figures.regions)}" if figures.regions else ""
    say(f"Schooljaar {figures.school_year}, stand van {dutch_date(figures.day)}{where}.", figures.counted)
    for table in tables:
        say("", f"{table.title} ({table.id}). {table.words}")
        say_table(_headers(figures, table), _rows(table))
    say("", *(rule.words for rule in figures.rules), "Een punt betekent: dit getal staat er niet.")


def _headers(figures: FiguresText, table: PublishedTable) -> tuple[str, ...]:
    return (table.rows, *figures.columns)


def _rows(table: PublishedTable) -> list[tuple[str, ...]]:
    from storage.figures_text import HIDDEN

    return [(row.name, *(HIDDEN if cell is None else str(cell) for cell in row.cells)) for row in table.lines]


def _csv(figures: FiguresText, table: PublishedTable) -> bytes:
    from storage.figures_text import HIDDEN
    from zorgarrangeur_tui.reports.csv_text import csv_bytes

    rows = [(row.name, *(HIDDEN if cell is None else cell for cell in row.cells)) for row in table.lines]
    return csv_bytes(_headers(figures, table), rows)


def _values(figures: FiguresText, tables: tuple[PublishedTable, ...]) -> dict[str, Any]:
    return {
        "school_year": figures.school_year,
        "day": figures.day,
        "audience": figures.audience,
        "counted": figures.counted,
        "regions": list(figures.regions),
        "least": figures.least,
        "rounding": figures.rounding,
        "blur": figures.blur,
        "across": figures.across,
        "columns": list(figures.columns),
        "rules": [{"id": rule.id, "words": rule.words, "source": rule.source} for rule in figures.rules],
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "words": table.words,
                "source": table.source,
                "rows": {row.name: list(row.cells) for row in table.lines},
            }
            for table in tables
        ],
    }


def _read(file: Path) -> bytes:
    from storage.bundle_header import MAX_FILE_BYTES

    return read_input(file, MAX_FILE_BYTES)
