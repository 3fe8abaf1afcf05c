"""Making bundles and receipts by keys: how much goes along, on which ground, and only what is new."""

from __future__ import annotations

from pathlib import Path

from storage import tables
from storage.contacts import add_contact, verify_contact
from storage.handing_over import export_bundle
from storage.models import Pupil, site_id
from storage.receipts import read_receipt
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.cases import add_pupil, open_case
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.testing import make_store, open_app

SCHOOL = site_id("99ZZ00")


def acquainted(store: Store, folder: Path) -> Store:
    """Return a coordinator's store; both people have verified each other's card."""
    other = make_store(folder, label="Corrie", role="coordinator")
    for one, two in ((store, other), (other, store)):
        verify_contact(one, add_contact(one, two.identity.card_text).fingerprint)
    return other


async def test_children_go_by_their_pseudonym_on_a_ground(store: Store, tmp_path: Path) -> None:
    """The cases are chosen and the ground is asked; what leaves is shown first, and the name stays at home."""
    case = open_case(store, {"title": "Verpleging in de klas", "school_id": SCHOOL})
    add_pupil(store, case.id, {"pseudonym": "Blauwe Otter", "name": "Zilver Maan"})
    path = tmp_path / "nieuw.zorgbundel"
    with acquainted(store, tmp_path / "ander") as other:
        async with open_app(tmp_path / "opslag", store=store) as tester:
            await tester.press("7", "m")
            await tester.pages.fill(purpose="Overleg")
            await tester.press("tab", "right")
            await tester.pages.submit()
            await tester.pages.submit()
            assert tester.pages.says("Kies er een.")  # nothing went before, so no case is ticked
            await tester.press("space")
            await tester.pages.submit()
            assert tester.pages.says("Kies er een.")
            await tester.press("right", "right")
            await tester.pages.submit()
            assert tester.pages.says("1 leerling")
            assert tester.pages.says("zonder namen, zonder vrije tekst")
            assert tester.pages.says("Van 1 leerling die meegaat is geen toestemming vastgelegd (Blauwe Otter)")
            await tester.press("right", "enter")
            await tester.pages.fill(text=str(path))
            await tester.press("enter")
        import_bundle(other, path.read_bytes())
        [pupil] = living(other, Pupil)
    assert (pupil.pseudonym, pupil.name) == ("Blauwe Otter", "")
    with store.read() as session:
        details = session.connection().execute(tables.audit.select()).all()
    assert any("basis=care_task" in row.details for row in details)


async def test_a_receipt_is_made_for_the_contact_under_the_cursor(store: Store, tmp_path: Path) -> None:
    """The other reads it in and knows what is here."""
    path = tmp_path / "ontvangst.zorgbundel"
    with acquainted(store, tmp_path / "ander") as other:
        open_case(other, {"title": "Van Corrie", "school_id": SCHOOL})
        to = verify_contact(other, add_contact(other, store.identity.card_text).fingerprint)
        import_bundle(store, export_bundle(other, [to], purpose="Overleg"))
        async with open_app(tmp_path / "opslag", store=store) as tester:
            await tester.press("7", "z")
            await tester.pages.fill(text=str(path))
            await tester.press("enter")
            assert tester.pages.says("Geef het aan Corrie")
        assert read_receipt(other, path.read_bytes()).newly == 1
