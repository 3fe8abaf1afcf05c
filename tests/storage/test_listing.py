"""What lists show, in which order, and which words find it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from store_kit import quick_unlock
from store_samples import hand_over, rows_of

from storage import listing, tables
from storage.history import write_state
from storage.models import (
    Action,
    Agreement,
    Barrier,
    CareLocation,
    CareNeed,
    Case,
    CaseParty,
    FamilyView,
    NoteItem,
    Professional,
    Provider,
    Pupil,
    Record,
    School,
    site_id,
)
from storage.store import Store
from storage.undo import undo


def found(store: Store, words: str) -> list[str] | None:
    """Return the ids of the records that a filter finds, sorted; None when it looks for nothing."""
    with store.read() as session:
        connection = session.connection()
        matches = listing.matching(connection, words)
        return None if matches is None else sorted(listing.record_ids(connection, sorted(matches)))


def in_order(store: Store, record_type: str) -> list[str]:
    """Return the ids of all records of a type as its list shows them."""
    with store.read() as session:
        connection = session.connection()
        return listing.record_ids(connection, listing.order(connection, record_type))


def add(store: Store, *records: Record) -> None:
    """Write records as one act."""
    with store.unit_of_work("Toegevoegd") as work:
        work.add(*records)


def change(store: Store, record: Record, **values: Any) -> None:
    """Change a record as one act."""
    with store.unit_of_work("Gewijzigd") as work:
        work.change(work.get(type(record), record.id), values)


def remove(store: Store, *records: Record) -> None:
    """Take records away as one act."""
    with store.unit_of_work("Weggehaald") as work:
        for record in records:
            work.remove(work.get(type(record), record.id))


@pytest.fixture
def region(store: Store) -> dict[str, Record]:
    """Return a few records that refer to each other, written into the store."""
    return write_region(store)


@pytest.fixture(scope="module")
def searched(shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, Record]]]:
    """Return a store with the same records that is only searched, so that one serves all tests."""
    folder = tmp_path_factory.mktemp("listing") / "store"
    shelf.copy("arranger", 0, folder)
    with quick_unlock(folder) as store:
        yield store, write_region(store)


def write_region(store: Store) -> dict[str, Record]:
    """Write a few records that refer to each other, and return them by name."""
    school = School(
        id=site_id("99ZZ00"),
        site_code="99ZZ00",
        name="Mytylschool De Zeehond",
        place="Den Hoorn",
        municipality="Texel",
        postcode="1797AA",
    )
    place = CareLocation(id="9" * 32, name="Kinderdagcentrum Ünal", place="Súdwest", municipality="Fryslân")
    case = Case(id="abc123" + "0" * 26, title="Sondevoeding in de klas", school_id=school.id, next_action="Bel ouders")
    away = Case(id="def456" + "0" * 26, title="Onderwijs op locatie", care_location_id=place.id)
    pupil = Pupil(
        id="8" * 32, case_id=case.id, pseudonym="Zilveren Reiger", name="Geheime Naam", note="Geheime Notitie"
    )
    provider = Provider(id="7" * 32, name="Zorgbureau Brug", chamber_number="12345678", agb_codes=["41234567"])
    professional = Professional(id="6" * 32, provider_id=provider.id, name="Noor Çelik")
    need = CareNeed(id="5" * 32, case_id=case.id, note="Geheime behoefte")
    records = {
        "school": school,
        "place": place,
        "case": case,
        "away": away,
        "pupil": pupil,
        "provider": provider,
        "professional": professional,
        "need": need,
    }
    add(store, *records.values())
    return records


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("sondevoeding", {"case"}),
        ("zeehond", {"case", "school"}),
        ("mytyl hoorn", {"case", "school"}),
        ("texel", {"case", "school"}),
        ("1797AA", {"case", "school"}),
        ("99zz00", {"case", "school"}),
        ("Z-ABC123", {"case"}),
        ("z-abc", {"case"}),
        ("ABC123", {"case"}),
        ("reiger", {"case"}),
        ("zilveren sonde", {"case"}),
        ("bel ouders", {"case"}),
        ("Súdwest", {"away", "place"}),
        ("fryslan", {"away", "place"}),
        ("FRYSLÂN", {"away", "place"}),
        ("unal", {"away", "place"}),
        ("u\u0308nal", {"away", "place"}),
        ("U\u0308NAL", {"away", "place"}),
        ("celik", {"professional"}),
        ("noor ç", {"professional"}),
        ("brug", {"provider"}),
        ("12345678", {"provider"}),
        ("4123", {"provider"}),
        ("z", {"case", "away", "school", "provider"}),
        ("onde", {"away"}),
        ("voeding", set()),
        ("sonde texel amsterdam", set()),
    ],
)
def test_words_find_records_by_what_a_user_remembers(
    searched: tuple[Store, dict[str, Record]], words: str, names: set[str]
) -> None:
    """School, place, reference, pseudonym, number: each word as the start of a word, in any case, with or without accents."""
    store, region = searched
    assert found(store, words) == sorted(region[name].id for name in names)


@pytest.mark.parametrize("words", ["geheime", "Naam", "notitie", "behoefte"])
def test_names_of_children_and_notes_are_not_searched(searched: tuple[Store, dict[str, Record]], words: str) -> None:
    """A list is often in sight of others: what is confidential does not make a row appear."""
    assert found(searched[0], words) == []


@pytest.mark.parametrize("words", ["99 ZZ 00", "99zz 00", "99 zz", "1797 AA", "1797 a", "Z ABC123", "zabc123"])
def test_codes_are_found_with_spaces_and_references_without_a_dash(
    searched: tuple[Store, dict[str, Record]], words: str
) -> None:
    """A site code and a postcode as people write them, also halfway, and a reference as it is said on the phone."""
    store, region = searched
    assert region["case"].id in (found(store, words) or ())


def test_a_name_is_found_however_its_particles_are_typed(store: Store) -> None:
    """With the surname only, joined, abbreviated or written out; each way of writing finds each."""
    people = [
        Professional(name="Noor van den Berg"),
        Professional(name="Sanne v.d. Berg"),
        Professional(name="Els vd Berg"),
    ]
    add(store, *people, Professional(name="Jan Bergsma"), Professional(name="Vera Dam"))
    everyone = sorted(person.id for person in people)
    for words in ("van den berg", "v d berg", "v.d. Berg", "vd berg", "vdberg", "vandenberg", "berg, van den"):
        assert found(store, words) == everyone, words
    assert len(found(store, "berg") or ()) == 4


def test_letters_that_are_no_accented_ones_are_found_by_the_plain_ones(store: Store) -> None:
    """And by themselves."""
    person = Professional(name="Søren Łukasz Weiß")
    add(store, person)
    for words in ("soren", "SØREN", "lukasz", "weiss", "weiß"):
        assert found(store, words) == [person.id], words


def test_professionals_stand_by_surname(store: Store) -> None:
    """The particles and the first name come after it; accents and capitals make no difference."""
    names = [
        "Els de Zwart",
        "Noor van der Berg",
        "Ali Çelik",
        "Berg, Anna van den",
        "Ed Jansen-de Boer",
        "Dirk",
        "'t Hart",
    ]
    add(store, *(Professional(name=name) for name in names))
    by_id = {row.id: row.name for row in rows_of(store, Professional.__table__)}  # type: ignore[attr-defined]  # SQLModel
    assert [by_id[one] for one in in_order(store, "professional")] == [
        "Berg, Anna van den",
        "Noor van der Berg",
        "Ali Çelik",
        "Dirk",
        "'t Hart",
        "Ed Jansen-de Boer",
        "Els de Zwart",
    ]


def test_a_case_is_found_by_the_short_titles_of_its_casework(store: Store, region: dict[str, Record]) -> None:
    """Agreement, party, action and barrier; never by notes, offers or what parents said. What is taken away finds nothing."""
    case_id = region["case"].id
    parts: list[Record] = [
        Agreement(case_id=case_id, title="Collectieve verpleging", note="geheimnotitie"),
        CaseParty(case_id=case_id, name="Gemeente Wieringermeer", offer="geheimaanbod"),
        Action(case_id=case_id, what="Offerte opvragen"),
        Barrier(case_id=case_id, title="Dubbele indicatie"),
        FamilyView(case_id=case_id, own_words="geheimwoord", wish="geheimwens"),
        NoteItem(case_id=case_id, text="geheimtekst"),
    ]
    add(store, *parts)
    for words in ("collectieve", "wieringermeer", "offerte", "dubbele ind"):
        assert found(store, words) == [case_id], words
    assert found(store, "geheim") == []
    change(store, parts[0], title="Zorgklas")
    remove(store, *parts[1:4])
    assert (found(store, "zorgklas"), found(store, "collectieve")) == ([case_id], [])
    assert [found(store, words) for words in ("wieringermeer", "offerte", "dubbele")] == [[], [], []]


def test_an_older_listing_is_made_anew_at_the_next_unlock_and_only_then(
    store: Store, region: dict[str, Record]
) -> None:
    """A store of an older app has other words; after the upgrade all is found, and a normal start leaves the rows alone."""
    remove(store, region["place"])
    before = sorted(_without_number(rows_of(store, tables.listing)))
    with store.unit_of_work("proef") as work:
        work.connection.execute(tables.listing.delete())
        work.connection.exec_driver_sql("INSERT INTO listing_text(listing_text) VALUES ('delete-all')")
    store.close()
    with quick_unlock(store.folder) as opened:
        assert rows_of(opened, tables.listing) == []
        with opened.unit_of_work("proef") as work:
            work.connection.execute(tables.state.delete().where(tables.state.c.name == "listing_version"))
    with quick_unlock(store.folder) as opened:
        assert sorted(_without_number(rows_of(opened, tables.listing))) == before
        assert found(opened, "zeehond") == sorted([region["case"].id, region["school"].id])
        assert found(opened, "unal") == []


def test_a_school_that_gets_another_name_finds_its_cases_by_it(store: Store, region: dict[str, Record]) -> None:
    """The words of a case follow those of its school, and the old name finds nothing any more."""
    change(store, region["school"], name="De Bultrug", place="Oudeschild")
    assert found(store, "bultrug oude") == sorted([region["case"].id, region["school"].id])
    assert found(store, "zeehond") == []


def test_a_case_that_moves_follows_its_new_school(store: Store, region: dict[str, Record]) -> None:
    """The old school's name no longer finds it."""
    other = School(id=site_id("99ZZ01"), name="De Kluut", place="Cocksdorp")
    add(store, other)
    change(store, region["case"], school_id=other.id)
    assert found(store, "cocksdorp sonde") == [region["case"].id]
    assert found(store, "zeehond") == [region["school"].id]


