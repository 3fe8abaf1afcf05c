"""What rust says in Dutch: figures, known faces, and before and after with a sign that reads without colour."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zorgarrangeur_tui.domain.figure_words import fraction_text
from zorgarrangeur_tui.insight.frozen_figures import ALL, Changed, Measure
from zorgarrangeur_tui.insight.frozen_words import MEASURE_WORDS, change_text, figure_text
from zorgarrangeur_tui.insight.rest import Familiar, Rest

HOW_COUNTED = (
    "Aanbieders: zorgaanbieders van wie iemand komt. Mensen p/w: verschillende zorgprofessionals in een week, gemiddeld over de "
    "even en de oneven week. Binnen p/d: hoe vaak op een schooldag iemand binnenkomt; wie twee bezoeken op een dag heeft, telt "
    "één keer. Deze drie volgen het vaste rooster van vandaag.",
    "Bekend: van wie deze week komt, wie er vorige week ook was, met wat over losse dagen is beslist. Een streepje: deze of "
    "vorige week kwam er niemand, bijvoorbeeld in een vakantie.",
    "Boven de wens: leerlingen die in een week meer zorgprofessionals zien dan gewenst is. Meer rust is minder gezichten, "
    "minder keer binnenkomen en meer bekenden.",
)

_MEASURES = (Measure.PROVIDERS, Measure.FACES, Measure.ENTRIES)


def number_text(number: Fraction | int) -> str:
    """Return a figure for a column; "" for nothing."""
    return fraction_text(Fraction(number)) if number else ""


def familiar_text(familiar: Familiar | None) -> str:
    """Return "3 van 4"; "–" when there is nothing to hold against each other."""
    return f"{familiar.same} van {familiar.all}" if familiar else "–"


def rest_measures(rest: Rest) -> dict[Measure, Fraction]:
    """Return rust in the measures of a startfoto."""
    return {
        Measure.PROVIDERS: Fraction(rest.providers),
        Measure.FACES: rest.faces,
        Measure.ENTRIES: rest.entries,
    }


def rest_changes(before: Mapping[Measure, Fraction], after: Mapping[Measure, Fraction]) -> list[Changed]:
    """Return providers, faces and entries before and after, as far as either is known."""
    return [
        Changed(ALL, "", "", measure, before.get(measure), after.get(measure))
        for measure in _MEASURES
        if measure in before or measure in after
    ]


def change_line(changed: Changed) -> tuple[str, str]:
    """Return what a figure is, and "4 → 3,5   ▼ 0,5 minder"."""
    before, after = figure_text(changed.measure, changed.before), figure_text(changed.measure, changed.after)
    return MEASURE_WORDS[changed.measure], f"{before} → {after}   {change_text(changed)}"


def faces_change_text(before: Rest | None, now: Rest) -> str:
    """Return how the faces changed since a plan was published: "▲ 1 meer"; "" when none was."""
    if before is None:
        return ""
    return change_text(Changed(ALL, "", "", Measure.FACES, before.faces, now.faces))
