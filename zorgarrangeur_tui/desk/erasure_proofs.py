"""The proof of erasures, and where copies from before them may still be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from storage import erasing, tables
from storage.audit import Action
from storage.backups import BACKUPS, Backup, list_backups, make_backup, remove_backups
from storage.clock import WALL_CLOCK
from storage.contacts import known_names
from storage.erasing import Erasure
from storage.errors import RecordMissing
from storage.forgetting import RECALLED
from storage.models import RECORD_TYPES
from storage.store import Store
from storage.swapping import REPLACED
from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.retention import rules_on
from zorgarrangeur_tui.reports.erasure_proof import ErasureProof

_NAME = re.compile(r"\bname=(\S+)")
"""The name of a backup in its row of the log."""

_MONTHS_KEPT = 3
"""The oldest backups that stay are those of so many months (`storage.backup_folders`)."""


def proofs(store: Store) -> list[ErasureProof]:
    """Return the proof of every erasure, newest first."""
    with store.read() as session:
        found = erasing.erasures(session.connection())
    return [_proof(store, one) for one in found]


def proof_of(store: Store, number: str) -> ErasureProof:
    """Return the proof of one erasure; the first digits of its number are enough.

    Raises:
        RecordMissing: there is none, or more than one begins like this.
    """
    typed = number.strip().casefold()
    found = [proof for proof in proofs(store) if typed and proof.id.startswith(typed)]
    if len(found) != 1:
        raise RecordMissing(
            "Er is geen bewijs van wissen met dit nummer. `zorgarrangeur retention proof` toont ze alle."
        )
    return found[0]


def older_backups(store: Store, erasure_id: str) -> list[Backup]:
    """Return the backups in the store's own folder that were made before an erasure, newest first.

    The order of the log decides: names of backups count in seconds, and a clock may have stood wrong.
    """
    own = store.folder / BACKUPS
    audit = tables.audit.c
    erased = select(func.min(audit.number)).where(
        audit.action == Action.ERASE, audit.details.contains(f"erasure={erasure_id} ")
    )
    later = select(audit.details).where(audit.action == Action.BACKUP, audit.number > erased.scalar_subquery())
    with store.read() as session:
        since = {name for text in session.connection().execute(later).scalars() for name in _NAME.findall(text)}
    return [one for one in list_backups(store.folder) if one.folder.parent == own and one.name not in since]


def replaced_stores(store: Store) -> int:
    """Return how many stores lie aside since a backup was put back: they are never removed by themselves."""
    place = store.folder / REPLACED
    return sum(path.is_dir() for path in place.iterdir()) if place.is_dir() else 0


def renew_backups(store: Store) -> int:
    """Make a verified backup without what was erased, remove the older ones in the store's folder, and return how many.

    Raises:
        StorageError: no backup was made; the older ones are still there.
    """
    return remove_backups(store, keep=make_backup(store))


def backups_until(made: Sequence[datetime]) -> date | None:
    """Return until when backups made at these moments may be there, while the app is used every month; None without any.

    The newest backup of a month stays as long as its month is one of the newest three that have any.
    """
    if not made:
        return None
    newest = max(made).astimezone(WALL_CLOCK).date()
    return months_later(newest.replace(day=1), _MONTHS_KEPT + 1) - timedelta(days=1)


_RULES_WITHOUT_TERM = {RECALLED: "Teruggeroepen door wie het stuurde. De afzender mocht dit niet (meer) met u delen."}


def _proof(store: Store, erasure: Erasure) -> ErasureProof:
    at = datetime.fromisoformat(erasure.at)
    day = at.astimezone(WALL_CLOCK).date()
    names = known_names(store)
    rule = rules_on(day).get(erasure.rule)
    own = store.identity.card.fingerprint
    return ErasureProof(
        id=erasure.id,
        erased_on=day,
        by=names.get(erasure.actor, erasure.actor[:8]),
        rule=f"{rule.title}. {rule.words}" if rule else _RULES_WITHOUT_TERM.get(erasure.rule, erasure.rule),
        reason=erasure.reason,
        counts={kind: erasure.counts[kind] for kind in RECORD_TYPES if erasure.counts.get(kind)},
        backups_until=backups_until([backup.made_at for backup in older_backups(store, erasure.id)]),
        recipients=tuple(sorted(names.get(one, one[:8]) for one in _not_told(store, erasure.at) - {own})),
    )


def _not_told(store: Store, at: str) -> set[str]:
    """Return who got a bundle before a moment, and none since."""
    bundle = tables.bundle.c
    query = select(bundle.peer, func.min(bundle.at), func.max(bundle.at)).where(bundle.direction == "out")
    with store.read() as session:
        rows = session.connection().execute(query.group_by(bundle.peer)).all()
    return {peer for peer, first, last in rows if first <= at and last <= at}
