"""How the frames of a screen are kept: one text file a screen, in which a reviewer sees what changed, cell by cell.

Per size the lines as a user reads them, and after each line its styles: `a12 b3` is twelve cells in style a and three in b.
What a letter stands for is told at the end of the file, once, with its style in each of the looks.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from look_kit import Frame
from rich.style import Style

_LETTERS = [*string.ascii_lowercase, *string.ascii_uppercase]
_SIGNS = [*_LETTERS, *(f"{one}{other}" for one in "'\"" for other in _LETTERS)]


def frames_text(looks: Mapping[str, Sequence[Frame]]) -> str:
    """Return the kept form of one screen: per look its frames, each look the same sizes in the same order.

    Raises:
        ValueError: two looks show other texts; a look is about colours and no more.
    """
    signs: dict[tuple[str, ...], str] = {}
    parts = []
    for frames in zip(*looks.values(), strict=True):
        first = frames[0]
        if any(frame.texts != first.texts for frame in frames):
            raise ValueError(f"{first.stop} at {first.size[0]}x{first.size[1]} says other things in another look")
        parts.append(f"== {first.size[0]}x{first.size[1]}")
        for number, line in enumerate(first.lines):
            joined = [
                tuple(style_words(frame.lines[number][column].style) for frame in frames) for column in range(len(line))
            ]
            text = "".join(cell.text for cell in line)
            parts.append(f"{text}▏{_runs(joined, signs)}")
    parts.append(f"== {' | '.join(looks)}")
    parts += [f"{sign} {' | '.join(styles)}" for styles, sign in signs.items()]
    return "\n".join(parts) + "\n"


def style_words(style: Style) -> str:
    """Return a style in words, without what a click would do."""
    return str(
        Style(
            color=style.color,
            bgcolor=style.bgcolor,
            bold=style.bold or None,
            dim=style.dim or None,
            italic=style.italic or None,
            underline=style.underline or None,
            reverse=style.reverse or None,
            strike=style.strike or None,
        )
    )


def _runs(styles: Iterable[tuple[str, ...]], signs: dict[tuple[str, ...], str]) -> str:
    found = []
    for style, group in groupby(styles):
        sign = signs.setdefault(style, _SIGNS[len(signs)])
        found.append(f"{sign}{len(list(group))}")
    return " ".join(found)
