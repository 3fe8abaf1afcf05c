"""What a key may have to wait for, because it is about what is not on screen yet."""

from __future__ import annotations

from textual.dom import DOMNode


class KeepsKeysWaiting(DOMNode):
    """Mixed into what is still looking for what the user asked for by typing, such as the rows that answer a filter.

    What is typed in a field need not wait for it. Enter must: it would choose something that is about to go.
    """

    @property
    def keeps_keys_waiting(self) -> bool:
        """Whether what it shows is not yet what was asked for."""
        raise NotImplementedError
