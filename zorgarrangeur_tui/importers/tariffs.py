"""Lists of tariffs: a file becomes a plan, which writes nothing. A line with several product codes gives a tariff for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from storage.models.casework_codes import TariffUnit
from storage.models.codes import CareKind, Law, ProfessionalLevel
from zorgarrangeur_tui.domain.money import parse_euros
from zorgarrangeur_tui.importers.fact_rows import Fact, Known
from zorgarrangeur_tui.importers.problems import quoted
from zorgarrangeur_tui.importers.reference_columns import FoundColumns, Layout, several
from zorgarrangeur_tui.importers.reference_plan import (
    LineRefused,
    ReadLine,
    ReferenceOptions,
    ReferencePlan,
    plan_table,
)
from zorgarrangeur_tui.importers.table_file import TableRow

LAYOUT = Layout(
    name="tarievenlijst",
    needed={
        "codes": ("productcodes", "productcode"),
        "name": ("soort", "naam"),
        "amount": ("bedrag_eur", "bedrag", "tarief"),
        "unit": ("per", "eenheid"),
    },
    others={"variant": ("variant",), "region": ("regio", "gemeente")},
)

_UNITS = {
    "uur": TariffUnit.HOUR,
    "dagdeel": TariffUnit.HALF_DAY,
    "dag": TariffUnit.DAY,
    "etmaal": TariffUnit.DAY,
    "maand": TariffUnit.MONTH,
    "jaar": TariffUnit.YEAR,
}
_UNIT_GUESSED = "De eenheid staat niet in de bron; genomen is: per uur."
_CODE = re.compile(r"[0-9A-Z]{2,12}")
_YOUTH_CODE = re.compile(r"(?:4[0-9]|5[0-5])[0-9A-Z]{3}")
_KINDS = {
    "40": CareKind.PERSONAL_CARE,
    "41": CareKind.DAY_TREATMENT,
    "51": CareKind.MENTAL_HEALTH_TREATMENT,
    "52": CareKind.MENTAL_HEALTH_TREATMENT,
    "54": CareKind.MENTAL_HEALTH_TREATMENT,
}
"""Per product category of iJw the kind of care, where the category leaves no doubt about it."""


def plan_tariffs(file_name: str, data: bytes, known: Known, options: ReferenceOptions) -> ReferencePlan:
    """Return what reading in a list of tariffs would change.

    Args:
        file_name: name or path of the file, for sentences.
        data: the whole file.
        known: the tariffs that stand.
        options: what the user tells about the file.

    Raises:
        FileRefused: the file as a whole cannot be used.
    """

    def reader(columns: FoundColumns, _rows: Sequence[TableRow]) -> tuple[ReadLine, list[str]]:
        everywhere = not options.region and "region" not in columns.positions
        doubt = "Er staat niet bij voor welke regio deze tarieven zijn. Ze gelden nu overal; vul zo nodig de regio in."
        return lambda cells, line: _facts(cells, line, options), [doubt] if everywhere else []

    return plan_table(file_name, data, LAYOUT, reader, known, options.valid_from)


def _facts(cells: Mapping[str, str], line: int, options: ReferenceOptions) -> tuple[list[Fact], list[str]]:
    """Return the tariffs of a line: one per product code, or one without a code."""
    if not cells["name"]:
        raise LineRefused("De naam van het tarief ontbreekt.")
    codes = [code.upper() for code in several(cells["codes"])]
    unfit = [code for code in codes if not _CODE.fullmatch(code)]
    if unfit:
        raise LineRefused(f"De productcode {quoted(unfit[0])} is niet goed: cijfers en letters, zoals 45A48.")
    unit, doubts = _unit(cells["unit"])
    level = _level(cells.get("variant", ""))
    variant = "" if level else cells.get("variant", "")
    region = cells.get("region", "") or options.region
    about = {
        "source": options.source or " ".join(filter(None, ("Ingelezen tarievenlijst", region))) + ".",
        **({"note": doubts[0]} if doubts else {}),
    }
    shared: dict[str, object] = {
        "name": f"{cells['name']}: {variant}" if variant else cells["name"],
        "region": region,
        "level": level,
        "delivery_form": options.delivery_form,
        "unit": unit.value,
        "cents": _cents(cells["amount"]),
    }
    facts = [
        Fact(
            line,
            "tariff",
            f"{shared['name']} ({', '.join(filter(None, (code, level)))})" if code or level else str(shared["name"]),
            {**shared, "code": code, "law": _law(code), "care_kind": _kind(code)},
            about,
        )
        for code in codes or [""]
    ]
    return facts, doubts


def _unit(text: str) -> tuple[TariffUnit, list[str]]:
    if not text:
        return TariffUnit.HOUR, [_UNIT_GUESSED]
    unit = _UNITS.get(text.casefold().removeprefix("per ").strip())
    if unit is None:
        raise LineRefused(f"De eenheid {quoted(text)} is niet bekend: gebruik {', '.join(_UNITS)}.")
    return unit, []


def _cents(text: str) -> int:
    try:
        cents = parse_euros(text)
    except ValueError:
        raise LineRefused(f"Het bedrag {quoted(text)} is niet te lezen: schrijf het als 78,50.") from None
    if not cents:
        raise LineRefused("Het bedrag ontbreekt of is nul.")
    return cents


def _level(variant: str) -> str:
    return variant.casefold() if variant.casefold() in set(ProfessionalLevel) else ""


def _law(code: str) -> str:
    return Law.YOUTH_ACT.value if _YOUTH_CODE.fullmatch(code) else ""


def _kind(code: str) -> str:
    kind = _KINDS.get(code[:2]) if _YOUTH_CODE.fullmatch(code) else None
    return kind.value if kind else ""
