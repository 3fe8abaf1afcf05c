"""Changing the text of a note: which line keeps its record, and where a new one stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.models import new_id
from zorgarrangeur_tui.domain.note_changes import ids_in_order, note_changes
from zorgarrangeur_tui.domain.note_lines import ActionLine, EntryLine, ItemLine
from zorgarrangeur_tui.domain.pupil_mentions import pupils_mentioned
from zorgarrangeur_tui.domain.visit_roles import names_among

ENTRIES = st.lists(st.one_of(st.builds(ItemLine, st.sampled_from("abc")), st.builds(ActionLine, st.sampled_from("ab"))))


def test_a_reworded_line_keeps_its_record_and_a_new_one_stands_between() -> None:
    """An action is never made of an observation."""
    old: list[tuple[str, EntryLine]] = [("1", ItemLine("een")), ("2", ActionLine("bellen")), ("3", ItemLine("drie"))]
    new = [ItemLine("een"), ItemLine("twee"), ActionLine("bellen"), ItemLine("drie!")]
    changes = note_changes(old, new)
    assert [record_id for record_id, _ in changes.lines] == ["1", None, "2", "3"]
    assert (changes.changed, changes.removed) == ({"3"}, ())


@given(ENTRIES, ENTRIES)
def test_the_new_lines_are_what_was_written_and_no_record_is_lost(old: list[EntryLine], new: list[EntryLine]) -> None:
    """Each old record is kept, changed or removed, once, and stays of its kind; kept ones keep their order."""
    known = [(f"{number:032x}", line) for number, line in enumerate(old, start=1)]
    changes = note_changes(known, new)
    assert [line for _, line in changes.lines] == new
    kept = [record_id for record_id, _ in changes.lines if record_id is not None]
    assert sorted([*kept, *changes.removed]) == [record_id for record_id, _ in known]
    assert kept == sorted(kept)
    before = dict(known)
    for record_id, line in changes.lines:
        if record_id is not None:
            assert type(before[record_id]) is type(line)
            assert (before[record_id] != line) == (record_id in changes.changed)


@given(st.lists(st.booleans(), max_size=12))
def test_new_ids_sort_between_those_of_their_neighbours(places: list[bool]) -> None:
    """The order of the lines is the order of their ids, and no id is used twice."""
    known = iter(sorted(new_id() for place in places if place))
    ids = ids_in_order([next(known) if place else None for place in places])
    assert ids == sorted(set(ids))
    assert all(len(one) == 32 for one in ids)


def test_a_line_between_two_that_have_no_room_is_kept_all_the_same() -> None:
    """Its place is lost, the line is not."""
    first, second, last = f"{1:032x}", f"{2:032x}", "f" * 32
    for known in ([first, None, second], [first, None, None, second], [last, None]):
        ids = ids_in_order(known)
        assert len(set(ids)) == len(known)
        assert [one for one, own in zip(ids, known, strict=True) if own] == [own for own in known if own]


def test_a_child_is_recognised_by_its_whole_pseudonym() -> None:
    """Capitals make no difference, a longer pseudonym is no shorter one, and a part of a word is nothing."""
    known = {"a": "Blauwe Otter", "b": "Blauwe Otter 2", "c": "Gele Egel"}
    assert pupils_mentioned("de blauwe  otter 2 slaapt", known) == ("b",)
    assert pupils_mentioned("Gele Egel helpt blauwe otter", known) == ("c", "a")
    assert pupils_mentioned("gele egeltjes", known) == ()


def test_a_role_that_looks_like_a_name_is_told() -> None:
    """Short forms in capitals are roles."""
    assert names_among(["ib-er", "CvB", "IB", "juf Fatima", "Directeur", "ouder"]) == ["juf Fatima"]
