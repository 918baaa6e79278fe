"""What an upload calls an enterprise against the register and the published sheets."""

from pathlib import Path

import pytest

from data.ingest import receive
from data.ingest.findings import Finding
from tests.support.rows import good
from tests.support.workbooks import Row, cell, credit_code, files, workbook

WANTED = ("enterprise_name_differs", "enterprise_code_differs", "enterprise_unmatched")


def told(template: str, *rows: Row) -> list[Finding]:
    found = receive.inspect(workbook(template, rows), f"{template}.xlsx").findings
    return [finding for finding in found if finding.rule in WANTED]


@pytest.fixture(scope="module")
def registered_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a register of one enterprise, once called 测试老厂, and a published name without a code lie."""
    path = tmp_path_factory.mktemp("registered") / "store"
    by_name = good("S5", credit_code=None, enterprise="柳州柳工挖掘机有限公司")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        receive.accept_many(files(S24=[good("S24")], S5=[by_name]), "甲")
    return path


@pytest.fixture
def registered(registered_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That store, to read."""
    monkeypatch.setenv("PEAK_STORE", str(registered_path))
    return registered_path


def test_the_first_sheet_of_all_is_asked_nothing(store: Path) -> None:
    assert told("S8", good("S8")) == []


@pytest.mark.parametrize("name", ["测试企业1", "测试老厂", "测试 一厂"])
def test_a_name_of_the_register_passes(registered: Path, name: str) -> None:
    assert told("S8", good("S8", enterprise=name)) == []
    assert told("S8", good("S8", enterprise=name, credit_code=None)) == []


def test_a_code_under_another_name(registered: Path) -> None:
    (finding,) = told(
        "S8", good("S8", enterprise="全新的名字"), good("S8", enterprise="全新的名字", line="2号窑")
    )
    assert (finding.rule, finding.severity, finding.expected, finding.found) == (
        "enterprise_name_differs",
        "warn",
        "测试企业1",
        "全新的名字",
    )
    assert finding.cell == cell("S8", "enterprise")


def test_a_name_under_another_code(registered: Path) -> None:
    (finding,) = told("S5", good("S5", credit_code=credit_code(7), enterprise="测试老厂"))
    assert (finding.rule, finding.expected) == ("enterprise_code_differs", credit_code(1))
    assert finding.cell == cell("S5", "credit_code")


def test_a_name_like_another_one_is_told_with_its_candidates(registered: Path) -> None:
    (finding,) = told("S5", good("S5", credit_code=None, enterprise="柳州柳工挖掘机制造有限公司"))
    assert (finding.rule, finding.expected) == (
        "enterprise_unmatched",
        "柳州柳工挖掘机有限公司（无代码 no code）",
    )
    assert "S24" in finding.mend() and "曾用名" in finding.mend()
    (finding,) = told("S5", good("S5", credit_code=None, enterprise="测试老厂区"))
    assert credit_code(1) in finding.expected


def test_a_name_unlike_any_is_asked_nothing(registered: Path) -> None:
    assert told("S5", good("S5", credit_code=None, enterprise="广西某糖业集团")) == []


def test_a_code_of_its_own_is_compared_with_the_same_name_only(registered: Path) -> None:
    assert told("S5", good("S5", credit_code=credit_code(8), enterprise="柳州柳工挖掘机制造有限公司")) == []
    (finding,) = told("S5", good("S5", credit_code=credit_code(8), enterprise="柳州柳工挖掘机有限责任公司"))
    assert finding.rule == "enterprise_unmatched"


def test_a_product_or_park_is_no_enterprise(registered: Path) -> None:
    assert told("S5", good("S5", kind="设计产品", enterprise="某型装载机")) == []


def test_the_register_itself_may_rename(registered: Path) -> None:
    renamed = good("S24", enterprise="测试新厂", former_names="测试企业1、测试老厂")
    assert told("S24", renamed) == []
    (finding,) = told("S24", good("S24", enterprise="测试新厂", former_names=None))
    assert finding.rule == "enterprise_name_differs"


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"credit_code": credit_code(1)[:-1] + "?"}, "credit_code_invalid", "credit_code"),
        ({"left_on": "2025-06-30"}, "field_needs", "left_because"),
        ({"left_on": "2025-06-30", "left_because": "停产"}, "field_needs", "document"),
        ({"left_because": "注销"}, "field_needs", "left_on"),
        ({"left_on": "2019-12-31", "left_because": "合并", "document": "文1"}, "date_before", "left_on"),
        ({"region": "柳东新区"}, "place_kind", "region"),
        ({"zone": "柳南区"}, "place_kind", "zone"),
    ],
)
def test_a_line_of_the_register_that_stops(
    store: Path, changes: dict[str, str], rule: str, field: str
) -> None:
    found = receive.inspect(workbook("S24", [good("S24", **changes)]), "S24.xlsx").findings
    assert (rule, "stop", cell("S24", field)) in [(f.rule, f.severity, f.cell) for f in found]


def test_leaving_on_the_day_of_entering_with_reason_and_document_passes(store: Path) -> None:
    row = good("S24", left_on="2020-01-01", left_because="停产", document="柳工信〔2020〕1号")
    assert [f.severity for f in receive.inspect(workbook("S24", [row]), "S24.xlsx").findings] == []


def test_an_enterprise_in_another_county_than_the_register_says(registered: Path) -> None:
    def places(**changes: str) -> list[tuple[str, str, str]]:
        found = receive.inspect(workbook("S8", [good("S8", **changes)]), "S8.xlsx").findings
        return [
            (each.cell, each.expected, each.found)
            for each in found
            if each.rule == "enterprise_place_differs"
        ]

    home = str(good("S24")["region"])
    assert places(region=home) == [] == places(region="柳州市")
    assert places(region="融安县") == [(cell("S8", "region"), home, "融安县")]
