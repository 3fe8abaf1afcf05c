"""The dialogs, driven by keys: what they show, what they answer, how they are left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from form_app import HOSTILE, WidgetApp, is_clean, seen, sees, today, type_in
from textual.geometry import Region

from widgets.dialogs import ConfirmDialog, FormDialog, MessageDialog, TextDialog
from widgets.form import FieldSpec, Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

FIELDS = [
    FieldSpec("title", "Titel", "text", "Sam", required=True),
    FieldSpec("start", "Startdatum", "date", date(2026, 9, 1)),
]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("enter", False),
        ("escape", False),
        ("right enter", True),
        ("l enter", True),
        ("tab enter", True),
        ("right left enter", False),
        ("l h enter", False),
        ("right escape", False),
        ("y n right enter", True),
    ],
)
async def test_confirming_takes_more_than_enter(keys: str, answer: bool) -> None:
    """The focus starts on the answer no; arrows, h and l, and tab go to the other; escape is always no."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(ConfirmDialog("Verwijderen?", ["Dit kan niet terug."], confirm_label="Weg ermee", cancel_label="Nee"))
        await pilot.pause()
        assert sees(app, "Weg ermee")
        assert sees(app, "Esc annuleren")
        await pilot.press(*keys.split())
        assert app.answers == [answer]


async def test_clicking_a_button_answers() -> None:
    """The mouse does what the keys do."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(ConfirmDialog("Doorgaan?"))
        await pilot.pause()
        await pilot.click("#dialog-confirm")
        assert app.answers == [True]


async def test_long_explanations_of_a_question_scroll() -> None:
    """Up and down, k and j read on while the buttons keep the focus."""
    app = WidgetApp()
    async with app.run_test(size=(60, 16), notifications=True) as pilot:
        app.ask(ConfirmDialog("Zeker?", [f"Gevolg {number}" for number in range(30)]))
        await pilot.pause()
        assert sees(app, "Gevolg 0")
        await pilot.press(*["j"] * 12, *["down"] * 12)
        assert sees(app, "Gevolg 29")
        assert sees(app, "Enter doen")
        await pilot.press(*["k"] * 12, *["up"] * 12, "right", "enter")
        assert app.answers == [True]


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_message_scrolls_and_closes(key: str) -> None:
    """The text has the focus, so reading keys work at once."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(MessageDialog("Let op", [f"Regel {number}" for number in range(60)]))
        await pilot.pause()
        assert sees(app, "Regel 0")
        await pilot.press("end")
        assert sees(app, "Regel 59")
        assert not sees(app, "Regel 0 ")
        await pilot.press(key)
        assert app.answers == [None]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_dialogs_fit_the_screen(size: tuple[int, int]) -> None:
    """Whatever is in it, a dialog lies within the screen and its keys show."""
    many = [FieldSpec(f"field{number}", f"Veld {number}", "text") for number in range(30)]
    lines = ["Een regel die lang genoeg is om op een smal scherm niet te passen. " * 2] * 30
    dialogs: list[Screen[Any]] = [
        FormDialog("Formulier", many),
        MessageDialog("Bericht", lines),
        ConfirmDialog("Vraag", lines),
    ]
    for dialog in dialogs:
        app = WidgetApp()
        async with app.run_test(size=size, notifications=True) as pilot:
            app.ask(dialog)
            await pilot.pause()
            assert Region(0, 0, *size).contains_region(dialog.query_one("#dialog").region)
            assert sees(app, "Esc ")


async def test_a_form_dialog_gives_its_values() -> None:
    """ctrl+s saves from any field; the answer is what was read."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(FormDialog("Casus", FIELDS, today=today))
        await pilot.pause()
        assert sees(app, "Ctrl+S opslaan · Esc annuleren")
        await pilot.press("m", "tab")
        await type_in(pilot, "week 48")
        await pilot.press("ctrl+s")
        assert app.answers == [{"title": "Samm", "start": date(2026, 11, 23)}]


async def test_enter_on_the_last_line_saves() -> None:
    """And so does the button, which carries the label that was given."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(FormDialog("Casus", FIELDS, submit_label="Inplannen"))
        await pilot.pause()
        assert sees(app, "Ctrl+S inplannen")
        await pilot.press("enter", "enter")
        app.ask(FormDialog("Casus", FIELDS))
        await pilot.pause()
        await pilot.press("tab", "tab", "enter")
        app.ask(FormDialog("Casus", FIELDS))
        await pilot.pause()
        await pilot.press("tab", "tab", "ctrl+s")
        assert app.answers == [{"title": "Sam", "start": date(2026, 9, 1)}] * 3


