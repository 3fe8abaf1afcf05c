"""Whether two records are the same thing, entered twice: how sure, and why in words.

What differs surely is never a pair: two site codes, two KvK numbers, two birth years. All else only adds up. The words name
no value, so that they can be shown where a name of a child may not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol, TypeVar

from zorgarrangeur_tui.domain.name_likeness import Alike, alike_organisations, alike_people, name_keys, plain_words

LIKELY = 60
"""The score from which two records are worth looking at together; 100 is certain."""

_CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two records look like one: 0 to 100, and the reasons, weightiest first."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look like one, by id in ascending order."""

    first: str
    second: str
    likeness: Likeness


class Comparable(Protocol):
    """What can be compared: it has an id and knows under which keys its like would stand too."""

    @property
    def id(self) -> str:
        """Which record."""

    def keys(self) -> Iterable[Hashable]:
        """Return keys of which two records that are alike share at least one."""


@dataclass(frozen=True, slots=True)
class PlaceTraits:
    """A school site or care location. `code` is BRIN with site, "" where there is none."""

    id: str
    name: str
    code: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    place: str = ""
    provider: str = ""

    def keys(self) -> Iterable[Hashable]:
        """Return the code, and each part of the name with postcode and place."""
        yield ("code", self.code) if self.code else ("id", self.id)
        parts = name_keys(self.name)
        where = {self.postcode.upper().replace(" ", ""), _plain(self.place)} - {""}
        yield from ((part, spot) for part in parts for spot in where)
        # Without an address on either side only the whole name can tell, wherever the other one is.
        yield ("name", plain_words(self.name))


@dataclass(frozen=True, slots=True)
class OrganisationTraits:
    """A provider."""

    id: str
    name: str
    chamber_number: str = ""
    agb_codes: tuple[str, ...] = ()

    def keys(self) -> Iterable[Hashable]:
        """Return the numbers and the parts of the name."""
        if self.chamber_number:
            yield ("kvk", self.chamber_number)
        yield from (("agb", code) for code in self.agb_codes)
        yield from name_keys(self.name)


@dataclass(frozen=True, slots=True)
class PersonTraits:
    """A professional. `provider` stands for all providers that look like this one's."""

    id: str
    name: str
    provider: str = ""
    home_postcode4: str = ""

    def keys(self) -> Iterable[Hashable]:
        """Return each part of the name at the provider; and the whole name, for whoever works nowhere in particular."""
        yield ("name", frozenset(plain_words(self.name)))
        if self.provider:
            yield from ((self.provider, part) for part in name_keys(self.name))


@dataclass(frozen=True, slots=True)
class ChildTraits:
    """A pupil. `school` stands for all places that look like the one where it is, `owner` for who entered it."""

    id: str
    school: str
    pseudonym: str = ""
    name: str = ""
    birth_year: int | None = None
    birth_month: int | None = None
    needs: frozenset[str] = field(default_factory=frozenset)
    owner: str = ""

    def keys(self) -> Iterable[Hashable]:
        """Return the school with the birth year and with the words for the child; without a school a child is no pair."""
        if self.school:
            if self.birth_year is not None and self.birth_month is not None:
                yield (self.school, self.birth_year, self.birth_month)
            yield from ((self.school, part) for part in (*name_keys(self.name), _plain(self.pseudonym)) if part)


def place_likeness(one: PlaceTraits, other: PlaceTraits) -> Likeness | None:
    """Compare two schools or two care locations."""
    if one.code and other.code:
        return Likeness(_CERTAIN, ("dezelfde vestigingscode",)) if one.code == other.code else None
    name = alike_organisations(one.name, other.name)
    if name is None:
        return None
    postcodes = _both(one.postcode.upper().replace(" ", ""), other.postcode.upper().replace(" ", ""))
    places = _both(_plain(one.place), _plain(other.place))
    if postcodes is False and places is False:
        return None
    reasons = [_NAME_WORDS[name]]
    score = 55 if name is Alike.SAME else 40
    if postcodes:
        score += 30
        reasons.append("dezelfde postcode")
    elif places:
        score += 20
        reasons.append("dezelfde plaats")
    elif postcodes is None and places is None:
        score += 5
        reasons.append("van een van beide is geen adres bekend")
    if _both(_plain(one.street) + _plain(one.house_number), _plain(other.street) + _plain(other.house_number)):
        score += 10
        reasons.append("hetzelfde adres")
    if _both(one.provider, other.provider):
        score += 10
        reasons.append("dezelfde zorgaanbieder")
    return Likeness(min(score, _CERTAIN - 1), tuple(reasons))


