"""Whether the numbers of a problem make sense together, before anybody plans with it.

An impossible problem (too few workers, a school that never opens) is sound: it gets a poor plan. A problem is unsound when
it says nothing: a pointer to nothing, a half-day that ends before it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import BLOCKS, WEEKDAYS, WEEKS, NeedLine, Problem, SchoolSite, Span, Worker
from zorgarrangeur_tui.planning.refused import ProblemRefused

_DAY_MINUTES = 24 * 60


def refuse_unsound(problem: Problem) -> None:
    """Do nothing for a sound problem.

    Raises:
        ProblemRefused: with the first fault.
    """
    for fault in faults(problem):
        raise ProblemRefused(fault)


def faults(problem: Problem) -> Iterator[str]:
    """Yield what is wrong, each as a sentence without a full stop that says where."""
    if not 1 <= problem.rules.slot_minutes <= _DAY_MINUTES or not 0 <= problem.rules.first_minute < _DAY_MINUTES:
        yield "meta: de lengte van een blokje of het begin van de dag kan niet"
        return
    if problem.rules.max_faces < 1:
        yield "meta: een zorgvraag heeft ten minste 1 gezicht nodig"
    for number, school in enumerate(problem.schools):
        yield from (f"school {number}: {fault}" for fault in _school_faults(problem, school))
    for number, worker in enumerate(problem.workers):
        yield from (f"professional {number}: {fault}" for fault in _worker_faults(problem, worker))
    for number, pupil in enumerate(problem.pupils):
        if pupil.school not in range(len(problem.schools)):
            yield f"leerling {number}: de school bestaat niet"
    for number, line in enumerate(problem.lines):
        yield from (f"zorgvraag {number}: {fault}" for fault in _line_faults(problem, line))
    yield from _placement_faults(problem)


def _school_faults(problem: Problem, school: SchoolSite) -> Iterator[str]:
    """Yield what is wrong with a school."""
    yield from _span_faults(problem, school.blocks, "een dagdeel")
    for day in WEEKDAYS:
        morning, afternoon = school.blocks.get(2 * day), school.blocks.get(2 * day + 1)
        if morning and afternoon and morning[1] > afternoon[0]:
            yield f"op dag {day} overlappen de ochtend en de middag elkaar"
    if school.rooms < 0 or (school.budget is not None and school.budget < 0):
        yield "het aantal ruimten of het budget is negatief"
    if school.provider_cap is not None and school.provider_cap < 0:
        yield "het maximum van zorgaanbieders is negatief"
    yield from _pointer_faults(school.providers or (), len(problem.providers), "een zorgaanbieder")
    yield from _pointer_faults(school.bonds, len(problem.providers), "een zorgaanbieder met een vaste afspraak")
    for day, spans in school.quiet.items():
        if day not in WEEKDAYS or any(not _is_span(problem, span) for span in spans):
            yield "een rustige tijd kan niet"


def _worker_faults(problem: Problem, worker: Worker) -> Iterator[str]:
    """Yield what is wrong with a professional."""
    yield from _pointer_faults((worker.provider,), len(problem.providers), "de zorgaanbieder")
    yield from _pointer_faults(worker.schools, len(problem.schools), "een school")
    yield from _pointer_faults(worker.blocks, len(BLOCKS), "een dagdeel")
    yield from _pointer_faults(worker.kilometres, len(problem.schools), "een school met kilometers")
    yield from _span_faults(problem, worker.hours, "een eigen tijd")
    if min(worker.slots, worker.hourly_cents, *worker.kilometres.values()) < 0:
        yield "de uren, het tarief of een afstand is negatief"


def _line_faults(problem: Problem, line: NeedLine) -> Iterator[str]:
    """Yield what is wrong with a need line."""
    yield from _pointer_faults((line.pupil,), len(problem.pupils), "de leerling")
    yield from _pointer_faults((line.school,), len(problem.schools), "de school")
    yield from _pointer_faults(line.only or (), len(problem.workers), "een toegestane professional")
    if line.previous is not None:
        yield from _pointer_faults((line.previous,), len(problem.workers), "de vorige professional")
    if line.days is not None:
        yield from _pointer_faults(line.days, len(WEEKDAYS), "een dag")
        if not line.days:
            yield "er is geen enkele dag"
    if line.duration < 1 or line.sessions < 1 or line.group_size < 1 or line.max_faces < 1:
        yield "de duur, het aantal, de groep en de gezichten zijn ten minste 1"
    if line.duration > _slots_a_day(problem):
        yield "een bezoek duurt langer dan een dag"
    if line.week is not None and (line.weekly or line.week not in WEEKS):
        yield "de even of oneven week kan niet"
    if line.window is not None and not 0 <= line.window[0] <= line.window[1] <= _slots_a_day(problem):
        yield "de tijd waarbinnen het moet beginnen kan niet"


def _placement_faults(problem: Problem) -> Iterator[str]:
    """Yield what is wrong with what is locked or published, and with the pairs of schools."""
    for pair in problem.unreachable:
        if not 0 <= pair[0] < pair[1] < len(problem.schools):
            yield "unreachable: een paar scholen kan niet; het laagste nummer hoort voorop"
            break
    if not all(_exists(problem, one) for one in problem.locked_presence):
        yield "locked: een vaste aanwezigheid verwijst naar iets dat er niet is"
    if not all(_visit_exists(problem, one) for one in problem.locked_visits):
        yield "locked: een vast bezoek verwijst naar iets dat er niet is"
    if not all(_visit_exists(problem, one) for one in problem.published):
        yield "published: een bezoek verwijst naar iets dat er niet is"


def _exists(problem: Problem, one: Presence) -> bool:
    """Tell whether all that a presence points at exists."""
    return (
        0 <= one.worker < len(problem.workers)
        and 0 <= one.school < len(problem.schools)
        and one.block in BLOCKS
        and one.week in WEEKS
    )


def _visit_exists(problem: Problem, one: Visit) -> bool:
    """Tell whether all that a visit points at exists."""
    return (
        0 <= one.line < len(problem.lines)
        and 0 <= one.worker < len(problem.workers)
        and one.block in BLOCKS
        and 0 <= one.start < _slots_a_day(problem)
        and one.weeks in {(0,), (1,), (0, 1)}
    )


def _span_faults(problem: Problem, spans: Mapping[int, Span], what: str) -> Iterator[str]:
    """Yield what is wrong with spans by block."""
    if any(block not in BLOCKS for block in spans):
        yield f"{what} bestaat niet"
    if any(not _is_span(problem, span) for span in spans.values()):
        yield f"{what} eindigt niet na het begin, of niet op dezelfde dag"


def _is_span(problem: Problem, span: Span) -> bool:
    """Tell whether a span begins before it ends, within one day."""
    return 0 <= span[0] < span[1] <= _slots_a_day(problem)


def _slots_a_day(problem: Problem) -> int:
    """Return how many whole slots there are until midnight."""
    return (_DAY_MINUTES - problem.rules.first_minute) // problem.rules.slot_minutes


def _pointer_faults(pointers: Iterable[int], count: int, what: str) -> Iterator[str]:
    """Yield whether something points at nothing, or twice at the same."""
    numbers = list(pointers)
    if any(number not in range(count) for number in numbers):
        yield f"{what} bestaat niet"
    if len(set(numbers)) != len(numbers):
        yield f"{what} staat er twee keer"
