"""The texts and the rare rows of the invented region."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from storage.field_values import checked, field_names
from storage.models import (
    TYPE_NAMES,
    CareNeed,
    Case,
    FixedBond,
    OwnDay,
    Provider,
    Pupil,
    Record,
    School,
    VisitPattern,
    codes,
)
from storage.models.field_codes import FIELD_CODES
from storage.text_rules import checked_text
from zorgarrangeur_tui.demo.edge_rows import LONG_SCHOOL_NAME, NAME_WITH_MARKS, ONE_PUPIL_LEFT
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.demo.schools import site_code_of
from zorgarrangeur_tui.domain.caps import providers_over_cap
from zorgarrangeur_tui.domain.record_values import bond_value
from zorgarrangeur_tui.domain.words import CODE_WORDS

TODAY = date(2026, 11, 23)


@cache
def region(seed: int = 1) -> tuple[Record, ...]:
    """Return a region, made once."""
    return tuple(invented_region(seed, today=TODAY))


def texts(record: Record) -> list[tuple[str, str]]:
    """Return the texts of a record by field, without ids."""
    return [
        (field, text)
        for field, value in record.model_dump().items()
        if field not in {"id", "serves"} and not field.endswith("_id")
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str)
    ]


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_store_takes_every_text(seed: int) -> None:
    """No text is refused or changed on its way in."""
    for record in region(seed):
        for field, text in texts(record):
            register = bool(record.__table__.c[field].info.get("number_register"))  # type: ignore[attr-defined]  # SQLModel
            assert checked_text(text, field=field, number_register=register) == text
            assert text == text.strip()


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_store_takes_every_value(seed: int) -> None:
    """Types, lists and references too."""
    for record in region(seed):
        for field in field_names(type(record)):
            value = getattr(record, field)
            assert checked(type(record), field, value) == value


def test_every_code_is_one_that_users_have_a_word_for() -> None:
    """As plain text, as the store holds it."""
    for record in region():
        for field, text in texts(record):
            enum = FIELD_CODES.get((TYPE_NAMES[type(record)], field))
            assert enum is None or text in CODE_WORDS[enum] or not text, (field, text)
            assert type(text) is str


def test_school_codes_are_of_a_form_that_is_not_issued() -> None:
    """BRIN and site, all different, for many more schools than a demonstration has."""
    many = [site_code_of(index) for index in range(3000)]
    assert len(set(many)) == 3000
    assert all(re.fullmatch(r"9\d[A-Z]{2}0[01]", code) for code in many)
    assert many[0] == "99ZA00"


def test_pupils_are_known_by_pseudonym() -> None:
    """All differ; only a handful has a name."""
    pupils = [record for record in region() if isinstance(record, Pupil)]
    assert len({pupil.pseudonym for pupil in pupils}) == len(pupils)
    assert 1 <= sum(bool(pupil.name) for pupil in pupils) <= 12


def test_cases_reach_from_the_whole_school_to_one_child_to_none() -> None:
    """Every phase occurs, and some deadlines have passed while others are near."""
    cases = {record.id: record for record in region() if isinstance(record, Case)}
    sizes = Counter(record.case_id for record in region() if isinstance(record, Pupil))
    assert {min(sizes[case_id], 2) for case_id in cases} == {0, 1, 2}
    assert {case.phase for case in cases.values()} == set(codes.Phase)
    days_left = [(case.deadline - TODAY).days for case in cases.values() if case.deadline]
    assert {days < 0 for days in days_left if days <= 8 * 7} == {True, False}


def test_needs_are_amounts_of_the_field() -> None:
    """Quarters of an hour; granted never more than needed; grey lines have a reason; some end soon, some have ended."""
    needs = [record for record in region() if isinstance(record, CareNeed)]
    assert all(need.minutes_needed > 0 and need.minutes_needed % 15 == 0 for need in needs)
    assert all((need.minutes_granted or 0) <= need.minutes_needed for need in needs)
    assert all((need.minutes_agreed or 0) <= need.minutes_needed for need in needs)
    assert any(need.minutes_granted is None for need in needs)
    grey = [need for need in needs if need.counts_as_care == codes.CountsAsCare.GREY]
    assert 0.05 <= len(grey) / len(needs) <= 0.2
    assert all(need.counts_reason for need in grey)
    ends = [(need.ends_on - TODAY).days for need in needs if need.ends_on]
    assert any(days < 0 for days in ends)
    assert any(0 <= days < 56 for days in ends)


def test_one_school_is_above_its_cap_with_a_reason() -> None:
    """The others are not."""
    schools = [record for record in region() if isinstance(record, School)]
    bonds = [record for record in region() if isinstance(record, FixedBond)]
    uses = [
        providers_over_cap(
            (bond_value(bond) for bond in bonds if bond.school_id == school.id), school.provider_cap, TODAY
        )
        for school in schools
    ]
    assert [bool(use.over) for use in uses].count(True) == 1
    assert all(use.reasons for use in uses if use.over)
    assert any(bond.ends_on and bond.ends_on < TODAY for bond in bonds)


def test_the_rare_rows_of_organisations_are_there() -> None:
    """Two AGB codes; one name with two KvK numbers; other holidays; a very long name; a place without a BRIN."""
    providers = [record for record in region() if isinstance(record, Provider)]
    schools = [record for record in region() if isinstance(record, School)]
    assert any(len(provider.agb_codes) == 2 for provider in providers)
    (double,) = [name for name, count in Counter(provider.name for provider in providers).items() if count > 1]
    assert len({provider.chamber_number for provider in providers if provider.name == double}) == 2
    assert {school.holiday_region for school in schools} == {"middle", "north"}
    assert LONG_SCHOOL_NAME in {school.name for school in schools}
    assert any(record.care_location_id for record in region() if isinstance(record, VisitPattern))


def test_schools_have_calendars_of_their_own() -> None:
    """Own days of every sort that a region has, quiet times, both ways of counting, and one open on Good Friday."""
    schools = [record for record in region() if isinstance(record, School)]
    own_days = [record for record in region() if isinstance(record, OwnDay)]
    assert {own.kind for own in own_days} == {"study_day", "second_may_week", "other_hours"}
    assert all(own.first_day and own.first_day != TODAY for own in own_days)
    assert any(school.quiet_windows for school in schools)
    assert {bool(school.fortnight_anchor) for school in schools} == {True, False}
    assert any(school.fortnight_anchor and school.fortnight_skips_holidays for school in schools)
    assert any(school.open_holidays for school in schools)


def test_the_rare_rows_of_pupils_are_there() -> None:
    """Somebody of eighteen; a name with marks; a group with one pupil left; a need that ends on a Wednesday."""
    pupils = [record for record in region() if isinstance(record, Pupil)]
    needs = [record for record in region() if isinstance(record, CareNeed)]
    assert any(TODAY.year - (pupil.birth_year or TODAY.year) > 18 for pupil in pupils)
    assert NAME_WITH_MARKS in {pupil.name for pupil in pupils}
    assert any("andere ouder" in pupil.note for pupil in pupils)
    assert any(need.note == ONE_PUPIL_LEFT for need in needs)
    assert any(need.ends_on and need.ends_on > TODAY and need.ends_on.weekday() == 2 for need in needs)
    assert any(pupil.profound_multiple_disability for pupil in pupils)
