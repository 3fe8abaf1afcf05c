"""Joining two records in words, for screen and command line alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from storage.models import RECORD_TYPES
from storage.store import Store
from zorgarrangeur_tui.desk.joining import JoinPlan
from zorgarrangeur_tui.desk.record_names import people, record_names
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD, HIDDEN
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.joining import FieldPair, Keep
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.keys.act_text import ActText

KEEP_WORDS = {Keep.SURVIVOR: "die blijft", Keep.OTHER: "die opgaat", Keep.BOTH: "allebei"}
EMPTY = "(leeg)"


def field_lines(
    store: Store, record_type: str, fields: Sequence[FieldPair], *, names: bool = False
) -> list[tuple[FieldPair, str, str, str]]:
    """Return every field that differs: the pair, its word, and what the one that stays and the one that goes hold.

    Args:
        store: an opened store.
        record_type: of both.
        fields: in which they differ.
        names: also what says who a child is or tells about it. Whoever asks for that must log it.
    """
    pointed = {str(value) for pair in fields if pair.field in POINTS_AT for value in (pair.survivor, pair.other)}
    called = record_names(store, pointed)

    def text(field: str, value: Any) -> str:
        if value in (None, "", []):
            return EMPTY
        if not names and (record_type, field) in ABOUT_A_CHILD:
            return HIDDEN
        return called[value] if field in POINTS_AT else value_word(record_type, field, value) or EMPTY

    return [
        (pair, field_word(record_type, pair.field), text(pair.field, pair.survivor), text(pair.field, pair.other))
        for pair in fields
    ]


def context_lines(store: Store, record_type: str, first: str, second: str) -> list[tuple[str, str, str]]:
    """Return where two records belong, as (word, of the first, of the second): the case of a child, and whose each is."""
    found = by_ids(store, RECORD_TYPES[record_type], [first, second])
    pair = [found[one] for one in (first, second) if one in found]
    if len(pair) != 2:
        return []
    lines = []
    if record_type == "pupil":
        one, other = (case_reference(str(getattr(record, "case_id", ""))) for record in pair)
        lines.append((field_word(record_type, "case_id"), one, other))
    if any(record.owner for record in pair):
        names = people(store)
        one, other = (names.get(record.owner, EMPTY) for record in pair)
        lines.append((field_word(record_type, "owner"), one, other))
    return lines


def effect_lines(plan: JoinPlan) -> list[str]:
    """Return what joining would do besides the fields themselves."""
    lines: list[str] = [
        ActText("Alles wat u ooit schreef, blijft in de geschiedenis.", "Met {Undo} maakt u het samenvoegen ongedaan.")
    ]
    if plan.pointing:
        lines.append(f"Dit wijst voortaan naar die blijft: {_counts(kind for kind, _ in plan.pointing)}.")
    if plan.from_case:
        lines.append(
            f"De leerling gaat verder in casus {plan.to_case}. Wat erbij hoort, gaat mee uit {plan.from_case}."
        )
    if plan.staying:
        kinds = _counts(kind for kind, _ in plan.staying)
        lines.append(f"! In casus {plan.from_case} blijft staan: {kinds}. Kijk na of dat klopt.")
    if plan.record_type == "pupil":
        lines.append(
            "Toestemmingen van allebei gelden samen. Een reden om te bewaren blijft gelden, en wissen wist beide. "
            "Zorgbehoeften kunnen nu dubbel staan: kijk die na."
        )
    lines += [
        f"! {counted(count, 'gegeven is', 'gegevens zijn')} van {owner}. Daar is dit een voorstel: "
        f"pas als {owner} het aanneemt, geldt het bij anderen."
        for owner, count in plan.proposals
    ]
    return lines


def done_sentence(plan: JoinPlan) -> str:
    """Return what was done, with what was named anew."""
    called = RECORD_WORDS[plan.record_type].singular
    moved = len(plan.pointing)
    also = f" {counted(moved, 'gegeven wijst', 'gegevens wijzen')} nu naar die blijft." if moved else ""
    return ActText(f"Samengevoegd tot één {called}.{also}", "Met {Undo} maakt u dit ongedaan.")


def _counts(kinds: Iterable[str]) -> str:
    return ", ".join(
        f"{count} {RECORD_WORDS[kind].singular if count == 1 else RECORD_WORDS[kind].plural}"
        for kind, count in Counter(kinds).items()
    )
