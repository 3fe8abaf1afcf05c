"""The list of what is due, at the command line."""

from __future__ import annotations

from datetime import date

import pytest
from cli_kit import CommandLine

from storage.models import Action, CaseParty, FixedBond, site_id
from zorgarrangeur_tui.domain.watch import WatchKind
from zorgarrangeur_tui.verbs.code_names import WATCH_KINDS


@pytest.fixture
def due_line(at_school: CommandLine) -> CommandLine:
    """Return the command line on two schools, the first with a case in which three things are due."""
    case = at_school.answer("add", "case", "--school", "99ZA00", "--title", "Verpleging", "--deadline", "2026-12-01")
    with at_school.open() as store, store.unit_of_work("Vulling") as work:
        work.add(
            Action(id="1" * 32, case_id=case["id"], what="Zorgkantoor bellen", due_on=date(2026, 11, 20)),
            CaseParty(case_id=case["id"], name="Gemeente Urk", answer_by=date(2027, 2, 28)),
            FixedBond(school_id=site_id("99ZB00"), ends_on=date(2026, 11, 30)),
        )
    return at_school


def texts(line: CommandLine, *words: str) -> list[str]:
    """Return what is due, as JSON tells it."""
    return [one["text"] for one in line.answer("list", "deadlines", *words)]


def test_what_is_due_is_listed_in_order(due_line: CommandLine) -> None:
    """With what it always had for scripts, and what came to it."""
    first = due_line.answer("list", "deadlines")[0]
    assert (first["date"], first["days_left"], first["type"], first["id"]) == ("2026-11-20", -3, "action", "1" * 32)
    assert (first["kind"], first["pressing"], first["begin"]) == ("action", True, "2026-11-20")
    assert texts(due_line) == [
        "De Wilgenroos: Actie: Zorgkantoor bellen",
        "De Ruiterbrug: Vaste zorgaanbieder eindigt",
        "De Wilgenroos: Casus: Verpleging",
    ]
    assert "! 3 dagen te laat" in due_line.did("list", "deadlines")


def test_the_list_is_narrowed(due_line: CommandLine) -> None:
    """By school, by case, by kind, and by how far ahead."""
    case = due_line.answer("list", "cases")[0]["reference"]
    assert texts(due_line, "--school", "99ZB00") == ["De Ruiterbrug: Vaste zorgaanbieder eindigt"]
    assert len(texts(due_line, "--case", case)) == 2
    assert len(texts(due_line, "--case", case, "--weeks", "20")) == 3
    assert texts(due_line, "--weeks", "0") == ["De Wilgenroos: Actie: Zorgkantoor bellen"]
    assert len(texts(due_line, "--kind", "case", "--kind", "agreement")) == 2


def test_what_does_not_exist_is_refused(due_line: CommandLine) -> None:
    """An unknown case, and a kind that nobody watches."""
    assert "geen casus met dit kenmerk" in due_line.refused("list", "deadlines", "--case", "Z-000000")
    assert "kies een van case, action" in due_line.refused("list", "deadlines", "--kind", "kat", code=2)


def test_the_verb_knows_every_kind() -> None:
    """Help names them without loading the rules."""
    assert list(WATCH_KINDS) == [kind.value for kind in WatchKind]
