"""Which provider works at which school, and which of them are fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import Random

from storage.models import FixedBond, Provider
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.demo.providers import (
    DISABILITY_CARE,
    GUIDANCE,
    HOME_NURSING,
    THERAPY,
    TREATMENT,
    Trade,
    trade_of,
)
from zorgarrangeur_tui.demo.schools import (
    REGULAR,
    SBO,
    SO_CLUSTER_3,
    SO_CLUSTER_4,
    VSO,
    Profile,
    has_classes_for_emb,
    profile_of,
)
from zorgarrangeur_tui.demo.texts import DECIDED_BY, OVER_CAP_REASON

_FIXED: dict[Profile, tuple[Trade, ...]] = {
    SO_CLUSTER_3: (DISABILITY_CARE, HOME_NURSING, DISABILITY_CARE),
    VSO: (DISABILITY_CARE, GUIDANCE),
    SO_CLUSTER_4: (GUIDANCE, DISABILITY_CARE),
    SBO: (GUIDANCE,),
    REGULAR: (DISABILITY_CARE, HOME_NURSING),
}
_LOOSE: dict[Profile, tuple[Trade, ...]] = {
    SO_CLUSTER_3: (THERAPY,),
    VSO: (HOME_NURSING, TREATMENT, THERAPY),
    SO_CLUSTER_4: (TREATMENT,),
    SBO: (DISABILITY_CARE, TREATMENT, THERAPY),
    REGULAR: (THERAPY,),
}
"""Trades that visit without a fixed bond, as it grew."""


_WEIGHT = {SO_CLUSTER_3: 3, VSO: 3, SO_CLUSTER_4: 2, SBO: 2, REGULAR: 1}
"""How much work a school is, roughly; classes for children with EMB add one."""


def link_providers(random: Random, region: Region) -> dict[str, list[str]]:
    """Give each school its fixed bonds, and return per school the ids of all providers that work there.

    Providers of a trade take turns by how much work they already have.
    """
    load: Counter[str] = Counter()
    links: dict[str, list[str]] = {}
    for index, school in enumerate(region.schools):
        profile = profile_of(index)
        linked: list[str] = []
        for trade in (*_FIXED[profile], *_LOOSE[profile]):
            provider = _least_loaded(region.providers, trade, load, linked)
            if provider is not None:
                load[provider] += _WEIGHT[profile] + (1 if has_classes_for_emb(index) else 0)
                linked.append(provider)
        links[school.id] = linked
        fixed = linked[: len(_FIXED[profile])]
        region.bonds.extend(_bond(random, region, school.id, provider) for provider in fixed)
    return links


def add_bond_histories(random: Random, region: Region) -> None:
    """Add what makes bonds interesting: one that ended, one that ends soon, and a school above its cap with a reason."""
    first = region.schools[0]
    current = [bond for bond in region.bonds if bond.school_id == first.id]
    bound = {bond.provider_id for bond in current}
    others = [provider.id for provider in region.providers if provider.id not in bound]
    former = _bond(random, region, first.id, others[0])
    former.starts_on = region.year_start - timedelta(days=730)
    former.ends_on = region.year_start - timedelta(days=15)
    extra = _bond(random, region, first.id, others[1])
    extra.over_cap_reason = OVER_CAP_REASON
    first.provider_cap = len(bound)
    region.bonds[-1].ends_on = region.today + timedelta(days=random.randint(10, 50))
    region.bonds += [former, extra]


def _least_loaded(providers: Sequence[Provider], trade: Trade, load: Counter[str], taken: Sequence[str]) -> str | None:
    """Return the provider of a trade with the least work that is not taken yet."""
    ids = [provider.id for index, provider in enumerate(providers) if trade_of(index) is trade]
    return min((key for key in ids if key not in taken), key=lambda key: load[key], default=None)


def _bond(random: Random, region: Region, school_id: str, provider_id: str) -> FixedBond:
    """Return a bond from the start of this school year or an earlier one, often with an open end."""
    years = random.choice((0, 0, 1, 2))
    start = region.year_start.replace(year=region.year_start.year - years)
    end = None if random.random() < 0.5 else start.replace(year=start.year + years + 1) - timedelta(days=1)
    return FixedBond(
        id=drawn_id(random),
        school_id=school_id,
        provider_id=provider_id,
        starts_on=start,
        ends_on=end,
        decided_by=random.choice(DECIDED_BY),
    )
