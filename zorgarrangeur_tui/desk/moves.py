"""A child that moves: the old home ends the day before the new one begins, and who pays follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from storage.clock import local_date
from storage.errors import RecordMissing
from storage.models import Case, Pupil, Record, Residence
from storage.models.casework_codes import ResidenceKind
from storage.store import Store
from zorgarrangeur_tui.desk.records import checked_values
from zorgarrangeur_tui.domain.clock import dutch_date


def add_residence(store: Store, case_id: str, pupil_id: str, values: Mapping[str, Any]) -> tuple[Record, str]:
    """Add where a child lives. A new home ends the home before it; a stay (verblijf) leaves the home as it is.

    Undo takes back both. When a child has two homes, the user takes the last day away again.

    Returns:
        The residence, and a Dutch sentence on the home that it ended; "" when it ended none.

    Raises:
        RecordMissing: the case or child is not there.
        ActRefused, ValueRefused: nothing was changed.
    """
    checked_values(Residence, values)
    with store.unit_of_work("Woonplaats toegevoegd") as work:
        work.get(Case, case_id)
        pupil = work.get(Pupil, pupil_id)
        if pupil.case_id != case_id:
            raise RecordMissing("Deze leerling hoort bij een andere casus.")
        residence = Residence(**{**values, "case_id": case_id, "pupil_id": pupil_id})
        work.add(residence)
        sentence = ""
        begins = residence.starts_on
        if residence.kind == ResidenceKind.HOME and begins is not None:
            query = select(Residence).where(Residence.pupil_id == pupil_id, col(Residence.deleted).is_(False))
            for before in work.session.exec(query).all():
                if before.id != residence.id and _is_open_home(before, begins):
                    last_day = begins - timedelta(days=1)
                    work.change(before, {"ends_on": last_day})
                    sentence = f"De woonplaats {before.municipality} eindigt op {dutch_date(last_day)}."
        if residence.kind == ResidenceKind.HOME and _holds(residence, local_date(store.clock)):
            work.change(pupil, {"municipality": residence.municipality})
    return residence, sentence


def _is_open_home(one: Residence, begins: date) -> bool:
    earlier = one.starts_on is None or one.starts_on < begins
    return one.kind == ResidenceKind.HOME and one.ends_on is None and earlier


def _holds(one: Residence, day: date) -> bool:
    return (one.starts_on is None or one.starts_on <= day) and (one.ends_on is None or day <= one.ends_on)
