"""What came of visits, in Dutch: a line of a week, and sums of minutes."""

from __future__ import annotations

from collections.abc import Callable

from zorgarrangeur_tui.domain.cancellation_causes import SIDE_WORDS, cause_words
from zorgarrangeur_tui.domain.clock import duration, dutch_date_short
from zorgarrangeur_tui.domain.tick_totals import Care, Minutes, Missed, VisitTotals
from zorgarrangeur_tui.domain.ticking import TickLine, TickState

STATE_WORDS = {
    TickState.TICKED: "afgetekend",
    TickState.CANCELLED: "vervallen",
    TickState.CLOSED: "school dicht",
    TickState.LATER: "moet nog komen",
    TickState.OPEN: "nog aftekenen",
}
NOT_KNOWN = "–"


def number(minutes: int | None) -> str:
    """Return minutes as a bare number; a dash while they are not known."""
    return NOT_KNOWN if minutes is None else str(minutes)


def why_words(line: TickLine, name_of: Callable[[str], str]) -> str:
    """Return why a line is not as usual: open, closed, cancelled, less given, somebody else, another day."""
    parts = []
    if line.state is TickState.CLOSED:
        parts.append(f"School dicht: {line.closed}")
    elif line.state is TickState.CANCELLED:
        parts.append(f"Vervalt: {cause_words(line.cause)}")
    elif line.missed:
        parts.append(cause_words(line.cause))
    elif line.state is not TickState.TICKED:
        parts.append(STATE_WORDS[line.state])
    if line.absent_needs and len(line.serves) > 1:
        parts.append(f"{len(line.absent_needs)} van {len(line.serves)} zorgbehoeften zonder leerling")
    if line.replaced:
        parts.append(f"in plaats van {name_of(line.usual_id)}")
    if line.day != line.due_day:
        parts.append(f"was op {dutch_date_short(line.due_day)}")
    return "; ".join(parts)


def minutes_words(minutes: Minutes) -> str:
    """Return planned, given and declared time, and how many visits are not ticked off."""
    parts = [f"gepland {duration(minutes.planned)}"]
    if minutes.settled:
        of_what = "" if minutes.settled == minutes.planned else " van wat is afgetekend"
        parts.append(f"gegeven {duration(minutes.given)} ({minutes.given_percent} %{of_what})")
        parts.append(_declared(minutes))
    if minutes.open:
        parts.append(f"{minutes.open} nog open")
    return " · ".join(parts)


def care_words(care: Care) -> str:
    """Return agreed, planned, given and declared time of care."""
    agreed = "afgesproken onbekend" if care.agreed is None else f"afgesproken {duration(care.agreed)}"
    absent = f" · {times(care.absent)} afwezig" if care.absent else ""
    return f"{agreed} · {minutes_words(care.minutes)}{absent}"


def missed_words(missed: Missed, settled: int) -> str:
    """Return how often and how long care was not given, what share that is, and how often without a word.

    Args:
        missed: what was not given.
        settled: planned minutes of all visits of which it is known what came of them.
    """
    visits = "1 bezoek" if missed.visits == 1 else f"{missed.visits} bezoeken"
    share = f" ({100 * missed.minutes // settled} %)" if settled else ""
    no_show = f", {times(missed.no_shows)} zonder bericht" if missed.no_shows else ""
    return f"{visits}, {duration(missed.minutes)}{share}{no_show}"


def missed_lines(totals: VisitTotals) -> list[tuple[str, str]]:
    """Return the causes and the sides, each with the most missed minutes first."""

    def ranked(item: tuple[str, Missed]) -> tuple[int, str]:
        return -item[1].minutes, item[0]

    named = [(cause_words(cause).capitalize(), missed) for cause, missed in totals.causes.items()]
    by_side = [(f"Ligt bij: {SIDE_WORDS[side].lower()}", missed) for side, missed in totals.sides.items()]
    both = (*sorted(named, key=ranked), *sorted(by_side, key=ranked))
    return [(words, missed_words(missed, totals.all.settled)) for words, missed in both]


def times(count: int) -> str:
    """Return "1 keer" or "3 keer"."""
    return f"{count} keer"


def _declared(minutes: Minutes) -> str:
    known = f"gedeclareerd {duration(minutes.declared)}"
    return f"{known} ({minutes.undeclared} nog niet bekend)" if minutes.undeclared else known
