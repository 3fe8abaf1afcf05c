"""The way of a case: what comes next, what is refused, and what is only said."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from storage.models import Case
from storage.models.codes import Phase
from zorgarrangeur_tui.domain.phases import (
    ENDS,
    WAY,
    all_phase_help,
    next_phases,
    phase_help,
    refusal,
    resumes_after,
    warnings,
)

TODAY = date(2026, 11, 23)
phases = st.sampled_from(list(Phase))


def test_the_way_is_walked_step_by_step() -> None:
    """From the first question to the hand-over each phase offers the one after it first."""
    assert all(next_phases(here)[0] is there for here, there in pairwise(WAY))
    assert next_phases(Phase.ANALYSIS) == (
        Phase.NEGOTIATION,
        Phase.FAMILY_TALKS,
        Phase.BASELINE,
        Phase.INTAKE,
        Phase.ON_HOLD,
        Phase.WITHDRAWN,
    )


@given(phases, phases)
def test_no_step_leads_out_of_an_end_and_every_other_phase_has_one(phase: Phase, resumes: Phase) -> None:
    """A step goes elsewhere, is offered once, and a case that goes on can always be withdrawn."""
    steps = next_phases(phase, resumes)
    assert (steps == ()) == (phase in ENDS)
    assert phase not in steps
    assert len(set(steps)) == len(steps)
    assert phase in ENDS or Phase.WITHDRAWN in steps


@given(st.sampled_from(WAY[:-1]))
def test_after_waiting_a_case_goes_on_where_it_was(phase: Phase) -> None:
    """Also when it was put to wait twice; and nothing is remembered once it goes on."""
    resumes = resumes_after(phase, Phase.ON_HOLD, "")
    assert next_phases(Phase.ON_HOLD, resumes_after(Phase.ON_HOLD, Phase.ON_HOLD, resumes)) == (phase, Phase.WITHDRAWN)
    assert resumes_after(Phase.ON_HOLD, phase, resumes) == ""


def test_a_case_that_waits_without_a_known_phase_may_go_anywhere() -> None:
    """And so may a case with a phase of a newer version: nobody is stuck."""
    assert next_phases(Phase.ON_HOLD) == (*WAY[:-1], Phase.WITHDRAWN)
    assert next_phases("later_phase") == (*WAY[:-1], Phase.ON_HOLD, Phase.WITHDRAWN)


def test_an_arrangement_does_not_run_without_an_owner_of_its_quality() -> None:
    """Spaces are no owner; with one it may."""
    values = {"phase": Phase.PLAN, "quality_owner": "  "}
    assert refusal(values, Phase.RUNNING)["quality_owner"].startswith(
        "Een arrangement kan niet lopen zonder eigenaar van de kwaliteit"
    )
    assert refusal({**values, "quality_owner": "Directeur"}, Phase.RUNNING) == {}


def test_waiting_and_withdrawing_need_a_reason() -> None:
    """It is told at the reason's own field."""
    values = {"phase": Phase.PLAN, "phase_reason": ""}
    for wanted in (Phase.ON_HOLD, Phase.WITHDRAWN):
        assert list(refusal(values, wanted)) == ["phase_reason"]
        assert refusal({**values, "phase_reason": "De school verhuist."}, wanted) == {}


@given(phases, phases)
def test_a_complete_case_is_only_ever_held_back_by_its_end(now: Phase, wanted: Phase) -> None:
    """Skipping and going back are never refused; leaving an end is, with the way to go on."""
    values = {"phase": now, "phase_reason": "Om deze reden.", "quality_owner": "Directeur"}
    refused = refusal(values, wanted)
    assert bool(refused) == (now in ENDS and wanted != now)
    assert not refused or "nieuwe casus" in refused["phase"]


def test_every_field_of_a_refusal_is_a_field_of_a_case() -> None:
    """A sentence without a place would not be read."""
    fields = set(Case.model_fields)
    assert all(set(refusal({"phase": now}, wanted)) <= fields for now in Phase for wanted in Phase)


def test_skipping_is_said_with_the_phases_that_are_skipped() -> None:
    """One step on says nothing; a case that waited is measured from where it was."""
    assert warnings({"phase": Phase.INTAKE}, Phase.BASELINE) == ()
    assert warnings({"phase": Phase.INTAKE}, Phase.ANALYSIS)[0].startswith(
        "U slaat over: Startfoto, Ouderperspectief. Dat mag."
    )
    waiting = {"phase": Phase.ON_HOLD, "resumes_phase": Phase.PLAN}
    assert warnings(waiting, Phase.PLAN) == ()
    assert "Uitvoering" in warnings(waiting, Phase.REVIEW)[0]


@given(phases, phases)
def test_a_step_beside_the_way_skips_nothing(now: Phase, wanted: Phase) -> None:
    """Waiting and withdrawing are no phases on the way; from a phase that nobody knows nothing is said either."""
    for start in (now, "later_phase"):
        on_the_way = start in WAY and wanted in WAY
        assert on_the_way or warnings({"phase": start, "handover": "De school plant zelf."}, wanted) == ()


def test_going_back_asks_for_a_reason_once() -> None:
    """With a reason there is nothing to say."""
    values = {"phase": Phase.PLAN, "phase_reason": ""}
    assert "terug naar Afspraken" in warnings(values, Phase.AGREEMENT)[0]
    assert warnings({**values, "phase_reason": "De gemeente trok zich terug."}, Phase.AGREEMENT) == ()


def test_open_actions_are_a_warning_at_the_end_only() -> None:
    """One and more, in good Dutch."""
    values = {"phase": Phase.REVIEW, "handover": "De school plant zelf."}
    assert warnings({"phase": Phase.PLAN}, Phase.RUNNING, open_actions=3) == ()
    assert "Er staan nog 3 acties" in warnings(values, Phase.CLOSED, open_actions=3)[0]
    assert "Er staat nog 1 actie" in warnings(values, Phase.CLOSED, open_actions=1)[0]
    assert warnings(values, Phase.CLOSED) == ()


def test_a_case_closes_without_a_handover_but_it_is_told() -> None:
    """Spaces are no handover; a case that is withdrawn has none."""
    values = {"phase": Phase.REVIEW, "handover": " "}
    assert refusal(values, Phase.CLOSED) == {}
    assert "nog geen overdracht" in warnings(values, Phase.CLOSED)[0]
    assert warnings(values, Phase.WITHDRAWN) == ()


def test_every_phase_tells_what_is_written_down_and_who_gets_it() -> None:
    """In the order of the way, and for the two phases beside it."""
    assert {rule.id for rule in all_phase_help()} == {phase.value for phase in Phase}
    found = [phase_help(phase, TODAY) for phase in WAY]
    assert [one.number for one in found if one] == list(range(1, 11))
    assert all(rule.written_down and rule.handed_to for rule in all_phase_help())
    assert phase_help("later_phase", TODAY) is None
