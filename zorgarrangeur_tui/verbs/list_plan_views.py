"""Views of the plan as lists: a school year week by week, and what is asked at a school against who is there."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from zorgarrangeur_tui.verbs.code_names import CARE_KINDS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.list_calendar import SchoolYearOption
from zorgarrangeur_tui.verbs.option_types import WEEK, Code
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn

if TYPE_CHECKING:
    from zorgarrangeur_tui.desk.presence_views import PresencePage
    from zorgarrangeur_tui.desk.term_views import TermPage
    from zorgarrangeur_tui.domain.presence_values import SlotLoad
    from zorgarrangeur_tui.domain.term_view import TermWeek

_BALANCE_WORDS = {"nothing": "", "short": "te weinig", "enough": "genoeg", "spare": "tijd over"}
_ROOM_WORDS = {"free": "", "full": "vol", "over": "te vol"}


@click.command("term")
@click.option("--school", metavar="CODE", help="The school (site code, name or id).")
@click.option("--professional", metavar="NAME", help="Instead of a school: a professional at all schools (name or id).")
@click.option("--year", "begins_in", type=SchoolYearOption(), help="Another school year than that of today.")
@click.option("--differing", is_flag=True, help="Only the weeks that differ from usual.")
@json_option
@with_door
def list_term(
    door: StoreDoor,
    school: str | None,
    professional: str | None,
    begins_in: int | None,
    differing: bool,
    as_json: bool,
) -> None:
    """A school year week by week: how many visits there are, how long they take, and what differs from usual."""
    if (school is None) == (professional is None):
        raise click.UsageError("Noem een school met --school of een professional met --professional.")
    from zorgarrangeur_tui.desk.term_views import TermAsk, TermKind, term_page
    from zorgarrangeur_tui.domain.school_years import SchoolYear
    from zorgarrangeur_tui.verbs.finding import find_professional, find_school

    year = SchoolYear(begins_in) if begins_in else None
    with door.open() as store:
        if school is not None:
            ask = TermAsk(TermKind.SCHOOL, find_school(store, school).id, year)
        else:
            ask = TermAsk(TermKind.PROFESSIONAL, find_professional(store, professional or "").id, year)
        page = term_page(store, ask)
    weeks = [week for week in page.weeks if week.differs or not differing]
    if as_json:
        say_json(_term_values(page, weeks))
        return
    _say_term(page, weeks)
    if page.warnings:
        warn("Let op:", *page.warnings)


@click.command("occupancy")
@click.option("--school", required=True, metavar="CODE", help="The school (site code, name or id).")
@click.option("--week", type=WEEK, help="Another ISO week than that of today.")
@click.option("--kind", type=Code(CARE_KINDS), help="Only this kind of care, and who gives it.")
@json_option
@with_door
def list_occupancy(door: StoreDoor, school: str, week: date | None, kind: str | None, as_json: bool) -> None:
    """What care is asked per half hour against who is there, and how many rooms are in use. It names no children."""
    from storage.clock import local_date
    from zorgarrangeur_tui.desk.looking import note_search
    from zorgarrangeur_tui.desk.presence_views import presence_page
    from zorgarrangeur_tui.domain.school_years import monday_of
    from zorgarrangeur_tui.verbs.finding import find_school

    with door.open() as store:
        at = find_school(store, school)
        page = presence_page(store, at.id, monday_of(week or local_date(store.clock)), kind or "")
        note_search(store, "planning", len(page.pseudonyms), subject=at.id)
    if as_json:
        say_json(_presence_values(page))
    else:
        _say_presence(page)


def _say_term(page: TermPage, weeks: list[TermWeek]) -> None:
    from zorgarrangeur_tui.domain.clock import duration, dutch_date_short, weekday_short

    say(f"{page.title}, schooljaar {page.year.name}.")
    days = [weekday_short(number) for number in page.weekdays]
    say_table(
        ("Week", "Vanaf", "Soort", *days, "Samen", "Wat anders is"),
        [
            (
                week.number,
                dutch_date_short(week.monday),
                week.sort,
                *(str(len(week.on_weekday(number)) or "-") for number in page.weekdays),
                duration(week.minutes),
                week.words,
            )
            for week in weeks
        ],
    )


def _term_values(page: TermPage, weeks: list[TermWeek]) -> dict[str, Any]:
    from zorgarrangeur_tui.domain.clock import iso_week

    return {
        "of": page.ask.kind,
        "id": page.ask.subject_id,
        "name": page.title,
        "school_year": page.year.name,
        "weeks": [
            {
                "week": iso_week(week.monday),
                "last_week": iso_week(week.last_monday),
                "monday": week.monday,
                "counts_as": "even" if week.even else "odd",
                "visits": len(week.entries),
                "minutes": week.minutes,
                "days": {str(number): len(week.on_weekday(number)) for number in page.weekdays},
                "special": week.special,
                "differences": [
                    {"date": one.day, "kind": one.kind, "visit": one.visit_id, "words": one.words}
                    for one in week.differences
                ],
            }
            for week in weeks
        ],
        "warnings": list(page.warnings),
    }


def _say_presence(page: PresencePage) -> None:
    from zorgarrangeur_tui.domain.clock import duration, time_span, weekday_short
    from zorgarrangeur_tui.domain.presence_values import HALF_HOUR

    overlay = page.overlay
    if page.missed:
        warn(f"Van wie afwezig is vallen {len(page.missed)} bezoeken uit; daar komt nog niemand voor in de plaats.")
    say(
        f"{page.school.name}, {page.words}. Vrije zorg: {duration(overlay.free_minutes)}, daarvan in bezoeken "
        f"{duration(overlay.free_planned)}. Reserve: {duration(overlay.spare)}. Op afroep: {len(overlay.on_call)}."
    )
    rows = [
        (
            weekday_short(slot.day.weekday()),
            time_span(slot.start, HALF_HOUR),
            f"{slot.asked} min",
            f"{slot.present_minutes} min",
            _BALANCE_WORDS[slot.balance],
            f"{slot.rooms_used}" + ("" if slot.rooms is None else f" van {slot.rooms}"),
            _ROOM_WORDS[slot.room_use],
        )
        for slot in _slots(page)
    ]
    if rows:
        say_table(("Dag", "Tijd", "Gevraagd", "Aanwezig", "Samen", "Ruimtes", ""), rows)
    else:
        say("In deze week is hier geen school en komt niemand.")


def _presence_values(page: PresencePage) -> dict[str, Any]:
    from zorgarrangeur_tui.domain.clock import iso_week

    overlay = page.overlay
    return {
        "school": {"id": page.school.id, "site_code": page.school.site_code, "name": page.school.name},
        "week": iso_week(page.monday),
        "kind": page.kind or None,
        "rooms": page.school.room_count,
        "free_minutes": overlay.free_minutes,
        "free_planned_minutes": overlay.free_planned,
        "spare_minutes": overlay.spare,
        "on_call": len(overlay.on_call),
        "visits_of_who_is_away": [{"visit": one.id, "date": one.day} for one in page.missed],
        "half_hours": [_slot_values(page, slot) for slot in _slots(page)],
    }


def _slot_values(page: PresencePage, slot: SlotLoad) -> dict[str, Any]:
    return {
        "date": slot.day,
        "start_minute": slot.start,
        "asked_minutes": slot.asked,
        "pupils": slot.pupils,
        "present_minutes": slot.present_minutes,
        "present": [{"id": key, "name": page.person_name(key), "minutes": minutes} for key, minutes in slot.present],
        "short_minutes": slot.short,
        "balance": slot.balance,
        "needs_without_visit": [one.asked.need.id for one in slot.needs if one.visit is None],
        "rooms_used": slot.rooms_used,
        "room_use": slot.room_use,
    }


def _slots(page: PresencePage) -> list[SlotLoad]:
    """Return the half hours in which something is asked or somebody is there, early first."""
    return [slot for _, slot in sorted(page.overlay.slots.items()) if slot.asked or slot.present or slot.rooms_used]
