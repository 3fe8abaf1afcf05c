"""Tables that leave the store, by examples worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from zorgarrangeur_tui.domain.thresholds import SUPPRESSION_REGION, OwnThreshold
from zorgarrangeur_tui.insight import disclosure_totals
from zorgarrangeur_tui.insight.disclosure import protect, protect_together
from zorgarrangeur_tui.insight.disclosure_csv import published_csv
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules, Reason, all_dominance_rules, disclosure_rules
from zorgarrangeur_tui.insight.disclosure_tables import Dimension, FigureTable, Place
from zorgarrangeur_tui.insight.disclosure_totals import CannotProtect, TooLarge
from zorgarrangeur_tui.reports.csv_text import rows_of

DAY = date(2026, 11, 27)
SCHOOLS = Dimension.flat("Plaats", ("Anker", "Berk", "Cirkel"))
KINDS = Dimension.flat("Soort", ("begeleiding", "verpleging"))
EXACT = DisclosureRules(least=5)
THREE: dict[Place, int] = {
    ("Anker", "begeleiding"): 3,
    ("Anker", "verpleging"): 21,
    ("Berk", "begeleiding"): 14,
    ("Berk", "verpleging"): 9,
    ("Cirkel", "begeleiding"): 33,
    ("Cirkel", "verpleging"): 41,
}


def counts(cells: dict[Place, int], rows: Dimension = SCHOOLS, columns: Dimension = KINDS) -> FigureTable:
    """Return a table of children."""
    return FigureTable.of_counts("Leerlingen", "regels", rows, columns, cells)


def minutes(*amounts: int) -> FigureTable:
    """Return a table with one amount of which children bring so much each, beside one that is safe."""
    cells = {
        ("Anker", "verpleging"): {f"p{number}": amount for number, amount in enumerate(amounts)},
        ("Berk", "verpleging"): {f"q{number}": 100 for number in range(10)},
    }
    return FigureTable("Minuten", "minuten", SCHOOLS, KINDS, cells, counts=False)


def test_the_rules_come_from_dated_thresholds() -> None:
    """Within the region from five, outside it from ten, rounded to five; a region may choose another number."""
    assert disclosure_rules(DAY, leaves_region=False) == DisclosureRules(5, 5, 10, 2, 85)
    assert disclosure_rules(DAY, leaves_region=True).least == 10
    own = {SUPPRESSION_REGION: [OwnThreshold(8, None, None)]}
    assert disclosure_rules(DAY, leaves_region=False, own=own).least == 8


def test_rules_for_amounts_ask_to_be_checked() -> None:
    """Nobody looked up with which numbers CBS works."""
    assert all(rule.sentence.endswith("Ga na of dit nog zo is.") for rule in all_dominance_rules())


def test_one_small_count_takes_three_others_with_it() -> None:
    """With one cell hidden in a row and column, the totals would give it; so a square is hidden, and all totals stay."""
    done = protect(counts(THREE), EXACT)
    square = {(row, column) for row in ("Anker", "Berk") for column in ("begeleiding", "verpleging")}
    assert done.hidden.keys() == square
    assert done.hidden["Anker", "begeleiding"] is Reason.SMALL
    assert done.figures["Anker", "Totaal"] == 24
    assert done.figures["Totaal", "Totaal"] == 121


def test_a_gemeente_with_one_school_hides_as_its_school() -> None:
    """A total that is the small count itself is small too, and of the rest something is hidden that it follows from."""
    places = Dimension.nested("Plaats", {"Rijswijk": ["Anker"], "Delft": ["Berk", "Cirkel"]})
    done = protect(counts(THREE, rows=places), EXACT)
    assert done.hidden["Rijswijk", "begeleiding"] is Reason.SMALL
    assert done.hidden.keys() & {("Delft", "begeleiding"), ("Totaal", "begeleiding")}


def test_rounded_counts_still_add_up() -> None:
    """3 and 21 is 24: shown are a total of 25 or 20, and nothing that contradicts it."""
    cells = {place: count + 10 for place, count in THREE.items()}
    done = protect(counts(cells), DisclosureRules(least=5, rounding=5))
    assert not done.hidden
    for row in ("Anker", "Berk", "Cirkel", "Totaal"):
        assert done.figures[row, "begeleiding"] + done.figures[row, "verpleging"] == done.figures[row, "Totaal"]
    assert all(figure % 5 == 0 for figure in done.figures.values())
    assert done.blur == 4


@pytest.mark.parametrize(
    ("amounts", "reason"),
    [
        ((100, 100, 100, 100, 100, 100), None),
        ((100, 100, 100), Reason.SMALL),
        ((900, 100, 10, 10, 10, 10), Reason.DOMINANT),
        ((1000, 300, 20, 20, 20, 20), Reason.DOMINANT),
    ],
)
def test_an_amount_that_is_mostly_of_one_child_is_hidden(amounts: tuple[int, ...], reason: Reason | None) -> None:
    """Fewer than five; two with more than 85 percent; the rest less than a tenth of the largest."""
    assert protect(minutes(*amounts), EXACT).hidden.get(("Anker", "verpleging")) is reason


def test_the_largest_may_not_be_estimated_within_a_tenth() -> None:
    """Without the two largest, 45 is left: less than a tenth of 500, though two have 84 percent in a wide dominance rule."""
    wide = DisclosureRules(least=3, largest=1, share=95)
    assert protect(minutes(500, 400, 15, 15, 15), wide).hidden["Anker", "verpleging"] is Reason.DOMINANT
    assert ("Anker", "verpleging") in protect(minutes(500, 400, 20, 20, 20), wide).figures


def test_two_children_more_than_last_time_are_not_shown_exactly() -> None:
    """Who subtracts would know that it is about two; a figure that did not change, or much, may stand."""
    base = {place: count + 10 for place, count in THREE.items()}
    before = protect(counts(base), EXACT)
    later = base | {("Anker", "begeleiding"): 15, ("Cirkel", "verpleging"): 71}
    done = protect(counts(later), EXACT, [before])
    assert done.hidden["Anker", "begeleiding"] is Reason.DIFFERENCE
    assert ("Cirkel", "verpleging") in done.figures
    assert not protect(counts(base), EXACT, [before]).hidden


def test_a_small_difference_drowns_in_the_rounding() -> None:
    """Rounded to five both times, two children more can not be told from none."""
    rules = DisclosureRules(least=5, rounding=5)
    base = {place: count + 10 for place, count in THREE.items()}
    before = protect(counts(base), rules)
    assert not protect(counts(base | {("Anker", "begeleiding"): 15}), rules, [before]).hidden


def test_what_was_hidden_and_hardly_changed_stays_hidden() -> None:
    """Three children became six: who takes it that the rest of the school stayed the same finds no three."""
    before = protect(counts(THREE), EXACT)
    done = protect(counts(THREE | {("Anker", "begeleiding"): 6}), EXACT, [before])
    assert done.hidden["Anker", "begeleiding"] is Reason.BEFORE


def test_what_was_shown_under_looser_rules_cannot_be_taken_back() -> None:
    """It is hidden from now on, and the table can still be made."""
    before = protect(counts(THREE), DisclosureRules(least=1))
    done = protect(counts(THREE), EXACT, [before])
    assert done.hidden.keys() == {("Anker", "begeleiding")}


def test_a_small_count_between_figures_that_everyone_knows_is_refused() -> None:
    """The whole and all but one school were shown before and are the same: nothing is written, and the app says what helps."""
    one = Dimension.flat("Soort", ("verpleging",))
    whole = protect(counts({("Alles", "verpleging"): 40}, Dimension.flat("Plaats", ("Alles",)), one), EXACT)
    noord = protect(counts({("Noord", "verpleging"): 36}, Dimension.flat("Plaats", ("Noord",)), one), EXACT)
    both = Dimension.flat("Plaats", ("Noord", "Zuid"))
    table = counts({("Noord", "verpleging"): 36, ("Zuid", "verpleging"): 4}, both, one)
    with pytest.raises(CannotProtect, match="Er is niets geschreven"):
        protect(table, EXACT, [whole, noord])


def test_a_table_that_takes_too_long_is_refused_and_not_half_protected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any time to look what else to hide, nothing is published."""
    monkeypatch.setattr(disclosure_totals, "_EFFORT", 0)
    with pytest.raises(TooLarge, match="te groot"):
        protect(counts(THREE), EXACT)


