"""Reference data in the store: read in, looked up on a day, put right, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from reference_kit import (
    AMBULANT,
    CODES,
    DAY_TREATMENT,
    DRIEVELD,
    VLONDERDAM,
    code_file,
    municipality_file,
    tariff_file,
)

from storage.errors import ValueRefused
from storage.models import CodeEntry, Municipality, Record, RegionBody, Tariff, Threshold
from storage.store import Store
from zorgarrangeur_tui.desk.records import change_record, living, remove_record, undo_last
from zorgarrangeur_tui.desk.reference import (
    code_words,
    municipality_on,
    region_on,
    regions_on,
    tariffs_on,
    threshold,
)
from zorgarrangeur_tui.desk.reference_import import import_reference, plan_reference_import
from zorgarrangeur_tui.desk.reference_rows import add_row, reference_problems, replace_from
from zorgarrangeur_tui.desk.reference_sets import set_summaries
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.thresholds import threshold_names
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions

TODAY = date(2026, 11, 23)
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    """Return an empty store."""
    return make_store()


def read(store: Store, kind: str, data: bytes, **options: Any) -> int:
    """Read in a file and return how many rows changed."""
    return len(import_reference(store, kind, f"{kind}.csv", data, ReferenceOptions(**options)).changes)


def rows(store: Store, *records: Record) -> None:
    """Put rows in the store."""
    with store.unit_of_work("Naslag") as work:
        work.add(*records)


def test_a_file_is_one_act_that_undo_takes_back_and_nobody_owns_its_rows(store: Store) -> None:
    """Public facts have no owner, as schools: whoever reads the same file speaks of the same record."""
    assert read(store, "municipalities", municipality_file(VLONDERDAM, DRIEVELD)) == 8
    assert {row.owner for row in living(store, Municipality)} == {""}
    assert undo_last(store).act == "Gemeentelijst ingelezen"
    assert living(store, Municipality) == living(store, RegionBody) == []


def test_looking_first_writes_nothing(store: Store) -> None:
    """The plan is the same as what reading in does afterwards."""
    data = municipality_file(VLONDERDAM)
    plan = plan_reference_import(store, "municipalities", "m.csv", data, ReferenceOptions())
    assert living(store, Municipality) == []
    assert import_reference(store, "municipalities", "m.csv", data, ReferenceOptions()) == plan


def test_a_gemeente_that_moves_to_another_jeugdregio_keeps_what_held_before(store: Store) -> None:
    """The payer of last year is still found."""
    read(store, "municipalities", municipality_file(VLONDERDAM))
    moved = municipality_file(VLONDERDAM.replace("Vlonderstreek", "Veenstreek"))
    read(store, "municipalities", moved, valid_from=NEW_YEAR)
    assert [regions_on(store, "Vlonderdam", day).youth_region for day in (TODAY, NEW_YEAR)] == [
        "Vlonderstreek", "Veenstreek",
    ]  # fmt: skip
    assert read(store, "municipalities", moved, valid_from=NEW_YEAR) == 0
    assert reference_problems(store) == []


def test_a_row_that_was_taken_away_comes_back_whole_with_its_file(store: Store) -> None:
    """The file has it again; what somebody had changed in it meanwhile is not kept."""
    read(store, "municipalities", municipality_file(VLONDERDAM))
    [row] = living(store, Municipality)
    change_record(store, Municipality, row.id, {"note": "Oud"}, "Gewijzigd")
    remove_record(store, Municipality, row.id, "Weg")
    assert read(store, "municipalities", municipality_file(VLONDERDAM)) == 1
    [back] = living(store, Municipality)
    assert (back.id, back.note, back.youth_region) == (row.id, "", "Vlonderstreek")


def test_a_source_that_holds_what_may_not_be_stored_refuses_the_whole_act(store: Store) -> None:
    """Nothing of the file is in the store then."""
    with pytest.raises(ValueRefused):
        read(store, "codes", code_file(*CODES), source="\x00")
    assert living(store, CodeEntry) == []


@pytest.mark.parametrize("name", ["'s-Gravenhage", "S GRAVENHAGE", "den haag", "0518", "'S-GRAVENHAGE"])
def test_a_gemeente_is_found_however_it_is_written(store: Store, name: str) -> None:
    """Capitals, accents, apostrophes and the name of every day."""
    rows(
        store,
        Municipality(code="0518", name="'s-Gravenhage", youth_region="Haagstreek", care_office="Zorgkantoor Haag"),
    )
    found = regions_on(store, name, TODAY)
    assert (found.known, found.name, found.youth_region) == (True, "'s-Gravenhage", "Haagstreek")
    assert found.sentence == (
        "Gemeente 's-Gravenhage hoort op 23 november 2026 bij jeugdregio Haagstreek en zorgkantoorregio Haag."
    )


def test_nuenen_is_found_in_full_and_in_short_and_by_a_name_that_a_user_gave(store: Store) -> None:
    """The alias of DUO, and other names in the row."""
    rows(store, Municipality(code="0820", name="Nuenen, Gerwen en Nederwetten", other_names=["Het Dorp"]))
    assert {municipality_on(store, name, TODAY).code for name in ("Nuenen c.a.", "NUENEN CA", "het dorp")} == {"0820"}  # type: ignore[union-attr]  # found


def test_a_gemeente_that_is_gone_is_followed_to_the_one_it_went_into(store: Store) -> None:
    """Before its last day it is itself; rows that go round in a circle give no answer instead of none at all."""
    rows(
        store,
        Municipality(name="Oudveen", ends_on=date(2025, 12, 31), successor="Nieuwveen", youth_region="Oud"),
        Municipality(name="Nieuwveen", starts_on=date(2026, 1, 1), youth_region="Nieuw"),
        Municipality(name="Rond", ends_on=date(2025, 12, 31), successor="Rond"),
    )
    assert regions_on(store, "OUDVEEN", date(2025, 6, 1)).youth_region == "Oud"
    assert regions_on(store, "Oudveen", TODAY).name == "Nieuwveen"
    assert municipality_on(store, "Rond", TODAY) is None
    assert municipality_on(store, "", TODAY) is None


def test_what_is_not_known_of_a_gemeente_is_said_with_the_next_step(store: Store) -> None:
    """No row at all, and a row without a zorgkantoor."""
    rows(store, Municipality(name="Vlonderdam", youth_region="Vlonderstreek"))
    assert regions_on(store, "Drieveld", TODAY).sentence.startswith("Van gemeente Drieveld staat er geen rij")
    assert regions_on(store, "Vlonderdam", TODAY).sentence == (
        "Gemeente Vlonderdam hoort op 23 november 2026 bij jeugdregio Vlonderstreek. "
        "Van gemeente Vlonderdam is het zorgkantoor niet bekend. Vul dat aan in Naslag, bij Gemeenten."
    )


def test_a_region_is_found_by_name_and_by_code(store: Store) -> None:
    """Within its kind only."""
    rows(store, RegionBody(kind="youth_region", code="JZ99", name="Vlonderstreek", provider_cap=2))
    assert [region_on(store, "youth_region", name, TODAY).provider_cap for name in ("VLONDERSTREEK", "jz99")] == [2, 2]  # type: ignore[union-attr]  # found
    assert region_on(store, "care_office", "Vlonderstreek", TODAY) is None


def test_tariffs_are_those_of_the_day_and_the_region_most_precise_first(store: Store) -> None:
    """One that leaves the level open comes after the one that names it; another region's is not given."""
    read(store, "tariffs", tariff_file(*AMBULANT, DAY_TREATMENT), region="Veenstreek")
    read(store, "tariffs", tariff_file("45Z48;Elders;HBO;99;uur"), region="Elders")
    rows(store, Tariff(name="Landelijk", law="youth_act", cents=5000, ends_on=TODAY))
    found = tariffs_on(store, TODAY, law="youth_act", level="hbo", region="VEENSTREEK")
    assert [(row.code, row.cents) for row in found] == [
        ("45Z48", 7800), ("45Z49", 7800), ("41Z00", 106882), ("", 5000),
    ]  # fmt: skip
    assert [row.name for row in tariffs_on(store, TODAY, law="youth_act")] == ["Landelijk"]
    assert tariffs_on(store, NEW_YEAR, law="youth_act") == []
    assert tariffs_on(store, TODAY, law="long_term_care_act", region="Veenstreek") == []


