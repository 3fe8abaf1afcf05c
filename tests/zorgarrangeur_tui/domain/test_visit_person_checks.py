"""Whether the people of a visit can be there: the professional, and the pupil."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from check_samples import CARE, MONDAY, NOOR, OTHER_SCHOOL, SCHOOL, found, visit

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.visit_check_values import CheckedNeed
from zorgarrangeur_tui.domain.visit_findings import FindingKind, Severity

NURSING = CheckedNeed("nursing", CareKind.NURSING, "p", minutes_needed=600)
GROUP = CheckedNeed("group", CareKind.PERSONAL_CARE, "p", group=True, minutes_needed=120)


def test_a_professional_is_in_one_place_at_a_time() -> None:
    """The later visit is told, with the school of the other one and the nearest time that is free."""
    (twice,) = found(visit("a", 540), visit("b", 570))
    assert (twice.kind, twice.severity, twice.visit_ids) == (FindingKind.DOUBLE_BOOKED, Severity.HARD, ("b", "a"))
    assert twice.sentence == (
        "Noor heeft op maandag van 9:00 tot 10:00 al een ander bezoek bij De Wilgenboog. Het kan wel om 10:00."
    )
    assert found(visit("a", 540), visit("b", 600)) == []
    assert found(visit("a", 540, professional_id=""), visit("b", 570, professional_id="")) == []


def test_a_day_without_room_for_the_other_visit_says_so() -> None:
    """The rest of the day is taken."""
    (twice,) = found(visit("a", 510, 360), visit("b", 600))
    assert twice.sentence.endswith("Die dag past het niet; kies een andere dag of een andere zorgprofessional.")


def test_a_visit_lies_within_one_time_at_which_the_professional_works() -> None:
    """Two times that touch are one; without any on that day the sentence says so; not known is not checked."""
    morning = {"n": replace(NOOR, availability=((0, 540, 600), (0, 600, 660)))}
    assert found(visit(start=555), professionals=morning) == []
    (late,) = found(visit(start=630), professionals=morning)
    assert late.kind is FindingKind.OUTSIDE_AVAILABILITY
    assert late.sentence == (
        "Noor is op maandag alleen beschikbaar van 9:00 tot 11:00; dit bezoek is van 10:30 tot 11:30. "
        "Het kan wel om 10:00."
    )
    (tuesday,) = found(visit(day=MONDAY + timedelta(days=1)), professionals=morning)
    assert tuesday.sentence.startswith("Noor is op dinsdag niet beschikbaar.")


def test_a_professional_gives_only_its_own_kinds_of_care() -> None:
    """Each kind once, with all needs that it is about; nobody is judged on skills that are not known."""
    skilled = {"n": replace(NOOR, skills=frozenset({CareKind.PERSONAL_CARE}))}
    more = replace(NURSING, id="more")
    needs = (CARE, NURSING, more)
    findings = found(visit(serves=("care", "nursing", "more")), needs=needs, professionals=skilled, providers={})
    assert [(one.kind, one.about) for one in findings] == [(FindingKind.SKILL_MISSING, ("n", "nursing", "more"))]
    assert findings[0].sentence.startswith("Noor geeft geen verpleging. Kies iemand die dat wel geeft")
    assert found(visit(serves=("care", "nursing")), needs=needs, providers={}) == []


def test_a_pupil_is_in_one_session_at_a_time() -> None:
    """Two people for one pupil at once; who is told is the later session, and never by name."""
    both = visit("a", serves=("care",)), visit("b", 585, professional_id="m", serves=("nursing",))
    (twice,) = found(*both, needs=(CARE, NURSING), providers={})
    assert (twice.kind, twice.severity, twice.about) == (FindingKind.PUPIL_TWICE, Severity.HARD, ("p",))
    assert twice.sentence == (
        "Een leerling heeft op maandag twee keer zorg tegelijk: van 9:00 tot 10:00 en van 9:45 tot 10:45. "
        "Begin dit bezoek niet voor 10:00, of kies een andere dag."
    )


def test_a_visit_for_several_pupils_takes_up_none_of_them_unless_they_are_a_group() -> None:
    """The time of each is free to choose then; care on call takes no time of its own."""
    other = replace(CARE, id="other", pupil_id="q")
    long = visit("a", 540, 120, serves=("care", "other"))
    short = visit("b", 570, 30, professional_id="m", serves=("nursing",))
    assert found(long, short, needs=(CARE, other, NURSING), providers={}) == []
    called = replace(CARE, on_call=True)
    assert found(replace(long, serves=("care",)), short, needs=(called, NURSING), providers={}) == []
    member = replace(GROUP, id="member", pupil_id="q")
    grouped = replace(long, serves=("group", "member"))
    (twice,) = found(grouped, short, needs=(GROUP, member, NURSING), providers={})
    assert twice.kind is FindingKind.PUPIL_TWICE


def test_a_pupil_meets_few_people_and_a_few_more_with_daily_nursing() -> None:
    """The one with the least time is the one to change; visits of nobody are no face."""
    people = {key: replace(NOOR, id=key, name=key.upper()) for key in "nmk"}
    days = [visit(f"v{day}", day=MONDAY + timedelta(days=day), serves=("care",)) for day in range(4)]
    others = (
        visit("m", 600, 30, professional_id="m", serves=("care",)),
        visit("k", 630, 15, professional_id="k", serves=("care",)),
        visit("nobody", 700, professional_id="", serves=("care",)),
    )
    (faces,) = found(*days, *others, professionals=people)
    assert (faces.kind, faces.severity, faces.day) == (FindingKind.TOO_MANY_FACES, Severity.SOFT, MONDAY)
    assert faces.visit_ids[0] == "k"
    assert faces.sentence == (
        "Een leerling krijgt in week 48 zorg van 3 zorgprofessionals; de wens is ten hoogste 2. "
        "Geef wat K doet aan iemand die de leerling al kent."
    )
    assert found(*days, *others[:1], professionals=people) == []
    nursing = [replace(one, serves=("care", "nursing")) for one in days]
    assert found(*nursing, *others, needs=(CARE, NURSING), professionals=people, providers={}) == []


def test_a_visit_in_the_quiet_of_a_school_may_be_published_with_a_reason() -> None:
    """It names the nearest time outside it; a visit that only touches it is right."""
    quiet = {"s": replace(SCHOOL, quiet_windows=((0, 510, 555), (0, 600, 615))), "o": OTHER_SCHOOL}
    (early,) = found(visit(start=540), schools=quiet)
    assert (early.kind, early.severity) == (FindingKind.QUIET_WINDOW, Severity.SOFT)
    assert early.sentence == (
        "Dit bezoek (9:00 tot 10:00) valt op maandag in de rust van De Wilgenboog: 8:30 tot 9:15. Om 10:15 kan het wel."
    )
    assert found(visit(start=555, minutes=45), schools=quiet) == []
    assert found(visit(start=540, day=MONDAY + timedelta(days=1)), schools=quiet) == []
