"""Bundles in words: what leaves, what came in, and what merging it would change, for screen and command line alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, TypeAlias

from storage.handing_over import Outgoing
from storage.merge import FieldChange, MergePlan, RecordChange
from storage.models import RECORD_TYPES, Record
from storage.ops import OpValue
from storage.store import Store
from storage.taking_in import Incoming
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD, HIDDEN
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.value_words import value_word

Sign: TypeAlias = Literal["!", "+", "-", "~"]
"""What happens to a record, as one sign."""

_NAMING = ("pseudonym", "title", "name", "kind", "site_code")
"""The fields of which the first that holds something names a record. A child goes by its pseudonym, never by its name."""


def outgoing_lines(outgoing: Outgoing) -> list[str]:
    """Return what a bundle would hold, before it is made."""
    counts = [_count(kind, len(ids)) for kind, ids in outgoing.records.items() if ids]
    if not counts:
        return ["In deze bundel gaan geen casussen mee. Hij zegt alleen welke gegevens u hebt gewist, zonder inhoud."]
    return [
        f"In deze bundel gaan mee: {', '.join(counts)}.",
        "Het profiel is volledig: namen en vrije tekst gaan mee. Waarden die u hebt verbeterd, gaan niet mee.",
        f"Samen {outgoing.operations} wijzigingen. Alleen de ontvangers die u kiest, kunnen de bundel lezen.",
    ]


def incoming_lines(incoming: Incoming) -> list[str]:
    """Return where a bundle comes from and what merging it would do."""
    plan = incoming.plan
    lines = [
        f"Van {incoming.sender.card.label}, gemaakt op {dutch_date(incoming.header.created.date())}, "
        f"nummer {incoming.sequence}. De handtekening klopt.",
        f"Doel: {incoming.content.purpose}",
        f"Nieuw: {_kinds(plan, new=True) or 'niets'}. Gewijzigd: {_kinds(plan, new=False) or 'niets'}. "
        f"Al bekend: {plan.already_known} wijzigingen.",
    ]
    if plan.conflicts:
        lines.append(
            f"! {plan.conflicts} velden krijgen twee waarden. Beide blijven bewaard; u kiest later welke klopt."
        )
    if plan.erased_before:
        lines.append(f"{plan.erased_before} wijzigingen gaan over gegevens die gewist zijn; die blijven gewist.")
    if plan.erases:
        counts = Counter(record_type for record_type, _ in plan.erases)
        erased = ", ".join(_count(record_type, count) for record_type, count in counts.items())
        lines.append(f"! De afzender heeft gewist: {erased}. Dat gaat bij u ook voorgoed weg.")
    if plan.held:
        lines.append(
            f"! De afzender heeft {len(plan.held)} gegevens gewist die bij u bewaard moeten blijven. Ze blijven staan. "
            "Heft u het bewaren op, dan wist een volgende bundel ze."
        )
    if incoming.gap:
        lines.append("! Er ontbreekt een eerdere bundel van deze afzender. Vraag of die nog onderweg is.")
    if plan.clock_ahead:
        lines.append("! De klok van de afzender loopt meer dan een dag voor.")
    return lines


def record_titles(store: Store, plan: MergePlan) -> dict[str, str]:
    """Return a title for every record that a plan changes, such as "Casus: Verpleging in de klas"."""
    titles = {}
    for kind in {change.record_type for change in plan.changes}:
        known = by_ids(store, RECORD_TYPES[kind], [c.record_id for c in plan.changes if c.record_type == kind])
        for change in plan.changes:
            if change.record_type == kind:
                titles[change.record_id] = _title(change, known.get(change.record_id))
    return titles


def field_lines(change: RecordChange) -> list[tuple[str, str, str]]:
    """Return the fields of a change as (word, before, after).

    Ids of other records mean nothing to a reader: left out. Names of children and what is written about them is hidden.
    """
    return [
        (
            field_word(change.record_type, field.field),
            _value(change.record_type, field.field, field.before),
            _after(change.record_type, field),
        )
        for field in change.fields
        if not _is_reference(field.field) or field.in_conflict
    ]


def sign_of(change: RecordChange) -> Sign:
    """Return "!" where a person must choose, "+" for a new record, "-" for one taken away, else "~"."""
    if any(field.in_conflict for field in change.fields):
        return "!"
    if change.new:
        return "+"
    return "-" if any(field.field == "deleted" and field.after is True for field in change.fields) else "~"


def _after(record_type: str, field: FieldChange) -> str:
    values = [_value(record_type, field.field, value) or "(leeg)" for value in (field.after, *field.others)]
    return " / ".join(values) if field.in_conflict else values[0].replace("(leeg)", "")


def _value(record_type: str, field: str, value: OpValue) -> str:
    return HIDDEN if value and (record_type, field) in ABOUT_A_CHILD else value_word(record_type, field, value)


def _title(change: RecordChange, known: Record | None) -> str:
    after: Mapping[str, object] = {field.field: field.after for field in change.fields}
    name = ""
    for field in _NAMING:
        value = getattr(known, field, "") if known is not None else ""
        value = value or after.get(field) or ""
        if value:
            name = value_word(change.record_type, field, value)
            break
    word = RECORD_WORDS[change.record_type].heading
    return f"{word}: {name}" if name else word


def _is_reference(field: str) -> bool:
    return field.endswith("_id") or field in {"owner", "serves"}


def _kinds(plan: MergePlan, *, new: bool) -> str:
    counts: dict[str, int] = {}
    for change in plan.changes:
        if change.new is new:
            counts[change.record_type] = counts.get(change.record_type, 0) + 1
    return ", ".join(_count(kind, count) for kind, count in counts.items())


def _count(record_type: str, count: int) -> str:
    words = RECORD_WORDS[record_type]
    return f"{count} {words.singular if count == 1 else words.plural}"
