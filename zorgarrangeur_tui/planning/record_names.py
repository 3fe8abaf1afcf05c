"""What the planner's explanations call professionals, schools and providers of a region: by the names of their records."""

from __future__ import annotations

from storage.models.codes import CareKind
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.planning.explain_words import Names
from zorgarrangeur_tui.planning.region_problem import PlannedRegion


def record_names(planned: PlannedRegion) -> Names:
    """Return how the app calls what the planner knows by number."""
    layout = planned.layout
    providers = layout.region.providers

    def provider(number: int) -> str:
        found = providers.get(layout.providers[number])
        return found.name if found is not None and found.name else "een zorgaanbieder"

    return Names(
        worker=lambda number: layout.people[number].name or "een zorgprofessional",
        school=lambda number: layout.schools[number].name or "de school",
        provider=provider,
        care=lambda kind: f"zorgprofessional voor {word(kind, CareKind).lower()}",
    )
