"""Dutch names and codes as words: laws that hold for whatever is typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.listing_words import folded, name_words, search_expression, sort_text, surname_first

PARTS = st.sampled_from(["Noor", "van", "der", "de", "'t", "v.d.", "Berg", "Jansen-de", "Boer", "Çelik", "in"])
NAMES = st.lists(PARTS, max_size=6).map(" ".join) | st.text(max_size=30)


@given(NAMES)
def test_turning_a_name_loses_no_part_of_it(name: str) -> None:
    """Surname first is the same name in another order."""
    assert sorted(surname_first(name).replace(",", "").split()) == sorted(name.replace(",", "").split())


@given(NAMES)
def test_a_name_keeps_its_own_words(name: str) -> None:
    """Further words are added, none is taken away; and whatever has a letter or digit can be searched for."""
    assert name_words(name).startswith(folded(name))
    assert (search_expression(name) is None) == (not any(character.isalnum() for character in folded(name)))


def test_sorting_passes_over_accents_and_marks() -> None:
    """As in an index of a book."""
    names = ["'s-Graveland", "Ålst", "Zeist", "éénhoorn", "Súdwest"]
    assert sorted(names, key=sort_text) == ["Ålst", "éénhoorn", "'s-Graveland", "Súdwest", "Zeist"]
