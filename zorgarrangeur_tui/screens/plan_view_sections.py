"""What a view of the plan says in words: its top line, what is under the cursor, and the view as a whole. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from rich.cells import cell_len

from storage.models.codes import CareKind, Rhythm
from widgets.detail_view import Section
from widgets.plain_text import fitted
from zorgarrangeur_tui.desk.plan_views import PlanPage
from zorgarrangeur_tui.domain.clock import (
    duration,
    dutch_date,
    time_of_day,
    time_span,
    weekday,
    weekday_short,
)
from zorgarrangeur_tui.domain.fortnights import Fortnights
from zorgarrangeur_tui.domain.plan_view_values import BlockKind, PlanVisit, Trip, ViewBlock, ViewKind
from zorgarrangeur_tui.domain.plan_views import DIFFERS, care_words, childcare_key, minutes_a_week
from zorgarrangeur_tui.domain.words import word

KIND_WORDS = {
    ViewKind.PROFESSIONAL: "Professional",
    ViewKind.PROVIDER: "Zorgaanbieder",
    ViewKind.PUPIL: "Leerling",
    ViewKind.DAY: "Dag",
}
"""What the sides are called from which the plan is seen."""

_NOTHING = {
    ViewKind.PROFESSIONAL: "Deze professional heeft geen bezoeken.",
    ViewKind.PROVIDER: "Bij deze zorgaanbieder staat geen professional. Voeg die toe bij Aanbieders.",
    ViewKind.PUPIL: "Voor deze leerling komt niemand.",
    ViewKind.DAY: "Op deze dag komt er nergens iemand, en er is geen opvang.",
}
_MOST = 12
"""Lines of a list that is the shorter part of a panel."""


def plan_heading(page: PlanPage, width: int) -> str:
    """Return the top line, exactly `width` cells: the name gives way to the week."""
    state = f" · {_when(page.ask.kind, page.ask.day)}"
    name = f" {KIND_WORDS[page.ask.kind]}: {page.title}"
    return fitted(fitted(name, min(cell_len(name), max(0, width - cell_len(state)))) + state, width)


def nothing_words(kind: ViewKind) -> str:
    """Return what stands in a view without columns, with acts of that screen between braces for their keys."""
    if kind is ViewKind.PROVIDER:
        return f"{_NOTHING[kind]} {{GoProviders}} (Aanbieders), dan Enter en {{screens.provider.AddProfessional}}."
    return f"{_NOTHING[kind]} {{NextSubject}} toont de volgende."


def block_sections(page: PlanPage, key: str) -> list[Section]:
    """Return a block in words: a visit, a trip, childcare, or children who come and go. Nothing for an unknown key."""
    block = next((one for one in page.view.blocks if one.key == key), None)
    if block is None:
        return []
    span = time_span(block.start, block.end - block.start)
    match block.kind:
        case BlockKind.VISIT | BlockKind.CANCELLED:
            return [_visit_section(page, next(one for one in page.shown if one.visit.id == key))]
        case BlockKind.TRAVEL:
            return [_trip_section(page, next(one for one in page.view.trips if one.key == key))]
        case BlockKind.CHILDCARE:
            return [_childcare_section(page, block, span)]
        case BlockKind.ARRIVAL:
            says = f"De school begint om {time_of_day(block.end)}. Kinderen komen aan."
        case BlockKind.LEAVING:
            says = f"De school is uit om {time_of_day(block.start)}. Kinderen gaan weg."
    return [Section(page.facts.school_name(block.column), (), (says,))]


def page_sections(page: PlanPage) -> list[Section]:
    """Return a view in words: how much care there is and of whom, trips that are too short, childcare, and doubts."""
    sections = _TOTALS[page.ask.kind](page)
    short = [trip for trip in page.view.trips if trip.too_short]
    if short:
        lines = [
            (f"! {weekday_short(one.later.weekday)} {time_of_day(one.later.start_minute)}", _short(page, one))
            for one in short
        ]
        sections.append(Section("Te weinig reistijd", lines))
    sections += _this_time(page)
    doubts = [*_counting(page), *_unknown_places(page)]
    return [*sections, Section("Let op", (), tuple(doubts))] if doubts else sections


def _this_time(page: PlanPage) -> list[Section]:
    """Return what is otherwise than usual in the week or on the day that is shown; of a child which care falls away."""
    sections = []
    child = page.ask.subject_id if page.ask.kind is ViewKind.PUPIL else ""
    lost = [one for one in page.shown if one.lost] if child else []
    cancelled = [one for one in page.shown if one.why_not]
    if lost:
        total = sum(one.lost for one in lost)
        lines = [
            (
                _day_time(one),
                f"{care_words(one.visit, page.facts, child)} {duration(one.lost)}: {one.why_not or one.differs}",
            )
            for one in lost
        ]
        sections.append(Section(f"Zorg die wegvalt: {duration(total)}", lines[:_MOST]))
    elif cancelled:
        lines = [(_day_time(one), f"{page.facts.school_name(one.visit.school_id)}: {one.why_not}") for one in cancelled]
        sections.append(Section(f"Gaat niet door ({len(cancelled)})", lines[:_MOST]))
    other = [one for one in (*page.shown, *page.away) if one.differs and one not in lost]
    if other:
        lines = [(_day_time(one), f"{page.facts.school_name(one.visit.school_id)}: {one.differs}") for one in other]
        sections.append(Section(f"{DIFFERS} Anders dan anders ({len(other)})", lines[:_MOST]))
    return sections


def _when(kind: ViewKind, day: date | None) -> str:
    if day is None:
        return "even en oneven weken"
    week = Fortnights().words(day)
    return f"{weekday(day.weekday())} {dutch_date(day)}, {week}" if kind is ViewKind.DAY else week


def _visit_section(page: PlanPage, one: PlanVisit) -> Section:
    visit, facts = one.visit, page.facts
    lines = []
    if page.ask.kind is not ViewKind.PROFESSIONAL:
        lines.append(("Wie", facts.person_name(visit.professional_id)))
    lines.append(("Waar", facts.school_name(visit.school_id)))
    lines += _labelled("Voor", _for_whom(page, one))
    if one.why_not:
        lines.append(("Gaat niet door", one.why_not))
    if one.differs:
        lines.append((f"{DIFFERS} Anders", one.differs))
    lines += [
        ("! Let op", _short(page, trip)) for trip in page.view.trips if trip.later.id == visit.id and trip.too_short
    ]
    if any(other is not one and one.meets(other) and _same_person(page, one, other) for other in page.shown):
        lines.append(("! Let op", "Op dezelfde tijd is er nog een bezoek."))
    if visit.rhythm != Rhythm.WEEKLY:
        lines.append(("Ritme", word(visit.rhythm, Rhythm)))
    if one.locked:
        lines.append(("Vastgezet", "ja"))
    title = f"{weekday(visit.weekday)} {time_span(visit.start_minute, visit.duration_minutes)}"
    return Section(title.capitalize(), lines, ("Enter opent het bord van deze school bij dit bezoek.",))


def _same_person(page: PlanPage, one: PlanVisit, other: PlanVisit) -> bool:
    """Tell whether two visits are of one professional, or shown for one child."""
    return page.ask.kind is ViewKind.PUPIL or one.visit.professional_id == other.visit.professional_id


def _for_whom(page: PlanPage, one: PlanVisit) -> list[str]:
    """Return the needs that a visit serves; in the view of one child the others only as a number."""
    needs = page.facts.served(one.visit)
    own = [need for need in needs if page.ask.kind is not ViewKind.PUPIL or need.pupil_id == page.ask.subject_id]
    words = [
        f"{word(need.kind, CareKind)}, {page.child_name(need.pupil_id) if need.pupil_id else 'groep'}" for need in own
    ]
    others = len({need.pupil_id for need in needs} - {need.pupil_id for need in own})
    if others:
        words.append("en nog een ander" if others == 1 else f"en nog {others} anderen")
    return words or ["nog niemand"]


def _trip_section(page: PlanPage, trip: Trip) -> Section:
    lines = [
        ("Van", f"{page.facts.school_name(trip.earlier.school_id)}, tot {time_of_day(trip.earlier.end_minute)}"),
        ("Naar", f"{page.facts.school_name(trip.later.school_id)}, vanaf {time_of_day(trip.later.start_minute)}"),
        ("Reis", f"ongeveer {duration(trip.needed)}"),
        ("! Tijd" if trip.too_short else "Tijd", duration(trip.gap)),
    ]
    if trip.rhythm != Rhythm.WEEKLY:
        lines.append(("Ritme", word(trip.rhythm, Rhythm)))
    return Section(f"Reis op {weekday(trip.later.weekday)}", lines)


def _childcare_section(page: PlanPage, block: ViewBlock, span: str) -> Section:
    """Return the childcare of a block: of one child, or of all children of a school with this window."""
    lines = []
    for care in page.childcare:
        of_child = page.ask.kind is ViewKind.PUPIL and block.key.startswith(f"{BlockKind.CHILDCARE}:{care.id}:")
        keys = {childcare_key(care.school_id, first, end) for _, first, end in care.windows}
        if of_child or block.key in keys:
            lines.append((page.child_name(care.pupil_id), care.name or "opvang"))
    return Section(f"Opvang {span}", lines)


def _professional_totals(page: PlanPage) -> list[Section]:
    total = minutes_a_week(page.shown, page.facts)
    nothing = () if page.shown else (_NOTHING[ViewKind.PROFESSIONAL],)
    lines = [("Samen", f"{duration(total)} {_per(page)}"), *_minutes(page, _school)]
    return [Section("Bij welke scholen", lines if page.shown else (), nothing)]


def _provider_totals(page: PlanPage) -> list[Section]:
    present = {one.visit.professional_id for one in page.shown}
    free = [column.title for column in page.view.columns if column.key not in present]
    sections = [
        Section(f"Professionals ({len(page.view.columns)})", _minutes(page, _person)),
        Section(f"Scholen ({len({one.visit.school_id for one in page.shown})})", _minutes(page, _school)),
    ]
    return [*sections, Section("Nog geen bezoeken", (), ("\n".join(free),))] if free else sections


def _pupil_totals(page: PlanPage) -> list[Section]:
    faces: dict[str, list[PlanVisit]] = defaultdict(list)
    for one in page.shown:
        faces[one.visit.professional_id].append(one)
    lines = []
    for person_id, visits in sorted(
        faces.items(), key=lambda pair: (-len(pair[1]), page.facts.person_name(pair[0]), pair[0])
    ):
        kinds = " ".join(dict.fromkeys(care_words(one.visit, page.facts, page.ask.subject_id) for one in visits))
        lines.append(
            (page.facts.person_name(person_id), f"{duration(minutes_a_week(visits, page.facts))} {_per(page)}, {kinds}")
        )
    nothing = () if lines else (_NOTHING[ViewKind.PUPIL],)
    sections = [Section(f"Gezichten ({len(lines)})", lines, nothing)]
    windows = [
        (f"{weekday_short(day)} {time_span(first, end - first)}", care.name or "opvang")
        for care in page.childcare
        for day, first, end in sorted(care.windows)
    ]
    return [*sections, Section("Opvang", windows)] if windows else sections


def _day_totals(page: PlanPage) -> list[Section]:
    held = [one for one in page.shown if not one.why_not]
    lines = [
        ("Bezoeken", str(len(held))),
        ("Professionals", str(len({one.visit.professional_id for one in held}))),
        ("Scholen", str(len({one.visit.school_id for one in held}))),
        ("Kinderen met opvang", str(len({care.pupil_id for care in page.childcare}))),
    ]
    nothing = () if page.view.columns else (_NOTHING[ViewKind.DAY],)
    return [Section("Deze dag", lines, nothing), Section("Per school", _minutes(page, _school))]


_TOTALS: dict[ViewKind, Callable[[PlanPage], list[Section]]] = {
    ViewKind.PROFESSIONAL: _professional_totals,
    ViewKind.PROVIDER: _provider_totals,
    ViewKind.PUPIL: _pupil_totals,
    ViewKind.DAY: _day_totals,
}


def _school(page: PlanPage, one: PlanVisit) -> str:
    return page.facts.school_name(one.visit.school_id)


def _person(page: PlanPage, one: PlanVisit) -> str:
    return page.facts.person_name(one.visit.professional_id)


def _minutes(page: PlanPage, name: Callable[[PlanPage, PlanVisit], str]) -> list[tuple[str, str]]:
    """Return how long the visits take by a name, most first."""
    groups: dict[str, list[PlanVisit]] = defaultdict(list)
    for one in page.shown:
        groups[name(page, one)].append(one)
    totals = [(minutes_a_week(visits, page.facts), called) for called, visits in groups.items()]
    return [(called, duration(total)) for total, called in sorted(totals, key=lambda pair: (-pair[0], pair[1]))]


def _per(page: PlanPage) -> str:
    return "per week" if page.ask.day is None else "deze week"


def _short(page: PlanPage, trip: Trip) -> str:
    return (
        f"Van {page.facts.school_name(trip.earlier.school_id)} naar {page.facts.school_name(trip.later.school_id)} is het "
        f"ongeveer {duration(trip.needed)}; er is {duration(trip.gap)}. "
        f"Begin niet voor {time_of_day(trip.earlier.end_minute + trip.needed)}."
    )


def _counting(page: PlanPage) -> list[str]:
    """Return which schools count their weeks in their own way."""
    if not page.otherwise:
        return []
    names = ", ".join(page.otherwise)
    how = "telt de weken" if len(page.otherwise) == 1 else "tellen de weken"
    return [f"{names} {how} om en om: even en oneven zijn daar anders dan in de agenda."]


def _unknown_places(page: PlanPage) -> list[str]:
    """Return at which places the app cannot tell how long the trip takes, where that matters."""
    if page.ask.kind not in {ViewKind.PROFESSIONAL, ViewKind.PROVIDER}:
        return []
    ids = {one.visit.school_id for one in page.shown}
    unknown = sorted(page.facts.school_name(key) for key in ids - page.facts.places.keys()) if len(ids) > 1 else []
    if not unknown:
        return []
    return [
        f"Waar deze plekken liggen is niet bekend, dus daar telt de app geen reistijd: {', '.join(unknown[:_MOST])}."
    ]


def _day_time(one: PlanVisit) -> str:
    return f"{weekday_short(one.visit.weekday)} {time_of_day(one.visit.start_minute)}"


def _labelled(label: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return texts under each other, the label beside the first."""
    return [(label if not place else "", text) for place, text in enumerate(texts)]
