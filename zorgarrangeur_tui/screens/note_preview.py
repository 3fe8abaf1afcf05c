"""What becomes of a visit note that is being typed, in words, while it is typed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.models import Pupil
from storage.models.casework_codes import NoteItemKind
from widgets.detail_view import Section
from zorgarrangeur_tui.desk.visit_notes import linked_pupil, text_of
from zorgarrangeur_tui.domain.clock import dutch_date_short, weekday_short
from zorgarrangeur_tui.domain.note_lines import (
    ActionLine,
    EntryLine,
    ItemLine,
    NextVisitLine,
    NoteLine,
    PurposeLine,
    RolesLine,
)
from zorgarrangeur_tui.domain.note_text import NoteText
from zorgarrangeur_tui.domain.pupil_mentions import pupils_mentioned
from zorgarrangeur_tui.domain.visit_roles import names_among
from zorgarrangeur_tui.domain.words import word

LEGEND = (
    "groep 3: gezien · ! actie @wie morgen · = afspraak · ? vraag · + zorg anders\n"
    "met: ib-er, ouder · doel: … · volgend bezoek: 1/12 · * erachter: mag gedeeld"
)
"""How lines begin and end, for who does not know it by heart."""

_EMPTY = "Typ wat u zag of afsprak, elke regel apart. Hier staat wat de app ervan maakt."
_TWO_CHILDREN = "Noemt meer dan één leerling: maak er aparte regels van, dan hoort elke regel bij een kind."
_NAME = "Dit lijkt een naam. Schrijf liever een functie op, zoals ib-er of ouder."
_OPEN_TO_SHARE, _CLOSED = "mag gedeeld", "niet delen"


def preview_sections(
    written: NoteText, cursor_line: int, problems: Mapping[int, str], pupils: Sequence[Pupil]
) -> list[Section]:
    """Return the line under the cursor, as what it becomes, and then the whole note.

    Args:
        written: what was typed.
        cursor_line: the number of the line that the cursor is on.
        problems: a sentence per line that cannot be kept.
        pupils: the children whom a line may be about.
    """
    if not written.lines:
        return [Section(paragraphs=(_EMPTY,))]
    sections = []
    line = written.at(cursor_line)
    if line is not None:
        problem = problems.get(cursor_line)
        hints = (f"! {problem}",) if problem else tuple(f"! {hint}" for hint in _hints(line, pupils))
        sections.append(Section(f"Regel {cursor_line} wordt", _facts(line, pupils), hints))
    rows = [_row(number, one, pupils, problems) for number, one in written.lines]
    return [*sections, Section("Het hele verslag", rows)]


def entry_words(line: EntryLine) -> str:
    """Return what kind of line it is, with its group."""
    if isinstance(line, ActionLine):
        return "Actie"
    kind = "Gezien" if line.kind == NoteItemKind.OBSERVATION else word(line.kind, NoteItemKind)
    return f"{kind}, {group_words(line.group_name)}" if line.group_name else kind


def group_words(group_name: str) -> str:
    """Return a group as people call it."""
    return group_name if group_name.startswith("klas ") or not group_name else f"groep {group_name}"


def action_words(line: ActionLine) -> str:
    """Return an action with who and by when."""
    until = f"uiterlijk {weekday_short(line.due_on.weekday())} {dutch_date_short(line.due_on)}" if line.due_on else ""
    marks = ", ".join(part for part in (line.who, until) if part)
    return f"{line.what} ({marks})" if marks else line.what


def _facts(line: NoteLine, pupils: Sequence[Pupil]) -> list[tuple[str, str]]:
    match line:
        case RolesLine():
            return [("Aanwezig", ", ".join(line.roles))]
        case PurposeLine():
            return [("Doel", line.text)]
        case NextVisitLine():
            return [("Volgend bezoek", dutch_date_short(line.day))]
        case ActionLine():
            until = f"{weekday_short(line.due_on.weekday())} {dutch_date_short(line.due_on)}" if line.due_on else ""
            facts = [("Actie", line.what), ("Wie", line.who or "niemand; typ @wie"), ("Uiterlijk", until or "geen dag")]
        case ItemLine():
            facts = [(entry_words(line), line.text)]
    pupil = linked_pupil(text_of(line), pupils)
    facts += [("Gaat over", pupil.pseudonym)] if pupil else []
    return [*facts, ("Delen", _OPEN_TO_SHARE if line.shareable else f"{_CLOSED}; typ * erachter")]


def _hints(line: NoteLine, pupils: Sequence[Pupil]) -> list[str]:
    if isinstance(line, RolesLine):
        return [_NAME] if names_among(line.roles) else []
    if isinstance(line, ActionLine) and names_among([line.who]):
        return [_NAME]
    if isinstance(line, ItemLine | ActionLine):
        found = pupils_mentioned(text_of(line), {pupil.id: pupil.pseudonym for pupil in pupils})
        return [_TWO_CHILDREN] if len(found) > 1 else []
    return []


def _row(number: int, line: NoteLine, pupils: Sequence[Pupil], problems: Mapping[int, str]) -> tuple[str, str]:
    sign = "! " if number in problems else ""
    match line:
        case RolesLine():
            doubt = " (! lijkt een naam)" if names_among(line.roles) else ""
            return f"{sign}Aanwezig", ", ".join(line.roles) + doubt
        case PurposeLine():
            return f"{sign}Doel", line.text
        case NextVisitLine():
            return f"{sign}Volgend bezoek", dutch_date_short(line.day)
    text = action_words(line) if isinstance(line, ActionLine) else line.text
    pupil = linked_pupil(text_of(line), pupils)
    about = f"[{pupil.pseudonym}] " if pupil else ""
    return sign + entry_words(line), f"{about}{text}{' *' if line.shareable else ''}"
