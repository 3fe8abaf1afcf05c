"""Bundles in words: what came in, and what merging it would change, for screen and command line alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from storage.clock import WALL_CLOCK
from storage.forgetting import RecallPlan
from storage.merge import MergePlan, RecordChange
from storage.models import RECORD_TYPES, Record
from storage.store import Store
from storage.taking_in import Incoming
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.value_words import value_word

_NAMING = ("pseudonym", "title", "name", "kind", "site_code")
"""The fields of which the first that holds something names a record. A child goes by its pseudonym, never by its name."""


def incoming_lines(incoming: Incoming) -> list[str]:
    """Return where a bundle comes from and what merging it would do."""
    plan = incoming.plan
    lines = [
        f"Van {incoming.sender.card.label}, gemaakt op {_made_on(incoming)}, "
        f"nummer {incoming.sequence}. De handtekening klopt.",
        f"Doel: {incoming.content.purpose}",
        f"Nieuw: {_kinds(plan, new=True) or 'niets'}. Gewijzigd: {_kinds(plan, new=False) or 'niets'}. "
        f"Al bekend: {plan.already_known} wijzigingen.",
    ]
    if plan.conflicts:
        fields = "1 veld krijgt" if plan.conflicts == 1 else f"{plan.conflicts} velden krijgen"
        lines.append(f"! {fields} twee waarden. Beide blijven bewaard tot er gekozen is welke klopt.")
    if plan.proposals:
        count = "1 voorstel" if plan.proposals == 1 else f"{plan.proposals} voorstellen"
        lines.append(f"! {count} om iets te wijzigen. Wat er staat, blijft staan tot de eigenaar kiest.")
    return [*lines, *_told_of_erasing(incoming), *warning_lines(incoming)]


def source_line(incoming: Incoming) -> str:
    """Return in one line when a bundle was made and what for."""
    made = _made_on(incoming)
    return f"Gemaakt op {made}. De handtekening klopt. Doel: {incoming.content.purpose}"


def _made_on(incoming: Incoming) -> str:
    return dutch_date(incoming.header.created.astimezone(WALL_CLOCK).date())


def warning_lines(incoming: Incoming) -> list[str]:
    """Return what must not be overlooked in a bundle, but for what must be chosen in it."""
    plan = incoming.plan
    lines: list[str] = []
    lines += _recall_lines(incoming.recall)
    if plan.erases:
        counts = Counter(record_type for record_type, _ in plan.erases)
        erased = ", ".join(_count(record_type, count) for record_type, count in counts.items())
        lines.append(f"! De afzender heeft gewist: {erased}. Dat gaat bij u ook voorgoed weg.")
    if plan.held:
        lines.append(
            f"! De afzender heeft {len(plan.held)} gegevens gewist die bij u bewaard moeten blijven. Ze blijven staan. "
            "Heft u het bewaren op, dan wist een volgende bundel ze."
        )
    lines += [f"! {warning}" for warning in incoming.warnings]
    if incoming.gap:
        lines.append("! Er ontbreekt een eerdere bundel van deze afzender. Vraag of die nog onderweg is.")
    if plan.clock_ahead:
        lines.append("! De klok van de afzender loopt meer dan een dag voor.")
    return lines


def _told_of_erasing(incoming: Incoming) -> list[str]:
    count = incoming.plan.erased_before
    return [f"{count} wijzigingen gaan over gegevens die gewist zijn; die blijven gewist."] if count else []


def _recall_lines(recall: RecallPlan) -> list[str]:
    """Return what the sender calls back, and what of it stays here all the same."""
    lines = []
    if count := len(recall.forgets):
        what = "1 gegeven" if count == 1 else f"{count} gegevens"
        lines.append(f"! De afzender haalt {what} terug die u niet meer mag hebben. Wat daarvan bij u staat, gaat weg.")
    if count := len(recall.held):
        what = "1 teruggehaald gegeven moet" if count == 1 else f"{count} teruggehaalde gegevens moeten"
        lines.append(f"! {what} bij u bewaard blijven. Heft u het bewaren op, dan gaan ze weg met een volgende bundel.")
    if count := len(recall.kept):
        what = "1 teruggehaald gegeven blijft" if count == 1 else f"{count} teruggehaalde gegevens blijven"
        lines.append(f"{what} staan: van u zelf, of ook van een ander gekregen.")
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


def _kinds(plan: MergePlan, *, new: bool) -> str:
    counts: dict[str, int] = {}
    for change in plan.changes:
        if change.new is new:
            counts[change.record_type] = counts.get(change.record_type, 0) + 1
    return ", ".join(_count(kind, count) for kind, count in counts.items())


def _count(record_type: str, count: int) -> str:
    words = RECORD_WORDS[record_type]
    return f"{count} {words.singular if count == 1 else words.plural}"
