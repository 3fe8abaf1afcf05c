"""Which children of a hand-over stay at home because of their consents, and what of the others does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from storage.clock import local_date
from storage.contacts import Contact
from storage.field_values import default_value, field_names
from storage.history import in_parts
from storage.joined import end_of_chain, same_as
from storage.leaving import Withheld
from storage.models import PUPIL_PARTS, RECORD_TYPES, Consent, FamilyView, Pupil, Record
from storage.models.casework_codes import DataCategory, LegalBasis
from storage.models.codes import Role
from storage.profiles import DataKind, Profile, kinds_of, leaves, travels
from storage.store import Store
from storage.unit_of_work import AnyRecord
from zorgarrangeur_tui.desk.consents import ages_of, consent_value
from zorgarrangeur_tui.desk.received import Received, received
from zorgarrangeur_tui.domain import consent_rules
from zorgarrangeur_tui.domain.ages import AgeRange
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.consent_rules import ConsentState, may_share, standing
from zorgarrangeur_tui.domain.words import word

_ASKS: dict[DataKind, tuple[DataCategory, ...]] = {
    DataKind.NAME: (DataCategory.NAME,),
    DataKind.FREE_TEXT: (DataCategory.FREE_TEXT,),
    DataKind.FAMILY: (DataCategory.FAMILY, DataCategory.FREE_TEXT),
    DataKind.DIAGNOSIS: (DataCategory.DIAGNOSIS,),
    DataKind.ATTENDANCE: (DataCategory.ATTENDANCE,),
}
"""What a consent must name before a kind of data of a child may go."""

_ONLY_WITH_CONSENT = frozenset({DataKind.FULL, *_ASKS})
"""What of a child never goes while no consent at all is recorded: then it goes by its pseudonym."""

NO_CONSENT = "er is geen toestemming vastgelegd"


@dataclass(frozen=True, slots=True)
class Stay:
    """A child that stays at home, and why. `received` tells who got it before and must hear of it."""

    pupil_id: str
    pseudonym: str
    reason: str
    received: tuple[Received, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of data that stays at home while its child goes, and why. Only what there is something of is told."""

    pupil_id: str
    pseudonym: str
    kind: DataKind
    reason: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """What of some cases may not go to some recipients.

    Attributes:
        stays: the children who stay at home.
        parts: records that stay at home while their child goes, as (record type, id).
        without_consent: pseudonyms of children who go by their pseudonym while no consent is recorded.
        kept: kinds of data that stay at home, of records that go.
        kinds: all kinds of data that may not go, by pupil.
        elsewhere: ids of what stays at home too, but would not have gone this time anyway.
        unshared: cases that the user no longer shares with these people.
        now: ids of children who stay at home this time only.
    """

    stays: tuple[Stay, ...]
    parts: tuple[tuple[str, str], ...]
    without_consent: tuple[str, ...]
    kept: tuple[Kept, ...] = ()
    kinds: tuple[tuple[str, frozenset[DataKind]], ...] = ()
    elsewhere: frozenset[str] = frozenset()
    unshared: frozenset[str] = frozenset()
    now: frozenset[str] = frozenset()

    @property
    def withheld(self) -> Withheld:
        """What stays behind, for `storage.handing_over`."""
        records = {*(stay.pupil_id for stay in self.stays), *(record_id for _, record_id in self.parts)} - self.now
        return Withheld(self.elsewhere | records, dict(self.kinds), self.unshared, self.now)


