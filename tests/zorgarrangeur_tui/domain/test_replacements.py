"""Who is proposed instead of somebody who is away, in which order, and with which words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from check_samples import CARE, MONDAY, NOOR, PROVIDER, around, visit
from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.absences import Away
from zorgarrangeur_tui.domain.ranking_rules import ranking_rules
from zorgarrangeur_tui.domain.replacement_values import AskedVisit, Candidate, Replacement
from zorgarrangeur_tui.domain.replacements import gives_all, ranked
from zorgarrangeur_tui.domain.visit_check_values import CheckedProfessional

ALL_DAY = ((0, 510, 870),)
ASKED = AskedVisit(visit(serves=("care",)), "zorg", frozenset({"p"}))


def person(key: str, **other: Any) -> CheckedProfessional:
    """Return a professional of the same provider who gives the care, all Monday."""
    usual = replace(NOOR, id=key, name=key.capitalize(), skills=frozenset({CareKind.PERSONAL_CARE}))
    return replace(usual, availability=ALL_DAY, **other)


def who(*candidates: Candidate, asked: AskedVisit = ASKED) -> list[Replacement]:
    """Return the ranking of some candidates."""
    people = {one.person.id: one.person for one in candidates}
    surroundings = around(
        CARE, professionals=people, providers={"zorg": PROVIDER, "ander": replace(PROVIDER, id="ander")}
    )
    return ranked(asked, candidates, surroundings, ranking_rules(MONDAY))


def names(found: list[Replacement]) -> list[str]:
    """Return who they are, in order."""
    return [one.person.id for one in found]


def test_the_same_provider_comes_before_a_known_face_and_that_before_a_stranger() -> None:
    """Each with why: for whom it works, whom it knows, and that it is new."""
    stranger = Candidate(person("stijn", provider_id="ander"), provider_name="Zorg Anders")
    known = Candidate(person("karim", provider_id="ander"), known_pupils=frozenset({"p"}), provider_name="Zorg Anders")
    colleague = Candidate(person("cora"), provider_name="Zorg Vlonder")
    found = who(stranger, known, colleague)
    assert names(found) == ["cora", "karim", "stijn"]
    assert all(one.fits for one in found)
    assert found[0].reasons == ("Werkt ook voor Zorg Vlonder.",)
    assert found[0].against == ("Is nieuw voor de leerling.",)
    assert found[1].reasons == ("Kent de leerling.",)
    assert found[2].against == ("Is nieuw voor de leerling.", "Zorg Anders is niet vast verbonden aan deze school.")


def test_who_is_there_anyway_comes_before_who_travels() -> None:
    """Being at the school that day counts; a trip between schools is told in minutes."""
    here = Candidate(person("hans"), (visit("h", 630, professional_id="hans"),))
    far = Candidate(person("fay"), (visit("f", 720, professional_id="fay", school_id="o"),))
    found = who(far, here)
    assert names(found) == ["hans", "fay"]
    assert "Is die dag al op deze school." in found[0].reasons
    assert any("extra" in words for words in found[1].against)


def test_who_is_busy_could_come_later_and_stands_below_who_is_free() -> None:
    """The nearest time that fits is given, unless the care has a fixed moment."""
    busy = Candidate(person("bea"), (visit("b", 540, 45, professional_id="bea"),))
    free = Candidate(person("fred", provider_id="ander"))
    found = who(busy, free)
    assert names(found) == ["fred", "bea"]
    assert (found[1].fits, found[1].possible, found[1].start_minute) == (False, True, 585)
    assert found[1].against[0] == "Kan als het om 9:45 begint (45 min later)."
    fixed = who(busy, free, asked=replace(ASKED, fixed=True))
    assert [(one.person.id, one.possible) for one in fixed] == [("fred", True), ("bea", False)]


def test_a_face_too_many_that_week_counts_against_who_is_new() -> None:
    """A pupil who meets two others that week does not want a third; somebody known comes first."""
    met = tuple(visit(key, 600, professional_id=key, serves=("care",)) for key in ("een", "twee"))
    asked = replace(ASKED, pupil_weeks=(("p", met),))
    known = Candidate(person("karim", provider_id="ander"), known_pupils=frozenset({"p"}))
    found = who(Candidate(person("stijn", provider_id="ander")), known, asked=asked)
    assert names(found) == ["karim", "stijn"]
    told = "Zo ziet een leerling die week meer gezichten dan gewenst."
    assert [told in one.against for one in found] == [False, True]


def test_who_was_given_the_visit_before_is_free_for_it() -> None:
    """Choosing anew: the visit itself is no reason against who makes it now, nor does it bring anybody to the school."""
    chosen = Candidate(person("stijn", provider_id="ander"), (replace(ASKED.visit, professional_id="stijn"),))
    (found,) = who(chosen)
    assert found.fits
    assert not found.reasons


def test_who_is_away_itself_or_has_no_hours_left_cannot_come_and_is_told_why() -> None:
    """A colleague who cannot come stays in the list, last; a stranger who cannot is left out."""
    away = Candidate(person("aad", absences=(Away("x", MONDAY, MONDAY),)))
    full = Candidate(person("fien", max_minutes=30))
    stranger = Candidate(person("stijn", provider_id="ander", max_minutes=30))
    found = who(away, full, stranger)
    assert names(found) == ["aad", "fien"]
    assert not any(one.possible for one in found)
    assert found[0].against[0].startswith("Aad is er niet op maandag 23 november 2026")
    assert "ten hoogste 30 min kan" in found[1].against[0]


def test_only_who_gives_the_care_and_may_do_its_acts_is_asked() -> None:
    """A kind of care or a competence that is missing is no matter of points."""
    act = replace(CARE, reserved_act=True)
    assert gives_all(person("cora"), ASKED.visit, [CARE])
    assert not gives_all(person("cora"), ASKED.visit, [act])
    assert gives_all(person("cora", reserved_acts=True), ASKED.visit, [act])
    assert not gives_all(person("cora", skills=frozenset()), ASKED.visit, [CARE])


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 20), st.booleans()), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_does_not_depend_on_who_is_asked_first(
    drawn: list[tuple[bool, bool, int, bool]], chance: Any
) -> None:
    """Who is free always stands above who is not, and the same people give the same order."""
    candidates = [
        Candidate(
            person(f"p{index}", provider_id="zorg" if same else "ander"),
            (visit(f"v{index}", 510 + 15 * quarter, professional_id=f"p{index}"),) if busy else (),
            frozenset({"p"}) if knows else frozenset(),
        )
        for index, (same, knows, quarter, busy) in enumerate(drawn)
    ]
    found = who(*candidates)
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert who(*shuffled) == found
    assert [one.fits for one in found] == sorted((one.fits for one in found), reverse=True)
