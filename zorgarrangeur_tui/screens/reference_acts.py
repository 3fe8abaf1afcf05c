"""What a user does with a row of reference data: add one, put it right, let another hold from a day on, take it away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from storage.models import RECORD_TYPES, Record, Threshold
from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.casework_forms import PART_FIELDS
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.desk.drafts import key_of_new
from zorgarrangeur_tui.desk.reference_rows import add_row, day_problem, replace_from, row_title
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.forms import values_of
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.reference_lines import ReferenceLine
    from zorgarrangeur_tui.screens.reference_set import ReferenceSetScreen

_RATHER_END = "Liever een laatste dag? Kies dan {ChangeReferenceRow}: wat eerder gold, blijft zo na te kijken."

_SLIP, _FROM_DAY = "slip", "from_day"
_WAYS = (
    (_SLIP, "Er staat een fout: herstel deze rij"),
    (_FROM_DAY, "Het verandert: maak een nieuwe rij vanaf een dag"),
)


class NewReferenceRow(Command):
    """Voeg een rij toe aan deze lijst."""

    key = "n"
    label = "Nieuw"
    footer = True
    needs = "Deze lijst kunt u alleen lezen."

    @classmethod
    def available(cls, actor: ReferenceSetScreen) -> bool:
        """Not where there is only reading."""
        return bool(actor.reference_set.record_type)

    @classmethod
    async def run(cls, actor: ReferenceSetScreen) -> None:
        """Show the form."""
        line = actor.line_at_cursor()
        if actor.reference_set.record_type == "threshold" and line is not None:
            await _ask_threshold(actor, line)
            return
        await _ask_new(actor, dict(actor.reference_set.where))


class ChangeReferenceRow(Command):
    """Verander de rij onder de cursor: herstel een fout, of laat iets anders gelden vanaf een dag."""

    key = "e"
    label = "Wijzigen"
    footer = True
    needs = "Deze rij kunt u alleen lezen, of er staat geen rij onder de cursor."

    @classmethod
    def available(cls, actor: ReferenceSetScreen) -> bool:
        """Only on a row that can be changed."""
        line = actor.line_at_cursor()
        return line is not None and (line.record is not None or line.threshold is not None)

    @classmethod
    async def run(cls, actor: ReferenceSetScreen) -> None:
        """Ask which of the two, and show the form."""
        line = actor.line_at_cursor()
        if line is None:
            return
        if line.record is None:
            await _ask_threshold(actor, line)
            return
        record_type, record = actor.reference_set.record_type, line.record
        way, day = await _ask_way(actor, record_type, record)
        if way == _SLIP:
            title = f"Fout herstellen: {row_title(record_type, record)}"
            act = f"Naslag: {RECORD_WORDS[record_type].singular} verbeterd"
            await ask_change(actor, title, record, PART_FIELDS[record_type], act)
        elif day is not None:
            await _ask_from_day(actor, record_type, record, day)


class RemoveReferenceRow(Command):
    """Haal de rij onder de cursor weg. Geldt iets niet meer? Geef het dan een laatste dag."""

    key = "delete"
    label = "Weghalen"
    needs = "Weghalen kan bij een rij die u zelf toevoegde of inlas. Wat bij de app hoort, blijft staan."

    @classmethod
    def available(cls, actor: ReferenceSetScreen) -> bool:
        """Only on a row of the user's store."""
        line = actor.line_at_cursor()
        return line is not None and line.record is not None

    @classmethod
    async def run(cls, actor: ReferenceSetScreen) -> None:
        """Ask whether it is sure."""
        line = actor.line_at_cursor()
        if line is None or line.record is None:
            return
        record_type = actor.reference_set.record_type
        lines = [actor.words(_RATHER_END)]
        act = f"Naslag: {RECORD_WORDS[record_type].singular} weggehaald"
        await ask_removal(actor, f"{row_title(record_type, line.record)} weghalen?", lines, line.record, act)


