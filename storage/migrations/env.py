"""Alembic's door to the store: it works on the connection that it is given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from storage import models, tables

assert models.RECORD_TYPES  # imported so that every record's table is part of the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    transactional_ddl=True,
    compare_type=True,
    render_as_batch=True,
)
context.run_migrations()
