"""Each attack on what arrives is refused with a sentence of its own, and leaves nothing behind.

The person who is attacked has a real store; the attacker has a file of others, or the keys of somebody who is trusted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from attack_kit import AT, DEVICE, Attack, content, content_text, everything, op, op_text, refused
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from store_kit import meet
from store_samples import rows_of, shown

from storage import tables
from storage.bundle_errors import (
    BodyChanged,
    BundleReplayed,
    BundleTooLarge,
    CannotDecrypt,
    ContentNotUnderstood,
    ContentOutsideLimits,
    FiguresDamaged,
    NotForThisRecipient,
    ReceiptContradicts,
    RecordsExpected,
    SenderRevoked,
    SeriesForked,
    SignatureWrong,
    TooManyRecipients,
    UnknownSender,
)
from storage.bundle_header import MAX_FILE_BYTES, read_envelope, signed_bytes
from storage.contacts import Contact, add_contact, revoke_contact
from storage.encoding import fingerprint
from storage.errors import BundleRefused, StorageError, ValueRefused
from storage.handing_over import export_bundle
from storage.key_change import key_change_file, take_new_keys
from storage.merge import ContradictoryHistory
from storage.models import RECORD_TYPES, Case
from storage.ops import OpId, OpValue, Stamp
from storage.receipt_text import ReceiptText, write_receipt_text
from storage.register import read_keys
from storage.store import Store
from storage.taking_in import import_bundle, inspect_bundle
from storage.trust_errors import KeysExpected, RegisterDamaged
from zorgarrangeur_tui.desk.arrivals import take_in
from zorgarrangeur_tui.desk.retention import retention_list

CASE = "c" * 32
TITLE = ("case", CASE, "title")
STRANGE_VALUES: tuple[OpValue, ...] = (
    "",
    "x",
    5,
    -(2**63),
    1.5,
    True,
    None,
    [],
    ["x"],
    [[1]],
    "2026-13-40",
    "\U0001f600",
)


@pytest.fixture
def bundle(pair: Any) -> bytes:
    """Return an honest bundle with a case, from the arranger to the coordinator."""
    with pair.arranger.unit_of_work("Casus begonnen") as work:
        work.add(Case(id=CASE, title="Rust in groep 3"))
    return export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht")


def resigned(data: bytes, key: Ed25519PrivateKey, *, as_own: bool) -> bytes:
    """Return another's bundle under one's own signature, in one's own name or still in theirs."""
    envelope = read_envelope(data)
    name = fingerprint(key.public_key().public_bytes_raw(), "ed25519") if as_own else envelope.header.sender
    core = envelope.core.replace(envelope.header.sender.encode(), name.encode())
    signature = key.sign(signed_bytes(core)).hex().encode()
    return data.replace(envelope.core, core).replace(envelope.signature.hex().encode(), signature)


