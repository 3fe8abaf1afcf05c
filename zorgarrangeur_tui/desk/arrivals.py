"""What a file that arrived is, told by its first bytes alone, and the one door through which each kind is taken in."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from enum import StrEnum

from storage.bundle_format import read_header
from storage.bundle_header import MAX_FILE_BYTES, MAX_HEADER_BYTES
from storage.contact_card import MAX_CARD_BYTES
from storage.contacts import add_contact
from storage.errors import BundleRefused
from storage.figures_text import FiguresText
from storage.key_change import follow_key_changes
from storage.key_change_format import MAX_KEY_CHANGE_BYTES
from storage.receipts import read_receipt
from storage.register import read_keys
from storage.statistics_bundles import look_at_figures
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.import_choices import questions_in
from zorgarrangeur_tui.desk.open_questions import own_fingerprints
from zorgarrangeur_tui.domain.figure_words import counted


class ArrivalKind(StrEnum):
    """What a file is. Those of bundles are the words that stand in a bundle."""

    FULL = "full"
    DELTA = "delta"
    ACK = "ack"
    KEYS = "keys"
    REFERENCE = "reference"
    STATISTICS = "statistics"
    BUNDLE = "bundle"
    """Begins like a bundle, but its first lines cannot be read."""
    CARD = "card"
    KEY_CHANGE = "key_change"
    ANCHORS = "anchors"
    MAILED = "mailed"
    """A bundle or card that a mail program or editor wrote in another form."""
    OTHER = "other"


KIND_WORDS = {
    ArrivalKind.FULL: "volledige bundel",
    ArrivalKind.DELTA: "bundel met wijzigingen",
    ArrivalKind.ACK: "ontvangstbewijs",
    ArrivalKind.KEYS: "register",
    ArrivalKind.REFERENCE: "naslag",
    ArrivalKind.STATISTICS: "cijfers",
    ArrivalKind.BUNDLE: "zorgbundel",
    ArrivalKind.CARD: "contactkaart",
    ArrivalKind.KEY_CHANGE: "nieuwe sleutels",
    ArrivalKind.ANCHORS: "ankers van het logboek",
    ArrivalKind.MAILED: "zorgbundel of kaart",
    ArrivalKind.OTHER: "ander bestand",
}

WITH_RECORDS = (ArrivalKind.FULL, ArrivalKind.DELTA, ArrivalKind.REFERENCE)
"""Kinds that bring records: what they would change is shown before they are taken in."""

BEGINNING_BYTES = 512
"""How much of a file tells whether it is one of ours at all."""

_SIGNS = {
    b"# Zorgbundel ": ArrivalKind.BUNDLE,
    b"# Contactkaart ": ArrivalKind.CARD,
    b"# Sleutelwissel ": ArrivalKind.KEY_CHANGE,
    b"# Ankers ": ArrivalKind.ANCHORS,
}
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\r\n]+")
_MAIL_LINES = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{0,60}: [^\n]*\n){2}")
_QUOTED_PRINTABLE = re.compile(rb"\A# (?:Zorgbundel|Contactkaart) [^\n]*\nformat =3D")


class FileFromMail(BundleRefused):
    """A mail program wrote the file in another form: as base64, with its own lines around it, or in wider characters."""

    sentence = (
        "Een mailprogramma of tekstprogramma heeft dit bestand anders opgeslagen dan het gemaakt is. Er is niets ingelezen. "
        "Sla de bijlage zelf op uit het mailbericht, of vraag de afzender om het bestand in een zip-bestand of op een "
        "usb-stick te zetten."
    )


class NothingToTakeIn(BundleRefused):
    """The file is something else than what people exchange here."""

    sentence = "Dit bestand is geen zorgbundel en geen contactkaart. Er is niets ingelezen. Kies het bestand dat uw contact u gaf."


class ReadElsewhere(BundleRefused):
    """The file is one of ours, but no bundle for this list."""

    sentence = "Dit zijn ankers: daarmee controleert u uw logboek, bij Beveiliging. Er is niets ingelezen, en dat hoeft ook niet."


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking in one file did.

    Attributes:
        kind: what the file was.
        sender: whose it was, by the name on the card.
        words: what came in, in Dutch.
        choices: in how many fields a person must choose now.
    """

    kind: ArrivalKind
    sender: str
    words: str
    choices: int = 0


def arrival(beginning: bytes) -> ArrivalKind:
    """Return what a file is by how it begins; never by its name. Nothing of it is proven: anybody can write it.

    Args:
        beginning: the first bytes, or all. For the kind of a bundle its whole header must be in it.
    """
    sign = next((kind for sign, kind in _SIGNS.items() if beginning.startswith(sign)), None)
    if sign is None or _QUOTED_PRINTABLE.match(beginning.replace(b"\r", b"")[:BEGINNING_BYTES]):
        return ArrivalKind.MAILED if sign or _is_mailed(beginning[:BEGINNING_BYTES]) else ArrivalKind.OTHER
    if sign is not ArrivalKind.BUNDLE:
        return sign
    try:
        return ArrivalKind(read_header(beginning[:MAX_HEADER_BYTES]).kind)
    except BundleRefused:
        return ArrivalKind.BUNDLE


