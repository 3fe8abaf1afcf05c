"""Who must be at the table: the gemeenten where the pupils of a site live, and whether each has an agreement.

A number that DUO shields stands as a least and a most. Nothing here is suppressed, so what has own pupils in it is not fit
to publish.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zorgarrangeur_tui.domain.home_places import HomePlace


class AgreementState(StrEnum):
    """How a gemeente stands to the agreements of a school on a day."""

    PARTY = "party"
    UNSIGNED = "unsigned"
    STAYS_OUT = "stays_out"
    ELSEWHERE = "elsewhere"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Between:
    """A number that is known to be at least one number and at most another."""

    least: int = 0
    most: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether both are the same."""
        return self.least == self.most

    @property
    def words(self) -> str:
        """The number as it is shown: "12", or "9–30" when it is not exact."""
        return str(self.least) if self.is_exact else f"{self.least}–{self.most}"

    def __add__(self, other: Between) -> Between:
        """Return both together."""
        return Between(self.least + other.least, self.most + other.most)


@dataclass(frozen=True, slots=True)
class HomeCount:
    """Pupils of a site, of one kind of education, who live in one gemeente (or abroad, or somewhere unknown).

    Attributes:
        home: what is known of it.
        municipality: its name; "" when there is none.
        secondary: whether they are in secondary education (vso), which belongs to another samenwerkingsverband.
        pupils: how many.
    """

    home: HomePlace
    municipality: str
    secondary: bool
    pupils: Between


@dataclass(frozen=True, slots=True)
class OwnPupil:
    """A pupil in a case of the site: the gemeente that pays ("" when it is not known), and minutes a week needed."""

    municipality: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class RegionNames:
    """The regions of a gemeente; "" for what is not known."""

    youth_region: str = ""
    alliance_primary: str = ""
    alliance_secondary: str = ""


@dataclass(frozen=True, slots=True)
class SchoolAgreement:
    """What an agreement that holds today says of gemeenten.

    Attributes:
        here: whether it belongs to a case of this site; else it is one on a level above a school, of another case.
        signed: whether it is signed.
        takes_part, stays_out: gemeenten.
    """

    here: bool
    signed: bool
    takes_part: Sequence[str] = ()
    stays_out: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class HomeMunicipality:
    """A gemeente behind a site.

    Attributes:
        name: of the gemeente.
        regions: to which it belongs.
        primary, secondary: its pupils by DUO in primary and in secondary education.
        own_pupils: pupils in cases for whom it pays.
        own_minutes: minutes a week that they need.
        agreement: how it stands to the agreements.
        pupils: its pupils by DUO.
    """

    name: str
    regions: RegionNames
    primary: Between
    secondary: Between
    own_pupils: int
    own_minutes: int
    agreement: AgreementState
    pupils: Between = field(init=False)

    def __post_init__(self) -> None:
        """Add up once: totals and orders ask it many times."""
        object.__setattr__(self, "pupils", self.primary + self.secondary)

    @property
    def is_party(self) -> bool:
        """Whether it takes part in a signed agreement of the site."""
        return self.agreement is AgreementState.PARTY


@dataclass(frozen=True, slots=True)
class SiteHomes:
    """A site with where its pupils live.

    Attributes:
        site_code, name, kind: of the site.
        school_id: "" when it is not in the store: then there are no own pupils, and agreements say nothing.
        municipalities: most pupils first.
        abroad, unknown: pupils by DUO who live abroad, and of whom DUO does not know where.
        own_unknown: pupils in cases for whom it is not known which gemeente pays.
        has_agreement: whether any agreement of the site is in force.
        counted_on: the day of DUO's count; None when there is none, or when the list itself says it for all sites.
    """

    site_code: str
    name: str
    kind: str
    school_id: str
    municipalities: tuple[HomeMunicipality, ...] = field(default=())
    abroad: Between = Between()
    unknown: Between = Between()
    own_unknown: int = 0
    has_agreement: bool = False
    counted_on: date | None = None

    @property
    def home_count(self) -> int:
        """Number of gemeenten in which pupils live by DUO: exact, for a shielded number is never none."""
        return sum(one.pupils.most > 0 for one in self.municipalities)

    @property
    def own_count(self) -> int:
        """Number of gemeenten that pay for pupils in cases."""
        return sum(one.own_pupils > 0 for one in self.municipalities)

    @property
    def own_pupils(self) -> int:
        """Pupils in cases of the site."""
        return sum(one.own_pupils for one in self.municipalities) + self.own_unknown

    @property
    def pupils(self) -> Between:
        """All pupils by DUO, also those who live abroad or somewhere unknown."""
        parts = [self.abroad, self.unknown, *(one.pupils for one in self.municipalities)]
        return Between(sum(one.least for one in parts), sum(one.most for one in parts))

    @property
    def without_agreement(self) -> tuple[HomeMunicipality, ...]:
        """The gemeenten with pupils here that take part in no signed agreement; none when the site is not in the store."""
        return tuple(one for one in self.municipalities if not one.is_party) if self.school_id else ()


