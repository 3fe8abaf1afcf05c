"""One line of DUO's list of pupils by postcode: which site, where they live, and how many at least and at most.

DUO shields small numbers: `<5` is one to four pupils, never none. A line so stands for a least and a most number of pupils,
and a line that is there at all stands for one pupil at least.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zorgarrangeur_tui.domain.home_places import HomePlace
from zorgarrangeur_tui.importers import school_codes
from zorgarrangeur_tui.importers.cell_text import why_refused
from zorgarrangeur_tui.importers.place_names import municipality_name
from zorgarrangeur_tui.importers.problems import quoted
from zorgarrangeur_tui.importers.reference_columns import Layout
from zorgarrangeur_tui.importers.reference_plan import LineRefused

AGES = ("jonger", *map(str, range(4, 25)), "ouder")
"""The ages that a line counts, as the headings name them after `LEEFTIJD_`."""

LAYOUT = Layout(
    name="lijst van leerlingen per postcode",
    needed={
        "day": ("peildatum",),
        "postcode": ("postcode_leerling",),
        "home": ("gemeentenaam_leerling",),
        "institution": ("instellingscode",),
        "site": ("vestigingscode",),
        "school": ("instellingsnaam_vestiging",),
        "kind": ("soort_po",),
        **{age: (f"leeftijd_{age}",) for age in AGES},
    },
    unread=(
        "gemeentenummer", "gemeentenaam", "postcode_vestiging", "plaatsnaam", "provincie", "denominatie_vestiging",
        "bevoegd_gezag_nummer",
    ),
)  # fmt: skip

_ABROAD = frozenset({"10", "20", "30"})
_UNKNOWN = "40"
_DAY = re.compile(r"[0-9]{8}")
_POSTCODE = re.compile(r"[1-9][0-9]{3}")
_COUNT = re.compile(r"[0-9]{1,5}")
_SHIELDED = re.compile(r"< ?([1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class HomeLine:
    """Pupils of one site and kind of education who live in one postcode area.

    Attributes:
        line: line in the file.
        count_day: the day of the count.
        site_code: BRIN and site, such as 99ZZ00.
        school: name of the site.
        kind: a `SchoolKind` value.
        postcode: four digits; DUO's own two digits for abroad and unknown.
        home: whether the gemeente is known.
        municipality: the gemeente in which DUO places the postcode; "" for abroad and unknown.
        least, most: how many pupils.
    """

    line: int
    count_day: date
    site_code: str
    school: str
    kind: str
    postcode: str
    home: HomePlace
    municipality: str
    least: int
    most: int


def read_home_line(cells: Mapping[str, str], line: int) -> HomeLine:
    """Return what a line says, from its cleaned cells by part of `LAYOUT`.

    Raises:
        LineRefused: it cannot be used.
    """
    site_code = school_codes.site_code(cells["site"], cells["institution"])
    if site_code is None:
        raise LineRefused(
            f"De code {quoted(cells['institution'])} met vestiging {quoted(cells['site'])} is geen vestiging."
        )
    kind = school_codes.school_kind(cells["kind"]) if cells["kind"] else None
    if kind is None:
        raise LineRefused(f"De soort onderwijs {quoted(cells['kind'])} is niet bekend.")
    for word, text in (("naam van de school", cells["school"]), ("gemeente", cells["home"])):
        reason = why_refused(text)
        if reason:
            raise LineRefused(f"De {word} is niet te gebruiken: {reason}")
    home = _home_kind(cells["postcode"])
    if home is HomePlace.MUNICIPALITY and not cells["home"]:
        raise LineRefused("De gemeente van de leerlingen ontbreekt.")
    least, most = _counted(cells[age] for age in AGES)
    return HomeLine(
        line=line,
        count_day=_count_day(cells["day"]),
        site_code=site_code,
        school=cells["school"],
        kind=kind,
        postcode=cells["postcode"],
        home=home,
        municipality=municipality_name(cells["home"]) if home is HomePlace.MUNICIPALITY else "",
        least=least,
        most=most,
    )


def _count_day(text: str) -> date:
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise LineRefused(f"De peildatum {quoted(text)} is geen dag, zoals 20241001.") from None


def _home_kind(postcode: str) -> HomePlace:
    if postcode in _ABROAD:
        return HomePlace.ABROAD
    if postcode == _UNKNOWN:
        return HomePlace.UNKNOWN
    if _POSTCODE.fullmatch(postcode):
        return HomePlace.MUNICIPALITY
    raise LineRefused(
        f"De postcode {quoted(postcode)} is niet goed: vier cijfers, of 10, 20, 30 (buitenland) of 40 (onbekend)."
    )


def _counted(texts: Iterable[str]) -> tuple[int, int]:
    """Return the least and the most number of pupils of all ages together."""
    least = most = 0
    for text in texts:
        shielded = _SHIELDED.fullmatch(text)
        if shielded and int(shielded[1]) > 1:
            least += 1
            most += int(shielded[1]) - 1
        elif _COUNT.fullmatch(text):
            least += int(text)
            most += int(text)
        else:
            raise LineRefused(f"Het aantal {quoted(text)} is geen getal en niet afgeschermd zoals „<5”.")
    if not most:
        raise LineRefused("Op deze regel staat geen enkele leerling.")
    return least, most
