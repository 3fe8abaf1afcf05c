"""The week that is ticked off, in words: the visit under the cursor, and the sums of week and school year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.models.codes import CareKind
from widgets.detail_view import Section
from zorgarrangeur_tui.desk.ticking import TickPage
from zorgarrangeur_tui.domain.clock import day_and_month, duration, dutch_date, time_span, weekday
from zorgarrangeur_tui.domain.tick_totals import Care, Minutes, NeedWeek, VisitTotals, care_by
from zorgarrangeur_tui.domain.tick_words import (
    NOT_KNOWN,
    STATE_WORDS,
    care_words,
    minutes_words,
    missed_lines,
    why_words,
)
from zorgarrangeur_tui.domain.ticking import TickLine
from zorgarrangeur_tui.domain.words import word

_NO_NEED = "Zonder zorgbehoefte"
_NOBODY = "Groep of school"
_HOW_CARE_COUNTS = "Zorg telt per leerling: een uur met een groep van vier is vier uur zorg. Afgesproken tijd telt in weken met school."
_COUNTING = "Wordt opgeteld."
_OPEN_IS_UNKNOWN = "Wat nog niet is afgetekend, telt niet als gegeven en niet als uitval."


def tick_heading(page: TickPage, *, only_open: bool) -> str:
    """Return the top line."""
    count = len(page.open_lines)
    state = "alles afgetekend" if not count else f"nog {count} af te tekenen"
    shown = " (alleen wat open is)" if only_open else ""
    begins = day_and_month(page.monday)
    return f"Aftekenen · week {page.week_number}, vanaf {begins} · {state}{shown} · {page.school.name}"


def totals_line(page: TickPage) -> str:
    """Return the sum of the week under the table."""
    if not page.lines:
        return " ".join(page.doubts)
    return " ".join((f"Samen: {minutes_words(page.visits.all)}.", *page.doubts))


def line_sections(line: TickLine, page: TickPage) -> list[Section]:
    """Return everything about one visit."""
    served = [_need_words(key, page, absent=key in line.absent_needs) for key in line.serves]
    day = f"{weekday(line.day.weekday())} {dutch_date(line.day)}, {time_span(line.start_minute, line.planned)}"
    lines = [
        ("Wanneer", day),
        ("Wie", page.person(line.professional_id)),
        ("Stand", STATE_WORDS[line.state]),
        ("Gepland", duration(line.planned)),
        ("Gegeven", NOT_KNOWN if line.given is None else duration(line.given)),
        ("Gedeclareerd", NOT_KNOWN if line.declared is None else duration(line.declared)),
        ("Waarom", why_words(line, page.person)),
        ("Voor", ", ".join(filter(None, served))),
    ]
    return [Section("Dit bezoek", lines)]


def totals_sections(page: TickPage, whole: TickPage | None) -> list[Section]:
    """Return the sums of the week, and of the school year up to and including it, once that is read.

    Args:
        page: the week.
        whole: the same with the school year; None while it is not there yet.
    """
    of_year = f"Schooljaar {page.year.name} t/m week {page.week_number}"
    return [
        *_sums(f"Week {page.week_number}", page, page.visits, page.care),
        *(_sums(of_year, whole, whole.year_visits, whole.year_care) if whole else [Section(of_year, (), (_COUNTING,))]),
        Section("Hoe dit telt", paragraphs=(_OPEN_IS_UNKNOWN, _HOW_CARE_COUNTS)),
    ]


def _sums(title: str, page: TickPage, visits: VisitTotals, care: Iterable[NeedWeek]) -> list[Section]:
    weeks = list(care)
    all_care = care_by(weeks, lambda _: "").get("", Care())
    kinds = care_by(weeks, lambda key: word(page.kind_of(key), CareKind) if page.kind_of(key) else _NO_NEED)
    pupils = care_by(weeks, lambda key: _pupil(key, page))
    sections = [
        Section(
            title,
            [("Bezoeken", minutes_words(visits.all)), ("Zorg", care_words(all_care))],
            _without_agreement(all_care),
        )
    ]
    if visits.causes:
        sections.append(Section("Uitval", missed_lines(visits)))
    if visits.providers:
        sections.append(Section("Bezoeken per zorgaanbieder", _provider_lines(visits.providers, page)))
    if weeks:
        sections.append(Section("Zorg per soort", [(name, care_words(kinds[name])) for name in sorted(kinds)]))
        sections.append(Section("Zorg per leerling", [(name, care_words(pupils[name])) for name in sorted(pupils)]))
    return sections


def _provider_lines(providers: Mapping[str, Minutes], page: TickPage) -> list[tuple[str, str]]:
    names = {key: page.providers[key].name if key in page.providers else "?" for key in providers}
    return [(names[key], minutes_words(providers[key])) for key in sorted(providers, key=lambda one: names[one])]


def _without_agreement(care: Care) -> tuple[str, ...]:
    count = len(care.without_agreement)
    if not count:
        return ()
    needs = "1 zorgbehoefte" if count == 1 else f"{count} zorgbehoeften"
    return (f"Bij {needs} is geen afgesproken tijd ingevuld: die tellen bij afgesproken niet mee.",)


def _pupil(need_id: str, page: TickPage) -> str:
    if not need_id:
        return _NO_NEED
    pupil = page.pupils.get(page.pupil_of(need_id))
    return pupil.pseudonym if pupil else _NOBODY


def _need_words(need_id: str, page: TickPage, *, absent: bool) -> str:
    need = page.needs.get(need_id)
    if need is None:
        return ""
    was_there = " (was er niet)" if absent else ""
    return f"{word(need.kind, CareKind)} – {_pupil(need_id, page)}{was_there}"
