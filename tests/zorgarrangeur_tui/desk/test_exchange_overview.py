"""How it stands with everybody, over real stores: what came, what is missing, what waits, and files for many at once."""

from __future__ import annotations

from pathlib import Path

from store_kit import FrozenClock, meet, quick_create

from storage.contacts import Trust, add_contact, contacts
from storage.handing_over import export_bundle
from storage.models import Case, Municipality
from storage.store import Store
from storage.taking_in import import_bundle
from zorgarrangeur_tui.desk.arrival_folder import WatchedFolder
from zorgarrangeur_tui.desk.arrival_import import take_in_all
from zorgarrangeur_tui.desk.arrival_states import judged, known_here
from zorgarrangeur_tui.desk.arrivals import take_in
from zorgarrangeur_tui.desk.exchange_overview import Standing, bundle_lines, overview
from zorgarrangeur_tui.desk.exchange_points import Urgency
from zorgarrangeur_tui.desk.exchange_sending import (
    SentFile,
    send_receipts,
    send_reference,
    send_register,
    sent_lines,
    waiting_for_receipt,
)
from zorgarrangeur_tui.desk.records import change_record, living


def add_case(store: Store) -> str:
    """Begin a case of this user and return its id."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(title="Verpleging", owner=store.identity.card.fingerprint)
        work.add(case)
    return case.id


def bundle(pair) -> bytes:
    """Return the arranger's next bundle for the coordinator."""
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")


def only(store: Store) -> Standing:
    """Return how it stands with the only contact."""
    [one] = overview(store)
    return one


def urgencies(store: Store) -> list[Urgency]:
    """Return what the only contact asks attention for."""
    return [point.urgency for point in only(store).points]


def all_taken(store: Store, folder: Path) -> None:
    """Take in a folder."""
    take_in_all(store, judged(WatchedFolder(folder).look(), known_here(store)))


def test_two_contacts_of_one_name_are_told_apart(make_store, tmp_path: Path) -> None:
    """By the beginning of their fingerprints, as in the list of contacts."""
    store = make_store("arranger")
    for name in ("een", "ander"):
        with quick_create(tmp_path / name, label="Sofie Berg") as other:
            add_contact(store, other.identity.card_text)
    assert {one.name for one in overview(store)} == {f"Sofie Berg ({one.fingerprint[:6]})" for one in contacts(store)}


def test_a_receipt_closes_the_circle(pair, tmp_path: Path) -> None:
    """The receiver is asked for one; once it came back, the sender sees that the bundle is there."""
    add_case(pair.arranger)
    import_bundle(pair.coordinator, bundle(pair))
    assert urgencies(pair.coordinator) == [Urgency.WAITS_FOR_RECEIPT]
    assert only(pair.arranger).out_words == "nummer 1, vandaag, nog geen bewijs"
    people = waiting_for_receipt(overview(pair.coordinator))
    [made] = send_receipts(pair.coordinator, people, tmp_path)
    assert made.problem == ""
    assert pair.arranger.identity.label not in made.name
    assert urgencies(pair.coordinator) == []
    assert waiting_for_receipt(overview(pair.coordinator)) == []
    assert "1 daarvan nieuw bevestigd" in take_in(pair.arranger, (tmp_path / made.name).read_bytes()).words
    assert only(pair.arranger).out_words == "nummer 1, vandaag, ontvangen"
    receipt, sent = bundle_lines(pair.arranger, pair.coordinator.identity.card.fingerprint)
    assert receipt.endswith("nummer 1: ontvangstbewijs")
    assert sent.endswith("Overdracht (ontvangstbewijs gekregen)")


def test_what_is_missing_and_what_stays_out_asks_for_attention(pair, clock: FrozenClock) -> None:
    """A lost bundle, weeks of silence, and a bundle for which no receipt came."""
    add_case(pair.arranger)
    bundle(pair)
    import_bundle(pair.coordinator, bundle(pair))
    gap, _ = only(pair.coordinator).points
    assert (gap.urgency, gap.words) == (Urgency.GAP, "nummer 1 ontbreekt")
    clock.advance(days=13)
    assert Urgency.NO_RECEIPT not in urgencies(pair.arranger)
    clock.advance(days=1)
    assert urgencies(pair.arranger) == [Urgency.NO_RECEIPT]
    assert Urgency.SILENT not in urgencies(pair.coordinator)
    clock.advance(days=14)
    assert urgencies(pair.coordinator)[:2] == [Urgency.GAP, Urgency.SILENT]
    assert only(pair.coordinator).in_words == "nummer 2, 4 weken geleden"


