"""Why the plan is as it is, in words: why a need is not covered and what would help, and why this professional and not that one.

Each question looks only at the schools that it is about, so that an answer comes within seconds in any region. A pupil is never
named: a caller who shows a line knows whose it is.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zorgarrangeur_tui.planning.candidates import may_come
from zorgarrangeur_tui.planning.explain_crop import part_of
from zorgarrangeur_tui.planning.explain_reasons import Obstacle, Place, Places, fewest_reasons
from zorgarrangeur_tui.planning.explain_remedies import Remedies, Remedy, nearest_strangers
from zorgarrangeur_tui.planning.explain_try import Patience, attempt, missing_sessions
from zorgarrangeur_tui.planning.explain_words import (
    Names,
    asked_moment,
    cost_sentence,
    key_names,
    listed,
    visit_words,
)
from zorgarrangeur_tui.planning.names import capitalised
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import WEEKDAYS, NeedLine, Problem
from zorgarrangeur_tui.planning.proposal import Proposal

_MOST_SECONDS = 3.0
_SPARE_SECONDS = 1.0
"""What is kept for reading the plan and for the last attempt to end."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a need is not (wholly) covered.

    Attributes:
        covered: whether it is; then there is nothing else.
        reasons: the fewest sentences that say what is in the way of every place; empty when it simply fits.
        nearest: the nearest place that would do, at another time than was asked; empty when there is none.
        remedies: what would help, what asks least of people first.
    """

    covered: bool
    reasons: tuple[str, ...] = ()
    nearest: str = ""
    remedies: tuple[Remedy, ...] = ()


def explain_need(
    problem: Problem,
    proposal: Proposal,
    line: int,
    names: Names | None = None,
    *,
    seconds: float = _MOST_SECONDS,
    stop: Callable[[], bool] = lambda: False,
) -> Explanation:
    """Return why a line gets less than it asks, and what would help.

    Args:
        problem: what is planned.
        proposal: a plan that the checker accepts.
        line: which line.
        names: how the app calls people and schools; by key when None.
        seconds: how long it may take; it says what it has found by then.
        stop: asked often; True ends it with what it has found.
    """
    end = time.monotonic() + seconds - min(_SPARE_SECONDS, seconds / 2)
    called = names or key_names(problem)
    if missing_sessions(problem, proposal, line) <= 0:
        return Explanation(covered=True)
    need = problem.lines[line]
    strangers = nearest_strangers(problem, line)
    part = part_of(problem, proposal, [need.school], strangers)
    number = part.number(line)
    places = Places(part.problem, part.proposal, number)
    asked = list(places.asked(places.eligible))
    sentences = _reasons(part.problem, places, asked, need, called)
    nearest = _nearest(part.problem, places, need, called)
    remedies = Remedies(part, number, asked, strangers, called, end, stop).found()
    return Explanation(covered=False, reasons=sentences, nearest=nearest, remedies=tuple(remedies))


def why_not(
    problem: Problem,
    proposal: Proposal,
    line: int,
    worker: int,
    names: Names | None = None,
    *,
    seconds: float = _MOST_SECONDS,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Return why a worker does not serve a line, as sentences: what is in the way, or what the difference would be.

    Args:
        problem: what is planned.
        proposal: a plan that the checker accepts.
        line: which line.
        worker: about whom.
        names: how the app calls people and schools; by key when None.
        seconds: how long it may take.
        stop: asked often; True ends it.
    """
    called = names or key_names(problem)
    need, who = problem.lines[line], called.worker(worker)
    now = sorted({visit.worker for visit in proposal.visits if visit.line == line})
    if worker in now:
        return (capitalised(f"{who} geeft deze zorg al in dit voorstel."),)
    refused = _not_eligible(problem, line, worker, called)
    if refused:
        return (refused,)
    part = part_of(problem, proposal, [need.school])
    number = part.number(line)
    patience = Patience(seconds - min(_SPARE_SECONDS, seconds / 2), stop)
    done = attempt(part.problem, part.proposal, number, [worker], patience, anew=True)
    if done is None:
        without = Proposal(
            part.proposal.presence, tuple(visit for visit in part.proposal.visits if visit.line != number)
        )
        places = Places(part.problem, without, number)
        return _reasons(part.problem, places, list(places.asked([worker])), need, called) or (
            f"Er is geen plek gevonden voor {who} in de tijd die er was. Vraag het nog een keer met meer tijd.",
        )
    given = sum(visit.line == number for visit in done.proposal.visits)
    visits = listed(visit_words(part.problem, called, visit) for visit in done.new[:3])
    weights = problem.weights
    more = done.after.cost(weights) - done.before.cost(weights)
    instead = f"in plaats van {listed(map(called.worker, now))} " if now else ""
    better = "Dat is slechter dan dit voorstel." if more > 0 else "Dat is net zo goed als dit voorstel."
    return (
        f"Het kan wel {instead}met {visits}: {given} van de {need.sessions} keer.",
        cost_sentence(part.problem, done.before, done.after),
        better if more >= 0 else "Dat is beter dan dit voorstel: de planner had dit nog niet gevonden.",
    )


