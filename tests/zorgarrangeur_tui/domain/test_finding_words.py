"""Findings in the words of users."""

from __future__ import annotations

from datetime import date

from zorgarrangeur_tui.domain.finding_words import KIND_WORDS, SEVERITY_WORDS, WEIGHT_WORDS, count_words
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind, Severity


def of_kind(kind: FindingKind) -> Finding:
    """Return a finding."""
    return Finding(kind, date(2026, 11, 23), (), (), "")


def test_every_kind_and_weight_has_words_of_its_own() -> None:
    """No two are told the same way."""
    assert set(KIND_WORDS) == set(FindingKind)
    assert len(set(KIND_WORDS.values())) == len(FindingKind)
    assert set(SEVERITY_WORDS) == set(WEIGHT_WORDS) == set(Severity)


def test_a_count_says_how_many_block_publishing() -> None:
    """One and more, and none at all."""
    hard, soft = of_kind(FindingKind.DOUBLE_BOOKED), of_kind(FindingKind.QUIET_WINDOW)
    assert count_words([]) == "niets"
    assert count_words([hard]) == "1 die niet kan"
    assert count_words([hard, soft, hard]) == "2 die niet kunnen · 1 om op te letten"
