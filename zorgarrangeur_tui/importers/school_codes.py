"""The codes of a school list in the form that records hold them.

Every function takes a cleaned text and returns the normal form, or None when the text is not such a code. Empty text
is for the caller: an empty cell says nothing.
"""

from __future__ import annotations

import re

from storage.models.codes import HolidayRegion, SchoolKind

_SITE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_INSTITUTION = re.compile(r"[0-9]{2}[A-Z]{2}")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")
_PHONE = re.compile(r"[0-9+(][0-9 ()/.\-]{5,24}")
_COUNT = re.compile(r"[0-9]{1,6}")
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{1,15})?")
_HOUSE_NUMBER = re.compile(r"([0-9]+)[ \-]*(.*)")

_KINDS = {
    "(V)SO": SchoolKind.SO_VSO,
    "SO/VSO": SchoolKind.SO_VSO,
    "SO-VSO": SchoolKind.SO_VSO,
    "SOVSO": SchoolKind.SO_VSO,
    "SO EN VSO": SchoolKind.SO_VSO,
    "SO": SchoolKind.SO,
    "SPECIAAL ONDERWIJS": SchoolKind.SO,
    "VSO": SchoolKind.VSO,
    "VOORTGEZET SPECIAAL ONDERWIJS": SchoolKind.VSO,
    "SBO": SchoolKind.SBO,
    "SBAO": SchoolKind.SBO,
    "SPECIAAL BASISONDERWIJS": SchoolKind.SBO,
    "BO": SchoolKind.BAO,
    "BAO": SchoolKind.BAO,
    "BASISSCHOOL": SchoolKind.BAO,
    "BASISONDERWIJS": SchoolKind.BAO,
    "PRO": SchoolKind.PRO,
    "PRAKTIJKONDERWIJS": SchoolKind.PRO,
    "VOORTGEZET ONDERWIJS": SchoolKind.VO,
}
_SECONDARY = frozenset(["VO", "VBO", "VMBO", "MAVO", "HAVO", "VWO", "BRUGJAAR", "LWOO", "PRO"])
_HOLIDAY_REGIONS = {
    "NOORD": HolidayRegion.NORTH,
    "NO": HolidayRegion.NORTH,
    "MIDDEN": HolidayRegion.MIDDLE,
    "MI": HolidayRegion.MIDDLE,
    "ZUID": HolidayRegion.SOUTH,
    "ZU": HolidayRegion.SOUTH,
}


def _compact(text: str) -> str:
    """Return a code in capitals without spaces, dots and hyphens; "" for letters that no code has."""
    return re.sub(r"[ .\-]", "", text).upper() if text.isascii() else ""


def site_code(site: str, institution: str = "") -> str | None:
    """Return BRIN and site as six characters, such as 99ZZ00.

    Args:
        site: the whole code, or only the number of the site.
        institution: the BRIN, needed when `site` is only a number.
    """
    code = _compact(site)
    if _SITE.fullmatch(code):
        return code
    brin = _compact(institution)
    if _INSTITUTION.fullmatch(brin) and re.fullmatch(r"[0-9]{1,2}", code):
        return brin + code.zfill(2)
    return None


def postcode(text: str) -> str | None:
    """Return a Dutch postcode without its space, such as 1234AB."""
    match = _POSTCODE.fullmatch(text.upper()) if text.isascii() else None
    return match.group(1) + match.group(2) if match else None


def postcode_shown(code: str) -> str:
    """Return a normal postcode as people write it, such as 1234 AB."""
    return f"{code[:4]} {code[4:]}" if code else ""


def house_number(number: str, *additions: str) -> str:
    """Return a house number with its additions, such as 1-G; `1G`, `1 g` and `1-G` are the same.

    A number in a form of its own, such as `t.o. 4`, stays as it is.
    """
    match = _HOUSE_NUMBER.fullmatch(number)
    parts = [part.upper() for part in (*match.groups(), *additions)] if match else [number, *additions]
    return "-".join(part for part in parts if part)


def board_number(text: str) -> str | None:
    """Return the number of a school board in five digits; spreadsheets drop the zeros in front."""
    return text.zfill(5) if re.fullmatch(r"[0-9]{1,5}", text) else None


def municipality_code(text: str) -> str | None:
    """Return a CBS municipality in four digits, with or without GM in front."""
    code = _compact(text).removeprefix("GM")
    return code.zfill(4) if re.fullmatch(r"[0-9]{1,4}", code) else None


def school_kind(text: str) -> str | None:
    """Return the kind of school. All sorts of secondary school are `vo`, only purely practical training is `pro`."""
    word = text.upper()
    if word in _KINDS:
        return _KINDS[word].value
    parts = [part.strip() for part in word.split("/")]
    return SchoolKind.VO.value if all(part in _SECONDARY for part in parts) else None


def joined_kind(one: str, other: str) -> str | None:
    """Return the kind of a site that a list names twice with two kinds, or None when the two cannot be one school."""
    kinds = {one, other}
    if kinds <= {SchoolKind.SO, SchoolKind.VSO, SchoolKind.SO_VSO}:
        return SchoolKind.SO_VSO.value if len(kinds) > 1 else one
    if kinds == {SchoolKind.PRO, SchoolKind.VO}:
        return SchoolKind.VO.value
    return one if len(kinds) == 1 else None


def cluster(text: str) -> str | None:
    """Return cluster 1 to 4, or two or more of them such as 3/4."""
    parts = [part.strip() for part in re.split(r"[/,+&-]", text)]
    known = all(re.fullmatch("[1-4]", part) for part in parts) and len(set(parts)) == len(parts)
    return "/".join(sorted(parts)) if known else None


def holiday_region(text: str) -> str | None:
    """Return the region of the school holidays."""
    region = _HOLIDAY_REGIONS.get(text.upper().removeprefix("REGIO "))
    return region.value if region else None


def phone(text: str) -> str | None:
    """Return a phone number; the zero in front that a spreadsheet dropped is put back."""
    if re.fullmatch(r"[1-9][0-9]{8}", text):
        return f"0{text}"
    return text if _PHONE.fullmatch(text) else None


def pupil_count(text: str) -> int | None:
    """Return a number of pupils; a shielded count such as `<5` is not a number."""
    return int(text) if _COUNT.fullmatch(text) else None


def degrees(text: str) -> float | None:
    """Return a latitude or longitude, with a decimal point or comma."""
    return float(text.replace(",", ".")) if _DEGREES.fullmatch(text) else None


def lies_in_the_netherlands(latitude: float, longitude: float) -> bool:
    """Tell whether a point (degrees, WGS84) lies in the rectangle around the European Netherlands."""
    return 50.7 <= latitude <= 53.6 and 3.2 <= longitude <= 7.3
