"""Taking back what was read in, in words: what goes, what stays, and what cannot come back."""

from __future__ import annotations

from collections import Counter

from storage.bundle_log import bundle_rows
from storage.bundle_series import INCOMING
from storage.store import Store
from storage.take_back import RECORD_KINDS, TakeBack, plan_take_back
from storage.undo import next_import
from zorgarrangeur_tui.desk.access_log import local_time
from zorgarrangeur_tui.desk.log_words import short
from zorgarrangeur_tui.desk.record_names import people
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS

_ID_SHOWN = 8
"""Characters of a bundle's id by which it is named."""
_MOST_NAMED = 10
_NEW_RECEIPT = (
    "! De afzender kreeg al een ontvangstbewijs en denkt dat u dit hebt. Stuur een nieuw: dan komt het weer mee."
)


def planned(store: Store, bundle_id: str = "") -> TakeBack:
    """Return what taking back an import would do; of the one that was read in last when no other is named.

    Raises:
        NothingToTakeBack, NoSuchBundle, ReadInBefore: with the reason.
    """
    with store.read() as session:
        return plan_take_back(session.connection(), bundle_id)


def read_in_lines(store: Store) -> list[str]:
    """Return which bundles stand here and could be taken back, the newest first, each by the beginning of its id."""
    names = people(store)
    found = [
        f"{row.bundle_id[:_ID_SHOWN]} (nummer {row.sequence} van {names.get(row.peer) or short(row.peer)})"
        for row in bundle_rows(store)
        if row.direction in INCOMING and row.kind in RECORD_KINDS and not row.taken_back
    ]
    more = len(found) - _MOST_NAMED
    return ["Ingelezen zijn:", *found[:_MOST_NAMED], *([f"en nog {more}"] if more > 0 else [])]


def planned_by_undo(store: Store) -> TakeBack | None:
    """Return which import undo would take back now; None when it would take back an act of the user."""
    with store.read() as session:
        bundle_id = next_import(session.connection())
        return plan_take_back(session.connection(), bundle_id) if bundle_id else None


def bundle_words(store: Store, plan: TakeBack) -> str:
    """Return which bundle it is."""
    sender = people(store).get(plan.sender) or short(plan.sender)
    return f"bundel {plan.sequence} van {sender}, ingelezen op {local_time(plan.at)}"


def take_back_lines(store: Store, plan: TakeBack) -> list[str]:
    """Return what would happen, before it is done."""
    going = plan.leaving
    lines = [f"Het gaat om {bundle_words(store, plan)}."]
    counts = Counter(record_type for record_type, _ in going.gone)
    if counts:
        lines.append(f"Bij u verdwijnt: {', '.join(_count(name, count) for name, count in counts.items())}.")
    changed = len({key[:2] for key in going.fields})
    if changed:
        lines.append(f"In {changed} {'gegeven staat' if changed == 1 else 'gegevens staat'} weer wat er eerst stond.")
    if not going.removed:
        lines.append("Er verandert niets: alles kwam ook met een andere bundel, of er is op voortgebouwd.")
    lines += stays_lines(plan)
    lines.append(
        "Wat de afzender liet wissen of terughaalde, komt niet terug. U kunt hetzelfde bestand later opnieuw inlezen."
    )
    return lines


def stays_lines(plan: TakeBack) -> list[str]:
    """Return what stays, and why."""
    lines = []
    stays, moved = len(plan.leaving.stays), len(plan.leaving.moved)
    if stays:
        lines.append(
            f"{stays} {'veld blijft' if stays == 1 else 'velden blijven'} zoals ingelezen: daar is na het inlezen op "
            "voortgebouwd."
        )
    if moved:
        lines.append(
            f"{moved} {'wijziging kwam' if moved == 1 else 'wijzigingen kwamen'} ook met een latere bundel en "
            f"{'blijft' if moved == 1 else 'blijven'}. Draai zo nodig eerst die terug."
        )
    if plan.receipted:
        lines.append(_NEW_RECEIPT)
    return lines


def _count(record_type: str, count: int) -> str:
    words = RECORD_WORDS.get(record_type)
    if words is None:
        return f"{count} van een onbekende soort"
    return f"{count} {words.singular if count == 1 else words.plural}"
