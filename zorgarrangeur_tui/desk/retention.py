"""What must be erased and when, what is held, and erasing it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy import select as core_select
from sqlmodel import col, or_, select

from storage import erasing, tables
from storage.clock import WALL_CLOCK, local_date, moment_of
from storage.erasure_scope import Scope, holds, ids_of, names_of, parts_of, scope_of
from storage.errors import RecordMissing
from storage.history import in_parts
from storage.joined import end_of_chain, same_as
from storage.models import RECORD_TYPES, Case, Pupil
from storage.store import Store
from storage.text_rules import checked_text
from storage.waiting_recalls import forget_what_waited, waiting_recalls
from zorgarrangeur_tui.desk.records import ENDED, by_ids
from zorgarrangeur_tui.desk.reference import weeks_ahead
from zorgarrangeur_tui.desk.refusals import ActRefused, require
from zorgarrangeur_tui.domain.ages import age_range
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.retention import Rule, Standing, Term, rules_on

WORD_TO_RETYPE = "WISSEN"
"""What a user types to show that erasing is meant: it cannot be undone."""

_CASE_ENDED, _REMOVED, _REQUEST = "case_ended", "removed", "request"
"""The ids of the rules that this module applies."""


class AskedBy(StrEnum):
    """Who may ask that a child is erased before its term."""

    PARENTS = "parents"
    PUPIL = "pupil"


ASKED_WORDS = {AskedBy.PARENTS: "Op verzoek van de ouders", AskedBy.PUPIL: "Op verzoek van de leerling zelf"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A case or pupil whose term has passed or comes up, that is on hold, or that has no date from which to count.

    Attributes:
        record_type, record_id: which.
        title: what it is called: the question, or a pseudonym.
        reference: of the case.
        school_id, care_location_id: where; empty when it is not known here.
        term: the rule, the date and the hold.
        standing: how that stands today.
        explanation: the same as a Dutch sentence.
        own_hold: whether it is on hold itself, and not because of what is in it or around it.
    """

    record_type: str
    record_id: str
    title: str
    reference: str
    school_id: str
    care_location_id: str
    term: Term
    standing: Standing
    explanation: str
    own_hold: bool


def nothing_due(store: Store) -> str:
    """Return the sentence for an empty list."""
    weeks = weeks_ahead(store)
    return f"Er is niets te wissen, de komende {weeks} weken ook niet, en niets wordt langer bewaard."


def retention_list(store: Store) -> list[Kept]:
    """Return what is due or comes up soon, what is on hold, and what has no date: most urgent first."""
    order = list(Standing)
    return sorted(
        (one for one in _watched(store) if one.standing is not Standing.LATER),
        key=lambda one: (order.index(one.standing), one.term.due_on or date.max, one.title, one.record_id),
    )


def erasable_count(store: Store) -> int:
    """Return how many cases and pupils are to be erased today."""
    return sum(one.standing is Standing.DUE for one in _watched(store))


def hold(store: Store, record_type: str, record_id: str, reason: str) -> None:
    """Keep a case or pupil from being erased, until it is released. Undo takes it back.

    Raises:
        ActRefused: without a reason.
        RecordMissing, ValueRefused: nothing was changed.
    """
    require({} if reason.strip() else {"reason": "Schrijf op waarom dit bewaard moet blijven. Er is niets gewijzigd."})
    _write_hold(store, record_type, record_id, reason.strip(), "Bewaren: mag niet gewist worden")


def release(store: Store, record_type: str, record_id: str) -> int:
    """Let the ordinary term count again for a case or pupil that was on hold. Undo takes it back.

    Returns:
        How many records were called back by their sender meanwhile, and are forgotten now. That cannot be undone.

    Raises:
        RecordMissing: it is not there.
    """
    _write_hold(store, record_type, record_id, "", "Bewaren opgeheven")
    return forget_what_waited(store)


def called_back(store: Store, record_type: str, record_id: str) -> int:
    """Return how many records of the case of a case or pupil were called back by their sender and stay because of a hold."""
    with store.read() as session:
        connection = session.connection()
        pupil = session.get(Pupil, record_id) if record_type == "pupil" else None
        case_id = pupil.case_id if pupil else record_id
        pupils = ids_of(connection, Pupil, case_id={case_id})
        around = {case_id}.union(*parts_of(connection, {case_id}, pupils).values())
        waiting = waiting_recalls(connection, store.identity.card.fingerprint)
    return len(around & frozenset[str]().union(*(one.plan.held for one in waiting)))


def plan_erasure(store: Store, record_type: str, record_id: str) -> Scope:
    """Return what erasing a case or pupil would take away. Nothing is written.

    Raises:
        RecordMissing: it is not there.
    """
    with store.read() as session:
        return scope_of(session.connection(), record_type, record_id)


