"""The certificate of an erasure: that it was done, why and how much. Nothing of what was erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.words import RECORD_WORDS
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.typesetting import typeset


@dataclass(frozen=True, slots=True)
class ErasureProof:
    """What is known of an erasure.

    Attributes:
        id: of the erasure, as the store keeps it.
        erased_on: the day.
        by: who did it, by name.
        rule: the rule under which it was done, as a Dutch sentence.
        reason: what the user wrote.
        counts: how many records of each type (names of `storage.models.RECORD_TYPES`).
        backups_until: the last day on which an older backup may still hold it; None when there are no backups.
        recipients: contacts, by name, who learn of the erasure with their next bundle.
    """

    id: str
    erased_on: date
    by: str
    rule: str
    reason: str
    counts: Mapping[str, int]
    backups_until: date | None = None
    recipients: tuple[str, ...] = ()


def erasure_proof(proof: ErasureProof, imprint: Imprint) -> bytes:
    """Return the certificate as a PDF."""
    values = {
        "facts": [
            ("Nummer van de vernietiging", proof.id),
            ("Vernietigd op", dutch_date(proof.erased_on)),
            ("Door", proof.by),
            ("Regel", proof.rule),
            ("Reden", proof.reason),
        ],
        "counts": [(_kind(name, count).capitalize(), str(count)) for name, count in proof.counts.items()],
        "total": str(sum(proof.counts.values())),
        "backups_until": dutch_date(proof.backups_until) if proof.backups_until else "",
        "recipients": list(proof.recipients),
    }
    return typeset(
        "erasure_proof", values, title="Bewijs van vernietiging", made_on=imprint.made_on, mark=imprint.export_id
    )


def _kind(record_type: str, count: int) -> str:
    words = RECORD_WORDS.get(record_type)
    return record_type if words is None else words.singular if count == 1 else words.plural
