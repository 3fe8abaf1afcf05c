"""What counts as care in school time: the region's table first, and the app's proposal marked as one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.models.codes import CareKind, CountsAsCare
from zorgarrangeur_tui.domain.boundary import RegionRow, all_proposed_rows, counts_advice

TODAY = date(2026, 11, 23)
near = st.dates(date(2026, 11, 1), date(2026, 12, 31))
own_rows = st.lists(
    st.builds(
        RegionRow,
        code=st.sampled_from([CareKind.NURSING, CareKind.SUPERVISION]),
        value=st.sampled_from(CountsAsCare),
        words=st.sampled_from(["Zo is het afgesproken.", ""]),
        region=st.sampled_from(["", "Rijnmond", "Twente"]),
        starts_on=st.none() | near,
        ends_on=st.none() | near,
    ),
    max_size=6,
)


def test_without_a_table_of_the_region_the_app_proposes() -> None:
    """For every kind of care, with a reason, and never as if it were law."""
    assert {row.id for row in all_proposed_rows()} == {kind.value for kind in CareKind}
    for kind in CareKind:
        counts, reason = counts_advice(kind, "Rijnmond", TODAY)
        assert counts in set(CountsAsCare)
        assert reason.endswith("(Voorstel van deze app, geen wet)")
    assert counts_advice(CareKind.PERSONAL_CARE, "", TODAY)[0] is CountsAsCare.YES
    assert counts_advice(CareKind.TEAM_TRAINING, "", TODAY)[0] is CountsAsCare.NO
    assert counts_advice(CareKind.SUPERVISION, "", TODAY)[0] is CountsAsCare.GREY


def test_the_regions_own_row_decides_with_its_own_reason() -> None:
    """It goes before a newer row for all regions."""
    rows = [
        RegionRow("supervision", "yes", "Afspraak van het OOGO.", "Rijnmond", date(2026, 1, 1)),
        RegionRow("supervision", "no", "Overal.", "", date(2026, 9, 1)),
    ]
    assert counts_advice("supervision", "Rijnmond", TODAY, rows) == (
        CountsAsCare.YES,
        "Regel van Rijnmond: Afspraak van het OOGO.",
    )
    assert counts_advice("supervision", "Twente", TODAY, rows) == (CountsAsCare.NO, "Eigen regel: Overal.")


def test_the_newest_row_that_is_valid_wins() -> None:
    """A row of later waits for its day; after its last day the older one holds again."""
    rows = [
        RegionRow("nursing", "yes", "Oud.", "Rijnmond"),
        RegionRow("nursing", "grey", "Nieuw.", "Rijnmond", TODAY, TODAY + timedelta(days=7)),
    ]
    told = {days: counts_advice("nursing", "Rijnmond", TODAY + timedelta(days=days), rows)[1] for days in (-1, 0, 7, 8)}
    assert [one.split(": ")[1] for one in told.values()] == ["Oud.", "Nieuw.", "Nieuw.", "Oud."]


def test_rows_that_contradict_each_other_or_say_nothing_make_it_grey() -> None:
    """And it is told where to mend them."""
    rows = [RegionRow("nursing", value, "", "Rijnmond", TODAY) for value in ("yes", "no")]
    counts, reason = counts_advice("nursing", "Rijnmond", TODAY, rows)
    assert (counts, "tegenspreken" in reason) == (CountsAsCare.GREY, True)
    counts, reason = counts_advice("nursing", "Rijnmond", TODAY, [RegionRow("nursing", "misschien", "")])
    assert (counts, "niet ja, nee of grijs" in reason) == (CountsAsCare.GREY, True)
    assert "geen reden" in counts_advice("nursing", "", TODAY, [RegionRow("nursing", "yes", "")])[1]


def test_a_kind_of_a_newer_version_is_left_to_the_user() -> None:
    """Grey, with what to do."""
    counts, reason = counts_advice("later_kind", "", TODAY)
    assert (counts, "schrijf op waarom" in reason) == (CountsAsCare.GREY, True)


@given(own_rows, st.sampled_from(["", "Rijnmond", "Twente"]), near)
def test_the_order_of_rows_and_what_others_agreed_do_not_matter(rows: list[RegionRow], region: str, day: date) -> None:
    """Another region's rows, another kind's rows and rows that are not valid change nothing."""
    advice = counts_advice(CareKind.NURSING, region, day, rows)
    assert counts_advice(CareKind.NURSING, region, day, rows[::-1]) == advice
    relevant = [row for row in rows if row.code == CareKind.NURSING and row.region in {"", region}]
    assert counts_advice(CareKind.NURSING, region, day, relevant) == advice
    valid = [row for row in relevant if (row.starts_on or day) <= day <= (row.ends_on or day)]
    assert valid or advice == counts_advice(CareKind.NURSING, region, day)
