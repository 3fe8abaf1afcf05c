"""Makes Textual's drawing of a screen small and the same each time: it looks alike with a quarter of the bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from rich.cells import cell_len

_COLUMN = 12.2
_PREFIX = re.compile(r"terminal-\d+-")
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_LINE_CLIP = re.compile(r'<clipPath id="line-\d+">.*?</clipPath>\s*', re.DOTALL)
_TEXT = re.compile(
    r'<text class="(?P<style>r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="(?P<width>[\d.]+)"'
    r' clip-path="url\(#line-\d+\)">(?P<text>[^<]*)</text>'
)
_PART = re.compile(r"\S+(?: \S+)*")
_GROUND = re.compile(
    r'<rect fill="(?P<fill>#[0-9a-f]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" width="(?P<width>[\d.]+)"'
    r' height="24.65" shape-rendering="crispEdges"/>'
)


def compact(drawing: str) -> str:
    """Return a drawing without what a reader does not see. Its class names are short: show it as an image, not inline."""
    drawing = _FONT.sub("", _PREFIX.sub("", drawing))
    drawing = _LINE_CLIP.sub("", drawing)
    drawing = _TEXT.sub(_short_text, drawing)
    grounds = [
        (one["fill"], float(one["x"]), float(one["y"]), float(one["width"])) for one in _GROUND.finditer(drawing)
    ]
    drawing = _GROUND.sub("", drawing)
    rectangles = "\n".join(
        f'<rect class="g" fill="{fill}" x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="24.65"/>'
        for fill, x, y, width in _merged(grounds)
    )
    drawing = re.sub(r'(<g class="matrix">)', rf"{rectangles}\n\1", drawing, count=1)
    drawing = drawing.replace("<style>", "<style>\n.g { shape-rendering: crispEdges }", 1)
    lines = (line.strip() for line in drawing.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _short_text(found: re.Match[str]) -> str:
    """Return a run of text in parts, without the blanks around them: not every reader of drawings keeps blanks."""
    text = unescape(found["text"]).replace("\N{NO-BREAK SPACE}", " ").strip("\n")
    return "".join(
        f'<text class="{found["style"]}" x="{_number(float(found["x"]) + cell_len(text[: part.start()]) * _COLUMN)}"'
        f' y="{found["y"]}" textLength="{_number(cell_len(part[0]) * _COLUMN)}">{escape(part[0])}</text>\n'
        for part in _PART.finditer(text)
    )


def _merged(grounds: list[tuple[str, float, float, float]]) -> Iterator[tuple[str, float, float, float]]:
    """Yield pieces of ground, those of one colour side by side as one."""
    standing: tuple[str, float, float, float] | None = None
    for fill, x, y, width in grounds:
        if standing is not None:
            colour, left, top, wide = standing
            if (colour, top) == (fill, y) and abs(left + wide - x) < 1:
                standing = (fill, left, top, wide + width)
                continue
            yield standing
        standing = (fill, x, y, width)
    if standing is not None:
        yield standing


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
