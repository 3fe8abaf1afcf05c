"""Cells of an inventory sheet as values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.importers.full_names import looks_like_full_name
from zorgarrangeur_tui.importers.inventory_cells import read_birth_year, read_date, read_form, read_minutes, read_size
from zorgarrangeur_tui.importers.inventory_columns import guessed_targets
from zorgarrangeur_tui.importers.inventory_words import kind_word, meaning, says_nothing

PSEUDONYM_FORMS = (
    "J.V.",
    "JdV",
    "Jan V.",
    "L01",
    "Leerling 3",
    "Leerling A",
    "Blauwe Otter",
    "Rode Panda",
    "Lln 12",
    "",
)


@pytest.mark.parametrize(
    ("text", "unit", "minutes"),
    [
        ("1,5", "uren", 90),
        ("1.5", "uren", 90),
        ("2", "uren", 120),
        ("0,33", "uren", 20),
        ("½", "uren", 30),
        ("1½", "uren", 90),
        ("90", "minuten", 90),
        ("90,0", "minuten", 90),
        ("1u30", "minuten", 90),
        ("1:30", "", 90),
        ("1:30:00", "uren", 90),
        ("90m", "uren", 90),
        ("90 min.", "", 90),
        ("1,5 uur", "minuten", 90),
        ("2 uur p/w", "", 120),
        ("0", "uren", 0),
    ],
)
def test_a_duration_is_read_in_the_unit_of_its_column_unless_it_tells_its_own(
    text: str, unit: str, minutes: int
) -> None:
    """As people and spreadsheets write it."""
    assert read_minutes(text, unit) == minutes


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("5", "", "zonder uren of minuten"),
        ("1,5", "minuten", "geen hele minuten"),
        ("1.500", "uren", "duizendtallen"),
        ("1u75", "uren", "59 minuten"),
        ("ca. 2", "uren", "geen duur"),
        ("2-3", "uren", "geen duur"),
        ("169", "uren", "in een week"),
    ],
)
def test_a_duration_that_can_mean_two_things_is_refused(text: str, unit: str, words: str) -> None:
    """Nothing is guessed; the sentence tells what to do."""
    with pytest.raises(ValueError, match=words):
        read_minutes(text, unit)


@given(st.integers(0, 10080))
def test_every_number_of_minutes_reads_back(minutes: int) -> None:
    """Bare, with its unit, and as hours and minutes."""
    for text in (str(minutes), f"{minutes} min", f"{minutes // 60}:{minutes % 60:02d}"):
        assert read_minutes(text, "minuten") == minutes


def test_of_a_date_of_birth_only_the_year_is_taken() -> None:
    """With a doubt that tells so, and without the day in it."""
    assert read_birth_year("2015") == (2015, "")
    year, doubt = read_birth_year("12-03-2015 00:00:00")
    assert year == 2015
    assert "alleen het jaar" in doubt
    assert "12" not in doubt


@pytest.mark.parametrize(
    "text", ["31-12-2027", "31/12/27", "31 dec 2027", "31-dec-27", "2027-12-31", "31 december 2027"]
)
def test_a_date_is_read_as_spreadsheets_write_it(text: str) -> None:
    """In every usual order."""
    assert read_date(text) == date(2027, 12, 31)


def test_a_form_may_tell_the_size_of_the_group() -> None:
    """One to one is individual, one to four a group."""
    assert read_form("groep van 4") == ("group", 4)
    assert read_form("1:4") == ("group", 4)
    assert read_form("Groep (6)") == ("group", 6)
    assert read_form("1:1") == ("individual", None)
    assert read_form("Ind.") == ("individual", None)
    assert read_size("max 6 lln") == 6


def test_a_kind_is_found_within_a_longer_text_unless_there_are_two() -> None:
    """A part that was understood is told; two kinds need two lines."""
    assert kind_word("P.V.")[0].code == "personal_care"
    assert kind_word("verpleging (katheter)") == (kind_word("verpleging")[0], True)
    assert kind_word("Coördinatie")[0].code == "coordination"
    with pytest.raises(ValueError, match="meer dan één ding"):
        kind_word("PV en verpleging")


def test_laws_and_empty_words_are_read_by_short_and_long_words() -> None:
    """Accents, dots and capitals do not matter."""
    assert meaning("law", "WLZ").code == meaning("law", "Wet langdurige zorg").code == "long_term_care_act"
    assert meaning("delivery", "P.G.B.").code != meaning("delivery", "ZIN").code
    assert says_nothing("n.v.t.")
    assert says_nothing(" - ")
    assert not says_nothing("nee")


@pytest.mark.parametrize(
    "text", ["Jan de Vries", "Vries, Jan de", "J. de Vries", "A. Jansen", "jan jansen", "Bo van Dam"]
)
def test_a_full_name_is_seen(text: str) -> None:
    """In every usual order."""
    assert looks_like_full_name(text)


@pytest.mark.parametrize("text", PSEUDONYM_FORMS)
def test_initials_numbers_and_pseudonyms_are_no_names(text: str) -> None:
    """Those that people use, and those that the app invents."""
    assert not looks_like_full_name(text)


def test_headings_are_guessed_with_their_units() -> None:
    """The words of a heading tell what is in its column, a unit in it how to read bare numbers."""
    header = ("Naam leerling", "Geb.datum", "Woongemeente", "Groep/klas", "Individueel / groep", "Uren nodig p/w")
    assert guessed_targets(header) == ("wie", "geboortejaar", "woongemeente", "groep", "vorm", "nodig_uren")
    header = ("Toegekend (min)", "Toegekend", "Minuten per week gepland", "Uren gerealiseerd per maand", "Tot", "Wet")
    assert guessed_targets(header) == ("toegekend_minuten", "", "gepland_minuten", "", "", "wet")
