"""School lists become a plan: what is read from each layout, and what a second reading does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from school_list_files import DUO_HEADER, DUO_SCHOOL, MAP_HEADER, MAP_SCHOOL, applied, duo_file, map_file, table_bytes

from storage.models import School, site_id
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.school_layouts import DUO_SITES, LAYOUTS, SITES_ON_THE_MAP
from zorgarrangeur_tui.importers.school_lines import FIELD_WORDS
from zorgarrangeur_tui.importers.schools import SchoolPlan, plan_schools

SITE = site_id("99ZZ00")


def values_after(plan: SchoolPlan) -> dict[str, object]:
    """Return what the only change of a plan makes of each field."""
    (change,) = plan.changes
    return {name: new for name, (_, new) in change.fields.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_a_school_of_the_layout_of_duo(encoding: str, separator: str) -> None:
    """Every cell that the app uses lands in its field, in the form of the store."""
    plan = plan_schools("duo.csv", duo_file({}, encoding=encoding, separator=separator), {})
    assert plan.layout == "DUO 09, alle vestigingen sbo, so en vso"
    assert (plan.lines_read, plan.new_count, plan.problems) == (1, 1, ())
    assert values_after(plan) == {
        "site_code": "99ZZ00",
        "name": "De Wâlden",
        "kind": "so_vso",
        "cluster": "3/4",
        "education_offer": "SO LG,MGF + VSO LG",
        "denomination": "Openbaar",
        "board_number": "99001",
        "street": "Verzonnen Laan",
        "house_number": "1-G",
        "postcode": "8601ZZ",
        "place": "Sneek",
        "municipality": "Súdwest-Fryslân",
        "municipality_code": "1900",
        "province": "Friesland",
        "holiday_region": "north",
        "phone": "0510000000",
    }


def test_a_school_of_the_layout_with_coordinates() -> None:
    """The other layout gives the same school the same address, with pupils and a place on the map."""
    plan = plan_schools("kaart.csv", map_file({}), {})
    assert plan.layout == "Scholen met ligging, DUO en BAG"
    after = values_after(plan)
    assert (after["house_number"], after["postcode"], after["municipality"]) == ("1-G", "8601ZZ", "Súdwest-Fryslân")
    assert (after["pupil_count"], after["latitude"], after["longitude"]) == (104, 53.03, 5.66)
    assert plan.changes[0].school_id == SITE
    assert plan.changes[0].fields["kind"] == ("other", "so_vso")


def test_older_headings_of_duo_are_known() -> None:
    """DUO once called site and institution otherwise, and put only the number of the site in the first."""
    older = {"VESTIGINGSCODE": "VESTIGINGSNUMMER", "INSTELLINGSCODE": "BRIN NUMMER"}
    header = [older.get(heading, heading).lower() for heading in reversed(DUO_HEADER)]
    row = {older.get(heading, heading).lower(): value for heading, value in DUO_SCHOOL.items()}
    plan = plan_schools("oud.csv", table_bytes(header, [{**row, "vestigingsnummer": "00"}]), {})
    assert [change.site_code for change in plan.changes] == ["99ZZ00"]
    assert not plan.problems


@pytest.mark.parametrize("cell", ["", " ", "\u00a0", "\t"])
def test_a_blank_cell_never_wipes_what_is_known(cell: str) -> None:
    """A cell that is empty or holds a space leaves the known value alone, whatever the layout."""
    known = applied({}, plan_schools("duo.csv", duo_file({}), {}))
    known = applied(known, plan_schools("kaart.csv", map_file({}), known))
    blanks = dict.fromkeys(DUO_SCHOOL, cell) | {"VESTIGINGSCODE": "99ZZ00", "VESTIGINGSNAAM": "De Wâlden"}
    plan = plan_schools("duo.csv", duo_file(blanks), known)
    assert (plan.changes, plan.unchanged, plan.problems) == ((), 1, ())


def test_a_layout_changes_only_its_own_fields() -> None:
    """Coordinates survive a list without them, and the cluster a list without clusters."""
    on_the_map = applied({}, plan_schools("kaart.csv", map_file({}), {}))
    plan = plan_schools("duo.csv", duo_file({}), on_the_map)
    (change,) = plan.changes
    assert not change.new
    assert set(change.fields) == {
        "cluster",
        "education_offer",
        "board_number",
        "municipality_code",
        "holiday_region",
        "phone",
    }
    assert not plan_schools("kaart.csv", map_file({}), applied(on_the_map, plan)).changes
    assert set(DUO_SITES.fields) - set(SITES_ON_THE_MAP.fields) == {
        "cluster",
        "education_offer",
        "board_number",
        "municipality_code",
        "holiday_region",
        "phone",
        "website",
    }
    assert set(SITES_ON_THE_MAP.fields) - set(DUO_SITES.fields) == {"pupil_count", "latitude", "longitude"}


def test_a_changed_value_names_old_and_new() -> None:
    """A school that got another name and board is one change with both values."""
    known = applied({}, plan_schools("duo.csv", duo_file({}), {}))
    plan = plan_schools("duo.csv", duo_file({"VESTIGINGSNAAM": "De Poort", "BEVOEGD GEZAG NUMMER": "99002"}), known)
    assert plan.changed_count == 1
    assert plan.changes[0].fields == {"name": ("De Wâlden", "De Poort"), "board_number": ("99001", "99002")}


def test_capitals_do_not_spoil_a_known_spelling() -> None:
    """DUO's capitals lose an accent that the known name has; an ordinary spelling in a file does replace it."""
    known = {SITE: School(id=SITE, site_code="99ZZ00", place="Odiliënberg", municipality="Odiliënberg").model_dump()}
    capitals = plan_schools("duo.csv", duo_file({"PLAATSNAAM": "ODILIENBERG", "GEMEENTENAAM": "ODILIENBERG"}), known)
    assert not {"place", "municipality"} & set(capitals.changes[0].fields)
    ordinary = plan_schools("duo.csv", duo_file({"PLAATSNAAM": "Odilienberg"}), known)
    assert ordinary.changes[0].fields["place"] == ("Odiliënberg", "Odilienberg")


