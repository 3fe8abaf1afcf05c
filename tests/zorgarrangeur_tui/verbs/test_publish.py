"""Publishing from the command line, and what leaves of a published plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from calendar_kit import shown_in
from cli_kit import CommandLine
from icalendar import Calendar
from pdf_kit import text_of

from storage.models import PlanVersion, Professional, School, VisitPattern, site_id
from zorgarrangeur_tui.desk.plan_versions import versions_of
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.reports.csv_text import rows_of

ROSE, BRIDGE = "99ZA00", "99ZB00"
SECRET = "Zilver Maan"


@pytest.fixture
def planned(at_school: CommandLine) -> CommandLine:
    """Return the command line of somebody with a visit at each of two schools; that at the second is too late in the day."""
    with at_school.open() as store, store.unit_of_work("Klaargezet") as work:
        work.add(Professional(id="a" * 32, name="Anna Bos"))
        for code, start, key in ((ROSE, 540, "v"), (BRIDGE, 600, "w")):
            record = work.get(School, site_id(code))
            work.change(record, {"bell_times": [[510, 855]] * 5, "holiday_region": "middle"})
            place = {"school_id": record.id, "professional_id": "a" * 32, "weekday": 1, "start_minute": start}
            work.add(VisitPattern(id=key * 32, note=SECRET, **place))
    change(at_school, "w", start_minute=840)
    return at_school


def change(line: CommandLine, key: str, **values: object) -> None:
    """Change a visit."""
    with line.open() as store:
        change_record(store, VisitPattern, key * 32, values, "Bezoek gewijzigd")


def numbers(line: CommandLine, code: str) -> list[int]:
    """Return the numbers of the published plans of a school."""
    with line.open() as store:
        return [one.number for one in versions_of(store, site_id(code))]


def test_what_blocks_one_school_is_named_and_the_others_are_published(planned: CommandLine) -> None:
    """With exit code 5; what is all right is done."""
    result = planned.on_store("publish", "--all")
    assert result.exit_code == 5
    assert "De Wilgenroos, vanaf 30-11-2026 (nog niet eerder gepubliceerd): 1 nieuw." in result.stdout
    assert "Kan niet: Dit bezoek (14:00 tot 15:00)" in result.stdout
    assert "De Ruiterbrug: In dit rooster staat 1 ding dat niet kan. Er is niets gepubliceerd." in result.stderr
    assert (numbers(planned, ROSE), numbers(planned, BRIDGE)) == ([1], [])


def test_all_takes_only_what_changed(planned: CommandLine) -> None:
    """Repaired, the second school follows; after that there is nothing to do, and undo takes the last back."""
    change(planned, "w", start_minute=600)
    answer = planned.answer("publish", "--all", "--from", "2026-12-07")
    assert [(one["number"], one["previous"], one["published"]) for one in answer["schools"]] == [(1, None, True)] * 2
    assert {one["holds_from"] for one in answer["schools"]} == {"2026-12-07"}
    assert "Bij geen enkele school is iets veranderd" in planned.did("publish", "--all")
    planned.did("undo")
    assert sorted((numbers(planned, ROSE), numbers(planned, BRIDGE))) == [[], [1]]


def test_looking_first_changes_nothing(planned: CommandLine) -> None:
    """What would be refused says so, with the same exit code."""
    assert planned.answer("publish", "--school", ROSE, "--dry-run")["schools"][0]["published"] is False
    assert planned.on_store("publish", "--school", BRIDGE, "--dry-run").exit_code == 5
    with planned.open() as store:
        assert living(store, PlanVersion) == []


def test_the_published_plans_of_a_school_are_listed_newest_first(planned: CommandLine) -> None:
    """With who, when, how much changed and the reason."""
    assert "nog geen rooster gepubliceerd" in planned.did("list", "plans", "--school", ROSE)
    planned.did("publish", "--school", ROSE)
    change(planned, "v", start_minute=600, duration_minutes=30)
    planned.did("publish", "--school", ROSE)
    found = planned.answer("list", "plans", "--school", ROSE)
    assert [(one["number"], one["changed"], one["author"]) for one in found] == [
        (2, 1, "arranger 0"),
        (1, 1, "arranger 0"),
    ]
    assert "1 anders" in planned.did("list", "plans", "--school", ROSE)


def test_no_school_and_a_day_that_is_over_are_refused(planned: CommandLine) -> None:
    """Wrong usage, and a sentence with what to do."""
    planned.refused("publish", code=2)
    planned.refused("publish", "--all", "--school", ROSE, code=2)
    result = planned.on_store("publish", "--school", ROSE, "--from", "2026-11-01")
    assert result.exit_code == 3
    assert "Kies vandaag of een latere dag" in result.stderr


def test_files_are_of_the_published_plan_and_say_so(planned: CommandLine, tmp_path: Path) -> None:
    """The draft, an earlier plan and the changes when asked for; nothing that was written about a child is in any."""
    planned.did("publish", "--school", ROSE)
    change(planned, "v", start_minute=600)

    def made(name: str, *words: str) -> bytes:
        answer = planned.answer("report", "plan", *words, "--out", str(tmp_path / name), "--reason", "Voor de deur")
        about.append(answer["about"])
        return (tmp_path / name).read_bytes()

    about: list[str] = []
    door = made("deur.pdf", "--school", ROSE)
    calendar = made("agenda.ics", "--professional", "Anna Bos")
    draft = made("concept.csv", "--school", ROSE, "--draft")
    changes = made("anders.csv", "--school", ROSE, "--changes")
    standing = "Rooster 1, gepubliceerd op 23-11-2026 door arranger 0, geldt vanaf 30-11-2026."
    assert about[0] == standing
    assert standing in text_of(door)
    assert "9:00–10:00" in text_of(door)
    assert rows_of(draft)[1][1] == "10:00-11:00"
    assert about[2].startswith("Concept")
    assert rows_of(changes)[1] == ["Ander moment", "", "di 9:00-10:00 Anna Bos wordt di 10:00-11:00"]
    concept = "De Ruiterbrug: Concept: zo staat het nu in de app, en het is nog niet gepubliceerd."
    assert about[1] == f"{concept} De Wilgenroos: {standing}"
    assert str(Calendar.from_ical(calendar)["x-wr-caldesc"]).replace("\\", "") == about[1]
    assert {one.summary for one in shown_in(calendar)} == {"De Wilgenroos", "De Ruiterbrug"}
    assert not [
        data for data in (text_of(door), *(one.decode() for one in (calendar, draft, changes))) if SECRET in data
    ]


def test_options_that_do_not_go_together_are_refused(planned: CommandLine, tmp_path: Path) -> None:
    """An earlier plan that is not there, a draft with a number, changes of a person."""
    end = ("--out", str(tmp_path / "x.csv"), "--reason", "Toets")
    planned.refused("report", "plan", "--school", ROSE, "--draft", "--version", "1", *end, code=2)
    planned.refused("report", "plan", "--professional", "Anna Bos", "--changes", *end, code=2)
    assert "niet bij deze school" in planned.refused("report", "plan", "--school", ROSE, "--version", "7", *end)
