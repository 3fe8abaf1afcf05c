"""Every key in the house has a name, one meaning where it works, and a sentence when it does nothing."""

from __future__ import annotations

import re
from itertools import combinations

from textual.binding import Binding

from zorgarrangeur_tui.app_acts import APP_ACTS
from zorgarrangeur_tui.commands import Command, CommandClass
from zorgarrangeur_tui.keys.key_names import NEVER_ARRIVE, normal_key
from zorgarrangeur_tui.keys.keymap_catalogue import bindables, nodes_with_keys, screens_with_acts

DELIBERATE = {
    ("NextVisit", "week-grid.next-block"): "the act and the grid do the same, so that help names it",
    ("PreviousVisit", "week-grid.previous-block"): "as above",
    ("NextDay", "week-grid.day-later"): "as above",
    ("PreviousDay", "week-grid.day-earlier"): "as above",
    ("MarkVisit", "detail-view.pagedown"): "a text beside the grid turns its page while it has the keyboard",
    ("ToggleLine", "detail-view.pagedown"): "as above, beside the list",
    ("TickAsPlanned", "detail-view.pagedown"): "as above",
    ("Find", "unlock.helpers"): "there is nothing to find before the store is open",
    ("OpenLesson", "first-run.practise"): "practising begins with the lesson",
}
"""Two things on one key in one place, each with the reason. Esc is always the nearest way back, so it is left out."""


def test_every_binding_has_a_name_of_its_own() -> None:
    """Only what has a name can get another key."""
    nameless = [
        f"{node.__name__}: {binding.key}"
        for node in nodes_with_keys()
        for binding in vars(node)["BINDINGS"]
        if isinstance(binding, Binding) and not binding.id
    ]
    assert not nameless
    names = [one.id for one in bindables()]
    assert sorted(names) == sorted(set(names))


def test_no_key_has_two_meanings_in_one_place() -> None:
    """Acts of a screen, of the app, and movements of the lists and fields on it."""
    found = {
        (one.id, other.id)
        for one, other in combinations(bindables(), 2)
        if set(one.keys) & set(other.keys) - {"escape"} and one.meets(other)
    }
    assert found == set(DELIBERATE)


def test_every_key_can_be_written_and_reaches_the_app() -> None:
    """No act stands on a key that terminals change into another."""
    for one in bindables():
        for key in one.keys:
            assert normal_key(key) == key, (one.id, key)
            assert key not in NEVER_ARRIVE


def test_every_sentence_that_refuses_names_acts_that_are_there() -> None:
    """The key in it is looked up on the screen itself or in the app."""
    for screen in screens_with_acts():
        acts: tuple[CommandClass, ...] = (*screen.ACTS, *APP_ACTS)  # type: ignore[attr-defined]  # screens with acts
        for act in acts:
            named = set(re.findall(r"{(\w+)}", act.needs))
            assert named <= {each.__name__ for each in acts}, (screen.__name__, act.__name__)


def test_every_act_that_can_be_away_says_what_it_needs() -> None:
    """An act with a condition tells it in its own words."""
    silent = {
        act.__name__
        for screen in screens_with_acts()
        for act in (*screen.ACTS, *APP_ACTS)  # type: ignore[attr-defined]  # as above
        if act.available.__func__ is not Command.available.__func__  # type: ignore[attr-defined]  # a class method
        and not act.needs
        and act.refusal.__func__ is Command.refusal.__func__  # type: ignore[attr-defined]  # as above
    }
    assert not silent


WHERE_LETTERS_ARE_TYPED = {"choice-popup", "filter-bar", "pick", "find", "help", "file-dialog"}
"""What has arrows beside a text field: there a letter is a letter."""


def test_wherever_arrows_go_their_letters_go_too() -> None:
    """Up is k, down is j, left is h and right is l, on every list, grid and field of choices."""
    letters = {"up": "k", "down": "j", "left": "h", "right": "l"}
    for one in bindables():
        if one.widget not in WHERE_LETTERS_ARE_TYPED:
            for arrow, letter in letters.items():
                assert arrow not in one.keys or letter in one.keys, one.id