def test_every_attack_is_refused_with_its_own_sentence(pair: Any, make_store: Any, bundle: bytes) -> None:
    """Who only reads their screen can tell them apart, and each says that nothing was taken in."""
    reader, stranger, bystander = pair.coordinator, make_store(), make_store()
    meet(bystander, pair.arranger)
    meet(bystander, reader)
    far = meet(stranger, reader)[0]
    mine = bystander.identity.signing_key
    found: list[StorageError] = []

    def hold(refusal: type[StorageError], data: bytes, store: Store = reader) -> None:
        found.append(refused(store, data))
        assert type(found[-1]) is refusal

    hold(NotForThisRecipient, bundle, bystander)  # forwarded, or sent to somebody else by mistake
    hold(CannotDecrypt, resigned(bundle, mine, as_own=True))  # another's text as one's own
    hold(SignatureWrong, resigned(bundle, mine, as_own=False))  # one's own signature under another's name
    hold(BodyChanged, bundle[:-200] + b'"""\n')
    with stranger.unit_of_work("Casus") as work:
        work.add(Case(title="Verzonnen"))
    unknown = export_bundle(stranger, [far], purpose="Overdracht")
    revoke_contact(reader, stranger.identity.card.fingerprint, reason="Gestolen laptop")
    hold(SenderRevoked, unknown)
    newcomer = make_store()
    contact = meet(newcomer, make_store())[0]
    with newcomer.unit_of_work("Casus") as work:
        work.add(Case(title="Verzonnen"))
    hold(UnknownSender, export_bundle(newcomer, [contact], purpose="Overdracht"))
    take_in(reader, bundle)
    hold(BundleReplayed, bundle)
    attack = Attack(pair.arranger, reader)
    hold(SeriesForked, attack.sealed(content(), number=1))  # the same number with another text
    hold(TooManyRecipients, bundle.replace(b"\n[body]", b'\n[[recipient]]\nkey = "00"\n' * 10**6 + b"\n[body]"))
    hold(BundleTooLarge, bundle + bytes(MAX_FILE_BYTES))
    hold(ContentOutsideLimits, attack.sealed(content_text(head="." * 40_000 + " = 1\n"), number=2))
    hold(ContentNotUnderstood, attack.sealed(content_text(ops="\n[[a]]" * 2_000), number=2))
    went_back = op(1, ("case", CASE, "title"), "Iets anders", attack.author, device=pair.arranger.identity.device)
    hold(ContradictoryHistory, attack.sealed(content([went_back]), number=2))  # the sender's store went back in time
    hold(ReceiptContradicts, attack.sealed(forged_receipt(reader, pair.arranger_contact), kind="ack"))
    hold(RegisterDamaged, Attack(reader, pair.arranger).sealed(b"format = 'register/1'\n", kind="keys"), pair.arranger)
    hold(FiguresDamaged, attack.sealed(b"format = 'zorginhoud/1'\n", kind="statistics"))
    sentences = [str(one) for one in found]
    assert len(set(sentences)) == len(sentences)
    assert all("niet" in one for one in sentences)


def forged_receipt(reader: Store, contact: Contact) -> bytes:
    """Return a receipt of a contact for another bundle under a number that the reader gave to one."""
    with reader.unit_of_work("Casus") as work:
        work.add(Case(title="Van de coördinator"))
    export_bundle(reader, [contact], purpose="Overdracht")
    return write_receipt_text(ReceiptText("Sofie", DEVICE, "", {1: "f" * 64}))


def test_a_bundle_whose_kind_tells_something_else_than_its_content_is_refused(attack: Attack) -> None:
    """Every kind has its own door, and none reads what belongs behind another."""
    case = content([op(1, TITLE, "x", attack.author)])
    receipt = write_receipt_text(ReceiptText("Sofie", DEVICE, "", {}))
    for plain, kind in ((case, "ack"), (case, "keys"), (receipt, "delta"), (receipt, "keys"), (receipt, "reference")):
        assert isinstance(attack.refused(attack.sealed(plain, kind=kind)), BundleRefused)
    for kind in ("ack", "keys", "statistics"):
        data = attack.sealed(content([op(1, TITLE, "x", attack.author)]), kind=kind)
        assert type(refused(attack.reader, data, import_bundle)) is RecordsExpected


def test_nobody_writes_in_anothers_name(pair: Any, bundle: bytes) -> None:
    """A trusted person passes on a title that would be the coordinator's own: it is a proposal, and no more."""
    with pair.coordinator.unit_of_work("Casus begonnen") as work:
        work.add(Case(id="d" * 32, title="Van mij"))
    own = pair.coordinator.identity.card.fingerprint
    attack = Attack(pair.arranger, pair.coordinator)
    forged = op(9, ("case", "d" * 32, "title"), "Ondergeschoven", own, stamp=Stamp(2**60, 0))
    taken = import_bundle(pair.coordinator, attack.sealed(content([forged])))
    assert taken.plan.proposals == 1
    assert shown(pair.coordinator)["d" * 32]["title"] == "Van mij"


