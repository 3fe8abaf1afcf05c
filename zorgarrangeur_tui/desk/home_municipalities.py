"""Where the pupils of sites live: DUO's counts with the gemeenten, pupils, needs and agreements of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, Protocol

from sqlmodel import col, or_, select

from storage.models import Agreement, CareNeed, Case, Pupil, School
from storage.models.casework_codes import AgreementLevel
from storage.models.codes import SchoolKind
from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import paying_municipalities
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.home_counts import kept_counts
from zorgarrangeur_tui.desk.records import ENDED, living
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.domain.dated_spans import holds_on
from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.importers.school_codes import joined_kind
from zorgarrangeur_tui.insight.home_municipalities import (
    Between,
    HomeCount,
    OwnPupil,
    RegionNames,
    SchoolAgreement,
    Site,
    SiteHomes,
    site_homes,
)

SPECIAL_KINDS = frozenset({SchoolKind.SO, SchoolKind.VSO, SchoolKind.SO_VSO})
"""The kinds of schools that are listed unless all are asked for."""

_COUNTED_AS_SPECIAL = (SchoolKind.SO.value, SchoolKind.VSO.value)
"""As lists of DUO have them, line by line."""


class CountedHomes(Protocol):
    """Pupils of a site, of one kind of education, from one place: a line of a list, or what is kept of it."""

    @property
    def site_code(self) -> str:
        """BRIN and site."""

    @property
    def school(self) -> str:
        """Name of the site."""

    @property
    def kind(self) -> str:
        """A `SchoolKind` value."""

    @property
    def home(self) -> HomePlace:
        """Whether the gemeente is known."""

    @property
    def municipality(self) -> str:
        """The gemeente; "" when there is none."""

    @property
    def least(self) -> int:
        """At least so many pupils."""

    @property
    def most(self) -> int:
        """At most so many pupils."""


def kept_homes(store: Store, day: date, *, every_kind: bool = False) -> list[SiteHomes]:
    """Return every site of which counts are kept, and every school with pupils in cases, most pupils first.

    Args:
        store: an opened store.
        day: see `homes_per_site`; of counts the newest up to and including it are taken, for each site its own.
        every_kind: whether all schools of which counts are kept are in it; otherwise so and vso, and schools with cases.
    """
    if every_kind:
        counts = kept_counts(store, day)
    else:
        counts = kept_counts(store, day, kinds=_COUNTED_AS_SPECIAL, sites=_at_work(store))
    days = {one.site_code: one.counted_on for one in counts}
    sites = [replace(one, counted_on=days.get(one.site_code)) for one in homes_per_site(store, counts, day)]
    return sorted(sites, key=_most_first)


def _most_first(site: SiteHomes) -> tuple[int, int, int, str]:
    pupils = site.pupils
    return -pupils.most, -pupils.least, -site.own_pupils, site.site_code


def kept_homes_of(store: Store, site_code: str, day: date) -> SiteHomes | None:
    """Return one site, of any kind (see `kept_homes`); None when no counts and no pupils of it are there."""
    counts = kept_counts(store, day, sites=(site_code,))
    found = next((one for one in homes_per_site(store, counts, day) if one.site_code == site_code), None)
    return replace(found, counted_on=counts[0].counted_on) if found and counts else found


def homes_per_site(store: Store, lines: Iterable[CountedHomes], day: date) -> list[SiteHomes]:
    """Return every site in DUO's counts, and every school with pupils in cases, by site code.

    Args:
        store: an opened store.
        lines: what DUO counted; of which day says the list itself.
        day: the day for which the gemeenten and their regions, the payers, the needs and the agreements are taken.
    """
    names = _Names(store, day)
    duo: defaultdict[str, list[CountedHomes]] = defaultdict(list)
    for line in lines:
        duo[line.site_code].append(line)
    with store.read() as session:
        connection = session.connection()
        schools = {
            site_code: _School(school_id, name, kind)
            for school_id, site_code, name, kind in living_columns(
                connection, School, "id", "site_code", "name", "kind"
            )
        }
        cases = {
            case_id: _Case(school_id, phase)
            for case_id, school_id, phase in living_columns(connection, Case, "id", "school_id", "phase")
        }
    own = _own_pupils(store, cases, names)
    agreements = _Agreements(store, cases, names)
    codes = {*duo, *(code for code, school in schools.items() if school.id in own)}
    return [_site(code, duo.get(code, ()), schools.get(code), own, agreements, names) for code in sorted(codes)]


def _at_work(store: Store) -> list[str]:
    """Return the site codes of schools with a case or with a pupil of one."""
    with store.read() as session:
        schools = select(School.site_code).where(
            col(School.deleted).is_(False),
            or_(
                col(School.id).in_(select(Case.school_id).where(col(Case.deleted).is_(False))),
                col(School.id).in_(select(Pupil.enrolled_school_id).where(col(Pupil.deleted).is_(False))),
            ),
        )
        return list(session.exec(schools))


class _School(NamedTuple):
    """What is needed of a school."""

    id: str
    name: str
    kind: str


class _Case(NamedTuple):
    """What is needed of a case."""

    school_id: str
    phase: str


class _Names:
    """Gemeenten in one spelling, and as they are on the day: one that went into another has the other's name."""

    def __init__(self, store: Store, day: date) -> None:
        self.day = day
        self._lookup = RegionLookup(store)
        self._known: dict[str, str] = {"": ""}
        self._regions: dict[str, RegionNames] = {}

    def of(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._lookup.regions(name, self.day).name
        return self._known[name]

    def regions_of(self, name: str) -> RegionNames:
        if name not in self._regions:
            found = self._lookup.regions(name, self.day)
            self._regions[name] = RegionNames(found.youth_region, found.alliance_primary, found.alliance_secondary)
        return self._regions[name]


class _Agreements:
    """The agreements that hold on the day, by school."""

    def __init__(self, store: Store, cases: Mapping[str, _Case], names: _Names) -> None:
        self._at: defaultdict[str, list[SchoolAgreement]] = defaultdict(list)
        wider: set[str] = set()
        for one in living(store, Agreement):
            case = cases.get(one.case_id)
            if case is None or not holds_on(one, names.day):
                continue
            agreement = _agreement(one, names)
            self._at[case.school_id].append(agreement)
            if agreement.signed and one.level != AgreementLevel.SCHOOL:
                wider.update(agreement.takes_part)
        self._wider = SchoolAgreement(here=False, signed=True, takes_part=sorted(wider))

    def of(self, school_id: str) -> list[SchoolAgreement]:
        """Return those of a school, and together as one those on a higher level than a school, of whatever case."""
        return [*self._at[school_id], self._wider]


def _agreement(one: Agreement, names: _Names) -> SchoolAgreement:
    return SchoolAgreement(
        here=True,
        signed=one.signed_on is not None and one.signed_on <= names.day,
        takes_part=tuple(map(names.of, one.municipalities_in)),
        stays_out=tuple(map(names.of, one.municipalities_out)),
    )


def _own_pupils(store: Store, cases: Mapping[str, _Case], names: _Names) -> dict[str, list[OwnPupil]]:
    """Return the pupils in cases that go on, by the school where they are enrolled, else that of the case.

    Columns are read, and not records: of thousands of records that takes a small part of the time.
    """
    pays = paying_municipalities(store, names.day)
    with store.read() as session:
        needs = living_columns(session.connection(), CareNeed, "pupil_id", "minutes_needed", on=names.day)
        pupils = living_columns(session.connection(), Pupil, "id", "case_id", "enrolled_school_id")
    minutes: defaultdict[str, int] = defaultdict(int)
    for pupil_id, needed in needs:
        minutes[pupil_id] += needed
    found: defaultdict[str, list[OwnPupil]] = defaultdict(list)
    for pupil_id, case_id, enrolled_at in pupils:
        case = cases.get(case_id)
        school_id = case and (enrolled_at or case.school_id)
        if case is None or case.phase in ENDED or not school_id:
            continue
        found[school_id].append(OwnPupil(names.of(pays.get(pupil_id, "")), minutes[pupil_id]))
    return dict(found)


def _site(
    code: str,
    lines: Sequence[CountedHomes],
    school: _School | None,
    own: Mapping[str, Sequence[OwnPupil]],
    agreements: _Agreements,
    names: _Names,
) -> SiteHomes:
    counts = [
        HomeCount(
            line.home,
            names.of(line.municipality),
            line.kind == SchoolKind.VSO,
            Between(line.least, line.most),
        )
        for line in lines
    ]
    if school is None:
        site = Site(code, lines[0].school, _kind(lines))
        return site_homes(site, counts, (), (), names.regions_of)
    site = Site(code, school.name, _kind(lines) if lines else school.kind, school.id)
    return site_homes(site, counts, own.get(school.id, ()), agreements.of(school.id), names.regions_of)


def _kind(lines: Sequence[CountedHomes]) -> str:
    """Return the kind of a site from all its lines."""
    kind = lines[0].kind
    for line in lines:
        kind = joined_kind(kind, line.kind) or kind
    return kind
