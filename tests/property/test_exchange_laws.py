"""The laws of merging, through real bundles: sealed, sent, lost, delivered late or twice, and read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import permutations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_checks import check_that_all_agree
from merge_world import PEOPLE, World, people
from store_kit import meet

from storage.bundle_errors import BundleReplayed
from storage.bundle_scope import history_of
from storage.contacts import Contact
from storage.handing_over import export_bundle
from storage.ops import OpId
from storage.taking_in import import_bundle

WHO = st.sampled_from(PEOPLE)
PAIRS = st.sampled_from(list(permutations(PEOPLE, 2)))
TEXTS = st.sampled_from(["", "een", "twee", "drie"])
STEPS = st.one_of(
    st.tuples(st.just("write"), WHO, st.just(0), st.integers(0, 1), TEXTS),
    st.tuples(st.just("post"), PAIRS),
    st.tuples(st.just("deliver"), st.integers(0, 9)),
)


@cache
def contact_lists() -> dict[tuple[int, int], Contact]:
    """Return everybody as everybody else knows them, after all compared their control numbers."""
    found = {}
    for first, second in ((0, 1), (0, 2), (1, 2)):
        found[first, second], found[second, first] = meet(people()[first][0], people()[second][0])
    return found


@dataclass
class Post(World):
    """A story in which what people tell each other lies in the post for a while."""

    mail: list[tuple[tuple[int, int], bytes, frozenset[OpId]]] = field(default_factory=list)

    def post(self, pair: tuple[int, int]) -> None:
        """Let somebody make a bundle for somebody else, of the case when they know it."""
        sender = pair[0]
        if any(self.place[write][0] == self.ids[0] for write in self.known[sender]):
            store, contact = people()[sender][0], contact_lists()[pair]
            data = export_bundle(store, [contact], purpose="Overdracht", case_ids=[self.ids[0]])
            with store.read() as session:
                told = frozenset(op.id for op in history_of(session.connection(), [self.ids[0]]))
            self.mail.append((pair, data, told))

    def deliver(self, number: int) -> None:
        """Let a bundle arrive, for the first time or again; one that is older than what was read is refused."""
        if not self.mail:
            return
        (_, receiver), data, known = self.mail[number % len(self.mail)]
        before = self.seen_by(receiver)
        try:
            import_bundle(people()[receiver][0], data)
        except BundleReplayed:
            assert self.seen_by(receiver) == before
        else:
            self.known[receiver] |= known

    def bring_together(self) -> None:
        """Let everybody send a last bundle to the coordinator, who answers."""
        for pair in ((0, 2), (1, 2), (2, 0), (2, 1)):
            count = len(self.mail)
            self.post(pair)
            if len(self.mail) > count:
                self.deliver(count)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=4, max_size=10), st.tuples(*[st.sampled_from([0, -20, 31])] * len(PEOPLE)))
def test_people_who_send_bundles_end_up_with_the_same(steps: list[Any], years: tuple[int, ...]) -> None:
    """Whatever was lost or late, and whoever's clock is wrong: all see the same, and no value disappeared unseen."""
    story = Post()
    for who in PEOPLE:
        story.jump(who, years[who])
    story.write(0, 0, 0, "begin")
    for name, *rest in steps:
        getattr(story, name)(*rest)
    check_that_all_agree(story)
