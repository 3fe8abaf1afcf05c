"""The invented region in a store of its own, in a folder that is thrown away."""

from __future__ import annotations

import secrets
from pathlib import Path

from storage.clock import local_date
from storage.key_derivation import DerivationPolicy
from storage.models.codes import Role
from storage.recovery_code import new_recovery_code
from storage.store import Store, StoreSettings, create
from storage.undo import begin_here
from zorgarrangeur_tui.demo.region import invented_region

OWNER = "Oefenaar"


def practice_settings() -> StoreSettings:
    """Return settings with the lightest key derivation that any store may have: nobody will ever type this passphrase."""
    policy = DerivationPolicy()
    return StoreSettings(policy=DerivationPolicy(preferred=policy.least), calibrate=False)


def make_practice_store(
    folder: Path, settings: StoreSettings, *, school_count: int = 12, seed: int = 1, passphrase: str = ""
) -> Store:
    """Make a store in `folder` and fill it with the invented region.

    Args:
        folder: where; it must hold no store.
        settings: clock and key derivation.
        school_count: how many schools the region has.
        seed: the same seed gives the same region.
        passphrase: empty for a random one, which is then forgotten: the store can only be used while it is open.
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
    with store.unit_of_work("Oefenregio klaar") as work:
        begin_here(work)
    return store
