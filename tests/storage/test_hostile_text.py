"""The list of naughty strings, into every text field: stored exactly, or refused with a sentence."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from store_samples import shown

from storage.errors import ValueRefused
from storage.field_values import checked, field_names
from storage.handing_over import export_bundle
from storage.models import RECORD_TYPES, Case, Pupil, Record
from storage.store import Store
from storage.taking_in import import_bundle

FILE = Path(__file__).parents[3] / "shared" / "data" / "hostile_text" / "blns.json"
OWN = [
    "\x1b]52;c;aGFoYQ==\x07",
    "\x1b]0;titel\x07",
    "\x9b31m",
    "[@click=app.quit]klik[/]",
    "[/b]",
    "=1+1",
    "@SUM(A1)",
    '\'; DROP TABLE "case";--',
    "a\u202eb",
    "\u200bnul breed",
    "regel een\nregel twee\t!",
    "\r\n",
    "'''",
    '"""',
    "\\",
    "\u2028",
    "\ufeffBOM",
    "\U000f0000",
    "\udc80",
]


@pytest.fixture(scope="module")
def naughty() -> list[str]:
    """Return the list of naughty strings with some of our own."""
    if not FILE.exists():
        pytest.skip("the list of naughty strings is not here")
    return [*json.loads(FILE.read_text(encoding="utf-8")), *OWN]


def text_fields(model: type[Record]) -> list[str]:
    """Return the fields that hold free text, alone or in a list."""
    return [
        field
        for field in field_names(model)
        if model.model_fields[field].annotation in (str, list[str]) and field != "owner"
    ]


def value_for(model: type[Record], field: str, text: str) -> str | list[str]:
    """Return a text as the field holds it."""
    return text if model.model_fields[field].annotation is str else [text]


def is_accepted(model: type[Record], text: str) -> bool:
    """Tell whether all text fields of a record take a text; a refusal must be a sentence."""
    accepted = set()
    for field in text_fields(model):
        try:
            checked(model, field, value_for(model, field, text))
            accepted.add(True)
        except ValueRefused as refusal:
            assert str(refusal).endswith(".")
            accepted.add(False)
    return accepted == {True}


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_text_field_keeps_or_refuses_every_naughty_string(
    store: Store, record_type: str, naughty: list[str]
) -> None:
    """What is stored is what was typed, in NFC; nothing in between, and nothing falls over."""
    model = RECORD_TYPES[record_type]
    fields = text_fields(model)
    kept = [text for text in naughty if is_accepted(model, text)]
    assert len(naughty) * 0.9 < len(kept) < len(naughty)
    expected = {}
    with store.unit_of_work("Geplakt") as work:
        for start, field in enumerate(fields):
            for text in kept[start :: len(fields)]:
                record = model(**{field: value_for(model, field, text)})
                work.add(record)
                expected[record.id] = (field, value_for(model, field, unicodedata.normalize("NFC", text)))
    found = shown(store)
    assert {record_id: found[record_id][field] for record_id, (field, _) in expected.items()} == {
        record_id: value for record_id, (_, value) in expected.items()
    }


def test_a_refused_string_writes_nothing(store: Store, naughty: list[str]) -> None:
    """The act as a whole is refused, and the next one goes on as usual."""
    refused = [text for text in naughty if not is_accepted(Case, text)]
    for text in refused:
        with pytest.raises(ValueRefused), store.unit_of_work("Geplakt") as work:
            work.add(Case(title="goed"), Case(note=text))
    assert shown(store) == {}


def test_whatever_the_store_keeps_a_bundle_carries(pair, naughty: list[str]) -> None:
    """No text can be stored that would block handing over, or arrive as something else."""
    kept = [text for text in naughty if is_accepted(Case, text)]
    with pair.arranger.unit_of_work("Geplakt") as work:
        case = Case(title=kept[0], themes=kept)
        work.add(case, *(Pupil(case_id=case.id, note=text) for text in kept))
    data = export_bundle(pair.arranger, [pair.coordinator_contact], purpose=kept[7])
    import_bundle(pair.coordinator, data)
    assert shown(pair.coordinator) == shown(pair.arranger)
