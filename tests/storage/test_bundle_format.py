"""Sealing and opening bundles: what goes in comes out, and every other way in is shut with its own sentence."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import UTC, datetime, timedelta, timezone

import pytest
import second_bundle_code
from bundle_samples import (
    ARRANGER,
    COLLEAGUE,
    COORDINATOR,
    CREATED,
    PLAIN,
    STRANGER,
    Person,
    opened,
    recipient,
    sealed,
    sealed_open,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from storage import bundle_errors
from storage.bundle_errors import (
    BodyChanged,
    BundleNotMade,
    BundleReplayed,
    BundleTooLarge,
    CannotDecrypt,
    CardRefused,
    HeaderDamaged,
    LengthMismatch,
    LineEndingsChanged,
    NewerFormat,
    NotABundle,
    NotForThisRecipient,
    OpenBundleUnexpected,
    RecipientsWrong,
    SenderRevoked,
    SeriesForked,
    SignatureWrong,
    TooManyRecipients,
    UnknownSender,
)
from storage.bundle_format import FIRST_PREVIOUS, Recipient, Series, read_header, seal, seal_open
from storage.errors import BundleRefused


def core_of(data: bytes) -> bytes:
    """The signed part of a file."""
    return data[: data.index(b"\n[signature]")]


def body_of(data: bytes) -> bytes:
    """The lines of base64 in a file."""
    return data[data.index(b'data = """\n') + 11 : -4]


@given(st.binary(min_size=1, max_size=3000), st.integers(1, 6), st.data())
def test_every_recipient_reads_what_was_sealed(plain: bytes, count: int, data: st.DataObject) -> None:
    """Any content to any number of recipients comes out whole, with only line feeds added to hide its length."""
    readers = [Person(f"reader {number}") for number in range(count)]
    numbers = data.draw(st.lists(st.integers(1, 10**12 - 1), min_size=count, max_size=count))
    to = [recipient(reader, number, f"{number - 1:064x}") for reader, number in zip(readers, numbers, strict=True)]
    bundle = sealed(plain, recipients=to)
    for reader, number in zip(readers, numbers, strict=True):
        result = opened(bundle, reader=reader, last=(number - 1, f"{number - 1:064x}"))
        assert result.plain[: len(plain)] == plain
        assert set(result.plain[len(plain) :]) <= {ord("\n")}
        assert len(result.plain) % 4096 == 0
        assert (result.sequence, result.gap) == (number, False)


