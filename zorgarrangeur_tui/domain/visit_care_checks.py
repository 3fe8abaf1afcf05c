"""Checks of what a visit gives: competence, size of the group, titles, and what the provider is contracted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from storage.models.casework_codes import DeliveryForm
from storage.models.codes import CareKind, Law
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_spans import first_day, holds_on, last_day
from zorgarrangeur_tui.domain.visit_check_values import (
    CheckedNeed,
    CheckedProfessional,
    CheckedProvider,
    CheckedTitle,
    DayVisit,
)
from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind
from zorgarrangeur_tui.domain.words import word

_PAID_BY_A_MUNICIPALITY = frozenset({Law.YOUTH_ACT, Law.SOCIAL_SUPPORT_ACT})
_CONTRACTED = frozenset({DeliveryForm.IN_KIND, DeliveryForm.TASK_BASED})
"""Forms in which the payer has a contract with the provider; with a pgb the parents choose, and a school hires by itself."""


def competence_missing(
    visit: DayVisit, professional: CheckedProfessional, served: Sequence[CheckedNeed]
) -> Finding | None:
    """Find a reserved act (Wet BIG) by somebody who is not competent for it."""
    acts = tuple(need.id for need in served if need.reserved_act)
    if professional.reserved_acts or not acts:
        return None
    return Finding(
        FindingKind.COMPETENCE_MISSING,
        visit.day,
        (visit.id,),
        (professional.id, *acts),
        f"Bij dit bezoek hoort een voorbehouden handeling; {professional.called} is daarvoor niet bevoegd. Kies iemand die "
        "dat wel is, of haal de handeling uit dit bezoek.",
    )


def group_too_large(visit: DayVisit, served: Sequence[CheckedNeed]) -> Finding | None:
    """Find a group with more pupils than the smallest size that is written down for one of them.

    All needs in a group that a visit serves are one group. A pupil with two of them counts once; a need without a pupil as one.
    """
    group = [need for need in served if need.group]
    sizes = [need.group_size for need in group if need.group_size is not None]
    if not sizes:
        return None
    pupils = len({need.pupil_id or need.id for need in group})
    most = min(sizes)
    if pupils <= most:
        return None
    many = "1 leerling" if most == 1 else f"{most} leerlingen"
    return Finding(
        FindingKind.GROUP_TOO_LARGE,
        visit.day,
        (visit.id,),
        tuple(need.id for need in group),
        f"In de groep van dit bezoek zitten {pupils} leerlingen; ten hoogste {many} mag. Verdeel de groep over twee bezoeken.",
    )


def titles_not_valid(visit: DayVisit, served: Sequence[CheckedNeed]) -> Iterator[Finding]:
    """Find the served needs that have titles, of which none is valid on the day of the visit."""
    for need in served:
        if not need.titles or any(holds_on(title, visit.day) for title in need.titles):
            continue
        ended = [title for title in need.titles if last_day(title) < visit.day]
        title = max(ended, key=last_day) if ended else min(need.titles, key=first_day)
        yield Finding(
            FindingKind.TITLE_NOT_VALID,
            visit.day,
            (visit.id,),
            (need.id, title.id),
            f"{_title_words(need, title, visit.day)} Dit bezoek is op {dutch_date(visit.day)}. Vraag een titel aan die dan "
            "geldt, of haal deze zorg uit het bezoek.",
        )


def outside_contract(visit: DayVisit, provider: CheckedProvider, served: Sequence[CheckedNeed]) -> Iterator[Finding]:
    """Find the kinds of care, laws and gemeenten of the served needs for which the provider has no contract.

    Each is told once, with all the needs that it is about. Law and gemeente follow from the titles that are valid that day.
    """
    kinds: dict[str, list[str]] = {}
    laws: dict[str, list[str]] = {}
    municipalities: dict[str, list[str]] = {}
    known = _folded(provider.municipalities)
    for need in served:
        if provider.kinds and need.kind not in provider.kinds:
            kinds.setdefault(need.kind, []).append(need.id)
        valid = dict.fromkeys(title.law for title in need.titles if _asks_a_contract(title, visit.day))
        for law in valid:
            if provider.laws and law not in provider.laws:
                laws.setdefault(law, []).append(need.id)
        by_municipality = any(law in _PAID_BY_A_MUNICIPALITY for law in valid)
        if by_municipality and known and need.municipality and need.municipality.casefold() not in known:
            municipalities.setdefault(need.municipality, []).append(need.id)
    who = provider.called
    ask = f"Kies een andere zorgaanbieder, of vraag {who} en de financier om een contract."
    for kind, ids in kinds.items():
        sentence = f"{who} heeft geen contract voor {_in_sentence(word(kind, CareKind))}. {ask}"
        yield _contract(FindingKind.KIND_NOT_CONTRACTED, visit, provider, ids, sentence)
    for law, ids in laws.items():
        sentence = f"{who} heeft geen contract onder de {word(law, Law)}. {ask}"
        yield _contract(FindingKind.LAW_NOT_CONTRACTED, visit, provider, ids, sentence)
    for name, ids in municipalities.items():
        sentence = f"{who} heeft geen contract met gemeente {name}, die zorg bij dit bezoek betaalt. {ask}"
        yield _contract(FindingKind.MUNICIPALITY_NOT_CONTRACTED, visit, provider, ids, sentence)


def _contract(
    kind: FindingKind, visit: DayVisit, provider: CheckedProvider, needs: Sequence[str], sentence: str
) -> Finding:
    return Finding(kind, visit.day, (visit.id,), (provider.id, *needs), f"{sentence[:1].upper()}{sentence[1:]}")


def _asks_a_contract(title: CheckedTitle, day: date) -> bool:
    return bool(title.law) and title.delivery_form in _CONTRACTED and holds_on(title, day)


def _title_words(need: CheckedNeed, title: CheckedTitle, day: date) -> str:
    care = _in_sentence(word(need.kind, CareKind))
    under = f" onder de {word(title.law, Law)}" if title.law else ""
    if title.ends_on is not None and title.ends_on < day:
        return f"De titel{under} voor {care} geldt tot en met {dutch_date(title.ends_on)}."
    return f"De titel{under} voor {care} geldt pas vanaf {dutch_date(first_day(title))}."


@lru_cache(maxsize=1024)
def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def _in_sentence(text: str) -> str:
    return text[:1].lower() + text[1:]
