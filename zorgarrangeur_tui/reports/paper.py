"""A document in parts, made once and written twice: as a PDF and as Markdown, so that the two never differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.typesetting import printable, typeset

Fact = tuple[str, str]
"""What something is called, and what it holds."""

ENDINGS = (".pdf", ".md")
"""The kinds of file that a document can be."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_STARTS_A_BLOCK = re.compile(r"([#+=:-]|\d+[.)])")
_EMPTY_CELL = "–"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers; `widths` are shares of the width, a column each."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount as a bar: its outline is the whole, what is filled is a part of it. It reads without colour.

    Attributes:
        name: what it is about.
        text: the numbers that it shows.
        whole: how long its outline is, of the room that there is: 0 to 1.
        part: how long what is filled is, of the same room: 0 to `whole`.
    """

    name: str
    text: str
    whole: Fraction
    part: Fraction


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document: a heading with lines, blocks of facts, bars, a table and where it comes from, in that order.

    Attributes:
        heading: what it is about.
        lines: paragraphs.
        blocks: facts that belong together, a block each.
        table: rows under headers.
        nothing: what stands there when there is nothing else.
        bars: amounts as bars; the table of the same part has their numbers.
        source: where it comes from and how was counted; "" for nothing.
    """

    heading: str
    lines: tuple[str, ...] = ()
    blocks: tuple[tuple[Fact, ...], ...] = ()
    table: Table | None = None
    nothing: str = ""
    bars: tuple[Bar, ...] = ()
    source: str = ""

    @property
    def row_count(self) -> int:
        """How many facts and rows there are."""
        return sum(len(block) for block in self.blocks) + (len(self.table.rows) if self.table else 0)


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document.

    Attributes:
        title: what it is, for its heading and its properties; without names of persons.
        lead: what the reader must know first.
        banner: how it is to be treated, at the top of each page; "" for nothing.
        parts: what it says.
    """

    title: str
    lead: str
    banner: str
    parts: tuple[Part, ...]

    @property
    def row_count(self) -> int:
        """How many facts and rows there are."""
        return sum(part.row_count for part in self.parts)


def paper_bytes(paper: Paper, imprint: Imprint, ending: str) -> bytes:
    """Return a document as the kind of file that its ending tells: one of `ENDINGS`."""
    return paper_pdf(paper, imprint) if ending == ".pdf" else paper_markdown(paper, imprint)


def paper_pdf(paper: Paper, imprint: Imprint) -> bytes:
    """Return a document as a PDF."""
    values = {
        "lead": paper.lead,
        "banner": paper.banner,
        "parts": [
            {
                "heading": part.heading,
                "lines": part.lines,
                "blocks": part.blocks,
                "table": _table_values(part.table),
                "nothing": "" if part.lines or part.row_count else part.nothing,
                "bars": [
                    {"name": bar.name, "text": bar.text, "whole": float(bar.whole), "part": float(bar.part)}
                    for bar in part.bars
                ],
                "source": part.source,
            }
            for part in paper.parts
        ],
    }
    return typeset("paper", values, title=paper.title, made_on=imprint.made_on, mark=imprint.export_id)


def paper_markdown(paper: Paper, imprint: Imprint) -> bytes:
    """Return a document as Markdown in UTF-8. Texts of users stand in it as they are and never as markup."""
    return ("\n".join(_markdown_lines(paper, imprint)) + "\n").encode()


def as_text(value: str) -> str:
    """Return a text so that a reader of Markdown shows it as it stands: on one line, every sign a sign."""
    text = _SPECIAL.sub(r"\\\1", " ".join(printable(value).split()))
    start = _STARTS_A_BLOCK.match(text)
    return text if start is None else f"{text[: start.end() - 1]}\\{text[start.end() - 1 :]}"


def _table_values(table: Table | None) -> dict[str, object] | None:
    if table is None or not table.rows:
        return None
    return {"headers": table.headers, "rows": table.rows, "widths": table.widths or (1,) * len(table.headers)}


def _markdown_lines(paper: Paper, imprint: Imprint) -> Iterator[str]:
    yield f"# {as_text(paper.title)}"
    yield from ("", f"**{as_text(paper.banner)}**") if paper.banner else ()
    yield from ("", as_text(paper.lead))
    for part in paper.parts:
        yield from ("", f"## {as_text(part.heading)}")
        for line in part.lines or (() if part.row_count else (part.nothing,)):
            yield from ("", as_text(line))
        for block in part.blocks:
            yield from ("", *(f"- **{as_text(name)}**: {as_text(value) or _EMPTY_CELL}" for name, value in block))
        yield from ("", *(f"- {as_text(bar.name)}: {as_text(bar.text)}" for bar in part.bars)) if part.bars else ()
        if part.table is not None and part.table.rows:
            yield ""
            yield _row(part.table.headers)
            yield _row("---" for _ in part.table.headers)
            yield from (_row(as_text(cell) or _EMPTY_CELL for cell in row) for row in part.table.rows)
        yield from ("", as_text(part.source)) if part.source else ()
    yield from ("", "---", "", as_text(f"Export {imprint.export_id}, gemaakt op {dutch_date(imprint.made_on)}"))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
