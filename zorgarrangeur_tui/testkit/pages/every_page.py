"""Every page by name: what `tester.pages` offers, a line for each screen of the app."""

from __future__ import annotations

from zorgarrangeur_tui.testkit.pages import (
    casework_pages,
    dialog_pages,
    door_pages,
    everyday_pages,
    exchange_pages,
    form_page,
    insight_pages,
    mode_pages,
    planning_pages,
)
from zorgarrangeur_tui.testkit.pages.page import Page, PageOf


class EveryPage:
    """The pages of all screens."""

    today = PageOf(mode_pages.TodayPage)
    cases = PageOf(mode_pages.CasesPage)
    schools = PageOf(mode_pages.SchoolsPage)
    providers = PageOf(mode_pages.ProvidersPage)
    planning = PageOf(mode_pages.PlanningPage)
    insight = PageOf(mode_pages.InsightPage)
    exchange = PageOf(mode_pages.ExchangePage)

    case = PageOf(casework_pages.CasePage)
    school = PageOf(casework_pages.SchoolPage)
    provider = PageOf(casework_pages.ProviderPage)
    school_calendar = PageOf(casework_pages.SchoolCalendarPage)
    capture = PageOf(casework_pages.CapturePage)
    notes = PageOf(casework_pages.NotesPage)
    note = PageOf(casework_pages.NotePage)
    history = PageOf(casework_pages.HistoryPage)
    reference = PageOf(casework_pages.ReferencePage)
    reference_set = PageOf(casework_pages.ReferenceSetPage)

    clashes = PageOf(planning_pages.ClashesPage)
    absence = PageOf(planning_pages.AbsencePage)
    tick_week = PageOf(planning_pages.TickPage)
    budgets = PageOf(planning_pages.BudgetsPage)
    measures = PageOf(planning_pages.MeasuresPage)
    term = PageOf(planning_pages.TermPage)
    presence = PageOf(planning_pages.PresencePage)
    publish = PageOf(planning_pages.PublishPage)
    versions = PageOf(planning_pages.VersionsPage)
    planner = PageOf(planning_pages.PlannerPage)
    plan_view = PageOf(planning_pages.PlanViewPage)

    breakdown = PageOf(insight_pages.BreakdownPage)
    collective = PageOf(insight_pages.CollectivePage)
    frozen_figures = PageOf(insight_pages.FreezePage)
    ledger = PageOf(insight_pages.LedgerPage)
    rest = PageOf(insight_pages.RestPage)
    rest_pupils = PageOf(insight_pages.RestPupilsPage)
    region = PageOf(insight_pages.RegionPage)
    homes = PageOf(insight_pages.HomesPage)
    home_site = PageOf(insight_pages.HomeSitePage)
    school_homes = PageOf(insight_pages.SchoolHomesPage)

    import_preview = PageOf(exchange_pages.ImportPage)
    questions = PageOf(exchange_pages.QuestionsPage)
    arrivals = PageOf(exchange_pages.ArrivalsPage)
    overview = PageOf(exchange_pages.OverviewPage)
    duplicates = PageOf(exchange_pages.DuplicatesPage)
    figures = PageOf(exchange_pages.FiguresPage)
    monitor_preview = PageOf(exchange_pages.MonitorPreviewPage)

    unlocking = PageOf(door_pages.UnlockPage)
    first_run = PageOf(door_pages.FirstRunPage)
    new_code = PageOf(door_pages.NewCodePage)
    secret = PageOf(door_pages.SecretPage)
    rescue = PageOf(door_pages.RescuePage)
    security = PageOf(door_pages.SecurityPage)
    retention = PageOf(door_pages.RetentionPage)
    access_log = PageOf(door_pages.LogPage)

    settings = PageOf(everyday_pages.SettingsPage)
    keys = PageOf(everyday_pages.KeysPage)
    press_key = PageOf(everyday_pages.PressKeyPage)
    key_check = PageOf(everyday_pages.KeyCheckPage)
    jump = PageOf(everyday_pages.JumpPage)
    lesson_welcome = PageOf(everyday_pages.LessonWelcomePage)
    lesson_steps = PageOf(everyday_pages.LessonStepsPage)
    making_region = PageOf(everyday_pages.MakingRegionPage)

    form = PageOf(form_page.FormPage)
    confirm = PageOf(dialog_pages.ConfirmPage)
    message = PageOf(dialog_pages.MessagePage)
    text_dialog = PageOf(dialog_pages.TextPage)
    choice = PageOf(dialog_pages.ChoicePage)
    pick_list = PageOf(dialog_pages.PickPage)
    find = PageOf(dialog_pages.FindPage)
    preview = PageOf(dialog_pages.PreviewPage)
    file_dialog = PageOf(dialog_pages.FilePage)
    paste_dialog = PageOf(dialog_pages.PastePage)
    help = PageOf(dialog_pages.HelpPage)
    palette = PageOf(dialog_pages.PalettePage)


PAGES: dict[str, type[Page]] = {
    found.page.SCREEN: found.page for found in vars(EveryPage).values() if isinstance(found, PageOf)
}
"""The page of each screen, by the class of the screen."""
