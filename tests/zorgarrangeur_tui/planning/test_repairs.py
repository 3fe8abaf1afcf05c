"""Which visits cannot go on after something happened, and that only those are planned anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.zorgarrangeur_tui.planning.region_kit import DAY, SCHOOL, small_region, visit
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.planning.region_problem import planned_region
from zorgarrangeur_tui.planning.repairs import Repair, is_away_all_fortnight, visits_to_repair


def test_what_cannot_go_on_is_found_with_its_reason() -> None:
    """Who is away, care that stopped, a day that is closed; a lock stays, and so does what nobody knows to be over."""
    visits = (
        visit("fine", serves=["group lynx"]),
        visit("away", professional_id="nurse", serves=["group lynx"]),
        visit("later", serves=["from january on"]),
        visit("stopped", serves=["catheter"]),
        visit("friday", weekday=4),
        visit("late", start_minute=870),
        visit("locked", professional_id="nurse", locked=True),
    )
    closed = SCHOOL.model_copy(update={"bell_times": [*[[510, 900]] * 4, []]})
    region = small_region(
        visits=visits, schools={"school": closed}, away=frozenset({"nurse"}), stopped=frozenset({"catheter"})
    )
    assert visits_to_repair(region) == {
        "away": Repair.AWAY,
        "stopped": Repair.NOBODY,
        "friday": Repair.CLOSED,
        "late": Repair.CLOSED,
    }


def test_who_is_away_is_not_planned_and_a_stopped_title_is_told() -> None:
    """The nurse gets nothing; the care of which the title stopped is left to people, with the reason."""
    region = small_region(away=frozenset({"nurse"}), stopped=frozenset({"alone"}))
    planned = planned_region(region)
    assert planned.problem.workers[planned.layout.person_number["nurse"]].blocks == ()
    assert "alone" not in {line.key for line in planned.problem.lines}
    assert any("geen titel meer" in one.sentence for one in planned.left_out)
    again = planned_region(replace(region, away=frozenset()))
    assert again.problem.workers[again.layout.person_number["nurse"]].blocks


def test_only_an_absence_of_whole_days_for_a_fortnight_concerns_the_fixed_plan() -> None:
    """A shorter one, hours of a day, or one that begins later is for replacements on single days."""

    def away(**parts: object) -> Away:
        values: dict[str, object] = {"id": "a", "first_day": DAY, "last_day": DAY + timedelta(days=13), **parts}
        return Away(**values)  # type: ignore[arg-type]  # parts are fields of Away

    assert is_away_all_fortnight(away(), DAY)
    assert is_away_all_fortnight(away(last_day=None, first_day=date(2026, 1, 5)), DAY)
    assert not is_away_all_fortnight(away(last_day=DAY + timedelta(days=12)), DAY)
    assert not is_away_all_fortnight(away(first_day=DAY + timedelta(days=1)), DAY)
    assert not is_away_all_fortnight(away(start_minute=510), DAY)
