"""Giving an act other keys: what that would mean, and doing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from storage.errors import StorageError
from zorgarrangeur_tui.commands import tell
from zorgarrangeur_tui.keys.key_names import normal_keys, written_key
from zorgarrangeur_tui.keys.keymap import Bindable, KeyPlan, plan_keys
from zorgarrangeur_tui.settable_app import SettableApp


def with_wish(
    wishes: Mapping[str, str], name: str, keys: tuple[str, ...] | None, bindables: Iterable[Bindable]
) -> dict[str, str]:
    """Return the user's wishes with other keys for one act, which no earlier wish in the same place keeps.

    Args:
        wishes: what the user chose before, by id.
        name: the id of the act.
        keys: what it gets; None for those that the app gives it.
        bindables: everything that has keys.
    """
    by_id = {one.id: one for one in bindables}
    chosen: dict[str, str] = {}
    for other, written in wishes.items():
        if other == name:
            continue
        before = normal_keys(written)[0]
        meets = other in by_id and by_id[other].meets(by_id[name])
        left = [key for key in before if not (meets and keys and key in keys)]
        chosen[other] = written if left == before else ",".join(left)
    if keys is not None:
        chosen[name] = ",".join(keys)
    return chosen


def consequences(
    wishes: Mapping[str, str], name: str, keys: tuple[str, ...] | None, bindables: Iterable[Bindable]
) -> tuple[KeyPlan, list[str]]:
    """Return the plan with that wish, and what in it is new: sentences that the plan without it does not have."""
    known = tuple(bindables)
    labels = {one.id: one.label for one in known}
    chosen = with_wish(wishes, name, keys, known)
    before, after = plan_keys(wishes, known), plan_keys(chosen, known)
    told = {*before.refused, *before.warnings}
    lost = [
        f"'{labels[other]}' had deze toets van u gekregen, en heeft dan: {_words(chosen[other])}."
        for other, written in wishes.items()
        if other in labels and chosen.get(other, written) != written and other != name
    ]
    return after, [*lost, *(sentence for sentence in (*after.refused, *after.warnings) if sentence not in told)]


def choose_keys(app: SettableApp[Any], name: str, keys: tuple[str, ...] | None, bindables: Iterable[Bindable]) -> None:
    """Give an act other keys at once, and keep them. What cannot be kept holds until the app stops, and is told."""
    from zorgarrangeur_tui.preferences.preferences_writer import keep_keys  # noqa: PLC0415 - at the first choice

    before = app.preferences.keys
    chosen = with_wish(before, name, keys, bindables)
    app.preferences = replace(app.preferences, keys=MappingProxyType(chosen))
    app.use_keys(chosen)
    path = app.settings.preferences_file
    try:
        if path is not None:
            for each in dict.fromkeys([*before, *chosen]):
                if before.get(each) != chosen.get(each):
                    keep_keys(path, each, chosen.get(each))
    except StorageError as refusal:
        tell(app, f"Deze toets geldt tot u de app sluit. {refusal}", severity="warning", seconds=15)


def _words(written: str) -> str:
    return ", ".join(written_key(key) for key in normal_keys(written)[0]) or "geen toets"
