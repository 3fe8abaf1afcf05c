"""Whatever the figures are: who solves for bounds cannot find a hidden one, and what is shown never contradicts itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from disclosure_attacker import Attacker
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zorgarrangeur_tui.insight.disclosure import Protected, protect, protect_together
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules, Reason
from zorgarrangeur_tui.insight.disclosure_tables import Dimension, FigureTable, Key

FEW = settings(max_examples=20, deadline=None)
SCHOOLS = ("Anker", "Berk", "Cirkel", "Duin")
KINDS = ("verpleging", "begeleiding", "behandeling")
FLAT = Dimension.flat("Plaats", SCHOOLS)
NESTED = Dimension.nested("Plaats", {"Rijswijk": SCHOOLS[:2], "Delft": SCHOOLS[2:]})
BY_KIND = Dimension.flat("Soort", KINDS)
BY_LAW = Dimension.flat("Wet", ("Jeugdwet", "Wlz"))

ROWS = st.sampled_from([FLAT, NESTED])
RULES = st.builds(DisclosureRules, least=st.sampled_from([5, 10]), rounding=st.sampled_from([1, 5]))
COUNT = st.one_of(st.just(0), st.integers(1, 12), st.integers(10, 60))
COUNTS = st.lists(COUNT, min_size=12, max_size=12)


def count_table(rows: Dimension, counts: list[int]) -> FigureTable:
    """Return children per school and kind of care."""
    return FigureTable.of_counts(
        "Leerlingen", "regels", rows, BY_KIND, dict(zip(product(SCHOOLS, KINDS), counts, strict=True))
    )


def small_cells(table: FigureTable, rules: DisclosureRules) -> dict[Key, int]:
    """Return the figures that are small: nothing is not small."""
    return {table.key(place): value for place, value in table.values.items() if 0 < value < rules.least}


def holds_out(attacker: Attacker, small: dict[Key, int], rules: DisclosureRules) -> bool:
    """Tell whether every small count may still be anything that a small count may be."""
    ends = [attacker.bounds(key) for key in small]
    return all(least <= 1 and most >= rules.least - 1 for least, most in ends)


def adds_up(one: Protected) -> bool:
    """Tell whether every shown total whose parts are all shown is their sum."""
    by_key = {one.table.key(place): figure for place, figure in one.figures.items()}
    return all(
        sum(by_key[part] for part in parts) == by_key[total]
        for total, parts in one.table.sums
        if {total, *parts} <= by_key.keys()
    )


@FEW
@given(rows=ROWS, counts=COUNTS, rules=RULES)
def test_no_small_count_follows_from_the_totals(rows: Dimension, counts: list[int], rules: DisclosureRules) -> None:
    """Also not in schools within gemeenten: anything from 1 to just under the threshold stays possible."""
    table = count_table(rows, counts)
    small = small_cells(table, rules)
    done = protect(table, rules)
    assert small.keys() <= {table.key(place) for place in done.hidden}
    assert holds_out(Attacker([done]), small, rules)
    assert holds_out(Attacker([done], rounding=rules.rounding), small, rules)


@FEW
@given(rows=ROWS, counts=COUNTS, laws=st.lists(COUNT, min_size=4, max_size=4), rules=RULES)
def test_no_small_count_follows_from_two_tables_together(
    rows: Dimension, counts: list[int], laws: list[int], rules: DisclosureRules
) -> None:
    """The same lines by kind of care and by law, with the same total per school."""
    by_kind = count_table(rows, counts)
    by_law: dict[tuple[str, str], int] = {}
    for school, wanted in zip(SCHOOLS, laws, strict=True):
        whole = by_kind.values[school, BY_KIND.whole]
        by_law[school, "Jeugdwet"] = min(wanted, whole)
        by_law[school, "Wlz"] = whole - min(wanted, whole)
    other = FigureTable.of_counts("Leerlingen", "regels", rows, BY_LAW, by_law)
    both = protect_together([by_kind, other], rules)
    small = small_cells(by_kind, rules) | small_cells(other, rules)
    assert holds_out(Attacker(both), small, rules)
    assert all(map(adds_up, both))


@FEW
@given(rows=ROWS, counts=COUNTS, rules=RULES)
@example(rows=FLAT, counts=[0, 3, 20, 0, 0, 0, 0, 0, 0, 0, 20, 0], rules=DisclosureRules(least=5))
def test_no_small_count_follows_from_where_nothing_can_be(
    rows: Dimension, counts: list[int], rules: DisclosureRules
) -> None:
    """Every reader knows of each empty cell in the first column that it must be empty: nothing hides behind it."""
    sure = frozenset((school, KINDS[0]) for school in SCHOOLS)
    table = replace(count_table(rows, counts), sure=sure)
    known = {table.key(place): 0 for place in sure if not table.values[place]}
    assert holds_out(Attacker([protect(table, rules)], known), small_cells(table, rules), rules)


@FEW
@given(rows=ROWS, counts=COUNTS, rules=RULES)
def test_what_is_shown_adds_up_and_is_close(rows: Dimension, counts: list[int], rules: DisclosureRules) -> None:
    """Every shown count is a multiple, less than one multiple off; nothing stays nothing."""
    done = protect(count_table(rows, counts), rules)
    assert adds_up(done)
    for place, figure in done.figures.items():
        value = done.table.values[place]
        assert figure % rules.rounding == 0
        assert abs(figure - value) <= done.blur < rules.rounding
        assert figure == 0 or value


@FEW
@given(rows=ROWS, counts=st.lists(st.one_of(st.just(0), st.integers(10, 60)), min_size=12, max_size=12), rules=RULES)
def test_nothing_is_hidden_when_nothing_is_small(rows: Dimension, counts: list[int], rules: DisclosureRules) -> None:
    """Figures are not hidden without a reason."""
    assert not protect(count_table(rows, counts), rules).hidden


AMOUNTS = st.lists(
    st.dictionaries(st.sampled_from([f"p{number}" for number in range(12)]), st.integers(1, 600), max_size=9),
    min_size=12,
    max_size=12,
)


@FEW
@given(rows=ROWS, amounts=AMOUNTS, least=st.sampled_from([3, 5]))
def test_no_amount_of_few_children_comes_closer_than_a_tenth(
    rows: Dimension, amounts: list[dict[str, int]], least: int
) -> None:
    """Minutes of too few children, or mostly of one of them, stay unknown to ten percent on both sides."""
    rules = DisclosureRules(least=least)
    cells = dict(zip(product(SCHOOLS, KINDS), amounts, strict=True))
    table = FigureTable("Minuten", "minuten", rows, BY_KIND, cells, counts=False)
    attacker = Attacker([protect(table, rules)])
    for place, shares in table.shares.items():
        value, ordered = table.values[place], sorted(shares.values())
        if value and (len(shares) < least or sum(ordered[:-2]) < ordered[-1] / 10):
            lowest, highest = attacker.bounds(table.key(place))
            assert lowest <= 0.9 * value
            assert highest >= 1.1 * value


@FEW
@given(rows=ROWS, counts=COUNTS, later=COUNTS, stays=st.lists(st.booleans(), min_size=12, max_size=12), rules=RULES)
def test_subtracting_an_earlier_table_does_not_help(
    rows: Dimension, counts: list[int], later: list[int], stays: list[bool], rules: DisclosureRules
) -> None:
    """No small difference can be read, and who knows that figures did not change finds no small count with them."""
    before = protect(count_table(rows, counts), rules)
    now = [old if same else new for old, new, same in zip(counts, later, stays, strict=True)]
    table = count_table(rows, now)
    done = protect(table, rules, [before])
    both = before.figures.keys() & done.figures.keys()
    for place in both:
        difference, off = done.figures[place] - before.figures[place], done.blur + before.blur
        assert abs(difference) <= off or abs(difference) + off >= rules.least
    attacker = Attacker([done])
    for place in (place for place, reason in done.hidden.items() if reason is Reason.DIFFERENCE):
        then = before.table.values[place]
        least, most = attacker.bounds(table.key(place))
        assert least <= max(0, then - 1 if table.values[place] < then else then + 1)
        assert most >= then + (rules.least - 1 if table.values[place] > then else -1)
    unchanged = {
        table.key(place): table.values[place]
        for place in before.figures
        if table.values[place] == before.table.values[place]
    }
    assert holds_out(Attacker([done], unchanged), small_cells(table, rules), rules)
