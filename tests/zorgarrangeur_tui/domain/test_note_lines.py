"""Lines of a visit note: what they mean, and that nothing that is typed is lost."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import NoteItemKind
from zorgarrangeur_tui.day_reading import read_day
from zorgarrangeur_tui.domain.note_lines import (
    ActionLine,
    ItemLine,
    NextVisitLine,
    NoteLine,
    PurposeLine,
    RolesLine,
    parse_line,
    render_line,
)
from zorgarrangeur_tui.domain.note_text import parse_note, render_note

MONDAY = date(2026, 11, 23)
TRICKY = st.sampled_from(
    """! = ? + * | \\ @ @ib groep klas 3: met: doel: morgen 1/9 op voor actie: gezien: week 48 volgend bezoek: 1 september
    2026 9:15 : a_b x ziet""".split()  # noqa: SIM905  a list of words reads best as words
)
WORDS = st.lists(TRICKY | st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=6), min_size=1)
TEXTS = WORDS.map(" ".join)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
ROLE_LETTERS = st.text(st.sampled_from("abcdé-"), min_size=1, max_size=8)
WHO = st.lists(ROLE_LETTERS, max_size=3).map(" ".join)
GROUPS = st.sampled_from(["", "3", "2 geel", "klas 2b", "klas Zon", "7/8"])
LINES = st.one_of(
    st.builds(ItemLine, TEXTS, st.sampled_from([kind.value for kind in NoteItemKind]), GROUPS, st.booleans()),
    st.builds(ActionLine, TEXTS, WHO, st.none() | DAYS, st.booleans()),
    st.lists(ROLE_LETTERS, min_size=1, max_size=4, unique_by=str.casefold).map(lambda roles: RolesLine(tuple(roles))),
    st.builds(PurposeLine, TEXTS),
    st.builds(NextVisitLine, DAYS),
)


def day_of(text: str) -> date | None:
    """Read a day as on a Monday in November."""
    return read_day(text, MONDAY)


def meaning(line: str) -> NoteLine | None:
    """Return what a line means on that Monday."""
    return parse_line(line, day_of)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Onrustig na de pauze", ItemLine("Onrustig na de pauze")),
        ("groep 3: onrustig *", ItemLine("onrustig", group_name="3", shareable=True)),
        ("Klas 2b: rustig", ItemLine("rustig", group_name="klas 2b")),
        ("= 2 uur per week", ItemLine("2 uur per week", NoteItemKind.AGREEMENT)),
        ("? groep 3: wie tilt", ItemLine("wie tilt", NoteItemKind.QUESTION, "3")),
        ("+ een half uur minder*", ItemLine("een half uur minder", NoteItemKind.INVENTORY, shareable=True)),
        ("! bellen @ib-er morgen", ActionLine("bellen", "ib-er", MONDAY + timedelta(days=1))),
        ("actie: rooster mailen week 49 @zorg_coördinator", ActionLine("rooster mailen", "zorg coördinator", date(2026, 11, 30))),
        ("!rooster uiterlijk op 1/9 *", ActionLine("rooster", due_on=date(2027, 9, 1), shareable=True)),
        ("! mail @directeur. over de lift", ActionLine("mail @directeur. over de lift", "directeur")),
        ("met: ib-er, ouder, Ib-er", RolesLine(("ib-er", "ouder"))),
        ("doel: rooster bespreken", PurposeLine("rooster bespreken")),
        ("volgend bezoek: 1 december", NextVisitLine(date(2026, 12, 1))),
    ],
)  # fmt: skip
def test_how_a_line_begins_and_ends_says_what_it_is(typed: str, meant: NoteLine) -> None:
    """The signs that the capture teaches."""
    assert meaning(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["?", "*", "met:", "groep 3:", "groep 3 gaat om 9:15 naar gym", "+31 6 1234", "volgend bezoek: ooit", "@ib-er"],
)
def test_what_is_no_sign_is_seen_in_all_its_words(typed: str) -> None:
    """A half sign, a time, a phone number, a day that does not exist: text."""
    assert meaning(typed) == ItemLine(typed)


def test_an_action_needs_words_of_its_own() -> None:
    """A day or role alone is what is to be done, not when or by whom."""
    assert meaning("! morgen") == ActionLine("morgen")
    assert meaning("! @ib-er") == ActionLine("@ib-er")


@given(LINES)
def test_a_line_that_is_written_out_is_read_back_as_it_was(line: NoteLine) -> None:
    """Whatever its text: signs, days and roles in it are kept apart."""
    assert meaning(render_line(line, day_of)) == line


@given(st.text())
def test_whatever_is_typed_can_be_written_out_and_read_back(typed: str) -> None:
    """Also control characters and half signs."""
    text = parse_note(typed, day_of)
    written = "\n".join(render_line(line, day_of) for _, line in text.lines)
    assert [line for _, line in parse_note(written, day_of).lines] == [line for _, line in text.lines]


@given(st.lists(TEXTS | st.just(""), max_size=8))
def test_every_line_lands_somewhere_with_all_its_words(typed: list[str]) -> None:
    """Each line with words is one line of the note; every letter of them stands in it, but for signs, roles and days."""
    note = parse_note("\n".join(typed), day_of)
    assert [number for number, _ in note.lines] == [number for number, line in enumerate(typed, 1) if line.strip()]
    for number, line in note.lines:
        there = letters(typed[number - 1])
        if isinstance(line, ItemLine):
            assert there.endswith(letters(line.text))
            before = there[: len(there) - len(letters(line.text))]
            assert re.fullmatch(r"(afspraak|vraag|verandering|gezien)?((groep|klas).+)?", before)
            assert before.endswith(letters(line.group_name.removeprefix("klas ")))
        elif isinstance(line, ActionLine):
            assert letters(line.what) in there
            assert letters(line.who) in there


def letters(text: str) -> str:
    """Return only what a reader would miss, in small letters."""
    return re.sub(r"[\W_]", "", text).casefold()


@given(
    st.lists(ROLE_LETTERS, max_size=3, unique_by=str.casefold),
    TEXTS | st.just(""),
    st.none() | DAYS,
    st.lists(LINES.filter(lambda line: isinstance(line, ItemLine | ActionLine)), max_size=5),
)
def test_a_whole_note_is_read_back_as_it_was(
    present: list[str], purpose: str, next_visit: date | None, entries: list[ItemLine | ActionLine]
) -> None:
    """Head and lines, in the order in which they stood."""
    text = render_note(present=present, purpose=purpose, next_visit_on=next_visit, entries=entries, read_day=day_of)
    note = parse_note(text, day_of)
    assert (note.present, note.purpose, note.next_visit_on) == (tuple(present), purpose, next_visit)
    assert [line for _, line in note.entries] == entries


def test_a_second_day_for_the_next_visit_stays_in_the_note() -> None:
    """The first one counts; the other is not lost."""
    note = parse_note("volgend bezoek: 1/12\n\nvolgend bezoek: 2/12", day_of)
    assert note.next_visit_on == date(2026, 12, 1)
    assert note.entries == ((3, ItemLine("volgend bezoek: 2/12")),)
    assert note.at(2) is None
