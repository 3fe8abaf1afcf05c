"""The form, driven by keys: moving, reading, live checks, submitting."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from form_app import HOSTILE, WidgetApp, is_clean, seen, sees, today, type_in
from textual import events
from textual.widgets import Input

from widgets.form import FieldSpec, Form, FormInvalid

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from widgets.field_spec import FieldKind

KINDS = (("nursing", "Verpleging"), ("care", "Verzorging"), ("guidance", "Begeleiding"))
FIELDS = [
    FieldSpec("title", "Titel", "text", "Sam", help="Een korte naam.", required=True, maximum=12),
    FieldSpec("start", "Startdatum", "date", date(2026, 9, 1)),
    FieldSpec("minutes", "Minuten per week", "minutes", 90, maximum=2400),
    FieldSpec("time", "Vast moment", "time"),
    FieldSpec("group", "Groepsgrootte", "integer", maximum=12),
    FieldSpec("kind", "Soort zorg", "choice", "care", choices=KINDS, required=True),
    FieldSpec("counts", "Telt mee", "toggle", True),
    FieldSpec("themes", "Thema's", "choices", ["guidance"], choices=KINDS),
    FieldSpec("note", "Notitie", "long_text", "een\ntwee"),
]
START = {
    "title": "Sam",
    "start": date(2026, 9, 1),
    "minutes": 90,
    "time": None,
    "group": None,
    "kind": "care",
    "counts": True,
    "themes": ["guidance"],
    "note": "een\ntwee",
}


@asynccontextmanager
async def filling(
    *fields: FieldSpec, width: int = 80, height: int = 24
) -> AsyncIterator[tuple[WidgetApp, Form, Pilot[None]]]:
    """Give a running app with a form, its first field focused."""
    form = Form(fields or FIELDS, today=today)
    app = WidgetApp(form)
    async with app.run_test(size=(width, height), notifications=True, message_hook=app.note) as pilot:
        await pilot.pause()
        yield app, form, pilot


def focused(app: WidgetApp) -> str:
    """Return the name of the focused field."""
    assert app.focused is not None
    return (app.focused.id or "").removeprefix("field-")


async def test_an_untouched_form_gives_back_what_it_got() -> None:
    """All nine kinds return their value, and nothing counts as changed, also after walking through all fields."""
    async with filling() as (app, form, pilot):
        await pilot.press(*["tab"] * len(FIELDS))
        assert form.values() == START
        assert not form.dirty
        assert form.problems() == {}
        assert not app.heard(Form.Changed)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("down", "start"),
        ("tab tab", "minutes"),
        ("enter enter", "minutes"),
        ("down down up", "start"),
        ("up", "title"),
        ("tab shift+tab", "title"),
        ("down down down down down j", "counts"),
        ("down down down down down down k", "kind"),
        ("down down down down down down enter", "themes"),
        ("down down down down down down down up", "counts"),
        ("down down down down down down down down down down", "note"),
        ("tab tab tab tab tab tab tab tab down down", "note"),
        ("tab tab tab tab tab tab tab tab down up up", "themes"),
    ],
)
async def test_keys_move_between_fields(keys: str, name: str) -> None:
    """Arrows, tab and Enter move; j and k too outside text; a list and a text are first walked through."""
    async with filling() as (app, _form, pilot):
        await pilot.press(*keys.split())
        assert focused(app) == name


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("title", "h j k l", "Samh j k l"),
        ("start", "week 48", date(2026, 11, 23)),
        ("start", "morgen", date(2026, 9, 3)),
        ("minutes", "1u30", 90),
        ("minutes", "1,5 uur", 90),
        ("time", "915", 555),
        ("group", "7", 7),
        ("note", "nul ", "nul een\ntwee"),
    ],
)
async def test_typing_gives_values(name: str, typed: str, value: object) -> None:
    """Text is added to, the other kinds are typed over; each is read forgivingly."""
    async with filling() as (app, form, pilot):
        form.focus_field(name)
        await pilot.pause()
        await type_in(pilot, typed)
        assert form.values()[name] == value
        last = app.heard(Form.Changed)[-1]
        assert (last.form, last.control, last.field_name, last.value) == (form, form, name, value)


async def test_what_was_typed_is_rewritten_when_leaving() -> None:
    """A date that was typed as a week number stands there as a date afterwards, without a second change."""
    async with filling() as (app, form, pilot):
        form.focus_field("start")
        await pilot.pause()
        await type_in(pilot, "w48")
        assert sees(app, "= maandag 23 november 2026")
        changes = len(app.heard(Form.Changed))
        await pilot.press("tab")
        assert form.query_one("#field-start", Input).value == "23-11-2026"
        assert len(app.heard(Form.Changed)) == changes


async def test_typing_the_same_value_another_way_is_no_change() -> None:
    """A form is dirty when a value differs, not when a key was pressed."""
    async with filling() as (_app, form, pilot):
        form.focus_field("minutes")
        await pilot.pause()
        await type_in(pilot, "1u30")
        assert not form.dirty
        await type_in(pilot, "x")
        assert form.dirty


async def test_a_problem_shows_under_the_field_while_typing() -> None:
    """The message has a sign besides its colour, teaches, and goes when the text can be read."""
    async with filling() as (app, form, pilot):
        form.focus_field("start")
        await pilot.pause()
        await type_in(pilot, "3")
        assert sees(app, "! Typ een datum als 1-9-2026, 1/9, morgen of week 48.")
        assert form.problems() == {"start": "Typ een datum als 1-9-2026, 1/9, morgen of week 48."}
        with pytest.raises(FormInvalid) as refusal:
            form.values()
        assert list(refusal.value.problems) == ["start"]
        await type_in(pilot, "/9")
        assert not sees(app, "!")
        assert form.values()["start"] == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("name", "keys", "sentence"),
    [
        ("title", ["ctrl+u"], "Vul dit veld in."),
        ("title", ["ctrl+u", "space"], "Vul dit veld in."),
        ("title", ["x"] * 10, "Gebruik hoogstens 12 tekens; dit zijn er 13."),
        ("minutes", [*"2401"], "Vul hoogstens 2400 in."),
        ("group", [*"13"], "Vul hoogstens 12 in."),
        ("time", [*"25"], "Deze tijd bestaat niet: de dag loopt van 0:00 tot en met 23:59."),
    ],
)
async def test_required_and_maximum_are_checked(name: str, keys: list[str], sentence: str) -> None:
    """What is missing or too much is said in a sentence."""
    async with filling() as (_app, form, pilot):
        form.focus_field(name)
        await pilot.pause()
        await pilot.press(*keys)
        assert form.problems()[name].startswith(sentence)


async def test_an_optional_field_can_be_emptied() -> None:
    """Nothing filled in is None, or an empty text."""
    async with filling() as (_app, form, pilot):
        for name in ("start", "minutes"):
            form.focus_field(name)
            await pilot.pause()
            await pilot.press("backspace")
        values = form.values()
        assert (values["start"], values["minutes"]) == (None, None)


async def test_ctrl_s_submits_from_anywhere() -> None:
    """Also from a text of several lines, where Enter starts a new line."""
    async with filling() as (app, form, pilot):
        form.focus_field("note")
        await pilot.pause()
        await pilot.press("down", "end", "enter", "x", "ctrl+s")
        assert [message.form for message in app.heard(Form.Submitted)] == [form]
        assert form.values()["note"] == "een\ntwee\nx"


async def test_enter_on_the_last_line_submits() -> None:
    """Enter walks through the lines and submits from the last."""
    async with filling(*FIELDS[:3]) as (app, _form, pilot):
        await pilot.press("enter", "enter")
        assert not app.heard(Form.Submitted)
        await pilot.press("enter")
        assert len(app.heard(Form.Submitted)) == 1


async def test_submitting_with_a_problem_goes_to_the_first_one() -> None:
    """Nothing is submitted; every problem shows, also of fields that were never visited."""
    fields = [*FIELDS[:3], FieldSpec("school", "School", "text", required=True)]
    async with filling(*fields) as (app, form, pilot):
        assert not sees(app, "!")
        form.focus_field("minutes")
        await pilot.pause()
        await pilot.press("x", "up", "up", "ctrl+s")
        assert focused(app) == "minutes"
        assert list(form.problems()) == ["minutes", "school"]
        assert sum("! " in line for line in seen(app)) == 2
        assert not app.heard(Form.Submitted)


async def test_a_refusal_from_outside_shows_until_it_is_dealt_with() -> None:
    """The store's sentence stands under the field, which gets the focus; editing takes it away."""
    async with filling() as (app, form, pilot):
        form.set_problem("group", "Deze groep [/] is vol.")
        await pilot.pause()
        assert focused(app) == "group"
        assert sees(app, "! Deze groep [/] is vol.")
        assert form.problems() == {"group": "Deze groep [/] is vol."}
        await pilot.press("5")
        assert form.problems() == {}
        assert not sees(app, "Deze groep")


