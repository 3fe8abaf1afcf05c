"""What a file that arrived is, and what happens to a whole folder of them, with real files of every awkward kind."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from sqlalchemy import delete
from store_kit import files_of, meet

from storage import tables
from storage.bundle_errors import BundleTooLate
from storage.contacts import contacts, lift_revocation, revoke_contact
from storage.erasing import erase
from storage.erasure_scope import scope_of
from storage.errors import BundleRefused
from storage.handing_over import export_bundle
from storage.key_change import follow_key_changes, key_change_file, take_new_keys
from storage.models import Case
from storage.register_making import keys_bundle
from storage.store import Store
from zorgarrangeur_tui.desk.arrival_folder import WatchedFolder
from zorgarrangeur_tui.desk.arrival_import import ArrivalReport, Outcome, report_lines, take_in_all
from zorgarrangeur_tui.desk.arrival_states import Arrival, ArrivalState, judged, known_here
from zorgarrangeur_tui.desk.arrivals import ArrivalKind, arrival, take_in
from zorgarrangeur_tui.desk.records import change_record, living


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder in which files arrive."""
    made = tmp_path / "binnen"
    made.mkdir()
    return made


def add_case(store: Store, title: str = "Verpleging") -> str:
    """Begin a case and return its id."""
    with store.unit_of_work("Casus begonnen") as work:
        case = Case(title=title)
        work.add(case)
    return case.id


def bundle(pair) -> bytes:
    """Return the arranger's next bundle for the coordinator."""
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")


def arrived(store: Store, folder: Path) -> list[Arrival]:
    """Return what a store makes of a folder."""
    return judged(WatchedFolder(folder).look(), known_here(store))


def states(store: Store, folder: Path) -> dict[str, ArrivalState]:
    """Return how each file stands, by name."""
    return {one.path.name: one.state for one in arrived(store, folder)}


def taken(store: Store, folder: Path) -> ArrivalReport:
    """Take in a whole folder."""
    return take_in_all(store, arrived(store, folder))


def outcomes(report: ArrivalReport) -> dict[str, Outcome]:
    """Return what became of each file, by name."""
    return {file.arrival.path.name: file.outcome for file in report.files}


def test_a_file_is_known_by_how_it_begins_and_never_by_its_name(pair) -> None:
    """Whatever a mail program, an editor or a stranger made of it."""
    add_case(pair.arranger)
    whole = bundle(pair)
    assert arrival(whole) is ArrivalKind.FULL
    assert arrival(pair.arranger.identity.card_text) is ArrivalKind.CARD
    assert arrival(whole[:100]) is ArrivalKind.BUNDLE
    for other in (b"", b"hallo", b"%PDF-1.7", b"IyBab3", bytes(600)):
        assert arrival(other) is ArrivalKind.OTHER
    mailed = (
        base64.encodebytes(whole),
        b"\xef\xbb\xbf" + whole,
        whole.decode().encode("utf-16"),
        b"\r\n" + whole,
        whole.replace(b"=", b"=3D"),
        b"From: a@voorbeeld.invalid\nSubject: zorgbundel\n\n" + whole,
    )
    for changed in mailed:
        assert arrival(changed) is ArrivalKind.MAILED
        before = pair.coordinator.counts()
        with pytest.raises(BundleRefused, match="mailprogramma"):
            take_in(pair.coordinator, changed)
        assert pair.coordinator.counts() == before


def test_bundles_are_taken_in_by_number_whatever_they_are_called(pair, folder: Path) -> None:
    """A later one that is read first would shut out the earlier; the files stay as they were, and so does their date."""
    case_id = add_case(pair.arranger)
    (folder / "z.txt").write_bytes(bundle(pair))
    change_record(pair.arranger, Case, case_id, {"title": "Verpleging in groep 4"}, "Casus gewijzigd")
    (folder / "a.zorgbundel").write_bytes(bundle(pair))
    before = {path.name: path.stat() for path in folder.iterdir()}, files_of(folder)
    assert [one.number for one in arrived(pair.coordinator, folder)] == [1, 2]
    report = taken(pair.coordinator, folder)
    assert outcomes(report) == {"z.txt": Outcome.TAKEN_IN, "a.zorgbundel": Outcome.TAKEN_IN}
    assert [case.title for case in living(pair.coordinator, Case)] == ["Verpleging in groep 4"]
    after = {path.name: path.stat() for path in folder.iterdir()}, files_of(folder)
    assert {name: (one.st_mtime_ns, one.st_ino) for name, one in after[0].items()} == {
        name: (one.st_mtime_ns, one.st_ino) for name, one in before[0].items()
    }
    assert after[1] == before[1]
    assert set(states(pair.coordinator, folder).values()) == {ArrivalState.KNOWN}
    again = taken(pair.coordinator, folder)
    assert set(outcomes(again).values()) == {Outcome.KNOWN}


