"""Reading the screen as a user does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zorgarrangeur_tui.cover import CoverableApp

_BORDERS = "│╭╮╰╯─┃┏┓┗┛━▌▐█▊▎▁▔"


def frame_lines(app: CoverableApp[Any]) -> list[str]:
    """Return the lines on screen, from the top."""
    if app.covered:
        return app.cover_lines()
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - the one way to read a frame
    return [strip.text.rstrip() for strip in strips]


def says(app: CoverableApp[Any], sentence: str) -> bool:
    """Tell whether a sentence is on screen, also where it wraps within a box or a panel."""
    return sentence in _running(frame_lines(app)) or any(sentence in _running(part) for part in _parts(app))


def notices(app: CoverableApp[Any]) -> dict[str, str]:
    """Return the sentences that stand in the corner, oldest first, each by what tells it from another that says the same."""
    return {notice.identity: notice.message for notice in app._notifications}  # noqa: SLF001 - Textual keeps them there


def _parts(app: CoverableApp[Any]) -> Iterator[list[str]]:
    """Yield the lines of each widget in sight: beside each other on screen, but each with a text of its own."""
    if app.covered:
        return
    compositor = app.screen._compositor  # noqa: SLF001 - as above
    strips = compositor.render_strips()
    for region, clip in compositor.visible_widgets.values():
        seen = region.intersection(clip)
        if seen:
            yield [strip.crop(seen.x, seen.right).text for strip in strips[seen.y : seen.bottom]]


def _running(lines: list[str]) -> str:
    """Return lines as running text, without what is drawn around it."""
    plain = "".join(" " if character in _BORDERS else character for character in " ".join(lines))
    return " ".join(plain.split())
