"""What waits for a choice in the store: to be made here, or by others; and making it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storage.audit_subjects import pupils_of
from storage.deciding import decide
from storage.history import FieldKey
from storage.models import RECORD_TYPES, VisitPattern
from storage.open_fields import OpenField, OpenKind, open_fields
from storage.ops import OpValue
from storage.standing import viewer
from storage.store import Store
from zorgarrangeur_tui.desk.import_choices import Question, open_questions
from zorgarrangeur_tui.desk.record_names import called_all
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.refusals import ActRefused

_ORDER = (OpenKind.CONFLICT, OpenKind.PROPOSAL, OpenKind.AWAITING)
_LOCKED = "Dit bezoek staat vast. Maak het eerst los. Er is niets gewijzigd."


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question in the store, with how its record is called and whose it is."""

    question: Question
    title: str
    owner: str


def waiting_questions(store: Store) -> list[OpenQuestion]:
    """Return what waits: conflicts first, then proposals, then what others must decide. May run in a thread."""
    fields = [one for one in open_fields(store) if one.record_type in RECORD_TYPES]
    titles = called_all(store, {(one.record_type, one.record_id) for one in fields})
    return [
        OpenQuestion(question, titles[field.record_id], field.owner)
        for field in sorted(fields, key=_place)
        for question in open_questions([field])
    ]


def own_fingerprints(store: Store) -> frozenset[str]:
    """Return every fingerprint that this store's user has or had."""
    with store.read() as session:
        eyes = viewer(session.connection())
    return frozenset(
        {eyes.own, store.identity.card.fingerprint, *(one for one, new in eyes.persons.items() if new == eyes.own)}
    )


def choose(store: Store, decisions: Mapping[FieldKey, OpValue], act: str = "Keuze gemaakt") -> None:
    """Write what was chosen, as one act.

    Raises:
        ActRefused, RecordMissing, ValueRefused: nothing was changed.
    """
    ids = {
        record_id for record_type, record_id, field in decisions if record_type == "visit_pattern" and field != "locked"
    }
    if any(visit.locked for visit in by_ids(store, VisitPattern, ids).values()):
        raise ActRefused(_LOCKED)
    with store.unit_of_work(act) as work:
        decide(work, decisions)


def children_in(store: Store, questions: list[OpenQuestion]) -> frozenset[str]:
    """Return the ids of the children that some questions are about."""
    records = {one.question.key[:2] for one in questions}
    with store.read() as session:
        return frozenset(pupils_of(session.connection(), records).values())


def _place(field: OpenField) -> tuple[int, int, str, str]:
    return _ORDER.index(field.kind), list(RECORD_TYPES).index(field.record_type), field.record_id, field.field
