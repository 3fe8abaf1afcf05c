"""Makes a JSON document of a problem; `read_problem_json` reads it back the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zorgarrangeur_tui.planning.kinds import usual_fixed_moment, usual_max_faces
from zorgarrangeur_tui.planning.problem import WEEKS, NeedLine, Problem, Rules, SchoolSite, Span, Weights, Worker
from zorgarrangeur_tui.planning.proposal_json import presence_rows, visit_rows

Document = dict[str, Any]


def problem_document(problem: Problem) -> Document:
    """Return a problem as a document of plain lists, texts and numbers."""
    locked = _without_empty(
        {"presence": presence_rows(problem.locked_presence), "visits": visit_rows(problem.locked_visits)}
    )
    return {
        "meta": _rules(problem),
        "weights": _weights(problem.weights),
        "orgs": list(range(len(problem.providers))),
        "schools": [_school(number, school) for number, school in enumerate(problem.schools)],
        "pros": [_worker(number, worker) for number, worker in enumerate(problem.workers)],
        "pupils": [
            {"id": number, "school": pupil.school} | _without_empty({"key": pupil.key})
            for number, pupil in enumerate(problem.pupils)
        ],
        "lines": [_line(number, line, problem.rules) for number, line in enumerate(problem.lines)],
    } | _without_empty(
        {
            "org_keys": list(problem.providers) if any(problem.providers) else [],
            "unreachable": [list(pair) for pair in sorted(problem.unreachable)],
            "locked": locked,
            "published": visit_rows(problem.published),
        }
    )


def _rules(problem: Problem) -> Document:
    """Return the heading: the name and what holds for all."""
    hour, minute = divmod(problem.rules.first_minute, 60)
    return (
        {"name": problem.name}
        | ({} if problem.seed is None else {"seed": problem.seed})
        | {
            "slot_min": problem.rules.slot_minutes,
            "slot0": f"{hour:02d}:{minute:02d}",
            "cycle_weeks": len(WEEKS),
            "gdur": problem.rules.group_slots,
            "max_care_day": problem.rules.max_care_day,
            "max_faces_fixed": problem.rules.max_faces,
        }
    )


def _weights(weights: Weights) -> Document:
    """Return what is a better plan."""
    return {
        "fix_unmet": weights.fixed_moment,
        "unmet_slot": weights.slot,
        "org_pair": weights.provider_pair,
        "pro_pair": weights.worker_pair,
        "face": weights.face,
        "change": weights.change,
        "presence": weights.presence,
        "km": weights.kilometre,
        "over10eur": weights.ten_euro,
    } | {name: weight for name, weight in {"quiet": weights.quiet, "move": weights.move}.items() if weight}


def _school(number: int, school: SchoolSite) -> Document:
    """Return one school."""
    quiet = {str(day): [list(span) for span in spans] for day, spans in school.quiet.items()}
    return {
        "id": number,
        "x": school.x,
        "y": school.y,
        "blocks": _spans(school.blocks),
        "orgs": None if school.providers is None else list(school.providers),
        "rooms": school.rooms,
        "budget_cycle": school.budget,
    } | _without_empty(
        {
            "type": school.kind,
            "bonds": list(school.bonds),
            "org_cap": school.provider_cap,
            "quiet": quiet,
            "key": school.key,
        }
    )


def _worker(number: int, worker: Worker) -> Document:
    """Return one professional."""
    euros, cents = divmod(worker.hourly_cents, 100)
    return {
        "id": number,
        "org": worker.provider,
        "skills": list(worker.skills),
        "rate": worker.hourly_cents / 100 if cents else euros,
        "x": worker.x,
        "y": worker.y,
        "avail": list(worker.blocks),
        "slots_cycle": worker.slots,
        "schools": list(worker.schools),
    } | _without_empty(
        {
            "profile": worker.profile,
            "hours": _spans(worker.hours),
            "km": {str(school): far for school, far in worker.kilometres.items()},
            "key": worker.key,
        }
    )


def _line(number: int, line: NeedLine, rules: Rules) -> Document:
    """Return one need line; what its kind already says is left out."""
    document = {
        "id": number,
        "pupil": line.pupil,
        "school": line.school,
        "kind": line.kind,
        "dur": line.duration,
        "weekly": line.weekly,
        "parity": line.week,
        "gmax": line.group_size,
        "win": None if line.window is None else list(line.window),
        "days": None if line.days is None else list(line.days),
        "freq": line.sessions,
        "prev": line.previous,
    }
    if line.fixed_moment != usual_fixed_moment(line.kind):
        document["fixed"] = line.fixed_moment
    if line.max_faces != usual_max_faces(line.kind, rules):
        document["max_faces"] = line.max_faces
    if line.only is not None:
        document["only"] = list(line.only)
    return document | _without_empty({"law": line.law, "key": line.key})


def _spans(spans: Mapping[int, Span]) -> Document:
    """Return spans by block, with names as JSON has them."""
    return {str(block): list(span) for block, span in spans.items()}


def _without_empty(document: Document) -> Document:
    """Return what says something: an absent field means the same as an empty one, and 0 is not empty."""
    return {name: value for name, value in document.items() if value not in ("", [], {}, None)}
