"""A bundle as the user wants it: what may go along is worked out once, shown, and then made just so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from storage.clock import local_date
from storage.contacts import Contact
from storage.handing_over import BasisMissing, ChangedSinceShown, Outgoing, export_bundle, plan_export, usual_kind
from storage.known_to_peer import sent_records
from storage.models.casework_codes import LegalBasis
from storage.profiles import Profile, travels
from storage.store import Store
from zorgarrangeur_tui.desk.sharing import Sharing, plan_sharing

PROFILE_WORDS = {
    Profile.SCHOOL: "School: niets over leerlingen",
    Profile.PSEUDONYMOUS: "Met schuilnaam: behoeften en titels, geen namen",
    Profile.FULL: "Volledig: ook namen en vrije tekst, voor wie dat mag",
    Profile.REFERENCE: "Naslag, voor iedereen te lezen",
}
"""How much of a case travels, as a choice."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A bundle that a user wants.

    Attributes:
        recipients: verified contacts.
        purpose: what they need it for.
        profile: how much of a case goes.
        kind: full or delta; "" for what suits the recipient.
        case_ids: the cases; None for all.
        basis: a `LegalBasis` value: on which ground children are shared.
        unshared: cases that the recipients had and that the user no longer shares with them.
    """

    recipients: Sequence[Contact]
    purpose: str
    profile: Profile = Profile.SCHOOL
    kind: str = ""
    case_ids: frozenset[str] | None = None
    basis: str = ""
    unshared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What such a bundle would hold, what stays at home, and whether it is whole or only what is new.

    `revision` is that of the store at which this was worked out, or before; consents are those of `day`.
    """

    wish: Wish
    sharing: Sharing
    outgoing: Outgoing
    revision: int
    day: date


def with_children(profile: Profile) -> bool:
    """Tell whether children go along in a profile, so that cases and a ground must be chosen."""
    return travels(profile, "pupil")


def prepare(store: Store, wish: Wish) -> Prepared:
    """Return what a bundle would hold, before it is made.

    Raises:
        BasisMissing, NothingToExport, NothingNew, RecallNeedsOwnBundle: with what to do.
    """
    if wish.profile is Profile.PSEUDONYMOUS and wish.basis not in list(LegalBasis):
        raise BasisMissing
    revision, day = store.revision(), local_date(store.clock)
    sharing = plan_sharing(
        store,
        wish.recipients,
        wish.case_ids,
        profile=wish.profile,
        basis=wish.basis,
        unshared=wish.unshared,
    )
    outgoing = plan_export(
        store,
        wish.case_ids,
        withheld=sharing.withheld,
        profile=wish.profile,
        kind=wish.kind or usual_kind(store, wish.recipients),
        recipients=wish.recipients,
    )
    return Prepared(wish, sharing, outgoing, revision, day)


def make(store: Store, prepared: Prepared) -> bytes:
    """Return the sealed bundle, with just what was shown.

    Raises:
        ChangedSinceShown: something else would go by now, such as a child that came to a case, or whose consent ended.
        StorageError: as `export_bundle` does; nothing was made.
    """
    wish, now = prepared.wish, prepared
    if (store.revision(), local_date(store.clock)) != (prepared.revision, prepared.day):
        now = prepare(store, wish)
        if (now.sharing, now.outgoing) != (prepared.sharing, prepared.outgoing):
            raise ChangedSinceShown
    return export_bundle(
        store,
        wish.recipients,
        purpose=wish.purpose,
        case_ids=wish.case_ids,
        withheld=prepared.sharing.withheld,
        profile=wish.profile,
        kind=prepared.outgoing.kind,
        basis=wish.basis,
        shown_at=now.revision,
    )


def cases_there(store: Store, recipients: Collection[Contact]) -> frozenset[str]:
    """Return the cases of which all of these people were sent something."""
    with store.read() as session:
        there = [set(sent_records(session.connection(), one.fingerprint, "case")) for one in recipients]
    return frozenset(set.intersection(*there)) if there else frozenset()
