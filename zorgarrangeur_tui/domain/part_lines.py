"""One line per thing that belongs to a case, for lists: what it is, how it stands, how much, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.models import (
    Action,
    Agreement,
    Barrier,
    CaseParty,
    Childcare,
    Consent,
    EmbCheck,
    Entitlement,
    Exemption,
    FamilyView,
    NoteItem,
    OutOfSchool,
    OzaDeviation,
    Placement,
    Provision,
    QualityCheck,
    Record,
    ReducedTime,
    Residence,
    Review,
    ScaleEvent,
    VisitNote,
)
from storage.models.casework_codes import (
    AgreementLevel,
    CheckState,
    DeliveryForm,
    DeviationKind,
    ExemptionGround,
    NoteItemKind,
    PartyDecision,
    PartyKind,
    PlacementState,
    ProvisionKind,
    ResidenceKind,
    ReviewDecision,
    ScaleDirection,
    TitleState,
)
from storage.models.codes import Law
from zorgarrangeur_tui.domain.clock import duration, dutch_date_short, time_of_day
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.words import word


@dataclass(frozen=True, slots=True)
class PartLine:
    """What a list says about one record.

    Attributes:
        what: what it is.
        state: how it stands.
        amount: how much.
        when: from, until or by when.
        late: whether its day has passed while it is not done.
    """

    what: str
    state: str = ""
    amount: str = ""
    when: str = ""
    late: bool = False


def part_line(record: Record, today: date, names: Mapping[str, str]) -> PartLine:
    """Return the line of a record that belongs to a case.

    Args:
        record: any type of `storage.models.CASE_PARTS` but a pupil or a need.
        today: the day on which it is read.
        names: what records are called that this one points at, by id.
    """
    return _LINES[type(record)](record, today, names)


def period(starts_on: date | None, ends_on: date | None, today: date) -> str:
    """Return the day of a period that matters now: "vanaf 1-9-2026" before it begins or without an end, else "t/m 3-3-2027".

    Both days do not fit beside each other in a list; where a record is read in full, both are there.
    """
    if ends_on and (starts_on is None or starts_on <= today):
        return f"t/m {dutch_date_short(ends_on)}"
    return f"vanaf {dutch_date_short(starts_on)}" if starts_on else ""


def _weekly(minutes: int | None) -> str:
    return "" if minutes is None else f"{duration(minutes)} p/w"


def _day(day: date | None, before: str = "") -> str:
    return f"{before}{dutch_date_short(day)}" if day else ""


def _passed(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _residence(one: Residence, today: date, _names: Mapping[str, str]) -> PartLine:
    where = one.municipality or (f"onbekend (vraag uit {one.need_arose_in})" if one.need_arose_in else "onbekend")
    return PartLine(f"Woont in {where}", word(one.kind, ResidenceKind), "", period(one.starts_on, one.ends_on, today))


def _entitlement(one: Entitlement, today: date, names: Mapping[str, str]) -> PartLine:
    law = word(one.law, Law) if one.law else "Zonder wet"
    about = f" voor {names[one.need_id].lower()}" if one.need_id in names else ""
    late = one.state == TitleState.PRESENT and _passed(one.ends_on, today)
    form = word(one.delivery_form, DeliveryForm)
    return PartLine(
        f"{law}{about}",
        "Verlopen" if late else f"{word(one.state, TitleState)}, {form}",
        _weekly(one.minutes_granted),
        period(one.starts_on, one.ends_on, today),
        late or one.state in (TitleState.MISSING, TitleState.REFUSED),
    )


def _case_party(one: CaseParty, today: date, _names: Mapping[str, str]) -> PartLine:
    still = one.decision == PartyDecision.OPEN
    when = _day(one.answer_by, "voor ") if still else _day(one.decided_on)
    return PartLine(
        f"{one.name or word(one.kind, PartyKind)}",
        word(one.decision, PartyDecision),
        word(one.kind, PartyKind),
        when,
        still and _passed(one.answer_by, today),
    )


def _agreement(one: Agreement, today: date, _names: Mapping[str, str]) -> PartLine:
    binding = "bindend" if one.binding else "niet bindend"
    amount = _weekly(one.minutes_per_week) or ("" if one.budget_cents is None else euros(one.budget_cents))
    late = _passed(one.ends_on, today)
    return PartLine(
        one.title,
        f"{word(one.level, AgreementLevel)}, {binding}",
        amount,
        period(one.starts_on, one.ends_on, today),
        late,
    )


def _review(one: Review, today: date, _names: Mapping[str, str]) -> PartLine:
    state = word(one.decision, ReviewDecision) if one.held_on else "Nog te houden"
    amount = "" if one.satisfaction is None else f"cijfer {one.satisfaction}"
    when = _day(one.held_on) or _day(one.due_on, "voor ")
    return PartLine("Evaluatie", state, amount, when, one.held_on is None and _passed(one.due_on, today))


def _visit_note(one: VisitNote, _today: date, names: Mapping[str, str]) -> PartLine:
    where = names.get(one.school_id) or names.get(one.care_location_id, "")
    start = "" if one.start_minute is None else f" {time_of_day(one.start_minute)}"
    return PartLine(
        f"Bezoek{': ' + one.purpose if one.purpose else ''}", ", ".join(one.present), where, f"{_day(one.day)}{start}"
    )


def _note_item(one: NoteItem, _today: date, _names: Mapping[str, str]) -> PartLine:
    group = f"{one.group_name}: " if one.group_name else ""
    return PartLine(f"  {group}{one.text}", word(one.kind, NoteItemKind), "mag gedeeld" if one.shareable else "", "")


def _action(one: Action, today: date, _names: Mapping[str, str]) -> PartLine:
    when = _day(one.done_on, "gedaan ") or _day(one.due_on, "voor ")
    state = "Gedaan" if one.done_on else "Open"
    plan = "plan van aanpak" if one.in_plan else ""
    return PartLine(f"{one.what}", f"{state}{': ' + one.who if one.who else ''}", plan, when,
                    one.done_on is None and _passed(one.due_on, today))  # fmt: skip


def _family_view(one: FamilyView, _today: date, _names: Mapping[str, str]) -> PartLine:
    burden = "" if one.burden is None else f"last {one.burden}/10"
    limits = "wil iets niet delen" if one.do_not_share else ""
    return PartLine("Verhaal van de ouders", limits, burden, _day(one.spoken_on))


def _consent(one: Consent, today: date, _names: Mapping[str, str]) -> PartLine:
    if one.withdrawn_on is not None and one.withdrawn_on <= today:
        return PartLine(f"Toestemming: {one.purpose}", "Ingetrokken", ", ".join(one.recipients), _day(one.withdrawn_on))
    late = _passed(one.ends_on, today)
    return PartLine(
        f"Toestemming: {one.purpose}",
        "Verlopen" if late else "Gegeven" if one.given_on else "Nog niet gegeven",
        ", ".join(one.recipients),
        period(one.given_on, one.ends_on, today),
        late,
    )


def _childcare(one: Childcare, today: date, _names: Mapping[str, str]) -> PartLine:
    return PartLine(f"Opvang: {one.name}", "", "", period(one.starts_on, one.ends_on, today))


def _exemption(one: Exemption, today: date, _names: Mapping[str, str]) -> PartLine:
    late = _passed(one.ends_on, today)
    return PartLine(
        f"Vrijstelling {word(one.ground, ExemptionGround)}",
        "Afgelopen" if late else "Loopt",
        "",
        period(one.starts_on, one.ends_on, today),
    )


def _out_of_school(one: OutOfSchool, today: date, _names: Mapping[str, str]) -> PartLine:
    if one.ended_on:
        return PartLine("Thuiszitter", "Geëindigd", _weekly(one.attended_after), _day(one.ended_on))
    when = _day(one.target_on, "terug ") or _day(one.starts_on, "sinds ")
    return PartLine("Thuiszitter", one.blocker or "Geen reden bekend", _weekly(one.programme_minutes), when,
                    _passed(one.target_on, today))  # fmt: skip


def _reduced_time(one: ReducedTime, today: date, _names: Mapping[str, str]) -> PartLine:
    late = _passed(one.ends_on, today)
    state = "Afgelopen" if late else "Toegestaan" if one.permitted_on else "Nog geen instemming"
    return PartLine(
        "Kortere onderwijstijd", state, _weekly(one.minutes_per_week), period(one.starts_on, one.ends_on, today),
        not late and one.permitted_on is None,
    )  # fmt: skip


def _oza_deviation(one: OzaDeviation, today: date, _names: Mapping[str, str]) -> PartLine:
    late = _passed(one.ends_on, today)
    state = "Afgelopen" if late else "Onderbouwd" if one.evidence else "Nog niet onderbouwd"
    what = f"OZA wijkt af in {word(one.kind, DeviationKind).lower()}: {one.what}"
    return PartLine(what, state, "", period(one.starts_on, one.ends_on, today), not one.evidence and not late)


def _emb_check(one: EmbCheck, _today: date, _names: Mapping[str, str]) -> PartLine:
    amount = "" if one.granted_cents is None else euros(one.granted_cents)
    state = "Toegekend" if one.granted_cents else "Aangevraagd" if one.requested_on else "Nog niet aangevraagd"
    return PartLine(f"EMB-toets voor {one.year or '?'}", state, amount, _day(one.checked_on))


def _scale_event(one: ScaleEvent, _today: date, names: Mapping[str, str]) -> PartLine:
    about = f" {names[one.need_id].lower()}" if one.need_id in names else ""
    minutes = ""
    if one.from_minutes is not None or one.to_minutes is not None:
        minutes = f"{_or_unknown(one.from_minutes)} naar {_or_unknown(one.to_minutes)}"
    elif one.to_rung is not None:
        minutes = f"trede {'?' if one.from_rung is None else one.from_rung} naar {one.to_rung}"
    return PartLine(f"{word(one.direction, ScaleDirection)}{about}: {one.cause}", "", minutes, _day(one.day, "per "))


def _or_unknown(minutes: int | None) -> str:
    return "?" if minutes is None else duration(minutes)


def _counted(number: int, singular: str, plural: str) -> str:
    return f"{number} {singular if number == 1 else plural}"


def _provision(one: Provision, today: date, names: Mapping[str, str]) -> PartLine:
    places = "" if one.places is None else _counted(one.places, "plek", "plekken")
    by = names.get(one.provider_id, "")
    return PartLine(
        f"{word(one.kind, ProvisionKind)} {one.name}", by, places, period(one.starts_on, one.ends_on, today)
    )


def _placement(one: Placement, today: date, names: Mapping[str, str]) -> PartLine:
    when = (
        _day(one.asked_on, "sinds ")
        if one.state == PlacementState.WAITING
        else period(one.starts_on, one.ends_on, today)
    )
    return PartLine(f"Plek in {names.get(one.provision_id, '?')}", word(one.state, PlacementState), "", when)


def _quality_check(one: QualityCheck, today: date, _names: Mapping[str, str]) -> PartLine:
    when = _day(one.review_on, "opnieuw ") or _day(one.checked_on)
    late = one.state == CheckState.NOT_MET or _passed(one.review_on, today)
    return PartLine(one.criterion, word(one.state, CheckState), one.responsible, when, late)


def _barrier(one: Barrier, _today: date, _names: Mapping[str, str]) -> PartLine:
    law = " ".join(filter(None, (one.law, one.article)))
    state = "Opgelost" if one.solved_on else f"Gemeld bij {one.reported_to}" if one.reported_to else "Nog niet gemeld"
    pupils = "" if one.pupils_hit is None else _counted(one.pupils_hit, "leerling", "leerlingen")
    return PartLine(f"{one.title}{f' ({law})' if law else ''}", state, pupils, _day(one.seen_on))


_LINES: dict[type[Record], Callable[[Any, date, Mapping[str, str]], PartLine]] = {
    Residence: _residence,
    Entitlement: _entitlement,
    CaseParty: _case_party,
    Agreement: _agreement,
    Review: _review,
    VisitNote: _visit_note,
    NoteItem: _note_item,
    Action: _action,
    FamilyView: _family_view,
    Consent: _consent,
    Childcare: _childcare,
    Exemption: _exemption,
    OutOfSchool: _out_of_school,
    ReducedTime: _reduced_time,
    OzaDeviation: _oza_deviation,
    EmbCheck: _emb_check,
    ScaleEvent: _scale_event,
    Provision: _provision,
    Placement: _placement,
    QualityCheck: _quality_check,
    Barrier: _barrier,
}
