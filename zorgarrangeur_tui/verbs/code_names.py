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
LEVELS = ("mbo", "hbo", "wo")
LAWS = ("youth_act", "long_term_care_act", "health_insurance_act", "social_support_act")
RHYTHMS = ("weekly", "even", "odd")

ROLES = {"arrangeur": "arranger", "coordinator": "coordinator"}
"""The role as it is typed, and its code."""

RECORD_TYPES = {
    "school": "school",
    "care-location": "care_location",
    "provider": "provider",
    "professional": "professional",
    "bond": "fixed_bond",
    "case": "case",
    "pupil": "pupil",
    "need": "care_need",
    "visit": "visit_pattern",
}
"""The type as it is typed, and its name in the store."""
