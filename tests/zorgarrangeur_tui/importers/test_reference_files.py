"""Files with reference data: what they say becomes dated rows, and nothing is dropped or overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_kit import (
    AMBULANT,
    CODES,
    DAY_TREATMENT,
    DRIEVELD,
    MERGED,
    VLONDERDAM,
    code_file,
    lines_of,
    municipality_file,
    tariff_file,
)

from storage.models import RECORD_TYPES
from zorgarrangeur_tui.domain.dated_spans import Span, holds_on, span_faults
from zorgarrangeur_tui.importers.code_lists import plan_codes
from zorgarrangeur_tui.importers.fact_rows import RowAct
from zorgarrangeur_tui.importers.municipalities import alliance_code, plan_municipalities
from zorgarrangeur_tui.importers.problems import FileRefused
from zorgarrangeur_tui.importers.reference_plan import ReferenceOptions, ReferencePlan
from zorgarrangeur_tui.importers.tariffs import plan_tariffs

Rows = dict[str, dict[str, dict[str, object]]]
TODAY = date(2026, 11, 23)


def municipalities(*lines: str, known: Rows | None = None, since: date | None = None) -> ReferencePlan:
    """Return the plan of a list of gemeenten."""
    return plan_municipalities("g.csv", municipality_file(*lines), known or {}, ReferenceOptions(since), TODAY)


def tariffs(
    *lines: str, known: Rows | None = None, since: date | None = None, region: str = "Veenstreek"
) -> ReferencePlan:
    """Return the plan of a list of tariffs."""
    return plan_tariffs("t.csv", tariff_file(*lines), known or {}, ReferenceOptions(since, region=region))


def applied(known: Rows, plan: ReferencePlan) -> Rows:
    """Return what is known after a plan was carried out."""
    after = {kind: {key: dict(values) for key, values in rows.items()} for kind, rows in known.items()}
    for change in plan.changes:
        rows = after.setdefault(change.record_type, {})
        assert change.act is not RowAct.FROM_DAY or change.record_id not in rows
        fresh = RECORD_TYPES[change.record_type](id=change.record_id).model_dump()
        rows[change.record_id] = {**rows.get(change.record_id, fresh), **change.values}
        if change.ended_id:
            rows[change.ended_id]["ends_on"] = change.ended_on
    return after


def only(rows: Mapping[str, Mapping[str, object]], **where: object) -> Mapping[str, object]:
    """Return the one row with these values."""
    [found] = [row for row in rows.values() if all(row[name] == value for name, value in where.items())]
    return found


def test_a_line_gives_the_gemeente_and_the_regions_that_it_names() -> None:
    """A region that two gemeenten share comes once; a gemeente in capitals gets its ordinary spelling."""
    plan = municipalities(VLONDERDAM.replace("Vlonderdam", "VLONDERDAM"), DRIEVELD)
    assert (plan.lines_read, plan.new_count, plan.refused_count) == (2, 8, 0)
    rows = applied({}, plan)
    found = only(rows["municipality"], code="9001")
    assert (found["name"], found["holiday_region"], found["youth_region"]) == ("Vlonderdam", "middle", "Vlonderstreek")
    assert (found["alliance_primary"], found["care_office"]) == ("PO9901", "Zorgkantoor Vlonder")
    regions = sorted((row["kind"], row["code"], row["name"]) for row in rows["region_body"].values())
    assert [name for kind, _, name in regions if kind == "youth_region"] == ["Vlonderstreek"]
    assert [code for kind, code, _ in regions if kind == "school_alliance"] == ["PO9901", "VO9901", "VO9902"]


def test_an_old_division_is_told_in_the_report_and_stays_in_the_source() -> None:
    """The headings carry the year; the year of today is no reason to doubt."""
    plan = municipalities(VLONDERDAM)
    [told] = [problem.sentence for problem in plan.problems if problem.line == 0]
    assert "jeugdregio van 2016" in told
    source = str(plan.changes[0].values["source"])
    assert "Jeugdregio: indeling van 2016" in source
    assert "g.csv" not in source
    new = municipality_file(VLONDERDAM).replace(b"_2016", b"_2026").replace(b"_2015", b"_2026")
    assert plan_municipalities("g.csv", new, {}, ReferenceOptions(), TODAY).problems == ()


def test_what_a_merged_gemeente_has_twice_is_left_open_and_told() -> None:
    """The app does not choose a jeugdregio; what the source says stands in the note, and both regions are there."""
    plan = municipalities(MERGED)
    gemeente = plan.changes[0].values
    assert gemeente.get("youth_region", "") == gemeente.get("holiday_region", "") == ""
    assert "Vlonderstreek, Veenstreek" in str(gemeente["note"])
    assert len([problem for problem in plan.problems if problem.line == 2]) == 3
    assert {change.title for change in plan.changes} >= {"Vlonderstreek", "Veenstreek", "PO9902", "PO9903"}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (VLONDERDAM.replace("9001", ""), "De gemeentecode ontbreekt"),
        (VLONDERDAM.replace("9001", "90A1"), "vier cijfers"),
        (VLONDERDAM.replace("Vlonderdam", " "), "De naam van gemeente 9001 ontbreekt"),
        (VLONDERDAM.replace("Utrecht", "111222333"), "burgerservicenummer"),
        (VLONDERDAM.replace("Utrecht", "Zeeland"), "staat ook op regel 2"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_reason(line: str, sentence: str) -> None:
    """The other lines are used; a refused line adds nothing, not even its regions."""
    plan = municipalities(VLONDERDAM, line)
    [refused] = [problem for problem in plan.problems if problem.severity == "refused"]
    assert refused.line == 3
    assert sentence in refused.sentence
    assert plan.new_count == municipalities(VLONDERDAM).new_count


def test_a_file_of_another_kind_is_refused() -> None:
    """The sentence names the columns that are missing."""
    with pytest.raises(FileRefused, match="Er ontbreekt: gemeentecode, gemeente"):
        plan_municipalities("t.csv", tariff_file(DAY_TREATMENT), {}, ReferenceOptions(), TODAY)
    with pytest.raises(FileRefused, match="twee keer"):
        plan_codes("c.csv", lines_of("code;waarde;code", "1;a;2"), {}, ReferenceOptions())


def test_reading_a_file_again_changes_nothing_whatever_the_day() -> None:
    """With and without a day: what is known just so stays one row."""
    known = applied({}, municipalities(VLONDERDAM, DRIEVELD, MERGED))
    for since in (None, date(2020, 1, 1), TODAY):
        again = municipalities(VLONDERDAM, DRIEVELD, MERGED, known=known, since=since)
        assert (again.changes, again.unchanged) == ((), sum(map(len, known.values())))


def test_a_changed_line_makes_a_new_row_from_the_day_and_ends_the_old_one() -> None:
    """Without a day it is refused. What the user filled in and the file does not know goes along."""
    known = applied({}, municipalities(VLONDERDAM))
    [(old_id, old)] = known["municipality"].items()
    old["other_names"] = ["Vlonder"]
    moved = VLONDERDAM.replace("Vlonderstreek", "Veenstreek")
    refused = municipalities(moved, known=known)
    assert refused.refused_count == 1
    assert "jeugdregio" in refused.problems[-1].sentence
    plan = municipalities(moved, known=known, since=date(2027, 1, 1))
    [change] = [one for one in plan.changes if one.record_type == "municipality"]
    assert (change.act, change.ended_id, change.ended_on) == (RowAct.FROM_DAY, old_id, date(2026, 12, 31))
    after = applied(known, plan)
    assert after["municipality"][old_id] == {**old, "ends_on": date(2026, 12, 31)}
    new = after["municipality"][change.record_id]
    assert (new["youth_region"], new["starts_on"], new["other_names"]) == ("Veenstreek", date(2027, 1, 1), ["Vlonder"])


def test_an_empty_cell_never_wipes_what_is_known() -> None:
    """A list without a zorgkantoor changes nothing of it."""
    known = applied({}, municipalities(VLONDERDAM))
    assert municipalities(VLONDERDAM.replace("Zorgkantoor Vlonder", ""), known=known, since=TODAY).changes == ()


def test_a_correction_on_the_day_itself_puts_that_row_right() -> None:
    """A row that began on the day of the file gets the new value; there is no row of no days."""
    known = applied({}, tariffs(DAY_TREATMENT, since=date(2026, 1, 1)))
    plan = tariffs(DAY_TREATMENT.replace("1.068,82", "70"), known=known, since=date(2026, 1, 1))
    [change] = plan.changes
    assert (change.act, change.values) == (RowAct.CORRECTED, {"cents": 7000})


def test_two_people_who_read_the_same_file_get_the_same_rows() -> None:
    """The ids follow from what the rows are about and the day, not from the name of the file."""
    one, other = (tariffs(*AMBULANT, since=date(2026, 1, 1)) for _ in range(2))
    assert [change.record_id for change in one.changes] == [change.record_id for change in other.changes]
    later = tariffs(*AMBULANT, since=date(2027, 1, 1))
    assert not {change.record_id for change in one.changes} & {change.record_id for change in later.changes}


def test_a_tariff_line_gives_a_tariff_per_product_code() -> None:
    """The decimal comma becomes cents, HBO a level, another variant a part of the name."""
    plan = tariffs(*AMBULANT, DAY_TREATMENT, "44Z27;Verblijf;GGZ;195,91;dag")
    rows = applied({}, plan)["tariff"]
    assert len(rows) == 6
    hbo = only(rows, code="45Z49", level="hbo")
    assert (hbo["cents"], hbo["unit"], hbo["law"], hbo["region"]) == (7800, "hour", "youth_act", "Veenstreek")
    day = only(rows, code="41Z00")
    assert (day["cents"], day["unit"], day["care_kind"]) == (106882, "half_day", "day_treatment")
    assert only(rows, code="44Z27")["name"] == "Verblijf: GGZ"


def test_a_tariff_without_a_unit_is_taken_per_hour_and_doubted() -> None:
    """The guess is told, and stays in the note of the row."""
    plan = tariffs(";Sociaal netwerk;;23,93;")
    assert "per uur" in plan.problems[0].sentence
    assert "per uur" in str(plan.changes[0].values["note"])


@pytest.mark.parametrize("amount", ["", "0", "-5", "veel", "12,345", "1.06"])
def test_an_amount_that_cannot_be_read_is_refused(amount: str) -> None:
    """The line is not used."""
    assert tariffs(f"41Z00;Dagbehandeling;;{amount};dag").refused_count == 1


def test_tariffs_without_a_region_are_doubted() -> None:
    """A product code means something within its region only."""
    assert "welke regio" in tariffs(DAY_TREATMENT, region="").problems[0].sentence


def test_codes_of_a_list_that_the_app_does_not_use_are_refused() -> None:
    """Line by line, with the name of the list."""
    plan = plan_codes("c.csv", code_file(*CODES, "WJ756 Eenheid;04;Uur"), {}, ReferenceOptions())
    assert (plan.new_count, plan.refused_count) == (2, 1)
    assert "WJ756" in plan.problems[0].sentence


def test_a_code_list_that_does_not_say_which_it_is_can_be_told() -> None:
    """Otherwise it is taken for iWmo, with a doubt."""
    data = lines_of("code;waarde", "02;Begeleiding")
    guessed = plan_codes("c.csv", data, {}, ReferenceOptions())
    assert (guessed.changes[0].values["code_list"], guessed.doubtful_count) == ("iwmo_category", 1)
    told = plan_codes("c.csv", data, {}, ReferenceOptions(code_list="boundary"))
    assert (told.changes[0].values["code_list"], told.doubtful_count) == ("boundary", 0)


def test_codes_of_an_alliance_are_taken_in_every_notation() -> None:
    """As the field writes them."""
    assert [alliance_code(text) for text in ("PO 20.01", "vo-25-07", "PO2001", "Europoort")] == [
        "PO2001", "VO2507", "PO2001", None,
    ]  # fmt: skip


days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 12, 31)))


@given(st.lists(st.tuples(days, st.integers(1, 3)), max_size=6))
def test_whatever_is_read_when_the_rows_never_overlap(files: list[tuple[date | None, int]]) -> None:
    """After any files on any days at most one row holds on a day, and each file read again right away changes nothing."""
    known: Rows = {}
    for since, amount in files:
        line = f"41Z00;Dagbehandeling;;{amount},00;dag"
        known = applied(known, tariffs(line, known=known, since=since))
        again = tariffs(line, known=known, since=since)
        assert again.changes == ()
        spans = [Span(row["starts_on"], row["ends_on"]) for row in known["tariff"].values()]  # type: ignore[arg-type]  # dates
        assert not any("twee rijen" in fault or "daarvoor" in fault for fault in span_faults(spans))
        if since is not None:
            [standing] = [
                row for row in known["tariff"].values() if holds_on(Span(row["starts_on"], row["ends_on"]), since)
            ]  # type: ignore[arg-type]  # dates
            assert standing["cents"] == amount * 100


def test_a_school_list_is_no_list_of_gemeenten_though_it_names_them() -> None:
    """Each line of it names a gemeente with its code; it is refused as what it is."""
    data = lines_of("VESTIGINGSCODE;VESTIGINGSNAAM;GEMEENTENUMMER;GEMEENTENAAM", "99ZZ00;De Wilg;9001;VLONDERDAM")
    with pytest.raises(FileRefused, match="scholenlijst en geen gemeentelijst"):
        plan_municipalities("s.csv", data, {}, ReferenceOptions(), TODAY)
