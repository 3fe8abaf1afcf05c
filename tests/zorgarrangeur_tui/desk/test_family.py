"""What a family tells: the newest first, where it goes, and what others may see of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage.models import FamilyView
from zorgarrangeur_tui.desk.family import (
    burden_over_time,
    burden_words,
    do_not_share,
    family_views,
    latest_views,
    shown_to_others,
)

CASE, CHILD, OTHER = "c" * 32, "a" * 32, "b" * 32


def told(store, pupil_id: str = CHILD, **values: Any) -> FamilyView:
    """Write down a talk."""
    view = FamilyView(case_id=CASE, pupil_id=pupil_id, **values)
    with store.unit_of_work("Gesprek") as work:
        work.add(view)
    return view


def test_the_newest_talk_of_each_child_stands_first(make_store) -> None:
    """A talk without a day comes last, also when it was written down last."""
    store = make_store()
    old, new = told(store, spoken_on=date(2026, 3, 1)), told(store, spoken_on=date(2026, 10, 1))
    undated, other = told(store), told(store, OTHER)
    assert [view.id for view in family_views(store, CHILD)] == [new.id, old.id, undated.id]
    assert {pupil: view.id for pupil, view in latest_views(store, CASE).items()} == {CHILD: new.id, OTHER: other.id}


def test_the_burden_is_told_with_where_it_goes(make_store) -> None:
    """From 7 on it asks what helps; talks in which nobody asked do not count."""
    store = make_store()
    assert burden_words(burden_over_time(store, CHILD)) == ""
    told(store, spoken_on=date(2026, 3, 1), burden=6)
    assert burden_words(burden_over_time(store, CHILD)) == "De belasting thuis is 6 van 10."
    told(store, spoken_on=date(2026, 5, 1))
    told(store, spoken_on=date(2026, 10, 1), burden=8)
    course = burden_over_time(store, CHILD)
    assert [one.value for one in course] == [6, 8]
    assert burden_words(course) == (
        "De belasting thuis is 8 van 10, zwaarder dan de vorige keer (6). Vraag wat er nu helpt."
    )


def test_silence_takes_no_wish_back(make_store) -> None:
    """What they did not want shared in spring still holds in autumn."""
    store = make_store()
    told(store, spoken_on=date(2026, 3, 1), do_not_share="De scheiding")
    told(store, spoken_on=date(2026, 10, 1), wish="Eén vast gezicht")
    told(store, spoken_on=date(2026, 11, 1), do_not_share=" De scheiding ")
    assert do_not_share(store, CHILD) == ["De scheiding"]


def test_others_see_a_familys_words_only_when_nothing_is_to_stay_at_home() -> None:
    """With a wish not to share only that there was a talk; a note of the arrangeur is never shown."""
    view = FamilyView(spoken_on=date(2026, 10, 1), wish="Eén vast gezicht", burden=8, note="Belde twee keer af")
    assert dict(shown_to_others(view)) == {
        "Gesproken op": "1 oktober 2026",
        "Wie spreekt": "Eén ouder met gezag",
        "Wens": "Eén vast gezicht",
        "Hoe zwaar is het (1 tot 10)": "8",
    }
    view.do_not_share = "De scheiding"
    assert list(dict(shown_to_others(view))) == ["Gesproken op", "Wie spreekt"]
