"""Which children of a hand-over stay at home because of their consents, and in words why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from storage.clock import local_date
from storage.contacts import Contact
from storage.history import in_parts
from storage.models import PUPIL_PARTS, RECORD_TYPES, Consent, FamilyView, Pupil, Record
from storage.models.casework_codes import DataCategory
from storage.models.codes import Role
from storage.store import Store
from storage.unit_of_work import AnyRecord
from zorgarrangeur_tui.desk.consents import ages_of, consent_value
from zorgarrangeur_tui.desk.received import Received, received
from zorgarrangeur_tui.domain import consent_rules
from zorgarrangeur_tui.domain.ages import AgeRange
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.consent_rules import ConsentState, may_share, standing
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.words import word

_OWN_CATEGORIES: dict[str, tuple[DataCategory, ...]] = {
    "family_view": (DataCategory.FAMILY, DataCategory.FREE_TEXT),
    "exemption": (DataCategory.ATTENDANCE,),
    "out_of_school": (DataCategory.ATTENDANCE,),
    "reduced_time": (DataCategory.ATTENDANCE,),
    "emb_check": (DataCategory.DIAGNOSIS,),
}
"""Record types of a child that stay at home on their own, while the rest of the child may go."""

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Stay:
    """A child that stays at home, and why. `received` tells who got it before and must hear of it."""

    pupil_id: str
    pseudonym: str
    reason: str
    received: tuple[Received, ...]


@dataclass(frozen=True, slots=True)
class Sharing:
    """What of some cases may not go to some recipients.

    Attributes:
        stays: the children who stay at home.
        parts: records that stay at home while their child goes, as (record type, id).
        without_consent: pseudonyms of children who go while no consent is recorded.
    """

    stays: tuple[Stay, ...]
    parts: tuple[tuple[str, str], ...]
    without_consent: tuple[str, ...]

    @property
    def withheld(self) -> frozenset[str]:
        """The ids of what stays behind, for `storage.exchange`."""
        return frozenset({*(stay.pupil_id for stay in self.stays), *(record_id for _, record_id in self.parts)})


def plan_sharing(store: Store, recipients: Sequence[Contact], case_ids: Collection[str] | None = None) -> Sharing:
    """Return what must stay at home in a hand-over of cases (None: all) to these people today.

    A bundle is one and the same for all who get it, so a child goes only where its consents allow every recipient. A child
    without any consent on record goes, and is told of: the user decides. What its family told never goes without one.
    """
    today = local_date(store.clock)
    pupils = _records(store, Pupil, "case_id", case_ids)
    ids = [pupil.id for pupil in pupils]
    consents = _by_pupil(_records(store, Consent, "pupil_id", ids))
    parts = {kind: _by_pupil(_records(store, RECORD_TYPES[kind], "pupil_id", ids)) for kind in PUPIL_PARTS}
    stays, staying, without = [], [], []
    for pupil in pupils:
        # The consents of a child that was taken away went with it, and still say what may not leave.
        given = [consent_value(one) for one in consents.get(pupil.id, ()) if pupil.deleted or not one.deleted]
        own = [(kind, record) for kind in PUPIL_PARTS for record in parts[kind].get(pupil.id, ())]
        ages = ages_of(pupil, today)

        def why_not(category: DataCategory, given: list[consent_rules.Consent] = given, ages: AgeRange = ages) -> str:
            reasons = (_why_not(given, category, contact, today, ages) for contact in recipients)
            return next(filter(None, reasons), "")

        if given:
            reason = next(filter(None, map(why_not, _needed(pupil, own))), "")
            if reason:
                stays.append(Stay(pupil.id, pupil.pseudonym, reason, tuple(received(store, pupil.id))))
                continue
        elif not pupil.deleted:
            without.append(pupil.pseudonym)
        staying += [(kind, record.id) for kind, record in own if _stays_alone(kind, record, bool(given), why_not)]
    return Sharing(tuple(stays), tuple(staying), tuple(sorted(without)))


def sharing_lines(sharing: Sharing) -> list[str]:
    """Return what stays at home and why, and what the user must know before a bundle is made."""
    lines = []
    for reason in dict.fromkeys(stay.reason for stay in sharing.stays):
        staying = [stay.pseudonym for stay in sharing.stays if stay.reason == reason]
        lines.append(f"! {_children(len(staying))} thuis ({_some(staying)}): {reason}.")
    lines += [
        f"! {stay.pseudonym} ging eerder mee naar {one.words}. Meld daar dat de toestemming niet meer geldt."
        for stay in sharing.stays
        for one in stay.received
    ]
    for kind in dict.fromkeys(kind for kind, _ in sharing.parts):
        count = sum(one == kind for one, _ in sharing.parts)
        words = RECORD_WORDS[kind]
        stays = f"{count} {words.singular} blijft" if count == 1 else f"{count} {words.plural} blijven"
        lines.append(f"{stays} thuis: daarvoor is geen toestemming.")
    if names := sharing.without_consent:
        go = "1 leerling die meegaat" if len(names) == 1 else f"{len(names)} leerlingen die meegaan"
        lines.append(
            f"! Van {go} is geen toestemming vastgelegd ({_some(names)}). "
            "Ga alleen verder als die er is, en leg haar vast bij de casus."
        )
    return lines


def _children(count: int) -> str:
    return "1 leerling blijft" if count == 1 else f"{count} leerlingen blijven"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" en nog {more}" if more > 0 else "")


def _needed(pupil: Pupil, own: Iterable[tuple[str, Record]]) -> list[DataCategory]:
    """Return what a consent must name before a child may go: only what is recorded of it can leave."""
    noted = [pupil.note, *(getattr(record, "note", "") for kind, record in own if kind not in _OWN_CATEGORIES)]
    needed = [DataCategory.NEED_LINES]
    needed += [DataCategory.NAME] if pupil.name else []
    return needed + ([DataCategory.FREE_TEXT] if any(text.strip() for text in noted) else [])


def _stays_alone(kind: str, record: Record, given: bool, why_not: Callable[[DataCategory], str]) -> bool:
    """Tell whether a record stays at home while its child goes.

    What a family told goes only with a consent that names it, and never when there is something in it that they do not want
    shared: the app cannot tell which of their words that is about.
    """
    if isinstance(record, FamilyView) and (not given or record.do_not_share.strip()):
        return True
    return given and any(why_not(category) for category in _OWN_CATEGORIES.get(kind, ()))


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
