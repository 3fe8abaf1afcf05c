"""Words for parents: what the terms of the field mean in plain Dutch."""

from __future__ import annotations

from storage.models.casework_codes import DataCategory
from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.field_words import field_word

CARE_EXPLAINED: dict[str, str] = {
    CareKind.PERSONAL_CARE: "hulp bij wassen, aankleden, eten en naar het toilet gaan",
    CareKind.NURSING: "medische hulp, zoals medicijnen of een sonde",
    CareKind.INDIVIDUAL_GUIDANCE: "iemand die alleen uw kind helpt",
    CareKind.GROUP_GUIDANCE: "iemand die een groepje kinderen helpt",
    CareKind.INDIVIDUAL_TREATMENT: "behandeling van alleen uw kind",
    CareKind.GROUP_TREATMENT: "behandeling in een groepje",
    CareKind.DAY_TREATMENT: "een dag of een deel van de dag behandeling",
    CareKind.PARAMEDICAL: "zoals fysiotherapie, ergotherapie of logopedie",
    CareKind.MENTAL_HEALTH_TREATMENT: "hulp bij psychische problemen",
    CareKind.SUPERVISION: "iemand die steeds in de buurt is",
    CareKind.TRANSPORT_GUIDANCE: "iemand die meegaat in het vervoer",
    CareKind.FAMILY_GUIDANCE: "hulp voor u als ouder",
    CareKind.COORDINATION: "iemand die alle zorg op school regelt",
    CareKind.TEAM_TRAINING: "uitleg aan de juf of meester over de zorg",
}
"""What a kind of care is."""

DATA_EXPLAINED: dict[str, str] = {
    DataCategory.NEED_LINES: "welke zorg uw kind nodig heeft, zonder naam",
    DataCategory.NAME: "de naam van uw kind",
    DataCategory.FREE_TEXT: "notities, en wat u zelf vertelde",
    DataCategory.DIAGNOSIS: "wat een arts over uw kind heeft vastgesteld",
    DataCategory.FAMILY: "hoe het thuis gaat",
    DataCategory.ATTENDANCE: "wanneer uw kind wel en niet op school is",
}
"""What a category of data is."""


PART_TITLES: dict[str, str] = {
    "residence": "Waar uw kind woont",
    "entitlement": "Recht op zorg, en wie die betaalt",
    "note_item": "Uit een verslag van een bezoek",
    "action": "Wat iemand gaat doen",
    "childcare": "Opvang voor of na school",
    "exemption": "Vrijstelling van school",
    "out_of_school": "Thuis, zonder school",
    "reduced_time": "Minder uren op school",
    "oza_deviation": "Afspraak in het experiment onderwijs en zorg",
    "emb_check": "Toets voor extra geld (EMB)",
    "scale_event": "Meer of minder zorg",
    "placement": "Plek in een groep of klas",
}
"""What a kind of record is called in a letter."""

_FIELD_TITLES: dict[tuple[str, str], str] = {
    ("pupil", "name"): "Naam",
    ("pupil", "birth_month"): "Geboortemaand",
    ("pupil", "admission_category"): "Verklaring voor speciaal onderwijs (TLV)",
    ("pupil", "admission_until"): "Die verklaring geldt tot en met",
    ("pupil", "plan_review_on"): "Plan van school (OPP) bespreken op",
    ("pupil", "plan_agreed_on"): "U was het eens met dat plan op",
    ("pupil", "plan_heard_on"): "Uw kind vertelde er zelf over op",
    ("pupil", "profound_multiple_disability"): "Veel zorg nodig (EMB)",
    ("pupil", "hold_reason"): "Langer bewaren omdat",
    ("pupil", "note"): "Wat wij opschreven",
    ("care_need", "reserved_act"): "Alleen door wie daarvoor bevoegd is",
    ("care_need", "moment_rule"): "Wanneer",
    ("care_need", "counts_as_care"): "Telt als zorg onder schooltijd",
    ("care_need", "counts_reason"): "Waarom",
    ("care_need", "note"): "Wat wij opschreven",
    ("family_view", "capacity"): "Wie vertelde het",
    ("family_view", "wish"): "Uw wens",
    ("family_view", "worry"): "Uw zorg",
    ("family_view", "burden"): "Hoe zwaar het thuis is (1 tot 10)",
    ("family_view", "budget_at_school"): "Uw pgb gebruiken op school",
    ("family_view", "note"): "Wat wij opschreven",
    ("entitlement", "shares"): "Wie betaalt welk deel (procent)",
    ("entitlement", "state"): "Is er een besluit",
}
"""Names of fields that parents would not understand as they are in the app."""


def field_title(record_type: str, field: str) -> str:
    """Return what a field is called in a letter."""
    return _FIELD_TITLES.get((record_type, field)) or field_word(record_type, field)


def care_explained(kind: str) -> str:
    """Return what a kind of care is; "" for one of a newer version."""
    return CARE_EXPLAINED.get(kind, "")


def data_explained(categories: list[str]) -> str:
    """Return what some categories of data are; one of a newer version stands as it is."""
    return "; ".join(DATA_EXPLAINED.get(category, category) for category in categories)
