"""Pseudonyms are random, kind and never used twice."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from storage.text_rules import checked_text
from zorgarrangeur_tui.domain.pseudonyms import FIRST_WORDS, SECOND_WORDS, new_pseudonym, new_pseudonyms


def repeatable(seed: int) -> Random:
    """Return chance that repeats."""
    return Random(seed)  # noqa: S311  a test repeats


EVERY_PAIR = [f"{first} {second}" for first in FIRST_WORDS for second in SECOND_WORDS]


def test_there_are_words_enough() -> None:
    """At least sixty of each, all different and plain to type."""
    for words in (FIRST_WORDS, SECOND_WORDS):
        assert len(words) == len(set(words)) >= 60
        assert all(word.isascii() and word.isalpha() for word in words)


def test_a_pseudonym_is_short_enough_for_a_list() -> None:
    """The longest pair takes at most 28 cells, and every pair may be stored."""
    assert max(map(len, EVERY_PAIR)) <= 28
    assert all(checked_text(pair) == pair for pair in EVERY_PAIR)


@given(st.integers(), st.sets(st.sampled_from(EVERY_PAIR), max_size=200))
def test_a_new_pseudonym_is_never_taken(seed: int, taken: set[str]) -> None:
    """Whatever is in use, the new one differs, also when somebody typed another one in small letters."""
    assert new_pseudonym({pair.lower() for pair in taken}, repeatable(seed)) not in taken


def test_the_last_free_pair_is_found() -> None:
    """Nearly all in use is no reason to give up."""
    assert new_pseudonym(EVERY_PAIR[:-1]) == EVERY_PAIR[-1]


def test_when_all_pairs_are_in_use_a_number_follows() -> None:
    """A region never runs out."""
    pseudonym = new_pseudonym(EVERY_PAIR)
    assert pseudonym.endswith(" 2")
    assert pseudonym.removesuffix(" 2") in EVERY_PAIR


def test_many_pseudonyms_at_once_all_differ() -> None:
    """An import names a whole school in one go."""
    drawn = new_pseudonyms(500, {"Blauwe Otter"})
    assert len({*drawn, "Blauwe Otter"}) == 501


def test_the_same_chance_gives_the_same_pseudonym() -> None:
    """A seeded chance repeats; the system's own does not."""
    assert new_pseudonym((), repeatable(4)) == new_pseudonym((), repeatable(4))
    assert len({new_pseudonym(()) for _ in range(40)}) > 30
