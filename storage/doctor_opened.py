"""What is wrong inside a store, once it is opened."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import func, select

from storage import history, tables
from storage.database import errors_in_words
from storage.doctor_findings import Finding, Repair
from storage.errors import DatabaseDamaged, StorageError
from storage.file_checks import pages_are_whole
from storage.key_files import read_key_file_in
from storage.models import RECORD_TYPES
from storage.store import Store
from storage.store_folder import DATABASE, GENERATION

_ADVICE = "Zet een reservekopie terug met `zorgarrangeur restore`. Wat er nu staat, wordt eerst opzij gezet."


def examine_opened(store: Store) -> list[Finding]:
    """Return what is found by reading all of an opened store, the serious things first. The journal is written out first.

    Raises:
        StorageError: when it cannot be read at all for another reason than damage.
    """
    damage = list(_pages(store))
    if damage:
        return damage
    findings = [*_log(store), *_key_file(store), *_conflicts(store), *_references(store)]
    findings += [Finding("warning", False, sentence, "Lees het na in het logboek.") for sentence in store.warnings]
    return sorted(findings, key=lambda one: not one.serious)


def _pages(store: Store) -> Iterator[Finding]:
    try:
        with errors_in_words(), contextlib.closing(store.connect_to(store.folder / DATABASE)) as connection:
            whole = pages_are_whole(connection)
    except DatabaseDamaged:
        whole = False
    if not whole:
        wrong = "In het gegevensbestand zit een beschadiging: niet alles erin is nog te lezen."
        yield Finding("database_damaged", True, wrong, _ADVICE, Repair.RESTORE_BACKUP)


def _log(store: Store) -> Iterator[Finding]:
    fault = store.log_fault()
    if fault is not None:
        yield Finding("log", True, fault, "Meld dit aan de functionaris gegevensbescherming.")


def _key_file(store: Store) -> Iterator[Finding]:
    with store.read() as session:
        known = int(history.read_state(session.connection(), GENERATION, "0"))
    try:
        found = read_key_file_in(store.folder, store.settings.policy)
    except StorageError as error:
        advice = "Neem de kopie ernaast in gebruik met `zorgarrangeur doctor --repair`."
        yield Finding("key_file", True, str(error), advice, Repair.USE_KEY_FILE_COPY)
        return
    if found.generation < known:
        wrong = "Het sleutelbestand is ouder dan het gegevensbestand: iemand heeft een oud exemplaar teruggezet."
        advice = "Zet het nieuwste kluis.toml terug, of een reservekopie."
        yield Finding("key_file_older", True, wrong, advice, Repair.RESTORE_BACKUP)
    elif found.previous:
        wrong = "Het wisselen van de hoofdsleutel is nog niet klaar."
        advice = "Sluit andere vensters van de app, maak ruimte op de schijf, en open de opslag opnieuw."
        yield Finding("key_change_halfway", False, wrong, advice)


def _conflicts(store: Store) -> Iterator[Finding]:
    with store.read() as session:
        count = session.connection().execute(select(func.count()).select_from(tables.conflict)).scalar_one()
    if count:
        wrong = f"In {count} {'veld staan' if count == 1 else 'velden staan'} twee waarden, van u en van een ander."
        yield Finding("conflicts", False, wrong, "Kies welke geldt: `zorgarrangeur list conflicts`.")


def _references(store: Store) -> Iterator[Finding]:
    """Look for records that point to a record that is not here at all; one that was taken away still counts as here."""
    with store.read() as session:
        connection = session.connection()
        lost = 0
        for model in RECORD_TYPES.values():
            columns = model.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it to table models
            for column in columns:
                other = RECORD_TYPES.get(column.name.removesuffix("_id"))
                if other is None or not column.name.endswith("_id"):
                    continue
                ids = select(other.__table__.c.id)  # type: ignore[attr-defined]  # as above
                lost += connection.execute(
                    select(func.count()).where(columns.deleted.is_(False), column != "", column.not_in(ids))
                ).scalar_one()
        broken = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    if broken:
        wrong = "In de geschiedenis van het gegevensbestand passen regels niet bij elkaar."
        yield Finding("history", True, wrong, _ADVICE, Repair.RESTORE_BACKUP)
    if lost:
        wrong = f"{lost} {'regel verwijst' if lost == 1 else 'regels verwijzen'} naar iets wat hier niet staat."
        advice = "Lees de ontbrekende lijst of bundel in, of kies het opnieuw."
        yield Finding("references", False, wrong, advice)
