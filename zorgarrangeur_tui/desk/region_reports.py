"""From the store to the plain values of the report of a region, as it is today."""

from __future__ import annotations

from collections.abc import Iterable

from storage.clock import local_date
from storage.store import Store
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.collective import ComparedPlace, compared_places
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.home_municipalities import kept_homes
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.desk.region_desk import barrier_facts
from zorgarrangeur_tui.desk.school_reports import named
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.insight.breakdown import Cut, breakdown
from zorgarrangeur_tui.insight.collective_region import swings_together, together
from zorgarrangeur_tui.insight.home_municipalities import SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_totals import Total, outside_totals
from zorgarrangeur_tui.insight.home_municipalities_words import AGREEMENT_WORDS, count_days
from zorgarrangeur_tui.insight.ledger import LedgerYear
from zorgarrangeur_tui.insight.region_desk import barriers_by_law
from zorgarrangeur_tui.reports.region_report import RegionReport, ReportedPlace, Row, TogetherReport

_UNKNOWN_PLACE = "plek niet bekend"


def region_report_of(store: Store) -> RegionReport:
    """Return what the report of the region says, over all needs in the store that are in force today."""
    today, names, lines = local_date(store.clock), part_names(store), care_lines(store)
    per_place = breakdown(lines, Cut.PLACE)
    care = dict(per_place.parts)
    figures = {one.place.id: one for one in figures_per_place(store)}
    compared = compared_places(store, lines, names)
    sites = [one for one in kept_homes(store, today) if one.school_id]
    newest, _ = count_days(sites)
    current = [one for one in sites if one.counted_on in {None, newest}]
    with_care = [one for one in sites if one.school_id in care]
    counted_sites = sum(one.counted_on is not None and one.counted_on == newest for one in with_care)
    municipalities = breakdown(lines, Cut.MUNICIPALITY)
    return RegionReport(
        day=today,
        places=tuple(
            ReportedPlace(one.name or _UNKNOWN_PLACE, care[one.id], figures.get(one.id), one.compared(one.proposed))
            for one in compared
        ),
        total=per_place.total,
        municipalities=named(lines, Cut.MUNICIPALITY, names),
        youth_regions=named(lines, Cut.YOUTH_REGION, names),
        alliances=named(lines, Cut.ALLIANCE, names),
        pots=named(lines, Cut.POT, names),
        kinds=named(lines, Cut.KIND, names),
        outside=tuple(_outside_row(one) for one in outside_totals(current)),
        table_lines=_table_lines(current, dutch_date(newest) if newest else ""),
        ledger=read_ledger(store).years[LedgerYear.SCHOOL],
        together=_together(compared),
        barriers=tuple(barriers_by_law(barrier_facts(store))),
        counted_sites=counted_sites,
        uncounted_sites=len(with_care) - counted_sites,
        unknown_municipality=next((one.pupils for code, one in municipalities.parts if not code), 0),
    )


def _together(places: list[ComparedPlace]) -> TogetherReport | None:
    """Return all places together under what the app proposes; None without care."""
    if not places:
        return None
    assumed = places[0].proposed
    found = together([one.compared(assumed) for one in places])
    return TogetherReport(found, assumed, swings_together(one.swings(assumed) for one in places))


def _outside_row(one: Total) -> Row:
    states = sorted({AGREEMENT_WORDS[state] for state in one.states.values()})
    return (
        one.name,
        str(len(one.sites)),
        one.pupils.words if one.pupils.most else "",
        str(one.own_pupils or ""),
        ", ".join(states),
    )


def _table_lines(sites: Iterable[SiteHomes], count_day: str) -> tuple[str, ...]:
    """Return in sentences at how many schools somebody can stay out of an agreement."""
    known = list(sites)
    agreed = [one for one in known if one.has_agreement]
    lines = [
        f"Bij {len(agreed)} van {counted(len(known), 'school', 'scholen')} is een getekende afspraak die vandaag geldt."
        if known
        else "Er zijn nog geen scholen met leerlingen in casussen."
    ]
    if agreed and not any(one.without_agreement for one in agreed):
        lines.append("Daar doet elke gemeente mee.")
    lines.append(
        f"Telling van DUO van {count_day}."
        if count_day
        else "Er is geen telling van DUO ingelezen: alleen eigen leerlingen tellen."
    )
    return (" ".join(lines),)