def test_a_code_means_what_the_region_says_before_what_holds_everywhere(store: Store) -> None:
    """On a day, within its list."""
    read(store, "codes", code_file(*CODES))
    rows(store, CodeEntry(code_list="ijw_category", code="45", words="Ambulant hier", region="Veenstreek"))
    assert code_words(store, "ijw_category", "45", TODAY) == "Jeugdhulp ambulant"
    assert code_words(store, "ijw_category", "45", TODAY, "veenstreek") == "Ambulant hier"
    assert code_words(store, "iwmo_category", "45", TODAY) == ""


def test_an_own_threshold_holds_from_its_day(store: Store) -> None:
    """Until then that of the app; a name that no rule knows is refused with those that are."""
    add_row(store, Threshold, {"name": "rounding", "value": 10, "starts_on": NEW_YEAR})
    assert [threshold(store, "rounding", day) for day in (TODAY, NEW_YEAR)] == [5, 10]
    with pytest.raises(ActRefused, match="weeks_ahead"):
        add_row(store, Threshold, {"name": "onbekend", "value": 1})
    assert len(living(store, Threshold)) == 1


def test_another_row_from_a_day_on_ends_the_old_one_in_one_act(store: Store) -> None:
    """What is not filled in anew goes along; undo brings back one row without a last day."""
    rows(store, RegionBody(kind="youth_region", name="Vlonderstreek", provider_cap=2, phone="030 1234567"))
    [old] = living(store, RegionBody)
    new = replace_from(store, RegionBody, old.id, NEW_YEAR, {"provider_cap": 3})
    assert (new.phone, new.starts_on, new.owner) == ("030 1234567", NEW_YEAR, old.owner)
    assert [region_on(store, "youth_region", "Vlonderstreek", day).provider_cap for day in (TODAY, NEW_YEAR)] == [2, 3]  # type: ignore[union-attr]  # found
    assert reference_problems(store) == []
    undo_last(store)
    assert [row.ends_on for row in living(store, RegionBody)] == [None]


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2025, 1, 1), date(2027, 2, 1)])
def test_a_row_can_only_be_replaced_within_its_own_period(store: Store, day: date) -> None:
    """Not on its first day, before it or after its last; nothing changes then."""
    rows(store, RegionBody(name="Vlonderstreek", starts_on=date(2026, 1, 1), ends_on=NEW_YEAR))
    [old] = living(store, RegionBody)
    with pytest.raises(ActRefused):
        replace_from(store, RegionBody, old.id, day, {"provider_cap": 3})
    assert [row.ends_on for row in living(store, RegionBody)] == [NEW_YEAR]


