"""The time watch: which days of which records are watched, from when, and until when they stay on the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on
from zorgarrangeur_tui.domain.deadlines import days_left_words


class WatchKind(StrEnum):
    """What a watched day is about; people filter on it."""

    CASE = "case"
    ACTION = "action"
    TITLE = "title"
    PUPIL = "pupil"
    AGREEMENT = "agreement"
    CONSENT = "consent"
    TRACK = "track"
    REVIEW = "review"


KIND_WORDS: dict[str, str] = {
    WatchKind.CASE: "Casussen",
    WatchKind.ACTION: "Acties en antwoorden",
    WatchKind.TITLE: "Titels en TLV",
    WatchKind.PUPIL: "OPP en verjaardagen",
    WatchKind.AGREEMENT: "Afspraken en aanbieders",
    WatchKind.CONSENT: "Toestemmingen",
    WatchKind.TRACK: "Vrijstelling, thuiszitten, OZA",
    WatchKind.REVIEW: "Evaluaties en kwaliteit",
}


class Urgency(StrEnum):
    """How a day stands out.

    High: from the day on which work on it should begin. Normal: once it has passed. Low: it is only good to know.
    """

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Computed(StrEnum):
    """Days that follow from a rule of their own, not from one field."""

    EXEMPTION_NOTICE = "exemption_notice"
    BIRTHDAY = "birthday"
    CONSENT_AGAIN = "consent_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRule(DatedRule):
    """One watched day.

    Attributes:
        record_type: a name of `storage.models.RECORD_TYPES`.
        field: the date that is watched; for a computed day the one that it starts from, or "".
        kind: a `WatchKind` value.
        title: what the day is, in a few Dutch words.
        urgency: an `Urgency` value.
        details: fields of which the first that is filled follows the title.
        after_days: how long after the date in the field the day is.
        months_before: a field with how many months before the date in `field` the day is; without that there is no day.
        lead_days: how long before the day the work on it begins; it is on the list so much earlier.
        keep_days: how long it stays on the list after the day; None: until it is done.
        unless: fields of which any that is filled means that it is done.
        while_field, while_values: the day counts only while this field has one of these values.
        series: fields that are the same in a record that follows this one up; a later one means that this one is done.
        series_field: the date by which one record of a series is later than another; "": `field`.
        counts_months: how long before the day something that was done counts for it, where that is a matter of months.
        computed: a `Computed` value for a day that has its own rule; "" for the date in `field`.

    Raises:
        ValueError: when a code is unknown.
    """

    record_type: str
    field: str
    kind: str
    title: str
    urgency: str = Urgency.NORMAL
    details: tuple[str, ...] = ()
    after_days: int = 0
    months_before: str = ""
    lead_days: int = 0
    keep_days: int | None = None
    unless: tuple[str, ...] = ()
    while_field: str = ""
    while_values: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    series_field: str = ""
    counts_months: int = 0
    computed: str = ""

    def __post_init__(self) -> None:
        """Refuse codes that the app does not know."""
        DatedRule.__post_init__(self)
        WatchKind(self.kind)
        Urgency(self.urgency)
        if self.computed:
            Computed(self.computed)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the record that the rule looks at, each once."""
        named = (
            self.field,
            self.months_before,
            self.while_field,
            self.series_field,
            *self.unless,
            *self.details,
            *self.series,
        )
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def later_field(self) -> str:
        """The date by which one record of a series is later than another."""
        return self.series_field or self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One day that asks for attention.

    Attributes:
        rule: why it is watched.
        record_id: the record that it is about, of the type in the rule.
        case_id, pupil_id, school_id: what that belongs to; "" for none.
        due_on: the day.
        today: from which day it is seen.
        place: the school or care location; "" when there is none.
        who: the pseudonym of the child; "" for none. Never a name.
        what: what it is, in Dutch.
        why: why it is watched and what to do, as Dutch sentences.
        on_hold: whether the case waits.
    """

    rule: WatchRule
    record_id: str
    due_on: date
    today: date
    case_id: str = ""
    pupil_id: str = ""
    school_id: str = ""
    place: str = ""
    who: str = ""
    what: str = ""
    why: str = ""
    on_hold: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other: one record may have several days."""
        return f"{self.record_type} {self.record_id} {self.rule.id} {self.due_on}"

    @property
    def record_type(self) -> str:
        """The type of the record that it is about."""
        return self.rule.record_type

    @property
    def kind(self) -> str:
        """What it is about: a `WatchKind` value."""
        return self.rule.kind

    @property
    def days_left(self) -> int:
        """How many days are left; negative when the day has passed."""
        return (self.due_on - self.today).days

    @property
    def act_on(self) -> date:
        """The day on which work on it should begin."""
        return self.due_on - timedelta(days=self.rule.lead_days)

    @property
    def overdue(self) -> bool:
        """Whether something was to be done and the day has passed; on the day itself it is not overdue."""
        return self.days_left < 0 and self.rule.urgency != Urgency.LOW

    @property
    def pressing(self) -> bool:
        """Whether it stands out: overdue, or urgent and high time to begin. A case that waits presses nobody."""
        begin = self.rule.urgency == Urgency.HIGH and self.act_on <= self.today
        return (self.overdue or begin) and not self.on_hold

    @property
    def when(self) -> str:
        """The days left, in words."""
        return days_left_words(self.days_left, late=self.rule.urgency != Urgency.LOW)

    @property
    def told(self) -> str:
        """What it is, with a mark where the case waits."""
        return f"{self.what} (in de wacht)" if self.on_hold else self.what

    @property
    def text(self) -> str:
        """Where, who and what in one line."""
        return ": ".join(filter(None, (self.place, self.who, self.told)))

    @property
    def order(self) -> tuple[date, str, str]:
        """By day, then by text: a list shows the longest overdue first."""
        return self.due_on, self.text, self.key