def plan_sharing(
    store: Store,
    recipients: Sequence[Contact],
    case_ids: Collection[str] | None = None,
    *,
    profile: Profile = Profile.FULL,
    basis: str = "",
    unshared: Collection[str] = (),
) -> Sharing:
    """Return what must stay at home in a hand-over to these people today, of all cases: what they got before counts too.

    A bundle is one and the same for all who get it, so a child goes only where its consents allow every recipient. A child
    without any consent on record goes by its pseudonym, unless consent is the ground for sharing.

    Args:
        store: an opened store.
        recipients: verified contacts.
        case_ids: the cases of which children are told; None for all.
        profile: how much of a case goes.
        basis: a `LegalBasis` value: on which ground children are shared.
        unshared: cases that the user no longer shares with these people.
    """
    today = local_date(store.clock)
    pupils = _records(store, Pupil, "case_id", None)
    ids = [pupil.id for pupil in pupils]
    consents = _by_pupil(_records(store, Consent, "pupil_id", ids))
    parts = {kind: _by_pupil(_records(store, RECORD_TYPES[kind], "pupil_id", ids)) for kind in PUPIL_PARTS}
    with store.read() as session:
        joined = same_as(session.connection(), "pupil")
    plan = _Plan(store, profile, basis)
    for pupil in pupils:
        # The consents of a child that was taken away went with it, and still say what may not leave; those of a child that
        # was joined went to the one in which it went on.
        about = end_of_chain(joined, pupil.id)
        given = [consent_value(one) for one in consents.get(about, ()) if pupil.deleted or not one.deleted]
        own = [(kind, record) for kind in PUPIL_PARTS for record in parts[kind].get(pupil.id, ())]
        chosen = (case_ids is None or pupil.case_id in case_ids) and pupil.case_id not in unshared
        why_not = _asker(given, recipients, today, ages_of(pupil, today))
        if given:
            plan.with_consents(pupil, own, why_not, goes=chosen and travels(profile, "pupil"))
        else:
            plan.without_any(pupil, own, goes=chosen and travels(profile, "pupil"))
    return plan.sharing(frozenset(unshared))


class _Plan:
    """A sharing while it is worked out, a child after the other."""

    def __init__(self, store: Store, profile: Profile, basis: str) -> None:
        self._store = store
        self._profile = profile
        self._basis = basis
        self._stays: list[Stay] = []
        self._parts: list[tuple[str, str]] = []
        self._without: list[str] = []
        self._kept: list[Kept] = []
        self._kinds: dict[str, frozenset[DataKind]] = {}
        self._elsewhere: set[str] = set()
        self._now: set[str] = set()

    def with_consents(
        self,
        pupil: Pupil,
        own: Sequence[tuple[str, Record]],
        why_not: Callable[[Iterable[DataCategory]], str],
        *,
        goes: bool,
    ) -> None:
        """Let the consents of a child decide."""
        reason = why_not((DataCategory.NEED_LINES,))
        if not reason:
            self._go(pupil, own, {kind: told for kind, asks in _ASKS.items() if (told := why_not(asks))}, goes=goes)
        elif goes:
            self._stays.append(Stay(pupil.id, pupil.pseudonym, reason, tuple(received(self._store, pupil.id))))
        else:
            self._elsewhere.add(pupil.id)

    def without_any(self, pupil: Pupil, own: Sequence[tuple[str, Record]], *, goes: bool) -> None:
        """Let the ground for sharing decide about a child without any consent on record."""
        if self._basis == LegalBasis.CONSENT:
            self._now.add(pupil.id)
            if goes and not pupil.deleted:
                self._stays.append(Stay(pupil.id, pupil.pseudonym, NO_CONSENT, ()))
        elif goes and not pupil.deleted:
            self._without.append(pupil.pseudonym)
        goes &= pupil.id not in self._now
        self._go(pupil, own, dict.fromkeys(_ONLY_WITH_CONSENT, NO_CONSENT), goes=goes)

    def sharing(self, unshared: frozenset[str]) -> Sharing:
        """Return what came out."""
        return Sharing(
            tuple(self._stays),
            tuple(self._parts),
            tuple(sorted(self._without)),
            tuple(self._kept),
            tuple((pupil_id, found) for pupil_id, found in self._kinds.items() if found),
            frozenset(self._elsewhere),
            unshared,
            frozenset(self._now),
        )

    def _go(
        self, pupil: Pupil, own: Sequence[tuple[str, Record]], reasons: Mapping[DataKind, str], *, goes: bool
    ) -> None:
        """Let a child go but for some kinds of data."""
        self._kinds[pupil.id] = frozenset(reasons)
        for record_type, record in own:
            if not _stays_alone(record_type, record, reasons.keys()):
                continue
            if goes and travels(self._profile, record_type) and not record.deleted:
                self._parts.append((record_type, record.id))
            else:
                self._elsewhere.add(record.id)
        if goes and not pupil.deleted:
            there = set(_there(self._profile, [("pupil", pupil), *own], reasons.keys()))
            self._kept += [Kept(pupil.id, pupil.pseudonym, kind, reasons[kind]) for kind in _ASKS if kind in there]


