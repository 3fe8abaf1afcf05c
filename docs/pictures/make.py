"""Makes the pictures of the documentation from the invented region. Run from the root: `python -m docs.pictures.make`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from zorgarrangeur_tui.testing import Tester, open_demo

FOLDER = Path(__file__).resolve().parent
PAGES = (("today", ("1",)), ("case", ("2", "enter", "down", "down")), ("planning", ("5",)), ("insight", ("6",)))


def take(tester: Tester, name: str) -> None:
    """Write what is on screen as SVG, without Textual's random id, so that equal pictures are equal files."""
    drawing = tester.app.export_screenshot(title="Zorgarrangeur")
    drawing = re.sub(r"terminal-\d+", f"picture-{name}", drawing)
    drawing = re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL)
    (FOLDER / f"{name}.svg").write_text(drawing, encoding="utf-8")


async def main() -> None:
    """Go through the app and take a picture of each page."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_demo(Path(folder) / "opslag") as tester:
            for name, keys in PAGES:
                await tester.press(*keys)
                take(tester, name)


if __name__ == "__main__":
    asyncio.run(main())
