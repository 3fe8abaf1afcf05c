"""A letter to parents in plain Dutch: what is recorded about their child, why, who saw it, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zorgarrangeur_tui.domain.clock import dutch_date, dutch_date_short
from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.typesetting import typeset

Fact = tuple[str, str]
"""What something is called, and what it holds."""


@dataclass(frozen=True, slots=True)
class LetterConsent:
    """One consent as parents read it."""

    data: str
    recipients: str
    purpose: str
    given: str
    standing: str


@dataclass(frozen=True, slots=True)
class Shared:
    """To whom something of the child went."""

    day: date
    to: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One person who looked at what is recorded or wrote in it: how often, and the last time."""

    who: str
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class ParentLetter:
    """What is recorded about a child, in words that a parent understands.

    Attributes:
        child: its name; "" when no name is recorded.
        pseudonym: under which it is known.
        school: of the child; "" when it is not known.
        case_number: by which parents can ask about it.
        question: why it is about this child.
        child_facts: what is recorded of the child itself.
        needs: per need its name with an explanation, and facts.
        visits: day, time, who.
        told: what the family told, a block per talk.
        not_shared: what they do not want shared.
        own_choice: what a child that is old enough decides itself; "" for a younger one.
        consents, shared, seen: see there.
        other: title and facts of everything else that is recorded.
        kept: how long it is kept.
        sender: who sends the letter, with a role.
        call: whom parents can call, by role.
    """

    child: str
    pseudonym: str
    school: str
    case_number: str
    question: str
    child_facts: tuple[Fact, ...]
    needs: tuple[tuple[str, tuple[Fact, ...]], ...]
    visits: tuple[tuple[str, str, str], ...]
    told: tuple[tuple[Fact, ...], ...]
    not_shared: tuple[str, ...]
    own_choice: str
    consents: tuple[LetterConsent, ...]
    shared: tuple[Shared, ...]
    seen: tuple[Seen, ...]
    other: tuple[tuple[str, tuple[Fact, ...]], ...]
    kept: str
    sender: str
    call: str

    @property
    def row_count(self) -> int:
        """How many facts and rows there are."""
        blocks = (
            self.child_facts,
            *(facts for _, facts in self.needs),
            *self.told,
            *(facts for _, facts in self.other),
        )
        rows = (self.visits, self.not_shared, self.consents, self.shared, self.seen)
        return sum(map(len, blocks)) + sum(map(len, rows))


def parent_letter_pdf(letter: ParentLetter, imprint: Imprint) -> bytes:
    """Return the letter as a PDF. Its title and its properties hold no name."""
    values = {
        "child": letter.child,
        "pseudonym": letter.pseudonym,
        "school": letter.school,
        "case_number": letter.case_number,
        "question": letter.question,
        "day": dutch_date(imprint.made_on),
        "child_facts": letter.child_facts,
        "needs": [{"title": title, "facts": facts} for title, facts in letter.needs],
        "visits": letter.visits,
        "told": letter.told,
        "not_shared": letter.not_shared,
        "own_choice": letter.own_choice,
        "consents": [(one.data, one.recipients, one.purpose, one.given, one.standing) for one in letter.consents],
        "shared": [(dutch_date_short(one.day), one.to, one.purpose) for one in letter.shared],
        "seen": [(one.who, f"{one.times} keer", dutch_date_short(one.last)) for one in letter.seen],
        "other": [{"title": title, "facts": facts} for title, facts in letter.other],
        "kept": letter.kept,
        "sender": letter.sender,
        "call": letter.call,
    }
    return typeset(
        "parent_letter",
        values,
        title="Wat wij over uw kind bewaren",
        made_on=imprint.made_on,
        mark=imprint.export_id,
    )
