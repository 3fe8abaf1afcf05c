"""Which visits a user means on the command line: of a professional, of a provider, for a child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storage.models import CareNeed, Professional, Pupil, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.looking import note_case_read
from zorgarrangeur_tui.desk.plan_views import visits_serving
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.verbs.finding import find, find_professional, find_provider


@dataclass(frozen=True, slots=True)
class VisitChoice:
    """What was typed; None for what was not asked.

    Attributes:
        professional: a name or id.
        provider: a name or id.
        pupil: a pseudonym or id.
        weekday: 0 is Monday.
    """

    professional: str | None = None
    provider: str | None = None
    pupil: str | None = None
    weekday: int | None = None


def chosen(store: Store, visits: Iterable[VisitPattern], choice: VisitChoice) -> list[VisitPattern]:
    """Return the visits that are meant. That a child was looked at is logged.

    Raises:
        RecordMissing: there is no such professional, provider or child.
        ActRefused: there is more than one; the sentence has their ids.
    """
    found = list(visits)
    if choice.weekday is not None:
        found = [visit for visit in found if visit.weekday == choice.weekday]
    if choice.professional:
        person_id = find_professional(store, choice.professional).id
        found = [visit for visit in found if visit.professional_id == person_id]
    if choice.provider:
        people = living(store, Professional, provider_id=find_provider(store, choice.provider).id)
        ids = {person.id for person in people}
        found = [visit for visit in found if visit.professional_id in ids]
    if choice.pupil:
        pupil = find(store, "pupil", choice.pupil)
        assert isinstance(pupil, Pupil)
        note_case_read(store, pupil.case_id, {pupil.id})
        needs = living(store, CareNeed, pupil_id=pupil.id)
        ids = {visit.id for visit in visits_serving(store, [need.id for need in needs])}
        found = [visit for visit in found if visit.id in ids]
    return found
