"""Bundles from the command line: out of one store and into another."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine

PURPOSE = ("--purpose", "Overleg over de casus")
FULL = ("--profile", "full")


@pytest.fixture
def to(at_school: CommandLine, other_line: CommandLine, tmp_path: Path) -> str:
    """Let the two verify each other, and return the coordinator's fingerprint as the arranger knows it."""
    fingerprint = ""
    for sender, receiver in ((at_school, other_line), (other_line, at_school)):
        path = tmp_path / f"{sender.folder.name}.kaart"
        sender.did("card", "export", "--out", str(path))
        contact = receiver.answer("card", "import", str(path))
        receiver.did("card", "verify", contact["fingerprint"][:8], "--number", contact["number"])
        if receiver is at_school:
            fingerprint = contact["fingerprint"]
    return fingerprint[:16]


@pytest.fixture
def case(at_school: CommandLine) -> str:
    """Return the reference of a case with one pupil and one need."""
    reference = str(
        at_school.answer("add", "case", "--school", "99ZA00", "--title", "Verpleging in de klas")["reference"]
    )
    at_school.did(
        "add",
        "pupil",
        "--case",
        reference,
        "--pseudonym",
        "Blauwe Otter",
        "--name",
        "Zilver Maan",
        "--birth-year",
        "2016",
    )
    at_school.did("add", "need", "--case", reference, "--pupil", "Blauwe Otter", "--kind", "nursing", "--minutes", "60")
    consent = ("given_by=moeder en vader", "recipients=regiocoördinator", "purpose=Overleg", "given_on=2026-09-01")
    categories = "categories=need_lines, name, free_text, family, diagnosis, attendance"
    at_school.did("add", "part", "consent", "--case", reference, "--pupil", "Blauwe Otter", *consent, categories)
    return reference


@pytest.fixture
def bundle(at_school: CommandLine, case: str, to: str, tmp_path: Path) -> Path:
    """Return a bundle with the case, for the coordinator."""
    path = tmp_path / "eerste.zorgbundel"
    told = at_school.did("bundle", "export", "--to", to, *PURPOSE, *FULL, "--case", case, "--out", str(path))
    assert "1 casus" in told
    assert path.stat().st_mode & 0o777 == 0o600
    return path


def test_the_case_is_the_same_at_the_other_side(
    at_school: CommandLine, other_line: CommandLine, case: str, bundle: Path
) -> None:
    """The bundle itself shows no text of the case, and importing it gives the case whole."""
    assert b"Verpleging" not in bundle.read_bytes()
    assert "Ingelezen." in other_line.did("bundle", "import", str(bundle))
    assert other_line.answer("show", "case", case, "--names") == at_school.answer("show", "case", case, "--names")


def test_looking_at_a_bundle_changes_nothing(other_line: CommandLine, bundle: Path) -> None:
    """Inspect and a dry run tell the same: who, what for, and what is new; names only when asked."""
    before = other_line.rows()
    told = other_line.did("bundle", "inspect", str(bundle))
    assert told == other_line.did("bundle", "import", str(bundle), "--dry-run")
    assert "Overleg over de casus" in told
    assert "1 leerling" in told
    answer = other_line.on_store("bundle", "inspect", str(bundle), "--json").stdout
    assert "Zilver Maan" not in told + answer
    assert "Zilver Maan" in other_line.on_store("bundle", "inspect", str(bundle), "--json", "--names").stdout
    assert other_line.rows() == before


def test_two_who_changed_the_same_field_must_choose(
    at_school: CommandLine, other_line: CommandLine, case: str, bundle: Path, to: str, tmp_path: Path
) -> None:
    """Exit code 5 after the import; both values are listed, and writing the shown one again settles it."""
    other_line.did("bundle", "import", str(bundle))
    other_line.did("change", "school", "99ZA00", "phone=030 222")
    at_school.clock.advance(minutes=5)
    at_school.did("change", "school", "99ZA00", "phone=030 111")
    at_school.did("change", "case", case, "next_action=Bellen")
    second = tmp_path / "tweede.zorgbundel"
    at_school.did("bundle", "export", "--to", to, *PURPOSE, "--profile", "full", "--out", str(second))
    looked = other_line.did("bundle", "inspect", str(second))
    assert "(phone): 030 111 / 030 222" in looked
    result = other_line.on_store("bundle", "import", str(second))
    assert result.exit_code == 5
    assert "(phone): 030 111 / 030 222" in result.stdout
    assert "Volgende actie: (leeg) → Bellen" in result.stdout
    assert "list conflicts" in result.stderr
    (conflict,) = other_line.answer("list", "conflicts")
    assert (conflict["field"], conflict["shown"], conflict["others"]) == ("phone", "030 111", ["030 222"])
    assert "030 222" in other_line.did("list", "conflicts")
    other_line.did("change", "school", "99ZA00", "phone=030 111")
    assert other_line.answer("list", "conflicts") == []


