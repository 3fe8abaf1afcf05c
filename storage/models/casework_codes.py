"""The codes of casework: who is at the table, who pays, what was agreed, what a child may do and where it stands.

Stored as plain text, like those in `storage.models.codes`; the Dutch words are in `zorgarrangeur_tui.domain.casework_words`.
"""

from __future__ import annotations

from enum import StrEnum


class Theme(StrEnum):
    """The four themes of the education and care letter (Onderwijs- en zorgbrief, 2020), and a label for what lies beside it."""

    CARE_IN_SCHOOL_TIME = "care_in_school_time"
    EDUCATION_CARE_ARRANGEMENT = "education_care_arrangement"
    OUT_OF_SCHOOL = "out_of_school"
    OOGO = "oogo"
    EARLY_EDUCATION = "early_education"


class ProviderRole(StrEnum):
    """What an organisation does at a school: care, or support that the school itself asks for."""

    CARE = "care"
    YOUTH_HEALTH = "youth_health"
    OUTREACH_HELP = "outreach_help"
    EDUCATIONAL_PSYCHOLOGIST = "educational_psychologist"
    SCHOOL_SOCIAL_WORK = "school_social_work"
    OTHER = "other"


class PartyKind(StrEnum):
    """Who sits at the table of a case."""

    SCHOOL = "school"
    SCHOOL_BOARD = "school_board"
    SCHOOL_ALLIANCE = "school_alliance"
    MUNICIPALITY = "municipality"
    YOUTH_REGION = "youth_region"
    CARE_OFFICE = "care_office"
    HEALTH_INSURER = "health_insurer"
    PROVIDER = "provider"
    GUARDIAN = "guardian"
    ATTENDANCE_OFFICER = "attendance_officer"
    INSPECTORATE = "inspectorate"
    CHILDCARE = "childcare"
    REGIONAL_EXPERT = "regional_expert"
    OTHER = "other"


class PartyDecision(StrEnum):
    """What a party said to what was asked of it."""

    OPEN = "open"
    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"


class AgreementLevel(StrEnum):
    """On which level an agreement was made."""

    SCHOOL = "school"
    MUNICIPALITY = "municipality"
    OOGO = "oogo"
    YOUTH_REGION = "youth_region"


class ReviewDecision(StrEnum):
    """What a review decides."""

    OPEN = "open"
    CONTINUE = "continue"
    SCALE_UP = "scale_up"
    SCALE_DOWN = "scale_down"
    STOP = "stop"


class DeliveryForm(StrEnum):
    """In which form care is paid out."""

    IN_KIND = "in_kind"
    PERSONAL_BUDGET = "personal_budget"
    TASK_BASED = "task_based"
    SCHOOL_HIRED = "school_hired"


class TitleState(StrEnum):
    """How far a title (decision, indication) is."""

    PRESENT = "present"
    REQUESTED = "requested"
    NOT_NEEDED = "not_needed"
    REFUSED = "refused"
    MISSING = "missing"


class FundingSource(StrEnum):
    """The pots from which care in school hours is paid."""

    YOUTH_ACT = "youth_act"
    LONG_TERM_CARE_ACT = "long_term_care_act"
    HEALTH_INSURANCE_ACT = "health_insurance_act"
    SOCIAL_SUPPORT_ACT = "social_support_act"
    EMB_SCHEME = "emb_scheme"
    HEAVY_SUPPORT_BUDGET = "heavy_support_budget"
    LIGHT_SUPPORT_BUDGET = "light_support_budget"
    EDUCATION_FUNDING = "education_funding"
    MUNICIPAL_SUBSIDY = "municipal_subsidy"
    GUARDIANS = "guardians"
    OZA_EXPERIMENT = "oza_experiment"
    FUND = "fund"
    UNKNOWN = "unknown"
    UNFUNDED = "unfunded"


class CareSetting(StrEnum):
    """Where in or around the school care is given."""

    CLASS = "class"
    APART = "apart"
    CARE_LOCATION = "care_location"
    HOME = "home"
    REMOTE = "remote"
    UNKNOWN = "unknown"


class ResidenceKind(StrEnum):
    """Why a child counts as living somewhere (woonplaatsbeginsel, Jeugdwet art. 1.1 since 1-1-2022)."""

    HOME = "home"
    STAY = "stay"
    UNKNOWN = "unknown"