def check_erasable(store: Store, scope: Scope, asked_by: AskedBy | None) -> tuple[str, str]:
    """Return under which rule something may be erased now: its id, and why as the beginning of a Dutch sentence.

    Raises:
        ActRefused: it is not due and nobody who may asked for it.
        OnHold: it must stay.
    """
    if scope.holds:
        raise erasing.OnHold
    if asked_by is not None:
        return _REQUEST, _asked(store, scope, asked_by)
    found = next((one for one in _watched(store) if one.record_id == scope.record_id), None)
    if found is None or found.standing is Standing.LATER:
        raise ActRefused(_NOT_YET if found is None else f"{_NOT_YET} {found.explanation}")
    if found.standing is not Standing.DUE:
        raise ActRefused(f"Dit is nog niet aan de beurt. Er is niets gewist. {found.explanation}")
    return found.term.rule.id, f"De bewaartermijn van {found.term.rule.term} is voorbij"


def names_in(store: Store, scope: Scope) -> list[str]:
    """Return the names and pseudonyms that a reason for erasing may not hold."""
    with store.read() as session:
        return names_of(session.connection(), scope.records.get("pupil", ()))


def erase(
    store: Store,
    record_type: str,
    record_id: str,
    *,
    typed: str,
    reason: str = "",
    asked_by: AskedBy | None = None,
    seen: Scope | None = None,
) -> tuple[str, bool]:
    """Erase a case or pupil for good. It cannot be undone.

    Args:
        store: an opened store.
        record_type: "case" or "pupil".
        record_id: which.
        typed: what the user typed to show that it is meant.
        reason: why, in the user's words; without the name of a child. May be empty when a term has passed.
        asked_by: who asked for it, for a pupil; None when the term has passed.
        seen: what the user was shown that would go.

    Returns:
        The number of the proof, and whether the file was written anew. If not, that stays to do (see `erasing.finish`).

    Raises:
        ActRefused: as in `check_erasable`; or the reason is missing or names a child, the word was not typed, or by now more
            would go, or less, than the user was shown.
        OnHold, RecordMissing, ValueRefused: nothing was erased.
    """
    rule_id, why = check_erasable(store, plan_erasure(store, record_type, record_id), asked_by)
    with store.unit_of_work("Voorgoed gewist") as work:
        scope = scope_of(work.connection, record_type, record_id)
        if seen is not None and (scope.records, scope.mentions) != (seen.records, seen.mentions):
            raise ActRefused(_OTHERWISE_NOW)
        names = names_of(work.connection, scope.records.get("pupil", ()))
        problems = reason_problem(reason, names, needed=asked_by is not None)
        if typed.strip().upper() != WORD_TO_RETYPE:
            problems["typed"] = f"Typ het woord {WORD_TO_RETYPE} om te wissen. Er is niets gewist."
        require(problems)
        text = f"{why}: {checked_text(reason.strip())}" if reason.strip() else f"{why}."
        erasure_id = erasing.erase(work, scope, rule=rule_id, reason=text)
    return erasure_id, erasing.finish(store)


def reason_problem(reason: str, names: Iterable[str], *, needed: bool) -> dict[str, str]:
    """Return what is wrong with a reason: it stays for ever, so it may not name the child that is erased."""
    if needed and not reason.strip():
        return {"reason": "Schrijf op waarom er gewist wordt, zonder naam. Er is niets gewist."}
    words = {part for name in names for part in (name, *name.split()) if len(part) >= 3}
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", reason, re.IGNORECASE) for word in words):
        return {"reason": "Schrijf de reden zonder naam of schuilnaam: hij blijft bewaard. Er is niets gewist."}
    return {}


def _write_hold(store: Store, record_type: str, record_id: str, reason: str, act: str) -> None:
    """Write why a record must stay, also of one that was taken away: that is to be erased too.

    Raises:
        RecordMissing: it is not there.
    """
    with store.unit_of_work(act) as work:
        record = work.session.get(RECORD_TYPES[record_type], record_id)
        if record is None:
            raise RecordMissing
        work.change(record, {"hold_reason": reason})


_OTHERWISE_NOW = (
    "Intussen is hierin iets bijgekomen of veranderd. Er is niets gewist. Begin opnieuw: dan ziet u wat er nu weggaat."
)
_NOT_YET = (
    "Dit is nog niet aan de beurt: er is geen termijn voorbij. Er is niets gewist. "
    "Vragen de ouders erom, of de leerling zelf? Geef dat dan aan."
)


def _asked(store: Store, scope: Scope, asked_by: AskedBy) -> str:
    """Return the beginning of the reason, when this asker may ask for this.

    Raises:
        ActRefused: for a case, or when the child is too young.
    """
    if scope.record_type != "pupil":
        raise ActRefused(
            "Op verzoek wist u een leerling, niet een hele casus. Er is niets gewist. Kies de leerling in de casus."
        )
    today = local_date(store.clock)
    least = rules_on(today)[_REQUEST].least_age or 0
    [pupil] = by_ids(store, Pupil, [scope.record_id]).values()
    if asked_by is AskedBy.PUPIL and age_range(pupil.birth_year, pupil.birth_month, today)[1] < least:
        raise ActRefused(
            f"Een leerling jonger dan {least} jaar kan dit niet zelf vragen; de ouders wel. Er is niets gewist."
        )
    return ASKED_WORDS[asked_by]


