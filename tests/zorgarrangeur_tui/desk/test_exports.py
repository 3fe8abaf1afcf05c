"""Files that leave: with a reason, in the log before they are there, and never over another file."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from store_kit import START

from storage import audit
from storage.errors import DiskFault, ValueRefused
from storage.store import Store
from zorgarrangeur_tui.desk.exports import Exported, Made, export_file, failed_exports
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.reports.imprint import Imprint

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights, links and limits")
CONTENT = b"Zilver Maan"


def ready(_: Imprint) -> Made:
    """Make a file of three rows."""
    return Made(CONTENT, 3)


def exported(store: Store, path: Path, make: Callable[[Imprint], Made] = ready, reason: str = "Overleg") -> Exported:
    """Export a pupil's file."""
    return export_file(store, path, make, reason=reason, what="pupil", subject="ab" * 16)


def logged(store: Store) -> list[audit.LogRow]:
    """Return the rows of exports and prints in the access log."""
    with store.read() as session:
        found = [row for row, _ in audit.rows(session.connection())]
    return [row for row in found if row.action in {audit.Action.EXPORT, audit.Action.PRINT}]


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    """Return a store."""
    return make_store()


def refused(store: Store, path: Path, **changed: str) -> str:
    """Hold that an export is refused without a trace in the log, and return the sentence."""
    with pytest.raises(ActRefused) as error:
        exported(store, path, **changed)
    assert logged(store) == []
    return str(error.value)


def test_an_export_is_written_and_logged(store: Store, tmp_path: Path) -> None:
    """The log has the reason, the number that stands in the file, the kind and how many rows; nothing of what is in it."""
    seen = []

    def make(imprint: Imprint) -> Made:
        seen.append(imprint)
        return ready(imprint)

    done = exported(store, tmp_path / "dossier.csv", make)
    assert (tmp_path / "dossier.csv").read_bytes() == CONTENT
    assert [(one.export_id, one.made_at) for one in seen] == [(done.export_id, START)]
    (row,) = logged(store)
    assert (row.action, row.object, row.subject, row.reason, row.outcome) == (
        audit.Action.EXPORT,
        "pupil",
        "ab" * 16,
        "Overleg",
        "ok",
    )
    assert row.details == f"export={done.export_id} kind=csv rows=3"
    assert store.log_fault() is None


def test_a_pdf_counts_as_printed(store: Store, tmp_path: Path) -> None:
    """Whatever the case of the ending."""
    exported(store, tmp_path / "dossier.PDF")
    assert [(row.action, row.details.split()[1]) for row in logged(store)] == [(audit.Action.PRINT, "kind=pdf")]


@posix
def test_only_its_owner_can_read_it(store: Store, tmp_path: Path) -> None:
    """Also when the user's own files are open to all."""
    before = os.umask(0)
    try:
        exported(store, tmp_path / "dossier.csv")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "dossier.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_without_a_reason_nothing_leaves(store: Store, tmp_path: Path, reason: str) -> None:
    """The sentence names the field, for a form."""
    with pytest.raises(ActRefused, match="waarvoor") as error:
        exported(store, tmp_path / "dossier.csv", reason=reason)
    assert set(error.value.fields) == {"reason"}
    assert not (tmp_path / "dossier.csv").exists()
    assert logged(store) == []


def test_a_reason_with_a_citizen_number_is_refused(store: Store, tmp_path: Path) -> None:
    """A log is kept for years: what must not be recorded must not be in it either."""
    with pytest.raises(ValueRefused, match="BSN"):
        exported(store, tmp_path / "dossier.csv", reason="Voor 111222333")
    assert logged(store) == []
    assert not (tmp_path / "dossier.csv").exists()


def test_a_file_that_is_there_stays(store: Store, tmp_path: Path) -> None:
    """Not one byte of it changes."""
    (tmp_path / "dossier.csv").write_text("van iemand anders")
    assert "bestaat al" in refused(store, tmp_path / "dossier.csv")
    assert (tmp_path / "dossier.csv").read_text() == "van iemand anders"


def test_a_folder_that_is_not_there_is_not_made(store: Store, tmp_path: Path) -> None:
    """A typing slip in a path must not scatter files."""
    assert "De map voor dossier.csv is er niet" in refused(store, tmp_path / "weg" / "dossier.csv")
    assert not (tmp_path / "weg").exists()


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_never_followed(store: Store, tmp_path: Path, there: bool) -> None:
    """Neither to a file that is there nor to one that would be made."""
    target = tmp_path / "doel.csv"
    if there:
        target.write_text("van iemand anders")
    (tmp_path / "dossier.csv").symlink_to(target)
    assert "verwijzing" in refused(store, tmp_path / "dossier.csv")
    assert (target.read_text() if there else target.exists()) == ("van iemand anders" if there else False)


@posix
def test_a_folder_that_is_a_link_in_a_circle_is_refused(store: Store, tmp_path: Path) -> None:
    """With a sentence, not with a crash."""
    (tmp_path / "kring").symlink_to(tmp_path / "kring")
    assert "is er niet" in refused(store, tmp_path / "kring" / "dossier.csv")


@posix
def test_a_link_to_a_folder_that_is_turned_meanwhile_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    """The file comes where the link pointed when it was asked for."""
    here, there, link = tmp_path / "hier", tmp_path / "daar", tmp_path / "link"
    here.mkdir()
    there.mkdir()
    (there / "dossier.csv").write_text("van iemand anders")
    link.symlink_to(here)

    def turn(imprint: Imprint) -> Made:
        link.unlink()
        link.symlink_to(there)
        return ready(imprint)

    exported(store, link / "dossier.csv", turn)
    assert (here / "dossier.csv").read_bytes() == CONTENT
    assert (there / "dossier.csv").read_text() == "van iemand anders"


def test_a_stick_that_is_pulled_out_is_logged_as_failed(store: Store, tmp_path: Path) -> None:
    """The row from before the writing stands; a second one under the same number says that it failed."""
    stick = tmp_path / "stick"
    stick.mkdir()

    def pull_out(imprint: Imprint) -> Made:
        shutil.rmtree(stick)
        return ready(imprint)

    with pytest.raises(ActRefused, match="kon niet geschreven worden"):
        exported(store, stick / "dossier.csv", pull_out)
    rows = logged(store)
    assert [row.outcome for row in rows] == ["ok", "failed"]
    assert rows[0].details == rows[1].details
    exported(store, tmp_path / "dossier.csv")
    assert failed_exports(store) == {rows[0].details.split()[0]}


@posix
def test_what_cannot_be_logged_does_not_leave(store: Store, tmp_path: Path) -> None:
    """There is room for the file but not for the log row: no file is left."""
    import resource  # noqa: PLC0415 - Windows has none

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill_up(imprint: Imprint) -> Made:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
        return ready(imprint)

    try:
        with pytest.raises(DiskFault):
            exported(store, tmp_path / "dossier.csv", fill_up)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not (tmp_path / "dossier.csv").exists()
    assert logged(store) == []


def test_what_cannot_be_made_leaves_neither_file_nor_row(store: Store, tmp_path: Path) -> None:
    """A record that is gone meanwhile: the place that was kept is given up."""

    def gone(_: Imprint) -> Made:
        raise ActRefused("Deze leerling is er niet (meer).")

    with pytest.raises(ActRefused, match="er niet"):
        exported(store, tmp_path / "dossier.csv", gone)
    assert not (tmp_path / "dossier.csv").exists()
    assert logged(store) == []
