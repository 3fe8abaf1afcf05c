"""Figures for others in an open, signed file: made in the transaction that keeps it, and looked at without taking anything in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from storage import audit, identity
from storage.bundle_door import Delivery, OwnBundle, opened_bundle
from storage.bundle_errors import NotFigures
from storage.bundle_format import BundleHeader, read_header, seal_open, unseal
from storage.bundle_series import OPEN_IN, OPEN_OUT, STATISTICS, is_kept, keep_bundle, next_open_in_series
from storage.clock import present
from storage.contacts import Contact, Trust
from storage.errors import StorageError
from storage.figures_text import FiguresText, read_figures, write_figures
from storage.migrations import SCHEMA
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_ACT = "Cijfers bekeken"


class SeriesWentOn(StorageError):
    """Another open file was made meanwhile, under the same number."""

    sentence = "Intussen is er een ander open bestand gemaakt. Er is niets gemaakt. Begin opnieuw."


@dataclass(frozen=True, slots=True)
class SealedFigures:
    """Figures that were signed under the next number of the series, and are not kept yet."""

    data: bytes
    header: BundleHeader
    sequence: int


@dataclass(frozen=True, slots=True)
class ArrivedFigures:
    """Figures that came through the door.

    Attributes:
        sender: who published them; verified, in person or by a register.
        header: of the bundle.
        sequence: its number in the sender's series of open bundles.
        figures: what they say.
        warnings: what must be told of the sender, in Dutch.
    """

    sender: Contact
    header: BundleHeader
    sequence: int
    figures: FiguresText
    warnings: tuple[str, ...] = ()


def seal_figures(store: Store, figures: FiguresText) -> SealedFigures:
    """Return figures as an open file, signed. It does not count as made until `keep_sealed`.

    Raises:
        ClockWrong: when the clock stands in another century.
        ValueError: the figures are not in the form that travels.
    """
    with store.read() as session:
        identity.check_present(session.connection(), store.identity)
        sequence, previous = next_open_in_series(session.connection(), store.identity.card.fingerprint)
    data = seal_open(
        store.identity.signing_key,
        write_figures(figures),
        kind=STATISTICS,
        sequence=sequence,
        previous=previous,
        created=present(store.clock),
        schema=SCHEMA,
    )
    return SealedFigures(data, read_header(data), sequence)


def keep_sealed(work: UnitOfWork, own: str, sealed: SealedFigures) -> None:
    """Keep that figures left, in the transaction in which the log tells of them.

    Raises:
        SeriesWentOn: the number was given away since.
    """
    if next_open_in_series(work.connection, own)[0] != sealed.sequence:
        raise SeriesWentOn
    keep_bundle(work, OPEN_OUT, own, sealed.sequence, sealed.header)


def look_at_figures(store: Store, data: bytes) -> ArrivedFigures:
    """Verify a file of figures and return what it says. It is logged and kept that it came; nothing of it enters a record.

    Raises:
        BundleRefused: with the reason; nothing was changed.
    """
    with store.unit_of_work(_ACT) as work:
        own = False
        try:
            delivery = opened_bundle(store, work.connection, data)
        except OwnBundle:
            own = True
            delivery = _own_figures(store, work.connection, data)
        header = delivery.opened.header
        if header.kind != STATISTICS:
            raise NotFigures
        figures = read_figures(delivery.opened.plain)
        if not own and not is_kept(work.connection, header):
            keep_bundle(work, OPEN_IN, delivery.sender.fingerprint, delivery.opened.sequence, header)
        work.note(
            audit.Action.READ,
            object="bundle",
            subject=header.bundle_id,
            details=f"kind={STATISTICS} from={delivery.sender.fingerprint} tables={len(figures.tables)}",
        )
    return ArrivedFigures(delivery.sender, header, delivery.opened.sequence, figures, delivery.warnings)


def _own_figures(store: Store, connection: Connection, data: bytes) -> Delivery:
    """Return figures that this store itself signed: whoever sends them must be able to look at what is in the file.

    Raises:
        OwnBundle: it is a bundle of another kind.
        BundleRefused: the file was changed since.
    """
    header = read_header(data)
    if header.kind != STATISTICS:
        raise OwnBundle
    signers = (store.identity, *identity.former(connection, store.identity))
    signer = next(one for one in signers if one.card.fingerprint == header.sender)
    opened = unseal(
        data,
        trusted={header.sender: signer.signing_key.public_key()},
        exchange_key=signer.exchange_key,
        follows=lambda _header, _place: False,
        open_follows=lambda _header, _place: False,
    )
    return Delivery(Contact(signer.card, Trust.VERIFIED), opened, ("Dit bestand hebt u zelf gemaakt.",))
