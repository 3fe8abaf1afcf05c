"""The door through which figures leave: made safe, held against what left before, remembered, and only then written.

What is planned is what is written: figures that change while somebody reads the plan come into the next table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from storage.clock import local_date
from storage.models import CareLocation, School
from storage.models import Threshold as ThresholdRow
from storage.publications import PublicationRow, keep_publication, publications
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.exports import Exported, Made, export_file
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.thresholds import OwnThreshold
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.disclosure import Protected, protect_together
from zorgarrangeur_tui.insight.disclosure_csv import published_csv
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules, disclosure_rules
from zorgarrangeur_tui.insight.disclosure_tables import FigureTable
from zorgarrangeur_tui.insight.publishable import Counted, PlaceNames, care_table
from zorgarrangeur_tui.insight.remembered import Remembered, from_text, refuse_exact_again, remembered, to_text
from zorgarrangeur_tui.reports.imprint import Imprint

NOTHING_TO_PUBLISH = "Er is nog geen zorg om een tabel van te maken. Er is niets gemaakt."
PUBLISHED_MEANWHILE = "Intussen ging er een andere tabel naar buiten, waarmee deze niet is vergeleken. Er is niets gemaakt. Begin opnieuw."


class Audience(StrEnum):
    """Who reads a table."""

    REGION = "region"
    OUTSIDE = "outside"


AUDIENCE_WORDS = {Audience.REGION: "mensen in de regio", Audience.OUTSIDE: "iedereen, ook buiten de regio"}


_READ_BEFORE = {Audience.REGION: (Audience.REGION, Audience.OUTSIDE), Audience.OUTSIDE: (Audience.OUTSIDE,)}
"""What readers may have seen before: who is in the region reads what went outside as well."""

_READERS = {Audience.REGION: (Audience.REGION,), Audience.OUTSIDE: (Audience.REGION, Audience.OUTSIDE)}
"""Who reads a table that is for an audience."""


@dataclass(frozen=True, slots=True)
class TableChoice:
    """Which table, for whom.

    Attributes:
        rows, columns: the cuts; the columns one of `across(rows)`.
        counted: children or minutes.
        audience: who reads it.
    """

    rows: Cut
    columns: Cut
    counted: Counted = Counted.CHILDREN
    audience: Audience = Audience.REGION


@dataclass(frozen=True, slots=True)
class TablesPlan:
    """Tables as they would leave together.

    Attributes:
        title: what they are about.
        audience: who reads them.
        tables: as they may be written.
        rules: under which they were made safe.
        earlier: with how many earlier publications they were compared.
        newest: the number of the last publication of all; 0 when there was none.
    """

    title: str
    audience: Audience
    tables: tuple[Protected, ...]
    rules: DisclosureRules
    earlier: int
    newest: int

    @property
    def table(self) -> Protected:
        """The first of them, or the only one."""
        return self.tables[0]

    @property
    def rules_in_words(self) -> str:
        """Under which rules they were made safe, in Dutch; it may be told to readers."""
        rounded = f", elk aantal is afgerond op {self.rules.rounding}" if self.rules.rounding > 1 else ""
        return f"Aantallen van minder dan {self.rules.least} staan er niet in{rounded}."

    @property
    def hidden_in_words(self) -> tuple[tuple[str, str], ...]:
        """What is hidden and why, for who publishes: per reason the rows and columns."""
        places: dict[str, list[str]] = {}
        for one in self.tables:
            for place in one.table.places:
                if place in one.hidden:
                    places.setdefault(one.hidden[place].value, []).append(f"{place[0]} / {place[1]}")
        return tuple((f"{len(cells)} omdat {reason}", "; ".join(cells)) for reason, cells in places.items())


def plan_table(store: Store, choice: TableChoice) -> TablesPlan:
    """Return a table made safe beside all that its readers may have seen before. Nothing is written.

    Raises:
        ActRefused: there is no care yet.
        CannotProtect: it cannot be made safe, or exact figures of the same left before (`ExactBefore`).
    """
    lines = care_lines(store)
    if not lines:
        raise ActRefused(NOTHING_TO_PUBLISH)
    least = rules_for(store, choice.audience).least
    table = care_table(lines, choice.rows, choice.columns, choice.counted, place_names(store), least)
    return plan_tables(store, table.title, [table], choice.audience)


def plan_tables(store: Store, title: str, tables: Sequence[FigureTable], audience: Audience) -> TablesPlan:
    """Return tables made safe together, beside all that their readers may have seen before. Nothing is written.

    Raises:
        CannotProtect: they cannot be made safe, or exact figures of the same left before (`ExactBefore`).
    """
    rules = rules_for(store, audience)
    with store.read() as session:
        rows = publications(session.connection(), tuple(Audience))
    before = {reader: [row for row in rows if row.audience in _READ_BEFORE[reader]] for reader in Audience}
    for reader in _READERS[audience]:
        least, earlier = rules_for(store, reader).least, _remembered(before[reader])
        for table in tables:
            refuse_exact_again(table, replace(rules, least=least), earlier)
    mine = before[audience]
    safe = protect_together(tables, rules, _remembered(mine))
    return TablesPlan(title, audience, safe, rules, len(mine), _newest(rows))


def publish_table(store: Store, plan: TablesPlan, path: Path, *, reason: str) -> Exported:
    """Write a planned table as CSV. What is to be remembered of it is committed before the first byte is written.

    Raises:
        ActRefused: another table left meanwhile.
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    one = plan.table
    made = Made(published_csv(one), len(one.rows))
    return publish_tables(store, plan, path, lambda _: made, reason=reason, what="published_figures")


