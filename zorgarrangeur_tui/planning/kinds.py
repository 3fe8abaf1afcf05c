"""What the kind of care of a line means by itself, in files that say no more about it."""

from __future__ import annotations

from zorgarrangeur_tui.planning.problem import Rules

_FIXED_MOMENT_KINDS = {"VP"}
_SHARED_KINDS = {"VP", "PV"}


def usual_fixed_moment(kind: str) -> bool:
    """Tell whether care of a kind is at fixed moments unless a line says otherwise: nursing is."""
    return kind in _FIXED_MOMENT_KINDS


def usual_max_faces(kind: str, rules: Rules) -> int:
    """Return by how many workers a line is shared at most unless it says otherwise: nursing and personal care by a few."""
    return rules.max_faces if kind in _SHARED_KINDS else 1
