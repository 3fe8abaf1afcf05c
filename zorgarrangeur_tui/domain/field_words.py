"""The Dutch names of record types and their fields, for previews, forms and error sentences."""

from __future__ import annotations

from typing import NamedTuple

from zorgarrangeur_tui.domain.casework_field_words import CASEWORK_FIELD_WORDS, CASEWORK_RECORD_WORDS
from zorgarrangeur_tui.domain.planning_words import PLANNING_FIELD_WORDS, PLANNING_RECORD_WORDS


class RecordWords(NamedTuple):
    """How users call one record and several."""

    singular: str
    plural: str

    @property
    def heading(self) -> str:
        """One record, as the beginning of a sentence or a title; OZA and EMB keep their capitals."""
        return self.singular[:1].upper() + self.singular[1:]


RECORD_WORDS: dict[str, RecordWords] = {
    "school": RecordWords("school", "scholen"),
    "care_location": RecordWords("zorglocatie", "zorglocaties"),
    "provider": RecordWords("zorgaanbieder", "zorgaanbieders"),
    "professional": RecordWords("zorgprofessional", "zorgprofessionals"),
    "fixed_bond": RecordWords("vaste zorgaanbieder", "vaste zorgaanbieders"),
    "case": RecordWords("casus", "casussen"),
    "pupil": RecordWords("leerling", "leerlingen"),
    "care_need": RecordWords("zorgbehoefte", "zorgbehoeften"),
    "own_day": RecordWords("eigen dag", "eigen dagen"),
    "school_holiday": RecordWords("schoolvakantie", "schoolvakanties"),
    "visit_pattern": RecordWords("vast bezoek", "vaste bezoeken"),
    **{
        record_type: RecordWords(*words)
        for record_type, words in {**CASEWORK_RECORD_WORDS, **PLANNING_RECORD_WORDS}.items()
    },
}
"""Keyed by the names of `storage.models.RECORD_TYPES`."""

_EVERY_RECORD = {"id": "Kenmerk", "owner": "Eigenaar", "deleted": "Verwijderd"}
_SAME_AS = {"same_as": "Samengevoegd met"}

_ADDRESS = {"street": "Straat", "house_number": "Huisnummer", "postcode": "Postcode", "place": "Plaats"}

