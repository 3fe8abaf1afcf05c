"""The Dutch words that users read for every code, long for forms and short for grids.

`storage.models.codes` holds the codes; a word here never enters a record. The terms are those of the field.
"""

from __future__ import annotations

from enum import StrEnum

from storage.models.codes import (
    ArrangementForm,
    CareForm,
    CareKind,
    ChosenHoliday,
    CountsAsCare,
    HolidayRegion,
    Law,
    MomentRule,
    OwnDayKind,
    Phase,
    ProfessionalLevel,
    Rhythm,
    Role,
    SchoolKind,
)
from zorgarrangeur_tui.domain.casework_words import CASEWORK_WORDS
from zorgarrangeur_tui.domain.field_words import FIELD_WORDS, RECORD_WORDS, RecordWords, field_word
from zorgarrangeur_tui.domain.planning_words import PLANNING_WORDS

__all__ = [
    "CODE_WORDS",
    "FIELD_WORDS",
    "RECORD_WORDS",
    "SHORT_WIDTH",
    "RecordWords",
    "choices",
    "field_word",
    "short_word",
    "word",
]

SHORT_WIDTH = 4
"""Widest short word, in terminal cells."""

CODE_WORDS: dict[type[StrEnum], dict[str, tuple[str, str]]] = {
    Phase: {
        Phase.INTAKE: ("Aanmelding", "aanm"),
        Phase.BASELINE: ("Startfoto", "foto"),
        Phase.FAMILY_TALKS: ("Ouderperspectief", "oud"),
        Phase.ANALYSIS: ("Analyse", "anal"),
        Phase.NEGOTIATION: ("Partijen", "part"),
        Phase.AGREEMENT: ("Afspraken", "afsp"),
        Phase.PLAN: ("Plan van aanpak", "plan"),
        Phase.RUNNING: ("Uitvoering", "uitv"),
        Phase.REVIEW: ("Evaluatie", "eval"),
        Phase.CLOSED: ("Gesloten", "slot"),
        Phase.ON_HOLD: ("In de wacht", "wach"),
        Phase.WITHDRAWN: ("Ingetrokken", "intr"),
    },
    ArrangementForm: {
        ArrangementForm.CARE_IN_SCHOOL: ("Zorg op school", "schl"),
        ArrangementForm.EDUCATION_IN_CARE: ("Onderwijs op een zorglocatie", "zorg"),
        ArrangementForm.COLLECTIVE_PROVISION: ("Collectieve voorziening", "coll"),
    },
    CareKind: {
        CareKind.PERSONAL_CARE: ("Persoonlijke verzorging", "PV"),
        CareKind.NURSING: ("Verpleging", "VP"),
        CareKind.INDIVIDUAL_GUIDANCE: ("Begeleiding individueel", "BI"),
        CareKind.GROUP_GUIDANCE: ("Begeleiding in een groep", "BG"),
        CareKind.INDIVIDUAL_TREATMENT: ("Behandeling individueel", "BH"),
        CareKind.GROUP_TREATMENT: ("Behandeling in een groep", "BHG"),
        CareKind.DAY_TREATMENT: ("Dagbehandeling", "DB"),
        CareKind.PARAMEDICAL: ("Paramedische zorg", "PARA"),
        CareKind.MENTAL_HEALTH_TREATMENT: ("Ggz-behandeling", "GGZ"),
        CareKind.SUPERVISION: ("Toezicht", "TZ"),
        CareKind.TRANSPORT_GUIDANCE: ("Begeleiding bij het vervoer", "VERV"),
        CareKind.FAMILY_GUIDANCE: ("Ouderbegeleiding", "OB"),
        CareKind.COORDINATION: ("Coördinatie van de zorg", "COÖ"),
        CareKind.TEAM_TRAINING: ("Scholing van het team", "TEAM"),
    },
    CareForm: {
        CareForm.INDIVIDUAL: ("Individueel", "ind"),
        CareForm.GROUP: ("In een groep", "grp"),
    },
    MomentRule: {
        MomentRule.FREE: ("Vrij moment", "vrij"),
        MomentRule.WINDOW: ("Binnen een tijdvak", "vak"),
        MomentRule.FIXED: ("Vast tijdstip", "vast"),
        MomentRule.ON_CALL: ("Op oproep", "opr"),
    },
    CountsAsCare: {
        CountsAsCare.YES: ("Ja", "ja"),
        CountsAsCare.NO: ("Nee", "nee"),
        CountsAsCare.GREY: ("Grijs gebied", "?"),
    },
    ProfessionalLevel: {
        ProfessionalLevel.MBO: ("Mbo", "mbo"),
        ProfessionalLevel.HBO: ("Hbo", "hbo"),
        ProfessionalLevel.WO: ("Universiteit (wo)", "wo"),
    },
    Rhythm: {
        Rhythm.WEEKLY: ("Elke week", "elke"),
        Rhythm.EVEN: ("Even weken", "even"),
        Rhythm.ODD: ("Oneven weken", "onev"),
    },
    SchoolKind: {
        SchoolKind.SO: ("Speciaal onderwijs (so)", "so"),
        SchoolKind.VSO: ("Voortgezet speciaal onderwijs (vso)", "vso"),
        SchoolKind.SO_VSO: ("Speciaal en voortgezet speciaal onderwijs (so en vso)", "so+v"),
        SchoolKind.SBO: ("Speciaal basisonderwijs (sbo)", "sbo"),
        SchoolKind.BAO: ("Basisonderwijs (bao)", "bao"),
        SchoolKind.PRO: ("Praktijkonderwijs (pro)", "pro"),
        SchoolKind.VO: ("Voortgezet onderwijs (vo)", "vo"),
        SchoolKind.OTHER: ("Andere soort school", "and"),
    },
    HolidayRegion: {
        HolidayRegion.NORTH: ("Noord", "N"),
        HolidayRegion.MIDDLE: ("Midden", "M"),
        HolidayRegion.SOUTH: ("Zuid", "Z"),
        HolidayRegion.UNKNOWN: ("Nog niet bekend", "?"),
    },
    OwnDayKind: {
        OwnDayKind.STUDY_DAY: ("Studiedag", "stud"),
        OwnDayKind.MARGIN_DAY: ("Margedag", "marg"),
        OwnDayKind.SECOND_MAY_WEEK: ("Tweede week meivakantie", "mei2"),
        OwnDayKind.OWN_HOLIDAY: ("Eigen vakantie van de school", "vak"),
        OwnDayKind.CLOSED: ("School dicht", "dich"),
        OwnDayKind.OPEN: ("School open", "open"),
        OwnDayKind.OTHER_HOURS: ("Andere schooltijden", "tijd"),
    },
    ChosenHoliday: {
        ChosenHoliday.GOOD_FRIDAY: ("Goede vrijdag", "vrij"),
        ChosenHoliday.LIBERATION_DAY: ("Bevrijdingsdag", "bevr"),
    },
    Law: {
        Law.YOUTH_ACT: ("Jeugdwet", "Jw"),
        Law.LONG_TERM_CARE_ACT: ("Wet langdurige zorg (Wlz)", "Wlz"),
        Law.HEALTH_INSURANCE_ACT: ("Zorgverzekeringswet (Zvw)", "Zvw"),
        Law.SOCIAL_SUPPORT_ACT: ("Wet maatschappelijke ondersteuning (Wmo)", "Wmo"),
    },
    Role: {
        Role.ARRANGER: ("Zorgarrangeur", "arr"),
        Role.COORDINATOR: ("Regiocoördinator", "reg"),
    },
    **CASEWORK_WORDS,
    **PLANNING_WORDS,
}
"""Per enum and code: the word for forms and lists, and the short word for grids."""


def word(code: str, enum: type[StrEnum]) -> str:
    """Return the Dutch word for a code; a code of a newer version shows as itself with "(onbekend)"."""
    known = CODE_WORDS[enum].get(code)
    return known[0] if known else f"{code} (onbekend)".lstrip()


def short_word(code: str, enum: type[StrEnum]) -> str:
    """Return the short word for a grid, at most `SHORT_WIDTH` cells; an unknown code shows as "?"."""
    known = CODE_WORDS[enum].get(code)
    return known[1] if known else "?"


def choices(enum: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    """Return (code, word) for every code, in the order of the enum, for a form."""
    return tuple((member.value, word(member.value, enum)) for member in enum)
