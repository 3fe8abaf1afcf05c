"""The providers of the region, their professionals and their care locations."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from storage.models import CareLocation, Professional, Provider
from storage.models.codes import CareKind, Law, ProfessionalLevel
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.names import MUNICIPALITIES, STREETS, organisation_names, people_names
from zorgarrangeur_tui.demo.texts import CONTACTS

_MBO, _HBO, _WO = ProfessionalLevel.MBO, ProfessionalLevel.HBO, ProfessionalLevel.WO


@dataclass(frozen=True, slots=True)
class Trade:
    """What a sort of provider does, and its staff: levels, number (lowest, highest), days and hours a week."""

    prefix: str
    kinds: tuple[CareKind, ...]
    laws: tuple[Law, ...]
    levels: tuple[ProfessionalLevel, ...]
    staff: tuple[int, int]
    days: tuple[int, int]
    hours: tuple[int, int]
    reserved_acts: float
    rotates: bool = False


DISABILITY_CARE = Trade(
    "Gehandicaptenzorg",
    (
        CareKind.PERSONAL_CARE,
        CareKind.INDIVIDUAL_GUIDANCE,
        CareKind.GROUP_GUIDANCE,
        CareKind.DAY_TREATMENT,
        CareKind.COORDINATION,
    ),
    (Law.YOUTH_ACT, Law.LONG_TERM_CARE_ACT, Law.SOCIAL_SUPPORT_ACT),
    (_MBO, _MBO, _HBO),
    (4, 4),
    (4, 5),
    (24, 32),
    0.4,
)
HOME_NURSING = Trade(
    "Kinderthuiszorg",
    (CareKind.NURSING, CareKind.PERSONAL_CARE),
    (Law.HEALTH_INSURANCE_ACT, Law.LONG_TERM_CARE_ACT, Law.YOUTH_ACT),
    (_MBO, _HBO),
    (2, 2),
    (4, 5),
    (24, 32),
    1.0,
)
GUIDANCE = Trade(
    "Begeleiding",
    (CareKind.INDIVIDUAL_GUIDANCE, CareKind.GROUP_GUIDANCE, CareKind.FAMILY_GUIDANCE),
    (Law.YOUTH_ACT, Law.SOCIAL_SUPPORT_ACT),
    (_MBO, _HBO),
    (3, 3),
    (4, 5),
    (20, 32),
    0.0,
)
TREATMENT = Trade(
    "Behandelpraktijk",
    (CareKind.INDIVIDUAL_TREATMENT, CareKind.GROUP_TREATMENT, CareKind.MENTAL_HEALTH_TREATMENT),
    (Law.YOUTH_ACT,),
    (_HBO, _WO),
    (1, 1),
    (3, 4),
    (12, 20),
    0.0,
    rotates=True,
)
THERAPY = Trade(
    "Kindertherapie",
    (CareKind.PARAMEDICAL,),
    (Law.HEALTH_INSURANCE_ACT,),
    (_HBO,),
    (1, 1),
    (3, 4),
    (12, 20),
    0.0,
    rotates=True,
)

_SIXTEEN = (
    DISABILITY_CARE, HOME_NURSING, GUIDANCE, TREATMENT, THERAPY, DISABILITY_CARE, DISABILITY_CARE, DISABILITY_CARE,
    HOME_NURSING, GUIDANCE, DISABILITY_CARE, TREATMENT, DISABILITY_CARE, THERAPY, DISABILITY_CARE, HOME_NURSING,
)  # fmt: skip
_LEAST_EXTRA = 4
"""So that even one school has a provider of every trade; fewer are extra as there are more schools."""

_DAYS = ((480, 1020), (480, 1020), (480, 990), (510, 930), (510, 960), (495, 780))
"""Windows of a working day in minutes of the day: long ones, school hours, a morning."""


def trade_of(index: int) -> Trade:
    """Return the trade of the provider at this place in the region."""
    return _SIXTEEN[index % len(_SIXTEEN)]


def invented_providers(random: Random, school_count: int) -> list[Provider]:
    """Return sixteen providers for every twelve schools. Register numbers are of a form that is not issued."""
    count = round(len(_SIXTEEN) * school_count / 12) + max(0, _LEAST_EXTRA - school_count // 2)
    names = organisation_names(random, count)
    own = [name for name, _ in MUNICIPALITIES]
    return [
        Provider(
            id=drawn_id(random),
            name=f"{trade_of(index).prefix} {names[index]}",
            chamber_number=f"0000{1000 + index:04d}",
            agb_codes=[f"0099{1000 + index:04d}"],
            kinds=[kind.value for kind in trade_of(index).kinds],
            laws=[law.value for law in trade_of(index).laws],
            municipalities=sorted(random.sample(own, random.randint(4, len(own)))),
            capacity_minutes=None if index % 5 == 3 else 60 * random.randint(40, 120),
            contact=random.choice(CONTACTS),
        )
        for index in range(count)
    ]


def invented_professionals(random: Random, providers: list[Provider]) -> list[Professional]:
    """Return the staff of all providers, about forty for sixteen providers."""
    sizes = [random.randint(*trade_of(index).staff) for index in range(len(providers))]
    names = iter(people_names(random, sum(sizes)))
    return [
        _professional(random, provider.id, trade_of(index), next(names))
        for index, provider in enumerate(providers)
        for _ in range(sizes[index])
    ]


def _professional(random: Random, provider_id: str, trade: Trade, name: str) -> Professional:
    """Return one member of staff; of one in fifteen the availability is not known."""
    days = sorted(random.sample(range(5), random.randint(*trade.days)))
    first, last = random.choice(_DAYS)
    kinds = [kind.value for kind in trade.kinds]
    level = random.choice(trade.levels)
    if CareKind.COORDINATION in kinds and level == _MBO:
        kinds.remove(CareKind.COORDINATION)
    return Professional(
        id=drawn_id(random),
        provider_id=provider_id,
        name=name,
        level=level.value,
        skills=kinds,
        reserved_acts=random.random() < trade.reserved_acts,
        availability=[] if random.random() < 1 / 15 else [[day, first, last] for day in days],
        max_minutes=60 * random.randint(*trade.hours),
        home_postcode4=f"36{random.randint(60, 99)}",
    )


def invented_care_locations(random: Random, providers: list[Provider], school_count: int) -> list[CareLocation]:
    """Return one care location for every six schools, of providers of disability care."""
    owners = [provider for index, provider in enumerate(providers) if trade_of(index) is DISABILITY_CARE]
    locations = []
    for number in range(max(1, school_count // 6)):
        municipality, _ = MUNICIPALITIES[(number + 3) % len(MUNICIPALITIES)]
        owner = owners[number % len(owners)]
        locations.append(
            CareLocation(
                id=drawn_id(random),
                name=f"Kinderdagcentrum {owner.name.removeprefix(DISABILITY_CARE.prefix).strip()}",
                street=random.choice(STREETS),
                house_number=str(random.randint(1, 90)),
                postcode=f"36{random.randint(60, 99)}KD",
                place=municipality,
                municipality=municipality,
                provider_id=owner.id,
            )
        )
    return locations
