"""Reads the plan files into their shapes; refuses unknown keys by naming them all."""

import csv
import tomllib
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from data.plan.checks import checks
from data.plan.coded import (
    Department,
    Industry,
    ItemName,
    Named,
    Product,
    Region,
    ScoreItem,
    Sector,
    Target,
    Task,
    Unit,
)
from data.plan.ledger import PLAIN, Ledger, LedgerState
from data.plan.model import (
    TOTAL,
    Column,
    Grade,
    Maturity,
    Plan,
    PlanError,
    Statement,
    Status,
    Template,
)

HERE = Path(__file__).resolve().parent


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file of the plan."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(text: str) -> tuple[str, ...]:
    """The parts of a `|`-separated cell."""
    return tuple(part for part in text.split("|") if part)


def dated(row: dict[str, str]) -> dict[str, Any]:
    """The columns of lists whose members come and go."""
    return named(row) | {name: row[name] for name in ("valid_from", "valid_to", "successor")}


def named(row: dict[str, str]) -> dict[str, Any]:
    """The columns every coded list shares."""
    return {
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"],
        "aliases": split(row.get("aliases", "")),
        "short": row.get("short", ""),
        "short_en": row.get("short_en") or "",
    }


Coded = TypeVar("Coded", bound=Named)


def by_code(items: list[Coded]) -> dict[str, Coded]:
    """Items keyed by code; a code used twice is a fault."""
    found = {item.code: item for item in items}
    if len(found) != len(items):
        codes = [item.code for item in items]
        raise PlanError(
            [f"代码重复 / duplicate code {code}" for code in sorted(set(codes)) if codes.count(code) > 1]
        )
    return found


def build(shape: type[Any], block: dict[str, Any], where: str, faults: list[str]) -> Any:
    """A dataclass from a TOML block; lists become tuples, unknown and missing keys become faults."""
    known = {item.name: item for item in fields(shape)}
    unknown = sorted(set(block) - set(known))
    missing = sorted(
        name
        for name, item in known.items()
        if name not in block and item.default is MISSING and item.default_factory is MISSING
    )
    if unknown or missing:
        faults.append(f"{where}: 多余的键 / unknown {unknown}, 缺少的键 / missing {missing}")
        return None
    return shape(**{key: tuple(value) if isinstance(value, list) else value for key, value in block.items()})


def column(
    block: dict[str, Any], lists: dict[str, list[Named]], where: str, faults: list[str]
) -> Column | None:
    """One column of a template, its choices as coded names: its own, or those of a list of the plan."""
    own = [
        Named(item["code"], item["name"], item["name_en"], tuple(item.get("aliases", ())))
        for item in block.get("choices", ())
    ]
    source = block.get("choices_from", "")
    if source and source not in lists:
        faults.append(f"{where}: 没有这个选项表 / no such list of choices: {source}")
    kept = {key: value for key, value in block.items() if key != "choices_from"}
    made: Column | None = build(Column, {**kept, "choices": own or lists.get(source, [])}, where, faults)
    return made


def choice_lists(folder: Path, statements: list[dict[str, Any]]) -> dict[str, list[Named]]:
    """The lists of the plan that a template's column may offer as choices."""
    return {
        "products": [Named(**named(r)) for r in rows(folder / "products.csv")],
        "energies": [Named(**named(r)) for r in rows(folder / "factors" / "energies.csv")],
        "statements": [Named(s["id"], s["name"], s["name_en"]) for s in statements],
        "tasks": [
            Named(r["task"], r["task"], r["name_en"], (r["name"], f"{r['task']} {r['name']}"))
            for r in rows(folder / "tasks.csv")
        ],
        "departments": [Named(**named(r)) for r in rows(folder / "departments.csv")],
        "narratives": [
            Named(s["id"], f"{s['id']} {s['name']}", s["name_en"], (s["name"],))
            for s in statements
            if s.get("rule") == "narrative"
        ],
        "judgements": [Named(**named(r)) for r in rows(folder / "statuses.csv") if r["chosen"] == "1"],
        "scoring": [
            Named(TOTAL, "合计", "Total", ("总分",)),
            *(Named(**named(r)) for r in rows(folder / "scoring.csv")),
        ],
    }


def templates(folder: Path, lists: dict[str, list[Named]], faults: list[str]) -> dict[str, Template]:
    """Every template file, keyed by id, in the order S0, S1, S2 …"""
    found: dict[str, Template] = {}
    plain = states(folder.parent)
    files = sorted(folder.glob("*.toml"), key=lambda item: int(item.name.split("_")[0][1:]))
    blocks = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}
    ledgers = [block["ledger"] for block in blocks.values() if "ledger" in block]
    known = lists | {"ledgers": [Named(one["code"], one["name"], one["name_en"]) for one in ledgers]}
    for path, block in blocks.items():
        columns = [
            column(item, known, f"{path.name} {item.get('field')}", faults)
            for item in block.pop("columns", [])
        ]
        block["checks"] = checks(block.pop("checks", []), path.name, faults)
        if "ledger" in block:
            block["ledger"] = ledger(block["ledger"], plain, f"{path.name} [ledger]", faults)
        made = build(Template, {**block, "columns": [item for item in columns if item]}, path.name, faults)
        if made:
            if made.id in found:
                faults.append(f"{path.name}: 模板编号重复 / template {made.id} twice")
            found[made.id] = made
    return found


def statements(blocks: list[dict[str, Any]], faults: list[str]) -> dict[str, Statement]:
    """Every measurable statement, keyed by id."""
    made = [build(Statement, block, f"indicators.toml {block.get('id')}", faults) for block in blocks]
    return {item.id: item for item in made if item}


