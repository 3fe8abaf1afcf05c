"""Absences from the command line: who is away, what that hits, and who could come."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import CommandLine
from store_kit import quick_create

from storage.models import CareNeed, Case, Professional, Provider, Pupil, School, VisitPattern, site_id
from storage.models.codes import CareKind

HERE = site_id("99AA00")


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    """Return the command line on a store with a school, a nurse who comes on Monday, and a colleague of hers."""
    with quick_create(tmp_path / "store") as store, store.unit_of_work("School klaargezet") as work:
        work.add(
            School(id=HERE, site_code="99AA00", name="De Appelbrug", bell_times=[[510, 870]] * 5),
            Provider(id="zorg", name="Zorg Zonnig"),
            Case(id="casus", title="Zorg in de klas", school_id=HERE),
            Pupil(id="otter", case_id="casus", pseudonym="Blauwe Otter"),
            CareNeed(id="zorgvraag", case_id="casus", pupil_id="otter", kind=CareKind.NURSING, minutes_needed=60),
            VisitPattern(id="maandag", school_id=HERE, professional_id="anna", weekday=0, serves=["zorgvraag"]),
            *(
                Professional(id=key, name=name, provider_id="zorg", skills=[CareKind.NURSING])
                for key, name in (("anna", "Anna Bos"), ("bram", "Bram Vos"))
            ),
        )
    return CommandLine(tmp_path / "store")


def test_an_absence_is_added_and_tells_what_it_hits(line: CommandLine) -> None:
    """Of today, when no day is told; then it is in the list, and who could come with why."""
    added = line.on_store("add", "absence", "--professional", "Anna Bos")
    assert added.exit_code == 0
    assert "1 bezoek vraagt om een vervanger." in added.stderr
    (known,) = line.answer("list", "absences")
    assert (known["professional"]["name"], known["first_day"], known["last_day"]) == (
        "Anna Bos",
        "2026-11-23",
        "2026-11-23",
    )
    assert "op maandag 23 november 2026" in line.did("list", "absences")
    (hit,) = line.answer("list", "replacements", "--absence", known["id"])
    assert (hit["visit"], hit["stand"]) == ("maandag", "open")
    assert hit["misses"] == [
        {
            "need": "zorgvraag",
            "pupil": "Blauwe Otter",
            "minutes": 60,
            "week_planned": 60,
            "week_lost": 60,
            "other_care_that_day": False,
        }
    ]
    assert [one["professional"]["id"] for one in hit["candidates"]] == ["bram"]
    told = line.did("list", "replacements", "--absence", known["id"][:8])
    assert "Bram Vos" in told
    assert "Werkt ook voor Zorg Zonnig." in told


def test_an_absence_without_an_end_or_that_cannot_be(line: CommandLine) -> None:
    """Until further notice is told as such; an end before the beginning is refused, and so is both at once."""
    first = ("add", "absence", "--professional", "Anna Bos", "--first-day", "2026-12-01")
    assert "Toegevoegd: afwezigheid" in line.did(*first, "--open-end")
    assert line.answer("list", "absences")[0]["last_day"] is None
    assert "De laatste dag ligt voor de eerste dag." in line.refused(*first, "--last-day", "2026-11-30")
    assert line.on_store(*first, "--last-day", "2026-12-02", "--open-end").exit_code == 2
    assert "Niemand is afwezig." not in line.did("list", "absences")
