"""Fields in which people wrote different things: what this user must choose, and what waits for others."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from storage.models import RECORD_TYPES
from storage.open_fields import OpenKind
from storage.store import Store
from zorgarrangeur_tui.choice_words import KIND_WORDS
from zorgarrangeur_tui.desk.import_choices import Question, other_values
from zorgarrangeur_tui.desk.open_questions import OpenQuestion, waiting_questions
from zorgarrangeur_tui.desk.record_names import people
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.words import RECORD_WORDS, field_word
from zorgarrangeur_tui.verbs.finding import label
from zorgarrangeur_tui.verbs.listings import Listing
from zorgarrangeur_tui.verbs.value_text import value_text

_HEADERS = ("Wat", "Kenmerk", "Naam", "Veld", "Nu te zien", "Ook geschreven")
_PROPOSAL_HEADERS = ("Wat", "Kenmerk", "Naam", "Veld", "Nu te zien", "Voorgesteld", "Door", "Stand")


def conflict_listing(store: Store) -> Listing:
    """Return every field with two values in which this user must choose. Values that tell about a child are hidden."""
    rows, values = _listed(store, {OpenKind.CONFLICT})
    return Listing(
        _HEADERS,
        [row[: len(_HEADERS)] for row in rows],
        values,
        "Er zijn geen conflicten: nergens staan twee waarden naast elkaar.",
    )


def proposal_listing(store: Store) -> Listing:
    """Return what others propose to this user, and what waits for others. Values that tell about a child are hidden."""
    rows, values = _listed(store, {OpenKind.PROPOSAL, OpenKind.AWAITING})
    return Listing(_PROPOSAL_HEADERS, rows, values, "Er zijn geen voorstellen, en niets van u wacht op een ander.")


def _listed(store: Store, kinds: Collection[OpenKind]) -> tuple[list[tuple[str, ...]], list[dict[str, Any]]]:
    found = [one for one in waiting_questions(store) if one.question.kind in kinds]
    names = people(store)
    rows: list[tuple[str, ...]] = []
    values: list[dict[str, Any]] = []
    for one in found:
        question = one.question
        record_type, record_id, field = question.key
        now, others = _text(question, question.mine), [_text(question, value) for value in other_values(question)]
        writers = [names.get(claim.author, claim.author[:8]) for claim in question.theirs]
        rows.append(
            (
                RECORD_WORDS[record_type].singular,
                record_id,
                _called(store, one),
                f"{field_word(record_type, field)} ({field})",
                now,
                " / ".join(others),
                ", ".join(dict.fromkeys(writers)),
                KIND_WORDS[question.kind],
            )
        )
        values.append(
            {
                "type": record_type,
                "id": record_id,
                "field": field,
                "kind": question.kind.value,
                "owner": one.owner or None,
                "shown": now,
                "others": others,
                "by": [
                    {"label": name, "fingerprint": claim.author, "at": claim.at}
                    for name, claim in zip(writers, question.theirs, strict=True)
                ],
            }
        )
    return rows, values


def _text(question: Question, value: Any) -> str:
    return value_text(question.record_type, question.field, value, names=False)


def _called(store: Store, one: OpenQuestion) -> str:
    record_type, record_id, _ = one.question.key
    record = by_ids(store, RECORD_TYPES[record_type], [record_id]).get(record_id)
    return label(record) if record else ""
