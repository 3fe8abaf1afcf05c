"""What a check of planned visits finds: typed, with its weight, the ids that it is about and a Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zorgarrangeur_tui.keys.act_text import ActText


class Severity(StrEnum):
    """How heavy a finding is: a hard one cannot be published, a soft one can with a reason."""

    HARD = "hard"
    SOFT = "soft"


class FindingKind(StrEnum):
    """What is wrong."""

    SCHOOL_CLOSED = "school_closed"
    OUTSIDE_SCHOOL_HOURS = "outside_school_hours"
    ROOM_FULL = "room_full"
    TRAVEL_TOO_SHORT = "travel_too_short"
    COMPETENCE_MISSING = "competence_missing"
    GROUP_TOO_LARGE = "group_too_large"
    TITLE_NOT_VALID = "title_not_valid"
    KIND_NOT_CONTRACTED = "kind_not_contracted"
    LAW_NOT_CONTRACTED = "law_not_contracted"
    MUNICIPALITY_NOT_CONTRACTED = "municipality_not_contracted"
    ABOVE_GRANTED = "above_granted"
    ABOVE_AGREED = "above_agreed"
    ABOVE_MAX_MINUTES = "above_max_minutes"
    DOUBLE_BOOKED = "double_booked"
    OUTSIDE_AVAILABILITY = "outside_availability"
    PROFESSIONAL_ABSENT = "professional_absent"
    SKILL_MISSING = "skill_missing"
    PUPIL_TWICE = "pupil_twice"
    QUIET_WINDOW = "quiet_window"
    TOO_MANY_FACES = "too_many_faces"
    PROVIDER_CAP = "provider_cap"
    NEED_NOT_COVERED = "need_not_covered"
    BUDGET_EXCEEDED = "budget_exceeded"
    SHORT_NOTICE = "short_notice"


SOFT_KINDS = frozenset(
    {
        FindingKind.KIND_NOT_CONTRACTED,
        FindingKind.LAW_NOT_CONTRACTED,
        FindingKind.MUNICIPALITY_NOT_CONTRACTED,
        FindingKind.ABOVE_GRANTED,
        FindingKind.ABOVE_AGREED,
        FindingKind.QUIET_WINDOW,
        FindingKind.TOO_MANY_FACES,
        FindingKind.PROVIDER_CAP,
        FindingKind.NEED_NOT_COVERED,
        FindingKind.BUDGET_EXCEEDED,
        FindingKind.SHORT_NOTICE,
    }
)
"""What may be published with a reason: wishes, and agreements that can still be made. The rest is hard."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        kind: what.
        day: when; the Monday of the week for what is counted over a week.
        visit_ids: the visits in which it shows; the first is the one to change. () when it is about no visit.
        about: ids of the school, professional, provider, pupil, needs and titles that it is about.
        sentence: Dutch: the cause and the nearest way out. Names of schools and professionals in it are text of users; a
            pupil is never named.
    """

    kind: FindingKind
    day: date
    visit_ids: tuple[str, ...]
    about: tuple[str, ...]
    sentence: str

    @property
    def severity(self) -> Severity:
        """How heavy it is."""
        return Severity.SOFT if self.kind in SOFT_KINDS else Severity.HARD


@dataclass(frozen=True, slots=True)
class RecurringFinding:
    """The same thing on several days of visits that come back. `finding` is the first of them."""

    finding: Finding
    days: tuple[date, ...]

    @property
    def sentence(self) -> str:
        """What the first says, and how often it happens again."""
        again = len(self.days) - 1
        if not again:
            return self.finding.sentence
        times = "nog 1 keer" if again == 1 else f"nog {again} keer"
        return ActText(self.finding.sentence, f"Daarna gebeurt dit {times}.")


def recurring(findings: Iterable[Finding]) -> list[RecurringFinding]:
    """Return findings that are the same but for the day as one, in the order in which each first shows."""
    together: dict[tuple[FindingKind, tuple[str, ...], tuple[str, ...]], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: one.day):
        together.setdefault((finding.kind, finding.visit_ids, finding.about), []).append(finding)
    return [RecurringFinding(same[0], tuple(one.day for one in same)) for same in together.values()]
