"""The form of an absence, and the way to its screen from wherever a professional is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from storage.models import Absence, Professional
from widgets.choice_popup import ChoicePopup
from widgets.dialogs import ConfirmDialog
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.absences import (
    ABSENCE_FIELDS,
    add_absence,
    change_absence,
    current_absences,
    decided_for,
    decided_outside,
    remove_absence,
)
from zorgarrangeur_tui.desk.drafts import key_of_change
from zorgarrangeur_tui.desk.refusals import require
from zorgarrangeur_tui.domain.absences import period_problems
from zorgarrangeur_tui.domain.checked_records import away_value
from zorgarrangeur_tui.forms import values_of
from zorgarrangeur_tui.keys.act_text import ActText
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.record_dialogs import ask

_NEW = "new"


async def open_absence(
    screen: StoreScreen, person: Professional, colleagues: Iterable[Professional], day: date | None = None
) -> None:
    """Ask when somebody is away, and show whom that hits and who could come; or show what was written down before.

    Args:
        screen: where it is asked.
        person: who is at hand; the form can be about a colleague.
        colleagues: who can be chosen.
        day: that is proposed; None for today.
    """
    known = [one for one, who in current_absences(screen.store, screen.user.today) if who.id == person.id]
    if known:
        options = [(one.id, _words(one)) for one in known]
        popup = ChoicePopup(f"Afwezigheid van {person.name}", [*options, (_NEW, "Nog een opschrijven")], known[0].id)
        picked = await screen.app.push_screen_wait(popup)
        if picked is None or picked.key is None:
            return
        if picked.key != _NEW:
            await show_absence(screen, picked.key)
            return
    absence = await ask_absence(screen, person, colleagues, day or screen.user.today)
    if absence is not None:
        await show_absence(screen, absence.id)


async def show_absence(screen: StoreScreen, absence_id: str) -> None:
    """Show the visits of an absence over the screen that is shown."""
    from zorgarrangeur_tui.screens.absence import AbsenceScreen  # noqa: PLC0415 - opened now and then

    await screen.app.push_screen(AbsenceScreen(absence_id))


async def ask_absence(
    screen: StoreScreen, person: Professional, colleagues: Iterable[Professional], day: date
) -> Absence | None:
    """Ask who is away, and from when to when: one day, unless somebody says otherwise.

    Returns:
        The absence, or None when the user cancelled.
    """
    people = {person.id: person, **{one.id: one for one in colleagues}}
    saved = await ask(
        screen,
        "Afwezig",
        Absence,
        ("professional_id", *ABSENCE_FIELDS),
        lambda values: add_absence(screen.store, values),
        values={"professional_id": person.id, "first_day": day, "last_day": day},
        required=("professional_id", "first_day"),
        about=(person.id,),
        pointers={"professional_id": tuple((one.id, one.name) for one in people.values())},
    )
    return saved if isinstance(saved, Absence) else None


async def ask_absence_change(screen: StoreScreen, absence: Absence) -> None:
    """Ask what changes; whatever was decided for days that fall out of it is taken back when the user says so."""
    before = values_of(absence, ABSENCE_FIELDS)
    asked: list[dict[str, Any]] = []

    def keep(values: dict[str, Any]) -> Absence:
        require(period_problems(values))
        asked.append(values)
        return absence

    await ask(
        screen,
        "Afwezigheid wijzigen",
        Absence,
        ABSENCE_FIELDS,
        keep,
        values=before,
        required=("first_day",),
        draft_key=key_of_change("absence", absence.id),
    )
    if not asked:
        return
    outside = decided_outside(screen.store, absence.id, asked[0])
    take_back = bool(outside) and await _take_back(screen, len(outside))
    changed = {name: value for name, value in asked[0].items() if value != before[name]}
    change_absence(screen.store, absence.id, changed, take_back=take_back)
    if take_back:
        told = f"{_visits(len(outside))} weer zoals altijd."
        tell(screen.app, ActText(told, "Met {Undo} (ongedaan) draait u dit terug."))


async def ask_absence_removal(screen: StoreScreen, absence: Absence, name: str) -> bool:
    """Take an absence away when the user is sure, and what was decided for it when the user says so."""
    sure = await screen.app.push_screen_wait(
        ConfirmDialog(
            f"Afwezigheid van {name} weghalen?",
            [ActText("", "Met {Undo} (ongedaan) komt het terug.")],
            confirm_label="Weghalen",
        )
    )
    if not sure:
        return False
    decided = decided_for(screen.store, absence.id)
    take_back = bool(decided) and await _take_back(screen, len(decided))
    remove_absence(screen.store, absence.id, take_back=take_back)
    return True


async def _take_back(screen: StoreScreen, count: int) -> bool:
    """Ask whether decisions about visits are taken back."""
    sure = await screen.app.push_screen_wait(
        ConfirmDialog(
            "Ook terugnemen wat al geregeld was?",
            [
                f"Op dagen waarop deze professional er weer is, {_arranged(count)}.",
                "Terugnemen: dan is het weer zoals altijd. Zeg het ook tegen wie zou invallen.",
            ],
            confirm_label="Terugnemen",
            cancel_label="Zo laten",
        )
    )
    return bool(sure)


def _arranged(count: int) -> str:
    if count == 1:
        return "heeft 1 bezoek een vervanger, of vervalt het"
    return f"hebben {count} bezoeken een vervanger, of vervallen ze"


def _visits(count: int) -> str:
    return "1 bezoek is" if count == 1 else f"{count} bezoeken zijn"


def _words(absence: Absence) -> str:
    away = away_value(absence)
    return f"Afwezig {away.words}" if away else "Afwezig"
