"""Rows and lines about files that arrived, for a list on screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from storage.clock import WALL_CLOCK
from widgets.detail_view import Section
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.arrival_states import REFUSALS, TO_TAKE_IN, Arrival, ArrivalState
from zorgarrangeur_tui.desk.arrivals import KIND_WORDS, ArrivalKind
from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short
from zorgarrangeur_tui.domain.figure_words import counted, size_words

ARRIVAL_COLUMNS = (
    Column("Van", 10, weight=2),
    Column("Wat", 16, weight=1, priority=1),
    Column("Nummer", 9, priority=2, right=True),
    Column("Gemaakt", 10, priority=3),
    Column("Grootte", 8, priority=4, right=True),
    Column("Stand", 18, weight=2),
)

_SETTLED = (ArrivalState.KNOWN, ArrivalState.OWN, ArrivalState.FOR_OTHERS, ArrivalState.NOTHING_TO_DO)
_FINGERPRINT_SHOWN = 16
_ADVICE = {
    ArrivalState.NEW: "Enter toont wat deze bundel verandert; daarna kiest u of u hem inleest.",
    ArrivalState.COPY: "Hetzelfde bestand staat hier twee keer. Eén keer inlezen is genoeg.",
    ArrivalState.GAP: (
        "Een eerdere bundel van deze afzender is hier nog niet. Vraag of die nog onderweg is. U kunt deze wel inlezen; "
        "die eerdere kan daarna niet meer, maar de afzender kan alles opnieuw sturen."
    ),
    ArrivalState.PERSONAL: "Enter leest dit in. Is het een kaart, vergelijk dan daarna samen het controlegetal.",
}

_FIGURES_ADVICE = "Enter toont de tabellen. Er wordt niets van overgenomen."


def arrival_row(one: Arrival) -> Row:
    """Return the row of a file that arrived."""
    made = dutch_date_short(one.created.astimezone(WALL_CLOCK).date()) if one.created else ""
    number = str(one.number) if one.number else ""
    cells = (_from(one), KIND_WORDS[one.kind], number, made, size_words(one.size), one.state.value)
    marks = ("warning",) if one.state in REFUSALS else ("muted",) if one.state in _SETTLED else ()
    return Row(one.path.name, cells, marks)


def arrival_section(one: Arrival) -> Section:
    """Return a file that arrived in full, with what to do."""
    made = dutch_date(one.created.astimezone(WALL_CLOCK).date()) if one.created else ""
    known = one.fingerprint and not one.sender
    lines = [("Bestand", one.path.name), ("Stand", one.state.value)]
    lines += [("Gemaakt, zegt het bestand", made)] if made else []
    lines += [("Sleutel van de afzender", one.fingerprint[:_FINGERPRINT_SHOWN])] if known else []
    new_figures = one.kind is ArrivalKind.STATISTICS and one.state in TO_TAKE_IN
    sentence = one.sentence or (_FIGURES_ADVICE if new_figures else _ADVICE.get(one.state, ""))
    return Section("", lines, (sentence,) if sentence else ())


def heading_words(arrivals: Sequence[Arrival], others: int) -> str:
    """Return how many files there are of which sort."""
    counts = Counter(one.state for one in arrivals)
    new = sum(counts[state] for state in TO_TAKE_IN)
    refused = sum(counts[state] for state in REFUSALS)
    parts = [f"{new} nieuw"]
    parts += [f"{refused} kan niet" if refused == 1 else f"{refused} kunnen niet"] if refused else []
    parts += [counted(others, "ander bestand", "andere bestanden")] if others else []
    return " · ".join(parts)


def _from(one: Arrival) -> str:
    if one.sender:
        return one.sender
    if one.state is ArrivalState.OWN:
        return "u zelf"
    return "onbekend" if one.fingerprint else one.path.name
