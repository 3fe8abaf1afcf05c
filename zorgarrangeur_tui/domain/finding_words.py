"""What a finding is and how heavy, in the words of users."""

from __future__ import annotations

from collections.abc import Collection

from zorgarrangeur_tui.domain.visit_findings import Finding, FindingKind, Severity

SEVERITY_WORDS = {Severity.HARD: "kan niet", Severity.SOFT: "let op"}
"""The weight in two words."""

WEIGHT_WORDS = {
    Severity.HARD: "Zolang dit er staat, kunt u dit rooster niet publiceren.",
    Severity.SOFT: "Publiceren kan, met een reden erbij.",
}
"""What the weight means."""


KIND_WORDS = {
    FindingKind.SCHOOL_CLOSED: "School dicht",
    FindingKind.OUTSIDE_SCHOOL_HOURS: "Buiten de schooltijd",
    FindingKind.ROOM_FULL: "Geen ruimte vrij",
    FindingKind.TRAVEL_TOO_SHORT: "Reistijd te kort",
    FindingKind.COMPETENCE_MISSING: "Niet bevoegd",
    FindingKind.GROUP_TOO_LARGE: "Groep te groot",
    FindingKind.TITLE_NOT_VALID: "Titel geldt niet",
    FindingKind.KIND_NOT_CONTRACTED: "Zorg zonder contract",
    FindingKind.LAW_NOT_CONTRACTED: "Wet zonder contract",
    FindingKind.MUNICIPALITY_NOT_CONTRACTED: "Gemeente zonder contract",
    FindingKind.ABOVE_GRANTED: "Meer dan toegekend",
    FindingKind.ABOVE_AGREED: "Meer dan afgesproken",
    FindingKind.ABOVE_MAX_MINUTES: "Te veel uren",
    FindingKind.DOUBLE_BOOKED: "Dubbel geboekt",
    FindingKind.OUTSIDE_AVAILABILITY: "Niet beschikbaar",
    FindingKind.PROFESSIONAL_ABSENT: "Afwezig",
    FindingKind.SKILL_MISSING: "Geeft deze zorg niet",
    FindingKind.PUPIL_TWICE: "Leerling dubbel",
    FindingKind.QUIET_WINDOW: "In de rust van de school",
    FindingKind.TOO_MANY_FACES: "Veel gezichten",
    FindingKind.PROVIDER_CAP: "Veel aanbieders",
    FindingKind.NEED_NOT_COVERED: "Nog niet gedekt",
    FindingKind.BUDGET_EXCEEDED: "Boven het budget",
    FindingKind.SHORT_NOTICE: "Kort van tevoren",
}
"""What is wrong, in a few words."""


def count_words(findings: Collection[Finding]) -> str:
    """Return "3 die niet kunnen · 12 om op te letten"; "niets" when there are none."""
    hard = sum(one.severity is Severity.HARD for one in findings)
    soft = len(findings) - hard
    parts = []
    if hard:
        parts.append(f"{hard} die niet {'kan' if hard == 1 else 'kunnen'}")
    if soft:
        parts.append(f"{soft} om op te letten")
    return " · ".join(parts) or "niets"