async def test_a_refusal_does_not_block_submitting_again() -> None:
    """What was wrong may be put right in another field, so submitting asks anew."""
    async with filling() as (app, form, pilot):
        form.set_problem("start", "De start ligt na het einde.")
        await pilot.press("ctrl+s")
        assert len(app.heard(Form.Submitted)) == 1
        assert form.problems() == {}


async def test_an_unknown_field_is_a_mistake_of_the_program() -> None:
    """Naming a field that is not there fails."""
    async with filling() as (_app, form, _pilot):
        with pytest.raises(KeyError):
            form.set_problem("nergens", "x")


async def test_the_help_of_the_focused_field_shows() -> None:
    """Its own sentence, or how to fill in this kind."""
    async with filling() as (app, _form, pilot):
        assert sees(app, "Een korte naam.")
        await pilot.press("tab")
        assert sees(app, "= dinsdag 1 september 2026  Typ een datum als")
        assert not sees(app, "Een korte naam.")


def swv(text: str) -> str:
    """Return a code in capitals, or refuse it."""
    code = text.replace(" ", "").replace(".", "").upper()
    if code and not code.startswith("PO"):
        raise ValueError("Typ PO en vier cijfers.")
    return code


async def test_a_text_with_a_notation_is_read_back_while_typing_and_rewritten_when_left() -> None:
    """The line under the form says what was understood; the value is the usual notation."""
    async with filling(FieldSpec("swv", "Swv", "text", usual=swv), FieldSpec("x", "X", "text")) as (app, form, pilot):
        await type_in(pilot, "po 20.01")
        assert sees(app, "= PO2001")
        await pilot.press("tab")
        assert app.query_one("#field-swv", Input).value == "PO2001"
        assert form.values()["swv"] == "PO2001"
        await pilot.press("shift+tab")
        assert not sees(app, "= PO2001")


