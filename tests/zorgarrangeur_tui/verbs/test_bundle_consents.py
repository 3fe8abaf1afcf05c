"""Bundles from the command line stop where a consent stops."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cli_kit import CommandLine

from storage.models import Case, Consent, Pupil, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.consents import withdraw
from zorgarrangeur_tui.desk.records import living


def acquainted(sender: CommandLine, receiver: CommandLine, folder: Path) -> str:
    """Let two people verify each other's card, and return the receiver's fingerprint."""
    found = ""
    for one, other in ((receiver, sender), (sender, receiver)):
        path = folder / f"{one.folder.name}.kaart"
        one.did("card", "export", "--out", str(path))
        contact = other.answer("card", "import", str(path))
        other.did("card", "verify", contact["fingerprint"][:8], "--number", contact["number"])
        found = found or str(contact["fingerprint"])
    return found


def two_children(store: Store) -> Consent:
    """Put two children in a case: one with a consent to share, which is returned, and one without any on record."""
    case = Case(title="Zorg", school_id=site_id("99ZA00"))
    first = Pupil(case_id=case.id, pseudonym="Rode Vos", birth_year=2016)
    given = Consent(
        case_id=case.id,
        pupil_id=first.id,
        categories=["need_lines"],
        recipients=["regiocoördinator"],
        purpose="Overleg",
        given_on=date(2026, 9, 1),
    )
    with store.unit_of_work("Kinderen") as work:
        work.add(case, first, given, Pupil(case_id=case.id, pseudonym="Blauwe Otter"))
    return given


def test_after_a_withdrawal_the_child_stays_at_home_and_the_rest_goes(
    at_school: CommandLine, other_line: CommandLine, tmp_path: Path
) -> None:
    """Told on standard error and in the answer: who, why, and who got the child before."""
    to = acquainted(at_school, other_line, tmp_path)
    words = ("bundle", "export", "--to", to, "--purpose", "Overleg", "--profile", "full", "--out")
    with at_school.open() as store:
        given = two_children(store)
    first = at_school.on_store(*words, str(tmp_path / "een.zorgbundel"))
    assert first.exit_code == 0
    assert "2 leerlingen" in first.stdout
    assert "Van 1 leerling die meegaat is geen toestemming vastgelegd (Blauwe Otter)" in first.stderr
    with at_school.open() as store:
        withdraw(store, given.id, date(2026, 11, 20))
    second = at_school.on_store(*words, str(tmp_path / "twee.zorgbundel"))
    assert "1 leerling." in second.stdout
    assert "1 leerling blijft thuis (Rode Vos): toestemming ingetrokken op 20 november 2026." in second.stderr
    assert "Rode Vos ging eerder mee naar coordinator 1, met bundel 1 op 23 november 2026" in second.stderr
    third = at_school.answer(*words, str(tmp_path / "drie.zorgbundel"))
    reason = "toestemming ingetrokken op 20 november 2026"
    assert third["withheld"] == [{"pseudonym": "Rode Vos", "reason": reason}]
    assert (third["without_consent"], third["records"]["pupil"]) == (["Blauwe Otter"], 1)
    other_line.did("bundle", "import", str(tmp_path / "twee.zorgbundel"))
    with other_line.open() as store:
        assert [pupil.pseudonym for pupil in living(store, Pupil)] == ["Blauwe Otter"]
        assert living(store, Consent) == []


def test_children_go_by_pseudonym_on_a_ground_and_a_receipt_makes_the_next_bundle_short(
    at_school: CommandLine, other_line: CommandLine, tmp_path: Path
) -> None:
    """The default tells nothing of a child; with a ground they go; then only what is new, or nothing at all."""
    to = acquainted(at_school, other_line, tmp_path)
    back = other_line.answer("card", "list")[0]["fingerprint"]
    with at_school.open() as store:
        two_children(store)
        case = f"Z-{living(store, Case)[0].id[:6].upper()}"
    words = ("bundle", "export", "--to", to, "--purpose", "Overleg", "--out")
    school = at_school.answer(*words, str(tmp_path / "school.zorgbundel"))
    assert (school["profile"], school["kind"], school["fields"].keys() & {"pupil", "care_need"}) == (
        "school",
        "full",
        set(),
    )
    ground = ("--profile", "pseudonymous", "--case", case, "--basis", "care_task")
    first = at_school.answer(*words, str(tmp_path / "een.zorgbundel"), *ground)
    assert "pseudonym" in first["fields"]["pupil"]
    assert "name" not in first["fields"]["pupil"]
    other_line.did("bundle", "import", str(tmp_path / "een.zorgbundel"))
    told = other_line.did("bundle", "receipt", "--to", back, "--out", str(tmp_path / "bewijs.zorgbundel"))
    assert "Geef het aan arranger 0" in told
    at_school.did("bundle", "import", str(tmp_path / "bewijs.zorgbundel"))
    assert "niets nieuws" in at_school.refused(*words, str(tmp_path / "twee.zorgbundel"), *ground)
    at_school.did("change", "case", case, "phase=plan")
    third = at_school.answer(*words, str(tmp_path / "drie.zorgbundel"), *ground)
    assert (third["kind"], third["fields"]) == ("delta", {"case": ["deleted", "phase"]})
