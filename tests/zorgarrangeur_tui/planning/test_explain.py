"""The planner explains itself: why a need is not covered, what would help, why this professional, what a change costs."""

from __future__ import annotations

from dataclasses import replace

from tests.zorgarrangeur_tui.planning.small_region import (
    ANNA,
    BRAM,
    GROUP,
    GUIDANCE,
    LINDE,
    NURSING,
    small_plan,
    small_region,
)
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.explain import explain_need, why_not
from zorgarrangeur_tui.planning.explain_costs import cost_of
from zorgarrangeur_tui.planning.explain_crop import part_of
from zorgarrangeur_tui.planning.explain_reasons import Places, fewest_reasons
from zorgarrangeur_tui.planning.explain_words import Names, measure_words
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.practice.invent import invent
from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal

NAMES = Names(
    worker=lambda number: ("Anna", "Bram")[number],
    school=lambda number: ("De Linde", "De Eik")[number],
    provider=lambda number: ("Zorg A", "Zorg B")[number],
    care={"VP": "verpleegkundige", "BI": "begeleider", "BG": "begeleider"}.__getitem__,
)


def without(line: int) -> Proposal:
    """Return the plan made by hand without a line."""
    plan = small_plan()
    return Proposal(plan.presence, tuple(visit for visit in plan.visits if visit.line != line))


def with_line(problem: Problem, line: int, **fields: object) -> Problem:
    """Return the problem with another line."""
    lines = list(problem.lines)
    lines[line] = replace(lines[line], **fields)  # type: ignore[arg-type]  # each test gives fields of a line
    return replace(problem, lines=tuple(lines))


def with_worker(problem: Problem, worker: int, **fields: object) -> Problem:
    """Return the problem with another worker."""
    workers = list(problem.workers)
    workers[worker] = replace(workers[worker], **fields)  # type: ignore[arg-type]  # as above
    return replace(problem, workers=tuple(workers))


def test_a_covered_need_has_nothing_to_explain() -> None:
    """Everything of the plan made by hand is given."""
    assert explain_need(small_region(), small_plan(), NURSING, NAMES).covered


def test_a_nurse_who_is_away_is_told_with_the_nearest_moment() -> None:
    """On Wednesday there is no nurse; on Monday at the same time there is, and a wider choice of days would help."""
    problem = with_line(small_region(), NURSING, days=(2,), window=(8, 8))
    problem = with_worker(problem, ANNA, blocks=(0, 1), slots=40)
    found = explain_need(problem, without(NURSING), NURSING, NAMES)
    assert found.reasons == ("Anna is niet beschikbaar op woensdag tussen 10:00 en 10:30.",)
    assert found.nearest == "Dichtstbij: Anna (maandag 10:00)."
    told = [remedy.sentence for remedy in found.remedies]
    assert any(one.startswith("Als Anna ook op woensdagochtend kan komen: Anna (woensdag 10:00).") for one in told)
    assert any(one.startswith("Als het ook op een andere dag mag: Anna (maandag 10:00).") for one in told)
    assert all("gemiste vaste momenten minder" in one for one in told)


def test_hours_that_are_gone_are_told_with_how_many_more_would_do() -> None:
    """Anna has 12 slots left to work; two mornings of 13 slots ask 14 more."""
    problem = with_worker(small_region(), ANNA, slots=12)
    plan = without(NURSING)
    plan = Proposal(tuple(one for one in plan.presence if one.worker != ANNA), plan.visits)
    found = explain_need(problem, plan, NURSING, NAMES)
    assert found.reasons == ("Anna heeft geen uren meer over.",)
    hours = next(
        remedy for remedy in found.remedies if "uren" not in remedy.sentence and "meer van Anna" in remedy.sentence
    )
    assert hours.sentence.startswith("3 u 30 min in twee weken meer van Anna: Anna (maandag 10:00).")
    assert hours.visits_gained == 2


