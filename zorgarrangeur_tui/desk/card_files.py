"""Files about people: their contact cards and their new keys, and the register that a coordinator gives out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from storage.backups import make_backup
from storage.contact_card import MAX_CARD_BYTES
from storage.contacts import Contact, Trust, add_contact, contacts, namesakes
from storage.errors import StorageError
from storage.key_change import follow_key_changes, key_change_file, take_new_keys
from storage.key_change_format import MAX_KEY_CHANGE_BYTES, is_key_change
from storage.register_making import MOST_RECIPIENTS, keys_bundle
from storage.store import Store
from zorgarrangeur_tui.desk.files import new_file, write_new

MAX_FILE_OF_PERSON = max(MAX_CARD_BYTES, MAX_KEY_CHANGE_BYTES)


@dataclass(frozen=True, slots=True)
class PersonRead:
    """A card or new keys that were read in.

    Attributes:
        contact: the person as they are known now.
        words: what happened, in Dutch, with what to do.
    """

    contact: Contact
    words: str


def read_person(store: Store, data: bytes) -> PersonRead:
    """Read in a contact card, or the new keys of a contact: the file itself tells which.

    Raises:
        BundleRefused: a subclass for each reason; nothing was changed.
    """
    if is_key_change(data):
        contact = follow_key_changes(store, data)
        name = contact.card.label
        if contact.trust is Trust.VERIFIED:
            words = f"{name} heeft nieuwe sleutels. De oude bevestigen de nieuwe: u hoeft niet opnieuw te vergelijken."
        else:
            words = f"{name} heeft nieuwe sleutels. Het controlegetal is nog niet vergeleken: doe dat nu samen."
        return PersonRead(contact, words)
    contact = add_contact(store, data)
    name = contact.card.label
    if namesakes(contact, contacts(store)) and contact.trust is Trust.SEEN:
        words = (
            f"Let op: dit is een andere kaart van {name} dan u al had, met andere sleutels. Vergelijk samen het controlegetal "
            "en vraag waarom er twee kaarten zijn."
        )
    elif contact.trust is Trust.SEEN:
        words = f"{name} staat bij uw contacten. Vergelijk nu samen het controlegetal."
    else:
        words = f"{name} staat bij uw contacten: {contact.verified_how}."
    return PersonRead(contact, words)


_NO_FILE = (
    "U hebt nieuwe sleutels, maar {} kon niet geschreven worden. Neem niet nog eens nieuwe sleutels: maak het bestand met "
    "Sleutelwissel opnieuw en geef het aan al uw contacten. Tot zij het inlezen, weigeren zij uw nieuwe bundels."
)


def new_keys_to_file(store: Store, path: Path) -> str:
    """Take new keys, write the file that tells contacts, and make a backup; return what to tell the user.

    The keys are taken only where the file can be made. What goes wrong once they are new is told in what is returned.

    Raises:
        ActRefused, StorageError: nothing was changed.
    """
    told = (
        f"U hebt nieuwe sleutels. Geef {path} aan al uw contacten: tot zij het inlezen, weigeren zij uw nieuwe bundels."
    )
    with new_file(path) as write:
        take_new_keys(store)
        try:
            write(key_change_file(store))
        except StorageError:
            told = _NO_FILE.format(path.name)
    try:
        make_backup(store)
    except StorageError:
        told += " Een reservekopie maken lukte niet. Doe dat alsnog bij Beveiliging: in oudere kopieën staan alleen uw oude sleutels."
    return told


def write_register_files(store: Store, recipients: Sequence[Contact], path: Path) -> list[Path]:
    """Write the coordinator's register for some people, and return the files: one per 31 people.

    Raises:
        ActRefused, StorageError: the files before it are whole and may be given away.
    """
    made = []
    for number, group in enumerate(batched_contacts(recipients), start=1):
        place = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        write_new(place, partial(keys_bundle, store, group))
        made.append(place)
    return made


def batched_contacts(recipients: Sequence[Contact]) -> list[list[Contact]]:
    """Return people in groups that fit in one bundle."""
    return [list(recipients[start : start + MOST_RECIPIENTS]) for start in range(0, len(recipients), MOST_RECIPIENTS)]
