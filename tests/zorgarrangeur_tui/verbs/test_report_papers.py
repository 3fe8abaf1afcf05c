"""Documents of casework from the command line: for parents, for the parties, for the school, for a DPIA."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_kit import CommandLine
from pdf_kit import text_of

from storage import audit
from storage.models import (
    Action,
    Agreement,
    CareNeed,
    Case,
    CaseParty,
    Consent,
    Entitlement,
    FamilyView,
    FixedBond,
    Placement,
    Professional,
    Provider,
    Provision,
    Pupil,
    QualityCheck,
    Record,
    Residence,
    Review,
    VisitPattern,
    site_id,
)
from zorgarrangeur_tui.desk.exports import Made, export_file
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.reports.imprint import Imprint

SCHOOL = site_id("99ZA00")
NAME, NOTE, PARENT = "Zilver Maan", "Houdt van water", "mevrouw Maan"


class Work:
    """A case at a school with two children and something in every part of it."""

    def __init__(self, line: CommandLine) -> None:
        self.line = line
        case = Case(
            title="Verpleging in de klas", school_id=SCHOOL, expected_pupils=6, handover="De school maakt het rooster."
        )
        provider = Provider(name="Zorggroep Vlonder")
        person = Professional(provider_id=provider.id, name="Fatima El Amrani")
        self.case, self.provider = case, provider
        self.child = Pupil(
            case_id=case.id, pseudonym="Blauwe Otter", name=NAME, note=NOTE, birth_year=2016, municipality="Urk"
        )
        self.other = Pupil(case_id=case.id, pseudonym="Rode Vos", birth_year=2009, municipality="Urk")
        need = self.part(CareNeed, kind="nursing", minutes_needed=150, minutes_granted=120, note=NOTE)
        guidance = CareNeed(case_id=case.id, pupil_id=self.other.id, kind="individual_guidance", minutes_needed=300)
        guidance.counts_as_care = "grey"
        group = CareNeed(case_id=case.id, kind="group_guidance", form="group", minutes_needed=60)
        provision = Provision(case_id=case.id, name="De Vlonderklas", places=8)
        records: list[Record] = [case, provider, person, self.child, self.other, need, guidance, group, provision]
        records += [
            FixedBond(school_id=SCHOOL, provider_id=provider.id),
            VisitPattern(school_id=SCHOOL, professional_id=person.id, weekday=0, start_minute=705, serves=[need.id]),
            self.part(Entitlement, need_id=need.id, law="health_insurance_act", minutes_granted=120),
            self.part(Residence, municipality="Vlonderdam", starts_on=date(2020, 1, 1)),
            self.part(FamilyView, wish="Eén vast gezicht", do_not_share="De scheiding", spoken_on=date(2026, 10, 1)),
            self.part(Consent, categories=["name"], recipients=["Gemeente Urk"], given_on=date(2026, 10, 1)),
            self.part(Placement, provision_id=provision.id, state="placed"),
            self.part(Action, what="Indicatie verlengen", who="kinderverpleegkundige", in_plan=True),
            Action(case_id=case.id, what="Rooster delen", who="ib'er", due_on=date(2026, 12, 1), in_plan=True),
            Action(case_id=case.id, what="Losse actie", in_plan=False),
            CaseParty(case_id=case.id, kind="municipality", name="Gemeente Urk", offer="Zonder beschikking"),
            CaseParty(case_id=case.id, kind="guardian", name=PARENT, offer="Pgb inzetten"),
            Agreement(case_id=case.id, title="Vaste aanbieder", budget_cents=4_180_000, shares=["youth_act:100"]),
            QualityCheck(case_id=case.id, criterion="Alleen wie bevoegd is", state="met"),
            Review(case_id=case.id, due_on=date(2027, 5, 1)),
        ]
        with line.open() as store, store.unit_of_work("Casus") as work:
            work.add(*records)

    def part(self, model: type[Record], **values: Any) -> Any:
        """Return a record of the first child."""
        return model(case_id=self.case.id, pupil_id=self.child.id, **values)

    def made(self, path: Path, *words: str) -> str:
        """Make a document, hold that it is in the log under its number, and return its text."""
        answer = self.line.answer("report", *words, "--out", str(path), "--reason", "Overleg")
        row = self.log()[-1]
        assert row.details == f"export={answer['export']} kind={path.suffix[1:]} rows={answer['rows']}"
        assert (row.reason, answer["rows"] > 0) == ("Overleg", True)
        return text_of(path.read_bytes()) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")

    def log(self) -> list[audit.LogRow]:
        """Return the log, without unlocking and locking."""
        with self.line.open() as store, store.read() as session:
            rows = [row for row, _ in audit.rows(session.connection())]
        return [row for row in rows if row.action not in {audit.Action.UNLOCK, audit.Action.LOCK}]


@pytest.fixture
def work(at_school: CommandLine) -> Work:
    """Return a case with something in every part."""
    return Work(at_school)


def test_parents_read_all_of_their_child_and_nothing_of_another(work: Work, tmp_path: Path) -> None:
    """Found within the case by pseudonym; the log says that it was printed, on this child."""
    text = work.made(tmp_path / "brief.pdf", "parent-letter", work.case.id, "blauwe otter")
    for words in (
        NAME,
        NOTE,
        "Verpleging: medische hulp",
        "2 u 30 min per week",
        "Eén vast gezicht",
        "U wilt niet dat wij dit delen: • De scheiding",
        "de naam van uw kind",
        "Waar uw kind woont",
        "11:45",
        "Indicatie verlengen",
        "De Wilgenroos",
    ):
        assert words in text
    assert "Rode Vos" not in text
    assert (work.log()[-1].action, work.log()[-1].subject) == (audit.Action.PRINT, work.child.id)
    never_made(work, tmp_path / "stick")
    again = work.made(tmp_path / "tweede.pdf", "parent-letter", work.case.id, work.child.id)
    assert "een document, gemaakt door arranger 0 Overleg" in again
    assert "Nooit gelukt" not in again


def never_made(work: Work, stick: Path) -> None:
    """Begin a document on the child, on a stick that is pulled out before anything is written."""
    stick.mkdir()

    def pull_out(_: Imprint) -> Made:
        shutil.rmtree(stick)
        return Made(b"%PDF", 1)

    with work.line.open() as store, pytest.raises(ActRefused):
        export_file(store, stick / "brief.pdf", pull_out, reason="Nooit gelukt", what="pupil", subject=work.child.id)


def test_a_letter_is_only_for_a_child_of_the_case(work: Work, tmp_path: Path) -> None:
    """And it is always a PDF."""
    path = tmp_path / "brief.pdf"
    asked = ("report", "parent-letter", work.case.id)
    told = work.line.refused(*asked, "Groene Specht", "--out", str(path), "--reason", "Overleg")
    assert "geen leerling met deze schuilnaam" in told
    plain = (*asked, "Rode Vos", "--out", str(tmp_path / "brief.md"), "--reason", "Overleg")
    assert ".pdf" in work.line.refused(*plain, code=2)
    assert not path.exists()


def test_what_a_child_of_sixteen_told_itself_is_not_for_its_parents(work: Work, tmp_path: Path) -> None:
    """The letter says so. What the parents told stays in it."""
    with work.line.open() as store, store.unit_of_work("Gesprekken") as unit:
        values = {"case_id": work.case.id, "pupil_id": work.other.id}
        unit.add(FamilyView(**values, wish="Zelf kiezen", capacity="pupil"), FamilyView(**values, wish="Rust"))
    text = work.made(tmp_path / "a.pdf", "parent-letter", work.case.id, "Rode Vos")
    assert "16 jaar of ouder" in text
    assert ("Rust" in text, "Zelf kiezen" in text) == (True, False)
    with work.line.open() as store, store.unit_of_work("Jonger") as unit:
        unit.change(unit.get(Pupil, work.other.id), {"birth_year": 2015})
    text = work.made(tmp_path / "b.pdf", "parent-letter", work.case.id, "Rode Vos")
    assert "16 jaar of ouder" not in text
    assert "Zelf kiezen" in text


@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_a_plan_of_action_is_for_the_parties_and_names_no_child(work: Work, tmp_path: Path, ending: str) -> None:
    """Parties, agreements, steps, week, quality and reviews; of parents and children no name, note or pseudonym."""
    text = work.made(tmp_path / f"plan.{ending}", "action-plan", work.case.id)
    for words in (
        "Verpleging in de klas",
        "Gemeente Urk",
        "Zonder beschikking",
        "Ouders",
        "€ 41.800,00",
        "Jeugdwet",
        "Rooster delen",
        "één leerling",
        "11:45-12:45",
        "Zorggroep Vlonder",
        "geen eigenaar van de kwaliteit",
        "Alleen wie bevoegd is",
        "1-5-2027",
        "De Vlonderklas",
        "De school maakt het rooster.",
    ):
        assert words in text
    for secret in (NAME, NOTE, PARENT, "Blauwe Otter", "Rode Vos", "Losse actie", "Gemeente · "):
        assert secret not in text
    assert work.log()[-1].subject == work.case.id


def test_a_plan_with_pseudonyms_is_a_look_at_each_child(work: Work, tmp_path: Path) -> None:
    """Only on demand, and each child finds it in its own log. Still no names."""
    text = work.made(tmp_path / "plan.md", "action-plan", work.case.id, "--pseudonyms")
    for words in ("Blauwe Otter", "Rode Vos", "Indicatie verlengen (Blauwe Otter)"):
        assert words in text
    assert NAME not in text
    read = {row.subject for row in work.log() if row.action == audit.Action.READ}
    assert read == {work.child.id, work.other.id}


@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_a_startfoto_counts_what_is_in_force_and_names_no_child(work: Work, tmp_path: Path, ending: str) -> None:
    """Minutes from needed to declared with what is not filled in, who pays, who comes, where children live."""
    text = work.made(tmp_path / f"foto.{ending}", "baseline", "99ZA00")
    cells = " ".join(text.replace("|", " ").replace("*", "").split())
    for words in (
        "Startfoto De Wilgenroos",
        "Verpleging 2 u 30 min 2 u niet ingevuld 1 u",
        "Grijs gebied 1 5 u",
        "Zorgverzekeringswet (Zvw) 1 2 u 30 min",
        "Niemand betaalt 2 6 u",
        "Voor een deel betaald 1 2 u 30 min",
        "Zorggroep Vlonder vaste zorgaanbieder 1",
        "Urk 1 Vlonderdam 1",
        "2 (verwacht: 6)",
    ):
        assert words in cells
    for secret in (NAME, NOTE, "Blauwe Otter", "Rode Vos"):
        assert secret not in text


def test_what_is_over_or_closed_is_in_no_startfoto(work: Work, tmp_path: Path) -> None:
    """A need that ended, a provider that left, a case that is closed."""
    with work.line.open() as store, store.unit_of_work("Voorbij") as unit:
        unit.change(unit.get(Case, work.case.id), {"phase": "closed", "closed_on": date(2026, 11, 1)})
        over = Case(title="Loopt", school_id=SCHOOL)
        unit.add(over, CareNeed(case_id=over.id, minutes_needed=60, ends_on=date(2026, 11, 22)))
    text = work.made(tmp_path / "foto.md", "baseline", "99ZA00")
    assert "Lopende casussen**: 1" in text
    assert "geen zorgbehoeften vastgelegd die nu gelden" in text


@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_the_dpia_sheet_follows_from_model_rules_and_contacts(work: Work, tmp_path: Path, ending: str) -> None:
    """Every group with its fields, how long, how much; no child and no value of one."""
    text = work.made(tmp_path / f"dpia.{ending}", "dpia")
    for words in (
        "Het verhaal van de ouders",
        "Wat zij niet gedeeld willen",
        "Uitdrukkelijke toestemming",
        "2 jaar",
        "tot een mens beslist",
        "Er zijn nog geen contacten.",
    ):
        assert words in text
    for secret in (NAME, NOTE, "Blauwe Otter", "De scheiding", "Urk"):
        assert secret not in text


@pytest.mark.parametrize("ending", ["pdf", "csv"])
def test_the_file_of_a_child_has_every_record_of_it(work: Work, tmp_path: Path, ending: str) -> None:
    """Also what its parents told, consents, titles and where it lives: who asks for all, gets all."""
    text = work.made(tmp_path / f"dossier.{ending}", "pupil", "Blauwe Otter")
    for words in ("Eén vast gezicht", "De scheiding", "Gemeente Urk", "Zorgverzekeringswet", "Vlonderdam", NOTE):
        assert words in text
    assert "Rode Vos" not in text
