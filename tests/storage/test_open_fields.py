"""Proposals between real stores: who sees what, who must choose, and on whose word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from store_samples import record_ids_of, rows_of

from storage import tables
from storage.bundle_scope import history_of
from storage.deciding import decide
from storage.merge import ContradictoryHistory, MergePlan, Source, apply_merge, plan_merge
from storage.models import Case
from storage.open_fields import OpenField, OpenKind, open_fields
from storage.ops import Op
from storage.store import Store
from storage.undo import undo

CASE = "c" * 32


def change(store: Store, **values: Any) -> None:
    """Begin the case, or change it, as one act."""
    with store.unit_of_work("Gewijzigd") as work:
        found = work.session.get(Case, CASE)
        if found is None:
            work.add(Case(id=CASE, **values))
        else:
            work.change(found, values)


def told_by(store: Store) -> tuple[Op, ...]:
    """Return all that a store would send."""
    with store.read() as session:
        return history_of(session.connection(), record_ids_of(store))


def read_in(receiver: Store, ops: tuple[Op, ...], sender: Store, *, coordinator: bool = False) -> MergePlan:
    """Let a store read in what another sends, as a bundle would bring it."""
    source = Source(sender.identity.card.fingerprint, coordinator, receiver.identity.card.fingerprint)
    with receiver.unit_of_work("Bundel ingelezen") as work:
        row = len(rows_of(receiver, tables.bundle)) + 1
        kept = {"peer": source.sender, "sequence": row, "head": "", "bundle_id": "", "kind": "full", "profile": "full"}
        work.connection.execute(
            tables.bundle.insert().values(
                id=row, direction="in", **kept, purpose="", at=work.at, operations=0, taken_back=False
            )
        )
        plan = plan_merge(work.connection, ops, (), receiver.clock, source=source)
        apply_merge(work, plan, bundle_row=row)
    return plan


def send(sender: Store, receiver: Store, *, coordinator: bool = False) -> MergePlan:
    """Let a store send all it has to another."""
    return read_in(receiver, told_by(sender), sender, coordinator=coordinator)


def titles(store: Store) -> OpenField | None:
    """Return what is open in the title."""
    return next((one for one in open_fields(store) if one.field == "title"), None)


def title(store: Store) -> str:
    """Return the title that the record shows."""
    return store.get(Case, CASE).title


def choose(store: Store, value: str) -> None:
    """Choose a title."""
    with store.unit_of_work("Gekozen") as work:
        decide(work, {("case", CASE, "title"): value})


@pytest.fixture
def three(make_store) -> list[Store]:
    """Return three stores that know one case; it is the first one's."""
    stores = [make_store() for _ in range(3)]
    change(stores[0], title="begin")
    for store in stores[1:]:
        send(stores[0], store)
    return stores


def test_a_proposal_is_told_before_it_comes_in(three: list[Store]) -> None:
    """What the owner sees stays; the plan names the value, who wrote it and on whose record."""
    owner, other, _ = three
    change(other, title="voorstel")
    plan = send(other, owner)
    [record] = plan.changes
    [field] = record.fields
    assert (field.field, field.before, field.after, field.others) == ("title", "begin", "begin", ())
    assert [(one.value, one.author) for one in field.proposed] == [("voorstel", other.identity.card.fingerprint)]
    assert [one.value for one in field.claims] == ["begin"]
    assert (plan.proposals, plan.conflicts, record.owner) == (1, 0, owner.identity.card.fingerprint)


def test_everybody_sees_of_a_proposal_what_is_theirs_to_see(three: list[Store]) -> None:
    """The owner must choose, its writer waits and sees it, a third sees what the owner wrote."""
    owner, other, third = three
    change(other, title="voorstel")
    send(other, owner)
    send(owner, third)
    assert [title(store) for store in three] == ["begin", "voorstel", "begin"]
    kinds = [found.kind for store in three if (found := titles(store)) is not None]
    assert kinds == [OpenKind.PROPOSAL, OpenKind.AWAITING, OpenKind.AWAITING]
    assert [titles(store).claims[0].value for store in three] == ["voorstel", "begin", "voorstel"]  # type: ignore[union-attr]  # there are


