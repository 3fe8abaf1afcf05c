"""What is asked against who is there, in words: the top line, a line per half hour, and the half hour under the cursor. Pure."""

from __future__ import annotations

from enum import StrEnum

from rich.cells import cell_len

from storage.models.codes import CareKind
from widgets.detail_view import Section
from widgets.plain_text import fitted
from widgets.record_source import Row
from widgets.record_table import Column
from zorgarrangeur_tui.desk.presence_views import PresencePage
from zorgarrangeur_tui.domain.clock import duration, time_of_day, time_span, weekday, weekday_short
from zorgarrangeur_tui.domain.presence_overlay import able
from zorgarrangeur_tui.domain.presence_values import (
    HALF_HOUR,
    AskedInSlot,
    Balance,
    OverlayDay,
    RoomUse,
    SlotLoad,
)
from zorgarrangeur_tui.domain.words import short_word, word

BALANCE_SIGNS = {Balance.NOTHING: "", Balance.SHORT: "!", Balance.ENOUGH: "=", Balance.SPARE: "+"}
"""What stands before the minutes: too little, enough, or more than is asked."""

_ROOM_SIGNS = {RoomUse.FREE: "", RoomUse.FULL: "vol", RoomUse.OVER: "te vol!"}
_TIME = Column("Tijd", 5, right=True)
_CELL = 8
_HERE = "›"
"""What stands before the day under the cursor."""


class Layer(StrEnum):
    """What the cells show."""

    BOTH = "both"
    ASKED = "asked"
    PRESENT = "present"
    ROOMS = "rooms"


_LAYER_WORDS = {
    Layer.BOTH: "vraag en aanwezig",
    Layer.ASKED: "vraag",
    Layer.PRESENT: "aanwezig",
    Layer.ROOMS: "ruimtes",
}
_LEGENDS = {
    Layer.BOTH: "minuten gevraagd/aanwezig: ! te weinig  = genoeg  + tijd over",
    Layer.ASKED: "leerlingen en minuten zorg die op dat moment gevraagd worden",
    Layer.PRESENT: "professionals die er zijn, en hun minuten",
    Layer.ROOMS: "bezoeken tegelijk van het aantal ruimtes",
}
_NEXT_LAYER = {
    Layer.BOTH: Layer.ASKED,
    Layer.ASKED: Layer.PRESENT,
    Layer.PRESENT: Layer.ROOMS,
    Layer.ROOMS: Layer.BOTH,
}


def next_layer(layer: Layer) -> Layer:
    """Return what is shown after a layer."""
    return _NEXT_LAYER[layer]


def heading(page: PresencePage, layer: Layer, width: int) -> str:
    """Return the top line, exactly `width` cells: the name gives way to what is shown."""
    kind = f", {short_word(page.kind, CareKind)}" if page.kind and layer is not Layer.ROOMS else ""
    state = f" · {page.words} · {_LAYER_WORDS[layer]}{kind}"
    name = f" {page.school.name}"
    return fitted(fitted(name, min(cell_len(name), max(0, width - cell_len(state)))) + state, width)


def legend(layer: Layer) -> str:
    """Return what the numbers and signs in the cells mean."""
    return f" {_LEGENDS[layer]}"


def columns(page: PresencePage, day_at_cursor: int) -> tuple[Column, ...]:
    """Return the columns: the time, and each day; the day under the cursor carries a sign."""
    days = page.overlay.days
    titles = [f"{_HERE if number == day_at_cursor else ' '}{_day_title(day)}" for number, day in enumerate(days)]
    return (_TIME, *(Column(title, _CELL, weight=1) for title in titles))


