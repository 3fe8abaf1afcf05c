"""Published figures as text, `zorgcijfers/1`: tables of one school year that may leave a store, in a form that all may read.

Anchored regular expressions read all of it before anything is used. A file that contradicts itself is refused: every table
counts the same children, so totals are the sum of their parts and all tables end in the same row. `docs/formats.md` describes
it for others.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date

from storage.bundle_errors import FiguresContradict, FiguresDamaged, FiguresHoldControls, FiguresNewer, FiguresTooLarge
from storage.text_rules import has_forbidden_character

MAX_FIGURES_BYTES = 1 << 20
MAX_TABLES, MAX_ROWS, MAX_COLUMNS, MAX_RULES, MAX_REGIONS = 40, 1_000, 40, 40, 100
MAX_NAME, MAX_WORDS = 200, 2_000
"""Most characters of a name or title, and of a text that explains."""

TOTAL = "Totaal"
"""The name of the last row and the last column of every table."""

HIDDEN = "."
"""What stands in the place of a figure that is not told."""

_LAST_MONTH = 7
_ESCAPED = re.compile(r"\\(.)")


def _text(most: int) -> str:
    return rf'"(?:[^"\\\x00-\x1f\x7f]|\\["\\]){{1,{most}}}+"'


_NAME, _WORDS = _text(MAX_NAME), _text(MAX_WORDS)
_ID = r"'[a-z][a-z0-9_]{0,39}+'"
_COUNT = r"(?:0|[1-9][0-9]{0,8}+)"
_CELL = rf"(?:{_COUNT}|'\.')"
_RULE = rf"""
\[\[rule\]\]
id = (?P<id>{_ID})
words = (?P<words>{_WORDS})
source = (?P<source>{_WORDS})
"""
_ROW = rf"""
\[\[table\.row\]\]
name = (?P<name>{_NAME})
cells = \[(?P<cells>{_CELL}(?:, {_CELL}){{0,{MAX_COLUMNS - 1}}}+)\]
"""
_TABLE_HEAD = rf"""
\[\[table\]\]
id = (?P<id>{_ID})
title = (?P<title>{_NAME})
rows = (?P<rows>{_NAME})
words = (?P<words>{_WORDS})
source = (?P<source>{_WORDS})
"""


def _bare(pattern: str) -> str:
    return re.sub(r"\?P<[a-z]+>", "?:", pattern)


_TABLE = rf"{_TABLE_HEAD}(?P<lines>(?:{_bare(_ROW)}){{1,{MAX_ROWS}}}+)"
_FIGURES = re.compile(
    rf"""\Aformat = 'zorgcijfers/1'
