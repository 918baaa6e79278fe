"""Holds the plan files against each other and collects every contradiction."""

import re
from collections.abc import Iterable

from data.plan.check_ledgers import of_ledgers
from data.plan.checks import against_columns
from data.plan.coded import SCORE_SOURCES, SCORED, Named
from data.plan.grid import grid_faults
from data.plan.lifetimes import is_date, lifetimes
from data.plan.model import (
    COLUMN_KINDS,
    FREQUENCIES,
    ITEMS,
    OWED_BY,
    ROSTERS,
    RULES,
    Column,
    Plan,
    Template,
)

STATEMENT_CODE = re.compile(r"T[0-9]{2}")
ASCII_NAME = re.compile(r"[a-z][a-z0-9_]*")
ROSTER_KEYS = frozenset({"name", "measure", "weighed"})
COMPARISONS = frozenset({"at_least", "above", "at_most", "below", "before"})


def faults_of(plan: Plan) -> list[str]:
    """Every contradiction in the plan, in the order of its files; an empty list when there is none."""
    return [
        *names(plan),
        *statuses(plan),
        *regions(plan),
        *lifetimes(plan),
        *statements(plan),
        *targets(plan),
        *tasks(plan),
        *scoring(plan),
        *calendar(plan),
        *grid_faults(plan),
        *of_ledgers(plan),
        *roles(plan),
        *(fault for template in plan.templates.values() for fault in of_template(plan, template)),
    ]


def names(plan: Plan) -> list[str]:
    """One spelling may mean one thing only, and nothing may lack an English name."""
    faults = []
    lists: dict[str, Iterable[Named]] = {
        "regions": plan.regions.values(),
        "sectors": plan.sectors.values(),
        "emerging": plan.emerging.values(),
        "maturities": plan.maturities.values(),
        "bases": plan.bases.values(),
        "departments": plan.departments.values(),
    }
    for title, items in lists.items():
        owner: dict[str, str] = {}
        for item in items:
            if not item.name_en:
                faults.append(f"{title}.csv {item.code}: 缺英文名 / no English name")
            for spelling in {item.code, item.name, item.short, *item.aliases} - {""}:
                if owner.setdefault(spelling, item.code) != item.code:
                    faults.append(f"{title}.csv: “{spelling}” 既是 {owner[spelling]} 又是 {item.code}")
    return faults


def statuses(plan: Plan) -> list[str]:
    """Good or bad news is an answer, and not both; an answer speaks; the bad news stand first by rank."""
    faults = []
    for code, item in plan.statuses.items():
        where = f"statuses.csv {code}"
        if (item.wanting or item.good) and not item.judged:
            faults.append(f"{where}: 好坏之分须先是结论 / good or bad, but no answer")
        if item.wanting and item.good:
            faults.append(f"{where}: 不能又好又坏 / both good and bad")
        if item.met and not item.good:
            faults.append(f"{where}: 达到即为好消息 / met, but no good news")
        if item.judged and not item.speaks:
            faults.append(f"{where}: 是结论却无数据 / an answer that says nothing")
    order = [item.telling_order for item in plan.statuses.values() if item.judged]
    ranks = [item.rank for item in plan.statuses.values()]
    if sorted(ranks) != ranks or sorted(order, key=lambda one: (one[0], -one[1])) != order:
        faults.append("statuses.csv: 须从坏到好排列 / from the worst to the best, then those without answer")
    return faults


def regions(plan: Plan) -> list[str]:
    """Counties inside one city; zones never summable with them."""
    faults = []
    cities = [code for code, region in plan.regions.items() if region.kind == "city"]
    if len(cities) != 1 or not plan.counties():
        faults.append(f"regions.csv: 应有一个市和它的县区 / one city with counties expected, found {cities}")
    for region in plan.regions.values():
        if region.parent and region.parent not in plan.regions:
            faults.append(f"regions.csv {region.code}: 上级 {region.parent} 不存在 / unknown parent")
        if region.kind == "zone" and region.summable:
            faults.append(f"regions.csv {region.code}: 开发区不得与县区相加 / a zone is never summable")
    for industry in plan.industries.values():
        for sector in set(industry.sectors) - set(plan.sectors):
            faults.append(f"industries.csv {industry.code}: 行业 {sector} 不存在 / unknown sector")
    return faults


