"""How strong a passphrase is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.passphrase_strength import NEEDED_BITS, strength


@pytest.mark.parametrize(
    "good",
    [
        "vier gele fietsen zwemmen naar huis",
        "paard batterij nietje vork",
        "één-twee-drie-boterham",
        "kR7#vQ2!mZ9$wX4&pL6*",
    ],
)
def test_four_words_or_a_long_random_text_are_enough(good: str) -> None:
    """Spaces or hyphens between the words, or no words at all."""
    assert strength(good).enough
    assert strength(good).sentence == "sterk genoeg"


@pytest.mark.parametrize(
    ("weak", "told"),
    [
        ("", "vier of meer woorden"),
        ("   ", "vier of meer woorden"),
        ("paard batterij nietje", "nog een woord"),
        ("Welkom01!", "nog een woord"),
        ("paard paard paard paard paard", "herhalingen"),
        ("a" * 500, "herhalingen"),
        ("abcdefgh 12345678", "rijtjes"),
        ("Femke Wilgenroos 2026", "eigen naam"),
    ],
)
def test_what_is_weak_is_told_what_to_do(weak: str, told: str) -> None:
    """Three Dutch words are too few, however strange they are to an English list."""
    weighed = strength(weak, ["Femke Wilgenroos"])
    assert (weighed.enough, weighed.bits < NEEDED_BITS) == (False, True)
    assert told in weighed.sentence


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_can_be_weighed_and_is_not_repeated(passphrase: str, words: list[str]) -> None:
    """The sentence is one of a few, so it cannot hold what was typed."""
    weighed = strength(passphrase, words)
    assert weighed.bits >= 0
    assert weighed.enough == (weighed.bits >= NEEDED_BITS)
    assert weighed.sentence in {
        "typ vier of meer woorden",
        "sterk genoeg",
        "uw eigen naam is te raden",
        "rijtjes, datums en herhalingen zijn te raden",
        "voeg nog een woord toe",
    }
