"""Values of options: how they may be written, and what a wrong one is answered."""

from __future__ import annotations

from datetime import date

import click
import pytest

from zorgarrangeur_tui.verbs.option_types import day_of_year
from zorgarrangeur_tui.verbs.usage_words import usage_sentence


def test_a_date_is_read_as_people_write_it() -> None:
    """With dashes or with slashes, as in the forms."""
    assert day_of_year("1-12-2026") == day_of_year("1/12/2026") == day_of_year("2026-12-01") == date(2026, 12, 1)


def test_a_date_that_is_none_is_answered_with_how_it_should_be() -> None:
    """Both kinds of marks in one date are a slip."""
    for typed in ("1/12-2026", "31/2/2026", "morgen"):
        with pytest.raises(ValueError, match="schrijf een datum als"):
            day_of_year(typed)


def test_a_wrong_choice_or_number_is_answered_in_dutch() -> None:
    """What click itself says of them is English."""
    for kind, typed, told in (
        (click.Choice(["region", "outside"]), "iedereen", "--for: kies een van region, outside."),
        (click.IntRange(1, 60), "90", "--for: geef een heel getal van 1 tot en met 60."),
        (click.INT, "veel", "--for: geef een heel getal."),
    ):
        option = click.Option(["--for"], type=kind)
        with pytest.raises(click.BadParameter) as wrong:
            kind.convert(typed, option, None)
        assert usage_sentence(wrong.value) == told
