"""Lines of the region desk about what is late: evaluations, plans for a child, and bundles of others. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from zorgarrangeur_tui.desk.exchange_overview import Standing
from zorgarrangeur_tui.desk.exchange_points import Urgency, day_of
from zorgarrangeur_tui.desk.region_lines import RegionLine, RegionList, RegionPart
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.watch import Watched


def late_list(found: Iterable[Watched]) -> RegionList:
    """Return what is too late, the longest first; what waits with its case stands out less."""
    late = [one for one in found if one.overdue]
    lines = tuple(
        RegionLine(
            key=one.key,
            cells=(one.when, dutch_date_short(one.due_on), one.told, one.who, one.place),
            attention=one.pressing,
            title=one.told,
            facts=(("Sinds", f"{dutch_date_short(one.due_on)} ({one.when})"), ("Wie", one.who), ("Waar", one.place)),
            paragraphs=(one.why,) if one.why else (),
            opens=(one.record_type, one.record_id),
            place_id=one.school_id,
            values={
                "date": one.due_on,
                "days_late": -one.days_left,
                "type": one.record_type,
                "id": one.record_id,
                "what": one.what,
                "pupil": one.who or None,
                "place": one.place,
                "on_hold": one.on_hold,
            },
        )
        for one in late
    )
    told = counted(len(late), "evaluatie of OPP", "evaluaties en OPP's")
    return RegionList(RegionPart.LATE, f"{told} te laat", lines)


def bundle_list(found: Iterable[Standing]) -> RegionList:
    """Return how fresh the bundles of everybody are, in the order in which `overview` gives them: attention first."""
    standings = list(found)
    lines = tuple(_bundle_line(one) for one in standings)
    waiting = sum(one.urgency is not Urgency.NONE for one in standings)
    summary = f"{counted(len(standings), 'contact', 'contacten')}, {_asking(waiting)}"
    return RegionList(RegionPart.BUNDLES, summary, lines)


def _asking(count: int) -> str:
    return f"{count} {'vraagt' if count == 1 else 'vragen'} aandacht" if count else "niemand vraagt aandacht"


def _bundle_line(one: Standing) -> RegionLine:
    last, label = one.series.last_in, one.contact.card.label
    attention = "; ".join(point.words for point in one.points)
    return RegionLine(
        key=one.contact.fingerprint,
        cells=(label, one.in_words, one.out_words, attention),
        attention=one.urgency is not Urgency.NONE,
        title=label,
        facts=(
            ("Laatste van hen", one.in_words),
            ("Laatste naar hen", one.out_words),
            ("Kaart", one.contact.verified_how),
        ),
        paragraphs=tuple(f"! {point.words[:1].upper()}{point.words[1:]}. {point.advice}" for point in one.points),
        values={
            "name": label,
            "last_in": day_of(last) if last else None,
            "days_ago": (one.today - day_of(last)).days if last else None,
            "attention": [point.words for point in one.points],
        },
    )
