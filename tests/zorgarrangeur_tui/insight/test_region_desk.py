"""What a coordinator sees first: by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.caps import Bond
from zorgarrangeur_tui.insight.care_lines import CareLine, Payment
from zorgarrangeur_tui.insight.region_desk import BarrierFact, Presence, RegionPlace, barriers_by_law, matrix, unpaid

TODAY = date(2026, 11, 23)


def barrier(
    key: str, law: str, hit: int | None = None, *, reported: str = "", solved: date | None = None
) -> BarrierFact:
    """Return a barrier of which little is known."""
    return BarrierFact(key, "", "", law, "", f"grens {key}", "", hit, None, reported, None, solved)


def test_who_is_where_marks_what_is_fixed_and_puts_what_is_wrong_first() -> None:
    """Too many without a reason comes first, then too many with one, then most uncovered care; a bond that ended counts not."""
    ended = Bond("oud", ends_on=date(2026, 7, 31))
    places = [
        RegionPlace("a", "Rustig", 2, [Bond("w"), ended], {"w": Fraction(60), "m": Fraction(30)}),
        RegionPlace("b", "Tekort", None, [], {"": Fraction(15)}, uncovered=90),
        RegionPlace("c", "Met reden", 1, [Bond("w"), Bond("m", over_cap_reason="Tot de zomer")]),
        RegionPlace("d", "Zonder reden", 1, [Bond("w"), Bond("m")]),
    ]
    found = matrix(places, TODAY)
    assert [row.place.name for row in found.rows] == ["Zonder reden", "Met reden", "Tekort", "Rustig"]
    assert found.provider_ids == ("m", "w", "")
    assert found.rows[3].cells == {"w": Presence(fixed=True, minutes=Fraction(60)), "m": Presence(False, Fraction(30))}
    assert [row.unexplained for row in found.rows] == [True, False, False, False]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("wmz"), st.booleans(), st.integers(0, 2)), max_size=12)
)
def test_every_bond_and_every_visit_stands_in_the_matrix_once(facts: list[tuple[str, str, bool, int]]) -> None:
    """The minutes in the matrix are those of the places, and a cell is fixed exactly when a bond holds."""
    places = [
        RegionPlace(
            key,
            key,
            None,
            [Bond(provider) for place, provider, fixed, _ in facts if place == key and fixed],
            {
                provider: Fraction(sum(minutes for place, who, _, minutes in facts if (place, who) == (key, provider)))
                for provider in "wmz"
            },
        )
        for key in "abc"
    ]
    rows = {row.place.id: row.cells for row in matrix(places, TODAY).rows}
    bound = {(place, provider) for place, provider, fixed, _ in facts if fixed}
    assert {(place, key) for place, cells in rows.items() for key, one in cells.items() if one.fixed} == bound
    assert sum(one.minutes for cells in rows.values() for one in cells.values()) == sum(fact[3] for fact in facts)


def test_barriers_stand_by_law_those_that_hit_most_children_first() -> None:
    """One law under two spellings is one; what is solved comes last and hits nobody any more; nobody told comes first."""
    laws = barriers_by_law(
        [
            barrier("1", "Jeugdwet", 2, reported="gemeente"),
            barrier("2", "jeugdwet ", 1),
            barrier("3", "Wlz", 5),
            barrier("4", "Jeugdwet", 40, solved=TODAY),
            barrier("5", ""),
        ]
    )
    assert [(law.law, law.open, law.pupils_hit) for law in laws] == [("Wlz", 1, 5), ("Jeugdwet", 2, 3), ("", 1, 0)]
    assert [one.id for one in laws[1].barriers] == ["2", "1", "4"]


def test_care_that_nobody_pays_at_all_comes_before_what_is_half_paid() -> None:
    """A need that is wholly paid is not there."""

    def line(key: str, needed: int, paid: Fraction) -> CareLine:
        parts = [Payment("youth_act", "youth_act", paid), Payment("", "unfunded", 1 - paid)]
        held = tuple(one for one in parts if one.weight)
        return CareLine(
            key, "", "", "", "", "", "nursing", False, "yes", needed, None, None, Fraction(), None, None, held, ()
        )

    found = unpaid([line("half", 600, Fraction(1, 2)), line("none", 60, Fraction(0)), line("paid", 60, Fraction(1))])
    assert [(one.need_id, minutes) for one, minutes in found] == [("none", 60), ("half", 300)]
