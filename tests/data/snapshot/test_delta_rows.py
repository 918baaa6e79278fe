"""Rows of uploads that come and go, and rows that are of another enterprise because of what came."""

from pathlib import Path

import duckdb
import pytest

from data.ingest import receive
from data.keep import journal, pointer
from data.snapshot import delta
from data.snapshot.naming import Built
from tests.data.snapshot.test_delta import held
from tests.support.rows import good
from tests.support.workbooks import credit_code, workbook

OLD_NAME = "柳州老厂有限公司"


@pytest.fixture
def deltas(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The generations that were made of the one before."""
    found: list[int] = []
    really = delta.made

    def told(*given: object, generation: int, **more: object) -> Built | None:
        built = really(*given, generation=generation, **more)  # type: ignore[arg-type]
        if built is not None:
            found.append(generation)
        return built

    monkeypatch.setattr(delta, "made", told)
    return found


def keys(table: str) -> list[tuple[str, ...]]:
    path = pointer.current()
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as database:
        return database.table(table).select("enterprise_key", "upload").fetchall()


def test_a_line_of_the_register_moves_earlier_rows_and_its_withdrawal_moves_them_back(
    store: Path, deltas: list[int]
) -> None:
    title = good("S5", credit_code=None, enterprise=OLD_NAME, region=None)
    first = receive.accept(workbook("S5", [title]), "名单.xlsx", "甲").upload
    assert keys("green_register") == [(f"name:{OLD_NAME}", first)]
    code = credit_code(4)
    line = good("S24", credit_code=code, enterprise="柳州新厂有限公司", former_names=OLD_NAME)
    second = receive.accept(workbook("S24", [line]), "名录.xlsx", "甲").upload
    assert keys("green_register") == [(code, first)]
    held()
    receive.withdraw([second], "甲")
    assert keys("green_register") == [(f"name:{OLD_NAME}", first)]
    receive.rollback(2, "甲")
    assert keys("green_register") == [(code, first)] and deltas == [2, 3, 4]
    held()


def test_an_upload_that_comes_back_before_others_stands_where_a_build_puts_it(
    store: Path, deltas: list[int]
) -> None:
    for number in (1, 2):
        row = good("S5", credit_code=credit_code(number), enterprise=f"测试企业{number}")
        receive.accept(workbook("S5", [row]), f"{number}.xlsx", "甲")
    first, _ = journal.active(journal.read())
    receive.withdraw([first], "甲")
    receive.rollback(2, "甲")
    held()
    assert deltas == [2, 3, 4] and keys("green_register_all")[0][1] == first


def test_who_is_named_by_no_sheet_of_a_period_any_more_is_forgotten(store: Path, deltas: list[int]) -> None:
    named = {"enterprise": OLD_NAME, "credit_code": credit_code(4)}
    receive.accept(workbook("S5", [good("S5", region=None, **named)]), "名单.xlsx", "甲")
    second = receive.accept(workbook("S8", [good("S8", **named)]), "产品.xlsx", "甲").upload
    held()
    receive.withdraw([second], "甲")
    assert deltas == [2, 3]
    held()
