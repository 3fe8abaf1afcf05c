"""Which gemeente pays for a child: the residence rule (woonplaatsbeginsel) over dated periods.

The gemeente of the school never decides. What is not known is said, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from storage.models.casework_codes import ResidenceKind
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rule_on
from zorgarrangeur_tui.domain.residence_periods import (
    ONE_DAY,
    ResidencePeriod,
    boundaries,
    distinct_places,
    holding,
    in_order,
    place_key,
    unbroken_stays,
)

_RULE_ID = "youth_act"


class Basis(StrEnum):
    """Whose home decides."""

    GUARDIAN_HOME = "guardian_home"
    REGISTERED_ADDRESS = "registered_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceRule(DatedRule):
    """One version of the rule.

    Attributes:
        basis: a `Basis` value.
    """

    basis: str


@dataclass(frozen=True, slots=True)
class Payer:
    """Which gemeente pays, and why.

    Attributes:
        municipality: its name; "" when what is recorded does not say.
        reason_sentence: the explanation in Dutch, with gemeenten and days, and what to do where it is not certain.
        certain: False when somebody has to look or ask first.
        period_ids: the periods from which it follows.
    """

    municipality: str
    reason_sentence: str
    certain: bool
    period_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PayerChange:
    """From `day` on another gemeente pays, or it is no longer known which."""

    day: date
    before: Payer
    after: Payer

    @property
    def sentence(self) -> str:
        """What changes, in Dutch."""
        since, before, after = dutch_date(self.day), self.before.municipality, self.after.municipality
        if not after:
            return f"Vanaf {since} is niet zeker welke gemeente betaalt. {self.after.reason_sentence}"
        instead = f" in plaats van {before}" if before else ""
        return f"Vanaf {since} betaalt {after}{instead}. {self.after.reason_sentence}"


def payer_on(periods: Iterable[ResidencePeriod], day: date, rules: Iterable[ResidenceRule] | None = None) -> Payer:
    """Return which gemeente is responsible for a child under the Jeugdwet on a day, by the rule of that day."""
    known = in_order(periods)
    rule = rule_on(all_rules() if rules is None else rules, _RULE_ID, day)
    if rule is not None and rule.basis == Basis.GUARDIAN_HOME:
        found = _at_guardian_home(known, day, rule)
    else:
        found = _before_stay(known, day) or registered_in(known, day)
    return found if rule is None else replace(found, reason_sentence=rule.told(found.reason_sentence))


def paying_municipality(periods: Sequence[ResidencePeriod], day: date) -> str:
    """Return the gemeente that `payer_on` gives, without its explanation: for who asks about thousands of children."""
    if len(periods) == 1:
        [only] = periods
        if only.kind == ResidenceKind.HOME and only.holds_on(day):
            # No rule looks further than the one home in which a child always lived.
            return _municipality_of(periods).municipality
    return payer_on(periods, day).municipality


def registered_in(periods: Iterable[ResidencePeriod], day: date) -> Payer:
    """Return the gemeente of the child's address in the BRP on a day, whether or not it stays elsewhere."""
    known = in_order(periods)
    homes = holding(known, ResidenceKind.HOME, day)
    if not homes:
        return _without_address(known, day)
    found = _municipality_of(homes)
    if not found.certain:
        return found
    begin = homes[-1].starts_on
    since = "" if begin is None else f" sinds {dutch_date(begin)}"
    sentence = f"Het kind staat{since} in {found.municipality} in de BRP. Die gemeente betaalt."
    return replace(found, reason_sentence=sentence)


def payer_changes(
    periods: Iterable[ResidencePeriod], from_day: date, to_day: date, rules: Iterable[ResidenceRule] | None = None
) -> list[PayerChange]:
    """Return every day in a range, both ends included, on which another gemeente begins to pay than the day before."""
    known = in_order(periods)
    versions = all_rules() if rules is None else tuple(rules)
    days = boundaries(known) | {rule.valid_from for rule in versions}
    changes = []
    for day in sorted(day for day in days if from_day <= day <= to_day and day > date.min):
        before, after = payer_on(known, day - ONE_DAY, versions), payer_on(known, day, versions)
        if place_key(before.municipality) != place_key(after.municipality):
            changes.append(PayerChange(day, before, after))
    return changes


@cache
def all_rules() -> tuple[ResidenceRule, ...]:
    """Return every version of the rule in the app's data."""
    return load_rules("residence.toml", "rule", ResidenceRule)


def _before_stay(known: Sequence[ResidencePeriod], day: date) -> Payer | None:
    """Return the gemeente of the home directly before the first of the stays that lead without a gap to the day, if any."""
    stays = unbroken_stays(known, day)
    if not stays:
        return None
    ids = tuple(stay.id for stay in stays)
    first = stays[0].starts_on
    if first is None or first == date.min:
        return Payer(
            "",
            "De eerste dag van het verblijf is niet bekend. Vul die in: de gemeente waar het kind direct daarvoor in de "
            "BRP stond, betaalt.",
            certain=False,
            period_ids=ids,
        )
    where = f", nu in {stays[-1].municipality.strip()}" if stays[-1].municipality.strip() else ""
    found = _home_before(known, first)
    return replace(
        found,
        reason_sentence=f"Het kind verblijft sinds {dutch_date(first)} niet thuis{where}. {found.reason_sentence}",
        period_ids=found.period_ids + ids,
    )


