"""Taking in all that arrived, file by file: each its own act, whatever becomes of the others, with one report at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from storage.bundle_errors import BundleReplayed, BundleTooLate
from storage.errors import BundleRefused, StorageError, ValueRefused
from storage.store import Store
from zorgarrangeur_tui.desk.arrival_states import REFUSALS, TO_TAKE_IN, Arrival, ArrivalState
from zorgarrangeur_tui.desk.arrivals import KIND_WORDS, most_bytes, take_in
from zorgarrangeur_tui.desk.files import read_input
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.domain.figure_words import counted
from zorgarrangeur_tui.keys.act_text import ActText

_WHERE_TO_CHOOSE = "({screens.question_acts.OpenQuestions} op Uitwisseling)."


class Outcome(Enum):
    """What became of a file; the value is what a report says."""

    TAKEN_IN = "ingelezen"
    KNOWN = "al bekend"
    REFUSED = "geweigerd"
    LEFT = "niet ingelezen"
    ELSEWHERE = "niet voor u om in te lezen"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file.

    Attributes:
        arrival: the file, as it was listed.
        outcome: what became of it.
        words: what came in, or why it was refused.
        choices: in how many fields a person must choose now.
    """

    arrival: Arrival
    outcome: Outcome
    words: str = ""
    choices: int = 0


@dataclass(frozen=True, slots=True)
class ArrivalReport:
    """What became of the files of a folder.

    Attributes:
        files: those that are ours, in the order in which they were taken in.
        stopped: why not all were tried, or "".
    """

    files: tuple[FileOutcome, ...]
    stopped: str = ""

    def of(self, outcome: Outcome) -> list[FileOutcome]:
        """Return the files with this outcome."""
        return [file for file in self.files if file.outcome is outcome]

    @property
    def choices(self) -> int:
        """In how many fields a person must choose now."""
        return sum(file.choices for file in self.files)


def take_in_all(
    store: Store,
    arrivals: Sequence[Arrival],
    *,
    report: Callable[[int, int, Arrival], None] = lambda _number, _count, _arrival: None,
    stop: Callable[[], bool] = lambda: False,
) -> ArrivalReport:
    """Take in what is new, in the order of `arrivals`. The files themselves are read once, and never moved or changed.

    Args:
        store: an opened store.
        arrivals: what a folder holds, as `arrival_states.judged` orders it.
        report: is told before each file: its number, how many there are, and the file.
        stop: is asked before each file; after a yes the rest is left.
    """
    wanted = [one for one in arrivals if one.state in TO_TAKE_IN]
    outcomes = {one.path: _left(one) for one in arrivals}
    for number, one in enumerate(wanted, start=1):
        if stop():
            return _report(arrivals, outcomes, "U hebt gestopt; wat er nog lag, is niet ingelezen.")
        report(number, len(wanted), one)
        try:
            taken = take_in(store, read_input(one.path, most_bytes(one.kind)))
            outcomes[one.path] = FileOutcome(one, Outcome.TAKEN_IN, taken.words, taken.choices)
        except BundleReplayed as refusal:
            outcome = Outcome.REFUSED if isinstance(refusal, BundleTooLate) else Outcome.KNOWN
            outcomes[one.path] = FileOutcome(one, outcome, str(refusal))
        except (BundleRefused, ValueRefused, ActRefused) as refusal:
            outcomes[one.path] = FileOutcome(one, Outcome.REFUSED, str(refusal))
        except StorageError as fault:
            outcomes[one.path] = FileOutcome(one, Outcome.REFUSED, str(fault))
            return _report(arrivals, outcomes, "Daarom is met de rest niet begonnen.")
    return _report(arrivals, outcomes, "")


def report_lines(report: ArrivalReport, others: int = 0) -> list[str]:
    """Return a report in Dutch: the counts, what came from whom, and why the rest did not.

    Args:
        report: what became of the files.
        others: how many files are none of ours.
    """
    counts = Counter(file.outcome for file in report.files)
    told = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome])
    lines = [f"{told[:1].upper()}{told[1:]}." if told else "In deze map staan geen zorgbundels en geen contactkaarten."]
    if others:
        lines.append(f"{counted(others, 'ander bestand', 'andere bestanden')} overgeslagen.")
    if report.stopped:
        lines.append(f"! {report.stopped}")
    lines += [f"{file.arrival.path.name}: {_taken_words(file)}" for file in report.of(Outcome.TAKEN_IN)]
    lines += refused_lines(report)
    lines += [f"{file.arrival.path.name}: {file.words}" for file in report.of(Outcome.LEFT) if file.words]
    if report.choices:
        fields = counted(report.choices, "veld wacht", "velden wachten")
        lines.append(ActText(f"! {fields} op uw keuze, bij Te kiezen", _WHERE_TO_CHOOSE, without="(op Uitwisseling)."))
    return lines


def refused_lines(report: ArrivalReport) -> list[str]:
    """Return the part of `report_lines` that tells why files were refused."""
    return [f"! {file.arrival.path.name}: {file.words}" for file in report.of(Outcome.REFUSED)]


def plan_lines(arrivals: Iterable[Arrival]) -> list[str]:
    """Return what taking all in would do, before it is done."""
    found = list(arrivals)
    wanted = [one for one in found if one.state in TO_TAKE_IN]
    senders = Counter(one.sender for one in wanted)
    lines = [f"{sender}: {counted(count, 'bundel', 'bundels')}" for sender, count in senders.items()]
    gaps = sum(one.state is ArrivalState.GAP for one in wanted)
    if gaps:
        lines.append(f"! Bij {counted(gaps, 'bundel', 'bundels')} ontbreekt een eerdere. Vraag of die nog onderweg is.")
    refused = sum(one.state in REFUSALS for one in found)
    if refused:
        lines.append(
            f"{counted(refused, 'bestand kan', 'bestanden kunnen')} nu niet ingelezen worden; het verslag zegt waarom."
        )
    lines.append("Elke bundel wordt apart ingelezen. De bestanden blijven staan waar ze staan.")
    lines.append("Heeft een afzender iets gewist, dan gaat dat bij u ook voorgoed weg.")
    return lines


def _left(one: Arrival) -> FileOutcome:
    """Return what becomes of a file that is not tried."""
    if one.state in REFUSALS:
        return FileOutcome(one, Outcome.REFUSED, one.sentence)
    if one.state is ArrivalState.KNOWN:
        return FileOutcome(one, Outcome.KNOWN, one.sentence)
    if one.state is ArrivalState.PERSONAL:
        return FileOutcome(one, Outcome.LEFT, f"{KIND_WORDS[one.kind]} van {one.sender}. Lees dit bestand zelf in.")
    return FileOutcome(one, Outcome.LEFT if one.state in TO_TAKE_IN else Outcome.ELSEWHERE)


def _report(arrivals: Iterable[Arrival], outcomes: dict[Path, FileOutcome], stopped: str) -> ArrivalReport:
    return ArrivalReport(tuple(outcomes[one.path] for one in arrivals), stopped)


def _taken_words(file: FileOutcome) -> str:
    number = f" {file.arrival.number}" if file.arrival.number else ""
    return f"{KIND_WORDS[file.arrival.kind]}{number} van {file.arrival.sender}: {file.words}."
