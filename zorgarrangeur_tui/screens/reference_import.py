"""Reading in a file of reference data: choose it, tell since when it holds, look at what would change, decide."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from storage.models.casework_codes import CodeList, DeliveryForm
from widgets.dialogs import FormDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.desk.reference_import import IMPORTERS, import_reference, plan_reference_import
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import choices
from zorgarrangeur_tui.importers.fact_rows import RowAct, RowChange
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions, ReferencePlan
from zorgarrangeur_tui.importers.reference_report import reference_summary
from zorgarrangeur_tui.screens.list_import import ListImport, choose_list, read_list

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.screens.reference_set import ReferenceSetScreen

_DAY = FieldSpec(
    "valid_from",
    "Geldt vanaf",
    "date",
    help="Leeg: geldt al, sinds een onbekende dag. Nodig als iets anders is dan wat er nu staat.",
)
_SOURCE = FieldSpec("source", "Bron", "text", help="Waar dit bestand vandaan komt. Leeg: wat het bestand zelf zegt.")
_REGION = FieldSpec("region", "Geldt in", "text", help="Gemeente of regio waarvoor dit geldt. Leeg: overal.")
_FORM = FieldSpec(
    "delivery_form", "Leveringsvorm", "choice", help="Geen keuze: voor elke vorm.", choices=choices(DeliveryForm)
)
_LIST = FieldSpec(
    "code_list",
    "Lijst",
    "choice",
    help="Alleen nodig als het bestand zelf geen lijst noemt.",
    choices=choices(CodeList),
)
_ASKED = {
    "municipalities": (_DAY, _SOURCE),
    "tariffs": (_DAY, _REGION, _FORM, _SOURCE),
    "codes": (_DAY, _LIST, _REGION, _SOURCE),
}
"""Per kind of file what the user is asked about it."""


async def read_reference_file(screen: ReferenceSetScreen, kind: str) -> None:
    """Let the user read in a file. Until the user confirms, and when anything is refused, nothing changes.

    Args:
        screen: where it is asked.
        kind: a name of `IMPORTERS`.

    Raises:
        StorageError: the file cannot be read, or the store cannot be written.
    """
    title = IMPORTERS[kind].title
    path = await choose_list(screen, title)
    if path is None:
        return
    asked = await screen.app.push_screen_wait(
        FormDialog(f"{title}: {path.name}", _ASKED[kind], submit_label="Bekijken", today=lambda: screen.user.today)
    )
    if asked is None:
        return
    options = _options(asked)

    def plan(store: Store, name: str, data: bytes) -> ReferencePlan:
        return plan_reference_import(store, kind, name, data, options)

    def apply(store: Store, name: str, data: bytes) -> ReferencePlan:
        return import_reference(store, kind, name, data, options)

    await read_list(screen, path, ListImport(title, plan, difference_items, apply, reference_summary, _done))


def difference_items(plan: ReferencePlan) -> list[DifferenceItem]:
    """Return the rows that would be added or changed, each with its fields in words."""
    return [
        DifferenceItem(
            key=change.record_id,
            title=_title(change),
            sign="+" if change.act is RowAct.NEW else "~",
            lines=tuple(
                FieldDifference(
                    field_word(change.record_type, name),
                    "" if change.act is RowAct.NEW else value_word(change.record_type, name, before),
                    value_word(change.record_type, name, after),
                )
                for name, (before, after) in change.fields.items()
            ),
        )
        for change in plan.changes
    ]


def _title(change: RowChange) -> str:
    if not change.ended_id or change.ended_on is None:
        return change.title
    return f"{change.title}: wat nu staat, geldt t/m {dutch_date_short(change.ended_on)}"


def _done(plan: ReferencePlan) -> str:
    return f"Ingelezen: {plan.new_count} nieuw, {plan.changed_count} gewijzigd."


def _options(asked: dict[str, object]) -> ReferenceOptions:
    day = asked["valid_from"]
    texts = {name: str(value or "").strip() for name, value in asked.items() if name != "valid_from"}
    return ReferenceOptions(valid_from=day if isinstance(day, date) else None, **texts)
