"""Looking up reference data on a day: gemeenten and their regions, tariffs, codes and thresholds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from storage.clock import local_date
from storage.models import CodeEntry, Municipality, RegionBody, Tariff
from storage.models import Threshold as ThresholdRow
from storage.store import Store
from storage.unit_of_work import AnyRecord
from zorgarrangeur_tui.desk.records import living
from zorgarrangeur_tui.domain.clock import dutch_date
from zorgarrangeur_tui.domain.dated_spans import first_day, holds_on, row_on
from zorgarrangeur_tui.domain.thresholds import WEEKS_AHEAD, OwnThreshold, Threshold, threshold_on
from zorgarrangeur_tui.importers.place_names import municipality_name, place_key
from zorgarrangeur_tui.keys.act_text import ActText, joined

_MOST_SUCCESSORS = 9
"""How many times a gemeente may have gone into another; more means that the rows go round in a circle."""


@dataclass(frozen=True, slots=True)
class Regions:
    """To which regions a gemeente belongs on a day. What is not known is empty.

    Attributes:
        name: the gemeente that was asked; the one it went into, when it was gone by then.
        day: the day.
        known: whether there is a row for it on that day.
        youth_region, care_office, holiday_region, alliance_primary, alliance_secondary: as the row says.
        source: where the row comes from.
    """

    name: str
    day: date
    known: bool
    youth_region: str = ""
    care_office: str = ""
    holiday_region: str = ""
    alliance_primary: str = ""
    alliance_secondary: str = ""
    source: str = ""

    @property
    def sentence(self) -> str:
        """The jeugdregio and zorgkantoor in Dutch, or that they are not known and what to do."""
        if not self.known:
            return ActText(f"Van gemeente {self.name} staat er geen rij die geldt op {dutch_date(self.day)}.", _FILL_IN)
        parts = [
            f"jeugdregio {self.youth_region}" if self.youth_region else "",
            f"zorgkantoorregio {self.care_office.removeprefix('Zorgkantoor ')}" if self.care_office else "",
        ]
        found = " en ".join(filter(None, parts))
        said = f"Gemeente {self.name} hoort op {dutch_date(self.day)} bij {found}." if found else ""
        missing = " en ".join(
            word for word, value in (("de jeugdregio", parts[0]), ("het zorgkantoor", parts[1])) if not value
        )
        told = f"Van gemeente {self.name} is {missing} niet bekend." if missing else ""
        return ActText(joined(said, told), _FILL_IN if missing else "")


_FILL_IN = "Vul dat aan in Naslag ({Reference}), bij Gemeenten."


def rows_on(store: Store, model: type[AnyRecord], day: date, **where: str) -> list[AnyRecord]:
    """Return the rows of a type that hold on a day, with these field values."""
    return [row for row in living(store, model, **where) if holds_on(row, day)]  # type: ignore[arg-type]  # reference rows are dated


class RegionLookup:
    """The gemeenten of a store, read once: for who asks about many children in a row. It does not follow later changes."""

    def __init__(self, store: Store) -> None:
        self._rows: dict[str, list[Municipality]] = {}
        for row in living(store, Municipality):
            for key in {place_key(row.name), place_key(row.code), *map(place_key, row.other_names)} - {""}:
                self._rows.setdefault(key, []).append(row)

    def municipality(self, name: str, day: date) -> Municipality | None:
        """Return the row of a gemeente that holds on a day (see `municipality_on`)."""
        for _ in range(_MOST_SUCCESSORS):
            keys = {place_key(name), place_key(municipality_name(name.strip()))}
            own = {row.id: row for key in sorted(keys) for row in self._rows.get(key, ())}.values()
            found = row_on(own, day)
            if found is not None:
                return found
            gone = [row for row in own if row.successor and row.ends_on is not None and row.ends_on < day]
            if not gone:
                return None
            name = max(gone, key=first_day).successor
        return None

    def regions(self, municipality: str, day: date) -> Regions:
        """Return to which jeugdregio, zorgkantoor and other regions a gemeente belongs on a day."""
        row = self.municipality(municipality, day)
        if row is None:
            return Regions(municipality_name(municipality.strip()), day, known=False)
        return Regions(
            row.name,
            day,
            known=True,
            youth_region=row.youth_region,
            care_office=row.care_office,
            holiday_region=row.holiday_region,
            alliance_primary=row.alliance_primary,
            alliance_secondary=row.alliance_secondary,
            source=row.source,
        )


def municipality_on(store: Store, name: str, day: date) -> Municipality | None:
    """Return the row of a gemeente that holds on a day, or None.

    Args:
        store: an opened store.
        name: its name in any spelling ("S GRAVENHAGE", "Den Haag", "Nuenen c.a."), another name of it, or its CBS code.
        day: the day. When the gemeente was gone by then, the row of the gemeente that it went into.
    """
    return RegionLookup(store).municipality(name, day)


def regions_on(store: Store, municipality: str, day: date) -> Regions:
    """Return to which jeugdregio, zorgkantoor and other regions a gemeente belongs on a day."""
    return RegionLookup(store).regions(municipality, day)


def region_on(store: Store, kind: str, name: str, day: date) -> RegionBody | None:
    """Return the row of a jeugdregio, zorgkantoor or samenwerkingsverband that holds on a day, by name or code."""
    wanted = place_key(name)
    rows = living(store, RegionBody, kind=kind)
    return row_on((row for row in rows if wanted and wanted in {place_key(row.name), place_key(row.code)}), day)


def tariffs_on(
    store: Store,
    day: date,
    *,
    law: str = "",
    care_kind: str = "",
    form: str = "",
    level: str = "",
    delivery_form: str = "",
    region: str = "",
) -> list[Tariff]:
    """Return the tariffs that hold on a day for what is asked, the most precise first.

    A tariff that leaves something open holds for any of it. What is not asked does not matter, but a tariff of a region holds
    for that region only: without a region only those that hold everywhere are given.
    """
    asked = {"law": law, "care_kind": care_kind, "form": form, "level": level, "delivery_form": delivery_form}
    return fitting_tariffs(rows_on(store, Tariff, day), region=region, **asked)


def fitting_tariffs(rows: Iterable[Tariff], *, region: str = "", **asked: str) -> list[Tariff]:
    """Return which of some tariffs hold for what is asked, the most precise first (see `tariffs_on`)."""

    def fits(row: Tariff) -> bool:
        here = not row.region or place_key(row.region) == place_key(municipality_name(region))
        return here and all(not value or getattr(row, name) in ("", value) for name, value in asked.items())

    def precision(row: Tariff) -> tuple[int, str, str]:
        named = sum(bool(value) and getattr(row, name) == value for name, value in asked.items())
        return (-named - bool(row.region), row.name.casefold(), row.code)

    return sorted((row for row in rows if fits(row)), key=precision)


def code_entries_on(store: Store, code_list: str, day: date, region: str = "") -> list[CodeEntry]:
    """Return the entries of a code list that hold on a day, by code: those of the region before those of everywhere."""
    found: dict[str, CodeEntry] = {}
    wanted = place_key(region)
    for row in sorted(
        rows_on(store, CodeEntry, day, code_list=code_list), key=lambda one: (bool(one.region), first_day(one))
    ):
        if not row.region or place_key(row.region) == wanted:
            found[row.code] = row
    return [found[code] for code in sorted(found)]


def code_words(store: Store, code_list: str, code: str, day: date, region: str = "") -> str:
    """Return what a code of a list means on a day; "" when that is not known."""
    return next((row.words for row in code_entries_on(store, code_list, day, region) if row.code == code), "")


def threshold_in_full(store: Store, name: str, day: date) -> Threshold:
    """Return the number that holds on a day, with what it does and where it comes from.

    Raises:
        KeyError: a name that the app does not know.
    """
    rows = living(store, ThresholdRow, name=name)
    return threshold_on(name, day, [OwnThreshold(row.value, row.starts_on, row.ends_on, row.source) for row in rows])


def threshold(store: Store, name: str, day: date) -> int:
    """Return the number that holds on a day: the user's own dated row, else what comes with the app.

    Raises:
        KeyError: a name that the app does not know.
    """
    return threshold_in_full(store, name, day).value


def weeks_ahead(store: Store) -> int:
    """Return how many weeks ahead it is told today what ends or must be done."""
    return threshold(store, WEEKS_AHEAD, local_date(store.clock))
