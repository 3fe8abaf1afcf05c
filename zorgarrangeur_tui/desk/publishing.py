"""Publishing the plan of a school: what changes, and what is wrong over the weeks ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from storage.clock import local_date
from storage.models import PlanVersion, School
from storage.store import Store
from storage.text_rules import checked_text
from zorgarrangeur_tui.desk.calendars import PlaceCalendar, calendar_of
from zorgarrangeur_tui.desk.conflicts import FoundPlace, LiveConflicts
from zorgarrangeur_tui.desk.plan_reading import SchoolPlans
from zorgarrangeur_tui.desk.plan_versions import current_state, last_version, names_in, next_number, state_of
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.domain.plan_changes import (
    PlanChange,
    PlanState,
    plan_changes,
)
from zorgarrangeur_tui.domain.published_plan import (
    to_row,
)
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind, RecurringFinding, Severity, recurring

WEEKS_CHECKED = 6
"""So many weeks with school, from the first day on, are checked before a plan is published."""
_WEEKS_THAT_BLOCK = 2
"""What cannot be blocks in so many weeks with school: an even and an odd one, the whole plan. Later there is time to mend it."""
_FARTHEST_WEEKS = 12
"""Further ahead no weeks with school are looked for."""
_ONE_WEEK = timedelta(weeks=1)
_OF_A_WEEK = frozenset(
    {
        FindingKind.ABOVE_GRANTED,
        FindingKind.ABOVE_AGREED,
        FindingKind.ABOVE_MAX_MINUTES,
        FindingKind.TOO_MANY_FACES,
        FindingKind.PROVIDER_CAP,
        FindingKind.NEED_NOT_COVERED,
        FindingKind.BUDGET_EXCEEDED,
    }
)
"""Findings that are counted over a week and carry its Monday."""


class PublishRefused(ActRefused):
    """The plan has something in it that cannot be, or soft things without a reason. Nothing was published."""


@dataclass(frozen=True, slots=True)
class RecurringPlace:
    """Something that is wrong on one or more days, and where it is on the board the first time.

    Attributes:
        found: what is wrong.
        place: where.
        later: whether it only goes wrong after the weeks that block.
    """

    found: RecurringFinding
    place: FoundPlace
    later: bool = False

    @property
    def severity(self) -> Severity:
        """How heavy it is for publishing."""
        return Severity.SOFT if self.later else self.found.finding.severity


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing the plan of a school would do.

    Attributes:
        school: whose plan.
        holds_from: first day for which it is meant.
        last: the version that was published last; None when there is none.
        number: that the new version gets.
        state: the plan as it is now.
        changes: what differs from the last version from that day on.
        found: what is wrong in the weeks that are checked, what blocks first.
        weeks: the Mondays of those weeks.
        names: of the professionals in it, by id.
    """

    school: School
    holds_from: date
    last: PlanVersion | None
    number: int
    state: PlanState
    changes: tuple[PlanChange, ...]
    found: tuple[RecurringPlace, ...]
    weeks: tuple[date, ...]
    names: dict[str, str]

    @property
    def hard(self) -> tuple[RecurringPlace, ...]:
        """What blocks publishing."""
        return tuple(one for one in self.found if one.severity is Severity.HARD)

    @property
    def soft(self) -> tuple[RecurringPlace, ...]:
        """What asks a reason."""
        return tuple(one for one in self.found if one.severity is Severity.SOFT)

    @property
    def refusal(self) -> str:
        """Why there is nothing to publish, whatever is wrong with it; "" when there is."""
        if self.last is None:
            return "" if self.state.visits else "Deze school heeft nog geen bezoeken. Er is niets te publiceren."
        if self.changes:
            return ""
        return f"Er is niets veranderd sinds rooster {self.last.number}. Er is niets gepubliceerd."


def next_monday(today: date) -> date:
    """Return the first Monday after a day: from when a plan usually holds."""
    return monday_of(today) + _ONE_WEEK


def plan_publication(store: Store, school_id: str, holds_from: date) -> Publication:
    """Return what publishing the plan of a school from a day on would do. Nothing is changed.

    Raises:
        RecordMissing: when the school is not there.
    """
    school = store.get(School, school_id)
    last = last_version(store, school_id)
    state, before = current_state(store, school_id, holds_from), state_of(last)
    weeks = weeks_with_school(calendar_of(store, school_id, (holds_from, holds_from)), holds_from)
    return Publication(
        school=school,
        holds_from=holds_from,
        last=last,
        number=next_number(store, school_id),
        state=state,
        changes=plan_changes(before, state, holds_from),
        found=tuple(_found(store, school_id, weeks, holds_from)),
        weeks=weeks,
        names=names_in(store, (before, state)),
    )


