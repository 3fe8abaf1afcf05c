"""What pytest gets: stories as tests, and fixtures. Nothing of the app is loaded before a test needs it.

Add `-p zorgarrangeur_tui.testkit.pytest_plugin` to pytest's options, or name the module in `pytest_plugins`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from zorgarrangeur_tui.testing import FrozenClock, Tester
    from zorgarrangeur_tui.testkit.story import Story

_SUFFIX = ".verhaal.toml"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> StoryFile | None:
    """Take every file that is named as a story."""
    return StoryFile.from_parent(parent, path=file_path) if file_path.name.endswith(_SUFFIX) else None


class StoryFile(pytest.File):
    """A file with one story."""

    def collect(self) -> Iterator[StoryItem]:
        """Return the story as a test."""
        yield StoryItem.from_parent(self, name="verhaal")


class StoryItem(pytest.Item):
    """A story that is played as a test."""

    def runtest(self) -> None:
        """Play it in a folder that is thrown away."""
        from zorgarrangeur_tui.testkit.story_file import read_story  # noqa: PLC0415 - see the module's docstring

        play_in_a_throw_away_folder(read_story(self.path))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Tell what the story expected; a fault in the app itself with where it is."""
        from zorgarrangeur_tui.testkit.story import StoryFault  # noqa: PLC0415 - see the module's docstring
        from zorgarrangeur_tui.testkit.story_play import StoryFailure  # noqa: PLC0415

        if isinstance(excinfo.value, (StoryFailure, StoryFault)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the file."""
        return self.path, None, self.path.name.removesuffix(_SUFFIX)


def play_in_a_throw_away_folder(story: Story) -> None:
    """Play a story in a folder of its own.

    Raises:
        StoryFailure: something is not as the story says.
    """
    import tempfile  # noqa: PLC0415 - see the module's docstring

    from zorgarrangeur_tui.testkit.story_play import play  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="zorgarrangeur-verhaal-") as folder:
        asyncio.run(play(story, Path(folder)))


@pytest.fixture
def frozen_clock() -> FrozenClock:
    """Return a clock that stands at Monday 23 November 2026, 9:00 in the Netherlands, until the test moves it."""
    from zorgarrangeur_tui.testing import FrozenClock  # noqa: PLC0415 - see the module's docstring

    return FrozenClock()


@pytest.fixture
def practice_app(tmp_path: Path) -> Callable[..., AbstractAsyncContextManager[Tester]]:
    """Return a way to open the app on the invented region, in `async with`; it takes what `open_demo` takes."""
    from zorgarrangeur_tui.testing import open_demo  # noqa: PLC0415 - see the module's docstring

    return partial(open_demo, tmp_path / "oefenregio")


@pytest.fixture
def empty_app(tmp_path: Path, frozen_clock: FrozenClock) -> Callable[..., AbstractAsyncContextManager[Tester]]:
    """Return a way to open the app at work on an empty store, in `async with`."""
    from zorgarrangeur_tui.testing import make_store, open_app  # noqa: PLC0415 - see the module's docstring

    def opened(**options: Any) -> AbstractAsyncContextManager[Tester]:
        folder = tmp_path / "lege-opslag"
        return open_app(folder, store=make_store(folder, clock=frozen_clock), clock=frozen_clock, **options)

    return opened


@pytest.fixture
def story() -> Callable[[str], None]:
    """Return what plays a story that stands in a test as text. Use it in a test that is not `async`."""
    from zorgarrangeur_tui.testkit.story_file import parse_story  # noqa: PLC0415 - see the module's docstring

    return lambda text: play_in_a_throw_away_folder(parse_story(text))
