"""Going on as another device, after an older state of the store was put back.

What was written and sent since is gone here, but others may have it. Two histories under one device would contradict each
other there, and a bundle with a number that was used would be taken for a replay.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, update

from storage import tables
from storage.clock import Clock
from storage.history import read_state, write_state

SEQUENCE_FLOOR = "sequence_floor"
"""State: the number above which the next bundle to anybody counts."""

_STEP = 1000
_START = datetime(2020, 1, 1, tzinfo=UTC)


def become_new_device(connection: Connection, clock: Clock) -> str:
    """Give this store another device, and room above every number of a bundle that it may have given out; return the device.

    The contact card stays: it was signed with the device of then, which others never compare. The floor follows the seconds
    of the clock, because the same backup may be put back twice, with bundles sent in between.
    """
    device = secrets.token_hex(8)
    connection.execute(update(tables.identity).values(device=device))
    bundle = tables.bundle.c
    sent = connection.execute(select(func.max(bundle.sequence)).where(bundle.direction == "out")).scalar() or 0
    known = max(sent, int(read_state(connection, SEQUENCE_FLOOR, "0")))
    floor = max(known + _STEP, int((clock() - _START).total_seconds()))
    write_state(connection, SEQUENCE_FLOOR, str(floor))
    return device
