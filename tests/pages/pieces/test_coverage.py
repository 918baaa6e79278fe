"""A sum says how much of what is expected stands behind it, and who is missing."""

from pathlib import Path

from data.ingest import receive
from pages.pieces import coverage
from tests.support.pages import opening, said
from tests.support.rows import good
from tests.support.workbooks import credit_code, files

FULL = {"period": "2024", "coverage": 100.0, "missing": None}
SHORT = {"period": "2025", "coverage": 62.5, "missing": "甲厂、乙厂"}


def test_only_a_period_with_somebody_missing_says_so() -> None:
    assert coverage.beside([FULL, SHORT], "2025") == " · 应报已报 62.5%，未报：甲厂、乙厂"
    assert coverage.beside([FULL, SHORT], "2024") == coverage.beside([FULL, SHORT], "2023") == ""
    assert coverage.beside([{"period": "2025", "coverage": None, "missing": None}], "2025") == ""


def test_the_mix_of_energies_and_the_kinds_of_waste_name_who_is_missing(store: Path) -> None:
    def mine(sheet: str, number: int, year: int) -> dict[str, object]:
        who = {"credit_code": credit_code(number), "enterprise": f"测试企业{number}"}
        return good(sheet, period=f"{year}年", **who)

    told = ((1, 2024), (2, 2024), (1, 2025))
    receive.accept_many(files(**{s: [mine(s, n, year) for n, year in told] for s in ("S2", "S12")}), "甲")
    for page in ("energy", "circular"):
        shown = said(opening(f"pages/analysts/{page}/page.py")())
        assert "应报已报 50.0%，未报：测试企业2" in shown, page
