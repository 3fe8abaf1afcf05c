"""A problem and a plan keep everything on their way through a file, and a file that is wrong is refused with a sentence."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from drawn_problems import problems, proposals
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_region import small_plan, small_region

from zorgarrangeur_tui.planning.checker import check
from zorgarrangeur_tui.planning.problem_json import problem_text, read_problem, read_problem_file
from zorgarrangeur_tui.planning.proposal import Proposal
from zorgarrangeur_tui.planning.proposal_json import proposal_text, read_proposal
from zorgarrangeur_tui.planning.refused import ProblemRefused
from zorgarrangeur_tui.planning.soundness import refuse_unsound

ABSENT = object()
"""Stands for taking a field away."""

OTHERS_FILE = """{
  "meta": {"name": "S0", "seed": 4, "slot_min": 15, "slot0": "08:00", "cycle_weeks": 2, "gdur": 4, "max_care_day": 8,
           "max_faces_fixed": 3},
  "weights": {"fix_unmet": 20000, "unmet_slot": 1000, "org_pair": 300, "pro_pair": 100, "face": 40, "change": 60,
              "presence": 5, "km": 1, "over10eur": 1},
  "orgs": [0],
  "schools": [{"id": 0, "x": 1.25, "y": 2, "type": "so", "blocks": {"0": [2, 15], "1": [15, 24]}, "orgs": [0], "rooms": 3,
               "budget_cycle": 900}],
  "pros": [{"id": 0, "org": 0, "profile": "verpleegkundige", "skills": ["VP", "PV"], "rate": 72, "x": 1.0, "y": 2.5,
            "avail": [0, 1], "slots_cycle": 80, "schools": [0]}],
  "pupils": [{"id": 0, "school": 0}],
  "lines": [{"id": 0, "pupil": 0, "school": 0, "kind": "VP", "law": "Zvw/Wlz", "dur": 2, "weekly": true, "parity": null,
             "gmax": 1, "win": [8, 8], "days": [0], "freq": 1, "prev": 0}],
  "planted": {"presence": [[0, 0, 0, 0], [0, 0, 0, 1]], "visits": [[0, 0, 0, 8, [0, 1]]]}
}"""


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
def test_what_is_written_is_read_back_the_same(data: st.DataObject) -> None:
    """Every sound problem and every plan for it come back from their JSON as they were."""
    problem = data.draw(problems())
    plan = data.draw(proposals(problem))
    refuse_unsound(problem)
    back = read_problem_file(problem_text(problem, plan))
    assert back.problem == problem
    assert back.planted == plan
    assert read_proposal(proposal_text(plan)) == plan


def test_a_file_of_another_maker_means_what_it_says() -> None:
    """A file with the usual fields only: nursing is a fixed moment that three may share, and the rest has no limit."""
    file = read_problem_file(OTHERS_FILE)
    line, school, worker = file.problem.lines[0], file.problem.schools[0], file.problem.workers[0]
    assert (line.fixed_moment, line.max_faces, line.only) == (True, 3, None)
    assert (school.provider_cap, school.quiet, worker.hours) == (None, {}, {})
    assert worker.hourly_cents == 7_200
    assert file.planted is not None
    checked = check(file.problem, file.planted)
    assert checked.errors == ()
    assert checked.total == 300 + 100 + 40 + 2 * 5 + 2 * 1
    assert json.loads(problem_text(file.problem, file.planted)) == json.loads(OTHERS_FILE)


WRONG: dict[str, tuple[list[str | int], object, str]] = {
    "a missing field": (["schools", 1, "rooms"], ABSENT, "school 1: het veld rooms ontbreekt"),
    "no schools at all": (["schools"], ABSENT, "het bestand: het veld schools ontbreekt"),
    "a misspelt field": (["schools", 0, "quite"], {}, "school 0: er staat een veld bij dat niet bekend is"),
    "a text for a number": (
        ["pros", 0, "slots_cycle"],
        "40",
        "professional 0: het veld slots_cycle hoort een heel getal",
    ),
    "true for a number": (["schools", 0, "rooms"], True, "school 0: het veld rooms hoort een heel getal te zijn"),
    "a number that is none": (["schools", 0, "x"], float("nan"), "er staat iets in dat geen getal is"),
    "a number without end": (["schools", 0, "x"], 10**400, "school 0: het veld x is geen bruikbaar getal"),
    "a negative duration": (["lines", 2, "dur"], -3, "zorgvraag 2: het veld dur is negatief of veel te groot"),
    "no duration": (["lines", 2, "dur"], 0, "zorgvraag 2: de duur, het aantal, de groep en de gezichten"),
    "a session of weeks": (["lines", 2, "dur"], 10**8, "zorgvraag 2: een bezoek duurt langer dan een dag"),
    "a school that is not there": (["lines", 0, "school"], 2, "zorgvraag 0: de school bestaat niet"),
    "a pupil who is not there": (["lines", 0, "pupil"], 3, "zorgvraag 0: de leerling bestaat niet"),
    "a worker who is not there": (["lines", 1, "prev"], 2, "zorgvraag 1: de vorige professional bestaat niet"),
    "a provider that is not there": (["pros", 1, "org"], 7, "professional 1: de zorgaanbieder bestaat niet"),
    "half-days over each other": (
        ["schools", 0, "blocks", "1"],
        [14, 24],
        "school 0: op dag 0 overlappen de ochtend en",
    ),
    "a half-day that ends first": (
        ["schools", 0, "blocks", "0"],
        [15, 2],
        "school 0: een dagdeel eindigt niet na het begin",
    ),
    "an eleventh half-day": (["schools", 0, "blocks", "10"], [2, 15], "school 0: een dagdeel bestaat niet"),
    "a half-day by a word": (
        ["schools", 0, "blocks", "maandag"],
        [2, 15],
        "school 0: het veld blocks hoort hele getallen als",
    ),
    "another number than its place": (["pros", 1, "id"], 0, "professional 1: het veld id hoort 1 te zijn"),
    "a rate of half cents": (["pros", 0, "rate"], 60.005, "professional 0: het veld rate hoort een bedrag in euro"),
    "three weeks": (["meta", "cycle_weeks"], 3, "meta: het veld cycle_weeks hoort 2 te zijn"),
    "a day that begins nowhere": (["meta", "slot0"], "8 uur", "meta: het veld slot0 hoort een tijd te zijn"),
    "slots of no length": (["meta", "slot_min"], 0, "meta: de lengte van een blokje"),
    "a week for weekly care": (["lines", 1, "parity"], 0, "zorgvraag 1: de even of oneven week kan niet"),
    "a lock on nobody": (["locked"], {"presence": [[5, 0, 0, 0]]}, "locked: een vaste aanwezigheid verwijst naar iets"),
    "a row that is too short": (
        ["published"],
        [[1, 1, 1]],
        "het bestand: het veld published heeft een rij die niet uit 5",
    ),
    "a pair with itself": (["unreachable"], [[1, 1]], "unreachable: een paar scholen kan niet"),
    "a text for a school": (["schools", 0], "Linde", "school 0: hier hoort een groep velden te staan"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_file_is_refused_with_where_it_is_wrong(kind: str) -> None:
    """Each fault gives a sentence that names the place and says that nothing was changed."""
    path, value, sentence = WRONG[kind]
    with pytest.raises(ProblemRefused) as refused:
        read_problem(json.dumps(_with(_document(), path, value)))
    assert sentence in refused.value.sentence
    assert "Er is niets gewijzigd." in refused.value.sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"\xff\xfe", "het is geen tekst in UTF-8"),
        ("", "op regel 1 staat geen geldige JSON"),
        ('{"meta": {},\n "meta"', "op regel 2 staat geen geldige JSON"),
        ('{"meta": {}, "meta": {}}', "er staat ergens twee keer hetzelfde veld"),
        ("[]", "het bestand: hier hoort een groep velden te staan"),
        ("[" * 200_000, "het is te diep genest"),
        ("1" * 5_000, "een veel te lang getal"),
    ],
)
def test_what_is_no_problem_at_all_is_refused(text: str | bytes, sentence: str) -> None:
    """A file of something else gives a sentence as well."""
    with pytest.raises(ProblemRefused) as refused:
        read_problem(text)
    assert sentence in refused.value.sentence


@given(st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150, deadline=None)
def test_whatever_is_spoilt_is_read_or_refused(data: st.DataObject) -> None:
    """Any one value of a file may be gone or be anything: it is refused in words, or it is a problem that can be checked."""
    document = _document()
    path = data.draw(st.sampled_from(list(_paths(document))))
    junk = st.sampled_from([ABSENT, None, True, -1, 0, 3, 10**12, 1.5, "", "x", [], {}, [0, 0], {"0": [1, 2]}])
    spoilt = json.dumps(_with(document, list(path), data.draw(junk)))
    with contextlib.suppress(ProblemRefused):
        problem = read_problem(spoilt)
        check(problem, small_plan())
        check(problem, Proposal())


def test_a_refusal_repeats_nothing_that_was_written() -> None:
    """What stands in a file may be anything, so a sentence about it holds none of it."""
    for path, value in ((["lines", 0, "dur"], "Jantje"), (["lines", 0, "Jantje"], 1), (["meta", "slot0"], "Jantje")):
        with pytest.raises(ProblemRefused) as refused:
            read_problem(json.dumps(_with(_document(), path, value)))
        assert "Jantje" not in str(refused.value)
        assert refused.value.__suppress_context__ or refused.value.__context__ is None


def _document() -> dict[str, Any]:
    """Return the small region as a document."""
    document: dict[str, Any] = json.loads(problem_text(small_region()))
    return document


def _with(document: Any, path: list[str | int], value: object) -> Any:
    """Return a document with one value changed or taken away."""
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    if value is ABSENT:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return document


def _paths(part: Any, before: tuple[str | int, ...] = ()) -> Any:
    """Yield the way to every value of a document."""
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, inner in steps:
        yield (*before, step)
        yield from _paths(inner, (*before, step))
