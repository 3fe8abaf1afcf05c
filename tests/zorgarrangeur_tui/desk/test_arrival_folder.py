"""A folder that is looked at again and again, and never written in: sticks, links, devices and half-copied files."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.bundle_header import MAX_FILE_BYTES, read_envelope
from storage.handing_over import export_bundle
from storage.models import Case
from storage.store import Store
from zorgarrangeur_tui.desk.arrival_folder import (
    FolderUnreadable,
    WatchedFolder,
    arrival_folder,
    files_at,
    set_arrival_folder,
)
from zorgarrangeur_tui.desk.arrival_import import Outcome, report_lines, take_in_all
from zorgarrangeur_tui.desk.arrival_states import Arrival, ArrivalState, judged, known_here

COUNTERS = Path("/proc/self/io")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder in which files arrive."""
    made = tmp_path / "binnen"
    made.mkdir()
    return made


@pytest.fixture
def whole(pair) -> bytes:
    """Return a bundle of the arranger for the coordinator."""
    with pair.arranger.unit_of_work("Casus begonnen") as work:
        work.add(Case(title="Verpleging"))
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")


def seen(store: Store, watched: WatchedFolder) -> list[Arrival]:
    """Return what a store makes of a folder now."""
    return judged(watched.look(), known_here(store))


def read_so_far() -> int:
    """Return how many bytes this process has read from files."""
    return int(COUNTERS.read_text().split("rchar:")[1].split()[0])


@pytest.mark.skipif(not COUNTERS.exists(), reason="only Linux counts what a process reads")
def test_of_a_thousand_other_files_only_the_beginning_is_read_and_only_once(pair, folder: Path, whole: bytes) -> None:
    """They are large; the one bundle among them is found."""
    for number in range(999):
        with (folder / f"foto{number}.zorgbundel.jpg").open("wb") as file:
            file.truncate(50_000_000)
    (folder / "rapport.docx").write_bytes(whole)
    watched = WatchedFolder(folder)
    before = read_so_far()
    assert [one.state for one in seen(pair.coordinator, watched)] == [ArrivalState.NEW]
    first = read_so_far() - before
    seen(pair.coordinator, watched)
    assert first < 12_000_000
    assert read_so_far() - before - first < first / 4
    assert watched.others == 999
    assert "999 andere bestanden overgeslagen" in "\n".join(
        report_lines(take_in_all(pair.coordinator, seen(pair.coordinator, watched)), watched.others)
    )


def test_links_devices_and_folders_are_never_followed(pair, folder: Path, whole: bytes, tmp_path: Path) -> None:
    """A link or a pipe that is called a bundle gets a sentence; looking at it does not hang."""
    (tmp_path / "elders.zorgbundel").write_bytes(whole)
    (folder / "a.zorgbundel").symlink_to(tmp_path / "elders.zorgbundel")
    os.mkfifo(folder / "b.zorgbundel")
    (folder / "c.zorgbundel").mkdir()
    (folder / "d.zorgbundel").symlink_to("/dev/zero")
    (folder / "e.txt").symlink_to(tmp_path / "elders.zorgbundel")
    found = seen(pair.coordinator, WatchedFolder(folder))
    assert {one.path.name[0]: one.state for one in found} == dict.fromkeys("abd", ArrivalState.REFUSED)
    sentences = {one.path.name[0]: one.sentence for one in found}
    assert "verwijzing" in sentences["a"]
    assert "geen gewoon bestand" in sentences["b"]
    before = pair.coordinator.counts()
    report = take_in_all(pair.coordinator, found)
    assert len(report.of(Outcome.REFUSED)) == 3
    assert pair.coordinator.counts() == before


def test_a_link_put_in_place_of_a_file_after_the_look_is_not_followed(
    pair, folder: Path, whole: bytes, tmp_path: Path
) -> None:
    """What was listed is not what is read in then."""
    path = folder / "a.zorgbundel"
    path.write_bytes(whole)
    (tmp_path / "elders").write_bytes(whole)
    found = seen(pair.coordinator, WatchedFolder(folder))
    path.unlink()
    path.symlink_to(tmp_path / "elders")
    [outcome] = take_in_all(pair.coordinator, found).files
    assert outcome.outcome is Outcome.REFUSED
    assert "verwijzing" in outcome.words


