"""What is not complete yet: how many needs nobody pays, and how often something is missing that everything hangs on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, exists, func, not_, or_, select

from storage.clock import local_date
from storage.models import CareNeed, Entitlement
from storage.models.codes import Phase
from storage.store import Store
from zorgarrangeur_tui.desk.columns import json_texts, living_columns
from zorgarrangeur_tui.desk.records import ENDED
from zorgarrangeur_tui.desk.ticking import last_whole_week, unticked_schools
from zorgarrangeur_tui.desk.watch_query import table_of
from zorgarrangeur_tui.domain.funding import Funded, Title, funded
from zorgarrangeur_tui.domain.title_division import OwnedNeed, TitleDivision, owner_of
from zorgarrangeur_tui.keys.act_text import ActText


@dataclass(frozen=True, slots=True)
class Attention:
    """How often something is not complete, and what that is, in Dutch."""

    count: int
    words: str


def attention(store: Store) -> list[Attention]:
    """Return what is not complete in cases that go on, the most serious first; nothing that does not occur."""
    with store.read() as session:
        connection = session.connection()
        found = [_unpaid(connection, local_date(store.clock)), *_counts(connection)]
    found.append(_unticked(store))
    return [one for one in found if one.count]


def _unpaid(connection: Connection, today: date) -> Attention:
    """Count the needs that no title and no pot pays; a title counts for needs of its own case, as in `part_advice.need_funding`."""
    own: defaultdict[tuple[str, str], list[Title]] = defaultdict(list)
    for_all_care: defaultdict[tuple[str, str], list[Title]] = defaultdict(list)
    for case, need, pupil, law, state, minutes, starts, ends, shares in living_columns(
        connection, Entitlement, *_TITLE
    ):
        title = Title(law, state, minutes, starts, ends, json_texts(shares))
        if need:
            own[case, need].append(title)
        else:
            for_all_care[case, owner_of(pupil, case)].append(title)
    running = _running_cases_with_needs(connection)
    needs = [
        (case, OwnedNeed(need, owner_of(pupil, case), minutes))
        for case, need, pupil, minutes in living_columns(
            connection, CareNeed, "case_id", "id", "pupil_id", "minutes_needed", on=today
        )
    ]
    division, count = TitleDivision(need for _, need in needs), 0
    for case, need in needs:
        if case in running:
            shared = [division.title_for(need, one, today) for one in for_all_care.get((case, need.owner), ())]
            count += funded(need.minutes, [*own.get((case, need.id), ()), *shared], today).state is Funded.NO
    words = "zorgbehoefte heeft" if count == 1 else "zorgbehoeften hebben"
    return Attention(count, f"{words} niemand die betaalt (tussen wal en schip)")


_TITLE = ("case_id", "need_id", "pupil_id", "law", "state", "minutes_granted", "starts_on", "ends_on", "shares")


def _unticked(store: Store) -> Attention:
    """Count the schools where something of the last whole week is not ticked off."""
    monday = last_whole_week(store)
    count = len(unticked_schools(store, monday))
    have = "school heeft" if count == 1 else "scholen hebben"
    told = f"{have} week {monday.isocalendar().week} nog niet helemaal afgetekend"
    where = "(Planning, {screens.tick_week_opening.TickOff})"
    return Attention(count, ActText(told, where, without="(Planning)"))


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


def _running_cases_with_needs(connection: Connection) -> set[str]:
    case, need = table_of("case"), table_of("care_need")
    running = select(need.c.case_id).join(case, case.c.id == need.c.case_id)
    goes_on = running.where(case.c.deleted.is_(False), case.c.phase.not_in(ENDED)).distinct()
    return set(connection.execute(goes_on).scalars())
