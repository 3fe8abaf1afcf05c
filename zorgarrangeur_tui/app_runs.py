"""From the first screen to the exit code: on a store of one's own, and on the invented region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.app import ZorgarrangeurApp
from zorgarrangeur_tui.preferences.preferences_file import default_file
from zorgarrangeur_tui.process_end import run_to_its_end
from zorgarrangeur_tui.session import AppEnd, AppSettings

if TYPE_CHECKING:
    from storage.store import Store


def run_app(settings: AppSettings, store: Store | None = None) -> int:
    """Run the app until the user quits; after a lock, start anew in the place of this process.

    Who wants to practise before there is a store gets the practice region, and then begins where that was.

    Returns:
        The exit code: 0, or 1 after a fault in the app, or 128 and the number of the signal that ended it.
    """
    while True:
        app = ZorgarrangeurApp(settings, store)
        code = run_to_its_end(app)
        if app.return_value is not AppEnd.PRACTICE:
            return code
        code = run_demo()
        if code:
            return code


def run_demo(school_count: int = 12, seed: int = 1) -> int:
    """Run the app on a fresh invented region, which is gone when the app stops.

    Returns:
        The exit code, as in `run_app`.
    """
    from zorgarrangeur_tui.demo.passing_folder import passing_folder  # noqa: PLC0415 - the demo only
    from zorgarrangeur_tui.demo.practice_store import PracticeRegions, practice_settings  # noqa: PLC0415 - as above
    from zorgarrangeur_tui.lesson.progress_file import default_lesson_file  # noqa: PLC0415 - as above

    settings = practice_settings()
    # A region that is still being made when the user leaves, loses its folder under it, and then removes what it still made.
    with passing_folder() as folder:
        practice = PracticeRegions(folder, settings, school_count=school_count, seed=seed)
        app_settings = AppSettings(
            folder,
            settings,
            demo=True,
            preferences_file=default_file(),
            practice=practice,
            lesson_file=default_lesson_file(),
            passing_folder=folder,
        )
        try:
            return run_app(app_settings)
        finally:
            practice.close()
