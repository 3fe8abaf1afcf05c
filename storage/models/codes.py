"""The codes that records hold. Stored as plain text, so that a code of a newer version survives in an older one.

The identifiers are those of the field's glossary; the Dutch words that users see are in `zorgarrangeur_tui.domain.words`.
"""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where a case stands, from the first question to the hand-over."""

    INTAKE = "intake"
    BASELINE = "baseline"
    FAMILY_TALKS = "family_talks"
    ANALYSIS = "analysis"
    NEGOTIATION = "negotiation"
    AGREEMENT = "agreement"
    PLAN = "plan"
    RUNNING = "running"
    REVIEW = "review"
    CLOSED = "closed"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"


class ArrangementForm(StrEnum):
    """How care and education meet: at school, in a care place, or in a provision of their own."""

    CARE_IN_SCHOOL = "care_in_school"
    EDUCATION_IN_CARE = "education_in_care"
    COLLECTIVE_PROVISION = "collective_provision"


class CareKind(StrEnum):
    """Kinds of care in school hours."""

    PERSONAL_CARE = "personal_care"
    NURSING = "nursing"
    INDIVIDUAL_GUIDANCE = "individual_guidance"
    GROUP_GUIDANCE = "group_guidance"
    INDIVIDUAL_TREATMENT = "individual_treatment"
    GROUP_TREATMENT = "group_treatment"
    DAY_TREATMENT = "day_treatment"
    PARAMEDICAL = "paramedical"
    MENTAL_HEALTH_TREATMENT = "mental_health_treatment"
    SUPERVISION = "supervision"
    TRANSPORT_GUIDANCE = "transport_guidance"
    FAMILY_GUIDANCE = "family_guidance"
    COORDINATION = "coordination"
    TEAM_TRAINING = "team_training"


class CareForm(StrEnum):
    """Whether a pupil gets care alone or with others."""

    INDIVIDUAL = "individual"
    GROUP = "group"


class MomentRule(StrEnum):
    """When care may be given: any time, within a window, at a fixed time, or whenever it is called for."""

    FREE = "free"
    WINDOW = "window"
    FIXED = "fixed"
    ON_CALL = "on_call"


class CountsAsCare(StrEnum):
    """Whether a need counts as care in school time; grey lines carry a reason."""

    YES = "yes"
    NO = "no"
    GREY = "grey"


class ProfessionalLevel(StrEnum):
    """Level of training of a professional."""

    MBO = "mbo"
    HBO = "hbo"
    WO = "wo"


class Rhythm(StrEnum):
    """In which weeks a visit takes place."""

    WEEKLY = "weekly"
    EVEN = "even"
    ODD = "odd"


class SchoolKind(StrEnum):
    """Kind of school, after DUO's register."""

    SO = "so"
    VSO = "vso"
    SO_VSO = "so_vso"
    SBO = "sbo"
    BAO = "bao"
    PRO = "pro"
    VO = "vo"
    OTHER = "other"


class HolidayRegion(StrEnum):
    """The three regions of the school holidays."""

    NORTH = "north"
    MIDDLE = "middle"
    SOUTH = "south"
    UNKNOWN = ""


class OwnDayKind(StrEnum):
    """What is different at a school on its own days."""

    STUDY_DAY = "study_day"
    MARGIN_DAY = "margin_day"
    SECOND_MAY_WEEK = "second_may_week"
    OWN_HOLIDAY = "own_holiday"
    CLOSED = "closed"
    OPEN = "open"
    OTHER_HOURS = "other_hours"


class ChosenHoliday(StrEnum):
    """The public holidays on which a school decides itself whether it is open."""

    GOOD_FRIDAY = "good_friday"
    LIBERATION_DAY = "liberation_day"


class Law(StrEnum):
    """The laws under which care is given."""

    YOUTH_ACT = "youth_act"
    LONG_TERM_CARE_ACT = "long_term_care_act"
    HEALTH_INSURANCE_ACT = "health_insurance_act"
    SOCIAL_SUPPORT_ACT = "social_support_act"


class Role(StrEnum):
    """Who uses a store."""

    ARRANGER = "arranger"
    COORDINATOR = "coordinator"
