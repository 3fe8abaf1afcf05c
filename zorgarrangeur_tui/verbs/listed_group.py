"""A verb with verbs of its own, whose help gives the first sentence of each whole."""

from __future__ import annotations

import click

_LONGEST = 400
"""Characters: more than any first sentence has. Click wraps a long one, and by itself would cut it."""


class ListedGroup(click.Group):
    """A group that lists its commands in its help, each with a whole sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under each other."""
        named = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, one.get_short_help_str(_LONGEST)) for name, one in named if one is not None and not one.hidden]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
