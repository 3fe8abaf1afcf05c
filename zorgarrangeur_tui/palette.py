"""The command palette: every act that can be done now, with its key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from widgets.keeps_keys_waiting import KeepsKeysWaiting
from zorgarrangeur_tui.commands import Acting, CommandClass, acts_of, key_words
from zorgarrangeur_tui.keys.act_keys import with_act_keys


class ActPalette(CommandPalette, KeepsKeysWaiting):
    """Textual's palette, which also says in Dutch that there is no such act, and does what answers all that was typed."""

    def __init__(self) -> None:
        super().__init__(placeholder="Typ wat u wilt doen", id="--command-palette")

    @property
    def keeps_keys_waiting(self) -> bool:
        """Whether the acts that answer what was typed are still being gathered."""
        gathering = self._GATHER_COMMANDS_GROUP
        return any(one.node is self and one.group == gathering and not one.is_finished for one in self.workers)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        show = partial(self._show_nothing_found, search_value)
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)

    def _show_nothing_found(self, search_value: str) -> None:
        if search_value:
            nothing = Option(Content("Niets gevonden. Typ een ander woord."), id=self._NO_MATCHES, disabled=True)
            self.query_one(CommandList).add_option(nothing)
        self._list_visible = bool(search_value)


class ActProvider(Provider):
    """Offers the commands of the screen and of the app. Textual's own are left out: one of them writes a screenshot."""

    async def discover(self) -> Hits:
        """Yield every command before anything is typed."""
        for actor, command in self._acts():
            title = Content.assemble(command.label, *_key(command, actor))
            yield DiscoveryHit(
                title, partial(actor.run_act, command), help=with_act_keys(command.explanation(), actor.app)
            )

    async def search(self, query: str) -> Hits:
        """Yield the commands whose label or explanation matches."""
        matcher = self.matcher(query)
        for actor, command in self._acts():
            score = max(matcher.match(command.label), matcher.match(command.explanation()) * 0.8)
            if score > 0:
                title = Content.assemble(matcher.highlight(command.label), *_key(command, actor))
                yield Hit(
                    score, title, partial(actor.run_act, command), help=with_act_keys(command.explanation(), actor.app)
                )

    def _acts(self) -> Iterator[tuple[Acting, CommandClass]]:
        seen = set()
        for actor, command in acts_of(self.screen, self.app):
            if command.__name__ not in seen:
                seen.add(command.__name__)
                yield actor, command


def _key(command: CommandClass, actor: Acting) -> list[tuple[str, str]]:
    words = key_words(command, actor.app)
    return [(f"  {words}", "bold $accent")] if words else []
