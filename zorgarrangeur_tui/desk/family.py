"""What parents and children say themselves, and what they do not want shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from storage.models import FamilyView
from storage.store import Store
from zorgarrangeur_tui.desk.records import living

_TOO_HEAVY = 7


@dataclass(frozen=True, slots=True)
class Burden:
    """How heavy it was for a family on a day, from 1 (light) to 10 (too heavy)."""

    day: date | None
    value: int

    @property
    def heavy(self) -> bool:
        """Whether it asks for attention."""
        return self.value >= _TOO_HEAVY


def family_views(store: Store, pupil_id: str) -> list[FamilyView]:
    """Return what was said about one child, newest first; what has no day comes last."""
    return _newest_first(living(store, FamilyView, pupil_id=pupil_id))


def burden_course(views: Iterable[FamilyView]) -> list[Burden]:
    """Return how heavy it was in these talks, oldest first."""
    ordered = reversed(_newest_first(list(views)))
    return [Burden(view.spoken_on, view.burden) for view in ordered if view.burden is not None]


def burden_words(course: list[Burden]) -> str:
    """Return how heavy it is and where that goes, in one sentence; "" when nobody asked."""
    if not course:
        return ""
    now = course[-1].value
    text = f"De belasting thuis is {now} van 10"
    if len(course) > 1:
        before = course[-2].value
        text += ", even zwaar als" if now == before else f", {'zwaarder' if now > before else 'lichter'} dan"
        text += f" de vorige keer ({before})"
    return f"{text}. Vraag wat er nu helpt." if course[-1].heavy else f"{text}."


def do_not_share(store: Store, pupil_id: str) -> list[str]:
    """Return everything that parents or the child do not want shared, each once, newest first.

    What was said earlier stays until the talk in which it was said is changed: silence takes nothing back.
    """
    wishes = (view.do_not_share.strip() for view in family_views(store, pupil_id))
    return list(dict.fromkeys(filter(None, wishes)))


def _newest_first(views: list[FamilyView]) -> list[FamilyView]:
    return sorted(views, key=lambda view: (view.spoken_on or date.min, view.id), reverse=True)
