"""One enterprise is counted once, whatever it is called: by name, former name, code and old code."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ingest import receive
from data.ingest.checks.identity import stem
from data.ingest.words.names import squeeze
from data.snapshot.published import snapshot
from data.snapshot.statements import statement
from queries.ask import ask_rows
from tests.support.examples import examples
from tests.support.rows import good
from tests.support.workbooks import Row, credit_code, workbook

NAMES = ("柳州钢铁股份有限公司", "上汽通用五菱汽车股份有限公司")
CITY, CITY_SHEET = "450200", "柳州市"


def publish(template: str, rows: list[Row], grade: str = "official") -> None:
    receive.accept(workbook(template, rows), f"{template}.xlsx", "甲", grade=grade)


def by_name(name: str, **changes: Any) -> Row:
    """A factory as the published lists name it: no code, no county."""
    return good("S5", credit_code=None, enterprise=name, region=None, batch="第5批", **changes)


def factories() -> Row:
    return next(row for row in ask_rows("green_kinds") if row["kind"] == "factory")


def places() -> dict[str, float]:
    return {row["region"]: row["value"] for row in ask_rows("green_regions") if row["value"]}


def rows_of(table: str) -> list[Row]:
    path = snapshot()
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as database:
        found = database.sql("SELECT * FROM query_table($t)", params={"t": table})
        rows: list[Row] = found.to_arrow_table().to_pylist()
    return rows


def test_a_factory_published_by_name_and_uploaded_with_its_code_counts_once(store: Path) -> None:
    """Report B3: six published factories, two of them uploaded with codes, were eight."""
    others = [f"柳州第{number}机械厂" for number in range(1, 5)]
    publish("S5", [by_name(name) for name in (*NAMES, *others)], "published")
    assert factories()["in_force"] == 6 and factories()["unplaced"] == 6
    publish("S5", [good("S5", credit_code=credit_code(n), enterprise=name) for n, name in enumerate(NAMES)])
    assert factories()["in_force"] == 6
    month = ask_rows("indicator_trend", statement="T21")[-1]
    assert month["value"] == 6
    assert [row["change"] for row in ask_rows("green_waterfall") if row["label"] == "end"] == [6]
    assert ask_rows("green_steps")[-1]["value"] == 6
    assert places() == {"450204": 2.0} and factories()["unplaced"] == 4
    assert {row["enterprise_key"] for row in rows_of("green_register")} == {
        credit_code(0),
        credit_code(1),
        *(f"name:{name}" for name in others),
    }


def test_a_row_by_name_and_the_same_row_by_code_are_one_row(store: Path) -> None:
    publish("S5", [by_name(NAMES[0])], "published")
    publish("S5", [good("S5", enterprise=f"柳州 {NAMES[0][2:]}", batch="第5批")])
    (row,) = rows_of("green_register")
    assert (row["enterprise_key"], row["grade"]) == (credit_code(1), "official")
    assert row["record_key"] == f"{credit_code(1)}|factory|national|第5批"
    changes = receive.inspect(workbook("S5", [by_name(NAMES[0])]), "S5.xlsx").changes
    assert (changes.new, changes.changed) == (0, 1)


def test_brackets_and_spaces_are_no_other_name(store: Path) -> None:
    publish(
        "S5", [by_name("广西（柳州）机械厂"), by_name("广西(柳州) 机械厂", level="自治区级")], "published"
    )
    assert factories()["in_force"] == 1 and factories()["both_levels"] == 1


def test_another_legal_form_counts_once_until_the_register_answers(store: Path) -> None:
    """Two spellings of a legal form are not merged in silence: a finding with candidates, one count."""
    publish("S5", [by_name("柳州铸造有限公司")], "published")
    coded = workbook("S5", [good("S5", enterprise="柳州铸造有限责任公司")])
    (finding,) = receive.inspect(coded, "S5.xlsx").findings
    assert (finding.rule, finding.expected) == (
        "enterprise_unmatched",
        "柳州铸造有限公司（无代码 no code）",
    )
    receive.accept(coded, "S5.xlsx", "甲")
    assert (factories()["in_force"], factories()["in_doubt"]) == (1, 1)
    assert len({row["enterprise_key"] for row in rows_of("green_register")}) == 2
    (doubt,) = ask_rows("enterprises_in_doubt")
    assert (doubt["enterprise"], doubt["counted_key"]) == ("柳州铸造有限公司", credit_code(1))
    one = good("S24", enterprise="柳州铸造有限责任公司", former_names="柳州铸造有限公司")
    publish("S24", [one])
    assert (factories()["in_force"], factories()["in_doubt"]) == (1, 0)
    assert {row["enterprise_key"] for row in rows_of("green_register")} == {credit_code(1)}
    assert not receive.inspect(workbook("S5", [by_name("柳州铸造有限公司")]), "S5.xlsx").changes.new
    other = good("S24", credit_code=credit_code(2), enterprise="柳州铸造有限公司", former_names=None)
    publish("S24", [good("S24", enterprise="柳州铸造有限责任公司", former_names=None), other])
    assert (factories()["in_force"], factories()["in_doubt"]) == (2, 0)
    assert not len(ask_rows("enterprises_in_doubt"))


def test_one_name_under_two_codes_counts_once_until_the_register_answers(store: Path) -> None:
    publish("S5", [good("S5", enterprise=NAMES[0])])
    second = workbook("S5", [good("S5", credit_code=credit_code(2), enterprise=NAMES[0])])
    assert [(f.rule, f.expected) for f in receive.inspect(second, "S5.xlsx").findings] == [
        ("enterprise_code_differs", credit_code(1))
    ]
    receive.accept(second, "S5.xlsx", "甲")
    assert (factories()["in_force"], factories()["in_doubt"]) == (1, 1)
    assert [row["enterprise"] for row in ask_rows("enterprises_in_doubt")] == [NAMES[0]]


def test_codes_with_the_same_legal_person_inside_are_one_enterprise(store: Path) -> None:
    from data.ingest.words.credit_codes import check_character

    moved = "91450300" + credit_code(1)[8:17]
    publish("S5", [good("S5"), good("S5", credit_code=moved + check_character(moved), level="自治区级")])
    assert factories()["in_force"] == 1 and factories()["both_levels"] == 1


def test_an_enterprise_in_a_zone_belongs_to_its_county_too(store: Path) -> None:
    rows = [
        good("S5", credit_code=credit_code(1), enterprise="甲厂", region="柳东新区"),
        good("S5", credit_code=credit_code(2), enterprise="乙厂", region="柳东新区"),
        good("S5", credit_code=credit_code(3), enterprise="丙厂", region="柳南区"),
        good("S5", credit_code=credit_code(4), enterprise="丁厂", region=None),
    ]
    publish("S5", rows)
    assert places() == {"Z-LIUDONG": 2.0, "450204": 1.0} and factories()["unplaced"] == 3
    publish(
        "S24",
        [
            good("S24", credit_code=credit_code(1), enterprise="甲厂", region="鱼峰区", zone="柳东新区"),
            good("S24", credit_code=credit_code(3), enterprise="丙厂", region="柳南区", zone="柳东新区"),
            good("S24", credit_code=credit_code(4), enterprise="丁厂", region="柳城县", zone=None),
        ],
    )
    assert places() == {"Z-LIUDONG": 3.0, "450203": 1.0, "450204": 1.0, "450222": 1.0}
    whole = factories()
    counties = sum(value for place, value in places().items() if not place.startswith("Z"))
    assert counties + whole["unplaced"] == whole["in_force"] == 4
    held = {row["region"]: row["value"] for row in ask_rows("progress_by_indicator", statement="T21")}
    assert {place: held[place] for place in ("Z-LIUDONG", "450203", CITY)} == {
        "Z-LIUDONG": 3.0,
        "450203": 1.0,
        CITY: 4.0,
    }


@pytest.mark.parametrize("written", [credit_code(1)[8:17], f"name:法人单位代码{credit_code(1)[8:17]}"])
def test_the_nine_characters_of_a_legal_person_meet_the_code(written: str) -> None:
    with duckdb.connect() as database:
        database.execute(statement("sql/constants.sql"))
        database.execute(statement("sql/enterprise_words.sql"))
        found = database.execute("SELECT organisation_of($code)", {"code": written}).fetchall()
    assert found == [(credit_code(1)[8:17],)]


LETTERS = "柳州市钢铁有限责任公司 \u3000（）()［］[]ＡａZz０9_—–-．，；：／＆.·"


@given(st.lists(st.text(LETTERS, max_size=14), min_size=1, max_size=20))
@settings(max_examples=examples(10), deadline=None)
def test_names_are_compared_in_a_snapshot_as_on_the_way_in(names: list[str]) -> None:
    with duckdb.connect() as database:
        database.execute(statement("sql/constants.sql"))
        database.execute(statement("sql/enterprise_words.sql"))
        asked = "SELECT plain_name(n), name_stem(n) FROM (SELECT unnest($names) AS n)"
        found = database.execute(asked, {"names": names}).fetchall()
    assert found == [(squeeze(name), stem(squeeze(name))) for name in names]
