"""One provider: its professionals and the schools it is bound to, line by line."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from storage.errors import RecordMissing
from storage.models import CareLocation, FixedBond, Professional, Provider, Record, School
from storage.models.codes import CareKind, ProfessionalLevel
from widgets.detail_view import DetailView
from widgets.record_source import ListSource, Row
from widgets.record_table import Column, RecordTable
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.commands import Command, Leave, bindings, tell
from zorgarrangeur_tui.desk.absences import known_absences
from zorgarrangeur_tui.desk.plan_views import PlanAsk
from zorgarrangeur_tui.desk.providers import ProviderFile, add_care_location, add_professional, provider_file
from zorgarrangeur_tui.domain.availability import availability_text
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.plan_view_values import ViewKind
from zorgarrangeur_tui.domain.words import short_word, word
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.record_rows import SCHOOL_COLUMNS, school_source
from zorgarrangeur_tui.screens.absence_dialogs import open_absence
from zorgarrangeur_tui.screens.bond_dialogs import ask_bond
from zorgarrangeur_tui.screens.cursor_later import PlacesCursorLater
from zorgarrangeur_tui.screens.empty_texts import NO_SCHOOLS
from zorgarrangeur_tui.screens.pick import PickScreen
from zorgarrangeur_tui.screens.plan_view_opening import show_plan_view
from zorgarrangeur_tui.screens.provider_sections import (
    care_location_sections,
    has_ended,
    professional_sections,
    provider_sections,
    school_name,
)
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal
from zorgarrangeur_tui.screens.record_history import ShowHistory
from zorgarrangeur_tui.screens.school_sections import bond_period, bond_sections

_RATHER_END = "De bezoeken in de planning blijven staan. Liever een laatste dag? Kies dan {EditProviderLine}."

_COLUMNS = (
    Column("Professionals en scholen", 22, weight=2),
    Column("Niveau", 8, priority=3),
    Column("Geeft", 10, weight=1, priority=2),
    Column("Beschikbaar of periode", 22, weight=2, priority=1),
    Column("Hoogstens", 9, priority=4, right=True),
)
_PLACE_FIELDS = tuple(name for name in forms.CARE_LOCATION if name != "provider_id")


class AddProfessional(Command):
    """Voeg een professional toe: wat die kan en wanneer die kan komen."""

    key = "n"
    label = "Professional"
    footer = True

    @classmethod
    async def run(cls, actor: ProviderScreen) -> None:
        """Show the form and put the cursor on the new professional."""
        person = await ask(
            actor,
            "Professional toevoegen",
            Professional,
            forms.PROFESSIONAL,
            lambda values: add_professional(actor.store, actor.provider_id, values),
            about=(actor.provider_id,),
        )
        if person is not None:
            actor.select_later(person.id)


class AddCareLocation(Command):
    """Voeg een zorglocatie van deze aanbieder toe: een plek zonder BRIN waar ook onderwijs kan zijn."""

    key = "z"
    label = "Zorglocatie"

    @classmethod
    async def run(cls, actor: ProviderScreen) -> None:
        """Show the form and put the cursor on the new place."""
        place = await ask(
            actor,
            "Zorglocatie toevoegen",
            CareLocation,
            _PLACE_FIELDS,
            lambda values: add_care_location(actor.store, {**values, "provider_id": actor.provider_id}),
            about=(actor.provider_id,),
        )
        if place is not None:
            actor.select_later(place.id)


class TieToSchool(Command):
    """Koppel deze zorgaanbieder vast aan een school. Boven het afgesproken maximum vraagt de app waarom."""

    key = "s"
    label = "School"
    footer = True

    @classmethod
    async def run(cls, actor: ProviderScreen) -> None:
        """Ask which school, then from when."""
        provider = actor.store.get(Provider, actor.provider_id)
        empty = with_act_keys(NO_SCHOOLS, actor.app)
        school_id = await actor.app.push_screen_wait(
            PickScreen(
                f"Bij welke school komt {provider.name} vast?",
                SCHOOL_COLUMNS,
                school_source(actor.store),
                empty_text=empty,
            )
        )
        if school_id is not None:
            bond = await ask_bond(actor, actor.store.get(School, school_id), provider)
            if bond is not None:
                actor.select_later(bond.id)


class EditProviderLine(Command):
    """Verander wat onder de cursor staat: de zorgaanbieder, de professional of de vaste afspraak."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: ProviderScreen) -> None:
        """Show the form of the record under the cursor."""
        record = actor.record_at_cursor()
        titles: dict[type[Record], tuple[str, tuple[str, ...]]] = {
            Provider: ("Zorgaanbieder", forms.PROVIDER),
            Professional: ("Professional", forms.PROFESSIONAL),
            FixedBond: ("Vaste afspraak", forms.BOND),
            CareLocation: ("Zorglocatie", _PLACE_FIELDS),
        }
        if record is not None:
            title, names = titles[type(record)]
            await ask_change(actor, f"{title} wijzigen", record, names, f"{title} gewijzigd")


