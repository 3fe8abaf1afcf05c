"""A form shows the name of a child and what its family told, so opening it counts as asking for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from every_record import IDS, add_every_record
from store_samples import rows_of

from storage import tables
from storage.store import Store
from zorgarrangeur_tui.screens.case import CaseScreen
from zorgarrangeur_tui.screens.case_chapters import chapter_of
from zorgarrangeur_tui.testing import open_app


@pytest.mark.parametrize(("record_type", "told"), [("pupil", True), ("family_view", True), ("review", False)])
async def test_a_form_with_a_name_or_own_words_is_logged(
    store: Store, tmp_path: Path, record_type: str, told: bool
) -> None:
    """One row on the child, as when the name is shown; a form without either leaves none."""
    add_every_record(store, lambda *_: "woorden")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        screen = CaseScreen(IDS["case"])
        tester.app.push_screen(screen)
        await tester.pages.settle()
        screen.open_chapter(chapter_of(record_type), at=IDS[record_type])
        await tester.pages.settle()
        await tester.press("e")
        assert tester.pages.open_screen == "FormDialog"
        named = [row for row in rows_of(store, tables.audit) if row.action == "read" and row.details == "name"]
        assert [row.subject for row in named] == ([IDS["pupil"]] if told else [])
