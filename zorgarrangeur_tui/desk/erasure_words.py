"""Erasing in words: what would go, what was done, what is left to do, and the rules. For screen and command line alike."""

from __future__ import annotations

from datetime import date

from storage.erasure_scope import Scope
from storage.store import Store
from storage.swapping import REPLACED
from zorgarrangeur_tui.desk.erasure_proofs import older_backups, replaced_stores
from zorgarrangeur_tui.domain.clock import duration, dutch_date
from zorgarrangeur_tui.domain.field_words import RECORD_WORDS, field_word
from zorgarrangeur_tui.domain.retention import rules_on
from zorgarrangeur_tui.reports.erasure_proof import ErasureProof


def plan_lines(scope: Scope) -> list[str]:
    """Return what would go and what would stay."""
    counts = scope.counts
    going = [_count(kind, counts[kind]) for kind in scope.records]
    extra = [f"{counts['writes']} regels geschiedenis"]
    if counts["drafts"]:
        extra.append(_number(counts["drafts"], "concept", "concepten"))
    if counts["conflicts"]:
        extra.append(_number(counts["conflicts"], "veld met twee waarden", "velden met twee waarden"))
    lines = [
        f"Dit gaat voorgoed weg: {', '.join(going)}.",
        f"Daarmee ook: {', '.join(extra)}, en alle zoekwoorden.",
    ]
    if counts["visits"]:
        visits = _number(counts["visits"], "bezoek", "bezoeken")
        lines.append(f"Uit {visits} gaat de zorgbehoefte weg. Het bezoek zelf blijft staan.")
    lines += [
        "Dit blijft: de regels in het logboek (met een nummer, zonder naam) en een bewijs met aantallen "
        f"({duration(counts['minutes_needed'])} zorg per week).",
        "Wie uw bundels krijgt, wist hetzelfde zodra die uw volgende bundel inleest.",
        "Wissen kan niet ongedaan gemaakt worden.",
    ]
    if scope.mentions:
        fields = sorted(
            {f"{RECORD_WORDS[kind].singular}, {field_word(kind, name)}" for kind, _, name in scope.mentions}
        )
        lines.append(
            f"! De naam staat misschien ook in tekst die blijft: {'; '.join(fields)}. Haal hem daar eerst weg."
        )
    if scope.log_mentions:
        rows = _number(scope.log_mentions, "regel", "regels")
        lines.append(f"! In {rows} van het logboek staat de naam in een doel of reden die u schreef. Dat blijft staan.")
    return lines


def release_lines(called_back: int) -> list[str]:
    """Return what to tell before a hold is ended, of so many records that their sender called back meanwhile."""
    return [
        f"De afzender heeft {_number(called_back, 'gegeven', 'gegevens')} van deze casus teruggeroepen tijdens het bewaren.",
        "Heft u het bewaren op, dan vergeet de app dat hier. Wordt iets anders in de casus nog bewaard, dan blijft het staan.",
        "Dat kan niet ongedaan gemaakt worden.",
    ]


def forgotten_words(forgotten: int) -> str:
    """Return what to tell when records went that were called back earlier and are on hold no longer; "" when none did."""
    what = _number(forgotten, "gegeven", "gegevens")
    return f"Wat eerder was teruggeroepen en u niet meer bewaart, is nu vergeten ({what})." if forgotten else ""


def released_words(forgotten: int) -> str:
    """Return what to tell after a hold was ended."""
    if not forgotten:
        return "de gewone termijn geldt weer."
    what = _number(forgotten, "gegeven", "gegevens")
    return f"de gewone termijn geldt weer. Wat de afzender had teruggeroepen, is nu vergeten ({what})."


def proof_lines(proof: ErasureProof) -> list[str]:
    """Return a proof as text."""
    lines = [
        f"Nummer: {proof.id}",
        f"Gewist op {dutch_date(proof.erased_on)} door {proof.by}.",
        f"Wat: {', '.join(_count(kind, count) for kind, count in proof.counts.items())}.",
        f"Regel: {proof.rule}",
        f"Reden: {proof.reason}",
    ]
    if proof.backups_until:
        until = dutch_date(proof.backups_until)
        lines.append(f"In oudere reservekopieën op deze computer kan het nog staan tot uiterlijk {until}.")
    if proof.recipients:
        lines.append(f"Nog niet gehoord: {', '.join(proof.recipients)}. Geef hun een nieuwe bundel.")
    return lines


def left_to_do(store: Store, erasure_id: str, *, file_clean: bool) -> list[str]:
    """Return what is left to do after an erasure."""
    lines = []
    if not file_clean:
        lines.append(
            "! Het is gewist, maar het bestand is nog niet opgeruimd: een ander venster heeft de opslag open, of de schijf is "
            "vol. Open de bewaartermijnen straks opnieuw; dan gebeurt het alsnog."
        )
    older = len(older_backups(store, erasure_id))
    if older:
        copies = _number(older, "oudere reservekopie houdt", "oudere reservekopieën houden")
        lines.append(f"! {copies} het nog, in de map van uw opslag.")
    if replaced_stores(store):
        lines.append(f"! In de map {REPLACED} staat nog een opslag van voor het terugzetten. Haal die map zelf weg.")
    lines.append("Ook een kopie op een stick houdt het nog: maak daar een nieuwe en haal de oude weg.")
    return lines


def rule_lines(day: date) -> list[str]:
    """Return every rule on keeping that applies on a day, with its source."""
    lines = []
    for rule in rules_on(day).values():
        lines += [
            f"{rule.title}{f' ({rule.term})' if rule.term else ''}",
            f"  {rule.words}",
            f"  Vanaf {dutch_date(rule.valid_from)}. Bron: {rule.source}",
        ]
    return lines


def _count(record_type: str, count: int) -> str:
    words = RECORD_WORDS[record_type]
    return _number(count, words.singular, words.plural)


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