def slot_rows(page: PresencePage, layer: Layer, day_at_cursor: int) -> list[Row]:
    """Return a line per half hour; one in which something is short or too full on some day has a warning."""
    rows = []
    for start in page.overlay.starts:
        slots = [page.overlay.slots.get((day.day.weekday(), start)) for day in page.overlay.days]
        cells = [
            f"{_HERE if number == day_at_cursor else ' '}{'' if slot is None else cell(slot, layer)}"
            for number, slot in enumerate(slots)
        ]
        wrong = any(slot is not None and _is_wrong(slot, layer) for slot in slots)
        rows.append(Row(str(start), (time_of_day(start), *cells), ("warning",) if wrong else ()))
    return rows


def cell(slot: SlotLoad, layer: Layer) -> str:
    """Return a half hour in a few cells."""
    match layer:
        case Layer.BOTH:
            if slot.balance is Balance.NOTHING:
                return ""
            return f"{BALANCE_SIGNS[slot.balance]}{slot.asked}/{slot.present_minutes}"
        case Layer.ASKED:
            return f"{slot.pupils}: {slot.asked}m" if slot.needs else ""
        case Layer.PRESENT:
            return f"{len(slot.present)}: {slot.present_minutes}m" if slot.present else ""
        case Layer.ROOMS:
            rooms = "" if slot.rooms is None else f"/{slot.rooms}"
            return f"{slot.rooms_used}{rooms} {_ROOM_SIGNS[slot.room_use]}".rstrip() if slot.rooms_used else ""


def slot_sections(page: PresencePage, day: OverlayDay, start: int) -> list[Section]:
    """Return the half hour under the cursor in words: what is asked and not planned, who is there, and the rooms."""
    slot = page.overlay.slots.get((day.day.weekday(), start)) or SlotLoad(day.day, start)
    when = f"{weekday(day.day.weekday()).capitalize()} {time_span(start, HALF_HOUR)}"
    if day.closed:
        return [Section(when, (), ("De school is deze dag dicht: er wordt niets gevraagd.",))]
    sections = [Section(when, _balance_lines(slot), _on_call(page, slot))]
    unmet = [one for one in slot.needs if one.visit is None]
    met = [one for one in slot.needs if one.visit is not None]
    if unmet:
        sections.append(
            Section(f"! Nog niet ingepland ({len(unmet)})", [_unmet_line(page, slot, one) for one in unmet])
        )
    if met:
        sections.append(Section(f"Ingepland ({len(met)})", [_met_line(page, one) for one in met]))
    sections.append(Section("Wie er is", *_there(page, slot)))
    return sections


def week_sections(page: PresencePage) -> list[Section]:
    """Return the week in words: where it is short or full, and what may be given at any time."""
    slots = [slot for _, slot in sorted(page.overlay.slots.items())]
    lines = [
        ("Vrije zorg", f"{duration(page.overlay.free_minutes)}; in bezoeken {duration(page.overlay.free_planned)}"),
        ("Tijd over", duration(page.overlay.spare)),
    ]
    if page.overlay.on_call:
        lines.append(("Op afroep", f"{len(page.overlay.on_call)} zorgbehoeften"))
    missed: dict[str, int] = {}
    for visit in page.missed:
        missed[page.person_name(visit.professional_id)] = missed.get(page.person_name(visit.professional_id), 0) + 1
    lines += [("! Afwezig", f"{name}: {_visits(count)} zonder vervanger") for name, count in missed.items()]
    short = _moments([slot for slot in slots if slot.balance is Balance.SHORT])
    full = _moments([slot for slot in slots if slot.room_use is not RoomUse.FREE])
    rooms = page.school.room_count
    told = "aantal niet bekend" if rooms is None else f"{rooms}"
    return [
        Section("Deze week", [*lines, ("Ruimtes", told)]),
        Section("! Te weinig" if short else "Te weinig", (), (short or "Nergens.",)),
        Section("! Ruimtes vol" if full else "Ruimtes vol", (), (full or "Nergens.",)),
    ]


