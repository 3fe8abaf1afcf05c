"""What a family tells: the newest first, and where it goes."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage.models import FamilyView
from zorgarrangeur_tui.desk.family import (
    burden_course,
    burden_words,
    do_not_share,
    family_views,
)

CASE, CHILD, OTHER = "c" * 32, "a" * 32, "b" * 32


def told(store, pupil_id: str = CHILD, **values: Any) -> FamilyView:
    """Write down a talk."""
    view = FamilyView(case_id=CASE, pupil_id=pupil_id, **values)
    with store.unit_of_work("Gesprek") as work:
        work.add(view)
    return view


def test_the_newest_talk_of_a_child_stands_first(make_store) -> None:
    """A talk without a day comes last, also when it was written down last."""
    store = make_store()
    old, new = told(store, spoken_on=date(2026, 3, 1)), told(store, spoken_on=date(2026, 10, 1))
    undated = told(store)
    told(store, OTHER)
    assert [view.id for view in family_views(store, CHILD)] == [new.id, old.id, undated.id]


def test_the_burden_is_told_with_where_it_goes(make_store) -> None:
    """From 7 on it asks what helps; talks in which nobody asked do not count."""
    store = make_store()
    assert burden_words(burden_course(family_views(store, CHILD))) == ""
    told(store, spoken_on=date(2026, 3, 1), burden=6)
    assert burden_words(burden_course(family_views(store, CHILD))) == "De belasting thuis is 6 van 10."
    told(store, spoken_on=date(2026, 5, 1))
    told(store, spoken_on=date(2026, 10, 1), burden=8)
    course = burden_course(family_views(store, CHILD))
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
