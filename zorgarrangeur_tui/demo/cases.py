"""The cases of the region: two at every school, one of them about the school as a whole."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from random import Random

from storage.models import Case
from storage.models.codes import ArrangementForm, Phase
from zorgarrangeur_tui.demo import texts
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.parts import Region


class Reach(Enum):
    """Whom a case is about."""

    WHOLE_SCHOOL = "whole school"
    ONE_CHILD = "one child"
    GROUP = "a group of children"
    SCHOOL_ONLY = "the school, without pupils"


_SECOND_REACH = (Reach.ONE_CHILD, Reach.GROUP, Reach.SCHOOL_ONLY)
_FIRST_PHASES = (
    Phase.RUNNING, Phase.NEGOTIATION, Phase.PLAN, Phase.RUNNING, Phase.BASELINE, Phase.AGREEMENT,
    Phase.RUNNING, Phase.ANALYSIS, Phase.REVIEW, Phase.RUNNING, Phase.FAMILY_TALKS, Phase.RUNNING,
)  # fmt: skip
_SECOND_PHASES = (
    Phase.INTAKE, Phase.PLAN, Phase.CLOSED, Phase.NEGOTIATION, Phase.RUNNING, Phase.ON_HOLD,
    Phase.BASELINE, Phase.REVIEW, Phase.WITHDRAWN, Phase.AGREEMENT, Phase.ANALYSIS, Phase.INTAKE,
)  # fmt: skip
_ENDED = (Phase.CLOSED, Phase.WITHDRAWN)
_CLOSED_DAYS_AGO = 12
"""Every ended case of the region ended lately: its retention term has hardly begun."""
_TITLES = {
    Reach.WHOLE_SCHOOL: texts.TITLES_WHOLE_SCHOOL,
    Reach.ONE_CHILD: texts.TITLES_ONE_CHILD,
    Reach.GROUP: texts.TITLES_GROUP,
    Reach.SCHOOL_ONLY: texts.TITLES_SCHOOL_ONLY,
}
_FORMS = (ArrangementForm.CARE_IN_SCHOOL, ArrangementForm.CARE_IN_SCHOOL, ArrangementForm.COLLECTIVE_PROVISION)
_DEADLINES = (-9, -1, 0, 1, 4, 8, 13, 20, 27, 41, 55, 80)
"""Days from today: some overdue, one today, some beyond eight weeks."""


def invented_cases(random: Random, region: Region) -> list[tuple[Case, Reach, int]]:
    """Add the cases to the region; return each with its reach and the place of its school."""
    cases = []
    for index, school in enumerate(region.schools):
        second = _SECOND_REACH[index % len(_SECOND_REACH)]
        phases = (_FIRST_PHASES[index % 12], _SECOND_PHASES[index % 12])
        for reach, phase in zip((Reach.WHOLE_SCHOOL, second), phases, strict=True):
            cases.append((_case(random, region, school.id, reach, phase), reach, index))
    for number, location in enumerate(region.care_locations):
        child_cases = [case for case, reach, _ in cases if reach is Reach.ONE_CHILD]
        if number < len(child_cases):
            case = child_cases[number]
            case.care_location_id = location.id
            case.arrangement_form = ArrangementForm.EDUCATION_IN_CARE.value
            case.title = texts.TITLE_IN_CARE
    region.cases.extend(case for case, _, _ in cases)
    return cases


def _case(random: Random, region: Region, school_id: str, reach: Reach, phase: Phase) -> Case:
    """Return one case."""
    themes = [texts.THEMES[0]]
    if reach is Reach.ONE_CHILD:
        themes.append(texts.THEMES[2])
    elif random.random() < 0.25:
        themes.append(random.choice(texts.THEMES[1::2]))
    ended = phase in _ENDED
    deadline = None if ended else region.today + timedelta(days=random.choice(_DEADLINES))
    return Case(
        id=drawn_id(random),
        title=random.choice(_TITLES[reach]),
        school_id=school_id,
        phase=phase.value,
        arrangement_form=random.choice(_FORMS).value,
        themes=themes,
        opened_on=region.today - timedelta(days=random.randint(20, 400)),
        closed_on=region.today - timedelta(days=_CLOSED_DAYS_AGO) if ended else None,
        next_action=texts.NEXT_ACTIONS[phase],
        deadline=deadline,
        note=random.choice(texts.CASE_NOTES) if random.random() < 0.4 else "",
    )
