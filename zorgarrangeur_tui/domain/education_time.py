"""Hours of education against the norm, and which care counts as education."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from zorgarrangeur_tui.domain.dated_rules import DatedRule, load_rules, rules_on

SCHOOL_WEEKS = 40
"""Weeks of school in a year, as long as the school's own calendar does not say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(DatedRule):
    """Hours a year for some kinds of school, from one age up to (and without) another."""

    kinds: tuple[str, ...]
    from_age: int
    to_age: int
    hours: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How the hours of a pupil stand against the norm.

    Attributes:
        minutes_a_year: of education, minutes at a distance included, grey ones not.
        remote_minutes_a_year: of which at a distance.
        grey_minutes_a_year: of care of which nobody decided yet whether it counts.
        norm_minutes: the norm; None when the app knows none for this school. Of two possible norms the higher.
        certain: whether the age decides which norm it is.
        sentence: all of it in Dutch.
    """

    minutes_a_year: int
    remote_minutes_a_year: int
    grey_minutes_a_year: int
    norm_minutes: int | None
    certain: bool
    sentence: str

    @property
    def shortfall_minutes(self) -> int:
        """Minutes a year below the norm; 0 when it is met or not known."""
        return max(0, (self.norm_minutes or 0) - self.minutes_a_year)


def standing(
    school_kind: str,
    age_range: tuple[int, int] | None,
    minutes_per_week: int,
    weeks: int = SCHOOL_WEEKS,
    *,
    day: date,
    remote_minutes: int = 0,
    grey_minutes: int = 0,
) -> Standing:
    """Return how the hours of a pupil stand against the norm on a day.

    Args:
        school_kind: a `SchoolKind` value.
        age_range: the least and the most that the age may be; None when nothing is known of it.
        minutes_per_week: of education that counts, minutes at a distance included.
        weeks: weeks of school in a year.
        day: which rules apply.
        remote_minutes: of which at a distance, a week.
        grey_minutes: care of which nobody decided yet whether it counts, a week, on top.
    """
    norms = _norms(school_kind, age_range, day)
    year, remote, grey = minutes_per_week * weeks, remote_minutes * weeks, grey_minutes * weeks
    norm = max(norms, key=lambda one: one.hours, default=None)
    certain = len({one.hours for one in norms}) == 1
    parts = [f"{hours_text(year)} onderwijs per jaar ({weeks} weken)."]
    if norm is None:
        parts.append("Voor deze schoolsoort staat er geen norm in de app. Vraag de school welke geldt.")
    else:
        parts.append(norm.told(_against(year, norm.hours * 60)))
        if not certain:
            hours = " of ".join(hours_text(one * 60) for one in sorted({one.hours for one in norms}))
            parts.append(f"De leeftijd is niet precies bekend: de norm is {hours}. De hoogste is gebruikt.")
    if remote:
        parts.append(f"Daarvan is {hours_text(remote)} op afstand. Vraag de inspectie of dat meetelt.")
    if grey:
        parts.append(
            f"Van nog {hours_text(grey)} zorg is niet beslist of het als onderwijs telt. Die telt hier niet mee."
        )
    return Standing(year, remote, grey, norm.hours * 60 if norm else None, certain, " ".join(parts))


def hours_text(minutes: int) -> str:
    """Return minutes as hours in Dutch: "1.000 uur", "862,5 uur". A part of an hour is rounded to one decimal."""
    text = f"{minutes / 60:,.1f}".removesuffix(".0").replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{text} uur"


@cache
def all_norms() -> tuple[Norm, ...]:
    """Return every norm in the app's data, of all times."""
    return load_rules("education_time.toml", "norm", Norm)


def _norms(school_kind: str, age_range: tuple[int, int] | None, day: date) -> list[Norm]:
    """Return the norms that may apply to a pupil."""
    least, most = age_range or (0, 98)
    return [
        norm
        for norm in rules_on(all_norms(), day).values()
        if school_kind in norm.kinds and norm.from_age <= most and least < norm.to_age
    ]


def _against(minutes: int, norm_minutes: int) -> str:
    if minutes >= norm_minutes:
        return f"De norm is {hours_text(norm_minutes)}: die wordt gehaald."
    return f"De norm is {hours_text(norm_minutes)}: er ontbreekt {hours_text(norm_minutes - minutes)}."
