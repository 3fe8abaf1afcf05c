"""Make the files beside this script, by which a reader of one's own can be checked. Run it as `python docs/vectors/make.py`.

Signatures are the same in every run; sealed files are not, since their content keys are random. So a new run is only needed
when a format changes; the tests read what stands here.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.bundle_format import FIRST_PREVIOUS, Recipient, read_header, seal, seal_open
from storage.bundle_header import read_envelope, signed_bytes
from storage.bundle_text import BundleContent, Recalled, write_content
from storage.contact_card import write_card
from storage.encoding import fingerprint
from storage.figures_text import FigureRule, FiguresText, PublishedRow, PublishedTable, write_figures
from storage.key_change_format import write_key_change
from storage.ops import Op, OpId, Stamp
from storage.receipt_text import ReceiptText, write_receipt_text
from storage.register_format import RegisterText, write_register

HERE = Path(__file__).parent
MADE = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
DEVICE = "0123456789abcdef"
SCHEMA = 6


class Person:
    """Somebody whose keys are known to all, and therefore of no use but here.

    Args:
        label: the name on the card.
        role: the role on the card.
        first: the signing key is 32 bytes of this, the exchange key 32 bytes of one more.
    """

    def __init__(self, label: str, role: str, first: int) -> None:
        self.signing_key = Ed25519PrivateKey.from_private_bytes(bytes([first]) * 32)
        self.exchange_key = X25519PrivateKey.from_private_bytes(bytes([first + 1]) * 32)
        self.fingerprint = fingerprint(self.signing_key.public_key().public_bytes_raw(), "ed25519")
        self.card = write_card(
            self.signing_key,
            self.exchange_key.public_key(),
            label=label,
            role=role,
            device=DEVICE if role == "arranger" else DEVICE[::-1],
            valid_from=date(2026, 11, 21),
        )


SOFIE, NOOR = Person("Sofie de Bruin", "arranger", 1), Person("Noor Çelik", "coordinator", 3)
SOFIE_LATER, STRANGER = Person("Sofie de Bruin", "arranger", 5), Person("Sem Oss", "arranger", 7)


def sealed(sender: Person, reader: Person, plain: bytes, kind: str, number: int = 1) -> bytes:
    """Return a bundle from one to another, and to the sender."""
    to = [Recipient(one.exchange_key.public_key(), number, FIRST_PREVIOUS) for one in (sender, reader)]
    return seal(sender.signing_key, to, plain, kind=kind, created=MADE, schema=SCHEMA)


def case_content() -> bytes:
    """Return a content with every kind of line."""
    case = "4f" * 16
    ops = [
        Op(OpId(DEVICE, 1), "case", case, "title", None, False, Stamp(1_795_291_200_000, 0), SOFIE.fingerprint, ()),
        Op(
            OpId(DEVICE, 2),
            "case",
            case,
            "title",
            "Rust in groep 3 bij 't wisselen",
            True,
            Stamp(1_795_291_260_000, 0),
            SOFIE.fingerprint,
            (OpId(DEVICE, 1),),
        ),
        Op(OpId(DEVICE, 3), "case", case, "deadline", None, True, Stamp(1_795_291_260_000, 1), SOFIE.fingerprint, ()),
    ]
    recalled = (Recalled("6b" * 16), Recalled("8d" * 16, ("name", "note")))
    return write_content(
        BundleContent("full", "overdracht", "Sofie", DEVICE, {DEVICE: 3}, "", ("7a" * 16,), tuple(ops), recalled)
    )


def reference_content() -> bytes:
    """Return a content of reference data."""
    name = Op(OpId(DEVICE[::-1], 1), "school", "5c" * 16, "name", "De Vlinder", True, Stamp(1, 0), NOOR.fingerprint, ())
    return write_content(BundleContent("reference", "kalender", "", DEVICE[::-1], {}, "", (), (name,)))


def figures_content() -> bytes:
    """Return figures of two tables of the same children, with a figure that is not told."""
    columns = ("Jeugdwet", "Wet langdurige zorg (Wlz)", "Totaal")
    total = PublishedRow("Totaal", (40, 20, 60))
    few, many = PublishedRow("minder dan 1 uur", (None, None, 20)), PublishedRow("1 uur of meer", (None, None, 40))
    alone, group = PublishedRow("Alleen individueel", (40, 0, 40)), PublishedRow("Alleen in een groep", (0, 20, 20))
    tables = (
        ("minutes", "Kinderen naar uren", "Uren per week", "Alle zorg samen.", (few, many, total)),
        ("form", "Kinderen naar vorm", "Vorm", "De zorg van het kind.", (alone, group, total)),
    )
    return write_figures(
        FiguresText(
            school_year="2026-2027",
            day=date(2026, 11, 21),
            audience="outside",
            counted="Elk kind telt in elke tabel een keer.",
            regions=("Haaglanden",),
            least=10,
            rounding=10,
            blur=9,
            across="Wet",
            columns=columns,
            rules=(FigureRule("rounding", 'Afgerond op "tientallen".', "Keuze van de regio."),),
            tables=tuple(
                PublishedTable(name, title, rows, words, "Monitor", lines) for name, title, rows, words, lines in tables
            ),
        )
    )


def open_by_noor(plain: bytes, kind: str, number: int = 1, previous: str = FIRST_PREVIOUS) -> bytes:
    """Return a bundle of Noor for everybody."""
    return seal_open(
        NOOR.signing_key,
        plain,
        kind=kind,
        sequence=number,
        previous=previous,
        created=MADE,
        schema=SCHEMA,
        bundle_id=f"{number:032x}",
    )


def accepted() -> dict[str, bytes]:
    """Return the files that a reader takes in, by name."""
    delta = sealed(SOFIE, NOOR, case_content(), "delta")
    register = write_register(
        NOOR.signing_key,
        RegisterText(
            coordinator=NOOR.fingerprint,
            number=1,
            previous=FIRST_PREVIOUS,
            made=date(2026, 11, 21),
            expires=date(2027, 5, 20),
            cards=(SOFIE_LATER.card,),
            changes=(key_change(),),
            revoked=(STRANGER.fingerprint,),
        ),
    )
    reference = open_by_noor(reference_content(), "reference")
    receipt = ReceiptText("Noor Çelik", DEVICE[::-1], "", {1: read_header(delta).head})
    return {
        "sofie.kaart": SOFIE.card,
        "noor.kaart": NOOR.card,
        "sofie.sleutelwissel": key_change(),
        "delta.zorgbundel": delta,
        "ontvangst.zorgbundel": sealed(NOOR, SOFIE, write_receipt_text(receipt), "ack"),
        "register.zorgbundel": sealed(NOOR, SOFIE, register, "keys", 2),
        "naslag.zorgbundel": reference,
        "cijfers.zorgbundel": open_by_noor(figures_content(), "statistics", 2, read_header(reference).head),
    }


def key_change() -> bytes:
    """Return the change to Sofie's later keys."""
    return write_key_change((SOFIE.signing_key, SOFIE.card), (SOFIE_LATER.signing_key, SOFIE_LATER.card))


