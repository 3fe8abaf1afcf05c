"""Whatever is typed as FIELD=VALUE: it is done, or it is refused with a sentence; nothing in between."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from cli_kit import CommandLine
from every_record import IDS, add_every_record
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_world import in_memory_folder
from store_kit import quick_create
from store_samples import counts_behind

from storage.errors import StorageError
from storage.field_values import field_names
from storage.models import RECORD_TYPES
from storage.store import Store
from storage.undo import undo
from zorgarrangeur_tui.desk.case_parts import ADDABLE, add_part
from zorgarrangeur_tui.desk.moves import add_residence
from zorgarrangeur_tui.desk.records import change_record
from zorgarrangeur_tui.verbs.code_names import CASE_PARTS
from zorgarrangeur_tui.verbs.code_names import RECORD_TYPES as TYPED
from zorgarrangeur_tui.verbs.field_text import read_fields

MARK = "Wizzrykje"
"""A word that no sentence of the app has: one that comes back was typed."""

ODD = st.sampled_from(
    [
        "", " ", "=", "-", "--", "-1", "0", "9" * 18, "9" * 40, "1e9", "NaN", "0x10", "\u0663", "1_000", "\u00b2",
        "[]", "[[", "[1]", "{}", "null", "true", "[[[[[[", "[" * 3000, '"' + MARK, "\\u0000",
        "ja", "nee", "misschien", MARK, f"{MARK} Qvandobbel",
        "31-2-2026", "0000-00-00", "9999-12-31", "1-1-1", "1-1-10000", "week 99", "morgen", "25:00", "9:75", "-9:00", "24:00",
        "ma 9-12", "ma 12-9", "za 9-99", f"{MARK} 9-12", "ma", "7",
        "1.000.000,00", "\u20ac", "1,2,3", "-5,00", "9" * 30 + ",00", "1e400",
        "Jeugdwet 60, EMB 40", "Jeugdwet 60", "Jeugdwet " + "9" * 40, f"{MARK} 100", "youth_act:100", ":", "youth_act:-1",
        "running", "youth_act", "home,home", ",,,", "a" * 30_000, "%s{0}", "[b]vet", "\U0001f4db", "\u202eabc", "\x1b[2J",
        "x\x00y", "111222333", "\n\n", "abc123", "abcdef", IDS["school"], IDS["care_need"], IDS["provision"],
    ]
)  # fmt: skip
VALUES = st.one_of(ODD, st.text(max_size=12), st.integers().map(str), st.dates().map(str))


@cache
def store() -> Store:
    """Return a store with a record of every kind, which stays open."""
    made = quick_create(in_memory_folder() / "opslag")
    add_every_record(made, lambda record_type, field: f"{record_type} {field}")
    return made


def words(record_type: str) -> st.SearchStrategy[list[str]]:
    """Return what may be typed behind a verb for one type: mostly its fields, now and then something else."""
    names = st.sampled_from([*field_names(RECORD_TYPES[record_type]), "id", f"{MARK}veld", "", "next-action"])
    return st.lists(st.one_of(st.tuples(names, VALUES).map("=".join), st.just(MARK)), min_size=1, max_size=3)


def typed(types: tuple[str, ...]) -> st.SearchStrategy[tuple[str, list[str]]]:
    """Return a type with words for it."""
    return st.sampled_from(types).flatmap(lambda one: st.tuples(st.just(one), words(one)))


@settings(max_examples=120, deadline=None)
@given(typed(tuple(RECORD_TYPES)))
def test_a_change_is_done_or_refused(given_words: tuple[str, list[str]]) -> None:
    """A refusal tells what to do, never what was typed, and leaves everything as it was."""
    record_type, fields = given_words
    model, before = RECORD_TYPES[record_type], counts_behind(store())
    try:
        values = read_fields(store(), model, fields)
        change_record(store(), model, IDS[record_type], values, "Gewijzigd")
    except StorageError as refusal:
        assert MARK not in str(refusal)
        assert len(str(refusal)) > 10
        assert counts_behind(store()) == before
        return
    if counts_behind(store()) != before:
        take_back()


@settings(max_examples=120, deadline=None)
@given(typed(ADDABLE))
def test_a_part_is_added_or_refused(given_words: tuple[str, list[str]]) -> None:
    """The same for what is added to a case."""
    record_type, fields = given_words
    before = counts_behind(store())
    try:
        values = read_fields(store(), RECORD_TYPES[record_type], fields)
        if record_type == "residence":
            add_residence(store(), IDS["case"], IDS["pupil"], values)
        else:
            add_part(store(), record_type, IDS["case"], IDS["pupil"], values)
    except StorageError as refusal:
        assert MARK not in str(refusal)
        assert counts_behind(store()) == before
        return
    take_back()


def take_back() -> None:
    """Undo what was done, so that the next example begins with the same."""
    with store().unit_of_work("Ongedaan gemaakt") as work:
        undo(work)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line on a store of its own."""
    folder: Path = tmp_path_factory.mktemp("verbs") / "opslag"
    with quick_create(folder) as made:
        add_every_record(made, lambda record_type, field: f"{record_type} {field}")
    return CommandLine(folder)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_the_verbs_end_with_done_or_refused(line: CommandLine, data: st.DataObject) -> None:
    """Exit code 0 or 3, one sentence and no trace of a fault."""
    adds = data.draw(st.booleans())
    name = data.draw(st.sampled_from(CASE_PARTS if adds else tuple(TYPED)))
    record_type = TYPED[name]
    fields = [word for word in data.draw(words(record_type)) if not word.startswith("-")] or [MARK]
    pupil = ("--pupil", IDS["pupil"]) if "pupil_id" in RECORD_TYPES[record_type].model_fields else ()
    where = ("--case", IDS["case"], *pupil) if adds else (IDS[record_type],)
    result = line.on_store(*(("add", "part", name) if adds else ("change", name)), *where, *fields)
    assert result.exit_code in (0, 3), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 3:
        assert result.stderr.strip()
        assert MARK not in result.stderr
        assert "Traceback" not in result.stderr
    elif "Gewijzigd" in result.stdout or "Toegevoegd" in result.stdout:
        line.on_store("undo")
