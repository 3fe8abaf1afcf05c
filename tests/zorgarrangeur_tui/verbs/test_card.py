"""Contact cards from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_kit import CommandLine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from store_kit import FrozenClock, StoreShelf

from storage.contact_card import ContactCard, read_card, write_card
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


@pytest.fixture
def third_line(shelf: StoreShelf, tmp_path: Path, clock: FrozenClock) -> CommandLine:
    """Return the command line of another arranger."""
    shelf.copy("arranger", 2, tmp_path / "derde")
    return CommandLine(tmp_path / "derde", clock)


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
    assert "nog niet vergeleken" in line.did("card", "list")
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


def acquainted(line: CommandLine, other: CommandLine, folder: Path) -> tuple[str, str]:
    """Let two people verify each other; return the fingerprint of the first and of the second."""
    found = []
    for one, two in ((line, other), (other, line)):
        card = folder / f"{one.folder.name}-voor-{two.folder.name}.kaart"
        one.did("card", "export", "--out", str(card))
        contact = two.answer("card", "import", str(card))
        two.did("card", "verify", contact["fingerprint"], "--number", contact["number"])
        found.append(contact["fingerprint"])
    return found[0], found[1]


def test_a_contact_is_withdrawn_and_that_is_taken_back(
    line: CommandLine, other_line: CommandLine, tmp_path: Path
) -> None:
    """With a reason; afterwards the number has to be compared anew."""
    _, coordinator = acquainted(line, other_line, tmp_path)
    assert "waarom" in line.refused("card", "revoke", coordinator, "--reason", " ")
    answer = line.answer("card", "revoke", coordinator, "--reason", "laptop gestolen", "--last", "4")
    assert answer == {"fingerprint": coordinator, "trust": "revoked", "last": 4}
    shown = line.did("card", "show", coordinator)
    assert "tot en met nummer 4" in shown
    assert "laptop gestolen" in shown
    assert "nog niet vergeleken" in line.did("card", "lift", coordinator)
    assert [one["trust"] for one in line.answer("card", "list")] == ["seen"]


def test_another_card_of_the_same_name_is_told_apart(line: CommandLine, card: Path, tmp_path: Path) -> None:
    """It may be the same person with a new laptop, or somebody who wants to be taken for that person."""
    real = line.answer("card", "import", str(card))
    known = read_card(card.read_bytes())
    swapped = tmp_path / "verwisseld.kaart"
    swapped.write_bytes(
        write_card(
            Ed25519PrivateKey.generate(),
            X25519PrivateKey.generate().public_key(),
            label=known.label,
            role=known.role,
            device=known.device,
            valid_from=known.valid_from,
        )
    )
    assert "dit is een andere kaart van" in line.did("card", "import", str(swapped))
    assert line.answer("card", "import", str(swapped))["number"] != real["number"]
    assert "Weet u welke de echte is?" in line.did("card", "show", real["fingerprint"])


def test_new_keys_are_followed_by_who_knew_the_old(line: CommandLine, other_line: CommandLine, tmp_path: Path) -> None:
    """One file; no new comparing. It can be made again, and nothing is done where the file cannot be made."""
    old, _ = acquainted(line, other_line, tmp_path)
    changes = tmp_path / "nieuw.kaart"
    assert "nog geen nieuwe sleutels" in line.refused("card", "rotate", "--again", "--out", str(changes))
    taken = tmp_path / "bezet.kaart"
    taken.write_bytes(b"van iemand anders")
    line.refused("card", "rotate", "--out", str(taken))
    assert line.answer("card", "show")["fingerprint"] == old
    assert "weigeren" in line.did("card", "rotate", "--out", str(changes))
    new = line.answer("card", "show")["fingerprint"]
    assert new != old
    again = tmp_path / "opnieuw.kaart"
    line.did("card", "rotate", "--again", "--out", str(again))
    assert again.read_bytes() == changes.read_bytes()
    told = other_line.did("card", "import", str(changes))
    assert "niet opnieuw te vergelijken" in told
    known = {one["fingerprint"]: one["trust"] for one in other_line.answer("card", "list")}
    assert known == {old: "replaced", new: "verified"}


def test_a_register_makes_strangers_known(
    line: CommandLine, other_line: CommandLine, third_line: CommandLine, tmp_path: Path
) -> None:
    """The coordinator met both arrangers; afterwards they can exchange bundles with each other."""
    acquainted(line, other_line, tmp_path)
    third, _ = acquainted(third_line, other_line, tmp_path)
    assert "Alleen een regiocoördinator" in line.refused("card", "register", "make", "--out", str(tmp_path / "nee"))
    out = tmp_path / "register.zorgbundel"
    made = other_line.answer("card", "register", "make", "--out", str(out))
    assert made == {"number": 1, "cards": 2, "revoked": 0, "files": [str(out)]}
    assert "U kunt nu ook bundels uitwisselen met" in line.did("card", "register", "read", str(out))
    [stranger] = [one for one in line.answer("card", "list") if one["fingerprint"] == third]
    assert stranger["trust"] == "verified"
    assert stranger["how"].startswith("via het register van")
    held = line.answer("card", "register", "show")
    assert [(one["number"], one["counts"], len(one["cards"])) for one in held] == [(1, True, 2)]
    assert "geldig tot en met 22-5-2027" in line.did("card", "register", "show")
    assert "al ingelezen" in line.refused("card", "register", "read", str(out))
    line.clock.advance(days=181)
    assert "is verlopen op 22-5-2027" in line.did("doctor", "--deep")
    assert "! Het is verlopen." in line.did("card", "register", "show")
    assert "Geef het opnieuw uit" in other_line.did("doctor", "--deep")


def test_old_keys_are_told(line: CommandLine, other_line: CommandLine, tmp_path: Path) -> None:
    """On one's own card, and in the check-up; of a contact too."""
    acquainted(line, other_line, tmp_path)
    assert "!" not in line.did("card", "show")
    line.clock.advance(weeks=27)
    assert "Maak nieuwe sleutels" in line.did("card", "show")
    told = line.did("doctor", "--deep")
    assert "sinds 23-11-2026 dezelfde sleutels" in told
    assert "1 contact gebruikt al lang dezelfde sleutels" in told
    line.did("card", "rotate", "--out", str(tmp_path / "nieuw.kaart"))
    assert "!" not in line.did("card", "show")
