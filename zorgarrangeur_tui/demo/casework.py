"""What the arrangeurs of the region wrote down about each case: parties, agreements, actions, reviews, notes, quality."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from storage.models import (
    Action,
    Agreement,
    Barrier,
    Case,
    CaseParty,
    NoteItem,
    Provision,
    QualityCheck,
    Record,
    Review,
    School,
    VisitNote,
)
from storage.models.casework_codes import (
    AgreementLevel,
    CheckState,
    NoteItemKind,
    PartyDecision,
    PartyKind,
    ProvisionKind,
    ReviewDecision,
)
from storage.models.codes import ArrangementForm, Phase
from zorgarrangeur_tui.demo import casework_texts as texts
from zorgarrangeur_tui.demo.draws import drawn_id
from zorgarrangeur_tui.demo.names import MUNICIPALITIES, MUNICIPALITIES_OUTSIDE
from zorgarrangeur_tui.demo.parts import Region
from zorgarrangeur_tui.domain.quality import missing_criteria

_FROM_NEGOTIATION = (Phase.NEGOTIATION, Phase.AGREEMENT, Phase.PLAN, Phase.RUNNING, Phase.REVIEW, Phase.CLOSED)
_FROM_AGREEMENT = _FROM_NEGOTIATION[1:]
_FROM_PLAN = _FROM_NEGOTIATION[2:]
_CRITERIA = 9
"""Criteria of the app's proposal that a case with a plan has; the rest is still to be taken over."""
_FROM_RUNNING = _FROM_NEGOTIATION[3:]


def add_casework(random: Random, region: Region) -> None:
    """Add what belongs to every case, as far as its phase has come."""
    schools = {school.id: school for school in region.schools}
    for place, case in enumerate(region.cases):
        school = schools[case.school_id]
        case.responsible = texts.RESPONSIBLE[place % len(texts.RESPONSIBLE)]
        case.referred_by = texts.REFERRED_BY[place % len(texts.REFERRED_BY)]
        case.expected_pupils = random.choice((None, 1, 6, 20, 40))
        if case.phase in _FROM_RUNNING:
            case.quality_owner = school.quality_owner or texts.QUALITY_OWNER
        if case.phase in (Phase.ON_HOLD, Phase.WITHDRAWN):
            case.phase_reason = texts.PHASE_REASONS[case.phase]
            case.resumes_phase = Phase.NEGOTIATION.value if case.phase == Phase.ON_HOLD else ""
        if case.phase == Phase.CLOSED:
            case.handover = texts.HANDOVER
        region.parts += _written_down(random, region, case, school, place)


