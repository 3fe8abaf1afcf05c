"""From the board of a school to what a week grid draws: lanes, blocks and open hours. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from storage.models import CareNeed, Professional, VisitPattern
from storage.models.codes import CareKind, Rhythm
from widgets.week_grid import Block, DayHours, Lane
from zorgarrangeur_tui.desk.board import SchoolBoard
from zorgarrangeur_tui.desk.conflicts import FoundPlace
from zorgarrangeur_tui.domain.visit_findings import Severity
from zorgarrangeur_tui.domain.words import short_word
from zorgarrangeur_tui.screens.planning_weeks import CHANGED_SIGN, week_hours

RHYTHM_SIGNS: dict[str, str] = {Rhythm.EVEN: "E", Rhythm.ODD: "O"}
"""What stands in the corner of a visit that is not every week."""

FIRST_HOUR, LAST_HOUR = 9 * 60, 14 * 60
"""Minutes of the day that the grid always shows, before a school's own times widen it to whole hours."""

PRESENT = "aanwezig"
"""What a visit is called that serves no need that is still there."""

_MARGIN = 15
"""Minutes that are shown at least before the first bell and after the last."""
_USUAL_DAY = (8 * 60, 16 * 60)
"""What is shown of a day when the bell times of a school are not known."""
_SCHOOL_DAYS = 5
_FULL_NAMES_UP_TO = 3
"""Most professionals for whom a whole name may fit above a lane; with more, first names are easier to read."""


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """What a week grid shows of a board."""

    lanes: tuple[Lane, ...]
    blocks: tuple[Block, ...]
    hours: tuple[DayHours, ...]


def board_week(board: SchoolBoard, marked: Collection[str] = ()) -> BoardWeek:
    """Return the professionals as lanes, their visits as blocks, and the bell times as open hours.

    Args:
        board: of the school.
        marked: the keys of the visits that the user marked.
    """
    hours = week_hours(board, board_hours(board))
    return BoardWeek(board_lanes(board.professionals), board_blocks(board, marked), hours)


def board_lanes(people: Iterable[Professional]) -> tuple[Lane, ...]:
    """Return a lane per professional, with names that differ from each other as far as that is possible."""
    people = tuple(people)
    titles = [person.name for person in people]
    if len(people) > _FULL_NAMES_UP_TO:
        titles = _distinct([[_first(name), f"{_first(name)} {_last(name)[:1]}".strip(), name] for name in titles])
    shorts = _distinct([[_initials(person.name, 1), _initials(person.name, 2)] for person in people])
    return tuple(
        Lane(person.id, title or "?", short) for person, title, short in zip(people, titles, shorts, strict=True)
    )


def board_blocks(board: SchoolBoard, marked: Collection[str] = ()) -> tuple[Block, ...]:
    """Return a block per visit; one that clashes carries a warning, and one that does not take place is struck through."""
    clashing = clashing_ids(board)
    needs = {need.id: need for need in board.needs}
    return tuple(
        Block(
            key=key,
            lane=visit.professional_id,
            day=visit.weekday,
            start=visit.start_minute,
            end=visit.start_minute + visit.duration_minutes,
            label=visit_label(board, served(visit, needs)),
            rhythm=RHYTHM_SIGNS.get(visit.rhythm, "") + _changed_sign(board, key),
            locked=visit.locked,
            warning=visit.id in clashing and _takes_place(board, key),
            marked=key in marked,
            cancelled=not _takes_place(board, key),
        )
        for key, visit in board.shown.items()
    )


def board_hours(board: SchoolBoard) -> tuple[DayHours, ...]:
    """Return the bell times of each day, and hours of no length that make the grid show a little more than those.

    A school without known bell times is open all day, as far as the grid goes.
    """
    times = [(day, span[0], span[1]) for day, span in enumerate(board.school.bell_times) if len(span) == 2]
    if not times:
        first = min([_USUAL_DAY[0], *(visit.start_minute for visit in board.visits)])
        last = max([_USUAL_DAY[1], *(visit.start_minute + visit.duration_minutes for visit in board.visits)])
        days = max([_SCHOOL_DAYS, *(visit.weekday + 1 for visit in board.visits)])
        return tuple(DayHours(day, first, last) for day in range(days))
    before = max(0, min(first for _, first, _ in times) - _MARGIN)
    after = min(24 * 60, max(last for _, _, last in times) + _MARGIN)
    margins = (DayHours(times[0][0], before, before), DayHours(times[0][0], after, after))
    return tuple(DayHours(day, first, last) for day, first, last in times) + margins


