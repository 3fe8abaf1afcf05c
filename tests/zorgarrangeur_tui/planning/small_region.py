"""Two schools, two professionals and three pupils: small enough to count by hand, with every wish and limit in it."""

from __future__ import annotations

from zorgarrangeur_tui.planning.placements import Presence, Visit
from zorgarrangeur_tui.planning.problem import NeedLine, Problem, Pupil, SchoolSite, Weights, Worker
from zorgarrangeur_tui.planning.proposal import Proposal

LINDE, EIK = 0, 1
ANNA, BRAM = 0, 1
NURSING, GUIDANCE, GROUP, GROUP_TOO, FORTNIGHTLY = range(5)
MONDAY_MORNING, MONDAY_AFTERNOON, TUESDAY_MORNING = 0, 1, 2
BOTH = (0, 1)


def small_region() -> Problem:
    """Return the problem."""
    return Problem(
        name="klein",
        schools=(
            SchoolSite(
                blocks={0: (2, 15), 1: (15, 24), 4: (2, 18)},
                rooms=2,
                budget=600,
                providers=(0, 1),
                provider_cap=2,
                quiet={0: ((3, 5), (8, 9))},
                key="Linde",
            ),
            SchoolSite(blocks={0: (2, 15), 1: (15, 24), 2: (2, 15)}, rooms=1, x=3.0, y=4.0, key="Eik"),
        ),
        workers=(
            Worker(
                provider=0,
                skills=("VP", "PV"),
                blocks=(0, 1, 4),
                slots=26,
                schools=(LINDE, EIK),
                hourly_cents=6_000,
                y=2.0,
                key="Anna",
            ),
            Worker(
                provider=1,
                skills=("BI", "BG"),
                blocks=(0, 1, 2),
                slots=80,
                schools=(LINDE, EIK),
                hourly_cents=4_050,
                key="Bram",
            ),
        ),
        pupils=(Pupil(school=LINDE, key="A"), Pupil(school=LINDE, key="B"), Pupil(school=EIK, key="C")),
        lines=(
            NeedLine(
                pupil=0,
                school=LINDE,
                kind="VP",
                duration=2,
                sessions=1,
                days=(0,),
                window=(8, 8),
                fixed_moment=True,
                max_faces=3,
                key="katheter",
            ),
            NeedLine(pupil=0, school=LINDE, kind="BI", duration=2, sessions=1, previous=ANNA, key="begeleiding"),
            NeedLine(pupil=1, school=LINDE, kind="BG", duration=4, sessions=1, group_size=3, key="groep B"),
            NeedLine(pupil=0, school=LINDE, kind="BG", duration=4, sessions=1, group_size=3, key="groep A"),
            NeedLine(pupil=2, school=EIK, kind="BI", duration=4, sessions=1, weekly=False, week=1, key="oneven"),
        ),
        providers=("Zorg A", "Zorg B"),
        weights=Weights(quiet=2, move=7),
        published=(Visit(GUIDANCE, BRAM, 0, 2, BOTH), Visit(GROUP, BRAM, 0, 11, BOTH)),
    )


def small_plan() -> Proposal:
    """Return a plan that keeps every rule and covers everything."""
    return Proposal(
        presence=(
            Presence(ANNA, LINDE, MONDAY_MORNING, 0),
            Presence(ANNA, LINDE, MONDAY_MORNING, 1),
            Presence(BRAM, LINDE, MONDAY_MORNING, 0),
            Presence(BRAM, LINDE, MONDAY_MORNING, 1),
            Presence(BRAM, EIK, TUESDAY_MORNING, 1),
        ),
        visits=(
            Visit(NURSING, ANNA, MONDAY_MORNING, 8, BOTH),
            Visit(GUIDANCE, BRAM, MONDAY_MORNING, 2, BOTH),
            Visit(GROUP, BRAM, MONDAY_MORNING, 10, BOTH),
            Visit(GROUP_TOO, BRAM, MONDAY_MORNING, 10, BOTH),
            Visit(FORTNIGHTLY, BRAM, TUESDAY_MORNING, 2, (1,)),
        ),
    )
