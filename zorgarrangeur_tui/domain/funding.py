"""Whether a need is paid: fully, partly or not at all ("tussen wal en schip"), by its titles and pots on a day.

Money never blocks a need: what is not known is said here and asked nowhere first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.models.casework_codes import FundingSource, TitleState
from zorgarrangeur_tui.domain.clock import duration, dutch_date
from zorgarrangeur_tui.domain.pot_shares import WHOLE, read_shares

_NO_MONEY = (FundingSource.UNKNOWN, FundingSource.UNFUNDED)
_IN_FORCE = (TitleState.PRESENT, TitleState.NOT_NEEDED)
_WAITING_OR_NOT = (TitleState.REQUESTED, TitleState.REFUSED)


class Funded(StrEnum):
    """How much of a need is paid."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Title:
    """What is recorded of one title, or of one way in which a need is paid without a title.

    Attributes:
        law: a `Law` value; "" when it is not known yet, or no law but only pots.
        state: a `TitleState` value.
        minutes_granted: minutes a week; None when nothing limits them.
        starts_on, ends_on: first and last day.
        shares: pots in percent, as a record holds them.
    """

    law: str
    state: str
    minutes_granted: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    shares: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is within its first and last day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def pays_on(self, day: date) -> bool:
        """Tell whether it pays anything on a day: it is in force, or pots without a law pay without one."""
        if not self.holds_on(day):
            return False
        if self.law:
            return self.state in _IN_FORCE
        return bool(self.shares) and self.state not in _WAITING_OR_NOT

    def minutes_within(self, need: int) -> int:
        """Return how many minutes a week of a need it grants."""
        return need if self.minutes_granted is None else min(max(self.minutes_granted, 0), need)


@dataclass(frozen=True, slots=True)
class FundedState:
    """How much of a need is paid, in a sentence, and how many minutes a week that is."""

    state: Funded
    sentence: str
    minutes: int


def funded(need_minutes: int, titles: Iterable[Title], day: date) -> FundedState:
    """Return how a need of some minutes a week is paid on a day. A need without a length counts as any length at all."""
    known = tuple(titles)
    need = max(need_minutes, 1)
    paid = sum(_paid_share(title) * title.minutes_within(need) for title in known if title.pays_on(day))
    whole = WHOLE * need
    minutes = min(paid // WHOLE, max(need_minutes, 0))
    if paid >= whole:
        return FundedState(Funded.YES, "Deze zorg is helemaal betaald.", minutes)
    if paid <= 0:
        return FundedState(Funded.NO, f"Niemand betaalt deze zorg: tussen wal en schip. {_why_not(known, day)}", 0)
    if need_minutes <= 0:
        amount = "Deze zorg is voor een deel betaald."
    else:
        amount = f"Deze zorg is voor een deel betaald: {duration(minutes)} van de {duration(need_minutes)} per week."
    return FundedState(Funded.PARTLY, f"{amount} {_why_partly(known, day)}", minutes)


def granted_minutes(
    told: int | None, need_minutes: int, own: Iterable[Title], of_pupil: Iterable[Title], day: date
) -> int | None:
    """Return how many minutes a week were granted for a need; None when that is written nowhere.

    Args:
        told: as it stands with the need, which goes before what the titles say; None when it does not.
        need_minutes: minutes a week of the need.
        own: the titles for this need; all that they grant counts.
        of_pupil: those for all care of the child, each granting the share of this need (`domain.title_division`).
        day: on which they have to be in force.
    """
    if told is not None:
        return told
    found = [max(minutes, 0) for title in own if (minutes := _granted_by(title, day)) is not None]
    found += [title.minutes_within(max(need_minutes, 0)) for title in of_pupil if _granted_by(title, day) is not None]
    return sum(found) if found else None


def _granted_by(title: Title, day: date) -> int | None:
    """Return the minutes of a title that was given; None when it was not, is not in force, or names none."""
    return title.minutes_granted if title.state == TitleState.PRESENT and title.holds_on(day) else None


def _paid_share(title: Title) -> int:
    """Return for how many percent a title names a pot that pays. A law without shares pays all of it."""
    if not title.shares:
        return WHOLE if title.law else 0
    return min(sum(share.percent for share in read_shares(title.shares) if share.pot not in _NO_MONEY), WHOLE)


def _why_not(titles: Sequence[Title], day: date) -> str:
    """Return what stands in the way, the most hopeful first, and what to do."""
    current = [title for title in titles if title.holds_on(day)]
    states = {title.state for title in current}
    later = [title.starts_on for title in titles if title.starts_on is not None and title.starts_on > day]
    ended = [title.ends_on for title in titles if title.ends_on is not None and title.ends_on < day]
    reasons = (
        (not titles, "Er staat nog geen titel of potje bij. Vul in wat u weet; de zorgvraag blijft gewoon staan."),
        (
            any(title.pays_on(day) for title in current),
            "Er staat wel een titel of potje, maar niet wie betaalt of hoeveel tijd er is toegekend. Zoek dat uit.",
        ),
        (
            TitleState.REQUESTED in states,
            "Een titel is aangevraagd, maar nog niet toegekend. Vraag wanneer het besluit komt.",
        ),
        (
            bool(later),
            f"Vanaf {dutch_date(min(later, default=day))} is er een titel of potje. Zoek uit wie tot die dag betaalt.",
        ),
        (TitleState.REFUSED in states, "De titel is afgewezen. Kijk of bezwaar kan, of welk ander potje er is."),
        (
            bool(ended) and not current,
            f"De laatste titel liep tot en met {dutch_date(max(ended, default=day))}. Vraag een nieuwe aan.",
        ),
        (True, "De titel ontbreekt, of er staat niet welke wet of welk potje betaalt. Vul in wat u weet."),
    )
    return next(sentence for applies, sentence in reasons if applies)


def _why_partly(titles: Sequence[Title], day: date) -> str:
    if any(_paid_share(title) < WHOLE for title in titles if title.pays_on(day)):
        return "Van een deel is niet bekend wie betaalt, of niemand betaalt het. Zoek daar een potje voor."
    return "Er is minder toegekend dan nodig is. Vraag meer aan, of zoek een ander potje voor de rest."
