"""What can be done with a school, in the list on the one under the cursor and on the screen of a school."""

from __future__ import annotations

from storage.models import Case, School
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.desk.cases import open_case
from zorgarrangeur_tui.screens.bond_dialogs import pick_and_bind
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change


class SchoolActor(StoreScreen):
    """A screen with a school at hand. A subclass gives `school_at_hand`."""

    def school_at_hand(self) -> str | None:
        """Return the id of the school that an act is about; None when there is none."""
        raise NotImplementedError

    def select_later(self, record_id: str) -> None:
        """Put the cursor on a record as soon as its line is there, where the screen has lines of that kind."""


class _AtSchool(Command):
    """An act on the school at hand."""

    needs = "Zet de cursor eerst op een school. Scholen leest u in bij Scholen ({GoSchools})."

    @classmethod
    def available(cls, actor: SchoolActor) -> bool:
        """Only with a school at hand."""
        return actor.school_at_hand() is not None


class TieProvider(_AtSchool):
    """Koppel een vaste zorgaanbieder aan deze school. Boven het afgesproken maximum vraagt de app waarom."""

    key = "v"
    label = "Koppelen"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Ask which provider, then from when."""
        school = actor.store.get(School, actor.school_at_hand() or "")
        bond = await pick_and_bind(actor, school)
        if bond is not None:
            actor.select_later(bond.id)


class NewCaseHere(_AtSchool):
    """Begin een casus bij deze school."""

    key = "n"
    label = "Casus"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Ask for the question, then open the case."""
        from zorgarrangeur_tui.screens.case import CaseScreen  # noqa: PLC0415 - opened now and then

        school = actor.store.get(School, actor.school_at_hand() or "")
        case = await ask(
            actor,
            f"Nieuwe casus bij {school.name}",
            Case,
            forms.CASE,
            lambda values: open_case(actor.store, {**values, "school_id": school.id}),
            about=(school.id,),
        )
        if case is not None:
            actor.select_later(case.id)
            await actor.app.push_screen(CaseScreen(case.id))


class ShowSchoolPlanning(_AtSchool):
    """Ga naar de planning van deze school."""

    key = "p"
    label = "Planning"
    footer = True

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Open the planning on this school."""
        from zorgarrangeur_tui.screens.plan_view_opening import show_board  # noqa: PLC0415 - another mode's module

        school_id = actor.school_at_hand()
        if school_id is not None:
            await show_board(actor.app, school_id)


class ShowSchoolCalendar(_AtSchool):
    """Open de kalender van deze school: vakanties, eigen dagen, en welke weken even en oneven zijn."""

    key = "c"
    label = "Kalender"

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Open its screen."""
        from zorgarrangeur_tui.screens.school_calendar import SchoolCalendarScreen  # noqa: PLC0415 - opened from here

        school_id = actor.school_at_hand()
        if school_id is not None:
            await actor.app.push_screen(SchoolCalendarScreen(school_id))


class ShowSchoolHomes(_AtSchool):
    """Wie aan tafel: uit welke gemeenten en regio's de leerlingen van deze school komen, en welke in geen afspraak meedoet."""

    key = "w"
    label = "Wie aan tafel"

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Open its screen."""
        from zorgarrangeur_tui.screens.home_municipalities_site import SchoolHomesScreen  # noqa: PLC0415 - another mode's

        school = actor.store.get(School, actor.school_at_hand() or "")
        await actor.app.push_screen(SchoolHomesScreen(school.site_code))


class ShowSchoolBudgets(_AtSchool):
    """Bekijk de budgetten van deze school: wat er mag, en wat er nu gepland is."""

    key = "B"
    label = "Budget"

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Open their screen."""
        from zorgarrangeur_tui.screens.budgets import BudgetsScreen  # noqa: PLC0415 - opened now and then

        school_id = actor.school_at_hand()
        if school_id is not None:
            await actor.app.push_screen(BudgetsScreen(school_id))


async def ask_school_change(actor: StoreScreen, school_id: str) -> None:
    """Show the form of a school and write what the user changed."""
    school = actor.store.get(School, school_id)
    await ask_change(actor, "School wijzigen", school, forms.SCHOOL, "School gewijzigd")
