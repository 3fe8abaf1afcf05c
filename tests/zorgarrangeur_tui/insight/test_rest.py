"""Rust by hand, and by a slow and obvious second count."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import Rhythm
from zorgarrangeur_tui.domain.coverage import PlannedVisit
from zorgarrangeur_tui.domain.faces import faces_rule
from zorgarrangeur_tui.insight.rest import Familiar, PupilNeed, TwoWeeks, familiar, pupils_rest, rest_of
from zorgarrangeur_tui.insight.rest_words import faces_change_text, familiar_text

TODAY = date(2026, 11, 23)
RULE = faces_rule(TODAY)
PROVIDER_OF = {"anja": "windroos", "bram": "windroos", "cato": "meerkoet", "dirk": ""}


def visit(number: int, who: str, weekday: int, *serves: str, rhythm: str = Rhythm.WEEKLY) -> PlannedVisit:
    """Return a visit of an hour from nine."""
    return PlannedVisit(str(number), who, weekday, 540, 60, rhythm, serves)


def test_rust_of_a_school_by_hand() -> None:
    """Anja twice on Monday and once on Tuesday, Cato every other week, and a place that nobody fills yet.

    Two organisations. In the even week two faces, in the odd week one: one and a half. Entries: Anja on two days of both
    weeks, Cato on one day of one week: five in ten school days.
    """
    found = rest_of(
        [
            visit(1, "anja", 0),
            visit(2, "anja", 0),
            visit(3, "anja", 1),
            visit(4, "cato", 2, rhythm=Rhythm.EVEN),
            visit(5, "", 3),
        ],
        PROVIDER_OF,
    )
    assert (found.providers, found.faces, found.entries) == (2, Fraction(3, 2), Fraction(1, 2))


def test_somebody_of_no_known_organisation_is_a_face_but_no_provider() -> None:
    """Nothing is made up about whom Dirk works for."""
    found = rest_of([visit(1, "dirk", 0)], PROVIDER_OF)
    assert (found.providers, found.faces) == (0, 1)


def test_known_faces_are_those_of_last_week() -> None:
    """Of three this week two came last week; when in either week nobody came there is nothing to say."""
    anja, bram, cato, dirk = map(frozenset, (["anja"], ["bram"], ["cato"], ["dirk"]))
    weeks = [
        TwoWeeks((), anja, anja),
        TwoWeeks((), bram, dirk),
        TwoWeeks((), cato, frozenset()),
        TwoWeeks((), anja, cato),
    ]
    assert familiar(weeks) == Familiar(2, 3)
    assert familiar_text(familiar(weeks)) == "2 van 3"
    assert familiar([TwoWeeks((), anja, frozenset())]) is None
    assert familiar_text(familiar([])) == "–"


def test_a_child_with_more_faces_than_is_wished_comes_first() -> None:
    """Otter meets one more than the wish; Egel meets one; Das gets no care, and has no rust to speak of."""
    needs = {"n1": PupilNeed("otter"), "n2": PupilNeed("egel"), "n3": PupilNeed("das")}
    people = [f"p{number}" for number in range(RULE.most + 1)]
    visits = [visit(number, who, number % 5, "n1") for number, who in enumerate(people)]
    visits.append(visit(99, "anja", 0, "n2", "n1", rhythm="never"))
    found = pupils_rest(needs, [*visits, visit(98, "anja", 0, "n2")], [], dict.fromkeys(people, "een"), RULE)
    assert [one.pupil_id for one in found] == ["otter", "egel", "das"]
    assert [(one.most, one.above_wish) for one in found] == [(RULE.most + 1, True), (1, False), (0, False)]


def test_daily_nursing_may_have_more_faces() -> None:
    """Hardly one person can give care every day; what another child gets from the same visit does not count for it."""
    needs = {"n1": PupilNeed("otter", nursing=True), "n2": PupilNeed("egel")}
    daily = [visit(day, f"p{day % RULE.most_with_daily_nursing}", day, "n1", "n2") for day in range(5)]
    wishes = {one.pupil_id: one.wish for one in pupils_rest(needs, daily, [], {}, RULE)}
    assert wishes == {"otter": RULE.most_with_daily_nursing, "egel": RULE.most}


def test_before_and_after_read_without_colour() -> None:
    """A sign and a word."""
    before, now = rest_of([visit(1, "anja", 0), visit(2, "bram", 0)], {}), rest_of([visit(1, "anja", 0)], {})
    assert faces_change_text(before, now) == "▼ 1 minder"
    assert faces_change_text(now, before) == "▲ 1 meer"
    assert faces_change_text(None, now) == ""


_VISITS = st.lists(
    st.builds(
        PlannedVisit,
        st.uuids().map(str),
        st.sampled_from(["", *PROVIDER_OF]),
        st.integers(0, 6),
        st.integers(480, 900),
        st.integers(0, 120),
        st.sampled_from([*Rhythm, "later"]),
        st.lists(st.sampled_from(["n1", "n2", "n3", "gone"]), unique=True).map(tuple),
    ),
    max_size=12,
)


@given(_VISITS)
def test_rust_is_what_counting_day_by_day_gives(visits: list[PlannedVisit]) -> None:
    """Walk through the ten school days and look who is there; a child's rust is that of the visits that serve it."""
    needs = {"n1": PupilNeed("otter"), "n2": PupilNeed("otter"), "n3": PupilNeed("egel")}
    per_pupil = {one.pupil_id: one.now for one in pupils_rest(needs, visits, [], PROVIDER_OF, RULE)}
    for child, own in (("otter", {"n1", "n2"}), ("egel", {"n3"}), ("", set())):
        seen = [one for one in visits if not child or own & set(one.serves)]
        faces, entries, providers = 0, 0, set()
        for week in (Rhythm.EVEN, Rhythm.ODD):
            comes = [one for one in seen if one.professional_id and one.rhythm in (week, Rhythm.WEEKLY)]
            faces += len({one.professional_id for one in comes})
            entries += sum(len({one.professional_id for one in comes if one.weekday == day}) for day in range(5))
            providers |= {PROVIDER_OF[one.professional_id] for one in comes} - {""}
        found = per_pupil[child] if child else rest_of(visits, PROVIDER_OF)
        assert (found.providers, found.faces, found.entries) == (
            len(providers),
            Fraction(faces, 2),
            Fraction(entries, 10),
        )