def _not_eligible(problem: Problem, line: int, worker: int, names: Names) -> str:
    """Return why a worker may not serve a line at all; empty when they may."""
    need, who = problem.lines[line], names.worker(worker)
    if need.kind not in problem.workers[worker].skills:
        return capitalised(f"{who} geeft deze soort zorg niet.")
    if not may_come(problem, worker, need.school):
        return capitalised(f"{who} komt niet bij {names.school(need.school)}.")
    if need.only is not None and worker not in need.only:
        return capitalised(f"{who} mag juist deze zorg niet geven.")
    return ""


def _reasons(problem: Problem, places: Places, asked: Sequence[Place], need: NeedLine, names: Names) -> tuple[str, ...]:
    """Return the fewest sentences that say what is in the way of every place; empty when one would do."""
    when = asked_moment(problem, need)
    if not places.eligible:
        return (f"Er is geen {names.care(need.kind)} die bij {names.school(need.school)} mag komen voor deze zorg.",)
    if not asked:
        return (capitalised(f"{names.school(need.school)} is niet lang genoeg open {when}".rstrip() + "."),)
    if not all(place.obstacles for place in asked):
        return ()
    everybody = {place.visit.worker for place in asked}
    by_obstacle: dict[Obstacle, list[int]] = defaultdict(list)
    for obstacle, worker in fewest_reasons(asked):
        by_obstacle[obstacle].append(worker)
    return tuple(
        _sentence(obstacle, workers, everybody, need, names, when) for obstacle, workers in by_obstacle.items()
    )


def _sentence(
    obstacle: Obstacle, workers: Sequence[int], everybody: set[int], need: NeedLine, names: Names, when: str
) -> str:
    """Return a reason as a sentence."""
    school = names.school(need.school)
    about_nobody = {
        Obstacle.ROOM: f"De ruimte bij {school} is dan vol.",
        Obstacle.FACES: "Deze zorg heeft al het hoogste aantal professionals.",
        Obstacle.PUPIL_BUSY: "De leerling heeft dan al andere zorg.",
        Obstacle.PUPIL_DAY: "De leerling heeft op die dag al zo veel zorg als op een dag mag.",
        Obstacle.SAME_DAY: "De leerling heeft deze zorg die dag al.",
    }
    if obstacle in about_nobody:
        return about_nobody[obstacle]
    if obstacle is Obstacle.AWAY and set(workers) == everybody and len(workers) > 1:
        return f"Geen {names.care(need.kind)} beschikbaar {when}".rstrip() + "."
    many = len(workers) > 1
    ends = {
        Obstacle.AWAY: f"{'zijn' if many else 'is'} niet beschikbaar {when}".rstrip(),
        Obstacle.ELSEWHERE: f"{'zijn' if many else 'is'} dan op een andere school",
        Obstacle.FAR: f"{'komen' if many else 'komt'} die dag van een school die te ver weg ligt",
        Obstacle.CAP: f"{'horen' if many else 'hoort'} bij een zorgaanbieder die er bij {school} niet meer bij kan",
        Obstacle.HOURS: f"{'hebben' if many else 'heeft'} geen uren meer over",
        Obstacle.BUSY: f"{'zijn' if many else 'is'} dan al bij andere leerlingen",
    }
    return capitalised(f"{listed(map(names.worker, workers))} {ends[obstacle]}.")


def _nearest(problem: Problem, places: Places, need: NeedLine, names: Names) -> str:
    """Return the nearest place that would do at another time than was asked."""
    if need.window is None and need.days is None:
        return ""
    anywhen = places.anywhen(places.eligible, replace(need, window=None, days=None))
    fitting = [place.visit for place in anywhen if not place.obstacles]
    if not fitting:
        return ""
    days = WEEKDAYS if need.days is None else need.days
    first, last = (0, 96) if need.window is None else need.window

    def distance(visit: Visit) -> tuple[int, int, int, int]:
        early_or_late = max(first - visit.start, visit.start - last, 0)
        return min(abs(visit.weekday - day) for day in days), early_or_late, visit.start, visit.worker

    return f"Dichtstbij: {visit_words(problem, names, min(fitting, key=distance))}."
