"""Care broken down: parts that make the total, by hand-worked examples and against a slow second computation."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.models.casework_codes import FundingSource, TitleState
from storage.models.codes import CountsAsCare, Law
from zorgarrangeur_tui.domain.funding import Title, funded
from zorgarrangeur_tui.insight.breakdown import Cut, breakdown
from zorgarrangeur_tui.insight.care_lines import CareLine, Giver, Payment, givers, payments

DAY = date(2026, 11, 21)
HALF = Fraction(1, 2)


def line(need_id: str = "n1", **values: object) -> CareLine:
    """Return a line of one child at one school, wholly paid by the Jeugdwet and given by nobody."""
    plain = {
        "need_id": need_id,
        "pupil_id": "kind",
        "place_id": "school",
        "municipality": "Waterhoven",
        "youth_region": "Oostvliet",
        "alliance": "PO9901",
        "kind": "nursing",
        "group": False,
        "counts": CountsAsCare.YES,
        "needed": 120,
        "granted": None,
        "agreed": None,
        "planned": Fraction(60),
        "realised": None,
        "declared": None,
        "payments": (Payment(Law.YOUTH_ACT, FundingSource.YOUTH_ACT, Fraction(1)),),
        "givers": (Giver("", Fraction(1)),),
    }
    return CareLine(**(plain | values))  # type: ignore[arg-type]  # the values are typed by the tests


def test_a_need_of_two_pots_is_shared_by_its_percentages() -> None:
    """Of two hours, half from the Jeugdwet at 60 euro an hour and half unpaid: an hour and 60 euro each."""
    paid = (Payment(Law.YOUTH_ACT, FundingSource.YOUTH_ACT, HALF), Payment("", FundingSource.UNFUNDED, HALF))
    found = breakdown([line(payments=paid, price=(6000, 6000))], Cut.POT)
    parts = dict(found.parts)
    assert parts[FundingSource.YOUTH_ACT].needed == parts[FundingSource.UNFUNDED].needed == 60
    assert parts[FundingSource.YOUTH_ACT].unfunded == 0
    assert parts[FundingSource.UNFUNDED].unfunded == 60
    assert parts[FundingSource.YOUTH_ACT].cents == (6000, 6000)
    assert (found.total.cents, found.total.unfunded_cents) == ((12000, 12000), (6000, 6000))


def test_a_child_of_two_pots_counts_in_both_and_once_in_the_total() -> None:
    """Children do not add up, and the total says how many there really are."""
    paid = (Payment("", FundingSource.GUARDIANS, HALF), Payment("", FundingSource.FUND, HALF))
    found = breakdown([line(payments=paid)], Cut.POT)
    assert [figures.pupils for _, figures in found.parts] == [1, 1]
    assert found.total.pupils == 1


def test_what_is_not_known_is_held_against_what_it_is_known_of() -> None:
    """Ninety minutes granted of the one need of which that is known, not of both."""
    found = breakdown([line(granted=90), line("n2", needed=300)], Cut.PLACE).total
    assert (found.granted, found.granted_of, found.needed) == (90, 120, 420)


def test_what_has_no_tariff_is_told_and_not_priced_at_nothing() -> None:
    """Minutes without a tariff stand apart; a span of tariffs gives a span of costs."""
    found = breakdown([line(price=(5100, 7800)), line("n2", needed=30)], Cut.KIND).total
    assert (found.cents, found.unpriced) == ((10200, 15600), 30)


def test_the_parts_with_most_care_come_first_and_what_is_not_known_has_a_part() -> None:
    """A need without a gemeente is in the part of nobody."""
    lines = [line(needed=10), line("n2", municipality="", needed=20), line("n3", municipality="Zandmeerden", needed=15)]
    assert [code for code, _ in breakdown(lines, Cut.MUNICIPALITY).parts] == ["", "Zandmeerden", "Waterhoven"]


def test_the_waiting_time_is_the_middle_one() -> None:
    """Of 10, 20 and 90 days the middle is 20; one need still waits."""
    found = breakdown([line(waiting_days=(90, 10)), line("n2", waiting_days=(20,), waits=True)], Cut.LAW).total
    assert (found.waiting_days, found.waiting) == (20, 1)


def test_givers_share_a_need_by_their_minutes_and_nobody_gives_the_rest() -> None:
    """Of four hours a fortnight one gives one hour, another two, and nobody the last; more than is needed counts no further."""
    assert givers(240, [("a", 60), ("b", 120)]) == (
        Giver("a", Fraction(1, 4)),
        Giver("b", HALF),
        Giver("", Fraction(1, 4)),
    )
    assert givers(60, [("a", 60), ("b", 60)]) == (Giver("a", Fraction(1)),)
    assert givers(60, [], "nu") == (Giver("nu", Fraction(1)),)


POTS = st.sampled_from([*FundingSource])
SHARES = st.lists(st.tuples(POTS, st.integers(1, 100)), max_size=3).map(lambda ps: tuple(f"{p}:{n}" for p, n in ps))
DAYS = st.none() | st.integers(-40, 40).map(lambda days: DAY + timedelta(days=days))
TITLES = st.builds(
    Title,
    law=st.sampled_from(["", *Law]),
    state=st.sampled_from([*TitleState]),
    minutes_granted=st.none() | st.integers(0, 400),
    starts_on=DAYS,
    ends_on=DAYS,
    shares=SHARES,
)


@given(st.integers(0, 400), st.lists(TITLES, max_size=4))
def test_payments_agree_with_what_the_rules_say_is_paid(minutes: int, titles: list[Title]) -> None:
    """The parts are the whole need, and what is paid of it is what `funded` says, whatever the titles are."""
    found = payments(minutes, titles, DAY)
    assert sum(one.weight for one in found) == 1
    assert all(one.weight > 0 for one in found)
    paid = sum((one.weight for one in found if one.pays), Fraction())
    sure = all(
        len(title.shares) == 0 or sum(int(s.rpartition(":")[2]) for s in title.shares) <= 100 for title in titles
    )
    if sure:
        assert int(minutes * paid) == funded(minutes, titles, DAY).minutes


CODES = st.sampled_from(["", "a", "b", "c"])
WEIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=3).map(
    lambda parts: [Fraction(part, sum(parts)) for part in parts]
)
AMOUNTS = st.none() | st.integers(0, 300)
LINES = st.lists(
    st.builds(
        line,
        pupil_id=st.sampled_from(["", "x", "y"]),
        place_id=CODES,
        municipality=CODES,
        kind=CODES,
        counts=st.sampled_from([*CountsAsCare]),
        needed=st.integers(0, 300),
        granted=AMOUNTS,
        agreed=AMOUNTS,
        realised=AMOUNTS.map(lambda minutes: None if minutes is None else Fraction(minutes, 3)),
        price=st.none() | st.tuples(st.integers(0, 9000), st.integers(9000, 12000)),
        payments=st.tuples(WEIGHTS, st.lists(st.tuples(CODES, POTS), min_size=3, max_size=3)).map(
            lambda drawn: tuple(Payment(law, pot, weight) for weight, (law, pot) in zip(*drawn, strict=False))
        ),
        givers=st.tuples(WEIGHTS, st.lists(CODES, min_size=3, max_size=3)).map(
            lambda drawn: tuple(Giver(code, weight) for weight, code in zip(*drawn, strict=False))
        ),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from([*Cut]))
def test_the_parts_make_the_total_and_an_obvious_count_says_the_same(lines: list[CareLine], cut: Cut) -> None:
    """Minutes and money of the parts are those of the whole, exactly; a plain loop over small pieces finds them too."""
    found = breakdown(lines, cut)
    for name in ("needed", "planned", "granted", "granted_of", "agreed", "realised", "unfunded", "unpriced"):
        assert sum(getattr(figures, name) for _, figures in found.parts) == getattr(found.total, name)
    for end in (0, 1):
        assert sum(figures.cents[end] for _, figures in found.parts) == found.total.cents[end]
        assert sum(figures.unfunded_cents[end] for _, figures in found.parts) == found.total.unfunded_cents[end]
    assert found.total.needed == sum(one.needed for one in lines)
    assert found.total.pupils == len({one.pupil_id for one in lines} - {""})
    for code, figures in found.parts:
        pieces = [
            (one, giver.weight * payment.weight, payment)
            for one in lines
            for payment in one.payments
            for giver in one.givers
            if _code(one, payment, giver, cut) == code
        ]
        assert figures.needed == sum(one.needed * part for one, part, _ in pieces)
        assert figures.unfunded == sum(one.needed * part for one, part, payment in pieces if not payment.pays)
        assert figures.granted == sum((_granted(one, payment, part, cut) for one, part, payment in pieces), Fraction())
        assert figures.pupils == len({one.pupil_id for one, _, _ in pieces} - {""})
        priced = [(one, part) for one, part, _ in pieces if one.price]
        assert figures.cents[1] == sum(
            Fraction(one.needed * one.price[1], 60) * part for one, part in priced if one.price
        )


def _granted(one: CareLine, payment: Payment, part: Fraction, cut: Cut) -> Fraction:
    """Return what was granted in a piece: by law and by pot it is of who pays, as long as anybody does."""
    if one.granted is None:
        return Fraction()
    if cut not in {Cut.LAW, Cut.POT} or not one.paid:
        return one.granted * part
    return one.granted * part / one.paid if payment.pays else Fraction()


def _code(one: CareLine, payment: Payment, giver: Giver, cut: Cut) -> str:
    match cut:
        case Cut.LAW:
            return payment.law
        case Cut.POT:
            return payment.pot
        case Cut.PROVIDER:
            return giver.provider_id
        case Cut.PLACE:
            return one.place_id
        case _:
            return str(getattr(one, cut.value))
