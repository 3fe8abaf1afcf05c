"""A permit for fewer hours of education: it ends, leads back, and needs what its school needs."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from storage.models import RECORD_TYPES
from storage.models.codes import SchoolKind
from zorgarrangeur_tui.domain.reduced_time import ReducedTimeFacts, all_permit_needs, permit_problems

TODAY = date(2026, 11, 23)
WHOLE = ReducedTimeFacts(
    ends_on=date(2027, 7, 9),
    permitted_on=date(2026, 8, 20),
    guardians_agree=True,
    evidence="Verklaring van de jeugdarts, OPP paragraaf 4.",
    way_back="Elke maand een dagdeel erbij.",
)


def test_a_permit_ends_and_leads_back() -> None:
    """Both are asked for at every kind of school."""
    for kind in SchoolKind:
        assert permit_problems(WHOLE, kind, TODAY) == ()
        end, back = permit_problems(replace(WHOLE, ends_on=None, way_back=" "), kind, TODAY)
        assert "laatste dag" in end
        assert "weg terug" in back


def test_a_permit_needs_the_inspectorate_in_so_and_the_parents_in_vo() -> None:
    """Each kind of school by its own rules."""
    bare = replace(WHOLE, permitted_on=None, guardians_agree=False, evidence="")
    assert [("inspectie" in one) for one in permit_problems(bare, SchoolKind.SO, TODAY)] == [True]
    parents, expert = permit_problems(bare, SchoolKind.VO, TODAY)
    assert "ouders" in parents
    assert "deskundige" in expert


def test_of_a_permit_that_is_over_only_that_is_told() -> None:
    """On its last day it is not over."""
    assert permit_problems(WHOLE, SchoolKind.SO, date(2027, 7, 9)) == ()
    (over,) = permit_problems(ReducedTimeFacts(ends_on=date(2026, 7, 9)), SchoolKind.SO, TODAY)
    assert "liep tot en met 9 juli 2026" in over


def test_the_data_names_fields_and_kinds_that_exist() -> None:
    """A slip would make a rule that never speaks."""
    names = {field.name for field in fields(ReducedTimeFacts)}
    assert names <= set(RECORD_TYPES["reduced_time"].model_fields)
    assert {need.id for need in all_permit_needs()} <= names
    assert all(set(need.kinds) <= {kind.value for kind in SchoolKind} for need in all_permit_needs())
