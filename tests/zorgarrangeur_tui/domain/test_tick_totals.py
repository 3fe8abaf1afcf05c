"""Adding up a week: the parts make the whole, and what is not known counts as neither given nor missed."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st
from tick_samples import MONDAY, NEEDS, line, lines, ticked

from storage.models.planning_codes import CancellationCause
from zorgarrangeur_tui.domain.cancellation_causes import Side
from zorgarrangeur_tui.domain.tick_totals import Care, Minutes, Missed, care_by, need_weeks, visit_totals
from zorgarrangeur_tui.domain.tick_words import care_words, minutes_words, missed_lines
from zorgarrangeur_tui.domain.ticking import TickLine, TickState

PROVIDER = {"anna": "zon", "bram": "maan"}
OF = {need.id: need for need in NEEDS}
AGREED = {"pv": 60, "vp": 60, "groep1": 90}


def weeks_of(found: list[TickLine]) -> list:
    """Return the care of the weeks; only the first week has school."""
    return list(need_weeks(found, NEEDS, lambda key, _: AGREED.get(key), [MONDAY]))


@given(lines())
def test_the_parts_of_visits_make_the_whole(found: list[TickLine]) -> None:
    """Per provider, per cause and per side; and all that was settled is given, missed, or given on top."""
    totals = visit_totals(found, PROVIDER.__getitem__)
    assert reduce(Minutes.__add__, totals.providers.values(), Minutes()) == totals.all
    missed = reduce(Missed.__add__, totals.causes.values(), Missed())
    assert reduce(Missed.__add__, totals.sides.values(), Missed()) == missed
    on_top = sum(max(0, (one.given or 0) - one.planned) for one in found if one.counts)
    assert totals.all.settled + on_top == totals.all.given + missed.minutes
    assert totals.all.open == sum(one.state is TickState.OPEN for one in found)


@given(lines())
def test_the_parts_of_care_make_the_whole(found: list[TickLine]) -> None:
    """Per kind and per pupil, whatever groups there are."""
    weeks = weeks_of(found)
    whole = care_by(weeks, lambda _: "").get("", Care())
    for group_of in (
        lambda key: OF[key].kind if key else "",
        lambda key: OF[key].pupil_id if key else "",
    ):
        parts = care_by(weeks, group_of).values()
        assert reduce(Minutes.__add__, (part.minutes for part in parts), Minutes()) == whole.minutes
        assert sum(part.agreed or 0 for part in parts) == (whole.agreed or 0)
        assert sum(part.absent for part in parts) == whole.absent


@given(lines().map(lambda found: [one for one in found if len(one.serves) <= 1]))
def test_without_groups_the_care_is_as_long_as_the_visits(found: list[TickLine]) -> None:
    """Planned, given and declared: nothing is lost and nothing made up, also when a pupil was not there."""
    whole = care_by(weeks_of(found), lambda _: "").get("", Care()).minutes
    visits = visit_totals(found, PROVIDER.__getitem__).all
    assert (whole.planned, whole.given, whole.declared) == (visits.planned, visits.given, visits.declared)


@given(lines(), st.integers(0, 7))
def test_ticking_off_one_more_never_changes_what_was_planned(found: list[TickLine], number: int) -> None:
    """It only turns what was open into what is known."""
    opened = [one for one in found if one.is_open]
    if not opened:
        return
    chosen = opened[number % len(opened)]
    after = [
        ticked(
            one.planned,
            **{name: getattr(one, name) for name in ("visit_id", "day", "start_minute", "planned", "serves")},
        )
        if one is chosen
        else one
        for one in found
    ]
    was, now = (visit_totals(each, PROVIDER.__getitem__).all for each in (found, after))
    assert (now.planned, now.open, now.settled) == (was.planned, was.open - 1, was.settled + chosen.planned)
    assert now.given == was.given + chosen.planned


def test_an_hour_for_a_group_is_an_hour_for_each_and_an_absent_pupil_gets_none() -> None:
    """The visit itself stays one hour."""
    group = ticked(45, planned=45, serves=("groep1", "groep2"), absent_needs=("groep2",), declared=45)
    care = care_by(weeks_of([group]), lambda key: key)
    assert (care["groep1"].minutes.given, care["groep2"].minutes.given) == (45, 0)
    assert (care["groep1"].minutes.planned, care["groep2"].minutes.planned) == (45, 45)
    assert care["groep2"].absent == 1
    assert visit_totals([group], PROVIDER.__getitem__).all.given == 45


def test_causes_and_sides_are_told_with_the_most_first() -> None:
    """How often, how long, and how often without a word."""
    found = [
        ticked(0, cause=CancellationCause.PUPIL_NO_SHOW),
        ticked(0, cause=CancellationCause.PUPIL_ABSENT, visit_id="b"),
        ticked(50, cause=CancellationCause.PROFESSIONAL_ABSENT, visit_id="c"),
        ticked(55, visit_id="d"),
    ]
    totals = visit_totals(found, PROVIDER.__getitem__)
    assert totals.sides[Side.FAMILY] == Missed(2, 120, 1)
    assert missed_lines(totals)[-3:] == [
        ("Ligt bij: gezin", "2 bezoeken, 2 u (50 %), 1 keer zonder bericht"),
        ("Ligt bij: zorgaanbieder", "1 bezoek, 10 min (4 %)"),
        ("Ligt bij: niet bekend", "1 bezoek, 5 min (2 %)"),
    ]


def test_sums_in_words_say_what_is_still_open() -> None:
    """A percentage is of what is ticked off; what was declared may still be unknown."""
    found = [ticked(45, cause=CancellationCause.OTHER), line(visit_id="b")]
    totals = visit_totals(found, PROVIDER.__getitem__).all
    assert minutes_words(totals) == (
        "gepland 2 u · gegeven 45 min (75 % van wat is afgetekend) · gedeclareerd 0 min (1 nog niet bekend) · 1 nog open"
    )
    assert care_words(care_by(weeks_of(found), lambda key: key)["pv"]).startswith("afgesproken 1 u · gepland 2 u")
