"""What the planning mode says in words: its top line, the place under the cursor, and the school as a whole. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rich.cells import cell_len

from storage.models import CareNeed, Professional, School, VisitPattern
from storage.models.codes import CareKind, MomentRule, Rhythm
from widgets.detail_view import Section
from widgets.plain_text import fitted
from zorgarrangeur_tui.desk.board import SchoolBoard, found_if_day_changed, found_if_moved
from zorgarrangeur_tui.desk.board_weeks import DatedVisit
from zorgarrangeur_tui.desk.conflicts import FoundPlace
from zorgarrangeur_tui.domain.absences import away_then
from zorgarrangeur_tui.domain.board_openings import can_give
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.caps import CapUse
from zorgarrangeur_tui.domain.clock import (
    duration,
    dutch_date_short,
    time_of_day,
    time_span,
    weekday,
    weekday_short,
)
from zorgarrangeur_tui.domain.closed_visits import AS_USUAL, week_state
from zorgarrangeur_tui.domain.coverage import NeedCoverage
from zorgarrangeur_tui.domain.finding_words import KIND_WORDS
from zorgarrangeur_tui.domain.planning_clashes import clashes
from zorgarrangeur_tui.domain.record_values import board_need, board_professional, board_school, board_visit
from zorgarrangeur_tui.domain.visit_day_words import day_words
from zorgarrangeur_tui.domain.visit_findings import Finding, Severity
from zorgarrangeur_tui.domain.visit_occurrences import DayChange
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.board_measure_lines import budget_of, measure_section, published_words
from zorgarrangeur_tui.screens.case_sections import moment
from zorgarrangeur_tui.screens.planning_blocks import blocking, clashing_visits, served, whom
from zorgarrangeur_tui.screens.planning_weeks import FIXED_PLAN, dated_words, week_section, week_words

_FOR_NOBODY = ActText("", "nog niemand; kies met {screens.planning_acts.EditVisit} voor wie")

_NOTHING_NEEDED = "De school is deze week dicht: er is geen zorg nodig."

_MOST_FITTING = 4
"""Open needs that are named beside an empty place; the list of the school has all of them."""

_CANNOT = "! Kan niet"
"""The label of what keeps a plan from being published, here as in the list of clashes."""

_RECOGNISED = 10
"""Cells of the name of a school that are enough to know which one it is."""


def heading(board: SchoolBoard, today: date, width: int, marked: int = 0) -> str:
    """Return the top line, exactly `width` cells: the name of the school gives way to the week and the coverage.

    That the school is open as usual gives way to the name; that it is the fixed plan gives way where the rest does not fit.
    How far it is from what was published is there when there is room for all; how many visits are marked, as soon as one is.
    """
    parts = [*([FIXED_PLAN] if board.week is None else []), week_words(board, today)]
    if marked:
        parts.insert(0, f"{marked} gemerkt")
    if board.place.calendar is not None:
        parts += filter(None, [week_state(board.place.calendar, board.week or today)])
    if board.coverage_percent is not None:
        parts.append(f"{board.coverage_percent} % gedekt")
    count = len(clashing_visits(board))
    if count:
        parts.append(f"! {count} {'botsing' if count == 1 else 'botsingen'}")
    if cell_len(board.school.name) + sum(cell_len(part) + 3 for part in parts) > width:
        parts = [part for part in parts if part != AS_USUAL]
    recognised = min(cell_len(board.school.name), _RECOGNISED)
    if recognised + sum(cell_len(part) + 3 for part in parts) + 1 > width:
        parts = [part for part in parts if part != FIXED_PLAN]
    published = published_words(board.measures.since_published)
    if cell_len(board.school.name) + sum(cell_len(part) + 3 for part in (*parts, published)) < width:
        parts.append(published)
    state = " · ".join(parts)
    room = width - cell_len(state) - 4
    name = fitted(board.school.name, min(room, cell_len(board.school.name)))
    return fitted(f" {name} · {state}" if name else f" {state}", width)


def need_words(board: SchoolBoard, need: CareNeed) -> str:
    """Return a need in a few words, such as "Verpleging, Blauwe Otter (vast tijdstip, ma om 12:00)"."""
    text = f"{word(need.kind, CareKind)}, {whom(board, need)}"
    if need.moment_rule == MomentRule.FREE:
        return text
    return f"{text} ({moment(need).lower()})"


def gaps_for(board: SchoolBoard, person: Professional, *, as_planned: bool = False) -> list[NeedCoverage]:
    """Return the needs that are not wholly covered and that a professional can give, largest gap first.

    Args:
        board: of the school.
        person: the professional.
        as_planned: whether it is about the fixed plan, also on the board of one week.
    """
    needs = {need.id: need for need in board.needs}
    giver = board_professional(person)
    gaps = board.gaps_as_planned if as_planned else board.gaps
    return [gap for gap in gaps if can_give(giver, board_need(needs[gap.need.id]))]


def school_sections(
    board: SchoolBoard, use: CapUse, provider_names: Sequence[str], *, with_summary: bool
) -> list[Section]:
    """Return a school's board in words: what is not covered, what clashes, which providers are fixed, and the measures.

    Args:
        board: of the school.
        use: its fixed providers against the cap.
        provider_names: of those providers.
        with_summary: whether to begin with the name of the school and how much is covered.
    """
    sections = [_gap_section(board), _clash_section(board)]
    if board.week is not None:
        sections.insert(0, week_section(board))
    if board.cancelled:
        sections.append(_closed_section(board))
    sections.append(_provider_section(use, provider_names))
    sections.append(measure_section(board.measures, use, budget_of(board)))
    sections += _doubtful_sections(board)
    if with_summary:
        sections.insert(0, Section(board.school.name, (), (_summary(board),)))
    return sections


def visit_sections(
    board: SchoolBoard, visit: VisitPattern, provider_name: str, today: date, one: DatedVisit | None = None
) -> list[Section]:
    """Return a visit in words: when, who, for whom, and what is wrong with it.

    Args:
        board: of the school.
        visit: as the board shows it.
        provider_name: of who comes.
        today: the day on which the rhythm is told about.
        one: its day, on the board of one week.
    """
    person = next((one for one in board.professionals if one.id == visit.professional_id), None)
    needs = served(visit, {need.id: need for need in board.needs})
    lines = [("Wie", _name(person)), *(dated_words(board, one) if one else ())]
    lines += _labelled("Voor", [need_words(board, need) for need in needs] or [_FOR_NOBODY])
    lines += [(_CANNOT, clash.sentence) for clash in board.clashes if visit.id in {clash.visit_id, clash.other_id}]
    lines += [(_mark(found.finding), found.finding.sentence) for found in _findings_of(board, visit, one)]
    lines.append(("Ritme", _rhythm(board, visit, one.one.due_day if one else today)))
    missed = next((day for key, day in board.cancelled if key == visit.id), None)
    if missed is not None:
        told = f"{weekday_short(missed.day.weekday())} {dutch_date_short(missed.day)}: {missed.reasons[0].name}"
        lines.append(("School dicht", told))
    if visit.locked:
        lines.append(("Vastgezet", ActText("ja", "; {screens.planning_acts.FixVisit} maakt het los")))
    lines.append(("Aanbieder", provider_name))
    if visit.ends_on:
        lines.append(("Laatste dag", dutch_date_short(visit.ends_on)))
    if visit.note:
        lines.append(("Notitie", visit.note))
    day = day_words(one.one.day) if one else weekday(visit.weekday)
    title = f"{day} {time_span(visit.start_minute, visit.duration_minutes)}"
    return [Section(title.capitalize(), lines)]


def _findings_of(board: SchoolBoard, visit: VisitPattern, one: DatedVisit | None) -> list[FoundPlace]:
    """Return what is wrong with a visit; on the board of one week on its own day, or in the week as a whole."""
    return [
        found
        for found in board.found
        if visit.id in found.finding.visit_ids and (one is None or found.finding.day in {one.one.day, board.week})
    ]


def free_sections(
    board: SchoolBoard,
    person: Professional,
    provider_name: str,
    place: tuple[int, int],
    elsewhere: Iterable[tuple[VisitPattern, School | None]],
) -> list[Section]:
    """Return an empty place in words: whose it is, whether they can come then, and which open needs they can give.

    Args:
        board: of the school.
        person: the professional in whose lane it is.
        provider_name: of that professional; may be empty.
        place: weekday and minute of the day.
        elsewhere: that professional's visits to other schools.
    """
    day, minute = place
    needs = {need.id: need for need in board.needs}
    away = _away(board, person, day, minute)
    on = day_words(board.week + timedelta(days=day)) if board.week else weekday(day)
    title = f"{on.capitalize()} {time_of_day(minute)}"
    if away:
        told = [("Wie", _name(person)), ("Afwezig", away), ("Aanbieder", provider_name)]
        return [Section(f"{title}, afwezig", told)]
    lines = [("Wie", _name(person)), *_when(person, day, elsewhere)]
    fitting = gaps_for(board, person)
    shown = [f"{need_words(board, needs[gap.need.id])}, nog {duration(gap.uncovered_per_week)}" for gap in fitting]
    if len(shown) > _MOST_FITTING:
        shown = [*shown[:_MOST_FITTING], f"en nog {len(shown) - _MOST_FITTING}"]
    lines += _labelled("Kan geven", shown or ["niets van wat nog open staat"])
    lines.append(("Aanbieder", provider_name))
    return [Section(f"{title}, nog vrij", lines)]


def _away(board: SchoolBoard, person: Professional, weekday_shown: int, minute: int) -> str:
    """Return from when to when a professional is away at a place of a week; "" when they are not, or in the fixed plan."""
    known = board.checked.region.surroundings.professionals.get(person.id) if board.checked and board.week else None
    if known is None or board.week is None:
        return ""
    away = away_then(known.absences, board.week + timedelta(days=weekday_shown), minute, minute + 1)
    return away.words if away else ""


def moving_sections(
    board: SchoolBoard,
    visit: VisitPattern,
    person: Professional,
    place: tuple[int, int],
    elsewhere: Mapping[str, Sequence[tuple[VisitPattern, School | None]]],
) -> list[Section]:
    """Return where a visit on the move would come, what would clash there, and how to put it down.

    Args:
        board: of the school.
        visit: the visit that is held.
        person: the professional in whose lane the cursor is.
        place: weekday and minute of the day under the cursor.
        elsewhere: visits to other schools, by professional.
    """
    day, minute = place
    title = f"Wordt {weekday(day)} {time_span(minute, visit.duration_minutes)}"
    lines = [("Wie", _name(person)), *what_if(board, visit, person, place, elsewhere)]
    lines += _when(person, day, elsewhere.get(person.id, ()))
    return [Section(title, lines, ("Pijltjes: plek kiezen. Enter: neerzetten. Esc: laat maar.",))]


def what_if(
    board: SchoolBoard,
    visit: VisitPattern,
    person: Professional,
    place: tuple[int, int],
    elsewhere: Mapping[str, Sequence[tuple[VisitPattern, School | None]]],
) -> list[tuple[str, str]]:
    """Return in labelled lines what would be newly wrong with a visit of the fixed plan at another place.

    Takes what `moving_sections` takes.
    """
    day, minute = place
    moved = replace(board_visit(visit), professional_id=person.id, weekday=day, start_minute=minute)
    lines = [(_CANNOT, sentence) for sentence in _clashes_of(board, moved, elsewhere)]
    found = found_if_moved(board, visit, weekday=day, start_minute=minute, professional_id=person.id)
    return lines + [(_mark(one), one.sentence) for one in found]


def day_moving_sections(
    board: SchoolBoard, one: DatedVisit, person: Professional, place: tuple[int, int]
) -> list[Section]:
    """Return where a visit on the move would come in one week, and what would be wrong with that day then.

    Args:
        board: of the week.
        one: the visit that is held.
        person: the professional in whose lane the cursor is.
        place: weekday and minute of the day under the cursor.
    """
    day, minute = place
    if board.week is None:
        return []
    on = board.week + timedelta(days=day)
    title = f"Wordt {day_words(on)} {time_span(minute, one.visit.duration_minutes)}"
    lines = [("Wie", _name(person)), *what_if_on_day(board, one, person, on, minute)]
    told = "Alleen op deze dag. Pijltjes: plek kiezen. Enter: neerzetten. Esc: laat maar."
    return [Section(title, lines, (told,))]


def what_if_on_day(
    board: SchoolBoard, one: DatedVisit, person: Professional, day: date, minute: int
) -> list[tuple[str, str]]:
    """Return in labelled lines what would be newly wrong with a visit on its day, on another day, time or by another person."""
    before = one.one.change or DayChange()
    change = replace(before, cancelled=False, moved_to=day, start_minute=minute, professional_id=person.id)
    return [(_mark(found), found.sentence) for found in found_if_day_changed(board, one, change)]


def _summary(board: SchoolBoard) -> str:
    percent = board.coverage_percent
    if board.measures.no_school:
        return _NOTHING_NEEDED
    if percent is None:
        return ActText("Er zijn nog geen zorgbehoeften bij deze school.", "Voeg ze toe bij Casussen ({GoCases}).")
    if not board.gaps:
        return "Alle zorg die nodig is, staat op het bord."
    rest = duration(sum(gap.uncovered_per_week for gap in board.gaps))
    count = len(board.gaps)
    shown = f"{rest} per week" if board.week is None else f"{rest} in deze week"
    return (
        f"{percent} % van de zorg is gedekt. Nog te plannen: {shown}, voor "
        f"{count} {'zorgbehoefte' if count == 1 else 'zorgbehoeften'}."
    )


def _gap_section(board: SchoolBoard) -> Section:
    needs = {need.id: need for need in board.needs}
    lines = [(f"! {duration(gap.uncovered_per_week)}", need_words(board, needs[gap.need.id])) for gap in board.gaps]
    nothing = "Er is niets om te plannen." if not board.covered else "Alles is gedekt."
    if board.measures.no_school:
        nothing = _NOTHING_NEEDED
    title = "Nog niet gedekt, per week" if board.week is None else "Nog niet gedekt in deze week"
    return Section(title, lines, () if lines else (nothing,))


def _clash_section(board: SchoolBoard) -> Section:
    visits: Mapping[str, VisitPattern] = {visit.id: visit for visit in board.visits}
    lines = []
    for clash in board.clashes:
        visit = visits.get(clash.visit_id) or visits[clash.other_id or ""]
        lines.append((f"! {weekday_short(visit.weekday)} {time_of_day(visit.start_minute)}", clash.sentence))
    lines += [(f"! {one.when}", one.finding.sentence) for one in blocking(board)]
    title = ActText(f"Botsingen ({len(lines)})", "; {screens.planning_paths.NextClash} gaat erlangs")
    return Section(title if lines else "Botsingen", lines, () if lines else ("Geen.",))


def _mark(finding: Finding) -> str:
    """Return the label of what is wrong with a visit; what cannot be published carries a sign."""
    return _CANNOT if finding.severity is Severity.HARD else "Let op"


def _doubtful_sections(board: SchoolBoard) -> list[Section]:
    """Return how often there is what may be published with a reason; the list has each of them."""
    counted = Counter(one.finding.kind for one in board.found if one.finding.severity is Severity.SOFT)
    if not counted:
        return []
    lines = [(f"{count} x", KIND_WORDS[kind]) for kind, count in counted.most_common()]
    title = ActText(f"Om op te letten ({counted.total()})", "; {screens.planning_paths.ListClashes} toont alles")
    return [Section(title, lines)]


def _closed_section(board: SchoolBoard) -> Section:
    """Return when visits do not take place in the coming weeks, once for each reason."""
    days: dict[str, list[date]] = {}
    for _, one in board.cancelled:
        days.setdefault(one.reasons[0].words, []).append(one.day)
    lines = [(_visits(len(found)), words) for words, found in days.items()]
    return Section("School dicht, komende zes weken", lines)


def _visits(count: int) -> str:
    return "1 bezoek" if count == 1 else f"{count} bezoeken"


def _provider_section(use: CapUse, names: Sequence[str]) -> Section:
    mark = "! " if use.over else ""
    return Section("Vaste zorgaanbieders", (), (mark + use.sentence, *(("\n".join(names),) if names else ())))


def _labelled(label: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return texts under each other, the label beside the first."""
    return [(label if not place else "", text) for place, text in enumerate(texts)]


