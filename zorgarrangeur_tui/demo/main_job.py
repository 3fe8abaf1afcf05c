"""The main job of a zorgarrangeur, done once without a screen, on the invented region in a throw-away folder.

Two stores take part: an arrangeur's with the region in it, and an empty one of a coordinator.
"""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.clock import local_date
from storage.contacts import Contact, add_contact, contacts, number_with, verify_contact
from storage.handing_over import export_bundle
from storage.models import CareNeed, Case, Professional, School
from storage.models.codes import CareForm, CareKind, MomentRule, ProfessionalLevel, Role
from storage.recovery_code import new_recovery_code
from storage.store import Store, create
from storage.store_folder import StoreSettings
from storage.taking_in import import_bundle
from zorgarrangeur_tui.demo.practice_store import make_practice_store, practice_settings
from zorgarrangeur_tui.desk.board import place_visit
from zorgarrangeur_tui.desk.cases import add_need, add_pupil, case_file, open_case
from zorgarrangeur_tui.desk.overview import Gap, gaps
from zorgarrangeur_tui.desk.providers import add_professional, add_provider, bind_provider, cap_use
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.references import case_reference
from zorgarrangeur_tui.domain.words import RECORD_WORDS


@dataclass(slots=True)
class MainJob:
    """What was done: per step a Dutch sentence and how long it took, and the figures for scripts."""

    steps: list[tuple[str, float]] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """How long all steps took together."""
        return sum(taken for _, taken in self.steps)

    def lines(self) -> list[str]:
        """Return the summary for reading."""
        steps = [f"{number}. {sentence} ({taken:.1f} s)" for number, (sentence, taken) in enumerate(self.steps, 1)]
        return [*steps, f"Klaar in {self.seconds:.1f} s. De map met de oefenregio is weer weg."]

    def values(self) -> dict[str, Any]:
        """Return the summary for scripts."""
        steps = [{"sentence": sentence, "seconds": round(taken, 3)} for sentence, taken in self.steps]
        return {**self.figures, "steps": steps, "seconds": round(self.seconds, 3)}

    @contextmanager
    def step(self) -> Iterator[list[str]]:
        """Time a step; what it adds to the list becomes its sentence."""
        began = time.perf_counter()
        words: list[str] = []
        yield words
        self.steps.append((" ".join(words), time.perf_counter() - began))


def do_main_job(school_count: int = 12, seed: int = 1, settings: StoreSettings | None = None) -> MainJob:
    """Do the main job and return what was done. Nothing stays behind.

    Args:
        school_count: how many schools the region has.
        seed: another number draws another region.
        settings: clock and cost of key derivation; by default those of practice stores.
    """
    settings = settings or practice_settings()
    job = MainJob()
    with tempfile.TemporaryDirectory(prefix="zorgarrangeur-demo-") as folder, ExitStack() as opened:
        with job.step() as words:
            arranger = opened.enter_context(
                make_practice_store(
                    Path(folder) / "arrangeur", settings, school_count=school_count, seed=seed, with_contact=False
                )
            )
            counts = {kind: count for kind, count in arranger.counts().items() if count}
            job.figures["region"] = counts
            words.append(f"Versleutelde opslag gemaakt met een oefenregio: {_counted(counts)}.")
        case = _arrange(job, arranger)
        _plan(job, arranger, case)
        with job.step() as words:
            coordinator = opened.enter_context(_coordinator(Path(folder) / "coordinator", settings))
            words.append("Een tweede, lege opslag gemaakt: die van de coördinator.")
        _hand_over(job, arranger, coordinator, case)
    return job


def _coordinator(folder: Path, settings: StoreSettings) -> Store:
    return create(
        folder,
        label="Oefencoördinator",
        role=Role.COORDINATOR.value,
        passphrase=secrets.token_urlsafe(24),
        recovery_code=new_recovery_code(),
        settings=settings,
    )


_TOLD_APART = ("school", "provider", "professional", "case", "pupil", "care_need", "entitlement", "visit_pattern")
"""The kinds that a newcomer wants to hear the number of; the others are told as one."""


def _counted(counts: dict[str, int]) -> str:
    told = [kind for kind in _TOLD_APART if kind in counts]
    words = [
        f"{counts[kind]} {RECORD_WORDS[kind].singular if counts[kind] == 1 else RECORD_WORDS[kind].plural}"
        for kind in told
    ]
    rest = sum(count for kind, count in counts.items() if kind not in told)
    return ", ".join(words) + (f" en {rest} andere gegevens" if rest else "")


def _arrange(job: MainJob, store: Store) -> Case:
    """Open a case at a school with two pupils and four needs."""
    with job.step() as words:
        school = _school_with_room(store)
        case = open_case(store, {"title": "Vaste gezichten in de groep van juf Vlier", "school_id": school.id})
        first, second = (add_pupil(store, case.id, {"birth_year": local_date(store.clock).year - 9}) for _ in range(2))
        noon = {"moment_rule": MomentRule.FIXED.value, "moment_start": 12 * 60}
        add_need(store, case.id, first.id, {"kind": CareKind.PERSONAL_CARE.value, "minutes_needed": 150})
        add_need(store, case.id, first.id, {"kind": CareKind.NURSING.value, "minutes_needed": 60, **noon})
        group = {"kind": CareKind.GROUP_GUIDANCE.value, "form": CareForm.GROUP.value, "group_size": 4}
        for pupil in (first, second):
            add_need(store, case.id, pupil.id, {**group, "minutes_needed": 120})
        job.figures |= {"case": case_reference(case.id), "school": school.site_code, "pupils": 2, "needs": 4}
        words.append(
            f"Casus {case_reference(case.id)} begonnen bij {school.name} ({school.site_code}), "
            f"met 2 leerlingen en 4 zorgbehoeften."
        )
    return case