def statements(plan: Plan) -> list[str]:
    """Statements in the order of their codes, each with known rule, chapter, tasks and templates."""
    faults = []
    if list(plan.statements) != sorted(plan.statements):
        faults.append(f"indicators.toml: 指标须按编号排列 / not in order {list(plan.statements)}")
    for item in plan.statements.values():
        where = f"indicators.toml {item.id}"
        if item.rule not in RULES:
            faults.append(f"{where}: 未知规则 / unknown rule {item.rule}")
        if not STATEMENT_CODE.fullmatch(item.id):
            faults.append(f"{where}: 编号应为 T 加两位数字 / no statement code")
        if item.roster and (item.roster.get("name") not in ROSTERS or set(item.roster) - ROSTER_KEYS):
            faults.append(f"{where}: 未知的应报名册 / unknown roster {item.roster}")
        if item.items not in ITEMS:
            faults.append(f"{where}: 未知的分项来源 / unknown items {item.items}")
        if item.chapter not in plan.chapters:
            faults.append(f"{where}: 未知章节 / unknown chapter {item.chapter}")
        if item.unit not in plan.units:
            faults.append(f"{where}: 未知单位 / unknown unit {item.unit}")
        if set(item.limits) - {"lowest", "highest"}:
            faults.append(f"{where}: limits 只有 lowest 和 highest / lowest and highest only {item.limits}")
        if item.direction not in (-1, 1):
            faults.append(f"{where}: direction 应为 1 或 -1")
        faults += [
            f"{where}: 任务 {task} 不存在 / unknown task" for task in item.tasks if task not in plan.tasks
        ]
        faults += [
            f"{where}: 部门 {code} 不存在 / unknown department"
            for code in item.departments
            if code not in plan.departments
        ]
        if not item.tasks and not item.departments:
            faults.append(f"{where}: 无责任部门 / nobody answers for it")
        if item.connected:
            faults += [
                f"{where}: 模板 {code} 不存在 / unknown template"
                for code in item.templates
                if code not in plan.templates
            ]
            if not (item.method and item.method_en):
                faults.append(f"{where}: 已接入但无口径说明 / alive without a method text")
        faults += [
            f"{where}: 未知设置 / unknown setting {dotted}"
            for dotted in item.settings
            if dotted.partition(".")[2] not in plan.settings.get(dotted.partition(".")[0], {})
        ]
        if item.base_year and item.due_year and item.base_year >= item.due_year:
            faults.append(f"{where}: 基期不早于到期年 / base year not before due year")
    return faults


def targets(plan: Plan) -> list[str]:
    """Each target belongs to a known statement, region and sector, once, and is due after its base year."""
    faults = []
    seen = set()
    for target in plan.targets:
        where = f"targets.csv {target.statement} {target.region} {target.year}"
        item = plan.statements.get(target.statement)
        if item is None:
            faults.append(f"{where}: 未知指标 / unknown statement")
        if target.region not in plan.regions:
            faults.append(f"{where}: 未知地区 / unknown region")
        if target.comparison not in COMPARISONS:
            faults.append(f"{where}: 未知比较词 / unknown comparison {target.comparison}")
        if not target.source:
            faults.append(f"{where}: 无出处 / no source")
        if target.sector not in plan.sectors:
            faults.append(f"{where}: 未知行业 / unknown sector {target.sector}")
        if target.base_year and target.year and target.year <= target.base_year:
            faults.append(f"{where}: 目标年不晚于基期 / target year not after the base year")
        if not is_date(target.valid_from):
            faults.append(f"{where}: 生效日不是日期 / valid_from is no date {target.valid_from}")
        key = (target.statement, target.region, target.sector, target.year, target.valid_from)
        if key in seen:
            faults.append(f"{where}: 重复 / twice")
        seen.add(key)
    return faults


def scoring(plan: Plan) -> list[str]:
    """Weights that add up to 100 for counties and for departments; known statements, sources and vetoes."""
    faults = []
    for scored in sorted(SCORED):
        total = sum(item.weight for item in plan.scoring.values() if item.scored == scored)
        if abs(total - 100) > 1e-9:
            faults.append(f"scoring.csv {scored}: 权重合计 {total:g}，应为 100 / weights add up to {total:g}")
    for item in plan.scoring.values():
        where = f"scoring.csv {item.code}"
        if item.scored not in SCORED or item.source not in SCORE_SOURCES:
            faults.append(f"{where}: 未知对象或来源 / unknown object or source {item.scored} {item.source}")
        if (item.source == "statement") != (item.statement in plan.statements):
            faults.append(f"{where}: 来源与指标不符 / source and statement disagree {item.statement}")
        if item.weight < 0 or item.cap <= 0:
            faults.append(f"{where}: 权重或上限不合理 / weight or cap out of range")
        faults += [
            f"{where}: 未知状态 / unknown status {code}" for code in item.veto if code not in plan.statuses
        ]
    return faults


def calendar(plan: Plan) -> list[str]:
    """Since when sheets are owed where their template does not say so."""
    day = str(plan.settings.get("calendar", {}).get("owed_from", ""))
    return [] if is_date(day) else [f"settings.toml calendar.owed_from: 不是日期 / is no date {day}"]


