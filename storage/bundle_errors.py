"""Why a bundle or a contact card is refused: each reason has a sentence of its own.

A sentence tells what happened, that nothing was taken in, and what to do. None of them holds text of the file itself.
"""

from __future__ import annotations

from storage.errors import BundleRefused, StorageError


class BundleNotMade(StorageError):
    """There is more to send than one bundle may hold."""

    sentence = "Dit is te veel voor één bundel. Er is geen bestand gemaakt. Kies minder casussen en maak meer bundels."


class BundleTooLarge(BundleRefused):
    """The file is larger than any bundle may be; nothing of it was looked at."""

    sentence = (
        "Dit bestand is te groot voor een zorgbundel. Er is niets ingelezen. "
        "Vraag de afzender om de gegevens in kleinere bundels te sturen."
    )


class NotABundle(BundleRefused):
    """The file does not even begin like a bundle."""

    sentence = "Dit bestand is geen zorgbundel, hoe het ook heet. Er is niets ingelezen. Kies het bestand dat de afzender u gaf."


class HeaderDamaged(BundleRefused):
    """The file begins like a bundle, but its header is not in the one form that is read."""

    sentence = (
        "De eerste regels van deze zorgbundel zijn beschadigd of veranderd. Er is niets ingelezen. "
        "Kopieer het bestand opnieuw, of vraag de afzender om het nog een keer te sturen."
    )


class TooManyRecipients(HeaderDamaged):
    """More recipients stand in the header than a bundle can have."""

    sentence = (
        "In de eerste regels van deze zorgbundel staan meer ontvangers dan kan. Er is niets ingelezen. "
        "Bel de afzender en vraag om een bundel die alleen voor u gemaakt is."
    )


class LineEndingsChanged(BundleRefused):
    """The file would be whole without its carriage returns: a mail program or an editor put them there."""

    sentence = (
        "Een mailprogramma of tekstprogramma heeft de regeleinden van deze zorgbundel veranderd. Er is niets ingelezen. "
        "Vraag de afzender om het bestand in een zip-bestand of op een usb-stick te zetten."
    )


class NewerFormat(BundleRefused):
    """A newer version of the app wrote this bundle."""

    sentence = (
        "Deze zorgbundel is gemaakt met een nieuwere versie van de app. Er is niets ingelezen. "
        "Werk de app bij en lees de bundel daarna opnieuw in."
    )


class UnknownSender(BundleRefused):
    """No contact of this store has the key that the bundle names."""

    sentence = (
        "De afzender van deze zorgbundel staat niet bij uw contacten. Er is niets ingelezen. "
        "Lees eerst de contactkaart van de afzender in en vergelijk samen het controlegetal."
    )


class SenderRevoked(BundleRefused):
    """The sender's key was withdrawn."""

    sentence = (
        "De sleutel van deze afzender is ingetrokken. Er is niets ingelezen. "
        "Bel de afzender en vraag om een nieuwe contactkaart."
    )


class SignatureWrong(BundleRefused):
    """The sender did not sign this header."""

    sentence = (
        "De handtekening onder deze zorgbundel klopt niet: het bestand is na het maken veranderd. Er is niets ingelezen. "
        "Bel de afzender en vraag om een nieuwe bundel."
    )


class BodyChanged(BundleRefused):
    """The header is the sender's, but what follows is not what the sender signed."""

    sentence = (
        "De inhoud van deze zorgbundel is afgekapt of veranderd. Er is niets ingelezen. "
        "Wacht tot het bestand helemaal gekopieerd is en probeer het opnieuw, of vraag om een nieuwe bundel."
    )


class RecipientsWrong(BundleRefused):
    """A recipient stands in the header twice."""

    sentence = (
        "In deze zorgbundel staat een ontvanger dubbel. Er is niets ingelezen. "
        "Vraag de afzender om de bundel opnieuw te maken."
    )


class NotForThisRecipient(BundleRefused):
    """The bundle was made for others."""

    sentence = (
        "Deze zorgbundel is niet voor u bedoeld en kan hier niet open. Er is niets ingelezen. "
        "Vraag de afzender om een bundel die voor u gemaakt is."
    )


class BundleReplayed(BundleRefused):
    """This bundle, or a later one of the same series, was read before."""

    sentence = (
        "Deze zorgbundel is al ingelezen, of is ouder dan wat u van deze afzender hebt. Er is niets opnieuw ingelezen. "
        "U hoeft niets te doen. Mist u iets, vraag dan om een nieuwe bundel."
    )


class BundleTooLate(BundleReplayed):
    """This bundle with cases is not in, or no longer, but a later one of the same series is."""

    sentence = (
        "Deze zorgbundel komt te laat: een latere bundel van deze afzender is al ingelezen, deze niet. Er is niets "
        "ingelezen en niets gewijzigd. Draai die latere terug en lees ze in volgorde in, of stuur de afzender een "
        "ontvangstbewijs: dan stuurt die opnieuw wat u mist."
    )


