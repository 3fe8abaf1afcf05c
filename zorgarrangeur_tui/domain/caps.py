"""The cap on fixed providers at a school: few, known organisations, and a reason for each one too many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Bond:
    """A provider bound to one school. `ends_on` is the last day; None is an open beginning or end."""

    provider_id: str
    starts_on: date | None = None
    ends_on: date | None = None
    over_cap_reason: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the bond is in force on a day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class CapUse:
    """The providers bound on a date against the cap (None: no cap agreed)."""

    provider_ids: tuple[str, ...]
    cap: int | None
    reasons: tuple[str, ...]

    @property
    def over(self) -> int:
        """How many providers too many; 0 when there is no cap."""
        return 0 if self.cap is None else max(0, len(self.provider_ids) - self.cap)

    @property
    def sentence(self) -> str:
        """The state in one or two Dutch sentences; a reason in it is text of a user."""
        count = len(self.provider_ids)
        bound = "1 vaste zorgaanbieder" if count == 1 else f"{count or 'Geen'} vaste zorgaanbieders"
        if self.cap is None:
            return f"{bound}. Er is geen maximum afgesproken."
        if not self.over:
            return f"{bound}. Afgesproken is ten hoogste {self.cap}."
        because = (
            f"De reden: {'; '.join(self.reasons)}."
            if self.reasons
            else "Er staat geen reden bij: vul die in, of beëindig een vaste afspraak."
        )
        return f"{bound}. Dat is {self.over} meer dan het afgesproken maximum van {self.cap}. {because}"


def of_cap(count: int, cap: int | None) -> str:
    """Return a number of providers with the maximum that was agreed: "4 (max 3)", or only the number where there is none."""
    return str(count) if cap is None else f"{count} (max {cap})"


def providers_over_cap(bonds: Iterable[Bond], cap: int | None, today: date) -> CapUse:
    """Count the fixed providers of one school on a date against its cap.

    A provider with two bonds counts once; a bond that has ended or still has to begin does not count.
    """
    current = [bond for bond in bonds if bond.provider_id and bond.holds_on(today)]
    return CapUse(
        provider_ids=tuple(sorted({bond.provider_id for bond in current})),
        cap=cap,
        reasons=tuple(
            dict.fromkeys(reason for bond in current if (reason := bond.over_cap_reason.strip().rstrip(".")))
        ),
    )
