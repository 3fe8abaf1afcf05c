"""Contact cards from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_kit import CommandLine

from storage.contact_card import ContactCard
from storage.contacts import Contact, Trust
from storage.encoding import fingerprint as fingerprint_of
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.verbs.contact_finding import contact_among


@pytest.fixture
def card(other_line: CommandLine, tmp_path: Path) -> Path:
    """Return the contact card of the coordinator."""
    path = tmp_path / "coordinator.kaart"
    other_line.did("card", "export", "--out", str(path))
    return path


def test_a_card_goes_to_a_file_or_to_standard_output(other_line: CommandLine, card: Path) -> None:
    """Both are the same bytes, and a card that is there is not written over."""
    assert other_line.did("card", "export").encode() == card.read_bytes()
    before = card.read_bytes()
    assert "bestaat al" in other_line.refused("card", "export", "--out", str(card))
    assert card.read_bytes() == before


def test_two_people_see_the_same_number_and_verify_each_other(
    line: CommandLine, other_line: CommandLine, card: Path, tmp_path: Path
) -> None:
    """What one reads out is what the other types; spaces and hyphens make no difference."""
    own = tmp_path / "arranger.kaart"
    line.did("card", "export", "--out", str(own))
    here, there = line.answer("card", "import", str(card)), other_line.answer("card", "import", str(own))
    assert here["number"] == there["number"]
    assert (here["trust"], len("".join(here["number"].split()))) == ("seen", 60)
    read_out = there["number"].replace(" ", "-")
    assert "Gecontroleerd" in line.did("card", "verify", here["fingerprint"][:8], "--number", read_out)
    assert [one["trust"] for one in line.answer("card", "list")] == ["verified"]


def test_a_person_sees_whom_a_card_is_of_and_what_to_do(line: CommandLine, card: Path) -> None:
    """The number stands in rows to read aloud; the list shows the trust in words."""
    assert "Er zijn geen contacten" in line.did("card", "list")
    told = line.did("card", "import", str(card))
    assert "card verify" in told
    assert "nog niet gecontroleerd" in line.did("card", "list")
    fingerprint = line.answer("card", "list")[0]["fingerprint"]
    number = line.answer("card", "show", fingerprint[:12])["number"]
    assert number.split()[0] in line.did("card", "show", fingerprint[:12])
    assert fingerprint not in line.did("card", "show")


def test_a_wrong_number_verifies_nobody(line: CommandLine, card: Path) -> None:
    """One digit off, too few digits, and nothing at all are each refused."""
    contact = line.answer("card", "import", str(card))
    number = contact["number"]
    for wrong in (number[:-1] + str((int(number[-1]) + 1) % 10), number[:-1], "", "١" * 60):
        assert "anders" in line.refused("card", "verify", contact["fingerprint"], "--number", wrong)
    assert [one["trust"] for one in line.answer("card", "list")] == ["seen"]


@pytest.mark.parametrize("fingerprint", ["", "abc", "1234567", "zzzzzzzz", "00000000"])
def test_a_fingerprint_that_points_at_nobody_is_refused(line: CommandLine, card: Path, fingerprint: str) -> None:
    """Too short, not hexadecimal and unknown."""
    line.did("card", "import", str(card))
    assert line.refused("card", "verify", fingerprint, "--number", "1")


def stranger(number: int) -> Contact:
    """Return a contact with a made-up key."""
    key = number.to_bytes(32, "big")
    card = ContactCard(str(number), "arranger", "00" * 8, ed25519=key, x25519=key, valid_from=date(2026, 11, 23))
    return Contact(card, Trust.SEEN)


def test_a_beginning_that_two_contacts_share_is_refused() -> None:
    """Eight digits are few enough to be shared: both fingerprints are in the sentence, and one digit more settles it."""
    seen: dict[str, int] = {}
    for number in range(1_000_000):
        fingerprint = stranger_fingerprint(number)
        if fingerprint[:8] in seen:
            break
        seen[fingerprint[:8]] = number
    both = [stranger(seen[fingerprint[:8]]), stranger(number)]
    with pytest.raises(ActRefused) as refused:
        contact_among(both, fingerprint[:8])
    assert all(one.fingerprint in str(refused.value) for one in both)
    assert contact_among(both, both[0].fingerprint[:20]) is both[0]


def stranger_fingerprint(number: int) -> str:
    """Return the fingerprint of `stranger(number)`."""
    return fingerprint_of(number.to_bytes(32, "big"), "ed25519")


def test_what_is_no_card_is_refused(line: CommandLine, card: Path, tmp_path: Path) -> None:
    """One's own card, a changed card and another file are each told apart."""
    own, changed, other = tmp_path / "own", tmp_path / "changed", tmp_path / "other"
    line.did("card", "export", "--out", str(own))
    changed.write_bytes(card.read_bytes().replace(b"coordinator", b"coordinat0r", 1))
    other.write_bytes(b"hallo\n")
    sentences = {line.refused("card", "import", str(path)) for path in (own, changed, other)}
    assert len(sentences) == 3
