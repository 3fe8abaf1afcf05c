"""The command palette: every act that can be done now, with its key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from zorgarrangeur_tui.commands import Acting, CommandClass, acts_of, key_words


class ActProvider(Provider):
    """Offers the commands of the screen and of the app. Textual's own are left out: one of them writes a screenshot."""

    async def discover(self) -> Hits:
        """Yield every command before anything is typed."""
        for actor, command in self._acts():
            yield DiscoveryHit(_title(command), partial(actor.run_act, command), help=command.explanation())

    async def search(self, query: str) -> Hits:
        """Yield the commands whose label or explanation matches."""
        matcher = self.matcher(query)
        for actor, command in self._acts():
            score = max(matcher.match(command.label), matcher.match(command.explanation()) * 0.8)
            if score > 0:
                title = Content.assemble(matcher.highlight(command.label), *_key(command))
                yield Hit(score, title, partial(actor.run_act, command), help=command.explanation())

    def _acts(self) -> Iterator[tuple[Acting, CommandClass]]:
        seen = set()
        for actor, command in acts_of(self.screen, self.app):
            if command.__name__ not in seen:
                seen.add(command.__name__)
                yield actor, command


def _title(command: CommandClass) -> Content:
    return Content.assemble(command.label, *_key(command))


def _key(command: CommandClass) -> list[tuple[str, str]]:
    return [(f"  {key_words(command)}", "bold $accent")] if command.key else []
