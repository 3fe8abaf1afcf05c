"""The access log for readers: who saw or changed what, in words, with the names that things have now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from storage import tables
from storage.audit import Action, LogRow
from storage.clock import WALL_CLOCK
from storage.contacts import known_names
from storage.history import in_parts
from storage.models import RECORD_TYPES, Case, Pupil
from storage.store import Store
from zorgarrangeur_tui.desk.log_words import LISTS, OUTCOME_WORDS, action_word, fact_words, object_words, short
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.clock import dutch_date_short, time_of_day
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import RECORD_WORDS

_NAMED = ("school", "provider", "professional", "care_location")
"""Record types that go by a name. A child goes by its pseudonym, never by its name."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line for a reader: one row, or several alike of one day.

    Attributes:
        rows: what it tells, oldest first.
        when: the moment of the newest, on the wall clock.
        who: by whom.
        what: what was done.
        about: on which child, or what else.
        why: the reason, and what else the row tells.
        pupil_id: the child that it is about; "" for none.
        remarkable: whether something failed or was found.
    """

    rows: tuple[LogRow, ...]
    when: str
    who: str
    what: str
    about: str
    why: str
    pupil_id: str
    remarkable: bool

    @property
    def newest(self) -> LogRow:
        """The last of its rows."""
        return self.rows[-1]


class LogReader:
    """Puts rows of the log into words.

    Args:
        store: an opened store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[str, str] = {}
        self._asked: set[str] = set()
        self._pupils: set[str] = set()
        self._people = known_names(store)

    def lines(self, rows: Sequence[LogRow]) -> list[LogLine]:
        """Return a line per row, in the same order."""
        return self.grouped_lines([(row,) for row in rows])

    def grouped_lines(self, groups: Sequence[tuple[LogRow, ...]]) -> list[LogLine]:
        """Return a line per group of rows, in the same order."""
        names = self.names({row.subject for group in groups for row in group})
        return [self._line(group, names) for group in groups]

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return how these records are called now; one that was erased is told as such, one that is not known is left out."""
        wanted = {record_id for record_id in ids if record_id}
        self._ask_names(sorted(wanted - self._asked))
        return {record_id: self._names[record_id] for record_id in wanted & self._names.keys()}

    def who(self, row: LogRow) -> str:
        """Return the name of who did it."""
        return self._people.get(row.actor) or short(row.actor)

    def facts(self, row: LogRow) -> str:
        """Return the small facts of a row in words."""
        told = [self._fact(fact) for fact in row.details.split()]
        return ", ".join(text for text in told if text)

    def _line(self, group: tuple[LogRow, ...], names: dict[str, str]) -> LogLine:
        row = group[-1]
        why = "; ".join(text for text in (row.reason, self.facts(row)) if text)
        return LogLine(
            rows=group,
            when=local_time(row.at),
            who=self.who(row),
            what=_what(row) + (f" ({len(group)}×)" if len(group) > 1 else ""),
            about=_about(row, names),
            why=why,
            pupil_id=row.subject if row.object == "pupil" or row.subject in self._pupils else "",
            remarkable=row.outcome != "ok",
        )

    def _ask_names(self, ids: list[str]) -> None:
        """Ask the store once for each id: a page of the log names the same few children again and again."""
        found = self._names
        self._asked.update(ids)
        for pupil in by_ids(self._store, Pupil, ids).values():
            self._pupils.add(pupil.id)
            found[pupil.id] = pupil.pseudonym + (" (weggehaald)" if pupil.deleted else "")
        for case in by_ids(self._store, Case, _rest(ids, found)).values():
            found[case.id] = f"casus {case_reference(case.id)}"
        for record_type in _NAMED:
            for record in by_ids(self._store, RECORD_TYPES[record_type], _rest(ids, found)).values():
                found[record.id] = str(getattr(record, "name", "")) or RECORD_WORDS[record_type].singular
        purged = tables.purged.c.record_id
        with self._store.read() as session:
            for part in in_parts(_rest(ids, found)):
                for record_id in session.connection().execute(select(purged).where(purged.in_(part))).scalars():
                    found[record_id] = f"gewist ({short(record_id)})"

    def _fact(self, fact: str) -> str:
        name, _, value = fact.partition("=")
        match name:
            case "from" | "to" if value:
                people = " en ".join(self._people.get(one) or short(one) for one in value.split(","))
                return f"{'van' if name == 'from' else 'aan'} {people}"
            case "case":
                return f"casus {case_reference(value)}"
            case "at":
                return f"op {local_time(value)}"
            case _ if value == "" and fact in self._people:
                return self._people[fact]
            case _:
                return fact_words(fact)


def grouped(rows: Iterable[LogRow]) -> list[tuple[LogRow, ...]]:
    """Return rows in groups that a reader may see as one line, the group with the newest row first.

    In one group are those of one day, one person, one kind and one reason; what failed stands on its own.
    """
    groups: dict[object, list[LogRow]] = {}
    for row in rows:
        told = " ".join(fact for fact in row.details.split() if fact == "name")
        alike = (local_day(row.at), row.actor, row.action, row.object, row.subject, row.reason, told)
        groups.setdefault(alike if row.outcome == "ok" else row.number, []).append(row)
    return [tuple(group) for group in sorted(groups.values(), key=lambda group: -group[-1].number)]


def local_time(at: str) -> str:
    """Return a moment of the log as "23-11-2026 10:05"; what is no moment as it stands."""
    moment = _moment(at)
    if moment is None:
        return at
    return f"{dutch_date_short(moment.date())} {time_of_day(moment.hour * 60 + moment.minute)}"


def local_day(at: str) -> date | None:
    """Return the day of a moment of the log, on the wall clock; None for what is no moment."""
    moment = _moment(at)
    return moment.date() if moment else None


def line_facts(reader: LogReader, line: LogLine) -> list[tuple[str, str]]:
    """Return everything that a line tells, as (label, text)."""
    row = line.newest
    first = local_time(line.rows[0].at)
    facts = [
        ("Wanneer", line.when if len(line.rows) == 1 else f"{len(line.rows)} keer, van {first} tot {line.when}"),
        ("Wie", f"{line.who}, op apparaat {row.device}"),
        ("Wat", line.what),
        ("Over", line.about),
        ("Reden", row.reason),
        ("Gegevens", object_words(row.object)),
        ("Bijzonderheden", reader.facts(row)),
        ("Uitkomst", OUTCOME_WORDS.get(row.outcome, row.outcome)),
        ("Regel", str(row.number)),
    ]
    return [(label, text) for label, text in facts if text]


def _moment(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at).astimezone(WALL_CLOCK)
    except (ValueError, OverflowError):
        return None


def _rest(ids: Iterable[str], found: Mapping[str, str]) -> list[str]:
    return [record_id for record_id in ids if record_id not in found]


def _what(row: LogRow) -> str:
    if row.action == Action.SEARCH and "words=" not in row.details:
        return "Lijst bekeken"
    return action_word(row.action, row.outcome)


def _about(row: LogRow, names: Mapping[str, str]) -> str:
    kind = LISTS[row.object] if row.action == Action.SEARCH and row.object in LISTS else object_words(row.object)
    if not row.subject or row.object == "vault":
        return kind
    name = names.get(row.subject)
    if row.object == "pupil":
        return name or short(row.subject)
    if name is None:
        return f"{kind} {short(row.subject)}"
    return name if row.object in {"case", *_NAMED} else f"{name}: {kind}"
