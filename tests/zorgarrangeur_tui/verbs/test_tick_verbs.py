"""Ticking off from the command line: what there is, what came of it, and the costs that went on."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from tick_kit import ALONE, GONE, GROUP, GROUP_EGEL, MONDAY, NURSING, fill_week

from zorgarrangeur_tui.reports.csv_text import rows_of

AT = ("--school", "99ZT00")


@pytest.fixture
def ticking(line: CommandLine) -> CommandLine:
    """Return the command line of an arranger with a week to tick off."""
    with line.open() as store:
        fill_week(store)
    return line


def test_a_week_is_listed_ticked_off_and_opened_again(ticking: CommandLine) -> None:
    """All that is open is one act, which undo takes back."""
    before = ticking.answer("list", "ticks", *AT)
    assert [one["state"] for one in before["visits"]] == ["open", "open", "cancelled"]
    assert before["sums"]["visits"]["given_percent"] == 0
    assert ticking.answer("add", "visit-records", *AT, "--week", "2026-W47", "--declared") == {"ticked": 2}
    after = ticking.answer("list", "ticks", *AT, "--week", "2026-W47")["sums"]
    assert (after["visits"]["given"], after["visits"]["declared"], after["visits"]["open"]) == (120, 120, 0)
    assert after["sides"] == {"provider": {"visits": 1, "minutes": 60, "no_shows": 0}}
    text = ticking.did("list", "ticks", *AT)
    assert "Week 47: gepland 3 u · gegeven 2 u (66 %) · gedeclareerd 2 u (1 nog niet bekend)." in text
    assert "Otter" not in text
    assert ticking.did("add", "visit-records", *AT, "--week", "2026-W47") == "Er was niets meer af te tekenen.\n"
    ticking.did("undo")
    assert [one["state"] for one in ticking.answer("list", "ticks", *AT)["visits"]] == ["open", "open", "cancelled"]


def test_one_visit_is_ticked_off_with_minutes_cause_and_who_was_absent(ticking: CommandLine) -> None:
    """Less without a cause is refused; so is a day on which it is not due."""
    day = ("--day", MONDAY.isoformat())
    assert "Kies waarom" in ticking.refused("add", "visit-record", "--visit", ALONE, *day, "--given", "30")
    assert "niet gepland" in ticking.refused("add", "visit-record", "--visit", GROUP, *day)
    ticking.did("add", "visit-record", "--visit", ALONE, *day, "--given", "30", "--cause", "school-activity")
    ticking.did("add", "visit-record", "--visit", GROUP, "--day", "2026-11-17", "--absent", GROUP_EGEL)
    alone, group, gone = ticking.answer("list", "ticks", *AT)["visits"]
    assert (alone["given"], alone["declared"], alone["cause"]) == (30, None, "school_activity")
    assert (group["given"], group["absent_needs"]) == (60, [GROUP_EGEL])
    assert (gone["visit"], gone["state"], gone["record"]) == (GONE, "cancelled", None)
    ticking.did("remove", "visit-record", alone["record"])
    assert ticking.answer("list", "ticks", *AT)["visits"][0]["state"] == "open"


def test_standing_costs_are_listed_and_leave_as_a_list(ticking: CommandLine, tmp_path: Path) -> None:
    """With the scheme in words, its source, and that it ended; the cancelled visit must be declared first."""
    assert "Geen enkele week met een afwezige leerling" in ticking.did("list", "standing-costs", *AT)
    for visit, day, cause in ((ALONE, "2026-11-16", "pupil_absent"), (GONE, "2026-11-19", "professional_absent")):
        words = ("--visit", visit, "--day", day, "--given", "0", "--declared", "0", "--cause", cause)
        ticking.did("add", "visit-record", *words)
    found = ticking.answer("list", "standing-costs", *AT)
    assert (found["minutes"], found["whole_euros"], found["rule"]["holds_today"]) == (120, 170, False)
    assert [(one["need"], one["weeks"], one["minutes_in_scheme"]) for one in found["titles"]] == [
        (NURSING, ["2026-W47"], 0)
    ]
    assert "Deze regeling liep tot 1-9-2025; ga na wat nu geldt." in ticking.did("list", "standing-costs", *AT)
    out = tmp_path / "kosten.csv"
    ticking.did("report", "standing-costs", *AT, "--out", str(out), "--reason", "aanvraag bij het zorgkantoor")
    header, row = rows_of(out.read_bytes())
    assert row[:2] == ["Blauwe Otter, Verpleging (Wlz)", "1"]
    assert dict(zip(header, row, strict=True))["Bedrag (hele euro, geschat)"] == "170"