def test_what_a_sender_erased_is_told(pair) -> None:
    """It goes here too and cannot come back, so a report may not leave it out."""
    case_id = add_case(pair.arranger)
    assert take_in(pair.coordinator, bundle(pair)).words == "1 nieuw gegeven"
    with pair.arranger.unit_of_work("Gewist") as work:
        erase(work, scope_of(work.connection, "case", case_id), rule="case_ended", reason="Verzoek")
    assert take_in(pair.coordinator, bundle(pair)).words == "1 gegeven gewist of teruggeroepen"
    assert living(pair.coordinator, Case) == []


def test_two_copies_under_two_names_are_one_bundle(pair, folder: Path) -> None:
    """The second is known already, before and while it is taken in."""
    add_case(pair.arranger)
    data = bundle(pair)
    for name in ("a.zorgbundel", "a (1).zorgbundel"):
        (folder / name).write_bytes(data)
    assert sorted(one.value for one in states(pair.coordinator, folder).values()) == [
        "nieuw",
        "nieuw, tweede exemplaar",
    ]
    assert sorted(one.name for one in outcomes(taken(pair.coordinator, folder)).values()) == ["KNOWN", "TAKEN_IN"]


def test_a_missing_number_is_told_before_and_after(pair, folder: Path) -> None:
    """The bundle is good, but something before it has not come."""
    add_case(pair.arranger)
    bundle(pair)
    (folder / "tweede.zorgbundel").write_bytes(bundle(pair))
    assert states(pair.coordinator, folder) == {"tweede.zorgbundel": ArrivalState.GAP}
    assert "een eerdere bundel ontbreekt" in "\n".join(report_lines(taken(pair.coordinator, folder)))


