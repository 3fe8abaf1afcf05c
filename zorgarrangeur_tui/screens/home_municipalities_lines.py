"""Who must be at the table, as lines: schools, totals, and what stands about the one under the cursor. No child in any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.models.codes import SchoolKind
from widgets.detail_view import Section
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.words import short_word
from zorgarrangeur_tui.insight.home_municipalities import HomeMunicipality, SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_regions import school_alliances, youth_regions
from zorgarrangeur_tui.insight.home_municipalities_totals import (
    Total,
    of_one_day,
    outside_totals,
    school_alliance_totals,
    youth_region_totals,
)
from zorgarrangeur_tui.insight.home_municipalities_words import (
    AGREEMENT_WORDS,
    UNKNOWN_REGION,
    count_days,
    municipality_numbers,
    outside_text,
    rule_sentences,
    site_lines,
)
from zorgarrangeur_tui.keys.act_text import ActText

_REGION_UNKNOWN = ActText(
    "", "Van deze gemeenten kent Naslag ({Reference}) de regio niet. Lees daar de lijst van gemeenten in."
)


class HomePart(StrEnum):
    """What the page shows."""

    SITES = "sites"
    YOUTH_REGIONS = "youth_regions"
    ALLIANCES = "alliances"
    OUTSIDE = "outside"


PART_WORDS = {
    HomePart.SITES: "Scholen",
    HomePart.YOUTH_REGIONS: "Jeugdregio's",
    HomePart.ALLIANCES: "Samenwerkingsverbanden",
    HomePart.OUTSIDE: "Zonder afspraak",
}
EMPTY = {
    HomePart.SITES: "Nog geen scholen. Lees met {ReadHomeCounts} de lijsten van DUO in (leerlingen per postcode), of voeg leerlingen toe.",
    HomePart.YOUTH_REGIONS: "Nog geen thuisgemeenten. Lees met {ReadHomeCounts} de lijsten van DUO in (leerlingen per postcode).",
    HomePart.ALLIANCES: "Nog geen thuisgemeenten. Lees met {ReadHomeCounts} de lijsten van DUO in (leerlingen per postcode).",
    HomePart.OUTSIDE: "Geen thuisgemeente staat buiten een getekende afspraak. Waar nog geen afspraak is, staat ook niemand erbuiten.",
}
_TOTAL_NOTES = {
    HomePart.YOUTH_REGIONS: "Opgeteld over alle scholen hier. Laagste en hoogste aantallen zijn apart opgeteld.",
    HomePart.ALLIANCES: "So en andere scholen voor basisonderwijs bij het swv PO, vso bij het swv VO. Eigen leerlingen staan "
    "hier niet: de app weet niet bij welk van beide zij horen.",
    HomePart.OUTSIDE: "Alleen scholen waar een getekende afspraak geldt. Waar geen afspraak is, staat ook niemand erbuiten.",
}
_SCHOOL_COLUMNS = (
    Column("School", 16, weight=1),
    Column("Soort", 6, priority=5),
    Column("Leerlingen", 10, right=True),
    Column("Gemeenten", 9, right=True),
    Column("Jeugdregio's", 12, priority=2, right=True),
    Column("Swv's", 6, priority=3, right=True),
    Column("Eigen", 5, priority=4, right=True),
    Column("Doet niet mee", 14, priority=1, right=True),
)
_OWN = Column("Eigen", 5, priority=1, right=True)
_CARE = Column("Zorg p/w", 12, priority=3, right=True)
_PUPILS = Column("Leerlingen", 12, right=True)
_REGION_COLUMNS = (
    Column("Naam", 20, weight=1),
    Column("Scholen", 7, right=True),
    Column("Gemeenten", 9, priority=2, right=True),
    _PUPILS,
    _OWN,
    _CARE,
)
COLUMNS = {
    HomePart.SITES: _SCHOOL_COLUMNS,
    HomePart.YOUTH_REGIONS: _REGION_COLUMNS,
    HomePart.ALLIANCES: _REGION_COLUMNS[:-2],
    HomePart.OUTSIDE: (Column("Gemeente", 20, weight=1), Column("Scholen", 7, right=True), _PUPILS, _OWN, _CARE),
}
MUNICIPALITY_COLUMNS = (
    Column("Gemeente", 16, weight=2),
    Column("Jeugdregio", 14, weight=1, priority=3),
    Column("Swv PO", 11, priority=5),
    Column("Swv VO", 11, priority=5),
    Column("Leerlingen", 10, right=True),
    Column("Eigen", 5, priority=2, right=True),
    Column("Zorg p/w", 12, priority=4, right=True),
    Column("Afspraak", 18, weight=1, priority=1),
)
_OWN_USE = "Voor eigen gebruik. Publiceer dit niet: aantallen van eigen leerlingen zijn niet afgeschermd."


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the page shows.

    Attributes:
        sites: most pupils first.
        day: for which regions, payers and agreements are taken.
        totals: per part the totals of it.
        rows: per part what the table shows.
        added: the sites as they are added up.
    """

    sites: Sequence[SiteHomes]
    day: date
    totals: dict[HomePart, list[Total]]
    rows: dict[HomePart, list[Row]]
    added: Sequence[SiteHomes]

    @property
    def rules(self) -> list[str]:
        """The rules by which the figures are made."""
        count_day, older = count_days(self.sites)
        return [*rule_sentences(count_day, self.day, older), _OWN_USE]


