"""Where the program starts. What needs no library is answered before one is loaded."""

from __future__ import annotations

import sys

from zorgarrangeur_tui import __version__


def main() -> int:
    """Run the program on the words of the command line and return its exit code."""
    words = sys.argv[1:]
    if words == ["--version"]:
        sys.stdout.write(f"zorgarrangeur {__version__}\n")
        return 0
    if words == ["--help"]:
        from zorgarrangeur_tui.verbs.catalogue import main_help  # noqa: PLC0415 - not needed for a verb

        sys.stdout.write(main_help())
        return 0
    from zorgarrangeur_tui.hygiene import guard  # noqa: PLC0415 - the two above touch nothing of a user

    guard()
    from zorgarrangeur_tui.cli import run  # noqa: PLC0415 - click takes longer to load than Python itself

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
