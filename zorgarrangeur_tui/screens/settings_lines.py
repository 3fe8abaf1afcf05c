"""What the screen of settings shows: one line per preference, and a line for what is kept elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from widgets.detail_view import Section
from widgets.record_columns import Column
from widgets.record_source import ListSource, ListWindow, Row
from zorgarrangeur_tui.preferences.manual_table import choices_in_words
from zorgarrangeur_tui.preferences.preferences import Preferences
from zorgarrangeur_tui.preferences.preferences_file import PreferencesRead
from zorgarrangeur_tui.preferences.schema import SCHEMA, Preference
from zorgarrangeur_tui.preferences.value_words import value_words

COLUMNS = (Column("Deel", 17, priority=1), Column("Instelling", 26, weight=2), Column("Staat op", 16, weight=2))
FILE_LABEL = "Bestand met instellingen"
KEYS_SECTION, SECURITY = "Bediening", "Beveiliging"
KEYS, LOCK, ALL_SECURITY, FILE = "keys", "lock", "security", "file"
"""The keys of the lines that are no preference."""

_KEYS_WORDS = (
    "U kunt alles een andere toets geven. Enter toont wat toetsen heeft; daar drukt u op de toets die u wilt. In het bestand "
    "staan ze onder [toetsen], links de naam en rechts de toets."
)
_LOCK_WORDS = (
    "Zonder toets of muis vergrendelt de app zichzelf. Dit staat in uw opslag, achter de wachtwoordzin, en niet in het bestand met "
    "instellingen."
)
_SECURITY_WORDS = (
    "Wachtwoordzin, herstelcode, reservekopieën, logboek en bewaartermijnen hebben een scherm van zichzelf."
)
_HOW_TO_MEND = "Herstel het bestand en druk op {ReadSettingsAgain}, of kies de waarde hieronder."
_HOW_TO_MEND_BROKEN = "Herstel het en druk op {ReadSettingsAgain}, of begin met {SetFileAside} een nieuw bestand."
_FILE_WORDS = (
    "Hier staan uw instellingen als gewone tekst. U kunt het bestand zelf wijzigen; wat u erbij schrijft, blijft staan. Enter "
    "leest het opnieuw."
)


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One line of the screen.

    Attributes:
        key: the name of the preference, or one of the keys of this module.
        section: under which heading it stands.
        label: what it is called.
        state: how it stands.
        explanation: what it does, for the panel below.
        facts: what else the panel tells, by label.
        preference: what is changed here; None when it is kept elsewhere.
        changed: whether the user chose something else than the default.
    """

    key: str
    section: str
    label: str
    state: str
    explanation: str
    facts: tuple[tuple[str, str], ...] = ()
    preference: Preference | None = None
    changed: bool = False


def preference_lines(preferences: Preferences) -> list[SettingLine]:
    """Return a line per preference, in the order of the schema."""
    return [
        SettingLine(
            one.name,
            one.section,
            one.label,
            value_words(one, preferences[one]),
            one.explanation,
            (
                ("Keuzes", choices_in_words(one)),
                ("Beginwaarde", value_words(one, one.default)),
                ("In het bestand", one.name),
            ),
            one,
            changed=preferences[one] != one.default,
        )
        for one in SCHEMA
    ]


def keys_line(preferences: Preferences) -> SettingLine:
    """Return the line on keys of the user's own."""
    count = len(preferences.keys)
    state = "zoals de app ze geeft" if not count else "1 eigen toets" if count == 1 else f"{count} eigen toetsen"
    return SettingLine(KEYS, KEYS_SECTION, "Toetsen", state, _KEYS_WORDS)


def security_lines(lock_minutes: int | None, *, own_store: bool) -> list[SettingLine]:
    """Return what is kept in the store.

    Args:
        lock_minutes: after how many minutes the app locks; None while no store is open.
        own_store: whether the store is the user's own: the practice region has no passphrase.
    """
    later = "als de opslag open is"
    lock = f"na {lock_minutes} minuten stilte" if lock_minutes is not None else later
    all_of_it = "eigen scherm" if own_store else "niet in de oefenregio" if lock_minutes is not None else later
    return [
        SettingLine(LOCK, SECURITY, "Vergrendelen", lock, _LOCK_WORDS),
        SettingLine(ALL_SECURITY, SECURITY, "Alles over beveiliging", all_of_it, _SECURITY_WORDS),
    ]


def file_line(path: Path | None, read: PreferencesRead) -> SettingLine:
    """Return the line on the file itself, with all that is wrong in it."""
    if path is None:
        return SettingLine(FILE, "Bestand", FILE_LABEL, "wordt niet bewaard", _FILE_WORDS)
    state = "niet te lezen" if read.broken else path.name if path.exists() else "nog niet gemaakt"
    facts = [("Waar", str(path)), *(("Past niet", str(refused)) for refused in read.refused)]
    return SettingLine(FILE, "Bestand", FILE_LABEL, state, _FILE_WORDS, tuple(facts))


def problem_lines(read: PreferencesRead, *, most: int) -> list[str]:
    """Return what stands at the top: at most so many things that are wrong with the file, and what to do about it."""
    told = [f"! {refused}" for refused in read.refused[:most]]
    if len(read.refused) > most:
        told.append(f"! En nog {len(read.refused) - most}: zie de regel '{FILE_LABEL}'.")
    if told:
        told.append(_HOW_TO_MEND_BROKEN if read.broken else _HOW_TO_MEND)
    return told


def detail_of(line: SettingLine) -> Section:
    """Return what the panel tells about a line."""
    return Section(line.label, (), (line.explanation, "\n".join(f"{label}: {words}" for label, words in line.facts)))


class SettingSource:
    """The lines as rows. What is typed is also looked for in the explanations; a heading stands at its first line only."""

    def __init__(self, lines: Sequence[SettingLine]) -> None:
        rows = [
            Row(
                line.key,
                (line.section, line.label, line.state, f"{line.explanation} {line.key} {line.facts}"),
                ("strong",) if line.changed else (),
            )
            for line in lines
        ]
        self._all = ListSource(rows)

    def select(self, filter_text: str) -> ListWindow:
        """Return the rows that answer what was typed."""
        found = self._all.select(filter_text).all_rows
        above = ""
        shown = []
        for row in found:
            section = "" if row.cells[0] == above else row.cells[0]
            above = row.cells[0]
            shown.append(Row(row.key, (section, *row.cells[1:3]), row.marks))
        return ListWindow(tuple(shown))
