"""The checker accepts a plan that can be carried out, and tells of every rule that a plan breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from small_region import (
    ANNA,
    BOTH,
    BRAM,
    EIK,
    FORTNIGHTLY,
    GROUP_TOO,
    GUIDANCE,
    LINDE,
    MONDAY_AFTERNOON,
    MONDAY_MORNING,
    NURSING,
    TUESDAY_MORNING,
    small_plan,
    small_region,
)

from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import Problem, Rules
from zorgarrangeur_tui.planning.proposal import Proposal

Change = Callable[[Problem, Proposal], tuple[Problem, Proposal]]


def school(number: int, **values: Any) -> Change:
    """Change one school."""
    return lambda problem, plan: (replace(problem, schools=_changed(problem.schools, number, values)), plan)


def worker(number: int, **values: Any) -> Change:
    """Change one professional."""
    return lambda problem, plan: (replace(problem, workers=_changed(problem.workers, number, values)), plan)


def line(number: int, **values: Any) -> Change:
    """Change one need line."""
    return lambda problem, plan: (replace(problem, lines=_changed(problem.lines, number, values)), plan)


def whole(**values: Any) -> Change:
    """Change something of the whole problem."""
    return lambda problem, plan: (replace(problem, **values), plan)


def comes(*presence: Presence) -> Change:
    """Let somebody come who did not."""
    return lambda problem, plan: (problem, replace(plan, presence=plan.presence + presence))


def stays_away(who: int, week: int) -> Change:
    """Let somebody stay away in a week in which they came."""
    return lambda problem, plan: (
        problem,
        replace(plan, presence=tuple(one for one in plan.presence if (one.worker, one.week) != (who, week))),
    )


def gives(*visits: Visit) -> Change:
    """Add sessions, and take away those of the same lines."""

    def change(problem: Problem, plan: Proposal) -> tuple[Problem, Proposal]:
        lines = {visit.line for visit in visits}
        return problem, replace(plan, visits=(*(one for one in plan.visits if one.line not in lines), *visits))

    return change


def _changed(things: tuple[Any, ...], number: int, values: dict[str, Any]) -> tuple[Any, ...]:
    return (*things[:number], replace(things[number], **values), *things[number + 1 :])


BROKEN: dict[str, tuple[list[Change], list[str]]] = {
    "a worker who does not exist": (
        [comes(Presence(9, LINDE, 0, 0))],
        ["Aanwezigheid 5 van het voorstel verwijst naar iets dat er niet is."],
    ),
    "a line that does not exist": (
        [gives(Visit(9, BRAM, 0, 4, BOTH))],
        ["Bezoek 5 van het voorstel verwijst naar iets dat er niet is."],
    ),
    "somebody at two schools at once": (
        [comes(Presence(BRAM, EIK, MONDAY_MORNING, 0))],
        ["Professional Bram staat op maandagochtend in de even week 2 keer ingedeeld; dat kan 1 keer."],
    ),
    "a school where somebody may not come": (
        [worker(ANNA, schools=(EIK,))],
        ["Professional Anna kan niet naar school Linde."],
    ),
    "a provider that may not come": (
        [school(LINDE, providers=(1,))],
        ["Professional Anna komt van zorgaanbieder Zorg A; die is niet toegestaan bij school Linde."],
    ),
    "a half-day on which somebody does not work": (
        [worker(ANNA, blocks=(4,))],
        ["Professional Anna is niet beschikbaar op maandagochtend."],
    ),
    "a half-day on which the school is closed": (
        [school(EIK, blocks={0: (2, 15)})],
        [
            "School Eik is dicht op dinsdagochtend, en daar staat professional Bram.",
            "Het bezoek voor zorgvraag oneven op dinsdagochtend om 8:30 valt buiten de tijd dat school Eik open en "
            "professional Bram er is.",
        ],
    ),
    "own hours outside those of the school": (
        [worker(BRAM, hours={2: (15, 20)})],
        [
            "Professional Bram is op dinsdagochtend niet beschikbaar in de tijd dat school Eik open is.",
            "Het bezoek voor zorgvraag oneven op dinsdagochtend om 8:30 valt buiten de tijd dat school Eik open en "
            "professional Bram er is.",
        ],
    ),
    "a session outside somebody's own hours": (
        [worker(BRAM, hours={2: (3, 15)})],
        [
            "Het bezoek voor zorgvraag oneven op dinsdagochtend om 8:30 valt buiten de tijd dat school Eik open en "
            "professional Bram er is.",
        ],
    ),
    "more hours than somebody has": (
        [worker(ANNA, slots=25)],
        ["Professional Anna werkt 26 blokjes in twee weken; 25 is het meeste."],
    ),
    "more people than rooms": (
        [school(LINDE, rooms=1)],
        [
            "Bij school Linde zijn op maandagochtend in de even week 2 professionals tegelijk, en er is plaats voor 1.",
            "Bij school Linde zijn op maandagochtend in de oneven week 2 professionals tegelijk, en er is plaats voor 1.",
        ],
    ),
    "more providers than agreed": (
        [school(LINDE, provider_cap=1)],
        ["Bij school Linde komen met dit voorstel 2 zorgaanbieders; ten hoogste 1 is afgesproken."],
    ),
    "a provider beside those with a fixed agreement": (
        [school(EIK, bonds=(0,), provider_cap=1)],
        ["Bij school Eik komen met dit voorstel 2 zorgaanbieders; ten hoogste 1 is afgesproken."],
    ),
    "two schools that are too far apart for one day": (
        [whole(unreachable=frozenset({(LINDE, EIK)})), comes(Presence(BRAM, EIK, MONDAY_AFTERNOON, 1))],
        ["Professional Bram kan op maandag in de oneven week niet zowel naar school Linde als naar school Eik."],
    ),
    "care that somebody does not give": (
        [worker(BRAM, skills=("BG",))],
        [
            "Professional Bram geeft niet de soort zorg van zorgvraag begeleiding.",
            "Professional Bram geeft niet de soort zorg van zorgvraag oneven.",
        ],
    ),
    "somebody for whom a line is not": (
        [line(GUIDANCE, only=(ANNA,))],
        ["Professional Bram hoort niet bij wie zorgvraag begeleiding mag doen."],
    ),
    "a session that lasts longer than the school is open": (
        [gives(Visit(GUIDANCE, BRAM, MONDAY_MORNING, 14, BOTH))],
        [
            "Het bezoek voor zorgvraag begeleiding op maandagochtend om 11:30 valt buiten de tijd dat school Linde open en "
            "professional Bram er is.",
        ],
    ),
    "a fixed moment at another moment": (
        [gives(Visit(NURSING, ANNA, MONDAY_MORNING, 7, BOTH))],
        [
            "Het bezoek voor zorgvraag katheter begint op maandagochtend om 9:45, en dat moet tussen 10:00 en 10:00 zijn."
        ],
    ),
    "a day that was not asked": (
        [line(NURSING, days=(2,))],
        ["Het bezoek voor zorgvraag katheter is op maandag, en die dag is niet gevraagd."],
    ),
    "weekly care in one week": (
        [gives(Visit(GUIDANCE, BRAM, MONDAY_MORNING, 2, (0,)))],
        ["Het bezoek voor zorgvraag begeleiding op maandagochtend is alleen in de even week, en moet elke week."],
    ),
    "fortnightly care in both weeks": (
        [comes(Presence(BRAM, EIK, TUESDAY_MORNING, 0)), gives(Visit(FORTNIGHTLY, BRAM, TUESDAY_MORNING, 2, BOTH))],
        [
            "Het bezoek voor zorgvraag oneven op dinsdagochtend is elke week, en hoort in een van de twee weken.",
            "Zorgvraag oneven heeft 2 bezoeken in twee weken; gevraagd is 1.",
        ],
    ),
    "fortnightly care in the other week": (
        [line(FORTNIGHTLY, week=0)],
        ["Het bezoek voor zorgvraag oneven op dinsdagochtend is in de oneven week, en hoort in de even week."],
    ),
    "care by somebody who is not there": (
        [stays_away(ANNA, 1)],
        [
            "Het bezoek voor zorgvraag katheter op maandagochtend in de oneven week is van professional Anna, die dan niet "
            "bij school Linde is.",
        ],
    ),
    "more care than asked": (
        [
            comes(Presence(BRAM, EIK, MONDAY_AFTERNOON, 1)),
            gives(
                Visit(FORTNIGHTLY, BRAM, TUESDAY_MORNING, 2, (1,)), Visit(FORTNIGHTLY, BRAM, MONDAY_AFTERNOON, 15, (1,))
            ),
        ],
        ["Zorgvraag oneven heeft 2 bezoeken in twee weken; gevraagd is 1."],
    ),
    "more faces than a line may have": (
        [
            line(GUIDANCE, sessions=2),
            comes(Presence(ANNA, LINDE, 4, 0), Presence(ANNA, LINDE, 4, 1)),
            worker(ANNA, slots=80, skills=("VP", "BI")),
            gives(Visit(GUIDANCE, BRAM, MONDAY_MORNING, 2, BOTH), Visit(GUIDANCE, ANNA, 4, 2, BOTH)),
        ],
        ["Zorgvraag begeleiding wordt verdeeld over 2 professionals; ten hoogste 1 mag."],
    ),
    "a locked presence that is gone": (
        [whole(locked_presence=(Presence(ANNA, LINDE, 4, 1),))],
        [
            "Professional Anna staat vast bij school Linde op woensdagochtend in de oneven week, en is daar in dit voorstel niet."
        ],
    ),
    "a locked visit that was moved": (
        [whole(locked_visits=(Visit(GUIDANCE, BRAM, MONDAY_MORNING, 4, BOTH),))],
        [
            "Het vaste bezoek van professional Bram voor zorgvraag begeleiding op maandagochtend om 9:00 staat niet zo in dit voorstel."
        ],
    ),
    "a line twice on one day": (
        [
            line(GUIDANCE, sessions=2),
            gives(Visit(GUIDANCE, BRAM, MONDAY_MORNING, 2, BOTH), Visit(GUIDANCE, BRAM, MONDAY_MORNING, 4, BOTH)),
            whole(rules=Rules(max_care_day=10)),
        ],
        [
            "Zorgvraag begeleiding heeft op maandag in de even week 2 bezoeken; op een dag mag er 1.",
            "Zorgvraag begeleiding heeft op maandag in de oneven week 2 bezoeken; op een dag mag er 1.",
        ],
    ),
    "a pupil in two sessions at once": (
        [gives(Visit(GUIDANCE, BRAM, MONDAY_MORNING, 7, BOTH))],
        [
            "Leerling A heeft op maandag in de even week om 10:00 twee keer zorg tegelijk.",
            "Leerling A heeft op maandag in de oneven week om 10:00 twee keer zorg tegelijk.",
        ],
    ),
    "too much care for a pupil on one day": (
        [whole(rules=Rules(max_care_day=7))],
        [
            "Leerling A heeft op maandag in de even week 8 blokjes zorg; 7 is het meeste.",
            "Leerling A heeft op maandag in de oneven week 8 blokjes zorg; 7 is het meeste.",
        ],
    ),
    "a group that is too large for one of its pupils": (
        [
            line(GROUP_TOO, group_size=2),
            line(FORTNIGHTLY, school=LINDE, kind="BG", weekly=True, week=None, group_size=4),
            gives(Visit(FORTNIGHTLY, BRAM, MONDAY_MORNING, 10, BOTH)),
        ],
        [
            "Professional Bram heeft op maandagochtend in de even week om 10:30 een groep van 3; ten hoogste 2 mag.",
            "Professional Bram heeft op maandagochtend in de oneven week om 10:30 een groep van 3; ten hoogste 2 mag.",
        ],
    ),
    "two kinds of care as if they were one group": (
        [line(GROUP_TOO, kind="BI")],
        [
            "Professional Bram heeft op maandagochtend in de even week om 10:30 twee bezoeken tegelijk.",
            "Professional Bram heeft op maandagochtend in de oneven week om 10:30 twee bezoeken tegelijk.",
        ],
    ),
    "somebody in two sessions at once": (
        [line(GROUP_TOO, group_size=1)],
        [
            "Professional Bram heeft op maandagochtend in de even week om 10:30 twee bezoeken tegelijk.",
            "Professional Bram heeft op maandagochtend in de oneven week om 10:30 twee bezoeken tegelijk.",
        ],
    ),
}


def test_a_plan_that_keeps_every_rule_is_accepted() -> None:
    """Nothing is said of a plan that can be carried out, locks and cap and all."""
    problem, plan = small_region(), small_plan()
    locked = replace(problem, locked_presence=plan.presence[:1], locked_visits=plan.visits[:2])
    assert check(locked, plan).errors == ()


def test_measures_are_those_that_one_counts_by_hand() -> None:
    """Every measure of the small region, counted with pen and paper.

    Linde pays Anna 6.5 hours of 60 euro and Bram 6.5 of 40.50 = 653.25 of its 600: six tens begun. Anna drives 2 km in both
    weeks, Bram 5 km once. On Monday slot 3 (guidance) and slot 8 (nursing) are quiet, both weeks. The group began at another time.
    """
    checked = check(small_region(), small_plan())
    assert checked.measures == Measures(
        provider_pairs=3,
        worker_pairs=3,
        changes=1,
        faces=4,
        presence=5,
        kilometres=9,
        ten_euros_over=6,
        quiet_slots=4,
        moves=1,
        visits_asked=9,
        visits_done=9,
    )
    assert checked.total == 3 * 300 + 3 * 100 + 60 + 4 * 40 + 5 * 5 + 9 + 6 + 4 * 2 + 7
    assert checked.measures.covers_all


def test_what_nobody_gives_is_counted_and_is_no_broken_rule() -> None:
    """A plan without the nurse and without the fortnightly care misses two fixed moments and four slots."""
    plan = small_plan()
    kept = tuple(visit for visit in plan.visits if visit.line not in {NURSING, FORTNIGHTLY})
    checked = check(small_region(), replace(plan, visits=kept))
    assert checked.errors == ()
    measures = checked.measures
    assert (measures.missed_fixed_moments, measures.missed_slots) == (2, 4)
    assert (measures.visits_asked, measures.visits_done) == (9, 6)
    assert round(measures.coverage, 1) == 66.7
    assert not measures.covers_all
    assert (
        measures.cost(small_region().weights) - check(small_region(), plan).total
        == 2 * 20_000 + 4 * 1_000 - 2 * 40 - 2 * 2
    )


def test_kilometres_that_are_known_go_before_the_map() -> None:
    """Who lives elsewhere than the map says, costs the kilometres that were given."""
    problem, plan = worker(BRAM, kilometres={EIK: 12})(small_region(), small_plan())
    assert check(problem, plan).measures.kilometres == 9 + 7


def test_a_whole_day_at_a_school_is_one_trip() -> None:
    """Who stays for the afternoon drives no more kilometres for it."""
    problem, plan = comes(Presence(ANNA, LINDE, MONDAY_AFTERNOON, 0))(small_region(), small_plan())
    assert check(problem, plan).measures.kilometres == 9


def test_fixed_agreements_that_are_too_many_already_do_not_forbid_their_own_providers() -> None:
    """A cap that the agreements of a school already exceed is no fault of a plan that adds nobody."""
    problem, plan = school(LINDE, bonds=(0, 1), provider_cap=1)(small_region(), small_plan())
    assert check(problem, plan).errors == ()


def test_nothing_to_plan_is_covered_by_nothing() -> None:
    """A problem without anything in it has a plan: none."""
    checked = check(Problem(name="leeg", schools=(), workers=(), pupils=(), lines=()), Proposal())
    assert (checked.errors, checked.measures.coverage, checked.total) == ((), 100.0, 0)


@pytest.mark.parametrize("kind", BROKEN)
def test_every_broken_rule_is_told_and_no_other(kind: str) -> None:
    """A plan that breaks one rule is refused with the sentence of that rule."""
    problem, plan = small_region(), small_plan()
    changes, sentences = BROKEN[kind]
    for change in changes:
        problem, plan = change(problem, plan)
    assert list(check(problem, plan).errors) == sentences
