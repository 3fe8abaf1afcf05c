"""The drill: laptop gone, passphrase forgotten; the sheet from the drawer and the stick bring everything back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from cli_kit import CommandLine, school_list
from pdf_kit import text_of
from store_kit import PASSPHRASE
from store_samples import shown

NEW = "fiets wolk tafel spijker"


def test_from_sheet_and_stick_to_everything_on_another_computer(tmp_path: Path) -> None:
    """Set up with a printed sheet, work, copy to a stick, lose the folder; then only paper and stick are left."""
    stick, sheet = tmp_path / "stick", tmp_path / "herstelblad.pdf"
    stick.mkdir()
    lost = CommandLine(tmp_path / "laptop")
    lost.did("init", "--name", "Anna de Wit", "--role", "arrangeur", "--sheet", str(sheet))
    (tmp_path / "scholen.csv").write_bytes(school_list(("99ZZ00", "De Wilg"), ("99ZZ01", "De Els")))
    lost.did("import", "schools", str(tmp_path / "scholen.csv"))
    case = lost.answer("add", "case", "--school", "99ZZ00", "--title", "Zorg in groep 5")
    lost.did("add", "pupil", "--case", case["id"], "--name", "Zilver Maan")
    with lost.open() as store:
        before = shown(store)
        card = store.identity.card_text
    lost.did("backup", "--to", str(stick))

    paper = text_of(sheet.read_bytes())
    shutil.rmtree(lost.folder)
    sheet.unlink()

    box = paper.partition("Uw herstelcode")[2].partition("Typ de groepen")[0]
    code = "-".join(part for _, part in sorted(re.findall(r"\b([1-7]) ([0-9A-Z]{4})\b", box)))
    found = CommandLine(tmp_path / "nieuwe laptop")
    (tmp_path / "code").write_text(code.lower())
    words = ("restore", "--from", str(stick), "--recovery-code-file", str(tmp_path / "code"))
    told = found.run(*words, "--store", str(found.folder))
    assert told.exit_code == 0, told.stderr
    recover = ("recover", "--store", str(found.folder), "--code-file", str(tmp_path / "code"))
    result = found.run(*recover, "--new-passphrase-file", "-", typed=f"{NEW}\n")
    assert result.exit_code == 0, result.stderr
    assert found.on_store("list", "cases", passphrase=PASSPHRASE).exit_code == 4
    assert "De Wilg" in found.on_store("list", "cases", passphrase=NEW).stdout
    from storage.store import unlock  # noqa: PLC0415 - with another passphrase than the kit's

    with unlock(found.folder, NEW, settings=found.environment.settings) as store:
        assert shown(store) == before
        assert store.identity.card_text == card
        assert store.log_fault() is None
        assert store.warnings == []
