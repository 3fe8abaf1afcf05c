"""Trust in words: what a register holds, what reading one changed, and how a contact is told apart in a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from storage.contacts import Contact, Trust, namesakes
from storage.register import HeldRegister, RegisterRead
from zorgarrangeur_tui.desk.key_ages import OLD_KEYS, are_old
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.figure_words import counted

_SHORT = 6
"""Digits of a fingerprint that tell two cards of one name apart."""

_MOST_NAMES = 200


def contact_name(contact: Contact, known: Sequence[Contact]) -> str:
    """Return the name of a contact for a list; one of two cards with the same name with the beginning of its fingerprint."""
    if not namesakes(contact, list(known)):
        return contact.card.label
    return f"{contact.card.label} ({contact.fingerprint[:_SHORT]})"


def trust_cell(contact: Contact, fresh_since: date) -> str:
    """Return how far a contact is trusted, for a list: the key to press where something is left to do, and old keys."""
    words = "nog vergelijken: c" if contact.trust is Trust.SEEN else contact.verified_how
    return f"{words}; {OLD_KEYS}" if contact.trust is Trust.VERIFIED and are_old(contact.card, fresh_since) else words


def trust_lines(contact: Contact, known: Sequence[Contact]) -> list[str]:
    """Return what there is to say of how far a contact is trusted, when that is more than a few words."""
    lines = []
    if namesakes(contact, list(known)):
        lines.append(
            f"! Er is een andere kaart van {contact.card.label}, met andere sleutels. Weet u welke de echte is?"
        )
    if contact.trust is Trust.REVOKED:
        last = contact.last_sequence or 0
        lines.append(
            f"Ingetrokken. {f'Bundels tot en met nummer {last} tellen nog.' if last else 'Geen bundel telt nog.'}"
        )
        if contact.reason:
            lines.append(f"Reden: {contact.reason}")
    return lines


def register_lines(held: HeldRegister) -> list[str]:
    """Return what a register holds: whose, how old, whom it vouches for and which keys it withdraws."""
    text = held.register.text
    whose = "Uw eigen register" if held.own else f"Register van {held.label}"
    lines = [
        f"{whose}, nummer {text.number} van {dutch_date_short(text.made)}, geldig tot en met {dutch_date_short(text.expires)}."
    ]
    if held.expired:
        lines.append(
            "! Het is verlopen. " + ("Geef een nieuw uit." if held.own else "Het telt nog; vraag om een nieuw.")
        )
    if not held.counts:
        lines.append("! Het telt hier niet: u hebt met deze coördinator het controlegetal niet (meer) vergeleken.")
    names = sorted(card.label for card in held.register.cards.values())
    lines.append(f"{counted(len(names), 'contactkaart', 'contactkaarten')}:" if names else "Er staat niemand in.")
    lines += [f"  {name}" for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        lines.append(f"  en nog {len(names) - _MOST_NAMES}")
    if text.revoked:
        lines.append(f"Ingetrokken: {counted(len(text.revoked), 'sleutel', 'sleutels')}.")
    return lines


def register_read_lines(read: RegisterRead) -> list[str]:
    """Return what reading in a register changed."""
    lines = [f"Register van {read.coordinator.card.label}, nummer {read.number}, is ingelezen."]
    if read.joined:
        lines.append(f"U kunt nu ook bundels uitwisselen met: {', '.join(read.joined)}.")
    if read.left:
        lines.append(f"Niet meer in het register, en dus niet meer gecontroleerd: {', '.join(read.left)}.")
    if read.revoked:
        lines.append(f"Ingetrokken: {', '.join(read.revoked)}. Nieuwe bundels van hen worden geweigerd.")
    if not (read.joined or read.left or read.revoked):
        lines.append("Er verandert niets aan uw contacten.")
    return [*lines, *(f"! {warning}" for warning in read.warnings)]
