"""Which fields the forms of casework ask, in order, and what stands under each while it has the keyboard."""

from __future__ import annotations

PART_FIELDS: dict[str, tuple[str, ...]] = {
    "residence": ("kind", "municipality", "starts_on", "ends_on", "need_arose_in", "note"),
    "entitlement": (
        "need_id", "law", "state", "delivery_form", "minutes_granted", "starts_on", "ends_on",
        "requested_on", "decided_on", "shares", "payer", "note",
    ),
    "case_party": (
        "kind", "name", "contact", "offer", "condition", "answer_by", "decision", "decided_on", "note",
    ),
    "agreement": (
        "title", "level", "binding", "parties", "municipalities_in", "municipalities_out", "minutes_per_week",
        "starts_on", "ends_on", "notice_months", "signed_on", "scaling_rule", "provider_cap", "budget_cents", "shares",
        "dispute", "note",
    ),
    "review": (
        "due_on", "held_on", "decision", "result", "minutes_agreed", "minutes_realised", "satisfaction", "note",
    ),
    "visit_note": ("day", "start_minute", "end_minute", "present", "purpose", "next_visit_on", "note"),
    "note_item": ("kind", "group_name", "text", "shareable"),
    "action": ("what", "who", "due_on", "done_on", "in_plan", "shareable", "note"),
    "family_view": (
        "spoken_on", "capacity", "own_words", "wish", "worry", "burden", "do_not_share", "budget_at_school", "note",
    ),
    "consent": (
        "capacity", "given_by", "categories", "recipients", "purpose", "given_on", "ends_on", "manner", "witness",
        "withdrawn_on", "note",
    ),
    "childcare": ("name", "windows", "provider_id", "handover", "starts_on", "ends_on", "note"),
    "exemption": (
        "ground", "starts_on", "ends_on", "doctor_on", "notified_on", "education_contact", "way_back", "note",
    ),
    "out_of_school": (
        "starts_on", "blocker", "target_on", "programme_minutes", "escalated_to", "after_eighteen", "attended_before",
        "ended_on", "attended_after", "note",
    ),
    "reduced_time": (
        "minutes_per_week", "remote_minutes", "starts_on", "ends_on", "permitted_on", "guardians_agree", "evidence",
        "way_back", "note",
    ),
    "oza_deviation": ("kind", "what", "starts_on", "ends_on", "evidence", "note"),
    "emb_check": (
        "year", "intellectual", "physical", "additional", "beyond_school", "enrolled_on_date", "evidence", "checked_on",
        "requested_on", "granted_cents", "note",
    ),
    "scale_event": (
        "need_id", "day", "direction", "cause", "from_minutes", "to_minutes", "from_rung", "to_rung", "effect",
        "review_on", "note",
    ),
    "provision": ("kind", "name", "places", "provider_id", "host", "starts_on", "ends_on", "note"),
    "placement": ("provision_id", "state", "asked_on", "starts_on", "ends_on", "note"),
    "quality_check": (
        "criterion", "responsible", "inspectorate", "state", "evidence", "checked_on", "review_on", "note",
    ),
    "barrier": (
        "title", "law", "article", "effect", "pupils_hit", "seen_on", "reported_to", "reported_on", "solved_on", "note",
    ),
    "municipality": (
        "name", "code", "province", "holiday_region", "youth_region", "care_office", "alliance_primary",
        "alliance_secondary", "other_names", "successor", "starts_on", "ends_on", "source", "note",
    ),
    "region_body": (
        "kind", "code", "name", "contact", "phone", "provider_cap", "starts_on", "ends_on", "source", "note",
    ),
    "tariff": (
        "name", "code", "region", "law", "care_kind", "form", "level", "delivery_form", "unit", "cents", "starts_on",
        "ends_on", "source", "note",
    ),
    "code_entry": ("code_list", "code", "words", "value", "region", "starts_on", "ends_on", "source", "note"),
    "threshold": ("name", "value", "starts_on", "ends_on", "source", "note"),
}  # fmt: skip
"""Per record type its fields. What a record belongs to (case, child) is not asked: the screen knows it."""

PART_REQUIRED = {
    "residence.municipality",
    "case_party.name",
    "agreement.title",
    "review.due_on",
    "visit_note.day",
    "note_item.text",
    "action.what",
    "consent.purpose",
    "childcare.name",
    "oza_deviation.what",
    "emb_check.year",
    "provision.name",
    "placement.provision_id",
    "quality_check.criterion",
    "barrier.title",
    "municipality.name",
    "region_body.name",
    "tariff.name",
    "tariff.cents",
    "code_entry.code",
    "threshold.name",
    "threshold.value",
}
"""Fields without which a record says nothing. Money is never one of them, but in a tariff."""

