"""Joining two records that are one."""
# ruff: noqa: PLC0415  help and wrong usage are answered without loading the database

from __future__ import annotations

import click

from zorgarrangeur_tui.verbs.code_names import JOINABLE, KEEPS
from zorgarrangeur_tui.verbs.environment import StoreDoor, with_door
from zorgarrangeur_tui.verbs.option_types import RecordType
from zorgarrangeur_tui.verbs.output import json_option, say, say_json


@click.command("join")
@click.argument("record_type", metavar="[TYPE", type=RecordType(JOINABLE), required=False)
@click.argument("survivor", metavar="SURVIVOR", required=False)
@click.argument("other", metavar="OTHER]", required=False)
@click.option(
    "--keep",
    "kept",
    multiple=True,
    metavar="FIELD=WHICH",
    help="Which value of a field stays: survivor, other or both; repeatable. Otherwise what is filled in, or both.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would happen.")
@click.option("--different", is_flag=True, help="They are two: say so, and propose them no more.")
@click.option("--maybe", is_flag=True, help="Take back that they are two.")
@click.option("--references", is_flag=True, help="Let what still names a joined record name the one that stayed.")
@json_option
@with_door
def command(
    door: StoreDoor,
    record_type: str | None,
    survivor: str | None,
    other: str | None,
    kept: tuple[str, ...],
    dry_run: bool,
    different: bool,
    maybe: bool,
    references: bool,
    as_json: bool,
) -> None:
    """Join two records that are one: SURVIVOR stays, OTHER goes on in it. One act; 'undo' makes them two again.

    TYPE is school, care-location, provider, professional or pupil; the other two are ids or names as in 'change' (see
    'list duplicates'). Everything that names OTHER names SURVIVOR from then on. What is somebody else's becomes a proposal.
    """
    if references:
        _mend(door, as_json=as_json)
        return
    if record_type is None or survivor is None or other is None:
        raise click.UsageError("Geef soort, wat blijft en wat daarin opgaat: join provider 7f3a2c11 9b0e44d2.")
    from zorgarrangeur_tui.desk.duplicates import tell_apart
    from zorgarrangeur_tui.desk.joining import join, plan_join
    from zorgarrangeur_tui.desk.joining_words import KEEP_WORDS, done_sentence, effect_lines, field_lines
    from zorgarrangeur_tui.desk.refusals import require
    from zorgarrangeur_tui.domain.joining import chosen_keeps
    from zorgarrangeur_tui.verbs.finding import find

    with door.open() as store:
        stays, goes = find(store, record_type, survivor), find(store, record_type, other)
        plan = plan_join(store, record_type, stays.id, goes.id)
        if different or maybe:
            tell_apart(store, stays.id, goes.id, different=different)
            said = "Onthouden: dit zijn er twee." if different else "Vergeten: dit kan weer één zijn."
            if as_json:
                say_json({"first": stays.id, "second": goes.id, "apart": different})
            else:
                say(said)
            return
        wanted = _keeps(kept)
        same = wanted.keys() - {pair.field for pair in plan.fields}
        require(
            {field: f"In het veld {field} verschillen ze niet. Er is niets samengevoegd." for field in sorted(same)}
        )
        choices = chosen_keeps(plan.fields, wanted)
        lines = [
            f"{word}: {mine} / {theirs} -> {KEEP_WORDS[choices[pair.field]]}"
            for pair, word, mine, theirs in field_lines(store, record_type, plan.fields)
        ]
        if not dry_run:
            plan = join(store, plan, choices)
    if as_json:
        say_json(
            {
                "dry_run": dry_run,
                "type": record_type,
                "survivor": plan.survivor_id,
                "other": plan.other_id,
                "fields": dict(choices),
                "pointing": [record_id for _, record_id in plan.pointing],
                "proposals": [{"to": name, "records": count} for name, count in plan.proposals],
            }
        )
    else:
        last = "Bekeken: er is niets samengevoegd." if dry_run else done_sentence(plan)
        say(*lines, *effect_lines(plan), last)


def _mend(door: StoreDoor, *, as_json: bool) -> None:
    from zorgarrangeur_tui.desk.joining import mend_strays

    with door.open() as store:
        changed = mend_strays(store)
    if as_json:
        say_json({"changed": changed})
    else:
        say(f"Bijgewerkt: {changed}." if changed else "Alles noemt al wat er nog is. Er is niets gewijzigd.")


def _keeps(words: tuple[str, ...]) -> dict[str, str]:
    """Return by field which value stays.

    Raises:
        click.UsageError: with what can be said.
    """
    found = {}
    for word in words:
        field, _, which = word.partition("=")
        if which not in KEEPS:
            raise click.UsageError(f"Schrijf --keep VELD=WELKE, met voor WELKE een van {', '.join(KEEPS)}.")
        found[field.strip().replace("-", "_")] = which
    return found