class RemoveProviderLine(Command):
    """Haal de professional of de vaste afspraak onder de cursor weg."""

    key = "delete"
    label = "Weghalen"
    needs = (
        "Zet de cursor op een professional, zorglocatie of vaste afspraak. De zorgaanbieder zelf haalt u weg "
        "in de lijst: {LeaveProvider} gaat daarheen."
    )

    @classmethod
    def available(cls, actor: ProviderScreen) -> bool:
        """A provider itself is taken away in the list of providers."""
        return isinstance(actor.record_at_cursor(), Professional | FixedBond | CareLocation)

    @classmethod
    async def run(cls, actor: ProviderScreen) -> None:
        """Ask whether it is sure."""
        record = actor.record_at_cursor()
        if isinstance(record, Professional):
            lines = ["De bezoeken van deze professional gaan mee uit de planning."]
            await ask_removal(actor, f"{record.name} weghalen?", lines, record, "Professional weggehaald")
        elif isinstance(record, CareLocation):
            lines = ["Casussen op deze plek blijven staan."]
            await ask_removal(actor, f"{record.name} weghalen?", lines, record, "Zorglocatie weggehaald")
        elif isinstance(record, FixedBond):
            name = school_name(actor.school_of(record))
            lines = [actor.words(_RATHER_END)]
            await ask_removal(actor, f"Losmaken van {name}?", lines, record, "Vaste zorgaanbieder losgemaakt")


class ShowWeekOfProfessional(Command):
    """Bekijk de week van de professional onder de cursor bij alle scholen, of die van de hele zorgaanbieder."""

    key = "a"
    label = "Weekrooster"
    footer = True

    @classmethod
    async def run(cls, actor: ProviderScreen) -> None:
        """Open it over this screen."""
        record = actor.record_at_cursor()
        ask = PlanAsk(ViewKind.PROVIDER, actor.provider_id)
        if isinstance(record, Professional):
            ask = PlanAsk(ViewKind.PROFESSIONAL, record.id)
        await show_plan_view(actor.app, ask)


class ReportAway(Command):
    """Schrijf op dat de professional onder de cursor er niet is. U ziet meteen wie het raakt en wie kan invallen."""

    key = "w"
    label = "Afwezig"
    needs = "Zet de cursor eerst op een professional. Is er nog geen, voeg er een toe met {AddProfessional}."

    @classmethod
    def available(cls, actor: ProviderScreen) -> bool:
        """Only with a professional under the cursor."""
        return isinstance(actor.record_at_cursor(), Professional)

    @classmethod
    async def run(cls, actor: ProviderScreen) -> None:
        """Ask when, and show what that means."""
        record = actor.record_at_cursor()
        if isinstance(record, Professional) and actor.file is not None:
            await open_absence(actor, record, actor.file.professionals)


class LeaveProvider(Leave):
    """Ga terug naar de lijst."""


