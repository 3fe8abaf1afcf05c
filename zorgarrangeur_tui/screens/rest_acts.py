"""What a user does on the page of rust: the children of a place, its planning, looking for a place, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, Leave
from zorgarrangeur_tui.screens.open_filter import OpenFilter
from zorgarrangeur_tui.screens.school_acts import ShowSchoolPlanning
from zorgarrangeur_tui.screens.table_files import SaveTable

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.rest import RestScreen
    from zorgarrangeur_tui.screens.rest_pupils import RestPupilsScreen


class ShowPupils(Command):
    """Toon de rust van elke leerling op de plek onder de cursor, met schuilnaam. Dat komt in het logboek."""

    key = "o"
    label = "Leerlingen"
    footer = True
    needs = "Zet de cursor eerst op een plek waar leerlingen zijn."

    @classmethod
    def available(cls, actor: RestScreen) -> bool:
        """Only with a place under the cursor where children are."""
        return actor.place is not None and bool(actor.place.pupils)

    @classmethod
    async def run(cls, actor: RestScreen) -> None:
        """Open them."""
        from zorgarrangeur_tui.screens.rest_pupils import RestPupilsScreen  # noqa: PLC0415 - opened from this list

        if actor.place is not None:
            await actor.app.push_screen(RestPupilsScreen(actor.place))


class FilterRest(OpenFilter):
    """Zoek een school of zorglocatie op naam."""


class LeaveRest(Leave):
    """Ga terug naar Inzicht."""


class OpenRestPupil(Command):
    """Open de casus van de leerling onder de cursor."""

    key = "o"
    label = "Openen"
    footer = True
    needs = "Er staat geen leerling onder de cursor."

    @classmethod
    def available(cls, actor: RestPupilsScreen) -> bool:
        """Only with a child under the cursor."""
        return actor.pupil is not None

    @classmethod
    async def run(cls, actor: RestPupilsScreen) -> None:
        """Open it, with the cursor on the child."""
        from zorgarrangeur_tui.screens.open_record import open_record  # noqa: PLC0415 - opens other modes' screens

        if actor.pupil is not None:
            await open_record(actor.app, "pupil", actor.pupil.rest.pupil_id)


class FilterRestPupils(OpenFilter):
    """Zoek een leerling op schuilnaam."""


class LeaveRestPupils(Leave):
    """Ga terug naar de scholen."""


REST_ACTS = (ShowPupils, ShowSchoolPlanning, SaveTable, FilterRest, LeaveRest)
REST_PUPIL_ACTS = (OpenRestPupil, SaveTable, FilterRestPupils, LeaveRestPupils)
