"""Where the program starts. What needs no library is answered before one is loaded."""

from __future__ import annotations

import sys

from zorgarrangeur_tui import __version__


def main() -> int:
    """Run the program on the words of the command line and return its exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:
        return _tell(f"zorgarrangeur {__version__}\n")
    if words == ["--help"]:
        from zorgarrangeur_tui.verbs.catalogue import main_help  # noqa: PLC0415 - not needed for a verb

        return _tell(main_help())
    from zorgarrangeur_tui.hygiene import guard  # noqa: PLC0415 - the two above touch nothing of a user

    guard()
    from zorgarrangeur_tui.own_program import SEARCH_WORD  # noqa: PLC0415 - after the guard

    if words == [SEARCH_WORD]:
        from zorgarrangeur_tui.planning.search_child import main as search  # noqa: PLC0415 - the planner's helper only

        search()
        return 0
    from zorgarrangeur_tui.surroundings import (  # noqa: PLC0415 - as above
        folder_for_app,
        forgive_old_code_pages,
        screen_is_there,
    )

    folder = folder_for_app(words)
    if folder is not None and screen_is_there():
        from zorgarrangeur_tui.app_start import start_app  # noqa: PLC0415 - past click, for which the first frame would wait

        forgive_old_code_pages()
        try:
            return start_app(folder)
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - nothing may end in a traceback
            from zorgarrangeur_tui.verbs.spoken_group import ended_by  # noqa: PLC0415 - now the words are needed

            return ended_by(error)
    from zorgarrangeur_tui.cli import run  # noqa: PLC0415 - click takes longer to load than Python itself

    return run(words)


def _tell(text: str) -> int:
    """Print a text and return the exit code."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from zorgarrangeur_tui.verbs.spoken_group import ended_by  # noqa: PLC0415 - now the words are needed

        return ended_by(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
