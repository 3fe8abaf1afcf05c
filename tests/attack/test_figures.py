"""Figures by somebody whose signature is good, and whose content is not: each lie is refused, and nothing of it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from attack_kit import Attack, content
from figures_kit import FIGURES
from mutations import mutants

from storage.bundle_errors import (
    FiguresContradict,
    FiguresDamaged,
    FiguresHoldControls,
    FiguresNewer,
    FiguresTooLarge,
    LineEndingsChanged,
    SenderRevoked,
    UnknownSender,
)
from storage.contacts import revoke_contact
from storage.errors import BundleRefused
from storage.figures_text import MAX_FIGURES_BYTES, read_figures, write_figures
from storage.statistics_bundles import look_at_figures

GOOD = write_figures(FIGURES)

LIES = {
    "a total that its parts do not make": (b"[20, 10, 30]", b"[20, 20, 30]", FiguresContradict),
    "shown parts that are more than their total": (b"[10, '.', 30]", b"[40, '.', 30]", FiguresContradict),
    "two tables that differ about the same children": (b"[20, 10, 30]", b"[10, 10, 20]", FiguresContradict),
    "a number that is not rounded": (b"[0, 20, 20]", b"[1, 19, 20]", FiguresContradict),
    "a row with a column too few": (b"[0, 20, 20]", b"[20, 20]", FiguresContradict),
    "a row that stands there twice": (b'"samen"', b'"alleen"', FiguresContradict),
    "a table that stands there twice": (b"id = 'form'", b"id = 'minutes'", FiguresContradict),
    "a day outside the school year": (b"2026-11-23", b"2026-07-31", FiguresContradict),
    "a school year of two years": (b"2026-2027", b"2026-2028", FiguresContradict),
    "a number below nothing": (b"[0, 20, 20]", b"[-0, 20, 20]", FiguresDamaged),
    "a number that is no number": (b"[0, 20, 20]", b"[nan, 20, 20]", FiguresDamaged),
    "a number as text": (b"[0, 20, 20]", b"['0', 20, 20]", FiguresDamaged),
    "a number with a point": (b"[0, 20, 20]", b"[0.0, 20, 20]", FiguresDamaged),
    "a number too long for anything": (b"[0, 20, 20]", b"[0, 20, " + b"9" * 400 + b"]", FiguresDamaged),
    "a day that does not exist": (b"2026-11-23", b"2026-11-31", FiguresDamaged),
    "a command to the terminal": (b"Haaglanden", b"Haag\x1b[2Jlanden", FiguresDamaged),
    "a text that reads from right to left": (b"Haaglanden", "Haag\u202elanden".encode(), FiguresHoldControls),
    "bytes that are no text": (b"Haaglanden", b"Haag\xff", FiguresDamaged),
    "something more at the end": (b"[20, 30, 50]\n", b"[20, 30, 50]\n# ps\n", FiguresDamaged),
    "another version": (b"zorgcijfers/1", b"zorgcijfers/2", FiguresNewer),
}


@pytest.fixture
def attack(pair: Any) -> Attack:
    """Return an arranger whom the coordinator trusts, and who lies."""
    return Attack(pair.arranger, pair.coordinator)


def test_what_is_written_is_read_back_equal() -> None:
    """Quotation marks and strokes too."""
    assert read_figures(GOOD) == FIGURES


def test_every_lie_is_refused_and_changes_nothing(attack: Attack) -> None:
    """Signed by somebody who is trusted; the honest file is shown afterwards."""
    for lie, (before, after, refusal) in LIES.items():
        changed = GOOD.replace(before, after)
        assert changed != GOOD, lie
        assert type(attack.refused(attack.sealed(changed, kind="statistics"))) is refusal, lie
    assert look_at_figures(attack.reader, attack.sealed(GOOD, kind="statistics")).figures == FIGURES


def test_who_is_not_known_not_trusted_any_more_or_came_by_mail_is_refused(attack: Attack, make_store: Any) -> None:
    """The door is that of every other bundle."""
    data = attack.sealed(GOOD, kind="statistics")
    assert isinstance(attack.refused(data.replace(b"\n", b"\r\n")), LineEndingsChanged)
    stranger = Attack(make_store(), attack.reader)
    assert isinstance(attack.refused(stranger.sealed(GOOD, kind="statistics")), UnknownSender)
    revoke_contact(attack.reader, attack.author, reason="Gestolen laptop")
    assert isinstance(attack.refused(data), SenderRevoked)


def test_records_under_the_name_of_figures_and_figures_under_that_of_records_are_refused(attack: Attack) -> None:
    """What a file calls itself picks how it is read, and never more."""
    attack.refused(attack.sealed(content(), kind="statistics"))
    for kind in ("reference", "full", "delta", "ack", "keys"):
        attack.refused(attack.sealed(GOOD, kind=kind))


def test_too_much_is_refused_at_once(attack: Attack) -> None:
    """A text of the largest size that almost fits, and one that is larger than that."""
    row = b'\n[[table.row]]\nname = "x"\ncells = [' + b"10, " * 39 + b"10]\n"
    for much in (GOOD + row * 5000, GOOD.replace(b"Haaglanden", b"\\\\" * 450_000), GOOD + b"\n" * MAX_FIGURES_BYTES):
        refusal = attack.refused(attack.sealed(much, kind="statistics"))
        assert isinstance(refusal, FiguresDamaged | FiguresTooLarge)


def test_changed_texts_are_refused_or_say_something_that_can_be_so() -> None:
    """A sender may sign any text: what is not refused reads back to the very same bytes."""
    refusals = 0
    for mutant in mutants([GOOD], 3_000, seed=11):
        try:
            figures = read_figures(mutant)
        except BundleRefused:
            refusals += 1
            continue
        assert write_figures(figures) == mutant
    assert refusals > 2_000
