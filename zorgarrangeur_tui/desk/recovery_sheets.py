"""The recovery sheet as a file to print, and getting rid of that file: for as long as it is there, the code is on disk."""

from __future__ import annotations

import os
from pathlib import Path

from storage.atomic_file import sync_descriptor
from storage.clock import local_date
from storage.contact_card import control_number
from storage.contacts import Trust, contacts
from storage.key_files import read_key_file_in
from storage.models.codes import Role
from storage.store import Store
from zorgarrangeur_tui.desk.exports import Exported, Made, export_file
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.reports.imprint import Imprint


def save_sheet(store: Store, path: Path, code: str) -> Exported:
    """Write the recovery sheet of a store as a PDF, and log that it was made.

    Args:
        store: an opened store.
        path: a new file; only its owner can read it.
        code: the recovery code that was made a moment ago: the store itself does not know it.

    Raises:
        ActRefused: when no such file can be made; StorageError: when the log cannot be written. Nothing was made.
    """

    def make(imprint: Imprint) -> Made:
        from zorgarrangeur_tui.reports.recovery_sheet import recovery_sheet  # noqa: PLC0415 - loads typst

        card = store.identity.card
        coordinators = [
            one.card.label
            for one in contacts(store)
            if one.card.role == Role.COORDINATOR and one.trust not in {Trust.REVOKED, Trust.REPLACED}
        ]
        data = recovery_sheet(
            code,
            read_key_file_in(store.folder, store.settings.policy).vault,
            control_number(card, card),
            store.identity.label,
            local_date(store.clock),
            coordinators[0] if len(coordinators) == 1 else "",
            imprint.export_id,
        )
        return Made(data, rows=1)

    return export_file(store, path, make, reason="Herstelblad om te printen", what="recovery_sheet")


def wipe_sheet(path: Path) -> None:
    """Overwrite the file once and take it away. On a flash disk an older copy may survive; on a stick nobody can promise more.

    Raises:
        ActRefused: when it cannot be taken away.
    """
    try:
        length = path.stat().st_size
        descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            file.write(bytes(length))
            sync_descriptor(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise ActRefused(
            f"{path.name} kon niet gewist worden. Wis het bestand zelf: uw herstelcode staat erin."
        ) from error
