"""The planner from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_kit import CommandLine

from storage.models import CareNeed, Case, FixedBond, Professional, Provider, Pupil, School, VisitPattern, site_id
from storage.models.codes import CareKind
from zorgarrangeur_tui.desk.records import living

ROSE = "99ZA00"


@pytest.fixture
def asked(at_school: CommandLine) -> CommandLine:
    """Return the command line of somebody with a need of an hour that nobody gives, and a professional who could."""
    with at_school.open() as store, store.unit_of_work("Klaargezet") as work:
        school = work.get(School, site_id(ROSE))
        work.change(school, {"bell_times": [[510, 855]] * 5})
        work.add(Provider(id="b" * 32, name="Zorg De Windroos"))
        work.add(FixedBond(school_id=school.id, provider_id="b" * 32))
        work.add(
            Professional(
                id="a" * 32, provider_id="b" * 32, name="Anna Bos", skills=[CareKind.INDIVIDUAL_GUIDANCE.value]
            )
        )
        work.add(Case(id="c" * 32, title="Begeleiding", school_id=school.id))
        work.add(Pupil(id="d" * 32, case_id="c" * 32, pseudonym="Zilveren Otter"))
        for key, kind in (("e", CareKind.INDIVIDUAL_GUIDANCE), ("f", CareKind.TRANSPORT_GUIDANCE)):
            work.add(CareNeed(id=key * 32, case_id="c" * 32, pupil_id="d" * 32, kind=kind.value, minutes_needed=60))
    return at_school


def test_a_proposal_is_told_and_taken_over_when_asked(asked: CommandLine) -> None:
    """Without --apply nothing changes; what is not planned is told with its reason; no child is named."""
    told = asked.did("plan", "--school", ROSE, "--seconds", "1")
    assert "Anna Bos: BI komt erbij" in told
    assert "0 %" in told
    assert "50 %" in told
    assert "Niet gepland: Begeleiding bij het vervoer valt buiten de schooldag." in told
    assert "Er is niets gewijzigd. Met --apply" in told
    assert "Bewezen het beste. Gezocht:" in told
    assert "Otter" not in told
    answer = asked.answer("plan", "--region", "--seconds", "1", "--apply", "--wish", "known-faces=much")
    assert answer["taken_over"] == len(answer["changes"]) == 1
    assert answer["measures"]["visits_done"] == answer["measures"]["visits_asked"] > 0
    with asked.open() as store:
        assert [visit.professional_id for visit in living(store, VisitPattern)] == ["a" * 32]


def test_reasons_come_along_when_asked(asked: CommandLine) -> None:
    """What a line costs, why care stays open with what would help, and why not by somebody else."""
    with asked.open() as store, store.unit_of_work("Klaargezet") as work:
        work.add(Professional(id="9" * 32, provider_id="b" * 32, name="Bram Bos", skills=[CareKind.NURSING.value]))
        work.add(
            CareNeed(
                id="8" * 32,
                case_id="c" * 32,
                pupil_id="d" * 32,
                kind=CareKind.INDIVIDUAL_TREATMENT.value,
                minutes_needed=30,
            )
        )
    words = ("plan", "--school", ROSE, "--seconds", "1", "--explain", "--why-not", f"{'e' * 32}=Bram Bos")
    told = asked.did(*words)
    assert "Brengt: 2 u minder zorg die niemand geeft" in told
    assert "Kost: 1 zorgaanbieder meer op school, 1 professional meer op school" in told
    assert "1 van 1 keer niet gepland." in told
    assert "Er is geen zorgprofessional voor" in told
    assert "Bram Bos geeft deze soort zorg niet." in told
    assert "Otter" not in told
    answer = asked.answer(*words)
    assert answer["open"][0]["need"] == "8" * 32
    assert answer["open"][0]["reasons"]
    assert answer["why_not"][0]["sentences"] == ["Bram Bos geeft deze soort zorg niet."]
    assert answer["changes"][0]["cost"]["weighed"] < 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("plan",), "Noem óf scholen met --school"),
        (("plan", "--region", "--seconds", "0"), "geef een heel getal van 1"),
        (("plan", "--region", "--wish", "peace=much"), "Typ een wens als naam=zwaarte"),
        (("plan", "--region", "--why-not", "Anna"), "Typ --why-not als zorgbehoefte=zorgprofessional"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(asked: CommandLine, words: tuple[str, ...], sentence: str) -> None:
    """Nothing is searched."""
    assert sentence in " ".join(asked.refused(*words, code=2).split())


def test_nothing_to_plan_is_refused_with_the_reason(at_school: CommandLine) -> None:
    """A school without bell times says so."""
    assert "niets te plannen" in at_school.refused("plan", "--school", ROSE)


def test_a_problem_goes_to_a_file_and_is_solved_without_a_store(asked: CommandLine, tmp_path: Path) -> None:
    """It holds references, no names; the plan of it covers all, and the separate check accepts it."""
    file, plan = tmp_path / "probleem.json", tmp_path / "plan.json"
    asked.did("report", "problem", "--out", str(file), "--reason", "Proef")
    text = file.read_text()
    assert "Otter" not in text
    assert "Anna" not in text
    result = asked.run("solve", str(file), "--seconds", "1", "--out", str(plan), "--json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert (answer["errors"], answer["measures"]["coverage"]) == ([], 100)
    assert json.loads(plan.read_text())["visits"]
    again = asked.run("solve", str(file), "--seconds", "1", "--out", str(plan))
    assert again.exit_code == 3


def test_a_file_with_a_missing_field_is_refused_by_name(asked: CommandLine, tmp_path: Path) -> None:
    """Nothing is planned, nothing is written."""
    file = tmp_path / "probleem.json"
    asked.did("report", "problem", "--out", str(file), "--reason", "Proef")
    document = json.loads(file.read_text())
    del document["schools"][0]["rooms"]
    broken = tmp_path / "kapot.json"
    broken.write_text(json.dumps(document))
    result = asked.run("solve", str(broken))
    assert result.exit_code == 3
    assert "school 0: het veld rooms ontbreekt" in result.stderr


def test_a_file_with_locks_that_cannot_be_together_is_refused(asked: CommandLine, tmp_path: Path) -> None:
    """Somebody who must be at two schools at once: a sentence, and no report of a fault."""
    file = tmp_path / "probleem.json"
    asked.did("report", "problem", "--out", str(file), "--reason", "Proef")
    document = json.loads(file.read_text())
    document["schools"].append({**document["schools"][0], "id": 1})
    document["locked"] = {"presence": [[0, 0, 0, 0], [0, 1, 0, 0]]}
    impossible = tmp_path / "onmogelijk.json"
    impossible.write_text(json.dumps(document))
    result = asked.run("solve", str(impossible), "--seconds", "1")
    assert result.exit_code == 3
    assert "Wat u hebt vastgezet kan niet samen" in result.stderr
