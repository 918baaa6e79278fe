"""Demonstration of what two meetings decided, and what had become of the first one's by the second."""

import datetime

from data.samples.demo_ledgers import Row

day = datetime.date.fromisoformat

HALF_YEAR: Row = {"met_on": day("2026-07-10"), "meeting": "演示：上半年工业碳达峰调度会"}
THIRD_QUARTER: Row = {"met_on": day("2026-09-29"), "meeting": "演示：三季度工业碳达峰调度会"}
FIRST: list[Row] = [
    {
        **HALF_YEAR,
        "number": "YS-JD-2026-01",
        "statement": "T21",
        "decision": "演示：逐家核实被移出名单的绿色工厂，提出补报名单",
        "department": "市工业和信息化局",
        "person": "演示联系人甲",
        "due_on": day("2026-08-31"),
    },
    {
        **HALF_YEAR,
        "number": "YS-JD-2026-02",
        "statement": "T16",
        "decision": "演示：逐装置排出限期改造时间表，逾期的说明原因",
        "department": "市发展改革委",
        "person": "演示联系人乙",
        "due_on": day("2026-09-30"),
    },
    {
        **HALF_YEAR,
        "number": "YS-JD-2026-03",
        "ledger": "两高项目",
        "record": "演示项目13（虚构）",
        "region": "柳江区",
        "decision": "演示：对逾期未整改项目挂牌督办，9月15日前报整改结果",
        "department": "市生态环境局",
        "person": "演示联系人丙",
        "due_on": day("2026-09-15"),
    },
    {
        **HALF_YEAR,
        "number": "YS-JD-2026-04",
        "task": "二(二)1",
        "decision": "演示：另行编制用能结构调整专项方案",
        "department": "市发展改革委",
        "person": "演示联系人乙",
        "due_on": day("2026-12-31"),
    },
]
CAME_OF_IT: list[Row] = [
    {
        **FIRST[0],
        "state": "办结",
        "progress": "演示：已逐家核实，补报名单已报送",
        "moved_on": day("2026-08-28"),
        "evidence": "演示：核实情况报告（2026年8月）",
        "closed_on": day("2026-08-28"),
    },
    {**FIRST[1], "state": "在办", "progress": "演示：两家企业尚未报时间表", "moved_on": day("2026-09-21")},
    {
        **FIRST[2],
        "state": "办结",
        "progress": "演示：已下达挂牌督办通知并收到整改报告",
        "moved_on": day("2026-09-28"),
        "evidence": "演示：整改报告（2026年9月）",
        "closed_on": day("2026-09-28"),
    },
    {
        **FIRST[3],
        "state": "撤销",
        "reason": "演示：并入年度节能降碳方案一并编制",
        "closed_on": day("2026-09-29"),
    },
]
SECOND: list[Row] = [
    {
        **THIRD_QUARTER,
        "number": "YS-JD-2026-05",
        "statement": "T01",
        "decision": "演示：按县区下达四季度节能量，落实到重点用能企业",
        "department": "市工业和信息化局",
        "person": "演示联系人甲",
        "due_on": day("2026-10-31"),
    },
    {
        **THIRD_QUARTER,
        "number": "YS-JD-2026-06",
        "statement": "T33",
        "decision": "演示：督促国有企业补齐碳达峰方案和专岗",
        "department": "市工业和信息化局",
        "due_on": day("2026-12-15"),
    },
    {
        **THIRD_QUARTER,
        "number": "YS-JD-2026-07",
        "ledger": "限期改造",
        "record": "演示企业16（虚构） 演示装置08",
        "region": "柳北区",
        "decision": "演示：逾期装置12月底前完成改造或停产",
        "department": "市工业和信息化局",
        "person": "演示联系人甲",
        "due_on": day("2026-12-31"),
        "progress": "演示：企业已签订改造承诺书",
        "moved_on": day("2026-10-05"),
        "evidence": "演示：改造承诺书（2026年10月）",
    },
    {
        **THIRD_QUARTER,
        "number": "YS-JD-2026-08",
        "task": "二(一)3",
        "decision": "演示：四季度对在建两高项目再核一遍能效水平",
        "department": "市发展改革委",
        "person": "演示联系人乙",
        "due_on": day("2026-12-20"),
    },
]


def decided() -> list[Row]:
    """S25 as it was sent after the first meeting."""
    return FIRST


def followed() -> list[Row]:
    """S25 as it was sent after the second: what became of the first one's, and its own."""
    return [*CAME_OF_IT, *SECOND]
