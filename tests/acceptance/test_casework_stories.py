"""Whole stories of casework by keys, each on a store of one's own: what an arrangeur does and what the app then says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from storage.contacts import add_contact, verify_contact
from storage.models import Action, CareNeed, Case, Consent, Entitlement, FamilyView, Pupil, Residence, School, site_id
from storage.store import Store
from storage.taking_in import import_bundle
from widgets.record_table import RecordTable
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, open_case
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.testing import PASSPHRASE, FrozenClock, Tester, make_store, open_app

SCHOOL = site_id("99ZZ00")
SEPTEMBER, DECEMBER = datetime(2026, 9, 1, 8, 0, tzinfo=UTC), datetime(2026, 12, 3, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FrozenClock:
    """Return a clock that stands at a Monday morning in November, until a story moves it."""
    return FrozenClock()


@pytest.fixture
def store(tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    """Return an arranger's store that knows one invented school."""
    opened = make_store(tmp_path / "opslag", clock=clock)
    with opened.unit_of_work("Scholen") as work:
        work.add(School(id=SCHOOL, site_code="99ZZ00", name="De Wilg", kind="so", bell_times=[[510, 900]] * 5))
    yield opened
    opened.close()


async def choose(tester: Tester, field: str, *words: str) -> None:
    """Choose in a field of the open form: one from its list, or in a field of several each of these."""
    widget = tester.app.screen.query_one(f"#field-{field}")
    widget.focus()
    await tester.pages.settle()
    labels = [label for _, label in widget.spec.choices]  # type: ignore[attr-defined]  # a field with choices
    for word in words:
        if widget.spec.kind == "choices":  # type: ignore[attr-defined]  # a field with choices
            await tester.press("home", *["down"] * labels.index(word), "space")
        else:
            await tester.press("space")
            await tester.pages.pick(word)


async def add_here(tester: Tester, kind: str = "", **fields: str) -> None:
    """Add something in the open chapter with n, of a kind where there are more, and save."""
    await tester.press("n")
    if kind:
        await tester.pages.pick(kind)
    await tester.pages.fill(**fields)
    await tester.pages.submit()
    assert tester.pages.open_screen == "CaseScreen", tester.pages.text()


async def to_chapter(tester: Tester, title: str) -> None:
    """Walk on with ] to a chapter."""
    for _ in range(10):
        if tester.app.screen.chapter.words == title:  # type: ignore[attr-defined]  # the screen of a case
            return
        await tester.press("right_square_bracket")
    raise AssertionError(f"there is no chapter {title}")


def lines(tester: Tester) -> dict[str, tuple[str, ...]]:
    """Return the lines of the open chapter by what they say first."""
    return {row[0].strip(): row[1:] for row in tester.pages.rows("case-lines")}


async def agree(tester: Tester) -> None:
    """Write down a party with its answer, the agreement that follows, and a step of the plan."""
    await to_chapter(tester, "Partijen")
    assert tester.pages.says("Hier staat nog niets. Met n voegt u iets toe: partij.")
    await add_here(tester, name="Gemeente Urk", offer="Betaalt", answer_by="morgen")
    assert lines(tester)["Gemeente Urk"][:2] == ("Nog geen antwoord", "voor 24-11-2026")
    await tester.press("e")
    await choose(tester, "decision", "Doet mee")
    await tester.pages.fill(decided_on="vandaag")
    await tester.pages.submit()
    assert lines(tester)["Gemeente Urk"][:2] == ("Doet mee", "23-11-2026")

    await to_chapter(tester, "Afspraken")
    await add_here(
        tester,
        title="Eén vaste aanbieder",
        parties="school, Urk",
        minutes_per_week="3u",
        ends_on="31-7-2027",
        notice_months="3",
    )
    assert lines(tester)["Eén vaste aanbieder"][1:3] == ("t/m 31-7-2027", "3 u p/w")

    await to_chapter(tester, "Plan")
    await add_here(tester, "actie", what="Rooster maken", who="ib-er", due_on="1/12")
    assert lines(tester)["Rooster maken"][:2] == ("Open: ib-er", "voor 1-12-2026")


