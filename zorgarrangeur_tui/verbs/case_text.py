"""One case with all that is in it, for reading and as values. Names of children only when they were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from storage.models import CareNeed, NoteItem, Pupil, Record
from storage.models.codes import ArrangementForm, CareForm, CareKind, MomentRule, Phase
from zorgarrangeur_tui.desk.cases import CaseFile
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD
from zorgarrangeur_tui.domain.clock import duration, dutch_date, time_of_day, weekday
from zorgarrangeur_tui.domain.part_lines import part_line
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import RECORD_WORDS, word
from zorgarrangeur_tui.verbs.finding import ID_SHOWN
from zorgarrangeur_tui.verbs.listings import WHOLE_GROUP
from zorgarrangeur_tui.verbs.value_text import HIDDEN


def part_lines(
    file: CaseFile, parts: Mapping[str, list[Record]], called: Mapping[str, str], today: date, *, names: bool
) -> list[str]:
    """Return what else belongs to a case as Dutch lines, by kind; the family's own words are no part of them."""
    pseudonyms = {pupil.id: pupil.pseudonym for pupil in file.pupils}
    lines = []
    for record_type, records in parts.items():
        if records:
            lines.append(f"  {RECORD_WORDS[record_type].plural[:1].upper()}{RECORD_WORDS[record_type].plural[1:]}:")
        for record in records:
            line = part_line(record, today, called)
            if isinstance(record, NoteItem) and record.pupil_id and not names:
                line = replace(line, what=HIDDEN)
            pseudonym = pseudonyms.get(getattr(record, "pupil_id", ""), "")
            words = [
                f"{pseudonym}: {line.what.strip()}" if pseudonym else line.what.strip(),
                line.state,
                line.amount,
                line.when,
            ]
            lines.append(f"    {record.id[:ID_SHOWN]}  {'; '.join(filter(None, words))}{' (!)' if line.late else ''}")
    return lines


def part_values(parts: Mapping[str, list[Record]], *, names: bool) -> dict[str, list[dict[str, Any]]]:
    """Return what else belongs to a case as values for JSON, by kind."""
    return {
        record_type: [
            {
                field: value
                for field, value in record.model_dump().items()
                if field not in {"owner", "deleted", "case_id"} and (names or (record_type, field) not in ABOUT_A_CHILD)
            }
            for record in records
        ]
        for record_type, records in parts.items()
        if records
    }


def case_lines(file: CaseFile, *, names: bool) -> list[str]:
    """Return a case as Dutch lines."""
    case = file.case
    lines = [f"{case_reference(case.id)}  {case.title}", f"  Plaats: {file.place or '(onbekend)'}"]
    lines.append(f"  Fase: {word(case.phase, Phase)}; {word(case.arrangement_form, ArrangementForm)}")
    if case.next_action or case.deadline:
        until = f", uiterlijk op {dutch_date(case.deadline)}" if case.deadline else ""
        lines.append(f"  Volgende actie: {case.next_action or '(niet opgeschreven)'}{until}")
    if case.note:
        lines.append(f"  Notitie: {case.note}")
    for pupil in file.pupils:
        lines += _pupil_lines(pupil, names=names)
        lines += [_need_line(need, names=names) for need in file.needs_of(pupil.id)]
    shared = file.needs_of("")
    if shared:
        lines += [f"  Voor de {WHOLE_GROUP}:", *(_need_line(need, names=True) for need in shared)]
    if not file.pupils and not shared:
        lines.append("  Er zijn nog geen leerlingen en zorgbehoeften.")
    return lines


