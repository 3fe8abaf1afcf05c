"""A class of the app that the styles of every screen follow, also of screens that wait behind another or in another mode.

Textual does this for a theme and not for a class. The private name of Textual that it needs is in this module only.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


def style_everywhere(app: App[Any], class_name: str, *, wanted: bool) -> bool:
    """Give the app a class or take it away. Tell whether that was needed."""
    if app.has_class(class_name) == wanted:
        return False
    app.set_class(wanted, class_name)
    app._invalidate_css()  # noqa: SLF001 - see the docstring of the module
    app.refresh_css(animate=False)
    return True
