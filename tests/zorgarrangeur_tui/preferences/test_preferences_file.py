"""Reading and keeping what the user chose: never a crash, each refusal told, and nothing of anybody else is lost."""

from __future__ import annotations

import multiprocessing
import os
import re
import stat
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgarrangeur_tui.preferences import preferences_writer
from zorgarrangeur_tui.preferences.preferences_file import (
    KEYS,
    NotReadable,
    allowed,
    parsed,
    read_preferences,
    read_table,
)
from zorgarrangeur_tui.preferences.preferences_text import new_text, with_keys, with_value
from zorgarrangeur_tui.preferences.preferences_writer import (
    PreferencesFileBroken,
    PreferencesNotKept,
    keep_keys,
    keep_value,
    set_aside,
)
from zorgarrangeur_tui.preferences.schema import (
    CLIPBOARD_SECONDS,
    FIRST_MODE,
    MOTION,
    MOUSE,
    SCHEMA,
    THEME,
    Kind,
    Preference,
    Value,
    preference_named,
)
from zorgarrangeur_tui.preferences.value_words import NoSuchValue, value_typed, value_words

WRITTEN_BY_HAND = """\
# Van mij.
kleuren = "zorg-licht"   # in de zon
klembord-seconden = 10
eigen = { a = [1, 2], "b c" = nan }

# Toetsen die ik anders wil.
[toetsen]
# hulp
Help = "f1"  # zoals thuis
record-table.up = "up"
"""


def values_of(preference: Preference) -> st.SearchStrategy[Value]:
    """Return every value that a preference can have."""
    match preference.kind:
        case Kind.CHOICE:
            return st.sampled_from(list(preference.choices or {}))
        case Kind.YES_NO:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(preference.least, preference.most)


def plain(value: object) -> object:
    """Return a value that is equal to another when both hold the same, also where that is no number."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return repr(value)


choices = st.sampled_from(SCHEMA).flatmap(lambda one: st.tuples(st.just(one), values_of(one)))
anything = st.recursive(
    st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text(max_size=8) | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from([one.name for one in SCHEMA]) | st.just(KEYS) | st.text(max_size=8)
tables = st.dictionaries(names, anything, max_size=6)


@settings(deadline=None)
@given(tables)
def test_whatever_toml_says_is_taken_or_told(table: dict[str, object]) -> None:
    """Each setting in a file is either in force or named in a sentence; the keys likewise."""
    text = tomli_w.dumps(table)
    read = read_table(tomllib.loads(text), text)
    for name in table.keys() - {KEYS}:
        told = any(name[:40] in refused.sentence for refused in read.refused)
        assert told != (name in read.preferences.values)
    for name, value in read.preferences.values.items():
        preference = preference_named(name)
        assert preference is not None
        assert allowed(preference, value)
    keys = table.get(KEYS, {})
    if not isinstance(keys, dict) or any(not isinstance(value, str | dict) for value in keys.values()):
        assert any(KEYS in refused.sentence for refused in read.refused)


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.sampled_from([b"[" * 9000, b"a." * 9000]))
def test_no_file_stops_the_app(data: bytes) -> None:
    """Also what is no text, no TOML or far too deep; what cannot be read is told and then not written either."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instellingen.toml"
        path.write_bytes(data)
        read = read_preferences(path)
        assert bool(read.refused) or not read.broken
        if read.broken:
            with pytest.raises(PreferencesFileBroken):
                keep_value(path, MOUSE, False)
            assert path.read_bytes() == data


@settings(deadline=None)
@given(tables, st.lists(choices, min_size=1, max_size=4))
def test_what_is_set_is_read_back_and_the_rest_stays(
    table: dict[str, object], chosen: list[tuple[Preference, Value]]
) -> None:
    """A choice changes its own line only, whatever else stands in the file; or it is refused and nothing changes."""
    text = tomli_w.dumps(table)
    for preference, value in chosen:
        before = tomllib.loads(text)
        try:
            text = with_value(text, preference, value)
        except NotReadable:
            assert isinstance(before[preference.name], list | dict)
            continue
        assert plain(tomllib.loads(text)) == plain({**before, preference.name: value})
        assert read_table(tomllib.loads(text)).preferences[preference] == value


@settings(deadline=None)
@given(st.lists(choices, min_size=1, max_size=6), st.lists(st.sampled_from(["f1", "f12,ctrl+k", None]), max_size=3))
def test_remarks_and_order_survive(chosen: list[tuple[Preference, Value]], keys: list[str | None]) -> None:
    """What somebody wrote by hand stays where it was, after any number of choices and other keys."""
    text = WRITTEN_BY_HAND
    for preference, value in chosen:
        text = with_value(text, preference, value)
    for each in keys:
        text = with_keys(text, "Help", each)
    for remark in re.findall("#.*", WRITTEN_BY_HAND):
        assert remark in text
    places = [text.index(part) for part in ("kleuren =", "klembord-seconden =", "eigen =", "[toetsen]", "record-table")]
    assert places == sorted(places)


def test_a_new_file_explains_every_setting(tmp_path: Path) -> None:
    """It is private, says what each may be, and changes nothing by itself."""
    path = tmp_path / "map" / "instellingen.toml"
    keep_value(path, THEME, "zorg-licht")
    text = " ".join(path.read_text(encoding="utf-8").replace("# ", "").split())
    for preference in SCHEMA:
        assert preference.explanation in text
    assert read_table(parsed(new_text())).preferences.values == {one.name: one.default for one in SCHEMA}
    assert read_preferences(path).preferences.word(THEME) == "zorg-licht"
    if sys.platform != "win32":
        assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]


