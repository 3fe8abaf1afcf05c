"""Getting back in without the passphrase: with the codes of two helpers, and choosing a new passphrase afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.app import App

from storage.escrow import joined
from storage.key_file import SlotKind
from storage.store import Store, unlock
from storage.vault import change_passphrase
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.secret_dialog import NEW, SecretDialog, SecretField

if TYPE_CHECKING:
    from zorgarrangeur_tui.session import AppSettings

_CODES = (
    SecretField("first", "Noodcode van de ene helper", readable=True),
    SecretField("second", "Noodcode van de andere helper", readable=True),
    NEW,
)


async def open_with_helpers(app: App[Any], settings: AppSettings) -> Store | None:
    """Ask both emergency codes and a new passphrase; return the opened store, or None when the user gave up."""
    opened: list[Store] = []

    def open_store(typed: Mapping[str, str]) -> None:
        secret = joined([typed["first"], typed["second"]])
        store = unlock(settings.folder, secret, kind="region", settings=settings.store)
        try:
            change_passphrase(store, secret, typed["new"], kind="region")
        except BaseException:
            store.close()
            raise
        opened.append(store)

    lines = ("Bel uw twee helpers. Ieder leest een code voor; de volgorde maakt niet uit.",)
    if await app.push_screen_wait(SecretDialog("Openen met twee helpers", _CODES, open_store, lines=lines)):
        told = ActText(
            "U hebt een nieuwe wachtwoordzin.", "Maak bij Beveiliging ({Security}) ook een nieuwe herstelcode."
        )
        tell(app, told, seconds=15)
        return opened[0]
    return None


async def choose_new_passphrase(app: App[Any], store: Store, secret: str, kind: SlotKind) -> None:
    """Offer who came in with the recovery code to choose a new passphrase at once."""

    def change(typed: Mapping[str, str]) -> None:
        change_passphrase(store, secret, typed["new"], kind=kind)

    lines = ("U opende met de herstelcode. Kies nu een nieuwe wachtwoordzin; de code op papier blijft gelden.",)
    dialog = SecretDialog("Nieuwe wachtwoordzin", (NEW,), change, lines=lines, words=(store.identity.label,))
    if await app.push_screen_wait(dialog):
        tell(app, "De wachtwoordzin is gewijzigd. De oude werkt niet meer.")
    else:
        told = ActText("U hebt nog de oude wachtwoordzin.", "Bij Beveiliging ({Security}) kiest u een andere.")
        tell(app, told, severity="warning")
