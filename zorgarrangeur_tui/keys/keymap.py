"""Which key does what after the user chose: a pure plan, with a sentence for each thing that cannot be as it was written.

The rules, in this order:

- a name that nothing has, or a word that is no key, is refused and told;
- what protects (an own key of the screen cover, locking, quitting, help and Esc) may get more keys, and keeps its own;
- a key that the user chose belongs to what it was chosen for: whatever else had it in the same place loses it and keeps
  its other keys;
- a key that terminals change on its way is given, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from zorgarrangeur_tui.keys.key_names import is_typed, normal_keys, trap_of, written_key

EVERYWHERE = "overal"
"""The place of what works on every screen."""
DIALOGS = "vensters"
"""The place of what works in a dialog, or the beginning of its name; of all else, only what comes first works there too."""


_MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Bindable:
    """Something that has keys: an act, or a movement in a list.

    Attributes:
        id: its name in the file.
        label: what the user calls it.
        keys: its own keys, by the app's names.
        places: where it can be done; two things clash only where both can.
        protects: its own keys that it never loses.
        first: whether its keys come before text fields.
        explanation: what it does, in a sentence, or "".
        where: its places in the words of a user, "" where that goes without saying.
        widget: for a movement the sort of list or field that it is of; of two sorts only one has the keyboard.
    """

    id: str
    label: str
    keys: tuple[str, ...]
    places: frozenset[str]
    protects: frozenset[str] = frozenset()
    first: bool = False
    explanation: str = ""
    where: str = ""
    widget: str = ""

    @property
    def named(self) -> str:
        """What it is called in a sentence."""
        return f"'{self.label}' ({self.where})" if self.where else f"'{self.label}'"

    def meets(self, other: Bindable) -> bool:
        """Tell whether there is a place where both can be done."""
        if self.widget and other.widget:
            return self.widget == other.widget
        return bool(self.places & other.places) or self._reaches(other) or other._reaches(self)

    def _reaches(self, other: Bindable) -> bool:
        return EVERYWHERE in self.places and (self.first or not all(each.startswith(DIALOGS) for each in other.places))


@dataclass(frozen=True, slots=True)
class KeyPlan:
    """What has other keys than its own, and what is to be told about it.

    Attributes:
        keys: by id, the keys that something has now; only of what differs from its own.
        refused: sentences on what was not done as it was written.
        warnings: sentences on what was done, and what that means elsewhere.
        complete: whether everything that has keys was known.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    complete: bool = True

    def keys_of(self, name: str, own: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys that something has now; `own` are those it began with."""
        return self.keys.get(name, own)

    def textual_keymap(self) -> dict[str, str]:
        """Return the plan as Textual takes it. For Textual, no keys means its own keys, so who has none gets one that nobody has."""
        return {name: ",".join(keys) or no_key(name) for name, keys in self.keys.items()}


def no_key(name: str) -> str:
    """Return the key that stands for no key; no keyboard has it."""
    return f"none_{name}"


def is_no_key(key: str) -> bool:
    """Tell whether a key stands for no key."""
    return key.startswith("none_")


def plan_keys(wishes: Mapping[str, str], bindables: Iterable[Bindable], *, all_known: bool = True) -> KeyPlan:
    """Return who has which key.

    Args:
        wishes: by id, the keys that the user wants it to have, with commas; "" for none.
        bindables: everything that has keys.
        all_known: whether that is everything there is. Otherwise a name that is not among them gets what was wished for, until
            all are known.
    """
    by_id = {one.id: one for one in bindables}
    refused: list[str] = []
    warnings: list[str] = []
    wanted: dict[str, tuple[str, ...]] = {}
    not_checked: dict[str, tuple[str, ...]] = {}
    for name, written in wishes.items():
        bindable = by_id.get(name)
        if bindable is None:
            if all_known:
                refused.append(_unknown(name, by_id))
            elif keys := normal_keys(written)[0]:
                not_checked[name] = tuple(keys)
            continue
        keys, no_keys = normal_keys(written)
        refused += [
            f"Toets '{word}' voor {bindable.named} bestaat niet. Schrijf bijvoorbeeld f2, ctrl+t of n."
            for word in no_keys
        ]
        if no_keys and not keys:
            continue
        wanted[name] = _allowed(bindable, keys, by_id, refused)
        warnings += [
            f"{bindable.named} staat nu op {written_key(key)}. Let op: {trap_of(key)}"
            for key in wanted[name]
            if key not in bindable.keys and trap_of(key)
        ]
    taken = _without_doubles(wanted, by_id, refused)
    given = {**not_checked, **_given(taken, by_id, warnings)}
    return KeyPlan(MappingProxyType(given), tuple(refused), tuple(warnings), all_known)


def _allowed(bindable: Bindable, keys: list[str], by_id: Mapping[str, Bindable], refused: list[str]) -> tuple[str, ...]:
    """Return the wished keys without those that cannot be, and with those that it never loses."""
    allowed = []
    for key in keys:
        guard = next(
            (one for one in by_id.values() if one is not bindable and key in one.protects and one.meets(bindable)), None
        )
        if guard is not None and key not in bindable.keys:
            refused.append(
                f"{written_key(key)} blijft van {guard.named}, zodat die altijd werkt; {bindable.named} krijgt hem niet."
            )
        elif bindable.first and is_typed(key):
            refused.append(
                f"{written_key(key)} kan niet voor {bindable.named}: die werkt ook in een tekstveld, en dan kunt u dat teken niet meer typen."
            )
        else:
            allowed.append(key)
    kept = [key for key in bindable.keys if key in bindable.protects and key not in allowed]
    if kept and keys:
        return (*allowed, *kept)
    if kept:
        refused.append(f"{bindable.named} houdt {' en '.join(map(written_key, kept))}, zodat die altijd werkt.")
    return (*allowed, *kept)


def _without_doubles(
    wanted: Mapping[str, tuple[str, ...]], by_id: Mapping[str, Bindable], refused: list[str]
) -> dict[str, tuple[str, ...]]:
    """Return the wishes without a key that was wished for twice in one place: the first keeps it."""
    taken: dict[str, tuple[str, ...]] = {}
    for name, keys in wanted.items():
        kept = []
        for key in keys:
            before = next(
                (
                    one
                    for one in taken
                    if key in taken[one] and by_id[one].meets(by_id[name]) and not _own(key, by_id[one], by_id[name])
                ),
                None,
            )
            if before is None:
                kept.append(key)
            else:
                refused.append(
                    f"{written_key(key)} is twee keer gekozen: {by_id[before].named} heeft hem, {by_id[name].named} niet."
                )
        taken[name] = tuple(kept)
    return taken


def _given(
    taken: Mapping[str, tuple[str, ...]], by_id: Mapping[str, Bindable], warnings: list[str]
) -> dict[str, tuple[str, ...]]:
    """Return the keys of everything that differs: what was wished for, and what lost a key to a wish."""
    plan = {name: keys for name, keys in taken.items() if keys != by_id[name].keys}
    losers: dict[tuple[str, str], list[Bindable]] = {}
    for one in by_id.values():
        if one.id in taken:
            continue
        lost = {key: name for name, keys in taken.items() for key in keys if _loses(one, key, by_id[name])}
        if lost:
            plan[one.id] = tuple(key for key in one.keys if key not in lost)
            for key, name in lost.items():
                losers.setdefault((key, name), []).append(one)
    for (key, name), some in losers.items():
        warnings += _losing(key, by_id[name], some, plan)
    return plan


def _losing(key: str, winner: Bindable, losers: list[Bindable], plan: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Return who lost a key and what they have left; of many only how many there are."""
    if len(losers) > _MOST_NAMED:
        named = " en ".join(one.named for one in losers[:_MOST_NAMED])
        yield (
            f"{written_key(key)} is nu van {winner.named}; {len(losers)} andere hebben hem niet meer, zoals {named}. "
            "Wat geen toets meer heeft, vindt u in de hulp."
        )
        return
    for one in losers:
        left = plan[one.id]
        rest = (
            f"houdt {' en '.join(map(written_key, left))}" if left else "heeft geen toets meer; u vindt het in de hulp"
        )
        yield f"{written_key(key)} is nu van {winner.named}; {one.named} {rest}."


def _loses(one: Bindable, key: str, winner: Bindable) -> bool:
    return key in one.keys and key not in one.protects and one.meets(winner) and not _own(key, one, winner)


def _own(key: str, one: Bindable, other: Bindable) -> bool:
    """Tell whether both have the key by themselves, as a list and an act that do the same do."""
    return key in one.keys and key in other.keys


def _unknown(name: str, by_id: Mapping[str, Bindable]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only after a mistake

    near = get_close_matches(name, by_id, n=1, cutoff=0.5)
    if not near:
        lowered = {each.lower(): each for each in by_id}
        near = [lowered[each] for each in get_close_matches(name.lower(), lowered, n=1, cutoff=0.5)]
    meant = f" Bedoelt u '{near[0]}'?" if near else ""
    return f"Toetsen voor '{name}': dat bestaat niet.{meant}"
