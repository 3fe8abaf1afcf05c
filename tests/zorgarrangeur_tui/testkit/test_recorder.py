"""What a user does becomes steps that end where something to see changed."""

from __future__ import annotations

from zorgarrangeur_tui.testkit.recorder import KeyPressed, Recorder, Resized, Seen, Typed
from zorgarrangeur_tui.testkit.story import Step, Story

TODAY, CASES = Seen("TodayScreen"), Seen("CasesScreen", "Casussen (3)")


def recorder() -> tuple[Recorder, list[Story]]:
    """Return a recorder and the stories that it kept."""
    kept: list[Story] = []
    return Recorder(Story("Proef", ()), kept.append), kept


def test_a_step_ends_where_another_screen_comes_and_expects_it() -> None:
    """With its heading; what comes after is the next step."""
    one, kept = recorder()
    one.note(KeyPressed("2", "Casussen"), TODAY)
    one.note(KeyPressed("down"), CASES)
    one.finish(without_last_key=False)
    assert kept[-1].steps == (
        Step(what="Begin", screen="TodayScreen"),
        Step(what="Casussen", keys=("2",), screen="CasesScreen", see=("Casussen (3)",)),
        Step(what="Toetsen", keys=("down",)),
    )


def test_keys_then_text_then_keys_are_one_step_and_text_again_is_another() -> None:
    """In the order in which a step is played."""
    one, kept = recorder()
    for deed in (KeyPressed("/"), Typed("a"), Typed("b"), KeyPressed("enter"), Typed("c"), Resized((80, 24))):
        one.note(deed, TODAY)
    one.finish(without_last_key=False)
    first, second, third = kept[-1].steps[1:]
    assert (first.keys, first.text, first.after) == (("/",), "ab", ("enter",))
    assert (second.text, third.size) == ("c", (80, 24))


def test_a_sentence_in_the_corner_ends_a_step_and_is_expected() -> None:
    """Only what is new."""
    one, kept = recorder()
    old, new = {"1": "Welkom"}, {"1": "Welkom", "2": "Opgeslagen"}
    one.note(KeyPressed("u"), Seen("TodayScreen", "", old))
    one.note(KeyPressed("down"), Seen("TodayScreen", "", new))
    assert kept[-1].steps[-1] == Step(what="Toetsen", keys=("u",), notices=("Opgeslagen",), screen="TodayScreen")


def test_nothing_is_expected_while_the_app_is_busy() -> None:
    """What is on screen then need not be there when it is played; the key that closes the app is left out."""
    one, kept = recorder()
    one.note(KeyPressed("2"), TODAY)
    one.note(KeyPressed("enter"), None)
    one.note(KeyPressed("ctrl+q"), Seen("CaseScreen"))
    one.finish(without_last_key=True)
    assert [(step.keys, step.screen) for step in kept[-1].steps[1:]] == [(("2", "enter"), "CaseScreen")]