def _asker(
    given: Sequence[consent_rules.Consent], recipients: Sequence[Contact], today: date, ages: AgeRange
) -> Callable[[Iterable[DataCategory]], str]:
    """Return what tells why some categories may not go to one of these people; "" when they may."""

    def why_not(categories: Iterable[DataCategory]) -> str:
        reasons = (_why_not(given, category, contact, today, ages) for category in categories for contact in recipients)
        return next(filter(None, reasons), "")

    return why_not


def _stays_alone(kind: str, record: Record, without: Collection[DataKind]) -> bool:
    """Tell whether a record stays at home in every profile while its child goes.

    What a family told never goes when there is something in it that they do not want shared: the app cannot tell which of
    their words that is about.
    """
    if isinstance(record, FamilyView) and record.do_not_share.strip():
        return True
    return not travels(Profile.FULL, kind, without)


def _there(
    profile: Profile, records: Iterable[tuple[str, Record]], without: Collection[DataKind]
) -> Iterator[DataKind]:
    """Yield the kinds of data that stay behind in records that go, as far as there is anything of them."""
    for record_type, record in records:
        if record.deleted or not travels(profile, record_type, without):
            continue
        for field in field_names(type(record)):
            if not leaves(profile, record_type, field) or leaves(profile, record_type, field, without):
                continue
            if getattr(record, field) != default_value(type(record), field):
                yield from kinds_of(record_type, field)


def _why_not(
    given: Iterable[consent_rules.Consent], category: DataCategory, contact: Contact, day: date, ages: AgeRange
) -> str:
    """Return why a kind of data may not go to somebody; "" when it may."""
    named = [replace(one, recipients=(contact.fingerprint,)) for one in given if _names(one, contact)]
    if may_share(named, category, contact.fingerprint, day, ages).allowed:
        return ""
    if not named:
        role = word(contact.card.role, Role).lower()
        return f"geen toestemming om met {contact.card.label} te delen (noem bij Met wie deze naam, of {role})"
    covering = [one for one in named if category in one.categories]
    if not covering:
        return f"de toestemming noemt niet: {word(category, DataCategory).lower()}"
    return _standing_words(covering, ages, day)


def _standing_words(covering: Sequence[consent_rules.Consent], ages: AgeRange, day: date) -> str:
    """Return why none of these consents counts: the last word of a family first."""
    withdrawn = [one.withdrawn_on for one in covering if one.withdrawn_on is not None and one.withdrawn_by(day)]
    if withdrawn:
        return f"toestemming ingetrokken op {dutch_date(max(withdrawn))}"
    states = {standing(one, ages, day).state: one for one in covering}
    expired = states.get(ConsentState.EXPIRED)
    if ConsentState.INCOMPLETE not in states and expired is not None and expired.ends_on is not None:
        return f"toestemming verlopen op {dutch_date(expired.ends_on)}"
    if ConsentState.INCOMPLETE in states:
        return "de toestemming is niet compleet of niet van wie haar nu moet geven"
    return "de toestemming geldt nog niet"


def _names(consent: consent_rules.Consent, contact: Contact) -> bool:
    """Tell whether a consent names somebody, by name or by role. Capitals and spaces make no difference."""
    known = {_key(contact.card.label), _key(word(contact.card.role, Role))}
    return not known.isdisjoint(map(_key, consent.recipients))


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _records(store: Store, model: type[AnyRecord], column: str, ids: Collection[str] | None) -> list[AnyRecord]:
    """Return records whose column is among some ids (None: all), also those that were taken away, by id."""
    query = select(model).order_by(col(model.id))
    with store.read() as session:
        if ids is None:
            return list(session.exec(query))
        wanted = getattr(model, column)
        return [one for part in in_parts(sorted(ids)) for one in session.exec(query.where(wanted.in_(part)))]


def _by_pupil(records: Iterable[AnyRecord]) -> dict[str, list[AnyRecord]]:
    found: dict[str, list[AnyRecord]] = {}
    for record in records:
        pupil_id: str = record.pupil_id  # type: ignore[attr-defined]  # every part of a pupil has it
        found.setdefault(pupil_id, []).append(record)
    return found
