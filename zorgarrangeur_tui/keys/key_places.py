"""Where keys work, in the words of a user."""

from __future__ import annotations

from zorgarrangeur_tui.keys.keymap import DIALOGS, EVERYWHERE, Bindable

_WORDS = {
    EVERYWHERE: "Overal",
    "TodayScreen": "Vandaag",
    "CasesScreen": "Casussen",
    "CaseScreen": "Casus",
    "VisitNotesScreen": "Verslagen",
    "VisitNoteScreen": "Verslag",
    "RecordHistoryScreen": "Geschiedenis",
    "SchoolsScreen": "Scholen",
    "SchoolScreen": "School",
    "SchoolCalendarScreen": "Kalender",
    "BudgetsScreen": "Budgetten",
    "ProvidersScreen": "Aanbieders",
    "ProviderScreen": "Aanbieder",
    "PlanningScreen": "Planning",
    "PlanViewScreen": "Weergave",
    "TermScreen": "Schooljaar",
    "PresenceScreen": "Vraag en aanwezig",
    "MeasuresScreen": "Maten",
    "ClashesScreen": "Botsingen",
    "PlannerScreen": "Planner",
    "PublishScreen": "Publiceren",
    "PlanVersionsScreen": "Eerdere roosters",
    "AbsenceScreen": "Afwezigheid",
    "TickWeekScreen": "Aftekenen",
    "InsightScreen": "Inzicht",
    "BreakdownScreen": "Uitsplitsen",
    "CollectiveScreen": "Vergelijken",
    "FrozenFiguresScreen": "Startfoto's",
    "RestScreen": "Rust",
    "RestPupilsScreen": "Rust per leerling",
    "RegionDeskScreen": "Regio",
    "LedgerScreen": "Potjes",
    "FiguresScreen": "Cijfers",
    "MonitorPreviewScreen": "Monitor",
    "HomeMunicipalitiesScreen": "Wie aan tafel",
    "HomeSiteScreen": "Wie aan tafel",
    "SchoolHomesScreen": "Wie aan tafel",
    "ExchangeScreen": "Uitwisseling",
    "ExchangeOverviewScreen": "Overzicht bundels",
    "ImportPreviewScreen": "Bundel inlezen",
    "OpenQuestionsScreen": "Te kiezen",
    "ArrivalsScreen": "Map met bundels",
    "DuplicatesScreen": "Dubbelen",
    "ReferenceScreen": "Naslag",
    "ReferenceSetScreen": "Naslaglijst",
    "SecurityScreen": "Beveiliging",
    "AccessLogScreen": "Logboek",
    "RetentionScreen": "Bewaartermijnen",
    "SettingsScreen": "Instellingen",
    "KeysScreen": "Toetsen kiezen",
    "UnlockScreen": "Openen",
    "FirstRunScreen": "Eerste keer",
}
_IN_DIALOGS = "Vensters"
_IN_LISTS = "Lijsten en velden"
_MORE_SCREENS = "Andere schermen"


def place_words(bindable: Bindable) -> str:
    """Return where something can be done: the screen, or of several the first and how many more there are."""
    if bindable.widget:
        return _IN_LISTS
    words = sorted({_words_of(place) for place in bindable.places})
    return words[0] if len(words) == 1 else f"{words[0]} +{len(words) - 1}"


def _words_of(place: str) -> str:
    return _IN_DIALOGS if place.startswith(DIALOGS) else _WORDS.get(place, _MORE_SCREENS)
