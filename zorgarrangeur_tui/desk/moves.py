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
from storage.unit_of_work import UnitOfWork
from zorgarrangeur_tui.desk.records import checked_values
from zorgarrangeur_tui.domain.clock import dutch_date


def add_residence(store: Store, case_id: str, pupil_id: str, values: Mapping[str, Any]) -> tuple[Record, str]:
    """Add where a child lives. A new home ends the home before it, and ends itself where a later one begins.

    A stay (verblijf) leaves the home as it is. Undo takes back all of it. When a child has two homes, the user takes the
    last day away again.

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
        sentence = _join_homes(work, residence) if residence.kind == ResidenceKind.HOME else ""
        work.add(residence)
        if residence.kind == ResidenceKind.HOME and _holds(residence, local_date(store.clock)):
            work.change(pupil, {"municipality": residence.municipality})
    return residence, sentence


def _join_homes(work: UnitOfWork, new: Residence) -> str:
    """Let the homes of a child follow each other without overlap; return what ended when."""
    if new.starts_on is None:
        return ""
    query = select(Residence).where(Residence.pupil_id == new.pupil_id, col(Residence.deleted).is_(False))
    known = [one for one in work.session.exec(query) if one.kind == ResidenceKind.HOME]
    later = [one.starts_on for one in known if one.starts_on is not None and one.starts_on > new.starts_on]
    sentence = ""
    if new.ends_on is None and later:
        new.ends_on = min(later) - timedelta(days=1)
        sentence = _ended(new, new.ends_on)
    for before in known:
        if _is_open_home(before, new.starts_on):
            last_day = new.starts_on - timedelta(days=1)
            work.change(before, {"ends_on": last_day})
            sentence = _ended(before, last_day)
    return sentence


def _ended(home: Residence, last_day: date) -> str:
    return f"De woonplaats {home.municipality or '(onbekend)'} eindigt op {dutch_date(last_day)}."


def _is_open_home(one: Residence, begins: date) -> bool:
    earlier = one.starts_on is None or one.starts_on < begins
    return one.kind == ResidenceKind.HOME and one.ends_on is None and earlier


def _holds(one: Residence, day: date) -> bool:
    return (one.starts_on is None or one.starts_on <= day) and (one.ends_on is None or day <= one.ends_on)
