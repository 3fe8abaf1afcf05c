"""Acts on a bundle that is looked at: reading it in, going through what must be chosen, and leaving it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.taking_in import import_bundle
from widgets.dialogs import ConfirmDialog, MessageDialog
from zorgarrangeur_tui.choice_words import counted_words
from zorgarrangeur_tui.commands import Command, Instant, tell
from zorgarrangeur_tui.desk.import_choices import decisions
from zorgarrangeur_tui.exchange_words import incoming_lines
from zorgarrangeur_tui.import_rows import Group, record_summary
from zorgarrangeur_tui.screens.choice_acts import AllOfKind, KeepBoth, KeepMine, ShowNames, TakeTheirs, TypeValue
from zorgarrangeur_tui.screens.open_filter import OpenFilter

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.import_preview import ImportPreviewScreen


class ReadIn(Command):
    """Lees de bundel in, met wat u hebt gekozen. Eerst ziet u nog wat er gebeurt."""

    key = "ctrl+s,i"
    label = "Inlezen"
    footer = True

    @classmethod
    def available(cls, actor: ImportPreviewScreen) -> bool:
        """Only when it was opened to be read in."""
        return actor.may_read_in

    @classmethod
    async def run(cls, actor: ImportPreviewScreen) -> None:
        """Ask once, then merge and choose in one act."""
        chosen = decisions(actor.choices)
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Bundel inlezen?", _what_happens(actor), confirm_label="Inlezen")
        )
        if not sure:
            return
        actor.read_in = True
        try:
            incoming = await asyncio.to_thread(import_bundle, actor.store, actor.data, chosen)
        except StorageError:
            actor.read_in = False
            raise
        waits = counted_words(actor.waiting())
        also = f" Er wacht nog: {waits} (Uitwisseling, v)." if waits else ""
        actor.app.pop_screen()
        tell(actor.app, f"Ingelezen van {incoming.sender.card.label}.{also} Met u draait u het terug.", seconds=12)


class NextQuestion(Instant):
    """Ga naar het volgende gegeven waarin u nog moet kiezen."""

    key = "o"
    label = "Volgende keuze"
    footer = True

    @classmethod
    def available(cls, actor: ImportPreviewScreen) -> bool:
        """Only when something must be chosen."""
        return bool(actor.all_questions())

    @classmethod
    def now(cls, actor: ImportPreviewScreen) -> None:
        """Move the cursor."""
        actor.go_to_question(1)


class PreviousQuestion(Instant):
    """Ga naar het vorige gegeven waarin u nog moet kiezen."""

    key = "p"
    label = "Vorige keuze"

    @classmethod
    def available(cls, actor: ImportPreviewScreen) -> bool:
        """Only when something must be chosen."""
        return bool(actor.all_questions())

    @classmethod
    def now(cls, actor: ImportPreviewScreen) -> None:
        """Move the cursor."""
        actor.go_to_question(-1)


class ChooseLater(Instant):
    """Kies later: neem uw antwoord terug. Wat openblijft, wacht na het inlezen bij Uitwisseling."""

    key = "w"
    label = "Later kiezen"

    @classmethod
    def available(cls, actor: ImportPreviewScreen) -> bool:
        """Only where something was chosen."""
        return actor.is_mounted and any(one.key in actor.choices for one in actor.questions_at_cursor())

    @classmethod
    def now(cls, actor: ImportPreviewScreen) -> None:
        """Forget the answers under the cursor."""
        actor.take_choices(dict.fromkeys(one.key for one in actor.questions_at_cursor()))


class OnlyQuestions(Instant):
    """Toon alleen de gegevens waarin u moet kiezen, of weer alles."""

    key = "s"
    label = "Alleen keuzes"

    @classmethod
    def available(cls, actor: ImportPreviewScreen) -> bool:
        """Only when something must be chosen."""
        return bool(actor.all_questions())

    @classmethod
    def now(cls, actor: ImportPreviewScreen) -> None:
        """Switch."""
        actor.show_only_questions(not actor.only_questions)


class FilterImport(OpenFilter):
    """Zoek op soort gegeven, naam, veld of wat er gebeurt: nieuw, gewijzigd, voorstel, kiezen, gewist."""

    footer = False


class AboutBundle(Command):
    """Lees alles over deze bundel: van wie, waarvoor, en wat inlezen doet."""

    key = "a"
    label = "Over de bundel"

    @classmethod
    async def run(cls, actor: ImportPreviewScreen) -> None:
        """Show it."""
        await actor.app.push_screen_wait(MessageDialog("Over deze bundel", incoming_lines(actor.incoming)))


class LeavePreview(Command):
    """Ga terug. Er wordt niets ingelezen."""

    key = "escape"
    label = "Terug"
    footer = True

    @classmethod
    async def run(cls, actor: ImportPreviewScreen) -> None:
        """Go from the fields to the records, or close; answers are not thrown away unasked."""
        if actor.leave_fields():
            return
        count = len(actor.choices)
        if count:
            what = "1 keuze" if count == 1 else f"{count} keuzes"
            lines = [f"U hebt {what} gemaakt. Die gaan weg; er is nog niets ingelezen."]
            if not await actor.app.push_screen_wait(ConfirmDialog("Toch terug?", lines, confirm_label="Terug")):
                return
        actor.app.pop_screen()


def _what_happens(actor: ImportPreviewScreen) -> list[str]:
    records = actor.records
    lines = [f"Dit gebeurt er: {record_summary(records) or 'er verandert niets'}."]
    if actor.choices:
        count = len(actor.choices)
        lines.append(f"U koos voor {count} {'veld' if count == 1 else 'velden'}; die keuzes gaan meteen in.")
    waits = counted_words(actor.waiting())
    if waits:
        lines.append(f"Zonder keuze blijven: {waits}. Ze wachten bij Uitwisseling (v); er gaat niets verloren.")
    if any(record.group in {Group.ERASED, Group.RECALLED} for record in records):
        lines.append("! Wat de afzender wiste of terughaalde, gaat ook bij u weg. Dat komt niet terug.")
    lines.append("De rest draait u met u (ongedaan) in één keer terug.")
    return lines


PREVIEW_ACTS = (
    ReadIn,
    NextQuestion,
    TakeTheirs,
    KeepMine,
    FilterImport,
    LeavePreview,
    KeepBoth,
    TypeValue,
    ChooseLater,
    AllOfKind,
    OnlyQuestions,
    PreviousQuestion,
    AboutBundle,
    ShowNames,
)
