"""A form gives what was typed in it as raw text, and takes that back as if it were typed again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from textual.app import App

from widgets.dialogs import FormDialog, FormDraft
from widgets.field_spec import FieldSpec
from widgets.form import Form

CHOICES = (("a", "Appel"), ("b", "Peer"), ("c", "Pruim"))
FIELDS = (
    FieldSpec("title", "Titel", "text", "oud"),
    FieldSpec("count", "Aantal", "integer"),
    FieldSpec("minutes", "Minuten", "minutes", 60),
    FieldSpec("at", "Tijd", "time"),
    FieldSpec("on", "Datum", "date"),
    FieldSpec("one", "Een", "choice", "a", choices=CHOICES),
    FieldSpec("more", "Meer", "choices", ["a"], choices=CHOICES),
    FieldSpec("sure", "Zeker", "toggle", False),
    FieldSpec("note", "Notitie", "long_text"),
    FieldSpec("left", "Ongemoeid", "text", "blijft"),
)
TYPED = {
    "title": "nieuw \x1b[31m [b",
    "count": "twaal",
    "minutes": "1u30",
    "at": "9",
    "on": "31-2",
    "one": "",
    "more": "b\nc",
    "sure": "1",
    "note": "regel een\nregel twee",
}


class DraftApp(App[None]):
    """Shows one form on a draft and remembers what is kept."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.kept: list[Mapping[str, str]] = []
        draft = FormDraft(self.kept.append, texts, "Concept van 10:14 teruggezet." if texts else "")
        self.dialog = FormDialog("Formulier", FIELDS, today=lambda: date(2026, 11, 23), draft=draft)

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(self.dialog)


async def test_every_kind_of_field_gives_and_takes_its_raw_text() -> None:
    """Also what cannot be read, and what was never changed is not in it."""
    app = DraftApp(TYPED)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        assert app.dialog.draft_texts() == TYPED
        form = app.dialog.query_one(Form)
        assert form.dirty
        assert set(form.problems()) == {"count", "on"}


async def test_what_is_no_longer_on_offer_is_passed_over() -> None:
    """A field that is gone or a choice that was taken away does not stop the rest."""
    app = DraftApp({"gone": "x", "one": "z", "more": "z\nb", "title": "nieuw"})
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        assert app.dialog.draft_texts() == {"title": "nieuw", "more": "b"}


async def test_what_is_typed_is_kept_within_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of who types on without a pause."""
    monkeypatch.setattr(FormDialog, "DRAFT_SECONDS", 0.001)
    app = DraftApp({})
    async with app.run_test(size=(100, 60)) as pilot:
        app.dialog.query_one("#field-title").focus()
        while not app.kept:
            await pilot.press("x")
        assert app.kept[0]["title"].startswith("oudx")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_a_form_says_that_a_draft_was_put_back_and_still_fits(size: tuple[int, int]) -> None:
    """The line on the draft does not push the keys off the screen."""
    app = DraftApp(TYPED)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for part in ("#dialog-draft", "#dialog-form", "#dialog-hints"):
            widget = app.dialog.query_one(part)
            assert widget.region.height > 0
            assert app.dialog.region.contains_region(widget.region)
