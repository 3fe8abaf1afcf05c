"""`zorgarrangeur settings`: the settings without a screen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cli_kit import CommandLine

from zorgarrangeur_tui.preferences.schema import SCHEMA


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    """Return the command line of somebody who chose nothing yet."""
    found = CommandLine(tmp_path / "opslag")
    found.environment = replace(found.environment, preferences_file=tmp_path / "map" / "instellingen.toml")
    return found


def test_a_setting_is_changed_shown_and_put_back(line: CommandLine) -> None:
    """A value is given as the screen says it; JSON has everything of the schema."""
    assert line.run("settings", "set", "kleuren", "licht").stdout.startswith("Kleuren: Licht.")
    answer = json.loads(line.run("settings", "get", "kleuren", "--json").stdout)
    assert (answer["value"], answer["default"]) == ("zorg-licht", "zorg-donker")
    assert line.run("settings", "reset", "kleuren").exit_code == 0
    listed = json.loads(line.run("settings", "list", "--json").stdout)
    assert {one["name"]: one["value"] for one in listed} == {one.name: one.default for one in SCHEMA}
    assert [row.split()[0] for row in line.run("settings", "list").stdout.splitlines()[1:]] == [
        one.name for one in SCHEMA
    ]


def test_what_cannot_be_is_refused_and_nothing_is_made(line: CommandLine) -> None:
    """A value out of bounds and an unknown name are wrong usage, with what there is."""
    refused = line.run("settings", "set", "klembord-seconden", "31")
    assert (refused.exit_code, "van 5 tot en met 30" in refused.stderr) == (2, True)
    assert line.run("settings", "get", "kleurem").exit_code == 2
    assert line.run("settings", "reset").exit_code == 2
    answer = json.loads(line.run("settings", "path", "--json").stdout)
    assert not answer["exists"]
    assert not Path(answer["path"]).parent.exists()


def test_a_file_that_cannot_be_read_is_left_until_it_is_put_aside(line: CommandLine) -> None:
    """Setting is refused with the line and the way out; --all keeps the old file under another name."""
    path = Path(line.run("settings", "path").stdout.strip())
    path.parent.mkdir()
    path.write_text("muis = misschien\n", encoding="utf-8")
    refused = line.run("settings", "set", "muis", "uit")
    assert refused.exit_code == 3
    assert "Regel 1" in refused.stderr
    assert "settings reset --all" in refused.stderr
    assert path.read_text(encoding="utf-8") == "muis = misschien\n"
    assert "instellingen-oud-1.toml" in line.run("settings", "reset", "--all").stdout
    assert line.run("settings", "set", "muis", "uit").exit_code == 0
    assert (path.parent / "instellingen-oud-1.toml").read_text(encoding="utf-8") == "muis = misschien\n"
