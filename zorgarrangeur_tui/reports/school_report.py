"""The report of one school: what care is needed, who pays, what nobody pays, who comes, and what one team would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.figure_words import counted, fraction_text
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.assumptions import Assumed
from zorgarrangeur_tui.insight.breakdown import CareFigures
from zorgarrangeur_tui.insight.breakdown_words import HOW_COUNTED, hours_text
from zorgarrangeur_tui.insight.collective import Comparison, Swing
from zorgarrangeur_tui.insight.collective_words import HOW_COMPARED, both_ways, changed_text, outcome_lines
from zorgarrangeur_tui.insight.figures import PlaceFigures
from zorgarrangeur_tui.insight.ledger import Ledger
from zorgarrangeur_tui.insight.rest import Familiar, Rest
from zorgarrangeur_tui.insight.rest_words import familiar_text
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
    unpaid_table,
    waiting_table,
)
from zorgarrangeur_tui.reports.paper import Fact, Paper, Part, Table

Row = tuple[str, ...]

_EACH_APART = (
    "Elke aanname apart op laag en op hoog, de belangrijkste bovenaan. „Alles” is de zorg, het werk aan besluiten en "
    "voorkomen trajecten samen."
)
_NO_CARE = "Er zijn nog geen zorgbehoeften vastgelegd die nu gelden."


@dataclass(frozen=True, slots=True)
class SchoolRest:
    """Who comes: now, and in the plan that was published last (None: none was)."""

    now: Rest
    familiar: Familiar | None
    above_wish: int
    published: Rest | None
    published_name: str


@dataclass(frozen=True, slots=True)
class BothWays:
    """Care for each child apart beside one team, with what that assumes; and scenarios beside that, when chosen."""

    found: Comparison
    assumed: Assumed
    swings: tuple[Swing, ...]
    scenarios: ScenarioColumns | None = None


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """What the report of a school says. There is nothing of one child in it; small counts are.

    Attributes:
        school: its name.
        about: what kind of school, and the day of the figures.
        figures: what is needed and covered; None when there is no case.
        total: all care here.
        kinds, pots, providers: the same per kind of care, pot and provider, by name.
        rest: who comes; None when nobody does and nothing is needed.
        since: what changed since a startfoto, in facts; the first and the last one.
        ledger: the pots of this school year; place_id: of the school, in it.
        municipalities: gemeente, children, time needed, and how it stands to the agreements.
        table_lines: who is behind the school, in sentences.
        both: the comparison with one team; None without care.
        agreements: title, level, signed on, until, budget.
        barriers: law, what does not fit, children hit, reported to.
        steps: what, who, by which day.
        steps_of_children: how many more steps are about one child, and are not in it.
    """

    school: str
    about: tuple[Fact, ...]
    figures: PlaceFigures | None
    total: CareFigures
    kinds: tuple[NamedFigures, ...]
    pots: tuple[NamedFigures, ...]
    providers: tuple[NamedFigures, ...]
    rest: SchoolRest | None
    since: tuple[tuple[Fact, ...], ...]
    ledger: Ledger
    place_id: str
    municipalities: tuple[Row, ...]
    table_lines: tuple[str, ...]
    both: BothWays | None
    agreements: tuple[Row, ...]
    barriers: tuple[Row, ...]
    steps: tuple[Row, ...]
    steps_of_children: int


def school_report_paper(report: SchoolReport) -> Paper:
    """Return the report as a document."""
    return Paper(
        title=f"Schoolrapport {report.school}",
        lead="Zorg in onderwijstijd op deze school, zoals die nu is vastgelegd. Er staat niets van één leerling in, maar de "
        "aantallen zijn precies en soms klein. Tijden zijn uren en minuten per week.",
        banner=INTERNAL,
        parts=(
            _short(report),
            *_care(report),
            budgets_part(report.ledger, report.place_id),
            *_crowd(report),
            Part(
                "Wie zit er aan tafel",
                lines=report.table_lines,
                table=Table(
                    ("Gemeente die betaalt", "Leerlingen", "Nodig", "Afspraak"), report.municipalities, (4, 2, 2, 5)
                ),
                source="Bron: woonplaats van de leerlingen volgens het woonplaatsbeginsel, en getekende afspraken die vandaag "
                "gelden.",
            ),
            *both_parts(report.both),
            *_agreed(report),
            Part("Hoe is geteld", source=" ".join((*HOW_COUNTED, *(HOW_COMPARED if report.both else ())))),
        ),
    )


def both_parts(both: BothWays | None) -> tuple[Part, ...]:
    """Return the comparison with one team, chosen scenarios, what it is sensitive to, and what it assumes."""
    if both is None:
        return (Part("Per kind of samen", nothing="Er is nog geen zorg om te vergelijken."),)
    priced = both.found.priced
    compared = Part(
        "Per kind of samen",
        lines=(
            "Dezelfde zorg op twee manieren: elk kind apart, zoals nu, of één vast team op de school. Bedragen zijn een "
            "schatting, van laag tot hoog.",
            *(() if priced else (NO_TARIFF,)),
        ),
        blocks=(tuple(outcome_lines(both.found)),) if priced else (),
        table=Table(("", "Per kind", "Samen"), tuple(both_ways(both.found)), (4, 3, 3)),
        source=changed_text(both.assumed),
    )
    sensitivity = (sensitivity_part(both.swings, both.assumed, _EACH_APART),) if priced else ()
    return (compared, *scenario_parts(both.scenarios), *sensitivity, assumptions_part(both.assumed))


def _short(report: SchoolReport) -> Part:
    total, figures = report.total, report.figures
    facts = list(report.about)
    if figures is not None and total.needs:
        facts += [
            *short_facts(total, figures.amounts),
            ("Grijs gebied", counted(total.grey, "zorgbehoefte", "zorgbehoeften") if total.grey else ""),
        ]
    if report.rest is not None:
        facts.append(("Wie er komt", _crowd_words(report.rest.now)))
    return Part("In het kort", blocks=(tuple(fact for fact in facts if fact[1]),))


def _crowd_words(rest: Rest) -> str:
    providers = counted(rest.providers, "zorgaanbieder", "zorgaanbieders")
    faces, entries = fraction_text(rest.faces), fraction_text(rest.entries)
    return f"{providers}; gezichten per week: {faces}; keren binnen per schooldag: {entries}"


def _care(report: SchoolReport) -> tuple[Part, ...]:
    figures, total = report.figures, report.total
    if figures is None or not total.needs:
        return (Part("Welke zorg is nodig", nothing=_NO_CARE),)
    names = {code: word(code, CareKind) for code in figures.per_kind}
    return (
        Part(
            "Welke zorg is nodig",
            bars=coverage_bars(figures.per_kind, names),
            table=_kinds_table(report.kinds, figures),
            source="Staaf: de rand is wat nodig is, het gevulde deel is gedekt. Bron: zorgbehoeften die vandaag gelden en het "
            "vaste rooster.",
        ),
        Part(
            "Wie betaalt",
            bars=minutes_bars(report.pots, total),
            table=payers_table("Potje", report.pots),
            source=f"Staaf: deel van alle zorg. Bron: titels die vandaag gelden. {WEEKLY_COST}",
        ),
        Part(
            "Wat niemand betaalt",
            table=unpaid_table("Soort zorg", report.kinds),
            nothing="Alle zorg heeft een betaler.",
            source="Bron: minuten die nodig zijn, min wat titels toekennen.",
        ),
        Part(
            "Hoe lang een besluit duurt",
            table=waiting_table("Soort zorg", report.kinds),
            nothing="Er zijn geen aanvragen met een datum.",
            source="Bron: titels met een dag van aanvraag; tot het besluit, of tot vandaag.",
        ),
    )


def _kinds_table(kinds: Sequence[NamedFigures], figures: PlaceFigures) -> Table:
    amounts = {word(code, CareKind): one for code, one in figures.per_kind.items()}
    rows = tuple(
        (
            name,
            str(one.pupils),
            hours_text(one.needed),
            hours_text(Fraction(amounts[name].covered_per_week)),
            hours_text(Fraction(amounts[name].uncovered_per_week)),
        )
        for name, one in kinds
    )
    return Table(("Soort zorg", "Leerlingen", "Nodig", "Gedekt", "Niet gedekt"), rows, (5, 2, 2, 2, 2))


def _crowd(report: SchoolReport) -> tuple[Part, ...]:
    if report.rest is None:
        return (Part("Wie komt er op school", nothing="Er komt nog niemand volgens het rooster."),)
    rest = report.rest
    rows = [("Nu, volgens het vaste rooster", *_rest_cells(rest.now))]
    if rest.published is not None:
        rows.append((rest.published_name, *_rest_cells(rest.published)))
    known = f"Bekende gezichten deze week: {familiar_text(rest.familiar)}." if rest.familiar else ""
    wish = (
        f"{counted(rest.above_wish, 'leerling ziet', 'leerlingen zien')} in een week meer zorgprofessionals dan gewenst is."
        if rest.above_wish
        else ""
    )
    return (
        Part(
            "Wie komt er op school",
            lines=tuple(filter(None, (" ".join(filter(None, (known, wish))),))),
            table=Table(
                ("", "Zorgaanbieders", "Gezichten per week", "Binnen per schooldag"), tuple(rows), (5, 3, 3, 3)
            ),
            source="Bron: vast rooster. Gezichten: verschillende zorgprofessionals in een week, gemiddeld over even en oneven "
            "week. Binnen: wie twee bezoeken op een dag heeft, telt één keer.",
        ),
        *_since(report),
        Part(
            "Zorg per zorgaanbieder",
            table=Table(
                ("Zorgaanbieder", "Leerlingen", "Nodig"),
                tuple((name, str(one.pupils), hours_text(one.needed)) for name, one in report.providers),
                (5, 2, 2),
            ),
            nothing=_NO_CARE,
            source="Bron: bezoeken in het rooster, en wie bij een zorgbehoefte staat. Zorg van twee aanbieders is naar rato "
            "verdeeld.",
        ),
    )


def _since(report: SchoolReport) -> tuple[Part, ...]:
    if not report.since:
        return ()
    source = "Bron: startfoto's van deze school, en de zorg en het rooster van vandaag, op dezelfde manier geteld."
    return (Part("Sinds de startfoto", blocks=report.since, source=source),)


def _rest_cells(rest: Rest) -> Row:
    return str(rest.providers), fraction_text(rest.faces), fraction_text(rest.entries)


def _agreed(report: SchoolReport) -> tuple[Part, ...]:
    more = report.steps_of_children
    about_children = (
        f"Nog {counted(more, 'stap gaat', 'stappen gaan')} over één leerling; die {'staat' if more == 1 else 'staan'} niet in "
        "dit rapport."
    )
    return (
        Part(
            "Waar wet en regels in de weg zitten",
            table=Table(("Wet", "Wat past niet", "Leerlingen", "Gemeld bij"), report.barriers, (3, 6, 2, 3)),
            nothing="Er staan geen open grenzen.",
            source="Bron: grenzen bij de casussen van deze school die nog niet zijn opgelost; het aantal is zoals het is "
            "opgeschreven.",
        ),
        Part(
            "Afspraken",
            table=Table(
                ("Afspraak", "Niveau", "Getekend", "Geldt tot en met", "Budget"), report.agreements, (5, 4, 3, 3, 3)
            ),
            nothing="Er zijn geen afspraken vastgelegd die nu gelden.",
            source="Bron: afspraken bij casussen van deze school die vandaag gelden, op elk niveau.",
        ),
        Part(
            "Volgende stappen",
            lines=(about_children,) if more else (),
            table=Table(("Wat", "Wie", "Uiterlijk"), report.steps, (6, 4, 2)),
            nothing="Er staan geen open stappen in een plan van aanpak.",
            source="Bron: stappen van plannen van aanpak die nog niet klaar zijn.",
        ),
    )
