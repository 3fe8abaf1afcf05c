"""Why an act was not done, before the store was even asked."""

from __future__ import annotations

from storage.errors import StorageError


class ActRefused(StorageError):
    """What the user asked for makes no sense yet. `fields` names, per field, what to fill in differently."""

    def __init__(self, sentence: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = fields or {}


def require(problems: dict[str, str]) -> None:
    """Refuse when there are problems; each names a field and what to do there.

    Raises:
        ActRefused: with all sentences together, so that nobody has to try field by field.
    """
    if problems:
        first, *others = problems.values()
        raise ActRefused(" ".join((first, *others)) if others else first, problems)


def first_sentence(refusal: StorageError) -> str:
    """Return what is wrong, with its full stop and without the rest.

    For what is told after something else was done: the rest of a refusal mostly says that nothing was changed.
    """
    return f"{str(refusal).partition('. ')[0].rstrip('.')}."
