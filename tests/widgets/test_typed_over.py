"""A field that is filled in already: what typing replaces, and what an arrow keeps."""

from __future__ import annotations

import os

import pytest
from form_app import WidgetApp, type_in

from widgets.dialogs import TextDialog
from widgets.typed_over import TypedOver, begins_a_path, selected_part

FOLDER = f"{os.sep}home{os.sep}jan.smit{os.sep}"


@pytest.mark.parametrize(
    ("typed_over", "text", "part"),
    [
        ("all", FOLDER, FOLDER),
        ("file_name", f"{FOLDER}rooster-3.pdf", "rooster-3"),
        ("file_name", f"{FOLDER}rooster", "rooster"),
        ("file_name", f"{FOLDER}.verborgen", ".verborgen"),
        ("file_name", "/home/a.b/c.tar.gz", "c.tar"),
    ],
)
def test_a_name_is_typed_over_without_folder_and_ending(typed_over: TypedOver, text: str, part: str) -> None:
    """A dot in a folder, or before a name, begins no ending."""
    start, end = selected_part(typed_over, text) or (0, 0)
    assert text[start:end] == part
    assert selected_part("", text) is None


def test_a_whole_path_is_told_from_a_name() -> None:
    """As it is typed, or pasted from an explorer."""
    assert all(map(begins_a_path, ("/stick/a.pdf", "~", "C:\\a.pdf", '"C:\\a.pdf"', "\\\\schijf\\a")))
    assert not any(map(begins_a_path, ("", "rooster", "3", "a b: c")))


async def asked(typed_over: TypedOver, value: str, *keys: str, typed: str = "") -> object:
    """Ask a text that is filled in already, press keys, type, and return the answer."""
    app = WidgetApp()
    async with app.run_test() as pilot:
        app.ask(TextDialog("Waar?", "Bestand", value=value, typed_over=typed_over))
        await pilot.pause()
        await pilot.press(*keys)
        await type_in(pilot, typed)
        await pilot.press("enter")
    return app.answers[0]


async def test_typing_replaces_what_was_filled_in_and_an_arrow_keeps_it() -> None:
    """A folder as a whole, a file by its name; who begins a path, or types an ending, types all of it."""
    assert await asked("all", "/home/jan", typed="/stick") == "/stick"
    assert await asked("all", "/home/jan", "right", typed="/x") == "/home/jan/x"
    assert await asked("file_name", "/home/jan/a.pdf", typed="week") == "/home/jan/week.pdf"
    assert await asked("file_name", "/home/jan/a.pdf", typed="week.md") == "/home/jan/week.md"
    assert await asked("file_name", "/home/jan/a.pdf", typed="/stick/b.pdf") == "/stick/b.pdf"
    assert await asked("file_name", "/home/jan/a.pdf", "end", typed="x") == "/home/jan/a.pdfx"
    assert await asked("file_name", "/home/jan/a.pdf", "ctrl+u", typed="b.pdf") == "b.pdf"