@dataclass(frozen=True, slots=True)
class Site:
    """What stands about a site apart from its pupils; see `SiteHomes`."""

    site_code: str
    name: str
    kind: str
    school_id: str = ""


def site_homes(
    site: Site,
    counts: Iterable[HomeCount],
    own: Iterable[OwnPupil],
    agreements: Sequence[SchoolAgreement],
    regions_of: Callable[[str], RegionNames],
) -> SiteHomes:
    """Return where the pupils of a site live.

    Args:
        site: which.
        counts: what DUO counted.
        own: the pupils in its cases.
        agreements: those that hold on the day, also those of other cases on a higher level.
        regions_of: the regions of a gemeente on the day.

    Gemeenten are the same when their names are: whoever calls has brought them to one spelling.
    """
    duo: defaultdict[tuple[HomePlace, str, bool], Between] = defaultdict(Between)
    for count in counts:
        duo[count.home, count.municipality, count.secondary] += count.pupils
    minutes: defaultdict[str, list[int]] = defaultdict(list)
    for pupil in own:
        minutes[pupil.municipality].append(pupil.minutes)
    names = {name for home, name, _ in duo if home is HomePlace.MUNICIPALITY} | (set(minutes) - {""})
    states = agreement_states(names, agreements)
    found = [
        HomeMunicipality(
            name=name,
            regions=regions_of(name),
            primary=duo.get((HomePlace.MUNICIPALITY, name, False), Between()),
            secondary=duo.get((HomePlace.MUNICIPALITY, name, True), Between()),
            own_pupils=len(minutes.get(name, ())),
            own_minutes=sum(minutes.get(name, ())),
            agreement=states[name],
        )
        for name in names
    ]
    return SiteHomes(
        site.site_code,
        site.name,
        site.kind,
        site.school_id,
        tuple(sorted(found, key=_most_first)),
        _elsewhere(duo, HomePlace.ABROAD),
        _elsewhere(duo, HomePlace.UNKNOWN),
        len(minutes.get("", ())),
        any(one.here and one.signed for one in agreements),
    )


def agreement_states(names: Iterable[str], agreements: Sequence[SchoolAgreement]) -> dict[str, AgreementState]:
    """Return how gemeenten stand to agreements that hold on a day.

    Taking part in a signed agreement of the site goes before all else; then that it is only to be signed; then that the
    gemeente is said to stay out; then that it takes part in one on a higher level that belongs to another case.
    """
    here = [one for one in agreements if one.here]
    ranked = (
        (AgreementState.PARTY, [name for one in here if one.signed for name in one.takes_part]),
        (AgreementState.UNSIGNED, [name for one in here if not one.signed for name in one.takes_part]),
        (AgreementState.STAYS_OUT, [name for one in here for name in one.stays_out]),
        (AgreementState.ELSEWHERE, [name for one in agreements if one.signed for name in one.takes_part]),
    )
    found = dict.fromkeys(names, AgreementState.NONE)
    for state, parties in reversed(ranked):
        found.update({name: state for name in parties if name in found})
    return found


def _most_first(one: HomeMunicipality) -> tuple[int, int, int, str]:
    return -one.pupils.most, -one.pupils.least, -one.own_pupils, one.name


def _elsewhere(duo: Mapping[tuple[HomePlace, str, bool], Between], home: HomePlace) -> Between:
    return sum((pupils for (where, _, _), pupils in duo.items() if where is home), Between())
