"""Many bundles at once from the command line, and how it stands with everybody."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import meet

from storage.contacts import contacts
from storage.handing_over import export_bundle
from storage.models import Case
from storage.receipts import write_receipt


@pytest.fixture
def folder(line: CommandLine, other_line: CommandLine, tmp_path: Path) -> Path:
    """Return a folder with two bundles for the coordinator, named in the wrong order; both people verified each other."""
    made = tmp_path / "stick"
    made.mkdir()
    with line.open() as sender, other_line.open() as receiver:
        meet(sender, receiver)
        for name in ("b", "a"):
            with sender.unit_of_work("Casus begonnen") as work:
                work.add(Case(title=f"Verpleging {name}"))
            (made / f"{name}.zorgbundel").write_bytes(export_bundle(sender, contacts(sender), purpose="Overdracht"))
    (made / "brief.txt").write_text("hallo")
    return made


def test_a_folder_is_taken_in_by_number(other_line: CommandLine, folder: Path) -> None:
    """Looking at it first changes nothing; a second time everything is known."""
    before = other_line.rows()
    looked = other_line.did("bundle", "import", str(folder), "--dry-run")
    assert looked.index("b.zorgbundel") < looked.index("a.zorgbundel")
    assert other_line.rows() == before
    told = other_line.did("bundle", "import", str(folder))
    assert "2 ingelezen" in told
    assert "1 ander bestand overgeslagen" in told
    assert len(other_line.answer("list", "cases")) == 2
    again = other_line.answer("bundle", "import", str(folder))
    assert [one["outcome"] for one in again["files"]] == ["known", "known"]


def test_one_refused_file_makes_the_exit_code_three_and_stops_nothing(other_line: CommandLine, folder: Path) -> None:
    """The sentence stands on standard error; single files and folders go together."""
    whole = (folder / "b.zorgbundel").read_bytes()
    wrapped = folder.parent / "los.eml"
    wrapped.write_bytes(base64.encodebytes(whole))
    result = other_line.on_store("bundle", "import", str(wrapped), str(folder))
    assert result.exit_code == 3
    assert "2 ingelezen, 1 geweigerd" in result.stdout
    assert "los.eml: Een mailprogramma" in result.stderr
    answer = json.loads(other_line.on_store("bundle", "import", str(wrapped), str(folder), "--json").stdout)
    assert [one["outcome"] for one in answer["files"]] == ["refused", "known", "known"]
    assert answer["others"] == 1


def test_a_receipt_is_taken_in_like_any_file_and_shows_in_the_status(
    line: CommandLine, other_line: CommandLine, folder: Path
) -> None:
    """Before it the last bundle has none."""
    other_line.did("bundle", "import", str(folder))
    [standing] = other_line.answer("bundle", "status")
    assert (standing["last_in"]["number"], standing["missing"], standing["waits_for_receipt"]) == (2, [], True)
    assert "wacht op uw ontvangstbewijs" in other_line.did("bundle", "status")
    with other_line.open() as store:
        (folder / "c").write_bytes(write_receipt(store, contacts(store)[0]))
    assert line.answer("bundle", "status")[0]["last_out"]["receipt_at"] is None
    assert "niets ingelezen" in line.did("bundle", "import", str(folder / "c"), "--dry-run")
    assert "heeft 2 bundels van u" in line.did("bundle", "import", str(folder / "c"))
    assert line.answer("bundle", "status")[0]["last_out"]["receipt_at"]
    assert "al ingelezen" in line.refused("bundle", "import", str(folder / "c"))


def test_a_folder_that_is_not_there_is_refused(other_line: CommandLine, folder: Path) -> None:
    """As a file that is not there."""
    assert "is er niet" in other_line.refused("bundle", "import", str(folder / "weg"))
