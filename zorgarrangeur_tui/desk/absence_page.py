"""All that is shown of one absence: its visits, what each means to the pupils, and who could come instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from storage.clock import local_date
from storage.models import Absence, CareLocation, CareNeed, Professional, Pupil, School
from storage.models.planning_codes import AbsenceKind
from storage.store import Store
from zorgarrangeur_tui.desk.absence_visits import HitVisit, Stand, hit_visits
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.desk.reference import threshold
from zorgarrangeur_tui.desk.replacements import ReplacementFinder
from zorgarrangeur_tui.domain.absence_effects import Effect
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.checked_records import away_value
from zorgarrangeur_tui.domain.replacement_values import Replacement
from zorgarrangeur_tui.domain.thresholds import ABSENCE_WEEKS
from zorgarrangeur_tui.keys.act_text import ActText

_CHANGE_FIXED = (
    "Verander het vaste rooster vanaf een datum: ga met {screens.absence_acts.GoToBoard} naar het bord en druk daar op "
    "{screens.planning_edit_acts.ChangeFrom}. Of laat de planner een voorstel maken met {screens.absence_acts.PlanAround}."
)
_CHANGE_WITHOUT_KEYS = "Verander het vaste rooster vanaf een datum, of laat de planner een voorstel maken."

_NEVER_BACK = "Deze professional werkt hier niet meer."


@dataclass(frozen=True, slots=True)
class AbsencePage:
    """One absence.

    Attributes:
        absence: the record.
        away: when.
        person: who is away.
        hits: the visits that fall in it, from early to late.
        finder: tells who could come.
        ranked: by visit, for those that are open: who could come, best first.
        effects: by visit: what each need misses.
        needs, pupils, places: what the visits name, by id.
        advice: what to do when this lasts; "" when it does not.
    """

    absence: Absence
    away: Away
    person: Professional
    hits: tuple[HitVisit, ...]
    finder: ReplacementFinder
    ranked: dict[str, list[Replacement]]
    effects: dict[str, tuple[Effect, ...]]
    needs: dict[str, CareNeed] = field(default_factory=dict)
    pupils: dict[str, Pupil] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    advice: str = ""

    def place(self, hit: HitVisit) -> str:
        """Return where a visit is."""
        return self.places.get(hit.visit.school_id, "onbekende plek")

    def whom(self, hit: HitVisit) -> str:
        """Return for whom a visit is: pseudonyms, or the group; "" when it serves nothing."""
        needs = [self.needs[key] for key in hit.pattern.serves if key in self.needs]
        names = (self.pupils[need.pupil_id].pseudonym if need.pupil_id in self.pupils else "groep" for need in needs)
        return ", ".join(dict.fromkeys(names))

    def name_of(self, professional_id: str) -> str:
        """Return the name of a professional."""
        person = self.finder.people.get(professional_id)
        return person.name if person and person.name else "iemand anders"

    def who_fits(self, hit: HitVisit) -> list[Replacement]:
        """Return everybody in the region who could come, best first."""
        return self.finder.ranked(hit, everybody=True)


def absence_page(store: Store, absence_id: str) -> AbsencePage:
    """Return all about one absence. It may take a while on a large store: ask in a thread.

    Raises:
        RecordMissing: it, or who it is about, is not there (any more).
    """
    absence = store.get(Absence, absence_id)
    person = store.get(Professional, absence.professional_id)
    today = local_date(store.clock)
    away = away_value(absence) or Away(absence.id, today, today, kind=absence.kind)
    hits = hit_visits(store, absence)
    finder = ReplacementFinder(store, hits)
    return AbsencePage(
        absence,
        away,
        person,
        tuple(hits),
        finder,
        {hit.key: finder.ranked(hit) for hit in hits if hit.stand is Stand.OPEN},
        {hit.key: finder.effects(hit) for hit in hits},
        finder.needs,
        by_ids(store, Pupil, _served_pupils(hits, finder.needs)),
        _place_names(store, hits),
        _advice(store, away, today),
    )


def _served_pupils(hits: Iterable[HitVisit], needs: dict[str, CareNeed]) -> set[str]:
    return {needs[key].pupil_id for hit in hits for key in hit.pattern.serves if key in needs}


def _place_names(store: Store, hits: Iterable[HitVisit]) -> dict[str, str]:
    ids = {hit.visit.school_id for hit in hits}
    places: list[School | CareLocation] = [
        *by_ids(store, School, ids).values(),
        *by_ids(store, CareLocation, ids).values(),
    ]
    return {place.id: place.name for place in places}


def _advice(store: Store, away: Away, today: date) -> str:
    """Return that the plan itself has to change, for who does not come back or is away for long without an end."""
    if away.kind == AbsenceKind.LEFT:
        return ActText(_NEVER_BACK, _CHANGE_FIXED, without=_CHANGE_WITHOUT_KEYS)
    weeks = (today - away.first_day).days // 7
    if away.last_day is None and weeks >= threshold(store, ABSENCE_WEEKS, today):
        told = f"Dit duurt al {weeks} weken en een einde is niet bekend."
        return ActText(told, _CHANGE_FIXED, without=_CHANGE_WITHOUT_KEYS)
    return ""