def test_a_care_location_that_gets_another_name_finds_its_cases_by_it(store: Store, region: dict[str, Record]) -> None:
    """The same as for schools."""
    change(store, region["place"], name="Zorgboerderij Overtuin")
    assert found(store, "overtuin") == sorted([region["away"].id, region["place"].id])
    assert found(store, "unal") == []


def test_a_pupil_that_is_taken_away_no_longer_finds_the_case(store: Store, region: dict[str, Record]) -> None:
    """A new pseudonym finds it; one of a pupil that is gone does not."""
    change(store, region["pupil"], pseudonym="Gouden Kievit")
    assert (found(store, "kievit"), found(store, "reiger")) == ([region["case"].id], [])
    remove(store, region["pupil"])
    assert found(store, "kievit") == []
    assert found(store, "sonde") == [region["case"].id]


def test_what_is_taken_away_vanishes_from_lists_and_comes_back_with_undo(
    store: Store, region: dict[str, Record]
) -> None:
    """In the order and in the search alike."""
    remove(store, region["case"])
    assert in_order(store, "case") == [region["away"].id]
    assert found(store, "sondevoeding") == []
    with store.unit_of_work("Ongedaan gemaakt") as work:
        undo(work)
    assert sorted(in_order(store, "case")) == sorted([region["case"].id, region["away"].id])
    assert found(store, "sondevoeding") == [region["case"].id]


