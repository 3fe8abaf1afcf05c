"""What is wrong with a command, in Dutch. Names of options and verbs stay as they are typed."""

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.catalogue import PROGRAM


def usage_sentence(error: click.ClickException) -> str:
    """Return one sentence on a command that does not exist in this form."""
    sentence = error.format_message()
    match error:
        case click.NoSuchOption():
            sentence = f"De optie {error.option_name} bestaat niet.{_meant(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            sentence = f"De opdracht {error.command_name} bestaat niet.{_meant(error.possibilities)}"
        case click.MissingParameter():
            sentence = f"Er ontbreekt iets in deze opdracht: {_name(error)}."
        case click.BadOptionUsage():
            sentence = f"De optie {error.option_name} is niet goed gebruikt. Kijk of zij een waarde nodig heeft."
        case click.BadParameter():
            sentence = f"{_name(error)}: {_wrong_value(error)}"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            sentence = "Er staan woorden te veel in deze opdracht."
    return sentence


def help_hint(error: click.ClickException) -> str:
    """Return where to read how the command goes."""
    context = getattr(error, "ctx", None)
    return f"Uitleg: {context.command_path if isinstance(context, click.Context) else PROGRAM} --help"


def _meant(possibilities: list[str] | None) -> str:
    return f" Bedoelde u {' of '.join(sorted(possibilities))}?" if possibilities else ""


def _wrong_value(error: click.BadParameter) -> str:
    """Return what is wrong with a value: click says that in English for its own kinds, and ours say it in Dutch."""
    kind = error.param.type if error.param is not None else None
    if type(kind) is click.Choice:
        return f"kies een van {', '.join(str(one) for one in kind.choices)}."
    if type(kind) is click.IntRange and kind.min is not None:
        return f"geef een heel getal van {kind.min} {'of meer' if kind.max is None else f'tot en met {kind.max}'}."
    if isinstance(kind, click.types.IntParamType):
        return "geef een heel getal."
    return error.message


def _name(error: click.BadParameter) -> str:
    """Return how the parameter is written in a command."""
    parameter = error.param
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name.strip("[].") if parameter is not None else "deze waarde"
