"""The screens look as they were last looked at by a person: every screen, three sizes, four looks.

`python -m pytest -m slow tests/zorgarrangeur_tui/test_frames.py --snapshot-update` keeps them anew, after which the difference
is to be read line by line.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from frame_files import frames_text
from look_kit import Frame, tour
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex

from zorgarrangeur_tui.themes import CONTRAST_DARK, DARK, LIGHT

KEPT_ON = (3, 11)
"""The one Python on which frames are kept: another may order or wrap something in another way."""
LOOKS = {
    "donker": (DARK.name, False),
    "licht": (LIGHT.name, False),
    "hoog contrast": (CONTRAST_DARK.name, False),
    "zonder kleur": (DARK.name, True),
}


class FrameFile(SingleFileSnapshotExtension):
    """One text file for each screen."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Return the folder beside this file."""
        return str(Path(test_location.filepath).parent / "snapshots")

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        """Return the name of the screen."""
        return str(index)


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info[:2] != KEPT_ON, reason="frames are kept and compared on one Python only")
def test_every_screen_looks_as_it_was_kept(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Texts and styles of all stops, of which the first that differs is shown by the option -vv."""
    looks: dict[str, list[Frame]] = {}
    for look, (theme, no_color) in LOOKS.items():
        looks[look] = asyncio.run(tour(tmp_path / look, theme, no_color=no_color))
    kept = snapshot.use_extension(FrameFile)
    other = []
    for stop in dict.fromkeys(frame.stop for frame in looks["donker"]):
        text = frames_text({look: [frame for frame in frames if frame.stop == stop] for look, frames in looks.items()})
        if text != kept(name=stop):
            other.append(stop)
    assert not other, f"other than kept: {', '.join(other)}; --snapshot-update and `git diff` show in what"
