"""How a consent stands on a day, what may be shared with whom, and when a birthday asks for a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from storage.models.casework_codes import ConsentManner, DataCategory
from zorgarrangeur_tui.domain.ages import AgeRange, birth_span
from zorgarrangeur_tui.domain.birthdays import age_label, when_words
from zorgarrangeur_tui.domain.calendar_months import months_later
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.consent_ages import ConsentAge, capacity_gap, cautions, rules_by_age
from zorgarrangeur_tui.domain.words import word


class ConsentState(StrEnum):
    """How a consent stands on a day."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    INCOMPLETE = "incomplete"


_REFUSALS = {
    ConsentState.WITHDRAWN: "de toestemming is ingetrokken",
    ConsentState.NOT_YET: "de toestemming geldt nog niet",
    ConsentState.INCOMPLETE: "de toestemming is niet compleet",
    ConsentState.EXPIRED: "de toestemming is verlopen",
}
"""What is told when no consent is valid; when several fail, the first of these."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What is recorded of one consent.

    Attributes:
        id: by which a decision names it.
        capacity: a `ConsentCapacity` value.
        given_by: role, such as mother and father.
        categories: `DataCategory` values.
        recipients: organisations or roles.
        purpose: what it is for.
        given_on: first day.
        ends_on: last day; None: until it is withdrawn.
        manner: a `ConsentManner` value.
        witness: who heard it, for an oral one.
        withdrawn_on: from which day it no longer counts.
    """

    id: str
    capacity: str
    given_by: str = ""
    categories: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purpose: str = ""
    given_on: date | None = None
    ends_on: date | None = None
    manner: str = ConsentManner.PAPER
    witness: str = ""
    withdrawn_on: date | None = None

    def covers(self, category: str, recipient: str) -> bool:
        """Tell whether it names a kind of data and a recipient. Capitals and spaces make no difference."""
        return category in self.categories and _key(recipient) in {_key(name) for name in self.recipients if _key(name)}

    def withdrawn_by(self, day: date) -> bool:
        """Tell whether it no longer counts on a day because it was withdrawn."""
        return self.withdrawn_on is not None and self.withdrawn_on <= day


@dataclass(frozen=True, slots=True)
class Standing:
    """How a consent stands, and why, in Dutch."""

    state: ConsentState
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may be shared, why, and under which consent; "" when under none."""

    allowed: bool
    reason: str
    consent_id: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A consent is to be asked again because the child reaches an age.

    Attributes:
        consent_id: which consent.
        due_on: first day on which that can be.
        certain: False when it is not known whether the birthday was before or after the consent.
        reason: why, in Dutch.
    """

    consent_id: str
    due_on: date
    certain: bool
    reason: str


def standing(consent: Consent, ages: AgeRange, day: date) -> Standing:
    """Return how a consent stands on a day, for a child whose age on that day lies in a range."""
    if consent.withdrawn_on is not None and consent.withdrawn_by(day):
        return Standing(
            ConsentState.WITHDRAWN,
            f"Ingetrokken op {dutch_date(consent.withdrawn_on)}. Deel niets meer, en meld het aan wie al iets kreeg.",
        )
    if consent.ends_on is not None and consent.ends_on < day:
        return Standing(
            ConsentState.EXPIRED, f"Gold tot en met {dutch_date(consent.ends_on)}. Vraag opnieuw toestemming."
        )
    missing = " ".join((*_gaps(consent), *capacity_gap(consent.capacity, ages, day)))
    if missing:
        return Standing(ConsentState.INCOMPLETE, missing)
    if consent.given_on is not None and consent.given_on > day:
        return Standing(
            ConsentState.NOT_YET, f"Geldt pas vanaf {dutch_date(consent.given_on)}. Deel tot die dag niets."
        )
    until = "tot iemand die intrekt" if consent.ends_on is None else f"tot en met {dutch_date(consent.ends_on)}"
    return Standing(ConsentState.VALID, " ".join((f"Geldt {until}.", *cautions(consent.capacity, ages, day))))


