"""When somebody is away, what falls in it, and what it costs the pupils."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from check_samples import CARE, MONDAY, NOOR, found, visit
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.absence_effects import effects
from zorgarrangeur_tui.domain.absences import Away, period_problems
from zorgarrangeur_tui.domain.visit_findings import FindingKind, Severity

TUESDAY = MONDAY + timedelta(days=1)
_MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (Away("a", MONDAY, MONDAY), "op maandag 23 november 2026"),
        (Away("a", MONDAY, MONDAY, 540, 720), "op maandag 23 november 2026 van 9:00 tot 12:00"),
        (Away("a", MONDAY, TUESDAY, 720), "van 23 t/m 24 november 2026, elke dag van 12:00 tot het eind van de dag"),
        (Away("a", MONDAY), "vanaf 23 november 2026, tot nader bericht"),
    ],
)
def test_an_absence_says_when_it_is(away: Away, words: str) -> None:
    """A day, a part of a day, several days, and without an end."""
    assert away.words == words


@given(ahead=st.integers(-10, 10), start=_MINUTES, length=st.integers(1, 600), first=_MINUTES, last=_MINUTES)
def test_a_visit_falls_in_an_absence_when_they_share_a_minute(
    ahead: int, start: int, length: int, first: int, last: int
) -> None:
    """Minute by minute: one that ends when the absence begins does not."""
    away = Away("a", MONDAY, TUESDAY, first, last)
    day = MONDAY + timedelta(days=ahead)
    shared = set(range(start, start + length)) & set(range(first, last))
    assert away.meets(day, start, start + length) == (bool(shared) and day in (MONDAY, TUESDAY))


def test_a_visit_by_somebody_who_is_away_is_a_hard_finding_until_another_comes() -> None:
    """It says from when to when, and both ways out; on another day, or by another, there is nothing."""
    people = {"n": replace(NOOR, absences=(Away("a", MONDAY, MONDAY),)), "b": replace(NOOR, id="b", name="Bram")}
    away = [one for one in found(visit(), professionals=people) if one.kind is FindingKind.PROFESSIONAL_ABSENT]
    assert [one.severity for one in away] == [Severity.HARD]
    assert away[0].about == ("n", "a")
    assert away[0].sentence.startswith("Noor is er niet op maandag 23 november 2026; dit bezoek is op maandag")
    assert "Kies een vervanger, of laat het bezoek die dag vervallen." in away[0].sentence
    others = found(visit(day=TUESDAY), visit("w", professional_id="b"), professionals=people)
    assert FindingKind.PROFESSIONAL_ABSENT not in {one.kind for one in others}


def test_a_pupil_loses_the_minutes_of_the_visits_that_nobody_makes() -> None:
    """Of two visits in a week one is lost; that day nobody else comes, the other day somebody does."""
    other = visit("w", day=TUESDAY)
    needs = {CARE.id: CARE}
    served = (CARE.id,)
    monday, tuesday = (replace(one, serves=served) for one in (visit(), other))
    (lost,) = effects(monday, [monday, tuesday], [monday], needs)
    assert (lost.minutes, lost.week_planned, lost.week_lost, lost.same_day) == (60, 120, 60, ())
    assert lost.words == "1 u van dit bezoek; die week valt 1 u van 2 u weg. Geen andere zorg die dag."
    later = replace(monday, id="x", start_minute=780, professional_id="b")
    (less,) = effects(monday, [monday, later], [monday], needs)
    assert less.words.endswith("Die dag is er wel zorg om 13:00.")


def test_the_last_day_and_the_end_may_not_come_before_the_first() -> None:
    """Each is told at its own field."""
    assert set(period_problems({"first_day": None})) == {"first_day"}
    days = {"first_day": TUESDAY, "last_day": MONDAY, "start_minute": 600, "end_minute": 540}
    assert set(period_problems(days)) == {"last_day", "end_minute"}
    assert not period_problems({"first_day": date(2026, 1, 1), "last_day": None, "start_minute": 600})
