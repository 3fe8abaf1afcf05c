"""The strength meter: reads without colour and never promises too much."""

from __future__ import annotations

import pytest
from form_app import WidgetApp, seen
from hypothesis import given
from hypothesis import strategies as st

from widgets.strength_meter import StrengthMeter


async def line_of(bits: float, needed: float, sentence: str, width: int = 80) -> str:
    """Return the line that a meter shows."""
    meter = StrengthMeter()
    app = WidgetApp(meter)
    async with app.run_test(size=(width, 10), notifications=True) as pilot:
        meter.show(bits, needed, sentence)
        await pilot.pause()
        return seen(app)[0].rstrip()


@pytest.mark.parametrize(
    ("bits", "needed", "sentence", "line"),
    [
        (48, 60, "nog te kort", "████████████████░░░░ 48 van 60 – nog te kort"),
        (59.9, 60, "bijna", "███████████████████░ 59 van 60 – bijna"),
        (60, 60, "sterk genoeg", "████████████████████ 60 van 60 – sterk genoeg"),
        (0, 60, "", "░░░░░░░░░░░░░░░░░░░░ 0 van 60"),
        (float("inf"), 60, "sterk", "████████████████████ ∞ van 60 – sterk"),
        (12, 60, "[/] [red]kort", "████░░░░░░░░░░░░░░░░ 12 van 60 – [/] [red]kort"),
    ],
)
async def test_the_line_says_it_in_blocks_and_in_words(bits: float, needed: float, sentence: str, line: str) -> None:
    """The bar and the numbers say the same; what falls short is rounded down; a sentence is never markup."""
    assert await line_of(bits, needed, sentence) == line


async def test_a_narrow_meter_shortens_its_bar_first() -> None:
    """At 40 columns the words still fit, and the bar is what is left over."""
    assert await line_of(48, 60, "nog te kort", width=40) == "████████████░░░░ 48 van 60 – nog te kort"


@given(bits=st.floats(0, 500), needed=st.floats(1, 200))
def test_it_is_enough_exactly_when_the_need_is_met(bits: float, needed: float) -> None:
    """`enough` compares the two values and nothing else."""
    meter = StrengthMeter()
    meter.set_reactive(StrengthMeter.bits, bits)
    meter.set_reactive(StrengthMeter.needed, needed)
    assert meter.enough == (bits >= needed)
