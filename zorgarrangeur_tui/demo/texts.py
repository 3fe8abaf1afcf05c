"""Invented texts of cases, pupils and visits, in the tone in which people in the field write. No names in them."""

from __future__ import annotations

from storage.models.casework_codes import Theme
from storage.models.codes import Phase

TITLES_WHOLE_SCHOOL = (
    "Eén vaste zorgaanbieder voor de hele school",
    "Van losse zorg per kind naar een vast team",
    "Minder wisselende gezichten in de klassen",
    "Groepsbegeleiding in de structuurgroepen",
    "Verzorging en begeleiding onder schooltijd",
)
TITLES_GROUP = (
    "Verzorging bij de jongste leerlingen",
    "Zorg in de Samen naar School-klas",
    "Begeleiding bij de overstap naar het vervolgonderwijs",
    "Verpleegkundige handelingen op vaste tijden",
)
TITLES_ONE_CHILD = (
    "Terug naar school na een lange tijd thuis",
    "Passende zorg naast een korte schooldag",
    "Van dagbehandeling naar school, stap voor stap",
)
TITLES_SCHOOL_ONLY = (
    "Zorgruimte inrichten en afspraken over kwaliteit",
    "Afspraken met de gemeenten over collectieve inzet",
    "Wie coördineert de zorg op school?",
    "Startfoto van alle zorg onder schooltijd",
)
TITLE_IN_CARE = "Onderwijs op de zorglocatie, twee ochtenden per week"

THEMES = tuple(theme.value for theme in Theme)

NEXT_ACTIONS: dict[str, str] = {
    Phase.INTAKE: "Intake plannen met de directeur",
    Phase.BASELINE: "Groepen langsgaan voor de startfoto",
    Phase.FAMILY_TALKS: "Ouders bellen over het pgb onder schooltijd",
    Phase.ANALYSIS: "Uren per soort zorg naast elkaar zetten",
    Phase.NEGOTIATION: "Aanbod van de aanbieder bespreken met de gemeenten",
    Phase.AGREEMENT: "Handtekening van het schoolbestuur ophalen",
    Phase.PLAN: "Weekrooster afstemmen met de teamleider",
    Phase.RUNNING: "Uitval van de laatste maand nalopen",
    Phase.REVIEW: "Evaluatie plannen met school en aanbieder",
    Phase.CLOSED: "",
    Phase.ON_HOLD: "Navragen of de school verder kan",
    Phase.WITHDRAWN: "",
}
CASE_NOTES = (
    "De zorgruimte is op maandagochtend bezet.",
    "School wil graag één aanspreekpunt bij de aanbieder.",
    "Twee gemeenten doen nog niet mee aan de afspraak.",
    "De busjes van het leerlingenvervoer zijn vaak laat; niet voor negen uur beginnen.",
)
PUPIL_NOTES = (
    "Ouders willen graag één vast gezicht op maandag.",
    "Rustige plek nodig na de pauze.",
    "Wordt snel moe; zorg liefst voor de middag.",
    "Geeft zelf aan wanneer hulp nodig is.",
    "Vertelt het liefst met pictogrammen.",
)
VISIT_NOTES = ("Graag niet storen tijdens de kring.", "Melden bij de balie.", "Na de gym, in de zorgruimte.")
GREY_REASONS = (
    "Deels onderwijs: hulp bij de les en bij het eten lopen door elkaar.",
    "School en gemeente zijn het nog niet eens over dit deel.",
    "Begeleiding in de pauze: telt in deze regio per keer anders.",
)
NOT_CARE_REASON = "Ondersteuning bij het leren: dat is de taak van de school."
QUALITY_OWNERS = (
    "Zorgcoördinator",
    "Intern begeleider",
    "Commissie voor de begeleiding",
    "Teamleider zorg van de aanbieder",
)
CONTACTS = ("Planning", "Teamleider zorg in onderwijstijd", "Afdeling aanmelding", "Zorgbemiddeling")
DECIDED_BY = ("Schoolbestuur en regiocoördinator", "Regio, na overleg met de gemeenten", "Schoolbestuur")
OVER_CAP_REASON = "De verpleging is bij de vaste aanbieders niet te krijgen; afspraak tot de zomer"
