"""Which contact a user means by the beginning of a fingerprint."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.contacts import Contact, contacts
from storage.errors import RecordMissing
from storage.store import Store
from zorgarrangeur_tui.desk.refusals import ActRefused

FINGERPRINT_SHOWN = 16
"""Digits of a fingerprint that lists show."""

_BEGINNING = re.compile(r"[0-9a-f]{8,64}")


def find_contact(store: Store, typed: str) -> Contact:
    """Return the contact of a store whose fingerprint begins like this (see `contact_among`)."""
    return contact_among(contacts(store), typed)


def contact_among(known: Sequence[Contact], typed: str) -> Contact:
    """Return the one contact whose fingerprint begins like this.

    Raises:
        ActRefused: fewer than eight digits, or more than one contact begins like this.
        RecordMissing: no contact does.
    """
    beginning = typed.strip().casefold()
    if not _BEGINNING.fullmatch(beginning):
        raise ActRefused(
            "Geef ten minste de eerste acht tekens van de vingerafdruk (0-9 en a-f). `zorgarrangeur card list` toont ze. "
            "Er is niets gewijzigd."
        )
    found = [contact for contact in known if contact.fingerprint.startswith(beginning)]
    if not found:
        raise RecordMissing(
            "Geen contact heeft deze vingerafdruk. Lees eerst de contactkaart in. Er is niets gewijzigd."
        )
    if len(found) > 1:
        fingerprints = ", ".join(contact.fingerprint for contact in found)
        raise ActRefused(f"Meer dan één contact begint zo: {fingerprints}. Geef meer tekens. Er is niets gewijzigd.")
    return found[0]
