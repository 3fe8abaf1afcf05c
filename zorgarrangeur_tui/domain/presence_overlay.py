"""What care is asked at a school in each half hour of a week, against who is there and which rooms are in use. Pure.

The rules:

* Care at a fixed moment is asked from that moment on. The minutes a week are divided over the days that the need names, or
  every weekday with school; on a day on which the school is closed nothing is asked.
* Care in a window stands where visits give it, as far as they do so within the window; which part of a visit that is, is a
  rule of `coverage`. What nobody gives yet is divided over its days in the same way, and spread evenly over the window.
* Care that may be given at any time is asked in no half hour: it is a total beside them. As far as visits give it, it takes
  the time of who is there.
* Care on call is asked nowhere; whether somebody is there who gives it is told.
* Care in a group takes one professional for all in the same visit; what is not in a visit, one for so many as fit in a group.
* Of one kind of care: who gives other care at a certain time, in a visit, has no time for this.
* Somebody present gives what it has learnt, to one at a time. There is too little when no division of the people who are
  there gives all that is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zorgarrangeur_tui.domain.presence_pieces import Piece, pieces_of, planned_minutes
from zorgarrangeur_tui.domain.presence_values import (
    HALF_HOUR,
    AskedCare,
    AskedInSlot,
    OverlayDay,
    PresenceOverlay,
    SlotLoad,
)
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, CheckedProfessional, DayVisit
from zorgarrangeur_tui.domain.visit_place_checks import peak
from zorgarrangeur_tui.domain.work_division import minutes_given


def presence_overlay(
    days: Sequence[OverlayDay],
    asked: Iterable[AskedCare],
    visits: Sequence[DayVisit],
    people: Mapping[str, CheckedProfessional],
    *,
    usual_days: Sequence[int] = range(5),
    rooms: int | None = None,
    kind: str = "",
) -> PresenceOverlay:
    """Return what is asked in each half hour of a week against who is there.

    Args:
        days: of the week.
        asked: the needs of the school in force.
        visits: to the school in this week, as they are on their days.
        people: who makes them, by id; of others it is not known what they give, and they give nothing.
        usual_days: weekdays on which there usually is school.
        rooms: how many there are; None when that is not known.
        kind: a `CareKind` value, to look only at that kind of care and who gives it; "" for all.
    """
    known = list(asked)
    planned = planned_minutes(known, visits)
    needs = [one for one in known if not kind or one.need.kind == kind]
    pieces: dict[date, list[Piece]] = defaultdict(list)
    for one in known:
        for piece in pieces_of(one, days, planned.get(one.need.id, ()), sorted(usual_days)):
            if piece.visit is not None or not kind or one.need.kind == kind:
                pieces[piece.day].append(piece)
    by_day: dict[date, list[DayVisit]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: (visit.start_minute, visit.id)):
        by_day[visit.day].append(visit)
    slots = {
        (day.day.weekday(), start): _slot(day.day, start, pieces[day.day], by_day[day.day], people, rooms, kind)
        for day in days
        for start in _starts(day, pieces[day.day], by_day[day.day])
    }
    free = [one for one in needs if one.is_free]
    return PresenceOverlay(
        tuple(days),
        slots,
        sum(one.need.minutes_needed for one in free),
        sum(minutes for one in free for _, minutes in planned.get(one.need.id, ())),
        tuple(one for one in needs if one.is_on_call),
    )


def can_give(person: CheckedProfessional, need: CheckedNeed) -> bool:
    """Tell whether a professional gives a kind of care, with the reserved act that may be part of it."""
    knows = person.skills is None or need.kind in person.skills
    return knows and (person.reserved_acts or not need.reserved_act)


def able(slot: SlotLoad, need: CheckedNeed, people: Mapping[str, CheckedProfessional]) -> list[CheckedProfessional]:
    """Return who is there in a half hour and gives the care of a need, in the order of the visits."""
    there = (people[key] for key, _ in slot.present if key in people)
    return [person for person in there if can_give(person, need)]


def _starts(day: OverlayDay, pieces: Iterable[Piece], visits: Iterable[DayVisit]) -> range:
    """Return the half hours of a day: those with school, and whatever is asked or planned outside it."""
    spans = [one.span for one in pieces] + [(one.start_minute, one.end_minute) for one in visits]
    spans += [day.hours] if day.hours else []
    if not spans:
        return range(0)
    first = min(start for start, _ in spans) // HALF_HOUR * HALF_HOUR
    return range(first, max(end for _, end in spans), HALF_HOUR)


def _slot(
    day: date,
    start: int,
    pieces: Iterable[Piece],
    visits: Sequence[DayVisit],
    people: Mapping[str, CheckedProfessional],
    rooms: int | None,
    kind: str,
) -> SlotLoad:
    end = start + HALF_HOUR
    found = [
        AskedInSlot(one.asked, minutes, one.window, one.visit) for one in pieces if (minutes := one.within(start, end))
    ]
    looked_at = [one for one in found if not kind or one.asked.need.kind == kind]
    needs = tuple(one for one in looked_at if not one.asked.is_free)
    present = {key: minutes for key, minutes in _present(visits, start, end).items() if _matters(people.get(key), kind)}
    other = [one for one in found if one not in looked_at and not one.asked.is_free]
    busy = _taken(other, present)
    units = _units(needs)
    total = sum(minutes for minutes, _ in units)
    able_to = [(minutes, [key for key in present if _gives(people.get(key), asked)]) for minutes, asked in units]
    free = _taken([one for one in found if one.asked.is_free], present)
    return SlotLoad(
        day,
        start,
        needs,
        total,
        tuple(present.items()),
        total - minutes_given(able_to, {key: max(0, minutes - busy.get(key, 0)) for key, minutes in present.items()}),
        sum(free.values()) + sum(busy.values()),
        peak([one for one in visits if one.duration_minutes > 0], (start, end)),
        rooms,
    )


def _taken(given: Iterable[AskedInSlot], present: Mapping[str, int]) -> dict[str, int]:
    """Return how many minutes of each who is there such care in visits takes."""
    by_person: dict[str, list[AskedInSlot]] = defaultdict(list)
    for one in given:
        if one.visit is not None and one.visit.professional_id in present:
            by_person[one.visit.professional_id].append(one)
    return {key: min(present[key], sum(minutes for minutes, _ in _units(found))) for key, found in by_person.items()}


def _present(visits: Iterable[DayVisit], start: int, end: int) -> dict[str, int]:
    """Return how many minutes of a stretch of time each professional is there; at two visits at once it is there once."""
    there: dict[str, set[int]] = defaultdict(set)
    for visit in visits:
        minutes = range(max(start, visit.start_minute), min(end, visit.end_minute))
        if visit.professional_id and minutes:
            there[visit.professional_id] |= set(minutes)
    return {key: len(minutes) for key, minutes in there.items()}


def _matters(person: CheckedProfessional | None, kind: str) -> bool:
    if not kind:
        return True
    return person is not None and (person.skills is None or kind in person.skills)


def _gives(person: CheckedProfessional | None, needs: Iterable[CheckedNeed]) -> bool:
    return person is not None and all(can_give(person, need) for need in needs)


def _units(needs: Iterable[AskedInSlot]) -> list[tuple[int, list[CheckedNeed]]]:
    """Return how many minutes of a professional are asked, and for which needs: pupils one by one, groups together."""
    units: list[tuple[int, list[CheckedNeed]]] = []
    groups: dict[tuple[str, str, int | None], list[AskedInSlot]] = defaultdict(list)
    for one in needs:
        if one.asked.need.group:
            together = one.visit.id if one.visit else ""
            groups[together, one.asked.need.kind, one.asked.need.group_size].append(one)
        else:
            units.append((one.minutes, [one.asked.need]))
    for (together, _, size), members in groups.items():
        longest, total = max(one.minutes for one in members), sum(one.minutes for one in members)
        minutes = longest if together or not size or size < 1 else max(longest, -(-total // size))
        units.append((minutes, [one.asked.need for one in members]))
    return units
