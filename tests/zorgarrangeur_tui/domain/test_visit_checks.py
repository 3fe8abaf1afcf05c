"""What is wrong with planned visits, how heavy it is, and the nearest way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from check_samples import CARE, MONDAY, NOOR, OTHER_SCHOOL, PROVIDER, SCHOOL, TITLE, found, visit

from storage.models.casework_codes import DeliveryForm
from storage.models.codes import CareKind, Law, Rhythm
from zorgarrangeur_tui.domain.board_values import BoardVisit
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed, day_visits
from zorgarrangeur_tui.domain.visit_findings import FindingKind, Severity, recurring
from zorgarrangeur_tui.domain.visit_occurrences import VisitSeries, occurrences

GROUP = CheckedNeed("g1", CareKind.GROUP_GUIDANCE, "p1", group=True, group_size=2, minutes_needed=60)


def test_a_plan_that_is_right_has_no_findings() -> None:
    """Care that is contracted, under a valid title, within hours, with a room."""
    assert found(visit(serves=("care",)), visit("w", 600)) == []


def test_a_closed_school_is_named_with_why_and_the_next_day_with_school() -> None:
    """It is hard, and the visit counts for nothing else."""
    (finding,) = found(visit(day=date(2026, 10, 19), minutes=900, serves=("care",)))
    assert (finding.kind, finding.severity) == (FindingKind.SCHOOL_CLOSED, Severity.HARD)
    assert (finding.visit_ids, finding.about) == (("v",), ("s",))
    assert finding.sentence == (
        "De Wilgenboog is op maandag 19 oktober 2026 dicht: Herfstvakantie regio Midden, 17 t/m 25 oktober 2026. "
        "De eerste dag daarna met school is maandag 26 oktober 2026."
    )


def test_a_visit_outside_school_hours_names_the_nearest_time_within() -> None:
    """One that is too long for the day is to be made shorter."""
    (late,) = found(visit(start=840))
    assert late.kind is FindingKind.OUTSIDE_SCHOOL_HOURS
    assert late.sentence == (
        "Dit bezoek (14:00 tot 15:00) valt op maandag 23 november 2026 buiten de schooltijd van De Wilgenboog: "
        "8:30 tot 14:30. Het kan wel om 13:30."
    )
    (long,) = found(visit(minutes=400))
    assert long.sentence.endswith("Maak het bezoek korter: ten hoogste 6 u.")


def test_the_visit_too_many_for_the_rooms_is_found_with_the_next_free_time() -> None:
    """Two rooms hold two visits; the third that begins while both are taken has none."""
    others = visit("a", 540, 90, professional_id="a"), visit("b", 550, 30, professional_id="b")
    (full,) = found(*others, visit("c", 560, 30))
    assert (full.kind, full.visit_ids) == (FindingKind.ROOM_FULL, ("c", "a", "b"))
    assert full.sentence == (
        "Bij De Wilgenboog zijn er 2 ruimten voor zorg; om 9:20 zijn er 3 bezoeken tegelijk. "
        "Om 9:40 is er wel een ruimte vrij."
    )
    assert found(*others, visit("c", 580, 30)) == []


def test_a_day_without_a_free_room_says_so() -> None:
    """Rooms that nobody counted are not checked."""
    busy = visit("a", 510, 360, professional_id="a")
    one_room = {"s": replace(SCHOOL, room_count=1)}
    (full,) = found(busy, visit("b"), schools=one_room)
    assert full.sentence.startswith("Bij De Wilgenboog is er 1 ruimte voor zorg; om 9:00 zijn er 2 bezoeken tegelijk.")
    assert full.sentence.endswith("Die dag is er geen tijd met een vrije ruimte; kies een andere dag.")
    assert found(busy, visit("b"), schools={"s": replace(SCHOOL, room_count=None)}) == []


def test_a_trip_that_takes_longer_than_the_gap_is_found() -> None:
    """Ten kilometres in fifteen minutes; the sentence says when it can begin."""
    (trip,) = found(visit("a", 540), visit("b", 615, school_id="o"))
    assert (trip.kind, trip.visit_ids, trip.about) == (FindingKind.TRAVEL_TOO_SHORT, ("b", "a"), ("n", "o", "s"))
    assert trip.sentence == (
        "Tussen De Wilgenboog (tot 10:00) en De Molenkade (vanaf 10:15) zit 15 min. De reis van ongeveer 13 km duurt naar "
        "schatting 30 min. Begin bij De Molenkade niet voor 10:30."
    )
    assert found(visit("a", 540), visit("b", 630, school_id="o")) == []


def test_no_trip_is_asked_within_a_school_or_to_a_place_that_is_not_known() -> None:
    """Nor between visits of different people, or of nobody."""
    nowhere = {"s": SCHOOL, "o": replace(OTHER_SCHOOL, place=None)}
    assert found(visit("a", 540), visit("b", 600)) == []
    assert found(visit("a", 540), visit("b", 600, school_id="o"), schools=nowhere) == []
    assert found(visit("a", 540), visit("b", 600, school_id="o", professional_id="m")) == []
    nobody = visit("a", 540, professional_id=""), visit("b", 600, school_id="o", professional_id="")
    assert found(*nobody) == []


def test_a_reserved_act_asks_for_competence() -> None:
    """The finding is about the professional and the need."""
    feeding = replace(CARE, id="feeding", reserved_act=True)
    (finding,) = found(visit(serves=("feeding",)), needs=(feeding,))
    assert (finding.kind, finding.about) == (FindingKind.COMPETENCE_MISSING, ("n", "feeding"))
    assert "Noor is daarvoor niet bevoegd" in finding.sentence
    competent = {"n": replace(NOOR, reserved_acts=True)}
    assert found(visit(serves=("feeding",)), needs=(feeding,), professionals=competent) == []


def test_a_group_has_its_size() -> None:
    """The smallest size counts; a pupil with two needs is one pupil."""
    others = (
        replace(GROUP, id="g2", pupil_id="p2", group_size=None),
        replace(GROUP, id="g3", pupil_id="p3", group_size=5),
    )
    needs = (GROUP, *others)
    (finding,) = found(visit(serves=("g1", "g2", "g3")), needs=needs, providers={})
    assert (finding.kind, finding.severity) == (FindingKind.GROUP_TOO_LARGE, Severity.HARD)
    assert finding.sentence.startswith("In de groep van dit bezoek zitten 3 leerlingen; ten hoogste 2 leerlingen mag.")
    twice = (GROUP, others[0], replace(others[1], pupil_id="p1"))
    assert found(visit(serves=("g1", "g2", "g3")), needs=twice, providers={}) == []


def test_a_title_that_ran_out_or_has_yet_to_begin_is_found_on_the_day_itself() -> None:
    """A title that ends within the week is no matter before that day; a need without any title is not judged."""
    ends = replace(CARE, titles=(replace(TITLE, ends_on=MONDAY),))
    assert found(visit(serves=("care",)), needs=(ends,)) == []
    (ended,) = found(visit(day=MONDAY + timedelta(days=1), serves=("care",)), needs=(ends,))
    assert (ended.kind, ended.about) == (FindingKind.TITLE_NOT_VALID, ("care", "t"))
    assert ended.sentence.startswith(
        "De titel onder de Jeugdwet voor persoonlijke verzorging geldt tot en met 23 november 2026. "
        "Dit bezoek is op 24 november 2026."
    )
    begins = replace(CARE, titles=(replace(TITLE, starts_on=date(2026, 12, 1)),))
    (early,) = found(visit(serves=("care",)), needs=(begins,))
    assert "geldt pas vanaf 1 december 2026" in early.sentence
    assert found(visit(serves=("care",)), needs=(replace(CARE, titles=()),)) == []
    renewed = replace(CARE, titles=(*begins.titles, replace(TITLE, id="old", ends_on=MONDAY)))
    assert found(visit(serves=("care",)), needs=(renewed,)) == []


@pytest.mark.parametrize(
    ("need", "kind", "part"),
    [
        (replace(CARE, kind=CareKind.NURSING), FindingKind.KIND_NOT_CONTRACTED, "geen contract voor verpleging."),
        (
            replace(CARE, titles=(replace(TITLE, law=Law.LONG_TERM_CARE_ACT),)),
            FindingKind.LAW_NOT_CONTRACTED,
            "geen contract onder de Wet langdurige zorg (Wlz).",
        ),
        (
            replace(CARE, municipality="Samenveen"),
            FindingKind.MUNICIPALITY_NOT_CONTRACTED,
            "geen contract met gemeente Samenveen, die zorg bij dit bezoek betaalt.",
        ),
    ],
)
def test_care_outside_the_contract_may_be_published_with_a_reason(
    need: CheckedNeed, kind: FindingKind, part: str
) -> None:
    """Kind of care, law and gemeente, each with who has no contract."""
    (finding,) = found(visit(serves=("care",)), needs=(need,))
    assert (finding.kind, finding.severity, finding.about) == (kind, Severity.SOFT, ("zorg", "care"))
    assert f"Zorg Vlonder heeft {part}" in finding.sentence


def test_what_needs_no_contract_or_is_not_known_is_not_checked() -> None:
    """A pgb is the parents' own, the Wlz has no gemeente, and an empty list says nothing."""
    elsewhere = replace(CARE, municipality="Samenveen")
    budget = replace(elsewhere, titles=(replace(TITLE, delivery_form=DeliveryForm.PERSONAL_BUDGET),))
    assert found(visit(serves=("care",)), needs=(budget,)) == []
    wlz = replace(elsewhere, titles=(replace(TITLE, law=Law.LONG_TERM_CARE_ACT),))
    both = {"zorg": replace(PROVIDER, laws=frozenset({Law.YOUTH_ACT, Law.LONG_TERM_CARE_ACT}))}
    assert found(visit(serves=("care",)), needs=(wlz,), providers=both) == []
    former = replace(TITLE, id="former", law=Law.LONG_TERM_CARE_ACT, ends_on=date(2026, 6, 30))
    assert found(visit(serves=("care",)), needs=(replace(CARE, titles=(TITLE, former)),)) == []
    nothing = {"zorg": replace(PROVIDER, kinds=frozenset(), laws=frozenset(), municipalities=frozenset())}
    nursing = replace(elsewhere, kind=CareKind.NURSING)
    assert found(visit(serves=("care",)), needs=(nursing,), providers=nothing) == []
    capitals = replace(CARE, municipality="VLONDERDAM")
    assert found(visit(serves=("care",)), needs=(capitals,)) == []


