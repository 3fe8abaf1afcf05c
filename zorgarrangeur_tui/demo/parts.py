"""The region while it is being made: its records by type."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from storage.models import (
    CareLocation,
    CareNeed,
    Case,
    FixedBond,
    Professional,
    Provider,
    Pupil,
    Record,
    School,
    VisitPattern,
)


@dataclass(slots=True)
class Region:
    """The records of an invented region. Dates in it lie around `today`."""

    today: date
    schools: list[School] = field(default_factory=list)
    care_locations: list[CareLocation] = field(default_factory=list)
    providers: list[Provider] = field(default_factory=list)
    professionals: list[Professional] = field(default_factory=list)
    bonds: list[FixedBond] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    pupils: list[Pupil] = field(default_factory=list)
    needs: list[CareNeed] = field(default_factory=list)
    visits: list[VisitPattern] = field(default_factory=list)
    parts: list[Record] = field(default_factory=list)
    """What else belongs to cases and children."""
    carried_out: list[Record] = field(default_factory=list)
    """What came of the visits."""

    @property
    def year_start(self) -> date:
        """The first day of the school year in which today falls."""
        start = date(self.today.year, 8, 1)
        return start if start <= self.today else date(self.today.year - 1, 8, 1)

    def records(self) -> list[Record]:
        """Return all records, what others point at first."""
        records: list[Record] = [
            *self.schools,
            *self.providers,
            *self.care_locations,
            *self.professionals,
            *self.bonds,
            *self.cases,
            *self.pupils,
            *self.needs,
            *self.parts,
            *self.visits,
            *self.carried_out,
        ]
        for record in records:
            _as_stored(record)
        return records


def _as_stored(record: Record) -> None:
    """Turn the codes that a record has by default into plain text, as they come out of a store."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, StrEnum):
            setattr(record, name, value.value)
