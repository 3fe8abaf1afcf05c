"""What startfoto's and before and after say in Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zorgarrangeur_tui.domain.figure_words import fraction_text
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.breakdown_words import CUT_WORDS, euros_text, hours_text, rounded_euros
from zorgarrangeur_tui.insight.frozen_figures import ALL, Changed, Measure

MEASURE_WORDS = {
    Measure.PUPILS: "Leerlingen met zorg",
    Measure.NEEDS: "Zorgbehoeften",
    Measure.GREY: "Grijs: telt misschien mee",
    Measure.NEEDED: "Nodig (u/week)",
    Measure.GRANTED: "Toegekend (u/week)",
    Measure.AGREED: "Afgesproken (u/week)",
    Measure.PLANNED: "Gepland (u/week)",
    Measure.REALISED: "Gegeven (u/week)",
    Measure.DECLARED: "Gedeclareerd (u/week)",
    Measure.UNFUNDED: "Niemand betaalt (u/week)",
    Measure.COST_LEAST: "Kosten minstens (€/week)",
    Measure.COST_MOST: "Kosten hoogstens (€/week)",
    Measure.UNPRICED: "Zonder tarief (u/week)",
    Measure.WAITING_DAYS: "Wachttijd (dagen)",
    Measure.WAITING: "Wachten nog op een besluit",
    Measure.PROVIDERS: "Zorgaanbieders",
    Measure.FACES: "Gezichten per week",
    Measure.ENTRIES: "Binnen per schooldag",
}

_MINUTES = frozenset(
    {
        Measure.NEEDED,
        Measure.GRANTED,
        Measure.AGREED,
        Measure.PLANNED,
        Measure.REALISED,
        Measure.DECLARED,
        Measure.UNFUNDED,
        Measure.UNPRICED,
    }
)
_CENTS = frozenset({Measure.COST_LEAST, Measure.COST_MOST})


def figure_text(measure: Measure, figure: Fraction | None) -> str:
    """Return a figure as people write it: hours, euros or a number; "–" when it is not known."""
    if figure is None:
        return "–"
    if measure in _MINUTES:
        return hours_text(figure) or "0:00"
    if measure in _CENTS:
        return euros_text((figure, figure)) or "€ 0"
    return fraction_text(figure)


def change_text(changed: Changed) -> str:
    """Return what changed, with a sign that reads without colour: "▲ 2:00 meer", "▼ 1,5 minder", "= gelijk".

    It is the difference between the figures as they are shown, so that it never contradicts them.
    """
    if changed.before is None or changed.after is None:
        return "nieuw" if changed.before is None else "niet meer"
    if changed.before == changed.after:
        return "= gelijk"
    difference = _as_shown(changed.measure, changed.after) - _as_shown(changed.measure, changed.before)
    if not difference:
        return "≈ bijna gelijk"
    size = figure_text(changed.measure, abs(difference))
    return f"▲ {size} meer" if difference > 0 else f"▼ {size} minder"


def _as_shown(measure: Measure, figure: Fraction) -> Fraction:
    """Return a figure rounded as `figure_text` rounds it."""
    if measure in _MINUTES:
        return Fraction(int(figure + Fraction(1, 2)))
    if measure in _CENTS:
        return Fraction(100 * rounded_euros(figure))
    return Fraction(int(figure * 10 + Fraction(1, 2)), 10)


def place_text(changed: Changed) -> str:
    """Return what a figure is about: "Alles bij elkaar", "Potje: Jeugdwet"."""
    if changed.cut == ALL:
        return "Alles bij elkaar"
    words = CUT_WORDS.get(Cut(changed.cut)) if changed.cut in set(Cut) else changed.cut
    return f"{words}: {changed.name or changed.code}"


def biggest_first(changes: Iterable[Changed]) -> list[Changed]:
    """Return what changed of all care together first, then the parts; the biggest change for its size first.

    What has no before or no after comes last of each: there is nothing to hold it against.
    """

    def size(one: Changed) -> Fraction:
        if one.before is None or one.after is None:
            return Fraction(-1)
        whole = max(abs(one.before), abs(one.after))
        return abs(one.after - one.before) / whole if whole else Fraction()

    return sorted(changes, key=lambda one: (one.cut != ALL, -size(one)))


def changed_cells(changes: Iterable[Changed]) -> list[tuple[str, str, str, str, str]]:
    """Return a table of two moments: of what, which figure, how it was, how it is, and what changed."""
    return [
        (
            place_text(one),
            MEASURE_WORDS[one.measure],
            figure_text(one.measure, one.before),
            figure_text(one.measure, one.after),
            change_text(one),
        )
        for one in changes
    ]
