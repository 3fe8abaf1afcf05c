"""Names of places that DUO writes in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.importers.place_names import municipality_name, place_key, place_name


@pytest.mark.parametrize(
    "name",
    [
        "Assen",
        "Capelle aan den IJssel",
        "IJsselstein",
        "Alphen-Chaam",
        "Reusel-De Mierden",
        "De Ronde Venen",
        "Den Helder",
        "Het Hogeland",
        "Hendrik-Ido-Ambacht",
        "West Maas en Waal",
        "Hof van Twente",
        "Wijk bij Duurstede",
        "'s-Gravenzande",
        "'s-Heer Arendskerke",
        "'t Harde",
        "Tull en 't Waal",
        "Bleskensgraaf ca",
        "Rijswijk (NB)",
        "Bergen NH",
        "2e Exloërmond",
    ],
)
def test_capitals_become_the_ordinary_spelling(name: str) -> None:
    """A name in capitals comes back as it is written on a map, and an ordinary name stays as it is."""
    assert place_name(name.upper()) == name
    assert place_name(name) == name


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("DEN HAAG", "'s-Gravenhage"),
        ("S HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("NUENEN CA", "Nuenen, Gerwen en Nederwetten"),
        ("NUENEN C.A.", "Nuenen, Gerwen en Nederwetten"),
        ("Nuenen c.a.", "Nuenen, Gerwen en Nederwetten"),
        ("BERGEN LB", "Bergen (L.)"),
        ("BERGEN NH", "Bergen (NH.)"),
        ("SUDWEST-FRYSLAN", "Súdwest-Fryslân"),
        ("NOARDEAST-FRYSLAN", "Noardeast-Fryslân"),
        ("DE FRYSKE MARREN", "De Fryske Marren"),
        ("S GRAVENDEEL", "'s-Gravendeel"),
        ("", ""),
    ],
)
def test_municipalities_that_no_rule_can_spell(capitals: str, name: str) -> None:
    """Accents and abbreviations that DUO leaves out are put back."""
    assert municipality_name(capitals) == name


@given(st.text(max_size=30))
def test_spelling_keeps_the_letters(text: str) -> None:
    """Any text at all survives, with the same letters, and a second time changes nothing."""
    name = place_name(text)
    assert place_key(name) == place_key(text)
    assert place_name(name) == name
