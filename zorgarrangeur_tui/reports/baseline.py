"""The startfoto: a counted picture of the care at one school, for the school to check and for everyone at the table."""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.insight.breakdown import CareFigures
from zorgarrangeur_tui.reports.figure_parts import (
    WEEKLY_COST,
    NamedFigures,
    minutes_bars,
    payers_table,
    waiting_table,
)
from zorgarrangeur_tui.reports.paper import Fact, Paper, Part, Table

_PER_WEEK = "Alle tijden zijn per week."
_NEEDS = "Bron: zorgbehoeften van lopende casussen die vandaag gelden. Een regel is één zorgbehoefte."
_TITLES = "Bron: titels die vandaag gelden. Een zorgbehoefte met twee titels staat in twee rijen."
_SMALL = (
    "Er staan kleine aantallen in, die naar een kind kunnen wijzen. Bespreek dit met de school en publiceer het niet."
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Minutes a week of some lines, and of how many of these lines it is known."""

    minutes: int
    known: int
    lines: int

    @property
    def words(self) -> str:
        """The minutes, with for how many lines nobody filled them in."""
        missing = self.lines - self.known
        if not self.known:
            return "niet ingevuld"
        return duration(self.minutes) + (f" ({missing}×?)" if missing else "")


@dataclass(frozen=True, slots=True)
class KindCount:
    """What is counted of one kind of care.

    Attributes:
        kind: in words.
        pupils: children with a line of this kind.
        alone, group: lines for one child and for a group.
        needed, granted, agreed, planned, realised, declared: minutes a week.
    """

    kind: str
    pupils: int
    alone: int
    group: int
    needed: Amount
    granted: Amount
    agreed: Amount
    planned: Amount
    realised: Amount
    declared: Amount


@dataclass(frozen=True, slots=True)
class Tally:
    """A count with minutes a week, such as of the lines that one law pays."""

    name: str
    lines: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """A counted inventory.

    Attributes:
        school: its name, for the heading.
        about: what kind of school, how many pupils, how many cases.
        kinds: a row per kind of care.
        counts_as_care: lines by whether they count as care in school time.
        paid_by: lines by who pays; a line that several pay stands at each of them.
        delivered: the same by the form in which it is paid out.
        unfunded: lines that nobody pays, and that are paid for a part.
        crowd: providers, people and entries.
        providers: name, what they are here, professionals here.
        municipalities: gemeente, children.
        care: all care that is counted here, together.
        pots: the same per pot, by name.
        waiting: the same per kind of care.
        homes: what DUO counted, and who takes part in no agreement, in sentences.
    """

    school: str
    about: tuple[Fact, ...]
    kinds: tuple[KindCount, ...]
    counts_as_care: tuple[Tally, ...]
    paid_by: tuple[Tally, ...]
    delivered: tuple[Tally, ...]
    unfunded: tuple[Tally, ...]
    crowd: tuple[Fact, ...]
    providers: tuple[tuple[str, str, str], ...]
    municipalities: tuple[tuple[str, str], ...]
    care: CareFigures
    pots: tuple[NamedFigures, ...]
    waiting: tuple[NamedFigures, ...]
    homes: tuple[str, ...]


def baseline_paper(baseline: Baseline) -> Paper:
    """Return the picture as a document."""
    nothing = "Er zijn nog geen zorgbehoeften vastgelegd die nu gelden."
    return Paper(
        title=f"Startfoto {baseline.school}",
        lead=f"Zo is de zorg in onderwijstijd op dit moment vastgelegd, geteld en zonder kinderen. {_PER_WEEK} {_SMALL}",
        banner="Vertrouwelijk: kleine aantallen, niet publiceren",
        parts=(
            Part(
                "De school",
                blocks=(baseline.about,),
                source="Bron: het schoolregister, en casussen die niet gesloten zijn.",
            ),
            Part("Welke zorg", table=_kinds_table(baseline.kinds), nothing=nothing, source=_NEEDS),
            Part(
                "Van nodig tot gedeclareerd",
                lines=("Achter een tijd staat bij hoeveel regels het nog niet is ingevuld, zoals (2×?).",)
                if baseline.kinds
                else (),
                table=_minutes_table(baseline.kinds),
                nothing=nothing,
                source="Bron: de zorgbehoeften, hun titels en het vaste rooster. Het rooster is gemiddeld over even en oneven "
                "week. Gegeven en gedeclareerd zijn wat dit schooljaar is afgetekend, of anders wat bij de zorgbehoefte staat.",
            ),
            Part(
                "Telt het als zorg in onderwijstijd?",
                table=_tally_table("Telt het", baseline.counts_as_care),
                nothing=nothing,
                source="Bron: wat bij elke zorgbehoefte is gekozen. Grijs gebied: dat staat nog niet vast.",
            ),
            Part(
                "Wie betaalt",
                table=_tally_table("Wet of potje", baseline.paid_by),
                nothing="Er zijn nog geen titels vastgelegd.",
                source=_TITLES,
            ),
            Part(
                "In welke vorm",
                table=_tally_table("Vorm", baseline.delivered),
                nothing="Er zijn nog geen titels vastgelegd.",
                source=_TITLES,
            ),
            Part(
                "Wat niet is betaald",
                table=_tally_table("Betaald", baseline.unfunded),
                nothing="Alle zorg is helemaal betaald." if baseline.kinds else nothing,
                source="Bron: minuten die nodig zijn, naast wat titels toekennen.",
            ),
            Part(
                "Wat het per week kost",
                bars=minutes_bars(baseline.pots, baseline.care),
                table=payers_table("Potje", baseline.pots),
                nothing=nothing,
                source=f"Staaf: deel van alle zorg; zorg uit twee potjes is naar rato verdeeld. {WEEKLY_COST}"
                if baseline.pots
                else "",
            ),
            Part(
                "Hoe lang een besluit duurt",
                table=waiting_table("Soort zorg", baseline.waiting),
                nothing="Er zijn geen aanvragen met een datum.",
                source="Bron: titels met een dag van aanvraag; tot het besluit, of tot vandaag.",
            ),
            Part(
                "Wie komt er op school",
                blocks=(baseline.crowd,),
                table=Table(("Zorgaanbieder", "Rol hier", "Mensen"), baseline.providers, (3, 2, 1)),
                source="Bron: het vaste rooster van vandaag, en wie aan de school gekoppeld is of bij een zorgbehoefte staat.",
            ),
            Part(
                "Waar de leerlingen wonen",
                lines=baseline.homes,
                table=Table(("Gemeente", "Leerlingen"), baseline.municipalities, (3, 1)),
                nothing="Er zijn nog geen leerlingen vastgelegd.",
                source="Bron: woonplaats van de leerlingen volgens het woonplaatsbeginsel: die gemeente betaalt. En getekende "
                "afspraken die vandaag gelden.",
            ),
        ),
    )


def _kinds_table(kinds: tuple[KindCount, ...]) -> Table:
    rows = tuple((one.kind, str(one.pupils), str(one.alone), str(one.group)) for one in kinds)
    return Table(("Soort zorg", "Leerlingen", "Individueel", "In een groep"), rows, (4, 2, 2, 2))


def _minutes_table(kinds: tuple[KindCount, ...]) -> Table:
    headers = ("Soort zorg", "Nodig", "Toegekend", "Afgesproken", "Gepland", "Gegeven", "Gedeclareerd")
    rows = tuple(
        (
            one.kind,
            *(
                amount.words
                for amount in (one.needed, one.granted, one.agreed, one.planned, one.realised, one.declared)
            ),
        )
        for one in kinds
    )
    return Table(headers, rows, (4, 3, 3, 3, 3, 3, 3))


def _tally_table(header: str, tallies: tuple[Tally, ...]) -> Table:
    rows = tuple((one.name, str(one.lines), duration(one.minutes)) for one in tallies)
    return Table((header, "Regels", "Nodig"), rows, (4, 1, 2))
