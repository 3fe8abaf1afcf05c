"""From the model, the rules on keeping and the store to the values of the data sheet for a DPIA."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from storage.bundle_log import bundle_rows
from storage.bundle_series import WITH_CASES
from storage.clock import local_date
from storage.contacts import Trust, contacts
from storage.field_values import field_names
from storage.models import RECORD_TYPES, Case, Pupil
from storage.models.codes import Role
from storage.store import Store
from zorgarrangeur_tui.desk.access_log import local_day
from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.processing import ProcessingGroup, processing_on
from zorgarrangeur_tui.domain.retention import Rule, rules_on
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.reports.dpia import DpiaSheet
from zorgarrangeur_tui.reports.paper import Fact

_NO_DATA = frozenset({"owner", "deleted"})
_FOR_EVER = "tot een mens beslist"


def dpia_sheet(store: Store) -> DpiaSheet:
    """Return what this store keeps and for whom. It holds numbers and no child."""
    today = local_date(store.clock)
    return DpiaSheet(
        about=_about(store, today),
        groups=tuple((group.title, _group_facts(group)) for group in processing_on(today)),
        terms=tuple((rule.title, rule.term or _FOR_EVER, _why(rule)) for rule in rules_on(today).values()),
        recipients=_recipients(store),
    )


def _about(store: Store, today: date) -> tuple[Fact, ...]:
    with store.read() as session:
        cases, pupils = (
            session.connection().execute(select(func.count()).where(col(model.deleted).is_(False))).scalar_one()
            for model in (Case, Pupil)
        )
    card = store.identity.card
    return (
        ("Van", f"{card.label}, {word(card.role, Role).lower()}"),
        ("Stand op", dutch_date(today)),
        ("Casussen", str(cases)),
        ("Leerlingen", str(pupils)),
    )


def _group_facts(group: ProcessingGroup) -> tuple[Fact, ...]:
    fields = tuple((RECORD_WORDS[kind].heading, _fields(kind)) for kind in group.records)
    return (
        ("Over kinderen", "ja" if group.children else "nee"),
        ("Van wie", group.from_whom),
        ("Waarvoor", group.purpose),
        ("Grondslag", group.sentence),
        ("Voor wie", group.recipients),
        ("Bron", group.source),
        *fields,
    )


def _fields(record_type: str) -> str:
    """Return what can be filled in, in words; ids of other records say nothing to a reader."""
    names = [
        field_word(record_type, name)
        for name in field_names(RECORD_TYPES[record_type])
        if name not in _NO_DATA and not name.endswith("_id")
    ]
    return ", ".join(dict.fromkeys(names))


def _why(rule: Rule) -> str:
    return f"{rule.words} Bron: {rule.source}"


def _recipients(store: Store) -> tuple[tuple[str, str, str, str], ...]:
    sent: defaultdict[str, list[date]] = defaultdict(list)
    for row in bundle_rows(store):
        day = local_day(row.at)
        if row.direction == "out" and row.kind in WITH_CASES and day is not None:
            sent[row.peer].append(day)
    return tuple(
        (
            contact.card.label,
            word(contact.card.role, Role),
            str(len(sent[contact.fingerprint])),
            dutch_date_short(max(sent[contact.fingerprint])) if sent[contact.fingerprint] else "",
        )
        for contact in contacts(store)
        if contact.trust is not Trust.REPLACED
    )