async def test_an_intake_becomes_a_running_arrangement(store: Store, tmp_path: Path) -> None:
    """Question, child, needs, who pays, what each party offers, what was agreed, who does what; and then it runs."""
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "n")
        await tester.pages.pick("wilg")
        await tester.pages.fill(title="Vaste verpleging", deadline="1/12")
        await tester.pages.submit()
        await tester.press("l")
        await tester.pages.fill(pseudonym="Blauwe Otter", birth_year="2016", municipality="urk")
        await tester.pages.submit()
        for kind, minutes in (("Verpleging", "1u30"), ("Persoonlijke verzorging", "90m")):
            await tester.press("z")
            await choose(tester, "kind", kind)
            await tester.pages.fill(minutes_needed=minutes)
            await tester.pages.submit()
        assert {need.minutes_needed for need in living(store, CareNeed)} == {90}
        assert lines(tester)["Persoonlijke verzorging"][3] == "nee"

        await tester.press("n")
        await tester.pages.pick("titel")
        await choose(tester, "law", "Jeugdwet")
        await tester.pages.fill(minutes_granted="1u30", starts_on="vandaag", ends_on="31-7-2027")
        await tester.pages.submit()
        [title] = living(store, Entitlement)
        [need] = [one for one in living(store, CareNeed) if one.id == title.need_id]
        assert (title.pupil_id, title.minutes_granted, need.kind) == (need.pupil_id, 90, "personal_care")
        assert lines(tester)["Persoonlijke verzorging"][3] == "ja"
        assert lines(tester)["Verpleging"][3] == "nee"

        await agree(tester)
        await tester.press("f")
        await choose(tester, "phase", "Uitvoering")
        await tester.pages.submit()
        assert tester.pages.open_screen == "FormDialog"
        assert tester.pages.says("Een arrangement kan niet lopen zonder eigenaar van de kwaliteit. Vul in wie")
        assert living(store, Case)[0].phase == "intake"
        await tester.pages.fill(quality_owner="directeur")
        await tester.pages.submit()
        [case] = living(store, Case)
        assert (case.phase, case.quality_owner) == ("running", "directeur")
        assert "U slaat over: Startfoto" in " ".join(tester.pages.notices())
        await tester.press("home")
        assert lines(tester)["Vaste verpleging"][0] == "Uitvoering"
        assert store.log_fault() is None