def _name(person: Professional | None) -> str:
    return person.name if person and person.name else "onbekend"


def _when(
    person: Professional, day: int, elsewhere: Iterable[tuple[VisitPattern, School | None]]
) -> list[tuple[str, str]]:
    """Return when a professional can come on a day, and where else they are then."""
    away = [
        f"{time_span(visit.start_minute, visit.duration_minutes)} {school.name if school else '?'}"
        + ("" if visit.rhythm == Rhythm.WEEKLY else f" ({word(visit.rhythm, Rhythm).lower()})")
        for visit, school in elsewhere
        if visit.weekday == day
    ]
    return [("Beschikbaar", _availability(person, day)), *_labelled("Elders", away)]


def _clashes_of(
    board: SchoolBoard, moved: BoardVisit, elsewhere: Mapping[str, Sequence[tuple[VisitPattern, School | None]]]
) -> list[str]:
    """Return what would clash if a visit of this board stood elsewhere on it."""
    away = [pair for visits in elsewhere.values() for pair in visits]
    others = [visit for visit in board.visits if visit.id != moved.id] + [visit for visit, _ in away]
    schools = {school.id: school for school in (board.school, *(school for _, school in away)) if school}
    found = clashes(
        [moved, *(board_visit(visit) for visit in others)],
        [board_professional(person) for person in board.professionals],
        [board_school(school) for school in schools.values()],
        [board_need(need) for need in board.needs],
    )
    return [clash.sentence for clash in found if moved.id in {clash.visit_id, clash.other_id}]


def _rhythm(board: SchoolBoard, visit: VisitPattern, today: date) -> str:
    text = word(visit.rhythm, Rhythm)
    if visit.rhythm == Rhythm.WEEKLY:
        return text
    return f"{text} (deze week {'wel' if board.place.fortnights.meets(visit.rhythm, today) else 'niet'})"


def _availability(person: Professional, day: int) -> str:
    if not person.availability:
        return "niet bekend"
    windows = board_professional(person).windows(day)
    return " en ".join(time_span(first, end - first) for first, end in windows) or f"niet op {weekday(day)}"
