"""How old keys are: whoever copied one can read along until there are new ones."""

from __future__ import annotations

from datetime import date, timedelta

from storage.clock import local_date
from storage.contact_card import ContactCard
from storage.contacts import Trust, contacts
from storage.doctor_findings import Finding
from storage.register import shown_registers
from storage.register_making import RENEW_AFTER
from storage.store import Store
from zorgarrangeur_tui.desk.reference import threshold
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.thresholds import KEY_AGE_WEEKS
from zorgarrangeur_tui.keys.act_text import ActText

_HAND_OUT_AGAIN = ActText(
    "",
    "Geef het opnieuw uit: {screens.contact_trust_acts.ShowRegister} bij Uitwisseling.",
    without="Geef het opnieuw uit, bij Uitwisseling.",
)

_TAKE_NEW, _ROTATE = "screens.contact_trust_acts.TakeNewKeys", "zorgarrangeur card rotate"
_MAKE_NEW = (
    f"Maak nieuwe sleutels (bij Uitwisseling met {{{_TAKE_NEW}}}) en geef uw contacten het bestand dat u dan krijgt."
)
_MAKE_NEW_WITHOUT_KEYS = "Maak nieuwe sleutels en geef uw contacten het bestand dat u dan krijgt."
OLD_KEYS = "oude sleutels"
"""What lists say of a contact whose keys are old."""


def fresh_since(store: Store) -> date:
    """Return the first day from which keys are not old today."""
    today = local_date(store.clock)
    return today - timedelta(weeks=threshold(store, KEY_AGE_WEEKS, today))


def are_old(card: ContactCard, since: date) -> bool:
    """Tell whether the keys on a card are older than `fresh_since` allows."""
    return card.valid_from < since


def own_key_lines(store: Store) -> list[str]:
    """Return since when the user has the present keys, and what to do when they are old."""
    card = store.identity.card
    lines: list[str] = [f"Uw sleutels zijn van {dutch_date_short(card.valid_from)}."]
    if are_old(card, fresh_since(store)):
        weeks = (local_date(store.clock) - card.valid_from).days // 7
        lines.append(ActText(f"! Dat is {weeks} weken geleden.", _MAKE_NEW, without=_MAKE_NEW_WITHOUT_KEYS))
    return lines


def key_findings(store: Store) -> list[Finding]:
    """Return what the check-up has to say of keys and registers."""
    since, today, found = fresh_since(store), local_date(store.clock), []
    own = store.identity.card
    if are_old(own, since):
        wrong = f"U gebruikt sinds {dutch_date_short(own.valid_from)} dezelfde sleutels om te ondertekenen en te versleutelen."
        advice = ActText(
            "", f"Maak nieuwe: {{{_TAKE_NEW}}} bij Uitwisseling, of `{_ROTATE}`.", without=f"Maak nieuwe: `{_ROTATE}`."
        )
        found.append(Finding("old_keys", False, wrong, advice))
    old = [one for one in contacts(store) if one.trust is Trust.VERIFIED and are_old(one.card, since)]
    if old:
        wrong = f"{counted(len(old), 'contact gebruikt', 'contacten gebruiken')} al lang dezelfde sleutels."
        found.append(Finding("old_contact_keys", False, wrong, "Vraag hun om nieuwe sleutels te maken."))
    for held in shown_registers(store):
        if held.own and today - held.register.text.made >= RENEW_AFTER:
            wrong = f"Uw register is van {dutch_date_short(held.register.text.made)}."
            found.append(Finding("old_register", False, wrong, _HAND_OUT_AGAIN))
        elif held.expired and held.counts:
            wrong = f"Het register van {held.label} is verlopen op {dutch_date_short(held.register.text.expires)}."
            found.append(Finding("register_expired", False, wrong, "Vraag om een nieuw register."))
    return found
