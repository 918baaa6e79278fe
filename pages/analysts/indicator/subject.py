"""Holds what one page is about: a statement at a period in a place, and what may be asked of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data.plan import TOTAL, Statement, plan
from pages.analysts.indicator.figure import Figure
from pages.frame.visit import Visit
from pages.pieces import cards, trends
from queries.energy.intensity_drivers import IntensityDrivers, intensity_drivers, place_drivers
from queries.progress.outlook_band import outlook_band
from queries.progress.second_opinion import second_opinion
from queries.question import Row, Rows

WHERE = ("region", "sector", "basis")
FEWEST = 3  # a line of fewer points is no line
MEMBERS = {  # by series: the question that names everybody a coverage expects
    "project_efficiency": "members_project_efficiency",
    "projects_halted": "members_projects_halted",
    "capacity_replaced": "members_capacity_replaced",
    "retrofits_in_time": "members_retrofits_in_time",
    "inspections_closed": "members_inspections_closed",
    "online_monitoring": "members_online_monitoring",
    "parks_converted": "members_parks_converted",
    "plans_and_posts": "members_plans_and_posts",
    "process_tier": "members_process_tier",
    "county_targets": "members_county_targets",
}


@dataclass(frozen=True)
class Subject:
    """`judged` is the row of the period looked at, `rows` every period in this place, `card` what it says."""

    visit: Visit
    figure: Figure
    card: cards.Card
    judged: Row
    rows: Rows

    @property
    def statement(self) -> Statement:
        return self.figure.statement

    @property
    def whole(self) -> bool:
        """Whether all sectors together are looked at."""
        return self.visit.chosen.sector == TOTAL

    @property
    def known(self) -> dict[str, str]:
        """Statement and period, as the questions take them."""
        return {"statement": self.statement.id, "period": self.figure.period}

    @cached_property
    def until_now(self) -> list[Row]:
        """Every period up to the one looked at that is counted from the same base and has a number."""
        rows = trends.of_one_base(self.statement, self.rows, self.figure.period)
        upto = [row["period"] for row in rows].index(self.figure.period) + 1
        return [row for row in rows[:upto] if row["value"] is not None]

    @cached_property
    def points(self) -> list[Row]:
        """Of these the whole years and the period itself: what a line over the years is drawn through."""
        return [row for row in self.until_now if row["month"] == 12 or row["period"] == self.figure.period]

    @property
    def drawn(self) -> bool:
        """Whether there are enough points for a line."""
        return len(self.points) >= FEWEST

    @cached_property
    def before(self) -> Row | None:
        """The same months of the year before, where they have a number."""
        return next(
            (
                row
                for row in self.rows
                if (row["year"], row["month"]) == (self.judged["year"] - 1, self.judged["month"])
                and row["value"] is not None
            ),
            None,
        )

    @cached_property
    def year_end(self) -> Row | None:
        """The newest whole year before the period."""
        ended = [row for row in self.rows if row["month"] == 12 and row["as_of"] < self.judged["as_of"]]
        return ended[-1] if ended else None

    @cached_property
    def parts(self) -> Rows:
        """The parts of the statement in this place at this period."""
        place = self.visit.chosen.region
        return self.visit.ask("item_progress_by_indicator", **self.known, region=place, sector=TOTAL)

    @cached_property
    def parts_so_far(self) -> Rows:
        """The parts in this place over the years, as far as the period looked at."""
        place, until = self.visit.chosen.region, self.figure.period
        every = self.visit.ask("item_progress_by_indicator", statement=self.statement.id, region=place)
        now = (self.judged["year"], self.judged["month"])
        return every.kept(
            lambda row: (
                row["sector"] == TOTAL
                and (row["year"], row["month"]) <= now
                and (row["month"] == 12 or row["period"] == until)
            )
        )

    @cached_property
    def places(self) -> Rows:
        """The city, its counties and zones at this period."""
        return self.visit.ask("indicator_regions", **self.visit.given("sector", "basis"), **self.known)

    @cached_property
    def sectors(self) -> Rows:
        """The sectors of the place at this period; none of a statement that is told of the whole only."""
        if len(self.visit.ask("sectors_known", statement=self.statement.id)) < 2:
            return Rows(())
        return self.visit.ask("indicator_sectors", **self.visit.given("region", "basis"), **self.known)

    @cached_property
    def drivers(self) -> IntensityDrivers | None:
        """What made the reduction of the energy intensity, all sectors together; None of other numbers."""
        base = self.judged["base_year"]
        if self.statement.id != plan().role("energy.intensity") or not self.whole or base is None:
            return None
        given = {**self.visit.given("region", "basis"), "snapshot": self.visit.snapshot}
        return intensity_drivers(int(base), self.figure.period, **given)

    @cached_property
    def place_drivers(self) -> IntensityDrivers | None:
        """The same by the counties of the city; None of one of them."""
        if self.drivers is None or not self.visit.everywhere:
            return None
        given = {**self.visit.given("basis"), "snapshot": self.visit.snapshot}
        return place_drivers(int(self.judged["base_year"]), self.figure.period, **given)

    @cached_property
    def path(self) -> Rows:
        """What was required at the end of each year."""
        given: dict[str, Any] = {"due_year": self.judged["due_year"], **self.visit.given(*WHERE)}
        return self.visit.ask("required_path", statement=self.statement.id, **given)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What the outlook and the second opinion want to know of the statement in this place."""
        own = {"rule": self.statement.rule, "direction": self.statement.direction}
        return {**self.visit.given(*WHERE), **own, "snapshot": self.visit.snapshot}

    @cached_property
    def band(self) -> list[Row]:
        """Where the simple methods lead from the newest period, or from the one that is chosen."""
        if self.statement.counts_parts:
            return []
        newest = self.figure.period if self.visit.chosen.period else self.rows[-1]["period"]
        return outlook_band(self.statement.id, **self.asked, period=newest, trend=self.rows)

    @cached_property
    def second(self) -> Row | None:
        """The second opinion at the period; None where it cannot be told."""
        if self.statement.counts_parts:
            return None
        return second_opinion(self.statement.id, **self.asked, period=self.figure.period, trend=self.rows)

    @cached_property
    def members(self) -> Rows:
        """Everybody a coverage expects, by name; none where no question names them."""
        question = MEMBERS.get(self.statement.series)
        if question is None:
            return Rows()
        given = {"as_of": self.judged["as_of"], **self.visit.given("region")}
        if question not in PLACES_ONLY:
            given |= self.visit.given("sector")
        return self.visit.ask(question, **given)

    @property
    def binding(self) -> list[Row]:
        """Counties and zones that are held to a target at this period."""
        words = plan().statuses
        return [
            row
            for row in self.places
            if row["region_kind"] != "city" and words[row["status"]].judged and row["value"] is not None
        ]


PLACES_ONLY = ("members_county_targets", "members_process_tier")  # asked without a sector
