"""The verbs and what they are for. Imports nothing: the help of the program is answered from here."""

PROGRAM = "zorgarrangeur"

VERBS = (
    ("init", "init", "Make a new, encrypted store."),
    (
        "import",
        "import_lists",
        "Read in a list: schools, where pupils live, holidays, municipalities, tariffs or codes.",
    ),
    ("list", "list_records", "Show cases, schools, visits, gaps, clashes, conflicts, deadlines, calendars and more."),
    ("find", "find", "Find cases, schools, care locations, providers and professionals by a few letters."),
    ("show", "show", "Show one case with its pupils and needs, one visit note, or what any record holds."),
    (
        "add",
        "add",
        "Add a school, case, pupil, need, provider, professional, visit, own day, budget, note, case part and more.",
    ),
    ("change", "change", "Change fields of a record."),
    ("remove", "remove", "Take a record away."),
    ("join", "join", "Join two records that are one: the same school, provider, professional or pupil, entered twice."),
    ("history", "history", "Show what the fields of a record held, who wrote it and when."),
    ("undo", "undo", "Take back the last act."),
    ("redo", "redo", "Do again what was taken back last."),
    ("card", "card", "Exchange contact cards and verify them."),
    ("bundle", "bundle", "Hand cases over: export, inspect, import and take back sealed bundles."),
    ("hand-over", "hand_over", "Hand a case over to another, who owns it from then on."),
    ("passphrase", "keys", "Change the passphrase or the recovery code, or put all under a new key."),
    ("recover", "recover", "Get back in with the recovery code, and choose a new passphrase."),
    ("escrow", "escrow", "Let two colleagues together give you the way back in."),
    ("publish", "publish", "Publish the plan of schools, after checking it."),
    ("plan", "plan", "Let the planner propose who comes when; take it over with --apply."),
    ("solve", "solve", "Plan a problem from a file, without a store."),
    ("freeze", "freeze", "Keep the figures of today, to hold later ones against."),
    ("compare", "compare", "Compare care for each child apart with one team at a school: cost, faces, decisions."),
    ("report", "report", "Make a roster, a calendar, a pupil's file or a list as PDF, ICS or CSV."),
    ("backup", "backup", "Make a backup and check it, also on a stick."),
    ("restore", "restore", "Put a backup back."),
    ("doctor", "doctor", "Tell what is wrong with the store and what to do."),
    ("retention", "retention", "Show what must be erased, hold it, or erase it with a proof."),
    ("audit", "audit", "Read and check the access log."),
    ("settings", "settings", "Show or change how you want the app: colours, mouse, keys and more."),
    ("terminal", "terminal", "Tell what this terminal can do, and what it sends for each key."),
    ("locate", "locate", "Tell in which folder everything is."),
    ("demo", "demo", "Try the app on an invented region, in a throw-away folder."),
)
"""Per verb: its name, the module in this package, and one line of help."""

_TOP = f"""\
Usage: {PROGRAM} [--store DIR] [--lines] [VERB] ...

  Arrange care in school hours. Without a verb: the app itself, full screen.

Options:
  --store DIR  Folder of the store; by default the user's data folder.
  --lines      Lists line by line, one fact on each, whole: for a screen reader or a braille display.
  --version    Show the version and stop.
  --help       Show this message and stop.

Verbs (each has its own --help):
"""

_END = """
Exit codes:
  0 done   1 fault in the app   2 wrong usage   3 input refused, nothing changed
  4 wrong passphrase   5 a person must choose: between values, or what to do about what blocks a plan
  6 the output could not be written (a full disk)   141 the reader of the output stopped, as head does
  Of doctor, 3 means that it found something serious.
"""


def main_help() -> str:
    """Return the help of the whole program."""
    width = max(len(name) for name, _, _ in VERBS)
    return _TOP + "".join(f"  {name:<{width}}  {line}\n" for name, _, line in VERBS) + _END


def module_of(verb: str) -> str | None:
    """Return the name of the module of a verb, or None when there is no such verb."""
    return next((module for name, module, _ in VERBS if name == verb), None)
