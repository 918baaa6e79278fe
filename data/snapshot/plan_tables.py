"""Writes the promise into a snapshot as it stood when the snapshot was made."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from data.plan import Plan, Statement
from data.plan.coded import FIRST_YEAR, LAST_YEAR
from data.plan.grid import PER_10K_KWH, chosen_factor
from data.plan.model import Named
from data.snapshot.ledgers import RULES
from data.snapshot.statements import statement

MACROS = (
    "sql/constants.sql",
    "sql/formulas.sql",
    "sql/enterprise_words.sql",
    RULES,
)  # the rules look at the settings
STATEMENT = (
    "name",
    "name_en",
    "chapter",
    "section",
    "rule",
    "unit",
    "direction",
    "base_year",
    "due_year",
    "decimals",
    "connected",
    "binds_everybody",
    "of_the_city",
    "standing",
    "lists_all",
    "counts_parts",
    "items",
    "published_as",
    "boundary",
    "boundary_en",
    "method",
    "method_en",
)


def put(database: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """A table from rows that all have the same keys."""
    database.from_arrow(pa.Table.from_pylist(rows)).create(table)


def rows(items: Iterable[object], names: str) -> list[dict[str, Any]]:
    """The named attributes of every item, with its place in the plan's order as `ordinal`."""
    return [
        {name: getattr(item, name) for name in names.split()} | {"ordinal": number}
        for number, item in enumerate(items)
    ]


def plan_tables(database: duckdb.DuckDBPyConnection, known: Plan, day: datetime.date) -> None:
    """The promise as of a day: codes SQL speaks of, coded lists, settings, statements, tasks, templates."""
    setting_table(database, known)
    for macros in MACROS:
        database.execute(statement(macros))
    coded: dict[str, tuple[Mapping[str, Named], str]] = {
        "plan_regions": (known.regions, "code name short name_en kind parent summable first_year last_year"),
        "plan_sectors": (known.sectors, "code name short name_en"),
        "plan_emerging": (known.emerging, "code name name_en"),
        "plan_statuses": (known.statuses, "code name name_en shape rank judged wanting good met speaks"),
        "plan_grades": (known.grades, "code name name_en letter rank"),
        "plan_maturities": (known.maturities, "code name name_en rank"),
        "plan_departments": (known.departments, "code name name_en short several"),
        "plan_products": (known.products, "code name name_en sector statement"),
    }
    for table, (items, names) in coded.items():
        put(database, table, rows(items.values(), names))
    industries = [
        {"code": item.code, "name": item.name, "name_en": item.name_en, "sector": sector, "task": item.task}
        | {"ordinal": number}
        for number, item in enumerate(known.industries.values())
        for sector in item.sectors
    ]
    put(database, "plan_industries", industries)
    county_years = [
        {"region": code, "parent": known.regions[code].parent, "year": year, "counties": len(counties)}
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for counties in [known.counties(year)]
        for code in counties
    ]
    put(database, "plan_county_years", county_years)
    heirs = [{"department": code, "heir": known.heir(code, day)} for code in known.departments]
    put(database, "plan_heirs", heirs)
    promise_tables(database, known, day)
    template_list_tables(database, known, day)
    factor_tables(database, known)


