"""How it stands with everybody one exchanges with: what came, what went, what is missing, and what asks for attention first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from storage.bundle_log import BundleRow, bundle_rows
from storage.bundle_series import INCOMING
from storage.clock import local_date
from storage.contacts import Contact, Trust, contacts
from storage.known_to_peer import keys_of_person
from storage.models.codes import Role
from storage.open_fields import OpenKind, open_fields
from storage.persons import persons
from storage.store import Store
from zorgarrangeur_tui.desk.arrivals import KIND_WORDS, WITH_RECORDS, ArrivalKind
from zorgarrangeur_tui.desk.exchange_points import Limits, OpenQuestions, Point, Urgency, day_of, points_of
from zorgarrangeur_tui.desk.exchange_series import SeriesStanding, standing_of
from zorgarrangeur_tui.desk.key_ages import fresh_since
from zorgarrangeur_tui.desk.reference import threshold
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.deadlines import ago_words
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.thresholds import EXCHANGE_SILENCE_WEEKS, RECEIPT_WEEKS
from zorgarrangeur_tui.trust_words import contact_name


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one person.

    Attributes:
        contact: the person, under the newest keys.
        name: of the person, for a list: told apart from another card with the same name.
        series: the bundles with them, under all their keys.
        questions: what waits for a choice here.
        points: what asks for attention, the most urgent first.
        today: the day on which this was so.
    """

    contact: Contact
    name: str
    series: SeriesStanding
    questions: OpenQuestions
    points: tuple[Point, ...]
    today: date

    @property
    def urgency(self) -> Urgency:
        """How urgent the first of the points is."""
        return self.points[0].urgency if self.points else Urgency.NONE

    @property
    def in_words(self) -> str:
        """The last bundle that came, such as "nummer 4, 3 weken geleden"."""
        return self._bundle_words(self.series.last_in) or "nog niets"

    @property
    def out_words(self) -> str:
        """The last bundle that went, and whether a receipt came."""
        last = self.series.last_out
        if last is None:
            return "nog niets"
        receipt = "ontvangen" if last.acknowledged_at else "nog geen bewijs"
        return f"{self._bundle_words(last)}, {receipt}"

    def _bundle_words(self, row: BundleRow | None) -> str:
        return f"nummer {row.sequence}, {ago_words((self.today - day_of(row)).days)}" if row else ""


def overview(store: Store) -> list[Standing]:
    """Return how it stands with every contact: first who asks for attention, then by name.

    Keys that somebody replaced are no contact of their own; a revoked contact asks for nothing.
    """
    today = local_date(store.clock)
    known = contacts(store)
    with store.read() as session:
        newest = persons(session.connection())
    rows: dict[str, list[BundleRow]] = {}
    for row in bundle_rows(store):
        rows.setdefault(newest.get(row.peer, row.peer), []).append(row)
    questions = open_questions(store, newest)
    limits = Limits(
        threshold(store, EXCHANGE_SILENCE_WEEKS, today), threshold(store, RECEIPT_WEEKS, today), fresh_since(store)
    )
    found = []
    for contact in known:
        if contact.trust is Trust.REPLACED:
            continue
        series = standing_of(rows.get(contact.fingerprint, ()))
        asked = questions.get(contact.fingerprint, OpenQuestions())
        points = tuple(points_of(contact, series, asked, today, limits))
        found.append(Standing(contact, contact_name(contact, known), series, asked, points, today))
    return sorted(found, key=lambda one: (one.urgency, one.contact.card.label.casefold(), one.contact.fingerprint))


def open_questions(store: Store, newest: Mapping[str, str]) -> dict[str, OpenQuestions]:
    """Return in how many fields a value of each person waits for a choice of this user.

    Args:
        store: an opened store.
        newest: as `storage.persons.persons` gives it.
    """
    proposals: Counter[str] = Counter()
    conflicts: Counter[str] = Counter()
    for field in open_fields(store):
        counts = {OpenKind.PROPOSAL: proposals, OpenKind.CONFLICT: conflicts}.get(field.kind)
        claims = field.claims if field.shown is None else (field.shown, *field.claims)
        if counts is not None:
            counts.update({newest.get(claim.author, claim.author) for claim in claims})
    return {name: OpenQuestions(proposals[name], conflicts[name]) for name in sorted({*proposals, *conflicts})}


def bundle_lines(store: Store, fingerprint: str) -> list[str]:
    """Return every bundle with one person in Dutch, under whatever keys, newest first."""
    with store.read() as session:
        keys = keys_of_person(session.connection(), fingerprint)
    return [
        f"{dutch_date_short(day_of(row))} {'van' if row.direction in INCOMING else 'naar'} hen, {bundle_words(row)}"
        for row in bundle_rows(store)
        if row.peer in keys
    ]


def bundle_words(row: BundleRow) -> str:
    """Return one bundle in Dutch, such as "nummer 4: volledige bundel, 12 wijzigingen, Overdracht"."""
    with_records = row.kind in WITH_RECORDS
    words = f"nummer {row.sequence}: {KIND_WORDS[ArrivalKind(row.kind)]}"
    if with_records:
        words += f", {counted(row.operations, 'wijziging', 'wijzigingen')}"
    if row.purpose:
        words += f", {row.purpose}"
    if row.taken_back:
        return f"{words} (teruggedraaid)"
    if row.direction != "out" or not with_records:
        return words
    return f"{words} ({'ontvangstbewijs gekregen' if row.acknowledged_at else 'nog geen ontvangstbewijs'})"


def is_coordinator(store: Store) -> bool:
    """Tell whether the user of a store is a coordinator: who gives out reference data and a register."""
    return store.identity.role == Role.COORDINATOR