def test_nobody_takes_a_record_by_writing_its_owner(pair: Any) -> None:
    """Neither in one's own name nor in that of the owner, nor with junk for an owner."""
    with pair.coordinator.unit_of_work("Casus begonnen") as work:
        work.add(Case(id="d" * 32, title="Van mij"))
    own = pair.coordinator.identity.card.fingerprint
    attack = Attack(pair.arranger, pair.coordinator)
    owner = ("case", "d" * 32, "owner")
    for number, (author, value) in enumerate(
        (
            (attack.author, attack.author),
            (own, attack.author),
            (attack.author, ""),
            (attack.author, "niemand"),
            (own, '"'),
        )
    ):
        forged = op(20 + number, owner, value, author, stamp=Stamp(2**60, number))
        import_bundle(pair.coordinator, attack.sealed(content([forged])))
        assert shown(pair.coordinator)["d" * 32]["owner"] == own


def test_two_tellings_of_one_write_are_found_out(attack: Attack) -> None:
    """A store that went back in time gives a number a second time, or says one thing to one and another to another."""
    take_in(attack.reader, attack.sealed(content([op(1, TITLE, "Eerst", attack.author)])))
    for changed in (
        op(1, TITLE, "Daarna", attack.author),
        op(1, ("case", CASE, "note"), "Eerst", attack.author),
        op(1, ("case", "d" * 32, "title"), "Eerst", attack.author),
        op(1, TITLE, "Eerst", attack.author, stamp=replace(AT, counter=9)),
    ):
        assert type(attack.refused(attack.sealed(content([changed])))) is ContradictoryHistory


def test_numbers_at_the_end_of_what_can_be_counted_are_refused_or_do_no_harm(attack: Attack) -> None:
    """After all of them the reader still writes, sees who wrote when, and takes in the next bundle."""
    title = ("case", "d" * 32, "title")
    for huge in (2**53 + 1, 2**63 - 1):
        attack.refused(attack.sealed(content([op(huge, title, "x", attack.author)])))
        attack.refused(attack.sealed(content([op(1, title, "x", attack.author, stamp=Stamp(5, huge))])))
    last = [
        op(2**53, title, "Laatste", attack.author, stamp=Stamp(2**63 - 1, 2**53)),
        op(1, ("case", "d" * 32, "note"), "x", attack.author, supersedes=(OpId("f" * 16, 2**63 - 1),)),
    ]
    incoming = inspect_bundle(attack.reader, data := attack.sealed(content(last, vector={"a" * 16: 2**63 - 1})))
    [change] = incoming.plan.changes
    assert {claim.at.year for field in change.fields for claim in field.claims} == {2026, 9999}
    take_in(attack.reader, data)
    with attack.reader.unit_of_work("Zelf geschreven") as work:
        work.add(Case(title="Gewoon verder"))
    take_in(attack.reader, attack.sealed(content([op(3, ("case", "e" * 32, "title"), "Volgende", attack.author)])))


def test_a_case_that_was_removed_at_the_end_of_time_still_has_its_term(attack: Attack) -> None:
    """The list of what is to be erased soon is shown, and its term is not soon."""
    removed = [
        op(1, ("case", CASE, "owner"), attack.author, attack.author),
        op(2, TITLE, "Weg", attack.author),
        op(3, ("case", CASE, "deleted"), True, attack.author, stamp=Stamp(2**63 - 1, 0)),
    ]
    take_in(attack.reader, attack.sealed(content(removed)))
    assert shown(attack.reader)[CASE]["deleted"]
    assert retention_list(attack.reader) == []


def check_values(attack: Attack, every: int) -> None:
    """Let strange values arrive for one in so many of all fields: each is refused, or shown as the value that it is."""
    fields = [(kind, field) for kind, model in RECORD_TYPES.items() for field in model.model_fields if field != "id"]
    refusals = 0
    for kind, field in fields[::every]:
        for value in STRANGE_VALUES:
            data = attack.sealed(content([op(1, (kind, CASE, field), value, attack.author)]))
            try:
                plan = inspect_bundle(attack.reader, data).plan
            except ValueRefused:
                refusals += 1
                continue
            assert all(one.after == value for change in plan.changes for one in change.fields)
    assert refusals > len(fields) // every * len(STRANGE_VALUES) // 2


