"""Files that leave the app: asked for with a reason, logged before they are there, and never written over another."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from storage import audit, tables
from storage.audit_subjects import pupils_of
from storage.errors import StorageError
from storage.store import Store
from storage.text_rules import checked_text
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.files import new_file
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.reports.imprint import Imprint, new_export_id

REASON_NEEDED = (
    "Schrijf op waarvoor deze gegevens nodig zijn. Zonder reden gaat er niets de deur uit; er is niets gemaakt."
)
_ACT = "Bestand gemaakt"
_FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be written, and how many rows of data are in it."""

    data: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and under which number the access log has it."""

    path: Path
    export_id: str
    rows: int


def _nothing_more(_: UnitOfWork) -> None:
    """Keep nothing beside the log row."""


def export_file(
    store: Store,
    path: Path,
    make: Callable[[Imprint], Made],
    *,
    reason: str,
    what: str,
    subject: str = "",
    records: Sequence[tuple[str, str]] = (),
    keep: Callable[[UnitOfWork], None] = _nothing_more,
) -> Exported:
    """Write a new file that only its owner can read, and log it.

    The log row is committed before the first byte is written: when the app or the computer stops in between, the log tells
    of a file that is not there, never the other way round. When writing fails, a second row under the same number says so.

    Args:
        store: an opened store.
        path: the new file; its ending tells the kind. A PDF counts as printed, anything else as exported.
        make: gives the bytes, with the imprint that they carry.
        reason: what it is needed for, in the user's words; without names.
        what: the kind of data, for the log, such as "plan" or "pupil".
        subject: id of the record that it is about; empty when there are several.
        records: type and id of what it tells of; every child that they are about gets a row of its own in the log.
        keep: writes what is to be remembered of it, in the transaction of the log row.

    Raises:
        ActRefused: no reason, a file or link of this name, no such folder, or a full disk. No other file was touched.
        ValueRefused: the reason holds a citizen service number or control characters.
        StorageError: the log could not be written; nothing was made.
    """
    require({} if reason.strip() else {"reason": REASON_NEEDED})
    reason = checked_text(reason.strip())
    imprint = Imprint(new_export_id(), store.clock())
    action = audit.Action.PRINT if _kind(path) == "pdf" else audit.Action.EXPORT
    which = f"export={imprint.export_id} kind={_kind(path)}"
    with new_file(_settled(path)) as write:
        made = make(imprint)

        def log(outcome: str, also: Callable[[UnitOfWork], None] = _nothing_more) -> None:
            with store.unit_of_work(_ACT) as work:
                also(work)
                work.note(
                    action,
                    object=what,
                    subject=subject,
                    reason=reason,
                    outcome=outcome,
                    details=f"{which} rows={made.rows}",
                )

        def keep_and_tell(work: UnitOfWork) -> None:
            keep(work)
            for child in sorted(set(pupils_of(work.connection, records).values())):
                work.note(action, object="pupil", subject=child, reason=reason, details=which)

        log("ok", keep_and_tell)
        try:
            write(made.data)
        except ActRefused:
            with contextlib.suppress(StorageError):  # the same full disk may hold the store: the first row stands then
                log(_FAILED)
            raise
    return Exported(path, imprint.export_id, made.rows)


def failed_exports(store: Store) -> set[str]:
    """Return, as "export=<number>", the files of which the log says that they were to be made and that were never written."""
    row = tables.audit.c
    with store.read() as session:
        found = session.connection().execute(select(row.details).where(row.outcome == _FAILED))
        return {details.split()[0] for details in found.scalars() if details.startswith("export=")}


def _kind(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _settled(path: Path) -> Path:
    """Return the path in its real folder, so that a link on the way cannot be turned elsewhere while the file is made.

    Raises:
        ActRefused: the folder is not there, or the name itself is a link.
    """
    try:
        settled = path.parent.resolve(strict=True) / path.name
    except (OSError, RuntimeError):  # before Python 3.13 links in a circle are a RuntimeError
        raise ActRefused(
            f"De map voor {path.name} is er niet. Maak die map eerst, of kies een andere; er is niets gemaakt."
        ) from None
    if os.path.islink(settled):  # noqa: PTH114 - `Path.is_symlink` raises where a name is too long; `new_file` refuses that
        raise ActRefused(
            f"{path.name} is een verwijzing naar een ander bestand. Kies een nieuwe naam; er is niets gemaakt."
        )
    return settled
