"""The EMB check: whether a pupil meets each criterion of the scheme for a calendar year, and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from storage.models.casework_codes import AdmissionCategory
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, needed_rule_on, rules_on


class Answer(StrEnum):
    """Whether a criterion is met."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


_ANSWER_WORDS = {Answer.YES: "Ja", Answer.NO: "Nee", Answer.UNKNOWN: "Nog niet bekend"}
_OUTCOME_WORDS = {
    Answer.YES: "Voldoet aan alle criteria voor {year}. De school kan EMB-bekostiging aanvragen; de inspectie toetst.",
    Answer.NO: "Voldoet niet aan alle criteria voor {year}. Kijk welk criterium ontbreekt.",
    Answer.UNKNOWN: "Nog niet te zeggen voor {year}. Vul in wat nog niet bekend is.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(DatedRule):
    """The day on which a pupil must be enrolled, some years before the calendar year."""

    month: int
    day: int
    years_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(DatedRule):
    """What there is at most for a pupil."""

    euro_cents: int


@dataclass(frozen=True, slots=True)
class EmbFacts:
    """What is known of a pupil; None where nobody looked yet."""

    intellectual: bool | None = None
    physical: bool | None = None
    additional: bool | None = None
    beyond_school: bool | None = None
    admission_category: str = AdmissionCategory.NONE
    enrolled_on_date: bool | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: whether it is met, and that in Dutch."""

    id: str
    meets: Answer
    sentence: str


@dataclass(frozen=True, slots=True)
class EmbOutcome:
    """The whole check."""

    criteria: tuple[Criterion, ...]
    meets: Answer
    sentence: str


def check(facts: EmbFacts, year: int) -> EmbOutcome:
    """Return whether a pupil meets the criteria for a calendar year.

    One criterion that is not met decides; without one, what is not known yet keeps the outcome open.
    """
    day = date(year, 1, 1)
    reference = needed_rule_on(all_references(), "reference_date", day)
    answers: dict[str, bool | None] = {
        "intellectual": facts.intellectual,
        "physical": facts.physical,
        "additional": facts.additional,
        "beyond_school": facts.beyond_school,
        "category_high": _is_high(facts.admission_category),
        "enrolled_on_date": facts.enrolled_on_date,
    }
    criteria = []
    for rule in rules_on(all_criteria(), day).values():
        meets = _answer(answers[rule.id])
        words = rule.words
        if rule.id == "enrolled_on_date":
            words = reference.told(f"{words.removesuffix('.')} {dutch_date(reference_date(year))}.")
        criteria.append(Criterion(rule.id, meets, f"{_ANSWER_WORDS[meets]}: {words}"))
    outcome = _together(one.meets for one in criteria)
    return EmbOutcome(tuple(criteria), outcome, _OUTCOME_WORDS[outcome].format(year=year))


def reference_date(year: int) -> date:
    """Return the day on which a pupil must be enrolled for the money of a calendar year."""
    rule = needed_rule_on(all_references(), "reference_date", date(year, 1, 1))
    return date(year - rule.years_before, rule.month, rule.day)


def amount_for(year: int) -> Amount:
    """Return what there is at most for a pupil in a calendar year, with its sentence and source."""
    return needed_rule_on(all_amounts(), "per_pupil", date(year, 1, 1))


def answered(ticked: bool, checked_on: date | None) -> bool | None:
    """Return a box of a form as an answer: an empty box of a check that was not done yet means nothing."""
    return True if ticked else None if checked_on is None else False


@cache
def all_criteria() -> tuple[DatedRule, ...]:
    """Return the criteria in the app's data, of all times."""
    return load_rules("emb.toml", "criterion", DatedRule)


@cache
def all_references() -> tuple[Reference, ...]:
    """Return the reference dates in the app's data, of all times."""
    return load_rules("emb.toml", "reference", Reference)


@cache
def all_amounts() -> tuple[Amount, ...]:
    """Return the amounts in the app's data, of all times."""
    return load_rules("emb.toml", "amount", Amount)


def _is_high(category: str) -> bool | None:
    return None if category == AdmissionCategory.NONE else category == AdmissionCategory.HIGH


def _answer(value: bool | None) -> Answer:
    return Answer.UNKNOWN if value is None else Answer.YES if value else Answer.NO


def _together(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    return Answer.NO if Answer.NO in found else Answer.UNKNOWN if Answer.UNKNOWN in found else Answer.YES
