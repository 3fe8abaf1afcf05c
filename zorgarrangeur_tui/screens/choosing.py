"""A screen on which the user chooses between values that several people wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.history import FieldKey
from zorgarrangeur_tui.choice_words import ValueReader
from zorgarrangeur_tui.desk.import_choices import Choice, Question
from zorgarrangeur_tui.screens.mode_screen import StoreScreen


class ChoosingScreen(StoreScreen):
    """What the acts of choosing need of their screen (see `choice_acts`)."""

    @property
    def reader(self) -> ValueReader:
        """Puts values into words, with or without names."""
        raise NotImplementedError

    @property
    def choices(self) -> Mapping[FieldKey, Choice]:
        """What was chosen and is not written yet."""
        return {}

    @property
    def may_choose(self) -> bool:
        """Whether choices can be made at all; otherwise there is only looking."""
        return True

    def all_questions(self) -> Sequence[Question]:
        """Return every question, in the order of the list."""
        raise NotImplementedError

    def questions_at_cursor(self) -> Sequence[Question]:
        """Return the questions that are for this user to answer in the line under the cursor."""
        raise NotImplementedError

    def take_choices(self, found: Mapping[FieldKey, Choice | None]) -> None:
        """Keep or write what was chosen; None takes an answer back."""
        raise NotImplementedError

    def show_names(self) -> None:
        """Show what is hidden, from now on; that is logged."""
        raise NotImplementedError

    def hides(self) -> bool:
        """Tell whether something is hidden that could be shown."""
        raise NotImplementedError
