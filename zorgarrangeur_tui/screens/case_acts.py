"""What a user can do on the screen of one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.models import RECORD_TYPES, TYPE_NAMES, CareNeed, Case, Entitlement, Provision, Pupil, Record, Residence
from storage.models.codes import CareForm, Phase
from widgets.choice_popup import ChoicePopup
from zorgarrangeur_tui import forms
from zorgarrangeur_tui.casework_forms import PART_FIELDS
from zorgarrangeur_tui.commands import Command, Instant, Leave, tell
from zorgarrangeur_tui.desk.case_parts import ABOUT_A_CHILD, add_part, pointers_for
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.moves import add_residence
from zorgarrangeur_tui.desk.proposals import add_criteria, add_milestones, open_plan_actions
from zorgarrangeur_tui.desk.records import ENDED, living
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.phases import next_phases, warnings
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.case_chapters import CHAPTERS
from zorgarrangeur_tui.screens.case_child_acts import (
    EraseOnRequest,
    ShowLooks,
    ShowName,
    ShowPupilWeek,
    WithdrawConsent,
    WriteParentLetter,
)
from zorgarrangeur_tui.screens.hand_over_acts import HandOverCase
from zorgarrangeur_tui.screens.part_defaults import part_defaults
from zorgarrangeur_tui.screens.record_dialogs import ask, ask_change, ask_removal
from zorgarrangeur_tui.screens.record_history import ShowHistory
from zorgarrangeur_tui.screens.report_acts import MakeActionPlan

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.case import CaseScreen

_TAKE_AWAY = "Met {Undo} (ongedaan) gaat dat weg."
_NO_PROVISION = "Voeg eerst met {AddPart} de collectieve voorziening toe waarin de plek is. Er is niets toegevoegd."

_WHOLE = ""
PHASE_FIELDS = ("phase", "phase_reason", "quality_owner", "handover")
MILESTONES, CRITERIA = "milestones", "criteria"
PROPOSALS = {
    "plan": ((MILESTONES, "Mijlpalen voor een regionaal plan (voorstel)"),),
    "quality": ((CRITERIA, "Eisen die nog ontbreken (voorstel)"),),
}
"""By chapter what the app proposes to add."""


class AddPupil(Command):
    """Voeg een leerling toe. De app bedenkt een schuilnaam."""

    key = "l"
    label = "Leerling"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Show the form and put the cursor on the new child."""
        pupil = await ask(
            actor,
            "Leerling toevoegen",
            Pupil,
            forms.NEW_PUPIL,
            lambda values: add_pupil(actor.store, actor.case_id, values),
            about=(actor.case_id,),
        )
        if pupil is not None:
            actor.open_chapter(actor.chapter if actor.chapter.children else CHAPTERS[0], at=pupil.id)


class AddNeed(Command):
    """Voeg een zorgbehoefte toe bij de leerling onder de cursor, of bij de hele groep."""

    key = "z"
    label = "Zorg"
    footer = True

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Show the form and put the cursor on the new need."""
        pupil = actor.pupil_at_cursor()
        title = f"Zorgbehoefte van {pupil.pseudonym}" if pupil else "Zorgbehoefte van de groep of school"
        need = await ask(
            actor,
            title,
            CareNeed,
            forms.NEED,
            lambda values: add_need(actor.store, actor.case_id, pupil.id if pupil else _WHOLE, values),
            values={} if pupil else {"form": CareForm.GROUP},
            required=("kind",),
            about=(actor.case_id, pupil.id) if pupil else (actor.case_id,),
            pointers=pointers_for(actor.store, "care_need", actor.case_id, pupil.id if pupil else _WHOLE),
        )
        if need is not None:
            actor.open_chapter(CHAPTERS[0], at=need.id)


class AddPart(Command):
    """Voeg in dit hoofdstuk iets toe, zoals zorg, een titel, een afspraak of een toestemming, bij leerling of casus."""

    key = "n"
    label = "Nieuw"
    footer = True

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask what, where more than one thing can be added, and for whom, where that is not clear; then show the form."""
        kinds = actor.chapter.types
        options = _titles(kinds) + PROPOSALS.get(actor.chapter.id, ())
        picked = kinds[0] if len(options) == 1 else await _pick(actor, "Wat wilt u toevoegen?", options)
        if picked is None:
            return
        if picked == MILESTONES:
            added = add_milestones(actor.store, actor.case_id)
            tell(actor.app, ActText(f"Toegevoegd aan het plan: {added}.", _TAKE_AWAY))
            return
        if picked == CRITERIA:
            added = add_criteria(actor.store, actor.case_id)
            tell(actor.app, ActText(f"Eisen toegevoegd: {added}.", _TAKE_AWAY))
            return
        if picked == "care_need":
            await AddNeed.run(actor)
            return
        if picked == "visit_note":
            from zorgarrangeur_tui.screens.visit_capture import write_note  # noqa: PLC0415 - loaded with the first note

            write_note(actor.app)  # type: ignore[arg-type]  # a screen cannot say which app it lives in
            return
        if picked == "placement" and not living(actor.store, Provision, case_id=actor.case_id):
            tell(actor.app, actor.words(_NO_PROVISION))
            return
        pupil_id = await cls._child(actor, picked)
        if pupil_id is not None:
            await add_with_form(actor, picked, pupil_id)

    @classmethod
    async def _child(cls, actor: CaseScreen, record_type: str) -> str | None:
        """Return the id of the child that it is about; "" for the case as a whole; None when the user went back."""
        pupil = actor.pupil_at_cursor()
        if "pupil_id" not in RECORD_TYPES[record_type].model_fields:
            return _WHOLE
        if pupil is not None:
            return pupil.id
        if record_type not in ABOUT_A_CHILD:
            return _WHOLE
        pupils = actor.file.pupils if actor.file else ()
        if not pupils:
            tell(actor.app, actor.words("Voeg eerst een leerling toe, met {AddPupil}."))
            return None
        options = tuple((one.id, one.pseudonym) for one in pupils)
        return await _pick(actor, "Over welke leerling gaat het?", options)


