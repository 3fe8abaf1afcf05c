"""The words in which the planner explains itself. Names come from the app; a pupil is never named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from zorgarrangeur_tui.domain.clock import duration, weekday
from zorgarrangeur_tui.planning.measures import Measures
from zorgarrangeur_tui.planning.names import block_name, provider_name, school_name, slot_time, worker_name
from zorgarrangeur_tui.planning.placements import Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Problem


@dataclass(frozen=True, slots=True)
class Names:
    """How the app calls things; each takes a number of the problem, `care` a kind of care and returns who gives it.

    Attributes:
        worker: as "Anna".
        school: as "De Linde".
        provider: as "Zorg A".
        care: as "verpleegkundige" for nursing.
    """

    worker: Callable[[int], str]
    school: Callable[[int], str]
    provider: Callable[[int], str]
    care: Callable[[str], str]


def key_names(problem: Problem) -> Names:
    """Return names made of the keys of a problem."""
    return Names(
        worker=lambda number: worker_name(problem, number),
        school=lambda number: school_name(problem, number),
        provider=lambda number: provider_name(problem, number),
        care=lambda kind: f"professional voor {kind}",
    )


def listed(words: Iterable[str]) -> str:
    """Return "Anna, Bram en Cas"."""
    every = list(words)
    return " en ".join(part for part in (", ".join(every[:-1]), every[-1]) if part) if every else ""


def asked_moment(problem: Problem, line: NeedLine) -> str:
    """Return when a line may be, as "op woensdag tussen 11:30 en 12:30"; empty when it may be at any time."""
    days = "" if line.days is None else f"op {listed(weekday(day) for day in sorted(line.days))}"
    if line.window is None:
        return days
    first, last = line.window[0], line.window[1] + line.duration
    return f"{days} tussen {slot_time(problem, first)} en {slot_time(problem, last)}".strip()


def moment(problem: Problem, block: int, start: int) -> str:
    """Return "donderdag 11:45"."""
    return f"{weekday(block // 2)} {slot_time(problem, start)}"


def visit_words(problem: Problem, names: Names, visit: Visit) -> str:
    """Return "Anna (donderdag 11:45)"."""
    weeks = ("", " in de even week", " in de oneven week")[0 if len(visit.weeks) > 1 else 1 + visit.weeks[0]]
    return f"{names.worker(visit.worker)} ({moment(problem, visit.block, visit.start)}{weeks})"


def length_words(problem: Problem, slots: int) -> str:
    """Return slots as a length of time."""
    return duration(slots * problem.rules.slot_minutes)


def half_day(block: int) -> str:
    """Return "woensdagochtend"."""
    return block_name(block)


_ONES: dict[str, tuple[str, str]] = {
    "missed_fixed_moments": ("gemist vast moment {}", "gemiste vaste momenten {}"),
    "provider_pairs": ("zorgaanbieder {} op school", "zorgaanbieders {} op school"),
    "worker_pairs": ("professional {} op school", "professionals {} op school"),
    "changes": (
        "leerling {} die een vaste professional kwijtraakt",
        "leerlingen {} die een vaste professional kwijtraken",
    ),
    "faces": ("gezicht {} voor een leerling", "gezichten {} voor leerlingen"),
    "presence": ("dagdeel {} in twee weken", "dagdelen {} in twee weken"),
    "kilometres": ("kilometer {} in twee weken", "kilometer {} in twee weken"),
    "ten_euros_over": ("keer 10 euro {} boven budget", "keer 10 euro {} boven budget"),
    "moves": ("bezoek {} dat van plaats of tijd verandert", "bezoeken {} die van plaats of tijd veranderen"),
}
_COUNTED_OTHERWISE = {"missed_slots", "quiet_slots", "visits_asked", "visits_done"}


def measure_words(problem: Problem, before: Measures, after: Measures) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a change costs and what it brings, each as some words; what is alike is not named."""
    costs: list[str] = []
    brings: list[str] = []
    for name, title in (("missed_slots", "zorg die niemand geeft"), ("quiet_slots", "zorg in rustige tijd")):
        _weigh(getattr(after, name) - getattr(before, name), title, costs, brings, problem)
    for field in fields(Measures):
        if field.name in _COUNTED_OTHERWISE:
            continue
        more = getattr(after, field.name) - getattr(before, field.name)
        if more:
            word = _ONES[field.name][abs(more) != 1]
            counted = word.format("meer" if more > 0 else "minder")
            (costs if more > 0 else brings).append(f"{abs(more)} {counted}")
    return tuple(costs), tuple(brings)


def cost_sentence(problem: Problem, before: Measures, after: Measures) -> str:
    """Return what a change costs and brings as a sentence."""
    costs, brings = measure_words(problem, before, after)
    if not costs and not brings:
        return "Dat maakt verder geen verschil."
    told: Sequence[str] = [
        f"Dat kost {listed(costs)}." if costs else "Dat kost niets.",
        f"Het brengt {listed(brings)}." if brings else "",
    ]
    return " ".join(part for part in told if part)


def _weigh(more: int, title: str, costs: list[str], brings: list[str], problem: Problem) -> None:
    if more:
        words = f"{length_words(problem, abs(more))} {'meer' if more > 0 else 'minder'} {title}"
        (costs if more > 0 else brings).append(words)
