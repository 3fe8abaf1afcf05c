"""Reports that others may read: every table of one made safe together, and held against what the same readers saw before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from storage.clock import local_date
from storage.models import Agreement, Case, School
from storage.models.codes import SchoolKind
from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.exports import Exported, Made
from zorgarrangeur_tui.desk.home_municipalities import kept_homes, kept_homes_of
from zorgarrangeur_tui.desk.monitor_figures import kinds_of_places, safety_rules
from zorgarrangeur_tui.desk.publications import (
    AUDIENCE_WORDS,
    Audience,
    TablesPlan,
    place_names,
    plan_tables,
    publish_tables,
    rules_for,
)
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.region_desk import barrier_facts
from zorgarrangeur_tui.desk.region_reports import outside_lines
from zorgarrangeur_tui.desk.school_reports import home_lines
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_spans import holds_on
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.home_municipalities import SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_totals import outside_totals
from zorgarrangeur_tui.insight.home_municipalities_words import AGREEMENT_WORDS, count_days
from zorgarrangeur_tui.insight.monitor_rules import monitor_rules
from zorgarrangeur_tui.insight.report_tables import (
    ReportTable,
    barrier_table,
    own_names,
    region_tables,
    school_tables,
)
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.paper import Fact, Paper, Table, paper_bytes
from zorgarrangeur_tui.reports.report_for_others import ReportForOthers, SafeTable, report_for_others_paper

TOO_FEW = (
    "Er hebben hier te weinig kinderen zorg voor een rapport voor anderen: elk getal zou naar een kind kunnen wijzen. Er is "
    "niets gemaakt."
)
_BARRIER_WORDS = "Een grens telt één keer, hoeveel kinderen zij ook raakt."
_BARRIER_SOURCE = "grenzen bij casussen die nog niet zijn opgelost."


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """A report as it would leave.

    Attributes:
        paper: exactly what stands in it.
        tables: what was hidden and why, for who makes it.
        subject: the id of the school; "" for the region.
    """

    paper: Paper
    tables: TablesPlan
    subject: str


def plan_region_report(store: Store, audience: Audience) -> ReportPlan:
    """Return the report of the region for others. Nothing is written.

    Raises:
        ActRefused: too few children have care.
        CannotProtect: it cannot be made safe beside what the same readers saw before.
    """
    today, least = local_date(store.clock), rules_for(store, audience).least
    lines = [line for line in care_lines(store) if line.pupil_id]
    _require_enough((line.pupil_id for line in lines), least)
    names = _names_of_places(store)
    tables = list(region_tables(lines, names, kinds_of_places(store), monitor_rules(today), least))
    barriers = barrier_table(barrier_facts(store), least)
    if barriers.values[barriers.rows.whole, barriers.columns.whole] >= least:
        tables.append(ReportTable(barriers, _BARRIER_WORDS, _BARRIER_SOURCE))
    sites = [_only_counted(one) for one in kept_homes(store, today) if one.school_id]
    newest, _ = count_days(sites)
    current = [one for one in sites if one.counted_on in {None, newest}]
    rows = tuple(
        (
            one.name,
            str(len(one.sites)),
            one.pupils.words,
            ", ".join(sorted({AGREEMENT_WORDS[s] for s in one.states.values()})),
        )
        for one in outside_totals(current)
        if one.pupils.most
    )
    homes = Table(("Gemeente die niet meedoet", "Scholen", "Leerlingen (DUO)", "Hoe het staat"), rows, (4, 2, 3, 5))
    lines_at_table = outside_lines(current, dutch_date(newest) if newest else "", own=False)
    return _plan(store, audience, "Regiorapport zorg in onderwijstijd", (), tables, lines_at_table, homes, subject="")


def plan_school_report(store: Store, school_id: str, audience: Audience) -> ReportPlan:
    """Return the report of a school for others. Nothing is written.

    Raises:
        RecordMissing: there is no such school.
        ActRefused: too few children have care there.
        CannotProtect: it cannot be made safe beside what the same readers saw before.
    """
    school, today, least = store.get(School, school_id), local_date(store.clock), rules_for(store, audience).least
    lines = [line for line in care_lines(store) if line.place_id == school_id and line.pupil_id]
    _require_enough((line.pupil_id for line in lines), least)
    name = _names_of_places(store)[school_id]
    kept = kept_homes_of(store, school.site_code, today)
    homes = _only_counted(kept) if kept else None
    rows = tuple(
        (one.name, one.pupils.words, AGREEMENT_WORDS[one.agreement]) for one in (homes.municipalities if homes else ())
    )
    return _plan(
        store,
        audience,
        f"Schoolrapport {school.name}",
        _about(store, school),
        school_tables(lines, name, monitor_rules(today), least),
        home_lines(homes, own=False),
        Table(("Gemeente waar leerlingen wonen", "Leerlingen (DUO)", "Afspraak"), rows, (4, 3, 5)),
        subject=school_id,
    )


def publish_report(store: Store, plan: ReportPlan, path: Path, *, reason: str) -> Exported:
    """Write a planned report; one act, one line in the log, and all its tables remembered.

    Raises:
        ActRefused: another table left meanwhile.
        ActRefused, ValueRefused, StorageError: as `export_file`; nothing was made.
    """

    def make(imprint: Imprint) -> Made:
        return Made(paper_bytes(plan.paper, imprint, path.suffix.lower()), plan.paper.row_count)

    return publish_tables(store, plan.tables, path, make, reason=reason, what="published_report", subject=plan.subject)


def _plan(
    store: Store,
    audience: Audience,
    title: str,
    about: Sequence[Fact],
    tables: Sequence[ReportTable],
    table_lines: Sequence[str],
    homes: Table,
    *,
    subject: str,
) -> ReportPlan:
    today = local_date(store.clock)
    plan = plan_tables(store, title, [one.table for one in tables], audience)
    safe = [SafeTable(one, told.words, told.source) for one, told in zip(plan.tables, tables, strict=True)]
    rules = (f"{rule.words} Bron: {rule.source}" for rule in safety_rules(store, audience, plan.rules, today))
    report = ReportForOthers(
        title, AUDIENCE_WORDS[audience], today, tuple(about), tuple(safe), tuple(rules), tuple(table_lines), homes
    )
    return ReportPlan(report_for_others_paper(report), plan, subject)


def _names_of_places(store: Store) -> dict[str, str]:
    """Return what every place is called, each of its own name."""
    known = place_names(store)
    return own_names({place_id: known.names.get(place_id, "") for place_id in known.municipalities})


def _require_enough(children: Iterable[str], least: int) -> None:
    if len(set(children)) < least:
        raise ActRefused(TOO_FEW)


def _only_counted(site: SiteHomes) -> SiteHomes:
    """Return a site with only what DUO counted: a gemeente of which only an own pupil is known would name that child."""
    counted = tuple(replace(one, own_pupils=0, own_minutes=0) for one in site.municipalities if one.pupils.most)
    return replace(site, municipalities=counted, own_unknown=0)


def _about(store: Store, school: School) -> tuple[Fact, ...]:
    signed = _signed_agreements(store, {case.id for case in living(store, Case, school_id=school.id)})
    facts = (
        ("Vestiging", " · ".join(filter(None, (school.site_code, word(school.kind, SchoolKind), school.place)))),
        ("Samenwerkingsverband", school.alliance),
        ("Leerlingen op school", "" if school.pupil_count is None else str(school.pupil_count)),
        ("Getekende afspraken", str(signed)),
    )
    return tuple(fact for fact in facts if fact[1])


def _signed_agreements(store: Store, cases: Collection[str]) -> int:
    """Return how many signed agreements hold today in cases."""
    today = local_date(store.clock)
    return sum(
        one.case_id in cases and one.signed_on is not None and holds_on(one, today) for one in living(store, Agreement)
    )
