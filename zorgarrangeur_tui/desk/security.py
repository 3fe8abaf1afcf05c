"""How the store is protected now, in lines that a user reads: one per thing that can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from storage import tables
from storage.audit import Action
from storage.backup_folders import OLDEST_WORRY_DAYS
from storage.backups import Backup, list_backups
from storage.clock import WALL_CLOCK, local_date
from storage.store import Store
from zorgarrangeur_tui.desk.locking import lock_minutes
from zorgarrangeur_tui.desk.new_keys import helper_names
from zorgarrangeur_tui.desk.retention import erasable_count
from zorgarrangeur_tui.domain.clock import dutch_date_short


@dataclass(frozen=True, slots=True)
class SecurityLine:
    """One line: what it is about, how it stands, whether something must be done, and what it means in a few sentences."""

    key: str
    title: str
    state: str
    explanation: str
    warning: bool = False


def security_lines(store: Store) -> list[SecurityLine]:
    """Return the lines, in the order of what a user does most."""
    with store.read() as session:
        connection = session.connection()
        passphrase_on, code_on = _last_change(connection, "passphrase"), _last_change(connection, "recovery")
        stick_on = _last_stick(connection)
        rows = connection.execute(select(func.count()).select_from(tables.audit)).scalar_one()
    today = local_date(store.clock)
    return [
        SecurityLine("passphrase", "Wachtwoordzin", _since(passphrase_on), _ABOUT_OPENING),
        SecurityLine("code", "Herstelcode op papier", _since(code_on), _ABOUT_CODE),
        _helpers(helper_names(store)),
        SecurityLine("lock", "Vergrendelen", f"na {lock_minutes(store)} minuten stilte", _ABOUT_LOCK),
        _backups(list_backups(store.folder), today),
        SecurityLine("stick", "Kopie op een stick", _stick(stick_on), _ABOUT_STICK),
        SecurityLine("restore", "Kopie terugzetten", "", _ABOUT_RESTORE),
        SecurityLine("log", "Logboek: wie zag wat", f"{rows:,} regels".replace(",", "."), _ABOUT_LOG),
        _retention(erasable_count(store)),
        SecurityLine("checkup", "Nakijken of alles in orde is", "", _ABOUT_CHECKUP),
        SecurityLine("help", "Een collega helpen", "", _ABOUT_HELP),
        SecurityLine("rotate", "Alles onder een nieuwe sleutel", "na diefstal", _ABOUT_ROTATE),
    ]


def _helpers(names: Sequence[str]) -> SecurityLine:
    return SecurityLine("helpers", "Twee helpers voor nood", " en ".join(names) or "niet gekozen", _ABOUT_HELPERS)


def _backups(found: Sequence[Backup], today: date) -> SecurityLine:
    if not found:
        return SecurityLine("backup", "Reservekopie", "nog geen", _ABOUT_BACKUP, warning=True)
    newest = max(one.made_at for one in found).astimezone(WALL_CLOCK).date()
    count = f"{len(found)} kopieën" if len(found) > 1 else "1 kopie"
    return SecurityLine(
        "backup",
        "Reservekopie",
        f"{dutch_date_short(newest)}, {count}",
        _ABOUT_BACKUP,
        warning=(today - newest).days > OLDEST_WORRY_DAYS,
    )


def _retention(count: int) -> SecurityLine:
    state = f"{count} te wissen" if count else "niets te wissen"
    return SecurityLine("retention", "Bewaartermijnen", state, _ABOUT_RETENTION, warning=bool(count))


def _since(day: date | None) -> str:
    return f"gewijzigd op {dutch_date_short(day)}" if day else "sinds de eerste keer"


def _stick(day: date | None) -> str:
    return f"op {dutch_date_short(day)}" if day else "nog nooit"


def _last_change(connection: Connection, what: str) -> date | None:
    """Return the day on which a way in was last changed; a new master key changes them all."""
    audit = tables.audit.c
    query = select(func.max(audit.at)).where(
        audit.action == Action.KEYS, audit.details.startswith(what) | audit.details.startswith("rotation")
    )
    return _day(connection.execute(query).scalar())


def _last_stick(connection: Connection) -> date | None:
    audit = tables.audit.c
    query = select(func.max(audit.at)).where(
        audit.action == Action.BACKUP, audit.outcome == "ok", audit.details.contains("to=elsewhere")
    )
    return _day(connection.execute(query).scalar())


def _day(moment: str | None) -> date | None:
    return datetime.fromisoformat(moment).astimezone(WALL_CLOCK).date() if moment else None


_ABOUT_OPENING = (
    "Opent uw opslag. Kies een andere als iemand hem kan hebben gezien. Daarna werkt de oude niet meer; uw gegevens blijven "
    "zoals ze zijn."
)
_ABOUT_CODE = (
    "De weg terug als u de wachtwoordzin vergeet. Is het papier kwijt? Maak dan een nieuwe code: de oude werkt daarna niet meer. "
    "U kunt er een blad bij maken om te printen."
)
_ABOUT_HELPERS = (
    "Twee collega's die u samen weer toegang kunnen geven als u de wachtwoordzin én het papier kwijt bent. Een van hen alleen kan "
    "niets, en geen van beiden krijgt uw gegevens. U kiest ze uit uw gecontroleerde contacten. Het staat in het logboek."
)
_ABOUT_LOCK = (
    "Zonder toets of muis vergrendelt de app zichzelf, ook als de laptop heeft geslapen. Wat u aan het typen was, wordt bewaard. "
    "Ctrl+L vergrendelt meteen; F9 maakt alleen het scherm leeg."
)
_ABOUT_BACKUP = (
    "Elke dag dat u de app opent, maakt hij een kopie en kijkt hij of die heel is. Hij bewaart er 7 van de laatste dagen, 4 van de "
    "laatste weken en 3 van de laatste maanden. Ze zijn even goed versleuteld als het origineel. Enter maakt er nu een."
)
_ABOUT_STICK = (
    "Een kopie buiten deze laptop, voor als hij stuk gaat of wordt gestolen. De kopie is versleuteld: wie de stick vindt, leest niets. "
    "Bewaar hem niet bij het papier met de herstelcode."
)
_ABOUT_RESTORE = (
    "Zet een eerdere kopie terug. Wat er nu staat, wordt niet weggegooid maar opzijgezet. Een kopie opent met de wachtwoordzin van "
    "de dag waarop hij is gemaakt."
)
_ABOUT_LOG = (
    "Alles wat er met gegevens van kinderen gebeurt, staat in het logboek: bekijken, zoeken, wijzigen, delen, printen. "
    "Ouders mogen vragen wie wat heeft gezien."
)
_ABOUT_RETENTION = "Gegevens van kinderen bewaart u niet langer dan nodig. Hier ziet u wat er gewist moet worden, en wist u het met een bewijs."
_ABOUT_CHECKUP = (
    "Kijkt alle bestanden, kopieën en het logboek na. U leest in gewone woorden wat er mis is en wat u kunt doen."
)
_ABOUT_HELP = (
    "Bent u een van de twee helpers van een collega die niet meer bij de gegevens kan? Kies het bestand kluis.toml van die collega. "
    "De app toont dan uw noodcode. Lees hem alleen voor als u zeker weet wie het is."
)
_ABOUT_ROTATE = (
    "Voor als iemand uw opslag kan hebben gekopieerd, of uw wachtwoordzin kent. Alles wordt opnieuw versleuteld; u kiest een nieuwe "
    "wachtwoordzin en krijgt een nieuwe herstelcode. De oude openen daarna niets meer op deze laptop."
)