class AdmissionCategory(StrEnum):
    """Category of the admission statement (TLV); none: there is no statement."""

    NONE = ""
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class EnrolmentState(StrEnum):
    """Whether a child is enrolled; attendance is another thing."""

    ENROLLED = "enrolled"
    SEEKING = "seeking"
    EXEMPT = "exempt"
    NOT_ENROLLED = "not_enrolled"


class OutflowProfile(StrEnum):
    """Where the school expects a vso pupil to go after school."""

    UNKNOWN = ""
    DAY_ACTIVITY = "day_activity"
    WORK = "work"
    FURTHER_EDUCATION = "further_education"


class ConsentCapacity(StrEnum):
    """In which capacity somebody speaks or consents."""

    GUARDIAN = "guardian"
    BOTH_GUARDIANS = "both_guardians"
    PUPIL = "pupil"
    GUARDIAN_AND_PUPIL = "guardian_and_pupil"
    BOTH_GUARDIANS_AND_PUPIL = "both_guardians_and_pupil"
    LEGAL_REPRESENTATIVE = "legal_representative"


class DataCategory(StrEnum):
    """What may be shared with a consent."""

    NEED_LINES = "need_lines"
    NAME = "name"
    FREE_TEXT = "free_text"
    DIAGNOSIS = "diagnosis"
    FAMILY = "family"
    ATTENDANCE = "attendance"


class LegalBasis(StrEnum):
    """On which ground data of children are shared (AVG art. 6 and 9)."""

    CONSENT = "consent"
    CARE_TASK = "care_task"
    VITAL_INTEREST = "vital_interest"


class ConsentManner(StrEnum):
    """How a consent was given."""

    PAPER = "paper"
    ORAL = "oral"


class ExemptionGround(StrEnum):
    """Grounds of release from compulsory education (Leerplichtwet 1969, art. 5, 11, 15)."""

    UNFIT = "5a"
    CONVICTION = "5b"
    ABROAD = "5c"
    OTHER_CIRCUMSTANCES = "11g"
    OTHER_EDUCATION = "15"


class AfterEighteen(StrEnum):
    """Which way a child out of school goes on after its eighteenth birthday."""

    UNKNOWN = ""
    SOCIAL_SUPPORT_ACT = "social_support_act"
    LONG_TERM_CARE_ACT = "long_term_care_act"
    EXTENDED_YOUTH_CARE = "extended_youth_care"
    FURTHER_SCHOOLING = "further_schooling"
    WORK = "work"


class DeviationKind(StrEnum):
    """In what an OZA experiment deviates (Besluit experiment onderwijszorgarrangementen, Stb. 2022, 449)."""

    FUNDING = "funding"
    TIME = "time"
    CONTENT = "content"
    LOCATION = "location"


class ProvisionKind(StrEnum):
    """Kinds of collective provision."""

    EDUCATION_CARE_CLASS = "education_care_class"
    CARE_EDUCATION_GROUP = "care_education_group"
    TOGETHER_TO_SCHOOL_CLASS = "together_to_school_class"
    OTHER = "other"


class PlacementState(StrEnum):
    """Where a child stands for a place in a provision."""

    WAITING = "waiting"
    PLACED = "placed"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


class CheckState(StrEnum):
    """Whether a criterion of quality is met."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"


class Inspectorate(StrEnum):
    """Which inspectorate watches over something."""

    EDUCATION = "education"
    HEALTH_AND_YOUTH = "health_and_youth"
    BOTH = "both"


class ScaleDirection(StrEnum):
    """Whether care goes up, goes down, or only the rung of the ladder is noted."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class NoteItemKind(StrEnum):
    """What a line of a visit note is."""

    OBSERVATION = "observation"
    INVENTORY = "inventory"
    AGREEMENT = "agreement"
    QUESTION = "question"


class RegionKind(StrEnum):
    """Kinds of region in the reference data."""

    YOUTH_REGION = "youth_region"
    CARE_OFFICE = "care_office"
    SCHOOL_ALLIANCE = "school_alliance"


class TariffUnit(StrEnum):
    """What a tariff is per."""

    HOUR = "hour"
    HALF_DAY = "half_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class CodeList(StrEnum):
    """Code lists in the reference data."""

    IJW_CATEGORY = "ijw_category"
    IWMO_CATEGORY = "iwmo_category"
    IWLZ_CODE = "iwlz_code"
    BOUNDARY = "boundary"
    QUALITY_CRITERION = "quality_criterion"
