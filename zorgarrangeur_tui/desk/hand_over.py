"""Handing a case over to another arranger: what goes, what stays, the act with its bundle, and what comes after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from storage import audit, erasing, history
from storage.clock import WALL_CLOCK
from storage.contacts import Contact, Trust, contacts
from storage.erasure_scope import held_among
from storage.errors import StorageError
from storage.forgetting import forget
from storage.handing_on import Gift, gift, give, withdraw
from storage.handing_over import FULL, ChangedSinceShown, check_recipients, export_in, plan_export
from storage.known_to_peer import known_to_peer
from storage.models import CASE_PARTS, RECORD_TYPES, TYPE_NAMES, Case, Record
from storage.models.codes import Role
from storage.profiles import Profile
from storage.store import Store
from storage.text_rules import checked_text
from zorgarrangeur_tui.desk.files import new_file
from zorgarrangeur_tui.desk.record_names import people
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.desk.sharing import Sharing, plan_sharing
from zorgarrangeur_tui.domain.references import case_reference

_GOES = ("case", *CASE_PARTS)
"""The record types that go over with a case."""

_SOMEBODY = "iemand die u niet kent"


class GivenWithoutFile(StorageError):
    """A case was handed over, its bundle could not be written, and the hand-over could not be taken back."""

    sentence = (
        "De casus is overgedragen, maar de bundel kon niet geschreven worden: de schijf is vol of zit los. Maak ruimte en "
        "trek de overdracht in. Draag de casus daarna opnieuw over."
    )


@dataclass(frozen=True, slots=True)
class HandOver:
    """What handing a case over would do. Nothing has been written.

    Attributes:
        case_id: the case.
        reference: as people call it.
        contact: who gets it.
        owner: whose it is now, by name; "" when it is the user's own.
        going: the records (type, id) that become the other's.
        staying: how many records of the user in the case may not go because of consents, and stay the user's.
        others: how many records in the case are and stay somebody else's, by name.
        around: how many records go along but stay whose they are, by type: the school, providers, visits.
        sharing: what may not go because of consents.
        revision: of the store, at which this was worked out or before.
    """

    case_id: str
    reference: str
    contact: Contact
    owner: str
    going: tuple[tuple[str, str], ...]
    staying: int
    others: tuple[tuple[str, int], ...]
    around: Mapping[str, int]
    sharing: Sharing
    revision: int = field(compare=False)

    @property
    def proposed(self) -> bool:
        """Whether it is not the user's to give, so that it is a proposal to whom it belongs."""
        return bool(self.owner)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A case that the user handed over, or proposes to.

    Attributes:
        to: the name of who gets it.
        on: the day.
        arrived: whether there was a receipt.
        proposed: whether it waits for whom it belongs to.
    """

    to: str
    on: date
    arrived: bool
    proposed: bool


def receivers(store: Store) -> list[Contact]:
    """Return to whom a case can be handed over: arrangers and coordinators whose control number was compared."""
    return [contact for contact in contacts(store) if contact.trust is Trust.VERIFIED]


def require_may_give(store: Store, case: Case) -> bool:
    """Tell whether handing a case over is a proposal to whom it belongs; False when it is the user's own to give.

    Raises:
        ActRefused: it was handed over already, or belongs to another and the user is no coordinator.
    """
    if handed_over(store, case.id) is not None:
        raise ActRefused("Deze casus is al overgedragen. Er is niets gewijzigd.")
    proposed = case.owner not in {"", store.identity.card.fingerprint}
    if proposed and store.identity.actor.role != Role.COORDINATOR:
        raise ActRefused(
            "Deze casus is niet van u. Er is niets gewijzigd. De eigenaar draagt een casus over; is die er niet, dan kan de "
            "coördinator het voorstellen."
        )
    return proposed


def plan_hand_over(store: Store, case_id: str, contact: Contact) -> HandOver:
    """Return what handing a case over to somebody would do.

    Raises:
        RecordMissing: the case is not there (any more).
        ActRefused: it is this person's already, or was handed over, or belongs to another and the user is no coordinator.
        NothingToExport: nothing of it may go.
    """
    revision = store.revision()
    case = store.get(Case, case_id)
    own = store.identity.card.fingerprint
    if case.owner == contact.fingerprint:
        raise ActRefused("Deze casus is al van wie u koos. Er is niets gewijzigd. Kies iemand anders.")
    proposed = require_may_give(store, case)
    sharing = plan_sharing(store, [contact], [case_id])
    outgoing = plan_export(store, [case_id], withheld=sharing.withheld, recipients=[contact])
    travels = {(kind, one) for kind in _GOES for one in outgoing.records.get(kind, ())}
    given = {case.owner, "" if proposed else own}
    with store.read() as session:
        inside = _inside(session, case_id)
    names = people(store)
    others = Counter(names.get(one.owner, _SOMEBODY) for one in inside if one.owner not in {*given, own, ""})
    return HandOver(
        case_id=case_id,
        reference=case_reference(case_id),
        contact=contact,
        owner=names.get(case.owner, _SOMEBODY) if proposed else "",
        going=tuple(sorted(_key(one) for one in inside if one.owner in given and _key(one) in travels)),
        staying=sum(one.owner in given and not one.deleted and _key(one) not in travels for one in inside),
        others=tuple(sorted(others.items())),
        around={kind: len(ids) for kind, ids in outgoing.records.items() if ids and kind not in _GOES},
        sharing=sharing,
        revision=revision,
    )


def hand_over(store: Store, plan: HandOver, *, purpose: str) -> bytes:
    """Give a case to another and return the bundle that brings it, as one act. When no bundle can be made, nothing was given.

    Raises:
        PurposeMissing, RecipientNotVerified, BundleNotMade: nothing was changed.
        ChangedSinceShown: something else would go than the plan says; nothing was changed.
        ActRefused, NothingToExport, RecordMissing: as in `plan_hand_over`.
    """
    check_recipients([plan.contact], purpose)
    now = plan_hand_over(store, plan.case_id, plan.contact)
    if now != plan:
        raise ChangedSinceShown
    act = f"Casus {now.reference} " + ("voorgedragen voor overdracht" if now.proposed else "overgedragen")
    with store.unit_of_work(act) as work:
        give(work, now.going, now.contact.fingerprint)
        return export_in(
            work,
            store,
            [now.contact],
            purpose=purpose,
            case_ids=[now.case_id],
            withheld=now.sharing.withheld,
            profile=Profile.FULL,
            kind=FULL,
            shown_at=now.revision,
        )


def hand_over_in(store: Store, plan: HandOver, path: Path, *, purpose: str) -> None:
    """Give a case to another and write the bundle in a new file. When there is no file, nothing was given.

    Raises:
        StorageError: as in `hand_over` and `desk.files.new_file`.
        GivenWithoutFile: there is no file, and the hand-over could not be taken back either.
    """
    with new_file(path) as write:
        data = hand_over(store, plan, purpose=purpose)
        try:
            write(data)
        except StorageError:
            try:
                withdraw_hand_over(store, plan.case_id)
            except StorageError as failed:  # the same full disk may hold the store
                raise GivenWithoutFile from failed
            raise


def handed_over(store: Store, case_id: str) -> HandedOver | None:
    """Return to whom this user gave a case, or proposes to; None when that is not so (any more)."""
    with store.read() as session:
        given = gift(session.connection(), case_id)
    if given is None:
        return None
    to = people(store).get(given.to, _SOMEBODY)
    return HandedOver(to, given.at.astimezone(WALL_CLOCK).date(), given.arrived, given.proposed)


def withdraw_hand_over(store: Store, case_id: str) -> int:
    """Take a hand-over back of which the other has nothing, and return how many records are the user's again.

    The bundle that was made must not be given any more.

    Raises:
        ActRefused: the case was not handed over.
        ArrivedThere: the other has it.
    """
    with store.unit_of_work("Overdracht ingetrokken") as work:
        given = gift(work.connection, case_id)
        if given is None:
            raise ActRefused("Deze casus is niet overgedragen. Er is niets gewijzigd.")
        count = withdraw(work, given)
    erasing.finish(store)
    return count


def keep_copy(store: Store, case_id: str, reason: str) -> None:
    """Write down why the user keeps a copy of a case that is another's now.

    Raises:
        ActRefused: without a reason.
    """
    require({} if reason.strip() else {"reason": "Schrijf op waarom u een exemplaar houdt. Er is niets gewijzigd."})
    with store.unit_of_work("Exemplaar gehouden na overdracht") as work:
        work.note(audit.Action.DECIDE, object="case", subject=case_id, reason=checked_text(reason.strip()))


def forget_copy(store: Store, case_id: str, *, lacking: Collection[tuple[str, str]] | None = None) -> int:
    """Take the user's copy of a case out of the store, after the receipt of the new owner; return how many records went.

    It is not erased elsewhere, and may come back in a later bundle. This cannot be undone.

    Args:
        store: an opened store.
        case_id: the case.
        lacking: what the user was told that the new owner lacks (`only_here`).

    Raises:
        ActRefused: there was no receipt yet, something in the case is still the user's own, or the new owner lacks other things
            than the user was told.
        OnHold: something in it must be kept.
    """
    if lacking is not None and only_here(store, case_id) != set(lacking):
        raise ActRefused(
            "Intussen is in deze casus iets veranderd. Er is niets vergeten. Kijk opnieuw wat er verloren gaat."
        )
    with store.unit_of_work("Exemplaar vergeten na overdracht") as work:
        given, inside = _to_forget(work.session, case_id, store.identity.card.fingerprint)
        records = sorted(map(_key, inside))
        others = work.note_children(audit.Action.ERASE, records, reason=work.act, details=f"to={given.to}")
        if ("case", case_id) in others:
            work.note(audit.Action.ERASE, object="case", subject=case_id, reason=work.act, details=f"to={given.to}")
        forget(work, [one for _, one in records])
    erasing.finish(store)
    return len(records)


def require_may_forget(store: Store, case_id: str) -> None:
    """Refuse to forget a copy that must stay, before anything is asked.

    Raises:
        ActRefused, OnHold: as in `forget_copy`.
    """
    with store.read() as session:
        _to_forget(session, case_id, store.identity.card.fingerprint)


def _to_forget(session: Session, case_id: str, own: str) -> tuple[Gift, list[Record]]:
    """Return how a case was given and all that is in it, when the copy of it may go."""
    given = gift(session.connection(), case_id)
    if given is None or given.proposed or not given.arrived:
        raise ActRefused(
            "De nieuwe eigenaar heeft de ontvangst nog niet bevestigd. Er is niets gewijzigd. Lees eerst het "
            "ontvangstbewijs in."
        )
    inside = _inside(session, case_id)
    if held_among(session.connection(), {one.id for one in inside}):
        raise erasing.OnHold
    mine = sum(one.owner == own and not one.deleted for one in inside)
    if mine:
        raise ActRefused(
            f"In deze casus zijn {mine} gegevens van u gebleven. Er is niets gewijzigd. Haal die eerst weg, of houd uw "
            "exemplaar."
        )
    return given, inside


def only_here(store: Store, case_id: str) -> set[tuple[str, str]]:
    """Return the fields, as (record type, field), of a case that was handed over, of which the other lacks what stands here.

    That is what consent kept at home, and what was written since and not sent.
    """
    with store.read() as session:
        connection = session.connection()
        given = gift(connection, case_id)
        if given is None:
            return set()
        there = known_to_peer(connection, given.to)
        records = {one.id: _key(one)[0] for one in _inside(session, case_id) if not one.deleted}
        lacking = [one for one in history.heads(connection, records) if one.id not in there]
        return {(records[one.record_id], one.field) for one in lacking if one.value not in (None, '""', "null", "[]")}


def _inside(session: Session, case_id: str) -> list[Record]:
    """Return a case and all that belongs to it, also what was taken away."""
    found: list[Record] = [session.get_one(Case, case_id)]
    for kind in CASE_PARTS:
        model = RECORD_TYPES[kind]
        found += session.exec(select(model).where(getattr(model, "case_id") == case_id)).all()  # noqa: B009 - a column of some types
    return found


def _key(record: Record) -> tuple[str, str]:
    return TYPE_NAMES[type(record)], record.id