def roles(plan: Plan) -> list[str]:
    """Pages, products and item names speak of statements and divisions that there are."""
    faults = [
        f"themes.toml {page}.{role}: 未知指标 / unknown statement {code}"
        for page, known in plan.themes.items()
        for role, code in known.items()
        if code not in plan.statements
    ]
    for product in plan.products.values():
        if product.sector not in plan.sectors:
            faults.append(f"products.csv {product.code}: 未知行业 / unknown sector {product.sector}")
        if product.statement and product.statement not in plan.statements:
            faults.append(f"products.csv {product.code}: 未知指标 / unknown statement {product.statement}")
    faults += [
        f"item_names.csv {item.item}: 未知指标 / unknown statement {item.statement}"
        for item in plan.item_names
        if item.statement not in plan.statements
    ]
    return faults


def tasks(plan: Plan) -> list[str]:
    """36 tasks, each led by a known department."""
    faults = []
    if len(plan.tasks) != 36:
        faults.append(f"tasks.csv: 应有 36 项任务，现有 {len(plan.tasks)} / 36 tasks expected")
    for task in plan.tasks.values():
        if not task.departments:
            faults.append(f"tasks.csv {task.code}: 无责任部门 / no department")
        faults += [
            f"tasks.csv {task.code}: 部门 {code} 不存在 / unknown department"
            for code in task.departments
            if code not in plan.departments
        ]
    return faults


def of_template(plan: Plan, template: Template) -> list[str]:
    """Columns with known kinds, units and default codes; a key made of columns; headings that differ."""
    where = f"templates/{template.id}"
    faults = []
    if template.department not in plan.departments:
        faults.append(f"{where}: 未知部门 / unknown department {template.department}")
    if template.frequency not in FREQUENCIES:
        faults.append(f"{where}: 未知频度 / unknown frequency {template.frequency}")
    if not ASCII_NAME.fullmatch(template.table):
        faults.append(f"{where}: 表名 / table name {template.table}")
    known = {column.field for column in template.columns} | {"enterprise_key"}
    faults += [
        f"{where}: 主键列 {name} 不存在 / unknown key column" for name in template.key if name not in known
    ]
    faults += [
        f"{where}: 列 {name} 不存在 / unknown column"
        for name in (template.item, template.entity, *template.not_enterprises, *template.example)
        if name and name not in known
    ]
    faults += [
        f"{where}: 未知的报送地区 / unknown kind of place {kind}"
        for kind in template.regions_due
        if not plan.places(kind)
    ]
    if template.public and "enterprise" not in known:
        faults.append(f"{where}: public 须有企业列 / public without a column enterprise")
    faults += days_of(where, template)
    kinds = {column.field: column.kind for column in template.columns}
    choices = {c.field: frozenset(choice.code for choice in c.choices) for c in template.columns}
    for item in template.checks:
        faults += against_columns(item, kinds, choices, where)
    owner: dict[str, str] = {}
    for column in template.columns:
        faults += of_column(plan, where, column)
        for heading in (column.heading, *column.aliases):
            if owner.setdefault(heading, column.field) != column.field:
                faults.append(f"{where}: 列名“{heading}”同属 {owner[heading]} 和 {column.field}")
    return faults


def days_of(where: str, template: Template) -> list[str]:
    """Who owes a template since when, and which of its days say how far it speaks."""
    faults = []
    if template.owed_by not in OWED_BY:
        faults.append(f"{where}: owed_by 应为 / should be {sorted(OWED_BY)}: {template.owed_by}")
    if template.owed_by == "departments" and template.column("department") is None:
        faults.append(f"{where}: 按部门报送须有部门列 / owed by departments without a column department")
    if template.owed_from and not is_date(template.owed_from):
        faults.append(f"{where}: owed_from 不是日期 / is no date {template.owed_from}")
    days = {column.field for column in template.columns if column.kind in ("date", "period")}
    faults += [
        f"{where}: speaks_on 列 {name} 不是日期或期间 / is no date or period"
        for name in template.reaching
        if name not in days
    ]
    if template.period is None and template.speaks_on is None:
        faults.append(f"{where}: 没有期间列，须写 speaks_on / without a period it must say speaks_on")
    if template.speaks_until and template.speaks_until not in template.reaching:
        faults.append(f"{where}: speaks_until 须在 speaks_on 中 / must be one of speaks_on")
    return faults


def of_column(plan: Plan, where: str, column: Column) -> list[str]:
    """One column's own contradictions."""
    spot = f"{where} {column.field}"
    faults = []
    if not ASCII_NAME.fullmatch(column.field):
        faults.append(f"{spot}: 字段名须为小写英文 / field names are lower-case ASCII")
    if column.kind not in COLUMN_KINDS:
        faults.append(f"{spot}: 未知类型 / unknown kind {column.kind}")
    if column.unit and column.unit not in plan.units:
        faults.append(f"{spot}: 未知单位 / unknown unit {column.unit}")
    if (column.kind == "choice") != bool(column.choices):
        faults.append(f"{spot}: 只有 choice 列有选项 / choices belong to choice columns")
    if column.minimum is not None and column.maximum is not None and column.minimum > column.maximum:
        faults.append(f"{spot}: 下限大于上限 / minimum above maximum")
    return faults
