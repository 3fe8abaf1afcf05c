"""The codes that options take, as plain text, so that help does not load the models. A test holds them against those."""

from __future__ import annotations

PHASES = (
    "intake", "baseline", "family_talks", "analysis", "negotiation", "agreement", "plan", "running", "review",
    "closed", "on_hold", "withdrawn",
)  # fmt: skip
ARRANGEMENT_FORMS = ("care_in_school", "education_in_care", "collective_provision")
CARE_KINDS = (
    "personal_care", "nursing", "individual_guidance", "group_guidance", "individual_treatment", "group_treatment",
    "day_treatment", "paramedical", "mental_health_treatment", "supervision", "transport_guidance", "family_guidance",
    "coordination", "team_training",
)  # fmt: skip
MOMENT_RULES = ("free", "window", "fixed", "on_call")
COUNTS_AS_CARE = ("yes", "no", "grey")
SCHOOL_KINDS = ("so", "vso", "so_vso", "sbo", "bao", "pro", "vo", "other")
LEVELS = ("mbo", "hbo", "wo")
LAWS = ("youth_act", "long_term_care_act", "health_insurance_act", "social_support_act")
RHYTHMS = ("weekly", "even", "odd")
OWN_DAY_KINDS = (
    "study_day", "margin_day", "second_may_week", "own_holiday", "closed", "open", "other_hours",
)  # fmt: skip
POTS = (
    "youth_act", "long_term_care_act", "health_insurance_act", "social_support_act", "emb_scheme", "heavy_support_budget",
    "light_support_budget", "education_funding", "municipal_subsidy", "guardians", "oza_experiment", "fund", "unknown",
    "unfunded",
)  # fmt: skip
CANCELLATION_CAUSES = (
    "pupil_absent", "pupil_no_show", "school_activity", "school_closed", "professional_absent", "professional_no_show",
    "agreed", "other",
)  # fmt: skip
ABSENCE_KINDS = ("absent", "leave", "training", "left")
KEEPS = ("survivor", "other", "both")
WATCH_KINDS = ("case", "action", "title", "pupil", "agreement", "consent", "track", "review")

THEMES = ("care_in_school_time", "education_care_arrangement", "out_of_school", "oogo", "early_education")

PROFILES = ("school", "pseudonymous", "full", "reference")
LEGAL_BASES = ("consent", "care_task", "vital_interest")

ROLES = {"arrangeur": "arranger", "coordinator": "coordinator"}
"""The role as it is typed, and its code."""

JOINABLE = {
    "school": "school",
    "care-location": "care_location",
    "provider": "provider",
    "professional": "professional",
    "pupil": "pupil",
}
"""The records that can be joined, as they are typed."""

RECORD_TYPES = {
    "school": "school",
    "care-location": "care_location",
    "provider": "provider",
    "professional": "professional",
    "bond": "fixed_bond",
    "case": "case",
    "pupil": "pupil",
    "need": "care_need",
    "residence": "residence",
    "entitlement": "entitlement",
    "party": "case_party",
    "agreement": "agreement",
    "review": "review",
    "note": "visit_note",
    "note-item": "note_item",
    "action": "action",
    "family-view": "family_view",
    "consent": "consent",
    "childcare": "childcare",
    "exemption": "exemption",
    "out-of-school": "out_of_school",
    "reduced-time": "reduced_time",
    "oza-deviation": "oza_deviation",
    "emb-check": "emb_check",
    "scale-event": "scale_event",
    "provision": "provision",
    "placement": "placement",
    "quality-check": "quality_check",
    "barrier": "barrier",
    "municipality": "municipality",
    "region": "region_body",
    "tariff": "tariff",
    "code": "code_entry",
    "threshold": "threshold",
    "own-day": "own_day",
    "school-holiday": "school_holiday",
    "visit": "visit_pattern",
    "exception": "visit_exception",
    "visit-record": "visit_record",
    "absence": "absence",
    "plan-version": "plan_version",
    "budget": "budget",
    "figure-freeze": "figure_freeze",
    "scenario": "scenario",
}
"""The type as it is typed, and its name in the store."""

REFERENCE_TYPES = ("municipality", "region", "tariff", "code", "threshold")
"""The types of the reference data, as they are typed."""

CASE_PARTS = tuple(
    typed
    for typed in RECORD_TYPES
    if typed
    not in {
        "school", "care-location", "provider", "professional", "bond", "case", "pupil", "need", "municipality", "region",
        "tariff", "code", "threshold", "own-day", "school-holiday", "visit", "exception",
        "visit-record", "absence", "plan-version", "budget", "figure-freeze", "scenario",
    }
)  # fmt: skip
"""The types that `add part` adds to a case."""
