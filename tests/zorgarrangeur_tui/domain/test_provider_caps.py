"""The cap on fixed providers at a school."""

from __future__ import annotations

from datetime import date

import pytest

from zorgarrangeur_tui.domain.caps import Bond, providers_over_cap

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "counts"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2026, 8, 1), None, True),
        (None, date(2026, 11, 22), False),
        (date(2026, 11, 24), None, False),
    ],
)
def test_only_bonds_in_force_count(starts_on: date | None, ends_on: date | None, counts: bool) -> None:
    """First and last day both belong to the bond; an unknown one is open."""
    use = providers_over_cap([Bond("a", starts_on, ends_on)], 1, TODAY)
    assert use.provider_ids == (("a",) if counts else ())


def test_a_provider_with_two_bonds_counts_once() -> None:
    """Another kind of care by the same provider is no new face at the door."""
    assert providers_over_cap([Bond("a"), Bond("a"), Bond("b")], 2, TODAY).over == 0


def test_above_the_cap_the_sentence_gives_the_reason() -> None:
    """The coordinator reads how many too many, and why."""
    use = providers_over_cap([Bond("a"), Bond("b", over_cap_reason="Verpleging is schaars.")], 1, TODAY)
    assert use.over == 1
    assert use.sentence == (
        "2 vaste zorgaanbieders. Dat is 1 meer dan het afgesproken maximum van 1. De reden: Verpleging is schaars."
    )


def test_above_the_cap_without_a_reason_the_sentence_asks_for_one() -> None:
    """It says what to do."""
    assert "vul die in" in providers_over_cap([Bond("a"), Bond("b")], 1, TODAY).sentence


def test_at_the_cap_all_is_well() -> None:
    """The sentence names the cap."""
    use = providers_over_cap([Bond("a")], 1, TODAY)
    assert (use.over, use.sentence) == (0, "1 vaste zorgaanbieder. Afgesproken is ten hoogste 1.")


def test_without_a_cap_nothing_is_too_many() -> None:
    """No cap agreed is something else than a cap of none."""
    bonds = [Bond("a"), Bond("b")]
    assert providers_over_cap(bonds, None, TODAY).over == 0
    assert "geen maximum" in providers_over_cap(bonds, None, TODAY).sentence
    assert providers_over_cap(bonds, 0, TODAY).over == 2
    assert providers_over_cap([], 0, TODAY).sentence == "Geen vaste zorgaanbieders. Afgesproken is ten hoogste 0."
