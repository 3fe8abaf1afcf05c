"""When care is wanted: rules drawn so that the visits already placed keep them, and open needs have wishes too."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from storage.models import CareNeed, VisitPattern
from storage.models.codes import CareKind, MomentRule
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.demo.placing import Ledger

_HALF_HOUR = 30
_NOON = 720


def add_moments(random: Random, region: Region, ledgers: dict[str, Ledger]) -> None:
    """Give needs their moment rule, and the minutes agreed with the provider where visits cover them."""
    visits: dict[str, list[VisitPattern]] = defaultdict(list)
    for visit in region.visits:
        for need_id in visit.serves:
            visits[need_id].append(visit)
    case_schools = {case.id: case.school_id for case in region.cases}
    for need in region.needs:
        if not visits[need.id]:
            _wish(random, need)
            continue
        agreed = ledgers[case_schools[need.case_id]].covered_each_week(need)
        need.minutes_agreed = agreed or None
        _rule_that_is_kept(random, need, visits[need.id])


def _rule_that_is_kept(random: Random, need: CareNeed, visits: list[VisitPattern]) -> None:
    """Draw a rule around the visits of a need."""
    starts = {visit.start_minute for visit in visits}
    chance = random.random()
    if len(starts) == 1 and chance < 0.3:
        need.moment_rule = MomentRule.FIXED.value
        need.moment_start = min(starts)
        need.moment_weekdays = sorted({visit.weekday for visit in visits})
    elif chance < 0.5:
        latest = max(visit.start_minute + visit.duration_minutes for visit in visits)
        need.moment_rule = MomentRule.WINDOW.value
        need.moment_start = (min(starts) // _HALF_HOUR - 1) * _HALF_HOUR
        need.moment_end = -(-latest // _HALF_HOUR) * _HALF_HOUR + _HALF_HOUR
    elif chance < 0.55:
        need.moment_rule = MomentRule.ON_CALL.value


def _wish(random: Random, need: CareNeed) -> None:
    """Draw a rule for a need that nobody serves: nursing at noon is hard to fill."""
    chance = random.random()
    if need.kind == CareKind.NURSING or chance < 0.2:
        need.moment_rule = MomentRule.FIXED.value
        need.moment_start = _NOON
        need.moment_weekdays = list(range(5))
    elif chance < 0.5:
        need.moment_rule = MomentRule.WINDOW.value
        need.moment_start, need.moment_end = 540, _NOON
    elif need.kind == CareKind.SUPERVISION:
        need.moment_rule = MomentRule.ON_CALL.value
