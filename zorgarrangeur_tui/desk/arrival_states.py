"""What a list of arrived files says of each before it is read: from whom, which number, and whether it can be taken in.

It picks words and an order, and decides nothing: taking in checks every file from the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path

from storage import identity
from storage.bundle_door import OwnBundle, SenderNotVerified, distrust, still_counts
from storage.bundle_errors import (
    BodyChanged,
    BundleReplayed,
    BundleTooLarge,
    BundleTooLate,
    LineEndingsChanged,
    NotForThisRecipient,
    SenderRevoked,
    SeriesForked,
    SignatureWrong,
    UnknownSender,
)
from storage.bundle_glimpse import Glimpse, glimpse
from storage.bundle_header import MAX_FILE_BYTES
from storage.bundle_log import bundle_rows
from storage.bundle_series import OPEN_IN, Arriving, ReadIn, leaves_gap, refusal_in_series
from storage.contact_card import read_card
from storage.contacts import Contact, OwnCard, contacts
from storage.errors import BundleRefused
from storage.key_change_format import read_key_changes
from storage.store import Store
from storage.trust_errors import KeyChangeKnown
from zorgarrangeur_tui.desk.arrivals import ArrivalKind, FileFromMail, ReadElsewhere, arrival


class ArrivalState(Enum):
    """How a file that arrived stands; the value is what a list says."""

    NEW = "nieuw"
    GAP = "nieuw, eerdere mist"
    COPY = "nieuw, tweede exemplaar"
    PERSONAL = "nieuw: Enter leest in"
    KNOWN = "al bekend"
    OWN = "zelf gemaakt"
    FOR_OTHERS = "voor iemand anders"
    UNVERIFIED = "eerst vergelijken"
    UNKNOWN_SENDER = "afzender onbekend"
    CHANGED_BY_MAIL = "door mailprogramma veranderd"
    INCOMPLETE = "niet compleet"
    TOO_LATE = "te laat gekomen"
    REFUSED = "geweigerd"
    NOTHING_TO_DO = "niets te doen"


TO_TAKE_IN = (ArrivalState.NEW, ArrivalState.GAP, ArrivalState.COPY)
"""States of what is worth taking in. A second copy is too: what its first lines promise of the first may be damaged."""

FIGURES_SEEN = "Deze cijfers hebt u al bekeken. Enter laat ze weer zien; er wordt niets van overgenomen."
"""What is said of figures that were looked at before."""

REFUSALS = (
    ArrivalState.UNVERIFIED,
    ArrivalState.UNKNOWN_SENDER,
    ArrivalState.CHANGED_BY_MAIL,
    ArrivalState.INCOMPLETE,
    ArrivalState.TOO_LATE,
    ArrivalState.REFUSED,
)
"""States of what would be refused now; each has a sentence that says why and what to do."""

_STATES_IN_SERIES: Mapping[type[BundleRefused], ArrivalState] = {
    SeriesForked: ArrivalState.REFUSED,
    BundleTooLate: ArrivalState.TOO_LATE,
    BundleReplayed: ArrivalState.KNOWN,
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file in a folder, as far as it was looked at.

    Attributes:
        path: where it is.
        size: in bytes.
        beginning: its first bytes: few of a file that is none of ours, the whole header of a bundle.
        problem: why it cannot be read, or "".
    """

    path: Path
    size: int
    beginning: bytes
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that arrived, in a list.

    Attributes:
        path: where it is.
        size: in bytes.
        kind: what it is.
        state: how it stands.
        sentence: why it cannot be taken in and what to do; "" when it can.
        sender: the name on the sender's card; "" when nobody is known to have made it.
        fingerprint: whose key made it, as the file says.
        number: its place in the sender's series, 0 when it has none.
        created: when it was made, as the file says, in UTC.
        head: by which the next bundle names it.
        previous: the head of the one before it, as the file says.
    """

    path: Path
    size: int
    kind: ArrivalKind
    state: ArrivalState
    sentence: str = ""
    sender: str = ""
    fingerprint: str = ""
    number: int = 0
    created: datetime | None = None
    head: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class KnownHere:
    """What this store knows by which a file is judged.

    Attributes:
        own: the fingerprints of its own signing keys, former ones too.
        exchange_keys: those of the exchange keys that open bundles here.
        senders: the contacts, by fingerprint.
        read: what was read in, per sender and number; the bundles for everybody are a series of their own.
    """

    own: frozenset[str]
    exchange_keys: frozenset[str]
    senders: Mapping[str, Contact]
    read: Mapping[tuple[str, bool], Mapping[int, ReadIn]]


def known_here(store: Store) -> KnownHere:
    """Return what a store knows now."""
    read: dict[tuple[str, bool], dict[int, ReadIn]] = {}
    for row in bundle_rows(store):
        if row.direction in ("in", OPEN_IN):
            series = read.setdefault((row.peer, row.direction == OPEN_IN), {})
            series[row.sequence] = ReadIn(row.head, not row.taken_back, row.kind)
    with store.read() as session:
        former = identity.former(session.connection(), store.identity)
    cards = [store.identity.card, *(one.card for one in former)]
    return KnownHere(
        frozenset(card.fingerprint for card in cards),
        frozenset(card.exchange_fingerprint for card in cards),
        {contact.fingerprint: contact for contact in contacts(store)},
        read,
    )


def judged(files: Iterable[FoundFile], here: KnownHere) -> list[Arrival]:
    """Return every file that is one of ours, in the order in which they must be taken in.

    That is cards and new keys first, then per sender by number: a bundle shuts out an earlier one of its sort.
    Senders of a register or of new keys come first, since it tells who else may be trusted.
    """
    found = [one for file in files if (one := _looked_at(file, here)) is not None]
    bringers = {one.fingerprint for one in found if one.kind is ArrivalKind.KEYS}
    found.sort(
        key=lambda one: (
            one.kind not in (ArrivalKind.CARD, ArrivalKind.KEY_CHANGE),
            one.fingerprint not in bringers,
            one.sender.casefold(),
            one.fingerprint,
            _is_open(one),
            one.number,
            one.path.name,
        )
    )
    return _in_series(found, here)


def _looked_at(file: FoundFile, here: KnownHere) -> Arrival | None:
    """Return a file as far as it can be judged alone; None for one that is none of ours."""
    kind = arrival(file.beginning)
    if file.problem:
        return Arrival(file.path, file.size, kind, ArrivalState.REFUSED, file.problem)
    if kind is ArrivalKind.OTHER:
        return None
    plain = Arrival(file.path, file.size, kind, ArrivalState.REFUSED)
    match kind:
        case ArrivalKind.CARD | ArrivalKind.KEY_CHANGE:
            return _person(plain, file, here)
        case ArrivalKind.MAILED:
            return replace(plain, state=ArrivalState.CHANGED_BY_MAIL, sentence=FileFromMail.sentence)
        case ArrivalKind.ANCHORS:
            return replace(plain, state=ArrivalState.NOTHING_TO_DO, sentence=ReadElsewhere.sentence)
        case _:
            return _bundle(plain, file, here)


def _person(plain: Arrival, file: FoundFile, here: KnownHere) -> Arrival:
    """Return a contact card, or new keys of somebody."""
    try:
        if plain.kind is ArrivalKind.CARD:
            card, known = read_card(file.beginning), "Deze kaart staat al bij uw contacten. U hoeft niets te doen."
        else:
            card, known = read_key_changes(file.beginning)[-1].new, KeyChangeKnown.sentence
    except BundleRefused as refusal:
        return replace(plain, sentence=str(refusal))
    told = replace(plain, sender=card.label, fingerprint=card.fingerprint)
    if card.fingerprint in here.own:
        return replace(told, state=ArrivalState.OWN, sentence=OwnCard.sentence)
    if card.fingerprint in here.senders:
        return replace(told, state=ArrivalState.KNOWN, sentence=known)
    return replace(told, state=ArrivalState.PERSONAL)


def _bundle(plain: Arrival, file: FoundFile, here: KnownHere) -> Arrival:
    try:
        if file.size > MAX_FILE_BYTES:
            raise BundleTooLarge
        seen = glimpse(file.beginning, here.exchange_keys)
    except LineEndingsChanged as refusal:
        return replace(plain, state=ArrivalState.CHANGED_BY_MAIL, sentence=str(refusal))
    except BundleRefused as refusal:
        return replace(plain, sentence=str(refusal))
    header = seen.header
    sender = here.senders.get(header.sender)
    told = replace(
        plain,
        sender=sender.card.label if sender else "",
        fingerprint=header.sender,
        number=seen.place.sequence if seen.place else 0,
        created=header.created,
        head=header.head,
        previous=seen.place.previous if seen.place else "",
    )
    if header.sender in here.own:
        return replace(told, state=ArrivalState.OWN, sentence=OwnBundle.sentence)
    for holds, state, sentence in _objections(file, seen, sender):
        if holds:
            return replace(told, state=state, sentence=sentence)
    return replace(told, state=ArrivalState.NEW)


def _objections(file: FoundFile, seen: Glimpse, sender: Contact | None) -> Iterator[tuple[bool, ArrivalState, str]]:
    """Yield whether something is wrong with a bundle and what is said of it then, in the order in which the door looks.

    The first that holds is the answer: what comes after it may not be asked.
    """
    yield sender is None, ArrivalState.UNKNOWN_SENDER, UnknownSender.sentence
    assert sender is not None
    place = seen.place.sequence if seen.place and not seen.header.open_series else None
    yield not still_counts(sender, place), ArrivalState.REFUSED, SenderRevoked.sentence
    yield not seen.signed_by(sender.card.ed25519), ArrivalState.REFUSED, SignatureWrong.sentence
    yield file.size < seen.file_bytes, ArrivalState.INCOMPLETE, BodyChanged.sentence
    yield file.size > seen.file_bytes, ArrivalState.REFUSED, BodyChanged.sentence
    yield seen.place is None, ArrivalState.FOR_OTHERS, NotForThisRecipient.sentence
    refusal = distrust(sender)
    state = ArrivalState.UNVERIFIED if refusal is SenderNotVerified else ArrivalState.REFUSED
    yield refusal is not None, state, refusal.sentence if refusal else ""


def _in_series(found: Iterable[Arrival], here: KnownHere) -> list[Arrival]:
    """Say of each bundle how it follows on what was read in and on the files before it."""
    before: dict[tuple[str, bool], dict[int, ReadIn]] = {}
    return [
        _following(one, here.read.get(_series(one), {}), before.setdefault(_series(one), {}))
        if one.state is ArrivalState.NEW
        else one
        for one in found
    ]


def _following(one: Arrival, read: Mapping[int, ReadIn], before: dict[int, ReadIn]) -> Arrival:
    """Return a new bundle as it stands after those that were read in and the files before it, and add it to the latter.

    Figures may be looked at again.
    """
    if (first := before.get(one.number)) is not None and first.head == one.head:
        return replace(one, state=ArrivalState.COPY)
    if one.kind is ArrivalKind.STATISTICS and (seen := read.get(one.number)) is not None and seen.head == one.head:
        return replace(one, state=ArrivalState.KNOWN, sentence=FIGURES_SEEN)
    came = {**read, **before}
    arriving = Arriving(one.kind, one.number, one.head, one.previous)
    refusal = refusal_in_series(arriving, came)
    if refusal is not None:
        return replace(one, state=_STATES_IN_SERIES[refusal], sentence=refusal.sentence)
    before[one.number] = ReadIn(one.head, stands=True, kind=one.kind)
    return replace(one, state=ArrivalState.GAP) if leaves_gap(arriving, came) else one


def _series(one: Arrival) -> tuple[str, bool]:
    return one.fingerprint, _is_open(one)


def _is_open(one: Arrival) -> bool:
    return one.kind in (ArrivalKind.REFERENCE, ArrivalKind.STATISTICS)