def first_place(board: SchoolBoard, today: int) -> tuple[int, int]:
    """Return where the cursor begins, as weekday and minute: at the first bell of today's weekday, if there is school.

    Args:
        board: of the school.
        today: weekday, 0 = Monday.
    """
    bells = {day: span[0] for day, span in enumerate(board.school.bell_times) if len(span) == 2}
    if not bells:
        return (today if today < _SCHOOL_DAYS else 0), FIRST_HOUR
    day = today if today in bells else min(bells)
    return day, bells[day]


def visit_label(board: SchoolBoard, needs: Iterable[CareNeed]) -> str:
    """Return what a visit is for in a few letters: "PV Blauwe Otter", or with more children "BG BO ZG"."""
    needs = tuple(needs)
    if not needs:
        return PRESENT
    kinds = "+".join(dict.fromkeys(short_word(need.kind, CareKind) for need in needs))
    names = list(dict.fromkeys(whom(board, need) for need in needs))
    return f"{kinds} {names[0] if len(names) == 1 else ' '.join(_letters(name) for name in names)}"


def served(visit: VisitPattern, needs: dict[str, CareNeed]) -> list[CareNeed]:
    """Return the needs of a visit that are on the board, most urgent first."""
    return [needs[key] for key in dict.fromkeys(visit.serves) if key in needs]


def whom(board: SchoolBoard, need: CareNeed) -> str:
    """Return the pseudonym of the child that has a need; "groep" for a need of a group or the school."""
    if not need.pupil_id:
        return "groep"
    pupil = board.pupils.get(need.pupil_id)
    return pupil.pseudonym if pupil and pupil.pseudonym else "?"


def clashing_ids(board: SchoolBoard) -> set[str]:
    """Return the ids of all visits that clash with something, here or at another school, or that cannot be published."""
    clashing = {key for clash in board.clashes for key in (clash.visit_id, clash.other_id) if key}
    return clashing | {one.visit.pattern.id for one in blocking(board) if one.visit is not None}


def blocking(board: SchoolBoard) -> list[FoundPlace]:
    """Return what else is wrong this week and cannot be published."""
    return [one for one in board.found if one.finding.severity is Severity.HARD]


def clashing_visits(board: SchoolBoard) -> list[VisitPattern]:
    """Return the visits on this board that clash, by weekday and time."""
    clashing = clashing_ids(board)
    return [visit for visit in board.visits if visit.id in clashing]


def _takes_place(board: SchoolBoard, key: str) -> bool:
    return key not in board.days or board.days[key].one.takes_place


def _changed_sign(board: SchoolBoard, key: str) -> str:
    one = board.days.get(key)
    changed = one is not None and one.one.change is not None and not one.one.cancelled
    return CHANGED_SIGN if changed else ""


def _distinct(options: list[list[str]]) -> list[str]:
    """Return for each person the first of their names that nobody else has as well; else the last one."""
    chosen = []
    for own in options:
        others = [other for other in options if other is not own]
        free = (name for rank, name in enumerate(own) if all(other[rank] != name for other in others))
        chosen.append(next(free, own[-1]))
    return chosen


def _first(name: str) -> str:
    return next(iter(name.split()), "")


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1] if len(name.split()) > 1 else ""


def _initials(name: str, letters: int) -> str:
    """Return "DV" for "Dewi in 't Veldhuisje", or "DeV" with two letters of the first name."""
    return _first(name)[:letters] + _last(name)[:1]


def _letters(name: str) -> str:
    """Return "BO" for "Blauwe Otter"; one word stays as it is."""
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else name
