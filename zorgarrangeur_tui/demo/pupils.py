"""The pupils in detail: about two hundred for twelve schools, by pseudonym."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from storage.models import Case, Pupil
from zorgarrangeur_tui.demo.cases import Reach
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.names import MUNICIPALITIES, MUNICIPALITIES_OUTSIDE, people_names
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.demo.schools import SO_CLUSTER_3, has_classes_for_emb, profile_of
from zorgarrangeur_tui.demo.texts import PUPIL_NOTES
from zorgarrangeur_tui.domain.pseudonyms import new_pseudonyms

_CLASS_SIZE = 6
"""Pupils in detail of one class; the others of the class need no care in school hours."""
_NAMED = 1 / 40


def invented_pupils(random: Random, region: Region, cases: Iterable[tuple[Case, Reach, int]]) -> None:
    """Add the pupils of all cases to the region. Only a handful has a name."""
    for case, reach, index in cases:
        count = _count(random, reach, index)
        region.pupils.extend(_pupil(random, region, case, index, place) for place in range(count))
    pseudonyms = new_pseudonyms(len(region.pupils), (), random)
    named = [pupil for pupil in region.pupils if random.random() < _NAMED]
    for pupil, pseudonym in zip(region.pupils, pseudonyms, strict=True):
        pupil.pseudonym = pseudonym
    for pupil, name in zip(named, people_names(random, len(named)), strict=True):
        pupil.name = name


def _count(random: Random, reach: Reach, index: int) -> int:
    """Return how many pupils a case has."""
    if reach is Reach.WHOLE_SCHOOL:
        return random.randint(*profile_of(index).pupils_in_detail)
    return {Reach.ONE_CHILD: 1, Reach.GROUP: random.randint(4, 6), Reach.SCHOOL_ONLY: 0}[reach]


def _pupil(random: Random, region: Region, case: Case, index: int, place: int) -> Pupil:
    """Return one pupil, without a pseudonym yet."""
    profile = profile_of(index)
    share_emb = 0.25 if has_classes_for_emb(index) else 0.03 if profile is SO_CLUSTER_3 else 0.0
    grade = place // _CLASS_SIZE
    youngest, oldest = profile.ages
    age = min(oldest, youngest + 3 * grade + random.randint(0, 3))
    return Pupil(
        id=drawn_id(random),
        case_id=case.id,
        birth_year=region.today.year - age,
        municipality=_municipality(random, index),
        group_name=f"{'Klas' if youngest >= 12 else 'Groep'} {'ABCD'[grade % 4]}",
        profound_multiple_disability=random.random() < share_emb,
        note=random.choice(PUPIL_NOTES) if random.random() < 0.15 else "",
    )


def _municipality(random: Random, index: int) -> str:
    """Return where a pupil lives: mostly near the school, often elsewhere in the region, now and then outside it."""
    own = [name for name, _ in MUNICIPALITIES]
    chance = random.random()
    if chance < 0.45:
        return own[index % len(own)]
    return random.choice(own) if chance < 0.94 else random.choice(MUNICIPALITIES_OUTSIDE)