@pytest.mark.parametrize("size", [1, 4095, 4096, 4097, 16384, 16385, 466_944, 466_945, 1_000_000])
def test_content_of_any_size_comes_out_whole(size: int) -> None:
    """Also where the padding, the chunks of the cipher and the pieces of the reader begin and end."""
    plain = bytes(range(1, 256)) * (size // 255 + 1)
    assert opened(sealed(plain[:size])).plain.startswith(plain[:size])


def test_the_header_tells_what_was_sealed() -> None:
    """All that stands on the outside can be read back, and is the same before and after the checks."""
    bundle = sealed(recipients=[recipient(ARRANGER, 7, "a" * 64), recipient(COORDINATOR)], bundle_id="0" * 32)
    header = read_header(bundle)
    assert opened(bundle).header == header
    assert (header.kind, header.bundle_id, header.created, header.schema) == ("delta", "0" * 32, CREATED, 3)
    assert (header.sender, header.plain_bytes, header.open_series) == (ARRANGER.fingerprint, 4096, None)
    assert header.recipients == (
        (ARRANGER.exchange_fingerprint, 7, "a" * 64),
        (COORDINATOR.exchange_fingerprint, 1, FIRST_PREVIOUS),
    )


def test_the_time_of_making_is_kept_in_utc() -> None:
    """A time in another zone is the same moment in the header."""
    summer = datetime(2026, 7, 1, 23, 30, 5, 999, tzinfo=timezone(timedelta(hours=2)))
    bundle = seal(ARRANGER.signing_key, [recipient(ARRANGER)], PLAIN, kind="full", created=summer, schema=1)
    assert read_header(bundle).created == datetime(2026, 7, 1, 21, 30, 5, tzinfo=UTC)


def test_a_bundle_is_toml_and_holds_no_names_in_the_clear() -> None:
    """Anybody can look at the outside with any TOML reader, and sees keys, numbers and a time."""
    bundle = sealed(b"sender_label = 'Sofie de Bruin'\n")
    table = tomllib.loads(bundle.decode("ascii"))
    assert list(table) == [
        *("format", "kind", "bundle", "created", "sender", "schema", "plain_bytes"),
        *("recipient", "body", "signature", "payload"),
    ]
    assert list(table["recipient"][0]) == ["key", "seq", "prev", "wrap"]
    assert b"Sofie" not in bundle


def test_a_second_program_reads_and_writes_the_same_format() -> None:
    """What the format page says is enough to exchange bundles in both directions."""
    for plain in (PLAIN, PLAIN * 100, b"x" * 32_768):
        assert second_bundle_code.read(sealed(plain), COORDINATOR.exchange_key).startswith(plain)
    written = second_bundle_code.write(
        ARRANGER.signing_key, [(COORDINATOR.exchange_key.public_key(), 1, FIRST_PREVIOUS)], PLAIN
    )
    assert opened(written).plain == PLAIN


def test_bundles_of_a_series_follow_on_each_other() -> None:
    """The head of one bundle is what the next names as its previous one."""
    first = sealed()
    second = sealed(recipients=[recipient(COORDINATOR, 2, read_header(first).head)])
    result = opened(second, last=(1, read_header(first).head))
    assert (result.sequence, result.gap) == (2, False)


def test_a_missing_bundle_is_reported() -> None:
    """A number that was skipped, or another previous bundle than the one that was read, is a gap."""
    head = read_header(sealed()).head
    assert opened(sealed(recipients=[recipient(COORDINATOR, 3, head)]), last=(1, head)).gap
    assert opened(sealed(recipients=[recipient(COORDINATOR, 2, "b" * 64)]), last=(1, head)).gap
    assert opened(sealed(recipients=[recipient(COORDINATOR, 2, head)])).gap


def test_every_recipient_has_a_series_of_their_own() -> None:
    """The number that counts is the reader's own: many bundles to one do not look like a gap to another."""
    bundle = sealed(recipients=[recipient(ARRANGER, 40, "c" * 64), recipient(COORDINATOR)])
    assert opened(bundle).gap is False
    assert opened(bundle, reader=ARRANGER, last=(39, "c" * 64)).sequence == 40


def test_a_bundle_that_was_read_is_refused() -> None:
    """The same bundle again, and an older one, change nothing twice."""
    bundle = sealed(recipients=[recipient(COORDINATOR, 5)])
    with pytest.raises(BundleReplayed):
        opened(bundle, last=(5, read_header(bundle).head))
    with pytest.raises(BundleReplayed):
        opened(bundle, last=(6, "d" * 64))


def test_two_bundles_with_one_number_are_refused() -> None:
    """A device that was put back in time and wrote on is noticed."""
    with pytest.raises(SeriesForked):
        opened(sealed(), last=(1, "d" * 64))


def test_an_unknown_sender_is_refused() -> None:
    """Nobody gets in without a card that was read first."""
    with pytest.raises(UnknownSender):
        opened(sealed(sender=STRANGER))


def test_a_withdrawn_key_is_refused_even_while_it_is_still_known() -> None:
    """Revoking works at once."""
    with pytest.raises(SenderRevoked):
        opened(sealed(), revoked={ARRANGER.fingerprint})


def test_a_bundle_for_others_is_refused() -> None:
    """Who is no recipient learns nothing."""
    with pytest.raises(NotForThisRecipient):
        opened(sealed(), reader=COLLEAGUE)


def test_a_recipient_who_stands_there_twice_is_refused() -> None:
    """One recipient with two places in a series would leave open which one counts."""
    key = COORDINATOR.exchange_key.public_key()
    to = [(key, 1, FIRST_PREVIOUS), (key, 9, FIRST_PREVIOUS)]
    with pytest.raises(RecipientsWrong):
        opened(second_bundle_code.write(ARRANGER.signing_key, to, PLAIN))
    with pytest.raises(RecipientsWrong):
        opened(second_bundle_code.write(ARRANGER.signing_key, to, PLAIN), reader=COLLEAGUE)


def test_forwarding_under_other_recipients_is_refused() -> None:
    """A recipient cannot make a bundle look as if its sender had sent it to somebody else."""
    bundle, other = sealed(), sealed(recipients=[recipient(ARRANGER), recipient(COLLEAGUE)])
    swapped = core_of(bundle).replace(
        COORDINATOR.exchange_fingerprint.encode(), COLLEAGUE.exchange_fingerprint.encode()
    )
    with pytest.raises(SignatureWrong):
        opened(swapped + bundle[len(swapped) :], reader=COLLEAGUE)
    foreign_wraps = core_of(other) + bundle[len(core_of(other)) :]
    with pytest.raises(SignatureWrong):
        opened(foreign_wraps, reader=COLLEAGUE)


def test_signing_the_ciphertext_of_another_is_refused() -> None:
    """A known contact who puts his own name over somebody else's bundle cannot pass for its author."""
    bundle = sealed()
    core = core_of(bundle).replace(ARRANGER.fingerprint.encode(), COLLEAGUE.fingerprint.encode())
    with pytest.raises(CannotDecrypt):
        opened(second_bundle_code.signed(COLLEAGUE.signing_key, core, body_of(bundle)))


def test_keeping_the_author_and_replacing_the_signature_is_refused() -> None:
    """Only the sender who is named can sign."""
    bundle = sealed()
    with pytest.raises(SignatureWrong):
        opened(second_bundle_code.signed(COLLEAGUE.signing_key, core_of(bundle), body_of(bundle)))


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"seq = 1\n", b"seq = 2\n"), (b'prev = "0', b'prev = "1'), (b'kind = "delta"', b'kind = "full"')],
    ids=["number", "previous", "kind"],
)
def test_even_the_sender_cannot_put_old_ciphertext_under_a_new_header(before: bytes, after: bytes) -> None:
    """The encryption is bound to every line above it, not only the signature."""
    bundle = sealed()
    assert before in core_of(bundle)
    core = core_of(bundle).replace(before, after)
    with pytest.raises(CannotDecrypt):
        opened(second_bundle_code.signed(ARRANGER.signing_key, core, body_of(bundle)))