def _home_before(known: Sequence[ResidencePeriod], first: date) -> Payer:
    """Return the gemeente of the home on the day before a stay began; else the last one that is known, as not certain."""
    before = first - ONE_DAY
    homes = holding(known, ResidenceKind.HOME, before)
    if homes:
        found = _municipality_of(homes)
        if not found.certain:
            return replace(found, reason_sentence=f"Het adres direct daarvoor telt. {found.reason_sentence}")
        sentence = (
            f"Direct daarvoor stond het in {found.municipality} in de BRP. Die gemeente blijft betalen zolang het verblijf "
            "duurt. Dat geldt ook voor extra hulp op school, en ook als de ouders verhuizen."
        )
        return replace(found, reason_sentence=sentence)
    if holding(known, ResidenceKind.UNKNOWN, before):
        return _without_address(known, before)
    ask = "Vraag na waar het kind direct voor het verblijf in de BRP stond: die gemeente betaalt."
    earlier = [period for period in known if period.kind == ResidenceKind.HOME and period.ended_before(before)]
    if not earlier:
        return Payer("", f"Er is geen adres van daarvoor bekend. {ask}", certain=False)
    last = max(earlier, key=lambda period: (period.ends_on or date.min, period.id))
    place = last.municipality.strip()
    until = f"tot en met {dutch_date(last.ends_on or before)}"
    address = (
        f"Het laatste bekende adres was in {place}, {until}." if place else f"Het laatste bekende adres gold {until}."
    )
    sentence = f"{address} {ask}"
    return Payer(place, sentence, certain=False, period_ids=(last.id,))


def _at_guardian_home(known: Sequence[ResidencePeriod], day: date, rule: ResidenceRule) -> Payer:
    """Return the gemeente by the older rule. The child's own home stands for that of its guardian."""
    found = registered_in(known, day)
    stays = holding(known, ResidenceKind.STAY, day)
    if not found.certain and not stays:
        return found
    begin = f"Op {dutch_date(day)} gold deze regel: {rule.words}"
    if found.certain and not stays:
        return replace(found, reason_sentence=f"{begin} Het kind woonde toen thuis, in {found.municipality}.")
    return replace(
        found,
        reason_sentence=f"{begin} Het kind verbleef toen niet thuis. Vraag na waar de ouder of voogd toen woonde.",
        certain=False,
        period_ids=found.period_ids + tuple(stay.id for stay in stays),
    )


def _municipality_of(homes: Sequence[ResidencePeriod]) -> Payer:
    """Return the one gemeente of homes that hold at the same time; "" when there are several or it is not filled in.

    The sentence is empty where it is certain: what follows from it differs.
    """
    ids = tuple(home.id for home in homes)
    names = distinct_places(home.municipality for home in homes)
    if len(names) == 1 and names[0]:
        return Payer(names[0], "", certain=True, period_ids=ids)
    if len(names) == 1:
        sentence = "Bij het adres staat geen gemeente. Vul die in, want die gemeente betaalt."
    elif "" in names:
        sentence = (
            "Er staan meer adressen tegelijk, en niet overal een gemeente bij. Vul die in. Vraag aan de ouders welk adres "
            "in de BRP staat: die gemeente betaalt."
        )
    else:
        sentence = (
            f"Het kind woont op meer adressen tegelijk: in {' en in '.join(names)}. Alleen het adres in de BRP telt. Vraag "
            "aan de ouders welk adres dat is, en geef het andere een laatste dag of haal het weg."
        )
    return Payer("", sentence, certain=False, period_ids=ids)


def _without_address(known: Sequence[ResidencePeriod], day: date) -> Payer:
    """Return where the need arose while no address is known; "" when that is not known either."""
    unknown = holding(known, ResidenceKind.UNKNOWN, day)
    ids = tuple(period.id for period in unknown)
    places = [place for place in distinct_places(period.need_arose_in for period in unknown) if place]
    if not unknown:
        sentence = (
            f"De woonplaats op {dutch_date(day)} is niet bekend. Vul in waar het kind dan in de BRP staat: die gemeente "
            "betaalt. De gemeente van de school telt niet."
        )
    elif len(places) == 1:
        sentence = (
            f"Er is geen adres in de BRP bekend. De hulp werd nodig in {places[0]}. Die gemeente betaalt, behalve als bekend "
            "is waar de moeder bij de geboorte was ingeschreven: dat gaat voor. Vraag het na bij de gemeente."
        )
    else:
        sentence = "Er is geen adres in de BRP bekend. Het is niet zeker waar de hulp nodig werd. Vul in welke gemeente dat was."
    return Payer(places[0] if len(places) == 1 else "", sentence, certain=False, period_ids=ids)
