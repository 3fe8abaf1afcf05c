"""Questions between values in words: what stands, what somebody else wrote, who and when, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.history import FieldKey
from storage.open_fields import Claim, OpenKind
from storage.ops import OpValue
from storage.store import Store
from zorgarrangeur_tui.desk.access_log import local_time
from zorgarrangeur_tui.desk.import_choices import Answer, Choice, Question, other_values
from zorgarrangeur_tui.desk.log_words import short
from zorgarrangeur_tui.desk.record_names import people, record_names
from zorgarrangeur_tui.domain.about_a_child import ABOUT_A_CHILD, HIDDEN
from zorgarrangeur_tui.domain.field_words import field_word
from zorgarrangeur_tui.domain.pointing_fields import POINTS_AT
from zorgarrangeur_tui.domain.value_words import value_word

EMPTY = "(leeg)"
LATER = "nog kiezen"

KIND_WORDS = {
    OpenKind.CONFLICT: "twee waarden",
    OpenKind.PROPOSAL: "voorstel",
    OpenKind.AWAITING: "wacht op ander",
}
"""What kind of question it is."""

_LABELS = {
    OpenKind.CONFLICT: ("Nu bij u", "Ook geschreven"),
    OpenKind.PROPOSAL: ("Nu bij u", "Voorstel"),
    OpenKind.AWAITING: ("U ziet", "Anderen zien"),
}
_POINTS_AT = {**POINTS_AT, "serves": "care_need", "absent_needs": "care_need", "same_as": ""}
_CONFLICT_ANSWERS = {
    Answer.MINE: "mijn waarde",
    Answer.THEIRS: "hun waarde",
    Answer.BOTH: "beide",
    Answer.TYPED: "zelf getypt",
}
_PROPOSAL_ANSWERS = {
    Answer.MINE: "afwijzen",
    Answer.THEIRS: "overnemen",
    Answer.BOTH: "beide",
    Answer.TYPED: "zelf getypt",
}


class ValueReader:
    """Puts values into words. Names of children, and what is written about them, only when asked for.

    Args:
        store: an opened store.
        titles: how records are called that are not in the store yet, by id.
        names: whether to show what tells who a child is.
    """

    def __init__(self, store: Store, titles: Mapping[str, str] | None = None, *, names: bool = False) -> None:
        self._store = store
        self._titles = dict(titles or {})
        self._people = people(store)
        self.names = names

    def text(self, record_type: str, field: str, value: OpValue) -> str:
        """Return a value in words; `EMPTY` when there is none."""
        if value in (None, "", []):
            return EMPTY
        if not self.names and (record_type, field) in ABOUT_A_CHILD:
            return HIDDEN
        if field in _POINTS_AT:
            return ", ".join(self._called(_ids(value)))
        if field == "owner":
            return self.person(str(value))
        return value_word(record_type, field, value) or EMPTY

    def question_text(self, key: FieldKey, value: OpValue) -> str:
        """Return the value of a field in words."""
        return self.text(key[0], key[2], value)

    def person(self, fingerprint: str) -> str:
        """Return what to call somebody."""
        return self._people.get(fingerprint) or short(fingerprint)

    def who(self, claim: Claim | None) -> str:
        """Return who wrote a value and when, such as "Corrie, 23-11-2026 10:05"; "" when that is not known."""
        return "" if claim is None else f"{self.person(claim.author)}, {local_time(claim.at.isoformat())}"

    def _called(self, ids: list[str]) -> list[str]:
        unknown = [one for one in ids if one not in self._titles]
        if unknown:
            self._titles.update(record_names(self._store, unknown))
        return [self._titles[one] for one in ids]


def is_hidden(question: Question) -> bool:
    """Tell whether a field tells who a child is, or something about it."""
    return (question.record_type, question.field) in ABOUT_A_CHILD


def answer_word(question: Question, choice: Choice | None) -> str:
    """Return what was answered to a question."""
    if not question.can_choose:
        return ""
    if choice is None:
        return LATER
    words = _PROPOSAL_ANSWERS if question.kind is OpenKind.PROPOSAL else _CONFLICT_ANSWERS
    return words[choice.answer]


def question_lines(question: Question, reader: ValueReader) -> list[tuple[str, str]]:
    """Return a question in full, as (label, text): what stands, and every other value with who and when."""
    mine = reader.question_text(question.key, question.mine)
    written = reader.who(question.mine_claim)
    own, other = _LABELS[question.kind]
    lines = [
        ("Veld", field_word(question.record_type, question.field)),
        (own, f"{mine} ({written})" if written else mine),
    ]
    lines += [
        (other, f"{reader.question_text(question.key, claim.value)} ({reader.who(claim)}{_not_sure(claim)})")
        for claim in question.theirs
    ]
    if not question.theirs:
        lines += [(other, reader.question_text(question.key, value)) for value in other_values(question)]
    return lines


def counted_words(questions: Iterable[Question]) -> str:
    """Return how much there is to choose, such as "2 velden met twee waarden en 1 voorstel"; "" when there is nothing."""
    kinds = [question.kind for question in questions]
    conflicts, proposals = kinds.count(OpenKind.CONFLICT), kinds.count(OpenKind.PROPOSAL)
    parts = []
    if conflicts:
        parts.append(f"{conflicts} {'veld' if conflicts == 1 else 'velden'} met twee waarden")
    if proposals:
        parts.append(f"{proposals} {'voorstel' if proposals == 1 else 'voorstellen'}")
    return " en ".join(parts)


def _not_sure(claim: Claim) -> str:
    """Return what to add when a value came by way of another than its writer."""
    return "" if claim.vouched else ", via een ander"


def _ids(value: OpValue) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]
