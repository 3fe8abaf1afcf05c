"""How the user wants the app, without a screen: the headless twin of Instellingen."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading what is not needed

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from zorgarrangeur_tui.preferences.preferences import Preferences
from zorgarrangeur_tui.preferences.preferences_file import default_file, read_preferences
from zorgarrangeur_tui.preferences.schema import SCHEMA, Preference, Value, preference_named
from zorgarrangeur_tui.preferences.value_words import NoSuchValue, value_typed, value_words
from zorgarrangeur_tui.verbs.environment import environment_of
from zorgarrangeur_tui.verbs.listed_group import ListedGroup
from zorgarrangeur_tui.verbs.output import json_option, say, say_json, say_table, warn

_HEADERS = ("Naam", "Staat op", "Begin", "Wat het is")


class PreferenceName(click.ParamType[Preference]):
    """The name of a preference as it stands in the file."""

    name = "NAME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Preference:
        """Return the preference, or refuse a name that there is not."""
        found = preference_named(str(value).strip().casefold())
        if found is None:
            self.fail(f"Deze instelling bestaat niet. Er zijn: {', '.join(one.name for one in SCHEMA)}.", param, ctx)
        return found


name_argument = click.argument("preference", metavar="NAME", type=PreferenceName())


@click.group("settings", cls=ListedGroup)
def command() -> None:
    """Show or change how you want the app. No passphrase is needed: nothing of a child stands there."""


@command.command("list")
@json_option
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """Show every setting with its value, its default and what it is."""
    read = read_preferences(_file(context))
    if as_json:
        say_json([_values(one, read.preferences) for one in SCHEMA])
    else:
        say_table(_HEADERS, [_row(one, read.preferences) for one in SCHEMA])
    if read.refused:
        warn(*(str(refused) for refused in read.refused))


@command.command("get")
@name_argument
@json_option
@click.pass_context
def get(context: click.Context, preference: Preference, as_json: bool) -> None:
    """Show one setting: how it stands and what it does."""
    read = read_preferences(_file(context))
    if as_json:
        say_json(_values(preference, read.preferences))
    else:
        say(f"{preference.label}: {value_words(preference, read.preferences[preference])}", preference.explanation)
    if read.refused:
        warn(*(str(refused) for refused in read.refused))


@command.command("set")
@name_argument
@click.argument("typed", metavar="VALUE")
@json_option
@click.pass_context
def set_(context: click.Context, preference: Preference, typed: str, as_json: bool) -> None:
    """Change one setting. VALUE is as in the file (zorg-licht, true, 10) or as the screen says it (licht, aan)."""
    try:
        value = value_typed(preference, typed)
    except NoSuchValue as refusal:
        raise click.UsageError(str(refusal)) from None
    _keep(context, preference, value, as_json=as_json)


@command.command("reset")
@click.argument("preference", metavar="[NAME]", type=PreferenceName(), required=False)
@click.option("--all", "everything", is_flag=True, help="Put the file aside, whole, and begin a new one.")
@json_option
@click.pass_context
def reset(context: click.Context, preference: Preference | None, everything: bool, as_json: bool) -> None:
    """Put one setting back to its default, or with --all everything, also keys and a file that cannot be read."""
    if (preference is None) != everything:
        raise click.UsageError("Noem één instelling, of geef --all. Er is niets gewijzigd.")
    if preference is not None:
        _keep(context, preference, preference.default, as_json=as_json)
        return
    from zorgarrangeur_tui.preferences.preferences_writer import keep_value, set_aside

    path = _file(context)
    aside = set_aside(path) if path.exists() or path.is_symlink() else None
    keep_value(path, SCHEMA[0], SCHEMA[0].default)
    if as_json:
        say_json({"path": str(path), "aside": None if aside is None else str(aside)})
        return
    say("Alles staat op zijn beginwaarde." + ("" if aside is None else f" Het oude bestand heet nu {aside.name}."))


@command.command("path")
@json_option
@click.pass_context
def path_(context: click.Context, as_json: bool) -> None:
    """Tell in which file the settings are kept."""
    path = _file(context)
    if as_json:
        say_json({"path": str(path), "exists": path.exists()})
    else:
        say(str(path))


def _keep(context: click.Context, preference: Preference, value: Value, *, as_json: bool) -> None:
    from zorgarrangeur_tui.preferences.preferences_writer import keep_value

    path = _file(context)
    keep_value(path, preference, value)
    if as_json:
        say_json(_values(preference, read_preferences(path).preferences))
    else:
        say(
            f"{preference.label}: {value_words(preference, value)}. Een app die open staat, leest het als hij weer start."
        )


def _file(context: click.Context) -> Path:
    return environment_of(context).preferences_file or default_file()


def _row(preference: Preference, preferences: Preferences) -> tuple[str, ...]:
    return (
        preference.name,
        value_words(preference, preferences[preference]),
        value_words(preference, preference.default),
        preference.label,
    )


def _values(preference: Preference, preferences: Preferences) -> dict[str, Any]:
    return {
        "name": preference.name,
        "section": preference.section,
        "label": preference.label,
        "explanation": preference.explanation,
        "kind": preference.kind.value,
        "value": preferences[preference],
        "default": preference.default,
        "choices": dict(preference.choices or {}) or None,
        "least": preference.least if preference.unit else None,
        "most": preference.most if preference.unit else None,
        "unit": preference.unit or None,
    }
