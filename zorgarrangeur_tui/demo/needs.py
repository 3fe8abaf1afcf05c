"""What the pupils need: kinds by school, minutes a week around medians of the field."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random

from storage.models import CareNeed, Case, Pupil
from storage.models.codes import CareForm, CareKind, CountsAsCare, MomentRule
from zorgarrangeur_tui.demo.cases import Reach
from zorgarrangeur_tui.demo.draws import drawn_id, drawn_minutes, in_quarters
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.demo.schools import REGULAR, SBO, SO_CLUSTER_3, SO_CLUSTER_4, VSO, Profile, profile_of
from zorgarrangeur_tui.demo.texts import GREY_REASONS, NOT_CARE_REASON

_K = CareKind
_KINDS: dict[Profile, dict[CareKind, int]] = {
    SO_CLUSTER_3: {
        _K.PERSONAL_CARE: 28,
        _K.GROUP_GUIDANCE: 28,
        _K.INDIVIDUAL_GUIDANCE: 16,
        _K.PARAMEDICAL: 14,
        _K.NURSING: 8,
        _K.DAY_TREATMENT: 3,
        _K.SUPERVISION: 2,
    },
    VSO: {
        _K.GROUP_GUIDANCE: 36,
        _K.INDIVIDUAL_GUIDANCE: 24,
        _K.PERSONAL_CARE: 12,
        _K.PARAMEDICAL: 10,
        _K.INDIVIDUAL_TREATMENT: 10,
        _K.NURSING: 5,
        _K.TRANSPORT_GUIDANCE: 3,
    },
    SO_CLUSTER_4: {
        _K.GROUP_GUIDANCE: 42,
        _K.INDIVIDUAL_GUIDANCE: 22,
        _K.INDIVIDUAL_TREATMENT: 16,
        _K.MENTAL_HEALTH_TREATMENT: 12,
        _K.GROUP_TREATMENT: 5,
        _K.FAMILY_GUIDANCE: 3,
    },
    SBO: {_K.GROUP_GUIDANCE: 45, _K.INDIVIDUAL_GUIDANCE: 30, _K.PARAMEDICAL: 15, _K.INDIVIDUAL_TREATMENT: 10},
    REGULAR: {_K.PERSONAL_CARE: 40, _K.INDIVIDUAL_GUIDANCE: 30, _K.NURSING: 20, _K.PARAMEDICAL: 10},
}
"""Out of a hundred lines of pupils at a sort of school, how many of each kind."""

_HOUR = 60
_MINUTES: dict[CareKind, tuple[int, int, int]] = {
    _K.PERSONAL_CARE: (3 * _HOUR, 45, 8 * _HOUR),
    _K.NURSING: (90, 30, 5 * _HOUR),
    _K.INDIVIDUAL_GUIDANCE: (4 * _HOUR, _HOUR, 10 * _HOUR),
    _K.GROUP_GUIDANCE: (8 * _HOUR, 4 * _HOUR, 10 * _HOUR),
    _K.INDIVIDUAL_TREATMENT: (45, 30, 120),
    _K.GROUP_TREATMENT: (90, 60, 180),
    _K.DAY_TREATMENT: (8 * _HOUR, 4 * _HOUR, 12 * _HOUR),
    _K.PARAMEDICAL: (45, 30, 120),
    _K.MENTAL_HEALTH_TREATMENT: (60, 45, 120),
    _K.SUPERVISION: (5 * _HOUR, 2 * _HOUR, 10 * _HOUR),
    _K.TRANSPORT_GUIDANCE: (2 * _HOUR, _HOUR, 4 * _HOUR),
    _K.FAMILY_GUIDANCE: (30, 15, 60),
    _K.COORDINATION: (3 * _HOUR, 2 * _HOUR, 5 * _HOUR),
    _K.TEAM_TRAINING: (30, 15, 60),
}
"""Median, lowest and highest minutes a week."""
_EMB_CARE = (8 * _HOUR, 4 * _HOUR, 12 * _HOUR)
_EMB_NURSING = (4 * _HOUR, _HOUR, 10 * _HOUR)

_GROUP_KINDS = frozenset({_K.GROUP_GUIDANCE, _K.GROUP_TREATMENT, _K.DAY_TREATMENT})
_GROUP_SIZE = 6
_LINES = ((1, 70), (2, 26), (3, 4))


def invented_needs(random: Random, region: Region, cases: list[tuple[Case, Reach, int]]) -> None:
    """Add the needs of all pupils, and of the schools whose case has no pupils."""
    by_case: dict[str, list[Pupil]] = {}
    for pupil in region.pupils:
        by_case.setdefault(pupil.case_id, []).append(pupil)
    for case, reach, index in cases:
        if reach is Reach.SCHOOL_ONLY:
            region.needs += [_need(random, region, case, None, kind) for kind in (_K.COORDINATION, _K.TEAM_TRAINING)]
            continue
        lines = [
            (pupil, kind) for pupil in by_case.get(case.id, []) for kind in _kinds_of(random, pupil, profile_of(index))
        ]
        lines = _without_lonely_groups(lines)
        region.needs += _needs_of_case(random, region, case, lines)


def _kinds_of(random: Random, pupil: Pupil, profile: Profile) -> list[CareKind]:
    """Return the kinds of care that a pupil needs, each once."""
    if pupil.profound_multiple_disability:
        return [_K.PERSONAL_CARE, _K.NURSING]
    count = random.choices([lines for lines, _ in _LINES], [weight for _, weight in _LINES])[0]
    kinds, weights = list(_KINDS[profile]), list(_KINDS[profile].values())
    return list(dict.fromkeys(random.choices(kinds, weights)[0] for _ in range(count)))


def _without_lonely_groups(lines: list[tuple[Pupil, CareKind]]) -> list[tuple[Pupil, CareKind]]:
    """Turn a group line of a class with only one such pupil into individual guidance."""
    sizes = Counter((pupil.group_name, kind) for pupil, kind in lines)
    turned = [
        (pupil, _K.INDIVIDUAL_GUIDANCE if kind in _GROUP_KINDS and sizes[pupil.group_name, kind] == 1 else kind)
        for pupil, kind in lines
    ]
    return [line for place, line in enumerate(turned) if not _stands_before(turned, place)]


def _stands_before(lines: list[tuple[Pupil, CareKind]], place: int) -> bool:
    """Tell whether the same pupil has the same kind earlier in the lines."""
    pupil, kind = lines[place]
    return any(before.id == pupil.id and other == kind for before, other in lines[:place])


def _needs_of_case(random: Random, region: Region, case: Case, lines: list[tuple[Pupil, CareKind]]) -> list[CareNeed]:
    """Return the needs of a case; the pupils of a class share the minutes of their group."""
    of_group: dict[tuple[str, CareKind], int] = {}
    needs = []
    for pupil, kind in lines:
        need = _need(random, region, case, pupil, kind)
        if kind in _GROUP_KINDS:
            need.minutes_needed = of_group.setdefault((pupil.group_name, kind), need.minutes_needed)
        if need.minutes_granted is not None:
            need.minutes_granted = in_quarters(need.minutes_needed * random.uniform(0.6, 1.0))
        needs.append(need)
    return needs


def _need(random: Random, region: Region, case: Case, pupil: Pupil | None, kind: CareKind) -> CareNeed:
    """Return one need. Who pays is often not settled yet: then nothing has been granted."""
    in_group = kind in _GROUP_KINDS
    counts, reason = _counting(random)
    minutes = drawn_minutes(random, *_amount(pupil, kind))
    chance = random.random()
    ends_on = None
    if chance < 0.02:
        ends_on = region.today - timedelta(days=random.randint(1, 30))
    elif chance < 0.09:
        ends_on = region.today + timedelta(days=random.randint(3, 55))
    return CareNeed(
        id=drawn_id(random),
        case_id=case.id,
        pupil_id=pupil.id if pupil else "",
        kind=kind.value,
        form=(CareForm.GROUP if in_group else CareForm.INDIVIDUAL).value,
        group_size=_GROUP_SIZE if in_group else None,
        minutes_needed=minutes,
        minutes_granted=minutes if random.random() < 0.8 else None,
        reserved_act=random.random() < {_K.NURSING: 0.6, _K.PERSONAL_CARE: 0.06}.get(kind, 0.0),
        moment_rule=MomentRule.FREE.value,
        counts_as_care=counts.value,
        counts_reason=reason,
        starts_on=region.year_start,
        ends_on=ends_on,
    )


def _amount(pupil: Pupil | None, kind: CareKind) -> tuple[int, int, int]:
    """Return median, lowest and highest minutes a week for a need."""
    if pupil is not None and pupil.profound_multiple_disability:
        return _EMB_CARE if kind == _K.PERSONAL_CARE else _EMB_NURSING
    return _MINUTES[kind]


def _counting(random: Random) -> tuple[CountsAsCare, str]:
    """Return whether a need counts as care in school time, and why not simply yes: one in eight is grey."""
    chance = random.random()
    if chance < 0.12:
        return CountsAsCare.GREY, random.choice(GREY_REASONS)
    return (CountsAsCare.NO, NOT_CARE_REASON) if chance < 0.14 else (CountsAsCare.YES, "")
