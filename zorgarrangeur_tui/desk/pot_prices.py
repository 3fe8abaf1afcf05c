"""What an hour of a need may cost per pot: the same for the budgets of a school and for the pots ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from zorgarrangeur_tui.desk.care_lines import DatedTitle, law_price
from zorgarrangeur_tui.desk.prices import PriceList
from zorgarrangeur_tui.domain.budgets import NO_POT
from zorgarrangeur_tui.insight.care_lines import Payment

Price: TypeAlias = tuple[int, int] | None
"""The least and the most euro-cents of an hour; None when no tariff fits."""


@dataclass(frozen=True, slots=True)
class PricedNeed:
    """What the price of a need follows from.

    Attributes:
        titles: of the need.
        paid: which pot pays which part of it, under which law.
        kind: a `CareKind` value.
        form: a `CareForm` value.
        regions: the gemeente that pays and its jeugdregio; "" when not known.
    """

    titles: Sequence[DatedTitle]
    paid: Sequence[Payment]
    kind: str
    form: str
    regions: tuple[str, str]


def pot_prices(prices: PriceList, need: PricedNeed, level: str) -> dict[str, Price]:
    """Return what an hour may cost per pot: between the tariffs of all laws under which the pot pays it.

    Args:
        prices: the tariffs.
        need: what care it is, and who pays.
        level: of who comes; "" when that is not known. Tariffs of every level count then, and also where none is of this level:
            a list of tariffs seldom names them all, and from-to says more than nothing.
    """
    found: dict[str, Price] = {}
    for one in need.paid:
        law, pot = (one.law, one.pot) if one.pays else ("", NO_POT)
        price = law_price(prices, need.titles, law, need.kind, need.form, need.regions, level)
        if price is None and level:
            price = law_price(prices, need.titles, law, need.kind, need.form, need.regions, "")
        before = found.get(pot, price)
        found[pot] = None if price is None or before is None else (min(price[0], before[0]), max(price[1], before[1]))
    return found
