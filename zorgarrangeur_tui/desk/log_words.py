"""The access log in Dutch words: what was done, and the small facts of a row."""

from __future__ import annotations

from storage.audit import Action
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word

ACTION_WORDS: dict[str, str] = {
    Action.CREATE: "Gemaakt",
    Action.UNLOCK: "Ontgrendeld",
    Action.READ: "Bekeken",
    Action.SEARCH: "Gezocht",
    Action.CHANGE: "Gewijzigd",
    Action.IMPORT: "Ingelezen",
    Action.EXPORT: "Meegegeven",
    Action.PRINT: "Afgedrukt",
    Action.DECIDE: "Gekozen",
    Action.TRUST: "Contact",
    Action.KEYS: "Sleutels",
    Action.EMERGENCY: "Noodgeval",
    Action.BACKUP: "Reservekopie",
    Action.RESTORE: "Teruggezet",
    Action.ERASE: "Gewist",
    Action.LOCK: "Vergrendeld",
}

OUTCOME_WORDS = {"ok": "gelukt", "failed": "mislukt", "warning": "let op"}

LISTS = {
    "case": "lijst van casussen",
    "school": "lijst van scholen",
    "provider": "lijst van zorgaanbieders",
    "visit": "lijst van bezoeken",
    "gap": "lijst van niet gedekte zorg",
    "clash": "lijst van botsingen",
    "budget": "lijst van budgetten",
    "measure": "lijst van maten van roosters",
    "deadline": "lijst van termijnen",
    "conflict": "lijst van keuzes",
    "incoming": "inhoud van een bundel",
    "place": "cijfers per school",
    "everything": "zoeken in alles",
    "visit_note": "lijst van bezoekverslagen",
    "today": "Vandaag",
    "planning": "planning",
    "absence": "bezoeken bij een afwezigheid",
    "tick": "aftekenlijst",
    "standing_cost": "lijst van doorlopende kosten",
    "home_municipality": "lijst van thuisgemeenten",
    "duplicate": "lijst van dubbelen",
    "rest": "rust per leerling",
    "region": "lijst van de regio",
}
"""What a row of kind SEARCH can be about."""

_OBJECTS = {
    "store": "de opslag",
    "anchor": "de opslag",
    "vault": "de kluis",
    "contact": "contacten",
    "bundle": "bundel",
    "identity": "eigen sleutels",
    "register": "register van contactkaarten",
    "schools": "scholenlijst",
    "pupils_by_postcode": "leerlingen per postcode",
    "municipalities": "gemeentelijst",
    "holidays": "vakantielijst",
    "tariffs": "tarievenlijst",
    "codes": "codelijst",
    "inventory": "overzicht van de zorg",
    "undo": "ongedaan gemaakt",
    "log": "dit logboek",
    "anchors": "ankers van een logboek",
    "backup": "reservekopie",
    "lock_minutes": "tijd tot vergrendelen",
    "published_figures": "tabel van cijfers voor anderen",
    "published_report": "rapport voor anderen",
    "own_table": "tabel van Inzicht voor eigen gebruik",
    "own_table_of_children": "tabel van Inzicht met leerlingen, voor eigen gebruik",
    "statistics": "cijfers van een schooljaar voor anderen",
}

_COUNTS = {
    "records": ("gegeven", "gegevens"),
    "fields": ("veld", "velden"),
    "found": ("gevonden", "gevonden"),
    "rows": ("regel", "regels"),
    "tables": ("tabel", "tabellen"),
    "lines": ("regel", "regels"),
    "operations": ("wijziging", "wijzigingen"),
    "conflicts": ("veld met twee waarden", "velden met twee waarden"),
    "unreadable": ("poging die niet te lezen is", "pogingen die niet te lezen zijn"),
    "new": ("nieuw", "nieuw"),
    "changed": ("gewijzigd", "gewijzigd"),
    "refused": ("geweigerd", "geweigerd"),
    "anchors": ("anker", "ankers"),
    "cards": ("contactkaart", "contactkaarten"),
    "removed": ("weggehaald", "weggehaald"),
}

_FACTS = {
    "slot=passphrase": "met de wachtwoordzin",
    "slot=recovery": "met de herstelcode",
    "slot=region": "met de noodsleutel",
    "name": "met naam",
    "names": "met namen",
    "history": "de geschiedenis",
    "taken_back": "teruggedraaid",
    "seen": "kaart ingelezen",
    "verified": "controlegetal vergeleken",
    "revoked": "ingetrokken",
    "lifted": "intrekken opgeheven",
    "followed": "nieuwe sleutels gevolgd",
    "renewed": "nieuwe sleutels gemaakt",
    "profile=full": "profiel volledig",
    "full=yes": "meer pogingen pasten er niet bij",
    "anchor=older": "gegevensbestand ouder dan het anker",
    "anchor=missing": "anker weg",
    "anchor=damaged": "anker beschadigd",
}

_UNTOLD = frozenset({"change", "generation"})
"""Facts that mean nothing to a reader."""

_SHORT = 8
"""Digits of an id or a mark that are shown."""


def action_word(action: str, outcome: str) -> str:
    """Return what was done, with how it ended when that is not as it should be."""
    word = ACTION_WORDS.get(action, action)
    return word if outcome == "ok" else f"{word} ({OUTCOME_WORDS.get(outcome, outcome)})"


def object_words(kinds: str) -> str:
    """Return what a row is about when it names no record: kinds of records, a field, a list, or a part of the app."""
    if kinds in _OBJECTS:
        return _OBJECTS[kinds]
    record_type, dot, field = kinds.partition(".")
    if dot:
        return f"{_kind(record_type)}: {field_word(record_type, field).lower()}"
    return ", ".join(_kind(kind) for kind in kinds.split())


def fact_words(fact: str) -> str:
    """Return one fact of a row ("found=12") in words; "" for what tells a reader nothing."""
    if fact in _FACTS:
        return _FACTS[fact]
    name, _, value = fact.partition("=")
    if name in _UNTOLD:
        return ""
    if name in _COUNTS and value.isdigit():
        return f"{value} {_COUNTS[name][value != '1']}"
    if name == "words":
        return f"zoekwoorden met merk {value[:_SHORT]}"
    if name in {"export", "bundle", "register"}:
        return f"{'bundel' if name == 'bundle' else 'nummer'} {short(value)}"
    return fact


def short(record_id: str) -> str:
    """Return the beginning of an id, by which people can name it."""
    return record_id[:_SHORT]


def _kind(record_type: str) -> str:
    return RECORD_WORDS[record_type].singular if record_type in RECORD_WORDS else record_type
