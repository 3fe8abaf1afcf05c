"""How quickly the conflicts of a whole region follow an edit, beside counting them all again.

Run from the root of the project: `python -m bench.conflicts`. Nothing is asserted. Python clears away its garbage as it does in the app: how often that falls in an
edit, and how long it takes then, is told too.
"""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

from bench.command import run
from bench.figures import Figure, Size, figure
from storage.models.casework_codes import DeliveryForm
from storage.models.codes import CareKind, HolidayRegion, Law, Rhythm
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.budgets import BudgetValue
from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.domain.region_conflicts import Edit, RegionConflicts, RegionVisit
from zorgarrangeur_tui.domain.school_calendar import SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, SchoolDays
from zorgarrangeur_tui.domain.travel import Place
from zorgarrangeur_tui.domain.visit_check_values import (
    Announced,
    CheckedNeed,
    CheckedProfessional,
    CheckedProvider,
    CheckedSchool,
    CheckedTitle,
    DayVisit,
    Surroundings,
)

SCHOOLS, PROFESSIONALS, PUPILS, PROVIDERS = 300, 1_000, 6_000, 60
EDITS = {Size.FULL: 300, Size.QUICK: 50, Size.TINY: 3}
BESIDE = "count them all again"
MONDAY = date(2026, 11, 23)
_ALL_OBJECTS = 2
KINDS = (CareKind.PERSONAL_CARE, CareKind.NURSING, CareKind.INDIVIDUAL_GUIDANCE)
HOURS = BellTimes(tuple((510, 870) for _ in range(5)))


def invented_region(seed: int = 1) -> tuple[Surroundings, list[RegionVisit]]:
    """Return a region in which most is right: each school has its own professionals, who go round its pupils."""
    chance = random.Random(seed)  # a repeatable region, not a secret
    schools = {}
    for number in range(SCHOOLS):
        days = SchoolDays(f"s{number}", f"School {number}", HolidayRegion.MIDDLE, (HOURS,))
        place = Place(52 + chance.random() / 4, 5 + chance.random() / 4)
        bonds = tuple(Bond(f"z{chance.randrange(PROVIDERS)}") for _ in range(3))
        schools[f"s{number}"] = CheckedSchool(SchoolCalendar(days), 4, place, ((0, 510, 525),), 3, bonds)
    people = {
        f"p{number}": CheckedProfessional(
            f"p{number}",
            f"Iemand {number}",
            f"z{number % PROVIDERS}",
            number % 3 == 0,
            1_200,
            frozenset(chance.sample(KINDS, 2)),
            tuple((day, 510, 900) for day in range(5) if chance.random() < 0.95),
        )
        for number in range(PROFESSIONALS)
    }
    providers = {
        f"z{number}": CheckedProvider(f"z{number}", f"Zorg {number}", frozenset(KINDS), frozenset({Law.YOUTH_ACT}))
        for number in range(PROVIDERS)
    }
    title = CheckedTitle("t", Law.YOUTH_ACT, DeliveryForm.IN_KIND, date(2026, 1, 1), date(2027, 7, 31))
    needs = {}
    for number in range(PUPILS):
        for extra in range(chance.randint(1, 3)):
            key = f"n{number}-{extra}"
            minutes, kind = 15 * chance.randint(2, 12), chance.choice(KINDS)
            acts, where = chance.random() < 0.1, f"s{number % SCHOOLS}"
            needs[key] = CheckedNeed(
                key,
                kind,
                f"l{number}",
                reserved_act=acts,
                minutes_needed=minutes,
                titles=(title,) if chance.random() < 0.98 else (replace(title, ends_on=MONDAY),),
                place_id=where,
            )
    visits = invented_visits(chance, needs)
    return Surroundings(published(schools, visits), people, providers, needs), visits


def published(schools: dict[str, CheckedSchool], visits: list[RegionVisit]) -> dict[str, CheckedSchool]:
    """Return the schools with a budget a little below what is planned, and with this plan made known for the week."""
    days: dict[str, list[DayVisit]] = {key: [] for key in schools}
    for visit in visits:
        days[visit.pattern.school_id] += [replace(one, serves=()) for one in visit.days]
    return {
        key: replace(
            school,
            budgets=(BudgetValue("b", minutes_per_week=sum(one.duration_minutes for one in days[key]) - 60),),
            announced=Announced(MONDAY, MONDAY + timedelta(days=6), 7, tuple(days[key])),
        )
        for key, school in schools.items()
    }


