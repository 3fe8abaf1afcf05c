"""Makes the pictures of the manual by doing what its steps say. Run from the root: `python -m docs.pictures.make`."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

import click

from docs.pictures.compact_svg import compact
from zorgarrangeur_tui.testing import Tester
from zorgarrangeur_tui.testkit.manual_page import Chapter, read_chapters
from zorgarrangeur_tui.testkit.story import Step
from zorgarrangeur_tui.testkit.story_play import play

FOLDER = Path(__file__).resolve().parent
MANUAL = FOLDER.parent / "handleiding.md"


async def picture(tester: Tester, name: str) -> None:
    """Write what is on screen as SVG. Sentences in the corner come and go by the clock on the wall: those are left out."""
    tester.app.clear_notifications()
    await tester.pages.settle()
    drawing = tester.app.export_screenshot(title="Zorgarrangeur")
    (FOLDER / f"{name}.svg").write_text(compact(drawing), encoding="utf-8")


async def make(chapter: Chapter) -> None:
    """Play a chapter and take its pictures."""

    async def watch(number: int, _: Step, tester: Tester) -> None:
        if name := chapter.pictures.get(number):
            await picture(tester, name)

    with tempfile.TemporaryDirectory() as folder:
        # Dialogs propose the home folder, where a chapter has its files.
        os.environ["HOME"] = str(Path(folder) / "bestanden")
        await play(chapter.story, Path(folder), watch)


@click.command()
@click.argument("titles", nargs=-1)
def main(titles: tuple[str, ...]) -> None:
    """Make the pictures of all chapters, or of those of which a part of the title is given."""
    for chapter in read_chapters(MANUAL):
        if chapter.pictures and (not titles or any(title in chapter.title for title in titles)):
            asyncio.run(make(chapter))
            click.echo(f"{chapter.title}: {', '.join(chapter.pictures.values())}")


if __name__ == "__main__":
    main()
