"""Where the program in a folder of its own starts."""

import sys

from zorgarrangeur_tui.__main__ import main

sys.exit(main())
