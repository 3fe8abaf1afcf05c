"""Who must be at the table for 700 schools for so and vso, of which 300 are in the store with 6,000 pupils.

Run from the root of the project: `python -m bench.home_counts`. The baseline reads the same rows with bare SQL and adds
nothing up. Both take turns in one run; nothing is asserted.
"""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert, text

from bench.command import run
from bench.figures import Figure, Size, figure
from bench.filled_stores import default_row, new_store
from bench.timing import in_turn, milliseconds
from storage.clock import local_date
from storage.home_counts import HomeCountRow, replace_counts
from storage.models import CareNeed, Case, Municipality, Pupil, Residence, School, new_id, site_id
from storage.models.codes import Phase
from storage.store import Store
from zorgarrangeur_tui.desk.home_municipalities import kept_homes
from zorgarrangeur_tui.screens.home_municipalities_lines import home_page

SITES, OTHER_SITES, SCHOOLS, MUNICIPALITIES, TIMES = 700, 6_200, 300, 342, 15
PUPILS = {Size.FULL: 6_000, Size.QUICK: 1_000, Size.TINY: 50}
COUNTED_ON = date(2025, 10, 1)


def codes(count: int, letter: str) -> list[str]:
    """Return as many site codes."""
    return [f"{number:04}{letter}0" for number in range(count)]


def fill_counts(store: Store, names: list[str]) -> float:
    """Keep counts of all schools, and return how long that took in milliseconds."""
    chance = random.Random(1)  # the same counts in every run
    rows: list[HomeCountRow] = []
    for code in codes(SITES, "S"):
        for kind in ("so", "vso") if chance.random() < 0.4 else ("so",):
            for place in chance.sample(names, chance.randint(3, 20)):
                least = chance.randint(1, 60)
                rows.append(HomeCountRow(code, COUNTED_ON, kind, place, f"School {code}", least, least * 4))
    rows += [
        HomeCountRow(code, COUNTED_ON, "bao", place, f"School {code}", 20, 80)
        for code in codes(OTHER_SITES, "B")
        for place in chance.sample(names, chance.randint(1, 5))
    ]

    def keep() -> None:
        with store.unit_of_work("Vulling voor de meting") as work:
            replace_counts(work, rows)

    return milliseconds(keep)


def fill_cases(store: Store, names: list[str], today: date, count: int) -> None:
    """Write the schools, a case at each, and the pupils with where they live and what they need."""
    chance = random.Random(2)  # the same pupils in every run
    since = today - timedelta(days=400)
    here = codes(SCHOOLS, "S")
    schools = [
        {**default_row(School), "id": site_id(code), "site_code": code, "name": f"School {code}"} for code in here
    ]
    case_of = {code: new_id() for code in here}
    cases = [
        {**default_row(Case), "id": case_of[code], "school_id": site_id(code), "phase": Phase.RUNNING} for code in here
    ]
    pupils, homes, needs = [], [], []
    for _ in range(count):
        of_child = {"case_id": case_of[chance.choice(here)], "pupil_id": new_id()}
        pupils.append({**default_row(Pupil), "id": of_child["pupil_id"], "case_id": of_child["case_id"]})
        place = {"municipality": chance.choice(names), "starts_on": since}
        homes.append({**default_row(Residence), "id": new_id(), **of_child, **place})
        needs.append({**default_row(CareNeed), "id": new_id(), **of_child, "minutes_needed": 90})
    regions = [
        {
            **default_row(Municipality),
            "id": new_id(),
            "name": name,
            "youth_region": f"Regio {number % 42}",
            "alliance_primary": f"PO{number % 75}",
            "alliance_secondary": f"VO{number % 74}",
        }
        for number, name in enumerate(names)
    ]
    with store.unit_of_work("Vulling voor de meting") as work:
        for model, rows in (
            (School, schools), (Case, cases), (Pupil, pupils), (Residence, homes), (CareNeed, needs), (Municipality, regions),
        ):  # fmt: skip
            work.connection.execute(insert(model), rows)


def page(store: Store, today: date) -> int:
    """Make all that the page shows, and return how many lines."""
    made = home_page(kept_homes(store, today), today)
    return sum(map(len, made.rows.values()))


def bare_rows(store: Store) -> int:
    """Read the counts and the pupils without making anything of them."""
    with store.read() as session:
        connection = session.connection()
        counts = connection.execute(text("SELECT * FROM home_count WHERE kind IN ('so', 'vso')")).all()
        pupils = connection.execute(text("SELECT id, municipality FROM pupil")).all()
        homes = connection.execute(text("SELECT pupil_id, municipality, starts_on FROM residence")).all()
    return len(counts) + len(pupils) + len(homes)


def measure(size: Size) -> list[Figure]:
    """Fill a store and make the page."""
    names = [f"Gemeente {number}" for number in range(MUNICIPALITIES)]
    times = 2 if size is Size.TINY else TIMES
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "opslag", "Meting") as store:
        today = local_date(store.clock)
        kept = figure(f"keep the counts of {SITES + OTHER_SITES:,} schools", [fill_counts(store, names)])
        fill_cases(store, names, today, PUPILS[size])
        turns = in_turn(times, lambda _: page(store, today), lambda _: bare_rows(store))
        return [kept, figure("the whole page", *turns, beside="the same rows read with bare SQL")]


if __name__ == "__main__":
    run("home_counts", measure)