def test_a_school_that_was_taken_away_stays_away() -> None:
    """A list does not bring back what a user took away, and says so."""
    known = {SITE: School(id=SITE, site_code="99ZZ00", deleted=True).model_dump()}
    plan = plan_schools("duo.csv", duo_file({}), known)
    assert "deleted" not in plan.changes[0].fields
    assert [problem.sentence for problem in plan.problems] == [
        "Vestiging 99ZZ00 is eerder weggehaald en blijft weggehaald."
    ]


def test_a_move_without_coordinates_is_doubtful() -> None:
    """After a move the old place on the map would be wrong without anybody noticing."""
    known = applied({}, plan_schools("kaart.csv", map_file({}), {}))
    plan = plan_schools("duo.csv", duo_file({"POSTCODE": "8601 ZX"}), known)
    assert [(problem.line, problem.sentence) for problem in plan.problems] == [
        (2, "Vestiging 99ZZ00 is verhuisd; de ligging op de kaart is nog die van het oude adres.")
    ]
    assert not plan_schools("kaart.csv", map_file({"postcode": "8601ZX", "lat": "53.04"}), known).problems


def test_changes_come_in_the_order_of_the_file() -> None:
    """New and changed schools are not sorted apart."""
    known = applied({}, plan_schools("duo.csv", duo_file({"VESTIGINGSCODE": "99ZZ05"}), {}))
    codes = ["99ZZ09", "99ZZ05", "99ZZ01"]
    plan = plan_schools("duo.csv", duo_file(*({"VESTIGINGSCODE": code, "CLUSTER": "1"} for code in codes)), known)
    assert [(change.site_code, change.new) for change in plan.changes] == [
        ("99ZZ09", True),
        ("99ZZ05", False),
        ("99ZZ01", True),
    ]


