"""The passphrase field: what is typed in it does not come out."""

from __future__ import annotations

import base64

import pytest
from form_app import WidgetApp, seen, sees
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Input

from widgets.secret_input import ReadableSecretInput, SecretInput

SECRET = "geheim"
WAYS_TO_TAKE = [
    ("ctrl+shift+a", "ctrl+c"),
    ("ctrl+shift+a", "super+c"),
    ("ctrl+shift+a", "ctrl+x"),
    ("home", "shift+end", "ctrl+c"),
    ("shift+home", "ctrl+x"),
    ("shift+left", "shift+left", "ctrl+c"),
    ("ctrl+shift+left", "ctrl+c"),
]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that goes to the terminal besides the picture."""
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _driver, data: written.append(data))
    return written


@pytest.mark.parametrize("keys", WAYS_TO_TAKE)
async def test_no_key_takes_the_passphrase_out(keys: tuple[str, ...], sent: list[str]) -> None:
    """Selecting and copying or cutting leaves the clipboard of the app and of the terminal alone, and the value whole."""
    field = SecretInput()
    app = WidgetApp(field)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(*SECRET, *keys)
        assert app.clipboard == ""
        assert not any("]52;" in data for data in sent)
        assert field.value == SECRET
        assert field.selected_text == ""


@pytest.mark.parametrize("keys", WAYS_TO_TAKE)
async def test_no_key_takes_out_a_secret_that_shows(keys: tuple[str, ...], sent: list[str]) -> None:
    """A recovery code from paper is read while it is typed, and stays in its field all the same."""
    field = ReadableSecretInput()
    app = WidgetApp(field)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(*SECRET, *keys)
        assert sees(app, SECRET)
        assert app.clipboard == ""
        assert not any("]52;" in data for data in sent)
        assert field.value == SECRET


async def test_the_same_keys_take_it_out_of_an_ordinary_password_field(sent: list[str]) -> None:
    """The check above bites: Textual's own field does put the text on the terminal's clipboard."""
    app = WidgetApp(Input(password=True))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(*SECRET, "ctrl+shift+a", "ctrl+c")
        assert app.clipboard == SECRET
        assert any(base64.b64encode(SECRET.encode()).decode() in data for data in sent)


async def test_dragging_the_mouse_selects_nothing() -> None:
    """A drag over the field leaves nothing to copy, in the field or on the screen."""
    field = SecretInput()
    app = WidgetApp(field)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(*SECRET)
        await pilot.mouse_down(field, offset=(2, 1))
        await pilot.hover(field, offset=(9, 1))
        await pilot.mouse_up(field, offset=(9, 1))
        await pilot.press("ctrl+c")
        assert field.selection.is_empty
        assert not app.screen.get_selected_text()
        assert app.clipboard == ""


async def test_the_screen_shows_dots_only() -> None:
    """One dot for each character, and no other trace of the text."""
    app = WidgetApp(SecretInput())
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(*SECRET)
        picture = "\n".join(seen(app))
        assert "•" * len(SECRET) in picture
        assert not set(SECRET) & set(picture)


async def test_a_new_character_never_replaces_all() -> None:
    """Coming back into the field does not select what is there, so typing adds to it."""
    field = SecretInput()
    app = WidgetApp(field, Input())
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("a", "b", "tab", "shift+tab", "c")
        assert field.value == "abc"


async def test_a_passphrase_can_be_pasted() -> None:
    """A password manager may put the text in."""
    field = SecretInput()
    app = WidgetApp(field)
    async with app.run_test(notifications=True) as pilot:
        field.post_message(events.Paste("zes losse woorden\n"))
        await pilot.pause()
        assert field.value == "zes losse woorden"


async def test_clear_empties_the_field() -> None:
    """After clear there is no value and the cursor is at the start."""
    field = SecretInput()
    app = WidgetApp(field)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(*SECRET)
        field.clear()
        await pilot.pause()
        assert (field.value, field.cursor_position) == ("", 0)
