"""Acts of choosing between values: what stands, what another wrote, both, or something else."""

from __future__ import annotations

from storage.models import RECORD_TYPES
from storage.open_fields import OpenKind
from widgets.dialogs import FormDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.import_choices import (
    Answer,
    Choice,
    Question,
    all_alike,
    answered,
    stored_value,
    typed_choice,
)
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.forms import fields_for, is_typed, record_values
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.choosing import ChoosingScreen
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.record_dialogs import refused_values

_ALL = ""
_ANSWERS = (
    (Answer.THEIRS.value, "Overnemen wat de ander schreef"),
    (Answer.MINE.value, "Zo laten als het bij u staat"),
    (Answer.BOTH.value, "Beide, waar dat kan"),
)
_KINDS = (
    (OpenKind.PROPOSAL.value, "Alle voorstellen"),
    (OpenKind.CONFLICT.value, "Alle velden met twee waarden"),
)


class _Answering(Command):
    """An act that answers the questions under the cursor."""

    answer: Answer

    needs = "Hier valt niets te kiezen. Zet de cursor op een veld met meer dan één waarde, of op een voorstel."

    @classmethod
    def available(cls, actor: ChoosingScreen) -> bool:
        """Only where there is something to choose."""
        return actor.is_mounted and actor.may_choose and bool(actor.questions_at_cursor())

    @classmethod
    async def run(cls, actor: ChoosingScreen) -> None:
        """Answer, and say so where the answer does not fit."""
        questions = actor.questions_at_cursor()
        found = {one.key: answered(one, cls.answer, actor.choices.get(one.key)) for one in questions}
        fitting = {key: choice for key, choice in found.items() if choice is not None}
        if len(fitting) < len(found):
            told = ActText(
                "Dit veld kan maar één waarde hebben.", "Kies er een, of typ zelf ({screens.choice_acts.TypeValue})."
            )
            tell(actor.app, told, severity="warning")
        if fitting:
            actor.take_choices(fitting)


class TakeTheirs(_Answering):
    """Neem over wat de ander schreef. Zijn er meer anderen, dan neemt nog een keer {screens.choice_acts.TakeTheirs} de volgende."""

    key = "t"
    label = "Overnemen"
    footer = True
    answer = Answer.THEIRS


class KeepMine(_Answering):
    """Laat staan wat er bij u staat. Een voorstel wijst u daarmee af."""

    key = "m"
    label = "Zo laten"
    footer = True
    answer = Answer.MINE


class KeepBoth(_Answering):
    """Bewaar beide: teksten komen onder elkaar, lijsten worden samengevoegd."""

    key = "b"
    label = "Beide"
    answer = Answer.BOTH


class TypeValue(Command):
    """Typ zelf wat er moet staan."""

    key = "e"
    label = "Zelf typen"
    needs = (
        "Zelf typen kan bij één veld tegelijk. Zet de cursor op het veld zelf, of kies met {TakeTheirs} of {KeepMine}."
    )

    @classmethod
    def available(cls, actor: ChoosingScreen) -> bool:
        """Only on one field that a form can show."""
        questions = actor.questions_at_cursor() if actor.is_mounted and actor.may_choose else ()
        return len(questions) == 1 and is_typed(RECORD_TYPES[questions[0].record_type], questions[0].field)

    @classmethod
    async def run(cls, actor: ChoosingScreen) -> None:
        """Show the field as every form shows it."""
        [question] = actor.questions_at_cursor()
        if actor.hides():
            actor.show_names()
        choice = await _typed(actor, question)
        if choice is not None:
            actor.take_choices({question.key: choice})


class AllOfKind(Command):
    """Geef alle voorstellen, of alle velden met twee waarden, in één keer hetzelfde antwoord."""

    key = "A"
    label = "Allemaal tegelijk"
    needs = "Er valt niets te kiezen, dus ook niet alles tegelijk."

    @classmethod
    def available(cls, actor: ChoosingScreen) -> bool:
        """Only where there is something to choose."""
        return actor.is_mounted and actor.may_choose and any(one.can_choose for one in actor.all_questions())

    @classmethod
    async def run(cls, actor: ChoosingScreen) -> None:
        """Ask which questions, and the answer."""
        questions = [one for one in actor.all_questions() if one.can_choose]
        given = await actor.app.push_screen_wait(
            FormDialog("Allemaal tegelijk", _all_fields(questions), submit_label="Kiezen")
        )
        if given is None:
            return
        kind, answer = OpenKind(str(given["kind"])), Answer(str(given["answer"]))
        record_type = str(given["record_type"] or _ALL)
        found = all_alike(questions, answer, kind=kind, record_type=record_type)
        asked = sum(one.kind is kind and record_type in {_ALL, one.record_type} for one in questions)
        if found:
            actor.take_choices(found)
        left = asked - len(found)
        also = f" Bij {left} past dit antwoord niet; die wachten nog." if left else ""
        tell(actor.app, f"Gekozen voor {len(found)} {'veld' if len(found) == 1 else 'velden'}.{also}")


class ShowNames(Command):
    """Toon ook namen en notities over leerlingen. Dat komt in het logboek."""

    key = "v"
    label = "Namen tonen"
    needs = "Hier zijn geen namen of notities verborgen."

    @classmethod
    def available(cls, actor: ChoosingScreen) -> bool:
        """Only where something is hidden."""
        return actor.is_mounted and actor.hides()

    @classmethod
    async def run(cls, actor: ChoosingScreen) -> None:
        """Log it, then show them for as long as this screen is open."""
        actor.show_names()


async def _typed(actor: ChoosingScreen, question: Question) -> Choice | None:
    """Let the user type a value; None when the user went back."""
    model, field = RECORD_TYPES[question.record_type], question.field
    typed: list[Choice] = []

    def attempt(filled: dict[str, object]) -> dict[str, str]:
        try:
            given = record_values(model, filled)
        except ActRefused as unreadable:
            return dict(unreadable.fields)
        problems = refused_values(model, given)
        if not problems:
            typed.append(typed_choice(given[field]))
        return problems

    await fill_in(
        actor,
        DraftForm.CHOOSE_VALUE,
        f"{RECORD_WORDS[question.record_type].heading}: {field_word(question.record_type, field)}",
        fields_for(model, [field], {field: stored_value(question)}),
        about=(question.key[1], field),
        submit_label="Kiezen",
        check=attempt,
    )
    return typed[-1] if typed else None


def _all_fields(questions: list[Question]) -> list[FieldSpec]:
    kinds = {one.kind for one in questions}
    offered = tuple((key, words) for key, words in _KINDS if OpenKind(key) in kinds)
    types = dict.fromkeys(one.record_type for one in questions)
    records = ((_ALL, "Alle soorten"), *((name, RECORD_WORDS[name].heading) for name in types))
    return [
        FieldSpec("kind", "Waarvoor", "choice", offered[0][0], choices=offered, required=True),
        FieldSpec("record_type", "Soort gegeven", "choice", _ALL, choices=records),
        FieldSpec("answer", "Antwoord", "choice", Answer.THEIRS.value, choices=_ANSWERS, required=True),
    ]