def test_another_list_is_refused_with_what_is_missing() -> None:
    """Somebody who picks the wrong file reads which columns were expected and which lists the app knows."""
    header = [heading for heading in MAP_HEADER if heading not in {"naam", "lat"}]
    with pytest.raises(FileRefused) as refused:
        plan_schools("kaart.csv", table_bytes(header, [{"vestigingscode": "99ZZ00"}]), {})
    assert refused.value.sentence == (
        "Dit bestand heeft niet de kolommen van een schoollijst. Voor „Scholen met ligging, DUO en BAG” ontbreekt: "
        "naam, lat. De app kent twee schoollijsten: „DUO 09, alle vestigingen sbo, so en vso” en „Scholen met "
        "ligging, DUO en BAG”. Er is niets ingelezen."
    )
    with pytest.raises(FileRefused, match="en nog 10"):
        plan_schools("brief.txt", b"Geachte heer,\nHierbij de lijst.\n", {})


def test_a_column_that_comes_twice_is_refused() -> None:
    """Nobody can tell which of two columns with one heading is meant."""
    with pytest.raises(FileRefused, match=r"„naam” staat twee keer"):
        plan_schools("kaart.csv", table_bytes([*MAP_HEADER, "naam"], [MAP_SCHOOL]), {})


def test_an_unknown_column_is_reported() -> None:
    """A column that the app does not know is not dropped in silence, and the rest is used."""
    plan = plan_schools("kaart.csv", table_bytes([*MAP_HEADER, "zwembad"], [MAP_SCHOOL]), {})
    assert [(problem.line, problem.sentence) for problem in plan.problems] == [
        (0, "Niet alle kolommen zijn gelezen; onbekend: „zwembad”.")
    ]
    assert (plan.new_count, plan.doubtful_count) == (1, 1)


def test_layouts_speak_of_fields_that_exist() -> None:
    """Every part of a layout has a Dutch word, and every field of it is one of a school."""
    for layout in LAYOUTS:
        assert set(layout.fields) <= set(School.model_fields)
        assert set(layout.columns) | set(layout.fields) <= set(FIELD_WORDS)


ROWS = st.lists(
    st.fixed_dictionaries(
        {"vestigingscode": st.sampled_from(["99ZZ00", "99ZZ01", "99ZZ02"])},
        optional={
            "naam": st.sampled_from(["De Wâlden", "De Poort"]),
            "type": st.sampled_from(["SO", "VSO", "(V)SO", "VWO", "PRO", "zwemschool"]),
            "straat": st.sampled_from(["Verzonnen Laan", "VERZONNEN LAAN", "Ander Pad", ""]),
            "huisnummer": st.sampled_from(["1", "2", ""]),
            "postcode": st.sampled_from(["8601ZZ", "8601 ZZ", "onbekend", ""]),
            "plaats": st.sampled_from(["Sneek", "SNEEK", "IJlst", ""]),
            "gemeente": st.sampled_from(["SUDWEST-FRYSLAN", "SNEEK", ""]),
            "leerlingen": st.sampled_from(["104", "12", "<5", ""]),
            "lat": st.sampled_from(["53.03", "0", ""]),
        },
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(ROWS, ROWS)
def test_reading_a_list_again_changes_nothing(before: list[dict[str, str]], after: list[dict[str, str]]) -> None:
    """Whatever was known and whatever a list says: once it has been carried out, the same list has no changes left."""
    known = applied({}, plan_schools("eerst.csv", map_file(*before), {}))
    plan = plan_schools("daarna.csv", map_file(*after), known)
    later = applied(known, plan)
    again = plan_schools("daarna.csv", map_file(*after), later)
    assert again.changes == ()
    assert again.unchanged == len({row["vestigingscode"] for row in after})
    for school_id, values in known.items():
        assert all(later[school_id][name] for name, value in values.items() if value)
        assert set(values["other_addresses"]) <= set(later[school_id]["other_addresses"])
