"""The plain checks of the planning board: what cannot be, why, and the nearest way out.

Checked is: a professional in two visits at once, a visit outside the school's hours or the professional's availability
(as far as known), a kind of care that the professional does not give, and a reserved act without competence (Wet BIG).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.board_openings import nearest_start, substitute
from zorgarrangeur_tui.domain.board_values import BoardNeed, BoardProfessional, BoardSchool, BoardVisit
from zorgarrangeur_tui.domain.clock import time_of_day, time_span, weekday
from zorgarrangeur_tui.domain.rhythms import rhythms_meet
from zorgarrangeur_tui.domain.words import word


class ClashKind(StrEnum):
    """What is wrong with a visit. `closed_visits` finds the last one, which needs the calendar of the school."""

    DOUBLE_BOOKED = "double_booked"
    OUTSIDE_SCHOOL_HOURS = "outside_school_hours"
    OUTSIDE_AVAILABILITY = "outside_availability"
    SKILL_MISSING = "skill_missing"
    COMPETENCE_MISSING = "competence_missing"
    SCHOOL_CLOSED = "school_closed"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that cannot be.

    `other_id` is the other visit of a double booking. `sentence` says in Dutch what is wrong and the nearest way out; names
    in it are text of users.
    """

    visit_id: str
    other_id: str | None
    sentence: str
    kind: ClashKind


def clashes(
    visits: Iterable[BoardVisit],
    professionals: Iterable[BoardProfessional],
    schools: Iterable[BoardSchool],
    needs: Iterable[BoardNeed],
) -> list[Clash]:
    """Return every clash, by weekday, start and id of the visit.

    A double booking is reported once, at the later visit. What is not among the given professionals, schools and needs
    is not checked; a visit without a professional or school is no clash.
    """
    board = _Board(visits, professionals, schools, needs)
    return [clash for visit in board.visits for clash in board.clashes_of(visit)]