_FIRST_WORDS: dict[str, dict[str, str]] = {
    "school": {
        **_SAME_AS,
        **_ADDRESS,
        "site_code": "BRIN en vestiging",
        "name": "Naam",
        "kind": "Soort school",
        "cluster": "Cluster",
        "education_offer": "Onderwijsaanbod",
        "denomination": "Denominatie",
        "board_number": "Nummer van het schoolbestuur",
        "municipality": "Gemeente van de school",
        "municipality_code": "Gemeentecode (CBS)",
        "province": "Provincie",
        "alliance": "Samenwerkingsverband",
        "holiday_region": "Vakantieregio",
        "phone": "Telefoon",
        "website": "Website",
        "pupil_count": "Aantal leerlingen",
        "latitude": "Breedtegraad",
        "longitude": "Lengtegraad",
        "other_addresses": "Andere gebouwen",
        "bell_times": "Schooltijden",
        "breaks": "Pauzes",
        "quiet_windows": "Rustige tijden (liever geen bezoek)",
        "open_holidays": "Open op",
        "fortnight_anchor": "Even weken tellen vanaf",
        "fortnight_skips_holidays": "Weken zonder school tellen niet mee",
        "room_count": "Aantal zorgruimten",
        "provider_cap": "Hoogste aantal vaste zorgaanbieders",
        "quality_owner": "Verantwoordelijk voor de kwaliteit",
    },
    "care_location": {
        **_SAME_AS,
        **_ADDRESS,
        "name": "Naam",
        "municipality": "Gemeente",
        "provider_id": "Zorgaanbieder",
        "note": "Notitie",
    },
    "provider": {
        **_SAME_AS,
        "name": "Naam",
        "chamber_number": "KvK-nummer",
        "agb_codes": "AGB-codes",
        "kinds": "Soorten zorg",
        "laws": "Contract onder deze wetten",
        "municipalities": "Contract met deze gemeenten",
        "capacity_minutes": "Ruimte (minuten per week)",
        "contact": "Functie of afdeling voor contact",
        "phone": "Telefoon",
        "note": "Notitie",
    },
    "professional": {
        **_SAME_AS,
        "provider_id": "Zorgaanbieder",
        "name": "Naam",
        "level": "Opleidingsniveau",
        "skills": "Geeft deze soorten zorg",
        "reserved_acts": "Bevoegd voor voorbehouden handelingen",
        "availability": "Beschikbaar",
        "max_minutes": "Hoogste inzet (minuten per week)",
        "home_postcode4": "Postcode thuis (vier cijfers)",
        "note": "Notitie",
    },
    "fixed_bond": {
        "school_id": "School",
        "provider_id": "Zorgaanbieder",
        "starts_on": "Begint op",
        "ends_on": "Laatste dag",
        "kinds": "Soorten zorg",
        "decided_by": "Besloten door",
        "over_cap_reason": "Reden om boven het maximum te gaan",
    },
    "case": {
        "title": "Vraag in het kort",
        "school_id": "School",
        "care_location_id": "Zorglocatie",
        "phase": "Fase",
        "arrangement_form": "Vorm van het arrangement",
        "themes": "Thema's",
        "opened_on": "Begonnen op",
        "next_action": "Volgende actie",
        "deadline": "Uiterlijk op",
        "closed_on": "Gesloten op",
        "hold_reason": "Bewaren omdat",
        "note": "Notitie",
    },
    "pupil": {
        **_SAME_AS,
        "case_id": "Casus",
        "pseudonym": "Schuilnaam",
        "name": "Naam (alleen als het nodig is)",
        "birth_year": "Geboortejaar",
        "municipality": "Woongemeente",
        "group_name": "Groep of klas",
        "profound_multiple_disability": "Ernstige meervoudige beperking (EMB)",
        "hold_reason": "Bewaren omdat",
        "note": "Notitie",
    },
    "care_need": {
        "case_id": "Casus",
        "pupil_id": "Leerling",
        "kind": "Soort zorg",
        "form": "Individueel of in een groep",
        "group_size": "Grootste groep",
        "minutes_needed": "Nodig (minuten per week)",
        "minutes_granted": "Toegekend (minuten per week)",
        "minutes_agreed": "Afgesproken (minuten per week)",
        "moment_rule": "Wanneer",
        "moment_weekdays": "Op deze dagen",
        "moment_start": "Vanaf (tijd)",
        "moment_end": "Tot (tijd)",
        "reserved_act": "Met een voorbehouden handeling",
        "counts_as_care": "Telt mee als zorg in onderwijstijd",
        "counts_reason": "Waarom wel of niet",
        "starts_on": "Begint op",
        "ends_on": "Laatste dag",
        "note": "Notitie",
    },
    "own_day": {
        "school_id": "School",
        "kind": "Wat is er dan",
        "first_day": "Eerste dag",
        "last_day": "Laatste dag",
        "start_minute": "School begint",
        "end_minute": "School eindigt",
        "name": "Naam",
    },
    "school_holiday": {
        "region": "Vakantieregio",
        "name": "Naam",
        "first_day": "Eerste dag",
        "last_day": "Laatste dag",
        "source": "Bron",
        "licence": "Voorwaarden van de bron",
        "note": "Notitie",
    },
    "visit_pattern": {
        "school_id": "School",
        "care_location_id": "Zorglocatie",
        "professional_id": "Zorgprofessional",
        "weekday": "Dag",
        "start_minute": "Begintijd",
        "duration_minutes": "Duur (minuten)",
        "rhythm": "Elke week, even of oneven weken",
        "starts_on": "Eerste dag",
        "ends_on": "Laatste dag",
        "serves": "Voor deze zorgbehoeften",
        "locked": "Vastgezet",
        "note": "Notitie",
    },
}

FIELD_WORDS: dict[str, dict[str, str]] = {
    record_type: {
        **_EVERY_RECORD,
        **_FIRST_WORDS.get(record_type, {}),
        **CASEWORK_FIELD_WORDS.get(record_type, {}),
        **PLANNING_FIELD_WORDS.get(record_type, {}),
    }
    for record_type in RECORD_WORDS
}
"""Per record type (the names of `storage.models.RECORD_TYPES`) the word for each of its fields."""


def field_word(record_type: str, field: str) -> str:
    """Return the Dutch name of a field; a field of a newer version shows as itself with "(onbekend)"."""
    return FIELD_WORDS.get(record_type, {}).get(field) or f"{field} (onbekend)"
