"""The costs that went on at a school because a pupil was not there, with the titles and tariffs of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from storage.clock import local_date
from storage.models import CareNeed, Case, Entitlement
from storage.models.casework_codes import TitleState
from storage.models.codes import CareKind, Law
from storage.store import Store
from zorgarrangeur_tui.desk.prices import PriceList
from zorgarrangeur_tui.desk.ticking import TickPage
from zorgarrangeur_tui.domain.cancellation_causes import StandingCostRule, standing_cost_rule
from zorgarrangeur_tui.domain.clock import duration
from zorgarrangeur_tui.domain.standing_costs import CostTitle, StandingCost, scheme_words, standing_costs
from zorgarrangeur_tui.domain.words import short_word, word

_SIX_DAYS = timedelta(days=6)
_NO_PRICE = "geen tarief bekend, alleen minuten"


@dataclass(frozen=True, slots=True)
class CostPage:
    """The costs that went on at a school, in a school year up to and including a week.

    Attributes:
        page: the school, year and week.
        costs: by title.
        rule: the newest scheme.
        today: the day on which it is read.
    """

    page: TickPage
    costs: tuple[StandingCost, ...]
    rule: StandingCostRule
    today: date

    @property
    def minutes(self) -> int:
        """Agreed minus declared minutes of all titles."""
        return sum(cost.minutes for cost in self.costs)

    @property
    def euros(self) -> int | None:
        """What that is worth in whole euros; None when of any of it no tariff is known."""
        worth = [cost.euros for cost in self.costs if cost.minutes]
        return None if not worth or None in worth else sum(one or 0 for one in worth)

    def title_words(self, cost: StandingCost) -> str:
        """Return whose care it is and what sort, such as "Blauwe Otter, Verpleging (Wlz)". It names a child."""
        need = self.page.needs.get(cost.title.need_id)
        pupil = self.page.pupils.get(need.pupil_id) if need else None
        whom = pupil.pseudonym if pupil else "groep of school"
        return f"{whom}, {word(need.kind if need else '', CareKind)} ({short_word(cost.title.law, Law)})"

    @staticmethod
    def amount_words(cost: StandingCost) -> str:
        """Return what is reckoned for a title, and what cannot be reckoned yet, in Dutch."""
        if cost.without_agreement:
            return "niet te berekenen: er is geen afgesproken tijd ingevuld bij de zorgbehoefte"
        parts = []
        if cost.weeks:
            times = "1 week" if len(cost.weeks) == 1 else f"{len(cost.weeks)} weken"
            parts.append(f"{duration(cost.minutes)} in {times}")
            parts.append(euro_words(cost.euros))
        if cost.open_weeks:
            weeks = "1 week is" if cost.open_weeks == 1 else f"{cost.open_weeks} weken zijn"
            parts.append(f"{weeks} nog niet helemaal afgetekend of gedeclareerd")
        return "; ".join(parts)

    @property
    def rule_words(self) -> tuple[str, ...]:
        """The scheme, whether it holds today, and where that comes from."""
        return (
            self.rule.sentence,
            *((held,) if (held := scheme_words(self.rule, self.today)) not in self.rule.sentence else ()),
            f"Bron: {self.rule.source}",
        )


def euro_words(euros: int | None) -> str:
    """Return an amount in whole euros, as an estimate; that no tariff is known when there is none."""
    return _NO_PRICE if euros is None else f"ongeveer € {euros:,}".replace(",", ".")


def cost_page(store: Store, page: TickPage) -> CostPage:
    """Return the costs that went on under the Wlz in the school year of a page."""
    titles = _titles(store, page)
    today = local_date(store.clock)
    rule = standing_cost_rule(Law.LONG_TERM_CARE_ACT, today)
    assert rule is not None, "the app comes with a scheme for the Wlz"
    costs = standing_costs(page.year_care, _title_of(page.needs, titles), _price_of(store, page.needs, titles))
    return CostPage(page, costs, rule, today)


def _titles(store: Store, page: TickPage) -> dict[str, Entitlement]:
    """Return the Wlz titles that were given in the cases of a school, by id."""
    cases = select(Case.id).where(Case.school_id == page.school.id, col(Case.deleted).is_(False))
    asked = select(Entitlement).where(
        Entitlement.law == Law.LONG_TERM_CARE_ACT,
        Entitlement.state == TitleState.PRESENT,
        col(Entitlement.case_id).in_(cases),
        col(Entitlement.deleted).is_(False),
    )
    with store.read() as session:
        return {title.id: title for title in session.exec(asked)}


def _title_of(
    needs: Mapping[str, CareNeed], titles: Mapping[str, Entitlement]
) -> Callable[[str, date], CostTitle | None]:
    """Return how to find the title of a need: one for that need goes before one for all care of the child."""
    own: dict[str, list[Entitlement]] = defaultdict(list)
    for title in sorted(titles.values(), key=lambda one: one.id):
        own[title.need_id or title.pupil_id].append(title)

    def found(need_id: str, monday: date) -> CostTitle | None:
        need = needs.get(need_id)
        if need is None:
            return None
        candidates = [*own[need.id], *(own[need.pupil_id] if need.pupil_id else ())]
        title = next((one for one in candidates if _holds_in_week(one, monday)), None)
        return CostTitle(title.id, need.id, title.law) if title else None

    return found


def _holds_in_week(title: Entitlement, monday: date) -> bool:
    begun = title.starts_on is None or title.starts_on <= monday + _SIX_DAYS
    return begun and (title.ends_on is None or monday <= title.ends_on)


def _price_of(
    store: Store, needs: Mapping[str, CareNeed], titles: Mapping[str, Entitlement]
) -> Callable[[CostTitle, date], int | None]:
    """Return how to find what an hour costs: only when the tariffs that fit best are all of one amount."""
    lists: dict[date, PriceList] = {}

    def price(title: CostTitle, monday: date) -> int | None:
        need = needs[title.need_id]
        if monday not in lists:
            lists[monday] = PriceList(store, monday)
        return lists[monday].hour(
            law=title.law, care_kind=need.kind, form=need.form, delivery_form=titles[title.id].delivery_form
        )

    return price
