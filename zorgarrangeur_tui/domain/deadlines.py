"""What is due: which items want attention within some weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something with a date: a case with a deadline, an ending bond, a review.

    `due_on` None means that no date is known.
    """

    id: str
    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """An item and how many days are left; a negative number is overdue."""

    item: DueItem
    days_left: int

    @property
    def overdue(self) -> bool:
        """Whether the date has passed; on the day itself an item is not overdue."""
        return self.days_left < 0

    @property
    def when(self) -> str:
        """The days left in words: "2 dagen te laat", "vandaag", "morgen", "over 5 dagen", "over 3 weken"."""
        days = self.days_left
        if days < 0:
            return "1 dag te laat" if days == -1 else f"{-days} dagen te laat"
        if days < 2:
            return ("vandaag", "morgen")[days]
        return f"over {days // 7} weken" if days >= 14 and days % 7 == 0 else f"over {days} dagen"


def due_within(items: Iterable[DueItem], today: date, weeks: int) -> list[Due]:
    """Return what is overdue or falls due within `weeks` weeks (the last day counts), longest overdue first.

    Items without a date are left out. Equal dates are in the order of text and id.
    """
    dated = ((item, item.due_on) for item in items)
    due = [Due(item, (due_on - today).days) for item, due_on in dated if due_on is not None]
    return sorted(
        (one for one in due if one.days_left <= weeks * 7), key=lambda one: (one.days_left, one.item.text, one.item.id)
    )
