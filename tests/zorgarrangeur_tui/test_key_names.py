"""Keys are read as people write them, and written as people read them."""

from __future__ import annotations

import string

from textual.binding import Binding

from zorgarrangeur_tui.keys.key_names import NEVER_ARRIVE, TRAPS, is_typed, normal_key, normal_keys, written_key


def test_a_key_is_read_in_the_ways_in_which_people_write_it() -> None:
    """Capitals, Dutch words and signs all lead to the app's own name."""
    written = {
        "Ctrl+L": "ctrl+l",
        "F9": "f9",
        "esc": "escape",
        "spatie": "space",
        "shift+a": "A",
        "?": "question_mark",
        "ctrl++": "ctrl+plus",
        "↓": "down",
        "komma": None,
        "hyper+x": None,
        "f99": None,
        "": None,
    }
    assert {each: normal_key(each) for each in written} == written


def test_a_list_of_keys_tells_what_in_it_is_no_key() -> None:
    """Doubles and empty places go; what is no key is named."""
    assert normal_keys("F2, n ,n,,knop") == (["f2", "n"], ["knop"])


def test_every_character_of_a_keyboard_has_the_name_that_textual_gives_it() -> None:
    """Otherwise a chosen key would never be pressed."""
    for character in string.ascii_letters + string.digits + string.punctuation.replace(",", ""):
        (binding,) = Binding.make_bindings([Binding(character, "nothing")])
        assert normal_key(character) == binding.key
        assert normal_key(written_key(binding.key)) == binding.key
        assert is_typed(binding.key)


def test_every_trap_is_a_key_and_what_never_arrives_has_one() -> None:
    """A warning is about something that can be pressed."""
    assert all(normal_key(key) == key for key in TRAPS)
    assert NEVER_ARRIVE.issubset(TRAPS)
