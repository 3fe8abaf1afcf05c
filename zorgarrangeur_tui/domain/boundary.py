"""What counts as care in school time: a region's own table where there is one, otherwise the app's proposal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from storage.models.codes import CountsAsCare
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRow(DatedRule):
    """What the app proposes for one kind of care; `counts` is a `CountsAsCare` value."""

    counts: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One row of a region's own table.

    Attributes:
        code: the kind of care, a `CareKind` value.
        value: a `CountsAsCare` value.
        words: the reason, as the region wrote it.
        region: for which region; "" for all of them.
        starts_on: first day; None: always so far.
        ends_on: last day; None: until further notice.
    """

    code: str
    value: str
    words: str
    region: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


def counts_advice(kind: str, region: str, day: date, own_rows: Iterable[RegionRow] = ()) -> tuple[CountsAsCare, str]:
    """Return whether a kind of care counts as care in school time on a day, with the reason in Dutch.

    A row of the region goes before a row for all regions, and both before the app's proposal. Within each the newest row
    that is valid decides; where two of the same day contradict each other, it is grey.

    Args:
        kind: a `CareKind` value.
        region: the region of the school, as the rows name it; "" when it is not known.
        day: on which it counts.
        own_rows: of the reference data, for any kind, region and day.
    """
    rows = [row for row in own_rows if row.code == kind and row.region in {"", region} and _holds(row, day)]
    rows = [row for row in rows if row.region] or rows
    newest = max((row.starts_on or date.min for row in rows), default=None)
    rows = [row for row in rows if (row.starts_on or date.min) == newest]
    if rows:
        return _advice_of_rows(rows)
    proposal = rule_on(all_proposed_rows(), kind, day)
    if proposal is None:
        return CountsAsCare.GREY, "Deze soort zorg kent deze versie van de app niet. Beslis zelf en schrijf op waarom."
    return CountsAsCare(proposal.counts), f"{proposal.sentence} ({proposal.source.removesuffix('.')})"


@cache
def all_proposed_rows() -> tuple[ProposedRow, ...]:
    """Return the app's proposal, of all times."""
    return load_rules("boundary.toml", "row", ProposedRow)


def _holds(row: RegionRow, day: date) -> bool:
    return (row.starts_on is None or row.starts_on <= day) and (row.ends_on is None or day <= row.ends_on)


def _advice_of_rows(rows: list[RegionRow]) -> tuple[CountsAsCare, str]:
    """Return what rows of the same rank and day say together."""
    values = {row.value for row in rows}
    where = f"Regel van {rows[0].region}" if rows[0].region else "Eigen regel"
    if len(values) > 1:
        return (
            CountsAsCare.GREY,
            f"{where}: er zijn twee regels die elkaar tegenspreken. Kijk ze na bij de referentiegegevens.",
        )
    value = values.pop()
    if value not in set(CountsAsCare):
        return (
            CountsAsCare.GREY,
            f"{where}: er staat niet ja, nee of grijs. Kijk de regel na bij de referentiegegevens.",
        )
    reasons = sorted({row.words.strip() for row in rows if row.words.strip()})
    return CountsAsCare(value), f"{where}: {' '.join(reasons) or 'er staat geen reden bij.'}"
