"""The schools of the region, in the mix of a Dutch region of special schools.

Of every twelve: five so of cluster 3, three vso of cluster 3 and 4, two so of cluster 4, one sbo and one regular school
with a Samen naar School class.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from storage.models import School, site_id
from storage.models.codes import HolidayRegion, SchoolKind
from zorgarrangeur_tui.demo.names import MUNICIPALITIES, STREETS, school_names
from zorgarrangeur_tui.demo.texts import QUALITY_OWNERS


@dataclass(frozen=True, slots=True)
class Profile:
    """A sort of school: its codes, sizes (lowest, highest) and hours (first and last minute, last on Wednesday)."""

    kind: SchoolKind
    cluster: str
    offer: str
    pupils: tuple[int, int]
    pupils_in_detail: tuple[int, int]
    hours: tuple[int, int, int]
    cap: int | None
    ages: tuple[int, int]


SO_CLUSTER_3 = Profile(SchoolKind.SO, "3", "SO ZML,LG,MGF", (90, 220), (15, 20), (510, 870, 750), 3, (4, 12))
VSO = Profile(SchoolKind.VSO, "3/4", "VSO ZML,ZMOK", (110, 220), (14, 18), (525, 900, 750), 3, (12, 17))
SO_CLUSTER_4 = Profile(SchoolKind.SO, "4", "SO ZMOK", (90, 160), (12, 16), (510, 855, 735), 2, (5, 12))
SBO = Profile(SchoolKind.SBO, "", "SBO", (120, 200), (9, 12), (510, 840, 840), 2, (5, 12))
REGULAR = Profile(SchoolKind.BAO, "", "BAO", (180, 320), (4, 6), (500, 850, 745), None, (4, 12))

_TWELVE = (
    SO_CLUSTER_3, VSO, SO_CLUSTER_3, SO_CLUSTER_4, SO_CLUSTER_3, SBO,
    SO_CLUSTER_3, VSO, SO_CLUSTER_3, SO_CLUSTER_4, VSO, REGULAR,
)  # fmt: skip
_SECOND_SITE = 7
"""Place in the twelve of a vso that is the second site of the so before it, under the same BRIN."""
_WITH_EMB = frozenset({0, 4})

_DENOMINATIONS = ("Openbaar", "Protestants-Christelijk", "Rooms-Katholiek", "Algemeen bijzonder")


def profile_of(index: int) -> Profile:
    """Return the sort of school at this place in the region."""
    return _TWELVE[index % len(_TWELVE)]


def has_classes_for_emb(index: int) -> bool:
    """Tell whether a school has classes for children with EMB: two of every twelve do."""
    return index % len(_TWELVE) in _WITH_EMB


def site_code_of(index: int) -> str:
    """Return a BRIN and site that DUO does not issue: 99ZA00, 99ZB00, … for the place in the region."""
    twelve, place = divmod(index, len(_TWELVE))
    brin = index - twelve - (1 if place >= _SECOND_SITE else 0)
    number, letters = divmod(brin, 26 * 26)
    first, second = divmod(letters, 26)
    site = "01" if place == _SECOND_SITE else "00"
    return f"{99 - number}{chr(ord('Z') - first)}{chr(ord('A') + second)}{site}"


def invented_schools(random: Random, count: int) -> list[School]:
    """Return `count` schools."""
    names = school_names(random, count)
    return [_school(random, index, names[index]) for index in range(count)]


def _school(random: Random, index: int, name: str) -> School:
    """Return one school."""
    profile = profile_of(index)
    code = site_code_of(index)
    municipality, municipality_code = MUNICIPALITIES[index % len(MUNICIPALITIES)]
    secondary = profile.kind == SchoolKind.VSO
    return School(
        id=site_id(code),
        site_code=code,
        name=name,
        kind=profile.kind.value,
        cluster=profile.cluster,
        education_offer=profile.offer,
        denomination=random.choice(_DENOMINATIONS),
        board_number=f"9990{random.randint(1, 4)}",
        street=random.choice(STREETS),
        house_number=f"{random.randint(1, 180)}{random.choice(('', '', '', '-A'))}",
        postcode=f"36{random.randint(60, 99)}{random.choice('ABCDEGHJ')}{random.choice('KLMNPRTV')}",
        place=municipality,
        municipality=municipality,
        municipality_code=municipality_code,
        alliance="VO9901" if secondary else "PO9901",
        holiday_region=HolidayRegion.MIDDLE.value,
        pupil_count=random.randint(*profile.pupils),
        latitude=round(random.uniform(52.03, 52.24), 5),
        longitude=round(random.uniform(5.22, 5.58), 5),
        other_addresses=["Gymzaal, Vlonderweg 2"] if index % 6 == 4 else [],
        bell_times=_bell_times(profile, random),
        room_count=random.randint(5, 8),
        provider_cap=profile.cap,
        quality_owner="" if index % 6 == 5 else random.choice(QUALITY_OWNERS),
    )


def _bell_times(profile: Profile, random: Random) -> list[list[int]]:
    """Return the hours of Monday to Friday; Wednesday is short, and some schools stop early on Friday."""
    first, last, last_on_wednesday = profile.hours
    shift = random.choice((-10, 0, 0, 5))
    early_friday = 90 if random.random() < 0.2 else 0
    lasts = (last, last, last_on_wednesday, last, last - early_friday)
    return [[first + shift, end + shift] for end in lasts]
