"""What an hour of care costs on a day, by the tariffs of the store."""

from __future__ import annotations

from datetime import date

from storage.models import Tariff
from storage.models.casework_codes import TariffUnit
from storage.store import Store
from zorgarrangeur_tui.desk.reference import fitting_tariffs, rows_on

_NAMED = ("law", "care_kind", "form", "delivery_form", "region")


class PriceList:
    """The tariffs that hold on a day, read once: for who asks about many needs in a row. It does not follow later changes."""

    def __init__(self, store: Store, day: date) -> None:
        self._rows = [
            row for row in rows_on(store, Tariff, day) if row.unit == TariffUnit.HOUR and row.cents is not None
        ]
        self._known: dict[tuple[object, ...], tuple[int, int] | None] = {}

    def hour(self, *, region: str = "", **asked: str) -> int | None:
        """Return the euro-cents of an hour; None unless the tariffs that fit best are all of one amount.

        Args:
            region: the gemeente that pays; without it only tariffs that hold everywhere count.
            asked: any of law, care_kind, form, level and delivery_form, as in `reference.tariffs_on`.
        """
        found = self.range(region, **asked)
        return found[0] if found is not None and found[0] == found[1] else None

    def range(self, *regions: str, **asked: str) -> tuple[int, int] | None:
        """Return the lowest and highest euro-cents of an hour among the tariffs that fit best; None when none fits.

        Args:
            regions: where the care is paid, such as a gemeente and its jeugdregio; the first with a tariff of its own decides.
            asked: as in `hour`. With a level, tariffs of that level go before those of any.
        """
        key: tuple[object, ...] = (*regions, *sorted(asked.items()))
        if key not in self._known:
            self._known[key] = self._asked(regions, asked)
        return self._known[key]

    def _asked(self, regions: tuple[str, ...], asked: dict[str, str]) -> tuple[int, int] | None:
        for region in regions:
            own = [row for row in fitting_tariffs(self._rows, region=region, **asked) if row.region]
            if own:
                return _bounds(own, asked)
        return _bounds(fitting_tariffs(self._rows, **asked), asked)


def _bounds(hourly: list[Tariff], asked: dict[str, str]) -> tuple[int, int] | None:
    names = (*_NAMED, "level") if asked.get("level") else _NAMED
    cents = [tariff.cents or 0 for tariff in hourly if _named(tariff, names) == _named(hourly[0], names)]
    return (min(cents), max(cents)) if cents else None


def _named(tariff: Tariff, names: tuple[str, ...]) -> int:
    return sum(bool(getattr(tariff, name)) for name in names)
