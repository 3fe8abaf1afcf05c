"""What came of visits as the command line tells it: rows and sums for people, values for scripts. No child by name."""

from __future__ import annotations

from typing import Any

from storage.models import visit_record_id
from zorgarrangeur_tui.desk.standing_costs import CostPage, euro_words
from zorgarrangeur_tui.desk.ticking import TickPage
from zorgarrangeur_tui.domain.clock import duration, dutch_date_short, iso_week, time_span, weekday_short
from zorgarrangeur_tui.domain.standing_costs import StandingCost
from zorgarrangeur_tui.domain.tick_totals import Care, Minutes, NeedWeek, VisitTotals, care_by
from zorgarrangeur_tui.domain.tick_words import care_words, minutes_words, missed_lines, number, why_words
from zorgarrangeur_tui.domain.ticking import TickLine, TickState
from zorgarrangeur_tui.reports.csv_text import Cell
from zorgarrangeur_tui.verbs.finding import ID_SHOWN

HEADERS = ("Bezoek", "Dag", "Tijd", "Wie", "Gepland", "Gegeven", "Gedeclareerd", "Waarom")
COST_HEADERS = ("Wie en wat", "Weken", "Afgesproken", "Gedeclareerd", "Verschil", "Bedrag", "Nog open")
COST_COLUMNS = (
    "Wie en wat",
    "Weken",
    "Afgesproken (minuten)",
    "Gedeclareerd (minuten)",
    "Verschil (minuten)",
    "Waarvan binnen de regeling (minuten)",
    "Bedrag (hele euro, geschat)",
    "Weken nog niet afgetekend of gedeclareerd",
    "Ontbreekt",
    "Regeling",
)
NO_COSTS = "Geen enkele week met een afwezige leerling onder een Wlz-indicatie, voor zover er is afgetekend."


def tick_rows(page: TickPage) -> list[tuple[str, ...]]:
    """Return a row per visit."""
    return [
        (
            line.visit_id[:ID_SHOWN],
            f"{weekday_short(line.day.weekday())} {dutch_date_short(line.day)}",
            time_span(line.start_minute, line.planned),
            page.person(line.professional_id),
            number(line.planned if line.counts else None),
            number(line.given),
            number(line.declared),
            why_words(line, page.person),
        )
        for line in page.lines
    ]


def sum_lines(page: TickPage) -> list[str]:
    """Return the sums of week and school year, and the causes of what was not given."""
    return [
        *_sums(f"Week {page.week_number}", page.visits, page.care),
        *_sums(f"Schooljaar {page.year.name} t/m week {page.week_number}", page.year_visits, page.year_care),
    ]


def page_values(page: TickPage) -> dict[str, Any]:
    """Return a week and its sums as values."""
    return {
        "school": {"id": page.school.id, "site_code": page.school.site_code, "name": page.school.name},
        "week": iso_week(page.monday),
        "monday": page.monday,
        "visits": [_line_values(line) for line in page.lines],
        "sums": _sum_values(page.visits, page.care, page),
        "school_year": {"name": page.year.name, **_sum_values(page.year_visits, page.year_care, page)},
        "doubts": list(page.doubts),
    }


def cost_rows(costs: CostPage) -> list[tuple[str, ...]]:
    """Return a row per title, and one for all when there are more."""
    rows: list[tuple[str, ...]] = [
        (
            costs.title_words(cost),
            str(len(cost.weeks)),
            duration(cost.agreed),
            duration(cost.declared),
            duration(cost.minutes),
            euro_words(cost.euros) if cost.weeks else "",
            "geen afspraak ingevuld" if cost.without_agreement else str(cost.open_weeks),
        )
        for cost in costs.costs
    ]
    if len(rows) > 1:
        rows.append(("Samen", "", "", "", duration(costs.minutes), euro_words(costs.euros), ""))
    return rows


