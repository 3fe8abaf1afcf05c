"""What the publish screen says: rows for what is wrong and what changes, and its top line. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from storage.models import PlanVersion
from widgets.detail_view import Section
from widgets.plain_text import fitted
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.plan_versions import published_words
from zorgarrangeur_tui.desk.publishing import Publication, RecurringPlace
from zorgarrangeur_tui.domain.clock import day_and_month, dutch_date_short, weekday_short
from zorgarrangeur_tui.domain.finding_words import KIND_WORDS as FINDING_WORDS
from zorgarrangeur_tui.domain.finding_words import SEVERITY_WORDS, WEIGHT_WORDS
from zorgarrangeur_tui.domain.plan_change_words import KIND_WORDS, Names, change_words, count_words
from zorgarrangeur_tui.domain.plan_changes import PlanChange
from zorgarrangeur_tui.domain.visit_findings import Severity

COLUMNS = (
    Column("Soort", 8),
    Column("Wat", 16, weight=1, priority=2),
    Column("Uitleg", 24, weight=5),
)
VERSION_COLUMNS = (
    Column("Nr", 4, right=True),
    Column("Gepubliceerd", 12),
    Column("Geldt vanaf", 12, priority=1),
    Column("Door", 10, weight=1, priority=3),
    Column("Wijzigingen", 16, weight=2),
    Column("Reden", 12, weight=2, priority=2),
)
_CHANGE = "anders"
_FINDING_KEY, _CHANGE_KEY = "f", "w"


def heading(publication: Publication, width: int) -> str:
    """Return the top line, exactly `width` cells: which plan, from when, what stands in the way, and how much changes.

    The name of the school gives way to the rest.
    """
    day = publication.holds_from
    hard, soft = len(publication.hard), len(publication.soft)
    parts = [f"rooster {publication.number}", f"vanaf {weekday_short(day.weekday())} {day_and_month(day)}"]
    parts += [f"! {hard} x kan niet"] if hard else []
    parts += [f"{soft} x let op"] if soft else []
    parts += ["alles klopt"] if not hard and not soft else []
    parts.append(count_words(publication.changes) if publication.changes else "geen wijzigingen")
    state = " · ".join(parts)
    room = width - cell_len(state) - 4
    name = fitted(publication.school.name, max(0, min(room, cell_len(publication.school.name))))
    return fitted(f" {name} · {state}" if name else f" {state}", width)


def rows(publication: Publication) -> list[Row]:
    """Return what blocks, then what changes, then what asks a reason, a row each."""
    found = [_finding_row(number, one) for number, one in enumerate(publication.found)]
    changes = [_change_row(number, one, publication.names) for number, one in enumerate(publication.changes)]
    hard = len(publication.hard)
    return [*found[:hard], *changes, *found[hard:]]


def place_of(publication: Publication, key: str) -> tuple[str, str | None] | None:
    """Return where a row is on the board: the id of its place, and of its visit if there is one; None for no place."""
    kind, _, number = key.partition("-")
    if kind == _FINDING_KEY:
        place = publication.found[int(number)].place
        return place.place_id, place.visit.pattern.id if place.visit else None
    change = publication.changes[int(number)] if kind == _CHANGE_KEY else None
    if change is None or change.after is None:
        return None
    return publication.school.id, change.after.id


def detail(publication: Publication, key: str) -> list[Section]:
    """Return a row in full."""
    kind, _, number = key.partition("-")
    if kind == _FINDING_KEY:
        one = publication.found[int(number)]
        days = ", ".join(f"{weekday_short(day.weekday())} {dutch_date_short(day)}" for day in one.found.days)
        lines = [
            ("Uitleg", one.found.sentence),
            ("Dagen", days),
            (SEVERITY_WORDS[one.severity].capitalize(), WEIGHT_WORDS[one.severity]),
        ]
        return [Section(FINDING_WORDS[one.found.finding.kind], lines)]
    if kind == _CHANGE_KEY:
        change = publication.changes[int(number)]
        since = published_words(publication.last) if publication.last else "er is nog niets gepubliceerd"
        told = [("Uitleg", change_words(change, publication.names)), ("Vergeleken met", since)]
        return [Section(KIND_WORDS[change.kind], told)]
    return []


def first_blocking(publication: Publication) -> str | None:
    """Return the key of the first row that blocks; None when nothing does."""
    return f"{_FINDING_KEY}-0" if publication.hard else None


def version_row(version: PlanVersion, changes: Iterable[PlanChange], *, marked: bool) -> Row:
    """Return a published plan as a row; the one to compare with is marked."""
    found = list(changes)
    cells = (
        f"{'*' if marked else ''}{version.number}",
        dutch_date_short(version.published_on) if version.published_on else "",
        dutch_date_short(version.holds_from) if version.holds_from else "",
        version.author,
        count_words(found),
        version.reason,
    )
    return Row(version.id, cells, ("strong",) if marked else ())


def difference_sections(
    base: PlanVersion | None, version: PlanVersion, changes: Iterable[PlanChange], names: Names
) -> list[Section]:
    """Return what differs between two published plans, a line each."""
    found = list(changes)
    against = f"rooster {base.number}" if base else "niets: dit is het eerste rooster"
    lines = [("Vergeleken met", against), ("Verschil", count_words(found))]
    lines += [(KIND_WORDS[one.kind], change_words(one, names)) for one in found]
    if version.reason:
        lines.append(("Reden", version.reason))
    return [Section(published_words(version), lines)]


def _finding_row(number: int, one: RecurringPlace) -> Row:
    cells = (SEVERITY_WORDS[one.severity], FINDING_WORDS[one.found.finding.kind], one.found.sentence)
    return Row(f"{_FINDING_KEY}-{number}", cells, ("warning",) if one.severity is Severity.HARD else ())


def _change_row(number: int, change: PlanChange, names: Names) -> Row:
    return Row(f"{_CHANGE_KEY}-{number}", (_CHANGE, KIND_WORDS[change.kind], change_words(change, names)))
