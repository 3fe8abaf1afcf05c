"""Code lists: a file becomes a plan, which writes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from storage.models.casework_codes import CodeList
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.importers.fact_rows import Fact, Known
from zorgarrangeur_tui.importers.problems import quoted
from zorgarrangeur_tui.importers.reference_columns import FoundColumns, Layout
from zorgarrangeur_tui.importers.reference_plan import (
    LineRefused,
    ReadLine,
    ReferenceOptions,
    ReferencePlan,
    plan_table,
)
from zorgarrangeur_tui.importers.table_file import TableRow

LAYOUT = Layout(
    name="codelijst",
    needed={"code": ("code",), "words": ("waarde", "betekenis", "omschrijving")},
    others={"list": ("lijst",)},
)

_LISTS = {"JZ020": CodeList.IJW_CATEGORY}
"""Per list of the iStandaarden the list in which the app keeps it; their other lists are for messages that it never sends."""

_CODE = re.compile(r"\S{1,20}")


def plan_codes(file_name: str, data: bytes, known: Known, options: ReferenceOptions) -> ReferencePlan:
    """Return what reading in a code list would change.

    Args:
        file_name: name or path of the file, for sentences.
        data: the whole file.
        known: the codes that stand.
        options: what the user tells about the file; a file without a column for the list is taken for iWmo unless told.

    Raises:
        FileRefused: the file as a whole cannot be used.
    """

    def reader(columns: FoundColumns, _rows: Sequence[TableRow]) -> tuple[ReadLine, list[str]]:
        chosen = CodeList(options.code_list) if options.code_list else None
        if "list" in columns.positions:
            return lambda cells, line: _facts(cells, line, None, options), []
        taken = chosen or CodeList.IWMO_CATEGORY
        doubt = f"Er staat niet bij welke lijst dit is. Genomen is: {word(taken, CodeList)}."
        return lambda cells, line: _facts(cells, line, taken, options), [] if chosen else [doubt]

    return plan_table(file_name, data, LAYOUT, reader, known, options.valid_from)


def _facts(
    cells: Mapping[str, str], line: int, code_list: CodeList | None, options: ReferenceOptions
) -> tuple[list[Fact], list[str]]:
    """Return the code of a line."""
    named = cells.get("list", "")
    taken = code_list or _LISTS.get(named.split(" ")[0])
    if taken is None:
        raise LineRefused(f"De app gebruikt de lijst {quoted(named)} niet.")
    if not _CODE.fullmatch(cells["code"]):
        raise LineRefused("De code ontbreekt of is geen code.")
    if not cells["words"]:
        raise LineRefused(f"Bij code {quoted(cells['code'])} ontbreekt de betekenis.")
    values: dict[str, object] = {
        "code_list": taken.value,
        "code": cells["code"],
        "words": cells["words"],
        "region": options.region,
    }
    source = options.source or f"Ingelezen codelijst {named or word(taken, CodeList)}."
    return [Fact(line, "code_entry", f"Code {cells['code']}", values, {"source": source})], []
