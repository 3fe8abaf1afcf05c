"""Reading an inventory sheet into a case of a real store, as one act."""

from __future__ import annotations

import pytest
from store_samples import log

from storage.errors import RecordMissing
from storage.models import CareNeed, Case, Entitlement, Provider, Pupil
from storage.store import Store
from zorgarrangeur_tui.desk.inventory_import import InventoryRequest, import_inventory, plan_inventory_import
from zorgarrangeur_tui.desk.records import living, undo_last
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.importers.inventory_columns import guessed_targets
from zorgarrangeur_tui.importers.inventory_sheet import pasted_sheet

GOOD = (
    "Leerling\tGeboortejaar\tGemeente\tSoort zorg\tInd/groep\tUren nodig\tWet\tAanbieder\n"
    "J.V.\t2015\tUtrecht\tPV\ti\t1,5\tJw\tZorggroep Brug B.V.\n"
    "J.V.\t\t\tbegeleiding\tgroep van 4\t2\tWlz\t\n"
    "hele klas\t\t\ttoezicht\tg\t5\temb\t\n"
)
WITH_A_BAD_LINE = f"{GOOD}K.L.\t\t\twandelen\t\t1\t\t\n"


@pytest.fixture
def store(make_store) -> Store:
    """Return a store with a case and a provider."""
    opened: Store = make_store()
    with opened.unit_of_work("Begin") as work:
        work.add(Case(id="c" * 32, title="Zorg op De Wilg"), Case(id="d" * 32), Provider(name="Zorggroep Brug"))
    return opened


def request(text: str, case_id: str = "c" * 32) -> InventoryRequest:
    """Return a request to read a pasted text, with its columns as they are guessed."""
    sheet = pasted_sheet(text)
    return InventoryRequest(case_id, sheet, guessed_targets(sheet.header))


def counts(store: Store) -> tuple[int, int, int]:
    """Return how many children, needs and titles there are."""
    return (len(living(store, Pupil)), len(living(store, CareNeed)), len(living(store, Entitlement)))


def test_a_sheet_becomes_children_needs_and_titles_that_belong_together(store: Store) -> None:
    """Each record hangs where it should, with the provider by its name."""
    import_inventory(store, request(GOOD))
    (pupil,) = living(store, Pupil)
    needs = {need.kind: need for need in living(store, CareNeed)}
    titles = {title.law: title for title in living(store, Entitlement)}
    assert (pupil.pseudonym, pupil.birth_year, pupil.name) == ("J.V.", 2015, "")
    assert needs["personal_care"].pupil_id == pupil.id
    assert needs["personal_care"].provider_id == living(store, Provider)[0].id
    assert needs["supervision"].pupil_id == ""
    assert titles["youth_act"].need_id == needs["personal_care"].id
    assert titles["long_term_care_act"].pupil_id == pupil.id
    assert titles[""].shares == ["emb_scheme:100"]


def test_reading_in_is_one_act_that_undo_takes_back_and_that_can_be_done_again(store: Store) -> None:
    """After undo the pseudonyms are free again."""
    import_inventory(store, request(GOOD))
    undo_last(store)
    assert counts(store) == (0, 0, 0)
    import_inventory(store, request(GOOD))
    assert counts(store) == (1, 3, 3)


def test_a_case_that_changed_since_the_preview_is_not_read_into(store: Store) -> None:
    """What was shown is what is done, or nothing."""
    asked = request(GOOD)
    seen = plan_inventory_import(store, asked)
    import_inventory(store, request(GOOD))
    before = counts(store)
    with pytest.raises(ActRefused, match="Intussen is er iets gewijzigd"):
        import_inventory(store, asked, seen=seen)
    assert counts(store) == before
    assert import_inventory(store, asked, seen=plan_inventory_import(store, asked)).changes == ()


def test_the_same_sheet_again_changes_nothing(store: Store) -> None:
    """Every line stood there already."""
    import_inventory(store, request(GOOD))
    before = counts(store)
    assert import_inventory(store, request(GOOD)).changes == ()
    assert counts(store) == before


def test_with_a_refused_line_nothing_is_written_unless_the_user_says_so(store: Store) -> None:
    """All or nothing is the rule; the good lines alone are a choice."""
    with pytest.raises(ActRefused, match="niets ingelezen"):
        import_inventory(store, request(WITH_A_BAD_LINE))
    assert counts(store) == (0, 0, 0)
    import_inventory(store, request(WITH_A_BAD_LINE), good_lines_only=True)
    assert counts(store) == (1, 3, 3)


def test_a_pseudonym_of_another_case_cannot_be_taken(store: Store) -> None:
    """The other child stays who it is."""
    import_inventory(store, request(GOOD))
    plan = plan_inventory_import(store, request(GOOD, "d" * 32))
    assert [problem.line for problem in plan.refused] == [2, 3]


def test_the_preview_and_the_act_invent_the_same_pseudonyms(store: Store) -> None:
    """What the user saw is what is written; another request invents others."""
    text = "Naam\tZorg\tUren\nJan de Vries\tPV\t1\nSofie Bos\tPV\t2\n"
    one = request(text)
    seen = {change.pseudonym for change in plan_inventory_import(store, one).changes}
    assert seen != {change.pseudonym for change in plan_inventory_import(store, request(text)).changes}
    import_inventory(store, one)
    assert {pupil.pseudonym for pupil in living(store, Pupil)} == seen
    assert {pupil.name for pupil in living(store, Pupil)} == {""}


def test_the_access_log_tells_that_a_sheet_was_read(store: Store) -> None:
    """With the case it was read into."""
    import_inventory(store, request(GOOD))
    assert ("import", "inventory", "c" * 32) in log(store)


def test_a_case_that_is_gone_is_told(store: Store) -> None:
    """Nothing is written."""
    with pytest.raises(RecordMissing, match="niets ingelezen"):
        import_inventory(store, request(GOOD, "e" * 32))
