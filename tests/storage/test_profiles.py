"""Profiles: what of a case may leave in each, read from what is really in the bundle."""

from __future__ import annotations

import re
from typing import Any

import pytest
from every_record import IDS, OF_THE_CASE, add_every_record, text_fields
from store_samples import rows_of

from storage import tables
from storage.bundle_door import opened_bundle
from storage.field_values import field_names
from storage.handing_over import BasisMissing, export_bundle
from storage.leaving import NOTHING_WITHHELD, Withheld
from storage.models import PUPIL_PARTS, RECORD_TYPES
from storage.models.casework_codes import LegalBasis
from storage.profiles import EVERYWHERE, DataKind, Profile, classified_fields, kinds_of, leaves
from storage.reference_bundles import NoReference, OnlyCoordinator, export_reference

NOTHING_OF_A_CHILD = ("pupil", *PUPIL_PARTS)
SEALED = [Profile.SCHOOL, Profile.PSEUDONYMOUS, Profile.FULL]


def word(record_type: str, field: str) -> str:
    """Return the text of a field, which stands nowhere else."""
    return f"({record_type}.{field})"


def filled(store: Any) -> None:
    """Write a record of every kind whose texts were all corrected once."""
    add_every_record(store, lambda record_type, field: f"oud {word(record_type, field)}")
    with store.unit_of_work("Alles verbeterd") as work:
        for record_type in RECORD_TYPES:
            record = work.get(RECORD_TYPES[record_type], IDS[record_type])
            texts = text_fields(record_type).items()
            work.change(
                record, {one: [word(record_type, one)] if many else word(record_type, one) for one, many in texts}
            )


def plaintext(pair: Any, profile: Profile, withheld: Withheld = NOTHING_WITHHELD) -> str:
    """Return the text in a bundle, as its recipient reads it."""
    sealed = export_bundle(
        pair.arranger,
        [pair.coordinator_contact],
        purpose="Overdracht",
        profile=profile,
        withheld=withheld,
        basis=LegalBasis.CARE_TASK,
    )
    with pair.coordinator.read() as session:
        return opened_bundle(pair.coordinator, session.connection(), sealed).opened.plain.decode()


def words_in(text: str) -> set[tuple[str, str]]:
    """Return the fields whose present text stands in a text."""
    return {(one, field) for one, field in re.findall(r"\((\w+)\.(\w+)\)", text)}


def fields_in(text: str) -> set[tuple[str, str]]:
    """Return the fields (type, name) of which a write stands in a bundle."""
    return set(re.findall(r"^on = '(\w+)/[0-9a-f]{32}/(\w+)'$", text, re.MULTILINE))


def test_every_field_of_every_record_is_classified() -> None:
    """A new field leaves in no profile until somebody says what it is; what is gone is not in the list."""
    every = {name: frozenset(field_names(model)) - {*EVERYWHERE} for name, model in RECORD_TYPES.items()}
    assert classified_fields() == every
    doubly = [
        (one, field)
        for one, fields in every.items()
        for field in fields
        if len(kinds_of(one, field) - {DataKind.REFERENCE}) > 1
    ]
    assert doubly == []
    assert not any(leaves(profile, "pupil", "shoe_size") or leaves(profile, "pet", "name") for profile in Profile)


def test_what_was_corrected_leaves_in_no_profile(pair: Any) -> None:
    """Only what stands travels, in whatever profile."""
    filled(pair.arranger)
    for profile in SEALED:
        text = plaintext(pair, profile)
        assert words_in(text), profile
        assert "oud (" not in text, profile


def test_the_school_profile_holds_nothing_of_a_child(pair: Any) -> None:
    """No child, no need in a visit, no title and no free text; the places, the people and the plan are there."""
    filled(pair.arranger)
    text = plaintext(pair, Profile.SCHOOL)
    fields = fields_in(text)
    assert {one for one, _ in fields}.isdisjoint(NOTHING_OF_A_CHILD)
    assert not any(IDS[one] in text for one in NOTHING_OF_A_CHILD)
    assert {one for one, _ in fields} & {*OF_THE_CASE} == {"case"}
    assert fields.isdisjoint({("case", "title"), ("visit_pattern", "serves"), ("visit_exception", "cause")})
    assert not any(field in {"note", "reason", "hold_reason"} for _, field in fields)
    there = ("school", "own_day", "provider", "professional", "fixed_bond", "visit_pattern", "plan_version")
    assert {*there} <= {one for one, _ in fields}