def test_a_sender_cannot_show_two_recipients_two_texts() -> None:
    """One body fits one key only: who wrapped another key for the second recipient is found out by that recipient."""
    to = [(person.exchange_key.public_key(), 1, FIRST_PREVIOUS) for person in (ARRANGER, COORDINATOR)]
    bundle = second_bundle_code.write(ARRANGER.signing_key, to, PLAIN, content_keys=[b"1" * 32, b"2" * 32])
    assert opened(bundle, reader=ARRANGER).plain == PLAIN
    with pytest.raises(CannotDecrypt):
        opened(bundle, reader=COORDINATOR)


def test_a_wrapped_key_of_another_length_is_refused() -> None:
    """A sender who wraps something else than a key of 32 bytes gets no further than the header."""
    to = [(COORDINATOR.exchange_key.public_key(), 1, FIRST_PREVIOUS)]
    good = second_bundle_code.write(ARRANGER.signing_key, to, PLAIN)
    wrap = re.search(rb'wrap = "([^"]+)"', good)
    assert wrap is not None
    core = core_of(good).replace(wrap[1], wrap[1][4:])
    with pytest.raises(HeaderDamaged):
        opened(second_bundle_code.signed(ARRANGER.signing_key, core, body_of(good)))


def test_content_of_another_length_than_signed_is_refused() -> None:
    """The length on the outside is checked against what came out."""
    to = [(COORDINATOR.exchange_key.public_key(), 1, FIRST_PREVIOUS)]
    with pytest.raises(LengthMismatch):
        opened(second_bundle_code.write(ARRANGER.signing_key, to, PLAIN, plain_bytes=4096))


@pytest.mark.parametrize("extra", [b"!", b"*", b"\n", b" ", b"="])
def test_a_body_in_another_form_is_refused(extra: bytes) -> None:
    """Even when its sender signed for it: characters and line ends that a lenient reader would skip are not skipped."""
    bundle = sealed()
    for at in (0, 40, 76, 77):
        body = body_of(bundle)[:at] + extra + body_of(bundle)[at:]
        core = re.sub(rb"text_bytes = [0-9]+", b"text_bytes = %d" % len(body), core_of(bundle))
        digest = hashlib.sha256(body).hexdigest().encode()
        core = re.sub(rb'(?<=text_sha256 = ")[0-9a-f]{64}', digest, core)
        with pytest.raises(CannotDecrypt):
            opened(second_bundle_code.signed(ARRANGER.signing_key, core, body))


@pytest.mark.parametrize("cut", [1, 4, 5, 80, 2000])
def test_a_bundle_that_was_cut_off_is_refused(cut: int) -> None:
    """A file that was not copied to its end is not half read."""
    with pytest.raises(BodyChanged):
        opened(sealed()[:-cut])


