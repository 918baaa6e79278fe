"""A good row of every ledger, task and score template, with something changed."""

from collections.abc import Callable
from typing import Any

from tests.support.workbooks import Row, credit_code, day


def project(number: int = 1, **changes: Any) -> Row:
    """One good row of S6: a new project under construction that complies."""
    return {
        "project_code": f"P{number:03d}",
        "project": f"测试项目{number}",
        "credit_code": credit_code(number),
        "enterprise": f"测试企业{number}",
        "kind": "在建",
        "nature": "新建",
        "region": "柳北区",
        "sector": "C31",
        "unit_energy": 100.0,
        "energy_unit": "千克标准煤/吨",
        "required_level": 100.0,
        "access_level": 120.0,
        "disposal": "保留",
        "state": "在列",
        "listed_on": day("2024-01-10"),
        "energy_tce": 60000.0,
        "saturated": "否",
    } | changes


def retrofit(number: int = 1, **changes: Any) -> Row:
    """One good row of S7: done on the very day it was due."""
    return {
        "credit_code": credit_code(number),
        "enterprise": f"测试企业{number}",
        "unit_code": f"U{number}",
        "unit_name": "测试窑炉",
        "region": "柳北区",
        "sector": "C30",
        "current_level": 130.0,
        "baseline_level": 117.0,
        "listed_on": day("2023-06-01"),
        "planned_on": day("2024-06-30"),
        "finished_on": day("2024-06-30"),
        "disposal": "改造",
    } | changes


def park(number: int = 1, **changes: Any) -> Row:
    """One good row of S13: a park of regional rank, accepted."""
    return {
        "park": f"测试园区{number}",
        "level": "自治区级",
        "region": "柳江区",
        "approved_on": day("2022-03-01"),
        "started_on": day("2022-05-01"),
        "accepted_on": day("2024-12-31"),
        "acceptance_document": "测验〔2024〕1号",
    } | changes


def inspection(number: int = 1, **changes: Any) -> Row:
    """One good row of S14: inspected, ordered, re-inspected and closed in time."""
    return {
        "plan_number": f"JC-{number}",
        "credit_code": credit_code(number),
        "enterprise": f"测试企业{number}",
        "region": "鹿寨县",
        "sector": "C26",
        "campaign": "测试专项",
        "planned_on": day("2024-03-31"),
        "inspected_on": day("2024-03-20"),
        "problem_number": "1",
        "problem": "测试问题",
        "ordered_on": day("2024-03-25"),
        "rectify_by": day("2024-06-30"),
        "reinspected_on": day("2024-06-28"),
        "closed_on": day("2024-06-30"),
    } | changes


def task(number: str = "二(一)1", department: str = "市工业和信息化局", **changes: Any) -> Row:
    """One good row of S15."""
    return {
        "period": "2025年四季度",
        "task": number,
        "department": department,
        "progress_share": 80.0,
        "state": "推进中",
        "progress": "测试进展",
        "evidence": "测试佐证",
        "due_on": day("2026-06-30"),
    } | changes


def enterprise_plan(number: int = 1, **changes: Any) -> Row:
    """One good row of S16: a key enterprise with plan and post."""
    return {
        "credit_code": credit_code(number),
        "enterprise": f"测试企业{number}",
        "region": "柳南区",
        "sector": "C36",
        "key_enterprise": "是",
        "state_owned": "否",
        "plan_needed": "是",
        "plan_made_on": day("2024-05-01"),
        "post_needed": "是",
        "post_filled_on": day("2024-06-01"),
        "posts": 2.0,
        "disclosure_needed": "否",
    } | changes


def judgement(statement: str = "T22", **changes: Any) -> Row:
    """One good row of S17."""
    return {
        "statement": statement,
        "region": "柳州市",
        "sector": "规上工业",
        "judgement": "已达标",
        "figure": 1.0,
        "person": "测试人",
        "judged_on": day("2025-12-20"),
        "evidence": "测试佐证文件",
        "reason": "测试理由",
    } | changes


def front_runner(number: int = 1, industry: str = "钢铁", **changes: Any) -> Row:
    """One good row of S18."""
    return {
        "credit_code": credit_code(number),
        "enterprise": f"测试企业{number}",
        "region": "柳北区",
        "industry": industry,
        "level": "自治区级",
        "award_year": 2024.0,
        "published_on": day("2024-05-31"),
        "valid_until": day("2025-05-31"),
        "document": "测1号",
    } | changes


def score(**changes: Any) -> Row:
    """One good row of S21."""
    return {
        "period": "2025年",
        "region": "柳北区",
        "department": None,
        "score_item": "合计",
        "weight": 100.0,
        "points": 88.5,
        "vetoed": "否",
        "document": "测〔2026〕1号",
    } | changes


def decision(nth: int = 1, /, **changes: Any) -> Row:
    """One good row of S25: decided about 绿色工厂, in hand, not yet due."""
    return {
        "number": f"J{nth:03d}",
        "met_on": day("2026-10-20"),
        "meeting": "测试调度会",
        "statement": "T21",
        "task": None,
        "ledger": None,
        "record": None,
        "region": "柳北区",
        "decision": f"测试决定{nth}",
        "department": "市工业和信息化局",
        "person": "测试人",
        "due_on": day("2026-12-31"),
        "state": "在办",
        "progress": None,
        "moved_on": None,
        "evidence": None,
        "closed_on": None,
        "reason": None,
    } | changes


LEDGERS: dict[str, Callable[..., Row]] = {
    "S6": project,
    "S7": retrofit,
    "S13": park,
    "S14": inspection,
    "S15": task,
    "S16": enterprise_plan,
    "S17": judgement,
    "S18": front_runner,
    "S21": score,
    "S25": decision,
}