async def test_a_child_that_moves_gets_another_payer_and_undo_brings_the_old_home_back(
    store: Store, tmp_path: Path
) -> None:
    """The old home ends the day before; who pays is said in a sentence; one u takes all of it back."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "municipality": "Urk"})
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter")
        await to_chapter(tester, "Wonen")
        await tester.press("down")
        assert tester.pages.says("Er is nog geen woonplaats met datum.")
        await add_here(tester, starts_on="1-8-2024")
        assert tester.pages.says("Het kind staat sinds 1 augustus 2024 in Urk in de BRP. Die gemeente betaalt.")

        await add_here(tester, municipality="zeist", starts_on="2-11-2026")
        assert "De woonplaats Urk eindigt op 1 november 2026." in tester.pages.notices()[-1]
        assert tester.pages.says("Het kind staat sinds 2 november 2026 in Zeist in de BRP. Die gemeente betaalt.")
        assert lines(tester)["Woont in Urk"][1] == "t/m 1-11-2026"
        [pupil] = living(store, Pupil)
        assert pupil.municipality == "Zeist"

        await tester.press("u")
        [home] = living(store, Residence)
        assert (home.municipality, home.ends_on) == ("Urk", None)
        assert store.get(Pupil, pupil.id).municipality == "Urk"
        assert "Woont in Zeist" not in lines(tester)
        await tester.press("home", "down")
        assert tester.pages.says("Het kind staat sinds 1 augustus 2024 in Urk in de BRP. Die gemeente betaalt.")


async def test_a_sixteenth_birthday_is_told_and_the_consent_must_be_asked_anew(
    store: Store, clock: FrozenClock, tmp_path: Path
) -> None:
    """Nothing in September; in December Vandaag tells it, Enter opens it, and a consent given from then on is enough."""
    clock.now = SEPTEMBER
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    pupil = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter"})
    async with open_app(tmp_path / "opslag", store=store, clock=clock) as tester:
        await tester.press("2", "enter", "down", "e")
        await tester.pages.fill(birth_year="2010", birth_month="december")
        await tester.pages.submit()
        await to_chapter(tester, "Ouders")
        await tester.press("n")
        await tester.pages.pick("toestemming")
        await choose(tester, "capacity", "Beide ouders met gezag en leerling")
        await choose(tester, "categories", "Zorgbehoeften, met schuilnaam")
        await tester.pages.fill(
            given_by="ouders en leerling", recipients="gemeente Urk", purpose="Vaste zorg regelen", given_on="vandaag"
        )
        await tester.pages.submit()
        [consent] = living(store, Consent)
        assert (consent.pupil_id, consent.given_on) == (pupil.id, date(2026, 9, 1))
        assert lines(tester)["Toestemming: Vaste zorg regelen"][0] == "Geldt"
        await tester.press("1")
        assert tester.pages.rows("due-table") == []

    clock.now = DECEMBER
    async with open_app(tmp_path / "opslag", clock=clock) as tester:
        await tester.pages.unlock(PASSPHRASE)
        assert tester.pages.open_screen == "TodayScreen"
        told = [row[2] for row in tester.pages.rows("due-table")]
        assert "Wordt 16: de leerling geeft zelf toestemming (in of na december 2026)" in told
        again = told.index("Toestemming opnieuw vragen: Vaste zorg regelen")
        await tester.press("home", *["down"] * again, "enter")
        assert tester.pages.open_screen == "CaseScreen"
        assert tester.app.screen.query_one("#case-lines", RecordTable).selected_key == consent.id
        assert lines(tester)["Toestemming: Vaste zorg regelen"][0] == "Opnieuw vragen"
        assert tester.pages.says("Vanaf 16 jaar geeft de leerling zelf toestemming. Vraag opnieuw toestemming.")

        await tester.press("n")
        await tester.pages.pick("toestemming")
        await choose(tester, "capacity", "Beide ouders met gezag en leerling")
        await choose(tester, "categories", "Zorgbehoeften, met schuilnaam")
        await tester.pages.fill(given_by="ouders en leerling", recipients="gemeente Urk", purpose="Vaste zorg regelen")
        await tester.pages.submit()
        assert "Geldt" in {row[1] for row in tester.pages.rows("case-lines")}
        await tester.press("escape")
        assert "Toestemming opnieuw vragen: Vaste zorg regelen" not in {
            row[2] for row in tester.pages.rows("due-table")
        }


async def test_a_consent_that_is_withdrawn_keeps_the_child_at_home(store: Store, tmp_path: Path) -> None:
    """Taken back by key; the app says whom to tell; the next bundle says who stays at home and why, does it, and calls back what went."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    kept = add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "birth_year": 2016})
    goes = add_pupil(store, case.id, {"pseudonym": "Rode Vos", "birth_year": 2017})
    add_need(store, case.id, kept.id, {"minutes_needed": 60})
    with store.unit_of_work("Toestemming") as work:
        for pupil in (kept, goes):
            work.add(
                Consent(
                    case_id=case.id,
                    pupil_id=pupil.id,
                    given_by="vader en moeder",
                    categories=["need_lines"],
                    recipients=["Corrie"],
                    purpose="Overleg",
                    given_on=date(2026, 9, 1),
                )
            )
        work.add(FamilyView(case_id=case.id, pupil_id=kept.id, own_words="Wij willen rust"))
    with make_store(tmp_path / "ander", label="Corrie", role="coordinator") as other:
        for one, two in ((store, other), (other, store)):
            verify_contact(one, add_contact(one, two.identity.card_text).fingerprint)
        async with open_app(tmp_path / "opslag", store=store) as tester:
            await make_bundle(tester, tmp_path / "eerst.zorgbundel", first=True)
            import_bundle(other, (tmp_path / "eerst.zorgbundel").read_bytes())
            assert {pupil.pseudonym for pupil in living(other, Pupil)} == {"Blauwe Otter", "Rode Vos"}
            assert living(other, FamilyView) == []

            await tester.press("2", "enter")
            await to_chapter(tester, "Ouders")
            await tester.press("home", "down", "down", "down")
            assert lines(tester)["Toestemming: Overleg"][0] == "Geldt"
            await tester.press("i")
            await tester.pages.submit()
            assert tester.pages.says("Meld de intrekking zelf aan wie al gegevens kreeg")
            assert tester.pages.says("Corrie, met bundel 1 op 23 november 2026")
            await tester.press("escape")
            assert {one.pupil_id for one in living(store, Consent) if one.withdrawn_on} == {kept.id}
            assert tester.pages.says("Ingetrokken op 23 november 2026. Deel niets meer")

            for pupil, minutes in ((kept, 75), (goes, 30)):
                add_need(store, case.id, pupil.id, {"minutes_needed": minutes})
            await make_bundle(
                tester,
                tmp_path / "later.zorgbundel",
                "1 leerling blijft thuis (Blauwe Otter): toestemming ingetrokken op 23 november 2026.",
                "Blauwe Otter ging eerder mee naar Corrie",
            )
        import_bundle(other, (tmp_path / "later.zorgbundel").read_bytes())
        assert {need.minutes_needed for need in living(other, CareNeed)} == {30}
        assert [pupil.pseudonym for pupil in living(other, Pupil)] == ["Rode Vos"]


