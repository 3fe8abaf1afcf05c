"""Release from compulsory education: what each ground needs, when it is to be renewed, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from zorgarrangeur_tui.domain.calendar_months import last_yearly_day, months_later, next_yearly_day
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on


class Renewal(StrEnum):
    """What a renewal follows: a day of the year, the last day of the exemption itself, or nothing."""

    YEARLY = "yearly"
    AT_END = "at_end"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(DatedRule):
    """One ground of the Leerplichtwet, in one version.

    Attributes:
        title: the ground in a few Dutch words.
        doctor_months: how old a doctor's statement may be at the start; 0 when none is needed.
        renewal: a `Renewal` value.
        renewal_month, renewal_day: before which day of the year notice is given, for a yearly one.
        way_back, education_contact: whether these should be written down.
    """

    title: str
    doctor_months: int
    renewal: str
    way_back: bool
    education_contact: bool
    renewal_month: int = 0
    renewal_day: int = 0


@dataclass(frozen=True, slots=True)
class ExemptionFacts:
    """What is recorded of one exemption. Texts and days that are not known are empty or None."""

    ground: str
    starts_on: date | None = None
    ends_on: date | None = None
    doctor_on: date | None = None
    notified_on: date | None = None
    education_contact: str = ""
    way_back: str = ""


def renewal_due(
    ground: str, starts_on: date | None, ends_on: date | None, day: date, grounds: Iterable[Ground] | None = None
) -> date | None:
    """Return before which day an exemption is to be renewed: the first such day that is not past.

    None when nothing is to be renewed: the exemption ends earlier, the ground knows no renewal, or the app does not know it.
    """
    rule = ground_on(ground, day, grounds)
    if rule is None or rule.renewal == Renewal.NONE or (ends_on is not None and ends_on < day):
        return None
    if rule.renewal == Renewal.AT_END:
        return ends_on
    due = next_yearly_day(max(day, starts_on or day), rule.renewal_month, rule.renewal_day)
    return None if ends_on is not None and ends_on < due else due


def problems(exemption: ExemptionFacts, day: date, grounds: Iterable[Ground] | None = None) -> tuple[str, ...]:
    """Return in Dutch what is missing or not right on a day; of one that is over only that it is over."""
    rule = ground_on(exemption.ground, day, grounds)
    if rule is None:
        return (
            "Deze grond kent deze versie van de app niet. Er is niets gewijzigd. Kijk of er een nieuwere versie is.",
        )
    if exemption.ends_on is not None and exemption.ends_on < day:
        return (
            f"De vrijstelling liep tot en met {dutch_date(exemption.ends_on)}. "
            "Gaat het kind nog niet naar school, dan is een nieuwe nodig.",
        )
    return (
        *_problems_of_dates(exemption, rule),
        *_problems_of_doctor(exemption, rule),
        *_problems_of_notice(exemption, rule, day),
        *_problems_of_education(exemption, rule),
    )


def ground_on(ground: str, day: date, grounds: Iterable[Ground] | None = None) -> Ground | None:
    """Return a ground as it reads on a day; None for a code of a newer version."""
    return rule_on(all_grounds() if grounds is None else grounds, ground, day)


@cache
def all_grounds() -> tuple[Ground, ...]:
    """Return every ground in the app's data, of all times."""
    return load_rules("exemptions.toml", "ground", Ground)


def _problems_of_dates(exemption: ExemptionFacts, rule: Ground) -> Iterator[str]:
    if exemption.starts_on is None:
        yield "De eerste dag van de vrijstelling ontbreekt. Vul die in, dan rekent de app uit wanneer u moet verlengen."
    if rule.renewal == Renewal.AT_END and exemption.ends_on is None:
        yield rule.told("De laatste dag van de vrijstelling ontbreekt. Daarvan hangt af wanneer u moet verlengen.")


def _problems_of_doctor(exemption: ExemptionFacts, rule: Ground) -> Iterator[str]:
    if not rule.doctor_months:
        return
    if exemption.doctor_on is None:
        yield rule.told(
            "De datum van de verklaring van de arts ontbreekt. Voor deze grond is een verklaring nodig van een "
            "onafhankelijke arts."
        )
    elif (
        exemption.starts_on is not None and months_later(exemption.doctor_on, rule.doctor_months) < exemption.starts_on
    ):
        yield rule.told(
            f"De verklaring van de arts is van {dutch_date(exemption.doctor_on)}. Bij het begin op "
            f"{dutch_date(exemption.starts_on)} was die ouder dan {rule.doctor_months} maanden. Vraag een nieuwe."
        )
    elif exemption.starts_on is not None and exemption.doctor_on > exemption.starts_on:
        yield (
            f"De verklaring van de arts is van {dutch_date(exemption.doctor_on)}, na het begin van de vrijstelling. "
            "Kijk of beide datums kloppen."
        )


def _problems_of_notice(exemption: ExemptionFacts, rule: Ground, day: date) -> Iterator[str]:
    """Tell of a yearly notice that should have been given since the exemption began."""
    if rule.renewal != Renewal.YEARLY:
        return
    limit = last_yearly_day(day, rule.renewal_month, rule.renewal_day)
    passed = exemption.starts_on is not None and exemption.starts_on < limit
    if exemption.notified_on is None:
        yield rule.told(
            "Er staat niet wanneer ouders de gemeente kennis gaven van de vrijstelling. Vraag het na en vul die dag in."
        )
    elif passed and exemption.notified_on < months_later(limit, -12):
        yield rule.told(
            f"De laatste kennisgeving is van {dutch_date(exemption.notified_on)}. Voor {dutch_date(limit)} had er een "
            "nieuwe moeten zijn. Vraag het na bij ouders of de leerplichtambtenaar."
        )


def _problems_of_education(exemption: ExemptionFacts, rule: Ground) -> Iterator[str]:
    if rule.way_back and not exemption.way_back.strip():
        yield "Er staat geen weg terug naar school. Schrijf op wat daarvoor nodig is, ook als dat nog lang duurt."
    if rule.education_contact and not exemption.education_contact.strip():
        yield (
            "Er staat niet welk contact met onderwijs er nu is. Schrijf het op, of schrijf dat er geen is en wie ernaar kijkt."
        )
