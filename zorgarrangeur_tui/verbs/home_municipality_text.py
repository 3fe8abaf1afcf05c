"""The gemeenten behind schools as the command line tells them: rows for people, values for scripts. No child in either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from storage.models.codes import SchoolKind
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.words import short_word
from zorgarrangeur_tui.importers.pupils_by_postcode import FileRead, PupilsByPostcode
from zorgarrangeur_tui.importers.report_text import problem_line
from zorgarrangeur_tui.insight.home_municipalities import Between, HomeMunicipality, SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_regions import RegionsBehind, school_alliances, youth_regions
from zorgarrangeur_tui.insight.home_municipalities_words import AGREEMENT_WORDS, UNKNOWN_REGION, rule_sentences

SITE_HEADERS = (
    "Code", "School", "Soort", "Leerlingen", "Thuisgemeenten", "Jeugdregio's", "Swv's", "Onbekend",
    "Eigen", "Uit gemeenten", "Zonder afspraak",
)  # fmt: skip
MUNICIPALITY_HEADERS = (
    "Gemeente",
    "Jeugdregio",
    "Swv PO",
    "Swv VO",
    "Leerlingen",
    "Eigen",
    "Zorg per week",
    "Afspraak",
)
OUTSIDE_HEADERS = ("Code", "School", "Gemeente", "Leerlingen", "Eigen", "Zorg per week", "Afspraak")
NOTHING = "Er zijn geen scholen met thuisgemeenten. Noem bestanden van DUO, of leg casussen met leerlingen vast."
NOBODY_OUTSIDE = "Bij scholen met een afspraak doet elke thuisgemeente mee."


def site_rows(sites: Iterable[SiteHomes]) -> list[tuple[str, ...]]:
    """Return a row per site."""
    return [
        (
            site.site_code,
            site.name,
            short_word(site.kind, SchoolKind),
            site.pupils.words,
            str(site.home_count),
            youth_regions(site).count.words,
            school_alliances(site).count.words,
            site.unknown.words,
            str(site.own_pupils),
            str(site.own_count),
            _outside(site),
        )
        for site in sites
    ]


def municipality_rows(site: SiteHomes) -> list[tuple[str, ...]]:
    """Return a row per gemeente behind one site."""
    return [
        (
            one.name,
            one.regions.youth_region or UNKNOWN_REGION,
            one.regions.alliance_primary or UNKNOWN_REGION,
            one.regions.alliance_secondary or UNKNOWN_REGION,
            *_numbers(one),
            AGREEMENT_WORDS[one.agreement] if site.school_id else "",
        )
        for one in site.municipalities
    ]


def without_any_agreement(sites: Sequence[SiteHomes]) -> str:
    """Return how many sites have no agreement at all, for there nobody stays out of it; "" for none."""
    count = sum(not site.has_agreement for site in sites)
    if not count:
        return ""
    schools = "1 school" if count == 1 else f"{count} scholen"
    return f"Bij {schools} is geen getekende afspraak die nu geldt, of de school staat niet in uw opslag."


def outside_rows(sites: Iterable[SiteHomes]) -> list[tuple[str, ...]]:
    """Return a row per site and gemeente with pupils there that takes part in no signed agreement of it."""
    return [
        (site.site_code, site.name, one.name, *_numbers(one), AGREEMENT_WORDS[one.agreement])
        for site in sites
        for one in site.without_agreement
    ]


def site_lines(site: SiteHomes) -> list[str]:
    """Return what stands about a site around its gemeenten."""
    duo = [
        f"Leerlingen volgens DUO: {site.pupils.words}, uit {site.home_count} gemeenten; buitenland {site.abroad.words}, "
        f"onbekend {site.unknown.words}.",
        _region_line("Jeugdregio's", youth_regions(site)),
        _region_line("Samenwerkingsverbanden", school_alliances(site)),
    ]
    lines = duo if site.pupils.most else ["Van deze school is hier geen telling van DUO."]
    if site.own_unknown:
        lines.append(
            f"Van {site.own_unknown} eigen leerlingen is niet bekend welke gemeente betaalt. Vul hun woonplaats aan."
        )
    if not site.school_id:
        lines.append("Deze school staat niet in uw opslag: eigen leerlingen en afspraken zijn er dan niet.")
    elif not site.has_agreement:
        lines.append("Bij deze school is geen getekende afspraak die nu geldt.")
    return lines


def file_lines(read: FileRead) -> list[str]:
    """Return what is wrong with a file; nothing when all of it is used without a doubt."""
    if read.refused:
        return [f"{read.name} is niet gebruikt: {read.refused}"]
    return [f"{read.name}, {problem_line(problem)}" for problem in read.problems]


def answer_values(found: PupilsByPostcode, sites: Iterable[SiteHomes], day: date) -> dict[str, Any]:
    """Return all of it for scripts."""
    return {
        "count_day": found.count_day,
        "day": day,
        "files": [
            {
                "file": one.name,
                "lines_read": one.lines_read,
                "refused": one.refused or None,
                "problems": [
                    {"line": problem.line, "severity": problem.severity.value, "sentence": problem.sentence}
                    for problem in one.problems
                ],
            }
            for one in found.files
        ],
        "rules": rule_sentences(found.count_day, day),
        "sites": [_site_values(site) for site in sites],
    }


def _site_values(site: SiteHomes) -> dict[str, Any]:
    return {
        "site_code": site.site_code,
        "name": site.name,
        "kind": site.kind,
        "school": site.school_id or None,
        "pupils": _between(site.pupils),
        "home_municipalities": site.home_count,
        "abroad": _between(site.abroad),
        "unknown": _between(site.unknown),
        "own_pupils": site.own_pupils,
        "own_unknown": site.own_unknown,
        "has_agreement": site.has_agreement if site.school_id else None,
        "youth_regions": _regions(youth_regions(site)),
        "school_alliances": _regions(school_alliances(site)),
        "municipalities": [
            {
                "name": one.name,
                "youth_region": one.regions.youth_region or None,
                "alliance_primary": one.regions.alliance_primary or None,
                "alliance_secondary": one.regions.alliance_secondary or None,
                "pupils": _between(one.pupils),
                "own_pupils": one.own_pupils,
                "own_minutes": one.own_minutes,
                "agreement": one.agreement.value if site.school_id else None,
            }
            for one in site.municipalities
        ],
    }


def _regions(behind: RegionsBehind) -> dict[str, Any]:
    return {
        "count": _between(behind.count),
        "rows": [
            {"name": row.name or None, "municipalities": row.municipalities, "pupils": _between(row.pupils)}
            for row in behind.rows
        ],
    }


def _between(number: Between) -> dict[str, int]:
    return {"least": number.least, "most": number.most}


def _numbers(one: HomeMunicipality) -> tuple[str, str, str]:
    return one.pupils.words, str(one.own_pupils), duration(one.own_minutes) if one.own_pupils else ""


def _outside(site: SiteHomes) -> str:
    if not site.school_id:
        return "niet in opslag"
    return f"{len(site.without_agreement)} van {len(site.municipalities)}" if site.has_agreement else "geen afspraak"


def _region_line(heading: str, behind: RegionsBehind) -> str:
    rows = ", ".join(f"{row.name or UNKNOWN_REGION} {row.pupils.words}" for row in behind.rows)
    return f"{heading}: {behind.count.words}" + (f" ({rows})." if rows else ".")
