"""The rows of each chapter of a case. Pure: from records to texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from storage.models import TYPE_NAMES, Action, CareNeed, Consent, Entitlement, NoteItem, Pupil, Record
from storage.models.codes import CareForm, CareKind, Phase
from widgets.record_source import Row
from zorgarrangeur_tui.desk.cases import CaseFile
from zorgarrangeur_tui.desk.consents import STATE_WORDS
from zorgarrangeur_tui.desk.part_advice import AdviceContext, advice, consent_again, consent_standing, need_funding
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.consent_rules import ConsentState
from zorgarrangeur_tui.domain.coverage import NeedCoverage
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS
from zorgarrangeur_tui.domain.funding import Funded
from zorgarrangeur_tui.domain.part_lines import PartLine, part_line
from zorgarrangeur_tui.domain.references import case_title
from zorgarrangeur_tui.domain.words import word
from zorgarrangeur_tui.screens.case_chapters import Chapter

_FUNDED_WORDS = {Funded.YES: "ja", Funded.PARTLY: "deels", Funded.NO: "nee"}
_WARNS = frozenset({"exemption", "out_of_school", "reduced_time", "oza_deviation"})
"""Types of which anything that the rules say is a reason to look."""

_NOT_ENOUGH = frozenset({ConsentState.EXPIRED, ConsentState.INCOMPLETE})
"""How a consent stands that must be asked anew; one that was taken back asks for nothing more."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """What one chapter is made of.

    Attributes:
        file: the case with its children and needs.
        covered: how far each need is covered, by its id.
        names: what records are called that others point at, by id.
        context: what the rules want to know; its parts are those of this chapter at least.
    """

    file: CaseFile
    covered: Mapping[str, NeedCoverage]
    names: Mapping[str, str]
    context: AdviceContext

    def records(self, chapter: Chapter) -> list[Record]:
        """Return the records of a chapter, needs left out."""
        return [one for kind in chapter.shown if kind != "care_need" for one in self.context.parts.get(kind, [])]


def rows_of(chapter: Chapter, page: CasePage) -> list[Row]:
    """Return the rows of a chapter; the first one is the case itself."""
    case = page.file.case
    rows = [Row(case.id, (case_title(case.title), word(case.phase, Phase), "", "", ""), ("strong",))]
    if chapter.id == "care":
        return rows + _care_rows(page)
    if chapter.id == "notes":
        return rows + _note_rows(page)
    records = page.records(chapter)
    rows += [_part_row(one, page) for one in records if not getattr(one, "pupil_id", "")]
    for pupil in page.file.pupils:
        own = [one for one in records if getattr(one, "pupil_id", "") == pupil.id]
        if own or chapter.children:
            rows.append(Row(pupil.id, (pupil.pseudonym, "", "", "", ""), ("strong",)))
            rows += [_part_row(one, page, indent="  ") for one in own]
    return rows


def empty_sentence(chapter: Chapter, page: CasePage) -> str:
    """Return what to do in a chapter in which nothing stands yet; "" when something does."""
    if page.records(chapter) or (chapter.id == "care" and (page.file.pupils or page.file.needs)):
        return ""
    if not page.file.case.title:
        return "Hiervan is niets meegestuurd. Moet u het weten, vraag de eigenaar dan om een bundel met schuilnamen."
    if chapter.id == "care":
        return "Er staat nog geen leerling in deze casus. Met {AddPupil} voegt u er een toe, met {AddNeed} zorg voor een groep of school."
    kinds = ", ".join(RECORD_WORDS[kind].singular for kind in chapter.types)
    return f"Hier staat nog niets. Met {{AddPart}} voegt u iets toe: {kinds}."


def _care_rows(page: CasePage) -> list[Row]:
    rows = []
    titles = [one for one in page.context.parts.get("entitlement", []) if isinstance(one, Entitlement)]
    for pupil in page.file.pupils:
        rows.append(Row(pupil.id, (pupil.pseudonym, pupil.group_name, "", "", ""), ("strong",)))
        rows += _needs_with_titles(page, page.file.needs_of(pupil.id), titles, pupil)
    return rows + _needs_with_titles(page, page.file.needs_of(""), titles, None)


def _needs_with_titles(
    page: CasePage, needs: Iterable[CareNeed], titles: list[Entitlement], pupil: Pupil | None
) -> list[Row]:
    rows = []
    shown = set()
    for need in needs:
        rows.append(_need_row(need, page))
        for title in (one for one in titles if one.need_id == need.id):
            shown.add(title.id)
            rows.append(_title_row(title, page, indent="    ", names={}))
    owner = pupil.id if pupil else ""
    rest = (one for one in titles if one.pupil_id == owner and one.id not in shown)
    rows += [_title_row(one, page, indent="  ", names=page.names) for one in rest]
    return rows


def _need_row(need: CareNeed, page: CasePage) -> Row:
    state = page.covered.get(need.id)
    open_minutes = state.uncovered_per_week if state else need.minutes_needed
    paid = need_funding(need, page.context.parts, page.context.today)
    cells = (
        f"  {word(need.kind, CareKind)}" + ("" if need.pupil_id else " (groep of school)"),
        word(need.form, CareForm),
        duration(need.minutes_needed),
        duration(open_minutes) if open_minutes else "gedekt",
        _FUNDED_WORDS[paid.state],
    )
    return Row(need.id, cells, ("warning",) if open_minutes or paid.state is Funded.NO else ())


def _note_rows(page: CasePage) -> list[Row]:
    rows = []
    for note in page.context.parts.get("visit_note", []):
        lines = [*page.context.parts.get("note_item", []), *page.context.parts.get("action", [])]
        beneath = (one for one in lines if isinstance(one, NoteItem | Action) and one.visit_note_id == note.id)
        rows += [_part_row(note, page), *(_part_row(line, page, indent="  ") for line in beneath)]
    return rows


def _part_row(record: Record, page: CasePage, indent: str = "") -> Row:
    line = part_line(record, page.context.today, page.names)
    if isinstance(record, Consent):
        line = _with_standing(line, record, page.context)
    warns = line.late or (TYPE_NAMES[type(record)] in _WARNS and bool(advice(record, page.context)))
    return Row(record.id, (f"{indent}{line.what}", line.state, line.when, line.amount), ("warning",) if warns else ())


def _with_standing(line: PartLine, consent: Consent, context: AdviceContext) -> PartLine:
    """Return the line of a consent with how it stands at the age that the child has now."""
    again = consent_again(consent, context)
    if again is not None and again.due_on <= context.today:
        return replace(line, state="Opnieuw vragen", late=True)
    state = consent_standing(consent, context).state
    return replace(line, state=STATE_WORDS[state], late=state in _NOT_ENOUGH)


def _title_row(title: Entitlement, page: CasePage, indent: str, names: Mapping[str, str]) -> Row:
    """Return the row of a title in the columns of the chapter on care; under its need that need is not named again."""
    line = part_line(title, page.context.today, names)
    minutes = "" if title.minutes_granted is None else duration(title.minutes_granted)
    cells = (f"{indent}{line.what}", line.state, minutes, line.when, "")
    return Row(title.id, cells, ("warning",) if line.late else ())