def test_keys_are_kept_in_a_table_of_their_own(tmp_path: Path) -> None:
    """An id with a dot too; None gives an act its own key back and leaves what was remarked."""
    path = tmp_path / "instellingen.toml"
    path.write_text(WRITTEN_BY_HAND, encoding="utf-8")
    keep_keys(path, "filter-bar.clear", "ctrl+w")
    keep_keys(path, "Help", None)
    assert dict(read_preferences(path).preferences.keys) == {"record-table.up": "up", "filter-bar.clear": "ctrl+w"}
    assert "# zoals thuis" in path.read_text(encoding="utf-8")


def test_each_refusal_names_its_line(tmp_path: Path) -> None:
    """A misspelled name, a value that cannot be, and where a file stops being TOML."""
    path = tmp_path / "instellingen.toml"
    path.write_text('# x\nkleurem = "zorg-licht"\nmuis = "soms"\n[toetsen]\nHelp = 3\n', encoding="utf-8")
    told = [str(refused) for refused in read_preferences(path).refused]
    assert [line[:8] for line in told] == ["Regel 2:", "Regel 3:", "Regel 5:"]
    assert "Bedoelt u 'kleuren'?" in told[0]
    path.write_text("a = 1\nkleuren = \n", encoding="utf-8")
    read = read_preferences(path)
    assert read.broken
    assert str(read.refused[0]).startswith("Regel 2:")


def test_a_choice_may_be_written_as_the_screen_says_it() -> None:
    """Who reads "Licht" on the screen writes that in the file."""
    assert read_table({"kleuren": "Licht", "eerste-scherm": "Planning"}).preferences.values == {
        "kleuren": "zorg-licht",
        "eerste-scherm": "planning",
    }


def test_a_broken_file_goes_aside_whole(tmp_path: Path) -> None:
    """It gets a name that nothing has yet."""
    path = tmp_path / "instellingen.toml"
    asides = []
    for content in ("a = [", "b = ["):
        path.write_text(content, encoding="utf-8")
        asides.append(set_aside(path))
        keep_value(path, MOTION, "geen")
    assert [aside.read_text(encoding="utf-8") for aside in asides] == ["a = [", "b = ["]
    assert read_preferences(path).preferences.word(MOTION) == "geen"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_followed_nowhere(tmp_path: Path) -> None:
    """Not to read and not to write: what it points to stays as it is."""
    elsewhere = tmp_path / "elders.toml"
    elsewhere.write_text('kleuren = "zorg-licht"\n', encoding="utf-8")
    path = tmp_path / "instellingen.toml"
    path.symlink_to(elsewhere)
    assert "verwijzing" in str(read_preferences(path).refused[0])
    with pytest.raises(PreferencesFileBroken):
        keep_value(path, THEME, "zorg-donker")
    assert elsewhere.read_text(encoding="utf-8") == 'kleuren = "zorg-licht"\n'
    assert path.is_symlink()


def test_a_disk_that_refuses_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says that nothing was changed, and nothing was."""
    path = tmp_path / "instellingen.toml"
    keep_value(path, THEME, "zorg-licht")
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PreferencesNotKept, match="niets in gewijzigd"):
        keep_value(path, THEME, "zorg-donker")
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == [".instellingen.toml.slot", "instellingen.toml"]


def _choose_often(path: Path, name: str, last: Value) -> None:
    preference = preference_named(name)
    assert preference is not None
    for _ in range(15):
        keep_value(path, preference, preference.default)
        keep_value(path, preference, last)


def test_two_apps_that_choose_at_once_keep_both_choices(tmp_path: Path) -> None:
    """Each choice is written over the newest file, so that nobody's choice is put back."""
    path = tmp_path / "instellingen.toml"
    spawn = multiprocessing.get_context("spawn")
    chosen = [(THEME, "zorg-licht"), (CLIPBOARD_SECONDS, 7)]
    apps = [spawn.Process(target=_choose_often, args=(path, one.name, value)) for one, value in chosen]
    for app in apps:
        app.start()
    for app in apps:
        app.join()
    assert [app.exitcode for app in apps] == [0, 0]
    preferences = read_preferences(path).preferences
    assert [preferences[one] for one, _ in chosen] == ["zorg-licht", 7]


@settings(deadline=None)
@given(choices)
def test_a_value_is_typed_as_it_is_read(chosen: tuple[Preference, Value]) -> None:
    """What the screen says, and what the file says, both give the value back."""
    preference, value = chosen
    assert value_typed(preference, value_words(preference, value).upper()) == value
    assert value_typed(preference, str(value)) == value


@pytest.mark.parametrize("typed", ["", "31", "-1", "1e3", "٣", "dertig", "9" * 5000])
def test_a_number_out_of_bounds_is_refused(typed: str) -> None:
    """The sentence says which numbers can be."""
    with pytest.raises(NoSuchValue, match="van 5 tot en met 30"):
        value_typed(CLIPBOARD_SECONDS, typed)


def test_the_schema_is_sound() -> None:
    """Names are plain and unique, defaults are possible, and each setting is explained in whole sentences."""
    assert len({one.name for one in SCHEMA}) == len({one.label for one in SCHEMA}) == len(SCHEMA)
    for one in SCHEMA:
        assert re.fullmatch("[a-z]+(-[a-z]+)*", one.name)
        assert one.name != KEYS
        assert allowed(one, one.default)
        assert one.explanation.endswith(".")
        assert (one.kind is Kind.NUMBER) == bool(one.unit)
    assert FIRST_MODE.default == "vandaag"
    assert preferences_writer.PreferencesNotKept.sentence.endswith(".")
