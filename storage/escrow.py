"""The emergency slot: two people together can give the owner of a store the way back in, neither of them alone.

For each of the two a code of 130 bits is made, like a recovery code, that only the holder of that person's card can read
(HPKE, RFC 9180). Both codes together are the secret of the region slot. Neither helper ever has the store or its master
key: they read their codes to the owner, who types both.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from storage import audit
from storage.contact_card import ContactCard
from storage.encoding import pae
from storage.errors import KeyFileDamaged, StorageError
from storage.identity import Identity, former
from storage.key_file import KeyFile, Share, read_key_file
from storage.recovery_code import grouped, new_recovery_code, normalised
from storage.store import Store

HELPERS = 2
"""How many people must work together."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class HelpersWrong(StorageError):
    """The emergency slot needs two different people."""

    sentence = (
        "Voor de noodsleutel zijn precies twee verschillende mensen nodig, van wie u het controlegetal hebt vergeleken. "
        "Er is niets gewijzigd."
    )


class NotAHelper(StorageError):
    """Somebody else's key file holds no code for this user."""

    sentence = "In dit sleutelbestand staat geen noodcode voor u. Vraag de eigenaar wie de twee helpers zijn. Er is niets gedaan."


class ReasonMissing(StorageError):
    """Reading out an emergency code needs a reason, which is logged."""

    sentence = "Schrijf op wie om de noodcode vraagt en waarom. Dat komt in uw logboek. Er is niets getoond."


def new_shares(vault: str, cards: Sequence[ContactCard]) -> tuple[str, tuple[Share, ...]]:
    """Return the secret of a new region slot, and the two codes that make it, each sealed for one card.

    Raises:
        HelpersWrong: when it is not two different people.
    """
    if len({card.fingerprint for card in cards}) != HELPERS or len(cards) != HELPERS:
        raise HelpersWrong
    codes = [new_recovery_code() for _ in cards]
    shares = tuple(
        Share(
            card.fingerprint,
            _SUITE.encrypt(
                normalised(code).encode(),
                X25519PublicKey.from_public_bytes(card.x25519),
                info=_info(vault, card.fingerprint),
            ),
        )
        for code, card in zip(codes, cards, strict=True)
    )
    return joined(codes), shares


def joined(codes: Sequence[str]) -> str:
    """Return the secret that the typed codes of both helpers give, in whichever order they come.

    Raises:
        RecoveryCodeMistyped: when one of them has a slip in it.
    """
    return "".join(sorted(normalised(code) for code in codes))


def open_share(store: Store, data: bytes, *, reason: str) -> str:
    """Return the emergency code that somebody else's key file holds for the user of `store`, and log that it was read.

    Args:
        store: the helper's own.
        data: the other person's `kluis.toml`.
        reason: who asks, and why.

    Raises:
        ReasonMissing: without a reason.
        KeyFileDamaged: when it is no key file.
        NotAHelper: when it holds no code for this user.
    """
    if not reason.strip():
        raise ReasonMissing
    key_file, share, own = _own_share(store, data)
    try:
        code = _SUITE.decrypt(share.sealed, own.exchange_key, info=_info(key_file.vault, share.to)).decode()
    except (InvalidTag, ValueError) as error:
        raise KeyFileDamaged from error
    with store.unit_of_work("Noodcode gelezen") as work:
        work.note(audit.Action.EMERGENCY, object="vault", subject=key_file.vault, reason=reason, details="share opened")
    return grouped(code)


def check_helper(store: Store, data: bytes) -> None:
    """Refuse somebody else's key file that holds no code for the user of `store`, before a reason is asked.

    Raises:
        KeyFileDamaged, NotAHelper: as in `open_share`.
    """
    _own_share(store, data)


def _own_share(store: Store, data: bytes) -> tuple[KeyFile, Share, Identity]:
    key_file = read_key_file(data, store.settings.policy)
    slot = key_file.slot_of("region")
    with store.read() as session:
        own = {one.card.fingerprint: one for one in (store.identity, *former(session.connection(), store.identity))}
    share = next((share for share in slot.shares if share.to in own), None) if slot else None
    if share is None:
        raise NotAHelper
    return key_file, share, own[share.to]


def _info(vault: str, fingerprint: str) -> bytes:
    return pae(b"kluis/1 share", vault.encode(), fingerprint.encode())