def test_gaps_and_overlaps_of_one_thing_are_reported(store: Store) -> None:
    """With its name, kind and days; tariffs per unit or for another kind of care are different things."""
    rows(
        store,
        Municipality(code="9001", name="Vlonderdam", ends_on=date(2025, 12, 31)),
        Municipality(code="9001", name="Vlonderdam", starts_on=date(2026, 2, 1)),
        CodeEntry(code_list="ijw_category", code="40"),
        CodeEntry(code_list="ijw_category", code="40"),
        CodeEntry(code_list="iwmo_category", code="40"),
        Tariff(name="Zorg", cents=1, unit="hour"),
        Tariff(name="Zorg", cents=2, unit="day"),
    )
    assert [problem.line for problem in reference_problems(store)] == [
        "Gemeente Vlonderdam (9001): Van 1-1-2026 tot en met 31-1-2026 geldt geen enkele rij.",
        "Code 40: Altijd gelden twee rijen tegelijk.",
    ]


def test_the_sets_tell_how_much_there_is_and_what_is_missing(store: Store) -> None:
    """An empty store names the next step; a gemeente without jeugdregio and a region that no row has are counted."""
    before = {one.reference_set.id: one for one in set_summaries(store, TODAY)}
    assert all(before[name].count == 0 and before[name].warning for name in ("municipalities", "tariffs", "codes"))
    assert (before["thresholds"].count, before["rules"].warning) == (len(threshold_names()), False)
    read(store, "municipalities", municipality_file(VLONDERDAM))
    rows(
        store,
        Municipality(code="9002", name="Drieveld", care_office="Elders"),
        Municipality(code="9003", name="Weg", ends_on=date(2025, 1, 1)),
    )
    after = {one.reference_set.id: one for one in set_summaries(store, TODAY)}
    assert (after["municipalities"].count, after["municipalities"].past) == (2, 1)
    assert after["municipalities"].missing == "ontbreekt: jeugdregio bij 1"
    assert after["care_offices"].missing.startswith("1 genoemd bij gemeenten")
    assert after["holiday_regions"].missing == "niet bekend bij 1 gemeente"
