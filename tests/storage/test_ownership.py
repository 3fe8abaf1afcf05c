"""Whose word counts in a record: told from its writes alone, in whatever order they are looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storage.ops import OpId, Stamp
from storage.ownership import FieldState, Ownership, Write, field_state, ownership

ANNA, BERT, CORRIE = "a" * 64, "b" * 64, "c" * 64
PEOPLE = (ANNA, BERT, CORRIE)


def write(author: str, number: int, value: str | None, *seen: Write, **changed: Any) -> Write:
    """Return a write that came here in the order of its number, from a device of its author."""
    values: dict[str, Any] = {
        "arrival": number,
        "id": OpId(author[:16], number),
        "value": None if value is None else f'"{value}"',
        "stamp": Stamp(number, 0),
        "author": author,
        "person": author,
        "vouched": True,
        "bundle": None,
        "supersedes": frozenset(one.id for one in seen),
    }
    return Write(**(values | changed))


def title(owner_writes: list[Write], *writes: Write, own: str = CORRIE) -> FieldState:
    """Return what stands in the title of a record."""
    whose = ownership({"owner": owner_writes, "title": list(writes)}, {})
    return field_state("title", list(writes), whose, own, '""')


def shown(state: FieldState) -> str | None:
    """Return the value that is displayed."""
    return state.shown.value if state.shown else None


BEGUN = write(ANNA, 1, ANNA)
NAMED = write(ANNA, 2, "van Anna")
GIVEN = write(ANNA, 10, BERT, BEGUN)


def test_what_another_writes_is_a_proposal_that_only_its_writer_sees() -> None:
    """The owner and others go on seeing what the owner wrote; both values matter, so both travel."""
    proposed = write(BERT, 3, "van Bert", NAMED)
    for viewer, expected in ((ANNA, NAMED), (CORRIE, NAMED), (BERT, proposed)):
        state = title([BEGUN], NAMED, proposed, own=viewer)
        assert shown(state) == expected.value
        assert state.proposals == (proposed,)
        assert set(state.open) == {NAMED, proposed}
        assert not state.in_conflict


def test_a_proposal_is_not_shown_any_more_once_the_owner_wrote_something_newer() -> None:
    """Its writer had not seen that; the proposal stays open until the owner chooses."""
    proposed = write(BERT, 3, "van Bert", NAMED)
    newer = write(ANNA, 4, "nieuw", NAMED)
    assert shown(title([BEGUN], NAMED, proposed, newer, own=BERT)) == newer.value
    chosen = write(ANNA, 5, "van Bert", newer, proposed)
    state = title([BEGUN], NAMED, proposed, newer, chosen, own=BERT)
    assert (state.shown, state.proposals, state.open) == (chosen, (), (chosen,))


def test_two_devices_of_the_owner_can_disagree() -> None:
    """That is a conflict, also in an owned record."""
    other = write(ANNA, 3, "elders", id=OpId("f" * 16, 1))
    state = title([BEGUN], NAMED, other)
    assert state.in_conflict
    assert state.proposals == ()


def test_in_what_belongs_to_nobody_everybody_writes() -> None:
    """Two values are a conflict between equals, also when nobody vouches for one of them."""
    state = title([], NAMED, write(BERT, 3, "van Bert", vouched=False))
    assert state.in_conflict


def test_only_the_owner_gives_a_record_away() -> None:
    """Another's write of owner is a proposal, whatever it says to replace and however late its stamp."""
    for seen in ((), (BEGUN,), (BEGUN, GIVEN)):
        taken = write(CORRIE, 20, CORRIE, *seen)
        assert ownership({"owner": [BEGUN, taken], "title": [NAMED]}, {}).owners == {ANNA}
    assert ownership({"owner": [BEGUN, GIVEN], "title": [NAMED]}, {}).owners == {BERT}


def test_who_gave_a_record_away_cannot_take_it_back_alone() -> None:
    """The new owner can give it back."""
    regretted = write(ANNA, 11, ANNA, GIVEN)
    returned = write(BERT, 12, ANNA, GIVEN)
    assert ownership({"owner": [BEGUN, GIVEN, regretted]}, {}).owners == {BERT}
    assert ownership({"owner": [BEGUN, GIVEN, returned]}, {}).owners == {ANNA}


def test_a_former_owner_speaks_for_what_was_written_before() -> None:
    """What Anna wrote before she gave it stands; what she writes afterwards is a proposal to Bert."""
    late = write(ANNA, 11, "te laat", NAMED)
    state = title([BEGUN, GIVEN], NAMED, late)
    assert (state.bound, state.proposals) == (NAMED, (late,))
    earlier = write(BERT, 5, "van Bert", NAMED)
    assert title([BEGUN, GIVEN], NAMED, earlier).bound == earlier


