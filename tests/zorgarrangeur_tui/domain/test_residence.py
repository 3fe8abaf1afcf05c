"""The residence rule: the address in the BRP, the one before a stay, and what is not known is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import ResidenceKind
from zorgarrangeur_tui.domain.residence import Basis, all_rules, payer_changes, payer_on, registered_in
from zorgarrangeur_tui.domain.residence_periods import ResidencePeriod, in_order, unbroken_stays

TODAY = date(2026, 11, 23)
HOME, STAY, UNKNOWN = ResidenceKind.HOME, ResidenceKind.STAY, ResidenceKind.UNKNOWN

days = st.dates(date(2021, 10, 1), date(2022, 6, 30))
periods = st.lists(
    st.builds(
        ResidencePeriod,
        id=st.uuids().map(str),
        municipality=st.sampled_from(["Utrecht", "utrecht ", "Zeist", "Bunnik", ""]),
        kind=st.sampled_from(list(ResidenceKind)),
        starts_on=st.none() | days,
        ends_on=st.none() | days,
        need_arose_in=st.sampled_from(["", "Houten"]),
    ),
    max_size=5,
)


def home(place: str, begin: date | None = None, end: date | None = None, name: str = "h") -> ResidencePeriod:
    """Return a period at home."""
    return ResidencePeriod(name, place, HOME, begin, end)


def stay(place: str, begin: date | None = None, end: date | None = None, name: str = "s") -> ResidencePeriod:
    """Return a period in a stay."""
    return ResidencePeriod(name, place, STAY, begin, end)


def test_without_a_stay_the_gemeente_of_the_address_pays() -> None:
    """The one of the day itself, with since when."""
    payer = payer_on([home("Utrecht", None, date(2026, 4, 30), "old"), home("Zeist", date(2026, 5, 1))], TODAY)
    assert (payer.municipality, payer.certain, payer.period_ids) == ("Zeist", True, ("h",))
    assert payer.reason_sentence == "Het kind staat sinds 1 mei 2026 in Zeist in de BRP. Die gemeente betaalt."


def test_during_a_stay_the_gemeente_directly_before_it_goes_on_paying() -> None:
    """Also when the address in the BRP was closed, and when the parents moved meanwhile."""
    known = [
        home("Utrecht", None, date(2025, 3, 2)),
        stay("Zeist", date(2025, 3, 3)),
        home("Bunnik", date(2025, 6, 1), name="moved"),
    ]
    payer = payer_on(known, TODAY)
    assert (payer.municipality, payer.certain, payer.period_ids) == ("Utrecht", True, ("h", "s"))
    assert payer.reason_sentence.startswith(
        "Het kind verblijft sinds 3 maart 2025 niet thuis, nu in Zeist. Direct daarvoor"
    )
    assert "stond het in Utrecht in de BRP" in payer.reason_sentence
    assert registered_in(known, TODAY).municipality == "Bunnik"


def test_stays_that_follow_each_other_count_from_the_first() -> None:
    """A stay that begins the day after goes on; with a gap the home in between decides."""
    first = stay("Zeist", date(2024, 1, 1), date(2024, 6, 30), "one")
    second = stay("Bunnik", date(2024, 7, 1), name="two")
    before = home("Utrecht", None, date(2023, 12, 31))
    assert payer_on([second, before, first], TODAY).municipality == "Utrecht"
    assert payer_on([second, before, first], TODAY).period_ids == ("h", "one", "two")
    within = stay("Houten", date(2024, 8, 1), date(2024, 8, 9), "within")
    assert payer_on([second, before, first, within], TODAY).period_ids == ("h", "one", "two")
    between = home("Houten", date(2024, 7, 1), date(2024, 7, 31), "between")
    later = stay("Bunnik", date(2024, 8, 1), name="two")
    assert payer_on([later, before, first, between], TODAY).municipality == "Houten"


def test_an_address_that_was_not_directly_before_is_only_a_guess() -> None:
    """The last one that is known is named, and asked about."""
    older = home("Bunnik", None, date(2020, 1, 31), "older")
    payer = payer_on([older, home("Utrecht", None, date(2024, 1, 31)), stay("Zeist", date(2025, 3, 3))], TODAY)
    assert (payer.municipality, payer.certain, payer.period_ids) == ("Utrecht", False, ("h", "s"))
    assert "Het laatste bekende adres was in Utrecht, tot en met 31 januari 2024. Vraag na" in payer.reason_sentence


@pytest.mark.parametrize("begin", [None, date(2025, 3, 3)])
def test_a_stay_without_anything_before_it_is_no_reason_to_guess(begin: date | None) -> None:
    """Neither when its first day is missing, nor when no address is known."""
    payer = payer_on([stay("Zeist", begin), home("Bunnik", date(2025, 3, 4))], TODAY)
    assert (payer.municipality, payer.certain) == ("", False)
    assert "direct" in payer.reason_sentence
    assert "betaalt" in payer.reason_sentence


def test_with_two_homes_at_once_the_app_asks_which_is_in_the_brp() -> None:
    """Parents who share the care: one of them is registered, and the app does not choose."""
    known = [home("Utrecht", name="a"), home("Zeist", name="b")]
    payer = payer_on(known, TODAY)
    assert (payer.municipality, payer.certain, payer.period_ids) == ("", False, ("a", "b"))
    assert "in Utrecht en in Zeist. Alleen het adres in de BRP telt." in payer.reason_sentence
    assert payer_on([home("Utrecht", name="a"), home(" utrecht", name="b")], TODAY).certain
    in_stay = payer_on([*known, stay("Bunnik", date(2026, 1, 5))], TODAY)
    assert not in_stay.certain
    assert "Het adres direct daarvoor telt. Het kind woont op meer adressen" in in_stay.reason_sentence


def test_without_an_address_it_is_where_the_need_arose() -> None:
    """And somebody has to ask, because the law first looks at where the mother was registered."""
    nowhere = ResidencePeriod("u", "", UNKNOWN, date(2026, 1, 1), None, "Houten")
    payer = payer_on([nowhere], TODAY)
    assert (payer.municipality, payer.certain) == ("Houten", False)
    assert "moeder" in payer.reason_sentence
    assert payer_on([nowhere, home("Zeist")], TODAY).municipality == "Zeist"
    assert payer_on([ResidencePeriod("u", "", UNKNOWN)], TODAY).municipality == ""
    before_stay = ResidencePeriod("u", "", UNKNOWN, None, date(2026, 1, 4), "Houten")
    assert payer_on([before_stay, stay("Zeist", date(2026, 1, 5))], TODAY).municipality == "Houten"


def test_what_is_missing_is_said() -> None:
    """No period at all, one that is over, one that ends before it begins, one without a gemeente."""
    for known in ([], [home("Utrecht", None, date(2026, 1, 1))], [home("Utrecht", TODAY, date(2026, 1, 1))]):
        payer = payer_on(known, TODAY)
        assert (payer.municipality, payer.certain) == ("", False)
        assert payer.reason_sentence.startswith("De woonplaats op 23 november 2026 is niet bekend. Vul in")
    assert "staat geen gemeente" in payer_on([home(" ")], TODAY).reason_sentence
    assert "niet overal een gemeente" in payer_on([home(""), home("Zeist")], TODAY).reason_sentence


def test_before_2022_the_home_of_the_guardian_decided() -> None:
    """At home that is the child's own address; in a stay somebody has to look."""
    known = [home("Utrecht", None, date(2021, 3, 2)), stay("Zeist", date(2021, 3, 3))]
    assert payer_on([home("Utrecht")], date(2021, 12, 31)).certain
    assert "gold deze regel" in payer_on([home("Utrecht")], date(2021, 12, 31)).reason_sentence
    older = payer_on([*known, home("Bunnik", date(2021, 6, 1))], date(2021, 12, 31))
    assert (older.municipality, older.certain) == ("Bunnik", False)
    assert payer_on([*known, home("Bunnik", date(2021, 6, 1))], date(2022, 1, 1)).municipality == "Utrecht"
    assert not payer_on([home("Utrecht", name="a"), home("Zeist", name="b")], date(2021, 12, 31)).certain