class _Board:
    """All values by id, and the checks over them."""

    def __init__(
        self,
        visits: Iterable[BoardVisit],
        professionals: Iterable[BoardProfessional],
        schools: Iterable[BoardSchool],
        needs: Iterable[BoardNeed],
    ) -> None:
        self.visits = sorted(visits, key=lambda visit: (visit.weekday, visit.start_minute, visit.id))
        self.professionals = {person.id: person for person in professionals}
        self.schools = {school.id: school for school in schools}
        self.needs = {need.id: need for need in needs}
        self.agenda: dict[str, list[BoardVisit]] = defaultdict(list)
        for visit in self.visits:
            if visit.professional_id:
                self.agenda[visit.professional_id].append(visit)
        self.booked_before: dict[str, list[BoardVisit]] = defaultdict(list)
        for agenda in self.agenda.values():
            for earlier, later in combinations(agenda, 2):
                if later.overlaps(earlier):
                    self.booked_before[later.id].append(earlier)

    def clashes_of(self, visit: BoardVisit) -> Iterator[Clash]:
        """Yield what is wrong with one visit."""
        professional = self.professionals.get(visit.professional_id)
        school = self.schools.get(visit.school_id)
        yield from self._double_bookings(visit)
        if school is not None and school.bell_times:
            yield from self._outside_school_hours(visit, school)
        if professional is not None:
            if professional.availability:
                yield from self._outside_availability(visit, professional)
            yield from self._missing_skills(visit, professional)

    def _double_bookings(self, visit: BoardVisit) -> Iterator[Clash]:
        for other in self.booked_before[visit.id]:
            school = self.schools.get(other.school_id)
            where = f" bij {school.name}" if school else ""
            cause = (
                f"{self._who(visit)} heeft op {weekday(visit.weekday)} van "
                f"{_from_to(other)} al een ander bezoek{where}."
            )
            yield Clash(visit.id, other.id, f"{cause} {self._other_time(visit)}", ClashKind.DOUBLE_BOOKED)

    def _outside_school_hours(self, visit: BoardVisit, school: BoardSchool) -> Iterator[Clash]:
        hours = school.open_at(visit.weekday)
        if hours is None:
            days = [weekday(day) for day, times in enumerate(school.bell_times) if times is not None]
            way_out = f"Kies een andere dag: {', '.join(days)}." if days else "Vul eerst de schooltijden in."
            sentence = f"{school.name} is op {weekday(visit.weekday)} dicht. {way_out}"
            yield Clash(visit.id, None, sentence, ClashKind.OUTSIDE_SCHOOL_HOURS)
        elif visit.start_minute < hours[0] or visit.end_minute > hours[1]:
            cause = (
                f"Dit bezoek ({_from_to(visit)}) valt buiten de schooltijd van {school.name}: op "
                f"{weekday(visit.weekday)} van {time_of_day(hours[0])} tot {time_of_day(hours[1])}."
            )
            yield Clash(visit.id, None, f"{cause} {self._other_time(visit)}", ClashKind.OUTSIDE_SCHOOL_HOURS)

    def _outside_availability(self, visit: BoardVisit, professional: BoardProfessional) -> Iterator[Clash]:
        windows = professional.windows(visit.weekday)
        if any(first <= visit.start_minute and visit.end_minute <= end for first, end in windows):
            return
        day = weekday(visit.weekday)
        if windows:
            times = " en ".join(f"van {time_of_day(first)} tot {time_of_day(end)}" for first, end in windows)
            cause = f"{professional.name} is op {day} alleen {times} beschikbaar; dit bezoek is van {_from_to(visit)}."
        else:
            cause = f"{professional.name} is op {day} niet beschikbaar."
        yield Clash(visit.id, None, f"{cause} {self._other_time(visit)}", ClashKind.OUTSIDE_AVAILABILITY)

    def _missing_skills(self, visit: BoardVisit, professional: BoardProfessional) -> Iterator[Clash]:
        served = [self.needs[key] for key in dict.fromkeys(visit.serves) if key in self.needs]
        missing = dict.fromkeys(need.kind for need in served if need.kind not in professional.skills)
        for kind in missing:
            cause = f"{professional.name} geeft geen {_in_sentence(kind)}."
            yield Clash(visit.id, None, f"{cause} {self._other_person(visit, served)}", ClashKind.SKILL_MISSING)
        if not professional.reserved_acts and any(need.reserved_act for need in served):
            cause = f"Bij dit bezoek hoort een voorbehouden handeling; {professional.name} is daarvoor niet bevoegd."
            yield Clash(visit.id, None, f"{cause} {self._other_person(visit, served)}", ClashKind.COMPETENCE_MISSING)

    def _who(self, visit: BoardVisit) -> str:
        professional = self.professionals.get(visit.professional_id)
        return professional.name if professional and professional.name else "Deze zorgprofessional"

    def _other_time(self, visit: BoardVisit) -> str:
        """Say when the visit does fit, by the same professional on the same day or on another."""
        professional = self.professionals.get(visit.professional_id)
        school = self.schools.get(visit.school_id)
        agenda = [other for other in self.agenda[visit.professional_id] if rhythms_meet(visit.rhythm, other.rhythm)]
        start = nearest_start(visit, professional, school, agenda)
        if start is not None:
            return f"Het kan wel om {time_of_day(start)}."
        for ahead in range(1, 5):
            day = (visit.weekday + ahead) % 5
            start = nearest_start(replace(visit, weekday=day), professional, school, agenda)
            if start is not None:
                return f"Die dag past het niet; het kan wel op {weekday(day)} om {time_of_day(start)}."
        return "Deze week past het niet; kies een andere zorgprofessional of maak het bezoek korter."

    def _other_person(self, visit: BoardVisit, served: Iterable[BoardNeed]) -> str:
        """Say who could do the visit instead."""
        person = substitute(visit, served, self.professionals.values(), self.agenda)
        if person is not None:
            return f"{person.name} kan dit wel en is dan vrij."
        return "Niemand anders die dit kan is dan vrij; kies een andere tijd of verdeel het bezoek."


def _from_to(visit: BoardVisit) -> str:
    """Return "9:00 tot 10:00"."""
    return time_span(visit.start_minute, visit.duration_minutes).replace("-", " tot ")


def _in_sentence(kind: str) -> str:
    """Return the word for a kind of care as it stands within a sentence."""
    text = word(kind, CareKind)
    return text[:1].lower() + text[1:]
