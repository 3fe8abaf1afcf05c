"""The acts of Beveiliging that are about keys: passphrase, code on paper, helpers, lock time, a new master key."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storage.contacts import Trust, contacts
from storage.escrow import HELPERS, check_helper, open_share
from storage.key_file import MAX_BYTES
from storage.recovery_code import new_recovery_code
from storage.vault import change_passphrase, remove_helpers, renew_recovery_code, set_helpers
from widgets.dialogs import ConfirmDialog, FormDialog, MessageDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, Leave, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.new_keys import helper_names, rotate_and_back_up
from zorgarrangeur_tui.desk.recovery_sheets import save_sheet
from zorgarrangeur_tui.idle import LockCause
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_dialog import FileDialog
from zorgarrangeur_tui.screens.lock_time import ask_lock_time
from zorgarrangeur_tui.screens.new_code import NewCodeDialog, code_picture
from zorgarrangeur_tui.screens.secret_dialog import CURRENT, NEW, SecretDialog
from zorgarrangeur_tui.screens.sheet import ask_sheet_place, offer_sheet, print_and_wipe
from zorgarrangeur_tui.trust_words import contact_name

if TYPE_CHECKING:
    from storage.store import Store
    from zorgarrangeur_tui.screens.security import SecurityScreen

_COMPARE_FIRST = (
    "Lees hun contactkaart in bij Uitwisseling ({GoExchange}) met {screens.contact_acts.ReadCard}, en vergelijk het getal met "
    "{screens.contact_acts.CompareNumber}."
)


class ChangePassphrase(Command):
    """Kies een andere wachtwoordzin. De oude werkt daarna niet meer."""

    key = "w"
    label = "Wachtwoordzin"
    footer = True

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Ask the present and the new one, and change it."""
        store = actor.store

        def change(typed: Mapping[str, str]) -> None:
            change_passphrase(store, typed["current"], typed["new"])

        dialog = SecretDialog("Andere wachtwoordzin", (CURRENT, NEW), change, words=(store.identity.label,))
        if await actor.app.push_screen_wait(dialog):
            tell(actor.app, "De wachtwoordzin is gewijzigd. De oude werkt niet meer.")
            actor.reload()


class RenewCode(Command):
    """Maak een nieuwe herstelcode, op papier. De oude werkt daarna niet meer."""

    key = "c"
    label = "Herstelcode"
    footer = True

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Show the code, check the paper, and only then change it; then offer a sheet to print."""
        store, code = actor.store, new_recovery_code()
        if not await actor.app.push_screen_wait(NewCodeDialog("Uw nieuwe herstelcode", code)):
            return

        def change(typed: Mapping[str, str]) -> None:
            renew_recovery_code(store, typed["current"], code)

        lines = ["Daarna werkt de oude code niet meer. Gooi het oude papier weg."]
        if await actor.app.push_screen_wait(SecretDialog("Herstelcode vernieuwen", (CURRENT,), change, lines=lines)):
            tell(actor.app, "De herstelcode is vernieuwd. De oude werkt niet meer.")
            actor.reload()
            await offer_sheet(actor.app, store, code)


class ChooseHelpers(Command):
    """Kies twee collega's die u samen weer toegang kunnen geven, of haal ze weg."""

    key = "n"
    label = "Helpers"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Ask who, explain what it means, and change it with the passphrase."""
        store = actor.store
        verified = [contact for contact in contacts(store) if contact.trust is Trust.VERIFIED]
        if helper_names(store):
            await _remove_helpers(actor, store)
            return
        if len(verified) < HELPERS:
            lines = [
                "U hebt twee contacten nodig van wie u het controlegetal hebt vergeleken.",
                actor.words(_COMPARE_FIRST),
            ]
            await actor.app.push_screen_wait(MessageDialog("Eerst twee gecontroleerde contacten", lines))
            return
        known = contacts(store)
        people = tuple((contact.fingerprint, contact_name(contact, known)) for contact in verified)
        field = FieldSpec("helpers", "Wie", "choices", [], "Kies er twee. Spatie kiest.", choices=people, required=True)
        given = await actor.app.push_screen_wait(
            FormDialog("Twee helpers voor nood", [field], submit_label="Verder", check=_two_chosen)
        )
        if given is None:
            return
        chosen = [contact for contact in verified if contact.fingerprint in _keys(given["helpers"])]
        names = " en ".join(contact.card.label for contact in chosen)
        lines = [f"{names} kunnen u samen weer toegang geven. Vertel het hun. Een van hen alleen kan niets."]

        def change(typed: Mapping[str, str]) -> None:
            set_helpers(store, typed["current"], chosen)

        if await actor.app.push_screen_wait(SecretDialog("Noodsleutel instellen", (CURRENT,), change, lines=lines)):
            tell(actor.app, f"Ingesteld: {names} kunnen u samen helpen.")
            actor.reload()


class HelpColleague(Command):
    """Toon uw noodcode voor een collega die niet meer bij de gegevens kan."""

    key = "a"
    label = "Collega helpen"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Ask for the colleague's key file and the reason; log it, then show the code."""
        path = await actor.app.push_screen_wait(FileDialog("Sleutelbestand van uw collega", endings=(".toml",)))
        if path is None:
            return
        data = await asyncio.to_thread(read_input, path, MAX_BYTES)
        await asyncio.to_thread(check_helper, actor.store, data)
        field = FieldSpec("reason", "Wie vraagt het, en waarom", "text", "", "Dit komt in uw logboek.", required=True)
        given = await fill_in(actor, DraftForm.HELP_COLLEAGUE, "Noodcode tonen", [field], submit_label="Tonen")
        if given is None:
            return
        code = await asyncio.to_thread(partial(open_share, actor.store, data, reason=str(given["reason"])))
        lines = [
            *code_picture(code).split("\n"),
            "",
            "Lees hem alleen voor aan de collega zelf, als u zeker weet wie het is.",
            "De andere helper doet hetzelfde. Uw collega typt beide codes.",
        ]
        await actor.app.push_screen_wait(MessageDialog("Uw noodcode voor deze collega", lines))
        actor.reload()


