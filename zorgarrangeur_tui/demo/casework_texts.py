"""Invented texts of casework, in the tone in which people in the field write. No names in them."""

from __future__ import annotations

from storage.models.casework_codes import AgreementLevel, PartyKind, ProvisionKind
from storage.models.codes import Phase

RESPONSIBLE = ("Zorgarrangeur", "Zorgarrangeur, samen met de ib-er", "Zorgcoördinator van de school")
REFERRED_BY = ("Schoolbestuur, met mandaat", "Directeur van de school", "Samenwerkingsverband")
QUALITY_OWNER = "Directeur van de school"
HANDOVER = "De zorgcoördinator houdt het rooster bij en belt elke maand met de teamleider van de aanbieder."
PHASE_REASONS: dict[str, str] = {
    Phase.ON_HOLD: "De school wacht op een nieuwe directeur.",
    Phase.WITHDRAWN: "De school lost het met de eigen aanbieder op.",
}

CONTACTS = {
    PartyKind.MUNICIPALITY: "Beleid jeugd",
    PartyKind.CARE_OFFICE: "Zorginkoop",
    PartyKind.SCHOOL_ALLIANCE: "Coördinator zware ondersteuning",
    PartyKind.PROVIDER: "Teamleider zorg in onderwijstijd",
}
OTHER_PARTIES = (
    (PartyKind.CARE_OFFICE, "Zorgkantoor Oostvliet"),
    (PartyKind.SCHOOL_ALLIANCE, "Samenwerkingsverband PO Oostvliet"),
    (PartyKind.PROVIDER, "De vaste zorgaanbieder"),
)
OFFERS = (
    "Betaalt mee naar het aantal leerlingen",
    "Wil collectief inzetten, zonder beschikking",
    "Houdt de losse beschikkingen tot de zomer aan",
    "Stelt een vast team van vier mensen beschikbaar",
)
CONDITIONS = ("Eén aanspreekpunt op school", "Elk kwartaal cijfers", "Ook de buurgemeenten doen mee")
AGREEMENTS = {
    AgreementLevel.SCHOOL: "Eén vast team op school voor drie jaar",
    AgreementLevel.MUNICIPALITY: "Verzorging en begeleiding zonder beschikking",
    AgreementLevel.OOGO: "Zorg in onderwijstijd in het ondersteuningsplan",
    AgreementLevel.YOUTH_REGION: "Collectieve inzet op alle scholen van de regio",
}
SCALING_RULE = "Elke acht weken kijken school en aanbieder samen. Tot 10% meer of minder beslist de teamleider."
DISPUTE = "Twee gemeenten zien dit als taak van de school. Het gaat naar het volgende overleg."
PLAN_STEPS = (
    ("Weekrooster vaststellen met de aanbieder", "Zorgcoördinator", -20),
    ("Ouders een brief sturen over het vaste team", "Directeur", 5),
    ("Zorgruimte klaarmaken", "Conciërge", 18),
    ("Afspreken wie invalt bij ziekte", "Teamleider zorg", 33),
)
REVIEW_RESULT = "Minder wisselende gezichten. Uitval door ziekte is nog te hoog."
PURPOSES = ("Groepen langsgaan", "Gesprek met de directeur", "Startfoto maken", "Rooster doornemen")
NOTE_LINES = (
    (
        ("observation", "Groep B", "Drie mensen tegelijk in de klas rond half elf."),
        ("agreement", "", "De aanbieder komt voortaan na de kring."),
    ),
    (
        ("observation", "Groep A", "Verzorging gaat rustig; eigen ruimte helpt."),
        ("question", "", "Telt hulp bij het eten mee als zorg?"),
    ),
    (
        ("inventory", "Groep C", "Eén leerling krijgt voortaan een uur minder begeleiding."),
        ("observation", "", "De zorgruimte is op maandag dubbel bezet."),
    ),
)
NOTE_ACTIONS = (
    ("Cijfers van het afgelopen kwartaal opvragen", "Teamleider zorg"),
    ("Lijst met leerlingen per gemeente maken", "Ib-er"),
    ("Gemeente bellen over het taakgericht deel", "Zorgarrangeur"),
)
BARRIERS = (
    (
        "Wlz-zorg in de groep moet per leerling worden verantwoord",
        "Wet langdurige zorg",
        "art. 3.1.1",
        "Een vast team kan de uren niet vrij verdelen.",
    ),
    (
        "Onderwijs op de zorglocatie telt niet als onderwijstijd",
        "Wet op de expertisecentra",
        "art. 12",
        "Leerlingen houden een vrijstelling die niet bij hen past.",
    ),
    (
        "Bij verhuizen stopt de beschikking",
        "Jeugdwet",
        "art. 1.1",
        "Een leerling krijgt weken geen zorg, terwijl de school dezelfde blijft.",
    ),
)
PROVISION_NAMES = {
    ProvisionKind.EDUCATION_CARE_CLASS: "De Brug",
    ProvisionKind.CARE_EDUCATION_GROUP: "De Overstap",
    ProvisionKind.TOGETHER_TO_SCHOOL_CLASS: "Samen op Weg",
}
OWN_WORDS = (
    "Wij willen gewoon dat ze naar school kan, met één vast gezicht.",
    "Het regelen kost ons twee dagen per week.",
    "Op maandag is hij moe, dan is een korte dag genoeg.",
)
WISHES = ("Eén vast gezicht op school", "Elke dag naar school", "Minder papier")
WORRIES = ("Dat het na de zomer weer anders wordt", "Dat niemand het overneemt bij ziekte", "Wat er na 18 jaar komt")
DO_NOT_SHARE = "De situatie thuis"
BUDGET_AT_SCHOOL = "Een deel van het pgb mag op school worden gebruikt, als de begeleider dezelfde blijft."
CONSENT_PURPOSES = ("Vaste zorg op school regelen", "Overleg met gemeente en zorgkantoor over de kosten")
CONSENT_RECIPIENTS = ("Regiocoördinator", "Gemeente", "Zorgaanbieder")
BLOCKERS = ("Geen begeleiding tijdens de lessen", "Wacht op vervoer", "Te volle klas")
WAY_BACK = "Vanaf de meivakantie twee ochtenden, daarna elke acht weken een dagdeel meer."
EVIDENCE = "Verklaring van de orthopedagoog, in het OPP."
EDUCATION_CONTACT = "Elke week een uur les op de zorglocatie."
SCALE_CAUSES = ("Na ziekenhuisopname is meer verpleging nodig", "Kan nu zelf eten")
SCALE_EFFECTS = ("Een uur meer op dinsdag; past in het bestaande team", "Een half uur vrij voor de groep")
CHILDCARE = ("Bso De Klimop", "Bso Het Nest")
CHILDCARE_HANDOVER = "Of er medicijnen zijn gegeven, en hoe de ochtend ging."
DEVIATIONS = (
    ("time", "Drie ochtenden onderwijs, twee dagen op de zorgboerderij"),
    ("location", "Onderwijs op de zorgboerderij"),
    ("funding", "Bekostiging gaat naar het onderwijszorginitiatief"),
    ("content", "Andere kerndoelen, op maat"),
)
