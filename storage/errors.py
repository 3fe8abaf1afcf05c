"""What can go wrong in the store, as one small family.

Every error's text is the Dutch sentence that a user reads: what happened, what is safe, what to do next. It never holds
a value that a user typed into a record, so it may be shown and logged.
"""

from __future__ import annotations


class StorageError(Exception):
    """Base of all that the store refuses. `str(error)` is a Dutch sentence."""

    sentence = "De opslag kon dit niet uitvoeren. Er is niets gewijzigd."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class WrongSecret(StorageError):
    """The passphrase or recovery code opens no slot."""

    sentence = "Deze wachtwoordzin of herstelcode klopt niet. Uw gegevens zijn veilig; probeer het opnieuw."


class RecoveryCodeMistyped(WrongSecret):
    """The check characters show a slip before any key is derived."""

    sentence = "In deze herstelcode zit een typefout. Vergelijk de groepen van vier met uw herstelblad."


class StoreMissing(StorageError):
    """There is no store in this folder."""

    sentence = (
        "In deze map staat geen opslag. Maak er een met `zorgarrangeur init`, of wijs een andere map aan met --store."
    )


class StoreExists(StorageError):
    """A new store would overwrite one that is already there."""

    sentence = "In deze map staat al een opslag. Kies een andere map; er is niets overschreven."


class KeyFileDamaged(StorageError):
    """`kluis.toml` cannot be trusted."""

    sentence = "Het sleutelbestand kluis.toml is beschadigd of veranderd. Uw gegevens zijn niet aangeraakt."


class DatabaseDamaged(StorageError):
    """The database does not open with the right key."""

    sentence = (
        "Het gegevensbestand is beschadigd of hoort niet bij dit sleutelbestand. Er is niets gewijzigd. Kijk eerst of de "
        "stick of schijf goed vastzit en probeer het opnieuw. Blijft dit, zet het bestand dan terug uit een reservekopie."
    )


class DatabaseUnreadable(DatabaseDamaged):
    """Pages of the database do not come back as they were written: they are damaged, or the stick was pulled out."""

    sentence = (
        "Het gegevensbestand kan niet goed gelezen worden. Er is niets gewijzigd. Kijk eerst of de stick of schijf goed "
        "vastzit en probeer het opnieuw. Blijft dit, zet het bestand dan terug uit een reservekopie."
    )


class DatabaseNotEncrypted(StorageError):
    """Somebody put a plain SQLite file where the encrypted one belongs."""

    sentence = (
        "Het gegevensbestand is niet versleuteld en dus niet van deze app. Het is niet geopend en niet gewijzigd. "
        "Zet het echte bestand terug uit een reservekopie."
    )


class SchemaTooNew(StorageError):
    """A newer version of the app wrote this store."""

    sentence = "Deze opslag is gemaakt met een nieuwere versie van de app. Werk de app bij; er is niets gewijzigd."


class StoreFull(StorageError):
    """The disk has no room for this change."""

    sentence = (
        "De schijf is vol. De laatste wijziging is niet opgeslagen; alles daarvoor wel. Maak ruimte en probeer opnieuw."
    )


class DiskFault(StorageError):
    """The disk did not read or write: a quota, a stick that was pulled out, a cable."""

    sentence = (
        "De schijf las of schreef niet wat de app vroeg. De laatste wijziging is niet opgeslagen; alles daarvoor wel. "
        "Kijk of de schijf vol is of loszit, en probeer het opnieuw."
    )


class StoreReadOnly(StorageError):
    """The folder or file may not be written."""

    sentence = "Deze map mag niet beschreven worden. Er is niets gewijzigd. Kies een map waarin u mag schrijven."


class StoreUnreachable(StoreReadOnly):
    """The file cannot be opened, or not be given its journal: the stick was pulled out, the disk is full, no rights."""

    sentence = (
        "Het gegevensbestand kan niet geopend worden. Er is niets gewijzigd. Kijk of de stick of schijf goed vastzit en niet "
        "vol is, en of de map beschreven mag worden; probeer het dan opnieuw."
    )


class StoreBusy(StorageError):
    """Another copy of the app is writing."""

    sentence = (
        "Een ander venster van de app is aan het schrijven. Uw wijziging is niet opgeslagen; probeer het zo opnieuw."
    )


class ClockWrong(StorageError):
    """The computer's clock stands in another century, so that nothing could be dated."""

    sentence = (
        "De klok van deze computer staat verkeerd. Er is niets gemaakt. Zet de datum goed en probeer het opnieuw."
    )


class ValueRefused(StorageError):
    """A value does not belong in a field: a control character, a BSN-like number, too long, not a known form."""

    def __init__(self, sentence: str, *, record_type: str = "", field: str = "") -> None:
        super().__init__(sentence)
        self.record_type = record_type
        self.field = field


class RecordMissing(StorageError):
    """A record that was asked for is not in this store."""

    sentence = "Dit staat niet (meer) in de opslag."


class NothingToUndo(StorageError):
    """There is no change of this user left to take back."""

    sentence = "Er is niets om ongedaan te maken."


class BundleRefused(StorageError):
    """A bundle or contact card was not accepted. Nothing of it was used."""

    sentence = "Deze bundel is geweigerd. Er is niets ingelezen."
