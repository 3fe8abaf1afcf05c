"""The measures of a board as lines for the panel. Pure."""

from __future__ import annotations

from widgets.detail_view import Section
from zorgarrangeur_tui.desk.board import SchoolBoard
from zorgarrangeur_tui.domain.board_measures import BoardMeasures
from zorgarrangeur_tui.domain.budgets import WeekBudget, hours_words, week_budget
from zorgarrangeur_tui.domain.caps import CapUse
from zorgarrangeur_tui.domain.clock import day_and_month, duration, weekday_short
from zorgarrangeur_tui.domain.figure_words import fraction_text
from zorgarrangeur_tui.domain.plan_changes import SincePublished
from zorgarrangeur_tui.keys.act_text import ActText


def measure_section(measures: BoardMeasures, use: CapUse, budget: WeekBudget) -> Section:
    """Return the measures of a school, a line each; what there is nothing of is left out.

    Args:
        measures: of the school.
        use: its fixed providers against the cap.
        budget: what its budgets allow a week.
    """
    lines: list[tuple[str, str]] = []
    percent = measures.coverage_percent
    if percent is not None:
        given, asked = duration(measures.covered // 2), duration(measures.needed // 2)
        lines.append(("Dekking", f"{percent} %: {given} van {asked} per week"))
    if measures.no_school:
        lines.append(("Dekking", "de school is deze week dicht: er is niets nodig"))
    if measures.presence or budget.minutes is not None:
        sign = "! " if budget.minutes_over(measures.presence) else ""
        lines.append(("Uren", sign + hours_words(measures.presence, budget)))
    if measures.pupil_faces:
        mean, most = fraction_text(measures.mean_faces), measures.pupil_faces[-1]
        lines.append(("Gezichten", f"per leerling gemiddeld {mean}, ten hoogste {most}"))
    if measures.school_faces:
        lines.append(("", f"op school {measures.school_faces}"))
    most_providers = "geen maximum" if use.cap is None else f"ten hoogste {use.cap}"
    mark = "! " if use.over else ""
    lines.append(("Aanbieders", f"{mark}{len(use.provider_ids)} ({most_providers})"))
    busiest = measures.busiest_day
    if busiest is not None and busiest[1]:
        (_, weekday), count = busiest
        mean = fraction_text(measures.mean_entries)
        lines.append(("Binnenkomst", f"gemiddeld {mean} keer per dag, meest op {weekday_short(weekday)}: {count}"))
    if measures.travel_minutes:
        kilometres = fraction_text(measures.travel_km / 2)
        lines.append(("Reizen", f"{duration(measures.travel_minutes // 2)} per week, ongeveer {kilometres} km"))
    if measures.reserve:
        lines.append(("Reserve", f"{duration(measures.reserve // 2)} per week aanwezig zonder zorg"))
    published = published_words(measures.since_published)
    publish = "" if measures.since_published else "; {screens.publish_acts.OpenPublishing} publiceert het"
    lines.append(("Rooster", ActText(published, publish)))
    return Section("Maten", lines)


def published_words(since: SincePublished | None) -> str:
    """Return how far a plan is from what was published: "gewijzigd sinds rooster 3 (10-11): 4"."""
    if since is None:
        return "nog niet gepubliceerd"
    day = f" ({day_and_month(since.published_on)})" if since.published_on else ""
    if not since.changed:
        return f"zoals gepubliceerd in rooster {since.number}{day}"
    return f"gewijzigd sinds rooster {since.number}{day}: {since.changed}"


def budget_of(board: SchoolBoard) -> WeekBudget:
    """Return what the budgets of the school on a board allow in the week that was checked."""
    if board.checked is None:
        return WeekBudget(None)
    school = board.checked.region.surroundings.schools.get(board.school.id)
    return week_budget(school.budgets if school else (), board.checked.monday)
