"""What the access log is told when somebody looks: at a child, at a list, at the log itself.

None of it is a change: it cannot be undone, and no screen asks anew because of it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from storage import audit
from storage.audit_subjects import pupils_of
from storage.search_marks import search_mark
from storage.store import Store

if TYPE_CHECKING:
    from storage.merge import MergePlan


def note_case_read(
    store: Store, case_id: str, pupil_ids: Collection[str], *, named: Collection[str] = frozenset()
) -> None:
    """Write down that a case was opened: a row per child in it, or one for the case when there is none.

    Args:
        store: an opened store.
        case_id: the case.
        pupil_ids: the children who were shown.
        named: those of them who were shown with name and note.
    """
    with store.unit_of_work("Casus bekeken") as work:
        for pupil_id in sorted(pupil_ids):
            details = f"case={case_id}" + (" name" if pupil_id in named else "")
            work.note(audit.Action.READ, object="pupil", subject=pupil_id, details=details)
        if not pupil_ids:
            work.note(audit.Action.READ, object="case", subject=case_id)


def note_name_read(store: Store, pupil_id: str) -> None:
    """Write down that the name of a child was shown."""
    with store.unit_of_work("Naam bekeken") as work:
        work.note(audit.Action.READ, object="pupil", subject=pupil_id, details="name")


def note_children_read(store: Store, pupil_ids: Collection[str], *, named: bool = False) -> None:
    """Write down that children were looked at side by side: a row for each."""
    with store.unit_of_work("Leerlingen vergeleken") as work:
        for pupil_id in sorted(pupil_ids):
            work.note(audit.Action.READ, object="pupil", subject=pupil_id, details="name" if named else "")


def note_search(store: Store, shown: str, found: int, *, words: str = "", subject: str = "") -> None:
    """Write down that a list was shown: how long it was and, as a mark only, what was searched.

    Args:
        store: an opened store.
        shown: which list, by a name of `log_words.LISTS`.
        found: how many lines it had.
        words: what was typed to narrow it.
        subject: the id of the record that the list belongs to, such as the school of a board.
    """
    with store.unit_of_work("Gezocht" if words.strip() else "Lijst bekeken") as work:
        mark = search_mark(work.connection, words)
        details = f"found={found}" + (f" words={mark}" if mark else "")
        work.note(audit.Action.SEARCH, object=shown, subject=subject, details=details)


def note_history_read(store: Store, case_id: str, pupil_ids: Collection[str], *, named: bool = False) -> None:
    """Write down that the history of a record was opened: a row per child that it is about, or one for its case.

    Args:
        store: an opened store.
        case_id: the case that the record belongs to; "" for none.
        pupil_ids: the children that it is or was about.
        named: whether names, and what is written about the children, were shown.
    """
    if not case_id and not pupil_ids:
        return
    details = " ".join(filter(None, (f"case={case_id}" if case_id else "", "history", "name" if named else "")))
    with store.unit_of_work("Geschiedenis bekeken") as work:
        for pupil_id in sorted(pupil_ids):
            work.note(audit.Action.READ, object="pupil", subject=pupil_id, details=details)
        if not pupil_ids:
            work.note(audit.Action.READ, object="case", subject=case_id, details="history")


def note_log_read(store: Store, subject: str = "") -> None:
    """Write down that the access log was opened, whole or on one record."""
    with store.unit_of_work("Logboek bekeken") as work:
        work.note(audit.Action.READ, object="log", subject=subject)


def note_names_in_bundle(store: Store, plan: MergePlan, bundle_id: str) -> None:
    """Write down that the names in a bundle were shown: a row per child in it, or one for the bundle when there is none."""
    found = {change.record_id for change in plan.changes if change.record_type == "pupil"}
    with store.unit_of_work("Namen bekeken") as work:
        others = [(change.record_type, change.record_id) for change in plan.changes]
        found |= set(pupils_of(work.connection, others).values())
        for pupil_id in sorted(found):
            work.note(audit.Action.READ, object="pupil", subject=pupil_id, details=f"bundle={bundle_id} name")
        if not found:
            work.note(audit.Action.READ, object="bundle", subject=bundle_id, details="names")


def note_names_read(store: Store, pupil_ids: Collection[str]) -> None:
    """Write down that the names of children, or what is written about them, were shown in a list."""
    with store.unit_of_work("Namen bekeken") as work:
        for pupil_id in sorted(pupil_ids):
            work.note(audit.Action.READ, object="pupil", subject=pupil_id, details="name")
