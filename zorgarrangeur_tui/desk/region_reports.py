"""From the store to the plain values of the report of a region, as it is today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from storage.clock import local_date
from storage.store import Store
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.collective import ComparedPlace, compared_places
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.home_municipalities import kept_homes
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.desk.region_desk import barrier_facts
from zorgarrangeur_tui.desk.scenarios import BesideEachOther, scenarios_beside
from zorgarrangeur_tui.desk.school_reports import PROPOSAL, named, not_used_text
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.insight.assumptions import Assumed
from zorgarrangeur_tui.insight.breakdown import Cut, breakdown
from zorgarrangeur_tui.insight.collective_region import swings_together, together
from zorgarrangeur_tui.insight.collective_words import differing_rows, together_rows
from zorgarrangeur_tui.insight.home_municipalities import SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_totals import Total, outside_totals
from zorgarrangeur_tui.insight.home_municipalities_words import AGREEMENT_WORDS, count_days
from zorgarrangeur_tui.insight.ledger import LedgerYear
from zorgarrangeur_tui.insight.region_desk import barriers_by_law
from zorgarrangeur_tui.reports.figure_parts import ScenarioColumns
from zorgarrangeur_tui.reports.region_report import RegionReport, ReportedPlace, Row, TogetherReport

_UNKNOWN_PLACE = "plek niet bekend"


def region_report_of(store: Store, scenarios: Iterable[str] = ()) -> RegionReport:
    """Return what the report of the region says, over all needs in the store that are in force today.

    Args:
        store: an opened store.
        scenarios: names of scenarios that stand beside the proposal, at every place that has one of that name.

    Raises:
        ActRefused: there is no such scenario, or there are too many.
    """
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
        table_lines=outside_lines(current, dutch_date(newest) if newest else ""),
        ledger=read_ledger(store).years[LedgerYear.SCHOOL],
        together=_together(store, compared, scenarios),
        barriers=tuple(barriers_by_law(barrier_facts(store))),
        counted_sites=counted_sites,
        uncounted_sites=len(with_care) - counted_sites,
        unknown_municipality=next((one.pupils for code, one in municipalities.parts if not code), 0),
    )


def _together(store: Store, places: list[ComparedPlace], scenarios: Iterable[str]) -> TogetherReport | None:
    """Return all places together under what the app proposes, and under scenarios; None without care."""
    if not places:
        return None
    assumed = places[0].proposed
    beside = scenarios_beside(store, [one.id for one in places], assumed, scenarios)
    found = together([one.compared(assumed) for one in places])
    columns = [found, *(together([one.compared(read.assumed[one.id]) for one in places]) for read in beside)]
    told = ScenarioColumns(
        names=(PROPOSAL, *(one.name for one in beside)),
        outcomes=tuple(together_rows(columns)),
        differing=tuple(differing_rows([[assumed], *(_own(one, assumed) for one in beside)])),
        lines=tuple(line for one in beside for line in _scenario_lines(one, len(places))),
    )
    swings = swings_together(one.swings(assumed) for one in places)
    return TogetherReport(found, assumed, swings, told if beside else None)


def _own(one: BesideEachOther, proposed: Assumed) -> list[Assumed]:
    """Return what is assumed where there is such a scenario; the proposal where its own numbers cannot be used."""
    return [assumed for assumed in one.assumed.values() if assumed.own] or [proposed]


def _scenario_lines(one: BesideEachOther, places: int) -> Iterator[str]:
    if one.places < places:
        yield f"{one.name}: eigen aannames op {one.places} van de {places} plekken. Op de andere geldt het voorstel."
    if one.not_used:
        yield not_used_text(one)


def _outside_row(one: Total) -> Row:
    states = sorted({AGREEMENT_WORDS[state] for state in one.states.values()})
    return (
        one.name,
        str(len(one.sites)),
        one.pupils.words if one.pupils.most else "",
        str(one.own_pupils or ""),
        ", ".join(states),
    )


def outside_lines(sites: Iterable[SiteHomes], count_day: str, *, own: bool = True) -> tuple[str, ...]:
    """Return in sentences at how many schools somebody can stay out of an agreement.

    Args:
        sites: the schools.
        count_day: of DUO's count, in words; "" when none was read in.
        own: whether own pupils are shown with them.
    """
    known = list(sites)
    agreed = [one for one in known if one.has_agreement]
    lines = [
        f"Bij {len(agreed)} van {counted(len(known), 'school', 'scholen')} is een getekende afspraak die vandaag geldt."
        if known
        else "Er zijn nog geen scholen met leerlingen in casussen."
    ]
    if agreed and (own or count_day) and not any(one.without_agreement for one in agreed):
        lines.append("Daar doet elke gemeente mee.")
    lines.append(
        f"Telling van DUO van {count_day}."
        if count_day
        else f"Er is geen telling van DUO ingelezen{': alleen eigen leerlingen tellen' if own else ''}."
    )
    return (" ".join(lines),)
