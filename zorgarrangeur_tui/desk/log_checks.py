"""Checking the access log against what others saw of it, and giving others what was seen of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from storage import audit, audit_anchors
from storage.anchor_file import MAX_ANCHORS, read_anchors, write_anchors
from storage.clock import present
from storage.contacts import Contact, Trust, contacts
from storage.key_change import own_fingerprints
from storage.store import Store
from zorgarrangeur_tui.desk.refusals import ActRefused


@dataclass(frozen=True, slots=True)
class AnchorCheck:
    """How a log compares with a file of anchors.

    Attributes:
        count: how many anchors there were.
        fault: what is wrong, in Dutch; None when every anchor is in the log.
        sentence: what was checked, for when nothing is wrong.
    """

    count: int
    fault: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class MadeAnchors:
    """A file of anchors, not written yet."""

    data: bytes
    count: int


def check_anchors(store: Store, data: bytes) -> AnchorCheck:
    """Compare the log of this store with what a contact saw of it.

    Raises:
        AnchorsRefused: the bytes are no file of anchors, or were changed.
        ActRefused: it is about another log, or made by somebody whose control number was not compared.
    """
    file = read_anchors(data)
    with store.read() as session:
        own = own_fingerprints(store, session.connection())
    if file.log not in own:
        raise ActRefused("Deze ankers gaan over het logboek van iemand anders. Er is niets gecontroleerd.")
    verified = [one for one in contacts(store) if one.trust is Trust.VERIFIED and one.fingerprint == file.seen_by]
    if not verified:
        raise ActRefused(
            "Deze ankers komen niet van een contact van wie u het controlegetal hebt vergeleken. "
            "Er is niets gecontroleerd. Controleer eerst het contact."
        )
    with store.read() as session:
        fault = audit_anchors.missing(session.connection(), file.anchors)
    newest = audit_anchors.local_moment(file.anchors[-1].at)
    count = len(file.anchors)
    seen = "Het anker staat" if count == 1 else f"Alle {count} ankers staan"
    sentence = f"{seen} erin. {verified[0].card.label} zag het logboek voor het laatst op {newest}; tot daar klopt het."
    return AnchorCheck(count, fault, sentence)


def anchors_of(store: Store, contact: Contact) -> MadeAnchors:
    """Return what was seen of a contact's log, signed by the user of this store.

    Raises:
        NoAnchors: no bundle of this contact was read in.
        ClockWrong: the clock stands in another century.
    """
    with store.unit_of_work("Ankers gemaakt") as work:
        seen = audit_anchors.seen_of(work.connection, contact.fingerprint, MAX_ANCHORS)
        data = write_anchors(store.identity.signing_key, contact.fingerprint, seen, present(store.clock))
        work.note(audit.Action.EXPORT, object="anchors", details=f"anchors={len(seen)} to={contact.fingerprint}")
    return MadeAnchors(data, len(seen))
