"""Everything that writes is taken back by one key, or is on a list here of what is not, and its user was told before."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("storage", "zorgarrangeur_tui/desk", "zorgarrangeur_tui/screens")

NOTHING_CHANGES = {
    "Ankers gemaakt",
    "Bezoekverslag bekeken",
    "Casus bekeken",
    "Geschiedenis bekeken",
    "Leerlingen vergeleken",
    "Logboek bekeken",
    "Naam bekeken",
    "Namen bekeken",
    "Noodcode gelezen",
    "Ontgrendeld",
    "Vergrendeld",
    "'Gezocht' if words.strip() else 'Lijst bekeken'",
    "statistics_bundles._ACT",
}
"""A row in the log, and nothing else."""

OF_THE_APP = {
    "Concept bewaard",
    "Oude concepten opgeruimd",
    "Opnieuw gedaan",
    "School van het bord onthouden",
    "records.UNDOING",
}
"""Drafts, which come and go with their form, where the board is opened again, and undoing itself."""

ITS_OWN_WAY_BACK = {
    "Contact gecontroleerd": ("screens/contact_trust_acts.py", "Trek het contact onder de cursor in"),
    "Contact ingetrokken": ("screens/contact_trust_acts.py", "of hef dat weer op"),
    "Contactkaart ingelezen": ("screens/contact_trust_acts.py", "Trek het contact onder de cursor in"),
    "Dubbel of niet": ("screens/joining_acts.py", "Nog een keer maakt dat ongedaan"),
    "Exemplaar gehouden na overdracht": ("screens/hand_over_acts.py", "of vergeet daarna uw exemplaar"),
    "Intrekken opgeheven": ("screens/contact_trust_acts.py", "Trek het contact onder de cursor in"),
    "Map met binnengekomen bestanden gekozen": ("screens/arrival_acts.py", "Er wordt niets in geschreven"),
    "Overdracht ingetrokken": ("screens/hand_over_acts.py", "Draag deze casus over"),
    "Reservekopie teruggezet": ("screens/backup_acts.py", "Wat er nu staat, wordt opzijgezet"),
    "Tijd tot vergrendelen gewijzigd": ("screens/key_acts.py", "Kies na hoeveel minuten"),
    "hand_over.act": ("screens/hand_over_acts.py", "of trek dat in"),
    "retention.act": ("screens/erase_dialogs.py", "tot u dat opheft"),
}
"""Not with the undo key, but with an act of its own; where its user reads so."""

A_FILE_OR_MESSAGE = {
    "Bundel gemaakt": ("screens/bundle_making.py", "U ziet eerst precies wat er meegaat"),
    "Bestand gemaakt": ("screens/visit_note.py", "Wis het bestand als u het niet meer nodig hebt"),
    "Naslag uitgegeven": ("screens/exchange_overview_acts.py", "naslag"),
    "Nieuwe sleutels van contact ingelezen": ("screens/contact_acts.py", "de nieuwe sleutels van een ander"),
    "Ontvangstbewijs gemaakt": ("screens/bundle_making.py", "Maak een ontvangstbewijs"),
    "Ontvangstbewijs ingelezen": ("screens/bundle_acts.py", "Lees"),
    "Register gemaakt": ("screens/contact_trust_acts.py", "geeft u het hier uit"),
    "Register ingelezen": ("screens/contact_trust_acts.py", "Bekijk het register"),
    "Register meegegeven": ("screens/contact_trust_acts.py", "geeft u het hier uit"),
    "Reservekopie gemaakt": ("screens/backup_acts.py", "Maak nu een reservekopie"),
    "Oude reservekopieën weggehaald": ("screens/erase_dialogs.py", "Daarna haalt ze de oude weg"),
    "exports._ACT": ("screens/report_files.py", "het komt in het logboek"),
}
"""What leaves, or arrives from others, beside the records."""

FOR_GOOD = {
    "Exemplaar vergeten na overdracht": ("desk/hand_over_words.py", "Vergeten kan niet ongedaan gemaakt worden"),
    "Nieuwe hoofdsleutel": ("screens/key_acts.py", "Dat kan niet ongedaan gemaakt worden"),
    "Nieuwe sleutels": ("screens/contact_trust_acts.py", "Dat kan niet ongedaan gemaakt worden"),
    "Teruggeroepen gegevens vergeten": ("desk/erasure_words.py", "Dat kan niet ongedaan gemaakt worden"),
    "Voorgoed gewist": ("screens/erase_dialogs.py", "voorgoed wissen?"),
    "vault.act": ("screens/key_acts.py", "herstelcode"),
}
"""Nobody gets it back; where its user reads so before it is done."""

TOLD = ITS_OWN_WAY_BACK | A_FILE_OR_MESSAGE | FOR_GOOD


def writes() -> Iterator[tuple[str, str]]:
    """Yield (module, act) for each unit of work in the source: its words, or `module.expression` where those are made."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr == "unit_of_work"
                ):
                    yield path.stem, words_of(path.stem, node.args[0])


def words_of(module: str, act: ast.expr) -> str:
    """Return the words of an act as they stand in the source."""
    if isinstance(act, ast.Constant):
        return str(act.value)
    text = ast.unparse(act)
    return f"{module}.{text}" if text.isidentifier() else text


BY_UNDO = frozenset(
    (
        "absence_decisions",
        "absences",
        "board",
        "budgets",
        "calendars",
        "case_parts",
        "cases",
        "consents",
        "frozen_figures",
        "holiday_import",
        "home_counts",
        "inventory_import",
        "joining",
        "moves",
        "new_school",
        "open_questions",
        "planner",
        "planning_edit_acts",
        "proposals",
        "providers",
        "publishing",
        "records",
        "reference_import",
        "reference_rows",
        "scenarios",
        "schools",
        "settling",
        "take_back",
        "taking_in",
        "tick_acts",
        "visit_changes",
        "visit_edits",
        "visit_notes",
    )
)
"""Modules whose other units of work write records, and so are acts that undo takes back (`storage.undo`)."""


def test_every_write_is_undone_with_the_key_or_is_on_a_list_of_what_is_not() -> None:
    """Who adds an act that writes puts it where it belongs, and tells its user."""
    listed = NOTHING_CHANGES | OF_THE_APP | set(TOLD)
    found = set(writes())
    unlisted = {f"{module}: {act}" for module, act in found if act not in listed and module not in BY_UNDO}
    assert not unlisted
    assert listed <= {act for _, act in found}, "the lists name only what there is"


def test_what_the_key_does_not_take_back_is_told() -> None:
    """In the explanation of the act, or in the question before it."""
    for act, (path, sentence) in TOLD.items():
        assert sentence in (ROOT / "zorgarrangeur_tui" / path).read_text(encoding="utf-8"), act
