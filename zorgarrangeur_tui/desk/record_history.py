"""The history of one record in words: which values its fields held, who wrote them and when, and putting one back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from storage.audit_subjects import pupils_of
from storage.errors import RecordMissing
from storage.field_values import field_names, from_json, to_record_value
from storage.models import CASE_PARTS, RECORD_TYPES, VisitPattern
from storage.ops import OpValue, Stamp
from storage.past_writes import PastWrite, past_writes
from storage.store import Store
from zorgarrangeur_tui.desk.access_log import local_time
from zorgarrangeur_tui.desk.log_words import short
from zorgarrangeur_tui.desk.record_names import called, people, record_names
from zorgarrangeur_tui.desk.records import by_ids, change_record
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.desk.settling import settle
from zorgarrangeur_tui.desk.visit_locks import FREE, require_loose
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD, HIDDEN
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.keys.act_text import ActText

_NOT_HERE = ActText(
    ActText(
        "Dit veld zet u hier niet terug.",
        "Haalde u iets weg? Met {Undo} (ongedaan) komt het terug.",
        without="Haalde u iets weg? Maak dat dan ongedaan.",
    ),
    "Er is niets gewijzigd.",
)

EMPTY = "(leeg)"
NOT_SENT = "niet meegestuurd"

_ACT = "Eerdere waarde teruggezet"
_FROM_A_BUNDLE = "in een bundel"
_NOT_DELETED, _DELETED = "false", "true"
_NOT_PUT_BACK = frozenset({"owner", "deleted", "same_as"})
"""Fields that are no content: they come last, and only handing over, joining, taking away and undo write them."""

_POINTS_AT = {**POINTS_AT, "serves": "care_need", "same_as": ""}
"""By field the type of record; "" where it is the record's own type."""


class Standing(StrEnum):
    """What became of a value. The words are those for users."""

    NOW = "geldt nu"
    NOW_DISPUTED = "geldt nu, u moet nog kiezen"
    OPEN = "ook geschreven, u moet nog kiezen"
    UNDONE = "ongedaan gemaakt"
    BEFORE = "vervangen"


@dataclass(frozen=True, slots=True)
class PastValue:
    """One value that a field held.

    Attributes:
        id: the number of the write, for `put_back`.
        field: the field's name.
        label: the field in words.
        text: the value in words; `HIDDEN`, `EMPTY` or `NOT_SENT` where there is none to show.
        when: the moment on the wall clock.
        who: who wrote it.
        device: on which device, by its number.
        act: as part of which act, in the words of undo.
        standing: what became of it.
    """

    id: int
    field: str
    label: str
    text: str
    when: str
    who: str
    device: str
    act: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class FieldHistory:
    """Every value that one field held, newest first."""

    field: str
    label: str
    values: tuple[PastValue, ...]

    @property
    def in_conflict(self) -> bool:
        """Whether a person must still choose between values."""
        return any(value.standing is Standing.OPEN for value in self.values)


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """The history of one record: the field that was written last comes first.

    Attributes:
        record_type: the kind of record.
        record_id: its id.
        called: what to call it.
        fields: the fields that were ever written.
        pupil_ids: the children that it is about, or was about.
        case_id: the case that it belongs to; "" for none.
        hides: whether some value is hidden.
    """

    record_type: str
    record_id: str
    called: str
    fields: tuple[FieldHistory, ...]
    pupil_ids: frozenset[str]
    case_id: str
    hides: bool

    @property
    def values(self) -> tuple[PastValue, ...]:
        """Every value of every field."""
        return tuple(value for field in self.fields for value in field.values)


def history_of_record(store: Store, record_type: str, record_id: str, *, names: bool = False) -> RecordHistory:
    """Return what the fields of a record held, also of one that was taken away. Reading it must be logged by the caller.

    Args:
        store: an opened store.
        record_type: a name of `storage.models.RECORD_TYPES`.
        record_id: the record.
        names: whether names of children, and what is written about them, may be shown.

    Raises:
        RecordMissing: when nobody ever wrote it, or it was erased.
    """
    with store.read() as session:
        connection = session.connection()
        writes = [write for write in past_writes(connection, record_id) if write.record_type == record_type]
        pupils = set(pupils_of(connection, [(record_type, record_id)]).values())
    if not writes:
        raise RecordMissing(f"Van dit gegeven ({RECORD_WORDS[record_type].singular}) is hier geen geschiedenis (meer).")
    pupils |= {str(from_json(write.value)) for write in writes if write.field == "pupil_id" and write.value} - {
        "",
        "None",
    }
    told = _without_reminders(writes)
    values = [(write, None if write.value is None else from_json(write.value)) for write in told]
    reader = _Reader(store, values, names=names)
    disputed = {write.field for write in told if write.open}
    by_field: dict[str, list[PastValue]] = {}
    for write, value in values:
        by_field.setdefault(write.field, []).append(reader.past_value(write, value, disputed=write.field in disputed))
    return RecordHistory(
        record_type=record_type,
        record_id=record_id,
        called=called(store, record_type, record_id),
        fields=tuple(
            FieldHistory(field, field_word(record_type, field), tuple(by_field[field]))
            for field in _last_written_first(record_type, told)
        ),
        pupil_ids=frozenset(pupils),
        case_id=_case_of(store, record_type, record_id),
        hides=any(value.text == HIDDEN for found in by_field.values() for value in found),
    )


