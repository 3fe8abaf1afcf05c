"""Invented names of places, organisations and people. No line points at anyone or anywhere."""

from __future__ import annotations

from random import Random

MUNICIPALITIES = (
    ("Waterhoven", "9901"),
    ("Lindemeren", "9902"),
    ("Oosterveen aan de Aa", "9903"),
    ("Berkendrecht", "9904"),
    ("Sluizerdam", "9905"),
    ("Heidehorstel", "9906"),
    ("Kromme Wetering", "9907"),
    ("Zandmeerden", "9908"),
)
"""The region's own gemeenten, with codes that CBS does not issue."""

MUNICIPALITIES_OUTSIDE = (
    "Rietbroekerland",
    "Noorderwadden",
    "Vliersteden",
    "Hogerlanden",
    "Klaverdijk",
    "Zeewolderhaven",
)

_SCHOOL_FIRST = (
    "Wilgen", "Sterren", "Linden", "Kastanje", "Zonne", "Duin", "Molen", "Regen", "Klaver", "Appel", "Maan", "Ruiter",
    "Vlinder", "Wolken", "Parel", "Hazel",
)  # fmt: skip
_SCHOOL_LAST = (
    "brug", "haven", "boog", "werf", "kade", "gaard", "tuin", "poort", "weide", "wal", "toren", "schuit",
)  # fmt: skip
STREETS = (
    "Schoolpad",
    "Klinkerdreef",
    "Wilgenkade",
    "Molenmeent",
    "Vlonderweg",
    "Tuinfluiterhof",
    "Zonnedauwlaan",
    "Veerstoep",
)

_ORGANISATIONS = (
    "De Veerstoep", "Lichtwiek", "Morgendauw", "De Drie Eiken", "Zandlopertje", "Appelvink", "Het Kiezelpad", "Meerkoet",
    "De Windroos", "Tafelronde", "Kraaiennest", "Voorjaarslicht", "De Schakelaar", "Waterlinie", "Hazelaar", "De Kompasroos",
    "Boterbloem", "Het Zonneraam", "Duinroosje", "De Loopplank", "Zilverreiger", "Klaverblad Zorg", "De Honingraat", "Oeverwal",
)  # fmt: skip
_FIRST_NAMES = (
    "Anouk", "Bram", "Chaimae", "Dewi", "Emre", "Femke", "Gijs", "Hanneke", "Ilse", "Jörgen", "Karim", "Lotte", "Meryem",
    "Niels", "Oumaima", "Pieter", "Quinten", "Renske", "Sanne", "Thijs", "Umut", "Vera", "Wouter", "Xandra", "Yara", "Zoë",
    "André", "Bente", "Cédric", "Daniëlle", "Els", "Fatiha", "Gerben", "Hélène", "Ivo", "Jolijn",
)  # fmt: skip
_LAST_NAMES = (
    "Appelboom", "van den Berkenstam", "Çelikbas", "Dijkgraven", "El Ouazzani", "Fluitsma", "ten Grotenhorst", "Hazelhof",
    "in 't Veldhuisje", "Jachtlaan", "van der Kromme", "Lindeschoot", "Molenwiek", "Núñez-Vermaat", "op den Oever",
    "Pannekoekhuis", "Ruitenbeker", "Sterrenwacht", "’t Torentje", "Uiterwaarden", "de Vlindertuin", "Waterreus", "IJsselkade",
    "Zandverstuiver",
)  # fmt: skip


def school_names(random: Random, count: int) -> list[str]:
    """Return different school names; beyond the number of pairs a number follows."""
    pairs = [f"De {first}{last}" for first in _SCHOOL_FIRST for last in _SCHOOL_LAST]
    return _different(random, pairs, count)


def organisation_names(random: Random, count: int) -> list[str]:
    """Return different names for organisations, to stand behind what they do."""
    names = [*_ORGANISATIONS, *(f"{name} {place}" for place, _ in MUNICIPALITIES for name in _ORGANISATIONS)]
    few = names[: len(_ORGANISATIONS)]
    random.shuffle(few)
    return [*few, *_different(random, names[len(few) :], max(0, count - len(few)))][:count]


def people_names(random: Random, count: int) -> list[str]:
    """Return different names of people, with diacritics and prefixes among them."""
    return _different(random, [f"{first} {last}" for first in _FIRST_NAMES for last in _LAST_NAMES], count)


def _different(random: Random, names: list[str], count: int) -> list[str]:
    """Return `count` different names in a drawn order; a further round carries a number."""
    drawn: list[str] = []
    for number in range(1, count // len(names) + 2):
        shuffled = [name if number == 1 else f"{name} {number}" for name in names]
        random.shuffle(shuffled)
        drawn += shuffled
    return drawn[:count]
