"""A list of options that also goes by j and k."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class LetterList(OptionList, inherit_bindings=False):
    """Textual's list of options, with the letters that all lists of the house have beside the arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Omhoog", show=False, id="letter-list.up"),
        Binding("down,j", "cursor_down", "Omlaag", show=False, id="letter-list.down"),
        Binding("pageup", "page_up", "Bladzijde omhoog", show=False, id="letter-list.page-up"),
        Binding("pagedown", "page_down", "Bladzijde omlaag", show=False, id="letter-list.page-down"),
        Binding("home", "first", "Naar de eerste", show=False, id="letter-list.first"),
        Binding("end,G", "last", "Naar de laatste", show=False, id="letter-list.last"),
        Binding("enter", "select", "Kies", show=False, id="letter-list.select"),
    ]
    """
    | Key(s) | What it does |
    | :- | :- |
    | up, k / down, j | An option up or down. |
    | pageup / pagedown | A page up or down. |
    | home / end, G | To the first or last option. |
    | enter | Choose the option under the cursor. |
    """