def refused(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files that Noor must refuse, by the name of the refusal."""
    delta = files["delta.zorgbundel"]
    envelope = read_envelope(delta)
    other = STRANGER.signing_key.sign(signed_bytes(envelope.core)).hex().encode()
    text = case_content()
    made = {
        "BodyChanged": delta[:-100] + b'"""\n',
        "HeaderDamaged": delta.replace(b'kind = "delta"', b'kind = "Delta"'),
        "LineEndingsChanged": delta.replace(b"\n", b"\r\n"),
        "NewerFormat": delta.replace(b"Zorgbundel 1.", b"Zorgbundel 2.").replace(b"zorgbundel/1", b"zorgbundel/2"),
        "NotABundle": b"Beste Noor, zie de bijlage.\n",
        "SignatureWrong": delta.replace(envelope.signature.hex().encode(), other),
        "UnknownSender": sealed(STRANGER, NOOR, text, "delta"),
        "NotForThisRecipient": sealed(SOFIE, STRANGER, text, "delta"),
        "CannotDecrypt": resigned(delta),
        "ContentNotUnderstood": sealed(SOFIE, NOOR, text + b"# ps\n", "delta"),
        "ContentHoldsControls": sealed(SOFIE, NOOR, text.replace(b"'overdracht'", '"a\u202eb"'.encode()), "delta"),
        "ContentOutsideLimits": sealed(SOFIE, NOOR, text.replace(b"-2'\n", b"-9999999999999999999'\n"), "delta"),
    }
    return {f"{name}.zorgbundel": data for name, data in made.items()}


def resigned(data: bytes) -> bytes:
    """Return another's bundle with one recipient's place changed, signed by its own sender: the wrapped key does not fit."""
    envelope = read_envelope(data)
    core = envelope.core.replace(b"seq = 1\n", b"seq = 5\n")
    signature = SOFIE.signing_key.sign(signed_bytes(core)).hex().encode()
    return data.replace(envelope.core, core).replace(envelope.signature.hex().encode(), signature)


def main() -> None:
    """Write every file."""
    files = accepted()
    for name, data in files.items():
        (HERE / name).write_bytes(data)
    (HERE / "refused").mkdir(exist_ok=True)
    for name, data in refused(files).items():
        (HERE / "refused" / name).write_bytes(data)


if __name__ == "__main__":
    main()