def test_a_value_of_the_wrong_kind_is_refused(attack: Attack) -> None:
    """What is taken in holds the kind of value that its field holds; the rest takes the whole bundle with it."""
    check_values(attack, every=29)


@pytest.mark.slow
def test_a_value_of_the_wrong_kind_is_refused_in_every_field(attack: Attack) -> None:
    """All fields of all records."""
    check_values(attack, every=1)


def test_a_bundle_of_a_later_schema_is_kept_and_not_understood(attack: Attack) -> None:
    """Kinds of records and fields that do not exist yet wait in the history; nothing of them is shown."""
    later = [
        op(1, ("robot", "1" * 32, "name"), ["a", [1, "b"]], attack.author),
        op(2, ("case", CASE, "owner"), attack.author, attack.author),
        op(3, ("case", CASE, "quantum"), 0.5, attack.author),
        op(4, ("case", CASE, "title"), "Bekend", attack.author),
    ]
    take_in(attack.reader, attack.sealed(content(later), schema=9999))
    assert shown(attack.reader)[CASE]["title"] == "Bekend"
    assert len(rows_of(attack.reader, tables.operation)) == len(later)
    assert {row.record_type for row in rows_of(attack.reader, tables.operation)} == {"robot", "case"}


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_date_at_an_end_of_the_calendar_is_refused(attack: Attack, day: str) -> None:
    """No page could count on from it: one such date would close every list in which it stands."""
    data = attack.sealed(content([op(1, ("case", CASE, "deadline"), day, attack.author)]))
    assert isinstance(attack.refused(data), ValueRefused)


def test_one_record_is_of_one_kind(attack: Attack) -> None:
    """A record that is a school and a pupil at once would show a child to who may see schools only."""
    both = [op(1, ("school", CASE, "name"), "x", attack.author), op(2, ("pupil", CASE, "name"), "y", attack.author)]
    attack.refused(attack.sealed(content(both)))


def test_keys_that_were_replaced_bring_nothing_any_more(pair: Any, bundle: bytes) -> None:
    """Whoever kept the old keys signs what the reader no longer reads."""
    sealed = Attack(pair.arranger, pair.coordinator).sealed(content(), number=5)
    take_new_keys(pair.arranger)
    take_in(pair.coordinator, key_change_file(pair.arranger))
    assert isinstance(refused(pair.coordinator, sealed), BundleRefused)


def test_an_arranger_cannot_make_a_register(attack: Attack) -> None:
    """Not even with a card in which he calls himself coordinator: the card that was compared says otherwise."""
    register = b"format = 'register/1'\n"
    assert isinstance(attack.refused(attack.sealed(register, kind="keys")), BundleRefused)
    case = attack.sealed(content([op(1, TITLE, "x", attack.author)]), kind="delta")
    assert type(refused(attack.reader, case, read_keys)) is KeysExpected


def test_looking_at_a_refused_card_adds_nobody(attack: Attack) -> None:
    """A card that is not signed by its own key leaves the list of contacts as it was."""
    card = attack.sender.identity.card_text
    before = everything(attack.reader)
    with pytest.raises(BundleRefused):
        add_contact(attack.reader, card.replace(b"arranger", b"coordinator"))
    assert everything(attack.reader) == before


def test_text_that_steers_a_screen_is_refused_wherever_it_stands(attack: Attack) -> None:
    """In the purpose, in the name of the sender, in a value, and in a value within a list."""
    author = f"\n[author]\n1 = '{attack.author}'\n"
    for steer in ("\u202e", "\x9b", "\\u001b", "\x00", "\ud800"):
        for plain in (
            content_text(purpose=f'"a{steer}"'),
            content_text(label=f'"a{steer}"'),
            content_text(head=author, ops=op_text(f'"a{steer}"')),
            content_text(head=author, ops=op_text(f'["a", ["{steer}"]]')),
        ):
            assert isinstance(attack.refused(attack.sealed(plain)), ContentNotUnderstood)
