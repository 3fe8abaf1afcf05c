"""What waits for a choice in the store: to be made here, or by others; and making it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from storage.audit_subjects import pupils_of
from storage.deciding import decide
from storage.history import FieldKey
from storage.models import RECORD_TYPES, VisitPattern
from storage.open_fields import OpenField, OpenKind, open_fields, open_fields_in
from storage.ops import OpValue
from storage.standing import viewer
from storage.store import Store
from zorgarrangeur_tui.desk.import_choices import Question, open_questions
from zorgarrangeur_tui.desk.record_names import called_all
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.visit_locks import require_free

_ORDER = (OpenKind.CONFLICT, OpenKind.PROPOSAL, OpenKind.AWAITING)
_CHANGED = "Intussen is iets gewijzigd waaruit u koos. Er is niets gekozen. Kijk opnieuw en kies daarna nog een keer."


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


def choose(
    store: Store,
    decisions: Mapping[FieldKey, OpValue],
    act: str = "Keuze gemaakt",
    *,
    seen: Iterable[Question] = (),
) -> None:
    """Write what was chosen, as one act.

    Args:
        store: an opened store.
        decisions: the values.
        act: what the act is called.
        seen: the questions as the user saw them.

    Raises:
        ActRefused: a visit is locked, or a question is another by now; nothing was changed.
        RecordMissing, ValueRefused: nothing was changed.
    """
    of_visits: defaultdict[str, dict[str, OpValue]] = defaultdict(dict)
    for (record_type, record_id, field), value in decisions.items():
        if record_type == "visit_pattern":
            of_visits[record_id][field] = value
    with store.unit_of_work(act) as work:
        for record_id, values in of_visits.items():
            visit = work.session.get(VisitPattern, record_id)
            if visit is not None:
                require_free(visit, values)
        _check_seen(work.connection, [question for question in seen if question.key in decisions])
        decide(work, decisions)


def _check_seen(connection: Connection, seen: Sequence[Question]) -> None:
    if not seen:
        return
    fields = open_fields_in(connection, {question.key[1] for question in seen})
    now = {question.key: question for question in open_questions(fields)}
    if any(now.get(question.key) != question for question in seen):
        raise ActRefused(_CHANGED)


def children_in(store: Store, questions: list[OpenQuestion]) -> frozenset[str]:
    """Return the ids of the children that some questions are about."""
    records = {one.question.key[:2] for one in questions}
    with store.read() as session:
        return frozenset(pupils_of(session.connection(), records).values())


def _place(field: OpenField) -> tuple[int, int, str, str]:
    return _ORDER.index(field.kind), list(RECORD_TYPES).index(field.record_type), field.record_id, field.field
