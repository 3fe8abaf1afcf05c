"""The parts of the region desk from a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from store_kit import meet

from storage.models import (
    Barrier,
    CareNeed,
    Case,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    Review,
    School,
    VisitPattern,
    site_id,
)
from storage.store import Store
from zorgarrangeur_tui.desk.region_desk import RegionDesk
from zorgarrangeur_tui.desk.region_lines import EMPTY, RegionPart

SCHOOL, QUIET = site_id("99ZZ00"), site_id("99ZZ01")
MONDAY = date(2026, 11, 23)


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    """Return a store with a school that is over its cap, and one where all is well but that has no case."""
    opened = make_store()
    with opened.unit_of_work("proef") as work:
        case = Case(title="Zorg", school_id=SCHOOL)
        pupil = Pupil(case_id=case.id, pseudonym="Blauwe Otter", plan_review_on=MONDAY - timedelta(days=3))
        need = CareNeed(case_id=case.id, pupil_id=pupil.id, kind="nursing", minutes_needed=120)
        windroos, meerkoet = Provider(name="Zorg De Windroos"), Provider(name="Meerkoet")
        anja = Professional(provider_id=windroos.id, name="Anja")
        work.add(
            School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", provider_cap=1),
            School(id=QUIET, site_code="99ZZ01", name="Het Anker", provider_cap=1),
            case, pupil, need, windroos, meerkoet, anja,
            FixedBond(school_id=SCHOOL, provider_id=windroos.id),
            FixedBond(school_id=SCHOOL, provider_id=meerkoet.id),
            FixedBond(school_id=QUIET, provider_id=meerkoet.id),
            VisitPattern(school_id=SCHOOL, professional_id=anja.id, weekday=0, duration_minutes=60, serves=[need.id]),
            Review(case_id=case.id, due_on=MONDAY - timedelta(days=10)),
            Review(case_id=case.id, due_on=MONDAY + timedelta(days=10)),
            Barrier(case_id=case.id, law="Jeugdwet", title="Stopt bij verhuizen", pupils_hit=2),
        )  # fmt: skip
    return opened


def test_who_is_where_and_what_is_wrong_there(store: Store) -> None:
    """A school without a case is there too; the cap names both providers and that nobody said why."""
    desk = RegionDesk(store)
    found = desk.part(RegionPart.PRESENCE)
    assert [line.cells for line in found.lines] == [("De Wilg", "2/1"), ("Het Anker", "1/1")]
    names = dict(found.providers)
    assert {names[key]: text for key, text in found.lines[0].presence.items()} == {
        "Zorg De Windroos": "V 1:00",
        "Meerkoet": "V",
    }
    assert [names[key] for key, _ in found.providers] == ["Zorg De Windroos", "Meerkoet"]
    assert [name for _, name in found.with_first(found.lines[1]).providers] == ["Meerkoet", "Zorg De Windroos"]
    assert ("Casussen", "1 van uzelf") in found.lines[0].facts
    [over] = desk.part(RegionPart.CAP).lines
    assert (over.attention, over.cells) == (True, ("De Wilg", "2/1", "geen reden"))
    [short] = desk.part(RegionPart.UNCOVERED).lines
    assert short.cells == ("De Wilg", "Verpleging", "2 u", "1 u")


def test_only_what_is_too_late_is_told_the_longest_first(store: Store) -> None:
    """An evaluation of next week is no concern yet; the plan of a child is told by pseudonym."""
    lines = RegionDesk(store).part(RegionPart.LATE).lines
    assert [(line.cells[0], line.cells[3]) for line in lines] == [
        ("10 dagen te laat", ""),
        ("3 dagen te laat", "Blauwe Otter"),
    ]
    assert [line.opens[0] for line in lines if line.opens] == ["review", "pupil"]


def test_law_money_and_bundles(store: Store, make_store: Callable[..., Store]) -> None:
    """What nobody was told of, care without a title, and somebody from whom nothing came yet."""
    meet(store, make_store())
    desk = RegionDesk(store)
    [barrier] = desk.part(RegionPart.BARRIERS).lines
    assert (barrier.cells, barrier.attention) == (("Jeugdwet", "Stopt bij verhuizen", "2", "nee"), True)
    [unpaid] = desk.part(RegionPart.UNFUNDED).lines
    assert unpaid.cells == ("De Wilg", "Blauwe Otter", "Verpleging", "2:00", "niets")
    [sender] = desk.part(RegionPart.BUNDLES).lines
    assert sender.cells[1] == "nog niets"


def test_an_empty_store_has_a_sentence_for_every_part(make_store: Callable[..., Store]) -> None:
    """Nothing to show is not an error."""
    desk = RegionDesk(make_store())
    assert all(not desk.part(part).lines and EMPTY[part].endswith(".") for part in RegionPart)
