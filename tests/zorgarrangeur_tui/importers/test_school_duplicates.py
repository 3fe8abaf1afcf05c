"""A site that a list names more than once is one school, and every further line is reported."""

from __future__ import annotations

import pytest
from school_list_files import applied, map_file

from zorgarrangeur_tui.importers.problems import Severity
from zorgarrangeur_tui.importers.schools import SchoolPlan, plan_schools

ADDED = "Vestiging 99ZZ00 staat er nog een keer met een ander adres; het adres is toegevoegd aan dezelfde vestiging"


def plan_of(*rows: dict[str, str]) -> SchoolPlan:
    """Return the plan of a list with these lines of one site."""
    return plan_schools("kaart.csv", map_file(*rows), {})


def sentences(plan: SchoolPlan) -> list[str]:
    """Return what is said of the lines."""
    assert all(problem.severity is Severity.DOUBTFUL for problem in plan.problems)
    return [problem.sentence for problem in plan.problems]


def value(plan: SchoolPlan, field: str) -> object:
    """Return what a field of the only school becomes."""
    (change,) = plan.changes
    return change.fields[field][1]


@pytest.mark.parametrize(
    "row", [{}, {"lat": "53.04"}, {"huisletter": "G"}, {"straat": "VERZONNEN LAAN"}, {"straat": ""}]
)
def test_the_same_address_again_is_used_once(row: dict[str, str]) -> None:
    """Word for word, other coordinates, or another way of writing: one school, and the first coordinates stand."""
    plan = plan_of({}, row)
    assert sentences(plan) == ["Vestiging 99ZZ00 staat er dubbel; de vestiging is één keer gebruikt."]
    assert (plan.lines_read, plan.new_count, plan.problems[0].line) == (2, 1, 3)
    assert value(plan, "latitude") == 53.03
    assert "other_addresses" not in plan.changes[0].fields


def test_another_address_is_kept_with_the_school() -> None:
    """Every further building is remembered once, in the order of the file."""
    plan = plan_of(
        {}, {"huisnummer": "3"}, {"straat": "Ander Pad", "postcode": "", "plaats": "IJlst"}, {"huisnummer": "3"}
    )
    assert value(plan, "other_addresses") == ["Verzonnen Laan 3-G, 8601 ZZ Sneek", "Ander Pad 1-G, IJlst"]
    assert sentences(plan) == [
        f"{ADDED}.",
        f"{ADDED}.",
        "Vestiging 99ZZ00 staat er dubbel; de vestiging is één keer gebruikt.",
    ]
    assert (value(plan, "house_number"), value(plan, "latitude")) == ("1-G", 53.03)


def test_other_addresses_only_grow() -> None:
    """A later list with fewer or other buildings takes none away, and does not add the present address."""
    known = applied({}, plan_of({}, {"huisnummer": "3"}))
    assert not plan_schools("kaart.csv", map_file({}), known).changes
    moved = plan_schools("kaart.csv", map_file({"huisnummer": "3"}, {"huisnummer": "5"}, {"huisnummer": "1"}), known)
    assert moved.changes[0].fields["other_addresses"] == (
        ["Verzonnen Laan 3-G, 8601 ZZ Sneek"],
        [
            "Verzonnen Laan 3-G, 8601 ZZ Sneek",
            "Verzonnen Laan 5-G, 8601 ZZ Sneek",
            "Verzonnen Laan 1-G, 8601 ZZ Sneek",
        ],
    )


def test_a_further_line_fills_what_the_first_lacks() -> None:
    """A number of pupils or a place on the map that only the second line has is used."""
    plan = plan_of({"leerlingen": "", "lat": "", "lon": ""}, {})
    assert (value(plan, "pupil_count"), value(plan, "latitude"), value(plan, "longitude")) == (104, 53.03, 5.66)


def test_the_coordinates_of_another_building_are_not_borrowed() -> None:
    """A school without a place on the map does not get that of its other building."""
    plan = plan_of({"lat": "", "lon": ""}, {"huisnummer": "3"})
    assert "latitude" not in plan.changes[0].fields


@pytest.mark.parametrize(("one", "other", "kind"), [("SO", "VSO", "so_vso"), ("PRO", "HAVO/VWO", "vo")])
def test_two_kinds_of_one_school_go_together(one: str, other: str, kind: str) -> None:
    """A school with both kinds is one school of both kinds, and that is said."""
    plan = plan_of({"type": one}, {"type": other})
    assert value(plan, "kind") == kind
    assert sentences(plan) == ["Vestiging 99ZZ00 staat er nog een keer: de soorten zijn samengenomen."]


def test_secondary_schools_of_several_sorts_are_the_same_kind() -> None:
    """Both vmbo and vwo are secondary: no difference to report."""
    plan = plan_of({"type": "VBO"}, {"type": "HAVO/VWO"})
    assert value(plan, "kind") == "vo"
    assert sentences(plan) == ["Vestiging 99ZZ00 staat er dubbel; de vestiging is één keer gebruikt."]


def test_a_contradiction_leaves_the_first_line_standing() -> None:
    """Another name, number of pupils or an impossible kind is reported by name, and the first line counts."""
    plan = plan_of({}, {"naam": "De Poort", "type": "basisschool", "leerlingen": "7", "huisnummer": "3"})
    assert sentences(plan) == [f"{ADDED}; bij verschil (naam, soort, aantal leerlingen) geldt regel 2."]
    assert (value(plan, "name"), value(plan, "kind"), value(plan, "pupil_count")) == ("De Wâlden", "so_vso", 104)


def test_an_address_that_makes_up_a_citizen_number_is_refused() -> None:
    """Street and number that are harmless apart may not hide a BSN together."""
    plan = plan_of({}, {"straat": "Laan 1112", "huisnummer": "22333", "huisletter": ""})
    (problem,) = plan.problems
    assert problem.severity is Severity.REFUSED
    assert problem.sentence.startswith("Vestiging 99ZZ00, adres: Dit lijkt een burgerservicenummer (BSN).")
    assert "other_addresses" not in plan.changes[0].fields
