"""Every code, record type and field has a Dutch word."""

from __future__ import annotations

import inspect
from enum import StrEnum

import pytest
from rich.cells import cell_len

from storage.models import RECORD_TYPES, casework_codes, codes, planning_codes
from storage.models.codes import CareKind, HolidayRegion, Phase
from zorgarrangeur_tui.domain.words import (
    CODE_WORDS,
    FIELD_WORDS,
    RECORD_WORDS,
    SHORT_WIDTH,
    choices,
    field_word,
    short_word,
    word,
)

ENUMS = [
    value
    for module in (codes, casework_codes, planning_codes)
    for value in vars(module).values()
    if inspect.isclass(value) and issubclass(value, StrEnum) and value is not StrEnum
]


def test_every_enum_of_codes_has_words() -> None:
    """A new enum in the models needs its words too."""
    assert set(CODE_WORDS) == set(ENUMS)


@pytest.mark.parametrize("enum", ENUMS)
def test_every_code_has_its_own_word(enum: type[StrEnum]) -> None:
    """Users can tell all codes of an enum apart, in the long and in the short form."""
    assert set(CODE_WORDS[enum]) == set(enum)
    assert len({word(code, enum) for code in enum}) == len(enum)
    assert len({short_word(code, enum) for code in enum}) == len(enum)


@pytest.mark.parametrize("enum", ENUMS)
def test_short_words_fit_a_cell_of_a_grid(enum: type[StrEnum]) -> None:
    """A short word takes at most four terminal cells."""
    assert all(0 < cell_len(short_word(code, enum)) <= SHORT_WIDTH for code in enum)


def test_the_words_are_those_of_the_field() -> None:
    """Users meet the terms that they use themselves."""
    assert word("baseline", Phase) == "Startfoto"
    assert word("personal_care", CareKind) == "Persoonlijke verzorging"
    assert short_word("personal_care", CareKind) == "PV"


def test_an_unknown_code_shows_as_itself() -> None:
    """A code of a newer version stays visible, with a remark that this version does not know it."""
    assert word("music_therapy", CareKind) == "music_therapy (onbekend)"
    assert word("", CareKind) == "(onbekend)"
    assert short_word("music_therapy", CareKind) == "?"


def test_choices_come_in_the_order_of_the_enum() -> None:
    """A form lists code and word, from the first phase to the last."""
    listed = choices(Phase)
    assert [code for code, _ in listed] == [phase.value for phase in Phase]
    assert listed[0] == ("intake", "Aanmelding")
    assert ("", "Nog niet bekend") in choices(HolidayRegion)


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_field_of_every_record_has_its_own_word(record_type: str) -> None:
    """A new field in a model needs its word too, and no two fields of a record share one."""
    fields = set(RECORD_TYPES[record_type].model_fields)
    words = FIELD_WORDS[record_type]
    assert set(words) == fields
    assert all(words.values())
    assert len(set(words.values())) == len(fields)


def test_every_record_type_has_a_word_for_one_and_for_many() -> None:
    """A list says "1 casus" and "3 casussen"."""
    assert set(RECORD_WORDS) == set(RECORD_TYPES)
    assert RECORD_WORDS["case"].singular == "casus"
    assert RECORD_WORDS["case"].plural == "casussen"


def test_an_unknown_field_shows_as_itself() -> None:
    """A field of a newer version, or of a record type this version lacks, does not stop a preview."""
    assert field_word("pupil", "pseudonym") == "Schuilnaam"
    assert field_word("pupil", "shoe_size") == "shoe_size (onbekend)"
    assert field_word("spaceship", "name") == "name (onbekend)"
