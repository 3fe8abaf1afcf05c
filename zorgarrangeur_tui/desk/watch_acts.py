"""Finishing what is due, where that is one day to fill in."""

from __future__ import annotations

from storage.clock import local_date
from storage.models import RECORD_TYPES
from storage.store import Store
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.watch import Watched

_DONE = {"action_due": ("done_on", "Actie klaar"), "review_due": ("held_on", "Evaluatie gehouden")}
"""By the id of a rule: the field that tells when it was done, and what that act of the user is called."""


def can_finish(watched: Watched) -> bool:
    """Tell whether a day is done with by filling in one day."""
    return watched.rule.id in _DONE


def finish(store: Store, watched: Watched) -> str:
    """Write down that an action was done, or a review held, today: one act that can be undone.

    Returns:
        What the act is called.

    Raises:
        ActRefused: it is neither; the sentence tells what to do instead.
        RecordMissing: it is not there (any more).
    """
    if not can_finish(watched):
        raise ActRefused(f"Alleen een actie of evaluatie is in één keer klaar. Open dit met Enter. {watched.why}")
    field, act = _DONE[watched.rule.id]
    change_record(store, RECORD_TYPES[watched.record_type], watched.record_id, {field: local_date(store.clock)}, act)
    return act