def publish(
    store: Store, school_id: str, holds_from: date, reason: str = "", *, shown: Publication | None = None
) -> PlanVersion:
    """Publish the plan of a school as one act, after checking it as it is stored now.

    Args:
        store: an opened store.
        school_id: the school.
        holds_from: first day for which it is meant.
        reason: why it is published although something is to be looked at; without names of pupils.
        shown: what the user looked at and gave the reason for.

    Raises:
        PublishRefused: something in it cannot be, or a reason is missing.
        ActRefused: nothing changed, there is nothing to publish, the day is over, or it is another plan than was shown.
        RecordMissing: when the school is not there.
        ValueRefused: the reason holds what may not be stored.
    """
    now = plan_publication(store, school_id, holds_from)
    if shown is not None and (now.state, now.found, now.number) != (shown.state, shown.found, shown.number):
        raise ActRefused(_OTHERWISE_NOW)
    return publish_planned(store, now, reason)


_OTHERWISE_NOW = (
    "Het rooster is intussen gewijzigd, of wat er te zeggen valt over het rooster. Er is niets gepubliceerd. Ga terug en kijk "
    "het opnieuw na."
)


def publish_planned(store: Store, publication: Publication, reason: str = "") -> PlanVersion:
    """Publish what was looked at a moment ago, within the same verb or act (see `publish`)."""
    today = local_date(store.clock)
    check_publication(publication, today, reason)
    with store.unit_of_work("Rooster gepubliceerd") as work:
        work.get(School, publication.school.id)
        version = PlanVersion(
            school_id=publication.school.id,
            number=publication.number,
            published_on=today,
            author=store.identity.label,
            holds_from=publication.holds_from,
            reason=checked_text(reason.strip()),
            visits=[to_row(one) for one in publication.state.visits],
            exceptions=[to_row(one) for one in publication.state.exceptions],
        )
        work.add(version)
    return version


def has_news(store: Store, school_id: str, holds_from: date) -> bool:
    """Tell whether the plan of a school differs from what was published last, or was never published."""
    last = last_version(store, school_id)
    return bool(plan_changes(state_of(last), current_state(store, school_id, holds_from), holds_from))


def check_publication(publication: Publication, today: date, reason: str) -> None:
    """Refuse what may not be published.

    Raises:
        ActRefused, PublishRefused: as `publish`.
    """
    if publication.refusal:
        raise ActRefused(publication.refusal)
    if publication.holds_from < today:
        require({"holds_from": "Kies vandaag of een latere dag: wat voorbij is, kan niemand meer horen."})
    hard, soft = len(publication.hard), len(publication.soft)
    if hard:
        things = "1 ding dat niet kan" if hard == 1 else f"{hard} dingen die niet kunnen"
        raise PublishRefused(f"In dit rooster {'staat' if hard == 1 else 'staan'} {things}. Er is niets gepubliceerd.")
    if soft and not reason.strip():
        points = "1 punt" if soft == 1 else f"{soft} punten"
        sentence = f"Er {'is' if soft == 1 else 'zijn'} {points} om op te letten. Schrijf op waarom het zo kan."
        raise PublishRefused(sentence, {"reason": sentence})


def weeks_with_school(place: PlaceCalendar, holds_from: date) -> tuple[date, ...]:
    """Return the Mondays of the next weeks with school, from a day on; of the next weeks when no calendar is known."""
    mondays = [monday_of(holds_from) + number * _ONE_WEEK for number in range(_FARTHEST_WEEKS)]
    if place.calendar is None:
        return tuple(mondays[:WEEKS_CHECKED])
    calendar = place.calendar
    held = [
        monday for monday in mondays if any(calendar.on(monday + timedelta(days=ahead)).is_open for ahead in range(5))
    ]
    return tuple(held[:WEEKS_CHECKED])


def _found(store: Store, school_id: str, weeks: Sequence[date], holds_from: date) -> list[RecurringPlace]:
    places: dict[Finding, FoundPlace] = {}
    plans = SchoolPlans(store, weeks, school_id) if weeks else None
    for monday in weeks:
        for one in LiveConflicts(store, monday, school_id, plans=plans).places:
            if one.finding.day >= holds_from or one.finding.kind in _OF_A_WEEK:
                places[one.finding] = one
    blocks_until = weeks[_WEEKS_THAT_BLOCK] if len(weeks) > _WEEKS_THAT_BLOCK else date.max
    found = [RecurringPlace(one, places[one.finding], one.days[0] >= blocks_until) for one in recurring(places)]
    return sorted(found, key=lambda one: (one.severity is Severity.SOFT, one.found.days[0]))
