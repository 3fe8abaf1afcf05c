"""Merging, whatever was written by whom, sent in whatever order, lost, repeated, or dated by a wrong clock."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_checks import check_that_all_agree, check_that_repeating_changes_nothing
from merge_world import PEOPLE, World

WHO = st.sampled_from(PEOPLE)
OTHERS = st.tuples(WHO, st.integers(1, 2)).map(lambda pair: (pair[0], (pair[0] + pair[1]) % 3))
RECORD, FIELD = st.sampled_from((0, 0, 0, 1)), st.sampled_from((0, 0, 1))
TEXTS = st.sampled_from(["", "een", "twee", "drie"])
WRITES = st.tuples(st.just("write"), WHO, RECORD, FIELD, TEXTS)
SENDS = st.tuples(st.just("send"), OTHERS, st.integers(0, 3), st.booleans())
CLASHES = st.tuples(st.just("clash"), OTHERS, RECORD, FIELD, TEXTS, TEXTS)
STEPS = st.one_of(
    WRITES,
    SENDS,
    WRITES,
    CLASHES,
    st.tuples(st.just("remove"), WHO, RECORD),
    st.tuples(st.just("give"), WHO, WHO),
    st.tuples(st.just("choose"), WHO, st.booleans()),
    st.tuples(st.just("undo"), WHO),
    st.tuples(st.just("jump"), WHO, st.sampled_from([-31, -1, 0.003, 5, 800])),
)
SHARED = [("write", 0, 0, 0, "begin"), ("send", (0, 1), 0, False), ("send", (0, 2), 0, False)]
"""What many stories begin with: a record that all three know, so that they get in each other's way at once."""

HALF_HEARD = st.integers(8, 15).map(
    lambda seed: [
        ("write", 0, 0, 0, "begin"),
        ("send", (0, 1), 0, False),
        ("write", 1, 0, 0, "een"),
        ("send", (1, 2), seed, True),
        ("send", (0, 2), 0, False),
    ]
)
"""A beginning in which, under some of these seeds, the third person hears an answer before the question."""

BEGINNINGS = st.one_of(st.just(SHARED), st.just(SHARED), HALF_HEARD, st.just([]))
STORIES = st.tuples(BEGINNINGS, st.lists(STEPS, min_size=3, max_size=9)).map(lambda parts: parts[0] + parts[1])
STORIES_WITH_ERASURE = st.tuples(STORIES, WHO, RECORD, st.lists(STEPS, max_size=5))
QUICK = settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
THOROUGH = settings(QUICK, max_examples=5000)


def tell(world: World, steps: list[Any]) -> None:
    """Let a story happen."""
    for step in steps:
        match step:
            case ("send", (sender, receiver), seed, lossy):
                world.send(sender, receiver, seed, lossy=lossy)
            case ("clash", (one, other), record, number, text, other_text):
                world.write(one, record, number, text)
                world.write(other, record, number, other_text)
                world.send(one, other)
            case ("choose", who, accept):
                world.choose(who, accept=accept)
            case (name, *rest):
                getattr(world, name)(*rest)


def check_laws(steps: list[Any]) -> None:
    """Let a story happen and hold all laws against it."""
    world = World()
    tell(world, steps)
    check_that_all_agree(world)
    check_that_repeating_changes_nothing(world)


def check_erasure(story: tuple[list[Any], int, int, list[Any]]) -> None:
    """Erase a record somewhere in a story, let the others go on with it, and see that it is gone everywhere."""
    steps, who, record, later = story
    world = World()
    tell(world, steps)
    world.write(who, record, 0, "laatste woord")
    world.send(who, (who + 1) % 3)
    world.purge(who, record)
    world.write(who, 1 - record, 0, "na het wissen")
    tell(world, later)
    check_that_all_agree(world)
    for person in PEOPLE:
        view = world.seen_by(person)
        assert world.ids[record] not in view["shown"]
        assert not any(key[0] == world.ids[record] for key in view["open"])
    check_that_repeating_changes_nothing(world)


@QUICK
@given(STORIES)
def test_all_stores_agree_and_no_value_is_lost(steps: list[Any]) -> None:
    """Every value is shown, stands open in a conflict, or was replaced by somebody who had seen it."""
    check_laws(steps)


@settings(QUICK, max_examples=40)
@given(STORIES_WITH_ERASURE)
def test_an_erased_record_comes_back_nowhere(story: tuple[list[Any], int, int, list[Any]]) -> None:
    """Erasing beats everything, also what others write before they hear of it."""
    check_erasure(story)


@pytest.mark.slow
@THOROUGH
@given(STORIES)
def test_all_stores_agree_in_five_thousand_stories(steps: list[Any]) -> None:
    """The second tier of the same laws."""
    check_laws(steps)


@pytest.mark.slow
@settings(THOROUGH, max_examples=500)
@given(STORIES_WITH_ERASURE)
def test_an_erased_record_comes_back_nowhere_in_five_hundred_stories(
    story: tuple[list[Any], int, int, list[Any]],
) -> None:
    """The second tier of erasure."""
    check_erasure(story)


@settings(QUICK, max_examples=30)
@given(
    st.lists(st.sampled_from(["een", "twee"]), min_size=1, max_size=2),
    st.booleans(),
    st.sampled_from([-31, 0, 800]),
    st.booleans(),
)
def test_taking_away_never_hides_what_another_wrote_meanwhile(
    texts: list[str], undone: bool, years: float, remover_first: bool
) -> None:
    """The record stays in sight with an open question, whoever's clock is ahead and whichever field was written."""
    world = World()
    world.write(0, 1, 0, "begin")
    world.send(0, 1)
    world.jump(1, years)
    acts = [lambda: world.remove(1, 1), lambda: [world.write(0, 1, 1, text) for text in texts]]
    for act in acts if remover_first else acts[::-1]:
        act()
    if undone:
        world.undo(0)
    check_that_all_agree(world)
    view = world.seen_by(2)
    assert view["shown"][world.ids[1]]["deleted"] == "false"
    assert (world.ids[1], "deleted") in view["conflicts"]
