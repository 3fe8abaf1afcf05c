"""How far somebody is in the lesson. Pure: each act gives the next state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zorgarrangeur_tui.lesson.steps import Step


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody is in the lesson.

    Attributes:
        current: the id of the step to do; "" after the last one.
        done: the ids of the steps that were done.
        running: whether the lesson shows; a user can stop it and go on later.
    """

    current: str = ""
    done: frozenset[str] = frozenset()
    running: bool = False

    @property
    def over(self) -> bool:
        """Whether the last step is behind."""
        return not self.current


def begun(steps: Sequence[Step]) -> Progress:
    """Return the lesson at its first step."""
    return Progress(steps[0].id, frozenset(), running=True)


def finished_step(progress: Progress, steps: Sequence[Step]) -> Progress:
    """Return the lesson after the current step was done."""
    return replace(skipped_step(progress, steps), done=progress.done | {progress.current})


def skipped_step(progress: Progress, steps: Sequence[Step]) -> Progress:
    """Return the lesson one step further, without having done it."""
    after = number_of(progress.current, steps)
    return replace(progress, current=steps[after].id if after < len(steps) else "")


def jumped(progress: Progress, step_id: str) -> Progress:
    """Return the lesson at another step, which is to be done, whether or not it was done before."""
    return replace(progress, current=step_id, running=True)


def stopped(progress: Progress) -> Progress:
    """Return the lesson put away; where it was stays known."""
    return replace(progress, running=False)


def resumed(progress: Progress, steps: Sequence[Step]) -> Progress:
    """Return the lesson going on where it was; from the start when it was never begun or is over."""
    return begun(steps) if progress.over else replace(progress, running=True)


def number_of(step_id: str, steps: Sequence[Step]) -> int:
    """Return the number of a step, counted from 1; 1 past the last for one that is not there."""
    return next((number for number, step in enumerate(steps, start=1) if step.id == step_id), len(steps) + 1)
