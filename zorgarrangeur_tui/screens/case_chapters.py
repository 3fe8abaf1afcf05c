"""The chapters of a case: which records stand in each, and which columns its list has."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.record_columns import Column

_CARE_COLUMNS = (
    Column("Wie en wat", 20, weight=3),
    Column("Vorm", 10, priority=2),
    Column("Nodig p/w", 12, right=True),
    Column("Niet gedekt", 14, right=True),
    Column("Betaald", 7, priority=1),
)
_PART_COLUMNS = (
    Column("Wat", 20, weight=3),
    Column("Stand", 14, weight=2),
    Column("Wanneer", 18, priority=1),
    Column("Hoeveel of wie", 14, weight=1, priority=2),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of a case.

    Attributes:
        id: of the chapter.
        words: its title.
        types: the record types that can be added in it, first the usual one.
        beneath: types that stand under these and are shown, but not added here.
        children: whether every child has a line of its own, also without anything beneath it.
        columns: of its list.
    """

    id: str
    words: str
    types: tuple[str, ...]
    beneath: tuple[str, ...] = ()
    children: bool = False
    columns: tuple[Column, ...] = _PART_COLUMNS

    @property
    def shown(self) -> tuple[str, ...]:
        """All record types on it."""
        return (*self.types, *self.beneath)


CHAPTERS = (
    Chapter("care", "Zorg", ("care_need", "entitlement"), children=True, columns=_CARE_COLUMNS),
    Chapter("parties", "Partijen", ("case_party",)),
    Chapter("agreements", "Afspraken", ("agreement",)),
    Chapter("plan", "Plan", ("action", "review", "scale_event")),
    Chapter("parents", "Ouders", ("family_view", "consent"), children=True),
    Chapter("residence", "Wonen", ("residence",), children=True),
    Chapter(
        "tracks",
        "Trajecten",
        ("exemption", "out_of_school", "reduced_time", "oza_deviation", "emb_check"),
        children=True,
    ),
    Chapter("places", "Plekken", ("provision", "placement", "childcare"), children=True),
    Chapter("quality", "Kwaliteit", ("quality_check", "barrier")),
    Chapter("notes", "Verslag", ("visit_note",), beneath=("note_item", "action")),
)
"""In the order in which a case usually goes."""

EVERY_TYPE = tuple(dict.fromkeys(kind for chapter in CHAPTERS for kind in chapter.shown))
"""Every record type that stands in some chapter."""


def chapter_of(record_type: str) -> Chapter:
    """Return the chapter in which a record type is added, or else shown; the first one for a case or a child."""
    adding = (chapter for chapter in CHAPTERS if record_type in chapter.types)
    showing = (chapter for chapter in CHAPTERS if record_type in chapter.beneath)
    return next(adding, None) or next(showing, CHAPTERS[0])