def home_page(sites: Sequence[SiteHomes], day: date) -> HomePage:
    """Return the page of sites. Counts of an older day than the newest are left out of totals; own pupils are not."""
    newest, _ = count_days(sites)
    same = of_one_day(sites, newest)
    totals = {
        HomePart.YOUTH_REGIONS: youth_region_totals(same),
        HomePart.ALLIANCES: school_alliance_totals(same),
        HomePart.OUTSIDE: outside_totals(same),
    }
    rows = {part: [_total_row(one, part) for one in found] for part, found in totals.items()}
    rows[HomePart.SITES] = [_site_row(one) for one in sites]
    return HomePage(sites, day, totals, rows, same)


def heading(page: HomePage, part: HomePart) -> str:
    """Return what stands above a part."""
    count = len(page.rows[part])
    if part is HomePart.OUTSIDE:
        said = f"{count} {'gemeente doet' if count == 1 else 'gemeenten doen'} ergens niet mee"
    else:
        one, several = {
            HomePart.SITES: ("school", "scholen"),
            HomePart.YOUTH_REGIONS: ("jeugdregio", "jeugdregio's"),
            HomePart.ALLIANCES: ("samenwerkingsverband", "samenwerkingsverbanden"),
        }[part]
        said = f"{count} {one if count == 1 else several}"
    return f"Wie aan tafel · {said}"


def site_sections(site: SiteHomes, rules: Sequence[str]) -> list[Section]:
    """Return a site in short, with its gemeenten and the rules."""
    lines = [(one.name, _municipality_text(one, site)) for one in site.municipalities]
    return [
        Section(f"{site.name} ({site.site_code})", paragraphs=site_lines(site)),
        Section("Thuisgemeenten", lines),
        Section("Hoe is geteld", paragraphs=rules),
    ]


def total_sections(page: HomePage, part: HomePart, key: str) -> list[Section]:
    """Return the schools behind the total with a key, most pupils first, and the rules."""
    total = next((one for one in page.totals[part] if one.name == key), None)
    if total is None:
        return []
    here = [one for one in page.added if one.site_code in total.sites]
    lines = [(site.name, _behind_text(site, total, part)) for site in here]
    others = [] if part is HomePart.OUTSIDE else [f"Gemeenten: {', '.join(sorted(total.municipalities))}."]
    if not total.name:
        others.insert(0, _REGION_UNKNOWN)
    return [
        Section(total.name or UNKNOWN_REGION.capitalize(), lines, others),
        Section("Hoe is geteld", paragraphs=[_TOTAL_NOTES[part], *page.rules]),
    ]


