"""One visit of an absence in words: whom it hits and how, and who could come instead. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from storage.models.codes import CareKind, MomentRule
from storage.models.planning_codes import AbsenceKind, CancellationCause
from widgets.detail_view import Section
from widgets.record_source import Row
from zorgarrangeur_tui.desk.absence_page import AbsencePage
from zorgarrangeur_tui.desk.absence_visits import HitVisit, Stand, open_count
from zorgarrangeur_tui.domain.clock import day_and_month, time_of_day, time_span, weekday_short
from zorgarrangeur_tui.domain.replacement_values import Replacement
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.case_sections import moment

_MOST = 5
"""So many candidates stand in the panel; the list to choose from has all."""
_NOBODY = ActText(
    "Niemand in deze regio kan dit bezoek overnemen.",
    "Laat het vervallen ({screens.absence_acts.CancelHit}), of vraag een zorgaanbieder om iemand.",
)

_SEE_ALL = ": zie {screens.absence_acts.ChooseReplacement}."
_STILL_OPEN = ActText(
    "",
    "Nog niemand: kies een vervanger ({screens.absence_acts.ChooseReplacement}) of laat het vervallen "
    "({screens.absence_acts.CancelHit}).",
)


def heading(page: AbsencePage) -> str:
    """Return who is away, when, and how many visits still ask for somebody."""
    count, still_open = len(page.hits), open_count(page.hits)
    visits = "1 bezoek" if count == 1 else f"{count} bezoeken"
    why = "" if page.away.kind == AbsenceKind.ABSENT else f" ({word(page.away.kind, AbsenceKind).lower()})"
    return f"Afwezig: {page.person.name}{why} · {page.away.words} · {visits}, {still_open or 'geen'} open"


def hit_rows(page: AbsencePage) -> list[Row]:
    """Return a line per visit: when, where, for whom, what was decided, and who comes first."""
    return [
        Row(
            hit.key,
            (when(hit), page.place(hit), page.whom(hit), stand_words(page, hit), _first_words(page, hit)),
            ("warning",) if hit.stand is Stand.OPEN else (),
        )
        for hit in page.hits
    ]


def when(hit: HitVisit) -> str:
    """Return the moment of a visit: "ma 30-11 9:00-10:00"."""
    visit = hit.visit
    day = f"{weekday_short(visit.day.weekday())} {day_and_month(visit.day)}"
    return f"{day} {time_span(visit.start_minute, visit.duration_minutes)}"


def stand_words(page: AbsencePage, hit: HitVisit) -> str:
    """Return what was decided about a visit."""
    if hit.stand is Stand.REPLACED:
        return page.name_of(hit.replaced_by)
    return "vervalt" if hit.stand is Stand.CANCELLED else "open"


def hit_sections(page: AbsencePage, hit: HitVisit) -> list[Section]:
    """Return a visit: what was decided, whom it hits, and who could come."""
    decided = {
        Stand.OPEN: _STILL_OPEN,
        Stand.REPLACED: f"{page.name_of(hit.replaced_by)} komt in plaats van {page.person.name}.",
        Stand.CANCELLED: f"Vervalt: {word(hit.cause, CancellationCause).lower()}.",
    }[hit.stand]
    told = [Section(f"{when(hit)}, {page.place(hit)}", (), (decided,)), _effect_section(page, hit)]
    if hit.stand is Stand.OPEN:
        told.append(_candidate_section(page.ranked.get(hit.key, [])))
    return told


def candidate_rows(found: Sequence[Replacement]) -> list[Row]:
    """Return a line per candidate, to choose from."""
    return [
        Row(one.person.id, (one.person.name, how(one), " ".join((*one.reasons, *one.against))), _marks(one))
        for one in found
    ]


def how(one: Replacement) -> str:
    """Return in a word or two whether somebody can come."""
    if one.fits:
        return "kan"
    return f"kan om {time_of_day(one.start_minute)}" if one.possible else "kan niet"


def _effect_section(page: AbsencePage, hit: HitVisit) -> Section:
    replaced = hit.stand is Stand.REPLACED
    lines = []
    for effect in page.effects.get(hit.key, ()):
        need = page.needs.get(effect.need.id)
        pupil = page.pupils.get(effect.need.pupil_id)
        fixed = f" {moment(need)}." if need is not None and need.moment_rule == MomentRule.FIXED else ""
        care = word(effect.need.kind, CareKind)
        what = f"{effect.served_words}." if replaced else effect.words
        lines.append((pupil.pseudonym if pupil else "Groep", f"{care}: {what}{fixed}"))
    nothing = () if lines else ("Dit bezoek is niet voor een bepaalde leerling.",)
    return Section("Voor wie" if replaced else "Wat het betekent", tuple(lines), nothing)


def _candidate_section(found: Sequence[Replacement]) -> Section:
    able = [one for one in found if one.possible]
    others = [one for one in found if not one.possible]
    shown = [*able[:_MOST], *others[: max(0, _MOST - len(able))]]
    lines = tuple((one.person.name, " ".join((f"{_capital(how(one))}.", *one.reasons, *one.against))) for one in shown)
    more = len(found) - len(shown)
    after = (_NOBODY,) if not able else (ActText(f"En nog {more}", _SEE_ALL),) if more else ()
    return Section("Wie kan komen", lines, after)


def _first_words(page: AbsencePage, hit: HitVisit) -> str:
    if hit.stand is not Stand.OPEN:
        return ""
    best = next((one for one in page.ranked.get(hit.key, []) if one.possible), None)
    if best is None:
        return "niemand"
    return best.person.name if best.fits else f"{best.person.name} ({how(best)})"


def _marks(one: Replacement) -> tuple[str, ...]:
    return () if one.possible else ("muted",)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
