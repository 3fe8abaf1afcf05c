"""One school with everything that is arranged there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.models import Case, FixedBond, Provider, School
from storage.store import Store
from zorgarrangeur_tui.desk.board import SchoolCare, school_care
from zorgarrangeur_tui.desk.providers import bound_providers, cap_use
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.caps import CapUse


@dataclass(frozen=True, slots=True)
class SchoolFile:
    """A school, its cases (nearest deadline first), its fixed providers by name, those against the cap, and its care."""

    school: School
    cases: tuple[Case, ...]
    bonds: tuple[tuple[FixedBond, Provider | None], ...]
    cap: CapUse
    care: SchoolCare


def school_file(store: Store, school_id: str) -> SchoolFile:
    """Return a school with everything that is arranged there.

    Raises:
        RecordMissing: when the school is not there.
    """
    care = school_care(store, school_id)
    cases = living(store, Case, school_id=school_id)
    return SchoolFile(
        school=care.school,
        cases=tuple(sorted(cases, key=lambda case: (case.deadline or date.max, case.title, case.id))),
        bonds=tuple(bound_providers(store, school_id)),
        cap=cap_use(store, care.school),
        care=care,
    )
