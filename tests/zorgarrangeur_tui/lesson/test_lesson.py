"""The lesson: its steps, what finishes each, how far somebody is, and the file that remembers it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.screen import Screen

import zorgarrangeur_tui.app_acts
import zorgarrangeur_tui.screens
from storage.models import RECORD_TYPES
from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.keys.act_keys import act_at, dialog_key_at, with_act_keys
from zorgarrangeur_tui.lesson.progress import Progress, begun, finished_step, jumped, resumed, skipped_step, stopped
from zorgarrangeur_tui.lesson.progress_file import read_progress, write_progress
from zorgarrangeur_tui.lesson.steps import Happening, Kind, Step, lesson_steps
from zorgarrangeur_tui.screens.case_chapters import CHAPTERS

STEPS = lesson_steps()
BY_ID = {step.id: step for step in STEPS}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_each_step_is_finished_by_what_the_user_did_in_it_and_by_nothing_else(step: Step) -> None:
    """An act, a screen or a record of another step, or the same name of another sort, leaves the lesson waiting."""
    for wanted in step.done:
        assert step.finished_by(Happening(wanted.kind, wanted.name, f"{wanted.title} Anna"))
        other_kind = next(kind for kind in Kind if kind is not wanted.kind)
        assert not step.finished_by(Happening(other_kind, wanted.name, wanted.title))
    others = [wanted for other in STEPS if other is not step for wanted in other.done if wanted not in step.done]
    assert others
    assert not any(step.finished_by(wanted) for wanted in others)


def test_a_dialog_finishes_a_step_only_by_its_own_title() -> None:
    """Any other question that the app asks is not the one that shows what leaves."""
    step = BY_ID["bundle"]
    assert step.finished_by(Happening(Kind.SCREEN, "ConfirmDialog", "Dit gaat naar Bea"))
    assert not step.finished_by(Happening(Kind.SCREEN, "ConfirmDialog", "Casus weghalen?"))


def test_a_step_first_tells_the_way_and_then_the_thing_itself() -> None:
    """Who stands elsewhere reads how to get there, so that each step stands on its own."""
    step = BY_ID["move"]
    assert step.task(["TodayScreen"]) == step.way
    assert step.task(["PlanningScreen"]) == step.do
    assert BY_ID["undo"].task(["TodayScreen"]) == BY_ID["undo"].do


def test_what_the_steps_name_is_there() -> None:
    """Acts by class, so that their keys in a text cannot drift; and every screen, act and record that finishes a step."""
    for module in pkgutil.iter_modules(zorgarrangeur_tui.screens.__path__):
        importlib.import_module(f"zorgarrangeur_tui.screens.{module.name}")
    acts, screens = _names_of(Command), _names_of(Screen)
    there = {
        Kind.ACT: acts,
        Kind.SCREEN: screens,
        Kind.FILTERED: screens,
        Kind.WRITTEN: set(RECORD_TYPES),
        Kind.CHAPTER: {chapter.id for chapter in CHAPTERS},
    }
    for step in STEPS:
        assert set(step.at) <= screens
        assert {wanted.name for wanted in step.done} <= set().union(*(there[wanted.kind] for wanted in step.done))
        for path in re.findall(r"\{([\w.]+)\}", f"{step.way} {step.do} {step.why}"):
            assert dialog_key_at(path) if path.startswith("widgets.") else issubclass(act_at(path), Command)


def _names_of(base: type) -> set[str]:
    """Return the names of all classes that are one."""
    return {base.__name__}.union(*(_names_of(one) for one in base.__subclasses__()))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_what_to_do_fits_in_the_bar_of_the_smallest_terminal(step: Step) -> None:
    """Under its heading the bar has three lines of 58 cells."""
    for text in (step.way, step.do):
        words = with_act_keys(text, None)
        assert "{" not in words
        assert len(textwrap.wrap(words, 58)) <= 3, words


def test_the_lesson_goes_step_by_step_to_its_end() -> None:
    """Done steps count; after the last there is none to do."""
    progress = begun(STEPS)
    for number, step in enumerate(STEPS, start=1):
        assert progress.current == step.id
        progress = finished_step(progress, STEPS)
        assert len(progress.done) == number
    assert progress.over
    assert resumed(progress, STEPS) == begun(STEPS)


def test_a_skipped_step_is_not_done_and_a_jump_brings_it_back() -> None:
    """Skipping is a choice, and can be made good."""
    progress = skipped_step(begun(STEPS), STEPS)
    assert (progress.current, progress.done) == (STEPS[1].id, frozenset())
    back = jumped(stopped(progress), STEPS[0].id)
    assert (back.current, back.running) == (STEPS[0].id, True)


def test_who_stops_goes_on_where_he_was() -> None:
    """Stopping forgets nothing."""
    progress = stopped(finished_step(begun(STEPS), STEPS))
    assert not progress.running
    assert resumed(progress, STEPS).current == STEPS[1].id


@given(
    st.builds(
        Progress, st.sampled_from(["", *BY_ID]), st.frozensets(st.sampled_from(sorted(BY_ID))), running=st.booleans()
    )
)
def test_progress_is_read_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, progress: Progress) -> None:
    """In a folder that was not there before, for its owner only."""
    path = tmp_path_factory.mktemp("les") / "zorgarrangeur" / "oefenles.toml"
    write_progress(path, progress)
    assert read_progress(path, STEPS) == progress
    assert path.stat().st_mode & 0o077 == 0


@given(st.binary(max_size=300))
def test_a_broken_file_is_no_progress_at_all(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever somebody wrote in it, the lesson can begin."""
    path = tmp_path_factory.mktemp("les") / "oefenles.toml"
    path.write_bytes(data)
    assert read_progress(path, STEPS) is None


@pytest.mark.parametrize(
    "text",
    ["nu = 3\nklaar = []\nloopt = true", "nu = 'bestaat niet'\nklaar = []\nloopt = true", "nu = 'note'\nklaar = 'x'"],
)
def test_progress_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    """A step that is no more, or a value of another sort."""
    path = tmp_path / "oefenles.toml"
    path.write_text(text, encoding="utf-8")
    assert read_progress(path, STEPS) is None


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    """As in tests and where nobody asked for it."""
    write_progress(None, begun(STEPS))
    assert read_progress(None, STEPS) is None
    assert read_progress(tmp_path / "geen", STEPS) is None
