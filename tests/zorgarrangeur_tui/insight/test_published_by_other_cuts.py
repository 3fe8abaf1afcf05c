"""Tables of one day by other cuts: who has them all, and knows which totals are the same, finds no small number of children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from disclosure_attacker import Attacker
from hypothesis import event, given, settings
from hypothesis import strategies as st
from test_monitor_tables import line

from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.breakdown_words import part_name
from zorgarrangeur_tui.insight.disclosure import Protected, protect
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules
from zorgarrangeur_tui.insight.disclosure_tables import Place
from zorgarrangeur_tui.insight.disclosure_totals import CannotProtect
from zorgarrangeur_tui.insight.publishable import Counted, PlaceNames, care_table
from zorgarrangeur_tui.insight.remembered import Remembered, refuse_exact_again, remembered

SCHOOLS = ("Anker", "Berk")
REGION_OF = {"Delft": "Haaglanden", "Rijswijk": "Haaglanden", "Urk": "Flevoland", "Almere": "Flevoland"}
KINDS = ("nursing", "individual_guidance")
GROUPS = tuple(product(SCHOOLS, REGION_OF, KINDS))
CUTS = (Cut.PLACE, Cut.MUNICIPALITY, Cut.YOUTH_REGION)
PLACES = PlaceNames(dict(zip(SCHOOLS, SCHOOLS, strict=True)))

Group = tuple[str, str, str]


def publish(counts: Mapping[Group, int], rules: DisclosureRules) -> list[tuple[Cut, Protected]]:
    """Return the tables that leave one after another, each held against those before; one that is refused is none."""
    lines = [
        line(
            f"{group}{number}",
            f"{group}{number}",
            place_id=group[0],
            municipality=group[1],
            youth_region=REGION_OF[group[1]],
            kind=group[2],
        )
        for group, count in counts.items()
        for number in range(count)
    ]
    done: list[tuple[Cut, Protected]] = []
    for cut in CUTS:
        table = care_table(lines, cut, Cut.KIND, Counted.CHILDREN, PLACES, rules.least)
        earlier: list[Remembered] = [remembered(one) for _, one in done]
        try:
            refuse_exact_again(table, rules, earlier)
            done.append((cut, protect(table, rules, earlier)))
        except CannotProtect:
            continue
    return done


def code_of(cut: Cut, group: Group) -> str:
    """Return in which part of a cut a group of children is."""
    school, gemeente, _ = group
    return {Cut.PLACE: school, Cut.MUNICIPALITY: gemeente, Cut.YOUTH_REGION: REGION_OF[gemeente]}[cut]


def counted_in(cut: Cut, place: Place, one: Protected) -> list[Group]:
    """Return which groups of children count in a cell; a row of no code holds who has no row of its own."""
    (row, column), rows = place, one.table.rows
    codes = {code_of(cut, group) for group in GROUPS}
    named = codes & {*rows.members}
    inside = {code for code in codes if row in {code, rows.whole} or not {row, code} & named}
    kinds = {kind for kind in KINDS if column in {one.table.columns.whole, part_name(Cut.KIND, kind, {})}}
    return [group for group in GROUPS if code_of(cut, group) in inside and group[2] in kinds]


def narrowest(published: Sequence[tuple[Cut, Protected]], rules: DisclosureRules) -> int:
    """Return how many values the best known small number still may have, for who knows how all tables hang together."""
    apart = [replace(one, table=replace(one.table, measure=cut)) for cut, one in published]
    attacker = Attacker(apart)
    groups = {group: attacker.model.new_int_var(0, 1000, "") for group in GROUPS}
    room = [rules.least]
    for (cut, _), one in zip(published, apart, strict=True):
        for place in one.table.places:
            counted = counted_in(cut, place, one)
            attacker.model.add(attacker.cells[one.table.key(place)] == sum(groups[group] for group in counted))
    for one in apart:
        for place in one.table.places:
            if 0 < one.table.values[place] < rules.least:
                least, most = attacker.bounds(one.table.key(place))
                room.append(most - least + 1)
    return min(room)


COUNTS = st.lists(st.sampled_from([0, 0, 0, 0, 1, 3, 9]), min_size=len(GROUPS), max_size=len(GROUPS))
RULES = st.sampled_from([DisclosureRules(5, 1), DisclosureRules(5, 5)])


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(counts=COUNTS, rules=RULES)
def test_no_small_number_follows_from_tables_by_other_cuts(counts: list[int], rules: DisclosureRules) -> None:
    """Children per kind are as many by school as by gemeente and by jeugdregio, which is made of its gemeenten."""
    published = publish(dict(zip(GROUPS, counts, strict=True)), rules)
    event(f"{len(published)} tables")
    assert narrowest(published, rules) > 1