def _written_down(random: Random, region: Region, case: Case, school: School, place: int) -> Iterator[Record]:
    today = region.today
    yield from _visit(random, case, school, today, place)
    if case.phase in _FROM_NEGOTIATION:
        yield from _parties(random, case, today)
    if case.phase in _FROM_AGREEMENT:
        yield _agreement(random, region, case, place)
    if case.phase in _FROM_PLAN:
        yield from _plan(random, case, today)
        yield from _quality(random, case, today)
    if case.phase in _FROM_RUNNING:
        yield from _reviews(random, case, today)
    if place % 4 == 0:
        title, law, article, effect = texts.BARRIERS[(place // 4) % len(texts.BARRIERS)]
        yield Barrier(
            id=drawn_id(random), case_id=case.id, title=title, law=law, article=article, effect=effect,
            pupils_hit=random.randint(1, 12), seen_on=today - timedelta(days=random.randint(5, 200)),
            reported_to=random.choice(("", "Regiocoördinator", "Onderwijs-zorgtafel")),
        )  # fmt: skip
    if case.arrangement_form == ArrangementForm.COLLECTIVE_PROVISION or place == 0:
        kind = random.choice(list(ProvisionKind)[:3])
        yield Provision(
            id=drawn_id(random), case_id=case.id, school_id=school.id, kind=kind.value, name=texts.PROVISION_NAMES[kind],
            places=random.randint(6, 8), provider_id=random.choice(region.providers).id, host=school.name,
            starts_on=region.year_start,
        )  # fmt: skip


def _parties(random: Random, case: Case, today: date) -> Iterator[CaseParty]:
    gemeenten = random.sample([name for name, _ in MUNICIPALITIES] + list(MUNICIPALITIES_OUTSIDE), 3)
    for number, (kind, name) in enumerate(
        [(PartyKind.MUNICIPALITY, f"Gemeente {name}") for name in gemeenten] + list(texts.OTHER_PARTIES)
    ):
        decision = random.choice(list(PartyDecision)) if case.phase == Phase.NEGOTIATION else PartyDecision.YES
        still = decision is PartyDecision.OPEN
        yield CaseParty(
            id=drawn_id(random), case_id=case.id, kind=kind.value, name=name, contact=texts.CONTACTS[kind],
            offer=texts.OFFERS[number % len(texts.OFFERS)],
            condition=texts.CONDITIONS[number % len(texts.CONDITIONS)] if decision is PartyDecision.CONDITIONAL else "",
            answer_by=today + timedelta(days=random.randint(-5, 40)) if still else None, decision=decision.value,
            decided_on=None if still else today - timedelta(days=random.randint(3, 150)),
        )  # fmt: skip


def _agreement(random: Random, region: Region, case: Case, place: int) -> Agreement:
    level = list(AgreementLevel)[place % 4]
    own = [name for name, _ in MUNICIPALITIES]
    return Agreement(
        id=drawn_id(random),
        case_id=case.id,
        title=texts.AGREEMENTS[level],
        level=level.value,
        binding=level in (AgreementLevel.YOUTH_REGION, AgreementLevel.SCHOOL),
        parties=["Schoolbestuur", f"Gemeente {own[place % len(own)]}", "Zorgaanbieder"],
        municipalities_in=own[: len(own) - 1 - place % 3],
        municipalities_out=own[len(own) - 1 - place % 3 :],
        minutes_per_week=60 * random.randint(10, 60),
        provider_cap=3,
        signed_on=region.today - timedelta(days=random.randint(30, 300)),
        starts_on=region.year_start,
        ends_on=region.today + timedelta(days=random.choice((40, 100, 250, 500))),
        notice_months=random.choice((1, 3)),
        scaling_rule=texts.SCALING_RULE,
        dispute=texts.DISPUTE if level is AgreementLevel.OOGO else "",
    )


def _plan(random: Random, case: Case, today: date) -> Iterator[Action]:
    for what, who, days in texts.PLAN_STEPS:
        due = today + timedelta(days=days + random.randint(-6, 6))
        yield Action(
            id=drawn_id(random), case_id=case.id, what=what, who=who, due_on=due, in_plan=True, shareable=True,
            done_on=due - timedelta(days=2) if due < today and random.random() < 0.8 else None,
        )  # fmt: skip


def _quality(random: Random, case: Case, today: date) -> Iterator[QualityCheck]:
    for proposed in missing_criteria((), today)[:_CRITERIA]:
        state = random.choice((CheckState.MET, CheckState.MET, CheckState.PARTLY, CheckState.OPEN))
        yield QualityCheck(
            id=drawn_id(random), case_id=case.id, criterion=proposed.title, responsible=proposed.responsible,
            inspectorate=proposed.inspectorate, state=state.value,
            checked_on=None if state is CheckState.OPEN else today - timedelta(days=random.randint(10, 200)),
            review_on=today + timedelta(days=random.randint(20, 300)),
        )  # fmt: skip


def _reviews(random: Random, case: Case, today: date) -> Iterator[Review]:
    held = today - timedelta(days=random.randint(60, 170))
    agreed = 60 * random.randint(10, 40)
    yield Review(
        id=drawn_id(random), case_id=case.id, due_on=held, held_on=held, decision=ReviewDecision.CONTINUE.value,
        result=texts.REVIEW_RESULT, minutes_agreed=agreed, minutes_realised=round(agreed * random.uniform(0.75, 1)),
        satisfaction=random.randint(6, 9),
    )  # fmt: skip
    if case.phase != Phase.CLOSED:
        yield Review(id=drawn_id(random), case_id=case.id, due_on=held + timedelta(weeks=26))


def _visit(random: Random, case: Case, school: School, today: date, place: int) -> Iterator[Record]:
    day = today - timedelta(days=random.randint(2, 60))
    note = VisitNote(
        id=drawn_id(random), school_id=school.id, case_id=case.id, day=day, start_minute=510, end_minute=600,
        present=["directeur", "ib-er", "teamleider zorg"][: 1 + place % 3], purpose=texts.PURPOSES[place % len(texts.PURPOSES)],
    )  # fmt: skip
    yield note
    for kind, group, text in texts.NOTE_LINES[place % len(texts.NOTE_LINES)]:
        yield NoteItem(
            id=drawn_id(random), visit_note_id=note.id, case_id=case.id, kind=NoteItemKind(kind).value, group_name=group,
            text=text, shareable=kind == NoteItemKind.AGREEMENT,
        )  # fmt: skip
    what, who = texts.NOTE_ACTIONS[place % len(texts.NOTE_ACTIONS)]
    ended = case.phase in (Phase.CLOSED, Phase.WITHDRAWN)
    yield Action(
        id=drawn_id(random), case_id=case.id, visit_note_id=note.id, what=what, who=who,
        due_on=today + timedelta(days=random.randint(-10, 30)), done_on=today if ended else None,
    )  # fmt: skip
