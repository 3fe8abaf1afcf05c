"""Files from the command line: a school's plan, a pupil's file and lists for a spreadsheet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_kit import CommandLine
from icalendar import Calendar
from pdf_kit import text_of
from sqlmodel import select
from store_kit import FrozenClock, StoreShelf

from storage import audit
from storage.models import CareNeed, Professional, Pupil, School, VisitPattern
from zorgarrangeur_tui.demo.region import invented_region
from zorgarrangeur_tui.reports.csv_text import rows_of

SCHOOL = "99ZA00"
CHILD = {"name": "Zilver Maan", "note": "Houdt van water"}


@pytest.fixture(scope="session")
def region_template(shelf: StoreShelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store with an invented region of two schools, in which every child has a name and a note."""
    folder = tmp_path_factory.mktemp("report_region") / "store"
    shelf.copy("arranger", 0, folder)
    line = CommandLine(folder)
    with line.open() as store:
        with store.unit_of_work("Oefenregio gemaakt") as work:
            work.add(*invented_region(1, 2, today=line.clock().date()))
        with store.unit_of_work("Namen ingevuld") as work:
            for pupil in work.session.exec(select(Pupil)).all():
                work.change(pupil, CHILD)
    return folder


@pytest.fixture
def region(region_template: Path, tmp_path: Path, clock: FrozenClock) -> CommandLine:
    """Return the command line on a copy of that store."""
    shutil.copytree(region_template, tmp_path / "region")
    return CommandLine(tmp_path / "region", clock)


def reported(region: CommandLine, path: Path, *words: str) -> bytes:
    """Make a file, hold that its number and reason are in the log, and return its bytes."""
    answer = region.answer("report", *words, "--out", str(path), "--reason", "Overleg op school")
    row = exports(region)[-1]
    assert row.details == f"export={answer['export']} kind={path.suffix[1:]} rows={answer['rows']}"
    assert row.reason == "Overleg op school"
    return path.read_bytes()


def exports(region: CommandLine) -> list[audit.LogRow]:
    """Return the rows of the log about files that left."""
    with region.open() as store, store.read() as session:
        found = [row for row, _ in audit.rows(session.connection())]
    return [row for row in found if row.action in {audit.Action.EXPORT, audit.Action.PRINT}]


def one_pupil(region: CommandLine) -> Pupil:
    """Return a pupil with a need that somebody visits for."""
    with region.open() as store, store.read() as session:
        served = {need for visit in session.exec(select(VisitPattern)) for need in visit.serves}
        need = next(need for need in session.exec(select(CareNeed)) if need.pupil_id and need.id in served)
        pupil = session.get(Pupil, need.pupil_id)
    assert pupil is not None
    return pupil


def test_a_plan_as_roster_and_calendar_has_every_visit_and_no_child(region: CommandLine, tmp_path: Path) -> None:
    """Who comes to this school is in all three kinds; no name, note or pseudonym of a child is in any."""
    with region.open() as store, store.read() as session:
        school = session.exec(select(School).where(School.site_code == SCHOOL)).one()
        visits = session.exec(select(VisitPattern).where(VisitPattern.school_id == school.id)).all()
        names = {session.get_one(Professional, visit.professional_id).name for visit in visits}
        pseudonyms = [pupil.pseudonym for pupil in session.exec(select(Pupil))]
    paper, sheet, calendar = (
        reported(region, tmp_path / f"plan.{kind}", "plan", "--school", SCHOOL) for kind in ("pdf", "csv", "ics")
    )
    texts = (text_of(paper), sheet.decode(), calendar.decode().replace("\r\n ", ""))
    for text in texts:
        assert all(name in text for name in names)
        assert not [secret for secret in (*CHILD.values(), *pseudonyms) if secret in text]
    assert len(rows_of(sheet)) - 1 == len(visits)
    events = Calendar.from_ical(calendar).walk("VEVENT")
    assert {str(event["uid"])[:32] for event in events} == {visit.id for visit in visits}
    assert [row.action for row in exports(region)] == [audit.Action.PRINT, audit.Action.EXPORT, audit.Action.EXPORT]
    assert {row.subject for row in exports(region)} == {school.id}


def test_a_professional_gets_an_own_calendar(region: CommandLine, tmp_path: Path) -> None:
    """Every visit at every school, called after the school."""
    with region.open() as store, store.read() as session:
        visit = session.exec(select(VisitPattern)).first()
        assert visit is not None
        person = session.get_one(Professional, visit.professional_id)
        school = session.get_one(School, visit.school_id)
        count = len(session.exec(select(VisitPattern).where(VisitPattern.professional_id == person.id)).all())
    data = reported(region, tmp_path / "wie.ics", "plan", "--professional", person.id)
    events = Calendar.from_ical(data).walk("VEVENT")
    assert len({str(event["uid"])[:32] for event in events}) == count
    assert school.name in {str(event["summary"]) for event in events}


