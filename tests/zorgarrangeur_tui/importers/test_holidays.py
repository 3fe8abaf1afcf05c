"""Lists of holidays: what they say becomes a plan, and a line that cannot be right is refused aloud."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_kit import lines_of

from storage.models.codes import HolidayRegion
from storage.text_rules import has_forbidden_character
from zorgarrangeur_tui.domain.holiday_periods import HolidayPeriod, shipped_holidays, with_shipped
from zorgarrangeur_tui.importers.holiday_lines import HolidayKind
from zorgarrangeur_tui.importers.holidays import HolidayPlan, plan_holidays
from zorgarrangeur_tui.importers.problems import FileRefused, Severity
from zorgarrangeur_tui.importers.report_text import plan_summary

HEADING = "Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Groups"
OWN_HEADING = "Naam;Regio;Eerste dag;Laatste dag"
AUTUMN = "1;NL;2026-10-17;2026-10-25;School;Regional;NL Herfstvakantie,DE Herbstferien,EN Autumn Holidays;MI,ZU"
NORTH, MIDDLE, SOUTH = HolidayRegion.NORTH, HolidayRegion.MIDDLE, HolidayRegion.SOUTH


def planned(*lines: str, heading: str = HEADING, known: Iterable[HolidayPeriod] = ()) -> HolidayPlan:
    """Return the plan of a list."""
    return plan_holidays("v.csv", lines_of(heading, *lines), known)


def own(*lines: str, known: Iterable[HolidayPeriod] = ()) -> HolidayPlan:
    """Return the plan of a list that somebody made."""
    return planned(*lines, heading=OWN_HEADING, known=known)


def spans(plan: HolidayPlan) -> list[tuple[str, str, date, date]]:
    """Return what a plan would add or change."""
    return [(one.period.region, one.period.name, one.period.first_day, one.period.last_day) for one in plan.changes]


def refusal(plan: HolidayPlan) -> str:
    """Return the one reason why the one line of a list is refused."""
    (problem,) = plan.problems
    assert problem.severity is Severity.REFUSED
    assert plan.changes == ()
    assert plan.refused_count == plan.lines_read == 1
    return problem.sentence


def test_a_line_gives_a_holiday_for_every_region_with_its_source_and_licence() -> None:
    """Only the Dutch name is taken; the byte order mark is no part of the heading."""
    plan = plan_holidays("v.csv", b"\xef\xbb\xbf" + lines_of(HEADING, AUTUMN))
    days = (date(2026, 10, 17), date(2026, 10, 25))
    assert spans(plan) == [(MIDDLE, "Herfstvakantie", *days), (SOUTH, "Herfstvakantie", *days)]
    assert (plan.lines_read, plan.new_count, plan.problems) == (1, 2, ())
    first = plan.changes[0]
    assert (first.kind, first.line, first.before) == (HolidayKind.SCHOOL, 2, None)
    assert first.period.source == "OpenHolidays"
    assert "ODbL" in first.period.licence


def test_a_list_of_the_school_board_may_have_dutch_headings_and_dates() -> None:
    """It is under no licence; a holiday without a region holds in all three."""
    plan = own("Herfstvakantie;Regio Midden;19-10-2026;23/10/2026", "Carnaval;;8-2-2027;12-2-2027")
    assert spans(plan)[0] == (MIDDLE, "Herfstvakantie", date(2026, 10, 19), date(2026, 10, 23))
    assert [region for region, *_ in spans(plan)[1:]] == [NORTH, MIDDLE, SOUTH]
    assert own("Koningsdag;;27-4-2027;").changes[0].kind is HolidayKind.PUBLIC
    assert plan.changes[0].period.licence == ""
    assert plan.changes[0].period.source == "Ingelezen vakantielijst."


def test_a_spring_holiday_of_five_weeks_is_refused_with_the_date_that_may_be_meant() -> None:
    """It is not made to fit, and the rest of the file is used."""
    wrong = "2;NL;2027-02-13;2027-03-21;School;Regional;NL Voorjaarsvakantie;ZU"
    plan = planned(AUTUMN, wrong)
    assert (plan.lines_read, plan.new_count, plan.refused_count) == (2, 2, 1)
    assert plan_summary(plan)[1] == (
        "Regel 3 (geweigerd): „Voorjaarsvakantie” begint op 13 februari 2027 en eindigt op 21 maart 2027: dat is 37 dagen, "
        "en zo'n vakantie duurt ten hoogste 16 dagen. De laatste dag is fout; verbeter die en lees het bestand opnieuw in. "
        "De app zelf kent 13 t/m 21 februari 2027."
    )


def test_a_line_is_refused_for_all_its_regions_or_for_none() -> None:
    """One region that is not known takes the whole line with it."""
    assert "De regio „OOST” is niet Noord, Midden of Zuid." in refusal(planned(AUTUMN.replace("MI,ZU", "MI,OOST")))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("NL;2026", "BE;2026", "Het land „BE” is niet Nederland."),
        ("2026-10-17", "2026-02-30", "De eerste dag „2026-02-30” is geen dag"),
        ("2026-10-17", "", "De eerste dag ontbreekt."),
        ("2026-10-25", "", "ontbreekt de laatste dag."),
        ("2026-10-25", "2026-10-16", "eindigt daarvoor, op 16 oktober 2026."),
        ("2026-10-17", "1026-10-17", "De eerste dag „1026-10-17” is geen dag"),
        (";School;", ";Bank;", "De soort „Bank” is geen schoolvakantie en geen feestdag."),
        ("NL Herfstvakantie,", "", "Er staat geen Nederlandse naam bij"),
        (";School;", ";Public;", "meer dan één dag"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(old: str, new: str, reason: str) -> None:
    """Every refusal names the cell."""
    assert reason in refusal(planned(AUTUMN.replace(old, new)))


def test_a_name_must_be_a_name() -> None:
    """None at all, one that goes on and on, and one that holds a number like a BSN."""
    days = ";Midden;2026-10-17;2026-10-25"
    assert refusal(own(days)) == "De naam van de vakantie ontbreekt."
    assert "te lang" in refusal(own("x" * 61 + days))
    assert "111222333" not in refusal(own("Vrij 111222333" + days))


def test_a_list_that_is_known_changes_nothing_and_other_days_are_a_change() -> None:
    """Read again it is unchanged; with another last day it tells what stood."""
    known = [change.period for change in planned(AUTUMN).changes]
    again = planned(AUTUMN, known=known)
    assert (again.changes, again.unchanged) == ((), 2)
    other = planned(AUTUMN.replace("10-25", "10-24").replace("MI,ZU", "MI"), known=known)
    assert (other.new_count, other.changed_count, other.doubtful_count) == (0, 1, 0)
    assert other.changes[0].before == known[0]


def test_what_differs_from_the_dates_of_the_app_is_doubted() -> None:
    """A week earlier is told; without the weekends around it is the same holiday."""
    earlier = own("Herfstvakantie;Midden;2026-10-10;2026-10-18")
    assert earlier.new_count == 1
    assert earlier.problems[0].sentence == (
        "„Herfstvakantie” regio Midden, 10 t/m 18 oktober 2026: de app zelf kent 17 t/m 25 oktober 2026. Kijk na wat klopt."
    )
    assert own("Herfstvakantie;Midden;2026-10-19;2026-10-23").problems == ()


def test_a_holiday_that_stands_there_twice_is_told_and_one_with_other_days_refused() -> None:
    """The second line with the same days adds nothing."""
    twice = own("Carnaval;Zuid;2027-02-08;2027-02-12", "carnaval;ZU;8-2-2027;12-2-2027")
    assert (twice.new_count, twice.doubtful_count) == (1, 1)
    assert "staat er dubbel, ook op regel 2." in twice.problems[0].sentence
    other = own("Carnaval;Zuid;2027-02-08;2027-02-12", "Carnaval;Zuid;2027-02-09;2027-02-12")
    assert (other.new_count, other.refused_count) == (1, 1)
    assert "staat ook op regel 2, met andere dagen." in other.problems[0].sentence


def test_holidays_that_overlap_within_a_region_are_doubted() -> None:
    """In another region they are no matter."""
    plan = own(
        "Carnaval;Zuid;2027-02-08;2027-02-14",
        "Krokus;Zuid;2027-02-12;2027-02-20",
        "Krokus;Noord;2027-02-12;2027-02-20",
    )
    assert [problem.line for problem in plan.problems] == [3]
    assert "overlapt met „Carnaval” regio Zuid, 8 t/m 14 februari 2027." in plan.problems[0].sentence


def test_public_holidays_have_no_region_and_are_compared_with_the_calendar() -> None:
    """A wrong day is doubted; the right one says nothing."""
    heading = HEADING.removesuffix(";Groups")
    right = planned("1;NL;2027-05-17;;Public;National;NL Tweede pinksterdag,EN Whit Monday", heading=heading)
    assert spans(right) == [("", "Tweede pinksterdag", date(2027, 5, 17), date(2027, 5, 17))]
    assert (right.changes[0].kind, right.problems) == (HolidayKind.PUBLIC, ())
    wrong = planned("1;NL;2027-05-18;;Public;National;NL Tweede pinksterdag", heading=heading)
    assert "de app zelf rekent met 17 mei 2027" in wrong.problems[0].sentence
    again = plan_holidays(
        "f.csv",
        lines_of(heading, "1;NL;2027-05-17;;Public;National;NL Tweede pinksterdag"),
        (),
        [right.changes[0].period],
    )
    assert again.unchanged == 1


def test_another_file_is_refused_as_a_whole() -> None:
    """It says which columns are missing; a column that is not known is only told."""
    with pytest.raises(FileRefused, match="niet de kolommen van een vakantielijst"):
        planned("NL;NL-DR;DR", heading="Country;Code;ShortName")
    plan = own("Carnaval;Zuid;2027-02-08;2027-02-12")
    extra = planned("Carnaval;Zuid;2027-02-08;2027-02-12;x", heading=OWN_HEADING + ";Kleur")
    assert spans(plan) == spans(extra)
    assert "onbekend: „Kleur”" in extra.problems[0].sentence


def test_holidays_from_a_list_go_before_those_of_the_app_and_leave_the_rest() -> None:
    """A line that was refused leaves no gap."""
    carnival = HolidayPeriod(SOUTH, "Carnaval", date(2027, 2, 6), date(2027, 2, 14))
    spring = HolidayPeriod(SOUTH, "Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28))
    found = with_shipped([carnival, spring])
    assert len(found) == len(shipped_holidays()) + 1
    assert spring in found
    assert not any(
        period.region == SOUTH and period.name == spring.name and period.first_day == date(2027, 2, 13)
        for period in found
    )


CELLS = st.one_of(
    st.text(st.characters(exclude_characters="\0"), max_size=20),
    st.sampled_from(("NL", "School", "Public", "MI", "NO,ZU", "NL Herfstvakantie", "2026-10-17", "2026-10-25", "")),
)


@given(rows=st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=6))
def test_every_line_is_used_or_refused(rows: list[list[str]]) -> None:
    """Whatever stands in the cells: no line is dropped in silence, and no name enters with a character that may not."""
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    plan = plan_holidays("v.csv", "\r\n".join((HEADING, *quoted, "")).encode("utf-8", "replace"))
    told = {problem.line for problem in plan.problems}
    used = {change.line for change in plan.changes}
    refused = {problem.line for problem in plan.problems if problem.severity is Severity.REFUSED}
    assert not used & refused
    assert plan.lines_read >= len(refused)
    assert plan.lines_read <= len(used | told)
    assert not any(has_forbidden_character(change.period.name) for change in plan.changes)


REGION_NAMES = st.sampled_from(("NO", "MI", "ZU"))


@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from(("Herfstvakantie", "Carnaval")),
            REGION_NAMES,
            st.dates(date(2025, 8, 1), date(2028, 7, 1)),
            st.integers(0, 60),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_plan_that_is_carried_out_has_nothing_left_to_do(lines: list[tuple[str, str, date, int]]) -> None:
    """Reading again changes nothing, no holiday is too long, and there is one per region, name and school year."""
    rows = [
        f"1;NL;{first};{first + timedelta(days=length)};School;Regional;NL {name};{region}"
        for name, region, first, length in lines
    ]
    plan = planned(*rows)
    periods = [change.period for change in plan.changes]
    assert len({period.key for period in periods}) == len(periods)
    assert all(period.length <= 51 for period in periods)
    again = planned(*rows, known=periods)
    assert (again.changes, again.unchanged) == ((), len(periods))
    assert again.problems == plan.problems