async def test_a_refused_form_stays_open_with_the_reasons() -> None:
    """The caller's sentences stand under their fields, the first has the focus, and saving can be tried again."""

    def check(values: dict[str, object]) -> Mapping[str, str]:
        if values["title"] == "Sam":
            return {"start": "Dan is het vakantie.", "title": "Deze naam is bezet."}
        return {}

    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        dialog = FormDialog("Casus", FIELDS, check=check)
        app.ask(dialog)
        await pilot.pause()
        await pilot.press("down", "ctrl+s")
        assert app.answers == []
        assert sees(app, "! Deze naam is bezet.")
        assert sees(app, "! Dan is het vakantie.")
        assert dialog.focused is dialog.query_one("#field-title")
        await pilot.press("x", "ctrl+s")
        assert app.answers == [{"title": "Samx", "start": date(2026, 9, 1)}]


async def test_a_form_that_cannot_be_read_is_not_given_to_the_caller() -> None:
    """The check only ever sees values that were read."""
    asked: list[dict[str, object]] = []

    def check(values: dict[str, object]) -> Mapping[str, str]:
        asked.append(values)
        return {}

    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(FormDialog("Casus", FIELDS, check=check))
        await pilot.pause()
        await pilot.press("down", "x", "ctrl+s")
        assert (asked, app.answers) == ([], [])
        assert sees(app, "! Typ een datum")


async def test_an_untouched_form_is_left_at_once() -> None:
    """Escape answers with nothing."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(FormDialog("Casus", FIELDS))
        await pilot.pause()
        await pilot.press("down", "escape")
        assert app.answers == [None]


async def test_leaving_a_changed_form_asks_first() -> None:
    """Going on filling in is the first answer; only the other one throws the changes away."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(FormDialog("Casus", FIELDS))
        await pilot.pause()
        await pilot.press("x", "escape", "enter")
        assert app.answers == []
        assert app.screen.query_one(Form).values()["title"] == "Samx"
        await pilot.press("y", "escape", "right", "enter")
        assert app.answers == [None]


async def test_the_cancel_button_asks_too() -> None:
    """It does the same as escape."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        app.ask(FormDialog("Casus", FIELDS))
        await pilot.pause()
        await pilot.press("x")
        await pilot.click("#dialog-cancel")
        assert sees(app, "Wijzigingen weggooien?")


async def test_one_line_is_asked_and_checked() -> None:
    """Enter gives the text, unless the caller refuses it; escape gives nothing."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:

        def check(text: str) -> str:
            return "" if text.endswith(".toml") else "De naam eindigt op .toml."

        app.ask(TextDialog("Opslaan", "Bestand", value="bundel", help="In de map Documenten.", check=check))
        await pilot.pause()
        assert sees(app, "In de map Documenten.")
        await pilot.press("enter")
        assert sees(app, "! De naam eindigt op .toml.")
        await pilot.press("end")
        await type_in(pilot, ".toml")
        await pilot.press("enter")
        assert app.answers == ["bundel.toml"]
        app.ask(TextDialog("Opslaan", "Bestand"))
        await pilot.pause()
        await pilot.press("enter")
        assert sees(app, "! Vul dit veld in.")
        await pilot.press("escape")
        assert app.answers == ["bundel.toml", None]
        app.ask(TextDialog("Opslaan", "Bestand", value="bundel"))
        await pilot.pause()
        await type_in(pilot, "2")
        await pilot.press("escape")
        assert sees(app, "Wijzigingen weggooien?")
        await pilot.press("enter", "escape", "right", "enter")
        assert app.answers == ["bundel.toml", None, None]


async def test_hostile_text_does_no_harm_in_any_dialog() -> None:
    """Titles, lines, labels and help may hold anything."""
    app = WidgetApp()
    async with app.run_test(notifications=True) as pilot:
        for number, text in enumerate(HOSTILE):
            dialogs: list[Screen[Any]] = [
                ConfirmDialog(text, HOSTILE, confirm_label=text, cancel_label=text),
                MessageDialog(text, HOSTILE),
                TextDialog(text, text, value=text, help=text),
                FormDialog(text, [FieldSpec("a", text, "text", text)], submit_label=text),
            ]
            app.ask(dialogs[number % len(dialogs)])
            await pilot.pause()
            assert is_clean(app)
            assert len(seen(app)) == 24
            await pilot.press("escape")
        assert len(app.answers) == len(HOSTILE)
