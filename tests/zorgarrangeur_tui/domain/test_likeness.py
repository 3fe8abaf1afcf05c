"""What looks like the same thing entered twice, and what surely is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.domain.likeness import (
    LIKELY,
    ChildTraits,
    OrganisationTraits,
    PersonTraits,
    PlaceTraits,
    child_likeness,
    likely_pairs,
    organisation_likeness,
    person_likeness,
    place_likeness,
    together,
)
from zorgarrangeur_tui.domain.name_likeness import Alike, alike_organisations, alike_people, name_keys


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Stichting Zorg De Windroos", "Windroos Zorg B.V.", Alike.SAME),
        ("St. Jozefschool", "Sint-Jozefschool", Alike.SAME),
        ("OBS Het Kofschip", "Basisschool 't Kofschip", Alike.SAME),
        ("Zorggroep Één", "zorggroep een", Alike.SAME),
        ("K.D.C. De Vlinder", "Kinderdagcentrum de Vlinder", Alike.SAME),
        ("Thuis Zorg Noord", "Thuiszorg Noord", Alike.SAME),
        ("De Windroos", "De Windrsoo", None),
        ("De Windroos", "De Windroso", Alike.NEARLY),
        ("Thuiszorg Noord", "Thuiszorg Noord Groningen", Alike.NEARLY),
        ("Thuiszorg Noord", "Thuiszorg Zuid", None),
        ("De Eik", "De Els", None),
        ("", "", None),
    ],
)
def test_names_of_organisations_are_read_as_people_mean_them(one: str, other: str, alike: Alike | None) -> None:
    """Legal forms, articles, accents, abbreviations and one slip of the pen do not hide that two names are one."""
    assert alike_organisations(one, other) is alike
    assert alike_organisations(other, one) is alike


def test_an_initial_goes_with_the_first_name_that_it_may_stand_for() -> None:
    """J. de Vries may be Jan, not Piet; and Bakker is nobody else's name."""
    assert alike_people("J. de Vries", "Jan de Vries") is Alike.NEARLY
    assert alike_people("J. de Vries", "Piet de Vries") is None
    assert alike_people("Vries, Jan de", "Jan de Vries") is Alike.SAME
    assert alike_people("Jan Bakker", "Jan de Vries") is None


names = st.lists(st.text("abcdezorg ", min_size=1, max_size=9), min_size=1, max_size=3).map(" ".join)


@given(names, st.integers(0, 30), st.sampled_from("xyzab"))
def test_names_that_are_alike_always_meet(name: str, place: int, letter: str) -> None:
    """Whatever letter is wrong: two names that are alike share a key, so that the quick way misses nobody."""
    at = place % len(name)
    for other in (
        name[:at] + letter + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        " ".join(reversed(name.split())),
    ):
        if alike_organisations(name, other) or alike_people(name, other):
            assert name_keys(name) & name_keys(other)


def test_two_sites_with_a_code_of_their_own_are_never_one() -> None:
    """BRIN and site decide; without one, the name with postcode or place does."""
    coded = PlaceTraits("1", "De Wilgen", code="99ZZ00", postcode="1234AB", place="Assen")
    assert place_likeness(coded, PlaceTraits("2", "De Wilgen", code="99ZZ01", postcode="1234AB", place="Assen")) is None
    typed = PlaceTraits("3", "de wilgen", postcode="1234 ab")
    found = place_likeness(coded, typed)
    assert found is not None
    assert found.score >= LIKELY
    assert found.reasons == ("dezelfde naam", "dezelfde postcode")
    assert place_likeness(coded, PlaceTraits("4", "De Wilgen", postcode="9999ZZ", place="Breda")) is None


def test_a_provider_is_known_by_its_numbers_before_its_name() -> None:
    """One KvK number is one provider, two are two; a shared AGB code tells as much as a name."""
    one = OrganisationTraits("1", "Windroos", "12345678", ("11111111",))
    same = organisation_likeness(one, OrganisationTraits("2", "Heel anders", "12345678"))
    assert same is not None
    assert (same.score, same.reasons) == (100, ("hetzelfde KvK-nummer",))
    assert organisation_likeness(one, OrganisationTraits("3", "Windroos", "87654321", ("11111111",))) is None
    shared = organisation_likeness(one, OrganisationTraits("4", "WR Zorg", "", ("22222222", "11111111")))
    assert shared is not None
    assert shared.score >= LIKELY


def test_the_same_name_at_two_providers_is_two_people() -> None:
    """At one provider it is a pair; an unknown provider may be anybody's."""
    one = PersonTraits("1", "Jan de Vries", "a")
    assert person_likeness(one, PersonTraits("2", "Jan de Vries", "b")) is None
    near = person_likeness(one, PersonTraits("3", "J. de Vries", "a"))
    assert near is not None
    assert near.score >= LIKELY


def test_children_are_one_only_where_nothing_says_that_they_are_two() -> None:
    """Another birth year, month, name or school is another child; two invented pseudonyms of two arrangers may be one."""
    one = ChildTraits("1", "s", "Blauwe Otter", "", 2018, 5, frozenset({"nursing"}), "anna")
    other = ChildTraits("2", "s", "Gele Egel", "", 2018, 5, frozenset({"nursing"}), "bart")
    found = child_likeness(one, other)
    assert found is not None
    assert found.score == LIKELY
    assert "dezelfde soort zorg" in found.reasons
    by_one_person = ChildTraits("3", "s", "Gele Egel", "", 2018, 5, frozenset({"nursing"}), "anna")
    twins = child_likeness(one, by_one_person)
    assert twins is not None
    assert twins.score < LIKELY
    named = ChildTraits("4", "s", "Gele Egel", "Sam Bakker", 2018, 5)
    assert child_likeness(named, ChildTraits("5", "s", "Gele Egel", "Noor Visser", 2018, 5)) is None
    assert child_likeness(named, ChildTraits("6", "s", "Gele Egel", "Sam Bakker", 2017, 5)) is None
    assert child_likeness(named, ChildTraits("7", "t", "Gele Egel", "Sam Bakker", 2018, 5)) is None


def test_every_pair_is_told_once_and_the_surest_first() -> None:
    """Two records that share many keys are still one pair; three of a kind are three pairs under one leader."""
    found = likely_pairs(
        [
            OrganisationTraits("3", "Stichting De Windroos", "12345678"),
            OrganisationTraits("1", "Windroos", "12345678"),
            OrganisationTraits("2", "De Windroos"),
            OrganisationTraits("4", "Berkenhof"),
        ],
        organisation_likeness,
    )
    assert [(pair.first, pair.second) for pair in found] == [("1", "3"), ("1", "2"), ("2", "3")]
    assert together("1234", found) == {"1": "1", "2": "1", "3": "1", "4": "4"}
