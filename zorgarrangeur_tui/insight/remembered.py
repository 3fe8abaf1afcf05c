"""What is remembered of a table that was published: what its readers could know of it, and nothing of any child.

Kept are the figures that were shown, as they were before rounding. No contributor is kept, and no hidden figure; `protect` saw
to it that none follows from those that are. So erasing a child has nothing to erase here, and who reads the store finds nothing
in it that gives a child away.

The price: what hidden figures were then is not known any more. Where counts are rounded to the threshold or wider, no later
table needs that, as every small difference drowns in the rounding. Figures that are more exact leave only once for the same
readers: from two such tables somebody who takes it that most of it did not change can work out sums of what was hidden. Rounded figures leave more
often: who is told exactly where nobody came or went may then narrow a small number down, but does not find it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zorgarrangeur_tui.insight.disclosure import Protected
from zorgarrangeur_tui.insight.disclosure_differences import EarlierFigures
from zorgarrangeur_tui.insight.disclosure_rules import DisclosureRules
from zorgarrangeur_tui.insight.disclosure_tables import FigureTable, Key
from zorgarrangeur_tui.insight.disclosure_totals import CannotProtect
from zorgarrangeur_tui.keys.act_text import ActText


class ExactBefore(CannotProtect):
    """The same readers have exact figures of the same already, or would get them beside rounded ones."""

    sentence = ActText(
        "Deze lezers kregen al eens een tabel waarin hetzelfde geteld is. Getallen die niet ruim zijn afgerond, gaan maar één "
        "keer naar buiten: uit het verschil tussen twee tabellen is anders een kind te vinden. Er is niets gemaakt.",
        "Publiceer kinderen in plaats van minuten, en zet bij Naslag ({Reference}) het afronden niet uit.",
    )


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of a table.

    Attributes:
        measure: what was counted and of whom.
        blur: by how much what was shown may differ from what it came to.
        shown: the figures that were shown, before rounding.
    """

    measure: str
    blur: int
    shown: Mapping[Key, int] = field(hash=False)

    def to_compare(self) -> EarlierFigures:
        """Return it as figures to compare with; see `refuse_exact_again`, without which that is not enough."""
        return EarlierFigures(dict(self.shown), {}, frozenset(), self.blur)


def remembered(one: Protected) -> Remembered:
    """Return what to remember of a table that leaves."""
    table = one.table
    return Remembered(table.measure, one.blur, {table.key(place): table.values[place] for place in one.figures})


def refuse_exact_again(table: FigureTable, rules: DisclosureRules, earlier: Sequence[Remembered]) -> None:
    """Refuse a table of the same measure as an earlier one, unless both are counts rounded to the threshold or wider.

    Tables that count the same in other ways, such as children by school and children by gemeente, share totals that nobody
    holds against each other: of those an exact one stays alone as well.

    Raises:
        ExactBefore: there is such a one.
    """
    blur = rules.blur if table.counts else 0
    for one in earlier:
        enough = rules.least - 1 if one.measure == table.measure else 1
        if _counted(one.measure) == _counted(table.measure) and (not table.counts or min(one.blur, blur) < enough):
            raise ExactBefore


def _counted(measure: str) -> str:
    """Return what a measure counts: what stands before the colon; behind it stands how."""
    return measure.partition(":")[0]


def to_text(tables: Iterable[Remembered]) -> str:
    """Return what is remembered of tables as one text."""
    return json.dumps([_plain(one) for one in tables], ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> tuple[Remembered, ...]:
    """Return what `to_text` wrote."""
    return tuple(_remembered(plain) for plain in json.loads(text))


def _plain(one: Remembered) -> dict[str, object]:
    shown = [[sorted(map(list, members)), value] for (_, members), value in one.shown.items()]
    return {"measure": one.measure, "blur": one.blur, "shown": shown}


def _remembered(plain: Mapping[str, object]) -> Remembered:
    match plain:
        case {"measure": str(measure), "blur": int(blur), "shown": list(shown)}:
            cells = {(measure, frozenset((name, part) for name, part in members)): value for members, value in shown}
            return Remembered(measure, blur, cells)
    raise ValueError("this is not what is remembered of a table")
