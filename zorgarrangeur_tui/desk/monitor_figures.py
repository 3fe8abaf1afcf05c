"""The anonymous figures of a school year for a monitor: planned and looked at, then one signed file that everybody can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.clock import local_date
from storage.figures_text import MAX_NAME, MAX_REGIONS, FigureRule, FiguresText, PublishedRow, PublishedTable
from storage.models import CareLocation, School
from storage.statistics_bundles import keep_sealed, seal_figures
from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.exports import Exported, Made
from zorgarrangeur_tui.desk.publications import (
    NOTHING_TO_PUBLISH,
    Audience,
    TablesPlan,
    place_names,
    plan_tables,
    publish_tables,
    rules_for,
)
from zorgarrangeur_tui.desk.reference import threshold_in_full
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.dated_rules import DatedRule
from zorgarrangeur_tui.domain.school_years import SchoolYear, school_year_of
from zorgarrangeur_tui.domain.thresholds import ROUNDING, SUPPRESSION_OUTSIDE, SUPPRESSION_REGION, Threshold
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.disclosure import Protected
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules
from zorgarrangeur_tui.insight.monitor_rules import MonitorRules, TableRule, count_day, count_day_rule, monitor_rules
from zorgarrangeur_tui.insight.monitor_tables import HOW_COUNTED, MonitorPlaces, monitor_tables

NOT_BEGUN = "Dat schooljaar is nog niet begonnen. Er is niets gemaakt. Kies dit schooljaar of een eerder."
ENDING = ".zorgbundel"
YEARS_BACK = 5
"""How far back a school year may lie: what is older is for the most part erased."""
TOO_LONG_AGO = f"Van meer dan {YEARS_BACK} schooljaren terug zijn er geen cijfers meer. Er is niets gemaakt."

_THRESHOLDS = {Audience.REGION: SUPPRESSION_REGION, Audience.OUTSIDE: SUPPRESSION_OUTSIDE}
_OWN_CHOICE = "Keuze van de regio."


@dataclass(frozen=True, slots=True)
class MonitorPlan:
    """The figures of a school year as they would leave.

    Attributes:
        figures: exactly what stands in the file.
        tables: what was hidden, for who publishes.
    """

    figures: FiguresText
    tables: TablesPlan


def school_years(today: date) -> tuple[SchoolYear, ...]:
    """Return the school years of which figures can be made, the running one first."""
    now = school_year_of(today).begins_in
    return tuple(SchoolYear(year) for year in range(now, now - YEARS_BACK - 1, -1))


def plan_monitor(store: Store, year: SchoolYear, audience: Audience) -> MonitorPlan:
    """Return the figures of a school year, made safe together and beside what left before. Nothing is written.

    Raises:
        ActRefused: the year has not begun or is too long ago, or there was no care with a child.
        CannotProtect: they cannot be made safe, or exact figures of the same left before (`ExactBefore`).
    """
    today = local_date(store.clock)
    if year not in school_years(today):
        raise ActRefused(NOT_BEGUN if year > school_year_of(today) else TOO_LONG_AGO)
    day = count_day(year, today)
    lines = [line for line in care_lines(store, day) if line.pupil_id]
    if not lines:
        raise ActRefused(NOTHING_TO_PUBLISH)
    rules, safety = monitor_rules(day), rules_for(store, audience)
    tables = monitor_tables(lines, kinds_of_places(store), rules, safety.least)
    plan = plan_tables(store, f"Cijfers {year.name}", tables, audience)
    figures = FiguresText(
        school_year=year.name,
        day=day,
        audience=audience.value,
        counted=HOW_COUNTED,
        regions=_regions(store, lines, safety.least),
        least=plan.rules.least,
        rounding=plan.rules.rounding,
        blur=plan.table.blur,
        across=plan.table.table.columns.name,
        columns=plan.table.table.columns.members,
        rules=(*safety_rules(store, audience, plan.rules, today), *_counting_rules(year, rules)),
        tables=tuple(_table(rule, one) for rule, one in zip(rules.tables, plan.tables, strict=True)),
    )
    return MonitorPlan(figures, plan)


def publish_monitor(store: Store, plan: MonitorPlan, path: Path, *, reason: str) -> Exported:
    """Write planned figures as a signed file; one act, one line in the log, and all tables remembered.

    Raises:
        ActRefused, SeriesWentOn: other figures, or another open file, left meanwhile.
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """
    sealed = seal_figures(store, plan.figures)
    made = Made(sealed.data, sum(len(table.lines) for table in plan.figures.tables))
    own = store.identity.card.fingerprint
    return publish_tables(
        store,
        plan.tables,
        path,
        lambda _: made,
        reason=reason,
        what="statistics",
        also=lambda work: keep_sealed(work, own, sealed),
    )


def kinds_of_places(store: Store) -> MonitorPlaces:
    """Return what kind every place is."""
    with store.read() as session:
        connection = session.connection()
        kinds: dict[str, str] = dict(living_columns(connection, School, "id", "kind"))
        locations = [place_id for (place_id,) in living_columns(connection, CareLocation, "id")]
    return MonitorPlaces(kinds | dict.fromkeys(locations, ""))


def _regions(store: Store, lines: Iterable[CareLine], least: int) -> tuple[str, ...]:
    """Return the jeugdregio's where enough children have care, by where their school is: one child does not name a region."""
    places = place_names(store)
    children: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        region = places.youth_regions.get(places.municipalities.get(line.place_id, ""), "")
        children[" ".join(region.split())].add(line.pupil_id)
    enough = sorted(region for region, found in children.items() if len(found) >= least)
    return tuple(region for region in enough if 0 < len(region) <= MAX_NAME)[:MAX_REGIONS]


def safety_rules(store: Store, audience: Audience, rules: DisclosureRules, today: date) -> Iterable[FigureRule]:
    """Return what was hidden and rounded, in words that a reader may know."""
    words = (
        f"Aantallen van minder dan {rules.least} staan er niet in, en ook niet waaruit zo'n aantal terug te rekenen is."
    )
    yield FigureRule(_THRESHOLDS[audience], words, _source(threshold_in_full(store, _THRESHOLDS[audience], today)))
    if rules.rounding > 1:
        words = (
            f"Elk aantal is afgerond op een veelvoud van {rules.rounding}; totalen zijn precies de som van hun delen."
        )
        yield FigureRule(ROUNDING, words, _source(threshold_in_full(store, ROUNDING, today)))


def _counting_rules(year: SchoolYear, rules: MonitorRules) -> Iterable[FigureRule]:
    yield _told(count_day_rule(year))
    for bands in rules.bands.values():
        for band in bands:
            yield _told(band, f"{band.name}: ")


def _told(rule: DatedRule, before: str = "") -> FigureRule:
    return FigureRule(rule.id, before + rule.sentence, rule.source)


def _source(threshold: Threshold) -> str:
    """Return where a number comes from; never what a user typed about it."""
    return _OWN_CHOICE if threshold.own else threshold.source


def _table(rule: TableRule, one: Protected) -> PublishedTable:
    return PublishedTable(rule.id, rule.title, rule.rows, rule.words, rule.source, tuple(_rows(one)))


def _rows(one: Protected) -> Sequence[PublishedRow]:
    columns = one.table.columns.members
    return [
        PublishedRow(row, tuple(one.figures.get((row, column)) for column in columns)) for row in one.table.rows.members
    ]