def test_cases_stand_in_the_order_of_their_deadline_and_then_of_their_title(store: Store) -> None:
    """What is due first stands first; without a deadline last; capitals do not matter."""
    cases = [
        Case(title="b", deadline=date(2026, 12, 1)),
        Case(title="A", deadline=date(2026, 12, 1)),
        Case(title="c", deadline=date(2026, 11, 30)),
        Case(title="a", deadline=date(2027, 1, 1)),
        Case(title="Z"),
        Case(title="y"),
    ]
    add(store, *cases)
    titles = {case.id: case.title for case in cases}
    assert [titles[record_id] for record_id in in_order(store, "case")] == ["c", "A", "b", "a", "y", "Z"]


def test_schools_stand_by_place_and_the_others_by_name(store: Store) -> None:
    """A user looks for a school by where it is."""
    schools = [School(name="Z", place="aalten"), School(name="a", place="Zwolle"), School(name="B", place="Aalten")]
    providers = [Provider(name="beta"), Provider(name="Alfa")]
    add(store, *schools, *providers)
    assert in_order(store, "school") == [schools[number].id for number in (2, 0, 1)]
    assert in_order(store, "provider") == [providers[1].id, providers[0].id]


def test_a_row_keeps_its_number_when_its_record_changes(store: Store, region: dict[str, Record]) -> None:
    """A screen that holds numbers keeps its cursor where it was."""
    with store.read() as session:
        before = listing.listing_id(session.connection(), region["case"].id)
    change(store, region["case"], title="Anders")
    with store.read() as session:
        assert listing.listing_id(session.connection(), region["case"].id) == before
        assert listing.listing_id(session.connection(), region["need"].id) is None


