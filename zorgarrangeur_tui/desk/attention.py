"""What is not complete yet: how many needs nobody pays, and how often something is missing that everything hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, exists, func, not_, or_, select

from storage.clock import local_date
from storage.models import CareNeed, Entitlement
from storage.models.codes import Phase
from storage.store import Store
from zorgarrangeur_tui.desk.part_advice import need_funding
from zorgarrangeur_tui.desk.records import ENDED, living
from zorgarrangeur_tui.desk.ticking import last_whole_week, unticked_schools
from zorgarrangeur_tui.desk.watch_query import table_of
from zorgarrangeur_tui.domain.funding import Funded
from zorgarrangeur_tui.domain.record_values import in_force


@dataclass(frozen=True, slots=True)
class Attention:
    """How often something is not complete, and what that is, in Dutch."""

    count: int
    words: str


def attention(store: Store) -> list[Attention]:
    """Return what is not complete in cases that go on, the most serious first; nothing that does not occur."""
    with store.read() as session:
        connection = session.connection()
        running = _running_cases(connection)
        counted = list(_counts(connection))
    found = [_unpaid(store, running), *counted, _unticked(store)]
    return [one for one in found if one.count]


def _unpaid(store: Store, running: set[str]) -> Attention:
    """Count the needs that no title and no pot pays."""
    today = local_date(store.clock)
    titles: dict[str, list[Entitlement]] = {}
    for title in living(store, Entitlement):
        titles.setdefault(title.case_id, []).append(title)
    count = sum(
        need_funding(need, titles.get(need.case_id, ()), today).state is Funded.NO
        for need in living(store, CareNeed)
        if need.case_id in running and in_force(need, today)
    )
    words = "zorgbehoefte heeft" if count == 1 else "zorgbehoeften hebben"
    return Attention(count, f"{words} niemand die betaalt (tussen wal en schip)")


def _unticked(store: Store) -> Attention:
    """Count the schools where something of the last whole week is not ticked off."""
    monday = last_whole_week(store)
    count = len(unticked_schools(store, monday))
    have = "school heeft" if count == 1 else "scholen hebben"
    return Attention(count, f"{have} week {monday.isocalendar().week} nog niet helemaal afgetekend (Planning, t)")


def _counts(connection: Connection) -> Iterator[Attention]:
    case, pupil, residence = (table_of(name) for name in ("case", "pupil", "residence"))
    goes_on = (case.c.deleted.is_(False), case.c.phase.not_in(ENDED))
    count = _count(connection, "case", *goes_on, case.c.phase == Phase.RUNNING, case.c.quality_owner == "")
    words = "casus in uitvoering heeft" if count == 1 else "casussen in uitvoering hebben"
    yield Attention(count, f"{words} geen eigenaar van de kwaliteit")
    aimless = or_(case.c.deadline.is_(None), case.c.next_action == "")
    count = _count(connection, "case", *goes_on, case.c.phase != Phase.ON_HOLD, aimless)
    yield Attention(count, f"{'casus heeft' if count == 1 else 'casussen hebben'} geen volgende stap of geen termijn")
    somewhere = exists().where(residence.c.pupil_id == pupil.c.id, residence.c.deleted.is_(False))
    in_case = exists().where(case.c.id == pupil.c.case_id, *goes_on)
    count = _count(
        connection, "pupil", pupil.c.deleted.is_(False), pupil.c.municipality == "", not_(somewhere), in_case
    )
    yield Attention(count, f"{'leerling heeft' if count == 1 else 'leerlingen hebben'} geen bekende woongemeente")


def _count(connection: Connection, record_type: str, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table_of(record_type)).where(*conditions)
    return int(connection.execute(query).scalar_one())


def _running_cases(connection: Connection) -> set[str]:
    case = table_of("case").c
    return set(connection.execute(select(case.id).where(case.deleted.is_(False), case.phase.not_in(ENDED))).scalars())