async def test_a_text_that_its_notation_cannot_read_is_refused_with_the_sentence() -> None:
    """At the field itself, before anything is saved; an emptied field is fine."""
    async with filling(FieldSpec("swv", "Swv", "text", usual=swv), FieldSpec("x", "X", "text")) as (app, form, pilot):
        await type_in(pilot, "xx")
        await pilot.press("tab")
        assert sees(app, "! Typ PO en vier cijfers.")
        assert form.problems() == {"swv": "Typ PO en vier cijfers."}
        await pilot.press("shift+tab", "backspace", "backspace")
        assert form.problems() == {}


@pytest.mark.parametrize(("width", "beside"), [(80, True), (60, False)])
async def test_labels_stand_beside_wide_fields_and_above_narrow_ones(width: int, beside: bool) -> None:
    """At 80 columns a field is one line; at 60 it is a label with the field under it."""
    async with filling(*FIELDS[:5], width=width, height=20) as (app, form, _pilot):
        label, field = form.query_one("#label-title").region, form.query_one("#field-title").region
        assert (label.y == field.y) == beside
        assert (label.bottom <= field.y) != beside
        assert field.right <= width
        assert any("Titel *" in line for line in seen(app))


async def test_the_form_follows_the_width_of_the_screen() -> None:
    """Making the screen narrower moves the labels above, and back."""
    async with filling(*FIELDS[:5]) as (_app, form, pilot):
        for width, narrow in ((60, True), (90, False)):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert form.has_class("-narrow") == narrow