class ChooseLockTime(Command):
    """Kies na hoeveel minuten stilte de app zichzelf vergrendelt."""

    key = "i"
    label = "Vergrendeltijd"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Ask the number of minutes."""
        if await ask_lock_time(actor.zorgarrangeur):
            actor.reload()


class NewKeys(Command):
    """Zet alles onder een nieuwe sleutel, als iemand uw opslag of wachtwoordzin kan hebben."""

    key = "x"
    label = "Nieuwe sleutel"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Explain, put the new code on paper, and do it; then lock, so that nothing of the old keys stays in memory."""
        lines = [
            "U kiest een nieuwe wachtwoordzin en krijgt een nieuwe herstelcode. Alles wordt opnieuw versleuteld. "
            "Dat kan niet ongedaan gemaakt worden.",
            "Daarna maakt de app een nieuwe reservekopie en haalt hij de oude kopieën in deze map weg: die openen met de oude zin.",
            "Kopieën op een stick en bundels bij anderen blijven zoals ze zijn. Vernietig oude sticks zelf.",
            "Sluit eerst andere vensters van de app. Het kan een minuut duren.",
        ]
        sure = await actor.app.push_screen_wait(
            ConfirmDialog("Alles onder een nieuwe sleutel?", lines, confirm_label="Verder")
        )
        code = new_recovery_code()
        if not sure or not await actor.app.push_screen_wait(NewCodeDialog("Uw nieuwe herstelcode", code)):
            return
        store = actor.store
        path = await ask_sheet_place(actor.app)
        warnings: tuple[str, ...] = ()

        def change(typed: Mapping[str, str]) -> None:
            nonlocal warnings
            warnings = rotate_and_back_up(
                store,
                typed["current"],
                new_passphrase=typed["new"],
                new_code=code,
                afterwards=lambda opened: _save_sheet(opened, path, code),
            ).warnings

        dialog = SecretDialog("Nieuwe sleutel", (CURRENT, NEW), change, words=(store.identity.label,))
        if await actor.app.push_screen_wait(dialog):
            if warnings:
                await actor.app.push_screen_wait(MessageDialog("De sleutel is nieuw, maar niet alles lukte", warnings))
            if path is not None and path.exists():
                await print_and_wipe(actor.app, path)
            actor.lock_after_change(LockCause.KEY)


class ShowLog(Command):
    """Bekijk het logboek: wie zag of wijzigde wat."""

    key = "o"
    label = "Logboek"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Open the log."""
        from zorgarrangeur_tui.screens.access_log import AccessLogScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(AccessLogScreen())


class ShowRetention(Command):
    """Bekijk wat er gewist moet worden, en wis het met een bewijs."""

    key = "r"
    label = "Bewaartermijnen"

    @classmethod
    async def run(cls, actor: SecurityScreen) -> None:
        """Open the list."""
        from zorgarrangeur_tui.screens.retention import RetentionScreen  # noqa: PLC0415 - opened now and then

        await actor.app.push_screen(RetentionScreen())


class LeaveSecurity(Leave):
    """Ga terug."""


async def _remove_helpers(actor: SecurityScreen, store: Store) -> None:
    lines = [f"Nu kunnen {' en '.join(helper_names(store))} u samen weer toegang geven. Daarna niet meer."]

    def change(typed: Mapping[str, str]) -> None:
        remove_helpers(store, typed["current"])

    if await actor.app.push_screen_wait(SecretDialog("Helpers weghalen", (CURRENT,), change, lines=lines)):
        tell(actor.app, actor.words("Er zijn geen helpers meer. Met {ChooseHelpers} kiest u nieuwe."))
        actor.reload()


def _two_chosen(values: dict[str, object]) -> Mapping[str, str]:
    return {} if len(_keys(values["helpers"])) == HELPERS else {"helpers": "Kies er precies twee."}


def _keys(value: object) -> set[str]:
    return {str(key) for key in value} if isinstance(value, list | tuple) else set()


def _save_sheet(store: Store, path: Path | None, code: str) -> None:
    if path is not None:
        save_sheet(store, path, code)
