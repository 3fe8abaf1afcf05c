"""Whatever two people did and sent each other: taking back what was just read in leaves everything as it was before."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_world import in_memory_folder
from sqlalchemy import select
from store_kit import CountingClock, StoreShelf, meet, quick_unlock

from storage import tables
from storage.contacts import Contact
from storage.field_values import field_names
from storage.handing_over import export_bundle
from storage.models import RECORD_TYPES, CareNeed, Case, Pupil, Record, new_id
from storage.open_fields import OpenKind, open_fields
from storage.store import Store
from storage.take_back import take_back
from storage.taking_in import import_bundle

WHO = st.sampled_from([0, 1])
TEXTS = st.sampled_from(["", "logopedie", "sondevoeding"])
STEPS = st.one_of(
    st.tuples(st.just("title"), WHO, TEXTS),
    st.tuples(st.just("note"), WHO, TEXTS),
    st.tuples(st.just("pupil"), WHO, TEXTS),
    st.tuples(st.just("need"), WHO, TEXTS),
    st.tuples(st.just("owner"), WHO, st.sampled_from([0, 1])),
    st.tuples(st.just("remove"), WHO, TEXTS),
    st.tuples(st.just("send"), WHO, TEXTS),
    st.tuples(st.just("take back"), WHO, TEXTS),
)


@cache
def people() -> tuple[tuple[Store, Store], tuple[Contact, Contact]]:
    """Return two stores whose owners verified each other; the contacts as (second by first, first by second)."""
    folder = in_memory_folder()
    shelf = StoreShelf(folder)
    for number, role in enumerate(("arranger", "coordinator")):
        shelf.copy(role, number, folder / str(number))
    stores = (quick_unlock(folder / "0", CountingClock()), quick_unlock(folder / "1", CountingClock()))
    return stores, meet(*stores)


class Story:
    """One case with a pupil and a need, that two people work on."""

    def __init__(self) -> None:
        self.stores, self.contacts = people()
        self.ids = {"case": new_id(), "pupil": new_id(), "care_need": new_id()}
        self.read_in: list[list[str]] = [[], []]
        self._put(0, Case, title="vraag")

    def do(self, act: str, who: int, value: Any) -> None:
        """Do one step, where it can be done."""
        match act:
            case "title" | "note":
                self._put(who, Case, **{act: value})
            case "pupil":
                self._put(who, Pupil, case_id=self.ids["case"], pseudonym=value)
            case "need":
                self._put(who, CareNeed, case_id=self.ids["case"], pupil_id=self.ids["pupil"], note=value)
            case "owner":
                self._put(who, Case, owner=self.stores[value].identity.card.fingerprint)
            case "remove":
                self._put(who, Case, deleted=True)
            case "send":
                self.take_in(1 - who, self.sent(who))
            case _ if self.read_in[who]:
                take_back(self.stores[who], self.read_in[who].pop())

    def sent(self, who: int) -> bytes | None:
        """Return a bundle with the case for the other; None when this person does not have it."""
        store = self.stores[who]
        with store.read() as session:
            case = session.get(Case, self.ids["case"])
        if case is None:
            return None
        return export_bundle(store, [self.contacts[who]], purpose="Overleg", case_ids=[self.ids["case"]])

    def take_in(self, who: int, data: bytes | None, decisions: Any = None) -> None:
        """Read a bundle in."""
        if data is not None:
            self.read_in[who].append(import_bundle(self.stores[who], data, decisions).header.bundle_id)

    def seen_by(self, who: int) -> dict[str, Any]:
        """Return everything that a store holds of this story, but for local numbers."""
        store, ids = self.stores[who], set(self.ids.values())
        operation, supersedes = tables.operation, tables.supersedes.c
        with store.read() as session:
            connection = session.connection()
            devices = {row.id: row.name for row in connection.execute(select(tables.device))}
            rows = connection.execute(select(operation).where(operation.c.record_id.in_(ids))).all()
            names = {row.id: (devices[row.device_id], row.number) for row in rows}
            links = connection.execute(select(tables.supersedes).where(supersedes.operation_id.in_(names))).all()
            carried = connection.execute(
                select(tables.bundle_operation)
                .join(tables.bundle, tables.bundle.c.id == tables.bundle_operation.c.bundle_row)
                .where(tables.bundle_operation.c.operation_id.in_(names), tables.bundle.c.direction == "in")
            ).all()
            listed = connection.execute(select(tables.listing).where(tables.listing.c.record_id.in_(ids))).all()
            return {
                "rows": {
                    (kind, found.id): {field: getattr(found, field) for field in field_names(model)}
                    for kind, model in RECORD_TYPES.items()
                    if kind in self.ids and (found := session.get(model, self.ids[kind])) is not None
                },
                "writes": {(*names[row.id], row.value, row.superseded, row.vouched) for row in rows},
                "links": {(names[row.operation_id], devices[row.device_id], row.number) for row in links},
                "carried": sorted(names[row.operation_id] for row in carried),
                "listed": {(row.record_id, row.sort_text) for row in listed},
                "open": [one for one in open_fields(store) if one.record_id in ids],
            }

    def _put(self, who: int, model: type[Record], **values: Any) -> None:
        """Write a record, beginning it when this person does not have it."""
        record_id = self.ids[{Case: "case", Pupil: "pupil", CareNeed: "care_need"}[model]]
        with self.stores[who].unit_of_work("Geschreven") as work:
            found = work.session.get(model, record_id)
            if found is not None:
                work.change(found, values)
            elif "deleted" not in values and "owner" not in values:
                work.add(model(id=record_id, **values))


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(STEPS, max_size=9), receiver=WHO, accept=st.booleans())
def test_taking_back_right_after_reading_in_leaves_all_as_before(
    steps: list[tuple[str, int, Any]], receiver: int, accept: bool
) -> None:
    """Rows, lists, conflicts, proposals, history and who has what; reading in again gives what the first time gave."""
    story = Story()
    for step in steps:
        story.do(*step)
    bundle = story.sent(1 - receiver)
    if bundle is None:
        return
    store = story.stores[receiver]
    before = story.seen_by(receiver)
    story.take_in(receiver, bundle)
    first = story.seen_by(receiver)
    take_back(store)
    assert story.seen_by(receiver) == before
    open_now = [one for one in first["open"] if one.kind is not OpenKind.AWAITING]
    decided = {
        (one.record_type, one.record_id, one.field): one.claims[0].value if accept else one.shown.value
        for one in open_now
        if one.claims and one.shown is not None
    }
    story.take_in(receiver, bundle, decided)
    take_back(store)
    assert story.seen_by(receiver) == before
    story.take_in(receiver, bundle)
    assert story.seen_by(receiver) == first