class ProviderScreen(PlacesCursorLater):
    """One provider. Every line is a record: the provider, a professional, or the bond with a school.

    Widgets: `provider-lines`, `provider-detail`.
    """

    MODE = "providers"
    SHOWS = ("provider", "professional", "fixed_bond", "school", "care_location", "absence")
    ACTS = (
        AddProfessional,
        AddCareLocation,
        TieToSchool,
        EditProviderLine,
        ShowWeekOfProfessional,
        ReportAway,
        LeaveProvider,
        RemoveProviderLine,
        ShowHistory,
    )
    BINDINGS: ClassVar = bindings(ACTS)
    DEFAULT_CSS = """
    ProviderScreen {
        & RecordTable { height: 1fr; }
        & #provider-detail { height: 1fr; }
    }
    """

    def __init__(self, provider_id: str) -> None:
        super().__init__()
        self.provider_id = provider_id
        self.file: ProviderFile | None = None

    def body(self) -> ComposeResult:
        """Show the lines, and what the line under the cursor says."""
        with Vertical(classes="list-and-detail"):
            yield RecordTable(_COLUMNS, id="provider-lines")
            yield DetailView(id="provider-detail")

    def reload(self) -> None:
        """Ask the store again; leave when the provider is gone."""
        try:
            self.file = provider_file(self.store, self.provider_id)
        except RecordMissing as gone:
            self.app.pop_screen()
            tell(self.app, str(gone))
            return
        self.query_one(RecordTable).set_source(ListSource(_rows(self.file, self.user.today)))
        self._show_detail()

    def record_at_cursor(self) -> Provider | Professional | FixedBond | CareLocation | None:
        """Return the record under the cursor; the provider when there is no other."""
        if self.file is None:
            return None
        key = self.query_one(RecordTable).selected_key
        records: list[Professional | FixedBond | CareLocation] = [
            *self.file.professionals,
            *(bond for bond, _ in self.file.bonds),
            *self.file.care_locations,
        ]
        return next((record for record in records if record.id == key), self.file.provider)

    def school_of(self, bond: FixedBond) -> School | None:
        """Return the school of a bond of this provider."""
        bonds = self.file.bonds if self.file else ()
        return next((school for one, school in bonds if one.id == bond.id), None)

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show what the line under the cursor says."""
        self._show_detail()
        self.refresh_bindings()

    @on(RecordTable.Chosen)
    def edit_chosen(self) -> None:
        """Change the chosen line."""
        self.run_act(EditProviderLine)

    def _show_detail(self) -> None:
        assert self.file is not None
        record = self.record_at_cursor()
        if isinstance(record, Professional):
            sections = professional_sections(record, known_absences(self.store, [record.id]).get(record.id, ()))
        elif isinstance(record, FixedBond):
            sections = bond_sections(record, school_name(self.school_of(record)))
        elif isinstance(record, CareLocation):
            sections = care_location_sections(record)
        else:
            sections = provider_sections(self.file, self.user.today, self.words, opened=True)
        self.query_one("#provider-detail", DetailView).show(sections)


def _rows(file: ProviderFile, today: date) -> list[Row]:
    """Return the lines: the provider, its professionals, its schools with those of the past last."""
    rows = [Row(file.provider.id, (file.provider.name,), ("strong",))]
    rows += [_person_row(person) for person in file.professionals]
    bonds = sorted(file.bonds, key=lambda pair: (has_ended(pair[0], today), school_name(pair[1]), pair[0].id))
    rows += [_bond_row(bond, school, today) for bond, school in bonds]
    return rows + [Row(one.id, (f"  {one.name}", "", "", "zorglocatie")) for one in file.care_locations]


def _bond_row(bond: FixedBond, school: School | None, today: date) -> Row:
    ended = has_ended(bond, today)
    cells = (f"  {school_name(school)}", "", "", bond_period(bond) + (" (voorbij)" if ended else ""))
    return Row(bond.id, cells, ("muted",) if ended else ())


def _person_row(person: Professional) -> Row:
    cells = (
        f"  {person.name}",
        word(person.level, ProfessionalLevel),
        " ".join(short_word(kind, CareKind) for kind in person.skills),
        availability_text(person.availability) or "niet bekend",
        duration(person.max_minutes) if person.max_minutes is not None else "",
    )
    return Row(person.id, cells)
