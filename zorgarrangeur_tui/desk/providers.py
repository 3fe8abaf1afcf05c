"""Providers, their professionals, and the fixed bond with a school."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import CareLocation, FixedBond, Professional, Provider, School
from storage.store import Store
from zorgarrangeur_tui.desk.records import by_ids, checked_values, living
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.domain.caps import Bond, CapUse, providers_over_cap
from zorgarrangeur_tui.domain.record_values import bond_value

NAME_NEEDED = {"name": "Vul de naam in."}


@dataclass(frozen=True, slots=True)
class ProviderFile:
    """A provider with its professionals and the schools it is bound to."""

    provider: Provider
    professionals: tuple[Professional, ...]
    bonds: tuple[tuple[FixedBond, School | None], ...]
    care_locations: tuple[CareLocation, ...] = ()


def add_provider(store: Store, values: dict[str, Any]) -> Provider:
    """Add a provider.

    Raises:
        ActRefused, ValueRefused: nothing was added.
    """
    require({} if str(values.get("name", "")).strip() else NAME_NEEDED)
    checked_values(Provider, values)
    with store.unit_of_work("Zorgaanbieder toegevoegd") as work:
        provider = Provider(**values)
        work.add(provider)
    return provider


def add_care_location(store: Store, values: dict[str, Any]) -> CareLocation:
    """Add a place of care without a BRIN, where education may be brought.

    Raises:
        ActRefused, ValueRefused: nothing was added.
    """
    require({} if str(values.get("name", "")).strip() else NAME_NEEDED)
    checked_values(CareLocation, values)
    with store.unit_of_work("Zorglocatie toegevoegd") as work:
        place = CareLocation(**values)
        work.add(place)
    return place


def add_professional(store: Store, provider_id: str, values: dict[str, Any]) -> Professional:
    """Add a professional to a provider.

    Raises:
        RecordMissing: when the provider is not there.
        ActRefused, ValueRefused: nothing was added.
    """
    require({} if str(values.get("name", "")).strip() else NAME_NEEDED)
    checked_values(Professional, values)
    with store.unit_of_work("Zorgprofessional toegevoegd") as work:
        work.get(Provider, provider_id)
        professional = Professional(**{**values, "provider_id": provider_id})
        work.add(professional)
    return professional


def bind_provider(store: Store, school_id: str, provider_id: str, values: dict[str, Any]) -> FixedBond:
    """Tie a fixed provider to a school. Above the school's cap it needs a reason, which the coordinator sees.

    Raises:
        RecordMissing: when the school or provider is not there.
        ActRefused: when the provider is already bound, or the reason is missing.
    """
    checked_values(FixedBond, values)
    today = local_date(store.clock)
    with store.unit_of_work("Vaste zorgaanbieder gekoppeld") as work:
        school = work.get(School, school_id)
        work.get(Provider, provider_id)
        bond = FixedBond(**{"starts_on": today, **values, "school_id": school_id, "provider_id": provider_id})
        known = work.session.exec(
            select(FixedBond).where(FixedBond.school_id == school_id, col(FixedBond.deleted).is_(False))
        ).all()
        if any(other.provider_id == provider_id and _overlap(other, bond) for other in known):
            sentence = "Deze zorgaanbieder is in deze periode al vast verbonden aan deze school."
            raise ActRefused(sentence, {"provider_id": sentence})
        day = max(today, bond.starts_on or today)
        use = providers_over_cap(_counted(store, (*known, bond)), school.provider_cap, day)
        counts = bond.provider_id in use.provider_ids
        if use.over and counts and not bond.over_cap_reason.strip():
            sentence = (
                f"Deze school heeft dan {len(use.provider_ids)} vaste zorgaanbieders; afgesproken is ten hoogste "
                f"{use.cap}. Schrijf op waarom dit toch nodig is."
            )
            raise ActRefused(sentence, {"over_cap_reason": sentence})
        work.add(bond)
    return bond


def provider_file(store: Store, provider_id: str) -> ProviderFile:
    """Return a provider with its professionals (by name) and bonds.

    Raises:
        RecordMissing: when it is not there.
    """
    provider = store.get(Provider, provider_id)
    professionals = sorted(living(store, Professional, provider_id=provider_id), key=lambda person: person.name)
    bonds = living(store, FixedBond, provider_id=provider_id)
    schools = by_ids(store, School, [bond.school_id for bond in bonds])
    places = tuple(sorted(living(store, CareLocation, provider_id=provider_id), key=lambda place: place.name))
    return ProviderFile(
        provider, tuple(professionals), tuple((bond, schools.get(bond.school_id)) for bond in bonds), places
    )


def bound_providers(store: Store, school_id: str) -> list[tuple[FixedBond, Provider | None]]:
    """Return the fixed bonds of a school that have not ended, with their providers, by name."""
    today = local_date(store.clock)
    bonds = [
        bond for bond in living(store, FixedBond, school_id=school_id) if bond.ends_on is None or bond.ends_on >= today
    ]
    providers = by_ids(store, Provider, [bond.provider_id for bond in bonds])
    pairs = [(bond, providers.get(bond.provider_id)) for bond in bonds]
    return sorted(pairs, key=lambda pair: (pair[1].name if pair[1] else "", pair[0].id))


def cap_use(store: Store, school: School) -> CapUse:
    """Return how many fixed providers a school has today against its cap."""
    bonds = living(store, FixedBond, school_id=school.id)
    return providers_over_cap(_counted(store, bonds), school.provider_cap, local_date(store.clock))


def _counted(store: Store, bonds: Iterable[FixedBond]) -> list[Bond]:
    """Return the bonds that the cap counts: those of organisations that give support of the school itself do not."""
    known = list(bonds)
    providers = by_ids(store, Provider, [bond.provider_id for bond in known])
    passed_over = {one.id for one in providers.values() if not one.counts_for_cap}
    return [bond_value(bond) for bond in known if bond.provider_id not in passed_over]


def _overlap(one: FixedBond, other: FixedBond) -> bool:
    starts = [bond.starts_on for bond in (one, other) if bond.starts_on]
    ends = [bond.ends_on for bond in (one, other) if bond.ends_on]
    return not starts or not ends or max(starts) <= min(ends)
