"""What the user of a form saw in the fields of a record, to tell what became of them before it is written over.

A draft may be days old, and a form may stay open while a bundle is read in or another window saves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage import drafts
from storage.field_values import to_op_value
from storage.models import TYPE_NAMES, Record
from storage.store import Store
from zorgarrangeur_tui.choice_words import ValueReader
from zorgarrangeur_tui.desk.drafts import written_since
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.forms import values_of

_MOST_SHOWN = 120
"""Letters of a value in the sentence."""


class SeenValues:
    """The values of a record as a form showed them.

    Args:
        store: an opened store.
        record: as it was when the form was opened.
        before: the values of its fields in the form.
        draft_key: of the draft of the form: what was written since that was kept, its user has not seen either.
    """

    def __init__(self, store: Store, record: Record, before: Mapping[str, Any], draft_key: str) -> None:
        self._store = store
        self._model, self._id = type(record), record.id
        self._seen = dict(before)
        with store.read() as session:
            draft = drafts.find(session.connection(), draft_key)
        self._unseen = written_since(store, record.id, draft) if draft else set()

    def require_seen(self, changed: Mapping[str, Any]) -> None:
        """Refuse once to write over a value that its user has not seen, and tell what it is.

        Raises:
            ActRefused: with a sentence per field; the same values are not refused a second time.
        """
        record_type = TYPE_NAMES[self._model]
        now = values_of(self._store.get(self._model, self._id), self._seen)
        told: dict[str, str] = {}
        for name, value in changed.items():
            if now[name] != value and (name in self._unseen or now[name] != self._seen[name]):
                # The form shows this field in full, so what stands in it now is not hidden here either.
                text = ValueReader(self._store, names=True).text(record_type, name, to_op_value(now[name]))
                shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
                told[name] = f"Intussen staat hier: {shown}. Sla nog een keer op om dat te vervangen."
        self._seen |= {name: now[name] for name in told}
        self._unseen -= told.keys()
        require(told)