def test_one_bad_file_stops_nothing(make_store, pair, folder: Path) -> None:
    """Each has its own sentence; what is for others is no fault of anybody."""
    stranger = make_store("arranger")
    meet(stranger, pair.arranger)
    for store in (stranger, pair.arranger, pair.coordinator):
        add_case(store)
    whole = bundle(pair)
    changed = bytearray(whole)
    changed[-500] ^= 1
    header = bytearray(whole)
    digit = whole.index(b"text_sha256") + 20
    header[digit : digit + 1] = b"1" if header[digit : digit + 1] == b"0" else b"0"
    [arranger_at_stranger] = contacts(stranger)
    files = {
        "a-veranderd.zorgbundel": bytes(changed),
        "b-hoofd.zorgbundel": bytes(header),
        "c-half.zorgbundel": whole[: len(whole) // 2],
        "d-regels.zorgbundel": whole.replace(b"\n", b"\r\n"),
        "e-base64.eml": base64.encodebytes(whole),
        "f-leeg.zorgbundel": b"",
        "g-vreemd.zorgbundel": export_bundle(stranger, [arranger_at_stranger], purpose="Overdracht"),
        "h-duizend.zorgbundel": whole.replace(b"\n[body]", b'\n[[recipient]]\nkey = "00"\n' * 1_000_000 + b"\n[body]"),
        "i-eigen.zorgbundel": export_bundle(pair.coordinator, [pair.arranger_contact], purpose="Overdracht"),
        "j-goed.zorgbundel": whole,
        "k.kaart": stranger.identity.card_text,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    said = {one.path.name[0]: one.state for one in arrived(pair.coordinator, folder)}
    assert said == {
        "a": ArrivalState.NEW,
        "b": ArrivalState.REFUSED,
        "c": ArrivalState.INCOMPLETE,
        "d": ArrivalState.CHANGED_BY_MAIL,
        "e": ArrivalState.CHANGED_BY_MAIL,
        "f": ArrivalState.REFUSED,
        "g": ArrivalState.UNKNOWN_SENDER,
        "h": ArrivalState.REFUSED,
        "i": ArrivalState.OWN,
        "j": ArrivalState.COPY,
        "k": ArrivalState.PERSONAL,
    }
    before = pair.coordinator.counts()
    report = taken(pair.coordinator, folder)
    assert pair.coordinator.counts() != before
    assert {file.arrival.path.name[0] for file in report.of(Outcome.REFUSED)} == set("abcdefgh")
    sentences = {file.arrival.path.name[0]: file.words for file in report.of(Outcome.REFUSED)}
    assert len(set(sentences.values())) == 7
    assert all("Er is niets" in sentence for sentence in sentences.values())
    assert "j" in {file.arrival.path.name[0] for file in report.of(Outcome.TAKEN_IN)}


def test_what_the_list_says_is_what_the_door_does(make_store, folder: Path) -> None:
    """For every kind of sender: whom the list calls refused is refused, in the same words; the rest is taken in."""
    receiver, other = make_store("coordinator"), make_store("arranger")
    made = {}
    for trust in ("verified", "seen", "revoked", "replaced", "stranger"):
        sender = make_store("arranger")
        add_case(sender)
        meet(sender, receiver)
        meet(sender, other)
        to_receiver = [one for one in contacts(sender) if one.fingerprint == receiver.identity.card.fingerprint]
        for number in (1, 2, 3):
            made[f"{trust}{number}"] = export_bundle(sender, to_receiver, purpose="Overdracht")
        to_other = [one for one in contacts(sender) if one not in to_receiver]
        made[f"{trust}-elders"] = export_bundle(sender, to_other, purpose="Overdracht")
        if trust == "revoked":
            revoke_contact(receiver, sender.identity.card.fingerprint, reason="Laptop kwijt", last_sequence=2)
        if trust == "replaced":
            take_new_keys(sender)
            follow_key_changes(receiver, key_change_file(sender))
            made["replaced-nieuw4"] = export_bundle(sender, to_receiver, purpose="Overdracht")
        if trust in ("seen", "stranger"):
            _forget_that_it_was_verified(receiver, sender, stranger=trust == "stranger")
    del made["verified2"]
    for name, data in made.items():
        (folder / name).write_bytes(data)
    found = arrived(receiver, folder)
    assert {one.state for one in found} >= {
        ArrivalState.NEW,
        ArrivalState.GAP,
        ArrivalState.REFUSED,
        ArrivalState.UNVERIFIED,
        ArrivalState.UNKNOWN_SENDER,
        ArrivalState.FOR_OTHERS,
    }
    for one in found:
        if one.state in (ArrivalState.NEW, ArrivalState.GAP):
            take_in(receiver, made[one.path.name])
        else:
            with pytest.raises(BundleRefused) as refusal:
                take_in(receiver, made[one.path.name])
            assert (one.path.name, str(refusal.value)) == (one.path.name, one.sentence)


def test_a_register_below_later_cases_is_new_in_the_list_and_at_the_door(make_store, folder: Path) -> None:
    """One after another is asked of bundles of one sort only; the list knows that as the door does."""
    coordinator, receiver = make_store("coordinator"), make_store("arranger")
    add_case(coordinator)
    meet(coordinator, receiver)
    register = keys_bundle(coordinator, contacts(coordinator))
    cases = [export_bundle(coordinator, contacts(coordinator), purpose="Overdracht") for _ in range(2)]
    take_in(receiver, cases[1])
    for name, data in (("register", register), ("eerder", cases[0])):
        (folder / name).write_bytes(data)
    assert {one.path.name: one.state for one in arrived(receiver, folder)} == {
        "register": ArrivalState.NEW,
        "eerder": ArrivalState.TOO_LATE,
    }
    take_in(receiver, register)
    with pytest.raises(BundleTooLate):
        take_in(receiver, cases[0])


def _forget_that_it_was_verified(receiver: Store, sender: Store, *, stranger: bool) -> None:
    """Make a contact one whose number nobody compared, or one that is not there."""
    fingerprint = sender.identity.card.fingerprint
    revoke_contact(receiver, fingerprint, reason="Vergissing")
    lift_revocation(receiver, fingerprint)
    if stranger:
        with receiver.unit_of_work("Weg") as work:
            work.connection.execute(delete(tables.contact).where(tables.contact.c.fingerprint == fingerprint))