def test_a_pupil_who_is_busy_is_no_fault_of_a_professional() -> None:
    """At the moment of the nursing the pupil has guidance; moving that would do, and a wider window too."""
    plan = without(NURSING)
    moved = tuple(visit._replace(start=7) if visit.line == GUIDANCE else visit for visit in plan.visits)
    found = explain_need(small_region(), Proposal(plan.presence, moved), NURSING, NAMES)
    assert found.reasons == ("De leerling heeft dan al andere zorg.",)
    assert any(
        remedy.sentence.startswith("Een tijdvak dat 45 min ruimer is: Anna (maandag 9:15).")
        for remedy in found.remedies
    )


def test_a_need_that_nobody_may_serve_says_so() -> None:
    """The line is kept to somebody without the skill."""
    found = explain_need(with_line(small_region(), NURSING, only=(BRAM,)), without(NURSING), NURSING, NAMES)
    assert found.reasons == ("Er is geen verpleegkundige die bij De Linde mag komen voor deze zorg.",)


def test_a_place_that_is_free_is_no_reason() -> None:
    """A visit that was only left out fits as it did: no reasons, and what it costs to put it back."""
    found = explain_need(small_region(), without(GUIDANCE), GUIDANCE, NAMES)
    assert found.reasons == ()
    assert found.remedies[0].sentence.startswith("Dit past zonder iets te schuiven: Bram")


def test_no_reason_is_one_too_many() -> None:
    """Leave out any of the reasons, and some place has none left."""
    problem = with_worker(small_region(), BRAM, blocks=(0,), slots=26)
    places = list(Places(problem, small_plan(), GROUP).asked((ANNA, BRAM)))
    reasons = fewest_reasons(places)
    assert all(place.reasons & set(reasons) for place in places)
    for reason in reasons:
        assert not all(place.reasons & (set(reasons) - {reason}) for place in places)


def test_why_not_says_what_is_in_the_way_or_what_the_difference_is() -> None:
    """Bram gives no nursing. A second guide could come, and that would be one more of much."""
    problem = small_region()
    assert why_not(problem, small_plan(), NURSING, BRAM, NAMES) == ("Bram geeft deze soort zorg niet.",)
    assert why_not(problem, small_plan(), GUIDANCE, BRAM, NAMES) == ("Bram geeft deze zorg al in dit voorstel.",)
    both = with_worker(problem, ANNA, skills=("VP", "PV", "BI"))
    told = why_not(both, small_plan(), GUIDANCE, ANNA, NAMES)
    assert told[0].startswith("Het kan wel in plaats van Bram met Anna (maandag")
    assert "leerling minder die een vaste professional kwijtraakt" in told[1]


def test_each_changed_line_has_its_price() -> None:
    """Without the nursing a fixed moment is missed twice, and Anna need not come."""
    problem = small_region()
    (change,) = cost_of(problem, small_plan(), without(NURSING), NAMES)
    assert change.line == NURSING
    assert change.sentence.startswith("Vervalt: Anna (maandag 10:00). Dat kost 2 gemiste vaste momenten meer.")
    assert "1 zorgaanbieder minder op school" in change.sentence
    assert change.cost > 2 * problem.weights.fixed_moment - 1_000


def test_the_part_for_a_school_is_a_plan_by_itself() -> None:
    """What is looked at for a question about one school keeps every rule, so that nothing is counted that is not there."""
    practice = invent(Size(4, 12, 40), 1)
    for school in range(4):
        part = part_of(practice.problem, practice.planted, [school])
        assert check(part.problem, part.proposal).errors == ()
        assert [practice.problem.lines[line] for line in part.lines] == list(part.problem.lines)


def test_what_is_alike_is_not_named() -> None:
    """Only differences are words."""
    costs, brings = measure_words(small_region(), Measures(faces=2, kilometres=3), Measures(faces=3, kilometres=3))
    assert (costs, brings) == (("1 gezicht meer voor een leerling",), ())
    assert LINDE == 0