def test_who_asks_for_attention_comes_first(make_store, pair) -> None:
    """A card that nobody compared before all; who asks for nothing last."""
    add_case(pair.arranger)
    import_bundle(pair.coordinator, bundle(pair))
    quiet, stranger = make_store("arranger"), make_store("arranger")
    meet(pair.coordinator, quiet)
    add_contact(pair.coordinator, stranger.identity.card_text)
    found = overview(pair.coordinator)
    assert [one.contact.card.label for one in found] == [
        stranger.identity.label,
        pair.arranger.identity.label,
        quiet.identity.label,
    ]
    assert found[0].contact.trust is Trust.SEEN
    assert found[2].urgency is Urgency.NONE


def test_a_proposal_of_somebody_is_counted_at_that_person(pair) -> None:
    """The coordinator changed a field of the arranger's case; the arranger sees whose value waits."""
    case_id = add_case(pair.arranger)
    import_bundle(pair.coordinator, bundle(pair))
    change_record(pair.coordinator, Case, case_id, {"title": "Verpleging in de klas"}, "Casus gewijzigd")
    proposal = export_bundle(pair.coordinator, [pair.arranger_contact], purpose="Voorstel")
    assert take_in(pair.arranger, proposal).choices == 1
    assert only(pair.arranger).questions.proposals == 1
    assert Urgency.PROPOSAL in urgencies(pair.arranger)
    assert [case.title for case in living(pair.arranger, Case)] == ["Verpleging"]


def test_a_coordinator_gives_register_and_reference_to_all(make_store, pair, tmp_path: Path) -> None:
    """One file for all who are verified, one that everybody may read; both are taken in from a folder."""
    second = make_store("arranger")
    meet(pair.coordinator, second)
    with pair.coordinator.unit_of_work("Gemeente") as work:
        work.add(Municipality(code="0344", name="Utrecht"))
    people = [one.contact for one in overview(pair.coordinator)]
    made = [*send_register(pair.coordinator, people, tmp_path), *send_reference(pair.coordinator, tmp_path)]
    assert [one.problem for one in made] == ["", ""]
    assert "iedereen: naslag" in "\n".join(sent_lines(made, tmp_path))
    for store in (pair.arranger, second):
        all_taken(store, tmp_path)
        assert [one.name for one in living(store, Municipality)] == ["Utrecht"]
    assert {contact.trust for contact in contacts(second)} == {Trust.VERIFIED}
    assert pair.arranger.identity.label in {contact.card.label for contact in contacts(second)}
    all_taken(second, tmp_path)


def test_a_file_that_cannot_be_made_stops_no_other(make_store, pair, tmp_path: Path) -> None:
    """An unverified contact gets none; a name that is taken is never written over."""
    stranger = make_store("arranger")
    unverified = add_contact(pair.coordinator, stranger.identity.card_text)
    wanted = [unverified, pair.arranger_contact]
    files = [*send_receipts(pair.coordinator, wanted, tmp_path), *send_receipts(pair.coordinator, wanted[1:], tmp_path)]
    assert [bool(one.problem) for one in files] == [True, False, False]
    assert len({path.name for path in tmp_path.glob("ontvangst-*")}) == 2
    assert "! " in sent_lines(files, tmp_path)[-1]


def test_the_bundles_of_a_person_are_told_newest_first(pair) -> None:
    """With number, kind and purpose."""
    add_case(pair.arranger)
    bundle(pair)
    [line] = bundle_lines(pair.arranger, pair.coordinator.identity.card.fingerprint)
    assert "nummer 1: volledige bundel" in line
    assert "Overdracht" in line
    assert "nog geen ontvangstbewijs" in line


def test_the_overview_of_an_empty_store_is_empty(make_store) -> None:
    """Nobody is known yet."""
    assert overview(make_store("arranger")) == []


def test_who_made_files_reads_to_whom_each_goes() -> None:
    """One for all together, one for each, or one that everybody may read."""
    folder = Path("stick")
    for_all = sent_lines([SentFile("register.zorgbundel", ("Anna", "Bas"))], folder)
    assert for_all[-1] == "Geef dit ene bestand aan allemaal. Alleen zij kunnen het openen."
    each = sent_lines([SentFile("a.zorgbundel", ("Anna",)), SentFile("b.zorgbundel", ("Bas",))], folder)
    assert each[-1] == "Geef ieder het eigen bestand. Alleen de ontvanger kan het openen."
    assert sent_lines([SentFile("naslag.zorgbundel", ())], folder)[-1].endswith("Iedereen kan het lezen.")
