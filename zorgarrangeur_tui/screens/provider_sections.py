"""One provider in words, for the preview beside the list and for the screen of the provider. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from storage.models import Absence, CareLocation, FixedBond, Professional, Provider, School
from storage.models.casework_codes import ProviderRole
from storage.models.codes import CareKind, Law, ProfessionalLevel
from widgets.detail_view import Section
from zorgarrangeur_tui.desk.providers import ProviderFile
from zorgarrangeur_tui.domain.agb_codes import agb_codes_text
from zorgarrangeur_tui.domain.availability import availability_text
from zorgarrangeur_tui.domain.checked_records import away_values
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.school_sections import bond_period


def provider_sections(
    file: ProviderFile, today: date, words: Callable[[str], str], *, opened: bool = False
) -> list[Section]:
    """Return a provider as sections to read: itself, its professionals, the schools it is bound to until further notice.

    `words` puts the keys of acts in a text, as `StoreScreen.words` does; `opened` when those keys work where this is read.
    """
    place = "" if opened else " op het scherm van de aanbieder"
    nobody = (words(f"Nog niemand. Voeg iemand toe met {{screens.provider.AddProfessional}}{place}."),)
    nowhere = (words(f"Nog geen school. Koppel er een met {{screens.provider.TieToSchool}}{place}."),)
    people = [(person.name, _in_short(person)) for person in file.professionals]
    schools = [(school_name(school), bond_period(bond)) for bond, school in file.bonds if not has_ended(bond, today)]
    return [
        _about_section(file.provider),
        Section(f"Professionals ({len(people)})", people, () if people else nobody),
        Section(f"Vast verbonden aan ({len(schools)})", schools, () if schools else nowhere),
    ]


def professional_sections(person: Professional, absences: Iterable[Absence] = ()) -> list[Section]:
    """Return a professional in words, and when it is away."""
    lines = [
        ("Niveau", word(person.level, ProfessionalLevel)),
        ("Geeft", _kinds(person.skills)),
        ("Voorbehouden handelingen", "bevoegd" if person.reserved_acts else "niet bevoegd"),
        ("Beschikbaar", availability_text(person.availability) or "niet bekend"),
        ("Hoogste inzet", f"{duration(person.max_minutes)} per week" if person.max_minutes is not None else ""),
        ("Postcode thuis", person.home_postcode4),
    ]
    lines += [("Afwezig", away.words) for away in away_values(absences)]
    return [Section(person.name, lines, (person.note,) if person.note else ())]


def care_location_sections(place: CareLocation) -> list[Section]:
    """Return a care location in words."""
    lines = [
        ("Adres", f"{place.street} {place.house_number}".strip()),
        ("Plaats", f"{place.postcode} {place.place}".strip()),
        ("Gemeente", place.municipality),
    ]
    says = ("Een zorglocatie heeft geen BRIN: een kind blijft ingeschreven bij een school, of heeft een vrijstelling.",)
    return [Section(place.name, lines, (*says, *([place.note] if place.note else [])))]


def has_ended(bond: FixedBond, today: date) -> bool:
    """Tell whether the last day of a bond has passed."""
    return bond.ends_on is not None and bond.ends_on < today


def school_name(school: School | None) -> str:
    """Return the name and place of a school that may not be known here."""
    if school is None:
        return "onbekende school"
    return f"{school.name}, {school.place}" if school.place else school.name


def _about_section(provider: Provider) -> Section:
    minutes = provider.capacity_minutes
    lines = [
        ("Rol", word(provider.role, ProviderRole) + ("" if provider.counts_for_cap else ", telt niet mee")),
        ("KvK", provider.chamber_number),
        ("AGB", agb_codes_text(provider.agb_codes)),
        ("Soorten zorg", _kinds(provider.kinds)),
        ("Wetten", ", ".join(word(law, Law) for law in provider.laws)),
        ("Gemeenten", ", ".join(provider.municipalities)),
        ("Ruimte", f"{duration(minutes)} per week" if minutes is not None else ""),
        ("Contact", provider.contact),
        ("Telefoon", provider.phone),
    ]
    return Section(provider.name, lines, (provider.note,) if provider.note else ())


def _in_short(person: Professional) -> str:
    return f"{word(person.level, ProfessionalLevel)}: {_kinds(person.skills)}"


def _kinds(kinds: list[str]) -> str:
    return ", ".join(word(kind, CareKind) for kind in kinds)
