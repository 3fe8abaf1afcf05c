"""How a fault shows when it ends the full-screen app: see `fault_report` for what is told."""

from __future__ import annotations

from rich.text import Text
from textual.worker import WorkerFailed

from zorgarrangeur_tui.fault_report import fault_report


class SafeCrash(Exception):
    """An error whose display is a report without values."""

    def __init__(self, error: BaseException) -> None:
        while isinstance(error, WorkerFailed):
            error = error.error
        super().__init__(type(error).__name__)
        self.report = fault_report(error)
        self.__cause__ = error

    def __rich__(self) -> Text:
        return Text(self.report)