def test_two_pupils_without_a_contract_are_one_finding() -> None:
    """It is about both."""
    first = replace(CARE, kind=CareKind.NURSING)
    (finding,) = found(visit(serves=("care", "more")), needs=(first, replace(first, id="more", pupil_id="q")))
    assert finding.about == ("zorg", "care", "more")


def test_minutes_above_what_was_granted_or_agreed_are_told_per_week() -> None:
    """Both are soft; what others planned counts too; the last visit of the week is the one to change."""
    need = replace(CARE, minutes_needed=300, minutes_granted=120, minutes_agreed=90, minutes_elsewhere=30)
    week = visit("a", serves=("care",)), visit("b", serves=("care",), day=MONDAY + timedelta(days=1))
    granted, agreed = found(*week, needs=(need,))
    assert (granted.kind, agreed.kind) == (FindingKind.ABOVE_AGREED, FindingKind.ABOVE_GRANTED)
    assert {granted.severity, agreed.severity} == {Severity.SOFT}
    assert (agreed.day, agreed.visit_ids, agreed.about) == (MONDAY, ("b", "a"), ("care",))
    assert agreed.sentence == (
        "Voor een zorgvraag is in week 48 2 u 30 min gepland; toegekend is 2 u per week. Plan 30 min minder, of vraag meer aan."
    )
    assert found(week[0], needs=(need,)) == []


