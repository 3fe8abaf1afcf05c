"""Lines of the region desk about places: who is where, what is not covered, where too many fixed providers are. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from storage.models.codes import CareKind
from zorgarrangeur_tui.desk.region_lines import RegionLine, RegionList, RegionPart
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.breakdown_words import hours_text
from zorgarrangeur_tui.insight.figures import PlaceFigures
from zorgarrangeur_tui.insight.region_desk import Matrix, PlaceRow, Presence

HOW_SHOWN = (
    "V is een vaste zorgaanbieder, met de uren per week dat er volgens het vaste rooster iemand komt. V alleen: vast, maar er "
    "komt niemand. Uren zonder V: er komt iemand van een zorgaanbieder die daar niet vast is.",
    "Voor eigen gebruik. Publiceer dit niet: kleine aantallen zijn niet afgeschermd.",
)

Names = Mapping[str, str]
"""Names of records by id."""


def presence_list(found: Matrix, names: Names, people: Names, own: str) -> RegionList:
    """Return who is where.

    Args:
        found: the places and providers.
        names: of places and providers.
        people: by fingerprint, to tell whose cases are at a place.
        own: fingerprint of the user.
    """
    providers = tuple((key, names.get(key, "") if key else "Onbekend") for key in found.provider_ids)
    over = sum(row.use.over > 0 for row in found.rows)
    places = counted(len(found.rows), "plek", "plekken")
    summary = f"{places}, {counted(len(providers), 'zorgaanbieder', 'zorgaanbieders')}"
    summary = f"! {over} boven het maximum · {summary}" if over else summary
    lines = tuple(_presence_line(row, names, people, own) for row in found.rows)
    return RegionList(RegionPart.PRESENCE, summary, lines, tuple((key, name or "?") for key, name in providers))


def uncovered_list(figures: Iterable[PlaceFigures]) -> RegionList:
    """Return the care that nobody gives yet, per place and kind of care, most minutes first."""
    found = [
        (one.place, kind, amounts) for one in figures for kind, amounts in one.per_kind.items() if amounts.uncovered > 0
    ]
    found.sort(key=lambda each: (-each[2].uncovered, each[0].name, each[0].id, each[1]))
    lines = tuple(
        RegionLine(
            key=f"{place.id} {kind}",
            cells=(
                place.name or "onbekende plek",
                word(kind, CareKind),
                duration(amounts.needed_per_week),
                duration(amounts.uncovered_per_week),
            ),
            attention=not amounts.covered,
            title=place.name or "Onbekende plek",
            facts=(
                ("Soort zorg", word(kind, CareKind)),
                ("Nodig per week", duration(amounts.needed_per_week)),
                ("Gedekt per week", duration(amounts.covered_per_week)),
                ("Niet gedekt per week", duration(amounts.uncovered_per_week)),
            ),
            paragraphs=("Een uitroepteken: van deze zorg is hier nog niets gedekt.",),
            opens=("school", place.id),
            place_id=place.id,
            values={
                "place": place.id,
                "name": place.name,
                "kind": kind,
                "needed": amounts.needed / 2,
                "uncovered": amounts.uncovered / 2,
            },
        )
        for place, kind, amounts in found
    )
    total = sum(amounts.uncovered for _, _, amounts in found)
    return RegionList(RegionPart.UNCOVERED, f"{duration((total + 1) // 2)} per week niet gedekt", lines)


def cap_list(found: Matrix, names: Names) -> RegionList:
    """Return the places with more fixed providers than agreed: without a reason first, then most too many."""
    rows = [row for row in found.rows if row.use.over > 0]
    lines = tuple(
        RegionLine(
            key=row.place.id,
            cells=(row.place.name or "onbekende plek", _fixed(row), "; ".join(row.use.reasons) or "geen reden"),
            attention=row.unexplained,
            title=row.place.name or "Onbekende plek",
            facts=tuple(
                (names.get(bond.provider_id, "?"), bond.over_cap_reason or "–")
                for bond in row.place.bonds
                if bond.provider_id in row.use.provider_ids
            ),
            paragraphs=(row.use.sentence,),
            opens=("school", row.place.id),
            place_id=row.place.id,
            values={
                "place": row.place.id,
                "name": row.place.name,
                "providers": len(row.use.provider_ids),
                "cap": row.use.cap,
                "reasons": list(row.use.reasons),
            },
        )
        for row in rows
    )
    silent = sum(row.unexplained for row in rows)
    summary = f"{counted(len(rows), 'school', 'scholen')} boven het maximum" + (
        f", {silent} zonder reden" if silent else ""
    )
    return RegionList(RegionPart.CAP, summary, lines)


def presence_text(one: Presence) -> str:
    """Return what stands in a column: "V 6:00", "V", "2:00"."""
    hours = hours_text(one.minutes)
    return f"V {hours}".rstrip() if one.fixed else hours


def _presence_line(row: PlaceRow, names: Names, people: Names, own: str) -> RegionLine:
    place = row.place
    ordered = sorted(row.cells, key=lambda key: (not row.cells[key].fixed, -row.cells[key].minutes, names.get(key, "")))
    facts = [
        ("Niet gedekt", f"{duration(place.uncovered)} per week" if place.uncovered else "niets"),
        ("Casussen", _owners(place.owners, people, own)),
        *((names.get(key, "") or "Onbekende zorgaanbieder", _presence_words(row.cells[key])) for key in ordered),
    ]
    return RegionLine(
        key=place.id,
        cells=(place.name or "onbekende plek", _fixed(row)),
        attention=row.use.over > 0,
        title=place.name or "Onbekende plek",
        facts=tuple(facts),
        paragraphs=(row.use.sentence, *HOW_SHOWN),
        opens=("school", place.id),
        place_id=place.id,
        values={
            "place": place.id,
            "name": place.name,
            "fixed": len(row.use.provider_ids),
            "cap": row.use.cap,
            "uncovered": place.uncovered,
            "providers": [
                {
                    "provider": key,
                    "name": names.get(key, ""),
                    "fixed": row.cells[key].fixed,
                    "minutes": _number(row.cells[key]),
                }
                for key in ordered
            ],
        },
        presence={key: presence_text(one) for key, one in row.cells.items()},
    )


def _number(one: Presence) -> float:
    return float(one.minutes)


def _fixed(row: PlaceRow) -> str:
    count = len(row.use.provider_ids)
    return f"{count}/{row.use.cap}" if row.use.cap is not None else str(count or "")


def _presence_words(one: Presence) -> str:
    if not one.minutes:
        return "vast, er komt nog niemand"
    return f"{'vast' if one.fixed else 'niet vast'}, {hours_text(Fraction(one.minutes))} u per week"


def _owners(owners: Mapping[str, int], people: Names, own: str) -> str:
    """Return whose cases are at a place: "3 van uzelf, 2 van Bram"; "geen" without any."""
    called: Counter[str] = Counter()
    for owner, count in owners.items():
        called["uzelf" if owner == own else people.get(owner, "iemand die u niet kent") if owner else "iedereen"] += (
            count
        )
    ordered = sorted(called.items(), key=lambda pair: (pair[0] != "uzelf", -pair[1], pair[0]))
    return ", ".join(f"{count} van {name}" for name, count in ordered) or "geen"
