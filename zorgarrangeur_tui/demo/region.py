"""The invented region: schools, providers, cases, pupils, needs and visits as a real region has them, all made up.

The mix follows what is known of such regions; the figures in it are nobody's. No school code, register number or person
in it exists. See `edge_rows` for the rare rows, and for what a region cannot hold.
"""

from __future__ import annotations

from datetime import date

from storage.models import Record
from zorgarrangeur_tui.demo.bonds import add_bond_histories, link_providers
from zorgarrangeur_tui.demo.calendars import add_calendars
from zorgarrangeur_tui.demo.carried_out import add_carried_out
from zorgarrangeur_tui.demo.cases import invented_cases
from zorgarrangeur_tui.demo.casework import add_casework
from zorgarrangeur_tui.demo.draws import stream
from zorgarrangeur_tui.demo.edge_rows import add_edge_rows
from zorgarrangeur_tui.demo.moments import add_moments
from zorgarrangeur_tui.demo.needs import invented_needs
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.demo.providers import invented_care_locations, invented_professionals, invented_providers
from zorgarrangeur_tui.demo.pupils import invented_pupils
from zorgarrangeur_tui.demo.reference import invented_reference
from zorgarrangeur_tui.demo.schools import invented_schools
from zorgarrangeur_tui.demo.titles import add_titles
from zorgarrangeur_tui.demo.tracks import add_tracks
from zorgarrangeur_tui.demo.visits import invented_visits


def invented_region(seed: int = 1, school_count: int = 12, *, today: date) -> list[Record]:
    """Return the records of a region, what others point at first; no owner set and not in any session.

    Args:
        seed: the same seed gives the same region, ids included; another seed another region.
        school_count: number of schools, at least 1; all else scales with it. Twelve schools have 16 providers and one of a
            double name, about 40 professionals, 24 cases and 200 pupils.
        today: the day around which deadlines, school year and birth years lie.

    Raises:
        ValueError: when there would be no school.
    """
    if school_count < 1:
        raise ValueError("Een regio heeft ten minste één school.")
    region = Region(today)
    region.schools = invented_schools(stream(seed, "schools"), school_count)
    region.providers = invented_providers(stream(seed, "providers"), school_count)
    region.professionals = invented_professionals(stream(seed, "professionals"), region.providers)
    region.care_locations = invented_care_locations(stream(seed, "care locations"), region.providers, school_count)
    bonds = stream(seed, "bonds")
    links = link_providers(bonds, region)
    add_bond_histories(bonds, region)
    cases = invented_cases(stream(seed, "cases"), region)
    invented_pupils(stream(seed, "pupils"), region, cases)
    invented_needs(stream(seed, "needs"), region, cases)
    ledgers = invented_visits(stream(seed, "visits"), region, links)
    add_moments(stream(seed, "moments"), region, ledgers)
    add_edge_rows(stream(seed, "edge rows"), region)
    add_titles(stream(seed, "titles"), region)
    add_casework(stream(seed, "casework"), region)
    add_tracks(stream(seed, "tracks"), region)
    add_calendars(stream(seed, "calendars"), region)
    add_carried_out(stream(seed, "carried out"), region)
    region.parts += invented_reference(stream(seed, "reference"), region.year_start)
    return region.records()
