"""A child that moves: homes follow each other without a gap or overlap, and who pays follows from that."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import RecordMissing
from storage.models import Case, Pupil, Residence
from storage.models.casework_codes import ResidenceKind
from storage.store import Store
from zorgarrangeur_tui.desk.moves import add_residence
from zorgarrangeur_tui.desk.part_advice import payer_of
from zorgarrangeur_tui.desk.records import living, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused

CASE, PUPIL = "b" * 32, "d" * 32
TODAY = date(2026, 11, 23)
MANY = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with a child in a case; today is 23 November 2026."""
    opened: Store = make_store()
    with opened.unit_of_work("Vulling") as work:
        work.add(Case(id=CASE, title="Zorg"), Case(id="c" * 32), Pupil(id=PUPIL, case_id=CASE, municipality="Urk"))
    return opened


def home(store: Store, place: str, starts_on: date | None, ends_on: date | None = None) -> str:
    """Add a home and return what the app says about another one."""
    return add_residence(store, CASE, PUPIL, {"municipality": place, "starts_on": starts_on, "ends_on": ends_on})[1]


def homes(store: Store) -> dict[str, tuple[date | None, date | None]]:
    """Return the days of each home, by gemeente."""
    return {one.municipality: (one.starts_on, one.ends_on) for one in living(store, Residence, pupil_id=PUPIL)}


def payer(store: Store, day: date = TODAY) -> str:
    """Return which gemeente pays on a day."""
    return payer_of(store.get(Pupil, PUPIL), living(store, Residence), day).municipality


def test_a_new_home_ends_the_one_before_it_and_undo_takes_both_back(store: Store) -> None:
    """The last day is the day before; the gemeente of the child follows."""
    assert home(store, "Urk", date(2020, 1, 1)) == ""
    told = home(store, "Zeist", date(2026, 11, 2))
    assert told == "De woonplaats Urk eindigt op 1 november 2026."
    assert homes(store) == {"Urk": (date(2020, 1, 1), date(2026, 11, 1)), "Zeist": (date(2026, 11, 2), None)}
    assert (payer(store, date(2026, 11, 1)), payer(store)) == ("Urk", "Zeist")
    assert store.get(Pupil, PUPIL).municipality == "Zeist"
    undo_last(store)
    assert homes(store) == {"Urk": (date(2020, 1, 1), None)}
    assert store.get(Pupil, PUPIL).municipality == "Urk"


def test_a_home_of_before_is_filled_in_later(store: Store) -> None:
    """Who adds the old address after the new one need not type its last day."""
    home(store, "Zeist", date(2026, 11, 2))
    assert home(store, "Almere", date(2020, 1, 1)) == "De woonplaats Almere eindigt op 1 november 2026."
    assert (payer(store, date(2025, 1, 1)), payer(store)) == ("Almere", "Zeist")
    assert store.get(Pupil, PUPIL).municipality == "Zeist"


def test_a_move_to_come_changes_nothing_today(store: Store) -> None:
    """The gemeente of the child stays until then; who pays changes on the day."""
    home(store, "Urk", date(2020, 1, 1))
    home(store, "Zeist", date(2027, 1, 1))
    assert store.get(Pupil, PUPIL).municipality == "Urk"
    assert (payer(store), payer(store, date(2027, 1, 1))) == ("Urk", "Zeist")


def test_a_stay_leaves_the_home_as_it_is(store: Store) -> None:
    """The gemeente of before the stay goes on paying."""
    home(store, "Urk", date(2020, 1, 1))
    _, told = add_residence(
        store,
        CASE,
        PUPIL,
        {"kind": ResidenceKind.STAY.value, "municipality": "Ermelo", "starts_on": date(2026, 9, 1)},
    )
    assert told == ""
    assert homes(store)["Urk"] == (date(2020, 1, 1), None)
    assert (payer(store), store.get(Pupil, PUPIL).municipality) == ("Urk", "Urk")


def test_a_child_of_another_case_and_days_that_cannot_be_are_refused(store: Store) -> None:
    """Nothing is written."""
    with pytest.raises(RecordMissing, match="andere casus"):
        add_residence(store, "c" * 32, PUPIL, {"municipality": "Urk"})
    with pytest.raises(ActRefused, match="einddatum"):
        home(store, "Urk", date(2026, 2, 1), date(2026, 1, 1))
    assert homes(store) == {}


DAYS = st.dates(date(2020, 1, 1), date(2026, 11, 23))


@MANY
@given(days=st.lists(DAYS, min_size=1, max_size=4, unique=True))
def test_homes_typed_from_old_to_new_never_overlap(store: Store, days: list[date]) -> None:
    """On every day of a move there is one home, and so one payer; the last home goes on."""
    pupil = Pupil(case_id=CASE)
    with store.unit_of_work("Leerling") as work:
        work.add(pupil)
    for day in sorted(days):
        add_residence(store, CASE, pupil.id, {"municipality": f"Plaats {day}", "starts_on": day})
    found = living(store, Residence, pupil_id=pupil.id)
    for day in days:
        assert payer_of(pupil, found, day).municipality == f"Plaats {day}"
    assert sum(one.ends_on is None for one in found) == 1
