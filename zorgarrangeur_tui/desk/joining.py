"""Joining two records that are one: what stays, what points elsewhere from now on, and what others must agree to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.errors import RecordMissing
from storage.field_values import default_value, field_names
from storage.joined import JOINABLE, end_of_chain, same_as
from storage.models import PUPIL_PARTS, RECORD_TYPES, TYPE_NAMES, CareNeed, Pupil, Record, School
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.record_names import people, record_names
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.joining import FieldPair, Keep, chosen_values, differing_fields
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT
from zorgarrangeur_tui.domain.references import case_reference

_STAYS_WITH = ("provision_id", "visit_note_id")
"""What a part of a child may belong to in its case that does not go along when the child goes on in another case."""


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """What joining two records would do. Nothing has been written.

    Attributes:
        record_type: of both.
        survivor_id: the record that stays.
        other_id: the record that goes on in it.
        fields: where they differ, with what is proposed.
        pointing: the records (type, id) that named the one that goes and will name the one that stays.
        staying: parts of a child (type, id) that stay in the case they were in.
        proposals: how many records are somebody else's, by name: to them it is a proposal.
        from_case, to_case: references of the cases when a child goes on in another one; else "".
    """

    record_type: str
    survivor_id: str
    other_id: str
    fields: tuple[FieldPair, ...]
    pointing: tuple[tuple[str, str], ...]
    staying: tuple[tuple[str, str], ...]
    proposals: tuple[tuple[str, int], ...]
    from_case: str
    to_case: str


@dataclass(frozen=True, slots=True)
class Stray:
    """Records that name one that was joined, because they came later or were written elsewhere."""

    record_type: str
    record_id: str
    name: str
    count: int


def survivor_of(store: Store, record_type: str, one: str, other: str) -> str:
    """Return which of two records is the one to stay, as far as that is no choice; "" when the user may choose.

    The id of a school follows from its code, so that the next school list finds the school with the code again.

    Raises:
        RecordMissing: when one of them is not there (any more).
        ActRefused: when they are surely two.
    """
    with store.read() as session:
        return _survivor(_living(session, record_type, one), _living(session, record_type, other))


def compare(store: Store, record_type: str, one: str, other: str) -> tuple[FieldPair, ...]:
    """Return the fields in which two records differ, as if the first were to stay.

    Raises:
        RecordMissing: when one of them is not there (any more).
    """
    with store.read() as session:
        return _differing(_living(session, record_type, one), _living(session, record_type, other))


def plan_join(store: Store, record_type: str, survivor_id: str, other_id: str) -> JoinPlan:
    """Return what joining two records would do.

    Raises:
        RecordMissing: when one of them is not there (any more).
        ActRefused: when they cannot be one, or not this way round.
    """
    with store.read() as session:
        return _plan(store, session, record_type, survivor_id, other_id)


def join(store: Store, plan: JoinPlan, choices: Mapping[str, Keep] | None = None) -> JoinPlan:
    """Join two records as one act, which undo takes back, and return what was done.

    The one that stays gets the chosen values, what named the other names it from now on, and the other is taken away. All
    that was written stays in the history.

    Args:
        store: an opened store.
        plan: what the user saw; what else changed since then is looked up again.
        choices: by field which value stays; what is proposed where it is silent.

    Raises:
        RecordMissing, ActRefused, ValueRefused: nothing was changed.
    """
    with store.unit_of_work(f"Samengevoegd: twee keer dezelfde {RECORD_WORDS[plan.record_type].singular}") as work:
        session = work.session
        now = _plan(store, session, plan.record_type, plan.survivor_id, plan.other_id)
        if {pair.field: (pair.survivor, pair.other) for pair in now.fields} != {
            pair.field: (pair.survivor, pair.other) for pair in plan.fields
        }:
            raise ActRefused("Intussen is een van beide gewijzigd. Er is niets samengevoegd. Bekijk ze opnieuw.")
        survivor = _living(session, now.record_type, now.survivor_id)
        other = _living(session, now.record_type, now.other_id)
        values = chosen_values(now.fields, choices or {})
        work.change(survivor, {**values, "same_as": ""})
        work.change(other, {"same_as": survivor.id})
        if isinstance(other, Pupil):
            # The reason to keep it goes along to the one that stays, and is released there.
            work.change(other, {"hold_reason": ""})
        work.remove(other)
        _repoint(work, now.record_type, other.id, survivor)
    return now


def strays(store: Store) -> list[Stray]:
    """Return the joined records that living records still name: those came in a bundle or from another screen."""
    found: list[Stray] = []
    with store.read() as session:
        for record_type in JOINABLE:
            joined = same_as(session.connection(), record_type)
            counts = Counter(
                str(getattr(record, field))
                for record, fields in _pointing(session, record_type, joined)
                for field in fields
            )
            found += [Stray(record_type, record_id, "", count) for record_id, count in sorted(counts.items())]
    names = record_names(store, {one.record_id for one in found})
    return [Stray(one.record_type, one.record_id, names[one.record_id], one.count) for one in found]


def mend_strays(store: Store) -> int:
    """Let everything that names a joined record name the one in which it went on; return how many records changed.

    Where two people joined the same two the other way round, so that neither stands, one comes back.
    """
    changed: set[str] = set()
    with store.unit_of_work("Verwijzingen bijgewerkt na samenvoegen") as work:
        for record_type in JOINABLE:
            joined = same_as(work.connection, record_type)
            named = {
                getattr(record, field)
                for record, fields in _pointing(work.session, record_type, joined)
                for field in fields
            }
            for record_id in sorted(named):
                end = work.session.get(RECORD_TYPES[record_type], end_of_chain(joined, record_id))
                if end is None:
                    continue
                if end.deleted and end.id in joined:
                    work.change(end, {"deleted": False, "same_as": ""})
                    changed.add(end.id)
                if not end.deleted and end.id != record_id:
                    changed |= _repoint(work, record_type, record_id, end)
    return len(changed)


def _plan(store: Store, session: Session, record_type: str, survivor_id: str, other_id: str) -> JoinPlan:
    survivor, other = _living(session, record_type, survivor_id), _living(session, record_type, other_id)
    if _survivor(survivor, other) not in {"", survivor.id}:
        raise ActRefused(
            "De school met een vestigingscode moet blijven: anders komt ze met de volgende scholenlijst terug. "
            "Er is niets samengevoegd. Kies de andere als blijvende."
        )
    fields = _differing(survivor, other)
    pointing = [record for record, _ in _pointing(session, record_type, {other_id})]
    changing: list[Record] = [other, *pointing]
    changing += [survivor] if any(pair.keep is not Keep.SURVIVOR for pair in fields) else []
    moves = isinstance(survivor, Pupil) and isinstance(other, Pupil) and survivor.case_id != other.case_id
    if moves:
        changing += _of_its_needs(session, pointing)
    return JoinPlan(
        record_type=record_type,
        survivor_id=survivor_id,
        other_id=other_id,
        fields=fields,
        pointing=tuple(sorted((TYPE_NAMES[type(one)], one.id) for one in pointing)),
        staying=tuple(sorted((TYPE_NAMES[type(one)], one.id) for one in pointing if moves and _stays(one))),
        proposals=_proposals(store, {one.id: one for one in changing}.values()),
        from_case=case_reference(str(getattr(other, "case_id", ""))) if moves else "",
        to_case=case_reference(str(getattr(survivor, "case_id", ""))) if moves else "",
    )


def _differing(survivor: Record, other: Record) -> tuple[FieldPair, ...]:
    model = type(survivor)
    names = field_names(model)
    mine, theirs = ({field: getattr(one, field) for field in names} for one in (survivor, other))
    return tuple(differing_fields(mine, theirs, {field: default_value(model, field) for field in names}))


def _living(session: Session, record_type: str, record_id: str) -> Record:
    """Return a record that can be joined.

    Raises:
        ActRefused: when this type cannot.
        RecordMissing: when it is not there (any more).
    """
    if record_type not in JOINABLE:
        kinds = ", ".join(RECORD_WORDS[kind].plural for kind in JOINABLE)
        raise ActRefused(f"Dit kan niet worden samengevoegd. Wel: {kinds}. Er is niets gewijzigd.")
    record = session.get(RECORD_TYPES[record_type], record_id)
    if record is None or record.deleted:
        raise RecordMissing
    return record


def _survivor(one: Record, other: Record) -> str:
    if one.id == other.id:
        raise ActRefused("Dit is twee keer hetzelfde gegeven. Er is niets samengevoegd. Kies twee verschillende.")
    if isinstance(one, School) and isinstance(other, School):
        if one.site_code and other.site_code and one.site_code != other.site_code:
            raise ActRefused(
                "Deze scholen hebben elk een eigen vestigingscode en zijn dus twee vestigingen. Er is niets samengevoegd."
            )
        coded = [school.id for school in (one, other) if school.site_code]
        return coded[0] if len(coded) == 1 else ""
    return ""


def _pointing(session: Session, record_type: str, ids: Iterable[str]) -> list[tuple[Record, list[str]]]:
    """Return the records that stand and name one of some records, each with the fields in which it does so."""
    wanted = sorted(ids)
    found: dict[str, tuple[Record, list[str]]] = {}
    if not wanted:
        return []
    for model in RECORD_TYPES.values():
        for field, pointed in POINTS_AT.items():
            if pointed != record_type or field not in model.model_fields:
                continue
            named = getattr(model, field).in_(wanted)
            for record in session.exec(select(model).where(named, col(model.deleted).is_(False))):
                found.setdefault(record.id, (record, []))[1].append(field)
    return list(found.values())


def _repoint(work: UnitOfWork, record_type: str, gone: str, survivor: Record) -> set[str]:
    """Let what names one record name another; return the ids of what changed."""
    session = work.session
    pointing = _pointing(session, record_type, {gone})
    for record, fields in pointing:
        work.change(record, dict.fromkeys(fields, survivor.id))
    changed = {record.id for record, _ in pointing}
    if isinstance(survivor, Pupil):
        parts = [record for record, _ in pointing]
        for part in (*parts, *_of_its_needs(session, parts)):
            if TYPE_NAMES[type(part)] in PUPIL_PARTS and not _stays(part):
                work.change(part, {"case_id": survivor.case_id})
                changed.add(part.id)
    return changed


def _of_its_needs(session: Session, parts: Iterable[Record]) -> list[Record]:
    """Return what belongs to the needs among some records without naming their child."""
    needs = sorted(part.id for part in parts if isinstance(part, CareNeed))
    found: list[Record] = []
    for kind in PUPIL_PARTS:
        model = RECORD_TYPES[kind]
        if needs and "need_id" in model.model_fields:
            own = getattr(model, "need_id").in_(needs) & (getattr(model, "pupil_id") == "")  # noqa: B009 - a column of some types
            found += session.exec(select(model).where(own, col(model.deleted).is_(False))).all()
    return found


def _stays(part: Record) -> bool:
    return any(getattr(part, field, "") for field in _STAYS_WITH)


def _proposals(store: Store, records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    """Return to whom the change of some records is a proposal, and of how many; what has no owner is everybody's."""
    own = store.identity.card.fingerprint
    counts = Counter(record.owner for record in records if record.owner not in {"", own})
    names = people(store)
    return tuple(sorted((names.get(owner, "iemand die u niet kent"), count) for owner, count in counts.items()))
