"""Acts of Dubbelen: join a pair, tell it apart, and mend what still names something that was joined."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from widgets.dialogs import ConfirmDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, Leave, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.duplicates import Duplicate, tell_apart
from zorgarrangeur_tui.desk.joining import JoinPlan, compare, join, mend_strays, plan_join, survivor_of
from zorgarrangeur_tui.desk.joining_words import done_sentence, effect_lines, field_lines
from zorgarrangeur_tui.desk.last_act import last_act, undo_offer
from zorgarrangeur_tui.desk.looking import note_children_read
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.domain.joining import Keep
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.working import work_on

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.duplicates import DuplicatesScreen

_FIRST, _SECOND, _BOTH = "first", "second", "both"
_STAYS = "stays"
"""The field of the form in which the user says which record stays; no field of a record is called so."""


class JoinPair(Command):
    """Voeg de twee onder de cursor samen tot één. U kiest per veld wat blijft; niets gaat verloren."""

    key = "m"
    label = "Samenvoegen"
    footer = True
    needs = "Er staat geen tweetal onder de cursor: de app vond niets dat dubbel is."

    @classmethod
    def available(cls, actor: DuplicatesScreen) -> bool:
        """Only with a pair under the cursor."""
        return actor.pair_at_cursor() is not None

    @classmethod
    async def run(cls, actor: DuplicatesScreen) -> None:
        """Ask what stays, show what that does, and do it."""
        pair = actor.pair_at_cursor()
        if pair is None:
            return
        store = actor.store
        fixed = survivor_of(store, pair.record_type, pair.first, pair.second)
        called = RECORD_WORDS[pair.record_type].singular
        specs = _fields(actor, pair, fixed)
        title, about = f"Twee keer dezelfde {called}: wat blijft?", (pair.first, pair.second)
        given = await fill_in(actor, DraftForm.JOIN, title, specs, about=about, submit_label="Verder")
        if given is None:
            return
        survivor, other = (pair.first, pair.second) if given[_STAYS] == _FIRST else (pair.second, pair.first)
        plan = await work_on(
            actor.app, "samenvoegen voorbereiden", partial(plan_join, store, pair.record_type, survivor, other)
        )
        sure = await actor.app.push_screen_wait(
            ConfirmDialog(f"Samenvoegen tot één {called}?", effect_lines(plan), confirm_label="Samenvoegen")
        )
        if sure:
            done = await work_on(actor.app, "samenvoegen", partial(join, store, plan, _choices(plan, pair, given)))
            tell(actor.app, done_sentence(done))


class TellApart(Command):
    """Onthoud dat de twee onder de cursor verschillend zijn; de app noemt ze dan niet meer. Nog een keer maakt dat ongedaan."""

    key = "t"
    label = "Zijn er twee"
    footer = True
    needs = "Er staat geen tweetal onder de cursor: de app vond niets dat dubbel is."

    @classmethod
    def available(cls, actor: DuplicatesScreen) -> bool:
        """Only with a pair under the cursor."""
        return actor.pair_at_cursor() is not None

    @classmethod
    async def run(cls, actor: DuplicatesScreen) -> None:
        """Remember it, or forget it again."""
        pair = actor.pair_at_cursor()
        if pair is not None:
            await asyncio.to_thread(tell_apart, actor.store, pair.first, pair.second, different=not pair.apart)
            tell(
                actor.app, "Dit kan weer één zijn." if pair.apart else "Onthouden: dit zijn er twee. Ze staan onderaan."
            )
            actor.reload()


class MendStrays(Command):
    """Laat alles wat nog iets noemt dat is samengevoegd, voortaan noemen wat gebleven is."""

    key = "w"
    label = "Bijwerken"
    footer = True
    needs = "Er is niets bij te werken: alles noemt al wat er gebleven is."

    @classmethod
    def available(cls, actor: DuplicatesScreen) -> bool:
        """Only when there is something."""
        return bool(actor.strays)

    @classmethod
    async def run(cls, actor: DuplicatesScreen) -> None:
        """Do it; undo takes it back."""
        before = last_act(actor.store)
        changed = await work_on(actor.app, "losse gegevens herstellen", partial(mend_strays, actor.store))
        said = f"{counted(changed, 'gegeven is', 'gegevens zijn')} bijgewerkt."
        tell(actor.app, ActText(said, undo_offer(actor.store, before, "Met {Undo} maakt u dit ongedaan.")))


class ShowNamesOfPair(Command):
    """Toon ook de namen van de leerlingen en wat over hen geschreven is. Dat komt in het logboek."""

    key = "v"
    label = "Namen tonen"
    needs = "Namen tonen kan bij twee leerlingen. Zet de cursor eerst op zo'n tweetal."

    @classmethod
    def available(cls, actor: DuplicatesScreen) -> bool:
        """Only on children."""
        pair = actor.pair_at_cursor()
        return pair is not None and pair.record_type == "pupil"

    @classmethod
    async def run(cls, actor: DuplicatesScreen) -> None:
        """Log it, then show them until the cursor moves."""
        pair = actor.pair_at_cursor()
        if pair is not None:
            await asyncio.to_thread(note_children_read, actor.store, (pair.first, pair.second), named=True)
            actor.show_detail(names=True)


class LeaveDuplicates(Leave):
    """Ga terug."""


JOINING_ACTS = (JoinPair, TellApart, MendStrays, ShowNamesOfPair, LeaveDuplicates)


def _fields(actor: DuplicatesScreen, pair: Duplicate, fixed: str) -> list[FieldSpec]:
    """Return the form: which record stays, and per field in which they differ which value."""
    people = [(pair.first, _FIRST, pair.first_name), (pair.second, _SECOND, pair.second_name)]
    standing = tuple(
        (key, f"{name} ({number})") for number, (one, key, name) in enumerate(people, 1) if fixed in {"", one}
    )
    help_ = "De school met een vestigingscode blijft altijd." if fixed else "De andere gaat hierin op."
    specs = [FieldSpec(_STAYS, "Wat blijft", "choice", standing[0][0], help_, choices=standing, required=True)]
    pairs = compare(actor.store, pair.record_type, pair.first, pair.second)
    for one, word, mine, theirs in field_lines(actor.store, pair.record_type, pairs):
        if one.fixed:
            continue
        options = [(_FIRST, f"1: {mine}"), (_SECOND, f"2: {theirs}"), *([(_BOTH, "Allebei")] if one.can_both else [])]
        start = {Keep.SURVIVOR: _FIRST, Keep.OTHER: _SECOND, Keep.BOTH: _BOTH}[one.keep]
        specs.append(FieldSpec(one.field, word, "choice", start, "", choices=tuple(options), required=True))
    return specs


def _choices(plan: JoinPlan, pair: Duplicate, given: Mapping[str, object]) -> dict[str, Keep]:
    """Return what was chosen, in terms of which record stays."""
    stays = _FIRST if plan.survivor_id == pair.first else _SECOND
    return {
        one.field: Keep.BOTH
        if given[one.field] == _BOTH
        else Keep.SURVIVOR
        if given[one.field] == stays
        else Keep.OTHER
        for one in plan.fields
        if one.field in given
    }
