"""The main job on screen, by keys, on the real list of special schools: from an empty folder to the coordinator."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from storage.models import Case, FixedBond, Professional, VisitPattern
from storage.store import Store
from zorgarrangeur_tui.desk.board import school_board
from zorgarrangeur_tui.desk.cases import case_file
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.schools import school_by_code
from zorgarrangeur_tui.testing import PASSPHRASE, Tester, open_app

SCHOOLS = Path(__file__).resolve().parents[3] / "shared" / "data" / "schools" / "special_schools_2024.csv"
pytestmark = pytest.mark.skipif(not SCHOOLS.is_file(), reason="the real school list in ../shared/data is not there")

SCHOOL = "20WR11"


async def first_run(tester: Tester, name: str, *, coordinator: bool = False) -> None:
    """Make a store as a newcomer does: role, name, passphrase twice, code on paper, two groups retyped."""
    if coordinator:
        await tester.press("shift+tab", "right", "tab")
    await tester.type(name)
    await tester.press("enter")
    await tester.type(PASSPHRASE)
    await tester.press("enter")
    await tester.type(PASSPHRASE)
    await tester.press("enter")
    paper = tester.pages.text()
    await tester.press("ctrl+s")
    for field in list(tester.app.screen.query("#step-check Input").results(Input)):
        number = int((field.id or "").removeprefix("group-")) + 1
        field.focus()
        await tester.type(paper.split(f"{number}: ")[1][:4])
    await tester.press("ctrl+s")
    assert tester.pages.says("blad om te printen")
    await tester.press("escape")
    assert tester.pages.open_screen == "TodayScreen"


async def read_school_list(tester: Tester) -> None:
    """Read in the 895 lines: 888 sites, of which seven lines are doubtful."""
    await tester.press("3", "i")
    await tester.pages.choose_file(SCHOOLS)
    assert tester.pages.says("Gegevens daaruit: 888 nieuw")
    assert tester.pages.says("7 twijfel")
    assert tester.store.counts()["school"] == 0
    await tester.press("ctrl+s")
    assert tester.store.counts()["school"] == 888


async def open_case_with_two_pupils(tester: Tester) -> None:
    """Begin a case at one of the schools; two children, each with a need."""
    await tester.press("2", "n")
    await tester.pages.pick(SCHOOL)
    await tester.pages.fill(title="Zorg in de klas", deadline="1-12-2026")
    await tester.pages.submit()
    for birth_year, kind_steps, minutes in (("2011", 0, "2u"), ("2012", 1, "60")):
        await tester.press("l")
        await tester.pages.fill(birth_year=birth_year)
        await tester.pages.submit()
        await tester.press("z")
        for _ in range(kind_steps):
            await tester.press("right")
        await tester.pages.fill(minutes_needed=minutes)
        await tester.pages.submit()


async def tie_provider_with_two_professionals(tester: Tester) -> None:
    """Add a provider and its people, and tie it to the school."""
    await tester.press("4", "n")
    await tester.pages.fill(name="Zorg Nabij")
    await tester.pages.submit()
    if tester.pages.open_screen != "ProviderScreen":
        await tester.press("enter")
    for name in ("Femke", "Ali"):
        await tester.press("n")
        await tester.pages.fill(name=name)
        await tester.pages.submit()
    await tester.press("s")
    await tester.pages.pick(SCHOOL)
    await tester.pages.submit()
    assert len(living(tester.store, FixedBond)) == 1
    assert {person.name for person in living(tester.store, Professional)} == {"Femke", "Ali"}


async def plan_visits(tester: Tester) -> None:
    """Place two visits for the first child, move one, make it longer: one need stays open."""
    await tester.press("5")
    assert "VierTaal" in tester.pages.text()
    for _ in range(2):
        await tester.press("down", "n")
        await tester.pages.fill(duration_minutes="60")
        await choose_need(tester, "Persoonlijke verzorging")
        await tester.pages.submit()
        await tester.press("ctrl+right")
    visits = living(tester.store, VisitPattern)
    assert len(visits) == 2
    assert {visit.weekday for visit in visits} == {0, 1}
    await tester.press("ctrl+left", "m", "ctrl+right", "down", "enter")
    assert {visit.weekday for visit in living(tester.store, VisitPattern)} == {0, 2} or len(
        {(visit.weekday, visit.start_minute) for visit in living(tester.store, VisitPattern)}
    ) == 2
    board = school_board(tester.store, school_by_code(tester.store, SCHOOL).id)
    [gap] = board.gaps
    assert gap.need.minutes_per_week == 60
    assert tester.pages.says("1 u")
    assert tester.pages.says("Verpleging")


async def choose_need(tester: Tester, kind: str) -> None:
    """Let the new visit serve the need of a kind, and no other."""
    field = tester.app.screen.query_one("#field-serves")
    field.focus()
    await tester.pages.settle()
    field.keys = [key for key, label in field.spec.choices if kind in label]  # type: ignore[attr-defined]  # a choices field
    await tester.pages.settle()


async def verify(tester: Tester, card: Path) -> None:
    """Read in the other's card and confirm the control number."""
    await tester.press("7", "a")
    await tester.pages.choose_file(card)
    await tester.press("c", "right", "enter")


def same_case(one: Store, other: Store) -> bool:
    """Tell whether both stores show the same case, children, needs and visits."""
    [case] = living(one, Case)
    mine, theirs = case_file(one, case.id), case_file(other, case.id)
    same = (mine.case.title, mine.place, [p.pseudonym for p in mine.pupils], [n.minutes_needed for n in mine.needs])
    found = (
        theirs.case.title,
        theirs.place,
        [p.pseudonym for p in theirs.pupils],
        [n.minutes_needed for n in theirs.needs],
    )
    visits = [sorted((v.id, v.weekday, v.start_minute) for v in living(store, VisitPattern)) for store in (one, other)]
    return same == found and visits[0] == visits[1]


async def test_the_main_job_from_an_empty_folder_to_the_coordinator(tmp_path: Path) -> None:
    """Import, case, provider, visits, gap, bundle; and the coordinator sees the same case."""
    async with open_app(tmp_path / "anna") as anna, open_app(tmp_path / "bas") as bas:
        await first_run(anna, "Anna de Wit")
        await read_school_list(anna)
        await open_case_with_two_pupils(anna)
        await tie_provider_with_two_professionals(anna)
        await plan_visits(anna)

        await first_run(bas, "Bas van der Meer", coordinator=True)
        assert bas.store.identity.role == "coordinator"
        for tester, name in ((anna, "anna"), (bas, "bas")):
            (tmp_path / f"{name}.kaart").write_bytes(tester.store.identity.card_text)
        await verify(anna, tmp_path / "bas.kaart")
        await verify(bas, tmp_path / "anna.kaart")

        await anna.press("m")
        await anna.pages.fill(purpose="Overleg in de regio")
        await anna.press("tab", "right", "right")
        await anna.pages.submit()
        await anna.press("space")
        await anna.pages.submit()
        await anna.press("right", "enter")
        await anna.pages.fill(text=str(tmp_path / "casus.zorgbundel"))
        await anna.press("enter")

        await bas.press("i")
        await bas.pages.choose_file(tmp_path / "casus.zorgbundel")
        assert bas.pages.says("van Anna de Wit")
        assert bas.pages.says("De handtekening klopt")
        assert "Zorg in de klas" in bas.pages.text()
        await bas.press("ctrl+s", "right", "enter")
        assert same_case(anna.store, bas.store)
        await bas.press("2")
        assert "Zorg in de klas" in bas.pages.text()
        assert anna.store.log_fault() is None
        assert bas.store.log_fault() is None