def test_numbers_of_rows_that_are_gone_are_left_out(store: Store, region: dict[str, Record]) -> None:
    """A screen that asks for a page of a list that changed meanwhile gets the rows that are still there."""
    with store.read() as session:
        connection = session.connection()
        ids = listing.order(connection, "case")
        assert listing.record_ids(connection, [ids[1], 10**9, ids[0]]) == [
            *listing.record_ids(connection, [ids[1]]),
            *listing.record_ids(connection, [ids[0]]),
        ]
        assert listing.record_ids(connection, []) == []


@pytest.mark.parametrize("words", ["", " ", "  -  ", '"', "*", "^", "()", "😀", "_", "…", "\x00", "'"])
def test_without_a_letter_or_digit_there_is_nothing_to_look_for(
    searched: tuple[Store, dict[str, Record]], words: str
) -> None:
    """A list then shows everything."""
    assert found(searched[0], words) is None


@pytest.mark.parametrize(
    "words",
    [
        'sonde"',
        '"sonde',
        "sonde*",
        "*sonde",
        "sonde^",
        "(sonde",
        "sonde)",
        "-sonde",
        "sonde:klas",
        "{sonde}",
        "sonde _ klas",
        "sonde 😀",
        "sonde\x00",
        "sonde\ud800",
        "';-- sonde",
    ],
)
def test_marks_that_mean_something_to_the_index_mean_nothing_to_the_user(
    searched: tuple[Store, dict[str, Record]], words: str
) -> None:
    """Quotes, stars, carets and brackets are passed over; the word is found."""
    store, region = searched
    assert region["case"].id in (found(store, words) or ())


@pytest.mark.parametrize(
    "words",
    ["sonde OR reiger", "sonde NOT klas", "NEAR(sonde klas)", "sonde AND klas", "words:sonde", "listing_text sonde"],
)
def test_words_of_the_query_language_are_ordinary_words(searched: tuple[Store, dict[str, Record]], words: str) -> None:
    """They are looked for like any other word, and no record holds them."""
    assert found(searched[0], words) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text("\"*^-:()'NEAR OR\x00_", max_size=20))
