"""What leaves in a bundle, in words: for screen and command line alike."""

from __future__ import annotations

from collections.abc import Mapping, Sized

from storage.handing_over import DELTA, Outgoing
from storage.profiles import Profile
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS

_PROFILE_LINES = {
    Profile.SCHOOL: "Het profiel is school: plaatsen, aanbieders, roosters en fasen. Er gaat niets over een leerling mee.",
    Profile.PSEUDONYMOUS: "Het profiel is met schuilnaam: leerlingen met hun behoeften en titels, zonder namen, zonder vrije "
    "tekst en zonder iets van het gezin.",
    Profile.FULL: "Het profiel is volledig: namen en vrije tekst gaan mee van wie dat mag.",
}


def outgoing_lines(outgoing: Outgoing) -> list[str]:
    """Return what a bundle would hold, before it is made."""
    lines = []
    if counts := counted_records(outgoing.records):
        lines += [
            f"In deze bundel gaan mee: {counts}.",
            f"{_PROFILE_LINES[outgoing.profile]} Waarden die u hebt verbeterd, gaan niet mee.",
        ]
        if outgoing.kind == DELTA:
            lines.append("Alleen wat deze ontvanger nog niet heeft.")
    elif not outgoing.recalled:
        lines.append(
            "In deze bundel gaan geen casussen mee. Hij zegt alleen welke gegevens u hebt gewist, zonder inhoud."
        )
    if outgoing.recalled:
        whole = sum(not one.fields for one in outgoing.recalled)
        parts = len(outgoing.recalled) - whole
        told = [f"{whole} helemaal"] * bool(whole) + [f"{parts} voor een deel"] * bool(parts)
        things = "1 gegeven" if len(outgoing.recalled) == 1 else f"{len(outgoing.recalled)} gegevens"
        lines.append(
            f"! De bundel roept {things} terug die de ontvanger niet meer mag hebben ({' en '.join(told)}). "
            "Bij de ontvanger gaan die weg zodra de bundel daar is ingelezen."
        )
    writes = "1 wijziging" if outgoing.operations == 1 else f"{outgoing.operations} wijzigingen"
    return [*lines, f"Samen {writes}. Alleen de ontvangers die u kiest, kunnen de bundel lezen."]


def counted_records(records: Mapping[str, Sized]) -> str:
    """Return how many records of which kind, such as "1 casus, 2 leerlingen"."""
    return ", ".join(_count(kind, len(ids)) for kind, ids in records.items() if len(ids))


def _count(record_type: str, count: int) -> str:
    words = RECORD_WORDS[record_type]
    return f"{count} {words.singular if count == 1 else words.plural}"
