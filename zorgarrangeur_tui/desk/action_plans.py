"""From a case to the plain values of its plan of action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from storage.clock import local_date
from storage.models import (
    Action,
    Agreement,
    CareNeed,
    Case,
    CaseParty,
    Placement,
    Professional,
    Provider,
    Provision,
    QualityCheck,
    Review,
    VisitPattern,
)
from storage.models.casework_codes import (
    AgreementLevel,
    CheckState,
    Inspectorate,
    PartyDecision,
    PartyKind,
    PlacementState,
    ProvisionKind,
    ReviewDecision,
    Theme,
)
from storage.models.codes import ArrangementForm, CareKind, Phase, Rhythm
from storage.store import Store
from zorgarrangeur_tui.desk.cases import CaseFile, case_file
from zorgarrangeur_tui.desk.records import by_ids, living
from zorgarrangeur_tui.domain.clock import duration, dutch_date, dutch_date_short, time_span, weekday
from zorgarrangeur_tui.domain.money import euros
from zorgarrangeur_tui.domain.pot_shares import shares_text
from zorgarrangeur_tui.domain.record_values import in_force
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.reports.action_plan import ActionPlan, Row
from zorgarrangeur_tui.reports.paper import Fact

UNKNOWN = "(onbekend)"

AnyDated = TypeVar("AnyDated", Agreement, Action, Review)


def action_plan_of(store: Store, case_id: str, *, with_children: bool = False) -> ActionPlan:
    """Return the plan of action of a case.

    Args:
        store: an opened store.
        case_id: the case.
        with_children: whether children are in it, by pseudonym. Names and notes never are.

    Raises:
        RecordMissing: when the case is not there.
    """
    file = case_file(store, case_id)
    case, today = file.case, local_date(store.clock)
    needs = [need for need in file.needs if in_force(need, today)]
    return ActionPlan(
        reference=case_reference(case.id),
        question=case.title,
        about=_about(file),
        care=_care(needs),
        children=tuple(
            (pupil.pseudonym, _kinds(need for need in needs if need.pupil_id == pupil.id)) for pupil in file.pupils
        )
        if with_children
        else (),
        parties=tuple(_party_row(party) for party in living(store, CaseParty, case_id=case_id)),
        agreements=tuple(
            _agreement_facts(agreement) for agreement in _by_day(living(store, Agreement, case_id=case_id), _signed)
        ),
        places=_places(store, case_id),
        steps=_steps(store, file, with_children=with_children),
        week=_week(store, case, needs, today),
        quality_owner=case.quality_owner or (file.school.quality_owner if file.school else ""),
        criteria=tuple(
            (
                check.criterion,
                check.responsible,
                word(check.inspectorate, Inspectorate),
                _state_words(check),
            )
            for check in living(store, QualityCheck, case_id=case_id)
        ),
        reviews=tuple(
            (_day(review.due_on), _day(review.held_on), word(review.decision, ReviewDecision), review.result)
            for review in _by_day(living(store, Review, case_id=case_id), lambda one: one.due_on)
        ),
        handover=case.handover,
    )


def _about(file: CaseFile) -> tuple[Fact, ...]:
    case = file.case
    count = len(file.pupils)
    facts = (
        ("School of zorglocatie", file.place),
        ("Vorm", word(case.arrangement_form, ArrangementForm)),
        ("Thema's", ", ".join(word(theme, Theme) for theme in case.themes)),
        ("Fase", word(case.phase, Phase)),
        ("Begonnen op", dutch_date(case.opened_on) if case.opened_on else ""),
        ("Aangemeld door", case.referred_by),
        ("Wie draagt de casus", case.responsible),
        ("Leerlingen", f"{count}" + (f" van de {case.expected_pupils} verwacht" if case.expected_pupils else "")),
        ("Volgende stap", case.next_action),
        ("Uiterlijk op", dutch_date(case.deadline) if case.deadline else ""),
    )
    return tuple(fact for fact in facts if fact[1])


def _care(needs: Iterable[CareNeed]) -> tuple[Row, ...]:
    found: defaultdict[str, list[CareNeed]] = defaultdict(list)
    for need in needs:
        found[need.kind].append(need)
    return tuple(
        (
            word(kind, CareKind),
            str(len(lines)),
            duration(sum(need.minutes_needed for need in lines)),
            _known_sum([need.minutes_granted for need in lines]),
            _known_sum([need.minutes_agreed for need in lines]),
        )
        for kind, lines in sorted(
            found.items(), key=lambda pair: (-sum(one.minutes_needed for one in pair[1]), pair[0])
        )
    )


def _known_sum(amounts: Sequence[int | None]) -> str:
    """Return the sum of what is known, and for how many lines it is not."""
    known = [amount for amount in amounts if amount is not None]
    missing = len(amounts) - len(known)
    if not known:
        return "nog niet bekend"
    return duration(sum(known)) + (f" ({missing} onbekend)" if missing else "")


def _kinds(needs: Iterable[CareNeed]) -> str:
    return ", ".join(sorted({word(need.kind, CareKind) for need in needs}))


def _party_row(party: CaseParty) -> Row:
    answer = word(party.decision, PartyDecision)
    if party.decision == PartyDecision.OPEN and party.answer_by:
        answer = f"{answer}; uiterlijk {dutch_date_short(party.answer_by)}"
    elif party.decided_on:
        answer = f"{answer} ({dutch_date_short(party.decided_on)})"
    # Parents at the table are named by what they are: whatever stands in the field for an organisation may be their name.
    name = "" if party.kind == PartyKind.GUARDIAN else party.name
    kind = word(party.kind, PartyKind)
    # "Gemeente Urk" says what it is by itself.
    who = name if name.casefold().startswith(kind.casefold()) else " · ".join(filter(None, (kind, name)))
    return who, party.offer, party.condition, answer


def _agreement_facts(agreement: Agreement) -> tuple[Fact, ...]:
    period = " ".join(
        filter(
            None,
            (
                f"vanaf {dutch_date(agreement.starts_on)}" if agreement.starts_on else "",
                f"tot en met {dutch_date(agreement.ends_on)}" if agreement.ends_on else "",
            ),
        )
    )
    facts = (
        ("Afspraak", agreement.title),
        ("Niveau", word(agreement.level, AgreementLevel) + (", bindend" if agreement.binding else ", niet bindend")),
        ("Ondertekend door", ", ".join(agreement.parties)),
        ("Ondertekend op", dutch_date(agreement.signed_on) if agreement.signed_on else "nog niet ondertekend"),
        ("Gemeenten die meedoen", ", ".join(agreement.municipalities_in)),
        ("Gemeenten die niet meedoen", ", ".join(agreement.municipalities_out)),
        ("Omvang per week", duration(agreement.minutes_per_week) if agreement.minutes_per_week else ""),
        ("Budget", euros(agreement.budget_cents) if agreement.budget_cents is not None else ""),
        ("Verdeling over potjes", shares_text(agreement.shares)),
        ("Meeste vaste zorgaanbieders", "" if agreement.provider_cap is None else str(agreement.provider_cap)),
        ("Geldt", period),
        ("Opzegtermijn", _months(agreement.notice_months)),
        ("Op- en afschalen", agreement.scaling_rule),
        ("Geschil", agreement.dispute),
    )
    return tuple(fact for fact in facts if fact[1])


def _months(count: int | None) -> str:
    return "" if count is None else f"{count} {'maand' if count == 1 else 'maanden'}"


def _places(store: Store, case_id: str) -> tuple[Row, ...]:
    placements = living(store, Placement, case_id=case_id)

    def count(provision: Provision, state: PlacementState) -> str:
        return str(sum(one.provision_id == provision.id and one.state == state for one in placements))

    return tuple(
        (
            provision.name,
            word(provision.kind, ProvisionKind),
            "" if provision.places is None else str(provision.places),
            count(provision, PlacementState.PLACED),
            count(provision, PlacementState.WAITING),
        )
        for provision in living(store, Provision, case_id=case_id)
    )


def _steps(store: Store, file: CaseFile, *, with_children: bool) -> tuple[Row, ...]:
    """Return the steps of the plan by day. A step about one child says so, and which child only when that is asked."""
    pseudonyms = {pupil.id: pupil.pseudonym for pupil in file.pupils}

    def what(action: Action) -> str:
        if not action.pupil_id:
            return action.what
        return f"{action.what} ({pseudonyms.get(action.pupil_id, UNKNOWN) if with_children else 'één leerling'})"

    steps = [action for action in living(store, Action, case_id=file.case.id) if action.in_plan]
    return tuple(
        (what(action), action.who, _day(action.due_on), _day(action.done_on))
        for action in _by_day(steps, lambda one: one.due_on)
    )


def _week(store: Store, case: Case, needs: Sequence[CareNeed], today: date) -> tuple[Row, ...]:
    """Return the visits in force that serve a need of this case, through the week."""
    kinds = {need.id: need.kind for need in needs}
    at = {"school_id": case.school_id} if case.school_id else {"care_location_id": case.care_location_id}
    visits = [
        visit
        for visit in living(store, VisitPattern, **at)
        if in_force(visit, today) and not kinds.keys().isdisjoint(visit.serves)
    ]
    people = by_ids(store, Professional, [visit.professional_id for visit in visits])
    providers = by_ids(store, Provider, [person.provider_id for person in people.values()])

    def who(visit: VisitPattern) -> str:
        person = people.get(visit.professional_id)
        provider = providers.get(person.provider_id) if person else None
        return " · ".join(filter(None, (person.name if person else UNKNOWN, provider.name if provider else "")))

    return tuple(
        (
            weekday(visit.weekday),
            time_span(visit.start_minute, visit.duration_minutes),
            who(visit),
            word(visit.rhythm, Rhythm),
            ", ".join(sorted({word(kinds[need], CareKind) for need in visit.serves if need in kinds})),
        )
        for visit in sorted(visits, key=lambda one: (one.weekday, one.start_minute, one.id))
    )


def _state_words(check: QualityCheck) -> str:
    state = word(check.state, CheckState)
    return f"{state} ({dutch_date_short(check.checked_on)})" if check.checked_on else state


def _signed(agreement: Agreement) -> date | None:
    return agreement.signed_on or agreement.starts_on


def _day(day: date | None) -> str:
    return dutch_date_short(day) if day else ""


def _by_day(records: list[AnyDated], day: Callable[[AnyDated], date | None]) -> list[AnyDated]:
    return sorted(records, key=lambda one: (day(one) or date.max, one.id))