def test_a_pupils_file_has_what_is_recorded_and_who_looked(region: CommandLine, tmp_path: Path) -> None:
    """Found by pseudonym. The first file is itself a line in the second: who printed it, and why."""
    pupil = one_pupil(region)
    text = text_of(reported(region, tmp_path / "een.pdf", "pupil", pupil.pseudonym))
    rows = rows_of(reported(region, tmp_path / "twee.csv", "pupil", pupil.id))
    for words in (*CHILD.values(), pupil.pseudonym):
        assert words in text
        assert any(words == cell for row in rows for cell in row)
    looks = [row for row in rows if row[0] == "Inzage"]
    assert looks[-1] == [
        "Inzage",
        "afgedrukt: leerling",
        "Overleg op school",
        "arranger 0",
        "23-11-2026 10:00",
    ]
    assert [row[0] for row in rows].count("Bezoek") >= 1
    assert {row.subject for row in exports(region)} == {pupil.id}


def test_a_note_on_a_case_of_several_children_is_in_nobodys_file(region: CommandLine, tmp_path: Path) -> None:
    """It may tell about the other child. In a case of one child it is there."""
    pupil = one_pupil(region)
    with region.open() as store, store.unit_of_work("Alleen") as work:
        for other in work.session.exec(select(Pupil).where(Pupil.case_id == pupil.case_id)).all():
            if other.id != pupil.id:
                work.remove(other)
    region.did("change", "case", pupil.case_id, "note=Gesprek gehad")
    assert "Gesprek gehad" in reported(region, tmp_path / "alleen.csv", "pupil", pupil.id).decode()
    region.did("add", "pupil", "--case", pupil.case_id)
    assert "Gesprek gehad" not in reported(region, tmp_path / "samen.csv", "pupil", pupil.id).decode()


@pytest.mark.parametrize("name", ["cases", "schools", "providers", "gaps"])
def test_a_list_as_csv_has_the_rows_of_the_list(region: CommandLine, tmp_path: Path, name: str) -> None:
    """As many as on screen, without a name or note of a child."""
    data = reported(region, tmp_path / f"{name}.csv", name)
    assert len(rows_of(data)) - 1 == len(region.answer("list", name)) > 0
    assert not [secret for secret in CHILD.values() if secret in data.decode()]
    assert [row.object for row in exports(region)] == [name]


def test_minutes_and_pupils_are_numbers_for_a_spreadsheet(region: CommandLine, tmp_path: Path) -> None:
    """So that a coordinator can add them up."""
    wanted = region.answer("list", "gaps", "--school", SCHOOL)
    headers, *rows = rows_of(reported(region, tmp_path / "gaps.csv", "gaps", "--school", SCHOOL))
    assert headers[5:] == ["Nodig (minuten per week)", "Nog open (minuten per week)"]
    assert [row[5:] for row in rows] == [[str(one["minutes_needed"]), str(one["minutes_uncovered"])] for one in wanted]
    headers, *rows = rows_of(reported(region, tmp_path / "schools.csv", "schools", "--school", SCHOOL))
    assert headers[4] == "Aantal leerlingen"
    assert rows[0][4].isdigit()


def test_a_formula_in_a_record_is_text_in_the_file(region: CommandLine, tmp_path: Path) -> None:
    """What somebody typed as the question of a case cannot run on the coordinator's computer."""
    region.did("add", "case", "--school", SCHOOL, "--title", "=HYPERLINK(1)")
    data = reported(region, tmp_path / "cases.csv", "cases")
    assert b'"\'=HYPERLINK(1)"' in data
    assert any("=HYPERLINK(1)" in row for row in rows_of(data))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("plan", "--school", SCHOOL), "plan.docx"),
        (("plan", "--school", SCHOOL), "plan"),
        (("plan", "--professional", "x"), "plan.pdf"),
        (("plan",), "plan.pdf"),
        (("plan", "--school", SCHOOL, "--professional", "x"), "plan.ics"),
        (("pupil", "x"), "dossier.ics"),
        (("cases",), "cases.pdf"),
    ],
)
def test_an_ending_that_does_not_fit_is_wrong_usage(
    region: CommandLine, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    """Said before the passphrase is asked; nothing is made."""
    out = ("--out", str(tmp_path / name), "--reason", "Overleg")
    region.refused("report", *words, *out, code=2)
    assert not (tmp_path / name).exists()


def test_a_reason_is_needed(region: CommandLine, tmp_path: Path) -> None:
    """Left out it is wrong usage; empty it is refused."""
    out = ("--out", str(tmp_path / "plan.pdf"))
    assert "--reason" in region.refused("report", "plan", "--school", SCHOOL, *out, code=2)
    assert "waarvoor" in region.refused("report", "plan", "--school", SCHOOL, *out, "--reason", " ")
    assert not (tmp_path / "plan.pdf").exists()
    assert exports(region) == []


def test_what_is_not_found_leaves_no_file(region: CommandLine, tmp_path: Path) -> None:
    """A pupil is not found by name: it would stand in the history of a shell."""
    out = ("--out", str(tmp_path / "dossier.pdf"), "--reason", "Overleg")
    assert "niet gevonden" in region.refused("report", "pupil", CHILD["name"], *out)
    assert not (tmp_path / "dossier.pdf").exists()


def test_a_file_that_is_there_is_refused(region: CommandLine, tmp_path: Path) -> None:
    """And stays as it was."""
    (tmp_path / "plan.pdf").write_text("ander werk")
    out = ("--out", str(tmp_path / "plan.pdf"), "--reason", "Overleg")
    assert "bestaat al" in region.refused("report", "plan", "--school", SCHOOL, *out)
    assert (tmp_path / "plan.pdf").read_text() == "ander werk"
