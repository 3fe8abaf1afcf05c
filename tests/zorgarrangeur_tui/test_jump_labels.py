"""The letters of jump mode are few and never in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgarrangeur_tui.keys.jump_labels import jump_labels


@given(st.integers(0, 676))
def test_no_label_begins_with_another(count: int) -> None:
    """So a label is complete as soon as it is typed; one letter is enough for as many as there can be."""
    labels = jump_labels(count)
    assert len(set(labels)) == len(labels) == count
    assert not any(one != other and other.startswith(one) for one in labels for other in labels if len(one) == 1)
    assert count > 26 or all(len(label) == 1 for label in labels)


def test_more_places_than_letters_are_refused() -> None:
    """No screen has so many."""
    with pytest.raises(ValueError, match="677"):
        jump_labels(677)
