"""Files for many people at once: receipts for all who wait for one, and what a coordinator gives to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from storage.clock import local_date
from storage.contacts import Contact, Trust
from storage.errors import StorageError
from storage.receipts import write_receipt
from storage.reference_bundles import export_reference
from storage.register_making import MOST_RECIPIENTS, keys_bundle
from storage.store import Store
from zorgarrangeur_tui.desk.exchange_overview import Standing
from zorgarrangeur_tui.desk.files import write_new

_FINGERPRINT_SHOWN = 8


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was made, or was not.

    Attributes:
        name: of the file; it names nobody, since sticks get lost.
        recipients: who can open it; empty for a file that everybody may read.
        problem: why it was not made, or "".
    """

    name: str
    recipients: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file to make: what its name begins with and ends on, for whom it is, and what makes its content."""

    beginning: str
    ending: str
    recipients: tuple[str, ...]
    make: Callable[[], bytes]


def waiting_for_receipt(standings: Iterable[Standing]) -> list[Contact]:
    """Return the people to whom a receipt is worth sending: something came in since, or something is missing."""
    return [
        one.contact
        for one in standings
        if one.contact.trust is Trust.VERIFIED and (one.series.waits_for_receipt or one.series.gaps)
    ]


def verified(standings: Iterable[Standing]) -> list[Contact]:
    """Return the people to whom anything may be sent at all."""
    return [one.contact for one in standings if one.contact.trust is Trust.VERIFIED]


def send_receipts(store: Store, contacts: Sequence[Contact], folder: Path) -> list[SentFile]:
    """Make a receipt for each of these people, a file each, in a folder. Nothing that is there is written over."""
    return _made(
        store,
        folder,
        [_Wanted("ontvangst", _short(one), (one.card.label,), partial(write_receipt, store, one)) for one in contacts],
    )


def send_register(store: Store, contacts: Sequence[Contact], folder: Path) -> list[SentFile]:
    """Make the coordinator's register for these people, in as few files as can hold them all."""
    parts = [contacts[start : start + MOST_RECIPIENTS] for start in range(0, len(contacts), MOST_RECIPIENTS)]
    return _made(
        store,
        folder,
        [
            _Wanted(
                "register", str(number), tuple(one.card.label for one in part), partial(keys_bundle, store, list(part))
            )
            for number, part in enumerate(parts, start=1)
        ],
    )


def send_reference(store: Store, folder: Path) -> list[SentFile]:
    """Make one file with the coordinator's reference data, that everybody may read."""
    return _made(store, folder, [_Wanted("naslag", "open", (), partial(export_reference, store))])


def sent_lines(files: Sequence[SentFile], folder: Path) -> list[str]:
    """Return in Dutch which files were made for whom, and which were not."""
    made = [one for one in files if not one.problem]
    lines = [f"{_for_whom(one)}: {one.name}" for one in made]
    if made:
        lines = [
            f"In {folder} staat nu, voor wie:",
            *lines,
            _give_words(made),
        ]
    return lines + [f"! {_for_whom(one)}: {one.problem}" for one in files if one.problem]


def _give_words(made: Sequence[SentFile]) -> str:
    """Return what to do with the files now."""
    if not any(one.recipients for one in made):
        return "Geef het bestand aan wie het nodig heeft. Iedereen kan het lezen."
    if len(made) == 1 and len(made[0].recipients) > 1:
        return "Geef dit ene bestand aan allemaal. Alleen zij kunnen het openen."
    return "Geef ieder het eigen bestand. Alleen de ontvanger kan het openen."


def _made(store: Store, folder: Path, wanted: Iterable[_Wanted]) -> list[SentFile]:
    """Make files one by one; one that cannot be made does not stop the others."""
    today = local_date(store.clock).isoformat()
    found = []
    for one in wanted:
        path = _free_path(folder, f"{one.beginning}-{today}-{one.ending}")
        try:
            write_new(path, one.make)
        except StorageError as refusal:
            found.append(SentFile(path.name, one.recipients, str(refusal)))
        else:
            found.append(SentFile(path.name, one.recipients))
    return found


def _free_path(folder: Path, name: str) -> Path:
    """Return a path at which there is nothing yet."""
    for number in count(1):
        path = folder / (f"{name}.zorgbundel" if number == 1 else f"{name}-{number}.zorgbundel")
        if not path.exists():
            return path
    raise AssertionError("counting does not end")


def _short(contact: Contact) -> str:
    return contact.fingerprint[:_FINGERPRINT_SHOWN]


def _for_whom(one: SentFile) -> str:
    return ", ".join(one.recipients) or "iedereen"
