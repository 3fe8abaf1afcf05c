"""Every preference there is: what it is for, what it may be, and what it is when nobody chose.

The file, the screen, the manual's list and the checks all follow from this one list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zorgarrangeur_tui.keys.act_text import ActText


class Kind(StrEnum):
    """What sort of value a preference holds."""

    CHOICE = "choice"
    YES_NO = "yes or no"
    NUMBER = "number"


Value = str | bool | int


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing that a user can choose.

    Attributes:
        name: its name in the file, a plain Dutch word or two with hyphens.
        section: the heading under which file and screen show it.
        label: what the screen calls it.
        explanation: what it does, in a sentence or two that could stand in the manual.
        kind: which sort of value it holds.
        default: the value when nobody chose.
        choices: of a choice, per value of the file what the user reads.
        least: of a number, the smallest that may be.
        most: of a number, the largest that may be.
        unit: of a number, what it counts.
    """

    name: str
    section: str
    label: str
    explanation: str
    kind: Kind
    default: Value
    choices: Mapping[str, str] | None = None
    least: int = 0
    most: int = 0
    unit: str = ""


THEME = Preference(
    name="kleuren",
    section="Beeld",
    label="Kleuren",
    explanation="Donker of licht, van beide een met hoog contrast, en een in de kleuren die uw terminal zelf heeft.",
    kind=Kind.CHOICE,
    default="zorg-donker",
    choices={
        "zorg-donker": "Donker",
        "zorg-licht": "Licht",
        "contrast-donker": "Donker, hoog contrast",
        "contrast-licht": "Licht, hoog contrast",
        "ansi-donker": "De kleuren van uw terminal, donker",
        "ansi-licht": "De kleuren van uw terminal, licht",
    },
)

MOTION = Preference(
    name="beweging",
    section="Beeld",
    label="Beweging",
    explanation="Of het scherm soepel schuift en de cursor in een tekstvak knippert. Zonder beweging is rustiger, en sneller "
    "over een trage verbinding.",
    kind=Kind.CHOICE,
    default="gewoon",
    choices={"gewoon": "Gewoon", "weinig": "Weinig", "geen": "Geen, ook geen knipperende cursor"},
)

KEY_HINTS = Preference(
    name="toetsenregel",
    section="Beeld",
    label="Regel met toetsen",
    explanation=ActText(
        "De onderste regel, met de toetsen die u hier het meest gebruikt. Wie ze kent, wint een regel door hem uit te zetten.",
        "Met {Help} vindt u ze altijd terug.",
        without="Met ? vindt u ze altijd terug.",
    ),
    kind=Kind.YES_NO,
    default=True,
)

PREVIEW = Preference(
    name="voorbeeld",
    section="Beeld",
    label="Voorbeeld naast een lijst",
    explanation="Op een breed scherm staat naast de lijst met casussen, scholen of aanbieders wat u van de regel onder de cursor "
    "moet weten. Zonder voorbeeld is de lijst breder, en ziet wie meekijkt minder.",
    kind=Kind.YES_NO,
    default=True,
)

FIRST_MODE = Preference(
    name="eerste-scherm",
    section="Bediening",
    label="Eerste scherm",
    explanation="Waar u begint als de opslag open is. Het geldt vanaf de volgende keer.",
    kind=Kind.CHOICE,
    default="vandaag",
    choices={
        "vandaag": "Vandaag",
        "casussen": "Casussen",
        "scholen": "Scholen",
        "aanbieders": "Aanbieders",
        "planning": "Planning",
        "inzicht": "Inzicht",
        "uitwisseling": "Uitwisseling",
    },
)

MOUSE = Preference(
    name="muis",
    section="Bediening",
    label="Muis",
    explanation="Of de app naar de muis luistert. Zonder muis kiest u tekst zoals overal in uw terminal, en doet een tik op het "
    "touchpad niets. Alles kan ook met toetsen.",
    kind=Kind.YES_NO,
    default=True,
)

MESSAGE_SECONDS = Preference(
    name="bericht-seconden",
    section="Bediening",
    label="Bericht blijft staan",
    explanation="Een gewoon bericht in de hoek blijft zo lang staan. Een waarschuwing of een lang bericht blijft naar "
    "verhouding langer. Met Meldingen in de hulp leest u alles terug.",
    kind=Kind.NUMBER,
    default=6,
    least=3,
    most=60,
    unit="seconden",
)

TERMINAL_CURSOR = Preference(
    name="cursor-van-de-terminal",
    section="Toegankelijkheid",
    label="Cursor van de terminal tonen",
    explanation="De cursor van uw terminal staat altijd op de regel of de letter waar u bent, maar u ziet hem niet. Met deze "
    "keuze wel. Een vergrootglas of een brailleleesregel vindt dan waar u bent.",
    kind=Kind.YES_NO,
    default=False,
)

LINE_BY_LINE = Preference(
    name="lijsten-per-regel",
    section="Toegankelijkheid",
    label="Lijsten regel voor regel",
    explanation="Een opdracht op de opdrachtregel geeft een lijst dan niet als tabel. Elk gegeven staat op een eigen regel. "
    "Dat leest beter met een schermlezer of een brailleleesregel.",
    kind=Kind.YES_NO,
    default=False,
)

BLANK_WHEN_AWAY = Preference(
    name="leeg-bij-ander-venster",
    section="Beveiliging",
    label="Scherm leeg bij ander venster",
    explanation="Werkt u in een ander venster, dan wordt dit scherm leeg, zodat niemand meeleest. Een toets brengt het terug. "
    "Het werkt in terminals die melden dat u weggaat; de meeste doen dat.",
    kind=Kind.YES_NO,
    default=False,
)

CLIPBOARD_SECONDS = Preference(
    name="klembord-seconden",
    section="Beveiliging",
    label="Klembord leeg na",
    explanation="Wat u kopieert, gaat na deze tijd van het klembord. Langer dan een halve minuut kan niet.",
    kind=Kind.NUMBER,
    default=30,
    least=5,
    most=30,
    unit="seconden",
)

SCHEMA: tuple[Preference, ...] = (
    THEME,
    MOTION,
    KEY_HINTS,
    PREVIEW,
    FIRST_MODE,
    MOUSE,
    MESSAGE_SECONDS,
    TERMINAL_CURSOR,
    LINE_BY_LINE,
    BLANK_WHEN_AWAY,
    CLIPBOARD_SECONDS,
)
"""All of them, in the order in which they are shown."""


def preference_named(name: str) -> Preference | None:
    """Return the preference that the file calls so, or None."""
    return next((preference for preference in SCHEMA if preference.name == name), None)
