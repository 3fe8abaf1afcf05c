"""Reading in a school list by keys: choose the file, look, decide."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from storage.models import School, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.records import change_record, living
from zorgarrangeur_tui.testing import open_app

if TYPE_CHECKING:
    from zorgarrangeur_tui.testing import Tester

HEADING = (
    "vestigingscode;brin_nummer;naam;type;denominatie;straat;huisnummer;huisletter;huisnummertoevoeging;postcode;"
    "plaats;gemeente;provincie;onderwijsgebied;leerlingen;lat;lon"
)


def line_of(code: str, name: str) -> str:
    """Return one line of a geocoded school list."""
    return f"{code};{code[:4]};{name};SO;Openbaar;Wilgenpad;1;;;3660AB;Vlonderdam;VLONDERDAM;Utrecht;X;90;52.1;5.3"


@pytest.fixture
def school_list(tmp_path: Path) -> Path:
    """Return a list with two new schools, one known school, and one line twice."""
    lines = [line_of("99YA00", "[red]De Roos"), line_of("99YA01", "De Brug"), line_of("99ZZ00", "De Wilg"), ""]
    path = tmp_path / "scholen.csv"
    path.write_text("\n".join([HEADING, lines[0], *lines]))
    return path


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in the folder of the test, so that a short name is a path."""
    monkeypatch.chdir(tmp_path)


async def choose(tester: Tester, name: str = "scholen.csv") -> None:
    """Go to the schools and choose a file of this folder by typing its name."""
    await tester.press("3", "i", "ctrl+u")
    await tester.type(name)
    await tester.press("enter")


async def test_a_list_is_looked_at_before_it_is_read_in(store: Store, school_list: Path, tmp_path: Path) -> None:
    """The counts, every doubt and every school come first; Ctrl+S reads them in, and undo takes all of it back."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await choose(tester)
        assert tester.pages.says(
            "4 regels gelezen: 1 twijfel, 0 geweigerd. Gegevens daaruit: 2 nieuw, 1 gewijzigd, 0 ongewijzigd."
        )
        assert tester.pages.says("Vestiging 99YA00 staat er dubbel")
        assert tester.pages.says("+ [red]De Roos (99YA00)")
        assert tester.pages.says("~ De Wilg (99ZZ00)")
        assert len(living(store, School)) == 2
        await tester.press("ctrl+s")
        assert len(living(store, School)) == 4
        assert len(tester.pages.rows("school-table")) == 4
        assert "Ingelezen: 2 nieuwe scholen, 1 gewijzigd. Met u maakt u dit ongedaan." in tester.pages.notices()
        await tester.press("u")
        assert len(living(store, School)) == 2


async def test_a_school_that_changed_while_the_list_was_looked_at_is_not_written_over(
    store: Store, school_list: Path, tmp_path: Path
) -> None:
    """Nothing is read in; looking again shows what would change now."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await choose(tester)
        change_record(store, School, site_id("99ZZ00"), {"name": "De Nieuwe Wilg"}, "School gewijzigd")
        await tester.press("ctrl+s")
        assert tester.pages.says("Er is niets ingelezen. Lees de lijst opnieuw in")
        assert [school.name for school in living(store, School) if school.site_code == "99ZZ00"] == ["De Nieuwe Wilg"]
        assert len(living(store, School)) == 2


async def test_the_same_list_again_has_nothing_to_read_in(store: Store, school_list: Path, tmp_path: Path) -> None:
    """The app says so; there is nothing to confirm."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await choose(tester)
        await tester.press("ctrl+s")
        await choose(tester)
        assert tester.pages.open_screen == "MessageDialog"
        assert tester.pages.says("0 nieuw, 0 gewijzigd, 3 ongewijzigd")
        await tester.press("enter")
        assert len(living(store, School)) == 4


async def test_a_changed_school_shows_field_by_field_what_changes(
    store: Store, school_list: Path, tmp_path: Path
) -> None:
    """Codes as words, before and after."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await choose(tester)
        await tester.press("end", "enter")
        assert tester.pages.says("Zwammerdam → Vlonderdam")


