"""From a child and all that belongs to it to the letter for its parents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from storage.audit import Action
from storage.clock import local_date
from storage.errors import RecordMissing
from storage.field_values import field_names
from storage.log_reading import rows_about
from storage.models import PUPIL_PARTS, RECORD_TYPES, TYPE_NAMES, CareNeed, Case, Pupil, Record, School
from storage.models.casework_codes import AdmissionCategory, CareSetting, ConsentCapacity, OutflowProfile
from storage.models.codes import CareForm, CareKind, CountsAsCare, MomentRule, Role
from storage.store import Store
from zorgarrangeur_tui.desk.access_log import LogReader, local_day
from zorgarrangeur_tui.desk.consents import ConsentLine, ages_of, consent_lines
from zorgarrangeur_tui.desk.exports import failed_exports
from zorgarrangeur_tui.desk.family import do_not_share, family_views
from zorgarrangeur_tui.desk.received import received
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.desk.report_values import visits_for_needs
from zorgarrangeur_tui.desk.schools import place_name
from zorgarrangeur_tui.domain.availability import availability_text
from zorgarrangeur_tui.domain.clock import MONTHS, duration, dutch_date
from zorgarrangeur_tui.domain.consent_rules import ConsentState
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.parent_words import PART_TITLES, care_explained, data_explained, field_title
from zorgarrangeur_tui.domain.pot_shares import shares_text
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.retention import rule_named
from zorgarrangeur_tui.domain.value_words import value_word
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.reports.parent_letter import Fact, LetterConsent, ParentLetter, Seen, Shared

_DECIDES_ITSELF = 16
_OWN_PART = frozenset({"care_need", "family_view", "consent"})
_NOT_FOR_READERS = frozenset({"owner", "deleted", "pseudonym"})
_WINDOWS = frozenset({"attendance", "windows"})
_SAYS_NOTHING: dict[tuple[str, str], tuple[str, ...]] = {
    ("pupil", "admission_category"): (AdmissionCategory.NONE,),
    ("pupil", "outflow_profile"): (OutflowProfile.UNKNOWN,),
    ("care_need", "setting"): (CareSetting.UNKNOWN,),
    ("care_need", "moment_rule"): (MomentRule.FREE,),
    ("care_need", "counts_as_care"): (CountsAsCare.YES,),
}
"""Values that only say that nothing special was filled in."""

_LOOKS = frozenset({Action.READ, Action.CREATE, Action.CHANGE, Action.DECIDE, Action.IMPORT})


def letter_for_parents(store: Store, pupil_id: str) -> ParentLetter:
    """Return what is recorded about a child, for its parents.

    What a child of 16 or older told itself is left out: that is for the child. A note on the case is never in it: it may be
    about another child.

    Raises:
        RecordMissing: when the child is not there.
    """
    pupil = store.get(Pupil, pupil_id)
    today = local_date(store.clock)
    case = next(iter(living(store, Case, id=pupil.case_id)), None)
    needs = [need for need in living(store, CareNeed, pupil_id=pupil_id) if in_force(need, today)]
    own_choice = ages_of(pupil, today)[0] >= _DECIDES_ITSELF
    school = place_name(store, case.school_id, case.care_location_id) if case else ""
    return ParentLetter(
        child=pupil.name,
        pseudonym=pupil.pseudonym,
        school=school,
        case_number=case_reference(case.id) if case else "",
        question=case.title.rstrip(".?! ") if case else "",
        child_facts=_facts(pupil),
        needs=tuple((_need_title(need), _need_facts(need)) for need in needs),
        visits=visits_for_needs(store, {need.id for need in needs}),
        told=_told(store, pupil_id, with_child=not own_choice),
        not_shared=tuple(do_not_share(store, pupil_id)),
        own_choice=_own_choice_words() if own_choice else "",
        consents=tuple(map(_consent, consent_lines(store, pupil_id))),
        shared=_shared(store, pupil_id),
        seen=_seen(store, pupil_id),
        other=tuple(_other(store, pupil_id)),
        kept=_kept_words(today),
        sender=f"{store.identity.label}, {word(store.identity.card.role, Role).lower()}",
        call=_call_words(store, case, pupil, school),
    )


def pupil_of_case(store: Store, case_id: str, reference: str) -> Pupil:
    """Return the child of a case with this pseudonym or id; capitals make no difference.

    Raises:
        RecordMissing: when there is none in this case.
    """
    wanted = reference.strip().casefold()
    for pupil in living(store, Pupil, case_id=case_id):
        if wanted in {pupil.id, pupil.pseudonym.casefold()}:
            return pupil
    raise RecordMissing("In deze casus is geen leerling met deze schuilnaam. `zorgarrangeur show case` toont ze.")


def _own_choice_words() -> str:
    return (
        "Uw kind is 16 jaar of ouder. Dan geeft uw kind zelf toestemming, of niet. Lees deze brief samen. "
        "Wat uw kind ons zelf vertelde, staat er niet in: dat is voor uw kind."
    )


def _facts(record: Record, without: Collection[str] = ()) -> tuple[Fact, ...]:
    """Return every field that holds something that a reader can use: no ids, no box that nobody ticked, no "not known"."""
    record_type = TYPE_NAMES[type(record)]
    named = (
        (name, _value(record_type, name, getattr(record, name)))
        for name in field_names(type(record))
        if not name.endswith("_id") and name not in _NOT_FOR_READERS and name not in without
    )
    return tuple((field_title(record_type, name), value) for name, value in named if value)


def _value(record_type: str, field: str, value: Any) -> str:
    if value is False or value in _SAYS_NOTHING.get((record_type, field), ()):
        return ""
    if field in _WINDOWS and isinstance(value, list):
        return availability_text(value)
    if field == "shares" and isinstance(value, list):
        return shares_text(value)
    if field == "birth_month" and value in range(1, len(MONTHS) + 1):
        return MONTHS[value - 1]
    return value_word(record_type, field, value)


def _need_title(need: CareNeed) -> str:
    explained = care_explained(need.kind)
    return word(need.kind, CareKind) + (f": {explained}" if explained else "")


def _need_facts(need: CareNeed) -> tuple[Fact, ...]:
    group = f"in een groep van hoogstens {need.group_size}" if need.group_size else "in een groep"
    amounts = (
        ("Nodig", need.minutes_needed),
        ("Toegekend", need.minutes_granted),
        ("Afgesproken", need.minutes_agreed),
        ("Gegeven", need.minutes_realised),
    )
    facts = [
        *((name, f"{duration(minutes)} per week") for name, minutes in amounts if minutes),
        ("Hoe", group if need.form == CareForm.GROUP else "alleen voor uw kind"),
    ]
    shown = ("kind", "form", "group_size", "minutes_needed", "minutes_granted", "minutes_agreed", "minutes_realised")
    return (*facts, *_facts(need, shown))


def _told(store: Store, pupil_id: str, *, with_child: bool) -> tuple[tuple[Fact, ...], ...]:
    views = family_views(store, pupil_id)
    return tuple(
        _facts(view, ("do_not_share",)) for view in views if with_child or view.capacity != ConsentCapacity.PUPIL
    )


def _consent(line: ConsentLine) -> LetterConsent:
    consent = line.consent
    incomplete = f"{line.state_word}: " if line.standing.state is ConsentState.INCOMPLETE else ""
    given = [dutch_date(consent.given_on) if consent.given_on else "dag niet bekend", consent.given_by]
    return LetterConsent(
        data=data_explained(consent.categories),
        recipients=", ".join(consent.recipients),
        purpose=consent.purpose,
        given=", door ".join(filter(None, given)),
        standing=f"{incomplete}{line.standing.reason.split('. ')[0].rstrip('.')}.",
    )


def _shared(store: Store, pupil_id: str) -> tuple[Shared, ...]:
    """Return every bundle and every document with data of the child: what left the app."""
    bundles = [Shared(one.day, one.name, one.purpose) for one in received(store, pupil_id)]
    reader, failed = LogReader(store), failed_exports(store)
    documents = [
        Shared(day, f"een document, gemaakt door {reader.who(row)}", row.reason)
        for row in rows_about(store, pupil_id)
        if row.action in {Action.PRINT, Action.EXPORT} and "export=" in row.details and row.outcome == "ok"
        if row.details.split()[0] not in failed
        if (day := local_day(row.at)) is not None
    ]
    return tuple(sorted([*bundles, *documents], key=lambda one: one.day))


def _seen(store: Store, pupil_id: str) -> tuple[Seen, ...]:
    """Return who looked at the child's data or wrote in it, the most recent first."""
    reader = LogReader(store)
    days: dict[str, list[date]] = {}
    for row in rows_about(store, pupil_id):
        day = local_day(row.at)
        if row.action in _LOOKS and day is not None:
            days.setdefault(reader.who(row), []).append(day)
    seen = [Seen(who, len(found), max(found)) for who, found in days.items()]
    return tuple(sorted(seen, key=lambda one: (one.last, one.who), reverse=True))


def _other(store: Store, pupil_id: str) -> Iterable[tuple[str, tuple[Fact, ...]]]:
    """Yield everything else about the child, a block per record."""
    for kind in PUPIL_PARTS:
        if kind not in _OWN_PART:
            for record in living(store, RECORD_TYPES[kind], pupil_id=pupil_id):
                yield PART_TITLES.get(kind) or RECORD_WORDS[kind].heading, _facts(record)


def _kept_words(today: date) -> str:
    rule = rule_named("case_ended", today)
    return f"Wij bewaren dit niet langer dan nodig: {rule.term} nadat ons werk voor uw kind klaar is. Daarna wissen wij het."


def _call_words(store: Store, case: Case | None, pupil: Pupil, school: str) -> str:
    """Return whom to call: by role, so that nobody's private number is needed."""
    carrier = case.responsible if case and case.responsible else "de zorgarrangeur"
    people = dict.fromkeys(filter(None, (carrier, pupil.care_coordinator)))
    phone = next((one.phone for one in living(store, School, id=case.school_id) if one.phone), "") if case else ""
    at = ", ".join(filter(None, (school, f"telefoon {phone}" if phone else "")))
    return f"U kunt bellen met: {' of '.join(people)}." + (f" Dat kan via {at}." if at else "")