class SeriesForked(BundleRefused):
    """Two different bundles of one series have the same number: the sender's device went back in time."""

    sentence = (
        "Deze zorgbundel heeft hetzelfde nummer als een eerdere, maar een andere inhoud. Er is niets ingelezen. "
        "Vraag de afzender of er een reservekopie is teruggezet, en vraag om een volledige bundel van een nieuw toestel."
    )


class OpenBundleUnexpected(BundleRefused):
    """The bundle is one that everybody may read, where one for this recipient was asked for."""

    sentence = (
        "Dit is een open bundel zonder persoonsgegevens; hier hoort een versleutelde zorgbundel. Er is niets ingelezen. "
        "Kies een ander bestand."
    )


class CannotDecrypt(BundleRefused):
    """The sender signed it, but the content does not open with this store's key."""

    sentence = (
        "De inhoud van deze zorgbundel gaat met uw sleutel niet open. Er is niets ingelezen. "
        "Geef de afzender uw nieuwste contactkaart en vraag om een nieuwe bundel."
    )


class LengthMismatch(BundleRefused):
    """The content opened, but is longer or shorter than the sender signed for."""

    sentence = (
        "De inhoud van deze zorgbundel is langer of korter dan de afzender opgaf. Er is niets ingelezen. "
        "Vraag de afzender om de app bij te werken en de bundel opnieuw te maken."
    )


class ContentNotUnderstood(BundleRefused):
    """The content is the sender's, but not in the form that is read."""

    sentence = (
        "De app begrijpt de gegevens in deze zorgbundel niet. Er is niets ingelezen. "
        "Werk bij u en bij de afzender de app bij en vraag om een nieuwe bundel."
    )


class ContentHoldsControls(ContentNotUnderstood):
    """A text in the content holds characters that could steer a screen or turn its reading direction."""

    sentence = (
        "In een tekst van deze zorgbundel staan onzichtbare stuurtekens. Er is niets ingelezen. "
        "Vraag de afzender om die tekst opnieuw te typen en een nieuwe bundel te maken."
    )


class ContentOutsideLimits(BundleRefused):
    """The content is the sender's, but holds more than one bundle may hold."""

    sentence = (
        "In deze zorgbundel staan te veel gegevens, of een tekst of getal dat te lang is. Er is niets ingelezen. "
        "Vraag de afzender om lange teksten in te korten of de gegevens over meer bundels te verdelen."
    )


class CardRefused(BundleRefused):
    """A contact card was not accepted. Nobody was added or changed."""

    sentence = "Deze contactkaart is geweigerd. Er is geen contact toegevoegd."


class CardTooLarge(CardRefused):
    """The file is larger than any card may be."""

    sentence = (
        "Dit bestand is te groot voor een contactkaart. Er is geen contact toegevoegd. "
        "Kies het bestand dat uw contact u gaf."
    )


class NotACard(CardRefused):
    """The file does not even begin like a card."""

    sentence = "Dit bestand is geen contactkaart. Er is geen contact toegevoegd. Kies het bestand dat uw contact u gaf."


class CardDamaged(CardRefused):
    """The file begins like a card, but is not in the one form that is read."""

    sentence = (
        "Deze contactkaart is beschadigd of veranderd. Er is geen contact toegevoegd. "
        "Vraag uw contact om de kaart opnieuw te sturen."
    )


class CardLineEndingsChanged(CardRefused):
    """The card would be whole without its carriage returns."""

    sentence = (
        "Een mailprogramma of tekstprogramma heeft de regeleinden van deze contactkaart veranderd. "
        "Er is geen contact toegevoegd. Vraag uw contact om de kaart in een zip-bestand of op een usb-stick te zetten."
    )


class CardNewerFormat(CardRefused):
    """A newer version of the app wrote this card."""

    sentence = (
        "Deze contactkaart is gemaakt met een nieuwere versie van de app. Er is geen contact toegevoegd. "
        "Werk de app bij en lees de kaart daarna opnieuw in."
    )


class CardSignatureWrong(CardRefused):
    """The card is not signed by the key that it shows."""

    sentence = (
        "De handtekening op deze contactkaart klopt niet: de kaart is na het maken veranderd. "
        "Er is geen contact toegevoegd. Bel uw contact en vraag om een nieuwe kaart."
    )


class CardSigningKeyWeak(CardRefused):
    """The signing key is one under which signatures prove nothing, or is written in a second form."""

    sentence = (
        "De ondertekensleutel op deze contactkaart is onveilig: anderen kunnen er handtekeningen mee vervalsen. "
        "Er is geen contact toegevoegd. Bel uw contact; vertrouw deze kaart niet."
    )


