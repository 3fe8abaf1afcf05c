"""What stays at home in a hand-over, and why, in words: for screen and command line alike."""

from __future__ import annotations

from collections.abc import Sequence

from storage.profiles import DataKind
from zorgarrangeur_tui.desk.sharing import Sharing
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS

KIND_WORDS = {
    DataKind.NAME: "de naam, de geboortemaand en de groep",
    DataKind.FREE_TEXT: "de notities en andere vrije tekst",
    DataKind.FAMILY: "wat het gezin vertelde",
    DataKind.DIAGNOSIS: "de diagnose",
    DataKind.ATTENDANCE: "het verzuim",
}
"""Kinds of data of a child, as something that stays at home."""

_MOST_NAMES = 3


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
    for kind, reason in dict.fromkeys((one.kind, one.reason) for one in sharing.kept):
        of = [one.pseudonym for one in sharing.kept if (one.kind, one.reason) == (kind, reason)]
        lines.append(f"Van {_some(of)} gaat niet mee: {KIND_WORDS[kind]}. Reden: {reason}.")
    for record_type in dict.fromkeys(record_type for record_type, _ in sharing.parts):
        count = sum(one == record_type for one, _ in sharing.parts)
        words = RECORD_WORDS[record_type]
        stays = f"{count} {words.singular} blijft" if count == 1 else f"{count} {words.plural} blijven"
        lines.append(f"{stays} thuis: daarvoor is geen toestemming.")
    if names := sharing.without_consent:
        go = "1 leerling die meegaat" if len(names) == 1 else f"{len(names)} leerlingen die meegaan"
        lines.append(
            f"! Van {go} is geen toestemming vastgelegd ({_some(names)}): alleen met schuilnaam, zonder naam en vrije tekst. "
            "Ga alleen verder als u een andere grond hebt, of leg de toestemming vast bij de casus."
        )
    return lines


def _children(count: int) -> str:
    return "1 leerling blijft" if count == 1 else f"{count} leerlingen blijven"


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" en nog {more}" if more > 0 else "")
