"""Random two-word pseudonyms for pupils, such as "Blauwe Otter".

A pseudonym is drawn, never derived from the child: what is derived can be guessed back. The first words are colours,
materials and weather and say nothing about how a child is or moves; no word is a common first name.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from random import Random

FIRST_WORDS = tuple(
    """
    Abrikozen Amberen Azuren Barnstenen Bedauwde Besneeuwde Blauwe Bloeiende Bonte Bronzen Citroengele Donzen Feestelijke
    Fluwelen Fonkelende Gebloemde Geborduurde Gebreide Gele Geruite Gespikkelde Gestippelde Gestreepte Geurige Geweven
    Glanzende Glinsterende Gouden Granieten Grasgroene Groene Hemelsblauwe Herfstgele Jaden Katoenen Kersenrode Kleurige
    Koperen Korenblauwe Kristallen Kruidige Kurken Lentegroene Lila Linnen Maanblauwe Marmeren Mosgroene Noordelijke
    Oostelijke Opalen Oranje Paarse Rieten Robijnen Roze Saffieren Smaragden Sterrenblauwe Stralende Turkooizen Twinkelende
    Vilten Westelijke Wilgengroene Winterse Wollen Zandgele Zeegroene Zijden Zilveren Zomerse Zonnige Zuidelijke
    """.split()  # noqa: SIM905  a list of words reads best as words
)

SECOND_WORDS = tuple(
    """
    Alpaca Antilope Berk Beuk Bever Bizon Boomklever Boterbloem Capibara Cavia Ceder Dolfijn Eekhoorn Egel Esdoorn Fazant
    Flamingo Fuchsia Gazelle Giraf Grutto Hamster Hermelijn Hommel IJsvogel Jaguar Kameel Kangoeroe Kastanje Kievit Kikker
    Klaver Kluut Koala Kolibrie Komeet Kompas Koolmees Korenbloem Krekel Lantaarn Leeuwerik Lepelaar Libel Lynx Marter
    Molen Nachtegaal Olijf Ooievaar Otter Panda Papegaai Pelikaan Pimpelmees Poema Regenboog Reiger Salamander Schildpad
    Specht Toekan Tureluur Varen Vlieger Vlinder Vuurtoren Walvis Wilg Winterkoning Wombat Zebra Zeehond Zeester
    Zonnebloem Zwaluw
    """.split()  # noqa: SIM905  a list of words reads best as words
)

_QUICK_DRAWS = 16


def new_pseudonym(taken: Collection[str], random: Random | None = None) -> str:
    """Return a pseudonym that nobody in `taken` has; capitals make no difference.

    Args:
        taken: the pseudonyms in use.
        random: where chance comes from; by default the system's own, so that nobody can foretell a pseudonym.

    When every pair is in use, a number follows: "Blauwe Otter 2".
    """
    return new_pseudonyms(1, taken, random)[0]


def new_pseudonyms(count: int, taken: Collection[str], random: Random | None = None) -> list[str]:
    """Return several pseudonyms that differ from `taken` and from each other."""
    random = random or secrets.SystemRandom()
    used = {pseudonym.casefold() for pseudonym in taken}
    drawn: list[str] = []
    for _ in range(count):
        pseudonym = _drawn(used, random)
        used.add(pseudonym.casefold())
        drawn.append(pseudonym)
    return drawn


def _drawn(used: Collection[str], random: Random) -> str:
    """Return one free pseudonym: by a few quick draws, else chosen from the pairs that are left."""
    for _ in range(_QUICK_DRAWS):
        pseudonym = f"{random.choice(FIRST_WORDS)} {random.choice(SECOND_WORDS)}"
        if pseudonym.casefold() not in used:
            return pseudonym
    pairs = [f"{first} {second}" for first in FIRST_WORDS for second in SECOND_WORDS]
    free = [pair for pair in pairs if pair.casefold() not in used]
    number = 1
    while not free:
        number += 1
        free = [numbered for pair in pairs if (numbered := f"{pair} {number}").casefold() not in used]
    return random.choice(free)