def test_a_bundle_with_something_behind_it_is_refused() -> None:
    """Nothing may stand behind the last line, not even a line feed."""
    for tail in (b"\n", b" ", b'"""\n', b"# ps\n"):
        with pytest.raises(BodyChanged):
            opened(sealed() + tail)


def test_changed_line_endings_have_a_sentence_of_their_own() -> None:
    """Who mails a bundle as text is told so, for a sealed bundle and for an open one."""
    for bundle in (sealed(), sealed_open()):
        with pytest.raises(LineEndingsChanged):
            opened(bundle.replace(b"\n", b"\r\n"))
        with pytest.raises(LineEndingsChanged):
            read_header(bundle.replace(b"\n", b"\r\n", 3))
        with pytest.raises(LineEndingsChanged):
            opened(bundle[:-40] + bundle[-40:].replace(b"\n", b"\r\n"))


def test_other_damage_is_not_put_down_to_line_endings() -> None:
    """Carriage returns do not hide that something else was changed as well."""
    bundle = sealed()
    damaged = bundle.replace(b"\n", b"\r\n").replace(b"schema = 3", b"schema = 03")
    with pytest.raises(HeaderDamaged):
        opened(damaged)
    at = len(bundle) - 100
    changed = bundle[:at] + (b"B" if bundle[at : at + 1] == b"A" else b"A") + bundle[at + 1 :]
    with pytest.raises(HeaderDamaged):
        opened(changed.replace(b"\n", b"\r\n"))


def test_a_newer_format_asks_for_a_newer_app() -> None:
    """A version that is not known yet is not called damage."""
    newer = sealed().replace(b"# Zorgbundel 1.", b"# Zorgbundel 2.").replace(b"zorgbundel/1", b"zorgbundel/2")
    with pytest.raises(NewerFormat):
        opened(newer)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b'format = "zorgbundel/1"\n', b"\xef\xbb\xbf# Zorgbundel 1."])
def test_another_file_is_no_bundle(data: bytes) -> None:
    """Somebody who picks the wrong file is told to pick another."""
    with pytest.raises(NotABundle):
        opened(data)


def test_a_date_that_does_not_exist_is_refused() -> None:
    """The form of a date is not enough."""
    with pytest.raises(HeaderDamaged):
        opened(sealed().replace(b"2026-11-21T", b"2026-02-30T"))


def test_bombs_are_refused_before_they_cost_anything() -> None:
    """Files of the largest size, a million recipients and headers without end never reach a parser."""
    start = core_of(sealed()).split(b"\n[[recipient]]")[0]
    table = b"\n[[recipient]]" + core_of(sealed()).split(b"\n[[recipient]]")[1]
    limit = 64 << 20
    with pytest.raises(BundleTooLarge):
        opened(bytes(limit + 1))
    with pytest.raises(BundleTooLarge):
        opened(sealed().replace(b"plain_bytes = 4096", b"plain_bytes = 99999999"))
    for bomb in (
        bytes(limit),
        b"\n" * limit,
        start + table * 33 + b"\n[body]\n",
        start + table * 100_000,
        start + b"\n[[recipient]]\n" * 10**6,
        start + b"a." * 20_000 + b"a = 1\n",
        start + b"x = " + b"[" * 400 + b"]" * 400 + b"\n",
        start + b"x = " + b"9" * 5000 + b"\n",
        start.replace(b"schema = 3", b"schema = " + b"3" * 60_000),
        sealed().replace(b"\n", b"\r\n" * 30_000, 1),
    ):
        with pytest.raises(BundleRefused):
            opened(bomb)
    for crowd in (start + table * 33 + b"\n[body]\n", start + table * 10**6):
        with pytest.raises(TooManyRecipients):
            opened(crowd[:limit])


@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise_anything_but_a_refusal(data: bytes) -> None:
    """Whatever follows a good beginning, the answer is a sentence."""
    bundle = sealed(bundle_id="1" * 32)
    for at in (0, 16, len(core_of(bundle)), len(bundle) - 10):
        with pytest.raises(BundleRefused):
            opened(bundle[:at] + data)


