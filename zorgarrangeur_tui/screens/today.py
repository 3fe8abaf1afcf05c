"""Vandaag: who is at school today, what is due, what is not covered, what waits for a choice."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from storage.models.codes import CareKind
from widgets.detail_view import DetailView, Section
from zorgarrangeur_tui.commands import Command, bindings
from zorgarrangeur_tui.desk import overview
from zorgarrangeur_tui.desk.drafts import DRAFT, waiting
from zorgarrangeur_tui.desk.looking import note_search
from zorgarrangeur_tui.desk.retention import erasable_count
from zorgarrangeur_tui.domain.clock import duration, dutch_date, iso_week, time_span, week_is_even, weekday
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.looking import log_look
from zorgarrangeur_tui.screens.mode_screen import StoreScreen

_MOST = 12
"""Lines per section; the mode that a section points to has all of them."""


class NewCaseFromToday(Command):
    """Begin een nieuwe casus."""

    key = "n"
    label = "Nieuwe casus"
    footer = True

    @classmethod
    async def run(cls, actor: TodayScreen) -> None:
        """Go to the cases and begin one."""
        from zorgarrangeur_tui.screens.cases import CasesScreen, NewCase  # noqa: PLC0415 - another mode's module

        await actor.app.switch_mode("cases")
        screen = actor.app.screen
        if isinstance(screen, CasesScreen):
            screen.run_act(NewCase)


class TodayScreen(StoreScreen):
    """A page to read: nothing on it is kept, all of it is asked from the store."""

    MODE = "today"
    SHOWS = (DRAFT, "case", "visit_pattern", "care_need", "school", "professional", "fixed_bond", "pupil")
    ACTS = (NewCaseFromToday,)
    BINDINGS: ClassVar = bindings(ACTS)

    def __init__(self) -> None:
        super().__init__()
        self._logged = False

    def body(self) -> ComposeResult:
        """Show one page."""
        yield DetailView(id="today-view")

    def reload(self) -> None:
        """Ask the store what today looks like."""
        today = self.user.today
        parity = "even" if week_is_even(today) else "oneven"
        title = f"{weekday(today.weekday()).capitalize()} {dutch_date(today)}, week {iso_week(today)[-2:].lstrip('0')} ({parity})"
        sections = [
            Section(title, (), () if any(self.store.counts().values()) else (_NOTHING_YET,)),
            self._visits(),
            self._due(),
            self._gaps(),
        ]
        conflicts = overview.open_conflicts(self.store)
        if conflicts:
            line = f"{len(conflicts)} velden hebben twee waarden. Kijk bij Uitwisseling (7)."
            sections.insert(1, Section("! Keuze nodig", paragraphs=(line,)))
        erasable = erasable_count(self.store)
        if erasable:
            what = "casus of leerling is" if erasable == 1 else "casussen of leerlingen zijn"
            line = f"{erasable} {what} over de bewaartermijn. Kijk bij Beveiliging (,) onder Bewaartermijnen (r)."
            sections.insert(1, Section("! Te wissen", paragraphs=(line,)))
        drafts = waiting(self.store)
        if drafts:
            lines = tuple(
                (draft.at, f"{draft.form} ({draft.about})" if draft.about else draft.form) for draft in drafts
            )
            sections.insert(1, Section("! Niet opgeslagen", lines, (_OPEN_AGAIN,)))
        self.query_one("#today-view", DetailView).show([section for section in sections if section])

    def _visits(self) -> Section:
        visits = overview.visits_on(self.store, self.user.today)
        lines = tuple(
            (
                time_span(one.visit.start_minute, one.visit.duration_minutes),
                f"{one.professional.name if one.professional else '?'} bij {one.school.name if one.school else '?'}",
            )
            for one in visits[:_MOST]
        )
        return Section(
            f"Vandaag op school ({len(visits)})",
            lines,
            _more(len(visits), "Planning (5)") or _none(visits, "Geen bezoeken."),
        )

    def _due(self) -> Section:
        due = overview.deadlines(self.store)
        lines = tuple((("! " if one.overdue else "") + one.when, one.item.text) for one, _, _ in due[:_MOST])
        title = f"Termijnen in de komende {overview.WEEKS_AHEAD} weken ({len(due)})"
        return Section(title, lines, _more(len(due), "Casussen (2)") or _none(due, "Niets dat haast heeft."))

    def _gaps(self) -> Section:
        gaps = overview.gaps(self.store)
        self._log_opened(len(gaps))
        lines = tuple(
            (
                f"{duration(gap.coverage.uncovered_per_week)} p/w",
                f"{word(gap.need.kind, CareKind)}, {gap.pupil.pseudonym if gap.pupil else 'groep'}"
                f"{' bij ' + gap.school.name if gap.school else ''}",
            )
            for gap in sorted(gaps, key=lambda gap: -gap.coverage.uncovered)[:_MOST]
        )
        total = sum(gap.coverage.uncovered_per_week for gap in gaps)
        title = f"Nog niet gedekt ({duration(total)} per week)" if gaps else "Nog niet gedekt"
        return Section(title, lines, _more(len(gaps), "Planning (5)") or _none(gaps, "Alle zorgbehoeften zijn gedekt."))

    def _log_opened(self, children: int) -> None:
        """Log once that this page, which shows pseudonyms, was opened."""
        if not self._logged:
            self._logged = True
            store = self.store
            log_look(self.app, lambda: note_search(store, "today", children))


_OPEN_AGAIN = "Open hetzelfde formulier: wat u had getypt, staat er weer in. Na 30 dagen gaat het weg."
_NOTHING_YET = (
    "Hier staat nog niets. Ga met 3 naar Scholen en lees daar met i een scholenlijst in. "
    "Ga daarna met 2 naar Casussen en begin met n een casus."
)


def _more(count: int, where: str) -> tuple[str, ...]:
    return (f"en nog {count - _MOST}: zie {where}",) if count > _MOST else ()


def _none(found: object, sentence: str) -> tuple[str, ...]:
    return () if found else (sentence,)
