"""Handing a case over at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import meet, quick_create

from storage.models import Case, School
from storage.receipts import read_receipt, write_receipt
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.records import living


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Store]:
    """Return the store of a colleague."""
    with quick_create(tmp_path / "collega", label="Bart Vos") as store:
        yield store


def test_a_case_is_looked_at_handed_over_and_withdrawn(tmp_path: Path, colleague: Store) -> None:
    """--dry-run changes nothing; the bundle makes the colleague the owner; --withdraw takes it back; a taken file is refused."""
    with quick_create(tmp_path / "store") as store:
        meet(store, colleague)
        with store.unit_of_work("School") as work:
            work.add(School(id="a" * 32, site_code="99ZZ00", name="De Wilg"))
        case = open_case(store, {"title": "Verpleging", "school_id": "a" * 32})
        add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
        own = store.identity.card.fingerprint
    line, to = CommandLine(tmp_path / "store"), colleague.identity.card.fingerprint
    out = tmp_path / "over.zorgbundel"
    words = ("hand-over", case.id, "--to", to[:16])
    assert line.on_store(*words).exit_code == 2
    assert "Dit wordt van Bart Vos: 1 casus, 1 leerling." in line.did(*words, "--dry-run")
    assert len(line.answer(*words, "--purpose", "Verlof", "--out", str(out))["going"]) == 2
    told = line.answer("hand-over", case.id)["handed_over"]
    assert (told["to"], told["arrived"]) == ("Bart Vos", False)
    assert line.answer("hand-over", case.id, "--withdraw") == {"withdrawn": 2}
    assert "niet overgedragen" in line.did("hand-over", case.id)
    assert "bestaat al" in line.refused(*words, "--purpose", "Verlof", "--out", str(out))
    with line.open() as store:
        assert store.get(Case, case.id).owner == own
    line.did(*words, "--purpose", "Verlof", "--out", str(tmp_path / "opnieuw.zorgbundel"))
    import_bundle(colleague, (tmp_path / "opnieuw.zorgbundel").read_bytes())
    assert [one.owner for one in living(colleague, Case)] == [to]


def test_a_copy_with_what_did_not_go_along_is_forgotten_only_when_that_is_meant(
    tmp_path: Path, colleague: Store
) -> None:
    """Without consent the name stayed at home: --forget says so, and --lose accepts it."""
    with quick_create(tmp_path / "store") as store:
        _, contact = meet(store, colleague)
        with store.unit_of_work("School") as work:
            work.add(School(id="a" * 32, site_code="99ZZ00", name="De Wilg"))
        case = open_case(store, {"title": "Verpleging", "school_id": "a" * 32})
        add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "name": "Sam Bakker"})
    line, to, out = CommandLine(tmp_path / "store"), colleague.identity.card.fingerprint, tmp_path / "x.zorgbundel"
    line.did("hand-over", case.id, "--to", to[:16], "--purpose", "Verlof", "--out", str(out))
    import_bundle(colleague, out.read_bytes())
    with line.open() as store:
        read_receipt(store, write_receipt(colleague, contact))
    assert "Alleen bij u staat: leerling, naam" in line.refused("hand-over", case.id, "--forget")
    line.did("hand-over", case.id, "--keep", "Klacht loopt")
    assert line.answer("hand-over", case.id, "--forget", "--lose") == {"forgotten": 2}
    assert line.on_store("hand-over", case.id).exit_code == 3
