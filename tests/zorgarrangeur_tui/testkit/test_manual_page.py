"""A page for users is read as stories: what its numbered items say in plain Dutch is what is done and expected."""

from __future__ import annotations

from datetime import datetime

import pytest

from zorgarrangeur_tui.testkit.manual_page import parse_chapters
from zorgarrangeur_tui.testkit.story import Begin, Step, StoryFault

PAGE = """
# Handleiding
1. Geen stap: er staat geen opdracht boven.

## De dag
<!-- stappen: oefenregio; samen met: Bas; grootte: 80x24; klok: 2026-11-23T08:00 -->
<!-- bestand: lijst.csv
a;b
c;d
-->

### Ochtend

1. Druk op `1`. U ziet **Vandaag**, en daarna met drie keer op `↓` en `Enter` een **Casus**.
   ![Een casus](pictures/een-casus.svg)
2. Bij Bas: vul in: *Naam* “De Wilg”, *Soort* “Speciaal”, druk op `Ctrl+S`
   en typ “uw eigen woorden”. Druk op `Enter`: de melding **Bewaard** komt.

Gewone tekst met `code` en **vet**.

* Geen `stap`.

### Middag

3. Plak “~/lijst.csv” en druk op `Tab`: **Lijst**.

## Anders

1. Weer geen stap met `code`.
"""


def item(text: str) -> tuple[Step, ...]:
    """Return the steps of one numbered item."""
    return parse_chapters(f"## Kop\n<!-- stappen: lege opslag -->\n1. {text}\n")[0].story.steps


def test_a_chapter_is_read_as_a_story() -> None:
    """From its comment to the next heading of its rank, with the options and files that stand there."""
    (chapter,) = parse_chapters(PAGE)
    story = chapter.story
    assert (chapter.title, chapter.line, story.title) == ("De dag", 5, "De dag")
    assert (story.begin, story.beside, story.size) == (Begin.PRACTICE, "Bas", (80, 24))
    assert story.moment == datetime(2026, 11, 23, 8)  # noqa: DTZ001 - a story has local time
    assert story.files == {"lijst.csv": "a;b\nc;d\n"}
    assert chapter.pictures == {2: "een-casus"}


def test_the_words_of_an_item_are_done_from_left_to_right() -> None:
    """What is done after something was looked at, is a step of its own."""
    (chapter,) = parse_chapters(PAGE)
    morning, bas = "Ochtend (regel 14)", "Ochtend (regel 16)"
    assert chapter.story.steps == (
        Step(morning, keys=("1",), see=("Vandaag",)),
        Step(morning, keys=("down", "down", "down", "enter"), see=("Casus",)),
        Step(bas, person="Bas", fields={"Naam": "De Wilg", "Soort": "Speciaal"}, after=("ctrl+s",)),
        Step(bas, text="{wachtwoordzin}", after=("enter",), notices=("Bewaard",)),
        Step("Middag (regel 25)", paste="~/lijst.csv", after=("tab",), see=("Lijst",)),
    )


def test_two_texts_are_typed_after_each_other() -> None:
    """A key between them is pressed between them."""
    first, second = item("Typ “een”, druk op `Enter` en typ “twee”: **twee**.")
    assert (first.text, first.after, second.text, second.see) == ("een", ("enter",), "twee", ("twee",))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Druk op `Entr`: **Vandaag**.", "„Entr” is geen toets. Bedoelde u „enter”?"),
        ("Druk op `1`.", "deze stap zegt niet wat er dan te zien is. Zet dat in **vet**."),
        ("Bij Bas: druk op `1`: **Vandaag**.", "hier doen mee: Anna."),
    ],
)
def test_what_cannot_be_played_is_told_with_its_line(text: str, sentence: str) -> None:
    """Nothing is passed over: a step that nobody can check is not a step."""
    with pytest.raises(StoryFault) as refused:
        item(text)
    assert str(refused.value) == f"bladzijde, regel 3: {sentence}"


def test_a_comment_is_read_as_strictly() -> None:
    """A beginning or word that a story does not have, and a chapter without steps, are refused."""
    for options, sentence in (
        ("oefenregi", "onder „Kop”, „begin”: kies uit"),
        ("oefenregio; kleur: rood", "onder „Kop”: „kleur” is hier geen bekend woord."),
        ("oefenregio", "regel 1: onder „Kop” staat geen genummerde stap."),
    ):
        with pytest.raises(StoryFault) as refused:
            parse_chapters(f"## Kop\n<!-- stappen: {options} -->\n")
        assert sentence in str(refused.value)
