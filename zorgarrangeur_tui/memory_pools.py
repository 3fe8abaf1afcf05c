"""From how many pools of memory the threads of the app take."""

from __future__ import annotations

import sys

_ARENA_MAX, _POOLS = -8, 1
"""The number by which glibc knows this choice, and what is chosen."""


def share_memory_pools() -> bool:
    """Let threads share one pool, before they start, and return whether the system could.

    glibc gives threads pools of their own, up to eight for each processor, and what one of them gave back helps no other: after
    a walk through 100,000 cases, with a backup made meanwhile, that is 40 MB which nobody uses.
    """
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - only where there is something to choose

    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    return choose is not None and bool(choose(_ARENA_MAX, _POOLS))
