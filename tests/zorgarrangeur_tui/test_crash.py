"""When the app itself fails, nothing that stood in memory is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.store import Store
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.crash import SafeCrash
from zorgarrangeur_tui.fault_report import fault_report
from zorgarrangeur_tui.screens.today import TodayScreen
from zorgarrangeur_tui.testing import PASSPHRASE, make_store, open_app

CANARY = "Fatima van der Berg"


def fail_with(name: str) -> None:
    """Fail while a name stands in a local variable and in the error."""
    told = f"kon {name} niet vinden"
    raise KeyError(told)


def test_the_report_names_types_and_places_but_no_values() -> None:
    """Somebody who gets the report can find the line, and learns nothing about a child."""
    with pytest.raises(KeyError) as caught:
        fail_with(CANARY)
    report = fault_report(caught.value)
    assert CANARY not in report
    assert "builtins.KeyError" in report
    assert "test_crash.py:" in report


class _Failing(Command):
    """Gaat stuk."""

    key = "n"
    label = "Stuk"

    @classmethod
    async def run(cls, actor: TodayScreen) -> None:
        fail_with(CANARY)


async def test_a_fault_in_an_act_ends_the_app_without_a_name_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The terminal gets types and places; the store is closed and whole."""
    monkeypatch.setattr(TodayScreen, "ACTS", (*TodayScreen.ACTS, _Failing))
    store: Store = make_store(tmp_path / "opslag")
    with pytest.raises(SafeCrash):
        async with open_app(tmp_path / "opslag", store=store) as tester:
            tester.app.screen.run_act(_Failing)  # type: ignore[attr-defined]  # a screen with acts
            await tester.pilot.pause()
    told = "".join(capfd.readouterr())
    assert CANARY not in told
    assert "builtins.KeyError" in told
    assert "test_crash.py" in told


async def test_a_fault_keeps_what_was_typed_in_a_form(tmp_path: Path) -> None:
    """The form has it again after the next start."""
    with pytest.raises(SafeCrash):
        async with open_app(tmp_path / "opslag", store=make_store(tmp_path / "opslag")) as tester:
            await tester.press("4", "n")
            await tester.type("Het Veer")
            tester.app.call_later(fail_with, CANARY)
            await tester.pilot.pause()
    async with open_app(tmp_path / "opslag") as tester:
        await tester.pages.unlock(PASSPHRASE)
        assert tester.pages.says("nieuw: zorgaanbieder")
        await tester.press("4", "n")
        assert tester.pages.says("Het Veer")
