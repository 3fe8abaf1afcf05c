"""What the planning mode says in words."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from planning_kit import SmallSchool, board_of, small_school
from rich.cells import cell_len

from storage.models.codes import MomentRule, Rhythm
from widgets.detail_view import Section
from zorgarrangeur_tui.desk.board import SchoolBoard
from zorgarrangeur_tui.desk.calendars import PlaceCalendar
from zorgarrangeur_tui.domain.caps import CapUse
from zorgarrangeur_tui.domain.coverage import NeedCoverage
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.planning_clashes import Clash, ClashKind
from zorgarrangeur_tui.domain.record_values import need_value
from zorgarrangeur_tui.domain.school_calendar import ClosedKind, ClosedReason, SchoolCalendar
from zorgarrangeur_tui.domain.school_days import BellTimes, SchoolDays
from zorgarrangeur_tui.domain.visit_occurrences import Occurrence
from zorgarrangeur_tui.screens.planning_sections import (
    free_sections,
    heading,
    moving_sections,
    need_words,
    school_sections,
    visit_sections,
)

MONDAY = date(2026, 11, 23)
ONE_OF_TWO = CapUse(provider_ids=("a",), cap=2, reasons=())


def covered(here: SmallSchool) -> tuple[NeedCoverage, ...]:
    """Return coverage with all guidance given and no nursing."""
    return (
        NeedCoverage(need_value(here.nursing), needed=180, covered=0),
        NeedCoverage(need_value(here.guidance), needed=120, covered=120),
    )


def words(sections: list[Section]) -> str:
    """Return sections as one text."""
    parts = [(section.title, *(f"{label}: {value}" for label, value in section.lines)) for section in sections]
    return "\n".join("\n".join((*part, *section.paragraphs)) for part, section in zip(parts, sections, strict=True))


def test_the_top_line_tells_the_school_the_week_and_the_coverage() -> None:
    """It names whether the week is even, by ISO week number."""
    here = small_school()
    line = heading(board_of(here, covered=covered(here)), MONDAY, 80)
    assert line.rstrip() == " De Appelbrug · vast rooster · week 48, even · 40 % gedekt"


def test_the_top_line_tells_how_the_school_is_open_and_counts_weeks_its_own_way() -> None:
    """An open week gives way to a long name; a closed one does not."""
    here = small_school()
    days = SchoolDays(here.school.id, "De Appelbrug", "middle", (BellTimes(((510, 855),) * 5),))
    place = PlaceCalendar(SchoolCalendar(days), Fortnights(date(2026, 11, 30)))
    board = board_of(here, place=place)
    assert heading(board, MONDAY, 80).rstrip() == " De Appelbrug · vast rooster · week 48, oneven · school open"
    assert heading(board, MONDAY, 50).rstrip() == " De Appelbrug · vast rooster · week 48, oneven"
    assert "dicht: Herfstvakantie" in heading(board, date(2026, 10, 19), 60)
    visit = here.visit(rhythm=Rhythm.ODD)
    assert "Oneven weken (deze week wel)" in words(
        visit_sections(board_of(here, visit, place=place), visit, "", MONDAY)
    )


def test_what_falls_away_is_told_of_the_visit_and_of_the_school() -> None:
    """Once for each reason, with how many visits; nothing when every visit takes place."""
    here = small_school()
    visit = here.visit()
    reason = ClosedReason(ClosedKind.OWN_DAY, "Studiedag, 30 november 2026", "Studiedag")
    missed = Occurrence(date(2026, 11, 30), (reason,))
    board = board_of(here, visit, cancelled=((visit.id, missed), ("x" * 32, missed)))
    assert "School dicht: ma 30-11-2026: Studiedag" in words(visit_sections(board, visit, "", MONDAY))
    told = words(school_sections(board, ONE_OF_TWO, [], with_summary=False))
    assert "2 bezoeken: Studiedag, 30 november 2026" in told
    assert "School dicht" not in words(school_sections(board_of(here, visit), ONE_OF_TWO, [], with_summary=False))


def test_the_top_line_counts_clashes_only_when_there_are_any() -> None:
    """A clash is a word and a sign, so that it shows without colour."""
    here = small_school()
    visit = here.visit()
    clash = Clash(visit.id, None, "Dat past niet.", ClashKind.OUTSIDE_SCHOOL_HOURS)
    assert "! 1 botsing" in heading(board_of(here, visit, clashes=(clash,)), MONDAY, 80)
    assert "botsing" not in heading(board_of(here, visit), MONDAY, 80)


@given(st.text(max_size=60), st.integers(0, 140))
def test_the_top_line_is_as_wide_as_asked(name: str, width: int) -> None:
    """Whatever the name of the school, the line fits; where there is room at all it tells the week."""
    here = small_school()
    here.school.name = name
    line = heading(board_of(here, covered=covered(here)), MONDAY, width)
    assert cell_len(line) == width
    assert "week 48, even · 40 % gedekt" in line or width < 32


def test_a_need_tells_its_moment_only_when_it_has_one() -> None:
    """A catheter at noon is no matter of choice."""
    here = small_school()
    board = board_of(here)
    assert need_words(board, here.guidance) == "Begeleiding individueel, Zilveren Egel"
    here.nursing.moment_rule = MomentRule.FIXED
    here.nursing.moment_weekdays = [0, 2]
    here.nursing.moment_start = 720
    assert need_words(board, here.nursing) == "Verpleging, Blauwe Otter (vast tijdstip, ma wo om 12:00)"


def test_the_school_lists_what_is_not_covered() -> None:
    """With how much a week, and the total in words."""
    here = small_school()
    text = words(school_sections(board_of(here, covered=covered(here)), ONE_OF_TWO, ["Zorg Zonnig"], with_summary=True))
    assert "40 % van de zorg is gedekt. Nog te plannen: 1 u 30 min per week, voor 1 zorgbehoefte." in text
    assert "! 1 u 30 min: Verpleging, Blauwe Otter" in text
    assert "Botsingen\nGeen." in text
    assert "1 vaste zorgaanbieder. Afgesproken is ten hoogste 2." in text
    assert "Zorg Zonnig" in text


def test_the_school_lists_clashes_with_their_time() -> None:
    """The sentence says what is wrong; day and time say where to look."""
    here = small_school()
    visit = here.visit(weekday=4)
    clash = Clash("f" * 32, visit.id, "Anna Bos heeft dan al een ander bezoek.", ClashKind.DOUBLE_BOOKED)
    board = board_of(here, visit, clashes=(clash,))
    text = words(school_sections(board, ONE_OF_TWO, [], with_summary=False))
    assert "! vr 9:00: Anna Bos heeft dan al een ander bezoek." in text


def test_a_school_without_needs_says_where_to_add_them() -> None:
    """Nothing to cover is not the same as everything covered."""
    here = small_school()
    text = words(school_sections(board_of(here, needs=()), ONE_OF_TWO, [], with_summary=True))
    assert "Voeg ze toe bij Casussen." in text
    whole = tuple(NeedCoverage(one.need, one.needed, one.needed) for one in covered(here))
    assert "Alles is gedekt." in words(
        school_sections(board_of(here, covered=whole), ONE_OF_TWO, [], with_summary=False)
    )


def test_a_visit_tells_who_when_for_whom_and_what_is_wrong() -> None:
    """Everything that an arranger is asked about it at the door of the classroom."""
    here = small_school()
    visit = here.visit(serves=[here.nursing.id], rhythm=Rhythm.ODD, locked=True, note="Graag in lokaal 3.")
    clash = Clash(visit.id, None, "Anna Bos is op maandag niet beschikbaar.", ClashKind.OUTSIDE_AVAILABILITY)
    (section,) = visit_sections(board_of(here, visit, clashes=(clash,)), visit, "Zorg Zonnig", MONDAY)
    assert section.title == "Maandag 9:00-10:00"
    assert dict(section.lines) == {
        "Wie": "Anna Bos",
        "Voor": "Verpleging, Blauwe Otter",
        "! Kan niet": "Anna Bos is op maandag niet beschikbaar.",
        "Ritme": "Oneven weken (deze week niet)",
        "Vastgezet": "ja",
        "Aanbieder": "Zorg Zonnig",
        "Notitie": "Graag in lokaal 3.",
    }


def test_an_empty_place_tells_when_its_professional_can_come_and_for_whom() -> None:
    """Availability of that day, visits to other schools that day, and the open needs that they can give."""
    here = small_school()
    here.nurse.availability = [[0, 480, 780]]
    away = here.visit(school_id="f" * 32, start_minute=600, rhythm=Rhythm.EVEN)
    other_day = here.visit(school_id="f" * 32, weekday=1)
    board = board_of(here, covered=covered(here))
    pairs = [(away, small_school("99BB00", "De Duinkade").school), (other_day, None)]
    text = words(free_sections(board, here.nurse, "Zorg Zonnig", (0, 525), pairs))
    assert text.startswith("Maandag 8:45, nog vrij")
    assert "Beschikbaar: 8:00-13:00" in text
    assert "Elders: 10:00-11:00 De Duinkade (even weken)" in text
    assert "Kan geven: Verpleging, Blauwe Otter, nog 1 u 30 min" in text
    assert "Kan geven: niets van wat nog open staat" in words(free_sections(board, here.guide, "", (0, 525), []))
    assert "Beschikbaar: niet op dinsdag" in words(free_sections(board, here.nurse, "", (1, 525), []))


def test_a_visit_on_the_move_tells_what_would_clash() -> None:
    """With whom it would come and what is wrong there, before it is put down."""
    here = small_school()
    visit = here.visit(serves=[here.nursing.id])
    away = here.visit(school_id="f" * 32, weekday=1)
    board: SchoolBoard = board_of(here, visit)
    elsewhere = {here.nurse.id: [(away, None)]}
    fine = words(moving_sections(board, visit, here.nurse, (2, 600), elsewhere))
    assert fine.startswith("Wordt woensdag 10:00-11:00\nWie: Anna Bos")
    assert "! Kan niet" not in fine
    assert "al een ander bezoek" in words(moving_sections(board, visit, here.nurse, (1, 570), elsewhere))
    assert "Bram Vos geeft geen verpleging." in words(moving_sections(board, visit, here.guide, (0, 540), elsewhere))
    assert "buiten de schooltijd" in words(moving_sections(board, visit, here.nurse, (2, 720), elsewhere))
