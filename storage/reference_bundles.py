"""Reference data for everybody: an open, signed file that anyone can read and that holds nothing of a person."""

from __future__ import annotations

from storage import audit, identity
from storage.bundle_format import read_header, seal_open
from storage.bundle_series import OPEN_OUT, keep_bundle, next_open_in_series
from storage.bundle_text import BundleContent, write_content
from storage.clock import present
from storage.errors import StorageError
from storage.leaving import Leaving, leaving
from storage.migrations import SCHEMA
from storage.models.codes import Role
from storage.profiles import Profile
from storage.store import Store

REFERENCE = "reference"
PURPOSE = "Naslag voor de regio"


class OnlyCoordinator(StorageError):
    """Somebody else than a coordinator wants to give out reference data."""

    sentence = (
        "Alleen een coördinator geeft naslag uit. Er is niets gemaakt. Vraag uw coördinator om een bestand, of lees een lijst "
        "zelf in bij Naslag."
    )


class NoReference(StorageError):
    """There is no reference data yet."""

    sentence = "Er is nog geen naslag om uit te geven. Er is niets gemaakt. Lees eerst een lijst in bij Naslag."


def plan_reference(store: Store) -> Leaving:
    """Return the records, and their fields, that stand in a file of reference data.

    Raises:
        OnlyCoordinator, NoReference: there is nothing to give out.
    """
    if store.identity.role != Role.COORDINATOR:
        raise OnlyCoordinator
    with store.read() as session:
        found = leaving(session.connection(), Profile.REFERENCE)
    if not found.ops:
        raise NoReference
    return found


def export_reference(store: Store) -> bytes:
    """Return an open file with all reference data, and keep that it was made.

    It tells neither the name of its maker nor what else that store holds: a reader knows the sender by the card.

    Raises:
        OnlyCoordinator, NoReference: nothing was made.
        BundleNotMade: when there is more than one file may hold.
        ClockWrong: when the clock stands in another century.
    """
    found = plan_reference(store)
    own = store.identity.card.fingerprint
    content = BundleContent(
        profile=Profile.REFERENCE,
        purpose=PURPOSE,
        sender_label="",
        device=store.identity.device,
        vector={},
        audit_head="",
        purged=(),
        ops=found.ops,
    )
    with store.unit_of_work("Naslag uitgegeven") as work:
        identity.check_present(work.connection, store.identity)
        sequence, previous = next_open_in_series(work.connection, own)
        data = seal_open(
            store.identity.signing_key,
            write_content(content),
            kind=REFERENCE,
            sequence=sequence,
            previous=previous,
            created=present(store.clock),
            schema=SCHEMA,
        )
        header = read_header(data)
        keep_bundle(work, OPEN_OUT, own, sequence, header, content)
        work.note(
            audit.Action.EXPORT,
            object="bundle",
            subject=header.bundle_id,
            reason=PURPOSE,
            details=f"profile={Profile.REFERENCE} kind={REFERENCE} operations={len(content.ops)}",
        )
    return data
