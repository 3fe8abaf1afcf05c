"""What a user does with the calendar of a school: own days, its settings, a list of holidays, another school year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.models import OwnDay, School
from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command, CommandClass, Leave
from zorgarrangeur_tui.desk.calendars import add_own_day
from zorgarrangeur_tui.domain.record_values import own_day_value
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.school_calendar import SchoolCalendarScreen

_PICK = (Column("Eigen dag", 30, weight=3),)


class NewOwnDay(Command):
    """Voeg een eigen dag of periode van deze school toe: een studiedag, een tweede meiweek, andere schooltijden."""

    key = "n"
    label = "Eigen dag"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolCalendarScreen) -> None:
        """Show the form, with the first day of the week under the cursor."""
        week = actor.week_at_cursor()
        own_day = await ask(
            actor,
            "Nieuwe eigen dag",
            OwnDay,
            forms.OWN_DAY,
            lambda values: add_own_day(actor.store, actor.school_id, values),
            values={"first_day": week.monday} if week else None,
            about=(actor.school_id,),
        )
        if isinstance(own_day, OwnDay):
            actor.select_own_day(own_day)


class _OnOwnDay(Command):
    """An act on an own day in the week under the cursor."""

    needs = "In deze week heeft de school geen eigen dag. Voeg er een toe met {NewOwnDay}, of kies een andere week."

    @classmethod
    def available(cls, actor: SchoolCalendarScreen) -> bool:
        """Only in a week with an own day."""
        week = actor.week_at_cursor()
        return week is not None and bool(week.own_days)


class ChangeOwnDay(_OnOwnDay):
    """Verander een eigen dag in de week onder de cursor."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolCalendarScreen) -> None:
        """Show the form."""
        own_day = await _which(actor, "Welke eigen dag wijzigen?")
        if own_day is not None:
            changed = await ask_change(actor, "Eigen dag wijzigen", own_day, forms.OWN_DAY, "Eigen dag gewijzigd")
            if isinstance(changed, OwnDay):
                actor.select_own_day(changed)


class RemoveOwnDay(_OnOwnDay):
    """Haal een eigen dag in de week onder de cursor weg."""

    key = "delete"
    label = "Weghalen"

    @classmethod
    async def run(cls, actor: SchoolCalendarScreen) -> None:
        """Ask whether it is sure."""
        own_day = await _which(actor, "Welke eigen dag weghalen?")
        if own_day is not None:
            lines = ["Bezoeken op die dag gaan dan weer door zoals op elke andere dag."]
            await ask_removal(actor, f"{_words(own_day)} weghalen?", lines, own_day, "Eigen dag weggehaald")


class CalendarSettings(Command):
    """Wat de school zelf kiest: vakantieregio, schooltijden, pauzes, rustige tijden, feestdagen, even en oneven weken."""

    key = "s"
    label = "Instellingen"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolCalendarScreen) -> None:
        """Show the form."""
        school = actor.store.get(School, actor.school_id)
        await ask_change(
            actor, "Kalender van de school", school, forms.SCHOOL_CALENDAR, "Kalender van school gewijzigd"
        )


class ReadHolidayFile(Command):
    """Lees een lijst met schoolvakanties in. Die geldt voor alle scholen; u ziet eerst precies wat er verandert."""

    key = "i"
    label = "Inlezen"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolCalendarScreen) -> None:
        """Ask which file, and show what would change."""
        from zorgarrangeur_tui.screens.holiday_import import read_holiday_list  # noqa: PLC0415 - used now and then

        await read_holiday_list(actor)


class NextSchoolYear(Command):
    """Ga naar het volgende schooljaar."""

    key = "right_square_bracket"
    label = "Jaar verder"

    @classmethod
    async def run(cls, actor: SchoolCalendarScreen) -> None:
        """Show it."""
        actor.show_year(1)


class PreviousSchoolYear(Command):
    """Ga naar het vorige schooljaar."""

    key = "left_square_bracket"
    label = "Jaar terug"

    @classmethod
    async def run(cls, actor: SchoolCalendarScreen) -> None:
        """Show it."""
        actor.show_year(-1)


class LeaveCalendar(Leave):
    """Ga terug naar de school."""


CALENDAR_ACTS: tuple[CommandClass, ...] = (
    NewOwnDay,
    ChangeOwnDay,
    CalendarSettings,
    ReadHolidayFile,
    LeaveCalendar,
    NextSchoolYear,
    PreviousSchoolYear,
    RemoveOwnDay,
)


async def _which(actor: SchoolCalendarScreen, question: str) -> OwnDay | None:
    """Return the own day of the week under the cursor; when there are more, the one that the user chooses."""
    week = actor.week_at_cursor()
    found = {one.id: one for one in (week.own_days if week else ())}
    if len(found) <= 1:
        return next(iter(found.values()), None)
    rows = [Row(key, (_words(one),)) for key, one in found.items()]
    chosen = await actor.app.push_screen_wait(PickScreen(question, _PICK, ListSource(rows)))
    return found.get(chosen or "")


def _words(own_day: OwnDay) -> str:
    value = own_day_value(own_day)
    return value.words if value else own_day.name
