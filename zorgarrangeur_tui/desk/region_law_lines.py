"""Lines of the region desk about law and money: what stands in the way, and care that nobody pays. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from storage.models.codes import CareKind
from zorgarrangeur_tui.desk.region_lines import RegionLine, RegionList, RegionPart
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.breakdown_words import hours_text
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.region_desk import BarrierFact, LawBarriers

_WHOLE = 100


def barrier_list(laws: Iterable[LawBarriers], names: Mapping[str, str]) -> RegionList:
    """Return what stands in the way, law by law."""
    groups = list(laws)
    lines = tuple(_barrier_line(group, one, names) for group in groups for one in group.barriers)
    open_still = sum(group.open for group in groups)
    told = f"{counted(len(lines), 'grens', 'grenzen')} van {counted(len(groups), 'wet', 'wetten')}"
    return RegionList(RegionPart.BARRIERS, f"{told}, {open_still or 'geen'} nog niet opgelost", lines)


def unfunded_list(
    found: Iterable[tuple[CareLine, Fraction]], names: Mapping[str, str], pseudonyms: Mapping[str, str]
) -> RegionList:
    """Return care that nobody pays: needs that nobody pays at all first, then most minutes.

    Args:
        found: each need with the minutes a week that nobody pays.
        names: of places.
        pseudonyms: of children.
    """
    needs = list(found)
    lines = tuple(_unfunded_line(line, minutes, names, pseudonyms) for line, minutes in needs)
    total = sum((minutes for _, minutes in needs), Fraction())
    wholly = sum(minutes == line.needed for line, minutes in needs)
    told = f"{counted(wholly, 'zorgbehoefte', 'zorgbehoeften')} zonder betaler, {len(needs) - wholly} deels betaald"
    return RegionList(
        RegionPart.UNFUNDED, f"{told}, samen {hours_text(total) or '0:00'} u per week niet betaald", lines
    )


def _barrier_line(group: LawBarriers, one: BarrierFact, names: Mapping[str, str]) -> RegionLine:
    solved = one.solved_on is not None
    waits = not solved and not one.reported
    reported = " ".join(filter(None, (one.reported_to, _day(one.reported_on))))
    whole = f"{counted(group.open, 'grens', 'grenzen')} niet opgelost, {counted(group.pupils_hit, 'leerling', 'leerlingen')} geraakt"
    return RegionLine(
        key=one.id,
        cells=(
            group.law or "geen wet genoemd",
            one.title,
            _count(one.pupils_hit),
            _day(one.solved_on) if solved else "nee",
        ),
        attention=waits,
        title=one.title or "Grens",
        facts=(
            ("Wet", " ".join(filter(None, (group.law, one.article)))),
            ("Gevolg", one.effect),
            ("Leerlingen geraakt", _count(one.pupils_hit)),
            ("Waar", names.get(one.place_id, "")),
            ("Gezien op", _day(one.seen_on)),
            ("Gemeld bij", reported),
            ("Deze wet samen", whole),
        ),
        paragraphs=("! Nog nergens gemeld.",) if waits else (),
        opens=("barrier", one.id),
        place_id=one.place_id,
        values={
            "law": group.law,
            "article": one.article,
            "title": one.title,
            "pupils_hit": one.pupils_hit,
            "solved_on": one.solved_on,
            "reported_on": one.reported_on,
            "place": names.get(one.place_id, ""),
        },
    )


def _unfunded_line(
    line: CareLine, minutes: Fraction, names: Mapping[str, str], pseudonyms: Mapping[str, str]
) -> RegionLine:
    place, who = names.get(line.place_id, ""), pseudonyms.get(line.pupil_id, "") or "groep"
    part, per_week = line.paid, hours_text(minutes)
    paid = f"{int(_WHOLE * part)} %" if part else "niets"
    waits = ("Een titel is aangevraagd; het besluit is er nog niet.",) if line.waits else ()
    return RegionLine(
        key=line.need_id,
        cells=(place or "onbekende plek", who, word(line.kind, CareKind), per_week, paid),
        attention=not part and not line.waits,
        title=f"{who}: {word(line.kind, CareKind).lower()}",
        facts=(
            ("Waar", place),
            ("Nodig per week", hours_text(Fraction(line.needed))),
            ("Niet betaald per week", per_week),
            ("Gemeente", line.municipality),
        ),
        paragraphs=waits or ("Een uitroepteken: niemand betaalt, en er is ook niets aangevraagd.",),
        opens=("care_need", line.need_id),
        place_id=line.place_id,
        values={
            "need": line.need_id,
            "place": place,
            "pupil": pseudonyms.get(line.pupil_id) or None,
            "kind": line.kind,
            "unpaid": float(minutes),
            "paid_percent": int(_WHOLE * part),
            "requested": line.waits,
        },
    )


def _day(day: date | None) -> str:
    return dutch_date_short(day) if day else ""


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