async def add_with_form(actor: CaseScreen, record_type: str, pupil_id: str) -> None:
    """Ask for a record of a case with its form, add it, and put the cursor on it."""
    called = RECORD_WORDS[record_type].heading
    pupil = next((one for one in (actor.file.pupils if actor.file else ()) if one.id == pupil_id), None)
    title = f"{called} van {pupil.pseudonym}" if pupil else f"{called} toevoegen"

    def save(values: dict[str, Any]) -> Record:
        if record_type == "residence":
            residence, ended = add_residence(actor.store, actor.case_id, pupil_id, values)
            if ended:
                tell(actor.app, f"{ended} Klopt dat niet, pas dan de laatste dag aan.")
            return residence
        return add_part(actor.store, record_type, actor.case_id, pupil_id, values)

    added = await ask(
        actor,
        title,
        RECORD_TYPES[record_type],
        PART_FIELDS[record_type],
        save,
        values=part_defaults(
            record_type, actor.record_at_cursor(), pupil, actor.user.today, moves=_has_home(actor, pupil_id)
        ),
        about=(actor.case_id, pupil_id) if pupil_id else (actor.case_id,),
        pointers=pointers_for(actor.store, record_type, actor.case_id, pupil_id),
    )
    if added is not None:
        actor.move_to(added.id)


class EditLine(Command):
    """Verander wat onder de cursor staat."""

    key = "e"
    label = "Wijzigen"
    footer = True

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Show the form of the record under the cursor."""
        record = actor.record_at_cursor()
        fields: dict[type[Record], tuple[str, ...]] = {Case: forms.CASE, Pupil: forms.PUPIL, CareNeed: forms.NEED}
        record_type = TYPE_NAMES[type(record)]
        called = RECORD_WORDS[record_type].heading
        pupil_id = record.id if isinstance(record, Pupil) else getattr(record, "pupil_id", "")
        await ask_change(
            actor,
            f"{called} wijzigen",
            record,
            fields.get(type(record)) or PART_FIELDS[record_type],
            f"{called} gewijzigd",
            pointers=pointers_for(actor.store, record_type, actor.case_id, pupil_id),
        )


class ChangePhase(Command):
    """Zet de casus in een andere fase: een stap verder, terug, in de wacht, of gesloten."""

    key = "f"
    label = "Fase"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask which phase, and what that phase needs; then tell what is worth knowing about the step."""
        before = actor.store.get(Case, actor.case_id)
        held = {name: getattr(before, name) for name in PHASE_FIELDS} | {"resumes_phase": before.resumes_phase}
        usual = next_phases(before.phase, before.resumes_phase)
        steps = dict.fromkeys((before.phase, *usual, *(Phase if usual else ())))  # any phase may be skipped
        after = await ask_change(
            actor,
            "Fase van de casus",
            before,
            PHASE_FIELDS,
            "Fase gewijzigd",
            pointers={"phase": tuple((step, word(step, Phase)) for step in steps)},
        )
        if isinstance(after, Case) and after.phase != held["phase"]:
            still_open = open_plan_actions(actor.store, actor.case_id)
            for sentence in warnings({**held, "phase_reason": after.phase_reason, "handover": after.handover},
                                     after.phase, still_open):  # fmt: skip
                tell(actor.app, sentence, severity="warning", seconds=12)


