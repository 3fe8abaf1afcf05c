"""Figures of a school year by keys: exactly what leaves is shown before it is made, and shown again to who gets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from figures_kit import FIGURES, FORM, HOURS

from storage.contacts import add_contact, verify_contact
from storage.figures_text import PublishedRow, read_figures, write_figures
from storage.models import CareNeed, Case, Pupil, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.arrival_folder import set_arrival_folder
from zorgarrangeur_tui.screens.figures import FiguresScreen
from zorgarrangeur_tui.testing import make_store, open_app


def add_children(store: Store) -> None:
    """Add fourteen children with care at a school, two of them of another kind."""
    with store.unit_of_work("proef") as work:
        work.add(Case(id="c" * 32, title="Zorg", school_id=site_id("99ZZ00")))
        for number in range(14):
            pupil, kind = f"otter{number}", "nursing" if number > 1 else "supervision"
            work.add(
                Pupil(id=pupil, case_id="c" * 32, pseudonym=f"Otter {number}", municipality="Delft"),
                CareNeed(case_id="c" * 32, pupil_id=pupil, kind=kind, minutes_needed=90),
            )


async def test_the_figures_are_looked_at_before_they_are_made(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M asks for whom and why; escape makes nothing; Ctrl+S makes what was on the screen, and somebody else sees the same."""
    add_children(store)
    folder = tmp_path / "binnen"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        for answer in ("escape", "ctrl+s"):
            await tester.press("6", "M")
            await tester.pages.fill(reason="Landelijke monitor", path="jaar.zorgbundel")
            await tester.pages.submit()
            await tester.pages.settle()
            assert tester.pages.open_screen == "MonitorPreviewScreen"
            assert tester.pages.says("Dit gaat naar buiten: 2026-2027 · 1/7")
            shown = tester.pages.rows("figures-table")
            await tester.press(answer)
            await tester.pages.settle()
            assert (folder / "jaar.zorgbundel").exists() == (answer == "ctrl+s")
    reader = make_store(tmp_path / "ander", label="Corrie", role="coordinator")
    for one, two in ((store, reader), (reader, store)):
        verify_contact(one, add_contact(one, two.identity.card_text).fingerprint)
    set_arrival_folder(reader, folder)
    async with open_app(tmp_path / "ander", store=reader) as tester:
        await tester.press("7", "f", "enter")
        assert tester.pages.open_screen == "FiguresScreen"
        assert tester.pages.rows("figures-table") == shown
        assert [row[0] for row in shown if "." in row]
        await tester.press("right_square_bracket")
        assert tester.pages.says("2/7 Kinderen met zorg, naar soort school en wet")
        await tester.press("left_square_bracket", "left_square_bracket")
        assert tester.pages.says("7/7 Kinderen met zorg, naar vorm en wet")
        await tester.press("escape")
        assert [row[-1] for row in tester.pages.rows("arrivals-table")] == ["al bekend"]
    reader.close()


async def test_texts_of_a_stranger_are_shown_as_they_stand(store: Store, tmp_path: Path) -> None:
    """Marks for colour and for acts in a name are letters like all others, in heads, rows and explanations."""
    evil = "[red]a[/red] [@click=app.quit]x[/]"
    lines = (PublishedRow(evil, HOURS.lines[0].cells), *HOURS.lines[1:])
    table = replace(HOURS, title=evil, rows=evil, words=evil, source=evil, lines=lines)
    figures = replace(
        FIGURES, columns=(evil, *FIGURES.columns[1:]), regions=(evil,), counted=evil, tables=(table, FORM)
    )
    figures = read_figures(write_figures(figures))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        tester.app.push_screen(FiguresScreen(figures, evil, (evil,)))
        await tester.pages.settle()
        assert tester.pages.text().count("[red]a[/red] [@click=app.quit]x[/]") >= 5
