"""From a school to the plain values of its startfoto: what is in force today, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import (
    CareNeed,
    Case,
    Entitlement,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    Residence,
    School,
    VisitPattern,
)
from storage.models.casework_codes import DeliveryForm, FundingSource
from storage.models.codes import CareKind, CountsAsCare, Law, SchoolKind
from storage.store import Store
from zorgarrangeur_tui.desk.breakdowns import part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.home_municipalities import kept_homes_of
from zorgarrangeur_tui.desk.records import ENDED, by_ids, living
from zorgarrangeur_tui.desk.school_reports import home_lines, named
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.funding import Funded, Title, funded
from zorgarrangeur_tui.domain.pot_shares import read_shares
from zorgarrangeur_tui.domain.record_values import board_school, in_force, owned_need, planned_visit, title_value
from zorgarrangeur_tui.domain.residence import payer_on
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod
from zorgarrangeur_tui.domain.school_days import weekdays_with_school
from zorgarrangeur_tui.domain.title_division import TitleDivision
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.breakdown import Cut, breakdown
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.figures import entries_per_day, professionals_per_week
from zorgarrangeur_tui.reports.baseline import Amount, Baseline, KindCount, Tally
from zorgarrangeur_tui.reports.paper import Fact

_UNKNOWN = "Nog niet bekend"


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in force at a school today."""

    today: date
    cases: Sequence[Case]
    pupils: Sequence[Pupil]
    needs: Sequence[CareNeed]
    division: TitleDivision
    titles: Sequence[Entitlement]
    residences: Sequence[Residence]
    visits: Sequence[VisitPattern]
    bonds: Sequence[FixedBond]


def baseline_of(store: Store, school_id: str) -> Baseline:
    """Return the counted inventory of a school, over its cases that go on.

    Raises:
        RecordMissing: when the school is not there.
    """
    school = store.get(School, school_id)
    found = _find(store, school_id)
    counted, names = {need.id for need in found.needs}, part_names(store)
    lines = [line for line in care_lines(store) if line.need_id in counted]
    return Baseline(
        school=school.name,
        about=_about(school, found),
        kinds=_kinds(lines),
        counts_as_care=_counts_as_care(found.needs),
        paid_by=_paid_by(found, _pots),
        delivered=_paid_by(found, _forms),
        unfunded=_unfunded(found),
        crowd=_crowd(store, school, found),
        providers=_providers(store, found),
        municipalities=_municipalities(found),
        care=breakdown(lines, Cut.PLACE).total,
        pots=named(lines, Cut.POT, names),
        waiting=named(lines, Cut.KIND, names),
        homes=home_lines(kept_homes_of(store, school.site_code, found.today)),
    )


def _find(store: Store, school_id: str) -> _Found:
    today = local_date(store.clock)
    cases = [case for case in living(store, Case, school_id=school_id) if case.phase not in ENDED]
    ids = [case.id for case in cases]
    with store.read() as session:
        pupils = session.exec(select(Pupil).where(col(Pupil.case_id).in_(ids), col(Pupil.deleted).is_(False))).all()
        needs = session.exec(select(CareNeed).where(col(CareNeed.case_id).in_(ids))).all()
        titles = session.exec(
            select(Entitlement).where(col(Entitlement.case_id).in_(ids), col(Entitlement.deleted).is_(False))
        ).all()
        residences = session.exec(
            select(Residence).where(col(Residence.case_id).in_(ids), col(Residence.deleted).is_(False))
        ).all()
    held = weekdays_with_school(board_school(store.get(School, school_id)).bell_times)
    in_force_now = [need for need in needs if in_force(need, today)]
    return _Found(
        today=today,
        cases=cases,
        pupils=pupils,
        needs=in_force_now,
        division=TitleDivision(map(owned_need, in_force_now)),
        titles=titles,
        residences=residences,
        visits=[
            visit
            for visit in living(store, VisitPattern, school_id=school_id)
            if in_force(visit, today) and visit.weekday in held
        ],
        bonds=[bond for bond in living(store, FixedBond, school_id=school_id) if in_force(bond, today)],
    )


def _about(school: School, found: _Found) -> tuple[Fact, ...]:
    with_care = {need.pupil_id for need in found.needs if need.pupil_id}
    expected = sum(case.expected_pupils or 0 for case in found.cases)
    facts = (
        ("Peildag", dutch_date(found.today)),
        ("Vestiging", " · ".join(filter(None, (school.site_code, word(school.kind, SchoolKind), school.place)))),
        ("Cluster", school.cluster),
        ("Samenwerkingsverband", school.alliance),
        ("Leerlingen op school", "" if school.pupil_count is None else str(school.pupil_count)),
        ("Lopende casussen", str(len(found.cases))),
        ("Leerlingen in de casussen", f"{len(found.pupils)}" + (f" (verwacht: {expected})" if expected else "")),
        ("Waarvan met zorg", str(len(with_care))),
        ("Waarvan EMB", str(sum(pupil.profound_multiple_disability for pupil in found.pupils))),
        ("Groepen", str(len({pupil.group_name for pupil in found.pupils if pupil.group_name}))),
    )
    return tuple(fact for fact in facts if fact[1])


def _kinds(lines: Iterable[CareLine]) -> tuple[KindCount, ...]:
    by_kind: defaultdict[str, list[CareLine]] = defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line)
    counted = [_kind(kind, of_kind) for kind, of_kind in by_kind.items()]
    return tuple(sorted(counted, key=lambda one: (-one.needed.minutes, one.kind)))


