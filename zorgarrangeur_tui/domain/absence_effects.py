"""What it means to pupils that a visit does not take place: minutes of care, and whether somebody else comes that day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from zorgarrangeur_tui.domain.clock import duration, time_of_day
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, DayVisit
from zorgarrangeur_tui.domain.visit_minute_checks import minutes_by_need


@dataclass(frozen=True, slots=True)
class Effect:
    """What one need misses.

    Attributes:
        need: the need.
        minutes: that this visit gives it.
        week_planned: minutes that all visits of the week give it.
        week_lost: minutes of those that nobody gives, as things stand.
        same_day: the visits to this pupil on the same day that do take place.
    """

    need: CheckedNeed
    minutes: int
    week_planned: int
    week_lost: int
    same_day: tuple[DayVisit, ...] = ()

    @property
    def served_words(self) -> str:
        """What this visit gives, also when somebody else makes it."""
        return f"{duration(self.minutes)} van dit bezoek"

    @property
    def words(self) -> str:
        """What is missed, in a sentence without names."""
        lost = self.served_words
        if self.week_lost:
            lost += f"; die week valt {duration(self.week_lost)} van {duration(self.week_planned)} weg"
        if not self.need.pupil_id:
            return f"{lost}."
        times = " en ".join(time_of_day(one.start_minute) for one in self.same_day)
        rest = f"Die dag is er wel zorg om {times}" if times else "Geen andere zorg die dag"
        return f"{lost}. {rest}."


def effects(
    visit: DayVisit, week: Iterable[DayVisit], missing: Collection[DayVisit], needs: Mapping[str, CheckedNeed]
) -> tuple[Effect, ...]:
    """Return what each need of a visit misses when it does not take place, most urgent first.

    Args:
        visit: the visit.
        week: all visits of that week to the same pupils, also this one and those that nobody makes.
        missing: the visits that nobody makes, as things stand; this one counts as one of them.
        needs: by id, those of these pupils.
    """
    everything = {*week, visit}
    away = {*missing, visit}
    planned = minutes_by_need(everything, needs)
    kept = minutes_by_need(everything - away, needs)
    alone = minutes_by_need([visit], needs)
    found = []
    for key in dict.fromkeys(visit.serves):
        need = needs.get(key)
        if need is None:
            continue
        others = [one for one in everything - away if one.day == visit.day and _is_for(one, need.pupil_id, needs)]
        others.sort(key=lambda one: (one.start_minute, one.id))
        lost = max(0, planned.get(key, 0) - kept.get(key, 0))
        found.append(Effect(need, alone.get(key, 0), planned.get(key, 0), lost, tuple(others)))
    return tuple(found)


def _is_for(visit: DayVisit, pupil_id: str, needs: Mapping[str, CheckedNeed]) -> bool:
    return bool(pupil_id) and any(key in needs and needs[key].pupil_id == pupil_id for key in visit.serves)