def _plan(job: MainJob, store: Store, case: Case) -> None:
    """Tie a provider with two professionals to the school and place their visits."""
    with job.step() as words:
        open_before = _open_minutes(store, case)
        provider = add_provider(store, {"name": "Zorggroep De Oefenboom", "chamber_number": "00009999"})
        school = store.get(School, case.school_id)
        cap = cap_use(store, school)
        full = cap.cap is not None and len(cap.provider_ids) >= cap.cap
        reason = {"over_cap_reason": "Oefening: laat zien dat een reden nodig is"} if full else {}
        bind_provider(store, case.school_id, provider.id, reason)
        carer, guide = (_professional(store, provider.id, *who) for who in _STAFF)
        needs = {need.id: need for need in living(store, CareNeed, case_id=case.id)}
        care = [key for key, need in needs.items() if need.kind == CareKind.PERSONAL_CARE]
        group = [key for key, need in needs.items() if need.kind == CareKind.GROUP_GUIDANCE]
        for day in (0, 1, 3):
            _place(store, case, carer, day, 9 * 60 + 30, 45, care)
        for day in (1, 4):
            _place(store, case, guide, day, 10 * 60 + 30, 60, group)
        left = _gaps_of(store, case)
        open_after = sum(gap.coverage.uncovered_per_week for gap in left)
        job.figures |= {
            "professionals": 2,
            "visits": 5,
            "minutes_uncovered_before": open_before,
            "minutes_uncovered_after": open_after,
            "needs_uncovered": len(left),
        }
        behoeften = "1 zorgbehoefte is" if len(left) == 1 else f"{len(left)} zorgbehoeften zijn"
        words.append(
            f"Vaste zorgaanbieder met 2 zorgprofessionals gekoppeld en 5 bezoeken geplaatst: nog open was "
            f"{duration(open_before)} per week en is nu {duration(open_after)}; {behoeften} niet helemaal gedekt."
        )


def _hand_over(job: MainJob, arranger: Store, coordinator: Store, case: Case) -> None:
    """Exchange cards, send the case as a bundle, and see the same case at the other side."""
    with job.step() as words:
        for one, other in ((arranger, coordinator), (coordinator, arranger)):
            add_contact(one, other.identity.card_text)
        (to,), (sender,) = contacts(arranger), contacts(coordinator)
        if number_with(arranger, to) != number_with(coordinator, sender):
            raise AssertionError("the control numbers differ")
        verify_contact(arranger, to.fingerprint)
        verify_contact(coordinator, sender.fingerprint)
        words.append("Contactkaarten gewisseld en het controlegetal vergeleken.")
    with job.step() as words:
        bundle = _sealed(arranger, case)
        job.figures["bundle_bytes"] = len(bundle)
        words.append(f"Ondertekende, versleutelde bundel gemaakt van {_kilobytes(len(bundle))}.")
    with job.step() as words:
        incoming = import_bundle(coordinator, bundle)
        here, there = case_file(arranger, case.id), case_file(coordinator, case.id)
        same = (here.case, here.pupils, here.needs) == (there.case, there.pupils, there.needs)
        if not same or not here.place == there.place:
            raise AssertionError("the case is not the same at the other side")
        job.figures |= {"operations": len(incoming.plan.ops), "records_received": incoming.plan.new_records}
        words.append(
            f"De coördinator heeft de bundel ingelezen: {incoming.plan.new_records} gegevens nieuw, "
            f"{incoming.plan.conflicts or 'geen'} conflicten, en dezelfde casus {case_reference(case.id)}."
        )


_STAFF = (
    ("Oefenverzorgende", ProfessionalLevel.MBO, CareKind.PERSONAL_CARE),
    ("Oefenbegeleider", ProfessionalLevel.HBO, CareKind.GROUP_GUIDANCE),
)


def _professional(store: Store, provider_id: str, name: str, level: ProfessionalLevel, skill: CareKind) -> Professional:
    return add_professional(store, provider_id, {"name": name, "level": level.value, "skills": [skill.value]})


def _place(
    store: Store, case: Case, professional: Professional, weekday: int, start: int, minutes: int, serves: list[str]
) -> None:
    place_visit(
        store,
        {
            "school_id": case.school_id,
            "professional_id": professional.id,
            "weekday": weekday,
            "start_minute": start,
            "duration_minutes": minutes,
            "serves": serves,
        },
    )


def _sealed(store: Store, case: Case) -> bytes:
    recipients: list[Contact] = contacts(store)
    return export_bundle(store, recipients, purpose="Oefening: overdracht van een casus", case_ids=[case.id])


def _school_with_room(store: Store) -> School:
    """Return the first school that may have one more fixed provider, or simply the first."""
    schools = sorted(living(store, School), key=lambda school: school.site_code)

    def has_room(school: School) -> bool:
        use = cap_use(store, school)
        return use.cap is None or len(use.provider_ids) < use.cap

    return next(filter(has_room, schools), schools[0])


def _gaps_of(store: Store, case: Case) -> list[Gap]:
    return [gap for gap in gaps(store, case.school_id) if gap.case.id == case.id]


def _open_minutes(store: Store, case: Case) -> int:
    return sum(gap.coverage.uncovered_per_week for gap in _gaps_of(store, case))


def _kilobytes(size: int) -> str:
    return f"{max(1, round(size / 1024))} kB"
