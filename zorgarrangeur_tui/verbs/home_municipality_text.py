"""The gemeenten behind schools as the command line tells them: rows for people, values for scripts. No child in either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from storage.models.codes import SchoolKind
from zorgarrangeur_tui.domain.words import short_word
from zorgarrangeur_tui.importers.pupils_by_postcode import PupilsByPostcode
from zorgarrangeur_tui.importers.pupils_by_postcode_report import files_json
from zorgarrangeur_tui.insight.home_municipalities import Between, SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_regions import RegionsBehind, school_alliances, youth_regions
from zorgarrangeur_tui.insight.home_municipalities_words import (
    AGREEMENT_WORDS,
    UNKNOWN_REGION,
    count_days,
    municipality_numbers,
    outside_text,
    rule_sentences,
)

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
NOTHING = (
    "Er zijn geen scholen met thuisgemeenten. Lees lijsten van DUO in met 'import pupils-by-postcode', of leg casussen met "
    "leerlingen vast."
)
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
            outside_text(site),
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
            *municipality_numbers(one),
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
        (site.site_code, site.name, one.name, *municipality_numbers(one), AGREEMENT_WORDS[one.agreement])
        for site in sites
        for one in site.without_agreement
    ]


def answer_values(found: PupilsByPostcode | None, sites: Sequence[SiteHomes], day: date) -> dict[str, Any]:
    """Return all of it for scripts.

    Args:
        found: lists that were given; None when what is kept was read.
        sites: what is told.
        day: for which regions, payers and agreements are taken.
    """
    count_day, older = (found.count_day, 0) if found else count_days(sites)
    return {
        "count_day": count_day,
        "day": day,
        "files": files_json(found.files) if found else [],
        "rules": rule_sentences(count_day, day, older),
        "sites": [_site_values(site) for site in sites],
    }


def _site_values(site: SiteHomes) -> dict[str, Any]:
    return {
        "site_code": site.site_code,
        "name": site.name,
        "kind": site.kind,
        "school": site.school_id or None,
        "counted_on": site.counted_on,
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
