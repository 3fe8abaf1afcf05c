"""Pots in percent: what a user types ("Jeugdwet 60, EMB 40"), what a record holds, and what is blocked together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from storage.models.casework_codes import FundingSource
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on
from zorgarrangeur_tui.domain.pots import DATA_FILE, matching_pots, pot_name

WHOLE = 100
"""All of it, in percent."""

SHARES_HINT = "Potje en procent, zoals Jeugdwet 60, EMB 40. Samen 100. Eén potje mag zonder getal."
"""What a form says beside the field."""

_SEPARATORS = re.compile(r"[,;\n]")
_PERCENT_LAST = re.compile(r"(?P<name>.*?)[\s:=]*(?P<percent>[0-9]+)\s*%?", re.DOTALL)
_PERCENT_FIRST = re.compile(r"(?P<percent>[0-9]+)\s*%?\s+(?P<name>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Share:
    """A pot and how much of the care it pays, in percent."""

    pot: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination(DatedRule):
    """Pots that ask for attention together, in one version.

    Attributes:
        one, other: it applies when a pot of each pays.
        collective: whether it also applies when a pot of `one` pays for care that is given collectively.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    collective: bool


@dataclass(frozen=True, slots=True)
class BlockedCombination:
    """A partition between pots ("schot") that these shares run into."""

    id: str
    pots: tuple[str, ...]
    sentence: str
    source: str


def parse_shares(text: str) -> list[str]:
    """Return what a record holds for what a user typed: "Jeugdwet 60, EMB 40" becomes `["youth_act:60", "emb_scheme:40"]`.

    Raises:
        ValueError: with a Dutch sentence that tells how it should be.
    """
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    shares = [_parsed(number, part, alone=len(parts) == 1) for number, part in enumerate(parts, start=1)]
    twice = sorted({share.pot for share in shares if sum(share.pot == other.pot for other in shares) > 1})
    if twice:
        raise ValueError(
            f"{pot_name(twice[0])} staat er twee keer. Tel die procenten op en schrijf het potje één keer."
        )
    total = sum(share.percent for share in shares)
    if shares and total != WHOLE:
        gap = f"Er is nog {WHOLE - total} over" if total < WHOLE else f"Dat is {total - WHOLE} te veel"
        raise ValueError(
            f"Samen is dit {total} procent, en het moet 100 zijn. {gap}. "
            "Weet u niet wie de rest betaalt, schrijf dan Nog niet bekend met wat er over is."
        )
    return [f"{share.pot}:{share.percent}" for share in shares]


def shares_text(values: Iterable[str]) -> str:
    """Return what a record holds as a user types it. What this version does not understand shows as it is."""
    return ", ".join(_text(value) for value in values)


def read_shares(values: Iterable[str]) -> tuple[Share, ...]:
    """Return what a record holds as shares. What is no pot with a percentage of 1 to 100 is left out."""
    found = (_read(value) for value in values)
    return tuple(share for share in found if share is not None)


def blocked_combinations(
    shares: Iterable[str], day: date, *, collective: bool = False, rules: Iterable[Combination] | None = None
) -> tuple[BlockedCombination, ...]:
    """Return the partitions between pots that shares run into on a day, in the order of the data.

    Args:
        shares: as a record holds them.
        day: the day.
        collective: whether the care is given collectively, without hours per pupil.
        rules: the rules; None: those of the app.
    """
    pots = [share.pot for share in read_shares(shares)]
    found = []
    for rule in rules_on(all_combinations() if rules is None else rules, day).values():
        ones, others = [pot for pot in pots if pot in rule.one], [pot for pot in pots if pot in rule.other]
        if ones and (others or (collective and rule.collective)):
            met = tuple(dict.fromkeys((*ones, *others)))
            found.append(BlockedCombination(rule.id, met, rule.sentence, rule.source))
    return tuple(found)


@cache
def all_combinations() -> tuple[Combination, ...]:
    """Return every combination in the app's data, of all times."""
    return load_rules(DATA_FILE, "combination", Combination)


def _parsed(number: int, part: str, *, alone: bool) -> Share:
    where = "Hier" if alone else f"Bij deel {number}"
    match = _PERCENT_LAST.fullmatch(part) or _PERCENT_FIRST.fullmatch(part)
    name = match["name"] if match else part
    pots = matching_pots(name)
    if not pots:
        raise ValueError(
            f"{where} staat geen potje dat de app kent. Kies uit: {', '.join(map(pot_name, FundingSource))}. "
            "Schrijf het zoals Jeugdwet 60, EMB 40."
        )
    if len(pots) > 1:
        raise ValueError(f"{where} kan het potje meer betekenen: {_either(pots)}. Schrijf iets meer letters.")
    if match is None and not alone:
        raise ValueError(
            f"{where} ontbreekt het percentage. Schrijf achter elk potje een heel getal, zoals Jeugdwet 60."
        )
    digits = match["percent"].lstrip("0") if match else str(WHOLE)
    if not 1 <= len(digits) <= 3 or int(digits) > WHOLE:
        raise ValueError(f"{where} klopt het percentage niet. Schrijf een heel getal van 1 tot en met 100.")
    return Share(pots[0], int(digits))


def _either(pots: list[str]) -> str:
    names = [pot_name(pot) for pot in pots]
    return f"{', '.join(names[:-1])} of {names[-1]}"


def _read(value: str) -> Share | None:
    pot, _, percent = value.rpartition(":")
    if not (pot and percent.isascii() and percent.isdigit() and len(percent) <= 3 and 1 <= int(percent) <= WHOLE):
        return None
    return Share(pot, int(percent))


def _text(value: str) -> str:
    share = _read(value)
    return value if share is None else f"{pot_name(share.pot)} {share.percent}"
