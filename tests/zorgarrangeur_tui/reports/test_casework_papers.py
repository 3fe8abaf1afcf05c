"""Documents of casework on paper: whatever a user typed stands there as it is, and nothing falls off."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pdf_kit import HOSTILE, has_form_or_script, pages_of, properties_of, squeezed, text_of

from zorgarrangeur_tui.reports.imprint import Imprint
from zorgarrangeur_tui.reports.paper import Paper, Part, Table, as_text, paper_bytes, paper_markdown, paper_pdf
from zorgarrangeur_tui.reports.parent_letter import LetterConsent, ParentLetter, Seen, Shared, parent_letter_pdf

IMPRINT = Imprint("E-1111-2222-3333", datetime(2026, 11, 23, 9, tzinfo=UTC))
DAY = date(2026, 11, 23)


def paper(text: str = "Zorg in de klas", rows: int = 2) -> Paper:
    """Return a document with a text in every place where one can be."""
    return Paper(
        title="Plan van aanpak",
        lead=text,
        banner="Vertrouwelijk",
        parts=(
            Part("De vraag", lines=(text,), blocks=((("Vorm", text), ("Leeg", "")),)),
            Part(text, table=Table(("Wat", "Wie"), ((text, "school"),) * rows, (2, 1))),
            Part("Afspraken", nothing="Er zijn nog geen afspraken."),
        ),
    )


def letter(text: str = "Houdt van water", rows: int = 2) -> ParentLetter:
    """Return a letter with something in every part."""
    fact = (("Notitie", text),)
    return ParentLetter(
        child="Zilver Maan",
        pseudonym="Blauwe Otter",
        school="De Wilg",
        case_number="Z-7F3A2C",
        question=text,
        child_facts=fact,
        needs=(("Verpleging: medische hulp", fact),),
        visits=(("maandag", "9:15-10:00", "Fatima El Amrani"),),
        told=(fact,) * rows,
        not_shared=(text,),
        own_choice="",
        consents=(LetterConsent(text, "Regiocoördinator", "Overleg", "1 oktober 2026", "Geldt."),),
        shared=(Shared(DAY, "Corrie", text),),
        seen=(Seen("Anna de Wit", 3, DAY),),
        other=(("Woonplaats", fact),),
        kept="Wij bewaren dit 2 jaar.",
        sender="Anna de Wit, zorgarrangeur",
        call="U kunt bellen met: zorgarrangeur.",
    )


class _Shown(HTMLParser):
    """Gathers what a reader of a page would see."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(markdown: str) -> _Shown:
    """Return what a reader of Markdown makes of a text."""
    found = _Shown()
    found.feed(MarkdownIt("commonmark").enable("table").render(markdown))
    return found


@pytest.mark.parametrize("text", [*HOSTILE, "# kop", "1. een", "- punt", "<script>x</script>", "a | b", "![x](y)"])
def test_texts_of_users_stand_on_paper_as_they_are(text: str) -> None:
    """In each place, as a PDF and as Markdown."""
    plan, page = paper_pdf(paper(text), IMPRINT), shown(paper_markdown(paper(text), IMPRINT).decode())
    for document in (plan, parent_letter_pdf(letter(text), IMPRINT)):
        assert squeezed(text) in squeezed(text_of(document))
        assert not has_form_or_script(document)
    assert squeezed(page.text).count(squeezed(text)) == 6
    assert not page.tags & {"script", "img", "a", "h3", "ol", "em", "code"}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=40))
def test_any_text_reads_back_from_markdown(text: str) -> None:
    """Whatever it would mean: a reader sees the same signs, on one line and as a cell of a table."""
    written = as_text(text)
    assert squeezed(shown(written).text) == squeezed(text)
    assert squeezed(shown(f"| kop |\n| --- |\n| {written} |").text) == f"kop{squeezed(text)}"
    assert squeezed(shown(f"- **naam**: {written}").text) == f"naam:{squeezed(text)}"


def test_a_document_is_the_same_on_paper_and_as_text() -> None:
    """Every word of one is in the other, apart from how they are laid out."""
    document = paper()
    words = set(re.findall(r"\w+", shown(paper_bytes(document, IMPRINT, ".md").decode()).text.casefold()))
    printed = squeezed(text_of(paper_bytes(document, IMPRINT, ".pdf"))).casefold()
    assert len(words) > 15
    assert not [word for word in words if word not in printed]
    assert document.row_count == 4
    assert "Er zijn nog geen afspraken." in text_of(paper_pdf(document, IMPRINT))


def test_every_page_says_which_export_it_is_from_and_names_no_child() -> None:
    """Number and page at the foot; the properties hold no name; a long document loses nothing."""
    for document in (paper_pdf(paper(rows=90), IMPRINT), parent_letter_pdf(letter(rows=40), IMPRINT)):
        pages = pages_of(document)
        assert len(pages) > 1
        assert all(squeezed("Export E-1111-2222-3333") in squeezed(page) for page in pages)
        assert not {"Maan", "Otter", "Wit"} & set(properties_of(document).replace("'", " ").split())
    assert text_of(parent_letter_pdf(letter(rows=40), IMPRINT)).count("Houdt van water") == 47


def test_a_letter_tells_what_parents_can_do() -> None:
    """How to take a consent back, their rights, whom to call; without a name it is about "uw kind"."""
    text = text_of(parent_letter_pdf(letter(), IMPRINT))
    for words in (
        "Toestemming terugnemen",
        "Laten wissen",
        "Autoriteit Persoonsgegevens",
        "U kunt bellen met",
        "3 keer",
    ):
        assert words in text
    empty = ParentLetter("", "Rode Vos", "", "", "", (), (), (), (), (), "", (), (), (), (), "", "Anna", "Bel ons.")
    text = text_of(parent_letter_pdf(empty, IMPRINT))
    for words in ("uw kind", "Met niemand.", "Nog niemand.", "Alleen de schuilnaam.", "geen vaste momenten"):
        assert words in text
    assert "Wat staat er nog meer?" not in text
