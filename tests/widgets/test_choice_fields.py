"""The fields in which the user chooses, driven by keys and by the mouse."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from form_app import WidgetApp, seen, sees
from textual.widgets import OptionList

from widgets.choice_popup import ChoicePopup, matches
from widgets.form import FieldSpec, Form

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

KINDS = (
    ("nursing", "Verpleging"),
    ("care", "Persoonlijke verzorging"),
    ("guidance", "Begeleiding individueel"),
    ("group", "Begeleiding in een groep"),
    ("physio", "Fysiotherapie in het café"),
)


@asynccontextmanager
async def choosing(**changes: Any) -> AsyncIterator[tuple[WidgetApp, Form, Pilot[None]]]:
    """Give a running app with one field to choose in, and a line after it."""
    given: dict[str, Any] = {"kind": "choice", "value": "care", "choices": KINDS} | changes
    form = Form([FieldSpec("pick", "Soort zorg", **given), FieldSpec("after", "Daarna", "text")])
    app = WidgetApp(form)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        yield app, form, pilot


@pytest.mark.parametrize(
    ("keys", "required", "key"),
    [
        ("right", True, "guidance"),
        ("l l", True, "group"),
        ("left", True, "nursing"),
        ("h h", True, "physio"),
        ("h h", False, None),
        ("h h h", False, "physio"),
        ("delete", False, None),
        ("backspace", True, "care"),
        ("delete right", False, "nursing"),
    ],
)
async def test_left_and_right_change_a_choice(keys: str, required: bool, key: str | None) -> None:
    """The choices go round; one that is not required can be none at all."""
    async with choosing(required=required) as (_app, form, pilot):
        await pilot.press(*keys.split())
        assert form.values()["pick"] == key


@pytest.mark.parametrize("opener", ["space", "enter", "slash"])
async def test_a_list_opens_that_filters_by_typing(opener: str) -> None:
    """Typed words narrow the list, whatever their case and accents; Enter takes the one under the cursor."""
    async with choosing() as (app, form, pilot):
        await pilot.press(opener)
        assert isinstance(app.screen, ChoicePopup)
        options = app.screen.query_one(OptionList)
        assert options.option_count == len(KINDS) + 1
        assert options.highlighted == 2
        await pilot.press(*"GROEP")
        assert options.option_count == 1
        await pilot.press("enter")
        assert form.values()["pick"] == "group"
        assert app.focused is form.query_one("#field-pick")


async def test_arrows_move_through_the_list() -> None:
    """Up and down move the cursor, and stop at the ends; letters keep going to the filter."""
    async with choosing(required=True) as (app, form, pilot):
        await pilot.press("space", "down", "down", "pagedown", "down", "up", "enter")
        assert form.values()["pick"] == "group"
        await pilot.press("space", "pageup", "up", "enter")
        assert form.values()["pick"] == "nursing"
        await pilot.press("space", "j")
        assert app.screen.query_one(OptionList).option_count == 1


async def test_letters_move_through_the_list_once_it_has_the_keyboard() -> None:
    """In the field a letter is a letter; after Tab it moves as everywhere."""
    async with choosing() as (app, form, pilot):
        await pilot.press("space", "tab", "j", "j", "k", "enter")
        assert not isinstance(app.screen, ChoicePopup)
        assert form.values()["pick"] == "guidance"


async def test_escape_closes_the_list_without_choosing() -> None:
    """The choice stays as it was, and the form is untouched."""
    async with choosing() as (app, form, pilot):
        await pilot.press("space", "down", "escape")
        assert not isinstance(app.screen, ChoicePopup)
        assert form.values()["pick"] == "care"
        assert not form.dirty


async def test_a_list_in_which_nothing_matches_says_so() -> None:
    """Enter does nothing then, and deleting brings the list back."""
    async with choosing() as (app, form, pilot):
        await pilot.press("space", *"zzz", "enter")
        assert isinstance(app.screen, ChoicePopup)
        assert sees(app, "Niets gevonden.")
        await pilot.press("ctrl+u", "enter")
        assert form.values()["pick"] is None


async def test_nothing_can_be_chosen_from_the_list() -> None:
    """A choice that is not required has that entry first."""
    async with choosing() as (_app, form, pilot):
        await pilot.press("space", *"geen keuze", "enter")
        assert form.values()["pick"] is None


async def test_clicking_opens_and_takes() -> None:
    """The mouse does what the keys do."""
    async with choosing(required=True) as (_app, form, pilot):
        await pilot.click("#field-pick")
        await pilot.click(OptionList, offset=(2, 0))
        assert form.values()["pick"] == "nursing"


async def test_a_required_choice_must_be_made() -> None:
    """Without a value it says so on submitting, and shows that nothing is chosen yet."""
    async with choosing(value=None, required=True) as (app, form, pilot):
        assert sees(app, "‹ (nog niet gekozen) ›  –/5")
        await pilot.press("ctrl+s")
        assert sees(app, "! Kies er een.")
        await pilot.press("right")
        assert form.values()["pick"] == "nursing"
        assert not sees(app, "! ")


async def test_a_key_that_is_no_longer_on_offer_is_kept() -> None:
    """An old code stays until the user chooses another, in both kinds."""
    async with choosing(value="oud") as (app, form, _pilot):
        assert sees(app, "‹ oud ›  6/6")
        assert form.values()["pick"] == "oud"
    async with choosing(kind="choices", value=["oud", "care"]) as (app, form, _pilot):
        assert sees(app, "[x] oud")
        assert form.values()["pick"] == ["care", "oud"]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("space", ["nursing", "care"]),
        ("down space", []),
        ("j j space", ["care", "guidance"]),
        ("end space", ["care", "physio"]),
        ("G k space home space", ["nursing", "care", "group"]),
        ("space space", ["care"]),
    ],
)
async def test_space_takes_and_puts_back_in_a_list(keys: str, chosen: list[str]) -> None:
    """The answer is in the order of the choices, whatever the order of taking."""
    async with choosing(kind="choices", value=["care"]) as (_app, form, pilot):
        await pilot.press(*keys.split())
        assert form.values()["pick"] == chosen


async def test_the_list_shows_its_cursor_and_its_crosses() -> None:
    """Both are signs, so that they read without colour; without focus there is no cursor."""
    async with choosing(kind="choices", value=["care"]) as (app, _form, pilot):
        await pilot.press("down")
        assert sees(app, "▸[x] Persoonlijke verzorging")
        assert sees(app, " [ ] Verpleging")
        await pilot.press("tab")
        assert not sees(app, "▸")


async def test_a_long_list_scrolls_with_its_cursor() -> None:
    """Eight rows show; the cursor stays among them."""
    many = tuple((str(number), f"Keuze {number}") for number in range(40))
    async with choosing(kind="choices", value=[], choices=many) as (app, form, pilot):
        assert sum("Keuze" in line for line in seen(app)) == 8
        await pilot.press("end", "space")
        assert sees(app, "▸[x] Keuze 39")
        assert form.values()["pick"] == ["39"]


async def test_a_maximum_limits_how_many_are_taken() -> None:
    """The sentence says how many there may be and how many there are."""
    async with choosing(kind="choices", value=["care"], maximum=1) as (app, _form, pilot):
        await pilot.press("space")
        assert sees(app, "! Kies er hoogstens 1; dit zijn er 2.")


async def test_an_empty_list_says_so_and_lets_the_user_pass() -> None:
    """Space does nothing and down goes on."""
    async with choosing(kind="choices", value=[], choices=()) as (app, form, pilot):
        assert sees(app, "(niets te kiezen)")
        await pilot.press("space", "end", "home", "down")
        assert app.focused is form.query_one("#field-after")
        assert form.values()["pick"] == []


@pytest.mark.parametrize(("keys", "answer"), [("space", True), ("l", True), ("right left", False), ("h space", False)])
async def test_a_yes_or_no_changes_with_space_and_arrows(keys: str, answer: bool) -> None:
    """It shows as a box and a word."""
    async with choosing(kind="toggle", value=None, choices=()) as (app, form, pilot):
        assert sees(app, "[ ] nee")
        await pilot.press(*keys.split())
        assert form.values()["pick"] is answer
        assert sees(app, "[x] ja") is answer


async def test_clicking_changes_boxes() -> None:
    """A click on a row of a list, and on a yes or no."""
    async with choosing(kind="choices", value=[]) as (_app, form, pilot):
        await pilot.click("#field-pick", offset=(4, 2))
        assert form.values()["pick"] == ["guidance"]
    async with choosing(kind="toggle", value=False, choices=()) as (_app, form, pilot):
        await pilot.click("#field-pick")
        assert form.values()["pick"] is True


@pytest.mark.parametrize(
    ("label", "typed", "found"),
    [
        ("Fysiotherapie in het café", "cafe fys", True),
        ("Begeleiding", "GELEID", True),
        ("Begeleiding", "", True),
        ("Begeleiding", "geleid x", False),
    ],
)
def test_all_typed_words_must_occur(label: str, typed: str, found: bool) -> None:
    """In any order, case and accent."""
    assert matches(label, typed) == found
