"""The plan of an importer in words and as plain values."""

from __future__ import annotations

import json

from school_list_files import MAP_HEADER, MAP_SCHOOL, applied, map_file, table_bytes

from zorgarrangeur_tui.importers.report_text import plan_json, plan_summary
from zorgarrangeur_tui.importers.schools import plan_schools


def test_the_summary_counts_first_and_then_tells_every_problem() -> None:
    """One line of counts, and a line for every problem with its place in the file."""
    rows = [MAP_SCHOOL, {**MAP_SCHOOL, "huisletter": "G"}, {**MAP_SCHOOL, "vestigingscode": "?"}]
    plan = plan_schools("kaart.csv", table_bytes([*MAP_HEADER, "zwembad"], rows), {})
    assert plan_summary(plan) == [
        "3 regels gelezen: 2 twijfel, 1 geweigerd. Gegevens daaruit: 1 nieuw, 0 gewijzigd, 0 ongewijzigd.",
        "Hele bestand (twijfel): Niet alle kolommen zijn gelezen; onbekend: „zwembad”.",
        "Regel 3 (twijfel): Vestiging 99ZZ00 staat er dubbel; de vestiging is één keer gebruikt.",
        "Regel 4 (geweigerd): De vestigingscode „?” is niet goed: vier tekens BRIN en twee cijfers, zoals 99ZZ00.",
    ]


def test_the_summary_of_one_line_and_of_many() -> None:
    """One line is singular, and thousands get a dot."""
    assert plan_summary(plan_schools("kaart.csv", map_file({}), {}))[0].startswith("1 regel gelezen: ")
    many = map_file(*({"vestigingscode": f"{99 - n // 100}ZZ{n % 100:02}"} for n in range(1_234)))
    assert plan_summary(plan_schools("kaart.csv", many, {}))[0].startswith("1.234 regels gelezen: ")


def test_the_plan_as_json() -> None:
    """Scripts get the counts, every change with old and new, and every problem."""
    known = applied({}, plan_schools("kaart.csv", map_file({}), {}))
    plan = plan_schools("kaart.csv", map_file({"naam": "De Poort", "leerlingen": "veel"}), known)
    assert json.loads(json.dumps(plan_json(plan))) == {
        "layout": "Scholen met ligging, DUO en BAG",
        "lines_read": 1,
        "new": 0,
        "changed": 1,
        "unchanged": 0,
        "doubtful": 1,
        "refused": 0,
        "changes": [
            {
                "site_code": "99ZZ00",
                "school_id": plan.changes[0].school_id,
                "name": "De Poort",
                "new": False,
                "fields": {"name": {"old": "De Wâlden", "new": "De Poort"}},
            }
        ],
        "problems": [
            {
                "line": 2,
                "severity": "doubtful",
                "sentence": "Vestiging 99ZZ00: aantal leerlingen „veel” is niet te gebruiken en is weggelaten.",
            }
        ],
    }
