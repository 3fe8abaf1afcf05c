"""One case in words, for the preview beside the list and for the screen of the case."""

from __future__ import annotations

from collections.abc import Mapping

from storage.clock import local_date
from storage.models import CareNeed, Pupil, Record
from storage.models.codes import ArrangementForm, CareForm, CareKind, CountsAsCare, MomentRule, Phase
from storage.store import Store
from widgets.detail_view import Section
from zorgarrangeur_tui.desk.board import school_care
from zorgarrangeur_tui.desk.cases import CaseFile
from zorgarrangeur_tui.desk.hand_over import handed_over
from zorgarrangeur_tui.desk.hand_over_words import standing_sentence
from zorgarrangeur_tui.domain.clock import duration, dutch_date, time_of_day, weekday_short
from zorgarrangeur_tui.domain.coverage import NeedCoverage
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.phases import phase_help
from zorgarrangeur_tui.domain.references import case_reference, case_title
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.field_notations import NOTATIONS
from zorgarrangeur_tui.keys.act_text import ActText

_HIDDEN_NAME = ActText("verborgen", "; {screens.case_child_acts.ShowName} toont hem")


def coverage_of(store: Store, file: CaseFile) -> dict[str, NeedCoverage]:
    """Return how far each need of a case is covered by the visits at its school."""
    if file.school is None or file.school.deleted:
        return {}
    return {one.need.id: one for one in school_care(store, file.school.id).covered}


def case_sections(store: Store, file: CaseFile) -> list[Section]:
    """Return a case as sections to read: the question, then each child with what it needs."""
    case = file.case
    lines = [
        ("Kenmerk", case_reference(case.id)),
        ("Bij", file.place),
        ("Fase", word(case.phase, Phase)),
        ("Vorm", word(case.arrangement_form, ArrangementForm)),
        ("Volgende stap", case.next_action),
        ("Termijn", dutch_date(case.deadline) if case.deadline else ""),
        *_filled("case", case, _CASE_EXTRA),
    ]
    help_text = phase_help(case.phase, local_date(store.clock))
    if help_text is not None:
        lines += [("In deze fase vastleggen", help_text.written_down), ("Gaat naar", help_text.handed_to)]
    covered = coverage_of(store, file)
    told = handed_over(store, case.id) if case.owner not in {"", store.identity.card.fingerprint} else None
    if told is not None:
        lines.insert(0, ("! Overdracht", standing_sentence(told)))
    sections = [Section(case_title(case.title), lines, (case.note,) if case.note else ())]
    sections += [
        Section(pupil.pseudonym, [_need_line(need, covered) for need in file.needs_of(pupil.id)])
        for pupil in file.pupils
    ]
    shared = [_need_line(need, covered) for need in file.needs_of("")]
    if shared:
        sections.append(Section("Groep of school", shared))
    return sections


def pupil_sections(
    pupil: Pupil, names: Mapping[str, str], says: tuple[str, ...] = (), *, with_name: bool
) -> list[Section]:
    """Return a child in words; the name only when asked for.

    Args:
        pupil: the child.
        names: what records are called that it points at, by id.
        says: what the rules say about it, such as who pays.
        with_name: whether its name is shown.
    """
    lines = [
        ("Geboortejaar", str(pupil.birth_year or "")),
        ("Woongemeente", pupil.municipality),
        ("Groep", pupil.group_name),
        ("EMB", "ja" if pupil.profound_multiple_disability else "nee"),
        *_filled("pupil", pupil, _PUPIL_EXTRA, names),
    ]
    if pupil.name:
        lines.insert(0, ("Naam", pupil.name if with_name else _HIDDEN_NAME))
    return [Section(pupil.pseudonym, lines, (*says, *([pupil.note] if pupil.note else [])))]


def need_sections(
    need: CareNeed,
    covered: NeedCoverage | None,
    says: tuple[str, ...] = (),
    names: Mapping[str, str] | None = None,
) -> list[Section]:
    """Return a need in words: what is needed first, and what the rules say about it last."""
    group = f", hoogstens {need.group_size} leerlingen" if need.group_size else ""
    lines = [
        ("Nodig", f"{duration(need.minutes_needed)} per week"),
        ("Gepland", f"{duration(covered.covered // 2)} per week" if covered else ""),
        ("Nog niet gedekt", f"{duration(covered.uncovered_per_week)} per week" if covered else ""),
        ("Vorm", word(need.form, CareForm) + group),
        ("Moment", moment(need)),
        ("Voorbehouden handeling", "ja" if need.reserved_act else "nee"),
        (
            "Telt als zorg",
            word(need.counts_as_care, CountsAsCare) + (f": {need.counts_reason}" if need.counts_reason else ""),
        ),
        ("Toegekend", f"{duration(need.minutes_granted)} per week" if need.minutes_granted is not None else ""),
        ("Afgesproken", f"{duration(need.minutes_agreed)} per week" if need.minutes_agreed is not None else ""),
        *_filled("care_need", need, _NEED_EXTRA, names or {}),
    ]
    return [Section(word(need.kind, CareKind), lines, (*says, *([need.note] if need.note else [])))]


def moment(need: CareNeed) -> str:
    """Return when a need asks for care, such as "Vast moment, ma wo om 12:00"."""
    days = " ".join(weekday_short(day) for day in need.moment_weekdays)
    text = word(need.moment_rule, MomentRule) + (f", {days}" if days else "")
    if need.moment_start is not None:
        text += f" {'van' if need.moment_end is not None else 'om'} {time_of_day(need.moment_start)}"
    if need.moment_end is not None:
        text += f" tot {time_of_day(need.moment_end)}"
    return text


_CASE_EXTRA = (
    "phase_reason", "themes", "responsible", "quality_owner", "referred_by", "expected_pupils", "opened_on", "closed_on",
    "handover",
)  # fmt: skip
_PUPIL_EXTRA = (
    "birth_month", "enrolment", "enrolled_school_id", "place_wanted", "admission_category", "admission_until",
    "plan_review_on", "plan_agreed_on", "plan_heard_on", "outflow_profile", "attendance", "care_coordinator",
    "regular_school_gap",
)  # fmt: skip
_NEED_EXTRA = (
    "setting", "minutes_planned", "minutes_realised", "minutes_declared", "provider_id", "starts_on", "ends_on",
)  # fmt: skip
"""Fields that are shown only when there is something in them."""


def _filled(
    record_type: str, record: Record, fields: tuple[str, ...], names: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    lines = []
    for field in fields:
        value = getattr(record, field)
        if value in (None, "", [], "unknown"):
            continue
        notation = NOTATIONS.get((record_type, field))
        if field.endswith("_id"):
            text = (names or {}).get(value, "(niet meer bekend)")
        else:
            text = notation.written(value) if notation else value_word(record_type, field, value)
        lines.append((field_word(record_type, field), text))
    return lines


def _need_line(need: CareNeed, covered: dict[str, NeedCoverage]) -> tuple[str, str]:
    state = covered.get(need.id)
    text = f"{duration(need.minutes_needed)} p/w"
    if state is not None:
        text += ", gedekt" if not state.uncovered else f", ! {duration(state.uncovered_per_week)} niet gedekt"
    return word(need.kind, CareKind), text
