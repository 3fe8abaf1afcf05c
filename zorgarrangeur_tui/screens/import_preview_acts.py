"""Acts on a bundle that is looked at: reading it in, going through what must be chosen, and leaving it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.taking_in import import_bundle
from widgets.dialogs import ConfirmDialog, MessageDialog
from zorgarrangeur_tui.choice_words import counted_words
from zorgarrangeur_tui.commands import Command, Instant, tell
from zorgarrangeur_tui.desk.erasure_words import forgotten_words
from zorgarrangeur_tui.desk.import_choices import decisions
from zorgarrangeur_tui.exchange_words import incoming_lines
from zorgarrangeur_tui.import_rows import Group, record_summary
from zorgarrangeur_tui.keys.act_text import ActText, joined
from zorgarrangeur_tui.screens.choice_acts import AllOfKind, KeepBoth, KeepMine, ShowNames, TakeTheirs, TypeValue
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.import_preview import ImportPreviewScreen

_WAITING = "Ze wachten bij Uitwisseling ({screens.question_acts.OpenQuestions}); er gaat niets verloren."


class ReadIn(Command):
    """Lees de bundel in, met wat u hebt gekozen. Eerst ziet u nog wat er gebeurt."""

    key = "ctrl+s,i"
    label = "Inlezen"
    footer = True
    needs = "U bekijkt deze bundel alleen. Inlezen doet u vanaf Uitwisseling ({GoExchange}), met Inlezen."

    @classmethod
    def available(cls, actor: ImportPreviewScreen) -> bool:
        """Only when it was opened to be read in."""
        return actor.may_read_in

    @classmethod
    async def run(cls, actor: ImportPreviewScreen) -> None:
        """Ask once, then merge and choose in one act."""
        chosen, seen = decisions(actor.choices), actor.incoming.plan
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Bundel inlezen?", _what_happens(actor), confirm_label="Inlezen")
        )
        if not sure:
            return
        actor.read_in = True
        try:
            incoming = await work_on(
                actor.app, "bundel inlezen", partial(import_bundle, actor.store, actor.data, chosen, seen=seen)
            )
        except StorageError:
            actor.read_in = False
            raise
        actor.forget_choices()
        waits = counted_words(actor.waiting())
        told = ActText(joined(f"Ingelezen van {incoming.sender.card.label}.", forgotten_words(incoming.forgot)))
        if waits:
            told = ActText(
                f"{told} Er wacht nog: {waits}",
                "(Uitwisseling, {screens.question_acts.OpenQuestions}).",
                without="(Uitwisseling).",
            )
        actor.app.pop_screen()
        undoing = "Met {Undo} draait u het terug." if incoming.is_an_act or chosen else ""
        tell(actor.app, ActText(told, undoing), seconds=12)


class NextQuestion(Instant):
    """Ga naar het volgende gegeven waarin u nog moet kiezen."""

    key = "o"
    label = "Volgende keuze"
    footer = True
    needs = "In deze bundel hoeft u niets te kiezen. Inlezen kan meteen, met {ReadIn}."

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
    needs = "In deze bundel hoeft u niets te kiezen. Inlezen kan meteen, met {ReadIn}."

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
    needs = "Hier hebt u nog niets gekozen, dus er is niets terug te nemen. {NextQuestion} gaat naar de volgende keuze."

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
    needs = "In deze bundel hoeft u niets te kiezen. U ziet alles al."

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
        actor.forget_choices()
        actor.app.pop_screen()


def _what_happens(actor: ImportPreviewScreen) -> list[str]:
    records = actor.records
    lines = [f"Dit gebeurt er: {record_summary(records) or 'er verandert niets'}."]
    if actor.choices:
        count = len(actor.choices)
        lines.append(f"U koos voor {count} {'veld' if count == 1 else 'velden'}; die keuzes gaan meteen in.")
    waits = counted_words(actor.waiting())
    if waits:
        lines.append(ActText(f"Zonder keuze blijven: {waits}.", _WAITING))
    for_good = any(record.group in {Group.ERASED, Group.RECALLED} for record in records)
    if for_good:
        lines.append("! Wat de afzender wiste of terughaalde, gaat ook bij u weg. Dat komt niet terug.")
    if actor.incoming.is_an_act or actor.choices:
        back = "Al het andere" if for_good else "Dit alles"
        lines.append(ActText("", f"{back} draait u met {{Undo}} (ongedaan) in één keer terug."))
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
