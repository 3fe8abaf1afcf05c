"""The rules that come with the app can all be looked up, each with its day and source."""

from __future__ import annotations

from datetime import date

from zorgarrangeur_tui.domain.retention import all_rules
from zorgarrangeur_tui.domain.shipped_rules import rules_of_text, shipped_rules


def test_every_rule_of_the_app_can_be_looked_up() -> None:
    """None without words or source, and no two with one key."""
    found = shipped_rules()
    assert all(rule.words.strip() and rule.source.strip() and rule.subject for rule in found)
    assert len({rule.key for rule in found}) == len(found)
    kept = [rule for rule in found if rule.subject == "Bewaartermijnen"]
    assert {rule.source for rule in kept} == {rule.source for rule in all_rules()}


def test_a_replaced_rule_tells_since_when_it_is_replaced() -> None:
    """A newer version with the same id takes its place on its day; what was not checked says so."""
    text = """
    [[rule]]
    id = "a"
    valid_from = 2026-01-01
    words = "Het oude."
    source = "Wet"

    [[rule]]
    id = "a"
    valid_from = 2027-01-01
    title = "Nieuw"
    words = "Het nieuwe."
    source = "Wet"
    checked = false
    """
    old, new = rules_of_text("retention.toml", text)
    assert (old.replaced_on, new.replaced_on) == (date(2027, 1, 1), None)
    assert (old.words, new.words) == ("Het oude.", "Nieuw: Het nieuwe. Ga na of dit nog zo is.")