def test_tables_that_contradict_each_other_are_refused() -> None:
    """A school has one total, in whatever table it stands."""
    other = counts({("Anker", "Wlz"): 5}, columns=Dimension.flat("Wet", ("Wlz",)))
    with pytest.raises(ValueError, match="contradict"):
        protect_together([counts(THREE), other], EXACT)


@pytest.mark.parametrize(
    ("members", "inside"),
    [(("a", "b"), {}), (("a", "a", "t"), {"a": "t"}), (("a", "b", "t"), {"a": "b", "b": "a"}), (("a",), {"a": "t"})],
)
def test_a_dimension_without_a_single_total_is_refused(members: tuple[str, ...], inside: dict[str, str]) -> None:
    """Otherwise nobody could tell what adds up to what."""
    with pytest.raises(ValueError, match="the dimension 'x'"):
        Dimension("x", members, inside)


@pytest.mark.parametrize("amounts", [{("Anker", "Totaal"): {"p": 1}}, {("Anker", "verpleging"): {"p": 2}}])
def test_a_table_that_counts_a_child_twice_or_a_total_by_hand_is_refused(amounts: dict[Place, dict[str, int]]) -> None:
    """Such a table could not be judged."""
    with pytest.raises(ValueError, match=r"totals|counts once"):
        FigureTable("Leerlingen", "regels", SCHOOLS, KINDS, amounts)


def test_the_file_tells_a_reader_what_a_point_is_and_not_why_it_stands_there() -> None:
    """Which of the hidden figures is the small one, only who publishes may know."""
    done = protect(counts(THREE), DisclosureRules(least=5, rounding=5))
    lines = rows_of(published_csv(done))
    assert lines[0] == ["Plaats", "begeleiding", "verpleging", "Totaal"]
    assert lines[1][:3] == ["Anker", ".", "."]
    assert lines[-1][0].startswith("Een punt betekent")
    assert lines[-1][0].endswith("wijkt hoogstens 4 af van het echte.")
    assert not any(reason.value in cell for reason in Reason for line in lines for cell in line)


def test_who_publishes_reads_what_was_hidden_and_what_to_do_next() -> None:
    """Counted by reason."""
    assert protect(counts(THREE), EXACT).sentence == (
        "Van de 12 getallen staan 4 getallen niet in de tabel: 1 omdat het om te weinig kinderen of anderen gaat; 3 omdat een "
        "verborgen getal er anders uit volgt. De tabel kan zo naar buiten; een volgende tabel wordt ermee vergeleken."
    )
    assert protect(counts({}), EXACT).sentence.startswith("Alle getallen staan in de tabel.")
