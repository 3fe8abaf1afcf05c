"""The kinds of care and the trades of an invented problem, and how a worker is drawn from them.

VP is nursing, PV personal care, BI individual guidance, BG guidance in a group, BH treatment and PM paramedical care.
"""

from __future__ import annotations

import math
from random import Random
from typing import NamedTuple

from zorgarrangeur_tui.planning.problem import WEEKDAYS, WEEKS, SchoolSite, Worker

KINDS = ("VP", "PV", "BI", "BG", "BH", "PM")
MEDICAL_KINDS = ("VP", "PV")
LAWS = {"VP": "Zvw/Wlz", "PV": "Wlz/Jw", "BI": "Jw", "BG": "Jw", "BH": "Jw", "PM": "Zvw"}

_SLOTS_A_BLOCK = 12


class _Trade(NamedTuple):
    """A trade: what it is called, what it may give, its share of all workers and its rate in euros an hour."""

    profile: str
    skills: tuple[str, ...]
    share: float
    hourly_euros: int


_TRADES = (
    _Trade("verpleegkundige", ("VP", "PV"), 0.16, 72),
    _Trade("verzorgende", ("PV", "BI"), 0.16, 55),
    _Trade("begeleider", ("BI", "BG"), 0.34, 58),
    _Trade("groepsbegeleider", ("BG", "BI", "PV"), 0.12, 58),
    _Trade("gedragswetenschapper", ("BH", "BI"), 0.12, 98),
    _Trade("paramedicus", ("PM",), 0.10, 80),
)


def draw_worker(chance: Random, school: SchoolSite, kind: str) -> Worker:
    """Draw somebody who gives a kind of care and lives near a school, of a provider that may come there.

    Every draw is made in a fixed order, so that a seed always gives the same problem.
    """
    trades = [trade for trade in _TRADES if kind in trade.skills]
    trade = chance.choices(trades, [trade.share for trade in trades])[0]
    direction, distance = chance.uniform(0, 2 * math.pi), chance.uniform(0.5, 7)
    days = sorted(chance.sample(WEEKDAYS, chance.choice([3, 4, 4, 5])))
    blocks = [block for day in days for block in (2 * day, 2 * day + 1)]
    if chance.random() < 0.35 and len(blocks) > 4:
        blocks.remove(chance.choice(blocks))
    assert school.providers is not None, "an invented school names its providers"
    provider = chance.choice(school.providers)
    most = len(blocks) * _SLOTS_A_BLOCK * len(WEEKS)
    return Worker(
        provider=provider,
        skills=trade.skills,
        blocks=tuple(blocks),
        slots=int(most * chance.uniform(0.75, 1.0)),
        schools=(),
        hourly_cents=100 * trade.hourly_euros,
        x=round(school.x + distance * math.cos(direction), 2),
        y=round(school.y + distance * math.sin(direction), 2),
        profile=trade.profile,
    )
