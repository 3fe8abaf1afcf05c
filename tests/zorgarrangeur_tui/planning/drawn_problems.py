"""Draws small sound problems with every wish and limit in them, and proposals that point at what they have."""

from __future__ import annotations

from hypothesis import strategies as st

from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Problem, Pupil, Rules, SchoolSite, Span, Weights, Worker
from zorgarrangeur_tui.planning.proposal import Proposal

KINDS = ("VP", "PV", "BI", "BG", "personal_care")
KEYS = st.text(max_size=4)
COUNTS = st.integers(0, 30)
KILOMETRES = st.integers(-500, 500).map(lambda tenths: tenths / 10)
WEEKS = st.sampled_from([(0,), (1,), (0, 1)])


def spans(first: int, last: int) -> st.SearchStrategy[Span]:
    """Return spans between two slots, many of them long."""
    any_span = st.tuples(st.integers(first, last - 1), st.integers(1, 12)).map(
        lambda one: (one[0], min(last, sum(one)))
    )
    return st.just((first, last)) | any_span


def some_of(count: int, most: int = 10) -> st.SearchStrategy[tuple[int, ...]]:
    """Return places in a tuple, each at most once; often all of them."""
    return st.just(tuple(range(count))) | st.lists(
        st.integers(0, count - 1), unique=True, max_size=min(count, most)
    ).map(tuple)


def schools(providers: int) -> st.SearchStrategy[SchoolSite]:
    """Return schools of which mornings end before afternoons begin."""
    mornings = st.dictionaries(st.sampled_from(range(0, 10, 2)), spans(0, 16), min_size=2)
    afternoons = st.dictionaries(st.sampled_from(range(1, 10, 2)), spans(16, 32), min_size=1)
    return st.builds(
        SchoolSite,
        blocks=st.tuples(mornings, afternoons).map(lambda two: two[0] | two[1]),
        rooms=COUNTS,
        x=KILOMETRES,
        y=KILOMETRES,
        budget=st.none() | COUNTS,
        providers=st.none() | some_of(providers),
        bonds=some_of(providers),
        provider_cap=st.none() | st.integers(0, 3),
        quiet=st.dictionaries(st.integers(0, 4), st.lists(spans(0, 32), max_size=2).map(tuple), max_size=2),
        kind=KEYS,
        key=KEYS,
    )


def workers(providers: int, sites: int) -> st.SearchStrategy[Worker]:
    """Return professionals, some of whom can do very little."""
    return st.builds(
        Worker,
        provider=st.integers(0, providers - 1),
        skills=st.just(KINDS) | st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
        blocks=some_of(10),
        slots=st.integers(0, 300) | st.just(200),
        schools=some_of(sites),
        hourly_cents=st.integers(0, 20_000),
        x=KILOMETRES,
        y=KILOMETRES,
        hours=st.dictionaries(st.integers(0, 9), spans(0, 32), max_size=3),
        kilometres=st.dictionaries(st.integers(0, sites - 1), COUNTS, max_size=2),
        profile=KEYS,
        key=KEYS,
    )


@st.composite
def lines(draw: st.DrawFn, sites: int, people: int, pupils: int) -> NeedLine:
    """Return need lines."""
    weekly = draw(st.booleans())
    return NeedLine(
        pupil=draw(st.integers(0, pupils - 1)),
        school=draw(st.integers(0, sites - 1)),
        kind=draw(st.sampled_from(KINDS)),
        duration=draw(st.integers(1, 6)),
        sessions=draw(st.integers(1, 5)),
        weekly=weekly,
        week=None if weekly else draw(st.sampled_from([None, 0, 1])),
        days=draw(st.none() | some_of(5).filter(bool)),
        window=draw(st.none() | spans(0, 32)),
        group_size=draw(st.integers(1, 3)),
        previous=draw(st.none() | st.integers(0, people - 1)),
        fixed_moment=draw(st.booleans()),
        max_faces=draw(st.integers(1, 3)),
        only=draw(st.none() | some_of(people)),
        law=draw(KEYS),
        key=draw(KEYS),
    )


def presence(sites: int, people: int) -> st.SearchStrategy[Presence]:
    """Return somebody somewhere."""
    who = st.integers(0, people - 1), st.integers(0, sites - 1)
    return st.builds(Presence, *who, st.integers(0, 9), st.integers(0, 1))


def visits(asked: int, people: int) -> st.SearchStrategy[Visit]:
    """Return sessions at any time."""
    return st.builds(
        Visit, st.integers(0, asked - 1), st.integers(0, people - 1), st.integers(0, 9), st.integers(0, 31), WEEKS
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Return sound problems; most of them cannot be planned well."""
    providers, sites, people, pupils, asked = (draw(st.integers(1, 3)) for _ in range(5))
    some_visits = st.lists(visits(asked, people), max_size=2).map(tuple)
    pairs = [(one, other) for one in range(sites) for other in range(one + 1, sites)]
    return Problem(
        name=draw(KEYS),
        schools=draw(st.tuples(*[schools(providers)] * sites)),
        workers=draw(st.tuples(*[workers(providers, sites)] * people)),
        pupils=draw(st.tuples(*[st.builds(Pupil, school=st.integers(0, sites - 1), key=KEYS)] * pupils)),
        lines=draw(st.tuples(*[lines(sites, people, pupils)] * asked)),
        providers=draw(st.tuples(*[KEYS] * providers)),
        rules=Rules(
            first_minute=draw(st.integers(0, 600)), max_care_day=draw(COUNTS), max_faces=draw(st.integers(1, 4))
        ),
        weights=draw(st.builds(Weights, face=COUNTS, quiet=COUNTS, move=COUNTS)),
        unreachable=frozenset(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ()),
        locked_presence=draw(st.lists(presence(sites, people), max_size=2).map(tuple)),
        locked_visits=draw(some_visits),
        published=draw(some_visits),
        seed=draw(st.none() | COUNTS),
    )


def proposals(problem: Problem) -> st.SearchStrategy[Proposal]:
    """Return proposals for a problem, seldom good ones."""
    sites, people, asked = len(problem.schools), len(problem.workers), len(problem.lines)
    return st.builds(
        Proposal,
        st.lists(presence(sites, people), max_size=6).map(tuple),
        st.lists(visits(asked, people), max_size=6).map(tuple),
    )
