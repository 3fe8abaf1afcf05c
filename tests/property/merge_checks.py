"""What must hold once everybody learnt everything, whatever happened before."""

from __future__ import annotations

from merge_world import PEOPLE, Place, World

from storage.ops import OpId


def check_that_all_agree(world: World) -> None:
    """After everybody learnt everything, nothing was lost on the way, and all agree on what stands and what is open."""
    world.bring_together()
    open_writes, standing = world.open_writes(), world.standing()
    expected = {
        place: {write: world.value[write] for write in writes} for place, writes in open_writes.items() if writes
    }
    conflicts = {place for place, writes in standing.items() if len({world.value[write] for write in writes}) > 1}
    binding, pending = world.binding(), [world.pending(who) for who in PEOPLE]
    proposals = {
        place
        for place, writes in open_writes.items()
        if any(world.value[write] not in shown_to_all(world, standing, place) for write in writes - binding)
    }
    views = [world.seen_by(who) for who in PEOPLE]
    for view in views:
        assert view["open"] == expected
        assert view["conflicts"] == conflicts
        assert view["shown"].keys() == {record_id for record_id, _ in open_writes}
        assert view["listed"] == {key for key, fields in view["shown"].items() if fields["deleted"] == "false"}
        assert view["proposals"] - conflicts == proposals - conflicts
        assert proposals <= view["proposals"] == views[0]["proposals"]
    for place in open_writes:
        values = shown_to_all(world, standing, place)
        to_all = set()
        for view, mine in zip(views, pending, strict=True):
            shown = view["shown"][place[0]][place[1]]
            own = {world.value[write] for write in mine.get(place, ())}
            assert shown in (own or values)
            to_all |= set() if own else {shown}
        assert len(to_all) <= 1
        assert not (place[1] == "deleted" and len(values) > 1 and "true" in to_all)


def shown_to_all(world: World, standing: dict[Place, set[OpId]], place: Place) -> set[str]:
    """Return the values of which a field shows one to everybody, but for who proposed another."""
    return {world.value[write] for write in standing.get(place, ())} or {world.default(*place)}


def check_that_repeating_changes_nothing(world: World) -> None:
    """Whatever would be merged once more, one's own history too: no writes, no changes, no conflicts."""
    for sender, seed in ((1, 5), (2, 6), (0, 7)):
        plan = world.plan(sender, 0, seed)
        assert (plan.ops, plan.changes, plan.purged, plan.conflicts, plan.new_records) == ((), (), frozenset(), 0, 0)
