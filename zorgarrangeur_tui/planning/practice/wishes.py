"""What the pupils of an invented problem need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import NamedTuple

from zorgarrangeur_tui.planning.practice.towns import SPECIAL
from zorgarrangeur_tui.planning.practice.trades import LAWS, MEDICAL_KINDS
from zorgarrangeur_tui.planning.problem import NeedLine, Rules, SchoolSite

_MEDICAL_FIRST = ("VP", "PV", "BG", "BI", "BH", "PM")
_CATHETER_MOMENTS = (8, 16, 22)
_CARE_MOMENTS = (8, 15, 16, 21)
_GROUP_SPECIAL, _GROUP_MAINSTREAM = 6, 4


class Wish(NamedTuple):
    """Care that a pupil would get if it can be planned. A medical moment may shift by the slack, in slots."""

    pupil: int
    kind: str
    duration: int
    sessions: int = 0
    moment: int = 0
    slack: int = 0


def draw_wishes(chance: Random, school: SchoolSite, pupils: range, rules: Rules) -> list[Wish]:
    """Draw what the pupils of a school need, in the order in which it is planned: what is fixed in time comes first.

    Every draw is made in a fixed order, so that a seed always gives the same problem.
    """
    special = school.kind == SPECIAL
    wishes = [wish for pupil in pupils for wish in _wishes_of(chance, pupil, special, rules)]
    return sorted(wishes, key=lambda wish: (_MEDICAL_FIRST.index(wish.kind), chance.random()))


def draw_line(chance: Random, wish: Wish, number: int, school: SchoolSite, rules: Rules) -> NeedLine | None:
    """Draw the need line of a wish; None when the school is never open at its moment."""
    line = NeedLine(
        pupil=wish.pupil,
        school=number,
        kind=wish.kind,
        duration=wish.duration,
        sessions=wish.sessions,
        fixed_moment=wish.kind == "VP",
        max_faces=rules.max_faces if wish.kind in MEDICAL_KINDS else 1,
        law=LAWS[wish.kind],
    )
    if wish.kind in MEDICAL_KINDS:
        return _at_a_moment(chance, line, wish, school)
    if wish.kind == "BG":
        return replace(line, group_size=_GROUP_SPECIAL if school.kind == SPECIAL else _GROUP_MAINSTREAM)
    if wish.kind == "BH" and chance.random() < 0.5:
        return replace(line, weekly=False, week=chance.choice([None, 0, 1]))
    return line


def simple_line(pupil: int, school: int) -> NeedLine:
    """Return half an hour of guidance a week, for a pupil for whom nothing else could be planned."""
    return NeedLine(pupil=pupil, school=school, kind="BI", duration=2, sessions=1, law=LAWS["BI"])


def _wishes_of(chance: Random, pupil: int, special: bool, rules: Rules) -> Iterator[Wish]:
    """Draw what one pupil needs; never nothing."""
    found = False
    if chance.random() < (0.12 if special else 0.04):
        times = chance.choice([1, 1, 2])
        for moment in chance.sample(_CATHETER_MOMENTS, times):
            yield Wish(pupil, "VP", chance.choice([1, 2]), moment=moment)
        found = True
    if chance.random() < (0.25 if special else 0.05):
        yield Wish(pupil, "PV", chance.choice([1, 2]), moment=chance.choice(_CARE_MOMENTS), slack=2)
        found = True
    if chance.random() < 0.60:
        yield Wish(pupil, "BI", chance.choice([3, 3, 4]), chance.choice([1, 1, 2, 2, 3]))
        found = True
    if chance.random() < 0.45:
        yield Wish(pupil, "BG", rules.group_slots, chance.choice([1, 2, 2, 3]))
        found = True
    if chance.random() < 0.25:
        yield Wish(pupil, "BH", chance.choice([3, 4]), 1)
        found = True
    if chance.random() < 0.30:
        yield Wish(pupil, "PM", 2, chance.choice([1, 1, 2]))
        found = True
    if not found:
        yield Wish(pupil, "BI", 3, 1)


def _at_a_moment(chance: Random, line: NeedLine, wish: Wish, school: SchoolSite) -> NeedLine | None:
    """Draw the days of medical care at a moment, of those on which the school is open then."""
    days = sorted(
        {
            block // 2
            for block, (start, end) in school.blocks.items()
            if start <= wish.moment and wish.moment + wish.duration <= end
        }
    )
    if wish.kind == "PV" and len(days) > 3:
        times = chance.randint(3, len(days))
        days = sorted(chance.sample(days, times))
    if not days:
        return None
    window = (wish.moment - wish.slack, wish.moment + wish.slack)
    return replace(line, days=tuple(days), sessions=len(days), window=window)
