"""The roster for the door, the file of a pupil and the certificate of erasure, on paper and as CSV."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pdf_kit import HOSTILE, has_form_or_script, pages_of, properties_of, squeezed, text_of

from zorgarrangeur_tui.reports.csv_text import rows_of
from zorgarrangeur_tui.reports.erasure_proof import ErasureProof, erasure_proof
from zorgarrangeur_tui.reports.imprint import Imprint, new_export_id
from zorgarrangeur_tui.reports.pupil_file import Look, PupilFile, pupil_file_csv, pupil_file_pdf
from zorgarrangeur_tui.reports.week_roster import RosterVisit, WeekRoster, week_roster_csv, week_roster_pdf

IMPRINT = Imprint("E-1111-2222-3333", datetime(2026, 11, 23, 9, tzinfo=UTC))


def roster(count: int = 3, text: str = "Fatima El Amrani") -> WeekRoster:
    """Return a roster of some visits on Monday, the last first, and one on Saturday."""
    monday = [RosterVisit(0, 900 - 15 * n, 15, f"{text} {n}", "Zorggroep Vlonder", "weekly") for n in range(count)]
    saturday = RosterVisit(5, 600, 60, text, "", "odd")
    told = {"standing": f"Rooster 3 van {text}", "ahead": (f"di 1-12-2026: {text} komt niet",)}
    return WeekRoster(text, "Vlonderdam", ("8:30–14:15",), (*monday, saturday), **told)


def pupil_file(text: str = "Houdt van water", looks: int = 2) -> PupilFile:
    """Return the file of a pupil."""
    looked = Look(datetime(2026, 11, 23, 9, 5, tzinfo=UTC), "Anna de Wit", "bekeken", "leerling", text)
    return PupilFile(
        pseudonym="Blauwe Otter",
        pupil=(("Naam", "Zilver Maan"), ("Notitie", text)),
        case=(("Kenmerk", "Z-7F3A2C"),),
        needs=((("Soort zorg", "Verpleging"), ("Notitie", text)),),
        visits=(("maandag", "9:15-10:00", "Fatima El Amrani", "Elke week"),),
        looks=(looked,) * looks,
    )


def proof(text: str = "Termijn verlopen", **changed: object) -> ErasureProof:
    """Return what is known of an erasure."""
    values = {
        "id": "ab" * 16,
        "erased_on": date(2026, 11, 23),
        "by": "Anna de Wit",
        "rule": "Een casus wordt vijf jaar na het sluiten vernietigd.",
        "reason": text,
        "counts": {"case": 1, "pupil": 2, "care_need": 5},
        "backups_until": date(2026, 12, 23),
        "recipients": ("Bas de Boer",),
    }
    return ErasureProof(**{**values, **changed})  # type: ignore[arg-type]  # values by name


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_users_stand_on_paper_as_they_are(text: str) -> None:
    """Whatever they would mean to the typesetter."""
    documents = (
        week_roster_pdf(roster(text=text), IMPRINT),
        pupil_file_pdf(pupil_file(text), IMPRINT),
        erasure_proof(proof(text, recipients=(text,)), IMPRINT),
    )
    for document in documents:
        assert squeezed(text) in squeezed(text_of(document))
        assert not has_form_or_script(document)


def test_every_page_says_which_export_it_is_from() -> None:
    """Date, number and page at the foot, so that a sheet found on the copier can be traced; no name in the properties."""
    documents = (
        week_roster_pdf(roster(60), IMPRINT),
        pupil_file_pdf(pupil_file(looks=90), IMPRINT),
        erasure_proof(proof(recipients=tuple(f"Contact {n}" for n in range(60))), IMPRINT),
    )
    for document in documents:
        pages = pages_of(document)
        assert len(pages) > 1
        for number, page in enumerate(pages, 1):
            assert squeezed("Export E-1111-2222-3333") in squeezed(page)
            assert squeezed(f"Gemaakt op 23 november 2026 Bladzijde {number} van {len(pages)}") in squeezed(page)
        assert not {"Maan", "Otter", "Fatima", "Wit"} & set(properties_of(document).replace("'", " ").split())


def test_the_roster_has_each_day_by_time() -> None:
    """Monday's visits early first; five school days always, Saturday because somebody comes, Sunday not."""
    text = text_of(week_roster_pdf(roster(), IMPRINT))
    for words in ("Maandag 8:30–14:15", "Vrijdag", "Zaterdag", "oneven weken", "Geen bezoek"):
        assert words in text
    assert "Zondag" not in text
    assert text.index("14:30–14:45") < text.index("14:45–15:00") < text.index("15:00–15:15")


