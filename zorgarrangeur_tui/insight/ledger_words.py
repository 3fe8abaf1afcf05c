"""What the pots ledger says in Dutch: what each pot is called, what is over or short, and by which rules."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.domain.figure_words import counted, percent_text
from zorgarrangeur_tui.domain.pots import pot_name
from zorgarrangeur_tui.insight.breakdown_words import euros_text, hours_text
from zorgarrangeur_tui.insight.ledger import WHOLE_PLACE, Ledger, LedgerLine, LedgerYear
from zorgarrangeur_tui.insight.ledger_amounts import Amount, Span
from zorgarrangeur_tui.keys.act_text import ActText

YEAR_WORDS = {LedgerYear.SCHOOL: "schooljaar", LedgerYear.CALENDAR: "kalenderjaar"}

HOW_RECKONED = (
    "Budget is wat de budgetten van de scholen voor dit jaar geven: een bedrag naar rato van de dagen, een tijd per week maal "
    "de weken met school. Afgesproken is het bedrag in afspraken over deze school; dat staat ernaast en telt niet op bij het "
    "budget. Een budget voor alle zorg samen staat op een eigen regel, naast alle zorg van die school.",
    "Gepland is wat het rooster van nu in het hele jaar kost. Vakanties en vrije dagen tellen niet, en wat per dag is besloten "
    "wel. Een bezoek telt voor zijn zorgbehoeften, naar de tijd die elk nodig heeft. Het telt bij de potjes die elk betalen: wat "
    "de titels toekennen. De rest betaalt niemand, of niet bekend is wie. Titels gelden zoals vandaag; een titel die in het "
    "jaar afloopt, telt alsof hij wordt verlengd.",
    "Gegeven en gedeclareerd is wat is afgetekend. Verwacht is wat gegeven is, plus een deel van wat nog niet is afgetekend of "
    "nog komt. Dat deel is wat op die school dit schooljaar doorging. Is er op een school niets afgetekend, dan is verwacht wat gepland "
    "is.",
    ActText(
        "",
        "Bedragen volgen uit de uurtarieven in Naslag ({Reference}), van de wet waaronder een potje betaalt. Is het niveau bekend van wie komt, "
        "dan telt dat mee. In een groep telt elke leerling. Passen er meer tarieven, dan staat er van tot. Tijd zonder tarief staat apart (+) en zit in geen bedrag.",
    ),
    "Over en tekort staan per school en potje, en heffen elkaar niet op: geld van het ene potje betaalt het andere niet. Een "
    "schot is een combinatie van potjes die aandacht vraagt; geteld is hoeveel zorgbehoeften ertegenaan lopen.",
)
"""By which rules, in paragraphs."""

SHARED_VISITS = (
    "Een bezoek voor meer zorgbehoeften is hier verdeeld naar hoeveel tijd elk nodig heeft. Op het bord gaat die tijd eerst naar "
    "wat het dringendst is: daar kan het per zorgbehoefte anders zijn."
)
"""Said where visits for several needs are in the figures."""

_MANY_HOURS = 100 * 60

FOR_OWN_USE = "Voor eigen gebruik. Publiceer dit niet: kleine aantallen zijn niet afgeschermd."


def ledger_pot(pot: str) -> str:
    """Return what a line of the ledger is called."""
    if pot == WHOLE_PLACE:
        return "alle zorg samen"
    return "niemand of niet bekend" if pot == NO_POT else pot_name(pot)


def year_text(ledger: Ledger) -> str:
    """Return the days of a ledger: "1-8-2026 t/m 31-7-2027"."""
    return f"{dutch_date_short(ledger.days[0])} t/m {dutch_date_short(ledger.days[1])}"


def whole_euros(cents: Fraction | None) -> str:
    """Return a budget in whole euros, as it was given and not rounded further; "" when there is none."""
    return "" if cents is None else f"€ {_dotted(_whole(cents / 100))}"


def time_text(minutes: Fraction) -> str:
    """Return time as "12:30"; of a hundred hours and more in whole hours, as a year is not known to the minute: "1.250"."""
    if minutes >= _MANY_HOURS:
        return _dotted(_whole(minutes / 60))
    return hours_text(minutes) or "0:00"


def amount_text(amount: Amount) -> str:
    """Return what something costs, with "+" when of some of it no tariff is known; its time when of nothing one is."""
    if not amount.minutes:
        return "–"
    cents = euros_text(amount.cents)
    if not cents:
        return f"{time_text(amount.minutes)} u"
    return f"{cents} +" if amount.unpriced else cents


def amount_in_full(amount: Amount) -> str:
    """Return time and cost: "120:00 uur, € 8.000-9.000, en 4:00 zonder tarief"."""
    if not amount.minutes:
        return "niets"
    parts = [f"{time_text(amount.minutes)} uur"]
    if cents := euros_text(amount.cents):
        parts.append(cents)
    if amount.unpriced:
        parts.append(f"{time_text(amount.unpriced)} zonder tarief" if cents else "zonder tarief")
    return ", ".join(parts)


def budget_text(line: LedgerLine) -> str:
    """Return what may be spent: money, else time; "" for nothing."""
    if line.cents is not None:
        return whole_euros(line.cents)
    return "" if line.minutes is None else f"{time_text(Fraction(line.minutes))} u"


def budget_in_full(line: LedgerLine) -> str:
    """Return what may be spent, in money and time, and what cannot be told."""
    parts = [] if line.cents is None else [whole_euros(line.cents)]
    if line.minutes is not None:
        parts.append(f"{time_text(Fraction(line.minutes))} uur")
    if line.undated:
        parts.append(f"{counted(line.undated, 'bedrag', 'bedragen')} zonder eerste en laatste dag telt niet mee")
    return ", ".join(parts) or "geen"


def left_text(line: LedgerLine) -> str:
    """Return in a few words what is short, else what is over: money where there is an amount, else time."""
    if line.short is not None and line.over is not None:
        certain = line.forecast.unpriced == 0
        if line.short[0]:
            return f"tekort {'' if certain else '≥ '}{euros_text(line.short)}"
        if line.short[1]:
            return f"mogelijk tekort {euros_text((line.short[1], line.short[1]))}"
        if not line.minutes_short:
            return f"over {'' if certain else '≤ '}{euros_text(line.over) or '€ 0'}"
    if line.minutes_short:
        return f"tekort {time_text(line.minutes_short)} u"
    return "" if line.minutes_over is None else f"over {time_text(line.minutes_over)} u"


def left_lines(line: LedgerLine) -> list[tuple[str, str]]:
    """Return what is over and what is short, in money and time, as labels with values."""
    found = []
    if line.short is not None and line.short[1]:
        found.append(("! Tekort in geld", _bounds(line.short)))
    if line.over is not None and line.over[1]:
        more = " min wat zonder tarief is" if line.forecast.unpriced else ""
        found.append(("Over in geld", f"{_bounds(line.over)}{more}"))
    if line.minutes_short:
        found.append(("! Tekort in tijd", f"{time_text(line.minutes_short)} uur"))
    if line.minutes_over:
        found.append(("Over in tijd", f"{time_text(line.minutes_over)} uur"))
    return found


def used_percent(line: LedgerLine) -> str:
    """Return which part of a budget the forecast takes: of its money when it has an amount, else of its time."""
    if line.cents:
        low, high = (_whole(100 * cents / line.cents) for cents in line.forecast.cents)
        return percent_text(low) if low == high else f"{low}-{high} %"
    return percent_text(_whole(100 * line.forecast.minutes / line.minutes)) if line.minutes else ""


def rate_text(ledger: Ledger, place_id: str | None = None) -> str:
    """Return on what the forecast rests: which part of what was planned went on, at one place or at how many places."""
    if place_id is not None:
        rate = ledger.rates.get(place_id)
        return (
            "niets afgetekend: het rooster zelf"
            if rate is None
            else f"{_whole(100 * rate)} % van het rooster ging door"
        )
    places = {place for place, _ in ledger.lines}
    return f"op {len(places & set(ledger.rates))} van {counted(len(places), 'plek', 'plekken')} is afgetekend"


def last_day_text(day: date) -> str:
    """Return until when is forecast."""
    return f"Verwacht t/m {dutch_date_short(day)}"


def _bounds(span: Span) -> str:
    """Return a span; one that begins at nothing is "up to"."""
    return f"tot {euros_text((span[1], span[1]))}" if not span[0] else euros_text(span)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _whole(number: Fraction) -> int:
    return int(number + Fraction(1, 2))
