"""What is recorded about one pupil and who looked at it, for parents who ask (right of access, AVG article 15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from storage.clock import WALL_CLOCK
from zorgarrangeur_tui.domain.clock import dutch_date_short
from zorgarrangeur_tui.reports.csv_text import Cell, csv_bytes
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.typesetting import typeset

Fact = tuple[str, str]
"""The Dutch name of a field, and what it holds."""

_CSV_HEADERS = ("Onderdeel", "Wat", "Waarde", "Wie", "Wanneer")


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the access log about this pupil. `about` is what it was: the pupil, a need, the case."""

    at: datetime
    who: str
    what: str
    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class PupilFile:
    """What is recorded about a pupil, as names of fields and values in words."""

    pseudonym: str
    pupil: tuple[Fact, ...]
    case: tuple[Fact, ...]
    needs: tuple[tuple[Fact, ...], ...]
    visits: tuple[tuple[str, str, str, str], ...]
    """Day, time, who, rhythm of each visit for one of the needs."""
    looks: tuple[Look, ...]
    parts: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    """Everything else that is recorded: what it is, and its facts."""

    @property
    def row_count(self) -> int:
        """How many facts and log rows there are."""
        facts = len(self.pupil) + len(self.case) + sum(len(need) for need in self.needs)
        facts += sum(len(part) for _, part in self.parts)
        return facts + len(self.visits) + len(self.looks)


def pupil_file_pdf(file: PupilFile, imprint: Imprint) -> bytes:
    """Return the file as a PDF. Its title and its properties hold no name."""
    values = {
        "pseudonym": file.pseudonym,
        "pupil": file.pupil,
        "case": file.case,
        "needs": file.needs,
        "visits": file.visits,
        "parts": [{"title": title, "facts": facts} for title, facts in file.parts],
        "looks": [(_moment(look.at), look.who, look.what, look.about, look.reason) for look in file.looks],
    }
    return typeset(
        "pupil_file", values, title="Dossier van een leerling", made_on=imprint.made_on, mark=imprint.export_id
    )


def pupil_file_csv(file: PupilFile) -> bytes:
    """Return the file as CSV, a row per fact, visit and look."""
    return csv_bytes(_CSV_HEADERS, _rows(file))


def _rows(file: PupilFile) -> Iterator[tuple[Cell, ...]]:
    parts = [("Leerling", file.pupil), ("Casus", file.case)]
    parts += [(f"Zorgbehoefte {number}", need) for number, need in enumerate(file.needs, 1)]
    parts += file.parts
    for part, facts in parts:
        for name, value in facts:
            yield part, name, value, "", ""
    for day, time, who, rhythm in file.visits:
        yield "Bezoek", f"{day} {time}", rhythm, who, ""
    for look in file.looks:
        yield "Inzage", f"{look.what}: {look.about}", look.reason, look.who, _moment(look.at)


def _moment(at: datetime) -> str:
    local = at.astimezone(WALL_CLOCK)
    return f"{dutch_date_short(local.date())} {local.hour}:{local.minute:02d}"