@pytest.mark.parametrize("chosen", ["begin", "voorstel", "samen"])
def test_the_owners_choice_settles_it_everywhere(three: list[Store], chosen: str) -> None:
    """To take it, to leave it or to write something else is an ordinary write that travels."""
    owner, other, third = three
    change(other, title="voorstel")
    send(other, owner)
    choose(owner, chosen)
    for store in (other, third):
        send(owner, store)
    assert [title(store) for store in three] == [chosen] * 3
    assert [open_fields(store) for store in three] == [[], [], []]


def test_what_the_owner_wrote_goes_on_travelling_beside_a_proposal(three: list[Store], make_store) -> None:
    """Whoever hears of both at once must see what stands; what nobody sees any more stays behind."""
    owner, other, _ = three
    change(other, title="slip van de pen")
    change(other, title="voorstel")
    send(other, owner)
    values = [op.value for op in told_by(owner) if op.field == "title" and op.carries_value]
    assert values == ["begin", "voorstel"]
    newcomer = make_store()
    send(owner, newcomer)
    assert title(newcomer) == "begin"


def test_taking_back_a_proposal_shows_again_what_the_owner_wrote(three: list[Store]) -> None:
    """Undo of an own proposal leaves nothing open, there and with whoever hears of it."""
    owner, other, _ = three
    change(other, title="voorstel")
    with other.unit_of_work("Ongedaan gemaakt") as work:
        assert undo(work).kept == 0
    assert (title(other), titles(other)) == ("begin", None)
    send(other, owner)
    assert (title(owner), titles(owner)) == ("begin", None)


def test_only_a_coordinator_speaks_for_others(three: list[Store]) -> None:
    """What somebody else passes on of the owner waits until the owner, or a coordinator, says it."""
    owner, other, third = three
    change(owner, title="nieuw")
    send(owner, other)
    send(other, third)
    assert (title(third), titles(third).kind) == ("begin", OpenKind.AWAITING)  # type: ignore[union-attr]  # there is
    send(other, third, coordinator=True)
    assert (title(third), open_fields(third)) == ("nieuw", [])


def test_nobody_speaks_for_this_user_in_this_store(three: list[Store]) -> None:
    """A write that claims to be one's own but came in a bundle is a proposal, also from a coordinator."""
    owner, other, _ = three
    mine = next(op for op in told_by(owner) if op.field == "title")
    forged = replace(mine, id=replace(mine.id, number=500), value="vervalst", supersedes=(mine.id,))
    read_in(owner, (forged,), other, coordinator=True)
    assert title(owner) == "begin"
    assert titles(owner).kind is OpenKind.PROPOSAL  # type: ignore[union-attr]  # there is
    assert "vervalst" not in [op.value for op in told_by(owner)], "one's word is not lent to what others say one wrote"


def test_a_false_copy_gives_way_to_what_its_author_sends(three: list[Store]) -> None:
    """Who passes on a write with another content cannot keep the true one out; an author who says two things is refused."""
    owner, other, third = three
    change(owner, title="echt")
    true = told_by(owner)
    false = tuple(replace(op, value="vals") if op.value == "echt" else op for op in true)
    read_in(third, false, other)
    assert title(third) == "begin"
    send(owner, third)
    assert (title(third), open_fields(third)) == ("echt", [])
    with pytest.raises(ContradictoryHistory):
        read_in(third, false, owner)


def test_a_record_that_is_given_away_shows_what_its_new_owner_proposed(three: list[Store]) -> None:
    """Everywhere, at once with the write that gives it; what the former owner writes later is a proposal."""
    owner, other, third = three
    change(other, title="voorstel")
    send(other, owner)
    change(owner, owner=other.identity.card.fingerprint)
    assert title(owner) == "voorstel"
    for store in (other, third):
        send(owner, store)
    send(other, third)
    change(owner, title="te laat")
    send(owner, other)
    assert (title(other), titles(other).kind) == ("voorstel", OpenKind.PROPOSAL)  # type: ignore[union-attr]  # there is
    assert (title(owner), title(third)) == ("te laat", "voorstel")


def test_a_bundle_that_shows_nothing_new_is_kept_all_the_same(three: list[Store]) -> None:
    """Its writes are in the history and are passed on."""
    owner, other, third = three
    change(other, title="begin", note="")
    change(other, title="voorstel")
    plan = send(other, third)
    assert plan.new_records == 0
    assert {op.id for op in told_by(other)} <= {op.id for op in told_by(third)}
    assert title(third) == title(owner) == "begin"
