"""Two processes search together: their plans go together, and they are gone when the search is."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from zorgarrangeur_tui.planning import search_pool
from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.parallel import search_in_parallel
from zorgarrangeur_tui.planning.practice.invent import Practice, invent
from zorgarrangeur_tui.planning.practice.sizes import Size
from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.progress import Progress, SearchPhase
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search_child import play_round
from zorgarrangeur_tui.planning.search_engine import SearchEngine
from zorgarrangeur_tui.planning.search_messages import Anew, Begin, Found, Ready, Round, receive
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_places import Places
from zorgarrangeur_tui.planning.search_pool import ProcessGone, SearchPool
from zorgarrangeur_tui.planning.search_schedule import Heat
from zorgarrangeur_tui.planning.search_split import Part, Splitter
from zorgarrangeur_tui.planning.search_start import construct
from zorgarrangeur_tui.planning.search_state import Plan, proposal_of
from zorgarrangeur_tui.planning.search_watch import PlaceWatch


@pytest.fixture(scope="module")
def practice() -> Practice:
    """Return an invented region of six schools with a planted plan."""
    return invent(Size(6, 20, 60), 1)


@pytest.fixture(scope="module")
def many_schools() -> Practice:
    """Return an invented region of so many schools that processes divide them."""
    return invent(Size(24, 60, 72), 1)


def _covers(told: Sequence[Progress], percent: float) -> Callable[[], bool]:
    """Return whether a search has gone on for three seconds and covers so much: a busy machine may need longer for that."""
    return lambda: bool(told) and told[-1].seconds > 3 and told[-1].measures.coverage > percent


def test_two_processes_find_a_plan_together(practice: Practice) -> None:
    """No rule is broken, everything is covered, and the last report tells what the plan amounts to."""
    told: list[Progress] = []
    found = search_in_parallel(practice.problem, seconds=60, seed=1, stop=_covers(told, 99), report=told.append)
    checked = check(practice.problem, found)
    assert checked.errors == ()
    assert checked.measures.coverage > 99
    assert told[-1].phase is SearchPhase.DONE
    assert told[-1].best_cost == checked.total
    costs = [progress.best_cost for progress in told]
    assert costs == sorted(costs, reverse=True)


def test_a_stopped_search_gives_the_best_so_far(practice: Practice) -> None:
    """Stopped once there is a plan: that plan; stopped before: the locks alone, and no error either."""
    told: list[Progress] = []
    found = search_in_parallel(practice.problem, seconds=60, seed=1, stop=lambda: len(told) > 1, report=told.append)
    assert check(practice.problem, found).errors == ()
    assert found.visits
    at_once = search_in_parallel(practice.problem, seconds=60, seed=1, stop=lambda: True, report=told.append)
    assert at_once.visits == ()


def test_where_no_process_can_be_started_the_search_goes_on_here(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A Python that is not there: a plan all the same."""
    monkeypatch.setattr(search_pool, "search_command", lambda: [str(tmp_path / "nothing")])
    found = search_in_parallel(practice.problem, seconds=1.5, seed=1, stop=lambda: False, report=lambda progress: None)
    assert check(practice.problem, found).errors == ()
    assert found.visits


def test_a_process_ends_with_whoever_started_it(practice: Practice) -> None:
    """When its input closes, as it does when the app dies, a process that searches ends by itself in the middle of a round."""
    with SearchPool(1) as pool:
        pool.send(0, Begin(practice.problem, 1, None))
        ready = None
        while ready is None:
            ready = pool.receive(1.0)
        schools = tuple(range(len(practice.problem.schools)))
        pool.send(0, Round({}, schools, frozenset(), 600.0, Heat(60.0, 2.0), (1.0,), 0.0, 1.0))
        (process,) = pool._processes
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_a_process_that_is_ended_from_outside_is_noticed(practice: Practice) -> None:
    """Whoever waits for it hears that it is gone."""
    with SearchPool(1) as pool:
        pool._processes[0].kill()
        with pytest.raises(ProcessGone):
            while pool.receive(1.0) is None:
                pass


def test_a_pool_leaves_no_process_behind() -> None:
    """After its context every process has ended."""
    with SearchPool(2) as pool:
        processes = list(pool._processes)
    assert all(process.poll() is not None for process in processes)


def test_the_other_process_knows_no_screen_and_no_store() -> None:
    """What it imports holds neither Textual nor the database."""
    code = "import sys, zorgarrangeur_tui.planning.search_child; print(*sys.modules)"
    listed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"textual", "rich", "sqlmodel", "sqlcipher3", "storage"} & set(listed)


def test_parts_share_no_school_and_no_worker(many_schools: Practice) -> None:
    """In every turn each school is in one part, and each worker is foreign to all parts but one."""
    problem = many_schools.problem
    splitter = Splitter(problem, 2)
    nothing: Plan = [() for _ in problem.lines]
    for turn in range(6):
        parts = splitter.parts(turn, nothing)
        schools = sorted(school for part in parts for school in part.schools)
        assert schools == sorted({line.school for line in problem.lines})
        assert all(part.schools for part in parts)
        foreign = [worker for part in parts for worker in part.foreign]
        assert sorted(foreign) == list(range(len(problem.workers)))


