"""The store's schema over time. Alembic is imported only when a store is made or must be brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.errors import SchemaTooNew

NEWEST = "0007"
"""The revision that this version of the app works with. A test holds it against the files."""

SCHEMA = 7
"""The same as a number, for bundles."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every revision this app can bring up to date."""


def revision(connection: Connection) -> str | None:
    """Return the revision of an opened store, or None when it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def is_behind(connection: Connection) -> bool:
    """Tell whether a store of an older version of the app must be brought up to date."""
    return revision(connection) in KNOWN[:-1]


def bring_up_to_date(connection: Connection) -> None:
    """Run the migrations that this store misses, in the caller's transaction.

    Raises:
        SchemaTooNew: when a newer app wrote the store.
    """
    found = revision(connection)
    if found == NEWEST:
        return
    if found is not None and found not in KNOWN:
        raise SchemaTooNew
    from alembic import command  # noqa: PLC0415 - half a second that an ordinary start does not pay
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")