def invented_visits(chance: random.Random, needs: dict[str, CheckedNeed]) -> list[RegionVisit]:
    """Return about two visits a pupil, one after another through the days of each professional."""
    asked: dict[str, list[str]] = {}
    for need in needs.values():
        asked.setdefault(need.place_id, []).append(need.id)
    visits: list[RegionVisit] = []
    for number in range(PROFESSIONALS):
        home = number % SCHOOLS
        for day in range(5):
            minute = 525
            while minute < 840 and chance.random() < 0.75:
                school = f"s{home if chance.random() < 0.95 else (home + 1) % SCHOOLS}"
                length = chance.choice((30, 45, 60, 90))
                serves = tuple(chance.sample(asked[school], chance.choice((1, 1, 1, 2))))
                pattern = BoardVisit(
                    f"v{len(visits)}", f"p{number}", school, day, minute, length, Rhythm.WEEKLY, serves
                )
                visits.append(with_day(pattern))
                minute += length + chance.choice((0, 15, 30))
    return visits


def with_day(pattern: BoardVisit) -> RegionVisit:
    """Return a visit with its day in the week."""
    day = MONDAY + timedelta(days=pattern.weekday)
    span = pattern.start_minute, pattern.duration_minutes
    return RegionVisit(
        pattern, (DayVisit(pattern.id, day, pattern.professional_id, pattern.school_id, *span, pattern.serves),)
    )


class Pauses:
    """How often Python went through all objects to clear away garbage, and how long the longest of those took."""

    def __init__(self) -> None:
        self.count, self.longest, self._begun = 0, 0.0, 0.0
        gc.callbacks.append(self._note)

    def _note(self, phase: str, told: dict[str, int]) -> None:
        if told["generation"] < _ALL_OBJECTS:
            return
        if phase == "start":
            self._begun = perf_counter()
        else:
            self.count += 1
            self.longest = max(self.longest, perf_counter() - self._begun)


def timed_edit(region: RegionConflicts, edit: Edit) -> float:
    """Return the seconds that an edit takes, with the whole list after it; then take the edit back."""
    begin = perf_counter()
    back = region.after(edit)
    len(region.findings)
    spent = perf_counter() - begin
    region.after(back)
    return spent


def measure(size: Size) -> list[Figure]:
    """Count once, and then edit and take back."""
    surroundings, visits = invented_region()
    chance = random.Random(2)  # repeatable edits, not a secret
    begin = perf_counter()
    region = RegionConflicts.full(MONDAY, visits, surroundings)
    gc.collect()  # as `desk.conflicts` does, so that what the count left behind is not cleared during an edit
    full = (perf_counter() - begin) * 1000
    pauses = Pauses()
    took: dict[str, list[float]] = {}
    for _ in range(EDITS[size]):
        for kind, edit in edits(surroundings, visits, chance).items():
            took.setdefault(kind, []).append(timed_edit(region, edit) * 1000)
    counted = f"{len(visits):,} visits, {len(region.findings):,} conflicts"
    found = [figure(f"count them all: {counted}", [full])]
    found += [figure(f"{kind} changed", samples, [full], beside=BESIDE) for kind, samples in took.items()]
    rounds = EDITS[size] * len(took) * 2
    what = f"longest pause to clear memory, {pauses.count} in {rounds:,} edits"
    return [*found, figure(what, [pauses.longest * 1000])]


def edits(surroundings: Surroundings, visits: list[RegionVisit], chance: random.Random) -> dict[str, Edit]:
    """Return one edit of each kind."""
    pattern = chance.choice(visits).pattern
    moved = replace(pattern, start_minute=pattern.start_minute + 15, weekday=chance.randrange(5))
    stranger = f"p{chance.randrange(PROFESSIONALS)}"
    lent = replace(with_day(pattern).days[0], professional_id=stranger, start_minute=600)
    school, roomy = (chance.choice(list(surroundings.schools.values())) for _ in range(2))
    person = chance.choice(list(surroundings.professionals.values()))
    provider = chance.choice(list(surroundings.providers.values()))
    need = chance.choice(list(surroundings.needs.values()))
    return {
        "a visit": Edit(visits={moved.id: with_day(moved)}),
        "who comes on a day": Edit(visits={pattern.id: RegionVisit(pattern, (lent,))}),
        "a budget": Edit(schools={school.id: replace(school, budgets=())}),
        "a school": Edit(schools={roomy.id: replace(roomy, room_count=1)}),
        "a professional": Edit(professionals={person.id: replace(person, max_minutes=300)}),
        "a provider": Edit(providers={provider.id: replace(provider, kinds=frozenset({CareKind.NURSING}))}),
        "a need": Edit(needs={need.id: replace(need, minutes_needed=600)}),
    }


if __name__ == "__main__":
    run("conflicts", measure)