def _watched(store: Store) -> list[Kept]:
    """Return every case and pupil that is due or soon will be, that is on hold or was taken away, or that has no date."""
    today = local_date(store.clock)
    rules = rules_on(today)
    weeks = weeks_ahead(store)
    latest = today + timedelta(weeks=weeks) - rules[_CASE_ENDED].least
    with store.read() as session:
        connection = session.connection()
        closed_on = col(Case.closed_on)
        ended = col(Case.phase).in_(ENDED) & (closed_on.is_(None) | (closed_on <= latest))
        cases = session.exec(select(Case).where(or_(ended, col(Case.deleted), col(Case.hold_reason) != ""))).all()
        pupils = session.exec(select(Pupil).where(col(Pupil.deleted) | (col(Pupil.hold_reason) != ""))).all()
        joined = same_as(connection, "pupil")
        ends = {pupil.id: end_of_chain(joined, pupil.id) for pupil in pupils if pupil.deleted}
        stands = set(session.exec(select(Pupil.id).where(col(Pupil.id).in_(set(ends.values())))))
        # A child that was joined with another was not taken away: it goes when that other one goes.
        pupils = [one for one in pupils if ends.get(one.id, one.id) == one.id or ends[one.id] not in stands]
        inside: dict[str, list[str]] = {}
        for part in in_parts([case.id for case in cases]):
            for pupil_id, case_id in session.exec(select(Pupil.id, Pupil.case_id).where(col(Pupil.case_id).in_(part))):
                inside.setdefault(case_id, []).append(pupil_id)
        ids = {one.id for one in (*cases, *pupils)} | {pupil.case_id for pupil in pupils}
        held = holds(connection, ids.union(*inside.values()))
        removed = _removed_on(connection, [one.id for one in (*cases, *pupils) if one.deleted])
    around = by_ids(store, Case, [pupil.case_id for pupil in pupils])
    found = [
        _kept((today, weeks), case, case, _terms(rules, case, case, removed), [case.id, *inside.get(case.id, ())], held)
        for case in cases
    ]
    for pupil in pupils:
        case = around.get(pupil.case_id)
        if pupil.id in held or case is None or not case.deleted:
            terms = _terms(rules, pupil, case, removed)
            found.append(_kept((today, weeks), pupil, case, terms, [pupil.id, pupil.case_id], held))
    return found


def _terms(
    rules: Mapping[str, Rule], record: Case | Pupil, case: Case | None, removed: Mapping[str, date]
) -> list[Term]:
    """Return the terms that run for a record; the first one that ends counts."""
    terms = []
    if record.deleted:
        terms.append(Term(rules[_REMOVED], removed.get(record.id)))
    if case is not None and (record is case or not record.deleted):
        running = case.phase not in ENDED
        if not (running and terms):
            terms.append(Term(rules[_CASE_ENDED], None if running else case.closed_on, running=running))
    return terms or [Term(rules[_CASE_ENDED], None, running=True)]


def _kept(
    seen_from: tuple[date, int],
    record: Case | Pupil,
    case: Case | None,
    terms: list[Term],
    around: Iterable[str],
    held: Mapping[str, str],
) -> Kept:
    """Return one of the list, as it stands on a day and so many weeks from there."""
    today, weeks = seen_from
    reasons = list(dict.fromkeys(held[one] for one in around if one in held))
    first = min(terms, key=lambda term: term.due_on or date.max)
    term = Term(first.rule, first.started_on, "; ".join(reasons), running=first.running)
    return Kept(
        record_type="case" if isinstance(record, Case) else "pupil",
        record_id=record.id,
        title=record.title if isinstance(record, Case) else record.pseudonym,
        reference=case_reference(case.id) if case else "",
        school_id=case.school_id if case else "",
        care_location_id=case.care_location_id if case else "",
        term=term,
        standing=term.standing(today, weeks),
        explanation=term.explanation(today),
        own_hold=record.id in held,
    )


def _removed_on(connection: Connection, record_ids: Collection[str]) -> dict[str, date]:
    """Return the day on which records were taken away, by id."""
    operation = tables.operation.c
    found: dict[str, date] = {}
    for part in in_parts(sorted(record_ids)):
        rows = connection.execute(
            core_select(operation.record_id, operation.milliseconds).where(
                operation.record_id.in_(part),
                operation.field == "deleted",
                operation.value == "true",
                operation.superseded.is_(False),
            )
        )
        for record_id, milliseconds in rows:
            found[record_id] = moment_of(milliseconds).astimezone(WALL_CLOCK).date()
    return found
