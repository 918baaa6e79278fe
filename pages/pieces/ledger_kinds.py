"""Names the ledgers, what each lists, and the shape and colour of every state a row can be in."""

from dataclasses import dataclass

from data.plan import plan
from data.plan.model import Template
from pages.charts.palette import colour, status_token
from pages.pieces import status
from pages.speech import catalogue, words
from pages.speech.words import say


@dataclass(frozen=True)
class Ledger:
    """One ledger: its workbook, the question that lists it, and the workbook's columns worth a look.

    `lead` names a row, `more` follows its state and dates; a `register` holds titles, which are
    never finished, only in force or not.
    """

    code: str
    template: str
    question: str = ""
    lead: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    register: bool = False

    @property
    def name(self) -> str:
        return say(f"ledgers.name_{self.code}")

    @property
    def sheet(self) -> Template:
        return plan().templates[self.template]

    @property
    def source(self) -> str:
        return f"{self.template} {words.pick(self.sheet.name, self.sheet.name_en)}"

    @property
    def statements(self) -> list[str]:
        """The statements of the plan this ledger answers for."""
        return [code for code, known in plan().statements.items() if self.template in known.templates]

    def rules(self) -> list[str]:
        """The rules in words, with the settings they depend on."""
        settings = {
            "ratio": f"{plan().setting('replacement', 'ratio'):g}",
            "years": f"{plan().setting('front_runners', 'valid_years'):g}",
            "minimum": f"{plan().setting('front_runners', 'minimum_each'):g}",
            "threshold": words.number(plan().setting("online_monitoring", "threshold_tce"), "吨标准煤", 0),
        }
        keys = [f"ledgers.rule_{self.code}_{order}" for order in range(1, 7)]
        return [say(key, **settings) for key in keys if catalogue.known(key)]


TWO_HIGH = (
    "enterprise",
    "nature",
    "product",
    "capacity_ten_thousand_tonnes",
    "energy_tce",
    "unit_energy",
    "energy_unit",
    "required_level",
    "access_level",
    "saturated",
    "new_capacity",
    "replaced_capacity",
    "disposal",
    "listed_on",
    "halted_on",
    "rectify_by",
    "rectified_on",
    "removed_on",
    "energy_review",
    "environment_review",
    "project_code",
)
RETROFIT = (
    "unit_code",
    "current_level",
    "baseline_level",
    "achieved_level",
    "energy_unit",
    "listed_on",
    "planned_on",
    "finished_on",
    "extension_document",
    "extended_to",
    "disposal",
    "retired_on",
)
INSPECTION = (
    "planned_on",
    "inspected_on",
    "problem",
    "order_document",
    "ordered_on",
    "rectify_by",
    "extension_document",
    "extended_to",
    "reinspected_on",
    "closed_on",
    "plan_number",
)
PLANS = (
    "key_enterprise",
    "state_owned",
    "plan_needed",
    "plan_made_on",
    "post_needed",
    "post_filled_on",
    "posts",
    "disclosure_needed",
    "disclosed_on",
    "credit_code",
)
PARKS = ("approved_on", "approval_document", "started_on", "planned_on", "accepted_on", "acceptance_document")
RUNNERS = ("award_year", "published_on", "document", "credit_code")
TITLES = ("batch", "published_on", "withdrawn_on", "document", "credit_code")
LISTS = {
    ledger.code: ledger
    for ledger in (
        Ledger("two_high_projects", "S6", "two_high_projects_list", ("project", "kind"), TWO_HIGH),
        Ledger("retrofit", "S7", "retrofit_list", ("enterprise", "unit_name"), RETROFIT),
        Ledger("inspection", "S14", "inspection_list", ("enterprise", "campaign"), INSPECTION),
        Ledger("circular_parks", "S13", "circular_parks_list", ("park", "level"), (*PARKS, "remark")),
        Ledger(
            "front_runners", "S18", "front_runners_list", ("enterprise", "industry", "level"), RUNNERS, True
        ),
        Ledger("enterprise_plans", "S16", "enterprise_plans_list", ("enterprise",), PLANS),
        Ledger("green", "S5", "green_titles_list", ("enterprise", "kind", "level"), TITLES, True),
    )
}
FIGURES = {
    ledger.code: ledger
    for ledger in (
        Ledger("online_monitoring", "S10", "online_monitoring_members"),
        Ledger("vehicles_and_piles", "S19", "vehicle_classes"),
        Ledger("energy_budget", "S11", "energy_budgets"),
    )
}
LEDGERS = {**LISTS, **FIGURES}


def like(state: str) -> str:
    """The status a state of a ledger row, a task or a sheet looks like; the plan says it, once for all."""
    return next(known.looks_like for known in plan().ledger_states if known.code == state)


def tone(state: str) -> str:
    return status_token(like(state))


def shape(state: str) -> str:
    return plan().statuses[like(state)].shape


def told(state: str, name: str) -> str:
    """Shape and word without colour, for tables."""
    return f"{shape(state)} {name}"


def chip(state: str, name: str) -> str:
    """Shape, word and colour as a small label."""
    return status.mark(shape(state), name, colour(tone(state)), state=state)
