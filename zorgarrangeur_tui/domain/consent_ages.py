"""Who must consent to sharing data of a child, by age; where the age is not certain, each possibility counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from storage.models.casework_codes import ConsentCapacity
from zorgarrangeur_tui.domain.ages import ANY_AGE, AgeRange
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on
from zorgarrangeur_tui.domain.words import word

_DATA_FILE = "consent.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAge(DatedRule):
    """Who must consent from an age on, until the next rule begins.

    Attributes:
        least_age: from which age.
        accepted: the `ConsentCapacity` values that are enough.
        ask_again: those for which consent is asked again when a child reaches the age.
    """

    least_age: int
    accepted: tuple[str, ...]
    ask_again: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution(DatedRule):
    """What is to be looked at when somebody consented in the capacity `id`, for the ages from `least_age` to `most_age`."""

    least_age: int
    most_age: int


def rules_by_age(day: date) -> list[ConsentAge]:
    """Return the rules on a day, the youngest age first. Before the first rules were valid, those first ones count."""
    first = min(rule.valid_from for rule in all_ages())
    return sorted(rules_on(all_ages(), max(day, first)).values(), key=lambda rule: rule.least_age)


def rules_for(ages: AgeRange, day: date) -> list[ConsentAge]:
    """Return the rule of every age in a range, on a day."""
    known = rules_by_age(day)
    ends = [rule.least_age - 1 for rule in known[1:]] + [max(ages[1], known[-1].least_age)]
    return [rule for rule, last in zip(known, ends, strict=True) if rule.least_age <= ages[1] and ages[0] <= last]


def consent_words(ages: AgeRange, day: date) -> str:
    """Return in Dutch who must consent for a child of some age; where the age is not certain, each possibility."""
    return " ".join(rule.words for rule in rules_for(ages, day))


def capacity_gap(capacity: str, ages: AgeRange, day: date) -> Iterator[str]:
    """Tell in Dutch whether somebody else must consent at this age; where the age is not certain, that it depends on it."""
    rules = rules_for(ages, day)
    lacking = [rule for rule in rules if capacity not in rule.accepted]
    if not lacking:
        return
    who = f"Nu gaf toestemming: {word(capacity, ConsentCapacity).lower()}."
    words = f"{_told(lacking)} {who}"
    if len(rules) == 1:
        yield f"{words} Vraag ook wie nog ontbreekt."
    elif len(lacking) == len(rules):
        yield f"De leeftijd is niet zeker ({_age_words(ages)}), maar genoeg is deze toestemming niet. {words}"
    else:
        yield (
            f"De leeftijd is niet zeker ({_age_words(ages)}), en misschien is deze toestemming niet genoeg. {words} "
            "Vul het geboortejaar en de geboortemaand in, of vraag ook wie nog ontbreekt."
        )


def cautions(capacity: str, ages: AgeRange, day: date) -> Iterator[str]:
    """Tell in Dutch what is to be looked at although the capacity is enough."""
    found = rules_on(all_cautions(), day).get(capacity)
    if found is not None and found.least_age <= ages[1] and ages[0] <= found.most_age:
        yield found.sentence


@cache
def all_ages() -> tuple[ConsentAge, ...]:
    """Return every rule on age in the app's data, of all times."""
    return load_rules(_DATA_FILE, "age", ConsentAge)


@cache
def all_cautions() -> tuple[Caution, ...]:
    """Return every caution in the app's data, of all times."""
    return load_rules(_DATA_FILE, "caution", Caution)


def _told(rules: Sequence[ConsentAge]) -> str:
    """Return the rules, with at most one request to check them."""
    unchecked = next((rule for rule in rules if not rule.checked), rules[0])
    return unchecked.told(" ".join(rule.words for rule in rules))


def _age_words(ages: AgeRange) -> str:
    return "geen geboortejaar" if ages == ANY_AGE else f"{ages[0]} tot en met {ages[1]} jaar"
