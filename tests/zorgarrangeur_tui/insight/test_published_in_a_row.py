"""Tables that leave one after another, while children come, go and are erased: all of them together give no small count away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

import pytest
from disclosure_attacker import Attacker
from hypothesis import event, given, settings
from hypothesis import strategies as st

from zorgarrangeur_tui.insight.disclosure import Protected, protect
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules, Reason
from zorgarrangeur_tui.insight.disclosure_tables import Dimension, FigureTable, Key, Place
from zorgarrangeur_tui.insight.disclosure_totals import CannotProtect
from zorgarrangeur_tui.insight.remembered import from_text, refuse_exact_again, remembered, to_text

SCHOOLS = ("Anker", "Berk", "Cirkel")
KINDS = ("verpleging", "begeleiding", "behandeling")
CELLS = tuple(product(SCHOOLS, KINDS))
NESTED = Dimension.nested("Plaats", {"Rijswijk": SCHOOLS[:2], "Delft": SCHOOLS[2:]})
BY_KIND = Dimension.flat("Soort", KINDS)

SIZE = st.one_of(st.just(0), st.integers(1, 12), st.integers(10, 40))
CHANGES = st.lists(
    st.tuples(st.sampled_from(CELLS), st.sampled_from(["come", "go", "erased"]), st.integers(1, 7)), max_size=4
)


@dataclass(frozen=True)
class Story:
    """Which children have care where at the time of each publication, and the rules."""

    regions: tuple[dict[Place, frozenset[str]], ...]
    rules: DisclosureRules


@st.composite
def stories(draw: st.DrawFn, rules: Sequence[tuple[int, int]]) -> Story:
    """Return three publications, with a few changes in between, under a threshold with a rounding."""
    number = iter(range(10_000))
    now = {cell: [f"kind-{next(number)}" for _ in range(draw(SIZE))] for cell in CELLS}
    regions = [{cell: frozenset(children) for cell, children in now.items()}]
    for _ in range(2):
        for cell, change, many in draw(CHANGES):
            if change == "come":
                now[cell] += [f"kind-{next(number)}" for _ in range(many)]
            else:
                del now[cell][:many]
        regions.append({cell: frozenset(children) for cell, children in now.items()})
    return Story(tuple(regions), DisclosureRules(*draw(st.sampled_from(rules))))


def publish(story: Story) -> list[Protected]:
    """Return the tables that left; of the earlier ones only what the store remembers is known. One that is refused is none."""
    kept: list[str] = []
    done: list[Protected] = []
    for region in story.regions:
        cells = {cell: dict.fromkeys(children, 1) for cell, children in region.items()}
        table = FigureTable("Zorg", "kinderen", NESTED, BY_KIND, cells)
        earlier = [memory for text in kept for memory in from_text(text)]
        try:
            refuse_exact_again(table, story.rules, earlier)
            one = protect(table, story.rules, earlier)
        except CannotProtect:
            continue
        kept.append(to_text([remembered(one)]))
        assert "kind-" not in kept[-1]
        done.append(one)
    return done


def attacker_of(published: Sequence[Protected], rounding: int = 1) -> Attacker:
    """Return a reader of all tables who is also told in which school and kind nobody came or went, from one to the next."""
    apart = [replace(one, table=replace(one.table, measure=f"keer {number}")) for number, one in enumerate(published)]
    attacker = Attacker(apart, rounding=rounding)
    for earlier, later in pairwise(apart):
        for cell in CELLS:
            if earlier.table.amounts[cell] == later.table.amounts[cell]:
                attacker.model.add(attacker.cells[earlier.table.key(cell)] == attacker.cells[later.table.key(cell)])
    return attacker


def small(one: Protected) -> list[Place]:
    """Return where figures were hidden because they are about few children."""
    return [place for place, reason in one.hidden.items() if reason is Reason.SMALL]


def shown_before(published: Sequence[Protected], one: Protected) -> dict[Key, int]:
    """Return the figures of a table that an earlier one showed, and that are still the same, before rounding."""
    return {
        one.table.key(place): one.table.values[place]
        for earlier in published
        for place in earlier.figures
        if earlier.table.values[place] == one.table.values[place]
    }


def hold_out(story: Story) -> None:
    """Check every small figure of every table.

    For who knows what an earlier table showed and that it did not change, even before rounding, it may still be anything that
    a small figure may be. Who is told on top of that in which school and kind nobody came or went does not find it.
    """
    published = publish(story)
    event(f"{len(published)} tables")
    together = attacker_of(published)
    for number, one in enumerate(published):
        alone = Attacker([one], shown_before(published[:number], one))
        for place in small(one):
            least, most = alone.bounds(one.table.key(place))
            assert least <= 1
            assert most >= story.rules.least - 1
            least, most = together.bounds((f"keer {number}", one.table.key(place)[1]))
            assert least < most


@settings(max_examples=25, deadline=None)
@given(story=stories([(5, 5), (10, 10)]))
def test_no_small_number_of_children_is_found_from_three_tables(story: Story) -> None:
    """Rounded to the threshold, as this app does for what may leave more than once."""
    hold_out(story)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(story=stories([(5, 5), (10, 10)]) | stories([(5, 1), (5, 3), (10, 5)]))
def test_many_more_rows_of_tables_give_nothing_away(story: Story) -> None:
    """The same for many more, and for other roundings: what is rounded too little leaves only once."""
    hold_out(story)
