"""Days with times as people type them: "ma 8:30-12:00, di, wo 8:30-15:00", "werkdagen 9-17", "ma t/m vr 9-15, wo vrij".

Weekdays count from 0, Monday; times are minutes of the day, a window is (first minute, minute at which it ends).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from zorgarrangeur_tui.domain.clock import WEEKDAYS, time_of_day, weekday, weekday_short

Window = tuple[int, int]

_DAY_MINUTES = 24 * 60
_WORKING_DAYS = tuple(range(5))
_LONG_ENOUGH_FOR_A_RANGE = 3

_DAY = "|".join((*WEEKDAYS, *(name[:2] for name in WEEKDAYS)))
_CLOCK = r"(?:[0-9]{1,2}(?:[:.u][0-9]{2})?|[0-9]{3,4})"
_CLOCK_PARTS = re.compile(r"([0-9]{1,2}?)[:.u]?([0-9]{2})?")
_TILL = r"\s*(?:-|t/m|tot en met|tot)\s*"
_TOKEN = re.compile(
    rf"(?P<hours>(?P<start>{_CLOCK})(?:\s*uur)?{_TILL}(?P<end>{_CLOCK})(?:\s*uur)?(?![0-9:]))"
    rf"|(?P<range>\b(?P<first>{_DAY})\b\.?{_TILL}(?P<last>{_DAY})\b\.?)"
    r"|(?P<group>\b(?:alle |elke |iedere |hele )?(?:werkdagen|werkdag|schooldagen|schooldag|dagen|dag|week)\b)"
    rf"|(?P<day>\b(?:{_DAY})\b\.?)"
    r"|(?P<free>\b(?:vrij|dicht|gesloten|geen)\b)"
    r"|(?P<skip>[\s,;:&]+|\b(?:en|van|op)\b)"
)


def parse_day_times(text: str, example: str) -> dict[int, list[Window]]:
    """Return the windows of every day that is spoken of; a day off has none.

    Times without a day hold for Monday to Friday; further times right after them, without a day, for the same days. A day
    that is named itself replaces what was said of it in a group such as "werkdagen" or "ma t/m vr".

    Args:
        text: what somebody typed.
        example: the sentence that shows how to write it, as the end of every refusal.

    Raises:
        ValueError: with a Dutch sentence.
    """
    in_group: dict[int, list[Window]] = {}
    by_name: dict[int, list[Window]] = {}
    for days, named, window in _statements(text, example):
        for day in days:
            windows = (by_name if named else in_group).setdefault(day, [])
            windows += [window] if window else []
    return {**in_group, **by_name}


def day_times_text(windows: Mapping[int, Iterable[Window]]) -> str:
    """Return windows as `parse_day_times` reads them, days with the same windows together; "" when there are none."""
    days_with: dict[tuple[Window, ...], list[int]] = {}
    for day in sorted(windows):
        kept = tuple(sorted(windows[day]))
        if kept:
            days_with.setdefault(kept, []).append(day)
    return ", ".join(
        f"{_days_text(days)} {' en '.join(f'{time_of_day(start)}-{time_of_day(end)}' for start, end in kept)}"
        for kept, days in days_with.items()
    )


def is_window(weekday_number: int, start: int, end: int) -> bool:
    """Tell whether numbers of a record make a window on a weekday; those of another version may be anything."""
    return 0 <= weekday_number < len(WEEKDAYS) and 0 <= start < end <= _DAY_MINUTES


def _statements(text: str, example: str) -> Iterator[tuple[list[int], bool, Window | None]]:
    """Yield each (days, whether each was named itself, window or None for off)."""
    days: list[int] = []
    named = True
    waiting = False
    for token in _tokens(text, example):
        kind = token.lastgroup
        if kind in {"day", "range", "group"}:
            if not waiting:
                days, named = [], True
            days += _days_of(token)
            named = named and kind == "day"
            waiting = True
            continue
        if not days:
            days, named = list(_WORKING_DAYS), False
        yield days, named, None if kind == "free" else _window(token, example)
        waiting = False
    if waiting:
        raise ValueError(f"Bij {weekday(days[-1])} staan geen tijden. {example}")


def _tokens(text: str, example: str) -> Iterator[re.Match[str]]:
    """Yield what the text says, without what stands between."""
    text = text.casefold().replace("–", "-").replace("—", "-")
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None:
            raise ValueError(f"Deze dagen en tijden zijn niet te lezen. {example}")
        if token.lastgroup != "skip":
            yield token
        place = token.end()


def _days_of(token: re.Match[str]) -> list[int]:
    """Return the days of a day, a range or a group."""
    if token.lastgroup == "day":
        return [_day_number(token["day"])]
    if token.lastgroup == "group":
        return list(_WORKING_DAYS)
    first, last = _day_number(token["first"]), _day_number(token["last"])
    return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]


def _day_number(name: str) -> int:
    return next(day for day, known in enumerate(WEEKDAYS) if known[:2] == name[:2])


def _window(token: re.Match[str], example: str) -> Window:
    start, end = _minute(token["start"], example), _minute(token["end"], example)
    if end <= start:
        raise ValueError(f"Het einde moet na het begin liggen: schrijf 15:00 voor drie uur 's middags. {example}")
    return start, end


def _minute(clock: str, example: str) -> int:
    hour, minute = _CLOCK_PARTS.fullmatch(clock).groups("0")  # type: ignore[union-attr]  # every token of this kind has this form
    if int(minute) >= 60 or int(hour) * 60 + int(minute) > _DAY_MINUTES:
        raise ValueError(f"Deze tijd bestaat niet: de dag loopt van 0:00 tot 24:00. {example}")
    return int(hour) * 60 + int(minute)


def _days_text(days: list[int]) -> str:
    """Return days as "ma t/m vr", "ma, di" or both."""
    parts: list[str] = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        together = [weekday_short(day) for _, day in run]
        long = len(together) >= _LONG_ENOUGH_FOR_A_RANGE
        parts += [f"{together[0]} t/m {together[-1]}"] if long else together
    return ", ".join(parts)
