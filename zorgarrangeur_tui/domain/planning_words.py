"""The Dutch words for the codes of a plan as it is carried out: long for forms and lists, short for grids."""

from __future__ import annotations

from enum import StrEnum

from storage.models.planning_codes import AbsenceKind, CancellationCause, ExceptionKind

PLANNING_WORDS: dict[type[StrEnum], dict[str, tuple[str, str]]] = {
    ExceptionKind: {
        ExceptionKind.CANCELLED: ("Vervalt", "verv"),
        ExceptionKind.CHANGED: ("Anders dan anders", "and"),
    },
    CancellationCause: {
        CancellationCause.PUPIL_ABSENT: ("Leerling afgemeld", "lln"),
        CancellationCause.PUPIL_NO_SHOW: ("Leerling was er niet, zonder bericht", "ll!"),
        CancellationCause.SCHOOL_ACTIVITY: ("School deed iets anders, zoals een uitje", "uitj"),
        CancellationCause.SCHOOL_CLOSED: ("School was dicht", "dich"),
        CancellationCause.PROFESSIONAL_ABSENT: ("Zorgprofessional afgemeld", "prof"),
        CancellationCause.PROFESSIONAL_NO_SHOW: ("Zorgprofessional kwam niet, zonder bericht", "pro!"),
        CancellationCause.AGREED: ("Zo afgesproken", "afsp"),
        CancellationCause.OTHER: ("Iets anders", "and"),
    },
    AbsenceKind: {
        AbsenceKind.ABSENT: ("Afwezig", "afw"),
        AbsenceKind.LEAVE: ("Vrij", "vrij"),
        AbsenceKind.TRAINING: ("Scholing of overleg", "schl"),
        AbsenceKind.LEFT: ("Werkt hier niet meer", "weg"),
    },
}
"""Per enum and code: the word for forms and lists, and the short word for grids."""

PLANNING_RECORD_WORDS: dict[str, tuple[str, str]] = {
    "visit_exception": ("uitzondering", "uitzonderingen"),
    "visit_record": ("afgetekend bezoek", "afgetekende bezoeken"),
    "absence": ("afwezigheid", "afwezigheden"),
    "plan_version": ("gepubliceerd rooster", "gepubliceerde roosters"),
    "budget": ("budget", "budgetten"),
    "figure_freeze": ("startfoto", "startfoto's"),
    "scenario": ("scenario", "scenario's"),
}
"""How users call one record and several."""

PLANNING_FIELD_WORDS: dict[str, dict[str, str]] = {
    "visit_exception": {
        "visit_id": "Bezoek",
        "day": "Dag",
        "kind": "Wat er verandert",
        "cause": "Waarom het vervalt",
        "moved_to": "Op een andere dag",
        "start_minute": "Begintijd",
        "duration_minutes": "Duur (minuten)",
        "professional_id": "Wie er komt",
        "absence_id": "Afwezigheid",
        "note": "Notitie",
    },
    "visit_record": {
        "visit_id": "Bezoek",
        "day": "Dag",
        "professional_id": "Zorgprofessional",
        "planned_minutes": "Gepland (minuten)",
        "realised_minutes": "Gegeven (minuten)",
        "declared_minutes": "Gedeclareerd (minuten)",
        "cause": "Waarom minder",
        "absent_needs": "Zorgbehoeften zonder leerling",
        "note": "Notitie",
    },
    "absence": {
        "professional_id": "Zorgprofessional",
        "kind": "Soort",
        "first_day": "Eerste dag",
        "last_day": "Laatste dag",
        "start_minute": "Vanaf (tijd)",
        "end_minute": "Tot (tijd)",
        "note": "Notitie",
    },
    "plan_version": {
        "school_id": "School",
        "number": "Nummer",
        "published_on": "Gepubliceerd op",
        "author": "Door",
        "holds_from": "Geldt vanaf",
        "reason": "Reden",
        "visits": "Bezoeken",
        "exceptions": "Uitzonderingen",
    },
    "budget": {
        "school_id": "School",
        "name": "Naam",
        "pot": "Uit welk potje",
        "minutes_per_week": "Tijd per week",
        "cents": "Bedrag",
        "starts_on": "Begint op",
        "ends_on": "Laatste dag",
        "source": "Waar dit is besloten",
        "note": "Notitie",
    },
    "figure_freeze": {
        "school_id": "School",
        "name": "Naam",
        "frozen_on": "Vastgelegd op",
        "rules": "Hoe is geteld",
        "rows": "Cijfers",
        "note": "Notitie",
    },
    "scenario": {
        "school_id": "School of zorglocatie",
        "name": "Naam",
        "made_on": "Gemaakt op",
        "assumptions": "Eigen aannames",
        "note": "Notitie",
    },
}
"""Per record type the word for each of its fields."""
