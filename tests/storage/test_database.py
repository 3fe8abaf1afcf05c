"""The encrypted file: how it is opened, and that its errors come out as sentences."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.database import errors_in_words, in_words, open_engine, writing
from storage.errors import (
    DatabaseDamaged,
    DatabaseUnreadable,
    DiskFault,
    StorageError,
    StoreBusy,
    StoreFull,
    StoreReadOnly,
    StoreUnreachable,
)

KEY = bytes(range(32))


@pytest.fixture
def engine(tmp_path: Path):
    """Return an engine on a new, empty database."""
    engine = open_engine(tmp_path / "zorg.db", KEY, create=True)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("cipher_version", None),
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_has_what_was_decided(engine: Engine, pragma: str, value: object) -> None:
    """FULL for power cuts, memory for temporary tables, overwriting of what is deleted; on every connection anew."""
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            assert found if value is None else found == value


_TELL_WHETHER_MEMORY_IS_WIPED = """
import sys
from pathlib import Path
from storage.database import open_engine
with open_engine(Path(sys.argv[1]), bytes(32), create=True).connect() as connection:
    print(connection.exec_driver_sql("PRAGMA cipher_memory_security").scalar())
"""


def test_an_app_wipes_what_the_database_frees_in_memory(tmp_path: Path) -> None:
    """In a process of its own, as the app is: this one leaves it off, and once on it stays on."""
    told = subprocess.run(
        [sys.executable, "-c", _TELL_WHETHER_MEMORY_IS_WIPED, str(tmp_path / "zorg.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "1\n"


def test_transactions_that_write_take_the_lock_at_their_start(engine: Engine) -> None:
    """A second writer is held off at once instead of failing halfway; readers go on."""
    waiting = engine.raw_connection()
    waiting.execute("PRAGMA busy_timeout = 0")  # type: ignore[attr-defined]  # the driver's own connection
    with writing(engine).connect() as writer, writer.begin():
        writer.exec_driver_sql("CREATE TABLE x (a)")
        waiting.close()
        with pytest.raises(StoreBusy), errors_in_words(), writing(engine).connect() as second:
            second.exec_driver_sql("SELECT 1")
        with engine.connect() as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0


def test_another_key_opens_nothing(engine: Engine, tmp_path: Path) -> None:
    """One other bit in the key, and the file is not a database."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE x (a)")
    engine.dispose()
    with pytest.raises(DatabaseDamaged):
        open_engine(tmp_path / "zorg.db", bytes([1, *KEY[1:]]))
    open_engine(tmp_path / "zorg.db", KEY).dispose()


def test_a_wrong_key_writes_nothing_to_the_terminal(engine: Engine, tmp_path: Path, capfd) -> None:
    """SQLCipher's own messages would run straight through the screen."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE x (a)")
    engine.dispose()
    with pytest.raises(DatabaseDamaged):
        open_engine(tmp_path / "zorg.db", bytes(32))
    assert capfd.readouterr() == ("", "")


def test_the_file_holds_no_readable_word(engine: Engine, tmp_path: Path) -> None:
    """Neither the names of tables nor what is in them can be read in the file or its journal."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE herkenbaar (a)")
        connection.exec_driver_sql("INSERT INTO herkenbaar VALUES (?)", ("Kanarie-Vogelaar",))
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert not any(word in data for word in (b"herkenbaar", b"Kanarie", b"SQLite format", b"CREATE TABLE"))


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("database or disk is full", StoreFull),
        ("attempt to write a readonly database", StoreReadOnly),
        ("unable to open database file", StoreUnreachable),
        ("database is locked", StoreBusy),
        ("database schema is locked: main", StoreBusy),
        ("disk I/O error", DiskFault),
        ("file is not a database", DatabaseDamaged),
        ("database disk image is malformed", DatabaseUnreadable),
        ("UNIQUE constraint failed: case.id", StorageError),
    ],
)
def test_each_fault_of_the_database_has_its_sentence(reason: str, error: type[StorageError]) -> None:
    """The words of SQLite itself, which may hold SQL, are never shown."""
    told = in_words(OperationalError("SELECT geheim", {"naam": "geheim"}, Exception(reason)))
    assert type(told) is error
    assert "geheim" not in str(told)
    assert "SELECT" not in str(told)


def test_errors_of_the_driver_itself_come_out_in_words_too(engine: Engine) -> None:
    """Lists ask the driver directly: a hundred thousand numbers need no row objects."""
    with pytest.raises(StorageError), errors_in_words(), engine.connect() as connection:
        connection.connection.cursor().execute("SELECT * FROM wat_er_niet_is")


def test_errors_come_out_in_words_and_without_values(engine: Engine) -> None:
    """The value that broke a rule is in no text of the error, nor in the errors behind it."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE x (a UNIQUE)")
        connection.exec_driver_sql("INSERT INTO x VALUES (?)", ("Kanarie",))
    with pytest.raises(StorageError) as told, errors_in_words(), engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO x VALUES (?)", ("Kanarie",))
    error: BaseException | None = told.value
    assert isinstance(told.value.__cause__, DBAPIError)
    while error is not None:
        assert "Kanarie" not in str(error)
        error = error.__cause__


def test_a_full_disk_is_told_and_leaves_earlier_rows(engine: Engine) -> None:
    """The transaction that found no room is gone as a whole; what was there stays readable."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE x (a)")
        connection.exec_driver_sql("INSERT INTO x VALUES ('eerder')")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(StoreFull), errors_in_words(), engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        connection.exec_driver_sql("INSERT INTO x VALUES ('later')")
        connection.exec_driver_sql("INSERT INTO x VALUES (zeroblob(100000))")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT a FROM x").scalars().all() == ["eerder"]


def test_a_missing_database_is_not_made_by_opening_it(tmp_path: Path) -> None:
    """Only making a store makes a file."""
    with pytest.raises(DatabaseDamaged, match="ontbreekt"):
        open_engine(tmp_path / "zorg.db", KEY)
    assert list(tmp_path.iterdir()) == []
