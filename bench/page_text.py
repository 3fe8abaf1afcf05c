"""What the page of performance says about each part, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the page.

    Args:
        name: of the bench, and of its result.
        title: above the chapter.
        prose: what is measured and how to read it.
    """

    name: str
    title: str
    prose: str


INTRODUCTION = """\
This page is written by `python -m bench.page` from what stands in `bench/results`; a test holds the two together. Every figure
has its baseline in the same run, and both take turns: a busy machine slows both, so the *ratio* travels better than the
milliseconds. *Of a processor* counts the time of all threads of the program, which a busy machine cannot lengthen much. The
value is the median; 95 of 100 measurements stay below the column *95 %*. *Load* is how many programs wanted a processor meanwhile: when
that is more than there are, milliseconds say little, and a goal in milliseconds that does not hold may hold on a quiet machine. Goals stand beside the figures they are about. A goal
that does not hold is said to: nothing here passes or fails a build.\
"""

PARTS = (
    Part(
        "start",
        "Start",
        "The program as users start it, with a store that waits for its passphrase, in a terminal of 80x24. The database is"
        " loaded after the first frame, while somebody types.",
    ),
    Part(
        "keys",
        "From a key to what it draws",
        "The app in a terminal of 120x36 with 100,000 cases and a region of twelve schools in its store. A key goes into the"
        " terminal, and the clock stops at the first bytes that draw something. Right after unlocking the app makes and checks"
        " the backup of the day in a thread; the first rows are measured during that. Textual's own table runs beside it.",
    ),
    Part(
        "memory",
        "Memory",
        "What the operating system counts as resident, with 100,000 cases: the list walked and filtered, a case opened, and"
        " every mode looked at while the backup of the day is made.",
    ),
    Part(
        "filter",
        "Filter as you type",
        "Every beginning of eight texts that somebody types, on 100,000 cases. The first row is the query alone, next to the same"
        " query on the same rows in plain SQLite, which is not encrypted. The others also put what was found in the order of"
        " the list, or look through every kind of record.",
    ),
    Part(
        "store",
        "The store",
        "100,000 cases in the encrypted store next to a plain SQLite file with the same rows. A change in the store also writes"
        " its history, its line in the log and what lists show; the plain update writes one field.",
    ),
    Part(
        "record_table",
        "The table of records",
        "Our table with 100,000 rows next to Textual's own with 1,000, each alone in an app. Cursor figures are of a processor,"
        " less what pressing a key costs by itself; a difference of two small figures may come out a little off.",
    ),
    Part(
        "week_grid",
        "The week grid",
        "Fifty professionals, five days, 600 blocks, drawn by one widget; next to a grid of half-hours that are widgets each.",
    ),
    Part(
        "bundle",
        "Bundles",
        "A bundle of 10,000 records. *Bare* is the same rows in the same tables and indexes without any care for who wrote what:"
        " read, written as JSON, parsed, and inserted with `executemany` in the same encrypted database. Next to one way of that"
        " alone stands besides. The last rows are the text and the cipher alone, as bare libraries write and read the same.",
    ),
    Part(
        "merge",
        "Reading in",
        "*Look* is verify, read, plan and preview. *Bare* is the same writes as JSON rows in one `executemany`. Proposals,"
        " public records and conflicts judge every record anew when they are read in.",
    ),
    Part("backup", "Backups", "Every page of the database is checked, before and after. A plain copy is synced too."),
    Part(
        "screens",
        "Every screen of a region",
        "An invented region of 300 schools and 6,600 needs. Each screen is opened by its keys in an app on a store that was just"
        " opened, and once more. Milliseconds are of a processor, all threads together, until nothing moves any more, next to an"
        " empty screen pushed in the same app.",
    ),
    Part(
        "watch",
        "What is due",
        "100,000 cases, each with a child, a title, an action and a consent whose days lie over four years. The baseline counts"
        " the dates and makes nothing of them.",
    ),
    Part(
        "home_counts",
        "Who must be at the table",
        "Counts of 6,900 schools, of which 700 for so and vso, and a region of 300 schools with 6,000 pupils.",
    ),
    Part(
        "conflicts",
        "Conflicts of a region",
        "300 schools, 1,000 professionals, 6,000 pupils. After an edit only what it touches is counted again.",
    ),
    Part(
        "apps",
        "Beside other apps",
        "Two well-known apps made with Textual, in the same terminal on the same machine. They do other work, and bring the"
        " version of Textual that they ask for; what is compared is what a user waits for.",
    ),
)

PLAN_TITLE = "The planner"
PLAN_PROSE = """\
Made with `python -m bench.plan.run`, which takes hours, so it is no part of the rest. One run gives every moment: it is the best
plan and the best bound at that time. *Share* is the cost as a share of the plan that is planted in the invented problem (known to
be possible, with full coverage). *Gap* is how much cheaper a better plan could be at most, as proven. Search and bound share the
two processors. A separate check looks for broken rules. A bound needs a proof of every school before it says much of a large region,
so in the first seconds of S4 it says little. A goal is one of a share, a gap and full coverage by that time; a plan that is proven
the best reaches it. Seeds 1 to 3 are those on which the planner was made. Memory is what all processes held together at one moment.\
"""
PLAN_SIZES = {"S1": "1, 5, 20", "S2": "10, 30, 200", "S3": "50, 200, 1,000", "S4": "300, 1,000, 6,000"}
