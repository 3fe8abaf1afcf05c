"""The time watch: which days are watched, from when, and what stands out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_type_hints

import pytest

from storage.models import RECORD_TYPES, TYPE_NAMES, Record
from storage.models.field_codes import FIELD_CODES
from zorgarrangeur_tui.domain.watch import (
    KIND_WORDS,
    Urgency,
    Watched,
    WatchKind,
    WatchRule,
    all_rules,
    day_of,
    follows_up,
    in_window,
    rules_of,
)

TODAY = date(2026, 11, 23)


def rule(**changed: Any) -> WatchRule:
    """Return a rule on titles, in its simplest form."""
    values = {
        "id": "x",
        "valid_from": date(2026, 1, 1),
        "words": "Een regel.",
        "source": "Een proef.",
        "record_type": "entitlement",
        "field": "ends_on",
        "kind": "title",
        "title": "Titel loopt af",
    }
    return WatchRule(**(values | changed))


def watched(days: int, *, on_hold: bool = False, **changed: Any) -> Watched:
    """Return something that is due in so many days."""
    return Watched(
        rule=rule(**changed),
        record_id="1" * 32,
        due_on=TODAY + timedelta(days=days),
        today=TODAY,
        what="Titel loopt af",
        on_hold=on_hold,
    )


def test_every_rule_speaks_of_fields_that_records_have() -> None:
    """A date where a date is watched, codes that the field can hold, and at most one open end."""
    assert all_rules()
    for one in all_rules():
        model = RECORD_TYPES[one.record_type]
        assert set(one.fields) <= set(model.model_fields), one.id
        assert not one.field or is_date(model, one.field), one.id
        assert not one.series or is_date(model, one.later_field), one.id
        if one.while_field:
            assert set(one.while_values) <= {code.value for code in FIELD_CODES[one.record_type, one.while_field]}


def is_date(model: type[Record], field: str) -> bool:
    """Tell whether a field holds a date."""
    return bool(get_type_hints(model)[field] == (date | None))


def test_every_kind_has_a_word_and_at_least_one_rule() -> None:
    """Nobody can filter on something that never occurs."""
    assert set(KIND_WORDS) == set(WatchKind) == {one.kind for one in all_rules()}
    assert len(set(KIND_WORDS.values())) == len(KIND_WORDS)
    assert {one.kind for one in rules_of(TODAY, ("title", "track"))} == {"title", "track"}


def test_every_day_by_which_a_user_must_act_is_watched() -> None:
    """A new record type with a day to come gets a rule, or stands here with the reason why not."""
    to_come = {
        (TYPE_NAMES[model], field)
        for model in RECORD_TYPES.values()
        for field in model.model_fields
        if is_date(model, field)
        and field.startswith(("ends_on", "due_", "review_", "target_", "answer_by", "deadline"))
    }
    ends_by_itself = {"care_need", "residence", "childcare", "visit_pattern", "budget"}
    reference = {"municipality", "region_body", "tariff", "code_entry", "threshold"}
    unwatched = to_come - {(one.record_type, one.field) for one in all_rules()}
    assert {name for name, _ in unwatched} <= ends_by_itself | reference


def test_a_rule_with_an_unknown_code_is_refused() -> None:
    """The app would sort it nowhere."""
    with pytest.raises(ValueError, match="no_kind"):
        rule(kind="no_kind")
    with pytest.raises(ValueError, match="asap"):
        rule(urgency="asap")


def test_the_day_follows_from_the_field() -> None:
    """As it is, so many days later, or so many months earlier; nothing where nothing is filled in."""
    assert day_of(rule(), {"ends_on": TODAY}) == TODAY
    assert day_of(rule(), {"ends_on": None}) is None
    assert day_of(rule(after_days=56), {"ends_on": TODAY}) == date(2027, 1, 18)
    notice = rule(months_before="notice_months")
    assert day_of(notice, {"ends_on": date(2027, 3, 31), "notice_months": 1}) == date(2027, 2, 28)
    assert day_of(notice, {"ends_on": date(2027, 3, 31), "notice_months": None}) is None


def test_what_is_done_or_does_not_count_has_no_day() -> None:
    """A title that was asked and refused ends nothing."""
    one = rule(unless=("decided_on",), while_field="state", while_values=("present",))
    assert day_of(one, {"ends_on": TODAY, "decided_on": None, "state": "present"}) == TODAY
    assert day_of(one, {"ends_on": TODAY, "decided_on": TODAY, "state": "present"}) is None
    assert day_of(one, {"ends_on": TODAY, "decided_on": None, "state": "refused"}) is None


def test_a_later_record_of_the_same_series_follows_up() -> None:
    """One that ends later or has no end; not one of another child, and not one that does not count itself."""
    one = rule(series=("pupil_id",), while_field="state", while_values=("present",))
    old = {"pupil_id": "a", "ends_on": TODAY, "state": "present"}
    assert follows_up(one, old | {"ends_on": TODAY + timedelta(days=1)}, old)
    assert follows_up(one, old | {"ends_on": None}, old)
    assert not follows_up(one, old, old)
    assert not follows_up(one, old | {"ends_on": None, "pupil_id": "b"}, old)
    assert not follows_up(one, old | {"ends_on": None, "state": "requested"}, old)
    assert not follows_up(rule(), old | {"ends_on": None}, old)


def test_work_that_takes_long_is_told_so_much_earlier() -> None:
    """Eight weeks ahead, and thirteen more for a decision that takes three months; gone some days after."""
    far = TODAY + timedelta(weeks=21)
    assert in_window(rule(lead_days=91), far, TODAY, 8)
    assert not in_window(rule(lead_days=91), far + timedelta(days=1), TODAY, 8)
    assert not in_window(rule(), far, TODAY, 8)
    assert in_window(rule(keep_days=5), TODAY - timedelta(days=5), TODAY, 8)
    assert not in_window(rule(keep_days=5), TODAY - timedelta(days=6), TODAY, 8)
    assert in_window(rule(), date(2000, 1, 1), TODAY, 8)


def test_what_stands_out_depends_on_how_urgent_it_is() -> None:
    """Urgent: once it is time to begin. Ordinary: once it is too late. Good to know: never. In a case that waits: never."""
    assert watched(90, urgency=Urgency.HIGH, lead_days=91).pressing
    assert not watched(92, urgency=Urgency.HIGH, lead_days=91).pressing
    assert not watched(0).pressing
    assert watched(-1).pressing
    assert not watched(-1, urgency=Urgency.LOW).pressing
    assert not watched(-1, on_hold=True).pressing


def test_a_line_tells_where_who_and_what() -> None:
    """A case that waits is marked; a birthday is not too late."""
    one = watched(-2, urgency=Urgency.LOW)
    assert (one.when, one.overdue, one.text) == ("2 dagen geleden", False, "Titel loopt af")
    assert watched(-2).when == "2 dagen te laat"
    waiting = Watched(
        rule=rule(), record_id="1", due_on=TODAY, today=TODAY, place="De Wilg", who="Rode Egel", what="X", on_hold=True
    )
    assert waiting.text == "De Wilg: Rode Egel: X (in de wacht)"
