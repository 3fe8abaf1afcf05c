"""Reading in DUO's lists of pupils by postcode on screen: one, or all in a folder, for DUO gives one per gemeente."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from storage.store import Store
from widgets.dialogs import FormDialog
from widgets.difference_list import DifferenceItem, FieldDifference
from widgets.field_spec import FieldSpec
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.home_counts import import_counts, plan_count_import
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.pupils_by_postcode_plan import HomeCountPlan, SiteCount
from zorgarrangeur_tui.importers.pupils_by_postcode_report import count_summary, file_lines, refused_words
from zorgarrangeur_tui.importers.table_file import MAX_FILE_BYTES
from zorgarrangeur_tui.insight.home_municipalities import Between
from zorgarrangeur_tui.screens.list_import import BusyScreen, ListImport, choose_list, read_list

_TITLE = "Leerlingen per postcode inlezen"
_CHOOSE = "Leerlingen per postcode: kies een lijst, daarna eventueel de hele map"
_ONE, _ALL = "one", "all"
_AFTERWARDS = "Nieuwe lijsten van dezelfde dag vervangen dit; ongedaan maken kan niet."
_MOST_BYTES = 128 * 1024 * 1024
_MOST_PROBLEMS = 200
"""More lines do not help to decide."""


class ReadHomeCounts(Command):
    """Lees lijsten van DUO in over waar leerlingen wonen (leerlingen per postcode). U ziet eerst wat er verandert."""

    key = "i"
    label = "Inlezen"
    footer = True

    @classmethod
    async def run(cls, actor: BusyScreen) -> None:
        """Ask for the files, show what would change, and read them in when the user is sure."""
        await read_home_counts(actor)


async def read_home_counts(screen: BusyScreen) -> None:
    """Let the user read in one list, or all lists in its folder (see `list_import.read_list`).

    Raises:
        StorageError: a file cannot be read, or the store cannot be written.
    """
    path = await choose_list(screen, _CHOOSE)
    if path is None:
        return
    beside = await asyncio.to_thread(_lists_in, path.parent)
    paths = await _ask_which(screen, path, beside) if len(beside) > 1 else [path]
    if not paths:
        return
    others: list[tuple[str, bytes]] = []

    def plan(store: Store, name: str, data: bytes) -> HomeCountPlan:
        others[:] = _read_all([one for one in paths if one != path])
        return plan_count_import(store, [(name, data), *others])

    def apply(store: Store, name: str, data: bytes) -> HomeCountPlan:
        return import_counts(store, [(name, data), *others])

    called = "" if len(paths) == 1 else f"{len(paths)} bestanden"
    await read_list(
        screen, path, ListImport(_TITLE, plan, difference_items, apply, _summary, _done, _AFTERWARDS, called)
    )


def difference_items(plan: HomeCountPlan) -> list[DifferenceItem]:
    """Return the sites of which a count would be added or become another, those in the store first."""
    return [
        DifferenceItem(
            key=change.site_code,
            title=f"{change.name} ({change.site_code}){', staat in uw opslag' if change.is_here else ''}",
            sign="+" if change.before is None else "~",
            lines=(
                FieldDifference(
                    "Thuisgemeenten",
                    str(change.before.municipalities) if change.before else "",
                    str(change.after.municipalities),
                ),
                FieldDifference("Leerlingen", _pupils(change.before), _pupils(change.after)),
            ),
        )
        for change in plan.changes
    ]


def _pupils(count: SiteCount | None) -> str:
    return Between(count.least, count.most).words if count else ""


def _summary(plan: HomeCountPlan) -> list[str]:
    problems = [line for file in plan.found.files for line in file_lines(file)]
    more = len(problems) - _MOST_PROBLEMS
    return [
        *count_summary(plan),
        *problems[:_MOST_PROBLEMS],
        *([f"En nog {more} regels met iets."] if more > 0 else []),
    ]


def _done(plan: HomeCountPlan) -> str:
    new = f"{plan.new_count} {'school' if plan.new_count == 1 else 'scholen'} nieuw"
    return f"Ingelezen: {new}, {plan.changed_count} gewijzigd. {refused_words(plan)}".rstrip()


def _read_all(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return names and bytes of files.

    Raises:
        FileRefused: together they are larger than all lists of the country are.
    """
    read: list[tuple[str, bytes]] = []
    for path in paths:
        read.append((path.name, read_input(path, MAX_FILE_BYTES)))
        if sum(len(data) for _, data in read) > _MOST_BYTES:
            raise FileRefused(
                "Samen zijn de bestanden in deze map te groot. Er is niets ingelezen. Zet de lijsten van DUO in een eigen map."
            )
    return read


def _lists_in(folder: Path) -> list[Path]:
    """Return the lists in a folder, by name; none of a folder that may not be looked into."""
    try:
        return sorted(one for one in folder.iterdir() if one.suffix.casefold() == ".csv" and one.is_file())
    except OSError:
        return []


async def _ask_which(screen: BusyScreen, path: Path, beside: Sequence[Path]) -> list[Path]:
    """Return the lists that the user wants to read in; none when the user went back."""
    ways = ((_ONE, f"Alleen {path.name}"), (_ALL, f"Alle {len(beside)} CSV-bestanden in deze map"))
    field = FieldSpec(
        "which",
        "Wat leest u in",
        "choice",
        _ONE,
        choices=ways,
        help="DUO geeft een lijst per gemeente van de school. Een bestand dat iets anders is, wordt niet gebruikt.",
        required=True,
    )
    asked = await screen.app.push_screen_wait(
        FormDialog(_TITLE, [field], submit_label="Bekijken", today=lambda: screen.user.today)
    )
    if asked is None:
        return []
    return list(beside) if asked["which"] == _ALL else [path]
