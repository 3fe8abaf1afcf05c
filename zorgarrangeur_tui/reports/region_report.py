"""The report of a whole region, for an OOGO or the board of a jeugdregio: where care is needed, who pays, what is uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.figure_words import counted, fraction_text
from zorgarrangeur_tui.insight.assumptions import Assumed
from zorgarrangeur_tui.insight.breakdown import CareFigures
from zorgarrangeur_tui.insight.breakdown_words import HOW_COUNTED, cost_text, euros_text, hours_text
from zorgarrangeur_tui.insight.collective import Comparison, Swing
from zorgarrangeur_tui.insight.collective_region import Together
from zorgarrangeur_tui.insight.collective_words import HOW_COMPARED, saving_text
from zorgarrangeur_tui.insight.figures import Amounts, PlaceFigures
from zorgarrangeur_tui.insight.ledger import Ledger
from zorgarrangeur_tui.insight.region_desk import LawBarriers
from zorgarrangeur_tui.reports.figure_parts import (
    INTERNAL,
    NO_TARIFF,
    WEEKLY_COST,
    NamedFigures,
    ScenarioColumns,
    assumptions_part,
    budgets_part,
    coverage_bars,
    minutes_bars,
    payers_table,
    scenario_parts,
    sensitivity_part,
    short_facts,
)
from zorgarrangeur_tui.reports.paper import Fact, Paper, Part, Table

Row = tuple[str, ...]

_EACH_APART = "Elke aanname apart op laag en op hoog, overal tegelijk, de belangrijkste bovenaan."
_NO_CARE = "Er zijn nog geen zorgbehoeften vastgelegd die nu gelden."
_NEEDS = f"Bron: zorgbehoeften en titels die vandaag gelden. {WEEKLY_COST}"
_MOST_BARS = 10
_HOUR = 60


@dataclass(frozen=True, slots=True)
class ReportedPlace:
    """A school or care location: its care, its coverage and people, and both ways of giving the care."""

    name: str
    care: CareFigures
    figures: PlaceFigures | None
    compared: Comparison


@dataclass(frozen=True, slots=True)
class TogetherReport:
    """Both ways of all places together, with what that assumes; and scenarios beside that, when chosen."""

    found: Together
    assumed: Assumed
    swings: tuple[Swing, ...]
    scenarios: ScenarioColumns | None = None


@dataclass(frozen=True, slots=True)
class RegionReport:
    """What the report of a region says. There is nothing of one child in it; small counts are.

    Attributes:
        day: of the figures.
        places: by name, those with care.
        total: all care.
        municipalities, youth_regions, alliances, pots, kinds: the same per part, by name.
        outside: gemeente that takes part in no signed agreement of a school with one, schools, pupils by DUO, own, standing.
        table_lines: about that, in sentences.
        ledger: the pots of this school year.
        together: None without care.
        barriers: by law.
        counted_sites, uncounted_sites: schools with care of which a count of DUO is known, and of which none is.
        unknown_municipality: children of whom it is not known which gemeente pays.
    """

    day: date
    places: tuple[ReportedPlace, ...]
    total: CareFigures
    municipalities: tuple[NamedFigures, ...]
    youth_regions: tuple[NamedFigures, ...]
    alliances: tuple[NamedFigures, ...]
    pots: tuple[NamedFigures, ...]
    kinds: tuple[NamedFigures, ...]
    outside: tuple[Row, ...]
    table_lines: tuple[str, ...]
    ledger: Ledger
    together: TogetherReport | None
    barriers: tuple[LawBarriers, ...]
    counted_sites: int
    uncounted_sites: int
    unknown_municipality: int

    @property
    def amounts(self) -> Amounts:
        """What is needed and covered at all places."""
        return sum((one.figures.amounts for one in self.places if one.figures), Amounts())


def region_report_paper(report: RegionReport) -> Paper:
    """Return the report as a document."""
    return Paper(
        title="Regiorapport zorg in onderwijstijd",
        lead="Over alle scholen en zorglocaties in deze opslag, zoals het nu is vastgelegd. Er staat niets van één leerling in, "
        "maar de aantallen zijn precies en soms klein. Tijden zijn uren en minuten per week.",
        banner=INTERNAL,
        parts=(
            _short(report),
            *_where(report),
            *_payers(report),
            budgets_part(report.ledger),
            Part(
                "Wie er niet aan tafel zit",
                lines=report.table_lines,
                table=Table(
                    ("Gemeente", "Scholen", "Leerlingen (DUO)", "Met zorg", "Hoe het staat"),
                    report.outside,
                    (4, 2, 3, 2, 5),
                ),
                source="Bron: telling van DUO, woonplaatsbeginsel en afspraken die vandaag gelden. Alleen bij scholen met een "
                "getekende afspraak kan een gemeente erbuiten staan. Met zorg: leerlingen in lopende casussen voor wie deze "
                "gemeente betaalt.",
            ),
            *_together(report),
            Part(
                "Waar wet en regels in de weg zitten",
                table=_barriers(report.barriers),
                nothing="Er staan geen open grenzen.",
                source="Bron: grenzen bij casussen die nog niet zijn opgelost. Een leerling kan bij meer grenzen meetellen.",
            ),
            Part("Wat onzeker is", lines=uncertain_lines(report)),
            Part("Hoe is geteld", source=" ".join((*HOW_COUNTED, *(HOW_COMPARED if report.together else ())))),
        ),
    )


def uncertain_lines(report: RegionReport) -> tuple[str, ...]:
    """Return what the figures do not know, a sentence each."""
    total = report.total
    low, high = total.cents
    lines = ["Alleen wat in deze opslag staat telt mee: eigen casussen, en wat anderen deelden."]
    if total.unpriced:
        lines.append(
            f"Van {hours_text(total.unpriced)} uur per week is geen tarief bekend: die telt in geen bedrag mee."
        )
    if low != high:
        lines.append("Waar meer tarieven passen, staat er van laag tot hoog. Het echte bedrag ligt daartussen.")
    if report.unknown_municipality:
        children = counted(report.unknown_municipality, "leerling", "leerlingen")
        lines.append(f"Van {children} met zorg is niet bekend welke gemeente betaalt.")
    if total.grey:
        needs = counted(total.grey, "zorgbehoefte", "zorgbehoeften")
        lines.append(
            f"Grijs gebied: van {needs} staat niet vast of het zorg in onderwijstijd is. Die {'telt' if total.grey == 1 else 'tellen'} hier mee."
        )
    if total.waiting:
        needs = counted(total.waiting, "zorgbehoefte wacht", "zorgbehoeften wachten")
        lines.append(f"{needs} op een besluit: wie daarvan betaalt, kan nog veranderen.")
    if report.uncounted_sites:
        lines.append(
            f"Van {counted(report.uncounted_sites, 'school', 'scholen')} met zorg is geen telling van DUO ingelezen, of alleen een oudere: welke gemeenten daar "
            "niet aan tafel zitten, is dan maar voor een deel bekend."
        )
    if report.together:
        lines.append(
            "De vergelijking met vaste teams rust op aannames die voor elke plek hetzelfde zijn. Per school kunt u ze in de app "
            "veranderen."
        )
    return tuple(lines)


def _short(report: RegionReport) -> Part:
    total = report.total
    facts: list[Fact] = [
        ("Peildag", dutch_date(report.day)),
        ("Plekken met zorg", str(len(report.places))),
    ]
    if report.places:
        facts += short_facts(total, report.amounts)
    return Part("In het kort", blocks=(tuple(fact for fact in facts if fact[1]),))


def _where(report: RegionReport) -> tuple[Part, ...]:
    if not report.places:
        return (Part("Per school", nothing=_NO_CARE),)
    rows = tuple(_place_row(one) for one in report.places)
    shown = {
        str(number): one.figures.amounts
        for number, one in enumerate(report.places)
        if one.figures and one.figures.amounts.uncovered
    }
    most = dict(sorted(shown.items(), key=lambda pair: -pair[1].uncovered)[:_MOST_BARS])
    names = {str(number): one.name for number, one in enumerate(report.places)}
    more = (
        f" De {_MOST_BARS} plekken met de meeste zorg die niet gedekt is; de tabel heeft ze allemaal."
        if len(shown) > _MOST_BARS
        else ""
    )
    return (
        Part(
            "Per school",
            bars=coverage_bars(most, names),
            table=Table(
                (
                    "School of zorglocatie",
                    "Leerl.",
                    "Nodig",
                    "Gedekt",
                    "Niemand betaalt",
                    "Kosten per week",
                    "Gezichten",
                    "Binnen",
                ),
                rows,
                (6, 2, 3, 2, 3, 4, 3, 2),
            ),
            source=f"Staaf: de rand is wat nodig is, het gevulde deel is gedekt.{more} Gezichten: verschillende "
            f"zorgprofessionals per week; binnen: keren per schooldag. Bron: zorgbehoeften en rooster van vandaag. {WEEKLY_COST}",
        ),
        Part("Per soort zorg", table=payers_table("Soort zorg", report.kinds), source=_NEEDS),
    )


def _place_row(one: ReportedPlace) -> Row:
    figures = one.figures
    return (
        one.name,
        str(one.care.pupils),
        hours_text(one.care.needed),
        "–" if figures is None or figures.amounts.percent is None else f"{figures.amounts.percent} %",
        hours_text(one.care.unfunded),
        cost_text(one.care),
        fraction_text(figures.professionals) if figures else "",
        fraction_text(figures.entries) if figures else "",
    )


def _payers(report: RegionReport) -> tuple[Part, ...]:
    if not report.places:
        return ()
    return (
        Part(
            "Per potje",
            bars=minutes_bars(report.pots, report.total),
            table=payers_table("Potje", report.pots),
            source=f"Staaf: deel van alle zorg. Bron: titels die vandaag gelden. {WEEKLY_COST}",
        ),
        Part(
            "Per jeugdregio",
            table=payers_table("Jeugdregio", report.youth_regions),
            source="Bron: de gemeente die betaalt, en haar jeugdregio vandaag volgens Naslag.",
        ),
        Part(
            "Per gemeente die betaalt",
            table=payers_table("Gemeente", report.municipalities),
            source="Bron: woonplaats van de leerlingen volgens het woonplaatsbeginsel. Zorg van een groep heeft geen gemeente.",
        ),
        Part(
            "Per samenwerkingsverband",
            table=payers_table("Samenwerkingsverband", report.alliances),
            source="Bron: het samenwerkingsverband van de school.",
        ),
    )


def _together(report: RegionReport) -> tuple[Part, ...]:
    both = report.together
    if both is None:
        return ()
    found = both.found
    priced = found.untold < found.places
    parts = [
        Part(
            "Wat vaste teams samen veranderen",
            lines=(
                "Op elke school één vast team, in plaats van zorg voor elk kind apart. Wlz en Zvw zijn rechten van het kind zelf. "
                "Die zorg blijft op naam en kost in beide gevallen hetzelfde.",
                *(() if priced else (NO_TARIFF,)),
            ),
            blocks=(_outcome(found),) if priced else (),
            table=Table(("", "Per kind", "Samen"), _both_rows(found), (4, 3, 3)),
            source="Alles samen: de zorg, het werk aan besluiten en voorkomen trajecten. Gezichten en binnen zijn gemiddelden per "
            "plek: wie op meer scholen komt, telt bij elke school.",
        ),
        Part(
            "Per school: per kind of samen",
            table=Table(
                ("School of zorglocatie", "Uren nu", "Samen", "Zorg per jaar", "Omslagpunt", "Gezichten"),
                tuple(_way_row(one) for one in report.places),
                (6, 2, 2, 6, 3, 3),
            ),
            source="Zorg per jaar: wat een vast team scheelt in de kosten van zorg; – is: geen tarief bekend. Omslagpunt: vanaf "
            "hoeveel leerlingen tegelijk een team zeker niet duurder is. Gezichten: nu → samen.",
        ),
    ]
    sensitivity = (sensitivity_part(both.swings, both.assumed, _EACH_APART),) if priced else ()
    return (*parts, *scenario_parts(both.scenarios), *sensitivity, assumptions_part(both.assumed))


def _outcome(found: Together) -> tuple[Fact, ...]:
    places = (
        ("Zeker niet duurder", found.cheaper),
        ("Zeker duurder", found.dearer),
        ("Kan beide kanten op", found.either),
        ("Niets met een tarief", found.untold),
    )
    unpriced = f"{hours_text(Fraction(found.unpriced))} uur per week telt niet mee in euro's"
    return (
        ("Zorg per jaar", saving_text(found.yearly_saving)),
        ("Alles samen per jaar", saving_text(found.yearly_balance)),
        *((name, counted(number, "plek", "plekken")) for name, number in places if number),
        *((("Zonder tarief", unpriced),) if found.unpriced else ()),
    )


def _both_rows(found: Together) -> tuple[Row, ...]:
    return (
        ("Uren zorg per week", *(hours_text(hours * _HOUR) or "0:00" for hours in found.hours)),
        ("Kosten per week", *(euros_text(cents) or "–" for cents in found.cents)),
        ("Besluiten per jaar", *map(str, found.decisions)),
        ("Gezichten per week, gemiddeld per plek", *map(fraction_text, found.faces)),
        ("Binnen per schooldag, gemiddeld per plek", *map(fraction_text, found.entries)),
    )


def _way_row(place: ReportedPlace) -> Row:
    found = place.compared
    now, team, priced = found.individual, found.collective, found.priced
    break_even = "geen" if found.break_even is None else str(found.break_even)
    return (
        place.name,
        hours_text(now.hours * _HOUR),
        hours_text(team.hours * _HOUR),
        saving_text(found.yearly_saving) if priced else "",
        break_even if priced else "",
        f"{fraction_text(now.rest.faces)} → {fraction_text(team.rest.faces)}",
    )


def _barriers(laws: Sequence[LawBarriers]) -> Table:
    rows = tuple(
        (
            law.law or "geen wet genoemd",
            str(law.open),
            str(law.pupils_hit or ""),
            str(sum(one.solved_on is None and not one.reported for one in law.barriers) or ""),
        )
        for law in laws
        if law.open
    )
    return Table(("Wet", "Grenzen", "Leerlingen geraakt", "Nog niemand verteld"), rows, (5, 2, 3, 3))