def cost_cells(costs: CostPage) -> list[list[Cell]]:
    """Return a row per title for a spreadsheet, with the scheme in each."""
    return [
        [
            costs.title_words(cost),
            len(cost.weeks),
            cost.agreed,
            cost.declared,
            cost.minutes,
            cost.minutes_in_scheme,
            cost.euros,
            cost.open_weeks,
            "geen afspraak ingevuld" if cost.without_agreement else "",
            " ".join(costs.rule_words),
        ]
        for cost in costs.costs
    ]


def cost_values(costs: CostPage) -> dict[str, Any]:
    """Return the costs that went on as values."""
    return {
        "school": {
            "id": costs.page.school.id,
            "site_code": costs.page.school.site_code,
            "name": costs.page.school.name,
        },
        "school_year": costs.page.year.name,
        "up_to_week": iso_week(costs.page.monday),
        "titles": [_cost_values(costs, cost) for cost in costs.costs],
        "minutes": costs.minutes,
        "whole_euros": costs.euros,
        "rule": {
            "words": costs.rule.sentence,
            "source": costs.rule.source,
            "valid_from": costs.rule.valid_from,
            "first_day_without": costs.rule.first_day_without,
            "holds_today": costs.rule.holds_on(costs.today),
        },
    }


def _sums(title: str, visits: VisitTotals, care: tuple[NeedWeek, ...]) -> list[str]:
    missed = [f"  Uitval: {words}: {amount}." for words, amount in missed_lines(visits)]
    return [
        f"{title}: {minutes_words(visits.all)}.",
        f"  Zorg: {care_words(_all_care(care))}.",
        *missed,
    ]


def _all_care(care: tuple[NeedWeek, ...]) -> Care:
    return care_by(care, lambda _: "").get("", Care())


def _line_values(line: TickLine) -> dict[str, Any]:
    return {
        "visit": line.visit_id,
        "record": visit_record_id(line.visit_id, line.due_day) if line.state is TickState.TICKED else None,
        "day": line.day,
        "due_day": line.due_day,
        "start_minute": line.start_minute,
        "professional": line.professional_id,
        "usual_professional": line.usual_id,
        "state": line.state,
        "planned": line.planned,
        "given": line.given,
        "declared": line.declared,
        "cause": line.cause,
        "absent_needs": list(line.absent_needs),
        "closed": line.closed,
    }


def _sum_values(visits: VisitTotals, care: tuple[NeedWeek, ...], page: TickPage) -> dict[str, Any]:
    return {
        "visits": _minutes_values(visits.all),
        "care": _care_values(_all_care(care)),
        "providers": {key: _minutes_values(one) for key, one in visits.providers.items()},
        "kinds": {key: _care_values(one) for key, one in care_by(care, page.kind_of).items()},
        "pupils": {key: _care_values(one) for key, one in care_by(care, page.pupil_of).items()},
        "causes": {
            key: {"visits": one.visits, "minutes": one.minutes, "no_shows": one.no_shows}
            for key, one in visits.causes.items()
        },
        "sides": {
            key.value: {"visits": one.visits, "minutes": one.minutes, "no_shows": one.no_shows}
            for key, one in visits.sides.items()
        },
    }


def _minutes_values(minutes: Minutes) -> dict[str, Any]:
    return {
        "planned": minutes.planned,
        "settled": minutes.settled,
        "given": minutes.given,
        "declared": minutes.declared,
        "open": minutes.open,
        "undeclared": minutes.undeclared,
        "given_percent": minutes.given_percent,
    }


def _care_values(care: Care) -> dict[str, Any]:
    return {
        "agreed": care.agreed,
        **_minutes_values(care.minutes),
        "absent": care.absent,
        "needs_without_agreement": len(care.without_agreement),
    }


def _cost_values(costs: CostPage, cost: StandingCost) -> dict[str, Any]:
    return {
        "title": cost.title.id,
        "need": cost.title.need_id,
        "words": costs.title_words(cost),
        "weeks": [iso_week(monday) for monday in cost.weeks],
        "agreed": cost.agreed,
        "declared": cost.declared,
        "minutes": cost.minutes,
        "minutes_in_scheme": cost.minutes_in_scheme,
        "open_weeks": cost.open_weeks,
        "without_agreement": cost.without_agreement,
        "whole_euros": cost.euros,
    }
