"""Reports with figures: of a school, exact and for internal use, with nothing of one child in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cli_kit import CommandLine
from pdf_kit import pages_of, text_of

from storage.models import (
    Action,
    Agreement,
    Barrier,
    Budget,
    CareNeed,
    Case,
    Entitlement,
    Professional,
    Provider,
    Pupil,
    Residence,
    School,
    Tariff,
    VisitPattern,
    site_id,
)
from zorgarrangeur_tui.desk.records import living

SCHOOL = site_id("99ZA00")
NAME, NOTE = "Zilver Maan", "Houdt van water"


@pytest.fixture
def with_care(at_school: CommandLine) -> CommandLine:
    """Return a line on a school with two children: 2 hours for one, half paid and half covered; 1 hour for the other."""
    case = Case(title="Verpleging", school_id=SCHOOL)
    child = Pupil(case_id=case.id, pseudonym="Blauwe Otter", name=NAME, note=NOTE, municipality="Urk")
    other = Pupil(case_id=case.id, pseudonym="Rode Vos", municipality="Urk")
    need = CareNeed(case_id=case.id, pupil_id=child.id, kind="nursing", minutes_needed=120, note=NOTE)
    provider = Provider(name="Zorggroep Vlonder")
    person = Professional(provider_id=provider.id, name="Fatima El Amrani")
    ids = {"case_id": case.id, "pupil_id": child.id}
    with at_school.open() as store, store.unit_of_work("Zorg") as work:
        work.change(work.get(School, SCHOOL), {"provider_cap": 3})
        work.add(
            case,
            child,
            other,
            need,
            CareNeed(case_id=case.id, pupil_id=other.id, kind="individual_guidance", minutes_needed=60),
            provider,
            person,
            VisitPattern(
                school_id=SCHOOL,
                professional_id=person.id,
                weekday=0,
                start_minute=540,
                duration_minutes=60,
                serves=[need.id],
            ),
            Entitlement(
                **ids,
                need_id=need.id,
                law="youth_act",
                minutes_granted=60,
                requested_on=date(2026, 10, 1),
                decided_on=date(2026, 10, 31),
            ),
            Tariff(name="Verpleging", law="youth_act", care_kind="nursing", cents=6000),
            Residence(**ids, municipality="Vlonderdam", starts_on=date(2020, 1, 1)),
            Budget(
                school_id=SCHOOL,
                pot="youth_act",
                cents=1_000_000,
                starts_on=date(2026, 8, 1),
                ends_on=date(2027, 7, 31),
            ),
            Barrier(case_id=case.id, law="Jeugdwet", title="Stopt bij verhuizen", pupils_hit=2),
            Barrier(case_id=case.id, law="Wlz", title="Is opgelost", solved_on=date(2026, 11, 1)),
            Agreement(case_id=case.id, title="Vaste aanbieder", budget_cents=4_180_000, municipalities_in=["Urk"]),
            Action(case_id=case.id, what="Rooster delen", who="ib'er", due_on=date(2026, 12, 1), in_plan=True),
            Action(**ids, what="Indicatie verlengen", in_plan=True),
        )
    return at_school


def made(line: CommandLine, path: Path, *words: str) -> str:
    """Make a report, and return its text without what only marks up."""
    line.did("report", *words, "--out", str(path), "--reason", "Overleg")
    text = text_of(path.read_bytes()) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
    return " ".join(text.replace("|", " ").replace("*", "").split())


@pytest.mark.parametrize("ending", ["pdf", "md"])
def test_the_report_of_a_school_says_what_is_needed_paid_and_agreed(
    with_care: CommandLine, tmp_path: Path, ending: str
) -> None:
    """In figures that can be reckoned by hand, with where they come from; of solved barriers and of one child nothing."""
    text = made(with_care, tmp_path / f"rapport.{ending}", "school", "99ZA00")
    for words in (
        "Schoolrapport De Wilgenroos",
        "1:00 van 3:00 uur (33 %)",
        "Verpleging 1 2:00 1:00 1:00",
        "Jeugdwet 1 1:00 – € 60",
        "Niemand betaalt 2 2:00 2:00 € 60 +",
        "Verpleging 1 – 30 dagen",
        "1 zorgaanbieder; gezichten per week: 1; keren binnen per schooldag: 0,2",
        "Vlonderdam 1 2:00",
        "Uren zorg per week 3:00",
        "1:00 per week telt niet mee in euro's",
        "Uurtarief van het team",
        "Jeugdwet Stopt bij verhuizen 2 nog niemand",
        "€ 41.800,00",
        "Rooster delen ib'er 1-12-2026",
        "Nog 1 stap gaat over één leerling",
        "Intern: precieze cijfers",
        "Bron: titels die vandaag gelden.",
        "Jeugdwet € 10.000 – € ",
    ):
        assert words in text
    for secret in (NAME, NOTE, "Blauwe Otter", "Rode Vos", "Is opgelost", "Indicatie verlengen"):
        assert secret not in text


def test_who_comes_is_held_against_a_startfoto(with_care: CommandLine, tmp_path: Path) -> None:
    """Only when there is one, with its name and day."""
    before = made(with_care, tmp_path / "voor.md", "school", "99ZA00")
    with_care.did("freeze", "Begin", "--school", "99ZA00")
    with with_care.open() as store, store.unit_of_work("Weg") as work:
        [visit] = living(store, VisitPattern)
        work.change(work.get(VisitPattern, visit.id), {"ends_on": date(2026, 11, 22)})
    after = made(with_care, tmp_path / "na.md", "school", "99ZA00")
    assert "Sinds de startfoto" not in before
    assert "Sinds de startfoto - Startfoto: Begin · 23 november 2026" in after.replace("#", "")
    assert "1 → 0 ▼ 1 minder" in after


def test_chosen_scenarios_stand_beside_the_proposal_with_what_differs(with_care: CommandLine, tmp_path: Path) -> None:
    """In both reports, with the sources of all assumptions; a name that there is not is refused before anything is made."""
    with_care.did("compare", "--school", "99ZA00", "--assume", "team_hour=70", "--keep", "Duurder team")
    for words in (("school", "99ZA00"), ("region",)):
        text = made(with_care, tmp_path / f"{words[0]}.md", *words, "--scenario", "duurder team")
        assert "Samen, met een vast team Voorstel Duurder team" in text
        assert "Uurtarief van het team € 65 € 70" in text
        assert "Leerlingen tegelijk 4 2-6 Hoeveel leerlingen de vaste begeleider tegelijk helpt" in text
        assert "De groepen op scholen zijn 7 tot 14 leerlingen" in text
        plain = made(with_care, tmp_path / f"zonder-{words[0]}.md", *words)
        assert "Scenario's naast elkaar" not in plain
    told = with_care.refused(
        "report", "region", "--scenario", "Geen", "--out", str(tmp_path / "x.md"), "--reason", "Overleg"
    )
    assert "geen scenario met die naam" in told
    assert not (tmp_path / "x.md").exists()


def test_without_tariffs_nothing_is_compared_in_money(with_care: CommandLine, tmp_path: Path) -> None:
    """A comparison of nothing with nothing would say that a team is never dearer."""
    with with_care.open() as store, store.unit_of_work("Weg") as work:
        for one in living(store, Tariff):
            work.remove(work.get(Tariff, one.id))
    for words in (("school", "99ZA00"), ("region",)):
        text = made(with_care, tmp_path / f"{words[0]}.md", *words)
        assert "Van geen enkele zorg hier is een tarief bekend." in text
        assert "Uren zorg per week 3:00" in text
        assert "Alles samen per jaar" not in text
        assert "Waar de uitkomst van afhangt" not in text


def test_a_school_without_care_gives_a_report_that_says_so(with_care: CommandLine, tmp_path: Path) -> None:
    """On every page stands that it is internal, also where there is nothing to see."""
    path = tmp_path / "leeg.pdf"
    text = made(with_care, path, "school", "99ZB00")
    assert "Er zijn nog geen zorgbehoeften vastgelegd die nu gelden." in text
    assert "Er is nog geen zorg om te vergelijken." in text
    assert all("Intern: precieze cijfers" in page for page in pages_of(path.read_bytes()))
    assert ".pdf of .md" in with_care.refused(
        "report", "school", "99ZB00", "--out", str(tmp_path / "x.csv"), "--reason", "Overleg", code=2
    )


def test_the_report_of_the_region_says_where_who_pays_and_what_is_uncertain(
    with_care: CommandLine, tmp_path: Path
) -> None:
    """The same figures as of its one school with care; of one child nothing."""
    path = tmp_path / "regio.pdf"
    text = made(with_care, path, "region")
    for words in (
        "Regiorapport",
        "Plekken met zorg 1",
        "1:00 van 3:00 uur (33 %)",
        "De Wilgenroos 2 3:00 33 % 2:00 € 120 + 1 0,2",
        "Jeugdwet 1 1:00 – € 60",
        "Vlonderdam 1 2:00 1:00 € 120",
        "Bij 0 van 1 school is een getekende afspraak die vandaag geldt.",
        "Uren zorg per week 3:00",
        "Jeugdwet 1 2 1",
        "Van 1:00 uur per week is geen tarief bekend",
        "Van 1 school met zorg is geen telling van DUO ingelezen",
    ):
        assert words in text
    for secret in (NAME, NOTE, "Blauwe Otter", "Rode Vos", "Is opgelost", "Indicatie verlengen"):
        assert secret not in text
    assert all("Intern: precieze cijfers" in page for page in pages_of(path.read_bytes()))


def test_a_region_without_care_gives_a_report_that_says_so(at_school: CommandLine, tmp_path: Path) -> None:
    """And nothing is compared."""
    text = made(at_school, tmp_path / "regio.md", "region")
    assert "Er zijn nog geen zorgbehoeften vastgelegd die nu gelden." in text
    assert "vaste teams" not in text
