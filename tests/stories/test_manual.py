"""The manual is true: its numbered steps are done in the real app, its pictures are there, its keys exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.keys.key_names import normal_key, written_key
from zorgarrangeur_tui.keys.keymap_catalogue import bindables
from zorgarrangeur_tui.testkit.manual_page import Chapter, read_chapters
from zorgarrangeur_tui.testkit.story_play import play

DOCS = Path(__file__).resolve().parents[2] / "docs"
MANUAL = DOCS / "handleiding.md"
CHAPTERS = [
    pytest.param(one, id=one.title, marks=pytest.mark.slow if one.story.beside else ()) for one in read_chapters(MANUAL)
]
KEY_ROW = re.compile(r"\| ([^|]+) \|")
ACT_WITH_KEY = re.compile(r"^\*\*[^*(]+\((\S+)(?: (?:in|via|op|of) [^)]+)?\)[.:]?\*\*", re.MULTILINE)


@pytest.mark.parametrize("chapter", CHAPTERS)
async def test_the_steps_of_the_manual_go_as_it_says(
    chapter: Chapter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each key is pressed, each text typed, and all that stands in bold is then on screen."""
    # Dialogs propose the home folder, where a chapter has its files.
    monkeypatch.setenv("HOME", str(tmp_path / "bestanden"))
    await play(chapter.story, tmp_path)


def test_the_manual_shows_a_day_a_week_and_the_first_time() -> None:
    """These are the parts that users follow, with pictures."""
    chapters = {one.title: one for one in read_chapters(MANUAL)}
    assert set(chapters) == {"De eerste keer", "De dag van een arrangeur", "De week van een coördinator"}
    assert all(one.pictures for one in chapters.values())


def test_every_picture_is_there_and_small() -> None:
    """Each that a page names exists, each that exists is named, and none makes a page slow to open."""
    pages = MANUAL.read_text(encoding="utf-8") + (DOCS.parent / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"pictures/([\w-]+\.svg)", pages))
    files = {file.name: file for file in (DOCS / "pictures").glob("*.svg")}
    assert named == set(files)
    assert {name: size for name, file in files.items() if (size := file.stat().st_size) > 60_000} == {}


def keys_in_tables() -> set[str]:
    """Return the keys in the first column of the tables of keys, by the app's names."""
    keys = set()
    for table in re.findall(
        r"^\| toets \|.*\n\|[-|]+\n((?:\|.*\n)+)", MANUAL.read_text(encoding="utf-8"), re.MULTILINE
    ):
        cells = [row.group(1) for line in table.splitlines() if (row := KEY_ROW.match(line))]
        keys |= {normal_key(one) or one for cell in cells for one in cell.split(" of ")}
    return keys


def test_every_key_in_the_manual_exists() -> None:
    """A key in a table, or behind the name of an act such as "Afwezig (A)", does something somewhere."""
    known = {key for one in bindables() for key in one.keys}
    behind_acts = {normal_key(one) or one for one in ACT_WITH_KEY.findall(MANUAL.read_text(encoding="utf-8"))}
    assert keys_in_tables()
    assert behind_acts
    assert (keys_in_tables() | behind_acts) - known == set()


def test_the_manual_has_every_key_that_works_everywhere() -> None:
    """Whoever adds one, tells it."""
    told = keys_in_tables()
    assert [
        written_key(one.key.split(",")[0]) for one in APP_ACTS if one.key and one.key.split(",")[0] not in told
    ] == []
