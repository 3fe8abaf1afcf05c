"""What is written down on a visit, and who does what by when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON
from sqlmodel import Field

from storage.models.base import Record
from storage.models.casework_codes import NoteItemKind


class VisitNote(Record, table=True):
    """A visit to a school or care location by the arrangeur, written down while it is fresh."""

    __tablename__ = "visit_note"

    school_id: str = Field(default="", index=True)
    care_location_id: str = Field(default="", index=True)
    case_id: str = Field(default="", index=True, description="empty: about the school, not one case")
    day: date | None = Field(default=None, index=True)
    start_minute: int | None = Field(default=None, description="minute of the day on the wall clock")
    end_minute: int | None = None
    present: list[str] = Field(default_factory=list, sa_type=JSON, description="roles that were there, no names")
    purpose: str = ""
    next_visit_on: date | None = None
    note: str = ""


class NoteItem(Record, table=True):
    """One line of a visit note, which may or may not be shared."""

    __tablename__ = "note_item"

    visit_note_id: str = Field(default="", index=True)
    case_id: str = Field(default="", index=True, description="that of the note")
    pupil_id: str = Field(default="", index=True, description="empty: about the group or the school")
    kind: str = NoteItemKind.OBSERVATION
    group_name: str = ""
    text: str = ""
    shareable: bool = False


class Action(Record, table=True):
    """What somebody does by a day: an open action, or a step of the plan of action."""

    case_id: str = Field(default="", index=True)
    pupil_id: str = Field(default="", index=True, description="empty: for the case as a whole")
    visit_note_id: str = Field(default="", index=True, description="note in which it was agreed; empty: elsewhere")
    what: str = ""
    who: str = Field(default="", description="role or organisation")
    due_on: date | None = Field(default=None, index=True)
    done_on: date | None = None
    in_plan: bool = Field(default=False, description="a step of the plan of action (plan van aanpak)")
    shareable: bool = False
    note: str = ""