def _balance_lines(slot: SlotLoad) -> list[tuple[str, str]]:
    told = {
        Balance.NOTHING: "niets gevraagd, niemand aanwezig",
        Balance.SHORT: f"! te weinig: {duration(slot.short)}",
        Balance.ENOUGH: "= genoeg",
        Balance.SPARE: f"+ tijd over: {duration(slot.spare)}",
    }
    lines = [
        ("Gevraagd", f"{duration(slot.asked)}, {_pupils(slot.pupils)}"),
        ("Aanwezig", duration(slot.present_minutes) + (f", {slot.taken} min andere zorg" if slot.taken else "")),
        ("Samen", told[slot.balance]),
    ]
    rooms = "" if slot.rooms is None else f" van {slot.rooms}"
    lines.append(("Ruimtes", f"{slot.rooms_used}{rooms} {_ROOM_SIGNS[slot.room_use]}".rstrip()))
    return lines


def _unmet_line(page: PresencePage, slot: SlotLoad, one: AskedInSlot) -> tuple[str, str]:
    could = [person.called for person in able(slot, one.asked.need, page.people)]
    who = f"kan: {', '.join(could)}" if could else "niemand die er dan is, geeft dit"
    return _asked_words(page, one), f"{time_span(one.span[0], one.span[1] - one.span[0])}; {who}"


def _met_line(page: PresencePage, one: AskedInSlot) -> tuple[str, str]:
    assert one.visit is not None, "only what is planned comes here"
    return _asked_words(
        page, one
    ), f"{time_of_day(one.visit.start_minute)} {page.person_name(one.visit.professional_id)}"


def _asked_words(page: PresencePage, one: AskedInSlot) -> str:
    return f"{short_word(one.asked.need.kind, CareKind)} {page.child_name(one.asked.need.pupil_id)}"


def _there(page: PresencePage, slot: SlotLoad) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Return who is there with what it gives; a sentence when nobody is."""
    lines = []
    for key, minutes in slot.present:
        person = page.people.get(key)
        skills = sorted(person.skills or ()) if person else []
        gives = " ".join(short_word(skill, CareKind) for skill in skills) or "geeft niets dat bekend is"
        lines.append((page.person_name(key), f"{minutes} min; {gives}"))
    return lines, () if lines else ("Niemand.",)


def _on_call(page: PresencePage, slot: SlotLoad) -> tuple[str, ...]:
    """Return for which care on call nobody is there who gives it."""
    missing = [one for one in page.overlay.on_call if not able(slot, one.need, page.people)]
    named = dict.fromkeys(f"{word(one.need.kind, CareKind)} ({page.child_name(one.need.pupil_id)})" for one in missing)
    return (f"Op afroep, en niemand die er is geeft dit: {', '.join(named)}.",) if named else ()


def _is_wrong(slot: SlotLoad, layer: Layer) -> bool:
    if layer is Layer.ROOMS:
        return slot.room_use is RoomUse.OVER
    return layer is Layer.BOTH and slot.balance is Balance.SHORT


def _moments(slots: list[SlotLoad]) -> str:
    """Return half hours as times per day, joined where they follow each other: "ma 9:00-10:30, 12:00-12:30; wo 9:00-9:30"."""
    days: dict[int, list[list[int]]] = {}
    for slot in slots:
        spans = days.setdefault(slot.day.weekday(), [])
        if spans and spans[-1][1] == slot.start:
            spans[-1][1] = slot.end
        else:
            spans.append([slot.start, slot.end])
    return "; ".join(
        f"{weekday_short(day)} {', '.join(time_span(first, end - first) for first, end in spans)}"
        for day, spans in days.items()
    )


def _visits(count: int) -> str:
    return "1 bezoek" if count == 1 else f"{count} bezoeken"


def _pupils(count: int) -> str:
    return "1 leerling" if count == 1 else f"{count} leerlingen"


def _day_title(day: OverlayDay) -> str:
    short = f"{weekday_short(day.day.weekday())} {day.day.day}"
    return f"{short} dicht" if day.closed else short
