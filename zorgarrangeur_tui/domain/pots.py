"""The pots from which care is paid: what each is called, who pays from it, and which ask for attention together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from storage.models.casework_codes import FundingSource
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on
from zorgarrangeur_tui.domain.words import short_word, word

DATA_FILE = "pots.toml"


class PaidBy(StrEnum):
    """Which rule says who pays from a pot."""

    RESIDENCE = "residence"
    REGISTERED = "registered"
    CARE_OFFICE = "care_office"
    HEALTH_INSURER = "health_insurer"
    OWN = "own"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pot(DatedRule):
    """One pot, in one version.

    Attributes:
        name: as it is written before a percentage.
        also: what else a user may type for it.
        payer: a `PaidBy` value.
        party: a `PartyKind` value; "" when nobody pays.
        individual: whether it is an entitlement of one child, so that its hours must be attributable per pupil.
    """

    name: str
    also: tuple[str, ...]
    payer: str
    party: str
    individual: bool


def pot_on(code: str, day: date, pots: Iterable[Pot] | None = None) -> Pot | None:
    """Return a pot as it is on a day; None for a code of a newer version."""
    return rule_on(all_pots() if pots is None else pots, code, day)


def pot_name(code: str) -> str:
    """Return the name of a pot as it is written before a percentage; a code of a newer version shows as itself."""
    versions = [pot for pot in all_pots() if pot.id == code]
    return max(versions, key=lambda pot: pot.valid_from).name if versions else code


def matching_pots(text: str) -> list[str]:
    """Return the codes of the pots that a user may mean: all of which a name begins like this."""
    typed = _plain(text)
    return [code for code, names in _names().items() if typed and any(name.startswith(typed) for name in names)]


@cache
def all_pots() -> tuple[Pot, ...]:
    """Return every pot in the app's data, of all times."""
    return load_rules(DATA_FILE, "pot", Pot)


@cache
def _names() -> dict[str, frozenset[str]]:
    """Return per pot everything that a user may type for it: names, long and short words, the code itself."""
    found: dict[str, set[str]] = {}
    for pot in all_pots():
        words = (pot.name, *pot.also, word(pot.id, FundingSource), short_word(pot.id, FundingSource), pot.id)
        found.setdefault(pot.id, set()).update(map(_plain, words))
    return {code: frozenset(names) for code, names in found.items()}


def _plain(text: str) -> str:
    """Return a text without accents, capitals, marks and double spaces."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join("".join(mark if mark.isalnum() or mark in "?!" else " " for mark in bare).casefold().split())
