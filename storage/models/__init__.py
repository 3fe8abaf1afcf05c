"""The records, one module per aggregate. Minutes and euro-cents are integers; dates are dates."""

from __future__ import annotations

from storage.models.agreements import Agreement, CaseParty, Review
from storage.models.base import Record, new_id, site_id
from storage.models.calendars import OwnDay, SchoolHoliday, holiday_id
from storage.models.cases import CareNeed, Case, Pupil
from storage.models.entitlements import Entitlement, Residence
from storage.models.family import Childcare, Consent, FamilyView
from storage.models.insight import FigureFreeze, Scenario
from storage.models.notes import Action, NoteItem, VisitNote
from storage.models.plans import Budget, PlanVersion
from storage.models.providers import FixedBond, Professional, Provider
from storage.models.provisions import Placement, Provision
from storage.models.quality import Barrier, QualityCheck
from storage.models.reference import CodeEntry, Municipality, RegionBody, Tariff, Threshold
from storage.models.sites import CareLocation, School
from storage.models.tracks import EmbCheck, Exemption, OutOfSchool, OzaDeviation, ReducedTime, ScaleEvent
from storage.models.visits import (
    Absence,
    VisitException,
    VisitPattern,
    VisitRecord,
    visit_day_id,
    visit_record_id,
)

RECORD_TYPES: dict[str, type[Record]] = {
    "school": School,
    "care_location": CareLocation,
    "provider": Provider,
    "professional": Professional,
    "fixed_bond": FixedBond,
    "case": Case,
    "pupil": Pupil,
    "care_need": CareNeed,
    "residence": Residence,
    "entitlement": Entitlement,
    "case_party": CaseParty,
    "agreement": Agreement,
    "review": Review,
    "visit_note": VisitNote,
    "note_item": NoteItem,
    "action": Action,
    "family_view": FamilyView,
    "consent": Consent,
    "childcare": Childcare,
    "exemption": Exemption,
    "out_of_school": OutOfSchool,
    "reduced_time": ReducedTime,
    "oza_deviation": OzaDeviation,
    "emb_check": EmbCheck,
    "scale_event": ScaleEvent,
    "provision": Provision,
    "placement": Placement,
    "quality_check": QualityCheck,
    "barrier": Barrier,
    "municipality": Municipality,
    "region_body": RegionBody,
    "tariff": Tariff,
    "code_entry": CodeEntry,
    "threshold": Threshold,
    "own_day": OwnDay,
    "school_holiday": SchoolHoliday,
    "visit_pattern": VisitPattern,
    "visit_exception": VisitException,
    "visit_record": VisitRecord,
    "absence": Absence,
    "plan_version": PlanVersion,
    "budget": Budget,
    "figure_freeze": FigureFreeze,
    "scenario": Scenario,
}
"""Every record type by the name that ops and bundles use. A new type is one more line here."""

TYPE_NAMES: dict[type[Record], str] = {model: name for name, model in RECORD_TYPES.items()}

CASE_PARTS = tuple(name for name, model in RECORD_TYPES.items() if "case_id" in model.model_fields)
"""The record types that belong to a case: they go, travel and are erased with it."""

PUPIL_PARTS = tuple(name for name in CASE_PARTS if "pupil_id" in RECORD_TYPES[name].model_fields)
"""Those that may belong to one child of it."""

__all__ = [
    "CASE_PARTS",
    "PUPIL_PARTS",
    "RECORD_TYPES",
    "TYPE_NAMES",
    "Absence",
    "Action",
    "Agreement",
    "Barrier",
    "Budget",
    "CareLocation",
    "CareNeed",
    "Case",
    "CaseParty",
    "Childcare",
    "CodeEntry",
    "Consent",
    "EmbCheck",
    "Entitlement",
    "Exemption",
    "FamilyView",
    "FigureFreeze",
    "FixedBond",
    "Municipality",
    "NoteItem",
    "OutOfSchool",
    "OwnDay",
    "OzaDeviation",
    "Placement",
    "PlanVersion",
    "Professional",
    "Provider",
    "Provision",
    "Pupil",
    "QualityCheck",
    "Record",
    "ReducedTime",
    "RegionBody",
    "Residence",
    "Review",
    "ScaleEvent",
    "Scenario",
    "School",
    "SchoolHoliday",
    "Tariff",
    "Threshold",
    "VisitException",
    "VisitNote",
    "VisitPattern",
    "VisitRecord",
    "holiday_id",
    "new_id",
    "site_id",
    "visit_day_id",
    "visit_record_id",
]