def test_a_professional_has_a_most_in_a_week() -> None:
    """Just that much is right, and two weeks do not add up."""
    assert found(*(visit(str(day), 510, 120, day=MONDAY + timedelta(days=day)) for day in range(5))) == []
    days = [visit(str(day), 510, 130, day=MONDAY + timedelta(days=day)) for day in range(5)]
    (finding,) = found(*days)
    assert (finding.kind, finding.day, finding.about) == (FindingKind.ABOVE_MAX_MINUTES, MONDAY, ("n",))
    assert finding.visit_ids[0] == "4"
    assert finding.sentence == (
        "Noor heeft in week 48 10 u 50 min aan bezoeken; ten hoogste 10 u kan. Haal 50 min weg of geef een bezoek aan iemand "
        "anders."
    )
    apart = [*days[:3], *(replace(one, day=one.day + timedelta(weeks=1)) for one in days[3:])]
    assert found(*apart) == []


def test_a_visit_that_comes_back_falls_away_in_a_holiday_and_is_wrong_on_a_day_without_school() -> None:
    """A Monday has no findings over the autumn holiday; a Saturday has one, told once with how often."""
    span = date(2026, 10, 12), date(2026, 11, 9)
    monday = BoardVisit("v", "n", "s", 0, 540, 60, Rhythm.WEEKLY)
    series = occurrences(VisitSeries(0, Rhythm.WEEKLY), SCHOOL.calendar, Fortnights(), *span)
    visits = day_visits(monday, series)
    assert len(visits) == len(series) - 1
    assert found(*visits) == []
    saturdays = occurrences(VisitSeries(5, Rhythm.WEEKLY), SCHOOL.calendar, Fortnights(), *span)
    findings = found(*day_visits(replace(monday, weekday=5), saturdays))
    (together,) = recurring(findings)
    assert len(together.days) == len(saturdays) == 4
    assert together.sentence.startswith("De Wilgenboog is op zaterdag 17 oktober 2026 dicht")
    assert together.sentence.endswith("Daarna gebeurt dit nog 3 keer.")


def test_what_a_visit_refers_to_and_is_not_there_is_not_checked() -> None:
    """A visit may wait for a school, a professional and needs."""
    assert found(visit(start=0, minutes=2000, professional_id="", school_id="", serves=("gone",))) == []