def test_a_file_that_is_still_being_copied_is_seen_again_when_it_is_whole(pair, folder: Path, whole: bytes) -> None:
    """Half of it is not complete; empty neither; once it is whole it is new."""
    path, watched = folder / "a.zorgbundel", WatchedFolder(folder)
    states = []
    for part in (b"", whole[:300], whole[: len(whole) // 2], whole):
        path.write_bytes(part)
        states += [one.state for one in seen(pair.coordinator, watched)]
    assert states == [ArrivalState.REFUSED, ArrivalState.REFUSED, ArrivalState.INCOMPLETE, ArrivalState.NEW]


def test_a_file_that_grows_while_it_is_read_changes_nothing(pair, folder: Path, whole: bytes) -> None:
    """It grows between the look and the reading."""
    path = folder / "a.zorgbundel"
    path.write_bytes(whole)
    found = seen(pair.coordinator, WatchedFolder(folder))

    def grow(_number: int, _count: int, arrival: Arrival) -> None:
        with arrival.path.open("ab") as file:
            file.write(b"nog meer")

    before = pair.coordinator.counts()
    [outcome] = take_in_all(pair.coordinator, found, report=grow).files
    assert (outcome.outcome, "Er is niets ingelezen" in outcome.words) == (Outcome.REFUSED, True)
    assert pair.coordinator.counts() == before


def test_a_file_larger_than_any_bundle_is_refused_unread(pair, folder: Path, whole: bytes) -> None:
    """Only its beginning is looked at; one that grew so large after the look is read no further than a bundle can be."""
    path = folder / "a.zorgbundel"
    path.write_bytes(whole)
    small = seen(pair.coordinator, WatchedFolder(folder))
    with path.open("ab") as file:
        file.truncate(MAX_FILE_BYTES * 100)
    [large] = seen(pair.coordinator, WatchedFolder(folder))
    assert large.state is ArrivalState.REFUSED
    [outcome] = take_in_all(pair.coordinator, small).files
    assert outcome.outcome is Outcome.REFUSED
    assert outcome.words == large.sentence
    assert "te groot" in outcome.words


def test_the_user_stops_between_two_files(pair, folder: Path, whole: bytes) -> None:
    """What was taken in stays; the rest is told to be left."""
    (folder / "a.zorgbundel").write_bytes(whole)
    second = export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")
    (folder / "b.zorgbundel").write_bytes(second)
    told: list[int] = []
    report = take_in_all(
        pair.coordinator,
        seen(pair.coordinator, WatchedFolder(folder)),
        report=lambda number, _count, _arrival: told.append(number),
        stop=lambda: bool(told),
    )
    assert [file.outcome for file in report.files] == [Outcome.TAKEN_IN, Outcome.LEFT]
    assert "gestopt" in "\n".join(report_lines(report))


def test_a_folder_that_is_gone_or_no_folder_gets_a_sentence(pair, folder: Path) -> None:
    """The stick was pulled out; the folder that was chosen before stays chosen."""
    set_arrival_folder(pair.coordinator, folder)
    watched = WatchedFolder(folder)
    assert watched.look() == []
    folder.rmdir()
    with pytest.raises(FolderUnreadable, match="stick"):
        watched.look()
    folder.write_bytes(b"")
    with pytest.raises(FolderUnreadable, match="geen map"):
        set_arrival_folder(pair.coordinator, folder)
    assert arrival_folder(pair.coordinator) == folder
    assert arrival_folder(pair.arranger) is None


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a moment, where the tests run as root, who may look everywhere."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(own)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder to which everybody has a way; those of pytest are for one user only."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_or_file_without_rights_gets_a_sentence(pair, open_folder: Path, whole: bytes) -> None:
    """A file that may not be read stops nothing; a folder that may not be looked into says so."""
    for name in ("a.zorgbundel", "b.zorgbundel"):
        (open_folder / name).write_bytes(whole)
        (open_folder / name).chmod(0o444)
    (open_folder / "a.zorgbundel").chmod(0)
    watched = WatchedFolder(open_folder)
    with without_rights():
        found = watched.look()
    states = {one.path.name: (one.state, one.sentence) for one in judged(found, known_here(pair.coordinator))}
    assert states["b.zorgbundel"] == (ArrivalState.NEW, "")
    assert "mag niet gelezen worden" in states["a.zorgbundel"][1]
    open_folder.chmod(0)
    with without_rights(), pytest.raises(FolderUnreadable, match="mag u niet kijken"):
        watched.look()
    open_folder.chmod(0o755)


def test_of_a_folder_with_too_many_names_not_all_are_looked_at(folder: Path) -> None:
    """The user is told so."""
    for number in range(6):
        (folder / str(number)).touch()
    watched = WatchedFolder(folder, most_names=5)
    watched.look()
    assert (watched.too_many, watched.others) == (True, 5)


def test_of_a_bundle_no_more_than_its_header_is_kept_in_memory(folder: Path, whole: bytes) -> None:
    """A folder in which nobody tidies up holds thousands."""
    (folder / "a.zorgbundel").write_bytes(whole)
    [found] = WatchedFolder(folder).look()
    assert found.beginning == whole[: read_envelope(whole).body_start]
    assert found.size == len(whole)


def test_a_file_that_is_named_twice_is_there_once(folder: Path, whole: bytes) -> None:
    """By itself and by its folder: a report that says of the same file that it was known would hide that it came in."""
    path = folder / "a.zorgbundel"
    path.write_bytes(whole)
    found, others = files_at([path, folder, path])
    assert [one.path for one in found] == [path]
    assert others == 0