def may_share(consents: Iterable[Consent], category: str, recipient: str, day: date, ages: AgeRange) -> Decision:
    """Return whether a kind of data may go to a recipient on a day.

    One consent must name both and be valid. A withdrawal for the same data and recipient also stops every consent that was
    given before it: the last word of a family counts.
    """
    named = [consent for consent in consents if consent.covers(category, recipient)]
    standings = [(consent, standing(consent, ages, day)) for consent in named]
    valid = [(consent, found) for consent, found in standings if found.state == ConsentState.VALID]
    stops = [
        consent.withdrawn_on for consent in named if consent.withdrawn_on is not None and consent.withdrawn_by(day)
    ]
    last_stop = max(stops, default=date.min)
    for consent, found in valid:
        if consent.given_on is not None and consent.given_on >= last_stop:
            return Decision(True, f"Dit mag. De toestemming {_lower_first(found.reason)}", consent.id)
    if valid:
        return Decision(
            False,
            f"Dit mag niet: op {dutch_date(last_stop)} is een toestemming voor deze gegevens en deze ontvanger ingetrokken. "
            "Wat eerder is gegeven, telt dan niet meer. Vraag opnieuw toestemming.",
        )
    return Decision(False, _refusal(category, [found for _, found in standings]))


def needs_renewal(
    consent: Consent, birth_year: int | None, birth_month: int | None, day: date, weeks: int = 0
) -> Renewal | None:
    """Return whether a consent is to be asked again because a birthday comes after it; of several the last one.

    None for a consent that is withdrawn or over, or without the day on which it was given, and for an unknown year of birth.

    Args:
        consent: the consent.
        birth_year: year in which the child was born.
        birth_month: month, 1 to 12, if it is known.
        day: the day.
        weeks: how far ahead a birthday counts.
    """
    births = birth_span(birth_year, birth_month)
    over = consent.withdrawn_by(day) or (consent.ends_on is not None and consent.ends_on < day)
    if births is None or consent.given_on is None or over:
        return None
    found = None
    for rule in rules_by_age(day):
        turning = months_later(births[0], 12 * rule.least_age), months_later(births[1], 12 * rule.least_age)
        if turning[0] <= day + timedelta(weeks=weeks) and _asks_again(consent, consent.given_on, rule, turning):
            due_on = max(turning[0], consent.given_on)
            certain = consent.given_on < turning[0]
            found = Renewal(consent.id, due_on, certain, _renewal_words(rule, consent.given_on, turning, day))
    return found


def _asks_again(consent: Consent, given: date, rule: ConsentAge, turning: tuple[date, date]) -> bool:
    """Tell whether a consent is asked again at an age that the child reaches between two days.

    Who may have had the age already and consented as is needed then, is not asked twice.
    """
    earliest, latest = turning
    if not rule.least_age or consent.capacity not in rule.ask_again or given >= latest:
        return False
    if consent.ends_on is not None and consent.ends_on < earliest:
        return False
    return given < earliest or consent.capacity not in rule.accepted


def _renewal_words(rule: ConsentAge, given: date, turning: tuple[date, date], day: date) -> str:
    earliest, latest = turning
    age = age_label(12 * rule.least_age)
    if given >= earliest:
        begin = f"De toestemming is van {dutch_date(given)}. Niet bekend is of de leerling toen al {age} was."
    elif latest <= day:
        begin = f"De toestemming is van {dutch_date(given)}, en daarna werd de leerling {age}."
    else:
        begin = f"De toestemming is van {dutch_date(given)}. De leerling wordt {age} {when_words(earliest, latest)}."
    return rule.told(f"{begin} {rule.words} Vraag opnieuw toestemming.")


def _gaps(consent: Consent) -> Iterator[str]:
    """Tell what a consent lacks, whatever the age."""
    if consent.given_on is None:
        yield "De dag waarop toestemming is gegeven, ontbreekt."
    if not consent.categories:
        yield "Er staat niet om welke gegevens het gaat."
    if not any(_key(name) for name in consent.recipients):
        yield "Er staat niet wie de gegevens krijgt."
    if not consent.purpose.strip():
        yield "Er staat niet waarvoor de gegevens nodig zijn."
    if consent.manner == ConsentManner.ORAL and not consent.witness.strip():
        yield "De toestemming is mondeling. Vul in wie erbij was, of vraag een toestemming op papier."


def _refusal(category: str, standings: Sequence[Standing]) -> str:
    if not standings:
        what = word(category, DataCategory).lower()
        return f"Dit mag niet: er is geen toestemming om dit met deze ontvanger te delen ({what}). Vraag er eerst om."
    order = list(_REFUSALS)
    nearest = min(standings, key=lambda found: order.index(found.state))
    return f"Dit mag niet: {_REFUSALS[nearest.state]}. {nearest.reason}"


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