def test_an_open_bundle_is_read_by_everybody_and_by_eye() -> None:
    """Reference data stands in the file as it is, signed and in a series of its own."""
    plain = b"purpose = 'tarieven'\n\n[[op]]\nid = 1\n"
    bundle = sealed_open(plain)
    assert bundle.endswith(plain)
    result = opened(bundle, reader=STRANGER)
    assert (result.plain, result.sequence, result.gap) == (plain, 1, False)
    assert result.header.recipients == ()
    assert result.header.open_series == Series("", 1, FIRST_PREVIOUS)
    table = tomllib.loads(bundle.decode())
    assert table["content"] == {"purpose": "tarieven"}
    assert table["op"] == [{"id": 1}]


def test_an_open_bundle_passes_the_same_checks() -> None:
    """Readable for all does not mean writable for all."""
    bundle = sealed_open()
    head = read_header(bundle).head
    with pytest.raises(BodyChanged):
        opened(bundle.replace(b"overdracht", b"overgedragen"))
    with pytest.raises(BodyChanged):
        opened(bundle + b"\n")
    with pytest.raises(SignatureWrong):
        opened(bundle.replace(b"seq = 1", b"seq = 2"))
    with pytest.raises(UnknownSender):
        opened(bundle, known=[ARRANGER])
    with pytest.raises(BundleReplayed):
        opened(bundle, last_open=(1, head))
    assert opened(sealed_open(sequence=3, previous=head), last_open=(1, head)).gap


def test_an_open_bundle_is_refused_where_none_is_asked_for() -> None:
    """A reader that keeps no series of open bundles cannot notice an old one, so it takes none."""
    with pytest.raises(OpenBundleUnexpected):
        opened(sealed_open(), last_open=None)


def test_what_the_format_cannot_say_is_not_sealed() -> None:
    """Faults in the caller show before a file exists."""
    coordinator = [recipient(COORDINATOR)]
    too_many = [recipient(Person(f"reader {number}")) for number in range(33)]
    for wrong in (
        lambda: sealed(b""),
        lambda: sealed(kind="reference"),
        lambda: sealed(recipients=[]),
        lambda: sealed(recipients=coordinator * 2),
        lambda: sealed(recipients=too_many),
        lambda: sealed(recipients=[recipient(COORDINATOR, 0)]),
        lambda: sealed(recipients=[recipient(COORDINATOR, 1, "0")]),
        lambda: sealed(bundle_id="x"),
        lambda: seal(ARRANGER.signing_key, coordinator, PLAIN, kind="delta", created=CREATED, schema=0),
        lambda: seal(
            ARRANGER.signing_key, coordinator, PLAIN, kind="delta", created=CREATED.replace(tzinfo=None), schema=1
        ),
        lambda: seal(
            ARRANGER.signing_key, coordinator, PLAIN, kind="delta", created=CREATED.replace(year=1999), schema=1
        ),
        lambda: seal_open(
            ARRANGER.signing_key,
            PLAIN,
            kind="delta",
            sequence=1,
            previous=FIRST_PREVIOUS,
            created=CREATED,
            schema=1,
        ),
    ):
        with pytest.raises(ValueError):  # noqa: PT011  # each has another message, and none is for users
            wrong()


def test_content_that_is_too_large_is_not_sealed() -> None:
    """What no reader would accept is not sent."""
    with pytest.raises(BundleNotMade):
        sealed(bytes((32 << 20) + 1))


def test_nobody_can_seal_to_a_key_that_everybody_can_read() -> None:
    """A low-order exchange key gives a secret that is no secret."""
    with pytest.raises(ValueError, match="shared key"):
        sealed(recipients=[Recipient(X25519PublicKey.from_public_bytes(bytes(32)), 1, FIRST_PREVIOUS)])


def refusals(base: type[BundleRefused]) -> set[type[BundleRefused]]:
    """Every kind of refusal of the exchange format."""
    below = {kind for child in base.__subclasses__() for kind in (child, *refusals(child))}
    return {kind for kind in below if kind.__module__ == bundle_errors.__name__}


def test_every_refusal_has_its_own_sentence_that_says_nothing_was_taken_in() -> None:
    """A user can tell refusals apart, knows that nothing happened, and what to do next."""
    kinds = refusals(BundleRefused)
    sentences = [kind.sentence for kind in kinds]
    assert len(kinds) >= 27
    assert len(set(sentences)) == len(sentences)
    for kind in kinds:
        assert ("Er is geen contact toegevoegd." if issubclass(kind, CardRefused) else "Er is niets ") in kind.sentence
        assert len(re.findall(r"[.:;?](?: |$)", kind.sentence)) >= (2 if kind is CardRefused else 3)