def put_back(store: Store, record_type: str, record_id: str, write_id: int) -> None:
    """Give a field a value that it held before, as one act. Of two values in conflict, this chooses the one.

    Raises:
        ActRefused, RecordMissing, ValueRefused: nothing was changed.
    """
    with store.read() as session:
        writes = past_writes(session.connection(), record_id)
    write = next((one for one in writes if one.id == write_id and one.record_type == record_type), None)
    if write is None:
        raise RecordMissing("Deze waarde is er niet meer. Er is niets gewijzigd.")
    model = RECORD_TYPES[record_type]
    if write.field in _NOT_PUT_BACK:
        raise ActRefused(_NOT_HERE)
    if write.field not in field_names(model):
        raise ActRefused("Dit veld hoort bij een nieuwere versie van de app. Er is niets gewijzigd.")
    if write.value is None:
        raise ActRefused("Deze waarde is niet meegestuurd en dus hier niet bekend. Er is niets gewijzigd.")
    record = store.get(model, record_id)
    if isinstance(record, VisitPattern) and write.field not in FREE:
        require_loose((record,))
    value = to_record_value(model, write.field, write.value)
    _require_living(store, write.field, value)
    if value != getattr(record, write.field):
        change_record(store, model, record_id, {write.field: value}, _ACT)
    elif any(one.open for one in writes if one.field == write.field):
        settle(store, record_type, record_id, [write.field])
    else:
        raise ActRefused("Deze waarde staat er al. Er is niets gewijzigd.")


class _Reader:
    """Puts the writes of one record into words, asking the store once for all names."""

    def __init__(self, store: Store, values: Sequence[tuple[PastWrite, OpValue]], *, names: bool) -> None:
        self._names = names
        self._people = people(store)
        pointed = {one for write, value in values if write.field in _POINTS_AT for one in _ids(value)}
        self._records: Mapping[str, str] = record_names(store, pointed)

    def past_value(self, write: PastWrite, value: OpValue, *, disputed: bool) -> PastValue:
        """Return one write in words."""
        return PastValue(
            id=write.id,
            field=write.field,
            label=field_word(write.record_type, write.field),
            text=self._text(write, value),
            when=_moment(write.stamp),
            who=self._people.get(write.author) or short(write.author),
            device=write.device,
            act=write.act or _FROM_A_BUNDLE,
            standing=_standing(write, disputed=disputed),
        )

    def _text(self, write: PastWrite, value: OpValue) -> str:
        if write.value is None:
            return NOT_SENT
        if value in (None, "", []):
            return EMPTY
        if not self._names and (write.record_type, write.field) in ABOUT_A_CHILD:
            return HIDDEN
        return self._words(write.record_type, write.field, value) or EMPTY

    def _words(self, record_type: str, field: str, value: OpValue) -> str:
        if field in _POINTS_AT:
            return ", ".join(self._records.get(one, short(one)) for one in _ids(value))
        if field == "owner":
            return self._people.get(str(value)) or short(str(value))
        return value_word(record_type, field, value)


def _standing(write: PastWrite, *, disputed: bool) -> Standing:
    if write.undone:
        return Standing.UNDONE
    if write.shown:
        return Standing.NOW_DISPUTED if disputed else Standing.NOW
    return Standing.OPEN if write.open else Standing.BEFORE


def _without_reminders(writes: Sequence[PastWrite]) -> list[PastWrite]:
    """Leave out the writes that say no more than that a record still stands: every change brings one."""
    told: list[PastWrite] = []
    taken_away = False
    for write in reversed(writes):
        says_nothing = write.field == "deleted" and write.value == _NOT_DELETED and not taken_away and not write.open
        if write.field == "deleted":
            taken_away = write.value == _DELETED
        if not says_nothing:
            told.append(write)
    return told[::-1] or list(writes)


def _last_written_first(record_type: str, writes: Iterable[PastWrite]) -> list[str]:
    names = sorted(field_names(RECORD_TYPES[record_type]), key=_NOT_PUT_BACK.__contains__)
    order = {name: place for place, name in enumerate(names)}
    newest: dict[str, int] = {}
    for write in writes:
        newest[write.field] = max(newest.get(write.field, 0), write.stamp.milliseconds)
    return sorted(newest, key=lambda field: (-newest[field], order.get(field, len(order)), field))


def _moment(stamp: Stamp) -> str:
    try:
        return local_time(datetime.fromtimestamp(stamp.milliseconds / 1000, UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return "op een onbekend moment"


def _ids(value: OpValue) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]


def _case_of(store: Store, record_type: str, record_id: str) -> str:
    if record_type == "case":
        return record_id
    if record_type not in CASE_PARTS:
        return ""
    record = by_ids(store, RECORD_TYPES[record_type], [record_id]).get(record_id)
    return str(getattr(record, "case_id", ""))


def _require_living(store: Store, field: str, value: object) -> None:
    """Refuse a value that points at a record that is gone.

    Raises:
        ActRefused: with the kind of record.
    """
    record_type = _POINTS_AT.get(field)
    ids = {str(one) for one in (value if isinstance(value, list) else [value]) if one}
    if record_type is None or not ids:
        return
    found = by_ids(store, RECORD_TYPES[record_type], ids)
    if any(one not in found or found[one].deleted for one in ids):
        kind = RECORD_WORDS[record_type].singular
        raise ActRefused(f"Wat in deze waarde staat ({kind}), is er niet meer. Er is niets gewijzigd.")
