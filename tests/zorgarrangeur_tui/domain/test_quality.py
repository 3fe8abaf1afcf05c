"""Quality: nothing runs without an owner, and the proposal fills what is missing."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from storage.models import RECORD_TYPES
from storage.models.casework_codes import CheckState, Inspectorate
from zorgarrangeur_tui.domain.quality import QualityFacts, all_quality_criteria, may_run, missing_criteria

TODAY = date(2026, 11, 23)
TITLES = [criterion.title for criterion in all_quality_criteria()]
MET = [QualityFacts(title, CheckState.MET, "school") for title in TITLES]
checks = st.lists(st.builds(QualityFacts, st.just("x"), st.sampled_from(CheckState), st.sampled_from(["", "school"])))


@given(st.sampled_from(["", "  ", "Directeur"]), checks)
def test_only_a_missing_owner_holds_an_arrangement_back(owner: str, found: list[QualityFacts]) -> None:
    """Whatever the checks say; what they say is told with or without an owner."""
    advice = may_run(owner, found)
    assert advice.allowed == bool(owner.strip()) == (not advice.refusal)
    assert advice.warnings == may_run("Directeur", found).warnings


def test_an_arrangement_in_order_runs_without_a_word() -> None:
    """Every criterion met, and each with somebody who answers for it."""
    assert may_run("Directeur", MET).warnings == ()
    assert may_run("", MET).refusal.startswith("Een arrangement kan niet lopen zonder eigenaar van de kwaliteit")


def test_what_is_not_in_order_is_told_by_number() -> None:
    """Not met and partly met, not judged, of nobody; and no list at all."""
    found = [
        QualityFacts("a", CheckState.NOT_MET, "school"),
        QualityFacts("b", CheckState.PARTLY, "school"),
        QualityFacts("c", CheckState.OPEN, ""),
    ]
    unmet, unjudged, unowned = may_run("Directeur", found).warnings
    assert unmet.startswith("2 criteria zijn nog niet helemaal in orde")
    assert unjudged == "1 criterium is nog niet beoordeeld."
    assert unowned.startswith("1 criterium is van niemand")
    assert "voorstel van de app" in may_run("Directeur", []).warnings[0]


@given(st.lists(st.sampled_from(TITLES), unique=True))
def test_what_is_on_the_list_and_what_is_missing_are_together_the_proposal(present: list[str]) -> None:
    """However a title is spelled in capitals and spaces; adding what is missing leaves nothing missing."""
    spelled = [f" {title.upper()} " for title in present]
    missing = [criterion.title for criterion in missing_criteria(spelled, TODAY)]
    assert sorted([*missing, *present]) == sorted(TITLES)
    assert missing_criteria([*spelled, *missing], TODAY) == ()


def test_a_criterion_may_be_on_the_list_by_its_id() -> None:
    """And a criterion of one's own is nobody's business."""
    first = all_quality_criteria()[0]
    assert first not in missing_criteria([first.id, "Onze eigen eis"], TODAY)


def test_every_criterion_has_who_answers_for_it_and_who_inspects() -> None:
    """Each inspectorate has something to watch, and nothing is shown as law."""
    inspectorates = {Inspectorate(criterion.inspectorate) for criterion in all_quality_criteria()}
    assert inspectorates == set(Inspectorate)
    assert all(criterion.responsible and "geen wet" in criterion.source for criterion in all_quality_criteria())
    assert {field.name for field in fields(QualityFacts)} <= set(RECORD_TYPES["quality_check"].model_fields)
