"""How far off a day is, in words."""

from __future__ import annotations


def days_left_words(days: int, *, late: bool = True) -> str:
    """Return "2 dagen te laat", "vandaag", "morgen", "over 5 dagen" or "over 3 weken".

    Args:
        days: how many are left; negative when the day has passed.
        late: whether something should have been done by then; otherwise a day that passed is "2 dagen geleden".
    """
    if days < 0:
        passed = "1 dag" if days == -1 else f"{-days} dagen"
        return f"{passed} te laat" if late else f"{passed} geleden"
    if days < 2:
        return ("vandaag", "morgen")[days]
    return f"over {days // 7} weken" if days >= 14 and days % 7 == 0 else f"over {days} dagen"


def ago_words(days: int) -> str:
    """Return how long ago a day was: "vandaag", "gisteren", "5 dagen geleden", "3 weken geleden".

    A day that is still to come, as after a clock that stood wrong, is as far off as it is.
    """
    if days in (0, 1):
        return ("vandaag", "gisteren")[days]
    if days < 0:
        return days_left_words(-days)
    return f"{days // 7} weken geleden" if days >= 14 else f"{days} dagen geleden"
