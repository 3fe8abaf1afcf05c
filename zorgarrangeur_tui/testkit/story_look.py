"""Comparing what the app shows with what a step of a story expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from zorgarrangeur_tui.page_objects import Pages
from zorgarrangeur_tui.testkit.story import Step, TableCheck

Fill = Callable[[str], str]
"""Puts what a story cannot know, such as a folder, in the place where a text names it."""


def differences(step: Step, pages: Pages, told: Sequence[str], fill: Fill) -> Iterator[str]:
    """Yield in Dutch what is not as expected.

    Args:
        step: what is expected.
        pages: what is on screen.
        told: what was told in the corner during the step.
        fill: gives a text of the story as it really is.
    """
    return chain(
        _screen(step, pages),
        _sentences(step, pages, fill),
        _notices(step, told),
        chain.from_iterable(_table(check, pages) for check in step.tables),
        _values(step, pages, fill),
        (f"Dit bestand is er niet: {name}" for name in step.files if not Path(fill(name)).is_file()),
    )


def _screen(step: Step, pages: Pages) -> Iterator[str]:
    if step.screen and pages.open_screen != step.screen:
        yield f"Scherm „{step.screen}” werd verwacht; vooraan staat „{pages.open_screen}”."


def _sentences(step: Step, pages: Pages, fill: Fill) -> Iterator[str]:
    for sentence in step.see:
        if not pages.says(fill(sentence)):
            yield f"Dit staat niet op het scherm: „{sentence}”"
    for sentence in step.see_not:
        if pages.says(fill(sentence)):
            yield f"Dit staat wel op het scherm: „{sentence}”"


def _notices(step: Step, told: Sequence[str]) -> Iterator[str]:
    for sentence in step.notices:
        if not any(sentence in one for one in told):
            yield f"Deze melding kwam niet: „{sentence}”. Wel gemeld: {' / '.join(told) or 'niets'}"


def _table(check: TableCheck, pages: Pages) -> Iterator[str]:
    if not pages.app.screen.query(f"#{check.name}"):
        yield f"Op dit scherm staat geen tabel „{check.name}”."
        return
    rows = [" ".join(row) for row in pages.rows(check.name)]
    if check.count is not None and len(rows) != check.count:
        yield f"Tabel „{check.name}” heeft {len(rows)} rijen; verwacht: {check.count}."
    for text in check.some:
        if not any(text in row for row in rows):
            yield f"Geen rij van „{check.name}” bevat „{text}”."
    for text in check.every:
        others = [row for row in rows if text not in row]
        if others or not rows:
            told = f"Zonder: {others[0]}" if others else "Er is geen rij."
            yield f"Niet elke rij van „{check.name}” bevat „{text}”. {told}"
    for text in check.none:
        if any(text in row for row in rows):
            yield f"Een rij van „{check.name}” bevat „{text}”."


def _values(step: Step, pages: Pages, fill: Fill) -> Iterator[str]:
    if step.values and not pages.form.is_open:
        yield f"Er is geen formulier open, maar „{pages.open_screen}”."
        return
    for label, expected in step.values.items():
        try:
            value = pages.form.value(label)
        except AssertionError as problem:
            yield str(problem)
            continue
        if value != fill(expected):
            yield f"In „{label}” staat „{value}”; verwacht: „{expected}”."
