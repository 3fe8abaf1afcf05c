"""The care of places as tables that others may read."""

from __future__ import annotations

from zorgarrangeur_tui.domain.coverage import Need
from zorgarrangeur_tui.insight.disclosure import protect
from zorgarrangeur_tui.insight.disclosure_care import children_by_kind, minutes_by_kind
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules, Reason
from zorgarrangeur_tui.insight.figures import Place

KINDS = {"nursing": "Verpleging", "paramedical": "Behandeling"}


def needs(kind: str, *pupils: str, minutes: int = 60) -> list[Need]:
    """Return a need of each child."""
    return [Need(f"{kind} {pupil}", pupil, kind, group=False, minutes_per_week=minutes) for pupil in pupils]


def wilg() -> Place:
    """Return a school of three children who have two kinds of care each, and a group."""
    children = ("a", "b", "c")
    group = Need("group", "", "nursing", group=True, minutes_per_week=45)
    return Place("1", "De Wilg", [*needs("nursing", *children), *needs("paramedical", *children, minutes=30), group])


def test_children_count_once_per_kind_and_a_group_counts_none() -> None:
    """Two needs of the same kind are one child."""
    twice = Place("2", "De Wilg", needs("nursing", "d", "d"))
    table = children_by_kind([wilg(), twice], KINDS)
    assert table.values["De Wilg", "Verpleging"] == 3
    assert table.values["De Wilg (2)", "Verpleging"] == 1
    assert table.values["Totaal", "Totaal"] == 7


def test_a_total_of_six_about_three_children_is_small() -> None:
    """They have two kinds each: the threshold is about children, not about lines."""
    done = protect(children_by_kind([wilg()], KINDS), DisclosureRules(least=5))
    assert done.hidden["De Wilg", "Totaal"] is Reason.SMALL


def test_minutes_of_one_child_are_added_before_they_are_judged() -> None:
    """A group is one contributor; the minutes of three children and a group stay hidden."""
    table = minutes_by_kind([wilg()], KINDS)
    assert table.values["De Wilg", "Totaal"] == 3 * 90 + 45
    assert table.shares["De Wilg", "Totaal"] == {"a": 90, "b": 90, "c": 90, "group": 45}
    assert protect(table, DisclosureRules(least=5)).hidden["De Wilg", "Totaal"] is Reason.SMALL


def test_a_kind_of_a_newer_version_counts_under_its_code() -> None:
    """Nothing is left out of a total."""
    table = children_by_kind([Place("1", "De Wilg", needs("transport", "a"))], KINDS)
    assert table.values["De Wilg", "transport"] == table.values["De Wilg", "Totaal"] == 1