async def test_the_focused_row_is_in_view_and_marked() -> None:
    """In a low screen the form scrolls with the focus; the focused row has a bar at its left."""
    async with filling(width=60, height=10) as (app, form, pilot):
        form.focus_field("counts")
        await pilot.pause()
        rows = [line for line in seen(app) if "Telt mee" in line or "[x] ja" in line]
        assert len(rows) == 2
        assert all(line.startswith("█") for line in rows)


@pytest.mark.parametrize("kind", ["text", "long_text", "choice", "choices"])
async def test_hostile_text_survives_everywhere(kind: FieldKind) -> None:
    """Labels, help, choices and values may hold anything: nothing crashes, is obeyed, or is lost."""
    fields = [
        FieldSpec(
            f"field{number}",
            text,
            kind,
            [text] if kind == "choices" else text,
            help=text,
            choices=((text, text), ("other", text)) if number % 2 else (),
        )
        for number, text in enumerate(HOSTILE)
    ]
    async with filling(*fields) as (app, form, pilot):
        for field in fields:
            assert is_clean(app)
            form.set_problem(field.name, field.label)
            await pilot.pause()
        assert is_clean(app)
        assert form.values() == {field.name: field.value for field in fields}


async def test_hostile_text_survives_editing_and_copying() -> None:
    """Adding a letter changes nothing else of a line; copying and pasting brings it over, line breaks as spaces."""
    texts = [HOSTILE[0], *(text for text in HOSTILE if not text.isprintable())]
    fields = [FieldSpec(f"field{number}", "Regel", "text", text) for number, text in enumerate(texts)]
    async with filling(*fields, FieldSpec("other", "Ander", "text")) as (app, form, pilot):
        for field, text in zip(fields, texts, strict=True):
            form.focus_field(field.name)
            await pilot.pause()
            await pilot.press("end", "x", "ctrl+shift+a", "ctrl+c")
            form.focus_field("other")
            await pilot.pause()
            await pilot.press("ctrl+shift+a", "ctrl+v")
            values = form.values()
            assert values[field.name] == text + "x"
            assert values["other"] == " ".join((text + "x").splitlines())
            assert is_clean(app)


async def test_a_lone_surrogate_can_be_shown_and_copied() -> None:
    """Half a character from a broken file does not stop the app; the clipboard gets a replacement."""
    fields = [FieldSpec("line", "Regel", "text", "a\ud800b"), FieldSpec("lines", "Regels", "long_text", "a\ud800b")]
    async with filling(*fields) as (app, form, pilot):
        for name in ("line", "lines"):
            form.focus_field(name)
            await pilot.pause()
            await pilot.press("home", "shift+end", "ctrl+c")
            assert app.clipboard == "a?b"
        assert form.values() == {"line": "a\ud800b", "lines": "a\ud800b"}
        assert is_clean(app)


async def test_pasting_several_lines_into_one_keeps_them_all() -> None:
    """Line breaks become spaces; nothing is dropped unseen."""
    async with filling(FieldSpec("line", "Regel", "text")) as (app, form, pilot):
        assert app.focused is not None
        app.focused.post_message(events.Paste("een\ntwee\r\ndrie\n"))
        await pilot.pause()
        assert form.values()["line"] == "een twee drie"
