"""A school by hand, and with it the first case of a new user without a list at hand."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from storage.models import Case, School, site_id
from zorgarrangeur_tui.desk.new_school import add_school
from zorgarrangeur_tui.desk.records import living, remove_record
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.testing import make_store, open_app


async def test_a_new_user_goes_from_nothing_to_the_first_case(tmp_path: Path) -> None:
    """The empty screens say each next key; a code that is none is refused with a sentence, and a second time too."""
    store = make_store(tmp_path / "opslag")
    async with open_app(tmp_path / "opslag", store=store, size=(80, 24)) as tester:
        assert tester.pages.says("Ga met 3 naar Scholen")
        await tester.press("3")
        assert tester.pages.says("of op a om er zelf een toe te voegen.")
        await tester.press("a")
        await tester.pages.fill(site_code="nee", name="De Wilg")
        await tester.pages.submit()
        assert tester.pages.says("zoals 99ZZ00")
        await tester.pages.fill(site_code="99zz00")
        await tester.pages.submit()
        [school] = living(store, School)
        assert (school.id, school.site_code, school.name) == (site_id("99ZZ00"), "99ZZ00", "De Wilg")
        with pytest.raises(ActRefused, match="staat al"):
            add_school(store, {"site_code": "99 ZZ-00", "name": "Nog eens"})
        await tester.press("2", "n", "enter")
        await tester.pages.fill(title="Verpleging onder schooltijd")
        await tester.pages.submit()
        assert [case.school_id for case in living(store, Case)] == [school.id]


def test_a_school_that_was_taken_away_comes_back_under_its_code(tmp_path: Path) -> None:
    """It is the same record, so what others know of it still fits."""
    with closing(make_store(tmp_path / "opslag")) as store:
        school = add_school(store, {"site_code": "99ZZ00", "name": "De Wilg"})
        remove_record(store, School, school.id, "School weggehaald")
        again = add_school(store, {"site_code": "99zz00", "name": "De Nieuwe Wilg"})
        assert again.id == school.id
        assert [one.name for one in living(store, School)] == ["De Nieuwe Wilg"]
