"""The cells of an inventory sheet as values. Every reader raises ValueError with a Dutch sentence without its last point."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from storage.models.casework_codes import AdmissionCategory
from storage.models.codes import CareForm
from zorgarrangeur_tui.domain.clock import MONTHS
from zorgarrangeur_tui.importers.inventory_columns import HOURS, MINUTES
from zorgarrangeur_tui.importers.inventory_words import meaning

_MINUTES_OF_A_WEEK = 7 * 24 * 60
_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR = 1990, 2100
_FIRST_YEAR, _LAST_YEAR = 1990, 2199

_NUMBER = re.compile(r"([0-9]{1,5})(?:([,.])([0-9]{1,9}))?", re.ASCII)
_WITH_UNIT = re.compile(r"([0-9]{1,5}(?:[,.][0-9]{1,9})?) ?(u|uur|uren|h|m|min|minuten|minuut)\.?", re.ASCII)
_HOURS_MINUTES = re.compile(
    r"([0-9]{1,3}) ?(?::|u|uur|h) ?(?:en )?([0-9]{1,2})(?: ?(?:m|min|minuten)\.?)?(?::00)?", re.ASCII
)
_FRACTIONS = {"½": ",5", "¼": ",25", "¾": ",75"}
_PER_WEEK = re.compile(r"\s*(?:p\.?/?w\.?|per week|/ ?week|/ ?w|p/wk)$")
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]{3,9})\.?[-/. ]([0-9]{4}|[0-9]{2})", re.ASCII)
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})", re.ASCII)
_TIME_BEHIND = re.compile(r"[ t]0?0:00(?::00)?$")
_SIZE = re.compile(
    r"(?:max\.? ?|maximaal |1 ?[:/] ?|1 op )?([0-9]{1,2})(?: ?(?:lln|ll|leerlingen|kinderen|kind)\.?)?", re.ASCII
)
_GROUP_OF = re.compile(r"(?:groepje|groep|grp|gr|g)?\.? ?(?:van |\(|1 ?: ?|1 op )+ ?([0-9]{1,2})\)?", re.ASCII)
_SHORT_MONTHS = {"mrt": 3, "maa": 3, "sept": 9} | {name[:3]: number for number, name in enumerate(MONTHS, start=1)}


def read_minutes(text: str, unit: str) -> int:
    """Return minutes a week. A bare number is in `unit`; "1u30", "1:30", "90m" and "1,5 uur" say it themselves.

    Parts of a minute, as in 0,33 hour, are rounded.
    """
    plain = _PER_WEEK.sub("", " ".join(text.casefold().split()))
    for sign, decimals in _FRACTIONS.items():
        plain = re.sub(f"^{sign}", f"0{decimals}", plain).replace(sign, decimals)
    if match := _HOURS_MINUTES.fullmatch(plain):
        if int(match[2]) >= 60:
            raise ValueError("na de uren komen hoogstens 59 minuten")
        return _in_a_week(int(match[1]) * 60 + int(match[2]))
    if match := _WITH_UNIT.fullmatch(plain):
        plain, unit = match[1], HOURS if match[2][0] in "uh" else MINUTES
    number = _NUMBER.fullmatch(plain)
    if number is None:
        raise ValueError("dit is geen duur. Schrijf bijvoorbeeld 1,5 uur, 1u30 of 90m")
    if not unit:
        raise ValueError("er staat een getal zonder uren of minuten. Kies bij de kolom of het uren of minuten zijn")
    return _in_a_week(_scaled(number, unit))


def _scaled(number: re.Match[str], unit: str) -> int:
    whole, point, decimals = number[1], number[2], number[3] or ""
    if point == "." and len(decimals) == 3:
        raise ValueError("hier is niet te zien of de punt duizendtallen scheidt. Schrijf een komma")
    if unit == MINUTES and decimals.strip("0"):
        raise ValueError("dit zijn geen hele minuten. Zijn het uren, kies dat dan bij de kolom")
    amount = Fraction(int(whole + decimals), 10 ** len(decimals))
    return round(amount * (60 if unit == HOURS else 1))


def _in_a_week(minutes: int) -> int:
    if minutes > _MINUTES_OF_A_WEEK:
        raise ValueError("dit is meer dan er in een week past. Zijn het minuten in plaats van uren?")
    return minutes


def read_birth_year(text: str) -> tuple[int, str]:
    """Return a year, and a doubt when there stood a whole date: of that only the year is taken."""
    plain = _TIME_BEHIND.sub("", " ".join(text.casefold().split()))
    year = int(plain) if _YEAR.fullmatch(plain) else 0
    doubt = ""
    if not year:
        try:
            year = _date(plain).year
        except ValueError:
            raise ValueError("dit is geen jaar. Schrijf bijvoorbeeld 2015") from None
        doubt = "Van de geboortedatum is alleen het jaar overgenomen."
    if not _FIRST_BIRTH_YEAR <= year <= _LAST_BIRTH_YEAR:
        raise ValueError("dit jaar kan geen geboortejaar van een leerling zijn")
    return year, doubt


def read_date(text: str) -> date:
    """Return a date: 31-12-2027, 31/12/27, 31 dec 2027 or 2027-12-31."""
    return _date(_TIME_BEHIND.sub("", " ".join(text.casefold().split())))


def _date(plain: str) -> date:
    if match := _YEAR_MONTH_DAY.fullmatch(plain):
        year, month, day = match[1], match[2], match[3]
    elif match := _DAY_MONTH_YEAR.fullmatch(plain):
        day, month, year = match[1], match[2], match[3]
    else:
        raise ValueError("dit is geen datum. Schrijf bijvoorbeeld 31-12-2027")
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), _month(month), int(day))
    except ValueError:
        raise ValueError("deze datum bestaat niet") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError("deze datum ligt te ver weg")
    return found


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _SHORT_MONTHS:
        return _SHORT_MONTHS[text]
    return next((number for number, name in enumerate(MONTHS, start=1) if name == text), 0)


def read_size(text: str) -> int:
    """Return how many pupils a group has at most: 4, "1:4", "max 6"."""
    match = _SIZE.fullmatch(" ".join(text.casefold().split()))
    if match is None or int(match[1]) < 1:
        raise ValueError("dit is geen groepsgrootte. Schrijf een heel getal")
    return int(match[1])


def read_form(text: str) -> tuple[str, int | None]:
    """Return individual or group, and the size of the group where the cell tells it: "groep van 4", "1:4"."""
    plain = " ".join(text.casefold().split())
    match = _GROUP_OF.fullmatch(plain)
    if match is not None and int(match[1]) > 1:
        return CareForm.GROUP.value, int(match[1])
    return meaning("form", text).code, None


def read_admission(text: str) -> tuple[str, str]:
    """Return the category of a TLV, and a doubt when the cell only tells that there is one."""
    if meaning_of_yes(text) is True:
        return "", "Er staat alleen dat er een TLV is; de categorie (laag, midden, hoog) is niet ingevuld."
    code = meaning("admission", text).code
    return (AdmissionCategory.NONE.value if code == "none" else code), ""


def meaning_of_yes(text: str) -> bool | None:
    """Return True for yes, False for no; None for any other text. A digit is no answer."""
    if text.strip().isdecimal():
        return None
    try:
        return read_yes_no(text)
    except ValueError:
        return None


def read_yes_no(text: str) -> bool:
    """Return yes or no."""
    found = meaning("yes_no", text)
    if found.in_part:
        raise ValueError("dit is geen ja of nee")
    return found.code == "ja"
