"""Going to a view of the plan and back to the board: which view, of whom, and the visit under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.app import App

from storage.models import Professional, Provider
from storage.store import Store
from widgets.choice_popup import ChoicePopup
from widgets.record_source import ListSource, Row
from widgets.record_table import Column
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.desk.plan_view_paths import pupils_at, subjects
from zorgarrangeur_tui.desk.plan_views import PlanAsk
from zorgarrangeur_tui.desk.records import by_ids
from zorgarrangeur_tui.domain.plan_view_values import ViewKind
from zorgarrangeur_tui.keys.act_keys import with_act_keys
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.pick import PickScreen

_OPTIONS = (
    (ViewKind.PROFESSIONAL.value, "Week van een professional, bij alle scholen"),
    (ViewKind.PROVIDER.value, "Week van een zorgaanbieder, met alle professionals"),
    (ViewKind.PUPIL.value, "Week van een leerling: wie komt wanneer"),
    (ViewKind.DAY.value, "Een dag, alle scholen naast elkaar"),
)
_QUESTIONS = {
    ViewKind.PROFESSIONAL: "Van welke professional wilt u de week zien?",
    ViewKind.PROVIDER: "Van welke zorgaanbieder wilt u de week zien?",
    ViewKind.PUPIL: "Van welke leerling wilt u de week zien? Dat komt in het logboek.",
}
_NOBODY = {
    ViewKind.PROFESSIONAL: "Er zijn nog geen professionals. Voeg die toe bij Aanbieders ({GoProviders}).",
    ViewKind.PROVIDER: "Er zijn nog geen zorgaanbieders. Voeg die toe bij Aanbieders ({GoProviders}).",
    ViewKind.PUPIL: "Bij deze school zijn nog geen leerlingen. Voeg die toe bij Casussen ({GoCases}).",
}
_NAME = Column("Naam", 16, weight=2)
_PROVIDER = Column("Zorgaanbieder", 14, weight=2, priority=1)


@dataclass(frozen=True, slots=True)
class AtHand:
    """What is under the cursor when somebody asks for a view; "" for what is not known.

    Attributes:
        professional_id, provider_id, pupil_id: who it is about.
        school_id, care_location_id: where.
        day: which day.
        week: a day in the week that is shown; None for both weeks of the fortnight.
    """

    professional_id: str = ""
    provider_id: str = ""
    pupil_id: str = ""
    school_id: str = ""
    care_location_id: str = ""
    day: date | None = None
    week: date | None = None

    def subject(self, kind: ViewKind) -> str:
        """Return whom a view of this kind would be of."""
        subjects_at_hand = {
            ViewKind.PROFESSIONAL: self.professional_id,
            ViewKind.PROVIDER: self.provider_id,
            ViewKind.PUPIL: self.pupil_id,
        }
        return subjects_at_hand.get(kind, "")


async def choose_view(app: App[Any], store: Store, at_hand: AtHand, current: ViewKind | None = None) -> PlanAsk | None:
    """Ask which view, and of whom when that is not under the cursor; None when the user gives up."""
    start = current or ViewKind.PROFESSIONAL
    picked = await app.push_screen_wait(ChoicePopup("Welke weergave van de planning?", _OPTIONS, start.value))
    if picked is None or picked.key is None:
        return None
    kind = ViewKind(picked.key)
    if kind is ViewKind.DAY:
        return PlanAsk(kind, day=at_hand.day)
    subject = at_hand.subject(kind) or await choose_subject(app, store, PlanAsk(kind), at_hand)
    return PlanAsk(kind, subject, at_hand.week) if subject else None


async def choose_subject(app: App[Any], store: Store, ask: PlanAsk, at_hand: AtHand) -> str | None:
    """Ask of which professional, provider or pupil; None when the user gives up."""
    if ask.kind is ViewKind.PUPIL and not ask.subject_id:
        if not at_hand.school_id and not at_hand.care_location_id:
            tell(app, "Zet de cursor op een bezoek, of open de week van een leerling in zijn casus.")
            return None
        named = pupils_at(store, at_hand.school_id, at_hand.care_location_id)
    else:
        named = subjects(store, ask)
    with_provider = ask.kind is ViewKind.PROFESSIONAL
    rows = _with_provider(store, named) if with_provider else [Row(key, (name,)) for key, name in named]
    columns = (_NAME, _PROVIDER) if with_provider else (_NAME,)
    screen = PickScreen(
        _QUESTIONS[ask.kind], columns, ListSource(rows), empty_text=with_act_keys(_NOBODY[ask.kind], app)
    )
    return await app.push_screen_wait(screen)


async def show_plan_view(app: App[Any], ask: PlanAsk) -> None:
    """Open a view of the plan over the screen that is shown; Esc goes back there."""
    from zorgarrangeur_tui.screens.plan_view import PlanViewScreen  # noqa: PLC0415 - opened now and then

    await app.push_screen(PlanViewScreen(ask))


async def show_pupil_week(app: App[Any], pupil_id: str) -> None:
    """Open the week of a child: who comes when, and which faces it sees. That is logged."""
    await show_plan_view(app, PlanAsk(ViewKind.PUPIL, pupil_id))


async def show_board(app: App[Any], school_id: str, visit_id: str | None = None, *, monday: date | None = None) -> None:
    """Open the planning board of a school, with the cursor on a visit. Views and lists that lie over the board are closed.

    Args:
        app: the app.
        school_id: the school.
        visit_id: the visit.
        monday: of the week that the board shows; None for the week that it shows already.
    """
    from zorgarrangeur_tui.screens.planning import PlanningScreen  # noqa: PLC0415 - that screen knows this module

    await app.switch_mode("planning")
    while isinstance(app.screen, StoreScreen) and not isinstance(app.screen, PlanningScreen):
        app.pop_screen()
    if isinstance(app.screen, PlanningScreen):
        if monday is not None:
            app.screen.show_week(monday)
        app.screen.go_to(school_id, visit_id)


def _with_provider(store: Store, named: list[tuple[str, str]]) -> list[Row]:
    people = by_ids(store, Professional, [key for key, _ in named])
    providers = by_ids(store, Provider, [person.provider_id for person in people.values()])
    names = {key: provider.name for key, provider in providers.items()}
    return [Row(key, (name, names.get(people[key].provider_id, ""))) for key, name in named]