def test_a_move_is_a_change_of_payer_with_its_day() -> None:
    """In the range, its ends included; a stay and a move within the gemeente change nothing."""
    known = [
        home("Utrecht", None, date(2026, 4, 30), "one"),
        home("Utrecht", date(2026, 5, 1), date(2026, 8, 31), "two"),
        home("Zeist", date(2026, 9, 1), date(2026, 12, 31), "three"),
        stay("Bunnik", date(2026, 10, 1), date(2026, 11, 30)),
    ]
    changes = payer_changes(known, date(2026, 1, 1), date(2027, 1, 1))
    assert [change.day for change in changes] == [date(2026, 9, 1), date(2027, 1, 1)]
    assert changes[0].sentence.startswith("Vanaf 1 september 2026 betaalt Zeist in plaats van Utrecht. Het kind staat")
    assert changes[1].sentence.startswith("Vanaf 1 januari 2027 is niet zeker welke gemeente betaalt. De woonplaats")
    assert payer_changes(known, date(2026, 9, 2), date(2026, 12, 31)) == []
    begin = payer_changes([home("Zeist", date(2026, 9, 1))], date(2026, 9, 1), date(2026, 9, 1))
    assert begin[0].sentence.startswith("Vanaf 1 september 2026 betaalt Zeist. ")


