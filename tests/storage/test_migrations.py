"""The schema: what the migrations make is what the code expects."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from store_kit import master_key_of, quick_unlock

from storage import history, migrations, tables
from storage.database import open_engine, writing
from storage.errors import DatabaseDamaged, SchemaTooNew
from storage.history import OperationRow
from storage.key_file import subkey
from storage.models import Case
from storage.store import Store

SCRIPTS = ScriptDirectory(str(Path(migrations.__file__).parent))
KEY = bytes(32)


def differences(connection: Connection) -> list[Any]:
    """Return what Alembic would change to make the database what the code says, but for the full-text index."""

    def counted(_object: Any, name: str | None, kind: str, *_: Any) -> bool:
        return not (kind == "table" and name is not None and name.startswith("listing_text"))

    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": counted})
    return compare_metadata(context, tables.metadata)


def test_the_migrations_make_what_the_code_expects(store: Store) -> None:
    """A column or index that is only in the code, or only in a migration, is found here."""
    with store.read() as session:
        assert differences(session.connection()) == []


def test_the_full_text_index_is_as_the_code_says(store: Store) -> None:
    """The virtual table stands in one migration; the code holds the same text."""
    with store.read() as session:
        made = (
            session.connection().exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'listing_text'").scalar()
        )
    assert made == tables.LISTING_TEXT_SQL


def test_a_row_of_the_history_has_the_columns_of_its_table() -> None:
    """Such rows go straight to the driver, by their order."""
    assert OperationRow._fields == tuple(column.name for column in tables.operation.columns)
    assert f"({', '.join(OperationRow._fields)})" in history._ADD_OPERATION


def test_known_revisions_are_the_files() -> None:
    """The numbers that the code compares without importing Alembic are those of the files, in their order."""
    revisions = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
    assert tuple(revisions) == migrations.KNOWN
    assert SCRIPTS.get_heads() == [migrations.NEWEST]
    assert migrations.KNOWN[-1] == migrations.NEWEST
    assert len(migrations.KNOWN) == migrations.SCHEMA


def test_files_are_named_after_their_revision() -> None:
    """A reader finds the migrations in order."""
    names = sorted(path.name for path in Path(migrations.__file__).parent.glob("versions/*.py"))
    assert all(re.fullmatch(r"[0-9]{4}_[a-z0-9_]+\.py", name) for name in names)
    assert [name[:4] for name in names] == list(migrations.KNOWN)


def test_a_new_database_gets_every_migration_in_one_transaction(tmp_path: Path) -> None:
    """Until the transaction ends there is nothing; afterwards there is everything."""
    engine = open_engine(tmp_path / "zorg.db", KEY, create=True)
    with writing(engine).connect() as connection, connection.begin() as transaction:
        migrations.bring_up_to_date(connection)
        assert migrations.revision(connection) == migrations.NEWEST
        transaction.rollback()
    with engine.connect() as connection:
        assert migrations.revision(connection) is None
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    engine.dispose()


def test_a_store_that_is_up_to_date_is_not_touched(store: Store) -> None:
    """Bringing up to date a second time writes nothing."""
    with store.unit_of_work("proef") as work:
        before = work.connection.exec_driver_sql("SELECT total_changes()").scalar()
        migrations.bring_up_to_date(work.connection)
        assert work.connection.exec_driver_sql("SELECT total_changes()").scalar() == before


class Shape(NamedTuple):
    """What a table has: names of columns and of indexes."""

    columns: set[str]
    indexes: set[str]


def shape_of(connection: Connection) -> dict[str, Shape]:
    """Return what every ordinary table has, by its name."""
    found = inspect(connection)
    return {
        name: Shape(
            {column["name"] for column in found.get_columns(name)},
            {str(index["name"]) for index in found.get_indexes(name)},
        )
        for name in found.get_table_names()
        if not name.startswith("listing_text")
    }


def shape_at(folder: Path, revision: str) -> dict[str, Shape]:
    """Return what an app of an earlier schema made."""
    engine = open_engine(folder / f"{revision}.db", KEY, create=True)
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    with writing(engine).connect() as connection, connection.begin():
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)
        shape = shape_of(connection)
    engine.dispose()
    return shape


def as_an_older_app_left_it(folder: Path, shape: dict[str, Shape], revision: str) -> None:
    """Take from a closed store what later schemas added."""
    engine = open_engine(folder / "zorg.db", subkey(master_key_of(folder), "db"))
    with writing(engine).connect() as connection, connection.begin():
        for table, now in shape_of(connection).items():
            if table not in shape:
                connection.exec_driver_sql(f'DROP TABLE "{table}"')
                continue
            for index in sorted(now.indexes - shape[table].indexes):
                connection.exec_driver_sql(f'DROP INDEX "{index}"')
            for column in sorted(now.columns - shape[table].columns):
                connection.exec_driver_sql(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))
    engine.dispose()


@pytest.mark.parametrize("older", migrations.KNOWN[:-1])
def test_an_older_store_is_backed_up_and_then_brought_up_to_date(tmp_path: Path, shelf, older: str) -> None:
    """Its records are there afterwards, the schema is the present one, and the backup holds it as it was."""
    folder = tmp_path / "opslag"
    shelf.copy("arranger", 0, folder)
    with quick_unlock(folder) as store, store.unit_of_work("Casus begonnen") as work:
        work.add(Case(id="c" * 32, title="Logopedie in de klas"))
    as_an_older_app_left_it(folder, shape_at(tmp_path, older), older)
    with quick_unlock(folder) as store:
        assert store.get(Case, "c" * 32).title == "Logopedie in de klas"
        assert store.log_fault() is None
        with store.read() as session:
            assert differences(session.connection()) == []
    [backup] = (folder / "backups").iterdir()
    engine = open_engine(backup / "zorg.db", subkey(master_key_of(folder), "db"))
    with engine.connect() as connection:
        assert migrations.revision(connection) == older
    engine.dispose()


@pytest.mark.parametrize("name", ["0008", "9999", "", "0001x"])
def test_a_revision_that_is_not_known_is_too_new(store: Store, name: str) -> None:
    """Whatever an app of the future wrote there, this one keeps off."""
    with store.unit_of_work("proef") as work:
        work.connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (name,))
        with pytest.raises(SchemaTooNew):
            migrations.bring_up_to_date(work.connection)


def test_a_damaged_database_is_never_taken_for_an_empty_one(tmp_path: Path, shelf) -> None:
    """When the revision cannot be read, nothing is migrated: the file is told to be damaged."""
    shelf.copy("arranger", 0, tmp_path / "opslag")
    engine = open_engine(tmp_path / "opslag" / "zorg.db", subkey(master_key_of(tmp_path / "opslag"), "db"))
    with engine.connect() as connection:
        page = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'alembic_version'"
        ).scalar_one()
    engine.dispose()
    data = bytearray((tmp_path / "opslag" / "zorg.db").read_bytes())
    data[(page - 1) * 4096 + 100] ^= 1
    (tmp_path / "opslag" / "zorg.db").write_bytes(data)
    with pytest.raises(DatabaseDamaged):
        quick_unlock(tmp_path / "opslag")
    assert (tmp_path / "opslag" / "zorg.db").read_bytes() == bytes(data)