def _kind(kind: str, lines: Sequence[CareLine]) -> KindCount:
    def amount(minutes: Callable[[CareLine], int | Fraction | None]) -> Amount:
        known = [Fraction(one) for line in lines if (one := minutes(line)) is not None]
        return Amount(int(sum(known, Fraction(1, 2))), len(known), len(lines))

    group = sum(line.group for line in lines)
    return KindCount(
        kind=word(kind, CareKind),
        pupils=len({line.pupil_id for line in lines if line.pupil_id}),
        alone=len(lines) - group,
        group=group,
        needed=amount(lambda line: line.needed),
        granted=amount(lambda line: line.granted),
        agreed=amount(lambda line: line.agreed),
        planned=amount(lambda line: line.planned),
        realised=amount(lambda line: line.realised),
        declared=amount(lambda line: line.declared),
    )


def _counts_as_care(needs: Iterable[CareNeed]) -> tuple[Tally, ...]:
    return _tallies((word(need.counts_as_care, CountsAsCare), need) for need in needs)


def _titles_of(found: _Found, need: CareNeed) -> list[tuple[Entitlement, Title]]:
    """Return the titles for one need: those that name it, and its share of those of the child or group that name none."""
    own = [(title, title_value(title)) for title in found.titles if title.need_id == need.id]
    return own + [
        (title, found.division.title_for(owned_need(need), title_value(title), found.today))
        for title in found.titles
        if not title.need_id and title.case_id == need.case_id and title.pupil_id == need.pupil_id
    ]


def _paid_by(found: _Found, names: Callable[[Entitlement], set[str]]) -> tuple[Tally, ...]:
    """Count, per name that a title has, the needs that a title in force pays at least a part of."""
    pairs = []
    for need in found.needs:
        paying = {
            name
            for title, value in _titles_of(found, need)
            if funded(need.minutes_needed, [value], found.today).state is not Funded.NO
            for name in names(title)
        }
        pairs += [(name, need) for name in paying]
    return _tallies(pairs)


def _pots(title: Entitlement) -> set[str]:
    """Return the pots of a title in words, or the law where it names none."""
    return {word(share.pot, FundingSource) for share in read_shares(title.shares)} or {word(title.law, Law)}


def _forms(title: Entitlement) -> set[str]:
    return {word(title.delivery_form, DeliveryForm)}


def _unfunded(found: _Found) -> tuple[Tally, ...]:
    words = {Funded.NO: "Niemand betaalt", Funded.PARTLY: "Voor een deel betaald"}
    states = [
        (funded(need.minutes_needed, (value for _, value in _titles_of(found, need)), found.today).state, need)
        for need in found.needs
    ]
    return _tallies(((words[state], need) for state, need in states if state in words))


def _crowd(store: Store, school: School, found: _Found) -> tuple[Fact, ...]:
    visits = [planned_visit(visit) for visit in found.visits]
    bound = len({bond.provider_id for bond in found.bonds})
    cap = "" if school.provider_cap is None else f" (afgesproken: hoogstens {school.provider_cap})"
    return (
        ("Zorgaanbieders", str(len(_roles(store, found)))),
        ("Waarvan vast", f"{bound}{cap}"),
        ("Zorgprofessionals per week", _average(professionals_per_week(visits))),
        ("Binnenkomsten per schooldag", _average(entries_per_day(visits))),
    )


def _average(value: Fraction) -> str:
    return f"{float(value):.1f}".replace(".", ",").removesuffix(",0")


def _roles(store: Store, found: _Found) -> dict[str, set[str]]:
    """Return the professionals per provider here: fixed, by a visit, or named at a need."""
    people = by_ids(store, Professional, [visit.professional_id for visit in found.visits])
    roles: dict[str, set[str]] = {bond.provider_id: set() for bond in found.bonds}
    roles |= {need.provider_id: set() for need in found.needs if need.provider_id and need.provider_id not in roles}
    for person in people.values():
        roles.setdefault(person.provider_id, set()).add(person.id)
    return {provider: found_people for provider, found_people in roles.items() if provider}


def _providers(store: Store, found: _Found) -> tuple[tuple[str, str, str], ...]:
    roles = _roles(store, found)
    names = by_ids(store, Provider, roles)
    fixed = {bond.provider_id for bond in found.bonds}
    rows = [
        (
            names[provider].name if provider in names else _UNKNOWN,
            "vaste zorgaanbieder" if provider in fixed else "komt voor losse zorg",
            str(len(people)),
        )
        for provider, people in roles.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row[1] != "vaste zorgaanbieder", row[0])))


def _municipalities(found: _Found) -> tuple[tuple[str, str], ...]:
    """Count the children per gemeente that pays for them; the gemeente of the school plays no part."""
    periods: defaultdict[str, list[ResidencePeriod]] = defaultdict(list)
    for one in found.residences:
        period = ResidencePeriod(one.id, one.municipality, one.kind, one.starts_on, one.ends_on, one.need_arose_in)
        periods[one.pupil_id].append(period)

    def municipality(pupil: Pupil) -> str:
        known = periods[pupil.id]
        return (payer_on(known, found.today).municipality if known else pupil.municipality) or _UNKNOWN

    counted = Counter(map(municipality, found.pupils))
    return tuple((name, str(count)) for name, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _tallies(pairs: Iterable[tuple[str, CareNeed]]) -> tuple[Tally, ...]:
    """Count needs and their minutes per name, most minutes first."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for name, need in pairs:
        lines[name].append(need.minutes_needed)
    tallies = [Tally(name, len(minutes), sum(minutes)) for name, minutes in lines.items()]
    return tuple(sorted(tallies, key=lambda one: (-one.minutes, one.name)))
