"""What a bundle would do as lines of a list: one per record, grouped, and per record one per field."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from storage.history import FieldKey
from storage.merge import FieldChange, RecordChange
from storage.models import RECORD_TYPES
from storage.open_fields import Claim, OpenKind
from storage.ops import OpValue
from storage.store import Store
from storage.taking_in import Incoming
from widgets.record_source import Row, folded
from widgets.record_table import Column
from zorgarrangeur_tui.choice_words import ValueReader, answer_word, question_lines
from zorgarrangeur_tui.desk.import_choices import Choice, Question, questions_of
from zorgarrangeur_tui.desk.open_questions import own_fingerprints
from zorgarrangeur_tui.desk.record_names import called
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.exchange_words import record_titles

RECORD_COLUMNS = (
    Column("Wat", 11),
    Column("Soort", 10, weight=1, priority=2),
    Column("Naam", 14, weight=3),
    Column("Velden", 12, weight=3, priority=3),
    Column("Keuze", 11, priority=1),
)
FIELD_COLUMNS = (
    Column("Veld", 10, weight=2),
    Column("Nu bij u", 10, weight=3),
    Column("Komt binnen", 11, weight=3),
    Column("Van wie", 10, weight=2, priority=2),
    Column("Keuze", 11, priority=1),
)


class Group(IntEnum):
    """What happens to a record; what asks most of the user comes first."""

    CONFLICT = 0
    PROPOSAL = 1
    ERASED = 2
    RECALLED = 3
    REMOVED = 4
    CHANGED = 5
    NEW = 6


GROUP_WORDS = {
    Group.CONFLICT: "kiezen",
    Group.PROPOSAL: "voorstel",
    Group.ERASED: "gewist",
    Group.RECALLED: "ingetrokken",
    Group.REMOVED: "weggehaald",
    Group.CHANGED: "gewijzigd",
    Group.NEW: "nieuw",
}


class RecordsSource:
    """Records as a list that can be searched; lines are put into words only where they are on screen.

    Args:
        records: what there is to show.
        choices: what was chosen, kept up by who made this.
    """

    def __init__(self, records: Sequence[IncomingRecord], choices: Mapping[FieldKey, Choice]) -> None:
        self._records = records
        self._choices = choices
        self._haystacks: list[str] | None = None

    def select(self, filter_text: str) -> RecordsWindow:
        """Return the records in which every word occurs."""
        words = folded(filter_text).split()
        if not words:
            return RecordsWindow(self._records, self._choices)
        if self._haystacks is None:
            self._haystacks = ["\n".join(map(folded, record_row(one, {}).cells)) for one in self._records]
        found = [
            one
            for one, haystack in zip(self._records, self._haystacks, strict=True)
            if all(word in haystack for word in words)
        ]
        return RecordsWindow(found, self._choices)


@dataclass(frozen=True, slots=True)
class RecordsWindow:
    """The records that answer one search."""

    records: Sequence[IncomingRecord]
    choices: Mapping[FieldKey, Choice]

    def __len__(self) -> int:
        return len(self.records)

    def rows(self, start: int, stop: int) -> list[Row]:
        """Return lines `start` up to `stop`."""
        return [record_row(record, self.choices) for record in self.records[start:stop]]

    def position(self, key: str) -> int | None:
        """Return the place of a record, or None."""
        return next((place for place, record in enumerate(self.records) if record.record_id == key), None)


@dataclass(frozen=True, slots=True)
class IncomingRecord:
    """One record of a bundle: what happens to it, how it is called, and what must be chosen in it."""

    record_type: str
    record_id: str
    group: Group
    title: str
    fields: tuple[FieldChange, ...]
    questions: tuple[Question, ...]

    def open_count(self, choices: Mapping[FieldKey, Choice]) -> int:
        """Return how many questions have no answer yet."""
        return sum(question.key not in choices for question in self.questions)


def incoming_records(store: Store, incoming: Incoming) -> list[IncomingRecord]:
    """Return the records of a bundle, those that must be chosen first, each group in reading order. May run in a thread."""
    plan = incoming.plan
    titles = record_titles(store, plan)
    own = own_fingerprints(store)
    found = [_changed(change, titles[change.record_id], own) for change in plan.changes]
    found += [_leaving(store, record_type, record_id, Group.ERASED) for record_type, record_id in plan.erases]
    found += [
        _leaving(store, record_type, record_id, Group.RECALLED) for record_type, record_id in incoming.recall.forgets
    ]
    order = list(RECORD_TYPES)
    return sorted(found, key=lambda one: (one.group, order.index(one.record_type)))


def tells_of_a_child(record: IncomingRecord) -> bool:
    """Tell whether some value in a record is hidden until somebody asks for names."""
    return any(
        (record.record_type, field.field) in ABOUT_A_CHILD and bool(field.after or field.before or field.proposed)
        for field in record.fields
    )


def record_row(record: IncomingRecord, choices: Mapping[FieldKey, Choice]) -> Row:
    """Return the line of a record."""
    cells = (
        GROUP_WORDS[record.group],
        RECORD_WORDS[record.record_type].singular,
        record.title,
        ", ".join(field_word(record.record_type, field.field) for field in _told(record)),
        _choice_word(record, choices),
    )
    return Row(record.record_id, cells, _marks(record, choices))


def field_rows(record: IncomingRecord, reader: ValueReader, choices: Mapping[FieldKey, Choice]) -> list[Row]:
    """Return the lines of the fields of a record, those with a question first."""
    questions = {question.field: question for question in record.questions}
    rows = []
    for field in sorted(_told(record), key=lambda one: one.field not in questions):
        question = questions.get(field.field)
        choice = choices.get(question.key) if question else None
        comes = _comes(field, question)
        cells = (
            field_word(record.record_type, field.field),
            reader.text(record.record_type, field.field, question.mine if question else field.before),
            " / ".join(reader.text(record.record_type, field.field, value) for value in comes),
            "; ".join(dict.fromkeys(reader.who(claim) for claim in _writers(field, question))),
            answer_word(question, choice) if question else "",
        )
        rows.append(Row(field.field, cells, ("warning",) if question and choice is None else ()))
    return rows


def field_details(record: IncomingRecord, field: str, reader: ValueReader) -> list[tuple[str, str]]:
    """Return one field in full, as (label, text)."""
    question = next((one for one in record.questions if one.field == field), None)
    if question is not None:
        return question_lines(question, reader)
    change = next((one for one in record.fields if one.field == field), None)
    if change is None:
        return []
    lines = [
        ("Veld", field_word(record.record_type, field)),
        ("Nu bij u", reader.text(record.record_type, field, change.before)),
        ("Komt binnen", reader.text(record.record_type, field, change.after)),
    ]
    return [*lines, *(("Van wie", reader.who(claim)) for claim in _writers(change, None)[:1])]


def record_summary(records: Collection[IncomingRecord]) -> str:
    """Return how many records of each group there are, such as "2 kiezen, 1 nieuw"."""
    groups = [record.group for record in records]
    return ", ".join(f"{groups.count(group)} {GROUP_WORDS[group]}" for group in Group if group in groups)


def _changed(change: RecordChange, title: str, own: Collection[str]) -> IncomingRecord:
    questions = questions_of(change, own)
    if any(question.kind is OpenKind.CONFLICT for question in questions):
        group = Group.CONFLICT
    elif questions:
        group = Group.PROPOSAL
    elif any(field.field == "deleted" and field.after is True for field in change.fields):
        group = Group.REMOVED
    else:
        group = Group.NEW if change.new else Group.CHANGED
    return IncomingRecord(change.record_type, change.record_id, group, _name(title), change.fields, questions)


def _leaving(store: Store, record_type: str, record_id: str, group: Group) -> IncomingRecord:
    return IncomingRecord(record_type, record_id, group, called(store, record_type, record_id), (), ())


def _name(title: str) -> str:
    """Return a title without the kind of record: that stands in a column of its own."""
    return title.partition(": ")[2] or title


def _told(record: IncomingRecord) -> list[FieldChange]:
    """Leave out what says no more than that a record stands: every change brings that."""
    return [
        field
        for field in record.fields
        if field.field != "deleted" or field.after is True or field.in_conflict or field.proposed
    ]


def _comes(field: FieldChange, question: Question | None) -> list[OpValue]:
    if question is None:
        return [field.after]
    return [claim.value for claim in question.theirs]


def _writers(field: FieldChange, question: Question | None) -> Sequence[Claim]:
    if question is not None:
        return question.theirs
    return [claim for claim in field.claims if claim.value == field.after]


def _choice_word(record: IncomingRecord, choices: Mapping[FieldKey, Choice]) -> str:
    if not record.questions:
        return ""
    waits = record.open_count(choices)
    return f"{waits} te kiezen" if waits else "gekozen"


def _marks(record: IncomingRecord, choices: Mapping[FieldKey, Choice]) -> tuple[str, ...]:
    if record.group in {Group.ERASED, Group.RECALLED} or record.open_count(choices):
        return ("warning",)
    return ("strong",) if record.questions else ()
