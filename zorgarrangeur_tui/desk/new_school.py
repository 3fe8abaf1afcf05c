"""A school that is written down by hand, for who has no school list at hand."""

from __future__ import annotations

from typing import Any

from storage.models import School, site_id
from storage.store import Store
from zorgarrangeur_tui.desk.records import checked_values
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.importers.school_codes import site_code


def add_school(store: Store, values: dict[str, Any]) -> School:
    """Add a school under its public code; one that was taken away comes back with these values.

    A list that is read in later finds it by the same code, and fills in the rest.

    Raises:
        ActRefused, ValueRefused: nothing was added.
    """
    code = site_code(str(values.get("site_code") or ""))
    problems = {} if code else {"site_code": "Vul de code in: BRIN en vestiging, zoals 99ZZ00. De school weet hem."}
    if not str(values.get("name") or "").strip():
        problems["name"] = "Vul de naam van de school in."
    require(problems)
    assert code is not None, "without a code it is refused"
    values = checked_values(School, {**values, "site_code": code})
    with store.unit_of_work("School toegevoegd") as work:
        known = work.session.get(School, site_id(code))
        require({"site_code": "Deze school staat al in uw lijst."} if known is not None and not known.deleted else {})
        school = School(id=site_id(code), **values) if known is None else known
        if known is None:
            work.add(school)
        else:
            work.change(school, {**values, "deleted": False})
    return school
