"""The page of a number that rests on members says how much has come and who is missing, in both languages."""

from pathlib import Path

from data.ingest import receive
from pages.speech.plain import plain
from tests.support.pages import opening, said, top
from tests.support.rows import good
from tests.support.workbooks import files

opened = opening("pages/analysts/indicator/page.py")


def test_the_missing_kiln_is_named_beside_the_number(store: Path) -> None:
    kilns = [("2024年", "1号窑", 105.0), ("2024年", "2号窑", 125.0), ("2025年", "1号窑", 105.0)]
    rows = [good("S8", period=p, line=line, energy_tce=u, unit_energy=u) for p, line, u in kilns]
    receive.accept_many(files(S8=rows), "甲")
    app = opened(id="T29")
    assert "105.0" in top(app) and "数据不足" in top(app) and "已达标" not in top(app)
    assert "应报已报 50.0%" in said(app) and "测试企业1 2号窑" in said(app)
    assert any(plain("95%") in caption.value and "S24" in caption.value for caption in app.caption)
    assert "Expected and reported: 50.0%" in said(opened(id="T29", lang="en")).replace("50.0 %", "50.0%")
    assert "应报已报" not in said(opened(id="T29", period="2024"))
