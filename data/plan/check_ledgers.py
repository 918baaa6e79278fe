"""Holds the ledgers against their templates, the settings and the statuses."""

from data.plan.ledger import DAYS, KINDS, Ledger
from data.plan.model import Plan, Template


def of_ledgers(plan: Plan) -> list[str]:
    """Every contradiction in the ledgers' blocks and in the states of rows, tasks and sheets."""
    faults = []
    blocks = [(item.ledger, item) for item in plan.templates.values() if item.ledger is not None]
    for ledger, template in blocks:
        faults += of_block(plan, template, ledger)
    codes = [ledger.code for ledger, _ in blocks]
    faults += [
        f"templates: 台账代码重复 / ledger {code} twice" for code in set(codes) if codes.count(code) > 1
    ]
    return [*faults, *of_states(plan)]


def of_block(plan: Plan, template: Template, ledger: Ledger) -> list[str]:
    """One block: columns that there are, days that are dates, states to be in, rules that can be said."""
    where = f"templates/{template.id} [ledger]"
    known = {column.field for column in template.columns}
    faults = [f"{where}: 列不存在 / unknown column {name}" for name in sorted(ledger.fields - known)]
    if ledger.kind not in KINDS:
        faults.append(f"{where}: 未知种类 / unknown kind {ledger.kind}")
    if ledger.listed and not (ledger.lead and ledger.states):
        faults.append(f"{where}: 无列首或无状态 / nothing leads its rows, or they have no states")
    for name in DAYS:
        column = template.column(getattr(ledger, name))
        if column is not None and column.kind != "date":
            faults.append(f"{where}: {name} 须为日期列 / is no date: {column.field}")
    if len(ledger.rules) != len(ledger.rules_en):
        faults.append(f"{where}: 规则中英文条数不同 / rules differ in number by language")
    for rule in (*ledger.rules, *ledger.rules_en):
        try:
            rule.format(**plan.settings)
        except (KeyError, IndexError, ValueError, TypeError) as fault:
            faults.append(f"{where}: 规则引用的设置不存在 / a rule names no setting: {rule} ({fault!r})")
    return faults


def of_states(plan: Plan) -> list[str]:
    """Each state once in a ledger, with a known look; one word of code looks the same in every ledger."""
    seen = [(state.ledger, state.code) for state in plan.ledger_states]
    faults = [f"ledger states {key}: 重复 / twice" for key in sorted(set(seen)) if seen.count(key) > 1]
    looks: dict[str, str] = {}
    for state in plan.ledger_states:
        where = f"ledger states {state.ledger} {state.code}"
        if state.looks_like not in plan.statuses:
            faults.append(f"{where}: 未知状态 / looks like no status: {state.looks_like}")
        if looks.setdefault(state.code, state.looks_like) != state.looks_like:
            faults.append(f"{where}: 同一状态两种样子 / two looks: {looks[state.code]}, {state.looks_like}")
    return faults
