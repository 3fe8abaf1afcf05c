"""Reading in a list of holidays: what the app knows is not written, what cannot be is refused, and undo takes it back."""

from __future__ import annotations

from datetime import date

import pytest
from store_samples import log

from storage.errors import ValueRefused
from storage.models import SchoolHoliday, holiday_id
from storage.store import Store
from zorgarrangeur_tui.desk.calendars import known_holidays
from zorgarrangeur_tui.desk.holiday_import import import_holidays, plan_holiday_import
from zorgarrangeur_tui.desk.records import living, remove_record, undo_last
from zorgarrangeur_tui.importers.holiday_report import holiday_json, holiday_summary, school_changes
from zorgarrangeur_tui.importers.problems import FileRefused

NAME = "vakanties.csv"
HEADING = "naam;begindatum;einddatum;regio;soort"
AS_STATED = "Herfstvakantie;17-10-2026;25-10-2026;Midden;schoolvakantie"
LATER = "Herfstvakantie;24-10-2026;1-11-2026;Midden;schoolvakantie"
FIVE_WEEKS = "Voorjaarsvakantie;13-2-2027;21-3-2027;Zuid;schoolvakantie"
OTHER = "Carnaval;6-2-2027;14-2-2027;Zuid;schoolvakantie"
NEW_YEARS_EVE = "Oudejaarsdag;31-12-2026;31-12-2026;;feestdag"


@pytest.fixture
def store(make_store) -> Store:
    """Return an empty store."""
    opened: Store = make_store()
    return opened


def a_list(*lines: str) -> bytes:
    """Return a list of holidays as a file."""
    return "\n".join((HEADING, *lines, "")).encode()


def test_what_the_app_states_itself_is_not_written(store: Store) -> None:
    """The same days are known already; other days take their place, with a doubt that tells both."""
    assert import_holidays(store, NAME, a_list(AS_STATED)).changes == ()
    assert living(store, SchoolHoliday) == []
    plan = import_holidays(store, NAME, a_list(LATER))
    assert "de app zelf kent 17 t/m 25 oktober 2026" in "\n".join(holiday_summary(plan))
    (holiday,) = living(store, SchoolHoliday)
    assert holiday.id == holiday_id("middle", "herfstvakantie", 2026)
    assert (holiday.owner, holiday.first_day, holiday.last_day) == ("", date(2026, 10, 24), date(2026, 11, 1))
    known = {(one.region, one.name): one.first_day for one in known_holidays(store) if one.first_day.year == 2026}
    assert known["middle", "Herfstvakantie"] == date(2026, 10, 24)


def test_a_list_can_bring_back_the_days_of_the_app(store: Store) -> None:
    """A wrong list that was read in is put right by a good one."""
    import_holidays(store, NAME, a_list(LATER))
    import_holidays(store, NAME, a_list(AS_STATED))
    (holiday,) = living(store, SchoolHoliday)
    assert holiday.first_day == date(2026, 10, 17)


def test_a_spring_holiday_of_five_weeks_is_refused_aloud(store: Store) -> None:
    """The line is named with its length and what the app knows; the other lines are read in."""
    plan = import_holidays(store, NAME, a_list(FIVE_WEEKS, OTHER))
    assert [one.name for one in living(store, SchoolHoliday)] == ["Carnaval"]
    told = holiday_summary(plan)[-1]
    assert told.startswith("Regel 2 (geweigerd):")
    assert "dat is 37 dagen" in told
    assert "De app zelf kent 13 t/m 21 februari 2027." in told


def test_public_holidays_are_computed_and_never_read_in(store: Store) -> None:
    """One that the app does not know is named; one that it knows is no news."""
    plan = import_holidays(store, NAME, a_list(NEW_YEARS_EVE, "Eerste kerstdag;25-12-2026;25-12-2026;;feestdag"))
    assert living(store, SchoolHoliday) == []
    assert school_changes(plan) == ()
    assert "Niet overgenomen: Oudejaarsdag. De feestdagen rekent de app zelf uit." in holiday_summary(plan)
    assert [change["written"] for change in holiday_json(plan)["changes"]] == [False]


def test_reading_in_is_one_act_and_is_logged(store: Store) -> None:
    """Undo takes all of it back; a look writes nothing."""
    plan_holiday_import(store, NAME, a_list(LATER, OTHER))
    assert living(store, SchoolHoliday) == []
    import_holidays(store, NAME, a_list(LATER, OTHER))
    assert len(living(store, SchoolHoliday)) == 2
    assert ("import", "holidays", "") in log(store)
    undo_last(store)
    assert living(store, SchoolHoliday) == []


def test_a_holiday_that_was_taken_away_comes_back_whole(store: Store) -> None:
    """With the days of the list, under the same id."""
    import_holidays(store, NAME, a_list(OTHER))
    (before,) = living(store, SchoolHoliday)
    remove_record(store, SchoolHoliday, before.id, "Schoolvakantie weggehaald")
    import_holidays(store, NAME, a_list(OTHER), source="Brief van de school")
    (after,) = living(store, SchoolHoliday)
    assert (after.id, after.source) == (before.id, "Brief van de school")


def test_another_file_and_a_source_with_a_number_are_refused(store: Store) -> None:
    """Nothing is written."""
    with pytest.raises(FileRefused):
        import_holidays(store, NAME, b"vestigingscode;naam\n99ZZ00;De Wilg\n")
    with pytest.raises(ValueRefused):
        import_holidays(store, NAME, a_list(OTHER), source="BSN 111222333")
    assert living(store, SchoolHoliday) == []
