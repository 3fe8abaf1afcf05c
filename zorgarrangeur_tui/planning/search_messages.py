"""What the app and a process that searches for it say to each other, over two pipes and nothing else.

Every message is a length and that many bytes; nothing touches a disk. Both ends are the same program, and still neither makes
anything of what it hears but the planner's own values: a message that names anything else is refused.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from typing import IO, Any

from zorgarrangeur_tui.planning.problem import Problem
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.search_narrow import Visitors
from zorgarrangeur_tui.planning.search_places import PlacePlan
from zorgarrangeur_tui.planning.search_schedule import Heat
from zorgarrangeur_tui.planning.search_sheets import SearchVisit

Changes = dict[int, tuple[SearchVisit, ...]]
"""Lines with the sessions that they have now."""

_LENGTH_BYTES = 8
_OWN = "zorgarrangeur_tui.planning."


@dataclass(frozen=True, slots=True)
class Begin:
    """Make a first plan of a problem."""

    problem: Problem
    seed: int
    start: Proposal | None


@dataclass(frozen=True, slots=True)
class Ready:
    """There is a first plan.

    Attributes:
        cost: what it costs.
        plan: what it is.
        bare_cost: what a plan costs without any session but those that are locked.
        left: the slots of presence that each worker can do beside what is locked.
    """

    cost: int
    plan: list[tuple[SearchVisit, ...]]
    bare_cost: int
    left: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Anew:
    """Leave the plan of everybody and make one of one's own.

    Attributes:
        seed: where chance begins.
        visitors: among whom it searches at first; None for all from the start.
    """

    seed: int
    visitors: Visitors | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Search for a while in a part of the problem.

    Attributes:
        changes: what must change first, for the plan to be that of everybody.
        schools: where to search.
        foreign: workers to leave alone.
        seconds: how long.
        heat: between what heats.
        ends: at which parts of the time of the whole search it has cooled down.
        begin: which part of that time is over when the round begins.
        end: and when it ends.
        anew: how to make another plan than that of everybody; None to go on from it.
        watched: whether to tell what plans did at each place.
    """

    changes: Changes
    schools: tuple[int, ...]
    foreign: frozenset[int]
    seconds: float
    heat: Heat
    ends: tuple[float, ...]
    begin: float
    end: float
    anew: Anew | None = None
    watched: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """There is a better plan: how much less it costs than at the begin of the round, and what changed since the last message."""

    gain: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class RoundDone:
    """A round is over.

    Attributes:
        gain: how much less the plan under way costs than at its begin.
        changes: in what it differs from that.
        noted: what good plans on the way did at each place; nothing when it was not watched.
        ended_with: what the best plan of the round does at each place; the same.
    """

    gain: int
    changes: Changes
    noted: tuple[PlacePlan, ...]
    ended_with: tuple[PlacePlan, ...]


Message = Begin | Ready | Round | Found | RoundDone


def send(pipe: IO[bytes], message: Message) -> None:
    """Send a message.

    Raises:
        OSError: when nobody listens any more.
    """
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(len(body).to_bytes(_LENGTH_BYTES, "big") + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Message | None:
    """Return the next message; None when the other end is gone."""
    head = pipe.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    body = pipe.read(length)
    if len(body) < length:
        return None
    message: Message = _OwnValues(io.BytesIO(body)).load()
    return message


class _OwnValues(pickle.Unpickler):
    """Makes the planner's own classes and plain values of a message, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the planner.

        Raises:
            UnpicklingError: for anything else.
        """
        found = super().find_class(module, name) if module.startswith(_OWN) else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError("a message holds the values of the planner and nothing else")
        return found
