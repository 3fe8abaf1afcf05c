"""The codes of a plan as it is carried out: what differs on one day, why care was not given, who was not there.

Stored as plain text, like those in `storage.models.codes`; the Dutch words are in `zorgarrangeur_tui.domain.planning_words`.
"""

from __future__ import annotations

from enum import StrEnum


class ExceptionKind(StrEnum):
    """What happens to a recurring visit on one day."""

    CANCELLED = "cancelled"
    CHANGED = "changed"


class CancellationCause(StrEnum):
    """Why a visit, or a part of it, was not given (uitval)."""

    PUPIL_ABSENT = "pupil_absent"
    PUPIL_NO_SHOW = "pupil_no_show"
    SCHOOL_ACTIVITY = "school_activity"
    SCHOOL_CLOSED = "school_closed"
    PROFESSIONAL_ABSENT = "professional_absent"
    PROFESSIONAL_NO_SHOW = "professional_no_show"
    AGREED = "agreed"
    OTHER = "other"


class AbsenceKind(StrEnum):
    """Why a professional is not there, as far as a planner must know. An illness is never written down: that is nobody's business."""

    ABSENT = "absent"
    LEAVE = "leave"
    TRAINING = "training"
    LEFT = "left"
