"""The plan of keys: what the user chose happens, nobody is shut out, and everything else is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.keys.keymap import DIALOGS, EVERYWHERE, Bindable, plan_keys

HELP = Bindable("Help", "Hulp", ("question_mark", "f1"), frozenset({EVERYWHERE}), frozenset({"f1"}))
LOCK = Bindable("Lock", "Vergrendel", ("ctrl+l",), frozenset({EVERYWHERE}), frozenset({"ctrl+l"}), first=True)
UNDO = Bindable("Undo", "Ongedaan", ("u", "ctrl+z"), frozenset({EVERYWHERE}))
NEW = Bindable("NewCase", "Nieuw", ("n",), frozenset({"Cases"}))
EDIT = Bindable("EditCase", "Wijzigen", ("e",), frozenset({"Cases"}))
PLACE = Bindable("PlaceVisit", "Plaatsen", ("n",), frozenset({"Board"}))
DOWN = Bindable("list.down", "Omlaag", ("down", "j"), frozenset({"Cases"}), widget="list")
BACK = Bindable("LeaveCase", "Terug", ("escape",), frozenset({"Cases"}), frozenset({"escape"}))
SAVE = Bindable("form.submit", "Opslaan", ("ctrl+s",), frozenset({DIALOGS}), widget="form")
ALL = (HELP, LOCK, UNDO, NEW, EDIT, PLACE, DOWN, BACK, SAVE)


def test_without_wishes_nothing_changes_and_nothing_is_said() -> None:
    """Most users never choose a key."""
    plan = plan_keys({}, ALL)
    assert (dict(plan.keys), plan.refused, plan.warnings) == ({}, (), ())


def test_a_chosen_key_is_given_and_taken_from_who_had_it_there() -> None:
    """The other keeps its other keys, and both are named."""
    plan = plan_keys({"NewCase": "j"}, ALL)
    assert dict(plan.keys) == {"NewCase": ("j",), "list.down": ("down",)}
    assert plan.warnings == ("j is nu van 'Nieuw'; 'Omlaag' houdt ↓.",)


def test_a_key_is_not_taken_from_an_act_of_another_screen() -> None:
    """They never meet."""
    assert dict(plan_keys({"NewCase": "n,f2", "PlaceVisit": "e"}, ALL).keys) == {
        "NewCase": ("n", "f2"),
        "PlaceVisit": ("e",),
    }


def test_two_acts_can_change_keys() -> None:
    """Neither loses anything to the other."""
    assert dict(plan_keys({"NewCase": "e", "EditCase": "n"}, ALL).keys) == {"NewCase": ("e",), "EditCase": ("n",)}


def test_an_act_can_do_without_a_key() -> None:
    """It is still in palette and help; for Textual it stands on a key that nobody has."""
    plan = plan_keys({"Undo": ""}, ALL)
    assert plan.keys["Undo"] == ()
    assert plan.textual_keymap() == {"Undo": "none_Undo"}


def test_what_protects_gets_more_keys_and_keeps_its_own() -> None:
    """F1, Ctrl+L and Esc work whatever stands in the file."""
    plan = plan_keys({"Help": "f2", "Lock": "", "LeaveCase": "q"}, ALL)
    assert plan.keys["Help"] == ("f2", "f1")
    assert "Lock" not in plan.keys
    assert plan.keys["LeaveCase"] == ("q", "escape")
    assert plan.refused == ("'Vergrendel' houdt Ctrl+L, zodat die altijd werkt.",)


def test_the_key_of_what_protects_goes_to_nothing_else() -> None:
    """It is told whose key it is."""
    plan = plan_keys({"NewCase": "f1,f3"}, ALL)
    assert plan.keys["NewCase"] == ("f3",)
    assert "blijft van 'Hulp'" in plan.refused[0]


def test_what_works_in_text_fields_gets_no_character() -> None:
    """Otherwise that character could not be typed any more."""
    plan = plan_keys({"Lock": "x"}, ALL)
    assert "Lock" not in plan.keys
    assert "kunt u dat teken niet meer typen" in plan.refused[0]


def test_a_name_that_nothing_has_leads_to_the_nearest_one() -> None:
    """And the rest of the file still counts."""
    plan = plan_keys({"newcase": "f2", "EditCase": "f3"}, ALL)
    assert plan.refused == ("Toetsen voor 'newcase': dat bestaat niet. Bedoelt u 'NewCase'?",)
    assert dict(plan.keys) == {"EditCase": ("f3",)}


def test_a_word_that_is_no_key_leaves_the_act_as_it_was() -> None:
    """A mistake of typing takes no key away."""
    plan = plan_keys({"NewCase": "knop"}, ALL)
    assert not plan.keys
    assert "'knop' voor 'Nieuw' bestaat niet" in plan.refused[0]


def test_a_key_that_terminals_change_is_given_with_a_warning() -> None:
    """The user may know a terminal that passes it on."""
    plan = plan_keys({"NewCase": "ctrl+h"}, ALL)
    assert plan.keys["NewCase"] == ("ctrl+h",)
    assert "Backspace" in plan.warnings[0]


@given(
    st.dictionaries(
        st.sampled_from([one.id for one in ALL] + ["Nothing"]),
        st.lists(st.sampled_from(["n", "e", "j", "f1", "f2", "ctrl+l", "escape", "u", "bla", "x"]), max_size=3).map(
            ",".join
        ),
    )
)
def test_whatever_is_chosen_no_key_has_two_meanings_and_no_guard_loses_its_own(wishes: dict[str, str]) -> None:
    """A law over every file: beyond what the app itself has on one key, two things that meet never share one."""
    plan = plan_keys(wishes, ALL)
    now = {one.id: plan.keys_of(one.id, one.keys) for one in ALL}
    for one in ALL:
        assert one.protects <= set(now[one.id])
        for other in ALL:
            if one is not other and one.meets(other):
                assert not set(now[one.id]) & set(now[other.id])


def test_of_many_that_lose_a_key_only_some_are_named() -> None:
    """A letter for a list takes it from acts of many screens; a page of sentences would not be read."""
    many = [Bindable(f"Act{number}", f"Doen {number}", ("x",), frozenset({"Cases"})) for number in range(5)]
    (said,) = plan_keys({"list.down": "x"}, [DOWN, *many]).warnings
    assert "5 andere hebben hem niet meer, zoals 'Doen 0' en 'Doen 1'" in said
