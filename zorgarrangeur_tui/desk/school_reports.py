"""From a school to the plain values of its report, as it is today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from storage.clock import local_date
from storage.models import School
from storage.models.codes import SchoolKind
from storage.store import Store
from zorgarrangeur_tui.desk.breakdowns import breakdown_page, part_names
from zorgarrangeur_tui.desk.care_lines import care_lines
from zorgarrangeur_tui.desk.collective import compared_places
from zorgarrangeur_tui.desk.figures import figures_per_place
from zorgarrangeur_tui.desk.home_municipalities import kept_homes_of
from zorgarrangeur_tui.desk.ledger import read_ledger
from zorgarrangeur_tui.desk.report_steps import agreed_at
from zorgarrangeur_tui.desk.rest import FrozenPlaces, PlaceRest, rest_per_place
from zorgarrangeur_tui.desk.scenarios import BesideEachOther, scenarios_beside
from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.insight.breakdown import Cut, breakdown
from zorgarrangeur_tui.insight.breakdown_words import hours_text
from zorgarrangeur_tui.insight.care_lines import CareLine
from zorgarrangeur_tui.insight.collective_words import differing_rows, outcome_rows
from zorgarrangeur_tui.insight.home_municipalities import SiteHomes
from zorgarrangeur_tui.insight.home_municipalities_words import AGREEMENT_WORDS
from zorgarrangeur_tui.insight.ledger import LedgerYear
from zorgarrangeur_tui.insight.rest_words import change_line
from zorgarrangeur_tui.reports.figure_parts import NamedFigures, ScenarioColumns
from zorgarrangeur_tui.reports.paper import Fact
from zorgarrangeur_tui.reports.school_report import BothWays, Row, SchoolReport, SchoolRest

PROPOSAL = "Voorstel"
"""What the assumptions of the app are called beside scenarios."""
_MOST_NAMED = 12
"""More gemeenten than that are counted and not named; they are in the list of who must be at the table."""


def school_report_of(store: Store, school_id: str, scenarios: Iterable[str] = ()) -> SchoolReport:
    """Return what the report of a school says, over its needs that are in force today.

    Args:
        store: an opened store.
        school_id: the school.
        scenarios: names of scenarios that stand beside the proposal.

    Raises:
        RecordMissing: when the school is not there.
        ActRefused: there is no such scenario, or there are too many.
    """
    school, today = store.get(School, school_id), local_date(store.clock)
    names = part_names(store)
    lines = [line for line in care_lines(store) if line.place_id == school_id]
    homes = kept_homes_of(store, school.site_code, today)
    agreed = agreed_at(store, school_id)
    place = next((one for one in rest_per_place(store) if one.place_id == school_id), None)
    return SchoolReport(
        school=school.name,
        about=_about(store, school),
        figures=next((one for one in figures_per_place(store) if one.place.id == school_id), None),
        total=breakdown(lines, Cut.PLACE).total,
        kinds=named(lines, Cut.KIND, names),
        pots=named(lines, Cut.POT, names),
        providers=named(lines, Cut.PROVIDER, names),
        rest=_rest(place),
        since=_since(store, place),
        ledger=read_ledger(store).years[LedgerYear.SCHOOL],
        place_id=school_id,
        municipalities=_municipalities(homes),
        table_lines=home_lines(homes),
        both=_both(store, lines, names, scenarios),
        agreements=agreed.agreements,
        barriers=agreed.barriers,
        steps=agreed.steps,
        steps_of_children=agreed.steps_of_children,
    )


def named(lines: Sequence[CareLine], cut: Cut, names: Mapping[str, str]) -> tuple[NamedFigures, ...]:
    """Return care along a cut, each part by its name."""
    return tuple((part.name, part.figures) for part in breakdown_page(lines, cut, dict(names)).parts)


def _about(store: Store, school: School) -> tuple[Fact, ...]:
    facts = (
        ("Peildag", dutch_date(local_date(store.clock))),
        ("Vestiging", " · ".join(filter(None, (school.site_code, word(school.kind, SchoolKind), school.place)))),
        ("Samenwerkingsverband", school.alliance),
        ("Leerlingen op school", "" if school.pupil_count is None else str(school.pupil_count)),
        ("Hoogstens vaste aanbieders", "" if school.provider_cap is None else str(school.provider_cap)),
    )
    return tuple(fact for fact in facts if fact[1])


def _rest(found: PlaceRest | None) -> SchoolRest | None:
    if found is None:
        return None
    published = found.published
    day = published.published_on if published else None
    name = "" if published is None else f"Rooster {published.number}" + (f" van {dutch_date_short(day)}" if day else "")
    return SchoolRest(found.now, found.familiar, found.above_wish, published.rest if published else None, name)


def _since(store: Store, found: PlaceRest | None) -> tuple[tuple[Fact, ...], ...]:
    """Return what changed in who comes since the last and since the first startfoto of the school."""
    frozen = FrozenPlaces(store).since(found) if found else []
    return tuple(
        (
            ("Startfoto", " · ".join(filter(None, (one.name, dutch_date(one.frozen_on) if one.frozen_on else "")))),
            *map(change_line, one.changes),
        )
        for one in frozen
    )


def _municipalities(homes: SiteHomes | None) -> tuple[Row, ...]:
    """Return the gemeenten that pay for children here, most children first."""
    if homes is None:
        return ()
    own = sorted((one for one in homes.municipalities if one.own_pupils), key=lambda one: (-one.own_pupils, one.name))
    rows = [
        (one.name, str(one.own_pupils), hours_text(Fraction(one.own_minutes)), AGREEMENT_WORDS[one.agreement])
        for one in own
    ]
    if homes.own_unknown:
        rows.append(("niet bekend", str(homes.own_unknown), "", ""))
    return tuple(rows)


def home_lines(homes: SiteHomes | None, *, own: bool = True) -> tuple[str, ...]:
    """Return who is behind a school in sentences; `own` tells whether own pupils are shown with them."""
    if homes is None:
        return ("Van deze school zijn geen leerlingen in casussen en geen telling van DUO bekend.",)
    lines = []
    if homes.counted_on is not None:
        lines.append(
            f"Volgens de telling van DUO op {dutch_date(homes.counted_on)} komen de leerlingen van deze school uit "
            f"{homes.home_count} {'gemeente' if homes.home_count == 1 else 'gemeenten'} ({homes.pupils.words} leerlingen)."
        )
    else:
        instead = ": hieronder staan alleen gemeenten van eigen leerlingen." if own else "."
        lines.append(f"Van deze school is geen telling van DUO ingelezen{instead}")
    outside = [one.name for one in homes.without_agreement]
    if not homes.has_agreement:
        lines.append("Er is nog geen getekende afspraak die vandaag geldt.")
    elif outside:
        more = f" en nog {len(outside) - _MOST_NAMED} gemeenten" if len(outside) > _MOST_NAMED else ""
        lines.append(f"In geen getekende afspraak van deze school: {', '.join(outside[:_MOST_NAMED])}{more}.")
    return tuple(lines)


def _both(
    store: Store, lines: Sequence[CareLine], names: Mapping[str, str], scenarios: Iterable[str]
) -> BothWays | None:
    """Return both ways of giving the care under what the app proposes, and under scenarios; None without care."""
    place = next(iter(compared_places(store, lines, names)), None)
    if place is None:
        return None
    beside = scenarios_beside(store, [place.id], place.proposed, scenarios)
    found = place.compared(place.proposed)
    columns = [(found, place.proposed)]
    columns += [(place.compared(one.assumed[place.id]), one.assumed[place.id]) for one in beside]
    told = ScenarioColumns(
        names=(PROPOSAL, *(one.name for one in beside)),
        outcomes=tuple(outcome_rows([one for one, _ in columns])),
        differing=tuple(differing_rows([[assumed] for _, assumed in columns])),
        lines=tuple(not_used_text(one) for one in beside if one.not_used),
    )
    return BothWays(found, place.proposed, place.swings(place.proposed), told if beside else None)


def not_used_text(one: BesideEachOther) -> str:
    """Return what of a scenario this version cannot use, in a sentence."""
    return f"{one.name}: deze versie kan {len(one.not_used)} van de eigen getallen niet gebruiken; daar staat het voorstel."
