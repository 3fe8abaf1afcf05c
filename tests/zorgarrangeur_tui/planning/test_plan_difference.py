"""What a proposal changes on the board."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from region_kit import visit

from storage.models import VisitPattern
from zorgarrangeur_tui.planning.plan_difference import ProposedKind, plan_difference
from zorgarrangeur_tui.planning.wanted_visits import WantedVisit, as_wanted

NEEDS = ("a", "b", "c")


def test_what_stays_alike_is_no_line() -> None:
    """Also when the needs stand in another order."""
    today = [visit("v", serves=["b", "a"])]
    assert plan_difference(today, [as_wanted(today[0])]) == ()


def test_a_moved_visit_keeps_its_record() -> None:
    """The same care with another professional changes the visit of today; the rest is new or falls away."""
    today = [visit("v", serves=["a"]), visit("w", start_minute=660, serves=["b"])]
    moved = replace(as_wanted(today[0]), professional_id="other", start_minute=600)
    new = WantedVisit("school", 4, 540, "guide", 30, "weekly", ("c",))
    changes = plan_difference(today, [moved, new])
    assert [(one.kind, one.before and one.before.id, one.after) for one in changes] == [
        (ProposedKind.CHANGE, "v", moved),
        (ProposedKind.REMOVE, "w", None),
        (ProposedKind.ADD, None, new),
    ]


def test_of_two_visits_for_one_need_the_most_alike_is_changed() -> None:
    """Same day and same professional count for more than the same time."""
    today = [visit("v", serves=["a"], weekday=0), visit("w", serves=["a"], weekday=2, start_minute=600)]
    wanted = replace(as_wanted(today[1]), start_minute=540)
    changes = plan_difference(today, [wanted])
    assert [(one.kind, one.before and one.before.id) for one in changes] == [
        (ProposedKind.REMOVE, "v"),
        (ProposedKind.CHANGE, "w"),
    ]


def _visits(ids: str) -> st.SearchStrategy[list[VisitPattern]]:
    one = st.builds(
        visit,
        st.just("?"),
        weekday=st.integers(0, 2),
        start_minute=st.sampled_from([540, 600]),
        professional_id=st.sampled_from(["guide", "other"]),
        serves=st.lists(st.sampled_from(NEEDS), unique=True, min_size=1, max_size=2),
    )
    return st.lists(one, max_size=6).map(
        lambda found: [VisitPattern(**{**each.model_dump(), "id": f"{ids}{n}"}) for n, each in enumerate(found)]
    )


@given(_visits("v"), _visits("w"))
def test_the_changes_lead_from_today_to_what_is_wanted(today: list[VisitPattern], other: list[VisitPattern]) -> None:
    """Whatever both are: apply all lines and the wanted plan stands there, each visit of today in at most one line."""
    wanted = {as_wanted(one) for one in other}
    changes = plan_difference(today, wanted)
    befores = [one.before.id for one in changes if one.before is not None]
    assert len(befores) == len(set(befores))
    left = [as_wanted(one) for one in today if one.id not in befores]
    assert sorted([*left, *(one.after for one in changes if one.after is not None)]) == sorted(wanted)
