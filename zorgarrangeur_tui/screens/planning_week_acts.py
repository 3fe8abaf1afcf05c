"""One week on the board: to it and from it, and what happens on one day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from storage.models import VisitException, VisitPattern
from storage.models.planning_codes import CancellationCause
from widgets.choice_popup import ChoicePopup
from zorgarrangeur_tui.commands import CommandClass, tell
from zorgarrangeur_tui.desk import visit_edits as desk
from zorgarrangeur_tui.desk.draft_forms import DraftForm
from zorgarrangeur_tui.desk.exceptions import exception_on, require_unchanged
from zorgarrangeur_tui.domain.school_years import monday_of
from zorgarrangeur_tui.domain.visit_day_words import day_words
from zorgarrangeur_tui.domain.words import choices
from zorgarrangeur_tui.screens.day_form import day_fields, decided
from zorgarrangeur_tui.screens.planning_paths import AtRest
from zorgarrangeur_tui.screens.short_forms import ask_values

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.planning import PlanningScreen

_WEEK = timedelta(weeks=1)
_FAR = 60
"""So many weeks are looked through for a day on which a visit is due."""


class ShowWeek(AtRest):
    """Wissel tussen het vaste rooster en deze week. In een week ziet u wat op die dagen anders is, vervalt of dicht is."""

    key = "W"
    label = "Week of vast rooster"

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Show the other."""
        actor.show_week(None if actor.week else actor.user.today)


def _step(name: str, by: int, key: str, label: str, explanation: str) -> CommandClass:
    """Return the act that shows the week before or after; from the fixed plan counted from this week."""

    async def run(_: CommandClass, actor: PlanningScreen) -> None:
        actor.show_week((actor.week or monday_of(actor.user.today)) + by * _WEEK)

    members = {
        "__doc__": explanation,
        "__module__": __name__,
        "key": key,
        "label": label,
        "run": classmethod(run),
    }
    return type(name, (AtRest,), members)


PreviousWeek = _step(
    "PreviousWeek", -1, "left_curly_bracket", "Week terug", "Bekijk de week ervoor, met de dagen zelf."
)
NextWeek = _step("NextWeek", 1, "right_curly_bracket", "Week verder", "Bekijk de week erna, met de dagen zelf.")


class ThisDay(AtRest):
    """Verander het bezoek op één dag: het vervalt, is op een andere tijd of dag, of er komt iemand anders. Of weer gewoon."""

    key = "d"
    label = "Deze dag"
    needs = "Zet de cursor eerst op een bezoek: {NextVisit} gaat naar het volgende."

    @classmethod
    def available(cls, actor: PlanningScreen) -> bool:
        """Only with a visit under the cursor."""
        return super().available(actor) and actor.visit is not None

    @classmethod
    async def run(cls, actor: PlanningScreen) -> None:
        """Ask what happens; on the fixed plan also on which day."""
        if actor.visit is None or actor.board is None:
            return
        visit = actor.store.get(VisitPattern, actor.visit.id)
        fixed_day = actor.due_day
        proposed = fixed_day or _next_due(actor, visit)
        exception = exception_on(actor.store, visit.id, proposed) if proposed else None

        def save(given: dict[str, Any]) -> None:
            day = fixed_day or given["day"]
            require_unchanged(actor.store, visit.id, day, exception if day == proposed else None)
            values = decided(given)
            if values is None:
                changed = desk.undo_day(actor.store, visit.id, day)
            else:
                changed = desk.decide_day(actor.store, visit.id, day, values) is not None
            told = (
                f"Alleen {day_words(day)} is anders."
                if changed and values
                else f"{day_words(day).capitalize()} is weer zoals altijd."
            )
            tell(actor.app, f"{told} Het vaste rooster is niet veranderd.")

        title = f"Bezoek op {day_words(fixed_day)}" if fixed_day else "Bezoek op één dag"
        fields = day_fields(visit, exception, proposed, actor.board.professionals, asks_day=fixed_day is None)
        about = (visit.id, proposed.isoformat() if proposed else "")
        await ask_values(actor, title, fields, VisitException, save, form=DraftForm.VISIT_DAY, about=about)


async def cancel_chosen(actor: PlanningScreen) -> None:
    """Ask why, and let the chosen visits fall away on their day."""
    chosen = actor.chosen
    title = "Waarom vervalt het bezoek op deze dag?" if len(chosen) == 1 else "Waarom vervallen deze bezoeken?"
    picked = await actor.app.push_screen_wait(ChoicePopup(title, choices(CancellationCause), None))
    if picked is not None and picked.key is not None:
        desk.cancel_days(actor.store, chosen, picked.key)
        actor.tell_only_then(chosen, "vervallen")


def _next_due(actor: PlanningScreen, visit: VisitPattern) -> date | None:
    """Return the first day from today on which a visit is due and its school is open; None when there is none for long."""
    today = actor.user.today
    place = actor.board.place if actor.board else None
    found = place.occurrences(visit, today, today + _FAR * _WEEK) if place else ()
    return next((one.due_day for one in found if not one.reasons), None)