school_year = '(?P<school_year>20[0-9]{{2}}-20[0-9]{{2}})'
day = (?P<day>20[0-9]{{2}}-[01][0-9]-[0-3][0-9])
audience = '(?P<audience>region|outside)'
counted = (?P<counted>{_WORDS})
regions = \[(?P<regions>(?:{_NAME}(?:, {_NAME}){{0,{MAX_REGIONS - 1}}}+)?+)\]
least = (?P<least>[1-9][0-9]{{0,3}})
rounding = (?P<rounding>[1-9][0-9]{{0,3}})
blur = (?P<blur>0|[1-9][0-9]{{0,4}})
across = (?P<across>{_NAME})
columns = \[(?P<columns>{_NAME}(?:, {_NAME}){{0,{MAX_COLUMNS - 1}}}+)\]
(?P<rules>(?:{_bare(_RULE)}){{0,{MAX_RULES}}}+)(?P<tables>(?:{_bare(_TABLE)}){{1,{MAX_TABLES}}}+)\Z"""
)
_EACH_RULE, _EACH_TABLE, _EACH_ROW = re.compile(_RULE), re.compile(_TABLE), re.compile(_ROW)
_EACH_NAME = re.compile(_NAME)
_OTHER_VERSION = re.compile(rb"format = 'zorgcijfers/(?!1')[1-9][0-9]{0,3}'\n")


@dataclass(frozen=True, slots=True)
class FigureRule:
    """A rule under which figures were made: its name, what it says in Dutch, and where it comes from."""

    id: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row of a table: its name, and a figure for each column; None for one that is not told."""

    name: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table.

    Attributes:
        id: by which a program knows it.
        title: what it is, in Dutch.
        rows: what its rows stand for.
        words: how was counted.
        source: who asks for it.
        lines: its rows; the last is the total.
    """

    id: str
    title: str
    rows: str
    words: str
    source: str
    lines: tuple[PublishedRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresText:
    """What a file of figures says.

    Attributes:
        school_year: such as "2026-2027".
        day: the figures are of this day.
        audience: for whom they were made safe, "region" or "outside".
        counted: what a figure counts, in Dutch.
        regions: the jeugdregio's where the schools are.
        least: no count below this is told.
        rounding: every count is a multiple of this.
        blur: by how much a count may differ from the real one.
        across: what the columns stand for.
        columns: their names, the same in every table; the last is the total.
        rules: under which they were made.
        tables: all of the same children.
    """

    school_year: str
    day: date
    audience: str
    counted: str
    regions: tuple[str, ...]
    least: int
    rounding: int
    blur: int
    across: str
    columns: tuple[str, ...]
    rules: tuple[FigureRule, ...]
    tables: tuple[PublishedTable, ...]


def write_figures(figures: FiguresText) -> bytes:
    """Return figures as TOML 1.0 that `read_figures` gives back equal.

    Raises:
        ValueError: a field does not have the form that its description gives, or the tables contradict each other.
    """
    head = (
        f"format = 'zorgcijfers/1'\nschool_year = '{figures.school_year}'\nday = {figures.day.isoformat()}\n"
        f"audience = '{figures.audience}'\ncounted = {_quoted(figures.counted)}\nregions = {_listed(figures.regions)}\n"
        f"least = {figures.least}\nrounding = {figures.rounding}\nblur = {figures.blur}\n"
        f"across = {_quoted(figures.across)}\ncolumns = {_listed(figures.columns)}\n"
    )
    rules = (
        f"\n[[rule]]\nid = '{one.id}'\nwords = {_quoted(one.words)}\nsource = {_quoted(one.source)}\n"
        for one in figures.rules
    )
    data = "".join((head, *rules, *map(_table_text, figures.tables))).encode()
    try:
        same = read_figures(data) == figures
    except (FiguresDamaged, FiguresContradict, FiguresTooLarge) as refusal:
        raise ValueError("these figures are not in the form that their description gives") from refusal
    if not same:
        raise ValueError("these figures read back as others")
    return data


def read_figures(data: bytes) -> FiguresText:
    """Return what a file of figures says.

    Raises:
        FiguresTooLarge: it is larger than such a text may be; nothing of it was looked at.
        FiguresNewer: another version of the form.
        FiguresDamaged: not the form of text that `write_figures` makes.
        FiguresHoldControls: a text in it could steer a screen.
        FiguresContradict: what it says cannot all be so.
    """
    if len(data) > MAX_FIGURES_BYTES:
        raise FiguresTooLarge
    if _OTHER_VERSION.match(data):
        raise FiguresNewer
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise FiguresDamaged from None
    match = _FIGURES.match(text)
    if match is None:
        raise FiguresDamaged
    if has_forbidden_character(text):
        raise FiguresHoldControls
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        raise FiguresDamaged from None
    figures = FiguresText(
        school_year=match["school_year"],
        day=day,
        audience=match["audience"],
        counted=_unquoted(match["counted"]),
        regions=_names(match["regions"]),
        least=int(match["least"]),
        rounding=int(match["rounding"]),
        blur=int(match["blur"]),
        across=_unquoted(match["across"]),
        columns=_names(match["columns"]),
        rules=tuple(
            FigureRule(one["id"][1:-1], _unquoted(one["words"]), _unquoted(one["source"]))
            for one in _EACH_RULE.finditer(match["rules"])
        ),
        tables=tuple(map(_table, _EACH_TABLE.finditer(match["tables"]))),
    )
    if not _agrees(figures):
        raise FiguresContradict
    return figures


def _agrees(figures: FiguresText) -> bool:
    """Tell whether all that figures say can be so."""
    first, last = map(int, figures.school_year.split("-"))
    begins_in = figures.day.year - (figures.day.month <= _LAST_MONTH)
    names = [table.id for table in figures.tables]
    return (
        last == first + 1
        and begins_in == first
        and _once(names)
        and _once(figures.columns)
        and figures.columns[-1] == TOTAL
        and len({table.lines[-1] for table in figures.tables}) == 1
        and all(_adds_up(figures, table) for table in figures.tables)
    )


def _adds_up(figures: FiguresText, table: PublishedTable) -> bool:
    """Tell whether a table has a figure in every column, all rounded, and totals that its parts can make."""
    rows = [row.cells for row in table.lines]
    return (
        _once([row.name for row in table.lines])
        and table.lines[-1].name == TOTAL
        and all(len(row) == len(figures.columns) for row in rows)
        and all(_told_rightly(cell, figures) for row in rows for cell in row)
        and all(_sums(row) for row in itertools.chain(rows, zip(*rows, strict=True)))
    )


def _told_rightly(cell: int | None, figures: FiguresText) -> bool:
    return not cell or (cell % figures.rounding == 0 and cell + figures.blur >= figures.least)


def _sums(line: tuple[int | None, ...]) -> bool:
    """Tell whether the last figure of a line is the sum of the others, as far as they are told."""
    *parts, total = line
    told = sum(part for part in parts if part is not None)
    if total is None or not parts:
        return True
    return told <= total if None in parts else told == total


def _once(names: list[str] | tuple[str, ...]) -> bool:
    return len(set(names)) == len(names)


def _table(match: re.Match[str]) -> PublishedTable:
    title, rows, words, source = (_unquoted(match[name]) for name in ("title", "rows", "words", "source"))
    lines = (
        PublishedRow(_unquoted(row["name"]), tuple(map(_cell, row["cells"].split(", "))))
        for row in _EACH_ROW.finditer(match["lines"])
    )
    return PublishedTable(match["id"][1:-1], title, rows, words, source, tuple(lines))


def _cell(written: str) -> int | None:
    return None if written == f"'{HIDDEN}'" else int(written)


def _table_text(table: PublishedTable) -> str:
    head = (
        f"\n[[table]]\nid = '{table.id}'\ntitle = {_quoted(table.title)}\nrows = {_quoted(table.rows)}\n"
        f"words = {_quoted(table.words)}\nsource = {_quoted(table.source)}\n"
    )
    return head + "".join(
        f"\n[[table.row]]\nname = {_quoted(row.name)}\ncells = [{', '.join(map(_cell_text, row.cells))}]\n"
        for row in table.lines
    )


def _cell_text(cell: int | None) -> str:
    return f"'{HIDDEN}'" if cell is None else str(cell)


def _listed(names: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def _names(written: str) -> tuple[str, ...]:
    return tuple(map(_unquoted, _EACH_NAME.findall(written)))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(written: str) -> str:
    return _ESCAPED.sub(r"\1", written[1:-1])