def test_what_another_proposes_is_listed_and_answered_all_at_once(
    at_school: CommandLine, other_line: CommandLine, case: str, bundle: Path, tmp_path: Path
) -> None:
    """A coordinator's change waits for the owner of the case: accepted, taken back with the import, and declined."""
    other_line.did("bundle", "import", str(bundle))
    other_line.did("change", "case", case, "phase=analysis")
    assert [one["kind"] for one in other_line.answer("list", "proposals")] == ["awaiting"]
    owner = at_school.answer("card", "show")["fingerprint"]
    back = tmp_path / "terug.zorgbundel"
    other_line.did("bundle", "export", "--to", owner[:16], *PURPOSE, "--profile", "full", "--out", str(back))
    result = at_school.on_store("bundle", "import", str(back))
    assert result.exit_code == 5
    assert "VOORSTEL voor Fase (phase): Analyse" in result.stdout
    assert "1 voorstel" in result.stderr
    (proposal,) = at_school.answer("list", "proposals")
    assert (proposal["field"], proposal["kind"], proposal["others"]) == ("phase", "proposal", ["Analyse"])
    before = at_school.answer("show", "case", case)["phase"]
    for option, phase in (("--accept-all-proposals", "analysis"), ("--decline-all-proposals", before)):
        assert "Teruggedraaid: bundel 1" in at_school.did("bundle", "take-back")
        assert at_school.answer("list", "proposals") == []
        assert at_school.answer("bundle", "import", str(back), option)["decided"] == 1
        assert at_school.answer("show", "case", case)["phase"] == phase
        assert at_school.answer("list", "proposals") == []
    assert at_school.answer("bundle", "take-back", "--dry-run")["removed"] > 0
    said = at_school.refused("bundle", "take-back", "zzz")
    assert "Ingelezen zijn:" in said
    assert "(nummer 1 van " in said
    assert "niet precies één" in said
    at_school.did("undo")
    assert "terugdraaien" in at_school.refused("bundle", "take-back")


def test_a_bundle_with_one_byte_changed_is_refused(other_line: CommandLine, bundle: Path) -> None:
    """In the first lines, in the body and at the end."""
    whole = bundle.read_bytes()
    for place in (40, len(whole) // 2, len(whole) - 10):
        changed = bytearray(whole)
        changed[place] ^= 1
        bundle.write_bytes(changed)
        assert "Er is niets ingelezen" in other_line.refused("bundle", "import", str(bundle))


def test_half_a_bundle_and_another_file_are_refused(other_line: CommandLine, bundle: Path) -> None:
    """Each has its own sentence."""
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[: len(whole) // 2])
    half = other_line.refused("bundle", "import", str(bundle))
    bundle.write_bytes(b"hallo\n")
    assert other_line.refused("bundle", "inspect", str(bundle)) != half


def test_a_bundle_of_a_stranger_is_refused(
    tmp_path: Path, line: CommandLine, other_line: CommandLine, bundle: Path
) -> None:
    """Without the sender's card it is not opened, and without a compared number neither."""
    stranger = CommandLine(tmp_path / "stranger")
    stranger.did("init", "--name", "Bas", "--role", "coordinator")
    assert "niet bij uw contacten" in stranger.refused("bundle", "import", str(bundle))
    card = tmp_path / "arranger-again.kaart"
    assert f"staat in {card}." in line.did("card", "export", "--out", str(card))
    stranger.did("card", "import", str(card))
    assert stranger.refused("bundle", "import", str(bundle))


def test_a_bundle_is_taken_in_once(other_line: CommandLine, at_school: CommandLine, bundle: Path) -> None:
    """A second time is refused, and so is one's own bundle."""
    other_line.did("bundle", "import", str(bundle))
    assert "al ingelezen" in other_line.refused("bundle", "import", str(bundle))
    assert "zelf gemaakt" in at_school.refused("bundle", "import", str(bundle))


def test_a_file_that_is_there_is_never_written_over(
    at_school: CommandLine, case: str, bundle: Path, to: str, tmp_path: Path
) -> None:
    """No bundle is made for it either: the series of the recipient does not move on."""
    before = bundle.read_bytes()
    assert "bestaat al" in at_school.refused("bundle", "export", "--to", to, *PURPOSE, "--out", str(bundle))
    assert bundle.read_bytes() == before
    nowhere = tmp_path / "no" / "such" / "folder"
    assert "niet gemaakt" in at_school.refused("bundle", "export", "--to", to, *PURPOSE, "--out", str(nowhere))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--purpose", " "), 3),
        ((*PURPOSE, "--case", "Z-000000"), 3),
        ((*PURPOSE, "--to", "00000000"), 3),
        ((), 2),
        ((*PURPOSE, "--profile", "pseudonymous"), 2),
        ((*PURPOSE, "--profile", "reference"), 2),
        ((*PURPOSE, "--profile", "alles"), 2),
    ],
)
def test_an_export_that_is_refused_leaves_no_file(
    at_school: CommandLine, case: str, to: str, tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    """No purpose, an unknown case, an unknown recipient, children without a case or ground, and what does not exist."""
    path = tmp_path / "geen.zorgbundel"
    assert at_school.refused("bundle", "export", "--to", to, "--out", str(path), *options, code=code)
    assert not path.exists()


def test_nothing_goes_to_somebody_who_was_not_verified(at_school: CommandLine, case: str, tmp_path: Path) -> None:
    """The sentence says to compare the number first."""
    stranger = CommandLine(tmp_path / "stranger")
    stranger.did("init", "--name", "Bas", "--role", "coordinator")
    card, path = tmp_path / "bas.kaart", tmp_path / "geen.zorgbundel"
    stranger.did("card", "export", "--out", str(card))
    fingerprint = at_school.answer("card", "import", str(card))["fingerprint"]
    assert "controlegetal" in at_school.refused("bundle", "export", "--to", fingerprint, *PURPOSE, "--out", str(path))
    assert not path.exists()
