"""The gemeenten behind a site in Dutch: words for how they stand to an agreement, and the rules of the figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zorgarrangeur_tui.domain.clock import duration, dutch_date
from zorgarrangeur_tui.insight.home_municipalities import AgreementState, HomeMunicipality, SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_regions import RegionsBehind, school_alliances, youth_regions
from zorgarrangeur_tui.keys.act_text import ActText

AGREEMENT_WORDS = {
    AgreementState.PARTY: "doet mee",
    AgreementState.UNSIGNED: "nog niet getekend",
    AgreementState.STAYS_OUT: "doet niet mee",
    AgreementState.ELSEWHERE: "alleen in een afspraak van een andere casus",
    AgreementState.NONE: "geen afspraak",
}
UNKNOWN_REGION = "niet bekend"


def count_days(sites: Iterable[SiteHomes]) -> tuple[date | None, int]:
    """Return the newest day of count of sites, and for how many of them only an older count is kept."""
    days = [one.counted_on for one in sites if one.counted_on is not None]
    newest = max(days, default=None)
    return newest, sum(day != newest for day in days)


def rule_sentences(count_day: date | None, day: date, older: int = 0) -> list[str]:
    """Return the rules by which the figures are made.

    Args:
        count_day: the day of DUO's count; None when there is none.
        day: the day for which regions, payers and agreements are taken.
        older: for how many sites only an older count is there.
    """
    return [*(_duo_sentences(count_day, older) if count_day else ()), *_own_sentences(day)]


def municipality_numbers(one: HomeMunicipality) -> tuple[str, str, str]:
    """Return the pupils of a gemeente by DUO, the own ones, and the care that those need in a week."""
    return one.pupils.words, str(one.own_pupils), duration(one.own_minutes) if one.own_pupils else ""


def outside_text(site: SiteHomes) -> str:
    """Return how many gemeenten take part in no signed agreement of a site."""
    if not site.school_id:
        return "niet in opslag"
    return f"{len(site.without_agreement)} van {len(site.municipalities)}" if site.has_agreement else "geen afspraak"


def site_lines(site: SiteHomes, *, with_regions: bool = True) -> list[str]:
    """Return what stands about a site around its gemeenten, with the regions behind it or without."""
    duo = [
        f"Leerlingen volgens DUO: {site.pupils.words}, uit {site.home_count} gemeenten; buitenland {site.abroad.words}, "
        f"onbekend {site.unknown.words}.",
    ]
    if with_regions:
        duo.append(_region_line("Jeugdregio's", youth_regions(site)))
        duo.append(_region_line("Samenwerkingsverbanden", school_alliances(site)))
    lines = duo if site.pupils.most else ["Van deze school is hier geen telling van DUO."]
    if site.own_unknown:
        lines.append(
            f"Van {site.own_unknown} eigen {'leerling' if site.own_unknown == 1 else 'leerlingen'} is niet bekend welke "
            "gemeente betaalt. Vul de woonplaats aan."
        )
    if not site.school_id:
        lines.append("Deze school staat niet in uw opslag: eigen leerlingen en afspraken zijn er dan niet.")
    elif not site.has_agreement:
        lines.append("Bij deze school is geen getekende afspraak die nu geldt.")
    return lines


def _duo_sentences(count_day: date, older: int) -> list[str]:
    missed = (
        f" Van {older} {'school is' if older == 1 else 'scholen is'} er alleen een oudere telling; die telt niet mee in "
        "totalen."
    )
    return [
        f"Leerlingen: telling van DUO op {dutch_date(count_day)}. „<5” telt als minstens 1 en hoogstens 4 leerlingen; "
        f"zo staat er een laagste en een hoogste aantal.{missed if older else ''}",
        "Thuisgemeenten: elke gemeente waarin volgens DUO een leerling woont. Dit aantal is precies, want een afgeschermd "
        "aantal is nooit 0. Buitenland en onbekend staan apart en tellen niet mee. So en vso op één vestiging tellen samen.",
        "DUO legt elke postcode (vier cijfers) in één gemeente. Voor een postcode op een grens kan dat voor een deel van de "
        "leerlingen anders zijn.",
    ]


def _own_sentences(day: date) -> list[str]:
    regions = ActText(
        "",
        f"Gemeenten en regio's: zoals in Naslag ({{Reference}}) op {dutch_date(day)}. Gemeenten die zijn samengegaan, tellen als "
        "één. Vso telt bij het swv VO, de rest bij het swv PO. "
        "Waar de regio van een gemeente niet bekend is, kan er een regio bijkomen: ook dan een laagste en een hoogste aantal.",
    )
    own = (
        "Eigen leerlingen: die in lopende casussen, bij de gemeente die voor hen betaalt. Deze aantallen zijn niet "
        "afgeschermd: geef ze zo niet door."
    )
    agreements = (
        f"Afspraak: getekend en geldig op {dutch_date(day)}, in een casus van deze school, met de gemeente bij „Gemeenten die "
        "meedoen”. Een afspraak van een andere casus staat apart: kijk na of die ook hier geldt."
    )
    return [regions, own, agreements]


def _region_line(heading: str, behind: RegionsBehind) -> str:
    rows = ", ".join(f"{row.name or UNKNOWN_REGION} {row.pupils.words}" for row in behind.rows)
    return f"{heading}: {behind.count.words}" + (f" ({rows})." if rows else ".")
