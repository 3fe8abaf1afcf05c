"""Figures that must stay as they were, and comparisons that somebody wants to come back to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record, number_register


class FigureFreeze(Record, table=True):
    """The figures of one school, or of all, as they were on a day: a startfoto to hold later figures against.

    `rows` has a row per figure: cut, code of the part, name of the part, name of the measure, and the figure as text (a whole
    number, a fraction such as 7/2, or "" for not known). `rules` says in Dutch how was counted then.
    """

    __tablename__ = "figure_freeze"

    school_id: str = Field(default="", index=True, description="empty: everything in the store")
    name: str = ""
    frozen_on: date | None = None
    rules: list[str] = Field(default_factory=list, sa_type=JSON)
    rows: list[list[str]] = Field(
        default_factory=list,
        sa_type=JSON,
        sa_column_kwargs=number_register(),
        description="counted by the app: nine digits in a row are a figure here, never a person",
    )
    note: str = ""


class Scenario(Record, table=True):
    """A comparison of individual and collective care under somebody's own assumptions."""

    school_id: str = Field(default="", index=True, description="school or care location that is compared")
    name: str = ""
    made_on: date | None = None
    assumptions: list[str] = Field(default_factory=list, sa_type=JSON, description="own numbers, such as group_size=5")
    note: str = ""
