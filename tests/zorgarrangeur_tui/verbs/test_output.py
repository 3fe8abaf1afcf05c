"""What reaches the terminal: text that is safe, tables that line up, JSON that any script reads."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from storage.text_rules import has_forbidden_character
from zorgarrangeur_tui.verbs.output import WIDEST_COLUMN, json_text, table
from zorgarrangeur_tui.verbs.plain_output import cells, cut, shown

HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x07\x9b\u202e\u2066\ud800\r\n\t\x7f\u2028é漢")))


@given(HOSTILE)
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    """No control, bidi or surrogate character is left, and a line stays one line."""
    safe = shown(text)
    assert not has_forbidden_character(safe)
    assert not {"\n", "\t"} & set(safe)
    assert not [one for one in safe if unicodedata.category(one) in {"Zl", "Zp"}]
    assert shown(safe) == safe


@given(HOSTILE)
def test_lines_stay_lines_when_asked(text: str) -> None:
    """Only a line feed is left as it is."""
    assert not has_forbidden_character(shown(text, multiline=True).replace("\n", ""))


def test_ordinary_text_is_left_alone() -> None:
    """Accents and other scripts are no danger."""
    assert shown("Zoë ’t Œ – 漢字 👍") == "Zoë ’t Œ – 漢字 👍"
    assert shown("a\x1b[31mb\r\nc") == "a␛[31mb⏎c"


@given(HOSTILE, st.integers(1, 20))
def test_a_cut_text_fits(text: str, width: int) -> None:
    """It is never wider than asked, and whole when it fits."""
    safe = shown(text)
    assert cells(cut(safe, width)) <= width
    assert cut(safe, cells(safe) + 1) == safe


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=5))
def test_columns_line_up(rows: list[tuple[str, str, str]]) -> None:
    """A table has one line per row, and every column begins at the same cell in each."""
    lines = table(("Een", "Twee", "Drie"), [(*row[:2], "|") for row in rows])
    assert len(lines) == len(rows) + 1
    assert len({cells(line[: line.rindex("|")]) for line in lines[1:]}) <= 1
    assert all(cells(line) <= 3 * WIDEST_COLUMN + 4 for line in lines)


@given(HOSTILE)
def test_json_is_ascii_and_whole(text: str) -> None:
    """A script gets back what was in the store, whatever the terminal's encoding."""
    answer = json_text({"text": text})
    assert answer.isascii()
    assert not has_forbidden_character(answer)
    assert json.loads(answer) == {"text": text}
