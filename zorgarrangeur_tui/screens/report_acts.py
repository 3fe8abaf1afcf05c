"""Making documents by keys: reports of a school and of the region, a startfoto, a plan of action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import RecordMissing
from storage.models import School
from zorgarrangeur_tui.commands import Command, tell
from zorgarrangeur_tui.screens.mode_screen import StoreScreen
from zorgarrangeur_tui.screens.report_files import make_report
from zorgarrangeur_tui.screens.school_acts import SchoolActor

if TYPE_CHECKING:
    from zorgarrangeur_tui.screens.case import CaseScreen


class MakeSchoolReport(Command):
    """Maak het schoolrapport: wie zorg nodig heeft, wie betaalt, wie er komt en wat één vast team verandert. Voor u zelf, of veilig voor anderen."""

    key = "S"
    label = "Schoolrapport"
    needs = "Zet de cursor eerst op een school."

    @classmethod
    def available(cls, actor: SchoolActor) -> bool:
        """Only with a school at hand."""
        return actor.school_at_hand() is not None

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Ask for whom, why and where, and make it."""
        from zorgarrangeur_tui.desk.papers import save_school_report  # noqa: PLC0415 - made now and then
        from zorgarrangeur_tui.desk.reports_for_others import plan_school_report  # noqa: PLC0415 - as above
        from zorgarrangeur_tui.desk.scenarios import scenario_names  # noqa: PLC0415 - as above
        from zorgarrangeur_tui.screens.report_readers import make_report_for  # noqa: PLC0415 - as above

        store = actor.store
        try:
            school = store.get(School, actor.school_at_hand() or "")
        except RecordMissing:
            tell(actor.app, "Dit is een zorglocatie. Een rapport is er alleen van een school.")
            return
        await make_report_for(
            actor,
            f"Schoolrapport van {school.name}",
            f"schoolrapport-{school.site_code or 'school'}",
            "Gesprek over de zorg op school",
            scenarios=scenario_names(store, school.id),
            own=lambda path, reason, scenarios: save_school_report(
                store, school.id, path, reason=reason, scenarios=scenarios
            ),
            others=lambda audience: plan_school_report(store, school.id, audience),
        )


class MakeBaseline(Command):
    """Maak de startfoto van deze school als document: de zorg geteld zoals die nu is vastgelegd. Voor intern gebruik."""

    key = "F"
    label = "Startfoto maken"

    @classmethod
    async def run(cls, actor: SchoolActor) -> None:
        """Ask why and where, and make it."""
        from zorgarrangeur_tui.desk.papers import save_baseline  # noqa: PLC0415 - made now and then

        school = actor.store.get(School, actor.school_at_hand() or "")
        await make_report(
            actor,
            f"Startfoto van {school.name}",
            f"startfoto-{school.site_code or 'school'}",
            "Startfoto bespreken met de school",
            lambda path, reason: save_baseline(actor.store, school.id, path, reason=reason),
        )


class MakeActionPlan(Command):
    """Maak het plan van aanpak van deze casus als document voor de partijen, zonder namen of schuilnamen van leerlingen."""

    key = "A"
    label = "Plan van aanpak"

    @classmethod
    async def run(cls, actor: CaseScreen) -> None:
        """Ask why and where, and make it."""
        from zorgarrangeur_tui.desk.papers import save_action_plan  # noqa: PLC0415 - made now and then

        await make_report(
            actor,
            "Plan van aanpak",
            "plan-van-aanpak",
            "Plan bespreken met de partijen",
            lambda path, reason: save_action_plan(actor.store, actor.case_id, path, reason=reason),
            warning="Er staan geen leerlingen bij naam in. Lees het na voordat u het deelt.",
        )


class MakeRegionReport(Command):
    """Maak het regiorapport over alle scholen samen, voor een OOGO of het bestuur van een jeugdregio. Voor u zelf, of veilig voor anderen."""

    key = "R"
    label = "Regiorapport"

    @classmethod
    async def run(cls, actor: StoreScreen) -> None:
        """Ask why and where, and make it."""
        from zorgarrangeur_tui.desk.papers import save_region_report  # noqa: PLC0415 - made now and then
        from zorgarrangeur_tui.desk.reports_for_others import plan_region_report  # noqa: PLC0415 - as above
        from zorgarrangeur_tui.desk.scenarios import scenario_names  # noqa: PLC0415 - as above
        from zorgarrangeur_tui.screens.report_readers import make_report_for  # noqa: PLC0415 - as above

        store = actor.store
        await make_report_for(
            actor,
            "Regiorapport",
            "regiorapport",
            "Overleg over zorg in onderwijstijd",
            scenarios=scenario_names(store),
            own=lambda path, reason, scenarios: save_region_report(store, path, reason=reason, scenarios=scenarios),
            others=lambda audience: plan_region_report(store, audience),
        )
