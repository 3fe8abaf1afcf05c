"""The tables of a report for others: every child once, a school as part of its region, and nobody named by one child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from disclosure_attacker import Attacker
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from test_monitor_tables import line

from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.disclosure import Protected, protect_together
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules
from zorgarrangeur_tui.insight.disclosure_tables import TOTAL, FigureTable, system_of
from zorgarrangeur_tui.insight.disclosure_totals import CannotProtect
from zorgarrangeur_tui.insight.monitor_rules import MonitorRules, monitor_rules
from zorgarrangeur_tui.insight.monitor_tables import MonitorPlaces
from zorgarrangeur_tui.insight.region_desk import BarrierFact
from zorgarrangeur_tui.insight.remembered import from_text, remembered, to_text
from zorgarrangeur_tui.insight.report_tables import (
    NOT_TOLD,
    OTHER_BARRIER,
    PLACE,
    barrier_table,
    own_names,
    region_tables,
    school_tables,
)

RULES = monitor_rules(date(2027, 2, 1))
FEW_TABLES = replace(RULES, tables=tuple(one for one in RULES.tables if one.id in {"municipality", "paid"}))
NAMES = {"a": "De Appelbrug", "b": "De Berkenhof", "c": "De Ceder"}


def children(place: str, count: int, **changed: object) -> list[CareLine]:
    """Return children at a place, each with one need."""
    return [
        line(f"{place}{changed}{number}", f"{place}{changed}{number}", place_id=place, **changed)
        for number in range(count)
    ]


def tables(lines: Sequence[CareLine], least: int = 5, rules: MonitorRules = RULES) -> list[FigureTable]:
    """Return the tables of a region."""
    return [one.table for one in region_tables(lines, NAMES, MonitorPlaces(dict.fromkeys(NAMES, "so")), rules, least)]


def test_a_school_or_alliance_with_too_few_children_is_not_named() -> None:
    """They stand with others in one row, and that row counts in the total."""
    lines = [
        *children("a", 9, alliance="PO1"),
        *children("b", 3, alliance="PO1"),
        *children("c", 2, alliance="PO2"),
    ]
    places = tables(lines)[0]
    assert set(places.rows.members) == {
        "De Appelbrug",
        "Andere in PO1",
        "Alles in PO1",
        "Andere in de rest van de regio",
        "Alles in de rest van de regio",
        TOTAL,
    }
    assert places.values["Alles in PO1", TOTAL] == 12
    assert places.values[TOTAL, TOTAL] == 14


def test_what_a_school_adds_up_to_is_its_row_in_the_region() -> None:
    """The same cell: a report of the school and one of the region that differ in it contradict each other."""
    lines = [*children("a", 9), *children("b", 7)]
    region = tables(lines)
    school = [one.table for one in school_tables(lines[:9], "De Appelbrug", RULES, 5)]
    assert {table.key((TOTAL, TOTAL)) for table in school} == {region[0].key(("De Appelbrug", TOTAL))}
    system = system_of([*region, *school])
    assert system.values[school[0].key((TOTAL, TOTAL))] == 9
    assert all((PLACE, "De Appelbrug") in key for table in school for _, key in map(table.key, table.places))


def test_two_schools_of_one_name_have_a_row_each() -> None:
    """The one with the later id has a number; without a name it is not known."""
    assert own_names({"b": "De Eik", "a": "De Eik", "c": ""}) == {
        "a": "De Eik",
        "b": "De Eik (2)",
        "c": "plek niet bekend",
    }


def test_a_law_that_is_named_once_is_a_text_of_somebody_and_no_row() -> None:
    """Solved barriers do not count."""

    def barrier(name: str, law: str, solved: date | None = None) -> BarrierFact:
        return BarrierFact(name, "z", "a", law, "", "", "", 12, None, "", None, solved)

    found = barrier_table(
        [
            *(barrier(f"j{number}", "Jeugdwet") for number in range(5)),
            barrier("x", "Wet van Jan"),
            barrier("y", "Wlz", date(2026, 1, 1)),
        ],
        5,
    )
    assert found.rows.members == ("Jeugdwet", OTHER_BARRIER, TOTAL)
    assert (found.values["Jeugdwet", NOT_TOLD], found.values[OTHER_BARRIER, TOTAL]) == (5, 1)


GROUPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(NAMES)),
        st.integers(1, 12),
        st.sampled_from(["PO1", "PO2"]),
        st.sampled_from(["Delft", "Urk"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one[0],
)


@settings(max_examples=4, deadline=None)
@example(groups=[("a", 8, "PO1", "Delft"), ("b", 2, "PO2", "Delft"), ("c", 12, "PO2", "Delft")])
@given(groups=GROUPS)
def test_no_small_number_follows_from_a_report_nor_from_a_school_beside_its_region(
    groups: list[tuple[str, int, str, str]],
) -> None:
    """Neither from all tables of the region, nor from those of a school for who has the report of the region."""
    lines = [
        one
        for place, count, alliance, town in groups
        for one in children(place, count, alliance=alliance, municipality=town)
    ]
    rules = DisclosureRules(least=5, rounding=5)
    try:
        region = protect_together(tables(lines, rules=FEW_TABLES), rules)
        memory = from_text(to_text(map(remembered, region)))
        place = groups[0][0]
        here = [one for one in lines if one.place_id == place]
        school = protect_together(
            [one.table for one in school_tables(here, NAMES[place], FEW_TABLES, 5)], rules, memory
        )
    except CannotProtect:
        event("refused")
        return
    assert holds_out(region, rules)
    assert holds_out(region, rules, school)


def holds_out(published: Sequence[Protected], rules: DisclosureRules, later: Sequence[Protected] = ()) -> bool:
    """Tell whether every small number may still be anything that a small number may be."""
    system = system_of([one.table for one in (*published, *later)])
    small = [key for key, value in system.values.items() if 0 < value < rules.least]
    attacker = Attacker(published, dict.fromkeys(system.sure, 0), rounding=rules.rounding, later=later)
    ends = [attacker.bounds(key) for key in small]
    return all(least <= 1 and most >= rules.least - 1 for least, most in ends)