class FollowUp(Command):
    """Begin een vervolgcasus: de vraag van een afgelopen casus komt terug."""

    key = ""
    label = "Vervolgcasus"
    needs = "Een vervolg begint u als deze casus is afgesloten. De fase verandert u met {ChangePhase}."

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only when this case has ended."""
        return actor.file is not None and actor.file.case.phase in ENDED

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Open a new case at the same place that points at this one, and show it."""
        from zorgarrangeur_tui.screens.case import CaseScreen  # noqa: PLC0415 - that module imports this one

        old = actor.store.get(Case, actor.case_id)
        place = {"school_id": old.school_id, "care_location_id": old.care_location_id, "previous_case_id": old.id}
        case = await ask(
            actor,
            "Vervolgcasus beginnen",
            Case,
            forms.NEW_CASE,
            lambda values: open_case(actor.store, {**place, **values}),
            values={"title": old.title, "arrangement_form": old.arrangement_form, "themes": old.themes,
                    "care_location_id": old.care_location_id},
            about=(old.id,),
            pointers=pointers_for(actor.store, "case", old.id, ""),
        )  # fmt: skip
        if case is not None:
            actor.app.switch_screen(CaseScreen(case.id))


class RemoveLine(Command):
    """Haal weg wat onder de cursor staat."""

    key = "delete"
    label = "Weghalen"
    needs = "Zet de cursor op wat u wilt weghalen. De casus zelf haalt u weg in de lijst: {LeaveCase} gaat daarheen."

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """A case itself is taken away in the list of cases."""
        return not isinstance(actor.record_at_cursor(), Case)

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask whether it is sure."""
        record = actor.record_at_cursor()
        called = RECORD_WORDS[TYPE_NAMES[type(record)]].singular
        lines = []
        if isinstance(record, Pupil):
            called = record.pseudonym
            lines = ["Alles wat bij deze leerling hoort, gaat mee."]
        elif isinstance(record, CareNeed):
            lines = ["De titels voor deze zorg gaan mee."]
        elif not isinstance(record, Entitlement | Residence):
            lines = [text for text in (actor.words_at_cursor(),) if text]
        act = f"{RECORD_WORDS[TYPE_NAMES[type(record)]].heading} weggehaald"
        await ask_removal(actor, f"{called[:1].upper()}{called[1:]} weghalen?", lines, record, act)


class NextChapter(Instant):
    """Ga naar het volgende hoofdstuk van de casus."""

    key = "right_square_bracket"
    label = "Hoofdstuk"
    footer = True

    @classmethod
    def now(cls, actor: CaseScreen) -> None:
        """Open it."""
        actor.turn(1)


class PreviousChapter(Instant):
    """Ga naar het vorige hoofdstuk van de casus."""

    key = "left_square_bracket"
    label = "Vorig hoofdstuk"

    @classmethod
    def now(cls, actor: CaseScreen) -> None:
        """Open it."""
        actor.turn(-1)


class ReadInventory(Command):
    """Lees een overzicht van de zorg in: plak het uit een rekenblad, of kies een bestand."""

    key = "r"
    label = "Overzicht inlezen"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask for the sheet and its columns, show what would change, and read it in."""
        from zorgarrangeur_tui.screens.inventory_import import import_inventory  # noqa: PLC0415 - opened now and then

        await import_inventory(actor, actor.case_id)


class ShowPlanning(Command):
    """Ga naar de planning van deze school."""

    key = "p"
    label = "Planning"
    needs = (
        "Deze casus is niet bij een school; alleen een school heeft een bord. Met {EditLine} op de casus "
        "kiest u een school."
    )

    @classmethod
    def available(cls, actor: CaseScreen) -> bool:
        """Only for a case at a school."""
        return bool(actor.file and actor.file.school)

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Open the planning on this school."""
        from zorgarrangeur_tui.screens.plan_view_opening import show_board  # noqa: PLC0415 - another mode's module

        school = actor.file.school if actor.file else None
        if school is not None:
            await show_board(actor.app, school.id)


class LeaveCase(Leave):
    """Ga terug naar de lijst."""


CASE_ACTS = (
    AddPart,
    AddPupil,
    AddNeed,
    EditLine,
    ChangePhase,
    NextChapter,
    PreviousChapter,
    ShowPlanning,
    LeaveCase,
    RemoveLine,
    ShowName,
    WithdrawConsent,
    WriteParentLetter,
    MakeActionPlan,
    ShowHistory,
    ShowLooks,
    ShowPupilWeek,
    ReadInventory,
    FollowUp,
    EraseOnRequest,
    HandOverCase,
)


def _has_home(actor: CaseScreen, pupil_id: str) -> bool:
    return bool(pupil_id and living(actor.store, Residence, pupil_id=pupil_id))


def _titles(record_types: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, RECORD_WORDS[kind].heading) for kind in record_types)


async def _pick(actor: CaseScreen, title: str, options: tuple[tuple[str, str], ...]) -> str | None:
    picked = await actor.app.push_screen_wait(ChoicePopup(title, options, options[0][0]))
    return picked.key if picked is not None else None
