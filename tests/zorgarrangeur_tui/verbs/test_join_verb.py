"""Finding and joining what was entered twice, at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import quick_create

from storage.joined import JOINABLE
from storage.models import FixedBond, Provider
from zorgarrangeur_tui.domain.joining import Keep
from zorgarrangeur_tui.verbs import code_names


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    """Return a command line on a store with a provider that was entered twice."""
    folder = tmp_path / "store"
    with quick_create(folder) as store, store.unit_of_work("Toegevoegd") as work:
        work.add(
            Provider(id="a" * 32, name="Stichting De Windroos", note="Belt graag"),
            Provider(id="b" * 32, name="Windroos", note="Vraag naar Els", phone="050-1234567"),
            FixedBond(id="c" * 32, provider_id="b" * 32),
        )
    return CommandLine(folder)


def test_what_is_double_is_listed_looked_at_joined_and_taken_back(line: CommandLine) -> None:
    """The list gives the ids, --dry-run changes nothing, --keep chooses, and undo makes them two again."""
    [found] = line.answer("list", "duplicates")
    assert (found["type"], found["reasons"]) == ("provider", ["dezelfde naam"])
    ids = (found["first"]["id"], found["second"]["id"])
    shown = line.did("join", "provider", *ids, "--dry-run")
    assert "Belt graag / Vraag naar Els -> allebei" in shown
    assert "er is niets samengevoegd" in shown
    assert len(line.answer("list", "duplicates")) == 1
    assert line.answer("join", "provider", *ids, "--keep", "name=other")["pointing"] == ["c" * 32]
    with line.open() as store:
        assert (store.get(Provider, ids[0]).name, store.get(FixedBond, "c" * 32).provider_id) == ("Windroos", ids[0])
    assert line.answer("list", "duplicates") == []
    assert "Alles noemt al wat er nog is" in line.did("join", "--references")
    line.did("undo")
    assert len(line.answer("list", "duplicates")) == 1


def test_what_cannot_be_joined_is_refused_in_words(line: CommandLine) -> None:
    """A record with itself, a field in which they do not differ; and two that were told apart come up no more."""
    assert "twee keer hetzelfde" in line.refused("join", "provider", "a" * 32, "a" * 32)
    assert "verschillen ze niet" in line.refused("join", "provider", "a" * 32, "b" * 32, "--keep", "kinds=both")
    assert line.on_store("join", "provider", "a" * 32).exit_code == 2
    assert "dit zijn er twee" in line.did("join", "provider", "a" * 32, "b" * 32, "--different")
    assert line.answer("list", "duplicates") == []
    assert line.answer("list", "duplicates", "--apart")[0]["apart"] is True


def test_the_words_of_the_verb_are_those_of_the_store() -> None:
    """Help does not load the store, so the words stand twice."""
    assert tuple(code_names.JOINABLE.values()) == JOINABLE
    assert list(Keep) == list(code_names.KEEPS)
