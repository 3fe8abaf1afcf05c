"""From the store to the plain values of which documents and exports are made."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime

from sqlmodel import col, select

from storage.clock import local_date
from storage.contacts import known_names
from storage.field_values import field_names
from storage.log_reading import rows_about
from storage.models import (
    PUPIL_PARTS,
    RECORD_TYPES,
    TYPE_NAMES,
    CareNeed,
    Case,
    Professional,
    Pupil,
    Record,
    VisitPattern,
)
from storage.models.codes import Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.log_words import action_word
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.desk.schools import place_name
from zorgarrangeur_tui.domain.clock import time_span, weekday
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.plan_change_words import UNKNOWN
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.school_years import SchoolYear, school_year_of
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.reports.pupil_file import Fact, Look, PupilFile

_FINGERPRINT_SHOWN = 8

_NOT_CONTENT = frozenset({"owner", "deleted", "case_id", "pupil_id", "school_id", "care_location_id"})


def file_of_pupil(store: Store, pupil_id: str) -> PupilFile:
    """Return what is recorded about a pupil, and every log row about the pupil, the needs and the case.

    A note on the case is left out when the case is about more pupils: it may tell about another child.

    Raises:
        RecordMissing: when the pupil is not there.
    """
    pupil = store.get(Pupil, pupil_id)
    with store.read() as session:
        all_needs = session.exec(select(CareNeed).where(CareNeed.pupil_id == pupil_id).order_by(col(CareNeed.id))).all()
        case = session.get(Case, pupil.case_id) if pupil.case_id else None
    needs = [need for need in all_needs if not need.deleted]
    shared = case is not None and len(living(store, Pupil, case_id=case.id)) > 1
    subjects = {
        pupil_id: "pupil",
        **{need.id: "care_need" for need in all_needs},
        **({case.id: "case"} if case else {}),
    }
    return PupilFile(
        pseudonym=pupil.pseudonym,
        pupil=_facts(pupil),
        case=_case_facts(store, case, shared=shared) if case else (),
        needs=tuple(_facts(need) for need in needs),
        visits=_visits_for(store, {need.id for need in needs}),
        looks=_looks(store, subjects),
        parts=tuple(
            (RECORD_WORDS[kind].heading, _facts(part))
            for kind in PUPIL_PARTS
            if kind != "care_need"
            for part in living(store, RECORD_TYPES[kind], pupil_id=pupil_id)
        ),
    )


def _facts(record: Record, without: Collection[str] = ()) -> tuple[Fact, ...]:
    """Return every field that holds something."""
    record_type = TYPE_NAMES[type(record)]
    named = ((name, value_word(record_type, name, getattr(record, name))) for name in field_names(type(record)))
    return tuple(
        (field_word(record_type, name), value)
        for name, value in named
        if value and name not in _NOT_CONTENT and name not in without
    )


def _case_facts(store: Store, case: Case, *, shared: bool) -> tuple[Fact, ...]:
    place = place_name(store, case.school_id, case.care_location_id)
    return (
        ("Kenmerk", case_reference(case.id)),
        *((("School of zorglocatie", place),) if place else ()),
        *_facts(case, ("note",) if shared else ()),
    )


def visits_for_needs(store: Store, need_ids: AbstractSet[str]) -> tuple[tuple[str, str, str], ...]:
    """Return day, time and who of each visit that is in force today for one of these needs, through the week."""
    today = local_date(store.clock)
    return tuple(row[:3] for row in _visits_for(store, need_ids, today))


def _visits_for(
    store: Store, need_ids: AbstractSet[str], on: date | None = None
) -> tuple[tuple[str, str, str, str], ...]:
    visits = [
        visit
        for visit in living(store, VisitPattern)
        if not need_ids.isdisjoint(visit.serves) and (on is None or in_force(visit, on))
    ]
    visits.sort(key=lambda visit: (visit.weekday, visit.start_minute, visit.id))
    people = by_ids(store, Professional, [visit.professional_id for visit in visits])
    found = []
    for visit in visits:
        person = people.get(visit.professional_id)
        time = time_span(visit.start_minute, visit.duration_minutes)
        who = person.name if person else UNKNOWN
        found.append((weekday(visit.weekday), time, who, word(visit.rhythm, Rhythm)))
    return tuple(found)


def _looks(store: Store, subjects: dict[str, str]) -> tuple[Look, ...]:
    # By what was asked: the log of a child that was joined has rows that name the record that went.
    rows = sorted(
        ((row, kind) for subject, kind in subjects.items() for row in rows_about(store, subject)),
        key=lambda found: found[0].number,
    )
    names = known_names(store)
    return tuple(
        Look(
            at=datetime.fromisoformat(row.at).astimezone(UTC),
            who=names.get(row.actor, row.actor[:_FINGERPRINT_SHOWN]),
            what=action_word(row.action, row.outcome).lower(),
            about=RECORD_WORDS[kind].singular,
            reason=row.reason,
        )
        for row, kind in rows
    )


def this_school_year(store: Store) -> SchoolYear:
    """Return the school year of today."""
    return school_year_of(local_date(store.clock))
