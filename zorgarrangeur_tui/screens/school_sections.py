"""One school in words, for the preview beside the list and for the screen of the school. Pure."""

from __future__ import annotations

from fractions import Fraction

from storage.models import FixedBond, Provider, School
from storage.models.codes import CareKind, HolidayRegion, Phase, SchoolKind
from widgets.detail_view import Section
from zorgarrangeur_tui.desk.board import SchoolCare
from zorgarrangeur_tui.desk.school_file import SchoolFile
from zorgarrangeur_tui.domain.availability import availability_text
from zorgarrangeur_tui.domain.bell_times import bell_times_text
from zorgarrangeur_tui.domain.clock import duration, dutch_date, dutch_date_short
from zorgarrangeur_tui.domain.figure_words import fraction_text, percent_text
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.rhythms import weeks_of
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.importers.school_codes import postcode_shown
from zorgarrangeur_tui.keys.act_text import ActText


def school_sections(file: SchoolFile) -> list[Section]:
    """Return a school as sections to read: what is arranged there first, then what it is."""
    sections = [_care_section(file), _bond_section(file)]
    if file.cases:
        sections.append(Section(f"Casussen ({len(file.cases)})", [_case_line(file, n) for n in range(len(file.cases))]))
    sections.append(_about_section(file.school))
    if file.school.other_addresses:
        sections.append(Section("Andere gebouwen", paragraphs=("\n".join(file.school.other_addresses),)))
    return sections


def bond_sections(bond: FixedBond, title: str) -> list[Section]:
    """Return a fixed bond in words, under the name of the other party."""
    lines = [
        ("Begint op", dutch_date(bond.starts_on) if bond.starts_on else "niet ingevuld"),
        ("Laatste dag", dutch_date(bond.ends_on) if bond.ends_on else "geen: loopt door"),
        ("Soorten zorg", ", ".join(word(kind, CareKind) for kind in bond.kinds) or "alle"),
        ("Besloten door", bond.decided_by),
    ]
    if bond.over_cap_reason:
        lines.append(("Boven het maximum", bond.over_cap_reason))
    return [Section(title, lines)]


def provider_name(provider: Provider | None) -> str:
    """Return the name of a provider that may not be known here."""
    return (provider.name if provider else "") or "onbekende zorgaanbieder"


def bond_period(bond: FixedBond) -> str:
    """Return how long a bond lasts, in a few words."""
    begin = dutch_date_short(bond.starts_on) if bond.starts_on else ""
    if bond.ends_on is None:
        return f"vanaf {begin}" if begin else "geen datum"
    return f"{begin} t/m {dutch_date_short(bond.ends_on)}".strip()


def _care_section(file: SchoolFile) -> Section:
    care = file.care
    uncovered = sum(gap.uncovered_per_week for gap in care.gaps)
    lines = [
        ("Zorg gedekt", percent_text(care.coverage_percent)),
        ("Nog niet gedekt", f"! {duration(uncovered)} per week" if uncovered else ""),
        ("Leerlingen met zorg", str(len({need.pupil_id for need in care.needs if need.pupil_id}))),
        ("Professionals", str(len({visit.professional_id for visit in care.visits}))),
        ("Bezoeken per week", fraction_text(visits_per_week(care))),
    ]
    if not care.needs:
        lines = [("Zorg gedekt", "er zijn nog geen zorgbehoeften"), *lines[3:]]
    elif not uncovered:
        del lines[1]
    return Section(file.school.name, lines)


def visits_per_week(care: SchoolCare) -> Fraction:
    """Return the number of visits in a week, averaged over the even and the odd week."""
    return Fraction(sum(len(weeks_of(visit.rhythm)) for visit in care.visits), 2)


def _bond_section(file: SchoolFile) -> Section:
    lines = [(provider_name(provider), bond_period(bond)) for bond, provider in file.bonds]
    return Section("Vaste zorgaanbieders", lines, (("! " if file.cap.over else "") + file.cap.sentence,))


def _case_line(file: SchoolFile, number: int) -> tuple[str, str]:
    case = file.cases[number]
    step = case.next_action or case.title
    when = f" (uiterlijk {dutch_date_short(case.deadline)})" if case.deadline else ""
    return case_reference(case.id), ": ".join(part for part in (word(case.phase, Phase), step) if part) + when


def _about_section(school: School) -> Section:
    address = f"{school.street} {school.house_number}".strip()
    town = f"{postcode_shown(school.postcode)} {school.place}".strip()
    lines = [
        ("Vestiging", school.site_code),
        ("Soort", word(school.kind, SchoolKind)),
        ("Cluster", school.cluster),
        ("Onderwijs", school.education_offer),
        ("Adres", ", ".join(part for part in (address, town) if part)),
        ("Gemeente", school.municipality),
        ("Samenwerkingsverband", school.alliance),
        ("Vakantieregio", word(school.holiday_region, HolidayRegion)),
        (
            "Kalender",
            ActText(
                "vakanties, eigen dagen, even en oneven weken",
                "; {screens.school_acts.ShowSchoolCalendar} op het scherm van de school",
            ),
        ),
        ("Schooltijden", bell_times_text(school.bell_times)),
        ("Pauzes", availability_text(school.breaks)),
        ("Rustige tijden", availability_text(school.quiet_windows)),
        ("Leerlingen", "" if school.pupil_count is None else str(school.pupil_count)),
        ("Zorgruimten", "" if school.room_count is None else str(school.room_count)),
        ("Kwaliteit", school.quality_owner),
        ("Telefoon", school.phone),
        ("Website", school.website),
    ]
    return Section("De school", lines)
