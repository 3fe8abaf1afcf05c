"""Pots in percent, and whether a need is paid: fully, partly, or between wal and schip."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.models.casework_codes import FundingSource, PartyKind, TitleState
from storage.models.codes import Law
from zorgarrangeur_tui.domain.funding import Funded, Title, funded, granted_minutes
from zorgarrangeur_tui.domain.pot_shares import (
    Share,
    all_combinations,
    blocked_combinations,
    parse_shares,
    read_shares,
    shares_text,
)
from zorgarrangeur_tui.domain.pots import PaidBy, all_pots, matching_pots, pot_on
from zorgarrangeur_tui.domain.words import short_word, word

TODAY = date(2026, 11, 23)
POTS = list(FundingSource)


@st.composite
def whole_shares(draw: st.DrawFn) -> list[str]:
    """Draw pots that are together 100 percent."""
    pots = draw(st.lists(st.sampled_from(POTS), min_size=1, max_size=6, unique=True))
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=len(pots) - 1, max_size=len(pots) - 1)))
    edges = [0, *cuts, 100]
    return [f"{pot}:{last - first}" for pot, first, last in zip(pots, edges, edges[1:], strict=False)]


titles = st.lists(
    st.builds(
        Title,
        law=st.sampled_from([*Law, ""]),
        state=st.sampled_from(list(TitleState)),
        minutes_granted=st.none() | st.integers(0, 300),
        starts_on=st.none() | st.dates(date(2026, 6, 1), date(2027, 3, 1)),
        ends_on=st.none() | st.dates(date(2026, 6, 1), date(2027, 3, 1)),
        shares=st.just(()) | whole_shares().map(tuple),
    ),
    max_size=4,
)


def test_pots_are_typed_as_people_write_them() -> None:
    """Long words, short ones, beginnings, with or without a percent mark."""
    assert parse_shares("Jeugdwet 60, EMB 40") == ["youth_act:60", "emb_scheme:40"]
    assert parse_shares("jw 60%; emb-regeling: 40 %") == ["youth_act:60", "emb_scheme:40"]
    assert parse_shares("60% jeugd, 40% zwa") == ["youth_act:60", "heavy_support_budget:40"]
    assert parse_shares("wlz") == ["long_term_care_act:100"]
    assert parse_shares("Wet langdurige zorg (Wlz) 50\nonbekend 50") == ["long_term_care_act:50", "unknown:50"]
    assert parse_shares("Zorgverzekeringswet 90, niemand 10") == ["health_insurance_act:90", "unfunded:10"]
    assert parse_shares(" ") == parse_shares(" , ") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jeugdwet 60, EMB 30", "Samen is dit 90 procent, en het moet 100 zijn. Er is nog 10 over."),
        ("Jeugdwet 60, EMB 50", "Dat is 10 te veel."),
        ("Jeugdwet 60, jw 40", "Jeugdwet staat er twee keer."),
        ("Jeugdwet 60, EMB", "Bij deel 2 ontbreekt het percentage."),
        ("Jeugdwet 0, EMB 100", "Bij deel 1 klopt het percentage niet."),
        ("Jeugdwet 101", "Hier klopt het percentage niet."),
        ("Jeugdwet 1000000000000000000000000", "Hier klopt het percentage niet."),
        ("Jeugdwet 60, geheim 40", "Bij deel 2 staat geen potje dat de app kent. Kies uit: Jeugdwet, Wlz"),
        ("100", "Hier staat geen potje"),
        ("z 100", "Hier kan het potje meer betekenen: Wlz, Zvw of Zware ondersteuning."),
        ("wet 100", "Wlz of Wmo. Schrijf iets meer letters."),
    ],
)
def test_a_wrong_text_teaches(text: str, words: str) -> None:
    """It says which part and how it should be, and never repeats what was typed."""
    with pytest.raises(ValueError, match=r"^\S.*\.$") as refusal:
        parse_shares(text)
    assert words in str(refusal.value)
    assert "geheim" not in str(refusal.value)


@given(whole_shares())
def test_what_is_written_reads_back_the_same(shares: list[str]) -> None:
    """Whatever the pots."""
    assert parse_shares(shares_text(shares)) == shares


@given(st.text(max_size=60) | st.lists(st.sampled_from(["Jeugdwet", "EMB", "50", "50%", ",", " ", "z"])).map("".join))
def test_any_text_is_whole_or_refused_in_dutch(text: str) -> None:
    """What is accepted is together 100 percent with each pot once; the rest is told."""
    try:
        shares = read_shares(parse_shares(text))
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert sum(share.percent for share in shares) == (100 if shares else 0)
        assert len({share.pot for share in shares}) == len(shares)


def test_what_a_newer_version_wrote_stays_visible() -> None:
    """It shows as it is, and what is no share is left out of sums."""
    assert shares_text(["care_fund:40", "youth_act:60", "mush"]) == "care_fund 40, Jeugdwet 60, mush"
    assert read_shares(["care_fund:40", "mush", "youth_act:x", "youth_act:0", ":5", "fund:٣"]) == (
        Share("care_fund", 40),
    )


@pytest.mark.parametrize("pot", POTS)
def test_every_pot_has_its_data_and_its_words(pot: FundingSource) -> None:
    """Its name, long and short word and code mean this pot only; no name holds what stands between pots."""
    rule = pot_on(pot, TODAY)
    assert rule is not None
    assert rule.payer in set(PaidBy)
    assert rule.party in {*PartyKind, ""}
    for name in (rule.name, *rule.also, word(pot, FundingSource), short_word(pot, FundingSource), pot):
        assert matching_pots(name) == [pot]
        assert parse_shares(name) == [f"{pot}:100"]


def test_the_data_names_only_pots_that_there_are() -> None:
    """Of pots and of combinations."""
    assert {pot.id for pot in all_pots()} == set(POTS)
    assert {pot for rule in all_combinations() for pot in (*rule.one, *rule.other)} <= set(POTS)
    assert pot_on("care_fund", TODAY) is None


def test_without_a_title_or_pot_a_need_falls_between_wal_and_schip() -> None:
    """And it says what to do; the need itself stays."""
    state = funded(120, [], TODAY)
    assert (state.state, state.minutes) == (Funded.NO, 0)
    assert state.sentence.startswith("Niemand betaalt deze zorg: tussen wal en schip. Er staat nog geen titel")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (Title(Law.YOUTH_ACT, TitleState.REQUESTED), "aangevraagd"),
        (Title(Law.YOUTH_ACT, TitleState.REFUSED), "afgewezen"),
        (Title(Law.YOUTH_ACT, TitleState.MISSING), "ontbreekt"),
        (Title("", TitleState.PRESENT), "niet welke wet of welk potje betaalt"),
        (Title(Law.YOUTH_ACT, TitleState.PRESENT, starts_on=date(2027, 1, 1)), "Vanaf 1 januari 2027"),
        (Title(Law.YOUTH_ACT, TitleState.PRESENT, ends_on=date(2026, 11, 22)), "liep tot en met 22 november 2026"),
        (Title("", TitleState.PRESENT, shares=("unknown:100",)), "niet wie betaalt"),
        (Title(Law.YOUTH_ACT, TitleState.PRESENT, shares=("unfunded:100",)), "niet wie betaalt"),
        (Title(Law.YOUTH_ACT, TitleState.PRESENT, minutes_granted=0), "hoeveel tijd"),
    ],
)
def test_what_does_not_pay_says_why(title: Title, words: str) -> None:
    """Each with what stands in the way."""
    state = funded(120, [title], TODAY)
    assert state.state is Funded.NO
    assert words in state.sentence


@pytest.mark.parametrize(
    "title",
    [
        Title(Law.YOUTH_ACT, TitleState.PRESENT),
        Title(Law.YOUTH_ACT, TitleState.NOT_NEEDED, ends_on=TODAY),
        Title(Law.LONG_TERM_CARE_ACT, TitleState.PRESENT, minutes_granted=150, starts_on=TODAY),
        Title("", TitleState.MISSING, shares=("emb_scheme:60", "heavy_support_budget:40")),
    ],
)
def test_a_title_in_force_or_a_pot_pays(title: Title) -> None:
    """Without a decision where none is needed, and from pots that need no law."""
    assert funded(120, [title], TODAY).state is Funded.YES
    assert funded(120, [title], TODAY).minutes == 120
    assert funded(0, [title], TODAY).state is Funded.YES


def test_a_part_that_nobody_pays_stands_out() -> None:
    """Fewer minutes than needed, or a part of the shares without a payer; titles add up."""
    short = Title(Law.YOUTH_ACT, TitleState.PRESENT, minutes_granted=90)
    state = funded(180, [short], TODAY)
    assert (state.state, state.minutes) == (Funded.PARTLY, 90)
    assert state.sentence.startswith("Deze zorg is voor een deel betaald: 1 u 30 min van de 3 u per week. Er is minder")
    assert funded(180, [short, short], TODAY).state is Funded.YES
    half = Title(Law.YOUTH_ACT, TitleState.PRESENT, minutes_granted=400, shares=("youth_act:50", "unknown:50"))
    assert (funded(180, [half], TODAY).state, funded(180, [half], TODAY).minutes) == (Funded.PARTLY, 90)
    assert "Van een deel is niet bekend wie betaalt" in funded(180, [half], TODAY).sentence
    assert funded(0, [half], TODAY).sentence.startswith("Deze zorg is voor een deel betaald. Van een deel")


@given(st.integers(0, 400), titles)
def test_the_minutes_that_are_paid_add_up(need: int, known: list[Title]) -> None:
    """As when one counts per title, never above the need, and one more title never pays less."""
    total = Fraction(0)
    for title in known:
        active = (title.starts_on or TODAY) <= TODAY <= (title.ends_on or TODAY)
        granted = title.state in {"present", "not_needed"} if title.law else title.state not in {"requested", "refused"}
        free = sum(share.percent for share in read_shares(title.shares) if share.pot not in {"unknown", "unfunded"})
        percent = free if title.shares else 100 * bool(title.law)
        length = max(need, 1) if title.minutes_granted is None else min(title.minutes_granted, max(need, 1))
        total += Fraction(length * percent, 100) if active and granted else 0
    state = funded(need, known, TODAY)
    assert state.state == (Funded.YES if total >= max(need, 1) else Funded.PARTLY if total else Funded.NO)
    assert state.minutes == min(int(total), need)
    more = funded(need, [*known, Title(Law.YOUTH_ACT, TitleState.PRESENT, 30)], TODAY)
    assert more.minutes >= state.minutes


def test_insurances_in_a_mix_must_be_attributable_per_pupil() -> None:
    """Wlz and Zvw with another pot, or alone in collective care; the Jeugdwet may be collective."""
    (mixed,) = blocked_combinations(["long_term_care_act:50", "education_funding:50"], TODAY)
    assert mixed.pots == ("long_term_care_act", "education_funding")
    assert "Houd per leerling bij welke uren uit Wlz of Zvw komen." in mixed.sentence
    assert mixed.source
    assert blocked_combinations(["long_term_care_act:100"], TODAY) == ()
    assert len(blocked_combinations(["long_term_care_act:100"], TODAY, collective=True)) == 1
    assert blocked_combinations(["youth_act:60", "emb_scheme:40"], TODAY, collective=True) == ()


def test_pots_that_exclude_each_other_are_told() -> None:
    """Zvw beside Jeugdwet, Jeugdwet beside Wmo, and two insurances."""

    def met(*shares: str) -> list[str]:
        return [found.id for found in blocked_combinations(shares, TODAY)]

    assert met("health_insurance_act:50", "youth_act:50") == ["entitlement_in_mix", "medical_or_youth"]
    assert met("youth_act:50", "social_support_act:50") == ["youth_or_adult"]
    assert met("long_term_care_act:50", "health_insurance_act:50") == ["two_entitlements"]
    assert met("unknown:50", "long_term_care_act:50") == []


def test_what_was_granted_stands_with_the_need_or_else_in_its_titles() -> None:
    """Of a title for all care of a child counts what the need can use; one that was not given, or is over, counts for nothing."""
    own = Title(Law.YOUTH_ACT, TitleState.PRESENT, 90)
    refused = Title(Law.YOUTH_ACT, TitleState.REFUSED, 500)
    over = Title(Law.YOUTH_ACT, TitleState.PRESENT, 500, ends_on=date(2026, 11, 22))
    of_child = Title(Law.LONG_TERM_CARE_ACT, TitleState.PRESENT, 240)
    assert granted_minutes(None, 60, (own, refused, over), (), TODAY) == 90
    assert granted_minutes(None, 60, (own,), (of_child,), TODAY) == 150
    assert granted_minutes(45, 60, (own,), (of_child,), TODAY) == 45
    assert granted_minutes(None, 60, (refused, Title(Law.YOUTH_ACT, TitleState.PRESENT)), (), TODAY) is None