def test_whatever_is_typed_a_filter_never_falls_over(store: Store, words: str) -> None:
    """Every keystroke is a filter."""
    assert found(store, words) in (None, [])


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("a" * 100_000, id="one long word"),
        pytest.param("aap " * 5_000, id="many words"),
        pytest.param("\u0301" * 5_000, id="many accents"),
        pytest.param("55-" * 5_000, id="many numbers"),
    ],
)
def test_a_very_long_filter_is_answered(searched: tuple[Store, dict[str, Record]], words: str) -> None:
    """Somebody pastes a whole letter into the filter."""
    assert found(searched[0], words) in (None, [])


class Abandoned(Exception):
    """Ends an act that is only tried."""


def written_anew(store: Store) -> list[tuple[Any, ...]]:
    """Return the listing as it would be when built from nothing."""
    found: list[tuple[Any, ...]] = []
    with contextlib.suppress(Abandoned), store.unit_of_work("proef") as work:
        before = work.connection.execute(tables.listing.select()).all()
        work.connection.execute(tables.listing.delete())
        listing.refresh(work.connection, {(row.record_type, row.record_id) for row in before})
        found = _without_number(work.connection.execute(tables.listing.select()).all())
        raise Abandoned
    return sorted(found)


def _without_number(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [tuple(row)[1:] for row in rows]


def test_the_listing_is_the_same_when_it_is_built_anew(store: Store, region: dict[str, Record]) -> None:
    """Keeping it in step and building it from nothing give the same rows."""
    change(store, region["school"], name="De Bultrug")
    remove(store, region["professional"])
    assert written_anew(store) == sorted(_without_number(rows_of(store, tables.listing)))


def test_what_a_bundle_brings_is_listed(store: Store, region: dict[str, Record], make_store) -> None:
    """Both stores list the same records in the same order, and find them by the same words."""
    other = make_store("coordinator")
    hand_over(store, other)
    for record_type in ("case", "school", "provider", "professional", "care_location"):
        assert in_order(other, record_type) == in_order(store, record_type)
    for words in ("sonde", "texel", "reiger", "z", "unal"):
        assert found(other, words) == found(store, words)


def test_whatever_field_changes_the_lists_are_as_if_they_were_made_anew(store: Store) -> None:
    """An act lists a record anew only when it wrote a field that lists show; no field may be forgotten there."""
    written = 0
    for model in (Case, School, CareLocation, Provider, Professional, Pupil, Agreement, CaseParty, Action, Barrier):
        for field, about in model.model_fields.items():
            word = f"zeldzaam{written}"
            value = {str: word, list[str]: [word], date | None: date(2030, 5, 6)}.get(about.annotation)  # type: ignore[call-overload]  # any type
            if value is None or field in {"id", "owner"} or field.endswith("_id"):
                continue
            case = Case(title="Casus")
            record = model(case_id=case.id) if "case_id" in model.model_fields else model()
            add(store, case, record)
            change(store, record, **{field: value})
            written += 1
    kept = everything_listed(store, written)
    with store.unit_of_work("Opnieuw") as work:
        write_state(work.connection, "listing_version", "")
        listing.keep_up_to_date(work.connection)
    assert everything_listed(store, written) == kept
    assert sum(1 for one in kept[1] if one) > 15


def everything_listed(store: Store, words: int) -> tuple[list[tuple[str, str]], list[list[str] | None]]:
    """Return what every list shows, by record, and what each of so many rare words finds."""
    with store.read() as session:
        rows = session.connection().execute(select(tables.listing.c.record_id, tables.listing.c.sort_text))
        shown = sorted((row.record_id, row.sort_text) for row in rows)
    return shown, [found(store, f"zeldzaam{number}") for number in range(words)]
