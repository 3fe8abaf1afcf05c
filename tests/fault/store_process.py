"""A program that works on stores until it is killed or its disk fails: the other side of the tests beside it.

It reads a command and forks; the child prints its number and does what was asked, while it prints a line for each
act that was acknowledged; at the next line it waits for the child's end. Forking saves starting Python for every kill.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from hardships import Hardships
from store_commands import COMMANDS, say
from store_kit import leave_freed_memory


def main() -> None:
    """Serve commands until the input ends."""
    leave_freed_memory()
    while line := sys.stdin.readline():
        command, folder, argument, under = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            say(f"child {os.getpid()}")
            try:
                COMMANDS[command](Path(folder), argument, Hardships(under))
            except BaseException:  # noqa: BLE001 - whatever it was, the child must end here and not serve commands itself
                say(f"crash: {traceback.format_exc().splitlines()[-1]}")
                traceback.print_exc()
            os._exit(0)
        sys.stdin.readline()  # until this line comes the child's number stays its own, so that no other can be killed
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
