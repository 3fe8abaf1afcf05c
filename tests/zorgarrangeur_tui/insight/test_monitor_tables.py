"""The figures of a school year: every child once in every table, and no small number to be found from all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from disclosure_attacker import Attacker
from hypothesis import event, given, settings
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.school_years import SchoolYear
from zorgarrangeur_tui.insight.care_lines import CareLine, Giver, Payment
from zorgarrangeur_tui.insight.disclosure import Protected, protect_together
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules
from zorgarrangeur_tui.insight.disclosure_tables import FigureTable, Key, system_of
from zorgarrangeur_tui.insight.disclosure_totals import CannotProtect
from zorgarrangeur_tui.insight.monitor_rules import MonitorTable, count_day, monitor_rules
from zorgarrangeur_tui.insight.monitor_tables import (
    BOTH,
    NO_LAW,
    NOT_ASKED,
    NOT_PAID,
    OTHER_KIND,
    OTHER_LAW,
    OTHER_TOWNS,
    SEVERAL_LAWS,
    MonitorPlaces,
    monitor_tables,
)
from zorgarrangeur_tui.insight.remembered import from_text, remembered, to_text

RULES = monitor_rules(date(2027, 2, 1))
PLACES = MonitorPlaces({"a": "so", "b": "vso", "huis": ""})
NOBODY = (Payment("", "unfunded", Fraction(1)),)
YOUTH = (Payment("youth_act", "youth_act", Fraction(1)),)
WLZ_PART = (
    Payment("long_term_care_act", "long_term_care_act", Fraction(1, 2)),
    Payment("", "unfunded", Fraction(1, 2)),
)


def line(need: str, pupil: str, **changed: object) -> CareLine:
    """Return a need in force."""
    nothing = Fraction()
    standard = CareLine(
        need_id=need,
        pupil_id=pupil,
        place_id="a",
        municipality="Delft",
        youth_region="",
        alliance="",
        kind="nursing",
        group=False,
        counts="yes",
        needed=60,
        granted=None,
        agreed=None,
        planned=nothing,
        realised=None,
        declared=None,
        payments=YOUTH,
        givers=(Giver("", Fraction(1)),),
    )
    return replace(standard, **changed)  # type: ignore[arg-type]  # the fields of a line


def tables_of(lines: Sequence[CareLine], least: int = 1) -> dict[str, FigureTable]:
    """Return the tables of a region, by what their rows stand for in the data."""
    found = monitor_tables(lines, PLACES, RULES, least)
    return {rule.id: table for rule, table in zip(RULES.tables, found, strict=True)}


def test_a_child_stands_once_in_every_table() -> None:
    """Two needs under two laws: the kind with most minutes, all minutes together, the longest wait, and several laws."""
    lines = [
        line("1", "otter", needed=50, waiting_days=(10,)),
        line("2", "otter", needed=200, kind="paramedical", group=True, payments=WLZ_PART, waiting_days=(57, 3)),
        line("3", "das", place_id="huis", municipality="", payments=NOBODY),
        line("4", "", needed=900),
    ]
    tables = tables_of(lines)
    assert all(table.values["Totaal", "Totaal"] == 2 for table in tables.values())
    otter = {
        "kind": "Paramedische zorg",
        "school_kind": "Speciaal onderwijs (so)",
        "municipality": "Delft",
        "minutes": "4 tot 10 uur",
        "paid": "Een deel",
        "waiting": "meer dan 8 weken, tot en met 26 weken",
        "form": BOTH,
    }
    assert {name: tables[name].values[row, SEVERAL_LAWS] for name, row in otter.items()} == dict.fromkeys(otter, 1)
    das = {"school_kind": "Zorglocatie", "municipality": OTHER_TOWNS, "paid": NOT_PAID, "waiting": NOT_ASKED}
    assert {name: tables[name].values[row, NO_LAW] for name, row in das.items()} == dict.fromkeys(das, 1)


def test_a_gemeente_with_few_children_has_no_row_and_no_name() -> None:
    """A row of its own would tell that a child lives there."""
    lines = [line(str(number), f"kind{number}") for number in range(5)]
    lines.append(line("9", "das", municipality="Schiermonnikoog"))
    rows = tables_of(lines, least=5)["municipality"].rows.members
    assert rows == ("Delft", OTHER_TOWNS, "Totaal")


def test_no_letter_of_a_code_that_is_not_known_gets_into_a_table() -> None:
    """It may have come from anybody, and a table goes to everybody."""
    strange = (Payment("Jan Jansen", "Jan Jansen", Fraction(1)),)
    tables = tables_of([line("1", "otter", kind="Jan Jansen", payments=strange)])
    assert tables["kind"].values[OTHER_KIND, OTHER_LAW] == 1
    assert "Jan" not in str([(table.rows.members, table.columns.members) for table in tables.values()])


def test_figures_are_of_the_first_of_february_once_it_has_come() -> None:
    """Before it they are of today, and of a year that is over they stay of that day."""
    year = SchoolYear(2026)
    assert count_day(year, date(2026, 11, 23)) == date(2026, 11, 23)
    assert count_day(year, date(2027, 6, 1)) == date(2027, 2, 1)
    assert count_day(year, date(2028, 6, 1)) == date(2027, 2, 1)


CHILD = st.fixed_dictionaries(
    {
        "payments": st.sampled_from([YOUTH, YOUTH, WLZ_PART, NOBODY]),
        "group": st.booleans(),
        "needed": st.sampled_from([30, 90, 300, 700]),
        "municipality": st.sampled_from(["Delft", "Rijswijk", "Urk"]),
    }
)
REGION = st.lists(st.tuples(CHILD, st.integers(1, 14)), min_size=1, max_size=6)
"""Children who are alike, and how many there are of them."""

FEW_TABLES = replace(
    RULES, tables=tuple(one for one in RULES.tables if one.id in {"paid", "form", "minutes", "municipality"})
)


def region_tables(region: Sequence[tuple[dict[str, object], int]], least: int) -> tuple[FigureTable, ...]:
    """Return the tables of a region of children."""
    lines = [
        line(f"{group}-{number}", f"{group}-{number}", **values)
        for group, (values, count) in enumerate(region)
        for number in range(count)
    ]
    return monitor_tables(lines, PLACES, FEW_TABLES, least)


def holds_out(published: Sequence[Protected], rules: DisclosureRules, known: dict[Key, int], rounding: int) -> bool:
    """Tell whether every small number of all tables may still be anything that a small number may be.

    The attacker reads all tables, knows where nothing can be and what `known` says, and with `rounding` also how was rounded.
    """
    system = system_of([one.table for one in published])
    small = [key for key, value in system.values.items() if 0 < value < rules.least and key not in known]
    attacker = Attacker(published, dict.fromkeys(system.sure, 0) | known, rounding=rounding)
    ends = [attacker.bounds(key) for key in small]
    return all(least <= 1 and most >= rules.least - 1 for least, most in ends)


@settings(max_examples=12, deadline=None)
@given(region=REGION, least=st.sampled_from([5, 10]))
def test_no_small_number_follows_from_all_tables_together(
    region: list[tuple[dict[str, object], int]], least: int
) -> None:
    """Neither from one of them, nor from the columns that all of them share, nor from where nothing can be."""
    rules = DisclosureRules(least=least, rounding=least)
    try:
        published = protect_together(region_tables(region, least), rules)
    except CannotProtect:
        event("refused")
        return
    assert holds_out(published, rules, {}, rules.rounding)
    assert len({one.rows[-1] for one in published}) == 1


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(region=REGION, least=st.sampled_from([5, 10]), rounds=st.booleans())
def test_no_small_number_follows_from_many_more_regions(
    region: list[tuple[dict[str, object], int]], least: int, rounds: bool
) -> None:
    """The same for many more, also where nothing is rounded and only hiding protects."""
    rules = DisclosureRules(least=least, rounding=least if rounds else 1)
    published = protect_together(region_tables(region, least), rules)
    assert holds_out(published, rules, {}, rules.rounding)


@settings(max_examples=15, deadline=None)
@given(region=REGION, later=REGION)
def test_the_tables_of_a_second_year_give_nothing_away_beside_the_first(
    region: list[tuple[dict[str, object], int]], later: list[tuple[dict[str, object], int]]
) -> None:
    """For who knows what was shown the first time, before rounding, and that it did not change."""
    rules = DisclosureRules(least=5, rounding=5)
    try:
        first = protect_together(region_tables(region, 5), rules)
        memory = from_text(to_text(map(remembered, first)))
        second = protect_together(region_tables(region[: len(region) // 2] + later, 5), rules, memory)
    except CannotProtect:
        event("refused")
        return
    now = system_of([one.table for one in second]).values
    unchanged = {
        key: value
        for one in memory
        for key, value in one.shown.items()
        if now.get(key) == value and value >= rules.least
    }
    assert holds_out(second, rules, unchanged, 1)


def test_every_table_of_the_data_can_be_filled() -> None:
    """Each row and source of the data is used, and every band but the last of its table has an end."""
    assert {one.id for one in RULES.tables} == set(MonitorTable)
    for bands in RULES.bands.values():
        assert [one.below is None for one in bands] == [False] * (len(bands) - 1) + [True]
        ends = [one.below for one in bands[:-1]]
        assert ends == sorted(ends, key=lambda end: end or 0)
