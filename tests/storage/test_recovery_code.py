"""The recovery code: slips on paper and at the keyboard are caught at once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import RecoveryCodeMistyped, WrongSecret
from storage.recovery_code import ALPHABET, grouped, groups, new_recovery_code, normalised

SECRETS = st.text(ALPHABET, min_size=26, max_size=26)


def caught(typed: str) -> bool:
    """Tell whether a slip is noticed before any key is derived."""
    try:
        normalised(typed)
    except RecoveryCodeMistyped:
        return True
    return False


def test_a_new_code_has_seven_groups_of_four_and_is_read_back() -> None:
    """28 characters: 26 of secret (130 bits) and two that check."""
    code = new_recovery_code()
    assert [len(group) for group in groups(code)] == [4] * 7
    assert code == "-".join(groups(code))
    assert normalised(code) == code.replace("-", "")[:26]


def test_no_two_codes_are_the_same() -> None:
    """Codes are drawn from 130 bits."""
    assert len({new_recovery_code() for _ in range(200)}) == 200


def test_a_thousand_single_character_slips_are_all_caught() -> None:
    """One wrong character, anywhere, check characters included."""
    draw = random.Random(1)  # noqa: S311 - picks slips, not secrets
    for _ in range(1000):
        code = new_recovery_code().replace("-", "")
        at = draw.randrange(28)
        wrong = draw.choice([character for character in ALPHABET if character != code[at]])
        assert caught(code[:at] + wrong + code[at + 1 :])


def test_a_thousand_swaps_of_neighbours_are_all_caught() -> None:
    """Two neighbours in the wrong order, also where the secret meets the check characters."""
    draw = random.Random(2)  # noqa: S311 - picks slips, not secrets
    tried = 0
    while tried < 1000:
        code = new_recovery_code().replace("-", "")
        at = draw.randrange(27)
        if code[at] != code[at + 1]:
            assert caught(code[:at] + code[at + 1] + code[at] + code[at + 2 :])
            tried += 1


@given(SECRETS, st.integers(0, 27), st.sampled_from(ALPHABET))
def test_every_slip_in_every_code_is_caught(secret: str, at: int, character: str) -> None:
    """It is a law, not luck: the remainder by a prime changes with any one character."""
    code = _with_check(secret)
    if code[at] != character:
        assert caught(code[:at] + character + code[at + 1 :])


@given(SECRETS, st.integers(0, 26))
def test_every_swap_in_every_code_is_caught(secret: str, at: int) -> None:
    """Swapping two different neighbours changes the remainder too."""
    code = _with_check(secret)
    if code[at] != code[at + 1]:
        assert caught(code[:at] + code[at + 1] + code[at] + code[at + 2 :])


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' - ')}\n",
        lambda code: code.replace("-", "–").replace("0", "o"),
        lambda code: code.replace("1", "I").replace("0", "O"),
        lambda code: code.replace("1", "l").replace("0", "o").lower(),
        lambda code: code.replace("V", "u"),
        lambda code: ".".join(groups(code)),
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed) -> None:
    """Case, spaces, kinds of hyphen, and I, L, O and U for 1, 1, 0 and V do not matter."""
    for _ in range(50):
        code = new_recovery_code()
        assert normalised(typed(code)) == normalised(code)


@pytest.mark.parametrize("typed", ["", "-", "7K3M", "A" * 27, "A" * 29, "é" * 28, "A" * 10_000, "\ud800" * 28])
def test_what_is_no_code_at_all_is_caught(typed: str) -> None:
    """Too short, too long or other characters: the same sentence."""
    with pytest.raises(RecoveryCodeMistyped, match="typefout"):
        normalised(typed)


def test_a_mistyped_code_counts_as_a_wrong_secret() -> None:
    """Callers that handle a wrong secret handle a mistyped code as well."""
    assert issubclass(RecoveryCodeMistyped, WrongSecret)


def _with_check(secret: str) -> str:
    return grouped(secret).replace("-", "")
