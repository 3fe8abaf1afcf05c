"""Casework: all that an arrangeur writes down, and the reference data behind it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _widen_case_pupil_need()
    _widen_provider()
    _add_new_types()


def _create_record_table(name: str, *columns: sa.Column[Any]) -> None:
    """Make the table of a record type: what every record has, and its own columns."""
    op.create_table(
        name,
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
    )


def _widen_case_pupil_need() -> None:
    op.add_column("case", sa.Column("phase_reason", sa.String(), nullable=False, server_default=""))
    op.add_column("case", sa.Column("resumes_phase", sa.String(), nullable=False, server_default=""))
    op.add_column("case", sa.Column("previous_case_id", sa.String(), nullable=False, server_default=""))
    op.add_column("case", sa.Column("responsible", sa.String(), nullable=False, server_default=""))
    op.add_column("case", sa.Column("referred_by", sa.String(), nullable=False, server_default=""))
    op.add_column("case", sa.Column("expected_pupils", sa.Integer(), nullable=True))
    op.add_column("case", sa.Column("quality_owner", sa.String(), nullable=False, server_default=""))
    op.add_column("case", sa.Column("handover", sa.String(), nullable=False, server_default=""))
    op.add_column("pupil", sa.Column("birth_month", sa.Integer(), nullable=True))
    op.add_column("pupil", sa.Column("enrolment", sa.String(), nullable=False, server_default="enrolled"))
    op.add_column("pupil", sa.Column("enrolled_school_id", sa.String(), nullable=False, server_default=""))
    op.add_column("pupil", sa.Column("place_wanted", sa.String(), nullable=False, server_default=""))
    op.add_column("pupil", sa.Column("admission_category", sa.String(), nullable=False, server_default=""))
    op.add_column("pupil", sa.Column("admission_until", sa.Date(), nullable=True))
    op.add_column("pupil", sa.Column("plan_review_on", sa.Date(), nullable=True))
    op.add_column("pupil", sa.Column("plan_agreed_on", sa.Date(), nullable=True))
    op.add_column("pupil", sa.Column("plan_heard_on", sa.Date(), nullable=True))
    op.add_column("pupil", sa.Column("outflow_profile", sa.String(), nullable=False, server_default=""))
    op.add_column("pupil", sa.Column("attendance", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("pupil", sa.Column("regular_school_gap", sa.String(), nullable=False, server_default=""))
    op.add_column("pupil", sa.Column("care_coordinator", sa.String(), nullable=False, server_default=""))
    op.add_column("care_need", sa.Column("minutes_planned", sa.Integer(), nullable=True))
    op.add_column("care_need", sa.Column("minutes_realised", sa.Integer(), nullable=True))
    op.add_column("care_need", sa.Column("minutes_declared", sa.Integer(), nullable=True))
    op.add_column("care_need", sa.Column("setting", sa.String(), nullable=False, server_default="unknown"))
    op.add_column("care_need", sa.Column("provider_id", sa.String(), nullable=False, server_default=""))


def _widen_provider() -> None:
    op.add_column("provider", sa.Column("role", sa.String(), nullable=False, server_default="care"))
    op.add_column("provider", sa.Column("counts_for_cap", sa.Boolean(), nullable=False, server_default=sa.true()))


def _add_new_types() -> None:
    _create_record_table(
        "residence",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=False),
        sa.Column("need_arose_in", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_residence_case_id", "residence", ["case_id"])
    op.create_index("ix_residence_pupil_id", "residence", ["pupil_id"])
    _create_record_table(
        "entitlement",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("need_id", sa.String(), nullable=False),
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("delivery_form", sa.String(), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("minutes_granted", sa.Integer(), nullable=True),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_entitlement_case_id", "entitlement", ["case_id"])
    op.create_index("ix_entitlement_ends_on", "entitlement", ["ends_on"])
    op.create_index("ix_entitlement_need_id", "entitlement", ["need_id"])
    op.create_index("ix_entitlement_pupil_id", "entitlement", ["pupil_id"])
    _create_record_table(
        "case_party",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("offer", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_case_party_answer_by", "case_party", ["answer_by"])
    op.create_index("ix_case_party_case_id", "case_party", ["case_id"])
    _create_record_table(
        "agreement",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("binding", sa.Boolean(), nullable=False),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.Column("municipalities_in", sa.JSON(), nullable=False),
        sa.Column("municipalities_out", sa.JSON(), nullable=False),
        sa.Column("minutes_per_week", sa.Integer(), nullable=True),
        sa.Column("budget_cents", sa.Integer(), nullable=True),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("provider_cap", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("scaling_rule", sa.String(), nullable=False),
        sa.Column("dispute", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_agreement_case_id", "agreement", ["case_id"])
    op.create_index("ix_agreement_ends_on", "agreement", ["ends_on"])
    _create_record_table(
        "review",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("minutes_agreed", sa.Integer(), nullable=True),
        sa.Column("minutes_realised", sa.Integer(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_review_case_id", "review", ["case_id"])
    op.create_index("ix_review_due_on", "review", ["due_on"])
    _create_record_table(
        "visit_note",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("care_location_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("end_minute", sa.Integer(), nullable=True),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("next_visit_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_visit_note_care_location_id", "visit_note", ["care_location_id"])
    op.create_index("ix_visit_note_case_id", "visit_note", ["case_id"])
    op.create_index("ix_visit_note_day", "visit_note", ["day"])
    op.create_index("ix_visit_note_school_id", "visit_note", ["school_id"])
    _create_record_table(
        "note_item",
        sa.Column("visit_note_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("shareable", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_note_item_case_id", "note_item", ["case_id"])
    op.create_index("ix_note_item_pupil_id", "note_item", ["pupil_id"])
    op.create_index("ix_note_item_visit_note_id", "note_item", ["visit_note_id"])
    _create_record_table(
        "action",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("visit_note_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("in_plan", sa.Boolean(), nullable=False),
        sa.Column("shareable", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_action_case_id", "action", ["case_id"])
    op.create_index("ix_action_due_on", "action", ["due_on"])
    op.create_index("ix_action_pupil_id", "action", ["pupil_id"])
    op.create_index("ix_action_visit_note_id", "action", ["visit_note_id"])
    _create_record_table(
        "family_view",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("spoken_on", sa.Date(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("own_words", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("worry", sa.String(), nullable=False),
        sa.Column("burden", sa.Integer(), nullable=True),
        sa.Column("do_not_share", sa.String(), nullable=False),
        sa.Column("budget_at_school", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_family_view_case_id", "family_view", ["case_id"])
    op.create_index("ix_family_view_pupil_id", "family_view", ["pupil_id"])
    _create_record_table(
        "consent",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("witness", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_consent_case_id", "consent", ["case_id"])
    op.create_index("ix_consent_ends_on", "consent", ["ends_on"])
    op.create_index("ix_consent_pupil_id", "consent", ["pupil_id"])
    _create_record_table(
        "childcare",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("handover", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_childcare_case_id", "childcare", ["case_id"])
    op.create_index("ix_childcare_pupil_id", "childcare", ["pupil_id"])
    _create_record_table(
        "exemption",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("doctor_on", sa.Date(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("education_contact", sa.String(), nullable=False),
        sa.Column("way_back", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_exemption_case_id", "exemption", ["case_id"])
    op.create_index("ix_exemption_ends_on", "exemption", ["ends_on"])
    op.create_index("ix_exemption_pupil_id", "exemption", ["pupil_id"])
    _create_record_table(
        "out_of_school",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("blocker", sa.String(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("programme_minutes", sa.Integer(), nullable=True),
        sa.Column("escalated_to", sa.String(), nullable=False),
        sa.Column("after_eighteen", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("attended_before", sa.Integer(), nullable=True),
        sa.Column("attended_after", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_out_of_school_case_id", "out_of_school", ["case_id"])
    op.create_index("ix_out_of_school_pupil_id", "out_of_school", ["pupil_id"])
    op.create_index("ix_out_of_school_target_on", "out_of_school", ["target_on"])
    _create_record_table(
        "reduced_time",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("minutes_per_week", sa.Integer(), nullable=True),
        sa.Column("remote_minutes", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("permitted_on", sa.Date(), nullable=True),
        sa.Column("guardians_agree", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("way_back", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_reduced_time_case_id", "reduced_time", ["case_id"])
    op.create_index("ix_reduced_time_ends_on", "reduced_time", ["ends_on"])
    op.create_index("ix_reduced_time_pupil_id", "reduced_time", ["pupil_id"])
    _create_record_table(
        "oza_deviation",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_oza_deviation_case_id", "oza_deviation", ["case_id"])
    op.create_index("ix_oza_deviation_ends_on", "oza_deviation", ["ends_on"])
    op.create_index("ix_oza_deviation_pupil_id", "oza_deviation", ["pupil_id"])
    _create_record_table(
        "emb_check",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("intellectual", sa.Boolean(), nullable=False),
        sa.Column("physical", sa.Boolean(), nullable=False),
        sa.Column("additional", sa.Boolean(), nullable=False),
        sa.Column("beyond_school", sa.Boolean(), nullable=False),
        sa.Column("enrolled_on_date", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("granted_cents", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_emb_check_case_id", "emb_check", ["case_id"])
    op.create_index("ix_emb_check_pupil_id", "emb_check", ["pupil_id"])
    _create_record_table(
        "scale_event",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("need_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("from_minutes", sa.Integer(), nullable=True),
        sa.Column("to_minutes", sa.Integer(), nullable=True),
        sa.Column("from_rung", sa.Integer(), nullable=True),
        sa.Column("to_rung", sa.Integer(), nullable=True),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_scale_event_case_id", "scale_event", ["case_id"])
    op.create_index("ix_scale_event_need_id", "scale_event", ["need_id"])
    op.create_index("ix_scale_event_pupil_id", "scale_event", ["pupil_id"])
    op.create_index("ix_scale_event_review_on", "scale_event", ["review_on"])
    _create_record_table(
        "provision",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("care_location_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_provision_care_location_id", "provision", ["care_location_id"])
    op.create_index("ix_provision_case_id", "provision", ["case_id"])
    op.create_index("ix_provision_provider_id", "provision", ["provider_id"])
    op.create_index("ix_provision_school_id", "provision", ["school_id"])
    _create_record_table(
        "placement",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("provision_id", sa.String(), nullable=False),
        sa.Column("pupil_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_placement_case_id", "placement", ["case_id"])
    op.create_index("ix_placement_provision_id", "placement", ["provision_id"])
    op.create_index("ix_placement_pupil_id", "placement", ["pupil_id"])
    _create_record_table(
        "quality_check",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("responsible", sa.String(), nullable=False),
        sa.Column("inspectorate", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_quality_check_case_id", "quality_check", ["case_id"])
    op.create_index("ix_quality_check_review_on", "quality_check", ["review_on"])
    _create_record_table(
        "barrier",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("pupils_hit", sa.Integer(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("reported_to", sa.String(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("solved_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_barrier_case_id", "barrier", ["case_id"])
    _create_record_table(
        "municipality",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("holiday_region", sa.String(), nullable=False),
        sa.Column("youth_region", sa.String(), nullable=False),
        sa.Column("care_office", sa.String(), nullable=False),
        sa.Column("alliance_primary", sa.String(), nullable=False),
        sa.Column("alliance_secondary", sa.String(), nullable=False),
        sa.Column("other_names", sa.JSON(), nullable=False),
        sa.Column("successor", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_municipality_code", "municipality", ["code"])
    _create_record_table(
        "region_body",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("provider_cap", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    _create_record_table(
        "tariff",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("care_kind", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("delivery_form", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    _create_record_table(
        "code_entry",
        sa.Column("code_list", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_code_entry_code_list", "code_entry", ["code_list"])
    _create_record_table(
        "threshold",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
    )
    op.create_index("ix_threshold_name", "threshold", ["name"])
