"""What a store is on disk, and what it needs from its surroundings. Light to import: the first screen asks only this."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from storage.key_derivation import DerivationPolicy
from storage.utc_clock import Clock, system_clock

KEY_FILE = "kluis.toml"
KEY_FILE_COPY = "kluis.toml.bak"
DATABASE = "zorg.db"

GENERATION = "key_file_generation"
"""State: the generation of the key file that this database last saw."""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What a store needs from its surroundings: the clock, and how heavy key derivation must be."""

    clock: Clock = system_clock
    policy: DerivationPolicy = field(default_factory=DerivationPolicy)
    calibrate: bool = True


def exists(folder: Path) -> bool:
    """Tell whether a folder holds a store."""
    return (folder / KEY_FILE).exists() or (folder / KEY_FILE_COPY).exists()
