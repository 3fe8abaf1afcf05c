"""What a new passphrase must be before a store takes it."""

from __future__ import annotations

from collections.abc import Iterable

from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.passphrase_strength import NEEDED_BITS, strength


def require_strong(passphrase: str, words: Iterable[str] = ()) -> None:
    """Refuse a passphrase that can be guessed.

    Args:
        passphrase: what somebody typed.
        words: what a guesser would try first, such as the user's own name.

    Raises:
        ActRefused: with what to do, without any part of the passphrase.
    """
    weighed = strength(passphrase, words)
    if not weighed.enough:
        raise ActRefused(
            f"Deze wachtwoordzin is te zwak ({int(weighed.bits)} van de {NEEDED_BITS} punten): {weighed.sentence}. "
            "Er is niets gewijzigd."
        )