@given(periods, days, days)
def test_the_changes_are_exactly_the_days_on_which_the_payer_differs(
    known: list[ResidencePeriod], first: date, last: date
) -> None:
    """As when one looks at every day, across the change of the law."""

    def place(day: date) -> str:
        return payer_on(known, day).municipality.casefold().strip()

    naive = [
        day
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
        if place(day) != place(day - timedelta(days=1))
    ]
    assert [change.day for change in payer_changes(known, first, last)] == naive


@given(periods, days)
def test_there_is_always_an_outcome_with_a_reason(known: list[ResidencePeriod], day: date) -> None:
    """Whatever is recorded and in whatever order; certain only with a gemeente, and that one is recorded."""
    payer = payer_on(known, day)
    assert payer_on(known[::-1], day) == payer
    assert payer.reason_sentence.endswith(".")
    assert set(payer.period_ids) <= {period.id for period in known}
    assert payer.municipality or not payer.certain
    recorded = {text.strip() for period in known for text in (period.municipality, period.need_arose_in)}
    assert payer.municipality in recorded | {""}


@given(periods, days)
def test_every_day_of_a_chain_of_stays_has_the_same_payer(known: list[ResidencePeriod], day: date) -> None:
    """From its first day on, under the rule since 2022: nothing that happens at home changes it."""
    chain = unbroken_stays(in_order(known), day)
    if chain and chain[0].starts_on is not None and day >= date(2022, 1, 1):
        begin = max(chain[0].starts_on, date(2022, 1, 1))
        assert payer_on(known, begin).municipality == payer_on(known, day).municipality


def test_the_data_has_a_basis_that_the_app_knows() -> None:
    """In both versions, with the day on which the law changed."""
    assert [(rule.valid_from, rule.basis) for rule in all_rules()] == [
        (date(2015, 1, 1), Basis.GUARDIAN_HOME),
        (date(2022, 1, 1), Basis.REGISTERED_ADDRESS),
    ]


def test_the_ends_of_the_calendar_do_no_harm() -> None:
    """A first day or last day that nobody means."""
    known = [home("Utrecht", date.min, date.max), stay("Zeist", date.min, date.max)]
    assert not payer_on(known, TODAY).certain
    assert payer_changes(known, date.min, date.max)[0].day == date(2022, 1, 1)
