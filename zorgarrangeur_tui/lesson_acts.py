"""Acts of the lesson and of the practice region on which it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zorgarrangeur_tui.commands import Command, CommandClass

if TYPE_CHECKING:
    from zorgarrangeur_tui.app import ZorgarrangeurApp

_ON_PRACTICE_ONLY = (
    "De les werkt op een verzonnen regio, zodat u niets stuk kunt maken.",
    "Sluit de app, en start hem met: zorgarrangeur demo",
    "Aan uw eigen gegevens verandert daar niets.",
)


class OpenLesson(Command):
    """De les: alle stappen, wat u al deed, en verder gaan of stoppen."""

    key = "f5"
    label = "Les"
    needs = "De les opent als uw gegevens open zijn en dit venster dicht is. Esc sluit een venster."

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only in an opened store, and not while a dialog waits for an answer."""
        return actor.session is not None and not actor.working_screen.is_modal

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Show the steps and do what is chosen; on a store of one's own, say where the lesson is."""
        from zorgarrangeur_tui.screens.lesson_steps import LessonStepsScreen, Wish  # noqa: PLC0415 - now and then

        guide = actor.lesson
        if guide is None:
            from widgets.dialogs import MessageDialog  # noqa: PLC0415 - not needed at the first frame

            await actor.push_screen_wait(MessageDialog("De les", _ON_PRACTICE_ONLY))
            return
        chosen = await actor.push_screen_wait(LessonStepsScreen(guide.steps, guide.progress))
        match chosen:
            case (Wish.JUMP, str(step_id)):
                guide.jump(step_id)
            case (Wish.SKIP, _):
                guide.skip()
            case (Wish.AGAIN, _):
                guide.begin()
            case (Wish.STOP, _):
                guide.stop()
            case (Wish.FRESH, _):
                await FreshRegion.run(actor)


class SkipStep(Command):
    """Sla deze stap van de les over."""

    label = "Stap overslaan"
    needs = "Er is nu geen stap om over te slaan. {OpenLesson} toont alle stappen."

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only with a step to do."""
        return actor.lesson is not None and actor.lesson.current is not None and not actor.working_screen.is_modal

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Go to the next one."""
        if actor.lesson is not None:
            actor.lesson.skip()


class FreshRegion(Command):
    """Oefenregio opnieuw: een verse regio, zoals u begon. Wat u hier deed, verdwijnt."""

    label = "Oefenregio opnieuw"
    needs = "Dat kan alleen in de oefenregio, en niet met een venster open."

    @classmethod
    def available(cls, actor: ZorgarrangeurApp) -> bool:
        """Only on the practice region."""
        return actor.session is not None and actor.settings.practice is not None and not actor.working_screen.is_modal

    @classmethod
    async def run(cls, actor: ZorgarrangeurApp) -> None:
        """Ask, make another region, and go to work in it."""
        from zorgarrangeur_tui.screens.fresh_region import MakingRegion  # noqa: PLC0415 - now and then
        from zorgarrangeur_tui.screens.lesson_steps import ask_lesson_anew  # noqa: PLC0415 - now and then

        practice, guide = actor.settings.practice, actor.lesson
        if practice is None:
            return
        lines = ["Alles wat u in deze oefenregio deed, verdwijnt.", "Ongedaan maken kan niet."]
        from widgets.dialogs import ConfirmDialog  # noqa: PLC0415 - not needed at the first frame

        if not await actor.push_screen_wait(ConfirmDialog("Oefenregio opnieuw?", lines, confirm_label="Nieuwe regio")):
            return
        anew = guide is not None and guide.progress.running and await ask_lesson_anew(actor)
        store = await actor.push_screen_wait(MakingRegion(practice))
        if store is None:
            return
        await actor.renew(store)
        if guide is not None and anew:
            guide.begin()


LESSON_ACTS: tuple[CommandClass, ...] = (OpenLesson, SkipStep, FreshRegion)