def test_few_schools_are_not_divided(practice: Practice) -> None:
    """Six schools: every process searches in all of them, with everybody."""
    nothing: Plan = [() for _ in practice.problem.lines]
    schools = tuple(range(len(practice.problem.schools)))
    assert Splitter(practice.problem, 2).parts(3, nothing) == [Part(schools, frozenset())] * 2


def test_two_processes_divide_many_schools(many_schools: Practice) -> None:
    """A larger region is searched in parts, and no rule is broken where they meet."""
    told: list[Progress] = []
    found = search_in_parallel(many_schools.problem, seconds=60, seed=1, stop=_covers(told, 98), report=told.append)
    checked = check(many_schools.problem, found)
    assert checked.errors == ()
    assert checked.measures.coverage > 98


def test_what_two_parts_find_goes_together(many_schools: Practice) -> None:
    """Two engines with the same plan each search in their own part; the changes of both together break no rule."""
    problem = many_schools.problem
    plan: Plan = []
    changes = {}
    for number in range(2):
        engine = SearchEngine(SearchModel(problem), 1)
        construct(engine, lambda: False)
        plan = list(engine.state.given)
        part = Splitter(problem, 2).parts(0, plan)[number]
        pipe = BytesIO()
        task = Round({}, part.schools, part.foreign, 0.6, Heat(60.0, 2.0), (1.0,), 0.0, 1.0)
        _, done = play_round(engine, task, None, pipe)
        assert not done.noted
        changes.update(done.changes)
        pipe.seek(0)
        news = receive(pipe)
        assert news is None or (
            isinstance(news, Found) and {problem.lines[line].school for line in news.changes} <= set(part.schools)
        )
    assert changes
    for line, given in changes.items():
        plan[line] = given
    assert check(problem, proposal_of(problem, plan)).errors == ()


@pytest.mark.parametrize("among_a_few", [False, True])
def test_a_search_that_begins_anew_tells_its_whole_plan(practice: Practice, *, among_a_few: bool) -> None:
    """Whoever applies what it tells to the plan of everybody has its plan, at the cost that it names."""
    problem = practice.problem
    visitors = _who_come(problem, practice.planted) if among_a_few else None
    engine = SearchEngine(SearchModel(problem), 1)
    construct(engine, lambda: False)
    everybody, cost = list(engine.state.given), engine.state.cost
    everywhere = tuple(range(len(problem.schools)))
    pipe = BytesIO()
    task = Round(
        {}, everywhere, frozenset(), 0.6, Heat(60.0, 2.0), (1.0,), 0.0, 1.0, anew=Anew(7, visitors), watched=True
    )
    itself, done = play_round(engine, task, PlaceWatch(engine.model, 15.0), pipe)
    assert itself is not engine
    assert [done.changes.get(line, given) for line, given in enumerate(everybody)] == itself.state.given
    assert cost - done.gain == itself.state.cost
    assert [plan.place for plan in done.ended_with] == list(everywhere)
    assert [given for plan in done.ended_with for given in plan.given] == [
        itself.best[line] for plan in done.ended_with for line in Places(problem).lines[plan.place]
    ]
    pipe.seek(0)
    best = list(everybody)
    gain = 0
    while isinstance(news := receive(pipe), Found):
        gain = news.gain
        for line, given in news.changes.items():
            best[line] = given
    checked = check(problem, proposal_of(problem, best))
    assert checked.errors == ()
    assert checked.measures.cost(problem.weights) == cost - gain


def test_a_first_plan_comes_over_the_pipe_as_it_was_made(practice: Practice) -> None:
    """The plan of a process is the one that this process makes with the same seed."""
    engine = SearchEngine(SearchModel(practice.problem), 5)
    bare_cost, left = engine.state.cost, tuple(engine.state.left)
    construct(engine, lambda: False)
    with SearchPool(1) as pool:
        pool.send(0, Begin(practice.problem, 5, None))
        heard = None
        while heard is None:
            heard = pool.receive(1.0)
    assert heard == (0, Ready(engine.state.cost, engine.best, bare_cost, left))


def _who_come(problem: Problem, proposal: Proposal) -> dict[int, frozenset[int]]:
    """Return by school who comes there in a plan."""
    return {
        school: frozenset(one.worker for one in proposal.presence if one.school == school)
        for school in range(len(problem.schools))
    }


def test_a_search_among_a_few_goes_on_among_all(practice: Practice) -> None:
    """Begun among the workers who come in the planted plan, it ends with everybody free to come and without a broken rule."""
    problem = practice.problem
    few = _who_come(problem, practice.planted)
    engine = SearchEngine(SearchModel(problem), 1)
    whole = engine.model
    everywhere = tuple(range(len(problem.schools)))
    task = Round({}, everywhere, frozenset(), 1.5, Heat(60.0, 2.0), (1.0,), 0.0, 1.0, anew=Anew(3, few))
    ended, _ = play_round(engine, task, None, BytesIO())
    assert ended.model is whole
    assert check(problem, ended.best_proposal()).errors == ()
    assert ended.state.cost < engine.state.cost


class _Reaches:
    """Something that would call a function when it is read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return getattr, (str, "upper")


def test_a_message_that_names_anything_but_the_planners_values_is_refused() -> None:
    """Reading a message can never call a function."""
    body = pickle.dumps(_Reaches())
    with pytest.raises(pickle.UnpicklingError, match="nothing else"):
        receive(BytesIO(len(body).to_bytes(8, "big") + body))