def organisation_likeness(one: OrganisationTraits, other: OrganisationTraits) -> Likeness | None:
    """Compare two providers."""
    numbers = _both(one.chamber_number, other.chamber_number)
    if numbers is False:
        return None
    if numbers:
        return Likeness(_CERTAIN, ("hetzelfde KvK-nummer",))
    name = alike_organisations(one.name, other.name)
    shared = bool({*one.agb_codes} & {*other.agb_codes})
    if name is None and not shared:
        return None
    reasons = (["dezelfde AGB-code"] if shared else []) + ([_NAME_WORDS[name]] if name else [])
    if shared:
        return Likeness(95 if name else 80, tuple(reasons))
    return Likeness(80 if name is Alike.SAME else LIKELY, tuple(reasons))


def person_likeness(one: PersonTraits, other: PersonTraits) -> Likeness | None:
    """Compare two professionals. The same name at two providers is two people, as far as anybody knows."""
    same_provider = _both(one.provider, other.provider)
    name = alike_people(one.name, other.name)
    if name is None or same_provider is False:
        return None
    reasons = [_NAME_WORDS[name], *(["bij dezelfde zorgaanbieder"] if same_provider else [])]
    score = (70 if name is Alike.SAME else 55) + (15 if same_provider else 0)
    homes = _both(one.home_postcode4, other.home_postcode4)
    if homes:
        reasons.append("dezelfde postcode van huis")
    return Likeness(score + {True: 10, False: -10, None: 0}[homes], tuple(reasons))


def child_likeness(one: ChildTraits, other: ChildTraits) -> Likeness | None:
    """Compare two children at one school. Two names, birth years or birth months that differ are two children."""
    years, months = _both(one.birth_year, other.birth_year), _both(one.birth_month, other.birth_month)
    name = alike_people(one.name, other.name)
    if one.school != other.school or years is False or months is False or (one.name and other.name and name is None):
        return None
    reasons, score = ["op dezelfde school"], 0
    if name is not None:
        reasons.append(_NAME_WORDS[name])
        score += 60 if name is Alike.SAME else 45
    elif _both(_plain(one.pseudonym), _plain(other.pseudonym)):
        reasons.append("dezelfde schuilnaam")
        score += 40
    if years:
        reasons.append("hetzelfde geboortejaar en dezelfde maand" if months else "hetzelfde geboortejaar")
        score += 30 if months else 15
    if one.needs & other.needs:
        reasons.append("dezelfde soort zorg")
        score += 10
    if score and score < LIKELY and years and months and one.needs and one.needs == other.needs:
        # Two arrangers each invent a pseudonym; one arranger who does so twice has two children.
        score = LIKELY if one.owner != other.owner else score
    return Likeness(min(score, _CERTAIN - 1), tuple(reasons)) if score else None


Traits = TypeVar("Traits", bound=Comparable)


def likely_pairs(
    records: Sequence[Traits], likeness: Callable[[Traits, Traits], Likeness | None], *, least: int = LIKELY
) -> list[Pair]:
    """Return every pair that looks like one record, surest first, each pair once.

    Only records that share a key are compared, so that thousands take no longer than a look.
    """
    blocks: dict[Hashable, list[int]] = {}
    for place, record in enumerate(records):
        for key in set(record.keys()):
            blocks.setdefault(key, []).append(place)
    # Places stand for the records: two numbers are put together and known again in a part of the time of two ids.
    seen = {pair for block in blocks.values() if len(block) > 1 for pair in combinations(block, 2)}
    found: list[Pair] = []
    for first, second in seen:
        one, other = records[first], records[second]
        how = likeness(one, other)
        if how is not None and how.score >= least:
            found.append(Pair(min(one.id, other.id), max(one.id, other.id), how))
    return sorted(found, key=lambda pair: (-pair.likeness.score, pair.first, pair.second))


def together(ids: Iterable[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """Return, for every id, the lowest id of those that pairs tie it to, itself included."""
    leader = {record_id: record_id for record_id in ids}

    def top(record_id: str) -> str:
        while leader[record_id] != record_id:
            leader[record_id] = leader[leader[record_id]]
            record_id = leader[record_id]
        return record_id

    for pair in pairs:
        if pair.first in leader and pair.second in leader:
            low, high = sorted((top(pair.first), top(pair.second)))
            leader[high] = low
    return {record_id: top(record_id) for record_id in leader}


_NAME_WORDS = {Alike.SAME: "dezelfde naam", Alike.NEARLY: "bijna dezelfde naam"}


def _both(one: object, other: object) -> bool | None:
    """Tell whether two values are equal; None when either is not known."""
    if one in (None, "") or other in (None, ""):
        return None
    return one == other


def _plain(text: str) -> str:
    return "".join(plain_words(text))
