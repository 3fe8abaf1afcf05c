"""The plan of action (plan van aanpak) of one case: with it the school can go on alone. Without children, or by pseudonym."""

from __future__ import annotations

from dataclasses import dataclass

from zorgarrangeur_tui.reports.paper import Fact, Paper, Part, Table

Row = tuple[str, ...]

_NO_OWNER = (
    "Let op: er is nog geen eigenaar van de kwaliteit. De uitvoering kan pas beginnen als duidelijk is wie dat is."
)


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """What a case comes down to, in words.

    Attributes:
        reference: by which people speak of the case.
        question: what is asked, in a few words.
        about: place, form, phase and the like.
        care: a row per kind of care: kind, lines, needed, granted, agreed.
        children: pseudonym and kinds of care; empty when children are left out.
        parties: who, offer, condition, answer.
        agreements: a block per agreement.
        places: name, kind, places, taken, waiting of each collective provision.
        steps: what, who, by when, done.
        week: day, time, who, from where, rhythm, for what.
        quality_owner: who answers for the quality; "" for nobody yet.
        criteria: criterion, who, inspectorate, state.
        reviews: due, held, decision, result.
        handover: how the school goes on alone.
    """

    reference: str
    question: str
    about: tuple[Fact, ...]
    care: tuple[Row, ...]
    children: tuple[Row, ...]
    parties: tuple[Row, ...]
    agreements: tuple[tuple[Fact, ...], ...]
    places: tuple[Row, ...]
    steps: tuple[Row, ...]
    week: tuple[Row, ...]
    quality_owner: str
    criteria: tuple[Row, ...]
    reviews: tuple[Row, ...]
    handover: str


def action_plan_paper(plan: ActionPlan) -> Paper:
    """Return the plan as a document."""
    return Paper(
        title=f"Plan van aanpak {plan.reference}",
        lead="Wat er is gevraagd, wat is afgesproken, en wie wat doet. Er staan geen namen van kinderen in.",
        banner="Vertrouwelijk: bestemd voor de partijen in dit plan",
        parts=tuple(_parts(plan)),
    )


def _parts(plan: ActionPlan) -> list[Part]:
    children = Table(("Schuilnaam", "Zorg"), plan.children, (1, 3))
    places = Table(("Voorziening", "Soort", "Plekken", "Bezet", "Wachten"), plan.places, (3, 3, 1, 1, 1))
    optional = [Part("De leerlingen", table=children)] if plan.children else []
    collective = [Part("Collectieve voorzieningen", table=places)] if plan.places else []
    return [
        Part("De vraag", lines=(plan.question,) if plan.question else (), blocks=(plan.about,)),
        Part(
            "De zorg waar het om gaat",
            table=Table(
                ("Soort zorg", "Regels", "Nodig p/w", "Toegekend p/w", "Afgesproken p/w"), plan.care, (3, 1, 2, 2, 2)
            ),
            nothing="Er zijn nog geen zorgbehoeften vastgelegd.",
            source="Bron: zorgbehoeften van deze casus die vandaag gelden. Een regel is één zorgbehoefte; onbekend: bij zoveel regels is "
            "het niet ingevuld.",
        ),
        *optional,
        Part(
            "De partijen en wat zij aanbieden",
            table=Table(("Partij", "Aanbod", "Voorwaarde", "Antwoord"), plan.parties, (3, 4, 4, 3)),
            nothing="Er zijn nog geen partijen vastgelegd.",
            source="Bron: wat de partijen zelf zeiden, zoals het bij de casus is opgeschreven.",
        ),
        Part(
            "De afspraken",
            blocks=plan.agreements,
            nothing="Er zijn nog geen afspraken vastgelegd.",
            source="Bron: afspraken bij deze casus. Wat nog niet is ondertekend, geldt nog niet.",
        ),
        *collective,
        Part(
            "Wie doet wat wanneer",
            table=Table(("Wat", "Wie", "Uiterlijk", "Gedaan"), plan.steps, (5, 3, 2, 2)),
            nothing="Er zijn nog geen stappen vastgelegd.",
        ),
        Part(
            "Wie komt wanneer",
            table=Table(("Dag", "Tijd", "Wie", "Ritme", "Waarvoor"), plan.week, (2, 2, 7, 2, 4)),
            nothing="Er zijn nog geen vaste bezoeken voor deze casus gepland.",
            source="Bron: vaste bezoeken die vandaag gelden. Wat op één dag anders gaat, staat er niet in.",
        ),
        Part(
            "Kwaliteit",
            lines=(f"Eigenaar van de kwaliteit: {plan.quality_owner}.",) if plan.quality_owner else (_NO_OWNER,),
            table=Table(("Eis", "Verantwoordelijk", "Toezicht", "Stand"), plan.criteria, (4, 3, 3, 2)),
            source="Bron: eisen die bij deze casus zijn bekeken." if plan.criteria else "",
        ),
        Part(
            "Wanneer kijken we opnieuw",
            table=Table(("Gepland", "Gehouden", "Besluit", "Uitkomst"), plan.reviews, (2, 2, 2, 4)),
            nothing="Er is nog geen evaluatie gepland. Spreek een dag af.",
        ),
        Part(
            "Waar dit plan van uitgaat",
            lines=(
                "Alles staat hier zoals het nu in de casus is vastgelegd. Verandert er iets, maak dan een nieuw plan.",
                "Tijden zijn per week. Wat in even en oneven weken anders is, staat bij Ritme.",
            ),
        ),
        Part(
            "Hoe de school alleen verdergaat",
            lines=(plan.handover,) if plan.handover else (),
            nothing="Dat is nog niet opgeschreven.",
        ),
    ]