def setting_table(database: duckdb.DuckDBPyConnection, known: Plan) -> None:
    """Every setting: a number as `value`, a word as `text`, a list as one row a word."""
    settings = [
        {"section": section, "name": name, "value": None, "text": one}
        if isinstance(one, str)
        else {"section": section, "name": name, "value": float(one), "text": None}
        for section, block in known.settings.items()
        for name, value in block.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    put(database, "plan_settings", settings)


def statement_row(known: Plan, item: Statement, ordinal: int, day: datetime.date) -> dict[str, Any]:
    """One statement with the names that its codes stand for."""
    chapter = known.chapters[item.chapter]
    return {
        "statement": item.id,
        "ordinal": ordinal,
        "chapter_name": chapter.name,
        "chapter_name_en": chapter.name_en,
        "unit_en": known.units[item.unit].name_en,
        "path_from": item.path_start,
        "lead_department": known.departments_of(item.id, day)[0],
    } | {name: getattr(item, name) for name in STATEMENT}


def promise_tables(database: duckdb.DuckDBPyConnection, known: Plan, day: datetime.date) -> None:
    """Statements, who answers for them, what they are computed from, their targets; tasks."""
    ordered = enumerate(known.statements.values(), 1)
    put(database, "plan_statements", [statement_row(known, item, number, day) for number, item in ordered])
    answering = [
        {"statement": code, "department": department, "lead": number == 0}
        for code in known.statements
        for number, department in enumerate(known.departments_of(code, day))
    ]
    put(database, "plan_statement_departments", answering)
    sources = [
        {"statement": item.id, "template": template}
        for item in known.statements.values()
        for template in item.templates
    ]
    put(database, "plan_statement_sources", sources)
    rosters = [
        {
            "statement": item.id,
            "roster": item.roster["name"],
            "measure": item.roster.get("measure"),
            "weighed": item.roster.get("weighed", True),
        }
        for item in known.statements.values()
        if item.roster
    ]
    put(database, "plan_rosters", rosters)
    put(
        database,
        "plan_targets",
        rows(
            known.targets,
            "statement region sector base_year base_value year value comparison source valid_from",
        ),
    )
    named = rows(known.tasks.values(), "name name_en")
    put(
        database,
        "plan_tasks",
        [{"task": item.code} | row for item, row in zip(known.tasks.values(), named, strict=True)],
    )
    duties = [
        {"task": item.code, "department": department, "lead": number == 0}
        for item in known.tasks.values()
        for number, department in enumerate(known.answering(item.departments, day))
    ]
    put(database, "plan_task_departments", duties)
    serving = [
        {"statement": item.id, "task": task} for item in known.statements.values() for task in item.tasks
    ]
    put(database, "plan_statement_tasks", serving)
    roles = [
        {"role": f"{page}.{role}", "statement": code}
        for page, known_roles in known.themes.items()
        for role, code in known_roles.items()
    ]
    put(database, "plan_roles", roles)
    put(database, "plan_item_names", rows(known.item_names, "statement item name name_en"))
    duty_tables(database, known)


def duty_tables(database: duckdb.DuckDBPyConnection, known: Plan) -> None:
    """How counties and departments are scored, and the ledgers."""
    scoring = rows(known.scoring.values(), "scored name name_en source statement weight cap")
    vetoes = [{"item": item.code, "veto": "|".join(item.veto)} for item in known.scoring.values()]
    put(database, "plan_scoring", [row | veto for row, veto in zip(scoring, vetoes, strict=True)])
    database.sql(statement("scoring/plan_score_items.sql")).create("plan_score_items")
    ledger_list_tables(database, known)


def ledger_list_tables(database: duckdb.DuckDBPyConnection, known: Plan) -> None:
    """The ledgers, and the words for the states of their rows."""
    ledgers = [(item, item.ledger) for item in known.ledgers.values() if item.ledger]
    put(
        database,
        "plan_ledgers",
        [
            {"ledger": ledger.code, "template": item.id} | row
            for (item, ledger), row in zip(
                ledgers,
                rows((ledger for _, ledger in ledgers), "name name_en kind listed newest_first"),
                strict=True,
            )
        ],
    )
    states = rows(known.ledger_states, "ledger name name_en open in_force looks_like")
    codes = [{"state": item.code} for item in known.ledger_states]
    put(database, "plan_ledger_states", [row | code for row, code in zip(states, codes, strict=True)])


def template_list_tables(database: duckdb.DuckDBPyConnection, known: Plan, day: datetime.date) -> None:
    """Templates, when they are due, from where, and the headings of their columns."""
    templates = [
        {
            "template": item.id,
            "table_name": item.table,
            "name": item.name,
            "name_en": item.name_en,
            "department": known.heir(item.department, day),
            "frequency": item.frequency,
            "due_day": item.due_day,
            "due_month": item.due_month,
            "owed_by": item.owed_by,
            "owed_from": known.owed_from(item.id),
            "by_period": item.period is not None,
            "speaks_until": item.speaks_until,
        }
        for item in known.templates.values()
    ]
    put(database, "plan_templates", templates)
    owing = [
        {"template": item.id, "region": region}
        for item in known.templates.values()
        for region in known.owing(item.id)
    ]
    put(database, "plan_template_regions", owing)
    columns = [
        {"template": item.id} | row
        for item in known.templates.values()
        for row in rows(item.columns, "field heading heading_en unit kind")
    ]
    put(database, "plan_template_columns", columns)
    choices = [
        {"template": item.id, "field": column.field} | row
        for item in known.templates.values()
        for column in item.columns
        for row in rows(column.choices, "code name name_en")
    ]
    put(database, "plan_choices", choices)


def factor_tables(database: duckdb.DuckDBPyConnection, known: Plan) -> None:
    """Energy varieties with their reference coefficients, fuel and grid factors: what CO2 is derived from."""

    fuels = {row["fuel"]: float(row["factor_tco2_per_unit"]) for row in known.factors["co2_fuels"]}
    put(
        database,
        "plan_energies",
        [
            {
                "code": e["code"],
                "name": e["name"],
                "name_en": e["name_en"],
                "unit": e["unit"],
                "coal": e["coal"] == "1",
                "fossil": e["fossil"] == "1",
                "non_fossil": e["non_fossil"] == "1",
                "reference_calorific": known.coefficient(e["code"], "calorific"),
                "reference_equivalent": known.coefficient(e["code"], "equivalent"),
                "co2_by": e["co2_by"],
                "co2_factor": fuels.get(e["co2_fuel"]),
                "ordinal": n,
            }
            for n, e in enumerate(known.factors["energies"])
        ],
    )
    put(
        database,
        "plan_grid_factors",
        [
            {
                "year": int(g["year"]),
                "scope": g["scope"],
                "region": g["region"],
                "tco2_per_10k_kwh": PER_10K_KWH * float(g["kgco2_per_kwh"]),
                "source": g["source"],
            }
            for g in known.factors["grid_electricity"]
        ],
    )
    put(database, "plan_grid_choice", [asdict(chosen_factor(known))])