def targets(folder: Path) -> tuple[Target, ...]:
    """Every promised number."""
    return tuple(
        Target(
            row["statement"],
            row["region"],
            row["sector"],
            int(row["base_year"]) if row["base_year"] else None,
            float(row["base_value"]) if row["base_value"] else None,
            int(row["year"]) if row["year"] else None,
            float(row["value"]),
            row["comparison"],
            row["source"],
            row["valid_from"],
            row.get("source_en") or "",
        )
        for row in rows(folder / "targets.csv")
    )


def score_items(folder: Path) -> dict[str, ScoreItem]:
    """What counties and departments are scored by."""
    return by_code(
        [
            ScoreItem(
                **named(r),
                scored=r["scored"],
                source=r["source"],
                statement=r["statement"],
                weight=float(r["weight"]),
                cap=float(r["cap"]),
                veto=split(r["veto"]),
            )
            for r in rows(folder / "scoring.csv")
        ]
    )


def states(folder: Path) -> tuple[LedgerState, ...]:
    """The states that belong to no template of their own: of tasks, sheets, tiers, the plain rule."""
    return tuple(
        LedgerState(
            r["code"],
            r["name"],
            r["name_en"],
            ledger=r["ledger"],
            open=r["open"] == "1",
            looks_like=r["looks_like"],
        )
        for r in rows(folder / "ledger_states.csv")
    )


def ledger(
    block: dict[str, Any], plain: tuple[LedgerState, ...], where: str, faults: list[str]
) -> Ledger | None:
    """The `[ledger]` block of a template; without states of its own it has those of the plain rule."""
    code = block.get("code", "")
    own = [
        build(LedgerState, {**item, "ledger": code}, f"{where} {item.get('code')}", faults)
        for item in block.get("states", ())
    ]
    if not own and block.get("kind") != "figures" and block.get("rule", PLAIN) == PLAIN:
        own = [replace(state, ledger=code) for state in plain if state.ledger == PLAIN]
    whole = {"naming": block.get("lead", [])[:1], **block, "states": [state for state in own if state]}
    made: Ledger | None = build(Ledger, whole, where, faults)
    return made


def load(folder: Path = HERE) -> Plan:
    """The plan of a folder, not yet checked against itself.

    Raises PlanError when a block has unknown or missing keys.
    """
    faults: list[str] = []
    book = tomllib.loads((folder / "indicators.toml").read_text(encoding="utf-8"))
    made = Plan(
        regions=by_code(
            [
                Region(
                    **dated(r),
                    kind=r["kind"],
                    parent=r["parent"],
                    summable=r["summable"] == "1",
                    administered_by=r["administered_by"],
                )
                for r in rows(folder / "regions.csv")
            ]
        ),
        sectors=by_code([Sector(**named(r), section=r["section"]) for r in rows(folder / "sectors.csv")]),
        industries=by_code(
            [
                Industry(**named(r), sectors=split(r["sectors"]), task=r["task"])
                for r in rows(folder / "industries.csv")
            ]
        ),
        emerging=by_code([Named(**named(r)) for r in rows(folder / "emerging.csv")]),
        units={
            r["unit"]: Unit(
                r["unit"], r["name_en"], r["dimension"], float(r["factor"] or 1), split(r["aliases"])
            )
            for r in rows(folder / "units.csv")
        },
        statuses=by_code(
            [
                Status(
                    **named(r),
                    shape=r["shape"],
                    colour_light=r["colour_light"],
                    colour_dark=r["colour_dark"],
                    rank=int(r["rank"]),
                    judged=r["judged"] == "1",
                    wanting=r["wanting"] == "1",
                    good=r["good"] == "1",
                    met=r["met"] == "1",
                    speaks=r["speaks"] == "1",
                    chosen=r["chosen"] == "1",
                    absent=r["absent"] == "1",
                )
                for r in rows(folder / "statuses.csv")
            ]
        ),
        grades=by_code(
            [
                Grade(
                    **named(r), letter=r["letter"], rank=int(r["rank"]), publishable=r["publishable"] == "1"
                )
                for r in rows(folder / "grades.csv")
            ]
        ),
        maturities=by_code(
            [Maturity(**named(r), rank=int(r["rank"])) for r in rows(folder / "maturities.csv")]
        ),
        bases=by_code([Named(**named(r)) for r in rows(folder / "bases.csv")]),
        departments=by_code(
            [
                Department(**dated(r), in_plan=r["in_plan"] == "1", several=r["several"] == "1")
                for r in rows(folder / "departments.csv")
            ]
        ),
        tasks=by_code(
            [
                Task(r["task"], r["name"], r["name_en"], departments=split(r["departments"]))
                for r in rows(folder / "tasks.csv")
            ]
        ),
        chapters=by_code([Named(item["code"], item["name"], item["name_en"]) for item in book["chapters"]]),
        statements=statements(book["statements"], faults),
        targets=targets(folder),
        templates=templates(folder / "templates", choice_lists(folder, book["statements"]), faults),
        settings=tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8")),
        factors={path.stem: tuple(rows(path)) for path in sorted((folder / "factors").glob("*.csv"))},
        scoring=score_items(folder),
        other_states=states(folder),
        products=by_code(
            [
                Product(**named(r), sector=r["sector"], statement=r["statement"])
                for r in rows(folder / "products.csv")
            ]
        ),
        item_names=tuple(ItemName(**r) for r in rows(folder / "item_names.csv")),
        themes=tomllib.loads((folder / "themes.toml").read_text(encoding="utf-8")),
    )
    if faults:
        raise PlanError(faults)
    return made
