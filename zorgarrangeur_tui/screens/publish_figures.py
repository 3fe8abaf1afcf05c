"""Publishing a table of figures by keys: which table, for whom and why; then what is hidden in it; and only then a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from storage.errors import StorageError
from widgets.dialogs import ConfirmDialog
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.publications import (
    AUDIENCE_WORDS,
    Audience,
    TableChoice,
    TablesPlan,
    plan_table,
    publish_table,
)
from zorgarrangeur_tui.insight.breakdown import Cut
from zorgarrangeur_tui.insight.breakdown_words import CUT_WORDS
from zorgarrangeur_tui.insight.publishable import ACROSS, TITLES, across
from zorgarrangeur_tui.insight.publishable import Counted as What
from zorgarrangeur_tui.screens.draft_forms import fill_in
from zorgarrangeur_tui.screens.file_names import path_of
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.new_file_dialog import file_problems
from zorgarrangeur_tui.working import work_on

AUDIENCES = tuple((one.value, words) for one, words in AUDIENCE_WORDS.items())


class PublishFigures(Command):
    """Maak een tabel voor anderen (CSV). Kleine getallen staan er niet in en zijn ook niet terug te rekenen."""

    key = "C"
    label = "Publiceren"

    @classmethod
    async def run(cls, actor: StoreScreen) -> None:
        """Ask, show what is hidden, and write it."""
        await publish_figures(actor, getattr(actor, "cut", Cut.PLACE))


async def publish_figures(screen: StoreScreen, cut: Cut) -> Path | None:
    """Ask for which table, tell what is hidden in it and why, and write it when the user says so.

    Returns:
        The file; None when the user cancelled, or when it was refused and the user was told why.
    """
    filled = await fill_in(
        screen, DraftForm.TABLE, "Tabel voor anderen", _fields(screen, cut), submit_label="Verder", check=_problems
    )
    if filled is None:
        return None
    path = path_of(str(filled["path"]))
    try:
        plan = await work_on(screen.app, "tabel voorbereiden", partial(plan_table, screen.store, _choice(filled)))
        if not await screen.app.push_screen_wait(
            ConfirmDialog("Dit gaat naar buiten", plan_lines(plan), confirm_label="Maken")
        ):
            return None
        await work_on(
            screen.app, "tabel maken", partial(publish_table, screen.store, plan, path, reason=str(filled["reason"]))
        )
    except StorageError as refusal:
        tell(screen.app, str(refusal), severity="error", seconds=12)
        return None
    tell(screen.app, f"Gemaakt: {path}. {plan.table.note}", seconds=12)
    return path


def plan_lines(plan: TablesPlan) -> list[str]:
    """Return what who publishes has to know before the table leaves."""
    compared = "1 eerdere tabel" if plan.earlier == 1 else f"{plan.earlier} eerdere tabellen"
    lines = [f"{plan.table.table.title}.", plan.table.sentence, plan.rules_in_words, f"Vergeleken met {compared}."]
    return [*lines, *(f"{why}: {places}" for why, places in plan.hidden_in_words)]


def _fields(screen: StoreScreen, cut: Cut) -> list[FieldSpec]:
    place = str(Path.home() / f"zorgcijfers-{screen.user.today.isoformat()}.csv")
    return [
        FieldSpec("rows", "Per", "choice", cut, choices=tuple(CUT_WORDS.items()), required=True),
        FieldSpec(
            "columns",
            "Naast elkaar",
            "choice",
            across(cut)[0],
            choices=tuple((one, CUT_WORDS[one]) for one in ACROSS),
            required=True,
        ),
        FieldSpec("counted", "Wat", "choice", What.CHILDREN, choices=tuple(TITLES.items()), required=True),
        FieldSpec("audience", "Wie leest het", "choice", Audience.REGION, choices=AUDIENCES, required=True),
        FieldSpec("reason", "Waarom", "text", "", "Zonder namen; het komt in het logboek.", required=True),
        FieldSpec(
            "path",
            "Bestand",
            "text",
            place,
            "Eindigt op .csv. Een nieuw bestand.",
            required=True,
            typed_over="file_name",
        ),
    ]


def _choice(filled: Mapping[str, object]) -> TableChoice:
    return TableChoice(
        Cut(str(filled["rows"])),
        Cut(str(filled["columns"])),
        What(str(filled["counted"])),
        Audience(str(filled["audience"])),
    )


def _problems(filled: Mapping[str, object]) -> dict[str, str]:
    choice, problems = _choice(filled), file_problems(filled, (".csv",))
    if choice.columns not in across(choice.rows):
        fitting = " of ".join(CUT_WORDS[one].lower() for one in across(choice.rows))
        problems["columns"] = f"Deze twee gaan niet samen. Kies hier {fitting}."
    return problems