def test_the_pseudonymous_profile_holds_no_name_no_free_text_and_nothing_of_the_family(pair: Any) -> None:
    """The children by their pseudonym, with their needs and titles."""
    filled(pair.arranger)
    text = plaintext(pair, Profile.PSEUDONYMOUS)
    fields = fields_in(text)
    assert {("pupil", "pseudonym"), ("care_need", "minutes_needed"), ("entitlement", "minutes_granted")} <= fields
    assert fields.isdisjoint({("pupil", "name"), ("pupil", "birth_month"), ("pupil", "group_name"), ("case", "title")})
    assert {one for one, _ in fields}.isdisjoint({"family_view", "consent", "childcare", "note_item", "action"})
    assert {one for one, _ in fields}.isdisjoint({"exemption", "out_of_school", "reduced_time", "emb_check"})
    free = {
        (one, field) for one in OF_THE_CASE for field in text_fields(one) if DataKind.FREE_TEXT in kinds_of(one, field)
    }
    assert words_in(text).isdisjoint(free)
    assert not any(field == "note" for _, field in fields)


def test_the_full_profile_holds_every_text_but_what_never_leaves(pair: Any) -> None:
    """Names and notes go along."""
    filled(pair.arranger)
    text = plaintext(pair, Profile.FULL)
    texts = {(one, field) for one in OF_THE_CASE for field in text_fields(one)}
    assert texts <= words_in(text)


def test_kinds_of_data_stay_behind_while_the_child_goes(pair: Any) -> None:
    """Field by field, in the child's own record, in its needs and in what names only a need; others keep theirs."""
    filled(pair.arranger)
    no_text = Withheld(kinds={IDS["pupil"]: frozenset({DataKind.NAME, DataKind.FREE_TEXT, DataKind.ATTENDANCE})})
    text = plaintext(pair, Profile.FULL, no_text)
    fields = fields_in(text)
    assert {("pupil", "pseudonym"), ("care_need", "minutes_needed"), ("case", "note"), ("review", "note")} <= fields
    assert fields.isdisjoint({("pupil", "name"), ("pupil", "note"), ("care_need", "note"), ("entitlement", "payer")})
    assert {one for one, _ in fields}.isdisjoint({"exemption", "out_of_school", "reduced_time"})


def test_children_by_pseudonym_need_a_ground_which_is_kept_in_the_log(pair: Any) -> None:
    """Without one nothing is made."""
    filled(pair.arranger)
    send = {"purpose": "Overdracht", "profile": Profile.PSEUDONYMOUS}
    with pytest.raises(BasisMissing):
        export_bundle(pair.arranger, [pair.coordinator_contact], **send)
    assert rows_of(pair.arranger, tables.bundle) == []
    plaintext(pair, Profile.PSEUDONYMOUS)
    assert "profile=pseudonymous kind=full" in rows_of(pair.arranger, tables.audit)[-1].details
    assert "basis=care_task" in rows_of(pair.arranger, tables.audit)[-1].details


def test_reference_data_is_an_open_file_of_a_coordinator(pair: Any) -> None:
    """Everybody can read it, nothing of a child, a note or a correction is in it, and only a coordinator makes it."""
    with pytest.raises(NoReference):
        export_reference(pair.coordinator)
    filled(pair.coordinator)
    text = export_reference(pair.coordinator).decode()
    assert {one for one, _ in fields_in(text)} == {
        "municipality",
        "region_body",
        "tariff",
        "code_entry",
        "school_holiday",
        "school",
    }
    assert "note" not in {field for _, field in fields_in(text)}
    assert "oud (" not in text
    assert pair.coordinator.identity.label not in text
    filled(pair.arranger)
    with pytest.raises(OnlyCoordinator):
        export_reference(pair.arranger)