PART_HELP = {
    "phase_reason": "Nodig bij In de wacht en Ingetrokken, en als u een fase teruggaat. Zonder namen.",
    "resumes_phase": "De app onthoudt de fase van voor het wachten.",
    "care_location_id": "Alleen bij onderwijs op een zorglocatie: waar het kind is. De school blijft waar het staat ingeschreven.",
    "counts_for_cap": "Uit voor wie geen zorg geeft, zoals de jeugdgezondheidszorg.",
    "responsible": "Een functie of collega, zoals: zorgarrangeur Zuid. Geen ouder of leerling.",
    "referred_by": "Bijvoorbeeld: schoolbestuur, met mandaat van 1-9-2026.",
    "case.quality_owner": "Wie aanspreekbaar is op de kwaliteit. Zonder eigenaar kan een arrangement niet lopen.",
    "handover": "Hoe de school zelf verdergaat.",
    "birth_month": "Alleen als een verjaardag iets beslist: 12, 16 of 18 jaar. Typ 3 of maart.",
    "pupil.municipality": "Zolang er geen woonplaats met datum is. Niet de gemeente van de school.",
    "attendance": "Leeg: alle schooltijden. Typ ma-do 9-14.",
    "regular_school_gap": "Kan dezelfde zorg op een gewone school? Schrijf op wat daar nog ontbreekt.",
    "minutes_planned": "Wat anderen al planden. Bezoeken in de app telt de app er zelf bij.",
    "minutes_realised": "Gemiddeld echt gegeven. Mag later.",
    "minutes_declared": "Gemiddeld gedeclareerd bij wie betaalt. Mag later.",
    "residence.municipality": "De gemeente waar het kind in de BRP staat, of verblijft.",
    "need_arose_in": "Alleen als er geen adres bekend is.",
    "residence.ends_on": "Leeg: woont er nog. Verhuisd? Voeg de nieuwe woonplaats toe; de app vult deze dag dan in.",
    "need_id": "Niets gekozen: voor alle zorg van deze leerling.",
    "entitlement.law": "Niets gekozen: nog niet bekend, of geen wet maar alleen potjes.",
    "shares": "Typ bijvoorbeeld: Jeugdwet 60, EMB 40. Samen 100.",
    "payer": "Alleen als het anders is dan de regels zeggen.",
    "offer": "Wat deze partij wil doen. Zonder namen.",
    "answer_by": "Dan komt het op Vandaag. Typ 1/9, morgen of week 48.",
    "agreement.title": "Wat er is afgesproken, in een paar woorden. Zonder namen.",
    "parties": "Organisaties, met komma's ertussen.",
    "municipalities_in": "Met komma's ertussen, zoals: Utrecht, Zeist.",
    "municipalities_out": "Wel leerlingen, geen afspraak. De coördinator ziet dit.",
    "notice_months": "De app waarschuwt voor de laatste dag waarop opzeggen kan.",
    "scaling_rule": "Wanneer er meer of minder zorg komt, en wie dat beslist.",
    "present": "Functies, geen namen. Met komma's ertussen: ib-er, ouder, groepsleraar.",
    "action.who": "Een functie of organisatie.",
    "in_plan": "Dan staat het in het plan van aanpak.",
    "own_words": "Zoals de ouders of de leerling het zeggen. Gaat alleen mee met toestemming.",
    "burden": "1 is licht, 10 is niet vol te houden.",
    "do_not_share": "De app houdt dit uit brieven en bundels voor anderen.",
    "capacity": "Tot 12 jaar de ouders, van 12 tot 16 ook de leerling, vanaf 16 de leerling zelf.",
    "recipients": "Organisaties of functies, met komma's ertussen.",
    "consent.purpose": "Waarvoor het nodig is, in één zin.",
    "witness": "Nodig bij een mondelinge toestemming: wie hoorde het? Een functie is genoeg.",
    "withdrawn_on": "Vanaf die dag gaat er niets meer mee in een bundel.",
    "windows": "Typ ma-vr 7-8:30, ma di do 14:30-18:30.",
    "childcare.handover": "Wat de een de ander vertelt als het kind van zorg naar school gaat, en terug.",
    "doctor_on": "De verklaring mag bij 5 onder a niet ouder zijn dan drie maanden.",
    "notified_on": "Elk jaar opnieuw, voor 1 juli.",
    "way_back": "Hoe en wanneer het kind weer naar school gaat, of meer tijd krijgt.",
    "blocker": "Wat het nu tegenhoudt. Zonder namen.",
    "after_eighteen": "Nodig vanaf 17,5 jaar.",
    "oza_deviation.evidence": "Waar de onderbouwing ligt, voor de monitor van het experiment.",
    "emb_check.year": "Het jaar waarvoor het geld is.",
    "from_rung": "0 is geen extra zorg, 4 is de zwaarste.",
    "provision.host": "Bij een Samen naar School-klas: de gewone school.",
    "places": "Hoeveel leerlingen er tegelijk terechtkunnen.",
    "quality_check.responsible": "School, aanbieder of een andere functie.",
    "barrier.title": "In een paar woorden, zonder namen. De coördinator verzamelt deze voor beleid.",
    "code_entry.value": "Bij 'Wat telt als zorg': yes, no of grey.",
    "threshold.name": "De naam die de regels kennen; zie de lijst.",
    "source": "Waar dit staat, zodat een ander het kan nakijken.",
}
"""By field, or by record type and field."""

LONG_TEXTS = {"note", "own_words", "note_item.text", "handover", "scaling_rule", "result", "barrier.effect"}
"""Fields of several lines, by field or by record type and field."""
