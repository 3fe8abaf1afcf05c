"""A bundle with only what is new gives the same as a whole one, whatever was lost, late, taken back, called back or on hold."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from merge_world import in_memory_folder
from store_kit import CountingClock, meet, quick_create, quick_settings
from store_samples import rows_of

from storage import tables
from storage.bundle_errors import BundleReplayed
from storage.contacts import Contact
from storage.handing_over import DELTA, FULL, NothingNew, NothingToExport, export_bundle, plan_export
from storage.leaving import Withheld
from storage.models import CareNeed, Case, Pupil
from storage.ops import OpId
from storage.profiles import DataKind
from storage.receipts import read_receipt, write_receipt
from storage.store import Store
from storage.take_back import NothingToTakeBack, take_back
from storage.taking_in import import_bundle, inspect_bundle
from storage.waiting_recalls import forget_what_waited

FIELDS = [(Case, "note"), (Pupil, "name"), (Pupil, "note"), (CareNeed, "note")]
KINDS = st.sampled_from([DELTA, DELTA, DELTA, FULL])
STEPS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 3), st.sampled_from(["", "een", "twee"])),
    st.tuples(st.just("post"), KINDS),
    st.tuples(st.just("deliver"), st.integers(0, 5)),
    st.tuples(st.just("acknowledge"), st.booleans()),
    st.tuples(st.just("consent"), st.integers(0, 2)),
    st.tuples(st.just("take_back"), st.integers(0, 5)),
    st.tuples(st.just("answer"), st.sampled_from(["drie", "vier"])),
    st.tuples(st.just("hold"), st.booleans()),
)


@cache
def stores() -> tuple[Store, Store]:
    """Return an arranger and a coordinator, the same in all stories: each story has a case of its own."""
    return tuple(  # type: ignore[return-value]  # there are two
        quick_create(in_memory_folder() / role, label=role, role=role, settings=quick_settings(CountingClock()))
        for role in ("arranger", "coordinator")
    )


@cache
def contact_of() -> tuple[Contact, Contact]:
    """Return the coordinator and the arranger as the other knows them."""
    return meet(*stores())


@dataclass
class Story:
    """A case with a child that one keeps sending to another."""

    case: Case = field(default_factory=lambda: Case(title="Zorg"))
    mail: list[bytes] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    withheld: Withheld = field(default_factory=Withheld)

    def __post_init__(self) -> None:
        """Begin it."""
        self.sender, self.receiver = stores()
        self.to, self.back = contact_of()
        self.pupil = Pupil(case_id=self.case.id, pseudonym="Rode Vos", name="Zilver Maan")
        self.need = CareNeed(case_id=self.case.id, pupil_id=self.pupil.id, note="nodig")
        self.ids = {self.case.id, self.pupil.id, self.need.id}
        with self.sender.unit_of_work("Begin") as work:
            work.add(self.case, self.pupil, self.need)

    def write(self, number: int, text: str) -> None:
        """Let the sender write in a field."""
        model, name = FIELDS[number]
        record_id = {Case: self.case, Pupil: self.pupil, CareNeed: self.need}[model].id
        with self.sender.unit_of_work("Gewijzigd") as work:
            work.change(work.get(model, record_id), {name: text})

    def consent(self, number: int) -> None:
        """Let all of the child be shared, all but its name, or nothing."""
        no_name = Withheld(kinds={self.pupil.id: frozenset({DataKind.NAME})})
        self.withheld = [Withheld(), no_name, Withheld(frozenset({self.pupil.id}))][number]

    def post(self, kind: str) -> bool:
        """Make a bundle; tell whether there was something to send."""
        limits: Any = {"case_ids": [self.case.id], "withheld": self.withheld, "kind": kind}
        try:
            self.mail.append(export_bundle(self.sender, [self.to], purpose="Overdracht", **limits))
        except NothingNew:
            return False
        return True

    def deliver(self, number: int) -> None:
        """Let a bundle arrive, for the first time or again; one that is older than what was read is refused."""
        if self.mail:
            with contextlib.suppress(BundleReplayed):
                self.read.append(import_bundle(self.receiver, self.mail[-1 - number % len(self.mail)]).header.bundle_id)

    def acknowledge(self, arrives: bool) -> None:
        """Let the receiver make a receipt, which may be lost."""
        receipt = write_receipt(self.receiver, self.back)
        if arrives:
            read_receipt(self.sender, receipt)

    def take_back(self, number: int) -> None:
        """Let the receiver take back one of the bundles of this story."""
        if self.read:
            with contextlib.suppress(NothingToTakeBack):
                take_back(self.receiver, self.read[-1 - number % len(self.read)])

    def answer(self, text: str) -> None:
        """Let the receiver propose something and send back what it has."""
        self.propose("next_action", text)

    def hold(self, on: bool) -> None:
        """Let the receiver keep the case from being forgotten, or no longer."""
        self.propose("hold_reason", "Klacht" if on else "")
        forget_what_waited(self.receiver)

    def propose(self, field_name: str, text: str) -> None:
        """Let the receiver write in the case, when it has that, and send back what it has."""
        if self.writes(self.receiver, {self.case.id}):
            with self.receiver.unit_of_work("Voorstel") as work:
                work.change(work.get(Case, self.case.id), {field_name: text})
            import_bundle(
                self.sender, export_bundle(self.receiver, [self.back], purpose="Antwoord", case_ids=[self.case.id])
            )

    def writes(self, store: Store, ids: set[str]) -> set[OpId]:
        """Return the writes about some records that a store has."""
        devices = {row.id: row.name for row in rows_of(store, tables.device)}
        with store.read() as session:
            operation = tables.operation
            rows = session.connection().execute(operation.select().where(operation.c.record_id.in_(ids)))
            return {OpId(devices[row.device_id], row.number) for row in rows}

    def check(self) -> None:
        """Let holds end, and a receipt and a last bundle arrive: then the receiver has all that it may have, and nothing more."""
        self.hold(on=False)
        self.acknowledge(arrives=True)
        if self.post(DELTA):
            self.deliver(0)
        limits: Any = {"withheld": self.withheld, "recipients": [self.to]}
        try:
            may = {op.id for op in plan_export(self.sender, [self.case.id], **limits).ops}
        except NothingToExport:
            may = set()
        assert self.writes(self.receiver, self.ids) == may
        whole = export_bundle(self.sender, [self.to], purpose="Alles", case_ids=[self.case.id], withheld=self.withheld)
        plan = inspect_bundle(self.receiver, whole).plan
        assert (plan.ops, plan.changes) == ((), ())
        self.acknowledge(arrives=True)
        with pytest.raises(NothingNew):
            export_bundle(
                self.sender, [self.to], purpose="Niets", case_ids=[self.case.id], withheld=self.withheld, kind=DELTA
            )


def tell(steps: list[Any]) -> None:
    """Live through a story and check how it ends."""
    story = Story()
    for name, *rest in steps:
        getattr(story, name)(*rest)
    story.check()


READ_AGAIN_BELOW_WHAT_CALLED_IT_BACK = [
    ("post", "delta"),
    ("deliver", 0),
    ("consent", 1),
    ("post", "delta"),
    ("take_back", 0),
    ("deliver", 0),
    ("deliver", 5),
]

CALLED_BACK_WHILE_ON_HOLD = [
    ("post", "full"),
    ("deliver", 0),
    ("hold", True),
    ("consent", 2),
    ("post", "delta"),
    ("deliver", 0),
    ("acknowledge", True),
]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(READ_AGAIN_BELOW_WHAT_CALLED_IT_BACK)
@example(CALLED_BACK_WHILE_ON_HOLD)
@given(st.lists(STEPS, min_size=3, max_size=14))
def test_what_is_new_adds_up_to_the_whole(steps: list[Any]) -> None:
    """Whatever was lost, late, repeated, taken back, called back and allowed again, or on hold meanwhile."""
    tell(steps)


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=24))
def test_what_is_new_adds_up_to_the_whole_in_longer_stories(steps: list[Any]) -> None:
    """The same, with many more and longer ones."""
    tell(steps)
