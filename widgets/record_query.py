"""Ask a source for rows, away from the screen: the question, the answer, and the messages that a table sends about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from widgets.record_source import RowSource, RowWindow
    from widgets.record_table import RecordTable


@dataclass(frozen=True, slots=True)
class Question:
    """What a source is asked; `count_all` also asks for the rows without a filter."""

    number: int
    source: RowSource
    filter_text: str
    count_all: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for question `number`: a window (and the one without a filter, if asked), or what went wrong."""

    number: int
    filter_text: str = ""
    window: RowWindow | None = None
    all_rows: RowWindow | None = None
    error: Exception | None = None


def answered(question: Question) -> Answer:
    """Let the source answer. Slow; never raises what the source raises."""
    try:
        all_rows = question.source.select("") if question.count_all else None
        window = question.source.select(question.filter_text)
    except Exception as error:  # noqa: BLE001  a source may raise anything; the table tells it
        return Answer(question.number, question.filter_text, error=error)
    return Answer(question.number, question.filter_text, window, all_rows)


class TableMessage(Message):
    """A message about one table."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> RecordTable:
        """The table that sent this."""
        return self.table
