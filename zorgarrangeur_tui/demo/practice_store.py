"""The invented region in a store of its own, in a folder that is thrown away."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.clock import local_date
from storage.contact_card import write_card
from storage.contacts import add_contact, verify_contact
from storage.key_derivation import DerivationPolicy
from storage.models.codes import Role
from storage.recovery_code import new_recovery_code
from storage.store import Store, StoreSettings, create
from storage.undo import begin_here
from zorgarrangeur_tui.demo.passing_folder import removed
from zorgarrangeur_tui.demo.region import invented_region

OWNER = "Oefenaar"
CONTACT = "Coördinator van de oefenregio"
"""To whom bundles can be made; nobody holds the keys of this card."""


@dataclass(slots=True)
class PracticeRegions:
    """Makes practice regions, one after the other, in a folder that is thrown away as a whole in the end.

    Attributes:
        place: the folder.
        settings: clock and key derivation.
        school_count: how many schools a region has.
        seed: the same seed gives the same region.
    """

    place: Path
    settings: StoreSettings
    school_count: int = 12
    seed: int = 1
    _made: int = field(default=0, init=False)
    _closed: bool = field(default=False, init=False)

    def make(self, wanted: Callable[[], bool] = lambda: True) -> Store | None:
        """Return a fresh region; None when it is not wanted any more by the time that it is there.

        Raises:
            StorageError: it could not be made.
        """
        self._made += 1
        folder = self.place / f"opslag-{self._made}"
        store = make_practice_store(folder, self.settings, school_count=self.school_count, seed=self.seed)
        if wanted() and not self._closed:
            return store
        self.throw_away(store)
        if self._closed:
            removed(self.place)  # making the region made the folder anew, when it was gone already
        return None

    def close(self) -> None:
        """Make no more: a region that comes after this is thrown away at once."""
        self._closed = True

    def throw_away(self, store: Store) -> None:
        """Close a region and remove its files. Its keys were never written down readably, so what a file system keeps is noise."""
        store.close()
        shutil.rmtree(store.folder, ignore_errors=True)  # what is still read there goes with the whole place


def practice_settings() -> StoreSettings:
    """Return settings with the lightest key derivation that any store may have: nobody will ever type this passphrase."""
    policy = DerivationPolicy()
    return StoreSettings(policy=DerivationPolicy(preferred=policy.least), calibrate=False)


def make_practice_store(
    folder: Path,
    settings: StoreSettings,
    *,
    school_count: int = 12,
    seed: int = 1,
    passphrase: str = "",
    with_contact: bool = True,
) -> Store:
    """Make a store in `folder` and fill it with the invented region.

    Args:
        folder: where; it must hold no store.
        settings: clock and key derivation.
        school_count: how many schools the region has.
        seed: the same seed gives the same region.
        passphrase: empty for a random one, which is then forgotten: the store can only be used while it is open.
        with_contact: whether there is somebody to make bundles for.
    """
    store = create(
        folder,
        label=OWNER,
        role=Role.ARRANGER,
        passphrase=passphrase or secrets.token_hex(16),
        recovery_code=new_recovery_code(),
        settings=settings,
    )
    with store.unit_of_work("Oefenregio gemaakt") as work:
        work.add(*invented_region(seed, school_count, today=local_date(settings.clock)))
    if with_contact:
        _add_contact(store)
    with store.unit_of_work("Oefenregio klaar") as work:
        begin_here(work)
    return store


def _add_contact(store: Store) -> None:
    """Let there be somebody to make a bundle for."""
    card = write_card(
        Ed25519PrivateKey.generate(),
        X25519PrivateKey.generate().public_key(),
        label=CONTACT,
        role=Role.COORDINATOR,
        device=secrets.token_hex(8),
        valid_from=local_date(store.clock),
    )
    verify_contact(store, add_contact(store, card).fingerprint)
