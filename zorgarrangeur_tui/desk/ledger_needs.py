"""Who pays the needs of a store and at which tariffs, for the pots ledger; and which partitions between pots they run into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from storage.models import CareNeed
from storage.models.codes import CareForm
from storage.store import Store
from zorgarrangeur_tui.desk.care_lines import paying_municipalities, shared_titles, titles_by_need
from zorgarrangeur_tui.desk.columns import json_texts, living_columns
from zorgarrangeur_tui.desk.pot_prices import Price, PricedNeed, pot_prices
from zorgarrangeur_tui.desk.prices import PriceList
from zorgarrangeur_tui.desk.reference import RegionLookup
from zorgarrangeur_tui.domain.budgets import PaidNeed, portion_weights
from zorgarrangeur_tui.domain.pot_shares import WHOLE, BlockedCombination, blocked_combinations
from zorgarrangeur_tui.domain.title_division import OwnedNeed, TitleDivision, owner_of
from zorgarrangeur_tui.insight.care_lines import payments, pot_weights
from zorgarrangeur_tui.insight.ledger import Barrier
from zorgarrangeur_tui.insight.ledger_amounts import PaidPart


class LedgerNeeds:
    """Who pays which need, by the titles of today; of care that is over or yet to begin those of its last or first day."""

    def __init__(self, store: Store, today: date, places: Mapping[str, str]) -> None:
        self._today = today
        self._places = places
        self._prices, self._regions = PriceList(store, today), RegionLookup(store)
        self._homes = paying_municipalities(store, today)
        self._own, self._for_all_care = titles_by_need(store)
        with store.read() as session:
            connection = session.connection()
            rows = living_columns(
                connection, CareNeed,
                "id", "case_id", "pupil_id", "kind", "form", "minutes_needed", "starts_on", "ends_on",
            )  # fmt: skip
        self.rules: dict[str, BlockedCombination] = {}
        self._paid: dict[str, PaidNeed] = {}
        self._parts: dict[tuple[str, str], tuple[PaidPart, ...]] = {}
        self._priced: dict[str, PricedNeed] = {}
        self._price: dict[tuple[str, str], dict[str, Price]] = {}
        self._blocked: defaultdict[tuple[str, str, tuple[str, ...]], int] = defaultdict(int)
        self._blocks: dict[tuple[tuple[str, ...], bool], tuple[BlockedCombination, ...]] = {}
        self._youth_regions = {"": ""}
        owned = [
            OwnedNeed(need, owner_of(pupil, case), minutes, starts, ends)
            for need, case, pupil, _, _, minutes, starts, ends in rows
        ]
        self._division = TitleDivision(owned)
        for (_, case, pupil, kind, form, *_), need in zip(rows, owned, strict=True):
            self._take(case, pupil, kind, form, need)

    def parts(self, serves: str, level: str) -> tuple[PaidPart, ...]:
        """Return who pays which part of a visit.

        Args:
            serves: the needs of the visit, as a column holds them.
            level: of who comes; "" when that is not known.
        """
        key = serves, level
        if key not in self._parts:
            self._parts[key] = tuple(
                PaidPart(one.pot, one.weight, one.tariff_weight, self._prices_of(one.need_id, level).get(one.pot))
                for one in portion_weights(json_texts(serves), self._paid)
            )
        return self._parts[key]

    def share_time(self, serves: str) -> bool:
        """Tell whether the time of a visit is divided over several needs."""
        return len(self._paid.keys() & set(json_texts(serves))) > 1

    def barriers(self) -> tuple[Barrier, ...]:
        """Return the partitions that needs of today run into."""
        return tuple(Barrier(place, rule, pots, needs) for (place, rule, pots), needs in self._blocked.items())

    def _take(
        self,
        case: str,
        pupil: str,
        kind: str,
        form: str,
        need: OwnedNeed,
    ) -> None:
        day = max(need.starts_on, self._today) if need.starts_on else self._today
        day = min(need.ends_on, day) if need.ends_on else day
        titles = [*self._own.get(need.id, ()), *shared_titles(self._division, need, self._for_all_care, day)]
        paid = payments(need.minutes, [title.value for title in titles], day)
        self._paid[need.id] = PaidNeed(need.id, need.minutes, form == CareForm.GROUP, pot_weights(paid))
        home = self._homes.get(pupil, "")
        self._priced[need.id] = PricedNeed(titles, paid, kind, form, (home, self._youth_region(home)))
        if day == self._today:
            pots = tuple(sorted({one.pot for one in paid if one.pays}))
            for block in self._blocked_by(pots, not pupil):
                self._blocked[self._places.get(case, ""), block.id, block.pots] += 1

    def _prices_of(self, need: str, level: str) -> dict[str, Price]:
        """Return what an hour of a need may cost per pot; nothing when it is not known."""
        if need not in self._priced:
            return {}
        if (need, level) not in self._price:
            self._price[need, level] = pot_prices(self._prices, self._priced[need], level)
        return self._price[need, level]

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
