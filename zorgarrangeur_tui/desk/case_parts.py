"""What belongs to a case beside its children and their needs: reading it, and adding to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlmodel import col, select

from storage.errors import RecordMissing
from storage.models import (
    CASE_PARTS,
    PUPIL_PARTS,
    RECORD_TYPES,
    CareLocation,
    CareNeed,
    Case,
    Provider,
    Provision,
    Pupil,
    Record,
    School,
)
from storage.models.codes import CareKind
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids, checked_values, living
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT, WITHIN_A_CASE
from zorgarrangeur_tui.domain.words import word

ABOUT_A_CHILD = frozenset(
    {
        "residence", "family_view", "consent", "childcare", "exemption", "out_of_school", "reduced_time", "emb_check",
        "placement",
    }
)  # fmt: skip
"""Record types that are always about one child."""

ADDABLE = tuple(kind for kind in CASE_PARTS if kind not in {"pupil", "care_need"})
"""Record types that `add_part` adds."""


def parts_of(store: Store, case_id: str, record_types: Iterable[str]) -> dict[str, list[Record]]:
    """Return the records of a case by type, in the order of their dates as far as they have one."""
    found: dict[str, list[Record]] = {}
    with store.read() as session:
        for record_type in record_types:
            model: Any = RECORD_TYPES[record_type]
            query = select(model).where(model.case_id == case_id, col(model.deleted).is_(False))
            order = [getattr(model, name) for name in _ORDER if name in model.model_fields]
            found[record_type] = list(session.exec(query.order_by(*order, col(model.id))))
    return found


def add_part(store: Store, record_type: str, case_id: str, pupil_id: str, values: Mapping[str, Any]) -> Record:
    """Add a record to a case, or to a child in it.

    Args:
        store: an opened store.
        record_type: one of `ADDABLE`.
        case_id: the case.
        pupil_id: the child; "" for the case as a whole.
        values: its fields.

    Raises:
        RecordMissing: the case, the child, or something that it points at is not there (in this case).
        ActRefused, ValueRefused: nothing was added.
    """
    model = RECORD_TYPES[record_type]
    called = RECORD_WORDS[record_type].singular
    if record_type in ABOUT_A_CHILD and not pupil_id:
        require({"pupil_id": f"Kies bij welke leerling dit hoort: een {called} gaat altijd over één leerling."})
    checked_values(model, values)
    context = {"case_id": case_id} | ({"pupil_id": pupil_id} if record_type in PUPIL_PARTS else {})
    with store.unit_of_work(f"{RECORD_WORDS[record_type].heading} toegevoegd") as work:
        case = work.get(Case, case_id)
        for field in WITHIN_A_CASE:
            target = ({**context, **values}).get(field)
            pointed = work.get(RECORD_TYPES[POINTS_AT[field]], target) if target else None
            if pointed is not None and getattr(pointed, "case_id", case_id) != case_id:
                raise RecordMissing(f"{field_word(record_type, field)}: dit hoort bij een andere casus.")
            if isinstance(pointed, CareNeed) and not context.get("pupil_id") and "pupil_id" in model.model_fields:
                # What is about a need of a child is about that child, so that it is logged and erased with it.
                context["pupil_id"] = pointed.pupil_id
        if record_type in ("visit_note", "provision"):
            context |= {"school_id": case.school_id, "care_location_id": case.care_location_id}
        record = model(**{**context, **values, "case_id": case_id})
        work.add(record)
    return record


def names_of(store: Store, records: Iterable[Record]) -> dict[str, str]:
    """Return what people call the records that these point at beside their case, by id. Children by pseudonym."""
    wanted: dict[type[Record], set[str]] = {}
    for record in records:
        for field, pointed in POINTS_AT.items():
            target = getattr(record, field, "")
            if target and field not in {"case_id", "visit_note_id"}:
                wanted.setdefault(RECORD_TYPES[pointed], set()).add(target)
    found: dict[str, str] = {}
    for model, ids in wanted.items():
        found |= {one.id: _called(one) for one in by_ids(store, model, ids).values()}
    return found


def pointers_for(store: Store, record_type: str, case_id: str, pupil_id: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for the fields of a record type that point at another record, which can be chosen: (id, words)."""
    fields = RECORD_TYPES[record_type].model_fields
    found: dict[str, list[Record]] = {}
    if "need_id" in fields:
        needs = living(store, CareNeed, case_id=case_id)
        found["need_id"] = [need for need in needs if not pupil_id or need.pupil_id in {pupil_id, ""}]
    if "provision_id" in fields:
        found["provision_id"] = [*living(store, Provision, case_id=case_id)]
    if "provider_id" in fields:
        found["provider_id"] = [*living(store, Provider)]
    if "care_location_id" in fields and record_type == "case":
        found["care_location_id"] = [*living(store, CareLocation)]
    if "enrolled_school_id" in fields:
        found["enrolled_school_id"] = [*living(store, School)]
    return {
        field: tuple(sorted(((one.id, _called(one)) for one in records), key=lambda pair: pair[1].casefold()))
        for field, records in found.items()
    }


def pupils_of(store: Store, case_ids: Collection[str]) -> dict[str, list[Pupil]]:
    """Return the children of some cases, by case, in the order of their pseudonyms."""
    found: dict[str, list[Pupil]] = {case_id: [] for case_id in case_ids}
    with store.read() as session:
        query = select(Pupil).where(col(Pupil.case_id).in_(sorted(found)), col(Pupil.deleted).is_(False))
        for pupil in session.exec(query.order_by(col(Pupil.pseudonym))):
            found[pupil.case_id].append(pupil)
    return found


_ORDER = ("day", "starts_on", "due_on", "answer_by", "spoken_on", "given_on", "seen_on")
"""Dates by which lists are in order; the first one that a type has."""


def _called(record: Record) -> str:
    match record:
        case CareNeed():
            return word(record.kind, CareKind)
        case Pupil():
            return record.pseudonym
        case Case():
            return record.title
        case _:
            return str(getattr(record, "name", "")) or "(zonder naam)"
