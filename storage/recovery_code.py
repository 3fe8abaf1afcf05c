"""The recovery code: what a user writes on paper, with check characters that catch typing slips.

26 characters of Crockford's base32 (130 bits) and two check characters, in groups of four. I, L, O and U are no part of
it; what people type for them is read as 1, 1, 0 and V.
"""

from __future__ import annotations

import secrets

from storage.errors import RecoveryCodeMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 26
CHECK_LENGTH = 2
GROUP = 4
_CHECK_PRIME = 1021
"""The largest prime under 32 x 32: any one wrong character and any swap of neighbours changes the remainder."""

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_recovery_code() -> str:
    """Return a fresh code, such as "7K3M-…", shown to the user once."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH)))


def grouped(characters: str) -> str:
    """Return 26 secret characters with their check characters, in groups of four."""
    code = characters + _check(characters)
    return "-".join(groups(code))


def groups(code: str) -> list[str]:
    """Return the groups of four of a code."""
    bare = code.replace("-", "")
    return [bare[start : start + GROUP] for start in range(0, len(bare), GROUP)]


def is_group(typed: str, group: str) -> bool:
    """Tell whether what a user typed over from paper is this group, read as forgivingly as a whole code is."""
    return typed.replace(" ", "").upper().translate(_READ_AS) == group


def normalised(typed: str) -> str:
    """Return the 26 secret characters of what a user typed, in any case, with or without hyphens and spaces.

    Raises:
        RecoveryCodeMistyped: when the length, a character or the check characters show a slip.
    """
    bare = "".join(character for character in typed.upper() if not character.isspace() and character not in "-–.")
    bare = bare.translate(_READ_AS)
    if len(bare) != SECRET_LENGTH + CHECK_LENGTH or any(character not in ALPHABET for character in bare):
        raise RecoveryCodeMistyped
    secret, check = bare[:SECRET_LENGTH], bare[SECRET_LENGTH:]
    if _check(secret) != check:
        raise RecoveryCodeMistyped
    return secret


def _check(secret: str) -> str:
    number = 0
    for character in secret:
        number = number * 32 + ALPHABET.index(character)
    high, low = divmod(number * 32 % _CHECK_PRIME, 32)
    return ALPHABET[high] + ALPHABET[low]
