"""A story is read strictly, and what is not understood is told with its step and the nearest word."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.testkit.story import Begin, Step, Story, StoryFault, TableCheck
from zorgarrangeur_tui.testkit.story_file import parse_story, read_story
from zorgarrangeur_tui.testkit.story_keys import key_named
from zorgarrangeur_tui.testkit.story_text import story_text

WHOLE = """
titel = "Alles"
begin = "lege opslag"
samen_met = "Bas"
grootte = "80x24"
klok = 2026-11-23T09:00:00
[bestanden]
"lijst.csv" = "a;b"
[[stap]]
doe = "Van alles"
wie = "Bas"
klok = "3 dagen"
toetsen = ["2", "Ctrl+L", "spatie", "/", "Esc", "omlaag"]
vul = { Naam = "De Wilg" }
typ = "tekst"
daarna = "enter"
scherm = "CasesScreen"
zie = "Casussen"
tabel = { naam = "case-table", rijen = 3, bevat = "x", niet = ["y", "z"] }
veld = { Naam = "De Wilg" }
bestand = ["{map}/lijst.csv"]
"""


def test_every_word_of_a_story_is_understood() -> None:
    """A lone text counts for a list of one, and keys may be written as the footer shows them."""
    story = parse_story(WHOLE)
    assert (story.begin, story.beside, story.size) == (Begin.EMPTY, "Bas", (80, 24))
    assert story.moment == datetime(2026, 11, 23, 9)  # noqa: DTZ001 - a time on the wall
    [step] = story.steps
    assert step.keys == ("2", "ctrl+l", "space", "/", "escape", "down")
    assert (step.clock, step.after, step.see) == (timedelta(days=3), ("enter",), ("Casussen",))
    assert step.tables == (TableCheck("case-table", 3, ("x",), (), ("y", "z")),)


def refusal(text: str) -> str:
    """Return why a story is refused."""
    with pytest.raises(StoryFault) as caught:
        parse_story(text, "proef.verhaal.toml")
    return str(caught.value)


STEP = 'titel = "t"\n[[stap]]\ntoetsen = "2"\n[[stap]]\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('titel = "t"', "er staat geen stap in"),
        ('titel = "t"\nstap = []', "er staat geen stap in"),
        ('titel = "t"\n[stap]\ntoetsen = "2"', "[[stap]], met dubbele haken"),
        ('[[stap]]\ntoetsen = "2"', "er staat geen titel"),
        ("titel = ", "geen goed TOML-bestand"),
        (STEP + 'zei = "x"', "stap 2: „zei” is hier geen bekend woord. Bedoelde u „zie”?"),
        (STEP + "wacht = 3", "stap 2: Een verhaal wacht nooit zelf"),
        (STEP + "zie = 3", "stap 2, „zie”: hier hoort een tekst of een lijst"),
        (STEP + "zie = []", "stap 2, „zie”: de lijst is leeg"),
        (STEP + 'doe = "niets"', "stap 2: hier wordt niets gedaan en niets verwacht"),
        (STEP + 'toetsen = ["entr"]', "stap 2, „toetsen”: „entr” is geen toets. Bedoelde u „enter”?"),
        (STEP + 'toetsen = ["wait:500"]', "„wait:500” is geen toets"),
        (STEP + 'grootte = "groot"', 'schrijf een grootte als "80x24"'),
        (STEP + 'klok = "morgen"', 'schrijf een tijd als "3 dagen"'),
        (STEP + 'wie = "Bas"', "stap 2, „wie”: in dit verhaal doen mee: Oefenaar."),
        (STEP + 'tabel = { naam = "t", bevt = "x" }', "een tabel kent „bevt” niet. Bedoelde u „bevat”?"),
        ('begin = "oefenregioo"\n' + STEP + 'zie = "x"', "Bedoelde u „oefenregio”?"),
        ("scholen = true\n" + STEP + 'zie = "x"', "hier hoort een getal van 1 tot en met 200"),
        ('[bestanden]\n"../x" = "y"\n' + STEP.partition("\n")[2], "geen gewone bestandsnaam"),
    ],
)
def test_what_is_not_understood_is_told(text: str, told: str) -> None:
    """With the file, the step and, where one is near, the word that was meant."""
    sentence = refusal(text)
    assert sentence.startswith("proef.verhaal.toml")
    assert told in sentence


def test_a_file_that_is_no_text_or_no_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """Whatever somebody names."""
    (tmp_path / "x.verhaal.toml").write_bytes(b"\xff\xfe")
    for name, told in (
        ("x.verhaal.toml", "geen tekst in UTF-8"),
        ("weg.verhaal.toml", "niet te lezen"),
        (".", "niet te lezen"),
    ):
        with pytest.raises(StoryFault, match=told):
            read_story(tmp_path / name)


def test_each_key_that_the_app_names_in_its_footer_can_be_written_so() -> None:
    """And a sign is itself."""
    assert [key_named(word) for word in ("Ctrl+Q", "F9", "Del", "Enter", "?", "G", "shift+tab", "question_mark")] == [
        "ctrl+q",
        "f9",
        "delete",
        "enter",
        "?",
        "G",
        "shift+tab",
        "question_mark",
    ]


WORDS = st.text("ab=#[]{}\"'\\é🙂 \t\n", min_size=1, max_size=6)
KEYS = st.sampled_from(["enter", "escape", "down", "ctrl+s", "2", "/", "question_mark", "space", "f9", "G"])
TABLES = st.builds(
    TableCheck,
    WORDS,
    st.integers(0, 900),
    *[st.lists(WORDS, max_size=2).map(tuple)] * 3,
)
STEPS = st.builds(
    Step,
    what=WORDS,
    keys=st.lists(KEYS, min_size=1, max_size=4).map(tuple),
    clock=st.none() | st.integers(1, 99_999).map(lambda seconds: timedelta(seconds=seconds)),
    size=st.none() | st.tuples(st.integers(1, 300), st.integers(1, 100)),
    fields=st.dictionaries(WORDS, WORDS, max_size=2),
    text=st.just("") | WORDS,
    after=st.lists(KEYS, max_size=2).map(tuple),
    see=st.lists(WORDS, max_size=3).map(tuple),
    notices=st.lists(WORDS, max_size=2).map(tuple),
    tables=st.lists(TABLES, max_size=2).map(tuple),
)
STORIES = st.builds(
    Story,
    WORDS,
    st.lists(STEPS, min_size=1, max_size=3).map(tuple),
    begin=st.sampled_from(Begin),
    school_count=st.integers(1, 200),
    size=st.tuples(st.integers(1, 300), st.integers(1, 100)),
    files=st.dictionaries(st.from_regex(r"\A[a-z]{1,8}\.csv\Z"), WORDS, max_size=2),
)


@given(STORIES)
def test_a_story_that_is_written_is_read_as_it_was(story: Story) -> None:
    """Whatever is in it."""
    assert parse_story(story_text(story)) == story


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_no_text_at_all_does_anything_but_be_refused(text: str) -> None:
    """In a sentence."""
    try:
        parse_story(STEP + text)
    except StoryFault as fault:
        assert str(fault).startswith("verhaal")
