"""What asks for attention with one person one exchanges with, the most urgent first, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import IntEnum
from typing import NamedTuple

from storage.bundle_log import BundleRow
from storage.clock import WALL_CLOCK
from storage.contacts import Contact, Trust
from zorgarrangeur_tui.desk.exchange_series import SeriesStanding
from zorgarrangeur_tui.desk.key_ages import OLD_KEYS, are_old
from zorgarrangeur_tui.domain.figure_words import counted


class Urgency(IntEnum):
    """What asks for attention, the most urgent first."""

    UNVERIFIED = 1
    CONFLICT = 2
    PROPOSAL = 3
    GAP = 4
    OLD_KEYS = 5
    SILENT = 6
    NO_RECEIPT = 7
    WAITS_FOR_RECEIPT = 8
    NONE = 9


class Point(NamedTuple):
    """One thing that asks for attention, in Dutch: shortly for a list, and what to do about it."""

    urgency: Urgency
    words: str
    advice: str


class OpenQuestions(NamedTuple):
    """In how many fields somebody's value waits for a choice here."""

    proposals: int = 0
    conflicts: int = 0


class Limits(NamedTuple):
    """How long is too long: weeks without a bundle, weeks without a receipt, and the first day from which keys are fresh."""

    silence_weeks: int
    receipt_weeks: int
    fresh_since: date


def points_of(
    contact: Contact, series: SeriesStanding, asked: OpenQuestions, today: date, limits: Limits
) -> Iterator[Point]:
    """Yield what asks for attention, the most urgent first. A revoked contact asks for nothing."""
    if contact.trust is Trust.REVOKED:
        return
    if contact.trust is Trust.SEEN:
        yield Point(Urgency.UNVERIFIED, "kaart nog niet vergeleken", "Vergelijk samen het controlegetal.")
    if asked.conflicts:
        words = counted(asked.conflicts, "veld met twee waarden", "velden met twee waarden")
        yield Point(Urgency.CONFLICT, words, "Kies welke waarde klopt, bij Te kiezen.")
    if asked.proposals:
        words = counted(asked.proposals, "voorstel wacht", "voorstellen wachten")
        yield Point(Urgency.PROPOSAL, words, "Neem het over of wijs het af, bij Te kiezen.")
    yield from _gap_points(series)
    if contact.trust is Trust.VERIFIED and are_old(contact.card, limits.fresh_since):
        yield Point(Urgency.OLD_KEYS, OLD_KEYS, "Vraag de ander om nieuwe sleutels te maken.")
    yield from _time_points(series, today, limits)
    if series.waits_for_receipt:
        advice = "Stuur een ontvangstbewijs: dan hoeft de ander minder opnieuw te sturen."
        yield Point(Urgency.WAITS_FOR_RECEIPT, "wacht op uw ontvangstbewijs", advice)


def day_of(row: BundleRow) -> date:
    """Return the day on which a bundle was made or read in, on the wall clock."""
    return datetime.fromisoformat(row.at).astimezone(WALL_CLOCK).date()


def _gap_points(series: SeriesStanding) -> Iterator[Point]:
    for gap in series.gaps:
        if gap.is_jump:
            words = f"de nummers springen na {gap.first - 1}"
            advice = "Waarschijnlijk is daar een reservekopie teruggezet. Vraag dat na, en om een volledige bundel."
            yield Point(Urgency.GAP, words, advice)
    lost = [gap.words for gap in series.gaps if not gap.is_jump]
    if lost:
        advice = "Stuur een ontvangstbewijs: daarin ziet de ander wat u mist, en stuurt het opnieuw."
        yield Point(Urgency.GAP, f"nummer {', '.join(lost)} ontbreekt", advice)


def _time_points(series: SeriesStanding, today: date, limits: Limits) -> Iterator[Point]:
    came, went = series.last_in, series.last_out
    if came is not None and (today - day_of(came)).days >= limits.silence_weeks * 7:
        words = f"al {(today - day_of(came)).days // 7} weken niets ontvangen"
        yield Point(Urgency.SILENT, words, "Vraag of er een bundel onderweg is.")
    if went is not None and not went.acknowledged_at and (today - day_of(went)).days >= limits.receipt_weeks * 7:
        words = f"geen ontvangstbewijs voor nummer {went.sequence}"
        yield Point(Urgency.NO_RECEIPT, words, "Vraag of de bundel is aangekomen, en om een ontvangstbewijs.")