class CardExchangeKeyWeak(CardRefused):
    """The exchange key is one under which everybody can read along, or is written in a second form."""

    sentence = (
        "De versleutelsleutel op deze contactkaart is onveilig: anderen kunnen meelezen. "
        "Er is geen contact toegevoegd. Bel uw contact; vertrouw deze kaart niet."
    )


class CardTextRefused(CardRefused):
    """The name on the card holds characters that a name may not hold, or its date does not exist."""

    sentence = (
        "De naam of de datum op deze contactkaart klopt niet. Er is geen contact toegevoegd. "
        "Vraag uw contact om een nieuwe kaart te maken."
    )


class SenderChangedKeys(BundleRefused):
    """The sender signed with keys that were replaced since."""

    sentence = (
        "De afzender heeft inmiddels nieuwe sleutels; deze zorgbundel is nog met de oude gemaakt. Er is niets ingelezen. "
        "Vraag de afzender om een nieuwe bundel."
    )


class RecordsExpected(BundleRefused):
    """A receipt, a register or figures, where a bundle with records was asked for."""

    sentence = (
        "Deze zorgbundel is van een soort waar geen gegevens van zorg in horen. Er is niets ingelezen. "
        "Lees hem in bij Inlezen, of vraag de afzender om een nieuwe bundel."
    )


class ReceiptRefused(BundleRefused):
    """A receipt was not accepted. What counts as received by its sender stays as it was."""

    sentence = "Dit ontvangstbewijs is geweigerd. Er is niets gewijzigd. Vraag uw contact om een nieuw ontvangstbewijs."


class NotAReceipt(ReceiptRefused):
    """A bundle with something else than a receipt, where one was asked for."""

    sentence = "Deze zorgbundel is geen ontvangstbewijs. Er is niets ingelezen. Lees hem in bij Inlezen, of kies een ander bestand."


class ReceiptDamaged(ReceiptRefused):
    """It is not in the one form that is read."""

    sentence = (
        "Dit ontvangstbewijs is beschadigd of veranderd, of gemaakt met een nieuwere versie van de app. Er is niets "
        "gewijzigd. Vraag uw contact om een nieuw ontvangstbewijs."
    )


class ReceiptContradicts(ReceiptRefused):
    """It names a bundle with a number that this store gave to another one."""

    sentence = (
        "Dit ontvangstbewijs noemt een bundel die u zo niet hebt gemaakt. Er is niets gewijzigd. Bel uw contact: misschien "
        "is bij een van u een oudere reservekopie teruggezet. Maak daarna een volledige bundel."
    )


class FiguresRefused(BundleRefused):
    """Figures of a region were not accepted. Nothing of them is shown."""

    sentence = (
        "Deze cijfers zijn geweigerd. Er is niets getoond en niets gewijzigd. Vraag de afzender om een nieuw bestand."
    )


class NotFigures(FiguresRefused):
    """A bundle with something else than figures, where figures were asked for."""

    sentence = (
        "In deze zorgbundel staan geen cijfers. Er is niets gewijzigd. Lees hem in bij Inlezen, of kies een ander "
        "bestand."
    )


class FiguresTooLarge(FiguresRefused):
    """There is more text than figures of a region can be."""

    sentence = (
        "Dit bestand met cijfers is groter dan de app leest. Er is niets getoond en niets gewijzigd. Vraag de "
        "afzender om minder tabellen."
    )


class FiguresNewer(FiguresRefused):
    """Another version of the form in which figures travel."""

    sentence = (
        "Deze cijfers zijn gemaakt met een andere versie van de app. Er is niets getoond en niets gewijzigd. Werk "
        "de app bij en bekijk het bestand daarna opnieuw."
    )


class FiguresDamaged(FiguresRefused):
    """It is not in the one form that is read, or a figure is no number."""

    sentence = (
        "De app begrijpt de tabellen in dit bestand niet: er ontbreekt iets, of er staat iets anders dan een getal. "
        "Er is niets getoond en niets gewijzigd. Vraag de afzender om een nieuw bestand."
    )


class FiguresHoldControls(FiguresDamaged):
    """A text in it holds characters that could steer a screen or turn its reading direction."""

    sentence = (
        "In een tekst van deze cijfers staan onzichtbare stuurtekens. Er is niets getoond en niets gewijzigd. Vraag "
        "de afzender om een nieuw bestand."
    )


class FiguresContradict(FiguresRefused):
    """Totals are not the sum of their parts, a figure is told that may not be, or two tables differ about the same children."""

    sentence = (
        "Deze cijfers spreken zichzelf tegen: een totaal, een afronding of een dag klopt niet. Er is niets getoond "
        "en niets gewijzigd. Bel de afzender en vraag om een nieuw bestand."
    )
