"""Who pays the needs of a store and at which tariffs, for the pots ledger; and which partitions between pots they run into."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from storage.models import CareNeed
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import DatedTitle, law_price, paying_municipalities, titles_by_need
from zorgarrangeur_tui.desk.columns import living_columns
from zorgarrangeur_tui.desk.prices import PriceList
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.domain.budgets import NO_POT, PaidNeed, portion_weights
from zorgarrangeur_tui.domain.pot_shares import WHOLE, BlockedCombination, blocked_combinations
from zorgarrangeur_tui.insight.care_lines import Payment, payments, pot_weights
from zorgarrangeur_tui.insight.ledger import Barrier
from zorgarrangeur_tui.insight.ledger_amounts import PaidPart

_Price = tuple[int, int] | None


class LedgerNeeds:
    """Who pays which need, by the titles of today; of care that is over or yet to begin those of its last or first day."""

    def __init__(self, store: Store, today: date, places: Mapping[str, str]) -> None:
        self._today = today
        self._places = places
        self._prices, self._regions = PriceList(store, today), RegionLookup(store)
        with store.read() as session:
            connection = session.connection()
            self._homes = paying_municipalities(connection, today)
            self._own, self._of_pupil = titles_by_need(connection)
            rows = living_columns(
                connection, CareNeed,
                "id", "case_id", "pupil_id", "kind", "form", "minutes_needed", "starts_on", "ends_on",
            )  # fmt: skip
        self.rules: dict[str, BlockedCombination] = {}
        self._paid: dict[str, PaidNeed] = {}
        self._parts: dict[str, tuple[PaidPart, ...]] = {}
        self._price: dict[tuple[str, str], _Price] = {}
        self._blocked: defaultdict[tuple[str, str, tuple[str, ...]], int] = defaultdict(int)
        self._blocks: dict[tuple[tuple[str, ...], bool], tuple[BlockedCombination, ...]] = {}
        self._youth_regions = {"": ""}
        for row in rows:
            self._take(*row)

    def parts(self, serves: str) -> tuple[PaidPart, ...]:
        """Return who pays which part of a visit for needs, as a column holds them."""
        if serves not in self._parts:
            self._parts[serves] = tuple(
                PaidPart(one.pot, one.weight, one.tariff_weight, self._price.get((one.need_id, one.pot)))
                for one in portion_weights(json_texts(serves), self._paid)
            )
        return self._parts[serves]

    def barriers(self) -> tuple[Barrier, ...]:
        """Return the partitions that needs of today run into."""
        return tuple(Barrier(place, rule, pots, needs) for (place, rule, pots), needs in self._blocked.items())

    def _take(
        self,
        need: str,
        case: str,
        pupil: str,
        kind: str,
        form: str,
        minutes: int,
        starts: date | None,
        ends: date | None,
    ) -> None:
        day = max(starts, self._today) if starts else self._today
        day = min(ends, day) if ends else day
        titles = [*self._own.get(need, ()), *(self._of_pupil.get(pupil, ()) if pupil else ())]
        paid = payments(minutes, [title.value for title in titles], day)
        self._paid[need] = PaidNeed(need, minutes, form == CareForm.GROUP, pot_weights(paid))
        home = self._homes.get(pupil, "")
        self._set_prices(need, titles, paid, kind, form, (home, self._youth_region(home)))
        if day == self._today:
            pots = tuple(sorted({one.pot for one in paid if one.pays}))
            for block in self._blocked_by(pots, not pupil):
                self._blocked[self._places.get(case, ""), block.id, block.pots] += 1

    def _set_prices(
        self,
        need: str,
        titles: list[DatedTitle],
        paid: Iterable[Payment],
        kind: str,
        form: str,
        regions: tuple[str, str],
    ) -> None:
        """Keep what an hour of a need may cost per pot: between the tariffs of all laws under which the pot pays it."""
        for one in paid:
            law = one.law if one.pays else ""
            key = (need, one.pot if one.pays else NO_POT)
            price = law_price(self._prices, titles, law, kind, form, regions)
            before = self._price.get(key, price)
            both = None if price is None or before is None else (min(price[0], before[0]), max(price[1], before[1]))
            self._price[key] = both

    def _blocked_by(self, pots: tuple[str, ...], collective: bool) -> tuple[BlockedCombination, ...]:
        if (pots, collective) not in self._blocks:
            shares = [f"{pot}:{WHOLE}" for pot in pots]
            found = blocked_combinations(shares, self._today, collective=collective)
            self._blocks[pots, collective] = found
            self.rules |= {one.id: one for one in found}
        return self._blocks[pots, collective]

    def _youth_region(self, municipality: str) -> str:
        if municipality not in self._youth_regions:
            found = self._regions.regions(municipality, self._today)
            self._youth_regions[municipality] = found.youth_region
        return self._youth_regions[municipality]


@lru_cache(maxsize=4096)
def json_texts(written: str) -> tuple[str, ...]:
    """Return a list of texts as a column holds it."""
    return tuple(json.loads(written))