def test_a_long_day_loses_no_visit() -> None:
    """Sixty visits on one day go over several pages."""
    text = text_of(week_roster_pdf(roster(60), IMPRINT))
    assert all(f"Fatima El Amrani {n} " in f"{text} " for n in range(60))


def test_a_busy_school_has_its_roster_on_one_page_that_says_which_plan_it_is() -> None:
    """Twelve visits on each day with the days that go otherwise; what goes on overleaf says of which school and plan."""
    days = [
        RosterVisit(day, 510 + 25 * n, 25, "Fatima El Amrani", "Zorggroep Vlonder", ("weekly", "odd")[n % 2])
        for day in range(5)
        for n in range(12)
    ]
    told = {"standing": "Rooster 3, gepubliceerd op 10-11-2026 door Noor.", "ahead": ("di 1-12-2026: niemand",) * 4}
    (page,) = pages_of(week_roster_pdf(WeekRoster("De Appelbrug", "Zandhoek", (), tuple(days), **told), IMPRINT))
    assert "Rooster 3, gepubliceerd op 10-11-2026 door Noor." in page
    assert page.count("Fatima El Amrani") == 60
    overleaf = pages_of(week_roster_pdf(roster(60, "De Appelbrug"), IMPRINT))[1]
    assert squeezed("De Appelbrug Rooster 3 van De Appelbrug") in squeezed(overleaf)


def test_the_roster_as_csv_has_minutes_as_numbers() -> None:
    """A row per visit, in the order of the week."""
    rows = rows_of(week_roster_csv(roster(2)))
    assert rows[1:] == [
        ["maandag", "14:45-15:00", "15", "Fatima El Amrani 1", "Zorggroep Vlonder", "Elke week", ""],
        ["maandag", "15:00-15:15", "15", "Fatima El Amrani 0", "Zorggroep Vlonder", "Elke week", ""],
        ["zaterdag", "10:00-11:00", "60", "Fatima El Amrani", "", "Oneven weken", ""],
    ]


def test_a_pupils_file_has_every_fact_and_every_look() -> None:
    """On paper and as CSV the same: what is recorded, and who looked at it when."""
    file = pupil_file()
    text = text_of(pupil_file_pdf(file, IMPRINT))
    rows = rows_of(pupil_file_csv(file))
    for words in (
        "Zilver Maan",
        "Houdt van water",
        "Z-7F3A2C",
        "Verpleging",
        "9:15-10:00",
        "23-11-2026 10:05",
        "bekeken",
    ):
        assert words in text
        assert any(words in cell for row in rows for cell in row)
    assert len(rows) - 1 == file.row_count == 8


def test_a_file_with_nothing_in_it_says_so() -> None:
    """Nobody should wonder whether a part fell off."""
    text = text_of(pupil_file_pdf(PupilFile("Blauwe Otter", (), (), (), (), ()), IMPRINT))
    for words in ("geen casus bekend", "geen zorgbehoeften", "geen bezoeken", "geen regels"):
        assert words in text


def test_a_certificate_tells_what_was_erased_and_where_it_may_still_be() -> None:
    """Counts per kind with their sum, backups, and who is told."""
    text = text_of(erasure_proof(proof(), IMPRINT))
    for words in (
        "Casus 1",
        "Leerlingen 2",
        "Zorgbehoeften 5",
        "Samen 8",
        "tot en met 23 december 2026",
        "Bas de Boer",
    ):
        assert words in text
    alone = text_of(erasure_proof(proof(backups_until=None, recipients=(), counts={}), IMPRINT))
    for words in ("geen oudere reservekopieën", "geen contacten", "niets om te vernietigen"):
        assert words in alone


def test_every_export_has_a_number_of_its_own() -> None:
    """Twelve random hex digits, easy to read out."""
    numbers = {new_export_id() for _ in range(200)}
    assert len(numbers) == 200
    assert all(len(number) == 16 and number.startswith("E-") for number in numbers)
