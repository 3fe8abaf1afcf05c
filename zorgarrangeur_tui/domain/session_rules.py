"""How long one session of care usually is: a dated assumption, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on, rule_on

_GROUP, _OTHER = "group", "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRule(DatedRule):
    """How the minutes of a week are divided.

    Attributes:
        usual_minutes: of one session.
        longest_minutes: a longer session is divided over more days, as long as there are days.
    """

    usual_minutes: int
    longest_minutes: int


def session_rule(kind: str, *, group: bool, day: date) -> SessionRule:
    """Return the assumption for a `CareKind` on a day."""
    if group:
        return needed_rule_on(all_session_rules(), _GROUP, day)
    return rule_on(all_session_rules(), kind, day) or needed_rule_on(all_session_rules(), _OTHER, day)


@cache
def all_session_rules() -> tuple[SessionRule, ...]:
    """Return every assumption in the app's data, of all times."""
    return load_rules("sessions.toml", "session", SessionRule)