def publish_tables(
    store: Store,
    plan: TablesPlan,
    path: Path,
    make: Callable[[Imprint], Made],
    *,
    reason: str,
    what: str,
    subject: str = "",
    also: Callable[[UnitOfWork], None] = lambda _: None,
) -> Exported:
    """Write planned tables as one file: one act, one line in the log, and all of them remembered before the first byte.

    Args:
        store: an opened store.
        plan: the tables.
        path: the new file.
        make: gives the bytes.
        reason: what they are needed for, in the user's words; without names.
        what: the kind of file, for the log.
        subject: id of the record that it is about; empty when there are several.
        also: writes what else is to be kept, in the same transaction.

    Raises:
        ActRefused: another table left meanwhile.
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """

    def keep(work: UnitOfWork) -> None:
        if _newest(publications(work.connection, tuple(Audience))) != plan.newest:
            raise ActRefused(PUBLISHED_MEANWHILE)
        kept = to_text(map(remembered, plan.tables))
        keep_publication(work, title=plan.title, audience=plan.audience, tables_kept=kept)
        also(work)

    return export_file(store, path, make, reason=reason, what=what, subject=subject, keep=keep)


def place_names(store: Store) -> PlaceNames:
    """Return what places and providers are called, and where places lie."""
    with store.read() as session:
        connection = session.connection()
        towns = {
            place_id: town
            for model in (School, CareLocation)
            for place_id, town in living_columns(connection, model, "id", "municipality")
        }
    today, lookup = local_date(store.clock), RegionLookup(store)
    regions = {town: lookup.regions(town, today).youth_region for town in set(towns.values()) if town}
    return PlaceNames(part_names(store), towns, regions)


def _remembered(rows: Iterable[PublicationRow]) -> list[Remembered]:
    return [one for row in rows for one in from_text(row.tables)]


def _newest(rows: Iterable[PublicationRow]) -> int:
    return max((row.number for row in rows), default=0)


def rules_for(store: Store, audience: Audience) -> DisclosureRules:
    """Return the rules of today. Counts are rounded to the threshold or wider, so that the same may leave more than once."""
    own: dict[str, list[OwnThreshold]] = {}
    with store.read() as session:
        rows = living_columns(session.connection(), ThresholdRow, "name", "value", "starts_on", "ends_on")
    for name, value, starts_on, ends_on in rows:
        own.setdefault(name, []).append(OwnThreshold(value, starts_on, ends_on))
    rules = disclosure_rules(local_date(store.clock), leaves_region=audience is Audience.OUTSIDE, own=own)
    return replace(rules, rounding=max(rules.rounding, rules.least)) if rules.rounding > 1 else rules
