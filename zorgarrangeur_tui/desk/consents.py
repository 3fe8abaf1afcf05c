"""The consents of a child: how each stands today, taking one back, and who must hear of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import Consent, Pupil
from storage.store import Store
from zorgarrangeur_tui.desk.received import Received, received
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.reference import weeks_ahead
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain import consent_rules
from zorgarrangeur_tui.domain.ages import AgeRange, age_range
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.consent_ages import consent_words
from zorgarrangeur_tui.domain.consent_rules import ConsentState, Renewal, Standing

STATE_WORDS = {
    ConsentState.VALID: "Geldt",
    ConsentState.NOT_YET: "Geldt nog niet",
    ConsentState.EXPIRED: "Verlopen",
    ConsentState.WITHDRAWN: "Ingetrokken",
    ConsentState.INCOMPLETE: "Niet compleet",
}
_ACT = "Toestemming ingetrokken"


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent as it stands today.

    Attributes:
        consent: the record.
        standing: how it stands, and why.
        renewal: that a birthday asks for a new one; None when not.
        received: who received data of the child since it was given.
    """

    consent: Consent
    standing: Standing
    renewal: Renewal | None
    received: tuple[Received, ...]

    @property
    def state_word(self) -> str:
        """How it stands in one or two words."""
        return STATE_WORDS[self.standing.state]


@dataclass(frozen=True, slots=True)
class ConsentProblem:
    """Something about the consents of a child that asks for an act. `consent_id` is empty when there is none at all."""

    pupil_id: str
    pseudonym: str
    consent_id: str
    sentence: str


def consent_value(record: Consent) -> consent_rules.Consent:
    """Return what the rules want to know of a consent."""
    return consent_rules.Consent(
        id=record.id,
        capacity=record.capacity,
        given_by=record.given_by,
        categories=tuple(record.categories),
        recipients=tuple(record.recipients),
        purpose=record.purpose,
        given_on=record.given_on,
        ends_on=record.ends_on,
        manner=record.manner,
        witness=record.witness,
        withdrawn_on=record.withdrawn_on,
    )


def ages_of(pupil: Pupil, day: date) -> AgeRange:
    """Return how old a child can be on a day."""
    return age_range(pupil.birth_year, pupil.birth_month, day)


def consent_lines(store: Store, pupil_id: str) -> list[ConsentLine]:
    """Return the consents of a child with their standing today, newest first; of one day, the one that holds longest.

    Raises:
        RecordMissing: when the child is not there.
    """
    pupil = store.get(Pupil, pupil_id)
    today = local_date(store.clock)
    shared = received(store, pupil_id)
    records = living(store, Consent, pupil_id=pupil_id)
    weeks = weeks_ahead(store)
    return [
        ConsentLine(
            record,
            consent_rules.standing(consent_value(record), ages_of(pupil, today), today),
            _renewal(record, pupil, today, weeks),
            tuple(one for one in shared if record.given_on is None or record.given_on <= one.day),
        )
        for record in sorted(records, key=_newest_key, reverse=True)
    ]


def _newest_key(one: Consent) -> tuple[date, date, str]:
    return one.given_on or date.min, one.ends_on or date.max, one.id


def withdraw(store: Store, consent_id: str, day: date) -> list[Received]:
    """Take a consent back from a day on, as one act that can be undone.

    Bundles that are made from then on leave the child out, and call back what their recipients have of it. Only what they do
    with such a bundle makes it go.

    Returns:
        Who received data of the child since the consent was given, oldest first: they must be told.

    Raises:
        RecordMissing: when the consent is not there.
        ActRefused: it was taken back before, or the day cannot be right; nothing was changed.
    """
    today = local_date(store.clock)
    with store.unit_of_work(_ACT) as work:
        consent = work.get(Consent, consent_id)
        require(_withdrawal_problems(consent, day, today))
        work.change(consent, {"withdrawn_on": day})
    return received(store, consent.pupil_id, consent.given_on)


def withdrawal_lines(to_tell: list[Received]) -> list[str]:
    """Return what a withdrawal means, and who must be told."""
    lines = ["De toestemming is ingetrokken. In een nieuwe bundel gaat deze leerling niet meer mee."]
    if not to_tell:
        return [*lines, "Er ging nog geen bundel met gegevens van deze leerling naar een ander."]
    lines.append(
        "Meld de intrekking zelf aan wie al gegevens kreeg, en maak voor ieder een nieuwe bundel: die roept de gegevens terug."
    )
    return [*lines, *(f"- {one.words}" for one in to_tell)]


def consent_problems(store: Store, case_id: str) -> list[ConsentProblem]:
    """Return what is wrong with the consents in a case, a child after the other.

    A consent that is over counts as a problem only while no other one is valid: then it was followed up.
    """
    today = local_date(store.clock)
    with store.read() as session:
        pupils = session.exec(
            select(Pupil).where(Pupil.case_id == case_id, col(Pupil.deleted).is_(False)).order_by(col(Pupil.pseudonym))
        ).all()
    records = living(store, Consent, case_id=case_id)
    weeks = weeks_ahead(store)
    return [
        problem
        for pupil in pupils
        for problem in _problems(pupil, [one for one in records if one.pupil_id == pupil.id], today, weeks)
    ]


def _problems(pupil: Pupil, records: list[Consent], today: date, weeks: int) -> list[ConsentProblem]:
    def problem(consent_id: str, sentence: str) -> ConsentProblem:
        return ConsentProblem(pupil.id, pupil.pseudonym, consent_id, sentence)

    ages = ages_of(pupil, today)
    if not records:
        ask = f"Er is geen toestemming vastgelegd. Vraag er een voordat u iets deelt. {consent_words(ages, today)}"
        return [problem("", ask)]
    standings = [(record, consent_rules.standing(consent_value(record), ages, today)) for record in records]
    valid = [record for record, found in standings if found.state is ConsentState.VALID]
    told = {ConsentState.INCOMPLETE} if valid else set(ConsentState) - {ConsentState.VALID}
    found = [problem(record.id, standing.reason) for record, standing in standings if standing.state in told]
    renewals = ((record, _renewal(record, pupil, today, weeks)) for record in valid)
    return [*found, *(problem(record.id, renewal.reason) for record, renewal in renewals if renewal is not None)]


def _renewal(record: Consent, pupil: Pupil, today: date, weeks: int) -> Renewal | None:
    return consent_rules.needs_renewal(consent_value(record), pupil.birth_year, pupil.birth_month, today, weeks=weeks)


def _withdrawal_problems(consent: Consent, day: date, today: date) -> dict[str, str]:
    if consent.withdrawn_on is not None:
        return {"withdrawn_on": f"Deze toestemming is al ingetrokken op {dutch_date(consent.withdrawn_on)}."}
    if day > today:
        return {"withdrawn_on": "Deze dag komt nog. Vul vandaag of een eerdere dag in: intrekken geldt meteen."}
    if consent.given_on is not None and day < consent.given_on:
        return {"withdrawn_on": f"De toestemming is van {dutch_date(consent.given_on)}. Intrekken kan vanaf die dag."}
    return {}
