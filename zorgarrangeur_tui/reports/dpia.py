"""The data sheet for a DPIA: which data, from whom, what for, on which basis, for whom, and how long."""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.reports.paper import Fact, Paper, Part, Table

_SAFE = (
    "De gegevens staan versleuteld op de computer van de gebruiker (SQLCipher). Er is geen server en geen internet nodig.",
    "Openen kan alleen met een wachtwoordzin of een herstelcode. De app vergrendelt zichzelf.",
    "Een bundel is versleuteld voor de gekozen ontvangers en ondertekend. Hun controlegetal is eerst samen vergeleken.",
    "Er is een logboek van wie wat zag, veranderde en meegaf. Wie een regel verandert, valt door de mand.",
    "Een kind heeft een schuilnaam; een naam alleen als dat nodig is. Een burgerservicenummer wordt geweigerd.",
    "Zonder geldige toestemming blijft een kind thuis als er een bundel wordt gemaakt.",
)
_TO_ANSWER = (
    "Wie is verwerkingsverantwoordelijk, en vanuit welke taak?",
    "Welke partijen doen mee aan het overleg, en wat mag ieder zien?",
    "Klopt de grondslag per groep gegevens? De grondslagen hierboven zijn een voorstel.",
    "Welke risico's blijven er voor kinderen en ouders, en wat doet u daaraan?",
    "Wat is het advies van de functionaris gegevensbescherming (FG), en wanneer kijkt u opnieuw?",
)


@dataclass(frozen=True, slots=True)
class DpiaSheet:
    """What the app keeps, in words.

    Attributes:
        about: who keeps it, since when, how much.
        groups: title and facts of each group of data.
        terms: what, how long, where that comes from.
        recipients: name, role, how often they got a bundle, the last time.
    """

    about: tuple[Fact, ...]
    groups: tuple[tuple[str, tuple[Fact, ...]], ...]
    terms: tuple[tuple[str, str, str], ...]
    recipients: tuple[tuple[str, str, str, str], ...]


def dpia_paper(sheet: DpiaSheet) -> Paper:
    """Return the sheet as a document."""
    return Paper(
        title="Gegevensblad voor een DPIA",
        lead=(
            "Delen met meer partijen vraagt om een DPIA en advies van de FG. Dit blad zegt wat deze app vastlegt. "
            "Het zegt niet of het mag: dat beslist wie verantwoordelijk is voor de gegevens."
        ),
        banner="",
        parts=(
            Part("Deze opslag", blocks=(sheet.about,)),
            *(Part(title, blocks=(facts,)) for title, facts in sheet.groups),
            Part("Hoe lang", table=Table(("Wat", "Termijn", "Waarom"), sheet.terms, (3, 2, 5))),
            Part(
                "Wie kreeg gegevens",
                table=Table(("Ontvanger", "Rol", "Bundels", "Laatste"), sheet.recipients, (3, 3, 1, 2)),
                nothing="Er zijn nog geen contacten.",
            ),
            Part("Hoe het is beveiligd", lines=_SAFE),
            Part("Wat u zelf nog beantwoordt", lines=_TO_ANSWER),
        ),
    )
