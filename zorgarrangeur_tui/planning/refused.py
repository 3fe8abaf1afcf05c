"""A problem or a plan that cannot be worked with, or that has no answer."""

from __future__ import annotations


class ProblemImpossible(ValueError):
    """What was given is a problem, and nobody can solve it.

    Attributes:
        sentence: what a user reads; it names nothing that was written there.
    """

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class ProblemRefused(ValueError):
    """What was given is no problem, or no proposal. It says where, and holds nothing of what was written there.

    Attributes:
        sentence: what a user reads.
        fault: where it is wrong and how, without the rest of the sentence.
    """

    def __init__(self, fault: str, what: str = "Dit planningsprobleem") -> None:
        self.fault = fault
        self.sentence = (
            f"{what} klopt niet: {fault}. Er is niets gewijzigd. Verbeter het bestand, of maak het opnieuw met de app."
        )
        super().__init__(self.sentence)
