"""Reading documents back as a reader of the file would."""

from __future__ import annotations

import io

from pypdf import PdfReader

HOSTILE = (
    "#panic()",
    "[*x*]",
    "$x$",
    "Zij zei: \"ja\" en 'nee'",
    '#read("/etc/passwd")',
    "*vet* _schuin_ `code` = kop",
    "<label> @verwijzing // weg /* weg */",
    "\\u{41} ~ -- --- ...",
    '#import "@preview/x:0.1.0": *',
    "https://voorbeeld.test/#let(a)",
    '{"title": "ander"}',
)
"""Texts that would be code, markup or another value if a template took them for it."""


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of every page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """Return all text with every run of spaces and line ends as one space."""
    return " ".join(" ".join(pages_of(pdf)).split())


def squeezed(text: str) -> str:
    """Return a text without any space, for comparing what was broken over lines."""
    return "".join(text.split())


def properties_of(pdf: bytes) -> str:
    """Return the document's properties (title, maker, dates) as one text."""
    return str(dict(PdfReader(io.BytesIO(pdf)).metadata or {}))


def has_form_or_script(pdf: bytes) -> bool:
    """Tell whether a document can do anything but be read."""
    return any(word in pdf for word in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/AcroForm"))
