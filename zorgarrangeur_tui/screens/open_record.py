"""Opening any record where it lives, with the cursor on it: from what is due, from a search, from a list of changes."""

from __future__ import annotations

from typing import Any

from textual.app import App

from storage.errors import RecordMissing
from storage.models import RECORD_TYPES, Record
from storage.store import Store
from zorgarrangeur_tui.desk.refusals import ActRefused
from zorgarrangeur_tui.session import Session

_WITH_SCREEN = ("case", "school", "provider")
_HOMES = {"case_id": "case", "visit_note_id": "visit_note", "school_id": "school", "provider_id": "provider"}
"""In which field a record names where it belongs, best first, and the type of that."""


async def open_record(app: App[Any], record_type: str, record_id: str) -> None:
    """Open the screen on which a record stands, and put the cursor on it.

    A part of a case opens in its case; a professional at the provider; a fixed provider, a visit or a note without a case at
    the school. The screen that asked stays beneath it, so that Esc goes back there.

    Args:
        app: the app, with an opened store.
        record_type: a name of `storage.models.RECORD_TYPES`.
        record_id: which.

    Raises:
        RecordMissing: the record, or what it belongs to, is not there (any more).
        ActRefused: the record has no screen of its own.
    """
    session = getattr(app, "session", None)
    assert isinstance(session, Session), "records are opened in an unlocked store"
    home_type, home_id = home_of(session.store, record_type, record_id)
    at = record_id if record_id != home_id else None
    match home_type:
        case "case":
            from zorgarrangeur_tui.screens.case import CaseScreen  # noqa: PLC0415 - one of the three is shown

            await app.push_screen(CaseScreen(home_id, at=at))
        case "school":
            from zorgarrangeur_tui.screens.school import SchoolScreen  # noqa: PLC0415

            school = SchoolScreen(home_id)
            await app.push_screen(school)
            if at is not None:
                school.select_later(at)
        case _:
            from zorgarrangeur_tui.screens.provider import ProviderScreen  # noqa: PLC0415

            provider = ProviderScreen(home_id)
            await app.push_screen(provider)
            if at is not None:
                provider.select_later(at)


def home_of(store: Store, record_type: str, record_id: str) -> tuple[str, str]:
    """Return the type and id of the case, school or provider on whose screen a record stands.

    Raises:
        RecordMissing: the record, or what it belongs to, is not there (any more).
        ActRefused: the record stands on no such screen.
    """
    record: Record = store.get(RECORD_TYPES[record_type], record_id)
    if record_type in _WITH_SCREEN:
        return record_type, record_id
    homes = [(home, str(getattr(record, field))) for field, home in _HOMES.items() if getattr(record, field, "")]
    if not homes:
        raise ActRefused("Dit gegeven heeft geen eigen scherm. Er is niets gewijzigd.")
    home_type, home_id = homes[0]
    try:
        return home_of(store, home_type, home_id)
    except RecordMissing:
        raise RecordMissing("Waar dit bij hoort, is er niet (meer). Er is niets gewijzigd.") from None
