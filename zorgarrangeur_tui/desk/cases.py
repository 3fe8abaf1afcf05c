"""Cases, their pupils and needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from storage.clock import local_date
from storage.errors import RecordMissing
from storage.models import CareLocation, CareNeed, Case, Pupil, School
from storage.store import Store
from zorgarrangeur_tui.desk.records import checked_values, keep_closing_day, phase_step
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.domain.pseudonyms import new_pseudonym
from zorgarrangeur_tui.domain.references import matches_reference


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything in it."""

    case: Case
    school: School | None
    care_location: CareLocation | None
    pupils: tuple[Pupil, ...]
    needs: tuple[CareNeed, ...]

    @property
    def place(self) -> str:
        """The name of the school or care location; empty when it is not known here."""
        found = self.school or self.care_location
        return found.name if found else ""

    def needs_of(self, pupil_id: str) -> tuple[CareNeed, ...]:
        """Return the needs of a pupil; with "" those of the group or school as a whole."""
        return tuple(need for need in self.needs if need.pupil_id == pupil_id)


def open_case(store: Store, values: dict[str, Any]) -> Case:
    """Begin a case at a school or about a care location.

    Raises:
        ActRefused: when the question or the place is missing.
    """
    problems = {}
    if not str(values.get("title", "")).strip():
        problems["title"] = "Schrijf in een paar woorden op wat de vraag is."
    if not values.get("school_id") and not values.get("care_location_id"):
        problems["school_id"] = "Kies de school of zorglocatie waar het om gaat."
    require(problems)
    checked_values(Case, values)
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(**{"opened_on": local_date(store.clock), **values})
        phase_step(work, Case(school_id=case.school_id), values)
        keep_closing_day(case, values, local_date(store.clock))
        work.add(case)
    return case


def add_pupil(store: Store, case_id: str, values: dict[str, Any]) -> Pupil:
    """Add a child to a case. Without a pseudonym it gets one that nobody can trace back.

    Raises:
        RecordMissing: when the case is not there.
        ActRefused, ValueRefused: nothing was added.
    """
    checked_values(Pupil, values)
    with store.unit_of_work("Leerling toegevoegd") as work:
        work.get(Case, case_id)
        taken = set(work.session.exec(select(Pupil.pseudonym)))
        given = str(values.get("pseudonym", "")).strip()
        if given in taken:
            raise ActRefused("Deze schuilnaam is al in gebruik.", {"pseudonym": "Deze schuilnaam is al in gebruik."})
        pupil = Pupil(**{**values, "case_id": case_id, "pseudonym": given or new_pseudonym(taken)})
        work.add(pupil)
    return pupil


def add_need(store: Store, case_id: str, pupil_id: str, values: dict[str, Any]) -> CareNeed:
    """Add a care need to a pupil, or with pupil "" to the group or school as a whole. Money is not asked.

    Raises:
        RecordMissing: when the case or pupil is not there.
        ActRefused, ValueRefused: nothing was added.
    """
    checked_values(CareNeed, values)
    with store.unit_of_work("Zorgbehoefte toegevoegd") as work:
        work.get(Case, case_id)
        if pupil_id and work.get(Pupil, pupil_id).case_id != case_id:
            raise RecordMissing("Deze leerling hoort bij een andere casus.")
        need = CareNeed(**{**values, "case_id": case_id, "pupil_id": pupil_id})
        work.add(need)
    return need


def case_file(store: Store, case_id: str) -> CaseFile:
    """Return a case with its place, pupils (by pseudonym) and needs.

    Raises:
        RecordMissing: when the case is not there.
    """
    with store.read() as session:
        case = session.get(Case, case_id)
        if case is None or case.deleted:
            raise RecordMissing("Deze casus is er niet (meer).")
        pupils = session.exec(
            select(Pupil).where(Pupil.case_id == case_id, col(Pupil.deleted).is_(False)).order_by(col(Pupil.pseudonym))
        ).all()
        needs = session.exec(
            select(CareNeed)
            .where(CareNeed.case_id == case_id, col(CareNeed.deleted).is_(False))
            .order_by(col(CareNeed.kind), col(CareNeed.id))
        ).all()
        school = session.get(School, case.school_id) if case.school_id else None
        location = session.get(CareLocation, case.care_location_id) if case.care_location_id else None
    return CaseFile(case, school, location, tuple(pupils), tuple(needs))


def find_case(store: Store, reference: str) -> Case:
    """Return the case with a reference such as Z-7F3A2C, or with this id.

    Raises:
        RecordMissing: when there is none, or more than one begins like this.
    """
    with store.read() as session:
        cases = session.exec(select(Case).where(col(Case.deleted).is_(False))).all()
    found = [case for case in cases if case.id == reference or matches_reference(reference, case.id)]
    if len(found) != 1:
        raise RecordMissing(
            "Er is geen casus met dit kenmerk. Zoek hem op met `zorgarrangeur list cases`."
            if not found
            else "Meer dan één casus begint zo. Geef het hele kenmerk."
        )
    return found[0]