@pytest.mark.parametrize("keys", [("escape",), ("tab", "enter")])
async def test_saying_no_changes_nothing(
    store: Store, school_list: Path, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    """Esc, or the button to cancel."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await choose(tester)
        await tester.press(*keys)
        assert tester.pages.open_screen == "SchoolsScreen"
        assert len(living(store, School)) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "leeg"),
        (b"naam;adres\nDe Roos;Wilgenpad\n", "kolom"),
        (HEADING.encode() + b"\n\xff\xfe\x00\x00", ""),
        (b"PK\x03\x04spreadsheet", ""),
    ],
)
async def test_a_file_that_is_no_school_list_gets_a_sentence(
    store: Store, tmp_path: Path, content: bytes, told: str
) -> None:
    """The dialog says what is wrong, and nothing changes."""
    path = tmp_path / "kapot.csv"
    path.write_bytes(content)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await choose(tester, path.name)
        assert tester.pages.open_screen == "MessageDialog"
        assert tester.pages.says("Deze lijst is niet te gebruiken")
        assert told in tester.pages.text()
        await tester.press("enter")
        assert tester.pages.open_screen == "SchoolsScreen"
        assert len(living(store, School)) == 2


async def test_a_file_is_found_with_tab_and_the_list(store: Store, school_list: Path, tmp_path: Path) -> None:
    """Tab completes folder and name; only folders and CSV files are listed; a name that is not there is told."""
    (tmp_path / "brief.txt").write_text("")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("3", "i", "ctrl+u")
        assert [row[0] for row in tester.pages.rows("file-names")] == ["opslag/", "scholen.csv"]
        await tester.type("x")
        await tester.press("enter")
        assert tester.pages.says("Dit bestand is er niet.")
        await tester.press("backspace")
        await tester.type("sc")
        await tester.press("tab", "enter")
        assert tester.pages.open_screen == "PreviewScreen"
        await tester.press("escape", "i", "ctrl+u")
        await tester.press("down", "down", "enter")
        assert tester.pages.open_screen == "PreviewScreen"


async def test_walking_into_a_folder_and_leaving_without_a_file(store: Store, tmp_path: Path) -> None:
    """Enter on a folder lists what is in it; Esc closes and changes nothing."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "diep.csv").write_text("x")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("3", "i", "ctrl+u")
        await tester.type("map")
        await tester.press("down", "enter")
        assert [row[0] for row in tester.pages.rows("file-names")] == ["diep.csv"]
        await tester.press("escape")
        assert tester.pages.open_screen == "SchoolsScreen"


async def test_the_real_list_of_special_schools(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The 895 lines that DUO and the BAG give are 888 schools, read in from the keyboard."""
    path = Path(__file__).parents[4] / "shared" / "data" / "schools" / "special_schools_2024.csv"
    if not path.exists():
        pytest.skip("the public lists are not here")
    monkeypatch.chdir(path.parent)
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await choose(tester, path.name)
        assert tester.pages.says("Gegevens daaruit: 888 nieuw")
        await tester.press("ctrl+s", "slash")
        assert len(living(store, School)) == 890
        await tester.type("groningen")
        assert len(tester.pages.rows("school-table")) > 1
    assert store.get(School, site_id("99ZZ00")).name == "De Wilg"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
async def test_a_file_name_that_means_harm_is_only_shown(store: Store, tmp_path: Path) -> None:
    """Markup and control characters in names of files reach the terminal as visible signs, also when completed."""
    names = ["[red]klik[b", "\x1b]52;c;x\x07", "\u202eomgekeerd"]
    for name in names:
        (tmp_path / f"{name}.csv").write_text("geen lijst")
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("3", "i", "ctrl+u")
        assert len(tester.pages.rows("file-names")) == len(names) + 1
        for beginning in ("[", "\x1b", "\u202e"):
            field = tester.app.screen.query_one("#file-path", Input)
            field.value = beginning
            await tester.press("tab")
            assert len(field.value) > len(beginning)
            shown = tester.pages.text()
            assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        await tester.press("enter")
        assert tester.pages.says("Deze lijst is niet te gebruiken")