def site_rules(site: SiteHomes, day: date) -> list[str]:
    """Return the rules by which the figures of one site are made."""
    return [*rule_sentences(site.counted_on, day), _OWN_USE]


def municipality_rows(site: SiteHomes) -> list[Row]:
    """Return a row per gemeente of a site; with a mark the ones that take part in no agreement though there is one."""
    rows = []
    for one in site.municipalities:
        regions = (one.regions.youth_region, one.regions.alliance_primary, one.regions.alliance_secondary)
        cells = (
            one.name,
            *(name or UNKNOWN_REGION for name in regions),
            *municipality_numbers(one),
            AGREEMENT_WORDS[one.agreement] if site.school_id else "",
        )
        rows.append(Row(one.name, cells, ("warning",) if site.has_agreement and not one.is_party else ()))
    return rows


def region_sections(site: SiteHomes, rules: Sequence[str]) -> list[Section]:
    """Return the regions behind a site, and the rules."""
    found = [
        Section(
            f"{title}: {behind.count.words}",
            [
                (row.name or UNKNOWN_REGION, f"{row.pupils.words} leerlingen uit {_gemeenten(row.municipalities)}")
                for row in behind.rows
            ],
        )
        for title, behind in (
            ("Jeugdregio's", youth_regions(site)),
            ("Samenwerkingsverbanden", school_alliances(site)),
        )
    ]
    return [
        Section(paragraphs=site_lines(site, with_regions=False)),
        *found,
        Section("Hoe is geteld", paragraphs=rules),
    ]


def _site_row(site: SiteHomes) -> Row:
    counted = (
        site.pupils.words,
        str(site.home_count),
        youth_regions(site).count.words,
        school_alliances(site).count.words,
    )
    cells = (
        site.name,
        short_word(site.kind, SchoolKind),
        # A site of which no list was read in has no count, which is not the same as a count of nobody.
        *(counted if site.pupils.most else ("–",) * len(counted)),
        str(site.own_pupils or ""),
        outside_text(site),
    )
    return Row(site.site_code, cells, ("warning",) if site.has_agreement and site.without_agreement else ())


def _total_row(one: Total, part: HomePart) -> Row:
    name, sites = one.name or UNKNOWN_REGION, str(len(one.sites))
    own = (str(one.own_pupils or ""), duration(one.own_minutes) if one.own_pupils else "")
    if part is HomePart.OUTSIDE:
        return Row(one.name, (name, sites, one.pupils.words, *own), ("warning",))
    cells = (name, sites, str(len(one.municipalities)), one.pupils.words)
    return Row(one.name, cells if part is HomePart.ALLIANCES else (*cells, *own))


def _municipality_text(one: HomeMunicipality, site: SiteHomes) -> str:
    pupils, own, care = municipality_numbers(one)
    parts = [
        f"{pupils} leerlingen" if one.pupils.most else "",
        f"eigen {own}, {care} zorg p/w" if one.own_pupils else "",
    ]
    return " · ".join(filter(None, [*parts, AGREEMENT_WORDS[one.agreement] if site.school_id else ""]))


def _behind_text(site: SiteHomes, total: Total, part: HomePart) -> str:
    if part is HomePart.OUTSIDE:
        one = next(one for one in site.municipalities if one.name == total.name)
        return _municipality_text(one, site)
    behind = youth_regions(site) if part is HomePart.YOUTH_REGIONS else school_alliances(site)
    row = next((row for row in behind.rows if row.name == total.name), None)
    return f"{row.pupils.words} leerlingen uit {_gemeenten(row.municipalities)}" if row else "alleen eigen leerlingen"


def _gemeenten(count: int) -> str:
    return f"{count} {'gemeente' if count == 1 else 'gemeenten'}"
