"""From a passphrase to a key: Argon2id (RFC 9106) with parameters that are bounded both ways."""

from __future__ import annotations

import time
from dataclasses import dataclass

from storage.errors import KeyFileDamaged

KEY_BYTES = 32
MIB = 1024


@dataclass(frozen=True, slots=True)
class DerivationCost:
    """How much work one derivation is: memory in KiB, passes, lanes."""

    memory_kib: int
    passes: int
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class DerivationPolicy:
    """Which costs a store may use. Weaker is refused (someone lowered them), absurd too (someone wants us to hang)."""

    least: DerivationCost = DerivationCost(memory_kib=64 * MIB, passes=3)
    most: DerivationCost = DerivationCost(memory_kib=1024 * MIB, passes=16, lanes=4)
    preferred: DerivationCost = DerivationCost(memory_kib=256 * MIB, passes=3)
    recovery: DerivationCost = DerivationCost(memory_kib=64 * MIB, passes=3)

    def check(self, cost: DerivationCost) -> None:
        """Refuse a cost outside the bounds.

        Raises:
            KeyFileDamaged: when it is weaker than `least` or heavier than `most`.
        """
        strong_enough = cost.memory_kib >= self.least.memory_kib and cost.passes >= self.least.passes
        bearable = (
            cost.memory_kib <= self.most.memory_kib
            and cost.passes <= self.most.passes
            and 1 <= cost.lanes <= self.most.lanes
        )
        if not (strong_enough and bearable):
            raise KeyFileDamaged


def derive(secret: bytes, salt: bytes, cost: DerivationCost) -> bytes:
    """Return the 32-byte key for a secret. Takes about a second at the preferred cost, and releases the interpreter lock."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - the first frame asks for no key yet

    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(secret)


def calibrated(policy: DerivationPolicy, target_seconds: float = 0.8) -> DerivationCost:
    """Return a cost of about `target_seconds` on this computer: memory first, then passes, within the policy.

    One derivation at the least cost is timed; Argon2id's work grows in proportion to memory times passes.
    """
    began = time.perf_counter()
    derive(b"calibration", b"calibration-salt", policy.least)
    once = max(time.perf_counter() - began, 1e-4)
    memory = policy.least.memory_kib
    while memory * 2 <= policy.most.memory_kib and once * 2 <= target_seconds:
        memory, once = memory * 2, once * 2
    passes = policy.least.passes
    while passes < policy.most.passes and once * (passes + 1) / policy.least.passes <= target_seconds:
        passes += 1
    return DerivationCost(memory_kib=memory, passes=passes)
