"""What is withheld from a bundle: a child, and all that belongs to it."""

from __future__ import annotations

from store_samples import everything_as_text, record_ids_of

from storage.handing_over import export_bundle, plan_export
from storage.leaving import Withheld
from storage.models import PUPIL_PARTS, RECORD_TYPES, CareNeed, Case, Entitlement, Provider, Pupil, Record
from storage.taking_in import import_bundle

CANARY = "Alleen voor thuis"


def child(case: Case, name: str) -> list[Record]:
    """Return a child with one record of every kind that can belong to it, each with the name in a text."""
    pupil = Pupil(case_id=case.id, pseudonym=name)
    parts = [RECORD_TYPES[kind](case_id=case.id, pupil_id=pupil.id) for kind in PUPIL_PARTS]
    for part in parts:
        text = next(field for field in ("note", "text") if field in type(part).model_fields)
        setattr(part, text, name)
    return [pupil, *parts]


def test_nothing_of_a_withheld_child_travels_and_the_rest_does(pair) -> None:
    """One record of every kind, a title that names only the need, and the provider that is there for that need alone."""
    case = Case(title="Zorg")
    home, away = child(case, CANARY), child(case, "Blauwe Otter")
    need = next(one for one in home if isinstance(one, CareNeed))
    provider = Provider(name=f"{CANARY} BV")
    need.provider_id = provider.id
    title = Entitlement(case_id=case.id, need_id=need.id, note=CANARY)
    with pair.arranger.unit_of_work("Casus") as work:
        work.add(case, *home, *away, provider, title)
    withheld = frozenset({home[0].id})
    planned = plan_export(pair.arranger, [case.id], withheld=Withheld(withheld))
    import_bundle(
        pair.coordinator,
        export_bundle(pair.arranger, [pair.coordinator_contact], purpose="Overdracht", withheld=Withheld(withheld)),
    )
    assert record_ids_of(pair.coordinator) == {case.id, *(one.id for one in away)}
    assert set().union(*planned.records.values()) == record_ids_of(pair.coordinator)
    assert CANARY not in everything_as_text(pair.coordinator)


def test_one_record_of_a_child_can_stay_while_the_child_goes(pair) -> None:
    """Such as what its parents told."""
    case = Case(title="Zorg")
    pupil, *parts = child(case, "Blauwe Otter")
    view = next(part for part in parts if type(part) is RECORD_TYPES["family_view"])
    with pair.arranger.unit_of_work("Casus") as work:
        work.add(case, pupil, *parts)
    planned = plan_export(pair.arranger, withheld=Withheld(frozenset({view.id})))
    assert planned.records["family_view"] == set()
    assert planned.records["pupil"] == {pupil.id}
