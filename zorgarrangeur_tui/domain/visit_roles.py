"""The roles of people who are spoken to on a visit, and how to tell a role from a name."""

from __future__ import annotations

from collections.abc import Iterable

VISIT_ROLES = (
    "ib-er",
    "directeur",
    "leerkracht",
    "onderwijsassistent",
    "zorgcoördinator",
    "commissie voor de begeleiding (CvB)",
    "orthopedagoog",
    "ouder",
    "leerling",
    "zorgprofessional",
    "teamleider zorgaanbieder",
    "zorgaanbieder",
    "gemeente",
    "jeugdconsulent",
    "zorgkantoor",
    "zorgverzekeraar",
    "samenwerkingsverband",
    "schoolbestuur",
    "leerplichtambtenaar",
    "jeugdarts",
    "kinderopvang",
)
"""What can be picked; anything else may be typed."""

_LONGEST_SHORT_FORM = 4


def looks_like_a_name(role: str) -> bool:
    """Tell whether a typed role has a word with a capital that is no short form such as CvB or IB."""
    if role.casefold() in VISIT_ROLES:
        return False
    return any(_is_name_word(word) for word in role.split())


def names_among(roles: Iterable[str]) -> list[str]:
    """Return the roles that look like a name."""
    return [role for role in roles if looks_like_a_name(role)]


def _is_name_word(word: str) -> bool:
    short = len(word) <= _LONGEST_SHORT_FORM and not word[1:].islower()
    return word[:1].isupper() and not short