def test_what_began_for_another_counts_as_theirs() -> None:
    """A record that Anna began for Bert shows what she filled in; what she writes later is a proposal."""
    begun = write(ANNA, 3, BERT)
    later = write(ANNA, 4, "toch anders", NAMED)
    state = title([begun], NAMED, later)
    assert (state.bound, state.proposals) == (NAMED, (later,))


def test_what_is_public_cannot_be_claimed() -> None:
    """A first write of owner that comes after what others wrote says nothing; nor does one after it was given to all."""
    claim = write(BERT, 5, BERT)
    assert ownership({"owner": [claim], "name": [write(ANNA, 2, "De Wilg")]}, {}).public
    to_all = write(ANNA, 3, "", BEGUN)
    whose = ownership({"owner": [BEGUN, to_all, write(BERT, 5, BERT, to_all)]}, {})
    assert (whose.public, whose.owner) == (True, "")


def test_hearsay_counts_only_in_a_record_that_came_with_it() -> None:
    """A new record arrives as it says it is; what somebody passes on later about it waits for its author."""
    begun = replace(BEGUN, vouched=False, bundle=7)
    named = replace(NAMED, vouched=False, bundle=7)
    later = write(ANNA, 5, "nieuw, zegt Bert", NAMED, vouched=False, bundle=8)
    state = title([begun], named, later)
    assert (state.bound, state.proposals) == (named, (later,))
    assert title([begun], named, replace(later, vouched=True)).bound == replace(later, vouched=True)


def test_new_keys_are_the_same_person() -> None:
    """Who writes under new keys owns what the old ones own."""
    fresh = write(CORRIE, 5, "nieuw", NAMED)
    writes = [replace(NAMED, person=CORRIE), fresh]
    whose = ownership({"owner": [replace(BEGUN, person=CORRIE)], "title": writes}, {ANNA: CORRIE})
    assert field_state("title", writes, whose, BERT, '""').bound == fresh


def test_writes_that_replace_each_other_in_a_circle_count_for_nothing() -> None:
    """No honest store makes them; they neither hang the program nor become owner."""
    one, two = write(BERT, 5, BERT, BEGUN), write(BERT, 6, BERT)
    circle = [replace(one, supersedes=frozenset({two.id, BEGUN.id})), replace(two, supersedes=frozenset({one.id}))]
    assert ownership({"owner": [BEGUN, *circle]}, {}).owners == {ANNA}
    assert title([BEGUN], *(replace(write, author=ANNA, person=ANNA) for write in circle)).bound is None


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[Write]]:
    """Return any writes in two fields, honest or not: each may replace any of those before it in its field."""
    fields: dict[str, list[Write]] = {"owner": [], "title": []}
    for number in range(1, draw(st.integers(1, 9)) + 1):
        name = draw(st.sampled_from(["owner", "title"]))
        value = draw(st.sampled_from(PEOPLE if name == "owner" else ("een", "twee", None)))
        seen = draw(st.lists(st.sampled_from(fields[name]), max_size=3)) if fields[name] else []
        author, stamp = draw(st.sampled_from(PEOPLE)), Stamp(draw(st.integers(0, 5)), 0)
        bundle = draw(st.sampled_from([None, 1, 2]))
        told = {"vouched": bundle is None or draw(st.booleans()), "bundle": bundle, "stamp": stamp}
        fields[name].append(write(author, number, value, *seen, **told))
    return fields


def told(fields: dict[str, list[Write]]) -> tuple[Ownership, dict[str, Any]]:
    """Return all that is told of a history, without its order."""
    whose = ownership(fields, {})
    states = {name: field_state(name, writes, whose, BERT, '""') for name, writes in fields.items()}
    parts = {
        name: (one.bound, one.shown, set(one.standing), set(one.proposals), set(one.open))
        for name, one in states.items()
    }
    return replace(whose, eras=()), parts


@given(histories(), st.randoms())
def test_the_order_in_which_writes_are_looked_at_does_not_matter(fields: dict[str, list[Write]], chance: Any) -> None:
    """All that is told follows from the set of writes."""
    shuffled = {name: chance.sample(writes, len(writes)) for name, writes in fields.items()}
    assert told(shuffled) == told(fields)


@given(histories())
def test_nothing_is_lost_and_an_owner_sees_only_what_owners_wrote(fields: dict[str, list[Write]]) -> None:
    """Every write matters or was replaced; what another wrote who never owned the record is shown to no owner."""
    whose, states = ownership(fields, {}), told(fields)[1]
    for name, writes in fields.items():
        replaced = {one for write in writes for one in write.supersedes}
        assert all(write in states[name][4] or write.id in replaced for write in writes)
    if BERT in whose.owners and states["title"][1] is not None:
        assert states["title"][1].person in {era.person for era in whose.eras}
