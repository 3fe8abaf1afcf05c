"""Handing a case over in words, for screen and command line alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from zorgarrangeur_tui.desk.hand_over import HandedOver, HandOver
from zorgarrangeur_tui.desk.sharing_words import sharing_lines
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.keys.act_text import ActText

_HAND_OVER = "screens.hand_over_acts.HandOverCase"
_WITHDRAW = f"Zolang u de bundel niet hebt afgegeven, kunt u de overdracht intrekken ({{{_HAND_OVER}}} in de casus)."


def plan_lines(plan: HandOver) -> list[str]:
    """Return what handing a case over would do."""
    to = plan.contact.card.label
    going = Counter(kind for kind, _ in plan.going)
    lines: list[str] = [f"Dit wordt van {to}: {_counts(going)}."]
    if plan.proposed:
        lines = [
            f"! Deze casus is van {plan.owner}. U stelt voor dat hij van {to} wordt: {_counts(going)}.",
            f"Bij {to} komt de casus binnen als casus van {plan.owner}. Wat {to} erin schrijft, is een voorstel, totdat "
            f"{plan.owner} de overdracht aanneemt. Geef {plan.owner} daarvoor ook een bundel.",
        ]
    if plan.around:
        lines.append(f"Dit gaat mee en blijft van wie het is: {_counts(plan.around)}.")
    if plan.staying:
        lines.append(f"! {counted(plan.staying, 'gegeven blijft', 'gegevens blijven')} van u, om de toestemming.")
    lines += [f"{counted(count, 'gegeven blijft', 'gegevens blijven')} van {owner}." for owner, count in plan.others]
    lines += sharing_lines(plan.sharing)
    lines.append("Waarden die u hebt verbeterd, gaan niet mee: alleen wat er nu staat.")
    if not plan.proposed:
        lines += [
            f"U kunt de casus blijven lezen. Wat u er nog in schrijft, is een voorstel aan {to}.",
            ActText("", _WITHDRAW, without="Zolang u de bundel niet hebt afgegeven, kunt u de overdracht intrekken."),
            f"Daarna kan alleen {to} de casus teruggeven.",
        ]
    return lines


def standing_sentence(told: HandedOver) -> str:
    """Return how it stands with a hand-over."""
    day = dutch_date(told.on)
    if told.proposed:
        return f"Voorgedragen voor overdracht aan {told.to} op {day}. De eigenaar moet dat nog aannemen."
    if told.arrived:
        arrived = f"Overgedragen aan {told.to} op {day}; {told.to} heeft de ontvangst bevestigd."
        return ActText(arrived, f"{{{_HAND_OVER}}}: uw exemplaar vergeten of houden.")
    return ActText(
        f"Overgedragen aan {told.to} op {day}; nog geen ontvangstbewijs. Lees alleen: wat u wijzigt, is een voorstel aan "
        f"{told.to}.",
        f"{{{_HAND_OVER}}} trekt de overdracht in, zolang u de bundel niet hebt afgegeven.",
    )


def withdraw_lines(told: HandedOver) -> list[str]:
    """Return what withdrawing a hand-over means."""
    return [
        "Doe dit alleen als de bundel nog niet is afgegeven. Gooi het bestand daarna weg.",
        f"Heeft {told.to} de bundel al, vraag dan om de casus terug over te dragen: anders denkt u allebei dat hij van u is.",
    ]


def forget_lines(told: HandedOver, only_here: Collection[tuple[str, str]]) -> list[str]:
    """Return what forgetting one's own copy means.

    Args:
        told: the hand-over.
        only_here: the fields, as (record type, field), of which the new owner does not have what stands here.
    """
    lost = [f"! {lacking_sentence(only_here)} Dat gaat verloren."] if only_here else []
    return [
        f"De casus met alles wat erbij hoort gaat uit uw opslag. Bij {told.to} blijft staan wat daar is.",
        *lost,
        "In een latere bundel kan de casus weer bij u binnenkomen. Vergeten kan niet ongedaan gemaakt worden.",
    ]


def lacking_sentence(only_here: Collection[tuple[str, str]]) -> str:
    """Return which fields, as (record type, field), the new owner does not have."""
    fields = sorted({f"{RECORD_WORDS[kind].singular}, {field_word(kind, field).lower()}" for kind, field in only_here})
    return f"Alleen bij u staat: {'; '.join(fields)}."


def _counts(kinds: Mapping[str, int]) -> str:
    return ", ".join(
        counted(kinds[kind], RECORD_WORDS[kind].singular, RECORD_WORDS[kind].plural)
        for kind in RECORD_WORDS
        if kind in kinds
    )
