"""Every dated rule that comes with the app, to look up: read only, each with its day and its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from zorgarrangeur_tui.domain.dated_rules import CHECK_FIRST

_SUBJECTS = {
    "birthdays.toml": "Verjaardagen",
    "boundary.toml": "Wat telt als zorg",
    "cancellation_causes.toml": "Uitval en doorlopende kosten",
    "collective.toml": "Individueel en collectief",
    "consent.toml": "Toestemming",
    "disclosure.toml": "Cijfers die naar een kind wijzen",
    "education_time.toml": "Onderwijstijd",
    "emb.toml": "EMB-regeling",
    "exemptions.toml": "Vrijstelling",
    "intensity.toml": "Ladder van onderwijs en zorg",
    "out_of_school.toml": "Thuiszitten",
    "oza.toml": "OZA-experiment",
    "faces.toml": "Bekende gezichten",
    "phases.toml": "Fasen van een casus",
    "planning_wishes.toml": "Wensen bij het plannen",
    "pots.toml": "Potjes",
    "processing.toml": "Verwerking van gegevens",
    "public_holidays.toml": "Feestdagen",
    "quality.toml": "Kwaliteit",
    "reduced_time.toml": "Minder onderwijstijd",
    "replacements.toml": "Wie een ander vervangt",
    "residence.toml": "Wie betaalt",
    "retention.toml": "Bewaartermijnen",
    "school_holidays.toml": "Schoolvakanties",
    "sessions.toml": "Lengte van een keer zorg",
    "thresholds.toml": "Grenswaarden",
    "travel.toml": "Reistijd",
    "watch.toml": "Tijd in de gaten",
}
_OTHER_SUBJECT = "Andere regels"


@dataclass(frozen=True, slots=True)
class ShippedRule:
    """One rule as a user looks it up.

    Attributes:
        key: identifies it among all rules.
        subject: what it is about, in Dutch.
        words: the rule in Dutch.
        valid_from: the day from which it applies.
        source: where it comes from, in Dutch.
        replaced_on: the day on which a newer version takes its place; None while it is the newest.
    """

    key: str
    subject: str
    words: str
    valid_from: date
    source: str
    replaced_on: date | None = None


@cache
def shipped_rules() -> tuple[ShippedRule, ...]:
    """Return every rule in the app's data, by subject; within one in the order of the data."""
    found: list[ShippedRule] = []
    for file in files("zorgarrangeur_tui.domain").joinpath("data").iterdir():
        if file.name.endswith(".toml"):
            found += rules_of_text(file.name, file.read_text(encoding="utf-8"))
    return tuple(sorted(found, key=lambda rule: rule.subject))


def rules_of_text(file_name: str, text: str) -> list[ShippedRule]:
    """Return the rules of one file of the app's data.

    Raises:
        KeyError: a rule without a day, words or source: nobody could verify it.
    """
    subject = _SUBJECTS.get(file_name, _OTHER_SUBJECT)
    rules = []
    tables = {table: rows for table, rows in tomllib.loads(text).items() if isinstance(rows, list)}
    for table, rows in tables.items():
        for row in rows:
            later = [one["valid_from"] for one in rows if _same(one, row) and one["valid_from"] > row["valid_from"]]
            rules.append(
                ShippedRule(
                    key=f"{file_name} {table} {row.get('id', '')} {row['valid_from'].isoformat()}",
                    subject=subject,
                    words=_words(row),
                    valid_from=row["valid_from"],
                    source=row["source"],
                    replaced_on=min(later, default=None),
                )
            )
    return rules


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return one.get("id") == other.get("id")


def _words(row: Mapping[str, Any]) -> str:
    titled = f"{row['title']}: {row['words']}" if row.get("title") else row["words"]
    return titled if row.get("checked", True) else f"{titled} {CHECK_FIRST}"
