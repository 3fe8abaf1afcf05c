"""Forms that are no record's own and keep what is typed in them too: what each is called in the list of drafts."""

from __future__ import annotations

from enum import StrEnum


class DraftForm(StrEnum):
    """A form whose draft is kept; the value is in the key of its draft (see `key_of_form`), so it must not change."""

    BUNDLE = "bundle"
    BUNDLE_CASES = "bundle_cases"
    CHOOSE_VALUE = "choose_value"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    ERASE = "erase"
    FREEZE = "freeze"
    HAND_OVER = "hand_over"
    HELP_COLLEAGUE = "help_colleague"
    HOLD = "hold"
    IMPORT_CHOICES = "import_choices"
    JOIN = "join"
    KEEP_COPY = "keep_copy"
    LETTER = "letter"
    NOTE_FILE = "note_file"
    PLAN_FILE = "plan_file"
    PLANNER = "planner"
    PUBLISH = "publish"
    REPORT = "report"
    REVOKE = "revoke"
    SCENARIO = "scenario"
    TABLE = "table"
    TICK = "tick"
    VISIT_DAY = "visit_day"
    VISIT_FROM = "visit_from"
    VISIT_NOTE = "visit_note"
    VISIT_SPLIT = "visit_split"


DRAFT_FORM_WORDS = {
    DraftForm.BUNDLE: "bundel maken",
    DraftForm.BUNDLE_CASES: "casussen voor een bundel",
    DraftForm.CHOOSE_VALUE: "waarde bij een keuze",
    DraftForm.CONSENT_WITHDRAWN: "toestemming intrekken",
    DraftForm.ERASE: "voorgoed wissen",
    DraftForm.FREEZE: "cijfers vastleggen",
    DraftForm.HAND_OVER: "casus overdragen",
    DraftForm.HELP_COLLEAGUE: "noodcode tonen",
    DraftForm.HOLD: "niet wissen",
    DraftForm.IMPORT_CHOICES: "keuzes bij een bundel die nog niet is ingelezen",
    DraftForm.JOIN: "samenvoegen",
    DraftForm.KEEP_COPY: "exemplaar houden",
    DraftForm.LETTER: "brief aan de ouders",
    DraftForm.NOTE_FILE: "bestand van een verslag",
    DraftForm.PLAN_FILE: "bestand van een rooster",
    DraftForm.PLANNER: "voorstel van de planner",
    DraftForm.PUBLISH: "rooster publiceren",
    DraftForm.REPORT: "document maken",
    DraftForm.REVOKE: "contact intrekken",
    DraftForm.SCENARIO: "scenario bewaren",
    DraftForm.TABLE: "tabel voor anderen",
    DraftForm.TICK: "week aftekenen",
    DraftForm.VISIT_DAY: "bezoek op één dag",
    DraftForm.VISIT_FROM: "bezoek wijzigen vanaf een datum",
    DraftForm.VISIT_NOTE: "notitie bij een bezoek",
    DraftForm.VISIT_SPLIT: "bezoek splitsen",
}
"""As a user reads them in "Niet opgeslagen"."""