def case_values(file: CaseFile, *, names: bool) -> dict[str, Any]:
    """Return a case as values for JSON."""
    case = file.case
    return {
        "id": case.id,
        "reference": case_reference(case.id),
        "title": case.title,
        "phase": case.phase,
        "arrangement_form": case.arrangement_form,
        "themes": case.themes,
        "school": {"site_code": file.school.site_code, "name": file.school.name} if file.school else None,
        "care_location": {"id": file.care_location.id, "name": file.care_location.name} if file.care_location else None,
        "next_action": case.next_action,
        "opened_on": case.opened_on,
        "deadline": case.deadline,
        "phase_reason": case.phase_reason,
        "responsible": case.responsible,
        "quality_owner": case.quality_owner,
        "referred_by": case.referred_by,
        "expected_pupils": case.expected_pupils,
        "handover": case.handover,
        "closed_on": case.closed_on,
        "note": case.note,
        "pupils": [_pupil_values(pupil, names=names) for pupil in file.pupils],
        "needs": [_need_values(need, names=names) for need in file.needs],
    }


def _pupil_lines(pupil: Pupil, *, names: bool) -> list[str]:
    facts = [
        f"groep {pupil.group_name}" if pupil.group_name else "",
        f"geboren in {pupil.birth_year}" if pupil.birth_year else "",
        f"woont in {pupil.municipality}" if pupil.municipality else "",
        "EMB" if pupil.profound_multiple_disability else "",
    ]
    known = ", ".join(filter(None, facts))
    name = f" = {pupil.name}" if names and pupil.name else ""
    lines = [f"  {pupil.pseudonym}{name} ({pupil.id[:ID_SHOWN]}){f': {known}' if known else ''}"]
    if names and pupil.note:
        lines.append(f"    Notitie: {pupil.note}")
    return lines


def _need_line(need: CareNeed, *, names: bool) -> str:
    form = " in een groep" if need.form == CareForm.GROUP else ""
    act = ", met een voorbehouden handeling" if need.reserved_act else ""
    note = f" – {need.note}" if names and need.note else ""
    return (
        f"    {need.id[:ID_SHOWN]}  {word(need.kind, CareKind)}{form}, {duration(need.minutes_needed)} per week, "
        f"{_moment(need)}{act}{note}"
    )


def _moment(need: CareNeed) -> str:
    start, end = (time_of_day(minute) if minute is not None else "?" for minute in (need.moment_start, need.moment_end))
    when = {
        MomentRule.FIXED.value: f"om {start}",
        MomentRule.WINDOW.value: f"tussen {start} en {end}",
    }.get(need.moment_rule, word(need.moment_rule, MomentRule).lower())
    days = ", ".join(weekday(day) for day in need.moment_weekdays)
    return f"{when} op {days}" if days else when


def _pupil_values(pupil: Pupil, *, names: bool) -> dict[str, Any]:
    return {
        "id": pupil.id,
        "pseudonym": pupil.pseudonym,
        "group_name": pupil.group_name,
        "birth_year": pupil.birth_year,
        "municipality": pupil.municipality,
        "profound_multiple_disability": pupil.profound_multiple_disability,
        "birth_month": pupil.birth_month,
        "enrolment": pupil.enrolment,
        "admission_category": pupil.admission_category,
        "admission_until": pupil.admission_until,
        "plan_review_on": pupil.plan_review_on,
        **({"name": pupil.name, "note": pupil.note} if names else {}),
    }


def _need_values(need: CareNeed, *, names: bool) -> dict[str, Any]:
    return {
        "id": need.id,
        "pupil": need.pupil_id or None,
        "kind": need.kind,
        "form": need.form,
        "group_size": need.group_size,
        "minutes_needed": need.minutes_needed,
        "minutes_granted": need.minutes_granted,
        "minutes_agreed": need.minutes_agreed,
        "minutes_planned": need.minutes_planned,
        "minutes_realised": need.minutes_realised,
        "minutes_declared": need.minutes_declared,
        "moment_rule": need.moment_rule,
        "moment_weekdays": need.moment_weekdays,
        "moment_start": need.moment_start,
        "moment_end": need.moment_end,
        "reserved_act": need.reserved_act,
        "counts_as_care": need.counts_as_care,
        "starts_on": need.starts_on,
        "ends_on": need.ends_on,
        **({"note": need.note} if names or not need.pupil_id else {}),
    }
