"""Why a register or a change of keys is refused: each reason has a sentence of its own, which holds no text of the file."""

from __future__ import annotations

from storage.errors import BundleRefused


class KeysExpected(BundleRefused):
    """A bundle with something else than keys, where a register was asked for."""

    sentence = (
        "Deze zorgbundel bevat geen register met contactkaarten. Er is niets ingelezen. "
        "Lees hem in bij Inlezen, of kies een ander bestand."
    )


class KeyChangeRefused(BundleRefused):
    """A change of keys was not accepted. No contact was changed."""

    sentence = "Deze sleutelwissel is geweigerd. Er is geen contact gewijzigd."


class NotAKeyChange(KeyChangeRefused):
    """The file does not even begin like one."""

    sentence = "Dit bestand is geen sleutelwissel. Er is geen contact gewijzigd. Kies het bestand dat uw contact u gaf."


class KeyChangeDamaged(KeyChangeRefused):
    """The file begins like a change of keys, but is not in the one form that is read."""

    sentence = (
        "Deze sleutelwissel is beschadigd of veranderd. Er is geen contact gewijzigd. "
        "Vraag uw contact om het bestand opnieuw te sturen, liefst in een zip-bestand of op een usb-stick."
    )


class KeyChangeSignatureWrong(KeyChangeRefused):
    """The old key or the new key did not sign it."""

    sentence = (
        "Een van de twee handtekeningen onder deze sleutelwissel klopt niet. Er is geen contact gewijzigd. "
        "Bel uw contact; vertrouw het bestand niet."
    )


class KeyChangeWrong(KeyChangeRefused):
    """Both keys signed it, but the new card is of another name or role, or has the same key."""

    sentence = (
        "De nieuwe kaart in deze sleutelwissel hoort niet bij de oude: de naam, de rol of de sleutel past niet. "
        "Er is geen contact gewijzigd. Bel uw contact."
    )


class KeyChangeUnknown(KeyChangeRefused):
    """Nobody here has the old key."""

    sentence = (
        "De oude kaart van deze sleutelwissel staat niet bij uw contacten. Er is geen contact gewijzigd. "
        "Vraag uw contact om de nieuwe contactkaart en vergelijk samen het controlegetal."
    )


class KeyChangeRevoked(KeyChangeRefused):
    """The old or the new key was withdrawn here: whoever has it now may not name a successor."""

    sentence = (
        "De sleutels van dit contact zijn ingetrokken. Daarom volgt de app deze sleutelwissel niet. Er is geen contact "
        "gewijzigd. Vraag uw contact om een nieuwe contactkaart en vergelijk samen het controlegetal."
    )


class KeyChangeForked(KeyChangeRefused):
    """The old key named another successor before, or the new key comes before the old one."""

    sentence = (
        "De oude sleutel in deze sleutelwissel is al door een andere opgevolgd. Er is geen contact gewijzigd. Bel uw contact: "
        "misschien heeft iemand anders de oude sleutel. Klopt het, lees dan eerst de nieuwe contactkaart in. Vergelijk samen "
        "het controlegetal, en lees dit bestand daarna opnieuw in."
    )


class KeyChangeKnown(KeyChangeRefused):
    """Every change in the file was followed before."""

    sentence = "Deze sleutelwissel hebt u al ingelezen. Er is niets gewijzigd; u hoeft niets te doen."


class OwnKeyChange(KeyChangeRefused):
    """It is about the keys of this very store."""

    sentence = "Dit is uw eigen sleutelwissel. Geef het bestand aan uw contacten. Er is niets gewijzigd."


class RegisterRefused(BundleRefused):
    """A register was not accepted. What was known of contacts stays as it was."""

    sentence = "Dit register is geweigerd. Uw contacten zijn niet gewijzigd."


class RegisterDamaged(RegisterRefused):
    """It is not in the one form that is read."""

    sentence = (
        "Dit register is beschadigd of veranderd, of gemaakt met een nieuwere versie van de app. "
        "Uw contacten zijn niet gewijzigd. Vraag de coördinator om een nieuw register, en werk zo nodig de app bij."
    )


class RegisterSignatureWrong(RegisterRefused):
    """The coordinator did not sign it."""

    sentence = (
        "De handtekening onder dit register is niet van de coördinator. Uw contacten zijn niet gewijzigd. "
        "Bel de coördinator; vertrouw het bestand niet."
    )


class RegisterFromOther(RegisterRefused):
    """It is not the sender's own, or the sender is no coordinator whose number the user compared in person."""

    sentence = (
        "Een register telt alleen van een coördinator met wie u zelf het controlegetal hebt vergeleken. "
        "Uw contacten zijn niet gewijzigd. Vergelijk eerst samen het getal, en lees het register daarna in."
    )


class RegisterOlder(RegisterRefused):
    """A newer one of the same coordinator was read before."""

    sentence = (
        "U hebt al een nieuwer register van deze coördinator. Dit oude register is niet ingelezen en uw contacten zijn niet "
        "gewijzigd. U hoeft niets te doen."
    )


class RegisterForked(RegisterRefused):
    """Another register of the same coordinator had this number, or the one before it was another."""

    sentence = (
        "Dit register past niet achter het vorige van deze coördinator. Uw contacten zijn niet gewijzigd. "
        "Bel de coördinator: misschien is er een reservekopie teruggezet, of gebruikt iemand anders de sleutel."
    )
