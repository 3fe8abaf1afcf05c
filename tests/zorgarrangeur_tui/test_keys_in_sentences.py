"""No sentence names a key that the user may have given to something else: acts stand in texts by name, and show their key."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from dutch_texts import ROOT, is_dutch, is_english, parts, written_texts
from hypothesis import given as for_any
from hypothesis import strategies as st

from zorgarrangeur_tui.commands import Command
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.keys.act_keys import act_at, dialog_key_at, with_keys_now
from zorgarrangeur_tui.keys.act_text import ActText, after, without_keys
from zorgarrangeur_tui.keys.key_names import written_key
from zorgarrangeur_tui.keys.keymap_catalogue import bindables, screens_with_acts

_ALLOWED = tomllib.loads(Path(__file__).with_name("keys_in_sentences.toml").read_text(encoding="utf-8"))
_FIXED = {"enter", "escape", "tab", "space", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
"""Keys that mean the same in every program; sentences name them."""
_LETTER = r"(?<![\w.…`'’+/-])([A-Za-z])(?![\w…`'’/-]|\.\w)"
_SIGN = r"\b(?:[Mm]et|[Oo]p|dan|toets|[Gg]ebruik) '?([^\w\s„“\"'…`{(])'?(?=[\s.,;:)]|$)"
_DIGIT = r"\b[Mm]et ([1-7])(?= (?:tot en met|naar|gaat))|\(([1-7])(?:\)|, )|(?<![\w.,:-])([1-7])(?= \([A-Z])"
_NAMED = r"(?<![\w+])(F[0-9]{1,2}|Ctrl\+[A-Z])(?![\w+])"
_ALSO_A_WORD = r"\b(?:[Mm]et|[Oo]p|toets) ([ua])\b|\bdan (a)\b|\(([ua])\)|; (a)\b"
_KEY = re.compile(f"{_ALSO_A_WORD}|{_LETTER}|{_SIGN}|{_DIGIT}|{_NAMED}")
_WORDS = {"u", "U", "a", "A"}
"""Letters that are words of Dutch or of English; alone, without what makes them a key, they are those."""
_A_WORD = re.compile(r"[a-zà-ÿ]{3,}")
_PATTERN = re.compile(r"\\|\(\?")
_FOR_SCREENS = re.compile(
    r"zorgarrangeur_tui/(?:(?:screens|desk|insight|reports|keys|domain|terminal|verbs)/)?\w+\.py|widgets/"
)
_NAMED_ACT = re.compile(r"\{((?:screens|widgets|\w+_acts)\.[\w.]+|[A-Z]\w*[a-z]\w*)\}")

_EXAMPLES = {"Act", "Class"}
"""What a docstring says that stands between braces."""


@pytest.fixture(scope="module")
def given_keys() -> frozenset[str]:
    """Return how every key is written that the user can give to something else."""
    keys = {key for one in bindables() for key in one.keys if key not in one.protects}
    return frozenset(written_key(key) for key in keys - _FIXED)


def keys_in(sentence: str, given_keys: frozenset[str]) -> list[str]:
    """Return the keys that a sentence names."""
    found = []
    for match in _KEY.finditer(sentence):
        key = next(group for group in match.groups() if group)
        if key in given_keys and not (key in _WORDS and match[0] == key):
            found.append(key)
    return found


def for_readers(where: str, sentence: str) -> bool:
    """Tell whether a user may read a sentence; a short one in a module for screens counts, whatever its words are."""
    if _PATTERN.search(sentence) or is_english(sentence) or not _A_WORD.search(sentence):
        return False
    return is_dutch(sentence) or (len(sentence.split()) > 1 and bool(_FOR_SCREENS.match(where)))


def test_no_sentence_names_a_key_that_can_be_another(given_keys: frozenset[str]) -> None:
    """Acts stand in texts between braces; what names a key all the same stands in a list, with the reason."""
    found, used = [], set()
    for where, line, text in written_texts():
        for sentence in parts(text):
            keys = keys_in(sentence, given_keys) if for_readers(where, sentence) else []
            allowed = {one for one in _ALLOWED["sentence"] if one in sentence} | ({where} & set(_ALLOWED["module"]))
            used |= allowed if keys else set()
            if keys and not allowed:
                found.append(f"{where}:{line} noemt {', '.join(keys)}: {sentence}")
    assert not found, "\n".join(found)
    assert used == {*_ALLOWED["sentence"], *_ALLOWED["module"]}


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("Met u maakt u dit ongedaan.", ["u"]),
        ("Dit bezoek staat vast. Maak het eerst los met f.", ["f"]),
        ("Vul tarieven aan in Naslag (F7).", ["F7"]),
        ("Lees hun kaart in bij Uitwisseling (7) met a.", ["7", "a"]),
        ("Met Ctrl+S leest u de bundel in.", ["Ctrl+S"]),
        ("Met ? vindt u ze altijd terug.", ["?"]),
        ("U ziet eerst wie waar komt; dat deelt u niet.", []),
        ("Ga met Esc terug. Ctrl+L vergrendelt altijd.", []),
    ],
)
def test_the_search_knows_a_key_when_it_reads_one(sentence: str, keys: list[str], given_keys: frozenset[str]) -> None:
    """It finds letters, signs, digits and named keys, and passes over "u" for the reader and keys that never change."""
    assert keys_in(sentence, given_keys) == keys


def test_every_act_that_a_text_names_is_there() -> None:
    """A name with a mistake would stop the app at the moment that somebody reads the sentence."""
    known = {act.__name__ for screen in screens_with_acts() for act in screen.ACTS} | {
        one.id for one in bindables() if one.id[:1].isupper()
    }
    named = 0
    for path in (ROOT / "zorgarrangeur_tui").rglob("*.py"):
        texts = (
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        )
        for name in {name for text in texts if isinstance(text, str) for name in _NAMED_ACT.findall(text)}:
            if "." not in name:
                assert name in known or name in _EXAMPLES, (path.name, name)
            elif name.rpartition(".")[2].islower():
                assert dialog_key_at(name).id
            else:
                assert issubclass(act_at(name), Command)
            named += 1
    assert named > 200


def test_a_text_is_whole_without_keys_too() -> None:
    """A command line and a printed page leave the key out, and with it a sentence that is about nothing else."""
    assert without_keys("Maak het eerst los met {screens.planning_acts.FixVisit}.") == "Maak het eerst los."
    assert without_keys("Vul tarieven aan in Naslag ({Reference}).") == "Vul tarieven aan in Naslag."
    assert without_keys("Dit is klaar. Met {Undo} maakt u dit ongedaan.") == "Dit is klaar."
    hidden = ActText("verborgen", "; {screens.case_child_acts.ShowName} toont het")
    assert (hidden, with_keys_now(hidden, None)) == ("verborgen", "verborgen; v toont het")
    told = ActText("Bezoek weggehaald.", "Met {Undo} komt het terug.")
    assert (told, f"Let op: {told}") == ("Bezoek weggehaald.", "Let op: Bezoek weggehaald.")
    assert with_keys_now(told, None) == "Bezoek weggehaald. Met u komt het terug."


def test_a_refusal_keeps_what_to_do_next_when_it_is_told() -> None:
    """A screen names the key, from the error as it was raised; who only knows texts has a whole sentence."""
    refusal = ActRefused(ActText("Dit bezoek staat vast.", "Maak het eerst los met {screens.planning_acts.FixVisit}."))
    assert str(refusal) == "Dit bezoek staat vast. Maak het eerst los."
    assert with_keys_now(str(refusal), None) == "Dit bezoek staat vast. Maak het eerst los met f."
    assert with_keys_now(after("Niet gelukt.", str(refusal)), None).endswith("Maak het eerst los met f.")


@for_any(st.text(), st.sampled_from(["", "{Undo}", "{Onzin}", "{screens.planning.Weg}", "{{Help}}"]))
def test_what_a_user_typed_is_never_read_as_the_name_of_an_act(typed: str, braces: str) -> None:
    """Braces in a name stay braces, alone and before a sentence with a key."""
    named = f"{typed}{braces}{typed}"
    assert with_keys_now(named, None) == named
    assert with_keys_now(ActText(named, "Met {Undo} komt het terug."), None) == f"{named} Met u komt het terug.".lstrip(
        " " if not named else ""
    )
