"""A process that searches for the app: it hears what to do over its input, answers over its output, and ends with the app.

It knows no store and no screen, and writes no file.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from queue import SimpleQueue
from typing import IO

from zorgarrangeur_tui.hygiene import guard
from zorgarrangeur_tui.planning.search_engine import SearchEngine
from zorgarrangeur_tui.planning.search_messages import (
    Anew,
    Begin,
    Changes,
    Found,
    Message,
    Ready,
    Round,
    RoundDone,
    receive,
    send,
)
from zorgarrangeur_tui.planning.search_model import SearchModel
from zorgarrangeur_tui.planning.search_narrow import narrowed
from zorgarrangeur_tui.planning.search_schedule import heat_among_few, heat_at, heat_to_note
from zorgarrangeur_tui.planning.search_start import construct, keep_what_fits
from zorgarrangeur_tui.planning.search_watch import PlaceWatch

_MOVES_BETWEEN_LOOKS = 8
_SECONDS_BETWEEN_MESSAGES = 0.5
_NARROW_PART = 0.5
"""Of a search that begins among a few."""


def main() -> None:
    """Search for whoever started this process, until they are gone."""
    guard()
    inbox: SimpleQueue[Message] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, inbox), daemon=True).start()
    begin = inbox.get()
    assert isinstance(begin, Begin)
    engine = SearchEngine(SearchModel(begin.problem), begin.seed)
    bare_cost, left = engine.state.cost, tuple(engine.state.left)
    if begin.start is not None:
        keep_what_fits(engine, begin.start)
    construct(engine, lambda: False)
    send(sys.stdout.buffer, Ready(engine.state.cost, engine.best, bare_cost, left))
    watch: PlaceWatch | None = None
    while True:
        message = inbox.get()
        assert isinstance(message, Round)
        if message.watched and watch is None:
            watch = PlaceWatch(engine.model, heat_to_note(begin.problem.weights))
        engine, done = play_round(engine, message, watch if message.watched else None, sys.stdout.buffer)
        send(sys.stdout.buffer, done)


def play_round(
    engine: SearchEngine, task: Round, watch: PlaceWatch | None, pipe: IO[bytes]
) -> tuple[SearchEngine, RoundDone]:
    """Search for one round and return what has the plan now and how it ended; what is better on the way is told at once."""
    began = told = time.monotonic()
    engine.restore(list(task.changes), list(task.changes.values()))
    model, before, cost = engine.model, list(engine.state.given), engine.state.cost
    few = task.anew if task.anew is not None and task.anew.visitors is not None else None
    if task.anew is not None:
        engine = _begun_anew(model, task.anew)
    engine.begin(task.schools, set(task.foreign), watch)
    if task.anew is not None:
        engine.news.update(dict.fromkeys(range(len(before))))
    moves, at = 0, task.heat.coldest
    while engine.has_work:
        if moves % _MOVES_BETWEEN_LOOKS == 0:
            now = time.monotonic()
            done = (now - began) / task.seconds
            if done >= 1.0:
                break
            if few is not None and done >= _NARROW_PART:
                engine, few = _widened(engine, model, few.seed, task, watch), None
            at = _heat(task, done, short=engine.is_short)
            if engine.news and now - told >= _SECONDS_BETWEEN_MESSAGES:
                send(pipe, _news(engine, cost))
                told = now
        engine.move(at)
        moves += 1
    if engine.news:
        send(pipe, _news(engine, cost))
    if few is not None:
        engine = _widened(engine, model, few.seed, task, watch)
    given = engine.state.given
    changed = {line: given[line] for line in range(len(given)) if given[line] is not before[line]}
    noted, ended_with = (watch.news(), watch.parts_of(engine.best)) if watch is not None else ((), ())
    return engine, RoundDone(cost - engine.state.cost, changed, noted, ended_with)


def _begun_anew(model: SearchModel, anew: Anew) -> SearchEngine:
    """Return a plan of one's own to begin with."""
    engine = SearchEngine(model if anew.visitors is None else narrowed(model, anew.visitors), anew.seed)
    construct(engine, lambda: False)
    return engine


def _widened(
    engine: SearchEngine, model: SearchModel, seed: int, task: Round, watch: PlaceWatch | None
) -> SearchEngine:
    """Return the best plan so far of a search among a few, to go on with among all."""
    wide = SearchEngine(model, seed)
    wide.restore(range(len(engine.best)), engine.best)
    wide.begin(task.schools, set(task.foreign), watch)
    wide.news.update(engine.news)
    return wide


def _heat(task: Round, done: float, *, short: bool) -> float:
    """Return the heat when a part of a round is done; a search among a few and the one after it each cool down."""
    if task.anew is None or task.anew.visitors is None:
        return heat_at(task.heat, task.ends, task.begin + (task.end - task.begin) * done, short=short)
    part = done / _NARROW_PART if done < _NARROW_PART else (done - _NARROW_PART) / (1.0 - _NARROW_PART)
    return heat_among_few(task.heat, part)


def _news(engine: SearchEngine, cost: int) -> Found:
    """Return the best plan of the round, as far as it was not told yet."""
    changes: Changes = {line: engine.best[line] for line in engine.news}
    engine.news.clear()
    return Found(cost - engine.best_cost, changes)


def _listen(pipe: IO[bytes], inbox: SimpleQueue[Message]) -> None:
    """Take in messages; end the process at once when the other end is gone."""
    while (message := receive(pipe)) is not None:
        inbox.put(message)
    os._exit(0)
