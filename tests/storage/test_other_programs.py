"""Another program on the same store: what it writes is seen, what this one writes is not taken for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from store_kit import meet, quick_create, quick_unlock

from storage import audit
from storage.contacts import add_contact
from storage.models import School
from storage.other_programs import OtherPrograms
from storage.store import Store


@pytest.fixture
def two_programs(tmp_path: Path) -> tuple[Store, Store]:
    """Return one store, opened twice."""
    quick_create(tmp_path / "opslag").close()
    return quick_unlock(tmp_path / "opslag"), quick_unlock(tmp_path / "opslag")


def write_school(store: Store) -> None:
    """Write a school as one act."""
    with store.unit_of_work("School genoteerd") as work:
        work.add(School(name="De Wilg"))


def test_what_another_program_writes_is_told_once(two_programs: tuple[Store, Store]) -> None:
    """The one that wrote it hears nothing of itself."""
    app, command = two_programs
    assert not app.another_program_wrote()
    assert not command.another_program_wrote()
    write_school(command)
    assert [app.another_program_wrote() for _ in range(2)] == [True, False]
    assert not command.another_program_wrote()


def test_ones_own_acts_hide_nothing_of_another(two_programs: tuple[Store, Store]) -> None:
    """Between two acts of the app a command wrote."""
    app, command = two_programs
    app.another_program_wrote()
    write_school(app)
    assert not app.another_program_wrote()
    write_school(app)
    write_school(command)
    write_school(app)
    assert app.another_program_wrote()


def test_a_contact_is_seen_and_looking_is_not(two_programs: tuple[Store, Store], make_store) -> None:
    """Or two windows that log what they show would make each other look again, without end."""
    app, command = two_programs
    app.another_program_wrote()
    add_contact(command, make_store().identity.card_text)
    assert app.another_program_wrote()
    with command.unit_of_work("Bekeken") as work:
        work.note(audit.Action.READ, object="school")
    assert not app.another_program_wrote()


def test_a_closed_store_lets_its_file_go(two_programs: tuple[Store, Store], make_store) -> None:
    """The watch over others is a connection of its own, which goes too."""
    app, command = two_programs
    app.another_program_wrote()
    meet(command, make_store())
    app.close()
    command.close()
    assert not list(app.folder.glob("*-wal"))
    assert not app.another_program_wrote()
    assert not list(app.folder.glob("*-wal"))


def test_who_goes_on_after_all_watches_others_again(two_programs: tuple[Store, Store]) -> None:
    """As when a backup was going to be put back, and the user stopped that."""
    app, command = two_programs
    app.close()
    write_school(command)
    app.go_on()
    assert not app.another_program_wrote()
    write_school(app)
    assert not app.another_program_wrote()
    write_school(command)
    assert app.another_program_wrote()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows such a name as one that is not there")
def test_a_stick_that_does_not_answer_is_no_fault(tmp_path: Path) -> None:
    """Whoever reads or writes next hears of it; a look at others, every second, ends nothing."""
    not_answering = tmp_path / ("x" * 300)
    with pytest.raises(OSError, match="name too long"):
        not_answering.is_file()
    assert not OtherPrograms(not_answering, lambda: pytest.fail("nothing is opened there")).wrote()