async def make_bundle(tester: Tester, path: Path, *told: str, first: bool = False) -> None:
    """Make a bundle of the one case for the one contact; before it is made the app tells what it should.

    A case that never went there has to be chosen; one that did is chosen already.
    """
    await tester.press("7", "m")
    await tester.pages.fill(purpose="Overleg")
    await tester.press("tab", "right", "right")
    await tester.pages.submit()
    if first:
        await tester.press("space")
    await tester.pages.submit()
    assert [sentence for sentence in told if not tester.pages.says(sentence)] == []
    await tester.press("right", "enter")
    await tester.pages.fill(text=str(path))
    await tester.press("enter")


async def test_a_wrong_entry_is_undone_and_done_again_and_the_history_tells_it(store: Store, tmp_path: Path) -> None:
    """What was typed wrong goes with u and comes back with Ctrl+Y; field by field it is there with who and when."""
    case = open_case(store, {"title": "Verpleging", "school_id": SCHOOL})
    with store.unit_of_work("Actie toegevoegd") as work:
        work.add(Action(id="1" * 32, case_id=case.id, what="Zorgkantoor bellen", who="ib-er", in_plan=True))
    async with open_app(tmp_path / "opslag", store=store) as tester:
        await tester.press("2", "enter")
        await to_chapter(tester, "Plan")
        await tester.press("down", "e")
        await tester.pages.fill(who="directeur", due_on="1/9")
        await tester.pages.submit()
        assert "Open: directeur" in lines(tester)["Zorgkantoor bellen"][0]
        await tester.press("u")
        assert lines(tester)["Zorgkantoor bellen"][:2] == ("Open: ib-er", "")
        assert "Ongedaan gemaakt: Actie gewijzigd." in tester.pages.notices()[-1]
        await tester.press("ctrl+y")
        assert "Open: directeur" in lines(tester)["Zorgkantoor bellen"][0]
        await tester.press("u", "y")
        assert tester.pages.open_screen == "RecordHistoryScreen"
        who = [row for row in tester.pages.rows("history-table") if row[0] == "Wie"]
        assert who[0][1] == "ib-er"
        assert who[0][4] == "geldt nu"
        assert "directeur" in {row[1] for row in who}
        assert {row[3] for row in who} == {"Anna"}
        assert all(row[2].startswith("23-11-2026 ") for row in who)
        await tester.press("escape")
        assert tester.pages.open_screen == "CaseScreen"
    assert store.get(Action, "1" * 32).who == "ib-er"