class ReadReferenceFile(Command):
    """Lees een bestand in. U ziet eerst precies wat er verandert."""

    key = "i"
    label = "Inlezen"
    footer = True
    needs = "Voor deze lijst is er geen bestand om in te lezen."

    @classmethod
    def available(cls, actor: ReferenceSetScreen) -> bool:
        """Only where there is a kind of file for it."""
        return bool(actor.reference_set.importer)

    @classmethod
    async def run(cls, actor: ReferenceSetScreen) -> None:
        """Ask for the file and since when it holds, show what would change, and read it in when the user is sure."""
        from zorgarrangeur_tui.screens.reference_import import read_reference_file  # noqa: PLC0415 - used now and then

        await read_reference_file(actor, actor.reference_set.importer)


class FilterReference(OpenFilter):
    """Zoek in deze lijst."""

    footer = False


async def ask_day(screen: StoreScreen, day: date) -> date | None:
    """Return the day on which the user wants to see reference data, or None when the user cancelled."""
    field = FieldSpec(
        "day", "Dag", "date", day, help="Typ 1-1-2027, 1/9 of vandaag. U ziet wat op die dag geldt.", required=True
    )
    asked = await screen.app.push_screen_wait(
        FormDialog("Naslag op een andere dag", [field], submit_label="Tonen", today=lambda: screen.user.today)
    )
    chosen = asked["day"] if asked else None
    return chosen if isinstance(chosen, date) else None


async def _ask_new(actor: ReferenceSetScreen, values: dict[str, Any], title: str = "") -> None:
    record_type = actor.reference_set.record_type
    model = RECORD_TYPES[record_type]
    record = await ask(
        actor,
        title or f"Nieuw in {actor.reference_set.title}",
        model,
        PART_FIELDS[record_type],
        lambda given: add_row(actor.store, model, given),
        values=values,
        about=(actor.reference_set.id,),
    )
    if record is not None:
        actor.select_later(record.id)


async def _ask_threshold(actor: ReferenceSetScreen, line: ReferenceLine) -> None:
    """Ask for a number of the user's own, beside the one that comes with the app."""
    if isinstance(line.record, Threshold):
        values = {"name": line.record.name, "value": line.record.value, "starts_on": actor.user.today}
    elif line.threshold is not None:
        values = {"name": line.threshold.name, "value": line.threshold.value, "starts_on": actor.user.today}
    else:
        return
    await _ask_new(actor, values, "Eigen grenswaarde")


async def _ask_way(actor: ReferenceSetScreen, record_type: str, record: Record) -> tuple[str, date | None]:
    """Return whether a row is put right or replaced from a day on, and that day; "" when the user cancelled."""
    fields = [
        FieldSpec("way", "Wat is er aan de hand", "choice", _SLIP, choices=_WAYS, required=True),
        FieldSpec(
            "from_day",
            "Vanaf welke dag",
            "date",
            help="Alleen als het verandert. Wat nu staat, blijft en krijgt de dag ervoor als laatste dag.",
        ),
    ]

    def check(values: dict[str, object]) -> dict[str, str]:
        day = values["from_day"]
        return day_problem(record, day if isinstance(day, date) else None) if values["way"] == _FROM_DAY else {}

    title = f"Wijzigen: {row_title(record_type, record)}"
    asked = await actor.app.push_screen_wait(
        FormDialog(title, fields, submit_label="Verder", check=check, today=lambda: actor.user.today)
    )
    if asked is None:
        return "", None
    day = asked["from_day"]
    return str(asked["way"]), day if isinstance(day, date) else None


async def _ask_from_day(actor: ReferenceSetScreen, record_type: str, record: Record, day: date) -> None:
    model = RECORD_TYPES[record_type]
    names = [name for name in PART_FIELDS[record_type] if name != "starts_on"]
    before = dutch_date(day - timedelta(days=1))
    new = await ask(
        actor,
        f"{row_title(record_type, record)} vanaf {dutch_date(day)}; wat nu staat, geldt tot en met {before}",
        model,
        names,
        lambda given: replace_from(actor.store, model, record.id, day, given),
        values=values_of(record, names),
        draft_key=key_of_new(record_type, record.id),
    )
    if new is not None:
        actor.select_later(new.id)