def day_of(rule: WatchRule, values: Mapping[str, Any]) -> date | None:
    """Return the day that a rule watches in a record with these values; None when there is none, or when it is done."""
    found = values[rule.field]
    if found is None or any(values[field] for field in rule.unless):
        return None
    if rule.while_field and values[rule.while_field] not in rule.while_values:
        return None
    if rule.months_before:
        months = values[rule.months_before]
        found = months_later(found, -months) if months else None
    return None if found is None else found + timedelta(days=rule.after_days)


def follows_up(rule: WatchRule, later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Tell whether one record follows another up, so that nobody need look at the day of the earlier one any more.

    It is of the same series, counts itself, and ends later or has no last day.
    """
    if not rule.series or any(later[field] != earlier[field] for field in rule.series):
        return False
    if any(later[field] for field in rule.unless):
        return False
    if rule.while_field and later[rule.while_field] not in rule.while_values:
        return False
    day, than = later[rule.later_field], earlier[rule.later_field]
    if day is None:
        return not rule.series_field and than is not None
    return than is None or day > than


def in_window(rule: WatchRule, day: date, today: date, weeks: int) -> bool:
    """Tell whether a day is on the list: some weeks before work on it begins, until it has passed long enough."""
    last_day = today + timedelta(weeks=weeks, days=rule.lead_days)
    first_day = None if rule.keep_days is None else today - timedelta(days=rule.keep_days)
    return day <= last_day and (first_day is None or day >= first_day)


def rules_of(day: date, kinds: tuple[str, ...] = ()) -> tuple[WatchRule, ...]:
    """Return the rules that apply on a day, of some kinds or of all."""
    return tuple(rule for rule in rules_on(all_rules(), day).values() if not kinds or rule.kind in kinds)


@cache
def all_rules() -> tuple[WatchRule, ...]:
    """Return every rule in the app's data, of all times."""
    return load_rules("watch.toml", "watch", WatchRule)