def take_in(store: Store, data: bytes) -> TakenIn:
    """Take in a file of whatever kind, all of it or nothing, as one undoable act.

    Raises:
        BundleRefused: a subclass for each reason; nothing of the file was used.
        StorageError: nothing was changed.
    """
    match arrival(data):
        case ArrivalKind.CARD:
            return _card(store, data)
        case ArrivalKind.KEY_CHANGE:
            contact = follow_key_changes(store, data)
            words = f"heeft nieuwe sleutels, die de oude bevestigen; {contact.verified_how}"
            return TakenIn(ArrivalKind.KEY_CHANGE, contact.card.label, words)
        case ArrivalKind.ACK:
            return _receipt(store, data)
        case ArrivalKind.KEYS:
            return _register(store, data)
        case ArrivalKind.MAILED:
            raise FileFromMail
        case ArrivalKind.ANCHORS:
            raise ReadElsewhere
        case ArrivalKind.STATISTICS:
            arrived = look_at_figures(store, data)
            words = "; ".join((figures_words(arrived.figures), *arrived.warnings))
            return TakenIn(ArrivalKind.STATISTICS, arrived.sender.card.label, words)
        case ArrivalKind.OTHER:
            raise NothingToTakeIn
        case kind:
            return _bundle(store, data, kind)


def figures_words(figures: FiguresText) -> str:
    """Return what came in with figures: they are looked at, and nothing of them enters a record."""
    tables = counted(len(figures.tables), "tabel", "tabellen")
    return f"cijfers over schooljaar {figures.school_year}, {tables}, bekeken; er is niets overgenomen"


def most_bytes(kind: ArrivalKind) -> int:
    """Return how large a file of this kind may be."""
    return {ArrivalKind.CARD: MAX_CARD_BYTES, ArrivalKind.KEY_CHANGE: MAX_KEY_CHANGE_BYTES}.get(kind, MAX_FILE_BYTES)


def _bundle(store: Store, data: bytes, kind: ArrivalKind) -> TakenIn:
    incoming = import_bundle(store, data)
    plan, recall = incoming.plan, incoming.recall
    new = sum(change.new for change in plan.changes)
    gone, held = len(plan.erases) + len(recall.forgets), len(plan.held) + len(recall.held)
    counts = (
        (new, "nieuw gegeven", "nieuwe gegevens"),
        (len(plan.changes) - new, "gewijzigd gegeven", "gewijzigde gegevens"),
        (gone, "gegeven gewist of teruggeroepen", "gegevens gewist of teruggeroepen"),
    )
    told = [", ".join(counted(*one) for one in counts if one[0]) or "er veranderde niets"]
    if held:
        told.append(
            f"{counted(held, 'gewist gegeven blijft', 'gewiste gegevens blijven')} staan, want u moet het bewaren"
        )
    if incoming.forgot:
        told.append(
            f"{counted(incoming.forgot, 'eerder teruggeroepen gegeven', 'eerder teruggeroepen gegevens')} vergeten"
        )
    if incoming.gap:
        told.append("een eerdere bundel ontbreekt")
    choices = len(questions_in(plan, own_fingerprints(store)))
    return TakenIn(kind, incoming.sender.card.label, "; ".join((*told, *incoming.warnings)), choices)


def _receipt(store: Store, data: bytes) -> TakenIn:
    receipt = read_receipt(store, data)
    words = f"heeft {counted(receipt.held, 'bundel', 'bundels')} van u"
    if receipt.newly:
        words += f", {receipt.newly} daarvan nieuw bevestigd"
    if receipt.again:
        words += (
            f"; {counted(receipt.again, 'bundel is', 'bundels zijn')} daar niet meer: wat erin stond, gaat opnieuw mee"
        )
    return TakenIn(ArrivalKind.ACK, receipt.sender.card.label, "; ".join((words, *receipt.warnings)))


def _register(store: Store, data: bytes) -> TakenIn:
    read = read_keys(store, data)
    changes = ((read.joined, "vertrouwd"), (read.left, "niet meer vertrouwd"), (read.revoked, "ingetrokken"))
    told = [f"{', '.join(names)}: {word}" for names, word in changes if names]
    words = "; ".join((f"register nummer {read.number}", *told, *read.warnings))
    return TakenIn(ArrivalKind.KEYS, read.coordinator.card.label, words)


def _card(store: Store, data: bytes) -> TakenIn:
    contact = add_contact(store, data)
    return TakenIn(
        ArrivalKind.CARD, contact.card.label, "staat bij uw contacten; vergelijk nog samen het controlegetal"
    )


def _is_mailed(beginning: bytes) -> bool:
    """Tell whether a beginning is that of a bundle or card in a form that programs for mail and text give it."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.decode("utf-16", errors="ignore").encode()
    beginning = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(tuple(_SIGNS)):
        return True
    if _MAIL_LINES.match(beginning.replace(b"\r", b"")):
        return b"zorgbundel" in beginning or b".kaart" in beginning
    lines = _BASE64.match(beginning)
    written = b"".join(lines.group().split())[:64] if lines else b""
    try:
        return base64.b64decode(written[: len(written) // 4 * 4]).startswith(tuple(_SIGNS))
    except ValueError:
        return False
